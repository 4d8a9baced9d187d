//! A recipe matched with a file's header: which column of this file means what.

use std::borrow::Cow;

use sanaq_election::{Election, LineId, OptionId};
use sanaq_said::{Said, said};

use crate::{
    note::{Kind, Note, Notes, listed, shown},
    recipe::{Addend, ColumnRef, Columns, Recipe, Rule, TextFrom, TextPart, When},
    rows::Row,
};

mod canonical;

pub(crate) use canonical::{AREA, STANDARD_LINES, STATION};

/// What to take from each row.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The columns' names, for messages.
    pub(crate) headers: Vec<String>,
    pub(crate) station: Vec<Part>,
    pub(crate) area: Vec<Part>,
    pub(crate) lines: Vec<Target<LineId>>,
    pub(crate) votes: Vec<Target<OptionId>>,
    pub(crate) long: Option<LongPlan>,
    pub(crate) drops: Vec<Condition>,
    pub(crate) unknowns: Vec<(Condition, Vec<LineId>)>,
    /// Whether the canonical layout is read.
    pub(crate) canonical: bool,
}

/// A part of a text.
#[derive(Debug)]
pub(crate) struct Part {
    /// The column; nothing for a fixed text.
    pub(crate) column: Option<usize>,
    /// How its cells become the text.
    pub(crate) rule: TextPart,
    /// What stood in the nearest cell above that was not empty.
    above: String,
}

impl Part {
    fn new(column: Option<usize>, rule: TextPart) -> Self {
        Self { column, rule, above: String::new() }
    }

    /// The text that the part takes from a row.
    pub(crate) fn text<'a>(&'a mut self, row: Row<'a>) -> Cow<'a, str> {
        let rule = &self.rule;
        let Some(column) = self.column else {
            let TextFrom::Fixed(text) = &rule.from else { return Cow::Borrowed("") };
            return Cow::Borrowed(text);
        };
        let mut text = row.text(column);
        if rule.fill_down {
            if text.is_empty() {
                text = &self.above;
            } else {
                self.above.clear();
                self.above.push_str(text);
            }
        }
        let text = rule.strip.as_deref().and_then(|strip| text.strip_prefix(strip)).unwrap_or(text);
        rule.finish(text.trim())
    }
}

impl TextPart {
    fn finish<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        if text.is_empty() {
            return Cow::Borrowed(self.blank.as_deref().unwrap_or_default());
        }
        let length = if self.pad > 0 { text.chars().count() } else { 0 };
        let mut text = if length < self.pad {
            Cow::Owned(format!("{}{text}", "0".repeat(self.pad - length)))
        } else {
            Cow::Borrowed(text)
        };
        if let Some((cut, _)) = text.char_indices().nth(self.first).filter(|_| self.first > 0) {
            text = match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.get(..cut).unwrap_or(text)),
                Cow::Owned(mut text) => {
                    text.truncate(cut);
                    Cow::Owned(text)
                }
            };
        }
        match self.names.get(text.as_ref()) {
            Some(name) => Cow::Borrowed(name),
            None => text,
        }
    }
}

/// A figure of the table: the sum of some columns.
#[derive(Debug)]
pub(crate) struct Target<K> {
    pub(crate) id: K,
    pub(crate) terms: Vec<Term>,
}

/// One column of a sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    pub(crate) column: usize,
    pub(crate) minus: bool,
}

/// Where the option and its figure stand in a long layout.
#[derive(Debug)]
pub(crate) struct LongPlan {
    pub(crate) option: usize,
    pub(crate) figure: usize,
    pub(crate) lines: Vec<(LineId, Vec<String>)>,
    pub(crate) options: Vec<(OptionId, Vec<String>)>,
    pub(crate) others: Option<OptionId>,
}

/// A condition on a row.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) column: usize,
    pub(crate) when: When,
    pub(crate) reason: String,
}

/// Matches a recipe with the header; problems say what is missing and what is near it.
pub(crate) fn bind(
    headers: Vec<String>,
    recipe: Option<&Recipe>,
    election: Option<&Election>,
    warnings: &mut Notes,
    problems: &mut Notes,
) -> Plan {
    let mut plan = match recipe.and_then(|recipe| recipe.columns.as_ref()) {
        Some(columns) => {
            let mut binder = Binder { headers: &headers, problems };
            binder.columns(columns)
        }
        None => canonical::plan(&headers, election, warnings, problems),
    };
    if let Some(recipe) = recipe {
        let mut binder = Binder { headers: &headers, problems };
        plan.drops =
            recipe.drops.iter().filter_map(|rule| binder.condition(rule, "drop")).collect();
        for unknown in &recipe.unknowns {
            if let Some(condition) = binder.condition(&unknown.rule, "unknown") {
                plan.unknowns.push((condition, unknown.lines.clone()));
            }
        }
    }
    plan.headers = headers;
    compare_with_election(&plan, election, warnings);
    plan
}

