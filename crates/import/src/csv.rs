//! CSV and TSV: records split in place, with bounded memory.
//!
//! A record ends at a line end outside quotation marks. A quotation mark opens only at the start
//! of a cell; inside, two of them stand for one. Lines without a mark take a short path.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use crate::{
    decode::Decoder,
    limits::Limits,
    note::{Kind, Note, Notes},
    rows::{Form, Row, Sink, Stop},
};

/// What a text table looks like, as far as a recipe says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dialect {
    /// Found in the first line when it is not given.
    pub(crate) separator: Option<u8>,
    /// `None`: cells are never quoted.
    pub(crate) quote: Option<u8>,
    /// Lines before the header.
    pub(crate) skip_rows: usize,
}

/// A stream of records.
pub(crate) struct CsvRows<'a> {
    decoder: Decoder<'a>,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
    separator: Option<u8>,
    quote: Option<u8>,
    skip_rows: usize,
    line_end: u8,
    line: u64,
    /// Unquoted text of a record that had quotation marks.
    scratch: Vec<u8>,
    cells: Vec<Range<usize>>,
    limits: Limits,
    notes: Notes,
}

/// What may separate cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Where a record ends in the buffer.
struct End {
    /// After its last byte.
    text: usize,
    /// After its line end.
    next: usize,
}

impl<'a> CsvRows<'a> {
    pub(crate) fn new(decoder: Decoder<'a>, dialect: Dialect, limits: &Limits) -> Self {
        Self {
            decoder,
            buffer: Vec::new(),
            at: 0,
            ended: false,
            separator: dialect.separator,
            quote: dialect.quote,
            skip_rows: dialect.skip_rows,
            line_end: 0,
            line: 1,
            scratch: Vec::new(),
            cells: Vec::new(),
            limits: limits.clone(),
            notes: Notes::new(limits.listed),
        }
    }

