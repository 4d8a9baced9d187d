//! Intervals that may be looked at whenever one likes, and publication at a few announced times.
//!
//! An ordinary 95 % interval holds when it is looked at once. Who looks at every arrival and stops
//! when it suits finds the truth outside sooner or later. A confidence sequence holds at all times
//! together: the chance that the truth is ever outside is at most α.
//!
//! **Stations must be released in the random order of the draw.** It does not protect against
//! reports that arrive in an order of their own: the arrived stations are then no beginning of the
//! draw, and nothing here notices.
//!
//! A candidate share p is tested through xᵢ = (yᵢ − p vᵢ) / c + p, where c is the largest
//! denominator that a station can have, known beforehand (the largest register). All x lie in
//! [0, 1], and their mean over the frame is p exactly when the share is p. Draws without
//! replacement: before draw i the mean of what is left is mᵢ = (M p − Σ x) / (M − i + 1) if the
//! mean of all is p.
//!
//! Source: I. Waudby-Smith and A. Ramdas, *Estimating means of bounded random variables by
//! betting*, J. R. Statist. Soc. B 86, 2024, 1–27, section 5 and theorem 4; *Confidence sequences
//! for sampling without replacement*, Advances in Neural Information Processing
//! Systems 33, 2020.

mod looks;

use serde::Serialize;

use crate::interval::Interval;

pub use looks::{Looks, pocock};

/// What whoever publishes such an interval must say.
pub const CONDITION: &str = "stations must be released in random order";

/// How the sequence is set up, before the first station is released.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sequence {
    /// M, stations in the frame.
    pub stations: usize,
    /// c, the largest denominator that a station can have.
    pub largest: f64,
    /// The number of stations for which bets are the best; any number is valid.
    pub target: usize,
    /// α, the chance that the truth is ever outside.
    pub alpha: f64,
}

/// A report that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SequenceError {
    /// α, M, c or the target is none.
    #[error(
        "found a sequence of {} stations, largest {}, target {}, α {}; expected positive numbers \
         and α below 1", .0.stations, .0.largest, .0.target, .0.alpha
    )]
    Setup(Sequence),
    /// Votes outside 0 ≤ y ≤ v ≤ c.
    #[error(
        "report {report}: found {votes} of {denominator}, expected 0 ≤ votes ≤ denominator ≤ \
         {largest}"
    )]
    Votes {
        /// Its place, from 1.
        report: usize,
        /// y
        votes: f64,
        /// v
        denominator: f64,
        /// c
        largest: f64,
    },
    /// More reports than stations.
    #[error("found {0} reports, expected at most as many as there are stations")]
    TooMany(usize),
}

/// What is in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Anytime {
    /// The interval.
    Interval(Interval),
    /// No share fits what came: the stations were not released in random order, or figures changed.
    Contradiction,
}

impl Sequence {
    /// The shares that no bettor has refuted up to now, given (votes, denominator) of each station
    /// in the order of release. The longer the list, the narrower: what one report refutes stays
    /// refuted.
    ///
    /// # Errors
    /// When a figure lies outside its bounds.
    pub fn betting(&self, reports: &[(f64, f64)]) -> Result<Anytime, SequenceError> {
        /// Candidates that are tried before the ends are sought between them.
        const CANDIDATES: u32 = 512;
        self.check(reports)?;
        let (votes, whole) = reports.iter().fold((0.0, 0.0), |(y, v), r| (y + r.0, v + r.1));
        let estimate = if whole > 0.0 { votes / whole } else { 0.5 };
        let candidates = (0..=CANDIDATES).map(|at| f64::from(at) / f64::from(CANDIDATES));
        let mut candidates: Vec<f64> = candidates.chain([estimate]).collect();
        candidates.sort_by(f64::total_cmp);
        let open = |share: f64| !self.refuted(share, reports);
        let first = candidates.iter().position(|share| open(*share));
        let last = candidates.iter().rposition(|share| open(*share));
        let Some((first, last)) = first.zip(last) else { return Ok(Anytime::Contradiction) };
        let at = |place: Option<usize>| place.and_then(|place| candidates.get(place)).copied();
        let edge = |inner: Option<f64>, outer: Option<f64>| match (inner, outer) {
            (Some(inner), Some(outer)) => edge(inner, outer, open),
            (inner, _) => inner.unwrap_or(estimate),
        };
        let low = edge(at(Some(first)), at(first.checked_sub(1)));
        let high = edge(at(Some(last)), at(last.checked_add(1)));
        // The estimate itself may have been refuted before; then the nearest share that is not.
        Ok(Anytime::Interval(Interval { estimate: estimate.clamp(low, high), low, high }))
    }

    /// The Hoeffding form: simpler, wider, in closed form. λᵢ = min(1, √(8 ln(2/α) / (i ln(i+1)))).
    /// All intervals up to now are intersected.
    ///
    /// # Errors
    /// When a figure lies outside its bounds.
    pub fn hoeffding(&self, reports: &[(f64, f64)]) -> Result<Anytime, SequenceError> {
        self.check(reports)?;
        let c = self.largest;
        // x = y / c + p (1 − v / c): both parts go through the centre, which is linear in x.
        let constant =
            Hoeffding::new(self.stations, self.alpha).run(reports.iter().map(|r| r.0 / c));
        let slope =
            Hoeffding::new(self.stations, self.alpha).run(reports.iter().map(|r| 1.0 - r.1 / c));
        let (mut low, mut high, mut estimate) = (0.0_f64, 1.0_f64, 0.5);
        for (constant, slope) in constant.zip(slope) {
            // |a + p b − p| ≤ w
            let rest = 1.0 - slope.centre;
            if rest > 0.0 {
                estimate = constant.centre / rest;
                low = low.max((constant.centre - constant.half_width) / rest);
                high = high.min((constant.centre + constant.half_width) / rest);
            }
        }
        if low > high {
            return Ok(Anytime::Contradiction);
        }
        Ok(Anytime::Interval(Interval { estimate: estimate.clamp(low, high), low, high }))
    }

