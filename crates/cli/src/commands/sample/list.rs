//! The list as a file, and how it divides among strata.

use std::{
    io,
    path::{Path, PathBuf},
};

use sanaq_estimate::{
    Frame,
    sample::{self, Plan, SampleRow},
};
use serde::Serialize;

use crate::{exit::Failure, output};

/// A stratum with what was drawn from it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    /// Its name.
    pub(super) stratum: String,
    /// Stations of the frame.
    pub(super) stations: usize,
    /// Registered voters; nothing where no register is known.
    pub(super) voters: Option<u64>,
    /// Stations in the sample.
    pub(super) drawn: usize,
    /// Stations in each reserve wave.
    pub(super) reserves: Vec<usize>,
}

/// All strata, by name.
pub(super) fn strata(frame: &Frame, plan: &Plan<'_>, rows: &[SampleRow]) -> Vec<Row> {
    let empty = |name: &String| Row {
        stratum: name.clone(),
        reserves: vec![0; plan.waves],
        ..Row::default()
    };
    let mut strata: Vec<Row> = frame.strata().iter().map(empty).collect();
    for station in 0..frame.len() {
        if let Some(row) = strata.get_mut(frame.stratum(station)) {
            row.stations += 1;
            if let Some(register) = frame.register(station) {
                *row.voters.get_or_insert(0) += u64::from(register);
            }
        }
    }
    for drawn in rows {
        let Some(row) = strata.get_mut(drawn.stratum) else { continue };
        let reserve = drawn.wave.checked_sub(1).and_then(|wave| row.reserves.get_mut(wave));
        match reserve {
            Some(reserve) => *reserve += 1,
            None => row.drawn += 1,
        }
    }
    strata
}

/// A list that lies in its place.
pub(super) struct Written {
    pub(super) path: PathBuf,
    /// The SHA-256 of another file that had its name before.
    pub(super) replaced: Option<String>,
}

impl Written {
    /// Writes the list, remembering what it takes the place of.
    pub(super) fn new(path: &Path, csv: &str) -> Result<Self, Failure> {
        let replaced = match std::fs::read(path) {
            Ok(before) if before == csv.as_bytes() => None,
            Ok(before) => Some(sample::commitment(before)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Failure::Write { path: path.to_owned(), source }),
        };
        output::file(path, |file| file.write_all(csv.as_bytes()))?;
        Ok(Self { path: path.to_owned(), replaced })
    }
}
