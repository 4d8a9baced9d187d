//! Rows of cells, whatever file they come from.

use std::{io, ops::Range};

use sanaq_said::{Said, said};

use crate::note::{Note, Notes};

/// Why reading ends before the last row.
#[derive(Debug)]
pub(crate) enum Stop {
    /// For this reason.
    For(Note),
    /// For reasons that the sink has already put down.
    PutDown,
}

impl From<Note> for Stop {
    fn from(note: Note) -> Self {
        Self::For(note)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::For(error.into())
    }
}

/// One row: its place and its cells as UTF-8.
#[derive(Clone, Copy, Default)]
pub(crate) struct Row<'a> {
    /// The line of the file, from 1.
    pub(crate) line: u64,
    bytes: &'a [u8],
    /// Where each cell ends.
    ends: &'a [u32],
    /// Bytes between the end of a cell and the start of the next.
    gap: usize,
}

impl<'a> Row<'a> {
    /// Cells that stand one after the other with `gap` bytes between them.
    pub(crate) fn new(line: u64, bytes: &'a [u8], ends: &'a [u32], gap: usize) -> Self {
        Self { line, bytes, ends, gap }
    }

    /// A cell; nothing when the row is shorter.
    #[inline]
    pub(crate) fn cell(&self, index: usize) -> Option<&'a [u8]> {
        let (bytes, range) = self.place(index)?;
        bytes.get(range)
    }

    /// A cell's place in the bytes of the whole row.
    #[inline]
    pub(crate) fn place(&self, index: usize) -> Option<(&'a [u8], Range<usize>)> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize + self.gap,
            None => 0,
        };
        Some((self.bytes, start..end))
    }

    /// A cell as text without the white space around it; empty when the row is shorter.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        let cell = self.cell(index).unwrap_or_default();
        std::str::from_utf8(cell).unwrap_or_default().trim()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.is_blank_from(0)
    }

    /// Whether all cells from this one on are blank.
    pub(crate) fn is_blank_from(&self, start: usize) -> bool {
        (start..self.len()).all(|i| self.text(i).is_empty())
    }
}

/// What takes rows.
pub(crate) trait Sink {
    /// What is known of the file before its first row.
    fn begin(&mut self, form: Form);

    /// Takes the next row.
    fn row(&mut self, row: Row<'_>) -> Result<(), Stop>;

    /// Takes the names of the columns where the file's kind knows them apart from its rows.
    fn header(&mut self, names: Vec<String>) -> Result<(), Stop>;

    /// Takes the end of the rows.
    fn end(&mut self) -> Result<(), Stop>;

    /// Takes a warning about the file.
    fn warn(&mut self, note: Note);

    /// Takes many.
    fn warnings(&mut self, notes: Notes);

    /// Takes the encoding, known after the last row.
    fn encoding(&mut self, name: &'static str);
}

/// What kind of table the rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Its name: `csv`, `xlsx`, `parquet`.
    pub(crate) kind: &'static str,
    /// Whether a row may be shorter than the header because its last cells are empty.
    pub(crate) short_rows: bool,
}

/// Cells that are built one by one.
#[derive(Default)]
pub(crate) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Cells {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    pub(crate) fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.close();
    }

    /// Ends a cell whose bytes were given one by one.
    pub(crate) fn close(&mut self) {
        // Rows are far shorter than that: the readers bound them.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// Adds a cell that a function writes; returns what the function says.
    #[cfg(feature = "parquet")]
    pub(crate) fn write(&mut self, cell: impl FnOnce(&mut Vec<u8>) -> bool) -> bool {
        let sound = cell(&mut self.bytes);
        self.close();
        sound
    }

    /// Bytes of all cells so far.
    #[cfg(any(feature = "parquet", feature = "xlsx"))]
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a byte to the cell that is not closed yet.
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Whether the cell that is not closed yet is empty.
    pub(crate) fn is_fresh(&self) -> bool {
        self.bytes.len() == self.ends.last().map_or(0, |end| *end as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn row(&self, line: u64) -> Row<'_> {
        Row::new(line, &self.bytes, &self.ends, 0)
    }
}

/// A row takes more bytes than it may.
pub(crate) fn row_too_long(most: usize) -> Said {
    said!(
        "said-import-row-bytes",
        "found a row of more than {most} bytes, expected at most that",
        most
    )
}

/// A float of a workbook or a Parquet file as a cell: whole ones as they are, others marked, so
/// that no setting of separators can take a fraction for a large number.
pub(crate) fn float_cell(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else if number.is_finite() && number.fract() == 0.0 {
        // Adding zero turns a negative zero into a plain one.
        format!("{}", number + 0.0)
    } else {
        format!("{number} (a number)")
    }
}
