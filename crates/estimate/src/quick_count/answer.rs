//! What an estimate says, as it is printed, drawn and published.

use std::collections::BTreeMap;

use sanaq_election::{Denominator, OptionId};
use serde::Serialize;

use crate::{
    interval::{Interval, Line},
    parliament::SeatRange,
    quick_count::{
        remark::{Remark, sentence, sentences},
        tipping::Tipping,
    },
};

/// Everything that may be said of a sample.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// How it was estimated.
    pub method: Method,
    /// The level of the intervals.
    pub level: f64,
    /// What the shares are shares of.
    pub denominator: Denominator,
    /// Stations.
    pub stations: Stations,
    /// Whether it is fit to be published: no refusal, the sample known, enough of it in.
    pub publishable: bool,
    /// Why nothing is said of the country.
    #[serde(serialize_with = "sentence")]
    pub refusal: Option<Remark>,
    /// The options.
    pub options: Vec<OptionAnswer>,
    /// Turnout by the law's own line.
    pub turnout: Option<Figure>,
    /// Invalid over all ballots.
    pub invalid_share: Option<Figure>,
    /// The chance of having the most votes, the likeliest first.
    pub winner: Vec<Chance>,
    /// The chance of a majority that elects, where the law asks for one.
    pub majority: Vec<Chance>,
    /// Draws of the whole result behind `winner`, seats and `allocations`.
    pub draws: usize,
    /// Whole allocations of seats, the likeliest first.
    pub allocations: Vec<SeatsOf>,
    /// What the missing stations would have to be for another option to lead.
    pub tipping_point: Option<Tipping>,
    /// The same for the threshold, list by list.
    pub threshold_tipping_points: Vec<Tipping>,
    /// What is in, stratum by stratum.
    pub arrival: Arrival,
    /// What it rests on.
    #[serde(serialize_with = "sentences")]
    pub assumptions: Vec<Remark>,
    /// What to beware of.
    #[serde(serialize_with = "sentences")]
    pub warnings: Vec<Remark>,
}

/// How the estimate was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Mixed-model calibration, with an allowance for what is missing.
    MixedModelCalibration,
    /// Nothing but sums over the stations seen.
    VisitedStations,
}

/// How many stations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stations {
    /// In the frame.
    pub frame: usize,
    /// Drawn.
    pub sampled: usize,
    /// Drawn, with a report.
    pub reported: usize,
    /// Drawn, with a report whose figures can be used.
    pub used: usize,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionAnswer {
    /// The option.
    pub id: OptionId,
    /// Votes at the stations seen, and their share there: a count, not an estimate.
    pub at_visited: Visited,
    /// The estimate with the allowance for arrival.
    pub share: Option<Interval>,
    /// As if arrival had nothing to do with the result.
    pub without_allowance: Option<Ends>,
    /// Standard error with the allowance, and its degrees of freedom.
    pub error: Option<Deviation>,
    /// The share of other wholes.
    pub of: BTreeMap<&'static str, Interval>,
    /// The textbook's stratified ratio, where the whole sample is in.
    pub ratio: Option<Interval>,
    /// An interval that holds at all times together, where asked for.
    pub anytime: Option<Interval>,
    /// The chance of reaching the law's threshold.
    pub threshold_probability: Option<f64>,
    /// Seats.
    pub seats: Option<SeatRange>,
}

/// A count at the stations seen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Visited {
    /// Votes.
    pub votes: u64,
    /// Their share of the denominator there.
    pub share: Option<f64>,
}

/// A standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deviation {
    /// The standard error.
    pub error: f64,
    /// Degrees of freedom; nothing: so many that the normal distribution does.
    pub degrees: Option<f64>,
}

impl Deviation {
    pub(super) fn of(line: &Line) -> Self {
        let degrees = Some(line.degrees).filter(|degrees| degrees.is_finite());
        Self { error: line.error_allowed, degrees }
    }
}

/// The ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// Lower.
    pub low: f64,
    /// Upper.
    pub high: f64,
}

impl From<Interval> for Ends {
    fn from(interval: Interval) -> Self {
        Self { low: interval.low, high: interval.high }
    }
}

/// A single figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The estimate with the allowance for arrival.
    #[serde(flatten)]
    pub interval: Interval,
    /// As if arrival had nothing to do with it.
    pub without_allowance: Ends,
    /// Stations behind it.
    pub stations: usize,
}

/// A chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// The option.
    pub id: OptionId,
    /// Its chance.
    pub probability: f64,
}

/// One allocation of all seats.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatsOf {
    /// Seats by option.
    pub seats: BTreeMap<OptionId, u32>,
    /// Its share of the draws.
    pub probability: f64,
}

/// What is in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arrival {
    /// The part of the sample that is in and usable.
    pub part: f64,
    /// The part of the voters who live in strata that nothing has come from.
    pub unseen: f64,
    /// By stratum.
    pub strata: Vec<StratumArrival>,
}

/// One stratum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StratumArrival {
    /// Its name.
    pub stratum: String,
    /// Stations in the frame.
    pub frame: u32,
    /// Drawn.
    pub sampled: u32,
    /// Drawn, in and usable.
    pub used: u32,
    /// Its part of the voters.
    pub voters: f64,
}
