//! What a test says: the figures, what they rest on, and what they cannot show.

use serde::Serialize;

use crate::note::Note;

/// The result of one test of one variable with one weight.
#[derive(Clone, Debug, Serialize)]
pub struct Test {
    /// Which test.
    pub id: TestId,
    /// Of which variable.
    pub variable: Variable,
    /// What each station counts for.
    pub weight: Weight,
    /// The option whose result was tested.
    pub option: String,
    /// Whether the test can say anything about these data. When not, no figure is given.
    pub applies: bool,
    /// How many stations it rests on.
    pub stations: usize,
    /// What was counted.
    pub observed: Option<f64>,
    /// What honest counting would give.
    pub null: Option<Null>,
    /// The excess in standard deviations.
    pub z: Option<f64>,
    /// The chance of an excess at least as large if the figures are what was counted. One-sided:
    /// only an excess is a fingerprint.
    pub p_value: Option<f64>,
    /// The same, corrected for the number of tests in this report (Holm 1979).
    pub p_adjusted: Option<f64>,
    /// The excess over the null mean.
    pub effect: Option<f64>,
    /// What the figures count.
    pub unit: &'static str,
    /// The smallest excess that this test would notice with a chance of 80 % at p < 0.001.
    pub power_floor: Option<f64>,
    /// The integer percentages that carry the excess, largest first.
    pub percentages: Vec<Percentage>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// Which test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestId {
    /// Integer percentages.
    Integer,
}

/// Of which variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variable {
    /// Ballots over registered voters.
    Turnout,
    /// The option's votes over ballots.
    Result,
    /// Either of them.
    Either,
}

/// What each station counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// One.
    Stations,
    /// Its registered voters.
    Registered,
    /// The ballots that its turnout counts.
    Issued,
    /// The option's votes.
    Leader,
}

impl Weight {
    /// All weights in the order of the published tables.
    pub const ALL: [Self; 4] = [Self::Stations, Self::Registered, Self::Issued, Self::Leader];

    /// The name that JSON has.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Registered => "registered",
            Self::Issued => "issued",
            Self::Leader => "leader",
        }
    }

    /// What a figure with this weight counts.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Registered => "registered voters",
            Self::Issued => "ballots",
            Self::Leader => "votes",
        }
    }
}

impl Variable {
    /// The name that JSON has.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Turnout => "turnout",
            Self::Result => "result",
            Self::Either => "either",
        }
    }
}

/// What honest counting would give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Null {
    /// The exact mean.
    pub mean: f64,
    /// The exact standard deviation.
    pub sd: f64,
    /// The 1 % quantile.
    pub q01: f64,
    /// The 99 % quantile.
    pub q99: f64,
}

/// One integer percentage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Percentage {
    /// The percentage, 0 to 100.
    pub percent: u8,
    /// What was counted there.
    pub observed: f64,
    /// What honest counting would give.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// The excess in standard deviations.
    pub z: f64,
}

/// An estimate of votes that do not come from voters.
#[derive(Clone, Debug, Serialize)]
pub struct AnomalousVotes {
    /// How it was made.
    pub method: Method,
    /// For which option.
    pub option: String,
    /// Whether the method can say anything about these data. When not, no estimate is given.
    pub applies: bool,
    /// Votes for the option beyond what the clean stations predict.
    pub estimate: Option<f64>,
    /// The low end: votes beyond anything that differences between honest voters explain.
    pub low: Option<f64>,
    /// The high end.
    pub high: Option<f64>,
    /// The turnout of the stations taken as clean.
    pub clean_turnout: Option<Range>,
    /// The option's share of the ballots at clean stations.
    pub clean_share: Option<f64>,
    /// The option's share of the ballots in all, as announced.
    pub official_share: f64,
    /// Turnout, as announced and with the anomalous votes removed.
    pub official_turnout: f64,
    /// Turnout with the anomalous votes removed.
    pub corrected_turnout: Option<f64>,
    /// The turnout above which no honest station is expected.
    pub reach: Option<f64>,
    /// The smallest number of anomalous votes that this method would tell from none.
    pub power_floor: Option<f64>,
    /// How many stations it rests on.
    pub stations: usize,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// How anomalous votes were estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Shpilkin's, with the clean turnout given.
    Shpilkin,
    /// Shpilkin's, with the clean turnout found and tested.
    CleanZone,
}

/// A range of a share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// An estimate with its range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The estimate.
    pub estimate: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// What the tests say about one area.
#[derive(Clone, Debug, Serialize)]
pub struct AreaFinding {
    /// The area's path.
    pub area: String,
    /// How many stations the tests could use there.
    pub stations: usize,
    /// Registered voters at them.
    pub registered: u64,
    /// Turnout at them.
    pub turnout: Option<f64>,
    /// The option's share of the ballots at them.
    pub share: Option<f64>,
    /// Stations on an integer percentage of turnout or result.
    pub integer_observed: f64,
    /// How many honest counting would give.
    pub integer_mean: f64,
    /// The standard deviation of that.
    pub integer_sd: f64,
    /// The excess in standard deviations.
    pub integer_z: Option<f64>,
    /// The chance of such an excess, corrected for the number of areas (Holm 1979).
    pub integer_p_adjusted: Option<f64>,
    /// Anomalous votes by the area's own clean zone, where it has one.
    pub anomalous_votes: Option<Interval>,
}

/// Why one station is suspicious.
#[derive(Clone, Debug, Serialize)]
pub struct StationFinding {
    /// The station's code.
    pub station: String,
    /// The path of its area.
    pub area: String,
    /// The sum of the reasons' weights: the higher, the sooner somebody should look.
    pub score: f64,
    /// Turnout there.
    pub turnout: Option<f64>,
    /// The option's share there.
    pub share: Option<f64>,
    /// Votes beyond what the clean stations predict.
    pub excess: Option<f64>,
    /// What speaks against it.
    pub reasons: Vec<Note>,
}
