//! What there is to say about a file: where, what was found, what was expected.

use std::{collections::BTreeMap, fmt, io};

use sanaq_said::{Said, said};
use serde::{Serialize, Serializer};

/// What kind of thing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The file could not be read at all.
    Unreadable,
    /// The file is larger, longer or wider than the limits allow.
    TooLarge,
    /// The file is of a kind that is not read, or damaged.
    Format,
    /// Bytes that are no text in the file's encoding.
    Encoding,
    /// A quotation mark that is not closed, or followed by text.
    Quote,
    /// There is no row to read.
    Empty,
    /// The columns are not those that the layout needs.
    Columns,
    /// A column that nothing reads.
    UnusedColumn,
    /// An option or line of the election that the file does not have, or the reverse.
    Options,
    /// A row with more or fewer cells than the header.
    Ragged,
    /// A row without the station's code.
    NoStation,
    /// A cell that is no count.
    BadFigure,
    /// A station's code that occurs more than once.
    RepeatedStation,
    /// A figure given twice for one station.
    Conflict,
    /// A value of the option column that the recipe does not name.
    UnknownOption,
    /// Figures that a recipe declares unknown.
    MadeUnknown,
    /// A workbook has further sheets, an archive further members.
    OtherParts,
}

/// One thing to say about a file: a warning, or a problem that stopped the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What kind.
    pub kind: Kind,
    /// The line of the file (the row of a sheet), from 1; nothing when the whole file is meant.
    pub line: Option<u64>,
    /// The column's header; nothing when the whole line is meant.
    pub column: Option<String>,
    /// What was found and what was expected; in JSON, `message` in English.
    #[serde(rename = "message", serialize_with = "english")]
    pub said: Said,
}

/// A sentence as programs read it.
pub(crate) fn english<S: Serializer>(said: &Said, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(said.english())
}

impl Note {
    pub(crate) fn file(kind: Kind, said: Said) -> Self {
        Self { kind, line: None, column: None, said }
    }

    pub(crate) fn line(kind: Kind, line: u64, said: Said) -> Self {
        Self { kind, line: Some(line), column: None, said }
    }

    pub(crate) fn cell(kind: Kind, line: u64, column: &str, said: Said) -> Self {
        let column = Some(shown(column.as_bytes()));
        Self { kind, line: Some(line), column, said }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}")?;
        }
        if let Some(column) = &self.column {
            let comma = if self.line.is_some() { ", " } else { "" };
            write!(f, "{comma}column «{column}»")?;
        }
        let colon = if self.line.is_some() || self.column.is_some() { ": " } else { "" };
        write!(f, "{colon}{}", self.said)
    }
}

/// Notes of many kinds: the first few of each kind, and how many there were.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    listed: usize,
    first: Vec<Note>,
    counts: BTreeMap<Kind, u64>,
}

impl Notes {
    pub(crate) fn new(listed: usize) -> Self {
        Self { listed, ..Self::default() }
    }

    /// Adds a note, worded only when it will be listed.
    pub(crate) fn add(&mut self, kind: Kind, note: impl FnOnce() -> Note) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= self.listed as u64 {
            self.first.push(note());
        }
    }

    pub(crate) fn push(&mut self, note: Note) {
        self.add(note.kind, || note);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.first.extend(other.first);
        for (kind, count) in other.counts {
            *self.counts.entry(kind).or_default() += count;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(crate) fn into_parts(self) -> (Vec<Note>, Vec<(Kind, u64)>) {
        (self.first, self.counts.into_iter().collect())
    }
}

/// Why a file could not be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportError {
    /// The file's name as it was given.
    pub file: String,
    /// The first problems of each kind.
    pub problems: Vec<Note>,
    /// How many problems of each kind there are.
    pub counts: Vec<(Kind, u64)>,
}

impl ImportError {
    pub(crate) fn new(file: &str, notes: Notes) -> Self {
        let (problems, counts) = notes.into_parts();
        Self { file: file.to_owned(), problems, counts }
    }

    pub(crate) fn one(file: &str, note: Note) -> Self {
        let counts = vec![(note.kind, 1)];
        Self { file: file.to_owned(), problems: vec![note], counts }
    }

    /// How many problems are not among the first; nothing where all are.
    pub fn more(&self) -> Option<Said> {
        more(&self.counts, self.problems.len())
    }
}

/// How many notes are counted and not listed.
pub(crate) fn more(counts: &[(Kind, u64)], listed: usize) -> Option<Said> {
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let more = all.saturating_sub(listed as u64);
    (more > 0).then(|| said!("said-import-more", "{more} more like these, {all} in all", more, all))
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, note) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            let comma = if note.line.is_some() || note.column.is_some() { ", " } else { ": " };
            write!(f, "{}{comma}{note}", self.file)?;
        }
        self.more().map_or(Ok(()), |more| write!(f, "\n{}: {more}", self.file))
    }
}

impl std::error::Error for ImportError {}

/// A refusal that travels through a [`std::io::Read`].
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) Note);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

impl From<io::Error> for Note {
    fn from(error: io::Error) -> Self {
        let mut source: Option<&(dyn std::error::Error + 'static)> =
            error.get_ref().map(|inner| inner as _);
        while let Some(inner) = source {
            if let Some(refusal) = inner.downcast_ref::<Refusal>() {
                return refusal.0.clone();
            }
            source = inner.source();
        }
        let error = error.to_string();
        let said = said!("said-import-unreadable", "the file could not be read: {error}", error);
        Self::file(Kind::Unreadable, said)
    }
}

/// A cell as it is shown in a message: short, on one line.
pub(crate) fn shown(cell: &[u8]) -> String {
    const LONGEST: usize = 60;
    let text = String::from_utf8_lossy(cell);
    let clean = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(LONGEST).map(clean).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// The first few names as they are shown in a message.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let mut names = names.into_iter();
    let first = names.by_ref().take(SHOWN).map(|name| format!("«{}»", shown(name.as_bytes())));
    let mut list: Vec<String> = first.collect();
    if names.next().is_some() {
        list.push("…".to_owned());
    }
    list.join(", ")
}