/// Warns of options that only one side has.
fn compare_with_election(plan: &Plan, election: Option<&Election>, warnings: &mut Notes) {
    let Some(election) = election else { return };
    let options = &election.contest.options;
    let listed: Vec<&OptionId> = match &plan.long {
        Some(long) => long.options.iter().map(|(id, _)| id).chain(&long.others).collect(),
        None => plan.votes.iter().map(|target| &target.id).collect(),
    };
    if options.is_empty() || (listed.is_empty() && plan.long.is_some()) {
        return;
    }
    for option in options.iter().filter(|option| !listed.contains(&&option.id)) {
        warnings.add(Kind::Options, || {
            let said = said!(
                "said-import-option-column",
                "found no column for the option «{option}» of the election; its votes are unknown",
                option = option.id.as_str()
            );
            Note::file(Kind::Options, said)
        });
    }
    for id in listed {
        if !options.iter().any(|option| option.id == *id) {
            warnings.add(Kind::Options, || Note::file(Kind::Options, other_option(id)));
        }
    }
}

/// Somebody gets votes whom the election does not have.
pub(crate) fn other_option(id: &OptionId) -> Said {
    said!(
        "said-import-option-other",
        "found votes for «{option}», expected an option of the election",
        option = id.as_str()
    )
}

/// How many columns a recipe reads of a file with these headers; nothing when it does not fit.
fn columns_read(headers: &[String], recipe: &Recipe) -> Option<usize> {
    let mut problems = Notes::new(0);
    let mut binder = Binder { headers, problems: &mut problems };
    let plan = binder.columns(recipe.columns.as_ref()?);
    let lines = plan.lines.iter().map(|target| target.terms.len());
    let votes = plan.votes.iter().map(|target| target.terms.len());
    let read = plan.station.len() + plan.area.len() + lines.chain(votes).sum::<usize>();
    problems.is_empty().then_some(read)
}

struct Binder<'a> {
    headers: &'a [String],
    problems: &'a mut Notes,
}

impl Binder<'_> {
    fn columns(&mut self, columns: &Columns) -> Plan {
        let mut plan = Plan {
            station: columns.station.iter().filter_map(|p| self.part(p, "station")).collect(),
            area: columns.area.iter().filter_map(|p| self.part(p, "area")).collect(),
            lines: columns.lines.iter().map(|(id, sum)| self.target(id, sum)).collect(),
            votes: columns.votes.iter().map(|(id, sum)| self.target(id, sum)).collect(),
            ..Plan::default()
        };
        if let Some(range) = &columns.votes_from {
            let first = self.find(&range.first, "votes-from.first");
            let last = self.find(&range.last, "votes-from.last");
            if let Some((first, last)) = first.zip(last) {
                let strip = range.strip.as_deref().unwrap_or_default();
                plan.votes.extend(self.range(first, last, strip));
            }
        }
        if let Some(long) = &columns.long {
            let option = self.find(&long.option, "long.option");
            let figure = self.find(&long.figure, "long.figure");
            plan.long = option.zip(figure).map(|(option, figure)| LongPlan {
                option,
                figure,
                lines: long.lines.clone(),
                options: long.options.clone(),
                others: long.others.clone(),
            });
        }
        plan
    }

    fn part(&mut self, part: &TextPart, key: &str) -> Option<Part> {
        let column = match &part.from {
            TextFrom::Fixed(_) => None,
            TextFrom::Column(column) => Some(self.find(column, key)?),
        };
        Some(Part::new(column, part.clone()))
    }

    fn target<K: Clone + ToString>(&mut self, id: &K, sum: &[Addend]) -> Target<K> {
        let key = id.to_string();
        let terms = sum.iter().filter_map(|addend| {
            Some(Term { column: self.find(&addend.column, &key)?, minus: addend.minus })
        });
        Target { id: id.clone(), terms: terms.collect() }
    }

    fn range(&mut self, first: usize, last: usize, strip: &str) -> Vec<Target<OptionId>> {
        if last < first {
            let said = said!(
                "said-import-range",
                "the recipe's votes-from runs from column {first} to column {last}, expected the \
                 first before the last",
                first = first + 1,
                last = last + 1
            );
            self.problems.push(Note::file(Kind::Columns, said));
        }
        let mut targets = Vec::new();
        for column in first..=last {
            let header = self.headers.get(column).map(String::as_str).unwrap_or_default();
            let name = header.strip_prefix(strip).unwrap_or(header);
            if let Some(id) = option_id(name) {
                targets.push(Target { id, terms: vec![Term { column, minus: false }] });
            } else {
                self.problems.add(Kind::Columns, || {
                    let said = said!(
                        "said-import-range-header",
                        "the header «{header}» of votes-from makes no option's identifier, \
                         expected letters a-z and digits; name this column under [votes]",
                        header = shown(header.as_bytes())
                    );
                    Note::file(Kind::Columns, said)
                });
            }
        }
        targets
    }

    fn condition(&mut self, rule: &Rule, key: &str) -> Option<Condition> {
        let column = self.find(&rule.column, key)?;
        Some(Condition { column, when: rule.when.clone(), reason: rule.reason.clone() })
    }

    /// The one column that a reference means.
    fn find(&mut self, column: &ColumnRef, key: &str) -> Option<usize> {
        let matching = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let hits = self.headers.iter().enumerate().filter(|(_, header)| test(header));
            hits.map(|(i, _)| i).collect()
        };
        let hits = match column {
            ColumnRef::Is(text) => {
                let text = normal(text);
                matching(&|header| header == text)
            }
            ColumnRef::Starts(text) => {
                let text = normal(text);
                matching(&|header| header.starts_with(&text))
            }
            ColumnRef::Contains(text) => {
                let text = normal(text);
                matching(&|header| header.contains(&text))
            }
            ColumnRef::At(at) => matching(&|_| true).into_iter().filter(|i| i + 1 == *at).collect(),
        };
        match hits.as_slice() {
            [one] => return Some(*one),
            // Built-in recipes are tried on files that they do not fit: worded only when listed.
            hits => self.problems.add(Kind::Columns, || {
                Note::file(Kind::Columns, not_one(column, key, hits, self.headers))
            }),
        }
        None
    }
}

