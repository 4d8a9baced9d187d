//! `recipe.toml` → [`Recipe`].

use std::{collections::BTreeMap, str::FromStr};

use sanaq_election::{FileError, LineId, OptionId, Problem, line_of, toml_problem};
use sanaq_said::{Said, said};
use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use super::{
    Addend, ColumnRef, Columns, FileKind, Format, Long, OnError, Recipe, Rule, TextFrom, TextPart,
    Unknown, VotesFrom, When,
};
use crate::figure::Figures;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    recipe: RawRecipe,
    #[serde(default)]
    format: RawFormat,
    columns: Option<RawColumns>,
    #[serde(default = "BTreeMap::new")]
    lines: Ordered<OneOrMany<RawColumn>>,
    #[serde(default = "BTreeMap::new")]
    votes: Ordered<OneOrMany<RawColumn>>,
    votes_from: Option<RawVotesFrom>,
    long: Option<Spanned<RawLong>>,
    #[serde(default)]
    drop: Vec<Spanned<RawRule>>,
    #[serde(default)]
    unknown: Vec<Spanned<RawRule>>,
}

/// Keys with the places of their values, since the order of a file means something.
type Ordered<T> = BTreeMap<Spanned<String>, Spanned<T>>;

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawRecipe {
    name: Option<String>,
    title: Option<String>,
    election: Option<String>,
    source: Option<String>,
    notes: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawFormat {
    kind: Option<FileKind>,
    encoding: Option<Spanned<String>>,
    separator: Option<Spanned<String>>,
    quote: Option<Spanned<String>>,
    skip_rows: Option<usize>,
    header_rows: Option<usize>,
    sheet: Option<String>,
    member: Option<String>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    zero: Vec<String>,
    thousands: Option<Spanned<String>>,
    decimal: Option<Spanned<String>>,
    #[serde(default)]
    on_error: OnError,
    layout: Option<Spanned<Layout>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Layout {
    Wide,
    Long,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumns {
    station: Spanned<OneOrMany<RawColumn>>,
    area: Option<Spanned<OneOrMany<RawColumn>>>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a column: a header's text, { starts = \"…\" }, { contains = \"…\" } or \
                 { at = 3 }; or a list of columns"
)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a header's text, { starts = \"…\" }, { contains = \"…\" } or { at = 3 }"
)]
enum RawColumn {
    Is(String),
    Table(RawColumnTable),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawColumnTable {
    is: Option<String>,
    starts: Option<String>,
    contains: Option<String>,
    at: Option<usize>,
    text: Option<String>,
    blank: Option<String>,
    strip: Option<String>,
    #[serde(default)]
    pad: usize,
    #[serde(default)]
    first: usize,
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    fill_down: bool,
    #[serde(default)]
    path: bool,
    #[serde(default)]
    minus: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVotesFrom {
    first: Spanned<RawColumn>,
    last: Spanned<RawColumn>,
    strip: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLong {
    option: RawColumn,
    figure: RawColumn,
    #[serde(default = "BTreeMap::new")]
    lines: Ordered<Texts>,
    #[serde(default = "BTreeMap::new")]
    options: Ordered<Texts>,
    others: Option<OptionId>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawRule {
    column: RawColumn,
    is: Option<Texts>,
    is_not: Option<Texts>,
    empty: Option<bool>,
    starts: Option<Texts>,
    ends: Option<Texts>,
    contains: Option<Texts>,
    reason: String,
    #[serde(default)]
    lines: Vec<LineId>,
}

/// Collects what is wrong.
struct Problems<'a> {
    text: &'a str,
    all: Vec<Problem>,
}

impl Problems<'_> {
    fn add(&mut self, at: usize, key: &str, said: Said) {
        let line = Some(line_of(self.text, at));
        self.all.push(Problem { line, key: key.to_owned(), message: said });
    }
}

pub(super) fn recipe(file: &str, text: &str) -> Result<Recipe, FileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fail = |problems| FileError { file: file.to_owned(), problems };
    let raw: RawFile = from_toml(text).map_err(|problem| fail(vec![problem]))?;
    let mut problems = Problems { text, all: Vec::new() };
    let recipe = resolve(file, raw, &mut problems);
    if problems.all.is_empty() {
        Ok(recipe)
    } else {
        problems.all.sort();
        Err(fail(problems.all))
    }
}

fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| toml_problem(text, &error))
}

