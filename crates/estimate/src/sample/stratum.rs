//! A stratum as a plan sees it: its stations and voters.

use crate::{
    frame::Frame,
    sample::{Method, Room},
};

/// The stations of a stratum.
#[derive(Clone, Debug, Default)]
pub(super) struct Stratum {
    /// Their places in the frame, by code.
    pub(super) stations: Vec<usize>,
    /// Their registered voters, with what stands in for unknown registers.
    pub(super) voters: f64,
}

/// All strata of a frame.
pub(super) fn strata(frame: &Frame) -> Vec<Stratum> {
    let mut strata = vec![Stratum::default(); frame.strata().len()];
    for station in 0..frame.len() {
        if let Some(stratum) = strata.get_mut(frame.stratum(station)) {
            stratum.stations.push(station);
            stratum.voters += frame.size(station);
        }
    }
    for stratum in &mut strata {
        stratum.stations.sort_by(|a, b| frame.code(*a).cmp(frame.code(*b)));
    }
    strata
}

impl Stratum {
    /// What it wants of the sample. `deviation`: see [`Method::Neyman`].
    pub(super) fn room(&self, method: Method, deviation: Option<f64>) -> Room {
        let stations = self.stations.len();
        let weight = match method {
            Method::Proportional => stations as f64,
            Method::Voters | Method::Pps => self.voters,
            Method::Neyman => stations as f64 * deviation.unwrap_or(0.0),
            Method::Equal => 1.0,
        };
        Room { stations, weight }
    }

    /// What it wants of a sample of clusters with `each` stations: as many as fill it.
    pub(super) fn clustered(&self, each: usize) -> Room {
        let stations = self.stations.len();
        Room { stations: stations.div_ceil(each.max(1)), weight: stations as f64 }
    }
}
