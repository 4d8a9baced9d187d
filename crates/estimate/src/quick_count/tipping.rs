//! How different the missing stations would have to be to change a headline.
//!
//! An interval allows for missing stations that differ a little; it cannot know whether they
//! differ much. So the reader is told the difference that would matter: in shares, and in standard
//! deviations between stations of a stratum, which is how strongly arrival would have to go with
//! the result (in Mexico 2018 it was 0.08).

use sanaq_election::OptionId;
use serde::Serialize;

use crate::fit::{Fit, Missing};

/// Below this stations do not differ: it is what rounding leaves of zero.
const NO_SPREAD: f64 = 1e-7;

/// The smallest difference that changes a headline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tipping {
    /// The option that the headline is about.
    pub option: OptionId,
    /// The option that would lead instead; nothing: a threshold would be crossed.
    pub against: Option<OptionId>,
    /// The share that the headline stands on: the lead, or the distance from the threshold.
    pub gap: f64,
    /// The part of the voters whose stations are missing from the sample.
    pub missing: f64,
    /// By how much the share at the missing stations would have to differ from what is projected.
    pub difference: f64,
    /// The same in standard deviations between stations of a stratum; nothing where stations do not
    /// differ at all.
    pub deviations: Option<f64>,
    /// Whether the allowance of the interval is as large as that.
    pub within_allowance: bool,
}

impl Missing {
    /// Registered voters whose stations are missing from the sample.
    fn voters(&self) -> f64 {
        self.unseen + self.late
    }
}

/// What a headline hangs on.
struct Gap {
    share: f64,
    /// Standard deviation between stations of what makes the gap.
    spread: f64,
}

/// For a lead of column `first` over column `second`.
pub(super) fn lead(
    fit: &Fit,
    (first, second): (usize, usize),
    (option, against): (OptionId, OptionId),
    late: f64,
) -> Option<Tipping> {
    let (a, b) = (fit.lines.get(first)?, fit.lines.get(second)?);
    let correlation = fit.station_correlation(first, second);
    let square = a.spread * a.spread + b.spread * b.spread;
    let spread = (square - 2.0 * correlation * a.spread * b.spread).max(0.0).sqrt();
    let gap = Gap { share: a.estimate - b.estimate, spread };
    tipping(fit, (option, Some(against)), &gap, late)
}

/// For the distance of a column from a threshold.
pub(super) fn threshold(
    fit: &Fit,
    column: usize,
    option: OptionId,
    bar: f64,
    late: f64,
) -> Option<Tipping> {
    let line = fit.lines.get(column)?;
    let gap = Gap { share: line.estimate - bar, spread: line.spread };
    tipping(fit, (option, None), &gap, late)
}

fn tipping(
    fit: &Fit,
    (option, against): (OptionId, Option<OptionId>),
    gap: &Gap,
    late: f64,
) -> Option<Tipping> {
    let missing = fit.missing.voters();
    let part = missing / fit.missing.frame;
    // What rounding leaves of sums is no station.
    if part <= 1e-9 {
        return None;
    }
    let votes = gap.share.abs() * fit.denominator;
    let deviations = (gap.spread > NO_SPREAD).then(|| votes / (gap.spread * missing));
    Some(Tipping {
        option,
        against,
        gap: gap.share,
        missing: part,
        difference: gap.share.abs() / part,
        deviations,
        within_allowance: deviations.is_some_and(|deviations| deviations <= late),
    })
}
