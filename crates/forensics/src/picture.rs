//! What the pictures show: histograms of turnout and result with the null band, and the density
//! of stations by turnout and result.

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    binomial::{Binomial, LogFactorials},
    finding::Variable,
    methods::integer::AtStation,
    stations::{Counts, Stations},
};

/// Bins of the histograms are this many to the percent.
const PER_PERCENT: u32 = 5;
/// Bins of the histograms from 0 to 100 %, each centred on a multiple of 0.2 %.
pub const BINS: usize = 100 * PER_PERCENT as usize + 1;
/// Bins on each side of the density.
pub const GRID: usize = 100;
/// Chances below this are not drawn.
const NEGLIGIBLE: f64 = 1e-9;
const BLOCK: usize = 2048;

/// A histogram and what honest counting would give.
#[derive(Clone, Debug, Serialize)]
pub struct Histogram {
    /// Of turnout or of the result.
    pub variable: Variable,
    /// Stations in each bin.
    pub observed: Vec<f64>,
    /// The mean of each bin under the null model.
    pub mean: Vec<f64>,
    /// Its standard deviation.
    pub sd: Vec<f64>,
}

/// The histogram of a variable over the stations that the integer test includes.
pub fn histogram(stations: &Stations<'_>, at: &[AtStation], variable: Variable) -> Histogram {
    let pair = |counts: &Counts| match variable {
        Variable::Result => (counts.votes, counts.cast),
        Variable::Turnout | Variable::Either => (counts.turned_out, counts.registered),
    };
    let largest = stations.counts.iter().map(|counts| pair(counts).1).max().unwrap_or(0);
    let factorials = LogFactorials::up_to(largest);
    let blocks: Vec<Sums> = stations
        .counts
        .par_chunks(BLOCK)
        .zip(at.par_chunks(BLOCK))
        .map(|(counts, at)| {
            let mut sums = Sums::default();
            for (counts, _) in counts.iter().zip(at).filter(|(_, at)| at.included) {
                let (x, n) = pair(counts);
                if let Some(binomial) = Binomial::new(x, n, &factorials) {
                    sums.add(&binomial);
                }
            }
            sums
        })
        .collect();
    let mut all = Sums::default();
    for block in &blocks {
        all.merge(block);
    }
    let sd = all.variance.iter().map(|variance| variance.sqrt()).collect();
    Histogram { variable, observed: all.observed, mean: all.mean, sd }
}

struct Sums {
    observed: Vec<f64>,
    mean: Vec<f64>,
    variance: Vec<f64>,
}

impl Default for Sums {
    fn default() -> Self {
        Self { observed: vec![0.0; BINS], mean: vec![0.0; BINS], variance: vec![0.0; BINS] }
    }
}

impl Sums {
    fn add(&mut self, binomial: &Binomial<'_>) {
        let (x, n) = (binomial.observed(), binomial.trials());
        if let Some(cell) = self.observed.get_mut(bin_of(x, n)) {
            *cell += 1.0;
        }
        // Chances follow from their neighbour's: B(k+1) = B(k) (n−k)/(k+1) x/(n−x).
        let (home, middle) = (bin_of(x, n), binomial.at(x));
        let odds = f64::from(x) / f64::from(n - x);
        let mut at_home = middle;
        let (mut bin, mut chance) = (OneBin { at: home, chance: 0.0 }, middle);
        for k in x..n {
            chance *= f64::from(n - k) / f64::from(k + 1) * odds;
            if chance < NEGLIGIBLE {
                break;
            }
            self.note(&mut bin, &mut at_home, home, bin_of(k + 1, n), chance);
        }
        self.flush(&bin);
        (bin, chance) = (OneBin { at: home, chance: 0.0 }, middle);
        for k in (1..=x).rev() {
            chance *= f64::from(k) / f64::from(n - k + 1) / odds;
            if chance < NEGLIGIBLE {
                break;
            }
            self.note(&mut bin, &mut at_home, home, bin_of(k - 1, n), chance);
        }
        self.flush(&bin);
        self.flush(&OneBin { at: home, chance: at_home });
    }

    /// Adds a chance to its bin. The bin of the observed count is met from both sides, so its sum
    /// is kept apart: a variance must see it whole.
    fn note(&mut self, bin: &mut OneBin, at_home: &mut f64, home: usize, at: usize, chance: f64) {
        if at == home {
            *at_home += chance;
            return;
        }
        if at != bin.at {
            self.flush(bin);
            *bin = OneBin { at, chance: 0.0 };
        }
        bin.chance += chance;
    }

    fn flush(&mut self, bin: &OneBin) {
        if let (Some(mean), Some(variance)) =
            (self.mean.get_mut(bin.at), self.variance.get_mut(bin.at))
        {
            *mean += bin.chance;
            *variance += bin.chance * (1.0 - bin.chance);
        }
    }

    fn merge(&mut self, other: &Self) {
        let ours = self.observed.iter_mut().chain(&mut self.mean).chain(&mut self.variance);
        let theirs = other.observed.iter().chain(&other.mean).chain(&other.variance);
        for (cell, add) in ours.zip(theirs) {
            *cell += add;
        }
    }
}

struct OneBin {
    at: usize,
    chance: f64,
}

/// The bin of `k` of `n`, centred on multiples of 0.2 %.
fn bin_of(k: u32, n: u32) -> usize {
    let scaled = u64::from(k) * u64::from(100 * PER_PERCENT);
    let bin = (2 * scaled + u64::from(n)) / (2 * u64::from(n).max(1));
    usize::try_from(bin).unwrap_or(usize::MAX)
}

/// Stations by turnout (columns) and result (rows), in percents from 0; row by row.
pub fn density(stations: &Stations<'_>) -> Vec<u32> {
    let mut cells = vec![0u32; GRID * GRID];
    let percent = |k: u32, n: u32| {
        let at = u64::from(k) * GRID as u64 / u64::from(n.max(1));
        usize::try_from(at).unwrap_or(GRID).min(GRID - 1)
    };
    let usable = |c: &&Counts| 0 < c.registered && 0 < c.cast && c.cast <= c.registered;
    for counts in stations.counts.iter().filter(usable) {
        let column = percent(counts.cast, counts.registered);
        let row = percent(counts.votes.min(counts.cast), counts.cast);
        if let Some(cell) = cells.get_mut(row * GRID + column) {
            *cell += 1;
        }
    }
    cells
}

/// Votes for the option and for all others by whole percent of turnout.
pub fn votes_by_turnout(stations: &Stations<'_>) -> Vec<(f64, f64)> {
    let mut bins = vec![(0.0, 0.0); GRID];
    for counts in stations.counts.iter().filter(|c| 0 < c.registered && c.votes <= c.cast) {
        let at = u64::from(counts.cast) * GRID as u64 / u64::from(counts.registered);
        let at = usize::try_from(at).unwrap_or(GRID).min(GRID - 1);
        if let Some(bin) = bins.get_mut(at) {
            bin.0 += f64::from(counts.votes);
            bin.1 += f64::from(counts.cast - counts.votes);
        }
    }
    bins
}
