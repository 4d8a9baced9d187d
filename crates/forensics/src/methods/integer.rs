//! Integer percentages.
//!
//! Source: Kobak, Shpilkin and Pshenichnikov, *Integer percentages as electoral falsification
//! fingerprints*, Annals of Applied Statistics 10(1), 2016. They count the stations whose turnout
//! or leader's result is within 0.05 points of a whole percentage and compare the count with Monte
//! Carlo elections in which every station draws its figures from binomials around its own shares.
//!
//! Here the null distribution is exact. Station i lands on an integer with chance
//! `pᵢ = Σ_k B(k; nᵢ, xᵢ/nᵢ)` over the k with `|100 k/nᵢ − round(100 k/nᵢ)| ≤ 0.05`; stations are
//! independent, so with weights wᵢ the mean is `Σ wᵢ pᵢ` and the variance `Σ wᵢ² pᵢ (1 − pᵢ)`.
//! Turnout and result are drawn independently: either has `p = 1 − (1 − p_t)(1 − p_r)`.
//!
//! Assumes: figures of an honest station vary at least binomially. Cannot show: fraud without
//! round percentages; who rounded; how many votes were added. An excess is a lower bound.

use rayon::prelude::*;

use crate::{
    binomial::{Binomial, LogFactorials},
    finding::{Null, Percentage, Test, TestId, Variable, Weight},
    normal::{Z_99, skewed_quantile, upper_tail},
    note::Note,
    stations::{Counts, Stations},
};

/// Half the width of the window around an integer percentage, in points.
const HALF_WIDTH: f64 = 0.1 / 2.0;
/// Stations with fewer registered voters (or ballots, where there is no register) are left out.
const SMALLEST: u32 = 100;
/// Stations above this turnout or result are left out: many honest small ones reach 100 %.
const HIGHEST: f64 = 0.99;
/// What is left out of a station's chance stays below 10⁻¹⁵: this is its logarithm, negated.
const LOG_NEGLIGIBLE: f64 = 34.538_776_394_910_684;
/// The normal approximation wants a variance of some stations at least.
const SMALLEST_VARIANCE: f64 = 9.0;
/// The excess in standard deviations that is noticed at p < 0.001 with a chance of 80 %.
const NOTICED: f64 = 3.090_232_306_167_813 + 0.841_621_233_572_914_3;
/// Stations are summed in blocks of this size, so that the sums do not depend on threads.
const BLOCK: usize = 2048;

/// What the test found at one station.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AtStation {
    /// Whether the station met the inclusion rule.
    pub included: bool,
    /// The integer percentage on which its turnout lies.
    pub turnout: Option<u8>,
    /// The integer percentage on which its result lies.
    pub result: Option<u8>,
    /// The chance that its turnout would lie on one.
    pub turnout_chance: f64,
    /// The chance that its result would lie on one.
    pub result_chance: f64,
}

impl AtStation {
    /// Whether the variable lies on an integer.
    pub fn hit(&self, variable: Variable) -> bool {
        match variable {
            Variable::Turnout => self.turnout.is_some(),
            Variable::Result => self.result.is_some(),
            Variable::Either => self.turnout.is_some() || self.result.is_some(),
        }
    }

    /// The chance that the variable would lie on one.
    pub fn chance(&self, variable: Variable) -> f64 {
        match variable {
            Variable::Turnout => self.turnout_chance,
            Variable::Result => self.result_chance,
            Variable::Either => {
                self.turnout_chance + self.result_chance - self.turnout_chance * self.result_chance
            }
        }
    }
}

/// The whole test: every station and every table cell.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// One result for each of the stations, in their order.
    pub at: Vec<AtStation>,
    /// The table: three variables by four weights.
    pub tests: Vec<Test>,
}

/// Runs the test.
pub fn test(stations: &Stations<'_>) -> Outcome {
    let included: Vec<bool> =
        stations.counts.iter().map(|c| is_included(c, stations.has_register)).collect();
    let largest = stations.counts.iter().map(|c| c.registered.max(c.cast)).max().unwrap_or(0);
    let factorials = LogFactorials::up_to(largest);
    let blocks: Vec<(Vec<AtStation>, PerPercent)> = stations
        .counts
        .par_chunks(BLOCK)
        .zip(included.par_chunks(BLOCK))
        .map(|(counts, included)| one_block(counts, included, stations.has_register, &factorials))
        .collect();
    let mut at = Vec::with_capacity(stations.counts.len());
    let mut percents = PerPercent::default();
    for (block, per_percent) in blocks {
        at.extend(block);
        percents.merge(&per_percent);
    }
    let tests = tabulate(stations, &at, &percents);
    Outcome { at, tests }
}

/// The rule of the paper's section 3: ballots found, at least 100 voters, at most 99 %.
fn is_included(counts: &Counts, has_register: bool) -> bool {
    let size = if has_register { counts.registered } else { counts.cast };
    let turnout = if has_register { counts.turnout().is_some_and(|t| t <= HIGHEST) } else { true };
    counts.cast > 0 && SMALLEST <= size && turnout && counts.share().is_some_and(|s| s <= HIGHEST)
}

