//! A recipe: how to read somebody's file as station results.
//!
//! Written as TOML (see `docs/recipe-toml.md`); what it names is matched with a file's header only
//! when the file is read.

use std::collections::BTreeMap;

use sanaq_election::{FileError, LineId, OptionId};
use sanaq_said::{Said, said};

use crate::figure::Figures;

mod parse;

/// How to read a file of one kind.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Its name: that of a built-in recipe, or whatever a user calls it.
    pub name: String,
    /// What it reads, for people.
    pub title: String,
    /// The built-in election that the file belongs to.
    pub election: Option<String>,
    /// Where the public data are found.
    pub source: Option<String>,
    /// What to know about the data.
    pub notes: Option<String>,
    /// The file's form.
    pub(crate) format: Format,
    /// What its columns mean; the canonical layout when nothing is said.
    pub(crate) columns: Option<Columns>,
    pub(crate) drops: Vec<Rule>,
    pub(crate) unknowns: Vec<Unknown>,
}

impl Recipe {
    /// Parses `recipe.toml`. `file` is the name used in messages.
    ///
    /// # Errors
    /// What is wrong, with line, key, what was found and what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        parse::recipe(file, text)
    }
}

/// The form of a file.
#[derive(Clone, Debug)]
pub(crate) struct Format {
    pub(crate) kind: Option<FileKind>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) separator: Option<u8>,
    pub(crate) quote: Option<u8>,
    pub(crate) skip_rows: usize,
    pub(crate) header_rows: usize,
    pub(crate) sheet: Option<String>,
    pub(crate) member: Option<String>,
    pub(crate) figures: Figures,
    pub(crate) on_error: OnError,
}

impl Default for Format {
    fn default() -> Self {
        Self {
            kind: None,
            encoding: None,
            separator: None,
            quote: Some(b'"'),
            skip_rows: 0,
            header_rows: 1,
            sheet: None,
            member: None,
            figures: Figures::default(),
            on_error: OnError::Stop,
        }
    }
}

/// A kind of file, apart from its compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FileKind {
    /// Text with separators.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// Apache Parquet.
    Parquet,
}

impl FileKind {
    pub(crate) fn said(self) -> Said {
        match self {
            Self::Csv => said!("said-import-is-text", "a table as text"),
            Self::Xlsx => said!("said-import-is-xlsx", "an Excel workbook"),
            Self::Parquet => said!("said-import-is-parquet", "a Parquet file"),
        }
    }
}

/// What to do with a cell that is no count, or a row that does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnError {
    /// Refuse the file and list the problems.
    #[default]
    Stop,
    /// Keep the station with an unknown figure and warn.
    Unknown,
}

/// What the columns mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) station: Vec<TextPart>,
    pub(crate) area: Vec<TextPart>,
    pub(crate) lines: Vec<(LineId, Vec<Addend>)>,
    pub(crate) votes: Vec<(OptionId, Vec<Addend>)>,
    pub(crate) votes_from: Option<VotesFrom>,
    pub(crate) long: Option<Long>,
}

/// A part of a code or a level of an area.
#[derive(Clone, Debug)]
pub(crate) struct TextPart {
    pub(crate) from: TextFrom,
    /// What stands for an empty cell.
    pub(crate) blank: Option<String>,
    /// What is cut off at the start of a cell.
    pub(crate) strip: Option<String>,
    /// How long the text is at least: zeros go before a shorter one.
    pub(crate) pad: usize,
    /// How many of its characters count; 0 for all.
    pub(crate) first: usize,
    /// Names for some of the texts.
    pub(crate) names: BTreeMap<String, String>,
    /// An empty cell means the same as the one above it.
    pub(crate) fill_down: bool,
    /// The cell is a path of several levels already.
    pub(crate) path: bool,
}

impl TextPart {
    /// A part that takes a text as it is.
    pub(crate) fn plain(from: TextFrom) -> Self {
        Self {
            from,
            blank: None,
            strip: None,
            pad: 0,
            first: 0,
            names: BTreeMap::new(),
            fill_down: false,
            path: false,
        }
    }
}

/// Where a text comes from.
#[derive(Clone, Debug)]
pub(crate) enum TextFrom {
    Column(ColumnRef),
    Fixed(String),
}

/// One column of a sum.
#[derive(Clone, Debug)]
pub(crate) struct Addend {
    pub(crate) column: ColumnRef,
    pub(crate) minus: bool,
}

/// How a recipe names a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ColumnRef {
    Is(String),
    Starts(String),
    Contains(String),
    /// Counted from 1.
    At(usize),
}

/// A run of columns, one for each option.
#[derive(Clone, Debug)]
pub(crate) struct VotesFrom {
    pub(crate) first: ColumnRef,
    pub(crate) last: ColumnRef,
    /// What is cut off at the start of a header before it becomes the option's identifier.
    pub(crate) strip: Option<String>,
}

/// One row for each station and option.
#[derive(Clone, Debug)]
pub(crate) struct Long {
    pub(crate) option: ColumnRef,
    pub(crate) figure: ColumnRef,
    pub(crate) lines: Vec<(LineId, Vec<String>)>,
    pub(crate) options: Vec<(OptionId, Vec<String>)>,
    /// The option that gets whatever is not named.
    pub(crate) others: Option<OptionId>,
}

/// Rows that are left out, and why.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) column: ColumnRef,
    pub(crate) when: When,
    pub(crate) reason: String,
}

/// Figures that a file gives and nobody knows, and why.
#[derive(Clone, Debug)]
pub(crate) struct Unknown {
    pub(crate) rule: Rule,
    pub(crate) lines: Vec<LineId>,
}

/// A condition on a cell's text.
#[derive(Clone, Debug)]
pub(crate) enum When {
    Is(Vec<String>),
    IsNot(Vec<String>),
    Empty(bool),
    Starts(Vec<String>),
    Ends(Vec<String>),
    Contains(Vec<String>),
}

impl When {
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Is(list) => list.iter().any(|t| t == text),
            Self::IsNot(list) => list.iter().all(|t| t != text),
            Self::Empty(empty) => text.is_empty() == *empty,
            Self::Starts(list) => list.iter().any(|t| text.starts_with(t.as_str())),
            Self::Ends(list) => list.iter().any(|t| text.ends_with(t.as_str())),
            Self::Contains(list) => list.iter().any(|t| text.contains(t.as_str())),
        }
    }
}
