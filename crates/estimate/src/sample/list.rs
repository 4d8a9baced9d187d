//! The list of drawn stations as a file, and the hash that commits to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use sha2::{Digest, Sha256};

use crate::{
    frame::Frame,
    sample::{
        SampleRow,
        table::{Row, Table},
    },
};

/// The list as CSV, the same bytes for the same draw: `station`, `stratum`, `cluster`,
/// `probability`, `order`, `wave`, one row a station in the order of release, lines ended by `\n`.
/// `probability` is the chance of being drawn in the row's wave or an earlier one. Where there are
/// reserves, `probability.0`, `probability.1`, … follow: the chance of being in the sample when
/// that many reserves are used.
pub fn csv(frame: &Frame, rows: &[SampleRow]) -> String {
    List::of(frame, rows).csv()
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
    #[error("line 1: found no column «{name}», expected it in the header, which has: {found}")]
    NoColumn {
        /// Its name.
        name: String,
        /// The names that the header has.
        found: String,
    },
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
    /// The list of a draw.
    pub fn of(frame: &Frame, rows: &[SampleRow]) -> Self {
        let row = |row: &SampleRow| ListRow {
            station: frame.code(row.station).to_owned(),
            stratum: frame.strata().get(row.stratum).cloned().unwrap_or_default(),
            cluster: row.cluster.clone(),
            probability: Some(row.probability),
            order: Some(row.order),
            wave: row.wave,
            chances: row.chances.iter().copied().map(Some).collect(),
        };
        Self { rows: rows.iter().map(row).collect() }
    }

    /// As [`csv`] says. What is not known is an empty cell.
    pub fn csv(&self) -> String {
        let mut text = String::from("station,stratum,cluster,probability,order,wave");
        let waves = self.rows.iter().map(|row| row.chances.len()).max().unwrap_or(1);
        let waves = if waves > 1 { waves } else { 0 };
        for wave in 0..waves {
            // Nothing can go wrong when writing into a string.
            let _ = write!(text, ",probability.{wave}");
        }
        text.push('\n');
        let shown = |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
        for row in &self.rows {
            let cluster = row.cluster.as_deref().unwrap_or("");
            let [station, stratum, cluster] = [&row.station, &row.stratum, cluster].map(quoted);
            let order = row.order.map_or_else(String::new, |order| order.to_string());
            let (probability, wave) = (shown(row.probability), row.wave);
            let _ = write!(text, "{station},{stratum},{cluster},{probability},{order},{wave}");
            for chance in row.chances.iter().take(waves) {
                let _ = write!(text, ",{}", shown(*chance));
            }
            text.push('\n');
        }
        text
    }

    /// Reads a list: CSV with a header; only `station` must be there. Order and number of columns
    /// are free, and further columns are left alone.
    ///
    /// # Errors
    /// With line and column of the first cell that cannot be used; a station that stands twice is
    /// one.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let table = Table::parse(text, &["station"])?;
        let codes = codes(&table)?;
        let rows = table.rows().zip(codes).map(|(row, code)| list_row(&table, row, code));
        Ok(Self { rows: rows.collect::<Result<_, _>>()? })
    }

    /// The stations in use when so many reserves are, each with its chance then.
    pub fn in_use(&self, waves: usize) -> impl Iterator<Item = (&ListRow, Option<f64>)> {
        let used = self.rows.iter().filter(move |row| row.wave <= waves);
        used.map(move |row| (row, row.chances.get(waves).copied().flatten().or(row.probability)))
    }
}

/// The values of a column by station code, from a CSV with a column `station`: what else is known
/// of stations, to draw strata by. Stations without a value are left out.
///
/// # Errors
/// When one of the two columns is missing, a quotation mark is not closed, or a code stands twice.
pub fn column(text: &str, name: &str) -> Result<BTreeMap<String, String>, ListError> {
    let table = Table::parse(text, &["station", name])?;
    let rows = codes(&table)?.into_iter().zip(table.rows());
    let pairs = rows.filter_map(|(code, row)| Some((code.to_owned(), row.cell(name)?.to_owned())));
    Ok(pairs.collect())
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
/// When `station` is missing, a quotation mark is not closed, a cell is no number, or a code stands
/// twice.
pub fn numbers(text: &str) -> Result<Vec<Numbers>, ListError> {
    let table = Table::parse(text, &["station"])?;
    codes(&table)?;
    // Spreadsheets like to write a separator more than there are columns.
    let names = table.header().iter().filter(|name| *name != "station" && !name.is_empty());
    let columns = names.map(|name| {
        let mut values = Vec::new();
        for row in table.rows() {
            let number = row.number(name, "a number", f64::is_finite)?;
            values.extend(row.cell("station").map(str::to_owned).zip(number));
        }
        Ok(Numbers { name: name.clone(), values })
    });
    columns.collect()
}

/// The code of each row; every one must stand once.
fn codes(table: &Table) -> Result<Vec<&str>, ListError> {
    let mut seen = BTreeSet::new();
    let codes = table.rows().map(|row| {
        let code = row.cell("station").filter(|code| seen.insert(*code));
        code.ok_or_else(|| row.wrong("station", "a code that stands once"))
    });
    codes.collect()
}

fn chance(row: Row<'_>, column: &str) -> Result<Option<f64>, ListError> {
    let fits = |chance: f64| 0.0 < chance && chance <= 1.0;
    row.number(column, "a chance above 0 and at most 1", fits)
}

fn list_row(table: &Table, row: Row<'_>, code: &str) -> Result<ListRow, ListError> {
    let number = |column: &str| row.optional(column, "a whole number", |cell| cell.parse().ok());
    let names = (0..).map(|wave| format!("probability.{wave}"));
    let names = names.take_while(|name| table.has(name));
    Ok(ListRow {
        station: code.to_owned(),
        stratum: row.cell("stratum").unwrap_or_default().to_owned(),
        cluster: row.cell("cluster").map(str::to_owned),
        probability: chance(row, "probability")?,
        order: number("order")?,
        wave: number("wave")?.unwrap_or(0),
        chances: names.map(|name| chance(row, &name)).collect::<Result<_, _>>()?,
    })
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
        let twice = "urban,station\n1,1\n2,1\n";
        let said = [column(twice, "urban").unwrap_err(), numbers(twice).unwrap_err()];
        assert!(said.iter().all(|error| error.to_string().contains("line 3, column station")));
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