    /// The next record; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Note> {
        let Some((line, quoted)) = self.advance()? else { return Ok(None) };
        if self.cells.len() > self.limits.columns {
            let message = format!(
                "found {} cells in a row, expected at most {}",
                self.cells.len(),
                self.limits.columns
            );
            return Err(Note::line(Kind::TooLarge, line, message));
        }
        let bytes = if quoted { &self.scratch } else { &self.buffer };
        Ok(Some(Row::new(line, bytes, &self.cells)))
    }

    /// Gives all records to the sink.
    pub(crate) fn run(mut self, sink: &mut dyn Sink) -> Result<(), Stop> {
        sink.begin(Form { kind: "csv", short_rows: false });
        while let Some(row) = self.next()? {
            sink.row(row)?;
        }
        sink.encoding(self.decoder.encoding());
        self.decoder.warning().into_iter().for_each(|note| sink.warn(note));
        sink.warnings(self.notes);
        sink.end()
    }

    /// Reads more text behind the unfinished record.
    fn fill(&mut self) -> Result<(), Note> {
        self.buffer.drain(..self.at);
        self.at = 0;
        if self.buffer.len() > self.limits.record_bytes {
            return Err(self.too_long());
        }
        self.ended = self.decoder.read_into(&mut self.buffer)? == 0;
        if self.line_end == 0 {
            // Old Macintosh files end lines with a carriage return alone.
            let old = memchr(b'\n', &self.buffer).is_none()
                && memchr(b'\r', &self.buffer).is_some_and(|at| at + 1 < self.buffer.len());
            self.line_end = if old { b'\r' } else { b'\n' };
        }
        Ok(())
    }

    fn too_long(&self) -> Note {
        let first = self.buffer.get(self.at..).unwrap_or_default();
        let quoted = self.quote.is_some_and(|quote| memchr(quote, first).is_some());
        let hint = if quoted { "; a quotation mark in it may not be closed" } else { "" };
        let message = format!(
            "found a record of more than {} bytes, expected at most that{hint}",
            self.limits.record_bytes
        );
        Note::line(Kind::TooLarge, self.line, message)
    }

    /// The end of the record at the current place; nothing when more text is needed.
    fn find_end(&self) -> Option<(End, bool)> {
        let rest = self.buffer.get(self.at..)?;
        let newline = memchr(self.line_end, rest);
        let line = rest.get(..newline.unwrap_or(rest.len()))?;
        let quoted = self.quote.is_some_and(|quote| memchr(quote, line).is_some());
        let newline = if quoted { self.quoted_end(rest) } else { newline };
        let end = match newline {
            Some(at) => End { text: self.at + at, next: self.at + at + 1 },
            None if self.ended => End { text: self.buffer.len(), next: self.buffer.len() },
            None => return None,
        };
        Some((end, quoted))
    }

    /// The line end that is outside quotation marks.
    fn quoted_end(&self, rest: &[u8]) -> Option<usize> {
        let quote = self.quote?;
        let separator = self.separator.unwrap_or(b',');
        let mut cell_starts = true;
        let mut inside = false;
        for (i, byte) in rest.iter().enumerate() {
            if inside {
                // A doubled mark closes and opens again at once.
                inside = *byte != quote;
                cell_starts = false;
                if !inside && rest.get(i + 1) == Some(&quote) {
                    cell_starts = true;
                }
            } else if *byte == quote && cell_starts {
                inside = true;
            } else if *byte == self.line_end {
                return Some(i);
            } else {
                cell_starts = *byte == separator;
            }
        }
        None
    }

    fn split_plain(&mut self, start: usize, end: usize) {
        let separator = self.separator.unwrap_or(b',');
        self.cells.clear();
        let record = self.buffer.get(start..end).unwrap_or_default();
        let mut from = start;
        // Cells are short: a plain loop beats a vector search for the next separator.
        for (i, byte) in record.iter().enumerate() {
            if *byte == separator {
                self.cells.push(from..start + i);
                from = start + i + 1;
            }
        }
        self.cells.push(from..end);
    }

    /// Splits a record with quotation marks into `scratch`.
    fn split_quoted(&mut self, start: usize, end: usize) -> Result<(), Note> {
        let (quote, separator) = (self.quote.unwrap_or(b'"'), self.separator.unwrap_or(b','));
        self.cells.clear();
        self.scratch.clear();
        let record = self.buffer.get(start..end).unwrap_or_default();
        let (mut from, mut inside, mut opened, mut strange) = (0, false, false, false);
        let mut bytes = record.iter().peekable();
        while let Some(byte) = bytes.next() {
            if inside {
                if *byte != quote {
                    self.scratch.push(*byte);
                } else if bytes.next_if_eq(&&quote).is_some() {
                    self.scratch.push(quote);
                } else {
                    inside = false;
                }
            } else if *byte == separator {
                self.cells.push(from..self.scratch.len());
                from = self.scratch.len();
                opened = false;
            } else if *byte == quote && !opened && self.scratch.len() == from {
                (inside, opened) = (true, true);
            } else {
                strange |= opened;
                self.scratch.push(*byte);
            }
        }
        self.cells.push(from..self.scratch.len());
        let line = self.line;
        if inside {
            // Everything up to the end of the file is in this cell: rows may be lost in it.
            let message = "found a quotation mark that is not closed before the end of the file, \
                           expected it to be closed, or quote = \"none\" in the recipe";
            return Err(Note::line(Kind::Quote, line, message));
        }
        if strange {
            self.notes.add(Kind::Quote, || {
                let message = "found text after a closing quotation mark, expected a separator; \
                               the text was kept as part of the cell";
                Note::line(Kind::Quote, line, message)
            });
        }
        Ok(())
    }

    /// Finds the separator: the one that stands in the header and equally often in the most
    /// lines under it; among equals the one that stands more often.
    fn find_separator(&mut self) {
        const LOOKED_AT: usize = 20;
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let end = [self.line_end];
        let lines = rest.split(|byte| end.contains(byte)).skip(self.skip_rows);
        let lines = lines.filter(|line| !line.trim_ascii().is_empty()).take(LOOKED_AT);
        let counts: Vec<[usize; 4]> = lines.map(|line| self.count_separators(line)).collect();
        let header = counts.first().copied().unwrap_or_default();
        let ranked = SEPARATORS.iter().zip(header).enumerate().rev().map(|(i, (sign, count))| {
            let alike = counts.iter().filter(|line| line.get(i) == Some(&count)).count();
            let score = if count == 0 { (0, 0) } else { (alike, count) };
            (score, *sign)
        });
        self.separator = ranked.max_by_key(|(score, _)| *score).map(|(_, sign)| sign);
    }

    /// How often each separator stands outside quotation marks.
    fn count_separators(&self, line: &[u8]) -> [usize; 4] {
        let mut counts = [0; 4];
        let mut inside = false;
        for byte in line {
            inside ^= self.quote == Some(*byte);
            let hit = SEPARATORS.iter().position(|sign| sign == byte).filter(|_| !inside);
            if let Some(count) = hit.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        counts
    }

    /// Moves to the next record and returns whether there is one, and whether it is in `scratch`.
    fn advance(&mut self) -> Result<Option<(u64, bool)>, Note> {
        loop {
            if self.at >= self.buffer.len() && self.ended {
                return Ok(None);
            }
            if self.line_end == 0 {
                self.fill()?;
            }
            if self.separator.is_none() {
                self.find_separator();
            }
            let Some((end, quoted)) = self.find_end() else {
                self.fill()?;
                continue;
            };
            let start = self.at;
            if end.text - start > self.limits.record_bytes {
                return Err(self.too_long());
            }
            let record = self.buffer.get(start..end.text).unwrap_or_default();
            let text_end = end.text - usize::from(record.last() == Some(&b'\r'));
            let line = self.line;
            if quoted {
                self.split_quoted(start, text_end)?;
            } else {
                self.split_plain(start, text_end);
            }
            self.line += 1 + if quoted { self.lines_in(start, end.text) } else { 0 };
            self.at = end.next;
            // An empty line is no record.
            if text_end > start {
                return Ok(Some((line, quoted)));
            }
        }
    }

    fn lines_in(&self, start: usize, end: usize) -> u64 {
        let record = self.buffer.get(start..end).unwrap_or_default();
        memchr_iter(self.line_end, record).count() as u64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], dialect: Dialect) -> Vec<(u64, Vec<String>)> {
        let decoder = Decoder::new(Box::new(text), Some(encoding_rs::UTF_8));
        let mut rows = CsvRows::new(decoder, dialect, &Limits::default());
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..row.len()).filter_map(|i| row.cell(i));
            let cells = cells.map(|c| String::from_utf8_lossy(c).into_owned());
            all.push((row.line, cells.collect()));
        }
        all
    }

    fn plain(text: &str) -> Vec<Vec<String>> {
        let dialect = Dialect { separator: None, quote: Some(b'"'), skip_rows: 0 };
        read(text.as_bytes(), dialect).into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(plain("a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(plain("a\tb\r\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(plain("\"a;b;c\",d\n1,2\n"), [["a;b;c", "d"], ["1", "2"]]);
        assert_eq!(plain("a\n1\n"), [["a"], ["1"]]);
    }

    #[test]
    fn marks_and_line_ends() {
        assert_eq!(plain("a,\"b\"\"c\"\n\"x\ny\",2\n"), [["a", "b\"c"], ["x\ny", "2"]]);
        assert_eq!(plain("a,b\r1,2\r"), [["a", "b"], ["1", "2"]]);
        assert_eq!(plain("a,5\" x\n"), [["a", "5\" x"]]);
        let dialect = Dialect { separator: Some(b','), quote: Some(b'"'), skip_rows: 0 };
        let lines: Vec<u64> =
            read(b"a,b\n\n\"x\ny\",2\n3,4\n", dialect).iter().map(|r| r.0).collect();
        assert_eq!(lines, [1, 3, 5]);
    }

    #[test]
    fn an_endless_line_stops_early() {
        let decoder = Decoder::new(Box::new(std::io::repeat(b'1')), None);
        let dialect = Dialect { separator: None, quote: Some(b'"'), skip_rows: 0 };
        let mut rows = CsvRows::new(decoder, dialect, &Limits::default());
        assert_eq!(rows.next().map(|_| ()).unwrap_err().kind, Kind::TooLarge);
        assert!(rows.buffer.capacity() < 8 << 20);
    }

    proptest! {
        #[test]
        fn reads_what_the_csv_crate_writes(
            table in prop::collection::vec(prop::collection::vec("[a-z\",\n é]{0,6}", 3), 1..20)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let dialect = Dialect { separator: Some(b','), quote: Some(b'"'), skip_rows: 0 };
            let ours: Vec<_> = read(&bytes, dialect).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(ours, table);
        }
    }
}