fn one_block(
    counts: &[Counts],
    included: &[bool],
    has_register: bool,
    factorials: &LogFactorials,
) -> (Vec<AtStation>, PerPercent) {
    let mut percents = PerPercent::default();
    let mut chance = |variable, x, n| {
        let mut sum = 0.0;
        if let Some(binomial) = Binomial::new(x, n, factorials) {
            each_percent(&binomial, |percent, p| {
                sum += p;
                percents.add(variable, percent, p);
            });
        }
        sum
    };
    let one = |(counts, included): (&Counts, &bool)| {
        if !included {
            return AtStation::default();
        }
        let mut at = AtStation {
            included: true,
            turnout: None,
            result: on_integer(counts.votes, counts.cast),
            turnout_chance: 0.0,
            result_chance: chance(Variable::Result, counts.votes, counts.cast),
        };
        if has_register {
            at.turnout = on_integer(counts.turned_out, counts.registered);
            at.turnout_chance = chance(Variable::Turnout, counts.turned_out, counts.registered);
        }
        at
    };
    let at = counts.iter().zip(included).map(one).collect();
    (at, percents)
}

/// The integer percentage near which `k` of `n` lies, if any, by the comparison in double
/// precision that the published analyses make: it decides the cases exactly on the edge.
fn on_integer(k: u32, n: u32) -> Option<u8> {
    if n == 0 {
        return None;
    }
    let percent = 100.0 * f64::from(k) / f64::from(n);
    let nearest = percent.round_ties_even();
    if (percent - nearest).abs() > HALF_WIDTH || nearest > 255.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 255"
    )]
    Some(nearest as u8)
}

/// Calls `found` with the chance of each integer percentage that has one worth summing.
///
/// What lies further than t from the observed count is left out, where t solves Bernstein's bound
/// `exp(−t² / (2 (σ² + t/3))) = 10⁻¹⁵` (S. Bernstein 1924; for a binomial σ² = n p (1 − p)).
fn each_percent(binomial: &Binomial<'_>, mut found: impl FnMut(u8, f64)) {
    let (x, n) = (f64::from(binomial.observed()), f64::from(binomial.trials()));
    let variance = x * (1.0 - x / n);
    let third = LOG_NEGLIGIBLE / 3.0;
    let far = third + (third * third + 2.0 * LOG_NEGLIGIBLE * variance).sqrt();
    for percent in 0..=100 {
        let middle = n * f64::from(percent) / 100.0;
        if (middle - x).abs() <= far + n * HALF_WIDTH / 100.0 {
            one_percent(binomial, percent, &mut found);
        }
    }
}

/// Sums the chances of one percentage's window.
fn one_percent(binomial: &Binomial<'_>, percent: u8, found: &mut impl FnMut(u8, f64)) {
    let n = u64::from(binomial.trials());
    // The window is n (percent ± 0.05) / 100. A count exactly on its edge is left to the
    // comparison in double precision, as in the published analyses.
    let twenty = 20 * u64::from(percent);
    let first = (n * twenty.saturating_sub(1)).div_ceil(2000);
    let last = (n * (twenty + 1) / 2000).min(n);
    let mut sum = 0.0;
    for k in first..=last {
        let Ok(count) = u32::try_from(k) else { break };
        let on_edge = (2000 * k).abs_diff(n * twenty) == n;
        if !on_edge || on_integer(count, binomial.trials()) == Some(percent) {
            sum += binomial.at(count);
        }
    }
    if 0.0 < sum {
        found(percent, sum);
    }
}

/// Sums by variable and percentage, weight stations: row 0 is turnout, row 1 the result.
struct PerPercent {
    mean: [[f64; 101]; 2],
    variance: [[f64; 101]; 2],
}

impl Default for PerPercent {
    fn default() -> Self {
        Self { mean: [[0.0; 101]; 2], variance: [[0.0; 101]; 2] }
    }
}

impl PerPercent {
    fn add(&mut self, variable: Variable, percent: u8, p: f64) {
        let (row, at) = (usize::from(variable == Variable::Result), usize::from(percent));
        if let Some(cell) = self.mean.get_mut(row).and_then(|row| row.get_mut(at)) {
            *cell += p;
        }
        if let Some(cell) = self.variance.get_mut(row).and_then(|row| row.get_mut(at)) {
            *cell += p * (1.0 - p);
        }
    }

    fn merge(&mut self, other: &Self) {
        let ours = self.mean.iter_mut().chain(&mut self.variance).flatten();
        for (cell, add) in ours.zip(other.mean.iter().chain(&other.variance).flatten()) {
            *cell += add;
        }
    }