fn resolve(file: &str, mut raw: RawFile, problems: &mut Problems<'_>) -> Recipe {
    let layout = raw.format.layout.take();
    check_layout(layout.as_ref(), &raw, problems);
    let format = format(raw.format, problems);
    let mut columns = raw.columns.map(|raw| station_and_area(raw, problems));
    let lines = addends::<LineId>(raw.lines, "lines", problems);
    let votes = addends::<OptionId>(raw.votes, "votes", problems);
    if let Some(columns) = &mut columns {
        columns.lines = lines;
        columns.votes = votes;
        columns.votes_from = raw.votes_from.and_then(|raw| votes_from(raw, problems));
        columns.long = raw.long.and_then(|raw| long(raw, problems));
    } else if !lines.is_empty() || !votes.is_empty() || raw.votes_from.is_some() {
        let said = said!(
            "said-import-recipe-columns",
            "found lines or votes without [columns], expected station = … there"
        );
        problems.all.push(Problem { line: None, key: "columns".into(), message: said });
    }
    let drops = raw.drop.into_iter().filter_map(|raw| Some(rule(raw, "drop", problems)?.rule));
    let drops = drops.collect();
    let unknowns = raw.unknown.into_iter();
    let unknowns = unknowns.filter_map(|raw| rule(raw, "unknown", problems)).collect();
    let name = raw.recipe.name.unwrap_or_else(|| file.to_owned());
    Recipe {
        title: raw.recipe.title.unwrap_or_else(|| name.clone()),
        name,
        election: raw.recipe.election,
        source: raw.recipe.source,
        notes: raw.recipe.notes,
        format,
        columns,
        drops,
        unknowns,
    }
}

fn check_layout(layout: Option<&Spanned<Layout>>, raw: &RawFile, problems: &mut Problems<'_>) {
    let at = layout.map_or(0, |layout| layout.span().start);
    match (layout.map(Spanned::get_ref), &raw.long) {
        (Some(Layout::Long), None) => {
            let said = said!(
                "said-import-recipe-long",
                "found \"long\" without [long], expected that table too"
            );
            problems.add(at, "layout", said);
        }
        (Some(Layout::Wide), Some(_)) => {
            let said =
                said!("said-import-recipe-wide", "found \"wide\" with [long], expected \"long\"");
            problems.add(at, "layout", said);
        }
        _ => {}
    }
}

fn format(raw: RawFormat, problems: &mut Problems<'_>) -> Format {
    let defaults = Format::default();
    let encoding = raw.encoding.and_then(|label| {
        let encoding = encoding_rs::Encoding::for_label(label.get_ref().as_bytes());
        if encoding.is_none() {
            let said = said!(
                "said-import-recipe-encoding",
                "found «{found}», expected an encoding's name such as utf-8, windows-1251, \
                 utf-16le, koi8-r, ibm866",
                found = label.get_ref()
            );
            problems.add(label.span().start, "encoding", said);
        }
        encoding
    });
    let separator = raw.separator.and_then(|text| match text.get_ref().as_str() {
        "tab" => Some(b'\t'),
        _ => one_byte(&text, "separator", "tab", problems),
    });
    let quote = match raw.quote {
        None => defaults.quote,
        Some(text) if text.get_ref() == "none" => None,
        Some(text) => one_byte(&text, "quote", "none", problems),
    };
    let thousands = raw.thousands.and_then(|text| one_sign(&text, "thousands", problems));
    let decimal = raw.decimal.and_then(|text| one_sign(&text, "decimal", problems));
    let figures = Figures { unknown: raw.unknown, zero: raw.zero, decimal, thousands };
    Format {
        kind: raw.kind,
        encoding,
        separator,
        quote,
        skip_rows: raw.skip_rows.unwrap_or(defaults.skip_rows),
        header_rows: raw.header_rows.unwrap_or(defaults.header_rows),
        sheet: raw.sheet,
        member: raw.member,
        figures,
        on_error: raw.on_error,
    }
}

