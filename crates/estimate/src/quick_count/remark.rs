//! What a reader must know about an estimate: why nothing is said, what it rests on, what to
//! beware of. Codes that reports word in the reader's language; here in English.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeSeq as _};

/// A remark with its figures. Serialises as its code and figures; answers write its sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the English sentence of each is its documentation")]
pub enum Remark {
    // Why nothing is said of the country.
    HandPicked {
        stations: usize,
    },
    TooFew {
        stations: usize,
        needed: usize,
    },
    MostlyUnseen {
        voters: f64,
    },
    NothingIn,
    NoOptions,
    // What an estimate rests on.
    #[serde(rename = "honest-protocols")]
    Honest,
    #[serde(rename = "random-sample")]
    Random,
    Conditional {
        late: f64,
        unseen: f64,
    },
    Counted,
    StationsOnly,
    CommonWeights {
        covariates: usize,
    },
    Looks {
        planned: usize,
    },
    ReleaseOrder {
        stations: usize,
    },
    // What to beware of.
    NoSampleList,
    FewArrived {
        part: f64,
    },
    UnseenStrata {
        strata: usize,
        voters: f64,
    },
    MergedStrata {
        strata: usize,
    },
    #[serde(rename = "unknown-figures")]
    Unknown {
        stations: usize,
    },
    #[serde(rename = "impossible-figures")]
    Impossible {
        stations: usize,
        first: String,
    },
    OverRegister {
        stations: usize,
        first: String,
    },
    Contradictory {
        stations: usize,
        first: String,
    },
    NotDrawn {
        stations: usize,
        first: String,
    },
    NotInFrame {
        stations: usize,
        first: String,
    },
    WithoutRegister {
        stations: usize,
    },
    Clustered {
        clusters: usize,
    },
    NoColumn {
        option: String,
    },
    NoWinner {
        first: String,
        second: String,
        chance: f64,
    },
    ThresholdOpen {
        option: String,
        chance: f64,
    },
    NoSeats {
        why: String,
    },
    #[serde(rename = "nameless-votes")]
    Nameless {
        part: f64,
    },
    Districts {
        given: u32,
        house: u32,
    },
    Lots {
        part: f64,
    },
    NotForAnytime,
    Contradiction {
        option: String,
    },
    Obstructed {
        stations: usize,
    },
}

