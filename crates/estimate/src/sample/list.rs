//! The list of drawn stations as a file, and the hash that commits to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use sha2::{Digest, Sha256};

use crate::{frame::Frame, sample::SampleRow};

/// The list as CSV, the same bytes for the same draw: `station`, `stratum`, `cluster`,
/// `probability`, `order`, `wave`, one row a station in the order of release, lines ended by `\n`.
/// `probability` is the chance of being drawn in the row's wave or an earlier one. Where there are
/// reserves, `probability.0`, `probability.1`, … follow: the chance of being in the sample when
/// that many reserves are used.
pub fn csv(frame: &Frame, rows: &[SampleRow]) -> String {
    let mut text = String::from("station,stratum,cluster,probability,order,wave");
    let waves = rows.iter().map(|row| row.chances.len()).max().unwrap_or(1);
    let waves = if waves > 1 { waves } else { 0 };
    for wave in 0..waves {
        // Nothing can go wrong when writing into a string.
        let _ = write!(text, ",probability.{wave}");
    }
    text.push('\n');
    for row in rows {
        let stratum = frame.strata().get(row.stratum).map_or("", String::as_str);
        let cluster = row.cluster.as_deref().unwrap_or("");
        let [station, stratum, cluster] = [frame.code(row.station), stratum, cluster].map(quoted);
        let (probability, order, wave) = (row.probability, row.order, row.wave);
        let _ = write!(text, "{station},{stratum},{cluster},{probability},{order},{wave}");
        for chance in row.chances.iter().take(waves) {
            let _ = write!(text, ",{chance}");
        }
        text.push('\n');
    }
    text
}

/// The SHA-256 of a list, in hexadecimal digits: published before election day, it proves
/// afterwards that the list was not changed.
pub fn commitment(csv: impl AsRef<[u8]>) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(csv) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A cell, in quotes where a reader would need them (RFC 4180).
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A list of drawn stations that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its rows, in the order of the file.
    pub rows: Vec<ListRow>,
}

/// One station of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// The station's code.
    pub station: String,
    /// The stratum's name; empty where the list has none.
    pub stratum: String,
    /// The area it was drawn with; nothing: alone.
    pub cluster: Option<String>,
    /// The chance of being drawn; nothing: equal chances inside strata.
    pub probability: Option<f64>,
    /// Its place in the order of release.
    pub order: Option<usize>,
    /// 0 is the sample, 1 and above are reserves.
    pub wave: usize,
    /// `probability.0`, `probability.1`, …
    pub chances: Vec<Option<f64>>,
}

/// What is wrong in a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// A column that is not there.
    #[error("line 1: found no column «{0}», expected it in the header")]
    NoColumn(String),
    /// A cell that cannot be used.
    #[error("line {line}, column {column}: found «{found}», expected {expected}")]
    Cell {
        /// Line in the file, from 1.
        line: usize,
        /// The column's name.
        column: String,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// A quotation mark that opens a cell and never closes.
    #[error("line {line}: found a quotation mark that is not closed")]
    Quote {
        /// The line where it opens.
        line: usize,
    },
}

impl List {
    /// Reads a list: CSV with a header; only `station` must be there. Order and number of columns
    /// are free, and further columns are left alone.
    ///
    /// # Errors
    /// With line and column of the first cell that cannot be used; a station that stands twice is
    /// one.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let mut records = records(text.trim_start_matches('\u{feff}'))?.into_iter();
        let (_, header) = records.next().ok_or_else(no_stations)?;
        let columns: BTreeMap<&str, usize> =
            header.iter().enumerate().map(|(at, name)| (name.trim(), at)).collect();
        let station = *columns.get("station").ok_or_else(no_stations)?;
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for (line, cells) in records {
            let row = Row { line, cells: &cells, columns: &columns };
            let code = cells.get(station).map_or("", |code| code.trim());
            if code.is_empty() || !seen.insert(code.to_owned()) {
                return Err(row.wrong("station", code, "a code that stands once"));
            }
            rows.push(row.read(code)?);
        }
        Ok(Self { rows })
    }

    /// The stations in use when so many reserves are, each with its chance then.
    pub fn in_use(&self, waves: usize) -> impl Iterator<Item = (&ListRow, Option<f64>)> {
        let used = self.rows.iter().filter(move |row| row.wave <= waves);
        used.map(move |row| (row, row.chances.get(waves).copied().flatten().or(row.probability)))
    }
}

fn no_stations() -> ListError {
    ListError::NoColumn("station".to_owned())
}

/// The values of a column by station code, from a CSV with a column `station`: what else is known
/// of stations, to draw strata by. Stations without a value are left out.
///
/// # Errors
/// When one of the two columns is missing, or a quotation mark is not closed.
pub fn column(text: &str, name: &str) -> Result<BTreeMap<String, String>, ListError> {
    let mut records = records(text.trim_start_matches('\u{feff}'))?.into_iter();
    let (_, header) = records.next().ok_or_else(no_stations)?;
    let place = |name: &str| header.iter().position(|column| column.trim() == name);
    let station = place("station").ok_or_else(no_stations)?;
    let value = place(name).ok_or_else(|| ListError::NoColumn(name.to_owned()))?;
    let cell = |cells: &[String], at: usize| {
        cells.get(at).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
    };
    Ok(records
        .filter_map(|(_, cells)| Some((cell(&cells, station)?, cell(&cells, value)?)))
        .collect())
}

/// A column of numbers by station code.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The column's name.
    pub name: String,
    /// The stations that have a value.
    pub values: Vec<(String, f64)>,
}

