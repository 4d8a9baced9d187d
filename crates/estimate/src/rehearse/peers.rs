//! Methods of other programs, from their description, for comparison.

use std::collections::BTreeMap;

use crate::{
    complete::{CombinedRatio, RatioStratum},
    figures::Figures,
    frame::Frame,
    interval::around,
    random::Stream,
    rehearse::Guess,
};

/// A ratio without strata and without correction, ± the normal point: what data centres print.
pub(super) fn naive(figures: &Figures, options: &[usize], level: f64) -> Vec<Guess> {
    let n = figures.len() as f64;
    let (sums, whole) = figures.totals();
    let guess = |column: &usize| {
        let estimate = sums.get(*column)? / whole;
        let rows = figures.votes.rows().zip(&figures.denominators);
        let residuals =
            rows.map(|(row, v)| row.get(*column).copied().unwrap_or(0.0) - estimate * v);
        let square: f64 = residuals.map(|e| e * e).sum();
        let error = (n / (n - 1.0) * square).sqrt() / whole;
        guess(estimate, error, f64::INFINITY, level)
    };
    options.iter().filter_map(guess).collect()
}

/// The stratified combined ratio with strata of less than two stations merged into neighbours.
pub(super) fn collapsed(
    figures: &Figures,
    options: &[usize],
    frame: &Frame,
    level: f64,
) -> Vec<Guess> {
    let groups = by_stratum(figures, frame);
    let populations = frame.stratum_stations();
    let guess_of = |column: &usize| {
        // Empty strata join the stratum before them, the first ones the next.
        let mut strata: Vec<RatioStratum> = Vec::new();
        let mut waiting = 0.0;
        for (stratum, population) in populations.iter().enumerate() {
            let population = f64::from(*population);
            match (groups.get(&stratum), strata.last_mut()) {
                (Some(rows), _) => {
                    let stations = pairs(figures, rows, *column);
                    strata.push(RatioStratum { population: population + waiting, stations });
                    waiting = 0.0;
                }
                (None, Some(before)) => before.population += population,
                (None, None) => waiting += population,
            }
        }
        let ratio = CombinedRatio::new(&strata)?;
        guess(ratio.estimate, ratio.error, ratio.degrees, level)
    };
    options.iter().filter_map(guess_of).collect()
}

/// The combined ratio of quickcountmx: an empty stratum is merged into an observed one at random,
/// the variance is the bootstrap's (without n/(n − 1), so that a stratum with one station adds
/// nothing), without correction for a finite population, ± the normal point.
pub(super) fn random_collapse(
    figures: &Figures,
    options: &[usize],
    frame: &Frame,
    level: f64,
    stream: &mut Stream,
) -> Vec<Guess> {
    let groups = by_stratum(figures, frame);
    let observed: Vec<usize> = groups.keys().copied().collect();
    let mut population: BTreeMap<usize, f64> = BTreeMap::new();
    for (stratum, stations) in frame.stratum_stations().iter().enumerate() {
        let target = if groups.contains_key(&stratum) {
            Some(stratum)
        } else {
            observed.get(stream.below(observed.len())).copied()
        };
        if let Some(target) = target {
            *population.entry(target).or_default() += f64::from(*stations);
        }
    }
    let guess_of = |column: &usize| {
        let strata = groups.iter().map(|(stratum, rows)| {
            let weight = population.get(stratum).copied().unwrap_or(0.0) / rows.len() as f64;
            (weight, pairs(figures, rows, *column))
        });
        let strata: Vec<(f64, Vec<(f64, f64)>)> = strata.collect();
        let sum = |pick: fn(&(f64, f64)) -> f64| -> f64 {
            strata.iter().map(|(w, rows)| w * rows.iter().map(pick).sum::<f64>()).sum()
        };
        let (votes, whole) = (sum(|pair| pair.0), sum(|pair| pair.1));
        let estimate = votes / whole;
        let variance: f64 = strata.iter().map(|(w, rows)| w * w * square(rows, estimate)).sum();
        guess(estimate, variance.sqrt() / whole, f64::INFINITY, level)
    };
    options.iter().filter_map(guess_of).collect()
}

/// Σ (e − ē)²
fn square(rows: &[(f64, f64)], share: f64) -> f64 {
    let residuals: Vec<f64> = rows.iter().map(|(y, v)| y - share * v).collect();
    let mean = residuals.iter().sum::<f64>() / residuals.len() as f64;
    residuals.iter().map(|e| (e - mean) * (e - mean)).sum()
}

fn guess(estimate: f64, error: f64, degrees: f64, level: f64) -> Option<Guess> {
    let interval = around(estimate, error, degrees, level);
    let (low, high) = (interval.low, interval.high);
    (estimate.is_finite() && error.is_finite()).then_some(Guess {
        estimate,
        low,
        high,
        error,
        degrees,
    })
}

fn by_stratum(figures: &Figures, frame: &Frame) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, station) in figures.stations.iter().enumerate() {
        groups.entry(frame.stratum(*station)).or_default().push(row);
    }
    groups
}

fn pairs(figures: &Figures, rows: &[usize], column: usize) -> Vec<(f64, f64)> {
    let pair = |row: &usize| {
        let whole = figures.denominators.get(*row).copied().unwrap_or(0.0);
        (figures.votes.at(*row, column), whole)
    };
    rows.iter().map(pair).collect()
}