impl Remark {
    /// A short name that stays the same between versions; translations go by it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HandPicked { .. } => "hand-picked",
            Self::TooFew { .. } => "too-few",
            Self::MostlyUnseen { .. } => "mostly-unseen",
            Self::NothingIn => "nothing-in",
            Self::NoOptions => "no-options",
            Self::Honest => "honest-protocols",
            Self::Random => "random-sample",
            Self::Conditional { .. } => "conditional",
            Self::Counted => "counted",
            Self::StationsOnly => "stations-only",
            Self::CommonWeights { .. } => "common-weights",
            Self::Looks { .. } => "looks",
            Self::ReleaseOrder { .. } => "release-order",
            Self::NoSampleList => "no-sample-list",
            Self::FewArrived { .. } => "few-arrived",
            Self::UnseenStrata { .. } => "unseen-strata",
            Self::MergedStrata { .. } => "merged-strata",
            Self::Unknown { .. } => "unknown-figures",
            Self::Impossible { .. } => "impossible-figures",
            Self::OverRegister { .. } => "over-register",
            Self::Contradictory { .. } => "contradictory",
            Self::NotDrawn { .. } => "not-drawn",
            Self::NotInFrame { .. } => "not-in-frame",
            Self::WithoutRegister { .. } => "without-register",
            Self::Clustered { .. } => "clustered",
            Self::NoColumn { .. } => "no-column",
            Self::NoWinner { .. } => "no-winner",
            Self::ThresholdOpen { .. } => "threshold-open",
            Self::NoSeats { .. } => "no-seats",
            Self::Nameless { .. } => "nameless-votes",
            Self::Districts { .. } => "districts",
            Self::Lots { .. } => "lots",
            Self::NotForAnytime => "not-for-anytime",
            Self::Contradiction { .. } => "contradiction",
            Self::Obstructed { .. } => "obstructed",
        }
    }

    fn rests_on(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Honest => write!(
                out,
                "the protocols say what was put into the boxes: a sample checks counting and \
                 adding up, not stuffing"
            ),
            Self::Random => {
                write!(out, "the stations were drawn at random, and none was replaced by another")
            }
            Self::Conditional { late, unseen } => write!(
                out,
                "conditional on the stations that are missing: the interval allows them to differ \
                 from those that reported by {late} standard deviations of stations, and silent \
                 strata by {unseen} of strata; the tipping point says how much would change the \
                 headline"
            ),
            Self::Counted => {
                write!(out, "every station of the frame is in: counted, not estimated")
            }
            Self::StationsOnly => write!(
                out,
                "no register of voters is known: stations count alike, and turnout is not estimated"
            ),
            Self::CommonWeights { covariates } => write!(
                out,
                "one weight for each station, from its register, stratum and area and {covariates} \
                 further covariates"
            ),
            Self::Looks { planned } => write!(
                out,
                "{planned} publications were announced, and the interval is widened so that all of \
                 them hold together"
            ),
            Self::ReleaseOrder { stations } => write!(
                out,
                "intervals that may be looked at at any time hold only if stations are released in \
                 the random order of the draw; they rest on the first {stations} of that order, up \
                 to the first one that is not in"
            ),
            _ => Ok(()),
        }
    }

    fn figures(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { stations } => {
                write!(out, "{stations} protocols lack a figure and count as missing")
            }
            Self::Impossible { stations, first } => write!(
                out,
                "{stations} protocols have more votes than ballots, or more ballots than any \
                 station has voters, and count as missing: {first}"
            ),
            Self::OverRegister { stations, first } => write!(
                out,
                "{stations} protocols have more ballots than registered voters, and count all the \
                 same: {first}"
            ),
            Self::NotDrawn { stations, first } => write!(
                out,
                "{stations} stations reported that were not drawn and are left out: {first}"
            ),
            Self::NotInFrame { stations, first } => {
                write!(out, "{stations} stations are not in the frame and are left out: {first}")
            }
            Self::WithoutRegister { stations } => write!(
                out,
                "{stations} stations of the frame have no registered voters and stand for the mean \
                 of their stratum"
            ),
            Self::Contradictory { stations, first } => write!(
                out,
                "{stations} stations have protocols that contradict each other and count as \
                 missing: {first}"
            ),
            Self::NoColumn { option } => write!(
                out,
                "no column has the votes of {option}: its share is unknown, and who leads, who \
                 passes and who sits is not said"
            ),
            Self::Obstructed { stations } => write!(
                out,
                "{stations} stations are silent because somebody there kept observers from working"
            ),
            _ => Ok(()),
        }
    }

    fn beware(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSampleList => write!(
                out,
                "no list of drawn stations was given: which stations are missing is not known, and \
                 those that reported are taken for the whole sample"
            ),
            Self::FewArrived { part } => {
                write!(out, "only {:.0} % of the sample is in", 100.0 * part)
            }
            Self::UnseenStrata { strata, voters } => write!(
                out,
                "nothing has come from {strata} strata with {:.1} % of the voters",
                100.0 * voters
            ),
            Self::MergedStrata { strata } => write!(
                out,
                "{strata} strata with a single drawn station were merged with a neighbour"
            ),
            Self::Clustered { clusters } => write!(
                out,
                "stations were drawn in {clusters} clusters: neighbours vote alike, and the \
                 interval relies on the areas' spread as seen"
            ),
            Self::NoWinner { first, second, chance } => write!(
                out,
                "whether {first} or {second} leads cannot be said: the chance of {first} is \
                 {chance:.2}"
            ),
            Self::ThresholdOpen { option, chance } => write!(
                out,
                "whether {option} passes the threshold cannot be said: the chance is {chance:.2}"
            ),
            Self::NoSeats { why } => write!(out, "seats are not projected: {why}"),
            Self::Nameless { part } => write!(
                out,
                "{:.1} % of the valid votes are for nobody that a column names: an option leads \
                 for certain only when it has more",
                100.0 * part
            ),
            Self::Districts { given, house } => write!(
                out,
                "seats are not projected: one vote of the whole country gives {given} of {house}, \
                 and the others are won elsewhere, such as in districts"
            ),
            Self::Lots { part } => {
                write!(out, "in {:.1} % of the draws the law leaves a seat to a lot", 100.0 * part)
            }
            Self::NotForAnytime => write!(
                out,
                "intervals that may be looked at at any time need a simple random sample with the \
                 order of its draw (one stratum, equal chances)"
            ),
            Self::Contradiction { option } => write!(
                out,
                "no share of {option} fits the order of the reports: they were not released at \
                 random, or figures changed"
            ),
            _ => self.figures(out),
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HandPicked { stations } => write!(
                out,
                "the {stations} stations were chosen by hand: they say nothing of the others, and \
                 all that may be said is «at {stations} visited stations»"
            ),
            Self::TooFew { stations, needed } => write!(
                out,
                "found {stations} usable protocols of the sample, expected at least {needed}"
            ),
            Self::MostlyUnseen { voters } => write!(
                out,
                "nothing has come from strata with {:.0} % of the voters, expected at most half",
                100.0 * voters
            ),
            Self::NothingIn => write!(out, "no usable protocol is in"),
            Self::NoOptions => {
                write!(out, "found no column with votes of an option, expected votes.<option>")
            }
            Self::Honest
            | Self::Random
            | Self::Conditional { .. }
            | Self::Counted
            | Self::StationsOnly
            | Self::CommonWeights { .. }
            | Self::Looks { .. }
            | Self::ReleaseOrder { .. } => self.rests_on(out),
            _ => self.beware(out),
        }
    }
}

/// A remark as its English sentence.
#[expect(clippy::ref_option, reason = "serde hands over a reference")]
pub(super) fn sentence<S: Serializer>(
    remark: &Option<Remark>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match remark {
        Some(remark) => serializer.collect_str(remark),
        None => serializer.serialize_none(),
    }
}

/// Remarks as their English sentences.
pub(super) fn sentences<S: Serializer>(
    remarks: &[Remark],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(remarks.len()))?;
    for remark in remarks {
        list.serialize_element(&remark.to_string())?;
    }
    list.end()
}
