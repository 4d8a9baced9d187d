//! Workbook → form.

mod choices;
mod question;
mod settings;

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::Language;
use sanaq_said::{Said, said};

use super::{
    Fate, Finding, Imported,
    kinds::{Kind, kind},
    names::{Heading, heading},
    prune::prune,
    workbook::{Counted, NotRead, Row, Sheet, sheets},
};
use crate::{
    expression::Expression,
    faults::MOST,
    form::{ChoiceList, Form, Group, Item, Question, Repeat},
    name::Name,
    openrosa::fold,
    outline::DEEPEST,
    texts::Texts,
};

/// Reads a workbook. `name` is the form's identifier where the workbook gives none: the file's
/// name without its ending.
///
/// # Errors
/// What is no workbook that is safe to read, or has no questions.
pub fn import(bytes: &[u8], name: &str) -> Result<Imported, NotRead> {
    let sheets = sheets(bytes, KNOWN_SHEETS)?;
    let named = |wanted: &str| sheets.iter().find(|s| s.name.trim().eq_ignore_ascii_case(wanted));
    let survey = named("survey").ok_or(NotRead::NoSurvey)?;
    let mut reader = Reader::default();
    let other: Vec<&str> = sheets.iter().map(|sheet| sheet.name.trim()).collect();
    for sheet in other.into_iter().filter(|s| !KNOWN_SHEETS.contains(&&*s.to_lowercase())) {
        reader.find(
            sheet,
            0,
            "",
            Fate::Dropped,
            said!("said-sheet-unread", "this sheet is not read"),
        );
    }
    let mut form = empty(name);
    if let Some(sheet) = named("settings") {
        reader.settings(sheet, &mut form);
    }
    reader.language = form.language.0.clone();
    // The sheet had a longer name once.
    if let Some(sheet) = named("choices").or_else(|| named("choices and columns")) {
        reader.choices(sheet);
    }
    reader.survey(survey)?;
    form.items = std::mem::take(&mut reader.items);
    form.lists = std::mem::take(&mut reader.lists);
    if let Some(sheet) = named("sanaq") {
        reader.own(sheet, &mut form);
    }
    fold(&mut form);
    Reader::choose_language(&mut form);
    prune(&mut form, &mut reader.findings);
    reader.count_untold();
    reader.findings.sort();
    Ok(Imported { form, findings: reader.findings })
}

/// So much of what was not taken as it stands is told; of more nobody reads the rest.
const MOST_FINDINGS: usize = 10_000;

const KNOWN_SHEETS: &[&str] = &["survey", "choices", "choices and columns", "settings", "sanaq"];

fn empty(name: &str) -> Form {
    Form { title: Texts::default(), ..Form::without_questions(name.trim(), "") }
}

#[derive(Default)]
struct Reader {
    findings: Vec<Finding>,
    /// What was found beyond [`MOST_FINDINGS`].
    untold: usize,
    /// The language of columns that name none.
    language: String,
    lists: Vec<ChoiceList>,
    items: Vec<Item>,
    open: Vec<Open>,
    names: BTreeSet<Name>,
    count: usize,
}

/// A group whose end has not come yet.
struct Open {
    group: Group,
    row: u32,
}

/// The columns of a sheet by what they are.
struct Columns {
    sheet: String,
    by_column: BTreeMap<u32, (Heading, String)>,
}

/// The cells of one row by what they are.
struct Cells<'s> {
    row: u32,
    columns: &'s Columns,
    plain: BTreeMap<&'s str, (&'s str, &'s str)>,
    texts: BTreeMap<&'s str, Texts>,
    used: BTreeSet<&'s str>,
}

impl Columns {
    fn new(sheet: &Sheet) -> Self {
        let columns =
            sheet.headings.iter().map(|(column, text)| (*column, (heading(text), text.clone())));
        Self { sheet: sheet.name.trim().to_owned(), by_column: columns.collect() }
    }

    fn has(&self, column: &str) -> bool {
        self.by_column.values().any(|(heading, _)| heading.column == column)
    }

    /// The cells of a row. Texts of columns without a language are of the default one.
    fn cells<'s>(&'s self, row: &'s Row, default: &str, texts: &[&str]) -> Cells<'s> {
        let mut cells = Cells {
            row: row.number,
            columns: self,
            plain: BTreeMap::new(),
            texts: BTreeMap::new(),
            used: BTreeSet::new(),
        };
        for (column, text) in &row.cells {
            let Some((heading, written)) = self.by_column.get(column) else { continue };
            let name = heading.column.as_str();
            if texts.contains(&name) {
                let language = heading.language.as_deref().unwrap_or(default);
                let all = cells.texts.entry(name).or_default();
                // A column with its language named wins over one without.
                if heading.language.is_some() || all.exact(language).is_none() {
                    all.set(language, text.as_str());
                }
            } else {
                cells.plain.entry(name).or_insert((text, written));
            }
        }
        cells
    }
}

