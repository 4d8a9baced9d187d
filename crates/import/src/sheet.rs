//! A table as it stands, a header and cells of text: for lists and reports that are no station
//! results.
//!
//! Rows are taken one by one, and of each only the cells that whoever asks will read. What is kept
//! stands in one piece of memory, so that a table takes about as much as its text, however many
//! cells it has.

use std::io::{Read, Seek};

use sanaq_said::{Said, said};

use crate::{
    container::Reading,
    header::{Header, column_twice},
    limits::Limits,
    note::{ImportError, Kind, Note, Notes},
    recipe::Format,
    rows::{Form, Row, Sink, Stop},
};

/// A table that nobody has interpreted.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The names of its columns, also of those that are not kept.
    pub header: Vec<String>,
    /// What was strange in the file: the first of each kind.
    pub warnings: Vec<Note>,
    /// The columns that are kept, by their places in the header.
    kept: Vec<usize>,
    text: String,
    /// Where each cell ends in the text; the next one begins there.
    ends: Vec<u32>,
    rows: Vec<Start>,
}

/// Where a row begins.
#[derive(Clone, Copy, Debug)]
struct Start {
    line: u64,
    /// The first of its cells among all.
    cell: u32,
}

/// What a row takes besides its cells, and a cell besides its text.
const ROW_COST: usize = size_of::<Start>();
const CELL_COST: usize = size_of::<u32>();

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'a> {
    /// Its line in the file (the row of a sheet), from 1.
    pub line: u64,
    sheet: &'a Sheet,
    /// The first of its cells among all, and the one after its last.
    cells: (usize, usize),
}

impl Sheet {
    /// Its rows, blank ones left out.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        (0..self.rows.len()).filter_map(|at| {
            let Start { line, cell } = *self.rows.get(at)?;
            let next = self.rows.get(at + 1).map_or(self.ends.len(), |next| next.cell as usize);
            Some(SheetRow { line, sheet: self, cells: (cell as usize, next) })
        })
    }

    fn cell(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(at).copied().unwrap_or_default() as usize;
        self.text.get(start.unwrap_or_default() as usize..end).unwrap_or_default()
    }

    /// What it takes in memory, about.
    fn size(&self) -> usize {
        self.text.len() + self.ends.len() * CELL_COST + self.rows.len() * ROW_COST
    }

    fn push(&mut self, row: Row<'_>) {
        let cell = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.rows.push(Start { line: row.line, cell });
        let width = self.header.len();
        let beyond = (width..row.len()).find(|at| !row.text(*at).is_empty());
        let kept = self.kept.iter().copied().chain(beyond);
        let mut last = self.ends.len();
        for at in kept {
            let text = row.text(at);
            self.text.push_str(text);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            if !text.is_empty() {
                last = self.ends.len();
            }
        }
        // Empty cells at the end say nothing.
        self.ends.truncate(last);
    }
}

impl<'a> SheetRow<'a> {
    /// A kept cell without the white space around it, by its place in the header; empty where the
    /// row is shorter.
    pub fn cell(&self, column: usize) -> &'a str {
        let at = self.sheet.kept.iter().position(|kept| *kept == column);
        at.map_or("", |at| self.at(at))
    }

    /// The first cell behind the last column that holds something; empty where there is none.
    pub fn beyond(&self) -> &'a str {
        self.at(self.sheet.kept.len())
    }

    /// The kept columns by their places in the header, with the row's cells.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let row = *self;
        self.sheet.kept.iter().enumerate().map(move |(at, column)| (*column, row.at(at)))
    }

    fn at(&self, at: usize) -> &'a str {
        let (first, next) = self.cells;
        let place = first.saturating_add(at);
        if place < next { self.sheet.cell(place) } else { "" }
    }
}

/// Which columns of a header are kept, by their places, or what is wrong with it. It may change
/// the names.
pub type Kept<'a> = dyn Fn(&mut Vec<String>) -> Result<Vec<usize>, Said> + 'a;

