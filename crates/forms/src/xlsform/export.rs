//! Form → workbook, as `pyxform` and everything built on it reads it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sanaq_said::{Said, said};

use super::kinds::written;
use crate::{
    answer::Absence,
    expression::Expression,
    form::{ChoiceList, Form, Group, Item, Question},
    name::Name,
    openrosa::{NAMESPACE, absent_list, companion_of, companion_relevant, display_name},
    texts::{Texts, UNDETERMINED},
    words::Words,
};

/// A form that no workbook can hold: a text of more than 32,767 characters, too many rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub struct NotWritten(pub String);

impl NotWritten {
    /// The sentence.
    pub fn said(&self) -> Said {
        said!("said-book-unwritten", "the workbook cannot be written: {why}", why = &self.0)
    }
}

impl From<XlsxError> for NotWritten {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Writes the workbook. The same form gives the same bytes.
///
/// # Errors
/// What does not fit into a workbook.
pub fn export(form: &Form) -> Result<Vec<u8>, NotWritten> {
    let mut languages = form.languages();
    if languages.is_empty() {
        languages.push(&form.language.0);
    }
    let survey = survey(form, &languages);
    let choices = choices(form, &languages);
    let mut book = Workbook::new();
    // The clock has no place in a form.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    survey.write(book.add_worksheet().set_name("survey")?)?;
    choices.write(book.add_worksheet().set_name("choices")?)?;
    settings(form).write(book.add_worksheet().set_name("settings")?)?;
    own(form).write(book.add_worksheet().set_name("sanaq")?)?;
    Ok(book.save_to_buffer()?)
}

/// A sheet: headings, and rows of cells by heading.
struct Sheet {
    headings: Vec<String>,
    rows: Vec<Cells>,
}

type Cells = BTreeMap<String, String>;

impl Sheet {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        // Columns that nobody fills in would only be in the way.
        let needed = ["type", "name", "list_name", "key", "value"];
        let used: BTreeSet<&String> = self.rows.iter().flat_map(BTreeMap::keys).collect();
        let headings = self
            .headings
            .iter()
            .filter(|heading| used.contains(heading) || needed.contains(&heading.as_str()));
        for (column, heading) in (0u16..).zip(headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            for (row, cells) in (1u32..).zip(&self.rows) {
                if let Some(text) = cells.get(heading) {
                    sheet.write_string(row, column, text)?;
                }
            }
            let wide = heading.contains("::") || heading == "label" || heading == "hint";
            sheet.set_column_width(column, if wide { 40 } else { 18 })?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

/// The heading of a text in a language.
fn heading(column: &str, language: &str) -> String {
    match language {
        UNDETERMINED => column.to_owned(),
        language => format!("{column}::{}", display_name(language)),
    }
}

fn put_texts(cells: &mut Cells, column: &str, texts: &Texts) {
    for (language, text) in texts.iter() {
        cells.insert(heading(column, language), text.to_owned());
    }
}

fn put(cells: &mut Cells, column: &str, text: impl Display) {
    let text = text.to_string();
    if !text.is_empty() {
        cells.insert(column.to_owned(), text);
    }
}

fn put_some<T: Display>(cells: &mut Cells, column: &str, value: Option<&T>) {
    if let Some(value) = value {
        put(cells, column, value);
    }
}

fn survey(form: &Form, languages: &[&str]) -> Sheet {
    let each = |column: &str| languages.iter().map(|tag| heading(column, tag)).collect::<Vec<_>>();
    let plain = |columns: &[&str]| columns.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let headings = [
        plain(&["type", "name"]),
        each("label"),
        each("hint"),
        plain(&["required"]),
        each("required_message"),
        plain(&["relevant", "constraint"]),
        each("constraint_message"),
        plain(&["calculation", "choice_filter", "repeat_count", "default", "readonly"]),
        plain(&["appearance", "bind::sanaq:sensitive", "bind::sanaq:code"]),
    ]
    .concat();
    let words = languages.iter().map(|tag| (*tag, Words::new(tag))).collect();
    let mut writer = Survey { words, languages, rows: Vec::new() };
    writer.items(&form.items);
    Sheet { headings, rows: writer.rows }
}

struct Survey<'f> {
    words: Vec<(&'f str, Words)>,
    languages: &'f [&'f str],
    rows: Vec<Cells>,
}

impl Survey<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Question(question) => {
                    self.question(question);
                    self.beside(question);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let kind = if group.repeat.is_some() { "repeat" } else { "group" };
        let mut cells = Cells::new();
        put(&mut cells, "type", format!("begin_{kind}"));
        put(&mut cells, "name", &group.id);
        put_texts(&mut cells, "label", &group.label);
        put_some(&mut cells, "relevant", group.relevant.as_ref());
        put(&mut cells, "appearance", &group.appearance);
        let count = group.repeat.as_ref().and_then(|repeat| repeat.count.as_ref());
        put_some(&mut cells, "repeat_count", count);
        self.rows.push(cells);
        self.items(&group.items);
        let mut cells = Cells::new();
        put(&mut cells, "type", format!("end_{kind}"));
        put(&mut cells, "name", &group.id);
        self.rows.push(cells);
    }

