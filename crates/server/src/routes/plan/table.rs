//! The columns of a list by name, and cells that say what is wrong with them.

use sanaq_import::{Sheet, SheetRow};
use sanaq_said::{Said, said};

use super::outcome::{Fault, Outcomes};
use crate::{problem::Problem, told::Told};

/// A list with the columns that its kind knows.
pub(super) struct Table {
    columns: Vec<(&'static str, Option<usize>)>,
    sheet: Sheet,
}

impl Table {
    /// Finds the columns; the first one must be there. Others are named as not read.
    pub(super) fn new(
        sheet: Sheet,
        known: &[&'static str],
        outcomes: &mut Outcomes,
    ) -> Result<Self, Problem> {
        let header = &sheet.header;
        let place = |name: &&'static str| (*name, header.iter().position(|own| own == name));
        let columns: Vec<_> = known.iter().map(place).collect();
        if let Some((name, None)) = columns.first() {
            let (found, known) = (header.join(", "), known.join(", "));
            let why = said!(
                "said-no-column",
                "found no column «{name}» among: {found}; expected {known}",
                name = *name,
                found,
                known
            );
            return Err(Problem::told(Told::line(1, why)));
        }
        let unread = header.iter().filter(|name| !name.is_empty());
        let unread: Vec<&str> =
            unread.map(String::as_str).filter(|name| !known.contains(name)).collect();
        if !unread.is_empty() {
            let columns = unread.join(", ");
            let note = said!("said-import-unread", "columns that are not read: {columns}", columns);
            outcomes.notes.push(note.into());
        }
        outcomes.notes.extend(sheet.warnings.iter().cloned().map(Told::from));
        Ok(Self { columns, sheet })
    }

    /// Whether the list has the column at all: what it does not have stays as it is.
    pub(super) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|(own, at)| *own == name && at.is_some())
    }

    /// Its rows with their cells by name.
    pub(super) fn rows(&self) -> impl Iterator<Item = Cells<'_>> {
        self.sheet.rows().map(|row| {
            let cells = Cells { table: self, row, line: Some(row.line), faults: Vec::new() };
            cells.checked()
        })
    }
}

/// A row of a list, and what is wrong with it so far.
pub(super) struct Cells<'a> {
    table: &'a Table,
    row: SheetRow<'a>,
    /// The line of the file.
    pub(super) line: Option<u64>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Cells<'a> {
    /// Cells beyond the last column mean that the others are not where they seem to be.
    fn checked(mut self) -> Self {
        let beyond = self.row.beyond();
        if !beyond.is_empty() {
            let n = self.table.sheet.header.len();
            let expected = said!("said-cells", "{n} cells, as the header has", n);
            self.faults.push(Fault::new("row", beyond, expected));
        }
        self
    }

    /// A cell; empty where the column is absent.
    pub(super) fn text(&self, name: &str) -> &'a str {
        let column = self.table.columns.iter().find(|(own, _)| *own == name);
        let at = column.and_then(|(_, at)| *at);
        at.map_or("", |at| self.row.cell(at))
    }

    /// A cell that must be filled in.
    pub(super) fn needed(&mut self, name: &str) -> &'a str {
        let text = self.text(name);
        if text.is_empty() {
            self.wrong(name, said!("said-something", "something"));
        }
        text
    }

    /// A cell read as something; nothing for an empty one, and for a wrong one, which is noted.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        expected: impl FnOnce() -> Said,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.wrong(name, expected());
        }
        value
    }

    pub(super) fn wrong(&mut self, name: &str, expected: Said) {
        self.faults.push(Fault::new(name, self.text(name), expected));
    }
}