    fn percentages(&self, variable: Variable, at: &[AtStation]) -> Vec<Percentage> {
        let row = usize::from(variable == Variable::Result);
        let mut observed = [0u32; 101];
        for station in at {
            let percent = if row == 0 { station.turnout } else { station.result };
            if let Some(cell) = percent.and_then(|p| observed.get_mut(usize::from(p))) {
                *cell += 1;
            }
        }
        let (Some(means), Some(variances)) = (self.mean.get(row), self.variance.get(row)) else {
            return Vec::new();
        };
        let one = |(percent, ((observed, mean), variance)): (u8, ((&u32, &f64), &f64))| {
            let observed = f64::from(*observed);
            let sd = variance.sqrt();
            let z = if sd > 0.0 { (observed - mean) / sd } else { 0.0 };
            Percentage { percent, observed, mean: *mean, sd, z }
        };
        (0..=100u8).zip(observed.iter().zip(means).zip(variances)).map(one).collect()
    }
}

fn tabulate(stations: &Stations<'_>, at: &[AtStation], percents: &PerPercent) -> Vec<Test> {
    let mut tests = Vec::with_capacity(12);
    for variable in [Variable::Either, Variable::Turnout, Variable::Result] {
        let mut percentages = match variable {
            Variable::Either => Vec::new(),
            _ => percents.percentages(variable, at),
        };
        percentages.retain(|p| p.observed > 0.0 || p.mean > 0.5);
        percentages.sort_by(|a, b| (b.observed - b.mean).total_cmp(&(a.observed - a.mean)));
        for weight in Weight::ALL {
            let percentages =
                if weight == Weight::Stations { std::mem::take(&mut percentages) } else { vec![] };
            tests.push(one_test(stations, at, variable, weight, percentages));
        }
    }
    tests
}

fn one_test(
    stations: &Stations<'_>,
    at: &[AtStation],
    variable: Variable,
    weight: Weight,
    percentages: Vec<Percentage>,
) -> Test {
    let included = at.iter().filter(|station| station.included).count();
    let sums = Moments::of(stations, at, variable, weight);
    let mut notes = vec![Note::LowerBound, Note::BlindToUnrounded, Note::OneSided];
    let variance_of_count = Moments::of(stations, at, variable, Weight::Stations).variance;
    let needs_register = variable != Variable::Result || weight == Weight::Registered;
    let applies = if needs_register && !stations.has_register {
        notes.insert(0, Note::NoRegister);
        false
    } else if variance_of_count < SMALLEST_VARIANCE {
        notes.insert(0, Note::TooFewStations { stations: included, needed: 100 });
        false
    } else {
        true
    };
    let sd = sums.variance.sqrt();
    let skewness = if sd > 0.0 { sums.third / (sd * sd * sd) } else { 0.0 };
    let z = (sums.observed - sums.mean) / sd;
    let null = Null {
        mean: sums.mean,
        sd,
        q01: sums.mean + sd * skewed_quantile(-Z_99, skewness),
        q99: sums.mean + sd * skewed_quantile(Z_99, skewness),
    };
    Test {
        id: TestId::Integer,
        variable,
        weight,
        option: stations.option.to_string(),
        applies,
        stations: included,
        observed: applies.then_some(sums.observed),
        null: applies.then_some(null),
        z: applies.then_some(z),
        p_value: applies.then(|| upper_tail(z)),
        p_adjusted: None,
        effect: applies.then_some(sums.observed - sums.mean),
        unit: weight.unit(),
        power_floor: applies.then_some(NOTICED * sd),
        percentages,
        notes,
    }
}

/// Observed sum and the first three cumulants of the null distribution.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moments {
    /// Σ wᵢ over the stations on an integer.
    pub(crate) observed: f64,
    /// Σ wᵢ pᵢ.
    pub(crate) mean: f64,
    /// Σ wᵢ² pᵢ (1 − pᵢ).
    pub(crate) variance: f64,
    /// Σ wᵢ³ pᵢ (1 − pᵢ) (1 − 2 pᵢ).
    pub(crate) third: f64,
}

impl Moments {
    /// Adds one station.
    pub(crate) fn add(&mut self, w: f64, hit: bool, p: f64) {
        if hit {
            self.observed += w;
        }
        let spread = p * (1.0 - p);
        self.mean += w * p;
        self.variance += w * w * spread;
        self.third += w * w * w * spread * (1.0 - 2.0 * p);
    }

    fn of(stations: &Stations<'_>, at: &[AtStation], variable: Variable, weight: Weight) -> Self {
        let mut sums = Self::default();
        for (counts, station) in stations.counts.iter().zip(at).filter(|(_, s)| s.included) {
            let w = match weight {
                Weight::Stations => 1.0,
                Weight::Registered => f64::from(counts.registered),
                Weight::Issued => f64::from(counts.turned_out),
                Weight::Leader => f64::from(counts.votes),
            };
            sums.add(w, station.hit(variable), station.chance(variable));
        }
        sums
    }
}

#[cfg(test)]
pub(crate) mod tests;
