//! CSV and TSV: records split in place, with bounded memory.
//!
//! A record ends at a line end outside quotation marks. A quotation mark opens only at the start
//! of a cell; inside, two of them stand for one. Lines without a mark take a short path.

use std::ops::Range;

use memchr::{memchr, memchr_iter};
use sanaq_said::said;

use crate::{
    decode::Decoder,
    limits::Limits,
    note::{Kind, Note, Notes},
    rows::{Cells, Form, Row, Sink, Stop, row_too_long},
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
    /// The last record's bytes in the buffer.
    record: Range<usize>,
    /// Where the cells of a record without quotation marks end: the first `width` are its own.
    ends: Vec<u32>,
    width: usize,
    /// The cells of a record with quotation marks.
    unquoted: Cells,
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
            record: 0..0,
            ends: Vec::new(),
            width: 0,
            unquoted: Cells::default(),
            limits: limits.clone(),
            notes: Notes::new(limits.listed),
        }
    }

    /// The next record; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Note> {
        let Some((line, quoted)) = self.advance()? else { return Ok(None) };
        let row = if quoted {
            self.unquoted.row(line)
        } else {
            let bytes = self.buffer.get(self.record.clone()).unwrap_or_default();
            Row::new(line, bytes, self.ends.get(..self.width).unwrap_or_default(), 1)
        };
        if row.len() > self.limits.columns {
            let said = said!(
                "said-import-row-cells",
                "found {n} cells in a row, expected at most {most}",
                n = row.len(),
                most = self.limits.columns
            );
            return Err(Note::line(Kind::TooLarge, line, said));
        }
        Ok(Some(row))
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
        let most = self.limits.record_bytes;
        let said = if quoted {
            said!(
                "said-import-row-bytes-quote",
                "found a row of more than {most} bytes, expected at most that; a quotation mark \
                 in it may not be closed",
                most
            )
        } else {
            row_too_long(most)
        };
        Note::line(Kind::TooLarge, self.line, said)
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

    fn split_plain(&mut self) {
        let separator = self.separator.unwrap_or(b',');
        let record = self.buffer.get(self.record.clone()).unwrap_or_default();
        if self.ends.len() <= record.len() {
            self.ends.resize(record.len() + 1, 0);
        }
        // Cells are a few bytes long and all lengths occur, so a branch on the separator would
        // often be guessed wrong: every place is written down, and only a separator keeps it.
        let mut width = 0;
        let mut at = 0u32;
        for byte in record {
            if let Some(end) = self.ends.get_mut(width) {
                *end = at;
            }
            width += usize::from(*byte == separator);
            at += 1;
        }
        if let Some(end) = self.ends.get_mut(width) {
            *end = at;
        }
        self.width = width + 1;
    }

    /// Splits a record with quotation marks.
    fn split_quoted(&mut self) -> Result<(), Note> {
        let (quote, separator) = (self.quote.unwrap_or(b'"'), self.separator.unwrap_or(b','));
        let record = self.buffer.get(self.record.clone()).unwrap_or_default();
        let cells = &mut self.unquoted;
        cells.clear();
        let (mut inside, mut opened, mut strange) = (false, false, false);
        let mut bytes = record.iter().peekable();
        while let Some(byte) = bytes.next() {
            if inside {
                if *byte != quote {
                    cells.byte(*byte);
                } else if bytes.next_if_eq(&&quote).is_some() {
                    cells.byte(quote);
                } else {
                    inside = false;
                }
            } else if *byte == separator {
                cells.close();
                opened = false;
            } else if *byte == quote && !opened && cells.is_fresh() {
                (inside, opened) = (true, true);
            } else {
                strange |= opened;
                cells.byte(*byte);
            }
        }
        cells.close();
        let line = self.line;
        if inside {
            // Everything up to the end of the file is in this cell: rows may be lost in it.
            let said = said!(
                "said-import-quote-open",
                "found a quotation mark that is not closed before the end of the file, expected \
                 it to be closed, or a recipe with quote = \"none\""
            );
            return Err(Note::line(Kind::Quote, line, said));
        }
        if strange {
            self.notes.add(Kind::Quote, || {
                let said = said!(
                    "said-import-quote-text",
                    "found text after a closing quotation mark, expected a separator; the text was \
                     kept as part of the cell"
                );
                Note::line(Kind::Quote, line, said)
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

    /// Moves to the next record and returns whether there is one, and whether it has
    /// quotation marks.
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
            self.skip_empty_lines();
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
            self.record = start..text_end;
            if quoted {
                self.split_quoted()?;
            } else {
                self.split_plain();
            }
            self.line += 1 + if quoted { self.lines_in(start, end.text) } else { 0 };
            self.at = end.next;
            // An empty line is no record.
            if text_end > start {
                return Ok(Some((line, quoted)));
            }
        }
    }

    /// Passes lines without anything, of which a hostile file may have two thousand million.
    fn skip_empty_lines(&mut self) {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let empty = rest.iter().take_while(|byte| **byte == self.line_end).count();
        self.at += empty;
        self.line += empty as u64;
    }

    fn lines_in(&self, start: usize, end: usize) -> u64 {
        let record = self.buffer.get(start..end).unwrap_or_default();
        memchr_iter(self.line_end, record).count() as u64
    }
}

#[cfg(test)]
mod tests;
