//! What a reader must know about a figure: codes that reports word in the reader's language.

use std::fmt;

use serde::{Serialize, Serializer};

/// A remark with its figures. Serialises as its English sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the English sentence of each is its documentation")]
pub enum Note {
    NoRegister,
    NoBallots,
    NoOption,
    TooFewStations { stations: usize, needed: usize },
    LowerBound,
    BlindToUnrounded,
    OneSided,
    NoCleanZone,
    FallsWithTurnout,
    HonestDifferences { share: f64 },
    LowEndIsTail { reach: f64 },
    AssumesIndependence,
    GivenBin { percent: u8 },
    EmptyBin { percent: u8 },
    NotDistinguishable,
    StationTurnout { turnout: f64, reach: f64 },
    StationExcess { votes: f64 },
    StationInteger { turnout: Option<u8>, result: Option<u8>, chance: f64 },
    StationFullTurnout,
    StationOverFull { turnout: f64 },
    StationUnanimous { ballots: u32 },
}

impl Note {
    /// A short name that stays the same between versions; translations go by it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRegister => "no-register",
            Self::NoBallots => "no-ballots",
            Self::NoOption => "no-option",
            Self::TooFewStations { .. } => "too-few-stations",
            Self::LowerBound => "lower-bound",
            Self::BlindToUnrounded => "blind-to-unrounded",
            Self::OneSided => "one-sided",
            Self::NoCleanZone => "no-clean-zone",
            Self::FallsWithTurnout => "falls-with-turnout",
            Self::HonestDifferences { .. } => "honest-differences",
            Self::LowEndIsTail { .. } => "low-end-is-tail",
            Self::AssumesIndependence => "assumes-independence",
            Self::GivenBin { .. } => "given-bin",
            Self::EmptyBin { .. } => "empty-bin",
            Self::NotDistinguishable => "not-distinguishable",
            Self::StationTurnout { .. } => "station-turnout",
            Self::StationExcess { .. } => "station-excess",
            Self::StationInteger { .. } => "station-integer",
            Self::StationFullTurnout => "station-full-turnout",
            Self::StationOverFull { .. } => "station-over-full",
            Self::StationUnanimous { .. } => "station-unanimous",
        }
    }
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StationTurnout { .. }
            | Self::StationExcess { .. }
            | Self::StationInteger { .. }
            | Self::StationFullTurnout
            | Self::StationOverFull { .. }
            | Self::StationUnanimous { .. } => self.fmt_station(f),
            _ => self.fmt_test(f),
        }
    }
}

impl Note {
    fn fmt_test(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRegister => {
                f.write_str("the source has no register of voters, so turnout is unknown")
            }
            Self::NoBallots => f.write_str("the source does not say how many ballots were cast"),
            Self::NoOption => f.write_str("the source has no votes for this option"),
            Self::TooFewStations { stations, needed } => {
                write!(f, "{stations} usable stations are too few for this test: it needs {needed}")
            }
            Self::LowerBound => f.write_str(
                "counts only figures that were invented as round percentages: a lower bound",
            ),
            Self::BlindToUnrounded => f.write_str(
                "stuffing, stealing or inventing without round percentages leaves no trace here; \
                 no excess does not mean an honest count",
            ),
            Self::OneSided => {
                f.write_str("the p-value is one-sided, since only an excess is a fingerprint")
            }
            Self::NoCleanZone => f.write_str(
                "there is no stretch of turnout over which the option's share is steady, so \
                 nothing can serve as the clean part",
            ),
            Self::FallsWithTurnout => f.write_str(
                "the option's share falls where turnout is higher, which added votes for it \
                 cannot do",
            ),
            Self::HonestDifferences { share } => write!(
                f,
                "the plain formula would give {:.1} % of the option's votes, but they lie at \
                 turnouts that honest stations reach, where voters may simply differ: the method \
                 cannot tell",
                share * 100.0
            ),
            Self::LowEndIsTail { reach } => write!(
                f,
                "the low end counts only stations above {:.1} % turnout, three spreads above the \
                 honest mode, and lets the trend of the honest part go on",
                reach * 100.0
            ),
            Self::AssumesIndependence => f.write_str(
                "assumes that at honest stations the option's share does not depend on turnout",
            ),
            Self::GivenBin { percent } => write!(
                f,
                "stations with turnout above {percent} % and up to {} % were taken as clean, as \
                 asked; there is no interval, since nothing tests that choice",
                percent + 1
            ),
            Self::EmptyBin { percent } => write!(
                f,
                "no vote for the others was cast at turnouts from {percent} to {} %",
                percent + 1
            ),
            Self::NotDistinguishable => f.write_str("the estimate cannot be told from none"),
            _ => Ok(()),
        }
    }

    fn fmt_station(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StationTurnout { turnout, reach } => write!(
                f,
                "turnout {:.1} % is beyond what honest stations reach ({:.1} %)",
                turnout * 100.0,
                reach * 100.0
            ),
            Self::StationExcess { votes } => {
                write!(f, "{votes:.0} votes more than the clean stations' share predicts")
            }
            Self::StationInteger { turnout, result, chance } => {
                match (turnout, result) {
                    (Some(t), Some(r)) => write!(f, "turnout is {t} % and the result {r} %")?,
                    (Some(t), None) => write!(f, "turnout is {t} %")?,
                    (None, Some(r)) => write!(f, "the result is {r} %")?,
                    (None, None) => {}
                }
                write!(f, " to the decimal (by chance: {:.2} %)", chance * 100.0)
            }
            Self::StationFullTurnout => f.write_str("every registered voter is said to have voted"),
            Self::StationOverFull { turnout } => {
                write!(f, "more ballots than registered voters ({:.1} %)", turnout * 100.0)
            }
            Self::StationUnanimous { ballots } => {
                write!(f, "all {ballots} ballots are for this option")
            }
            _ => Ok(()),
        }
    }
}