/// What a recipe's reference to a column says.
fn wanted(column: &ColumnRef) -> Said {
    match column {
        ColumnRef::Is(text) => said!("said-import-column-is", "«{text}»", text = normal(text)),
        ColumnRef::Starts(text) => {
            said!("said-import-column-starts", "that starts with «{text}»", text = normal(text))
        }
        ColumnRef::Contains(text) => {
            said!("said-import-column-contains", "that contains «{text}»", text = normal(text))
        }
        ColumnRef::At(at) => said!("said-import-column-at", "number {n}", n = *at),
    }
}

/// A reference that means none of the columns, or several.
fn not_one(column: &ColumnRef, key: &str, hits: &[usize], headers: &[String]) -> Said {
    let wanted = wanted(column);
    if !hits.is_empty() {
        let places: Vec<String> = hits.iter().map(|i| (i + 1).to_string()).collect();
        return said!(
            "said-import-find-several",
            "for «{key}» expected one column {wanted}, found several: columns {places}; name it by \
             its place: at = …",
            key,
            wanted,
            places = places.join(", ")
        );
    }
    if headers.is_empty() {
        return said!(
            "said-import-find-none",
            "for «{key}» expected the column {wanted}, found no column",
            key,
            wanted
        );
    }
    said!(
        "said-import-find-near",
        "for «{key}» expected the column {wanted}, found {n} columns, the nearest {near}",
        key,
        near = nearest(wanted.english(), headers),
        wanted,
        n = headers.len()
    )
}

/// A header without the differences that nobody sees.
pub(crate) fn normal(header: &str) -> String {
    let visible = header.replace(['\u{feff}', '\u{200b}', '\u{ad}'], "");
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header as an identifier: lower case, with hyphens for whatever is not a letter or digit.
pub(crate) fn option_id(header: &str) -> Option<OptionId> {
    let lower = header.to_lowercase();
    if !lower.is_ascii() {
        return None;
    }
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-").parse().ok()
}

/// The headers that look most like the one wanted.
fn nearest(wanted: &str, headers: &[String]) -> String {
    const SHOWN: usize = 3;
    let wanted: String = wanted.chars().filter(|c| !"«»".contains(*c)).take(80).collect();
    let mut ranked: Vec<(usize, &String)> =
        headers.iter().take(500).map(|header| (distance(&wanted, header), header)).collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    listed(ranked.iter().take(SHOWN).map(|(_, header)| header.as_str()))
}

/// The edit distance of two texts in lower case, each cut to 80 characters.
fn distance(a: &str, b: &str) -> usize {
    let fold = |text: &str| text.to_lowercase().chars().take(80).collect::<Vec<_>>();
    let (a, b) = (fold(a), fold(b));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let here = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = here;
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