    fn question(&mut self, question: &Question) {
        let mut cells = Cells::new();
        put(&mut cells, "type", written(&question.ask));
        put(&mut cells, "name", &question.id);
        put_texts(&mut cells, "label", &question.label);
        put_texts(&mut cells, "hint", &question.hint);
        put_texts(&mut cells, "constraint_message", &question.constraint_message);
        put_texts(&mut cells, "required_message", &question.required_message);
        if question.may.is_empty() {
            put_required(&mut cells, question.required.as_ref());
        }
        put_some(&mut cells, "relevant", question.relevant.as_ref());
        put_some(&mut cells, "constraint", question.constraint.as_ref());
        put_some(&mut cells, "calculation", question.calculation.as_ref());
        let filter = question.ask.choosing().and_then(|choosing| choosing.filter.as_ref());
        put_some(&mut cells, "choice_filter", filter);
        put(&mut cells, "default", &question.default);
        put(&mut cells, "appearance", &question.appearance);
        put(&mut cells, "readonly", if question.read_only { "yes" } else { "" });
        put(&mut cells, "bind::sanaq:sensitive", if question.sensitive { "yes" } else { "" });
        put_some(&mut cells, "bind::sanaq:code", question.code.as_ref());
        self.rows.push(cells);
    }

    /// The choice of reasons for having no answer, below its question.
    fn beside(&mut self, question: &Question) {
        let list = absent_list(&question.may, self.languages).filter(|l| !l.choices.is_empty());
        let (Some(list), Some(name)) = (list, companion_of(&question.id)) else { return };
        let mut cells = Cells::new();
        put(&mut cells, "type", format!("select_one {}", list.id));
        put(&mut cells, "name", name);
        for (tag, words) in &self.words {
            put(&mut cells, &heading("label", tag), words.t("absent-question"));
        }
        put(&mut cells, "relevant", companion_relevant(question));
        put_required(&mut cells, question.required.as_ref());
        self.rows.push(cells);
    }
}

fn put_required(cells: &mut Cells, required: Option<&Expression>) {
    match required {
        Some(required) if *required == Expression::always() => put(cells, "required", "yes"),
        required => put_some(cells, "required", required),
    }
}

fn choices(form: &Form, languages: &[&str]) -> Sheet {
    let reasons: BTreeSet<BTreeSet<Absence>> = form
        .questions()
        .filter(|question| !question.may.is_empty())
        .map(|question| question.may.clone())
        .collect();
    let reasons: Vec<ChoiceList> =
        reasons.iter().filter_map(|may| absent_list(may, languages)).collect();
    let mut headings = vec!["list_name".to_owned(), "name".to_owned()];
    headings.extend(languages.iter().map(|tag| heading("label", tag)));
    let mut attributes: Vec<&Name> = Vec::new();
    let mut rows = Vec::new();
    for list in form.lists.iter().chain(&reasons) {
        for choice in &list.choices {
            let mut cells = Cells::new();
            put(&mut cells, "list_name", &list.id);
            put(&mut cells, "name", &choice.id);
            put_texts(&mut cells, "label", &choice.label);
            for (name, value) in &choice.attributes {
                put(&mut cells, name.as_str(), value);
                if !attributes.contains(&name) {
                    attributes.push(name);
                }
            }
            rows.push(cells);
        }
    }
    headings.extend(attributes.into_iter().map(Name::to_string));
    Sheet { headings, rows }
}

fn settings(form: &Form) -> Sheet {
    let namespace = format!("sanaq=\"{NAMESPACE}\"");
    let language = match form.language.0.as_str() {
        UNDETERMINED => String::new(),
        tag => display_name(tag),
    };
    let title = form.title.get(&form.language.0).unwrap_or(form.id.as_str());
    let pairs = [
        ("form_title", title),
        ("form_id", form.id.as_str()),
        ("version", &form.version),
        ("default_language", &language),
        ("namespaces", &namespace),
    ];
    let mut cells = Cells::new();
    for (column, text) in pairs {
        put(&mut cells, column, text);
    }
    put_some(&mut cells, "instance_name", form.instance_name.as_ref());
    let mut headings: Vec<String> = pairs.iter().map(|(column, _)| (*column).to_owned()).collect();
    headings.push("instance_name".to_owned());
    Sheet { headings, rows: vec![cells] }
}

/// What `XLSForm` has no column for, on a sheet that others pass over.
fn own(form: &Form) -> Sheet {
    let row = |key: &str, language: &str, value: &str| {
        let mut cells = Cells::new();
        put(&mut cells, "key", key);
        put(&mut cells, "language", language);
        put(&mut cells, "value", value);
        cells
    };
    let mut rows = vec![row("kind", "", form.kind.id()), row("language", "", &form.language.0)];
    rows.extend(form.keyword.iter().map(|keyword| row("keyword", "", keyword)));
    rows.extend(form.title.iter().map(|(language, title)| row("title", language, title)));
    let headings = ["key", "language", "value"].map(str::to_owned).to_vec();
    Sheet { headings, rows }
}
