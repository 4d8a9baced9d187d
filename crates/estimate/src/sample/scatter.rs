//! How stations scattered in a previous election: what the margin of a sample comes from.
//!
//! Never from p (1 − p): people of one station vote alike, so one more vote from the same station
//! says little. Variances for each vote are 18 to 245 times those of voters drawn one by one.

use std::collections::BTreeMap;

use sanaq_election::StationResults;

use crate::{
    frame::Frame,
    sample::{Clusters, Method, TURNOUT, cluster},
};

/// One option's votes and denominator at each station of a frame, in a previous election.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The option, or [`TURNOUT`].
    pub option: String,
    /// Votes and denominator by station of the frame; nothing where the station is not known.
    pub votes: Vec<Option<(f64, f64)>>,
}

/// What a previous election says of the stations of a frame.
#[derive(Clone, Debug)]
pub struct Previous {
    /// Every option with votes, in the order of the ballot.
    pub options: Vec<Scatter>,
    /// Ballots over registered voters, where both are known.
    pub turnout: Option<Scatter>,
    /// Stations of the frame whose votes are known.
    pub known: usize,
}

/// How votes scatter around their share of a denominator: residuals e = y − p v.
#[derive(Clone, Debug)]
pub struct Scatter {
    /// The option, or [`TURNOUT`].
    pub option: String,
    /// p: all votes over the whole denominator.
    pub share: f64,
    /// Σ v, with unknown stations at the mean of their stratum.
    pub(super) whole: f64,
    strata: Vec<Sums>,
    all: Sums,
    residuals: Vec<Option<f64>>,
}

/// Sums over the stations of a stratum whose votes are known.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Stations, the unknown ones too.
    stations: f64,
    known: f64,
    residual: f64,
    square: f64,
    /// Σ e² / R
    by_register: f64,
    /// Σ R
    register: f64,
    denominator: f64,
}

/// The variance of a stratum's total as a function of the stations drawn: d (1/n − cap).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Falling {
    d: f64,
    cap: f64,
}

impl Falling {
    /// The variance with n stations, which need not be a whole number: some do not arrive. Without
    /// any, as with one: a station of its kind stands for them.
    pub(super) fn at(self, n: f64) -> f64 {
        let n = if n > 0.0 { n } else { 1.0 };
        (self.d * (1.0 / n - self.cap)).max(0.0)
    }
}

impl Previous {
    /// Finds the stations of a frame in a previous election by their codes; nothing where none is
    /// found or nobody voted.
    pub fn new(frame: &Frame, previous: &StationResults) -> Option<Self> {
        let mut options = Vec::new();
        let mut known = 0;
        for (id, _) in &previous.votes {
            let baseline = frame.baseline(previous, id);
            known = known.max(baseline.votes.iter().flatten().count());
            options.extend(Scatter::new(frame, &baseline).filter(|s| s.share > 0.0));
        }
        let turnout = Scatter::new(frame, &turnout(frame, previous));
        (!options.is_empty()).then_some(Self { options, turnout, known })
    }

    /// The option with the most votes.
    pub fn leader(&self) -> Option<&Scatter> {
        self.options.iter().reduce(|best, next| if next.share > best.share { next } else { best })
    }
}

/// Ballots and registered voters by station of the frame.
fn turnout(frame: &Frame, previous: &StationResults) -> Baseline {
    let mut votes = vec![None; frame.len()];
    let registered = previous.line("registered");
    for (at, code) in previous.stations.iter().enumerate() {
        let register =
            registered.and_then(|column| column.get(at)).filter(|register| *register > 0);
        let place = frame.find(code).and_then(|place| votes.get_mut(place));
        if let (Some(cell), Some((cast, register))) = (place, previous.cast(at).zip(register)) {
            *cell = Some((f64::from(cast), f64::from(register)));
        }
    }
    Baseline { option: TURNOUT.to_owned(), votes }
}

impl Scatter {
    /// The scatter of an option; nothing where no station is known or every denominator is zero.
    pub fn new(frame: &Frame, baseline: &Baseline) -> Option<Self> {
        let pairs = &baseline.votes;
        let sum = |pick: fn(&(f64, f64)) -> f64| pairs.iter().flatten().map(pick).sum::<f64>();
        let (votes, denominator) = (sum(|pair| pair.0), sum(|pair| pair.1));
        if denominator <= 0.0 {
            return None;
        }
        let share = votes / denominator;
        let residuals = pairs.iter().map(|pair| pair.map(|(y, v)| y - share * v));
        let residuals: Vec<Option<f64>> = residuals.collect();
        let mut strata = vec![Sums::default(); frame.strata().len()];
        let mut all = Sums::default();
        for (station, pair) in pairs.iter().enumerate() {
            let found = pair.map(|(votes, whole)| (votes - share * whole, whole));
            let register = frame.size(station).max(f64::MIN_POSITIVE);
            all.add(found, register);
            if let Some(sums) = strata.get_mut(frame.stratum(station)) {
                sums.add(found, register);
            }
        }
        let mean = all.denominator / all.known;
        let whole = strata.iter().map(|sums| {
            let known = sums.known;
            if known > 0.0 {
                sums.denominator / known * sums.stations
            } else {
                mean * sums.stations
            }
        });
        let (option, whole) = (baseline.option.clone(), whole.sum());
        Some(Self { option, share, whole, strata, all, residuals })
    }