/// Every column beside `station` as numbers, from a CSV: what else is known of stations, for an
/// estimate. Empty cells are left out.
///
/// # Errors
/// When `station` is missing, a quotation mark is not closed, or a cell is no number.
pub fn numbers(text: &str) -> Result<Vec<Numbers>, ListError> {
    let mut records = records(text.trim_start_matches('\u{feff}'))?.into_iter();
    let (_, header) = records.next().ok_or_else(no_stations)?;
    let station = header.iter().position(|column| column.trim() == "station");
    let station = station.ok_or_else(no_stations)?;
    let rest = (0..header.len()).filter(|at| *at != station);
    let places: Vec<usize> = rest.collect();
    let name = |at: &usize| header.get(*at).map_or(String::new(), |name| name.trim().to_owned());
    let mut columns: Vec<Numbers> =
        places.iter().map(|at| Numbers { name: name(at), values: Vec::new() }).collect();
    for (line, cells) in records {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        for (at, column) in places.iter().zip(&mut columns) {
            let (code, found) = (cell(station), cell(*at));
            if code.is_empty() || found.is_empty() {
                continue;
            }
            let number = found.parse::<f64>().ok().filter(|number| number.is_finite());
            let number = number.ok_or_else(|| ListError::Cell {
                line,
                column: column.name.clone(),
                found: found.to_owned(),
                expected: "a number",
            })?;
            column.values.push((code.to_owned(), number));
        }
    }
    Ok(columns)
}

/// A record on its way to a row.
struct Row<'a> {
    line: usize,
    cells: &'a [String],
    columns: &'a BTreeMap<&'a str, usize>,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        let cell = self.cells.get(*self.columns.get(column)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    fn chance(&self, column: &str) -> Result<Option<f64>, ListError> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let chance = cell.parse::<f64>().ok().filter(|chance| 0.0 < *chance && *chance <= 1.0);
        chance.map(Some).ok_or_else(|| self.wrong(column, cell, "a chance above 0 and at most 1"))
    }

    fn number(&self, column: &str) -> Result<Option<usize>, ListError> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        cell.parse().map(Some).map_err(|_| self.wrong(column, cell, "a whole number"))
    }

    fn read(&self, code: &str) -> Result<ListRow, ListError> {
        let names = (0..).map(|wave| format!("probability.{wave}"));
        let names = names.take_while(|name| self.columns.contains_key(name.as_str()));
        Ok(ListRow {
            station: code.to_owned(),
            stratum: self.cell("stratum").unwrap_or_default().to_owned(),
            cluster: self.cell("cluster").map(str::to_owned),
            probability: self.chance("probability")?,
            order: self.number("order")?,
            wave: self.number("wave")?.unwrap_or(0),
            chances: names.map(|name| self.chance(&name)).collect::<Result<_, _>>()?,
        })
    }

    fn wrong(&self, column: &str, found: &str, expected: &'static str) -> ListError {
        ListError::Cell {
            line: self.line,
            column: column.to_owned(),
            found: found.to_owned(),
            expected,
        }
    }
}

/// The records of a CSV with the lines where they begin; empty lines are left out.
fn records(text: &str) -> Result<Vec<(usize, Vec<String>)>, ListError> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let (mut line, mut began, mut quoted_since) = (1, 1, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if quoted_since.is_none() => quoted_since = Some(line),
            '"' if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted_since = None,
            _ if quoted_since.is_some() => cell.push(letter),
            ',' => record.push(std::mem::take(&mut cell)),
            '\r' => {}
            '\n' => {
                record.push(std::mem::take(&mut cell));
                records.push((began, std::mem::take(&mut record)));
                began = line;
            }
            _ => cell.push(letter),
        }
    }
    if let Some(line) = quoted_since {
        return Err(ListError::Quote { line });
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push((began, record));
    }
    records.retain(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("Dessau, \"city\""), "\"Dessau, \"\"city\"\"\"");
    }

    #[test]
    fn the_commitment_is_the_sha_256_of_the_bytes() {
        // FIPS 180-4, the example of one block.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(commitment("abc"), expected);
    }

    #[test]
    fn what_stands_in_quotes_reads_back() {
        let text = "\u{feff}stratum,station\r\n\"a, \"\"b\"\"\nc\",7\r\n\r\nd,8";
        let list = List::parse(text).unwrap();
        assert_eq!(list.rows[0].stratum, "a, \"b\"\nc");
        assert_eq!(list.rows[1].station, "8");
        assert_eq!(list.rows[1].probability, None);
    }

    #[test]
    fn a_column_is_read_by_station_and_a_missing_one_is_named() {
        let text = "urban,station\nyes,1\n,2\nno,3\n";
        let urban = column(text, "urban").unwrap();
        assert_eq!(urban.get("3").map(String::as_str), Some("no"));
        assert_eq!(urban.len(), 2);
        assert!(column(text, "poor").unwrap_err().to_string().contains("poor"));
        assert!(column("urban\nyes\n", "urban").is_err());
    }

    #[test]
    fn a_cell_that_cannot_be_used_is_named() {
        let message = |text: &str| List::parse(text).unwrap_err().to_string();
        assert!(message("code\n1\n").contains("station"));
        for bad in ["0", "1.5", "NaN", "-1", "x"] {
            let said = message(&format!("station,probability\n1,1\n2,{bad}\n"));
            assert!(said.contains("line 3, column probability") && said.contains(bad), "{said}");
        }
        assert!(message("station\n1\n1\n").contains("line 3, column station"));
        assert!(message("station\n\"1\n").contains("line 2"));
        assert!(List::parse("").is_err());
    }
}
