//! A share with its error, and the interval that is printed.

use serde::Serialize;

use crate::{distribution::student_quantile, fit::Missing};

/// A figure with its confidence interval. Shares are fractions of 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The most likely value.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Half of the interval's length.
    pub fn half_width(&self) -> f64 {
        0.5 * (self.high - self.low)
    }

    /// Whether a value lies inside.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The parts of an option's error: variances of its projected votes, in votes².
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Parts {
    pub(crate) strata: f64,
    pub(crate) areas: f64,
    pub(crate) stations: f64,
    pub(crate) rest: f64,
    pub(crate) unseen: f64,
    pub(crate) late: f64,
    pub(crate) degrees: f64,
    pub(crate) spread: f64,
}

/// One option's share with its error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The share of the denominator.
    pub estimate: f64,
    /// Standard error without the allowance for arrival.
    pub error: f64,
    /// Standard error with it.
    pub error_allowed: f64,
    /// Degrees of freedom of the error.
    pub degrees: f64,
    /// Variances of the share, by what they come from.
    pub parts: Variances,
    /// Standard deviation, between stations of a stratum, of votes beyond the share, for each
    /// registered voter.
    pub spread: f64,
}

/// Variances of a share, by what they come from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Variances {
    /// Strata that the sample does not stand for in proportion.
    pub strata: f64,
    /// Areas inside strata, likewise.
    pub areas: f64,
    /// The stations behind the weights.
    pub stations: f64,
    /// Stations that were not seen.
    pub rest: f64,
    /// Allowance for strata that nobody reported from.
    pub unseen: f64,
    /// Allowance for stations missing from the other strata.
    pub late: f64,
    /// What a sample of voters instead of stations would leave: the error is never below.
    pub floor: f64,
}

impl Line {
    pub(crate) fn new(estimate: f64, parts: Parts) -> Self {
        let Parts { strata, areas, stations, rest, unseen, late, degrees, spread } = parts;
        let parts = Variances { strata, areas, stations, rest, unseen, late, floor: 0.0 };
        Self { estimate, error: 0.0, error_allowed: 0.0, degrees, parts, spread }
    }

    /// A share of which every station is in: the votes themselves, and no error.
    pub(crate) fn counted(estimate: f64) -> Self {
        let [strata, areas, stations, rest, unseen, late, spread] = [0.0; 7];
        let degrees = f64::INFINITY;
        Self::new(estimate, Parts { strata, areas, stations, rest, unseen, late, degrees, spread })
    }

    /// Turns votes² into shares² and adds the floor. A list that nobody voted for in the sample,
    /// or a sample where all voted alike, has no spread between stations; then the error is what it
    /// would be for voters drawn one by one, with the part of the register not seen as the
    /// correction for a finite population.
    pub(crate) fn over(mut self, denominator: f64, missing: &Missing, counted: f64) -> Self {
        let scale = 1.0 / (denominator * denominator);
        let parts = &mut self.parts;
        for part in [
            &mut parts.strata,
            &mut parts.areas,
            &mut parts.stations,
            &mut parts.rest,
            &mut parts.unseen,
            &mut parts.late,
        ] {
            *part *= scale;
        }
        let open = (1.0 - missing.arrived / missing.frame).max(0.0);
        let share = self.estimate.clamp(0.0, 1.0);
        parts.floor = (share * (1.0 - share)).max(1.0 / (counted + 1.0)) * open / counted;
        let own = parts.strata + parts.areas + parts.stations + parts.rest;
        self.error = own.max(parts.floor).sqrt();
        self.error_allowed = (own.max(parts.floor) + parts.unseen + parts.late).sqrt();
        self
    }

    /// The interval with the allowance for arrival.
    pub fn interval(&self, level: f64) -> Interval {
        self.around(self.error_allowed, level)
    }

    /// The interval as if arrival had nothing to do with the result.
    pub fn without_allowance(&self, level: f64) -> Interval {
        self.around(self.error, level)
    }

    fn around(&self, error: f64, level: f64) -> Interval {
        around(self.estimate, error, self.degrees, level)
    }
}

/// Estimate ± Student's t times the error, inside [0, 1]. Where weights project a share outside,
/// the ends are those around the edge: an interval cut off on both sides would have no length.
pub(crate) fn around(estimate: f64, error: f64, degrees: f64, level: f64) -> Interval {
    let half = student_quantile(0.5 + 0.5 * level, degrees) * error;
    let inside = |share: f64| share.clamp(0.0, 1.0);
    let estimate = inside(estimate);
    Interval { estimate, low: inside(estimate - half), high: inside(estimate + half) }
}
