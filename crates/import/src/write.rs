//! Station results → the canonical file.
//!
//! The columns are `station,area,registered,issued,cast,invalid,valid`, then one `votes.<option>`
//! each, then `line.<id>` for whatever other lines there are. An unknown figure is an empty cell.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use flate2::{Compression, GzBuilder};
use sanaq_election::{Column, StationResults};

use crate::plan::{AREA, STANDARD_LINES, STATION};

/// What the canonical file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with commas, UTF-8.
    Csv,
    /// The same, packed with gzip.
    CsvGzip,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// The columns of figures, in the canonical order. A line that the results lack has no column
/// but is written all the same, as unknown.
pub(crate) struct Columns<'a> {
    pub(crate) figures: Vec<(String, Option<&'a Column>)>,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(results: &'a StationResults) -> Self {
        let mut figures: Vec<(String, Option<&Column>)> =
            STANDARD_LINES.iter().map(|line| ((*line).to_owned(), results.line(line))).collect();
        for (id, column) in &results.votes {
            figures.push((format!("votes.{id}"), Some(column)));
        }
        for (id, column) in &results.lines {
            if !STANDARD_LINES.contains(&id.as_str()) {
                figures.push((format!("line.{id}"), Some(column)));
            }
        }
        Self { figures }
    }
}

/// Writes the canonical file.
///
/// # Errors
/// Those of `out`.
pub fn write(results: &StationResults, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv(results, out),
        Format::CsvGzip => {
            // No name and no time in the header: the same results give the same bytes.
            let mut packed = GzBuilder::new().write(out, Compression::new(6));
            csv(results, &mut packed)?;
            packed.finish()?.flush()
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            out.write_all(&crate::parquet::write(results)?)?;
            out.flush()
        }
    }
}

fn csv(results: &StationResults, out: &mut dyn Write) -> io::Result<()> {
    const FLUSH: usize = 64 << 10;
    let columns = Columns::of(results);
    let mut line = format!("{STATION},{AREA}");
    for (name, _) in &columns.figures {
        line.push(',');
        line.push_str(name);
    }
    line.push('\n');
    for station in 0..results.len() {
        line.push_str(&quoted(results.stations.get(station)));
        line.push(',');
        line.push_str(&quoted(results.area_path(station)));
        for (_, column) in &columns.figures {
            line.push(',');
            if let Some(figure) = column.and_then(|column| column.get(station)) {
                push_number(&mut line, figure);
            }
        }
        line.push('\n');
        if line.len() > FLUSH {
            out.write_all(line.as_bytes())?;
            line.clear();
        }
    }
    out.write_all(line.as_bytes())?;
    out.flush()
}

fn push_number(line: &mut String, mut number: u32) {
    let mut digits = ['0'; 10];
    let mut from = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = char::from_digit(number % 10, 10).unwrap_or('0');
        number /= 10;
        from -= 1;
        if number == 0 {
            break;
        }
    }
    line.extend(digits.iter().skip(from));
}

/// A text as a cell, in quotation marks where it needs them.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) || text.is_empty() {
        if text.is_empty() {
            return Cow::Borrowed(text);
        }
        return Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")));
    }
    Cow::Borrowed(text)
}
