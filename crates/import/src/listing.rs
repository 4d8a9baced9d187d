//! A table as it stands, a header and cells of text: for lists that are no station results.

use std::io::{Read, Seek};

use crate::{
    container::Reading,
    header::Header,
    limits::Limits,
    note::{ImportError, Kind, Note, Notes},
    recipe::Format,
    rows::{Form, Row, Sink, Stop},
};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The names of its columns, in lower case.
    pub header: Vec<String>,
    /// Its rows, blank ones left out.
    pub rows: Vec<ListedRow>,
    /// What was strange in the file: the first of each kind.
    pub warnings: Vec<Note>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct ListedRow {
    /// The line of the file (the row of a sheet), from 1.
    pub line: u64,
    /// Its cells without the white space around them; fewer than columns where the last are empty.
    pub cells: Vec<String>,
}

/// Reads a table from CSV, TSV, an Excel workbook or Parquet, plain or packed. `file` is the name
/// used in messages.
///
/// # Errors
/// When it is no table, or larger than the limits allow.
pub fn listing<'a>(
    source: impl Read + Seek + 'a,
    file: &str,
    limits: &Limits,
) -> Result<Listing, ImportError> {
    let format = Format::default();
    let header = Header::new(format.header_rows);
    let notes = Notes::new(limits.listed);
    let mut reader =
        Reader { limits, header, known: false, bytes: 0, notes, read: Listing::default() };
    let read = Reading { format: &format, limits }.file(Box::new(source), &|_| {}, &mut reader);
    if let Err(Stop::For(note)) = read {
        return Err(ImportError::one(file, note));
    }
    if reader.read.rows.is_empty() {
        let message = "found no rows, expected a header and rows under it";
        return Err(ImportError::one(file, Note::file(Kind::Empty, message)));
    }
    let (warnings, _) = reader.notes.into_parts();
    Ok(Listing { warnings, ..reader.read })
}

struct Reader<'a> {
    limits: &'a Limits,
    header: Header,
    known: bool,
    bytes: u64,
    notes: Notes,
    read: Listing,
}

impl Reader<'_> {
    fn name(&mut self, names: &[String]) -> Result<(), Stop> {
        let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let twice = names.iter().enumerate().find(|(at, name)| {
            !name.is_empty() && names.iter().take(*at).any(|other| other == *name)
        });
        if let Some((_, name)) = twice {
            let message = format!("found the column «{name}» twice, expected it once");
            return Err(Note::file(Kind::Columns, message).into());
        }
        (self.read.header, self.known) = (names, true);
        Ok(())
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
            self.name(&names)?;
        }
        if row.is_blank() {
            return Ok(());
        }
        let last = (0..row.len()).rev().find(|at| !row.text(*at).is_empty());
        let cells: Vec<String> =
            (0..=last.unwrap_or_default()).map(|at| row.text(at).to_owned()).collect();
        // A cell's place in memory, and the shortest piece of memory that there is.
        let taken =
            |cell: &String| 24 + if cell.is_empty() { 0 } else { cell.len().max(32) as u64 };
        // And the row's own.
        self.bytes += 64 + cells.iter().map(taken).sum::<u64>();
        if self.bytes > self.limits.text_bytes {
            let message = format!("found more than {} bytes of text", self.limits.text_bytes);
            return Err(Note::line(Kind::TooLarge, row.line, message).into());
        }
        self.read.rows.push(ListedRow { line: row.line, cells });
        Ok(())
    }

    fn header(&mut self, names: Vec<String>) -> Result<(), Stop> {
        let names: Vec<String> = names.iter().map(|name| crate::plan::normal(name)).collect();
        self.name(&names)
    }

    fn end(&mut self) -> Result<(), Stop> {
        Ok(())
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
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &str) -> Result<Listing, ImportError> {
        listing(Cursor::new(text.as_bytes()), "list.csv", &Limits::default())
    }

    /// Codes of twelve digits and zeros at the front broke other systems.
    #[test]
    fn cells_stay_as_they_are_and_rows_know_their_lines() {
        let read = read("Observer;Phone\n\n007;\"+7 701\"\n123456789012345;\n").unwrap();
        assert_eq!(read.header, ["observer", "phone"]);
        let rows: Vec<(u64, &str)> =
            read.rows.iter().map(|r| (r.line, r.cells[0].as_str())).collect();
        assert_eq!(rows, [(3, "007"), (4, "123456789012345")]);
        assert_eq!(read.rows[0].cells[1], "+7 701");
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_name() {
        for text in ["", "observer,phone\n", "a,A\n1,2\n", "%PDF-1.7"] {
            let said = read(text).unwrap_err().to_string();
            assert!(said.starts_with("list.csv") && said.contains("found"), "{said}");
        }
        let limits = Limits { text_bytes: 100, ..Limits::default() };
        let long = format!("a\n{}\n", "x".repeat(200));
        assert!(listing(Cursor::new(long.into_bytes()), "list.csv", &limits).is_err());
        let short = format!("a\n{}", "x\n".repeat(20));
        let refused = listing(Cursor::new(short.into_bytes()), "list.csv", &limits);
        assert!(refused.is_err(), "twenty letters take more than a hundred bytes");
    }
}