fn one_byte(
    text: &Spanned<String>,
    key: &str,
    word: &str,
    problems: &mut Problems<'_>,
) -> Option<u8> {
    match text.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\n' | b'\r') => Some(*byte),
        _ => {
            let said = said!(
                "said-import-recipe-byte",
                "found «{found}», expected one ASCII sign, or \"{word}\"",
                found = text.get_ref(),
                word
            );
            problems.add(text.span().start, key, said);
            None
        }
    }
}

fn one_sign(text: &Spanned<String>, key: &str, problems: &mut Problems<'_>) -> Option<char> {
    let mut signs = text.get_ref().chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if !sign.is_alphanumeric() && sign != '-' => Some(sign),
        _ => {
            let said = said!(
                "said-import-recipe-sign",
                "found «{found}», expected one sign such as , or .",
                found = text.get_ref()
            );
            problems.add(text.span().start, key, said);
            None
        }
    }
}

fn station_and_area(raw: RawColumns, problems: &mut Problems<'_>) -> Columns {
    let mut parts = |raw: Spanned<OneOrMany<RawColumn>>, key: &str| -> Vec<TextPart> {
        let at = raw.span().start;
        let columns = raw.into_inner().into_vec();
        columns.into_iter().filter_map(|raw| text_part(raw, at, key, problems)).collect()
    };
    let at = raw.station.span().start;
    let station = parts(raw.station, "station");
    let area = raw.area.map(|raw| parts(raw, "area")).unwrap_or_default();
    if station.is_empty() {
        problems.add(at, "station", no_column());
    }
    Columns { station, area, ..Columns::default() }
}

fn no_column() -> Said {
    said!("said-import-recipe-no-column", "found no column, expected at least one")
}