    fn check(&self, reports: &[(f64, f64)]) -> Result<(), SequenceError> {
        let sound = self.largest.is_finite() && 0.0 < self.largest && 0.0 < self.alpha;
        if self.stations == 0 || self.target == 0 || !sound || 1.0 <= self.alpha {
            return Err(SequenceError::Setup(*self));
        }
        if reports.len() > self.stations {
            return Err(SequenceError::TooMany(reports.len()));
        }
        let wrong = reports.iter().position(|(votes, denominator)| {
            !(0.0 <= *votes && votes <= denominator && *denominator <= self.largest)
        });
        match wrong.and_then(|at| Some((at + 1, reports.get(at)?))) {
            None => Ok(()),
            Some((report, (votes, denominator))) => Err(SequenceError::Votes {
                report,
                votes: *votes,
                denominator: *denominator,
                largest: self.largest,
            }),
        }
    }

    /// Whether bets against a share ever won 1/α.
    fn refuted(&self, share: f64, reports: &[(f64, f64)]) -> bool {
        let logarithm = libm::log(2.0 / self.alpha);
        let x = |(votes, denominator): &(f64, f64)| {
            (votes - share * denominator) / self.largest + share
        };
        let mut bets = Bets::new(self.stations, share);
        let mut spread = Spread::default();
        reports.iter().any(|report| {
            let bet = (2.0 * logarithm / (spread.variance() * self.target as f64)).sqrt();
            let x = x(report);
            spread.add(x);
            !bets.place(x, bet) || 1.0 / self.alpha <= bets.capital()
        })
    }
}

/// The capital of two bettors, on the mean being larger and smaller than said.
#[derive(Clone, Copy, Debug)]
struct Bets {
    stations: f64,
    mean: f64,
    drawn: f64,
    sum: f64,
    up: f64,
    down: f64,
}

impl Bets {
    fn new(stations: usize, mean: f64) -> Self {
        Self { stations: stations as f64, mean, drawn: 0.0, sum: 0.0, up: 1.0, down: 1.0 }
    }

    /// Bets on the next value, at most half of what would risk everything. False: the mean cannot
    /// be what is said, since what is left would have to lie outside [0, 1].
    fn place(&mut self, x: f64, bet: f64) -> bool {
        /// What sums may be off by.
        const ROUNDING: f64 = 1e-9;
        let left = self.stations - self.drawn;
        let mean = (self.stations * self.mean - self.sum) / left;
        if !(-ROUNDING..=1.0 + ROUNDING).contains(&mean) {
            return false;
        }
        let mean = mean.clamp(0.0, 1.0);
        self.up *= 1.0 + bet.min(0.5 / mean) * (x - mean);
        self.down *= 1.0 - bet.min(0.5 / (1.0 - mean)) * (x - mean);
        self.drawn += 1.0;
        self.sum += x;
        true
    }

    fn capital(&self) -> f64 {
        0.5 * self.up + 0.5 * self.down
    }
}

/// The running variance that bets go by: (1/4 + Σ (x − mean)²) / (n + 1), means with a half added.
#[derive(Clone, Copy, Debug)]
struct Spread {
    count: f64,
    sum: f64,
    square: f64,
}

impl Default for Spread {
    fn default() -> Self {
        Self { count: 1.0, sum: 0.5, square: 0.25 }
    }
}

impl Spread {
    fn add(&mut self, x: f64) {
        self.count += 1.0;
        self.sum += x;
        let gap = x - self.sum / self.count;
        self.square += gap * gap;
    }

    fn variance(&self) -> f64 {
        self.square / self.count
    }
}

/// Centre and half-width for values in [0, 1] drawn without replacement.
#[derive(Clone, Copy, Debug)]
struct Hoeffding {
    stations: f64,
    logarithm: f64,
    drawn: f64,
    sum: f64,
    weighted: f64,
    weights: f64,
    squares: f64,
}

/// One step of [`Hoeffding`].
#[derive(Clone, Copy, Debug)]
struct Step {
    centre: f64,
    half_width: f64,
}

impl Hoeffding {
    fn new(stations: usize, alpha: f64) -> Self {
        let logarithm = libm::log(2.0 / alpha);
        let stations = stations as f64;
        Self {
            stations,
            logarithm,
            drawn: 0.0,
            sum: 0.0,
            weighted: 0.0,
            weights: 0.0,
            squares: 0.0,
        }
    }

    fn run(mut self, values: impl Iterator<Item = f64>) -> impl Iterator<Item = Step> {
        values.map(move |x| self.step(x))
    }

    fn step(&mut self, x: f64) -> Step {
        let i = self.drawn + 1.0;
        let left = self.stations - self.drawn;
        let weight = (8.0 * self.logarithm / (i * libm::log(i + 1.0))).sqrt().min(1.0);
        self.weighted += weight * (x + self.sum / left);
        self.weights += weight * (1.0 + self.drawn / left);
        self.squares += weight * weight;
        self.sum += x;
        self.drawn = i;
        Step {
            centre: self.weighted / self.weights,
            half_width: (self.squares / 8.0 + self.logarithm) / self.weights,
        }
    }
}

/// The last share that is open on the way from an open one to a refuted one.
fn edge(mut inner: f64, mut outer: f64, open: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..40 {
        let middle = 0.5 * (inner + outer);
        if open(middle) {
            inner = middle;
        } else {
            outer = middle;
        }
    }
    // The far side, so that nothing open is left out.
    outer
}

#[cfg(test)]
mod tests;
