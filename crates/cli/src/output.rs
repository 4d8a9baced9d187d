//! Standard output: a table for people or one JSON document for machines. And files, each put in
//! its place only when it is whole, so that nobody reads half of one.

use std::{
    io::{BufWriter, Write},
    path::Path,
};

use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use sanaq_election::StationResults;
use sanaq_import::Format as FileFormat;
use serde::Serialize;
use serde_json::{Value, json};

use crate::exit::Failure;

/// How the answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables and sentences.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// Prints a text that ends in a line break.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Prints one JSON document.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut document =
        serde_json::to_string_pretty(value).map_err(|error| Failure::Inside(error.to_string()))?;
    document.push('\n');
    text(&document)
}

/// Writes a file through `fill`, beside its place first.
pub(crate) fn file(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let whole = tempfile::Builder::new().prefix(".sanaq-").tempfile_in(folder).map_err(failed)?;
    let mut out = BufWriter::new(whole.as_file());
    fill(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    drop(out);
    readable_by_others(whole.as_file()).map_err(failed)?;
    whole.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Temporary files are private; results are not.
#[cfg(unix)]
fn readable_by_others(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Writes station results in the canonical form.
pub(crate) fn results(
    path: &Path,
    format: FileFormat,
    results: &StationResults,
) -> Result<(), Failure> {
    file(path, |out| sanaq_import::write(results, format, out))
}

/// The form that a file's ending asks for: CSV where it asks for nothing else.
pub(crate) fn file_format(path: &Path) -> Result<FileFormat, Failure> {
    match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
        None | Some("csv" | "txt") => Ok(FileFormat::Csv),
        Some("gz") => Ok(FileFormat::CsvGzip),
        Some("parquet") => Ok(FileFormat::Parquet),
        Some(ending) => Err(Failure::Input(format!(
            "--out: found the ending «.{ending}» in «{}», expected .csv, .csv.gz or .parquet",
            path.display()
        ))),
    }
}

/// A rule under the header and one at the end.
const STYLE: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A plain table; columns but the first are figures and stand right.
pub(crate) fn table(header: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{table}\n")
}

/// A count with thin groups of three: 12 345.
pub(crate) fn count(figure: impl Into<i128>) -> String {
    let figure: i128 = figure.into();
    let digits = figure.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    if figure < 0 { format!("-{grouped}") } else { grouped }
}

/// A share as a percentage with two decimals.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

/// Most decimals of a percentage.
const DECIMALS: usize = 9;

/// Shares as percentages with so many decimals that the first and the last, the ends of an
/// interval, are told from each other.
pub(crate) fn percents<const N: usize>(shares: [f64; N]) -> [String; N] {
    let with = |decimals: usize| shares.map(|share| format!("{:.decimals$} %", share * 100.0));
    let told = |texts: &[String; N]| texts.first() != texts.last();
    let one = shares.first().zip(shares.last()).is_none_or(|(low, high)| low >= high);
    let found = (2..=DECIMALS).map(with).find(|texts| one || told(texts));
    found.unwrap_or_else(|| with(2))
}

/// Makes -0.0 a plain 0: a sum of nothing has a sign that means nothing.
pub(crate) fn without_minus_zero(value: &mut Value) {
    match value {
        Value::Number(number)
            if number.as_f64().is_some_and(|f| f.is_sign_negative() && f >= 0.0) =>
        {
            *value = json!(0.0);
        }
        Value::Array(values) => values.iter_mut().for_each(without_minus_zero),
        Value::Object(fields) => fields.values_mut().for_each(without_minus_zero),
        _ => {}
    }
}

/// A float as a whole count.
pub(crate) fn rounded(figure: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is only shown")]
    let whole = figure.round() as i64;
    count(whole)
}

/// A chance in words that do not pretend to know more than the approximation behind it.
pub(crate) fn chance(p: f64) -> String {
    if p < 1e-12 {
        "below 1e-12".to_owned()
    } else if p < 0.001 {
        format!("{p:.1e}")
    } else {
        format!("{p:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(0u32), "0");
        assert_eq!(count(999u32), "999");
        assert_eq!(count(-1_234_567i64), "-1 234 567");
    }

    /// Protects from «0.00 % to 0.00 %» for an interval that has a length.
    #[test]
    fn ends_of_an_interval_are_told_from_each_other() {
        assert_eq!(percents([0.10, 0.15, 0.20]), ["10.00 %", "15.00 %", "20.00 %"]);
        assert_eq!(percents([0.0, 0.000_002]), ["0.0000 %", "0.0002 %"]);
        assert_eq!(percents([0.0, 0.0]), ["0.00 %", "0.00 %"]);
    }

    #[test]
    fn no_zero_has_a_minus() {
        let mut document = json!({ "a": [-0.0, -1.5, 0, "-0.0"] });
        without_minus_zero(&mut document);
        assert_eq!(document.to_string(), r#"{"a":[0.0,-1.5,0,"-0.0"]}"#);
    }

    #[test]
    fn chances_are_not_overstated() {
        assert_eq!(chance(0.0), "below 1e-12");
        assert_eq!(chance(0.04), "0.040");
    }
}