fn text_part(
    raw: RawColumn,
    at: usize,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<TextPart> {
    let table = match raw {
        RawColumn::Is(text) => return Some(TextPart::plain(TextFrom::Column(ColumnRef::Is(text)))),
        RawColumn::Table(RawColumnTable { text: Some(text), .. }) => {
            return Some(TextPart::plain(TextFrom::Fixed(text)));
        }
        RawColumn::Table(table) => table,
    };
    let part = TextPart {
        blank: table.blank.clone(),
        strip: table.strip.clone(),
        pad: table.pad,
        first: table.first,
        names: table.names.clone(),
        fill_down: table.fill_down,
        path: table.path,
        ..TextPart::plain(TextFrom::Fixed(String::new()))
    };
    if table.pad > LONGEST_PAD {
        let said = said!(
            "said-import-recipe-pad",
            "found pad = {n}, expected at most {most}",
            n = table.pad,
            most = LONGEST_PAD
        );
        problems.add(at, key, said);
    }
    let from = TextFrom::Column(column(RawColumn::Table(table), at, key, problems)?);
    Some(TextPart { from, ..part })
}

/// Codes are short.
const LONGEST_PAD: usize = 32;

fn column(raw: RawColumn, at: usize, key: &str, problems: &mut Problems<'_>) -> Option<ColumnRef> {
    let table = match raw {
        RawColumn::Is(text) => return Some(ColumnRef::Is(text)),
        RawColumn::Table(table) => table,
    };
    let found = match (table.is, table.starts, table.contains, table.at) {
        (Some(text), None, None, None) => Some(ColumnRef::Is(text)),
        (None, Some(text), None, None) => Some(ColumnRef::Starts(text)),
        (None, None, Some(text), None) => Some(ColumnRef::Contains(text)),
        (None, None, None, Some(at)) if at > 0 => Some(ColumnRef::At(at)),
        _ => None,
    };
    if found.is_none() {
        let said = said!(
            "said-import-recipe-ways",
            "found none or several ways to name the column, expected one of is, starts, contains, \
             at (counted from 1)"
        );
        problems.add(at, key, said);
    }
    found
}

fn addends<K: FromStr<Err: std::fmt::Display>>(
    raw: Ordered<OneOrMany<RawColumn>>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Vec<(K, Vec<Addend>)> {
    let mut sums = Vec::new();
    for (name, value) in in_order(raw) {
        let at = value.span().start;
        let columns = value.into_inner().into_vec().into_iter();
        let sum: Vec<Addend> = columns
            .filter_map(|raw| {
                let minus = matches!(&raw, RawColumn::Table(table) if table.minus);
                let path = format!("{key}.{}", name.get_ref());
                Some(Addend { column: column(raw, at, &path, problems)?, minus })
            })
            .collect();
        if sum.is_empty() {
            problems.add(at, name.get_ref(), no_column());
        }
        if let Some(id) = identifier(&name, key, problems) {
            sums.push((id, sum));
        }
    }
    sums
}

/// The entries of a table as they stand in the file.
fn in_order<T>(raw: Ordered<T>) -> Vec<(Spanned<String>, Spanned<T>)> {
    let mut entries: Vec<_> = raw.into_iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

fn identifier<K: FromStr<Err: std::fmt::Display>>(
    name: &Spanned<String>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<K> {
    match name.get_ref().parse() {
        Ok(id) => Some(id),
        Err(error) => {
            let said = said!("said-import-recipe-id", "{error}", error = error.to_string());
            problems.add(name.span().start, key, said);
            None
        }
    }
}

fn votes_from(raw: RawVotesFrom, problems: &mut Problems<'_>) -> Option<VotesFrom> {
    let (first_at, last_at) = (raw.first.span().start, raw.last.span().start);
    let first = column(raw.first.into_inner(), first_at, "first", problems)?;
    let last = column(raw.last.into_inner(), last_at, "last", problems)?;
    Some(VotesFrom { first, last, strip: raw.strip })
}

fn long(raw: Spanned<RawLong>, problems: &mut Problems<'_>) -> Option<Long> {
    let at = raw.span().start;
    let raw = raw.into_inner();
    let option = column(raw.option, at, "option", problems)?;
    let figure = column(raw.figure, at, "figure", problems)?;
    let lines = in_order(raw.lines).into_iter().filter_map(|(name, texts)| {
        Some((identifier(&name, "long.lines", problems)?, texts.into_inner().into_vec()))
    });
    let lines = lines.collect();
    let options = in_order(raw.options).into_iter().filter_map(|(name, texts)| {
        Some((identifier(&name, "long.options", problems)?, texts.into_inner().into_vec()))
    });
    Some(Long { option, figure, lines, options: options.collect(), others: raw.others })
}

fn rule(raw: Spanned<RawRule>, key: &str, problems: &mut Problems<'_>) -> Option<Unknown> {
    let at = raw.span().start;
    let raw = raw.into_inner();
    let conditions = [
        raw.is.map(|texts| When::Is(texts.into_vec())),
        raw.is_not.map(|texts| When::IsNot(texts.into_vec())),
        raw.empty.map(When::Empty),
        raw.starts.map(|texts| When::Starts(texts.into_vec())),
        raw.ends.map(|texts| When::Ends(texts.into_vec())),
        raw.contains.map(|texts| When::Contains(texts.into_vec())),
    ];
    let mut conditions = conditions.into_iter().flatten();
    let when = conditions.next();
    if when.is_none() || conditions.next().is_some() {
        let said = said!(
            "said-import-recipe-conditions",
            "found no condition or several, expected one of is, is-not, empty, starts, ends, \
             contains"
        );
        problems.add(at, key, said);
    }
    if raw.lines.is_empty() == (key == "unknown") {
        let said = if key == "unknown" {
            said!(
                "said-import-recipe-unknown",
                "found no lines, expected lines = [\"registered\", …]: the figures that are unknown"
            )
        } else {
            said!(
                "said-import-recipe-drop",
                "found lines, expected none: a dropped row has no figures"
            )
        };
        problems.add(at, key, said);
    }
    let column = column(raw.column, at, key, problems)?;
    Some(Unknown { rule: Rule { column, when: when?, reason: raw.reason }, lines: raw.lines })
}