/// Reads a table from CSV, TSV, an Excel workbook or Parquet, plain or packed. `file` is the name
/// used in messages; `kept` is told the header and gives the columns that will be read, or says
/// what is wrong with it.
///
/// # Errors
/// When it is no table, or larger than the limits allow.
pub fn sheet<'a>(
    source: impl Read + Seek + 'a,
    file: &str,
    limits: &Limits,
    kept: &Kept<'_>,
) -> Result<Sheet, ImportError> {
    let format = Format::default();
    let header = Header::new(format.header_rows);
    let notes = Notes::new(limits.listed);
    let mut reader = Reader { limits, kept, header, known: false, notes, read: Sheet::default() };
    let read = Reading { format: &format, limits }.file(Box::new(source), &|_| {}, &mut reader);
    if let Err(Stop::For(note)) = read {
        return Err(ImportError::one(file, note));
    }
    let (warnings, _) = reader.notes.into_parts();
    Ok(Sheet { warnings, ..reader.read })
}

/// Reads a list: a table whose columns are known by name, each there once. Names are in lower case.
///
/// # Errors
/// When it is no table, has no rows, or is larger than the limits allow.
pub fn listing<'a>(
    source: impl Read + Seek + 'a,
    file: &str,
    limits: &Limits,
    columns: &[&str],
) -> Result<Sheet, ImportError> {
    let kept = |names: &mut Vec<String>| {
        for name in &mut *names {
            *name = name.to_lowercase();
        }
        let twice = names.iter().enumerate().find(|(at, name)| {
            !name.is_empty() && names.iter().take(*at).any(|other| other == *name)
        });
        if let Some((_, name)) = twice {
            return Err(column_twice(name));
        }
        let place = |column: &&str| names.iter().position(|name| name == column);
        Ok(columns.iter().filter_map(place).collect())
    };
    let read = sheet(source, file, limits, &kept)?;
    if read.rows.is_empty() {
        let said =
            said!("said-import-no-rows-list", "found no rows, expected a header and rows under it");
        return Err(ImportError::one(file, Note::file(Kind::Empty, said)));
    }
    Ok(read)
}

struct Reader<'a> {
    limits: &'a Limits,
    kept: &'a Kept<'a>,
    header: Header,
    known: bool,
    notes: Notes,
    read: Sheet,
}

impl Reader<'_> {
    fn name(&mut self, mut names: Vec<String>) -> Result<(), Stop> {
        let kept = (self.kept)(&mut names);
        self.read.kept = kept.map_err(|said| Note::file(Kind::Columns, said))?;
        (self.read.header, self.known) = (names, true);
        Ok(())
    }

    fn check_size(&self, line: u64) -> Result<(), Stop> {
        let Limits { rows, text_bytes, .. } = *self.limits;
        let said = if self.read.rows.len() as u64 > rows {
            said!(
                "said-import-rows-most",
                "found more than {most} rows, expected at most that: send them in several files",
                most = rows
            )
        } else if self.read.size() as u64 > text_bytes.min(u32::MAX.into()) {
            said!(
                "said-import-rows-bytes",
                "found rows that take more than {most} bytes, expected at most that: send them in \
                 several files",
                most = text_bytes
            )
        } else {
            return Ok(());
        };
        Err(Note::line(Kind::TooLarge, line, said).into())
    }
}

impl Sink for Reader<'_> {
    fn begin(&mut self, _: Form) {}

    fn row(&mut self, row: Row<'_>) -> Result<(), Stop> {
        if !self.known {
            if self.header.takes(row) {
                return Ok(());
            }
            let names = self.header.finish(row);
            self.name(names)?;
        }
        if row.is_blank() {
            return Ok(());
        }
        self.read.push(row);
        self.check_size(row.line)
    }

    fn header(&mut self, names: Vec<String>) -> Result<(), Stop> {
        self.name(names.iter().map(|name| crate::plan::normal(name)).collect())
    }

    fn end(&mut self) -> Result<(), Stop> {
        if self.known || !self.header.is_complete() {
            return Ok(());
        }
        let names = self.header.finish(Row::default());
        self.name(names)
    }

    fn warn(&mut self, note: Note) {
        self.notes.push(note);
    }

    fn warnings(&mut self, notes: Notes) {
        self.notes.merge(notes);
    }

    fn encoding(&mut self, _: &'static str) {}
}

#[cfg(test)]
mod tests;
