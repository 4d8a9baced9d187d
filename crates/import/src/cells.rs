//! Any table as it stands: a header, and rows of cells with their lines.

use std::io::Cursor;

use crate::{
    container::Reading,
    limits::Limits,
    note::{ImportError, Kind, Note, Notes},
    recipe::Format,
    rows::{Form, Row, Sink, Stop},
};

/// A table that nobody has interpreted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The first row that is not blank.
    pub header: Vec<String>,
    /// The rows below it.
    pub rows: Vec<SheetRow>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells up to the last that is not empty; a row may be shorter than the header.
    pub cells: Vec<String>,
}

/// The most cells of one table: what a spreadsheet's row leaves empty costs memory all the same.
const MOST_CELLS: usize = 4_000_000;

/// Reads a table of CSV, TSV or a workbook with its first row as header. At most so many rows.
///
/// # Errors
/// What cannot be read, by line.
pub fn cells(bytes: &[u8], file: &str, rows: usize) -> Result<Sheet, ImportError> {
    let limits =
        Limits { decompressed_bytes: 256 << 20, in_memory_bytes: 64 << 20, ..Limits::default() };
    let format = Format::default();
    let mut gatherer = Gatherer { sheet: Sheet::default(), most: rows, cells: 0 };
    let reading = Reading { format: &format, limits: &limits };
    match reading.file(Box::new(Cursor::new(bytes)), &|_| {}, &mut gatherer) {
        Ok(()) | Err(Stop::PutDown) => Ok(gatherer.sheet),
        Err(Stop::For(note)) => Err(ImportError::one(file, note)),
    }
}

struct Gatherer {
    sheet: Sheet,
    most: usize,
    cells: usize,
}

impl Sink for Gatherer {
    fn begin(&mut self, _: Form) {}

    fn row(&mut self, row: Row<'_>) -> Result<(), Stop> {
        if row.is_blank() {
            return Ok(());
        }
        let last = (0..row.len()).rev().find(|at| !row.text(*at).is_empty());
        let width = last.map_or(0, |last| last + 1);
        self.cells += width;
        if self.cells > MOST_CELLS {
            let message = format!("found more cells than {MOST_CELLS}: send them in several files");
            return Err(Note::line(Kind::TooLarge, row.line, message).into());
        }
        let cells: Vec<String> = (0..width).map(|at| row.text(at).to_owned()).collect();
        if self.sheet.header.is_empty() {
            self.sheet.header = cells;
            return Ok(());
        }
        if self.sheet.rows.len() >= self.most {
            let message = format!("found more rows than {}: send them in several files", self.most);
            return Err(Note::line(Kind::TooLarge, row.line, message).into());
        }
        self.sheet.rows.push(SheetRow { line: row.line, cells });
        Ok(())
    }

    fn header(&mut self, names: Vec<String>) -> Result<(), Stop> {
        self.sheet.header = names;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Stop> {
        Ok(())
    }

    fn warn(&mut self, _: Note) {}

    fn warnings(&mut self, _: Notes) {}

    fn encoding(&mut self, _: &'static str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_its_lines_and_no_further_than_allowed() {
        let text = "id;station;voters\r\n\r\na;12;412\r\nb;\"13; east\";\r\n";
        let sheet = cells(text.as_bytes(), "x.csv", 2).unwrap();
        assert_eq!(sheet.header, ["id", "station", "voters"]);
        let rows: Vec<(u64, Vec<&str>)> = sheet
            .rows
            .iter()
            .map(|row| (row.line, row.cells.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(rows, [(3, vec!["a", "12", "412"]), (4, vec!["b", "13; east"])]);
        let said = cells(text.as_bytes(), "x.csv", 1).unwrap_err().to_string();
        assert!(said.contains("x.csv") && said.contains("more rows than 1"), "{said}");
        assert!(cells(b"PK\x03\x04nonsense", "x.xlsx", 9).is_err());
    }

    /// Protects the server's memory: each empty cell before a last one costs as much as a full one.
    #[test]
    fn a_table_of_next_to_nothing_is_bounded_too() {
        let row = format!("a{}b\n", ",".repeat(4_000));
        let said = cells(row.repeat(2_000).as_bytes(), "x.csv", 50_000).unwrap_err().to_string();
        assert!(said.contains("more cells than 4000000"), "{said}");
        let blank = format!("a{}\n", ",".repeat(4_000));
        let sheet = cells(blank.repeat(2_000).as_bytes(), "x.csv", 50_000).unwrap();
        assert!(sheet.rows.len() == 1_999 && sheet.rows.iter().all(|row| row.cells.len() == 1));
    }
}