impl<'s> Cells<'s> {
    fn get(&mut self, column: &'s str) -> Option<&'s str> {
        self.used.insert(column);
        self.plain.get(column).map(|(text, _)| *text)
    }

    fn texts(&mut self, column: &str) -> Texts {
        self.texts.remove(column).unwrap_or_default()
    }
}

/// Columns of the survey that hold texts.
const SURVEY_TEXTS: &[&str] = &["label", "hint", "constraint_message", "required_message"];

impl Reader {
    fn find(&mut self, sheet: &str, row: u32, column: &str, fate: Fate, message: Said) {
        if self.findings.len() >= MOST_FINDINGS {
            self.untold += 1;
            return;
        }
        let (sheet, column) = (sheet.to_owned(), column.to_owned());
        self.findings.push(Finding { sheet, row, column, fate, message });
    }

    /// How much more was found than is told.
    fn count_untold(&mut self) {
        if self.untold > 0 {
            let n = self.untold;
            let message = said!("said-untold", "{n} more findings like these are not told", n);
            let (sheet, column) = (String::new(), String::new());
            self.findings.push(Finding { sheet, row: 0, column, fate: Fate::Dropped, message });
        }
    }

    fn found(&mut self, cells: &Cells<'_>, column: &str, fate: Fate, message: Said) {
        let (sheet, row) = (cells.columns.sheet.clone(), cells.row);
        self.find(&sheet, row, column, fate, message);
    }

    /// What a row holds in columns that nothing reads.
    fn unread(&mut self, cells: &Cells<'_>) {
        let left: Vec<(&str, &str)> = cells
            .plain
            .iter()
            .filter(|(name, _)| !cells.used.contains(*name))
            .map(|(_, (text, written))| (*text, *written))
            .collect();
        for (text, written) in left {
            let found: String = text.chars().take(40).collect();
            let message = said!("said-cell-unread", "found «{found}», not read", found);
            self.found(cells, written, Fate::Dropped, message);
        }
    }

    fn survey(&mut self, sheet: &Sheet) -> Result<(), NotRead> {
        let columns = Columns::new(sheet);
        if !columns.has("type") {
            return Err(NotRead::NoSurvey);
        }
        for (_, written) in columns.by_column.values().filter(|(h, _)| h.column.is_empty()) {
            let message = said!("said-heading-nameless", "a heading without a name");
            self.find(&columns.sheet, 0, written, Fate::Dropped, message);
        }
        let language = self.language.clone();
        for row in &sheet.rows {
            self.count += 1;
            if self.count > MOST {
                return Err(NotRead::TooMany { what: Counted::Questions, most: MOST });
            }
            self.row(columns.cells(row, &language, SURVEY_TEXTS));
        }
        while let Some(open) = self.open.pop() {
            let message = said!(
                "said-group-endless",
                "the group «{group}» has no end, it was ended here",
                group = open.group.id.as_str()
            );
            self.find(&columns.sheet, open.row, "type", Fate::Changed, message);
            self.put(Item::Group(Box::new(open.group)));
        }
        Ok(())
    }

    fn row(&mut self, mut cells: Cells<'_>) {
        let Some(written) = cells.get("type") else {
            if !cells.plain.is_empty() || !cells.texts.is_empty() {
                let message = said!("said-row-typeless", "found a row without a type");
                self.found(&cells, "type", Fate::Dropped, message);
            }
            return;
        };
        if cells.get("disabled").is_some_and(is_yes) {
            let message = said!("said-row-off", "the row is switched off");
            self.found(&cells, "disabled", Fate::Dropped, message);
            return;
        }
        match kind(written) {
            Kind::BeginGroup => self.begin(&mut cells, false),
            Kind::BeginRepeat => self.begin(&mut cells, true),
            Kind::End => self.end(&mut cells),
            Kind::Nothing(why) => {
                self.found(&cells, "type", Fate::Dropped, why);
                return;
            }
            Kind::Unknown => {
                let message = said!(
                    "said-type-unknown",
                    "found «{found}», which is no known type",
                    found = written
                );
                self.found(&cells, "type", Fate::Dropped, message);
                return;
            }
            question => self.question(question, &mut cells),
        }
        self.unread(&cells);
    }

