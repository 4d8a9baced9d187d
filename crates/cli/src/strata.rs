//! What strata are made of: levels of the area's path, and columns of a file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use sanaq_election::StationResults;
use sanaq_estimate::{
    Frame, Strata,
    division::{self, Part},
    sample,
};

use crate::{exit::Failure, input::Loaded};

/// How stations are divided. The same words draw a sample, estimate from it and rehearse it.
#[derive(clap::Args)]
pub(crate) struct Division {
    /// What strata are made of: none, region, district, area, a level of the area's path, or a
    /// column of --columns; several joined by +, such as region+urban.
    #[arg(long, value_name = "COL", default_value = "region")]
    pub(crate) strata: String,
    /// A CSV with a column station and further ones that --strata names.
    #[arg(long, value_name = "FILE")]
    pub(crate) columns: Option<PathBuf>,
}

impl Division {
    /// The frame that a file of stations makes.
    pub(crate) fn frame(&self, loaded: &Loaded) -> Result<Frame, Failure> {
        let labels = self.labels(&loaded.results)?;
        Frame::new(&loaded.results, Strata::Labels(&labels))
            .map_err(|error| Failure::Input(format!("{}: {error}", loaded.file)))
    }

    /// One label for each station: the parts that `--strata` names, joined.
    pub(crate) fn labels(&self, results: &StationResults) -> Result<Vec<String>, Failure> {
        let parts = self.strata.split('+').map(str::trim);
        let parts = parts.map(|name| part_of(name, self.columns.as_deref()));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        if let Some(path) = &self.columns
            && !parts.iter().any(|part| matches!(part, Part::Column(_)))
        {
            return Err(Failure::Input(format!(
                "--columns: found {}, of which --strata {} uses nothing, expected --strata to name \
                 a column of it",
                path.display(),
                self.strata
            )));
        }
        Ok(division::labels(&parts, results))
    }
}

/// A part of a stratum's name: what every list of stations has, or a column of a file.
fn part_of(name: &str, columns: Option<&Path>) -> Result<Part, Failure> {
    match (Part::named(name), columns) {
        (Some(part), _) => Ok(part),
        (None, Some(path)) => column(path, name).map(Part::Column),
        (None, None) => Err(Failure::Input(format!(
            "--strata: found «{name}», expected none, region, district, area, a level such as 2, \
             or a column of the file that --columns names"
        ))),
    }
}

/// A text file as it is.
pub(crate) fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|source| Failure::Read { path: path.to_owned(), source })
}

/// A column of a CSV by station.
fn column(path: &Path, name: &str) -> Result<BTreeMap<String, String>, Failure> {
    sample::column(&text_of(path)?, name)
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}

/// A part: above 0 and at most 1.
pub(crate) fn part(text: &str) -> Result<f64, String> {
    let found: Option<f64> = text.trim().parse().ok();
    found
        .filter(|part| 0.0 < *part && *part <= 1.0)
        .ok_or_else(|| format!("found «{text}», expected a part above 0 and at most 1"))
}

/// The level of an interval: below 1.
pub(crate) fn level(text: &str) -> Result<f64, String> {
    part(text).and_then(|level| {
        if level < 1.0 { Ok(level) } else { Err("found 1, expected a level below it".to_owned()) }
    })
}
