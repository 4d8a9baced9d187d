//! The election and its contest.

use serde::{Deserialize, Serialize};

use crate::{
    law::Rules,
    names::{Names, OptionId},
    protocol::Protocol,
    units::Seats,
};

/// An election: the event, one contest of it, and the protocol that stations fill in.
#[derive(Clone, Debug)]
pub struct Election {
    /// What it is called.
    pub name: Names,
    /// The day, as written: year-month-day.
    pub date: String,
    /// The country's ISO 3166 code.
    pub country: String,
    /// When the polls are open, in each station's local time.
    pub polls: Option<Hours>,
    /// What is voted on.
    pub contest: Contest,
    /// The lines of the station's results sheet and the arithmetic between them.
    pub protocol: Protocol,
}

/// Opening hours in local time, as written: `07:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// When the polls open.
    pub open: String,
    /// When the polls close.
    pub close: String,
}

/// One race with its options and its law.
#[derive(Clone, Debug)]
pub struct Contest {
    /// Its identifier.
    pub id: OptionId,
    /// What kind of race.
    pub kind: ContestKind,
    /// Seats to be filled.
    pub seats: Seats,
    /// What can be voted for, in the order of the ballot. Empty: whatever the results name.
    pub options: Vec<OptionInfo>,
    /// Where seats are filled by the votes of a part of the country. Empty: one nation.
    pub districts: Vec<District>,
    /// The law.
    pub rules: Rules,
}

/// A part of the country that fills seats of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct District {
    /// Its identifier.
    pub id: OptionId,
    /// Its seats.
    pub seats: Seats,
    /// The area of the station results that it covers; nothing: the area named as its `id`.
    pub area: Option<String>,
}

/// What kind of race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContestKind {
    /// Party lists.
    List,
    /// The most votes win.
    Plurality,
    /// More than half wins, else a second round.
    Majority,
    /// Yes or no.
    Referendum,
}

/// One option of the ballot.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OptionInfo {
    /// Its identifier.
    pub id: OptionId,
    /// What it is called.
    #[serde(default)]
    pub name: Names,
    /// An abbreviation for narrow places.
    pub short: Option<String>,
    /// Its colour as `#rrggbb`.
    pub color: Option<String>,
    /// What kind of option it is: the law may treat them apart.
    #[serde(default)]
    pub kind: OptionKind,
    /// How many parties stand behind it, where the law asks more of a coalition.
    pub parties: Option<u32>,
    /// Seats it has already won elsewhere, where the law counts them (direct mandates).
    #[serde(default)]
    pub direct_seats: u32,
    /// The lists that it stands together with share this name, where the law knows joint lists or
    /// agreements on surplus votes.
    pub alliance: Option<OptionId>,
}

/// What kind of option: laws set other thresholds for some, and «against all» takes no seat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptionKind {
    /// A party's list, or a candidate.
    #[default]
    Party,
    /// A joint list of several parties.
    Coalition,
    /// A list of a national minority.
    Minority,
    /// An independent list or candidate.
    Independent,
    /// A vote for none: counts in the denominator, takes no seat.
    AgainstAll,
    /// Whatever the source lumps together: counts in the denominator, takes no seat.
    Other,
}

impl OptionKind {
    /// Whether it can be elected at all.
    pub const fn is_eligible(self) -> bool {
        !matches!(self, Self::AgainstAll | Self::Other)
    }
}

impl OptionInfo {
    /// An option of which only the identifier is known.
    pub fn bare(id: OptionId) -> Self {
        Self {
            name: Names::english(id.as_str()),
            id,
            short: None,
            color: None,
            kind: OptionKind::Party,
            parties: None,
            direct_seats: 0,
            alliance: None,
        }
    }

    /// What to call it in a language; its identifier where it has no name.
    pub fn label(&self, language: &str) -> &str {
        self.name.get(language).unwrap_or(self.id.as_str())
    }
}
