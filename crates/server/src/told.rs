//! What is told about a file or a request, with its place, for a page to say in any language.

use std::fmt;

use sanaq_import::Note;
use sanaq_said::Said;
use serde::Serialize;

/// A sentence and where in a file it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Told {
    /// The line, from 1; nothing where the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// The column's heading; nothing where the whole line is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(flatten)]
    said: Said,
}

impl Told {
    /// Of a line.
    pub(crate) fn line(line: u64, said: Said) -> Self {
        Self { line: Some(line), column: None, said }
    }
}

impl From<Said> for Told {
    fn from(said: Said) -> Self {
        Self { line: None, column: None, said }
    }
}

impl From<Note> for Told {
    fn from(note: Note) -> Self {
        Self { line: note.line, column: note.column, said: note.said }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.column) {
            (None, None) => {}
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(column)) => write!(f, "column «{column}»: ")?,
            (Some(line), Some(column)) => write!(f, "line {line}, column «{column}»: ")?,
        }
        self.said.fmt(f)
    }
}
