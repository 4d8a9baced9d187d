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
    /// Its cells; a row may be shorter than the header.
    pub cells: Vec<String>,
}

/// Reads a table of CSV, TSV or a workbook with its first row as header. At most so many rows.
///
/// # Errors
/// What cannot be read, by line.
pub fn cells(bytes: &[u8], file: &str, rows: usize) -> Result<Sheet, ImportError> {
    let limits =
        Limits { decompressed_bytes: 256 << 20, in_memory_bytes: 64 << 20, ..Limits::default() };
    let format = Format::default();
    let mut gatherer = Gatherer { sheet: Sheet::default(), most: rows };
    let reading = Reading { format: &format, limits: &limits };
    match reading.file(Box::new(Cursor::new(bytes)), &|_| {}, &mut gatherer) {
        Ok(()) | Err(Stop::PutDown) => Ok(gatherer.sheet),
        Err(Stop::For(note)) => Err(ImportError::one(file, note)),
    }
}

struct Gatherer {
    sheet: Sheet,
    most: usize,
}

impl Sink for Gatherer {
    fn begin(&mut self, _: Form) {}

    fn row(&mut self, row: Row<'_>) -> Result<(), Stop> {
        if row.is_blank() {
            return Ok(());
        }
        let cells: Vec<String> = (0..row.len()).map(|at| row.text(at).to_owned()).collect();
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
        assert_eq!(rows, [(3, vec!["a", "12", "412"]), (4, vec!["b", "13; east", ""])]);
        let said = cells(text.as_bytes(), "x.csv", 1).unwrap_err().to_string();
        assert!(said.contains("x.csv") && said.contains("more rows than 1"), "{said}");
        assert!(cells(b"PK\x03\x04nonsense", "x.xlsx", 9).is_err());
    }
}
