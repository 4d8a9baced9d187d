//! `sanaq convert`

use std::path::PathBuf;

use sanaq_import::Format as FileFormat;
use serde_json::json;

use crate::{
    exit::Failure,
    input::{Loaded, Source},
    output::{self, Format, count},
};

/// Read somebody's file and write it as canonical station results.
///
/// Says what was dropped and why. The canonical form has the columns station, area, registered,
/// issued, cast, invalid, valid and one for each option; an empty cell is unknown, never zero.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq convert stations.csv.zip --recipe russia-2018 --out russia-2018.parquet")]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The file to write; its ending says how: .csv, .csv.gz or .parquet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let form = output::file_format(&arguments.out)?;
    let loaded = arguments.source.load()?;
    output::results(&arguments.out, form, &loaded.results)?;
    match arguments.format {
        Format::Json => output::json(&json!({
            "stations": loaded.results.len(),
            "out": arguments.out,
            "dropped": loaded.dropped(),
            "warnings": loaded.warnings(),
        })),
        Format::Text => output::text(&text(&loaded, arguments, form)),
    }
}

fn text(loaded: &Loaded, arguments: &Arguments, form: FileFormat) -> String {
    let stations = count(loaded.results.len() as u64);
    let out = arguments.out.display();
    let form = match form {
        FileFormat::Csv => "CSV",
        FileFormat::CsvGzip => "CSV in gzip",
        FileFormat::Parquet => "Parquet",
    };
    format!("{stations} stations written to {out} as {form}\n{}", loaded.remarks())
}
