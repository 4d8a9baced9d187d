//! `XLSForm`: forms as workbooks with the sheets `survey`, `choices` and `settings`.
//!
//! What a workbook asks for that a [`Form`](crate::Form) has no place for is listed with sheet, row
//! and column; nothing is dropped in silence. The specification is <https://xlsform.org>; where it
//! is silent, `pyxform` decides.

mod export;
mod import;
mod kinds;
mod names;
mod prune;
mod workbook;

use std::fmt;

use sanaq_said::Said;
use serde::Serialize;

use crate::form::Form;

pub use export::{NotWritten, export};
pub use import::import;
pub(crate) use import::said_twice;
pub use workbook::{Counted, NotRead};

pub(crate) use names::language;
pub(crate) use prune::prune;

/// A form read from a workbook or an `XForm`, and what was not plain about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The form: sound, whatever came in.
    pub form: Form,
    /// What was not taken as it stands, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Something in a workbook that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1 as spreadsheets count; 0 when the whole sheet is meant.
    pub row: u32,
    /// The column's heading.
    pub column: String,
    /// What became of it.
    pub fate: Fate,
    /// What was found and what was made of it.
    pub message: Said,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is not in the form.
    Dropped,
    /// It is in the form as something else.
    Changed,
    /// It is in the form word for word, but is not evaluated here.
    Kept,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fate = match self.fate {
            Fate::Dropped => "dropped",
            Fate::Changed => "changed",
            Fate::Kept => "kept",
        };
        write!(f, "{}", self.sheet)?;
        if self.row > 0 {
            write!(f, ", row {}", self.row)?;
        }
        if !self.column.is_empty() {
            write!(f, ", column «{}»", self.column)?;
        }
        write!(f, ": {} ({fate})", self.message)
    }
}

#[cfg(test)]
mod tests;
