//! The law of a contest as data: how votes become seats.
//!
//! Parsed from `[contest.rules]`; what each rule means in steps is in the `seats` crate.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{contest::ContestKind, file::Reader, ratio::Ratio};

/// The rules of a contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How votes become seats.
    pub formula: Formula,
    /// The share that an option needs to take part in the distribution.
    pub threshold: Option<Threshold>,
    /// How many lists must share the seats at the least, whatever the threshold says.
    pub minimum_lists: Option<u32>,
    /// What decides between equals.
    pub tie_break: TieBreak,
}

/// How votes become seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formula {
    /// Whole quotas first, then the largest remainders.
    LargestRemainder(Quota),
    /// Highest averages by a series of divisors.
    Divisor(Divisor),
    /// Most votes win.
    Plurality,
    /// More than half wins, else a second round.
    Majority,
    /// Yes or no, with quorums.
    Referendum,
}

/// The quota of a largest remainder method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quota {
    /// Votes / seats.
    Hare,
    /// ⌊votes / (seats + 1)⌋ + 1.
    Droop,
    /// Votes / (seats + 1).
    HagenbachBischoff,
    /// Votes / (seats + 2).
    Imperiali,
}

/// The series of divisors of a highest averages method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Divisor {
    /// 1, 2, 3, …
    Dhondt,
    /// 1, 3, 5, …
    SainteLague,
    /// 1.4, 3, 5, …
    ModifiedSainteLague,
    /// 1, 4, 7, …
    Danish,
    /// 0, 1, 2, …
    Adams,
    /// √(0·1), √(1·2), √(2·3), …
    HuntingtonHill,
    /// 1, 2, 4, 8, …
    Macau,
}

/// The share that an option needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The share.
    pub share: Ratio,
    /// Of what.
    pub of: Denominator,
}

/// What a share is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denominator {
    /// Valid votes.
    #[default]
    Valid,
    /// Ballots cast.
    Cast,
    /// Registered voters.
    Registered,
}

/// What decides between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreak {
    /// The law is silent or calls for a lot: the tie is the result.
    #[default]
    Lot,
    /// The option with more votes.
    MostVotes,
    /// The option that stands first on the ballot (or was registered first).
    BallotOrder,
}

/// `[contest.rules]` as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawRules {
    formula: Option<Spanned<String>>,
    quota: Option<Quota>,
    threshold: Option<RawThreshold>,
    minimum_lists: Option<u32>,
    #[serde(default)]
    tie_break: TieBreak,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawThreshold {
    share: Spanned<toml::Value>,
    #[serde(default)]
    of: Denominator,
}

impl RawRules {
    /// Turns what was written into rules; problems go to the reader.
    pub(crate) fn resolve(self, kind: ContestKind, reader: &mut Reader<'_>) -> Option<Rules> {
        let _ = kind;
        let formula = match self.formula.as_ref().map(|f| f.get_ref().as_str()) {
            Some("largest-remainder") => {
                Formula::LargestRemainder(self.quota.unwrap_or(Quota::Hare))
            }
            Some("dhondt") => Formula::Divisor(Divisor::Dhondt),
            _ => Formula::Plurality,
        };
        let threshold = match self.threshold {
            Some(raw) => Some(Threshold { share: reader.ratio("share", &raw.share)?, of: raw.of }),
            None => None,
        };
        Some(Rules {
            formula,
            threshold,
            minimum_lists: self.minimum_lists,
            tie_break: self.tie_break,
        })
    }
}
