//! What is done to an honest result, and how it is written: `stuffing:0.15,round:0.05@0.8`.
//!
//! docs/methods/simulate.md says where each kind comes from and which test of ours sees it.

mod act;
mod choose;

use std::{fmt, str::FromStr};

use serde::Serialize;

pub(crate) use act::commit;
pub(crate) use choose::choose;

/// One kind of fraud at a share of all stations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fraud {
    /// What is done.
    pub kind: FraudKind,
    /// At what share of all stations.
    pub share: f64,
    /// How much of what is possible is done at the median station, from 0 to 1; what that is
    /// depends on the kind. Stations differ: the spread of its logit is 0.7.
    pub strength: f64,
}

/// What is done at a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FraudKind {
    /// Ballots for the option are put into the box in the name of voters who stayed away, and
    /// issued on paper. Strength: for what part of those voters. Turnout rises with the share.
    Stuffing,
    /// Ballots for others are counted as the option's. Strength: what part of the others' votes.
    /// Turnout stays.
    Steal,
    /// The votes of the option and of the strongest other are exchanged, where the other is ahead.
    /// It is done or not: it has no strength.
    Swap,
    /// The protocol is invented: a whole percentage of turnout, a whole percentage for the option,
    /// every second of them a multiple of five, and the counts worked out from them. Strength: how
    /// far turnout and share are moved from the honest ones to 100 %.
    Round,
    /// The same with percentages that are not rounded.
    Invent,
    /// Ballots for others are made invalid. Strength: what part of the others' votes.
    Spoil,
}

impl FraudKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Stuffing, Self::Steal, Self::Swap, Self::Round, Self::Invent, Self::Spoil];

    /// The name that a specification and JSON have.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stuffing => "stuffing",
            Self::Steal => "steal",
            Self::Swap => "swap",
            Self::Round => "round",
            Self::Invent => "invent",
            Self::Spoil => "spoil",
        }
    }

    /// The strength where none is given.
    pub const fn default_strength(self) -> f64 {
        match self {
            Self::Stuffing => 0.75,
            Self::Steal | Self::Spoil => 0.3,
            Self::Swap => 1.0,
            Self::Round | Self::Invent => 0.6,
        }
    }

    /// Whether votes of other options are needed for it.
    pub(crate) const fn needs_others(self) -> bool {
        matches!(self, Self::Steal | Self::Swap | Self::Spoil)
    }
}

/// Why a specification of fraud cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FraudError {
    /// No kind and share.
    #[error("fraud: found «{found}», expected KIND:SHARE or KIND:SHARE@STRENGTH")]
    Form {
        /// What was written.
        found: String,
    },
    /// An unknown kind.
    #[error("fraud: found the kind «{found}», expected one of {}", kinds())]
    Kind {
        /// What was written.
        found: String,
    },
    /// No share of stations.
    #[error(
        "fraud: {kind} at «{found}» of the stations, expected a fraction above 0 and up to 1, \
         such as 0.15"
    )]
    Share {
        /// The kind.
        kind: &'static str,
        /// What was written.
        found: String,
    },
    /// No strength.
    #[error(
        "fraud: {kind} with the strength «{found}», expected a fraction above 0 and up to 1, \
         such as 0.5"
    )]
    Strength {
        /// The kind.
        kind: &'static str,
        /// What was written.
        found: String,
    },
    /// A strength for what has none.
    #[error("fraud: swap with the strength «{found}», expected none: votes are exchanged or not")]
    NoStrength {
        /// What was written.
        found: String,
    },
}

fn kinds() -> String {
    FraudKind::ALL.map(FraudKind::as_str).join(", ")
}

impl Fraud {
    /// Reads a list such as `stuffing:0.15,round:0.05@0.8`; an empty text is no fraud.
    pub fn parse(text: &str) -> Result<Vec<Self>, FraudError> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        text.split(',').map(str::parse).collect()
    }
}

impl FromStr for Fraud {
    type Err = FraudError;

    fn from_str(text: &str) -> Result<Self, FraudError> {
        let text = text.trim();
        let form = || FraudError::Form { found: text.to_owned() };
        let (kind, rest) = text.split_once(':').ok_or_else(form)?;
        let known = FraudKind::ALL.into_iter().find(|known| known.as_str() == kind.trim());
        let kind = known.ok_or_else(|| FraudError::Kind { found: kind.trim().to_owned() })?;
        let name = kind.as_str();
        let (share, strength) = match rest.split_once('@') {
            Some((share, strength)) => (share.trim(), Some(strength.trim())),
            None => (rest.trim(), None),
        };
        let share = fraction(share)
            .ok_or_else(|| FraudError::Share { kind: name, found: share.to_owned() })?;
        let strength = match strength {
            None => kind.default_strength(),
            Some(found) if kind == FraudKind::Swap => {
                return Err(FraudError::NoStrength { found: found.to_owned() });
            }
            Some(found) => fraction(found)
                .ok_or_else(|| FraudError::Strength { kind: name, found: found.to_owned() })?,
        };
        Ok(Self { kind, share, strength })
    }
}

/// A number above 0 and up to 1.
fn fraction(text: &str) -> Option<f64> {
    let number = text.parse::<f64>().ok()?;
    (0.0 < number && number <= 1.0).then_some(number)
}

impl fmt::Display for Fraud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.share)?;
        if self.kind == FraudKind::Swap { Ok(()) } else { write!(f, "@{}", self.strength) }
    }
}

#[cfg(test)]
mod tests;