    fn begin(&mut self, cells: &mut Cells<'_>, repeated: bool) {
        let id = self.name(cells);
        let relevant = self.expression(cells, "relevant");
        let count = self.expression(cells, "repeat_count");
        let label = cells.texts("label");
        let appearance = cells.get("appearance").unwrap_or_default().to_owned();
        let unused = ["hint", "constraint_message", "required_message"];
        for column in unused.into_iter().filter(|column| cells.texts.contains_key(column)) {
            let message = said!("said-group-has-none", "a group has none");
            self.found(cells, column, Fate::Dropped, message);
        }
        if self.open.len() + 2 >= DEEPEST {
            let message = said!("said-group-deep", "too deep: the group's questions stand outside");
            self.found(cells, "type", Fate::Changed, message);
        }
        let repeat = repeated.then_some(Repeat { count });
        let group = Group { id, label, relevant, appearance, repeat, items: Vec::new() };
        self.open.push(Open { group, row: cells.row });
    }

    fn end(&mut self, cells: &mut Cells<'_>) {
        cells.get("name");
        match self.open.pop() {
            Some(open) if self.open.len() + 2 >= DEEPEST => {
                for item in open.group.items {
                    self.put(item);
                }
            }
            Some(open) => self.put(Item::Group(Box::new(open.group))),
            None => {
                let message = said!("said-end-alone", "found an end without a beginning");
                self.found(cells, "type", Fate::Dropped, message);
            }
        }
    }

    fn put(&mut self, item: Item) {
        match self.open.last_mut() {
            Some(open) => open.group.items.push(item),
            None => self.items.push(item),
        }
    }

    /// A name of its own for the row, as near to the written one as can be.
    fn name(&mut self, cells: &mut Cells<'_>) -> Name {
        let written = cells.get("name").unwrap_or_default();
        let parsed: Option<Name> = written.parse().ok();
        let wanted = parsed.clone().unwrap_or_else(|| repaired(written, cells.row));
        let name = self.own_name(&wanted);
        if Some(&name) != parsed.as_ref() {
            let message = if written.is_empty() {
                said!("said-name-none", "found no name, it is «{name}»", name = name.as_str())
            } else if parsed.is_some() {
                said_twice(written, &name)
            } else {
                said!(
                    "said-name-wrong",
                    "found «{found}», which is no name, it is «{name}»",
                    found = written,
                    name = name.as_str()
                )
            };
            // A note's name matters to nobody.
            self.found(cells, "name", Fate::Changed, message);
        }
        name
    }

    /// The name, with that of its group before it or a number behind where it is taken.
    fn own_name(&mut self, wanted: &Name) -> Name {
        let group = self.open.last().map(|open| format!("{}.", open.group.id)).unwrap_or_default();
        let second = format!("{group}{wanted}");
        let numbered = (2u32..).map(|number| format!("{wanted}.{number}"));
        let candidates = [wanted.to_string(), second].into_iter().chain(numbered);
        let free = |text: String| text.parse().ok().filter(|name| !self.names.contains(name));
        // Names are at most 128 characters; one that leaves no room for a number is cut.
        let name = candidates.take(MOST * 2).find_map(free).unwrap_or_else(|| wanted.clone());
        self.names.insert(name.clone());
        name
    }

    fn expression(&mut self, cells: &mut Cells<'_>, column: &'static str) -> Option<Expression> {
        let text = &plain_quotes(cells.get(column)?);
        match Expression::understood(text) {
            Ok(expression) => Some(expression),
            Err(error) => {
                self.found(cells, column, Fate::Kept, error.said());
                Some(Expression::parse(text))
            }
        }
    }

    /// A form without a default language has that of its first texts.
    fn choose_language(form: &mut Form) {
        let languages: Vec<String> = form.languages().iter().map(|tag| (*tag).to_owned()).collect();
        if !languages.contains(&form.language.0)
            && let Some(first) = languages.iter().find(|tag| *tag == "en").or(languages.first())
        {
            form.language = Language(first.clone());
        }
        if form.title.is_empty() {
            form.title = Texts::one(&form.language.0, form.id.as_str());
        }
    }
}

/// Word processors turn quotation marks into others, which no expression knows. `pyxform` turns
/// them back too.
fn plain_quotes(text: &str) -> String {
    let plain = |c| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// A name that is taken.
pub(crate) fn said_twice(found: &str, name: &Name) -> Said {
    said!(
        "said-name-twice",
        "found «{found}» a second time, it is «{name}»",
        found,
        name = name.as_str()
    )
}

/// A name made of what is none.
fn repaired(written: &str, row: u32) -> Name {
    let plain = |c: char| if crate::name::continues_name(c) { c } else { '_' };
    let text: String = written.trim().chars().take(100).map(plain).collect();
    let first = text.parse().or_else(|_| format!("_{text}").parse());
    let text = if text.is_empty() { None } else { first.ok() };
    text.or_else(|| format!("row_{row}").parse().ok()).unwrap_or_else(|| Name::plain("row"))
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "true" | "true()" | "1" | "y" | "x")
}

fn is_no(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "no" | "false" | "false()" | "0" | "n")
}

/// A question with its place in the group.
fn item(question: Question) -> Item {
    Item::Question(Box::new(question))
}