    /// S of each stratum; that of the nation where a stratum's stations are not known.
    pub fn deviations(&self) -> Vec<f64> {
        self.strata.iter().map(|sums| sums.variance_or(&self.all).sqrt()).collect()
    }

    /// The variance of a draw without strata and with equal chances.
    pub(super) fn simple(&self) -> Falling {
        self.all.equal(&self.all)
    }

    /// The variance in each stratum by the method, or by clusters.
    pub(super) fn falling(
        &self,
        frame: &Frame,
        method: Method,
        clusters: Option<&Clusters>,
    ) -> Vec<Falling> {
        if let Some(clusters) = clusters {
            return self.clustered(frame, clusters);
        }
        let one = |sums: &Sums| match method {
            Method::Pps => sums.by_register(&self.all),
            _ => sums.equal(&self.all),
        };
        self.strata.iter().map(one).collect()
    }

    /// Areas hit in proportion to their stations, b stations at each hit. With w the area's part of
    /// the stratum's M stations, ē its mean residual and s² the variance inside, one hit has the
    /// variance M² (Σ w (ē − mean)² + Σ w (1 − b / (w M)) s² / b).
    fn clustered(&self, frame: &Frame, clusters: &Clusters) -> Vec<Falling> {
        let mut members = vec![Vec::new(); self.strata.len()];
        for (station, residual) in self.residuals.iter().enumerate() {
            let list = members.get_mut(frame.stratum(station));
            if let Some(list) = list.filter(|_| residual.is_some()) {
                list.push(station);
            }
        }
        let each = clusters.each.max(1) as f64;
        let one = |(stations, sums): (Vec<usize>, &Sums)| {
            if sums.known < 2.0 {
                return Falling { cap: 0.0, ..sums.equal(&self.all) };
            }
            let areas: BTreeMap<&str, Vec<usize>> = cluster::areas(frame, &stations, clusters);
            let mean = sums.residual / sums.known;
            let parts = areas.into_values().map(|area| {
                let mut inner = Sums::default();
                for station in area {
                    let residual = self.residuals.get(station).copied().flatten();
                    inner.add(residual.map(|e| (e, 0.0)), 1.0);
                }
                let gap = inner.residual / inner.known - mean;
                let open = (1.0 - each / inner.known).max(0.0);
                inner.known / sums.known * (gap * gap + open * inner.variance() / each)
            });
            Falling { d: sums.stations * sums.stations * parts.sum::<f64>(), cap: 0.0 }
        };
        members.into_iter().zip(&self.strata).map(one).collect()
    }
}

impl Sums {
    fn add(&mut self, found: Option<(f64, f64)>, register: f64) {
        self.stations += 1.0;
        let Some((residual, denominator)) = found else { return };
        self.known += 1.0;
        self.residual += residual;
        self.square += residual * residual;
        self.by_register += residual * residual / register;
        self.register += register;
        self.denominator += denominator;
    }

    /// S², the variance of residuals between stations; 0 for a single one.
    fn variance(&self) -> f64 {
        if self.known < 2.0 {
            return 0.0;
        }
        let square = self.square - self.residual * self.residual / self.known;
        (square / (self.known - 1.0)).max(0.0)
    }

    fn variance_or(&self, all: &Self) -> f64 {
        if self.known < 2.0 { all.variance() } else { self.variance() }
    }

    /// M² S² (1/n − 1/M)
    fn equal(&self, all: &Self) -> Falling {
        let stations = self.stations.max(1.0);
        Falling { d: stations * stations * self.variance_or(all), cap: 1.0 / stations }
    }

    /// (Σ R Σ e²/R − (Σ e)²) (1/n − 1/M): the draw with replacement, corrected as if chances were
    /// equal. A list in good order does better.
    fn by_register(&self, all: &Self) -> Falling {
        let equal = self.equal(all);
        if self.known < 2.0 {
            return equal;
        }
        let spread = self.register * self.by_register - self.residual * self.residual;
        let scale = self.stations / self.known;
        Falling { d: scale * scale * spread.max(0.0), ..equal }
    }
}
