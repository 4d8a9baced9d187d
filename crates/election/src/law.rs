//! The law of a contest as data: how votes become seats.
//!
//! Parsed from `[contest.rules]`; what each rule means in steps is in the `seats` crate, and every
//! key is explained in docs/election-toml.md.

mod raw;

use serde::{Deserialize, Serialize};

pub(crate) use raw::{Beside, RawRules};

use crate::{names::OptionId, ratio::Ratio, units::Seats};

/// The rules of a contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How votes become seats.
    pub formula: Formula,
    /// The share that an option needs to take part in the distribution.
    pub threshold: Option<Threshold>,
    /// How many lists must share the seats at the least, whatever the threshold says.
    pub minimum_lists: Option<u32>,
    /// What the lists that share the seats must have together, else more lists are let in.
    pub minimum_lists_share: Option<Bar>,
    /// What a list gets that only the two rules above let in.
    pub below_threshold: BelowThreshold,
    /// How many seats every list that takes part gets at the least.
    pub seats_at_least: u32,
    /// Who gets the seats that whole quotas leave.
    pub remaining_seats: RemainingSeats,
    /// What becomes of direct seats beyond a list's share.
    pub overhang: Overhang,
    /// How joint lists divide the seats that they won together.
    pub alliances: Alliances,
    /// National seats that level what the districts distorted.
    pub levelling: Option<Levelling>,
    /// The share of voters who must take part.
    pub turnout_quorum: Option<Bar>,
    /// The share that the winner, or the proposal, must have besides its majority.
    pub approval_quorum: Option<Bar>,
    /// What decides between equals.
    pub tie_break: TieBreak,
}

impl Rules {
    /// Rules with a formula and nothing else.
    pub fn of(formula: Formula) -> Self {
        Self {
            formula,
            threshold: None,
            minimum_lists: None,
            minimum_lists_share: None,
            below_threshold: BelowThreshold::default(),
            seats_at_least: 0,
            remaining_seats: RemainingSeats::default(),
            overhang: Overhang::default(),
            alliances: Alliances::default(),
            levelling: None,
            turnout_quorum: None,
            approval_quorum: None,
            tie_break: TieBreak::default(),
        }
    }
}

/// How votes become seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Whole quotas first, then the largest remainders.
    LargestRemainder(Quota),
    /// Highest averages by a series of divisors.
    Divisor(Divisor),
    /// Most votes win.
    Plurality,
    /// A majority wins, else a second round.
    Majority(Majority),
    /// Yes or no, with quorums.
    Referendum(Referendum),
}

impl Formula {
    /// Its name in `election.toml`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::LargestRemainder(_) => "largest-remainder",
            Self::Divisor(divisor) => divisor.name(),
            Self::Plurality => "plurality",
            Self::Majority(_) => "majority",
            Self::Referendum(_) => "referendum",
        }
    }
}

/// The quota of a largest remainder method, from the votes of the lists that share the seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quota {
    /// Votes / seats.
    #[default]
    Hare,
    /// ⌊votes / (seats + 1)⌋ + 1.
    Droop,
    /// Votes / (seats + 1), unrounded.
    HagenbachBischoff,
    /// Votes / (seats + 1), rounded half up to a whole number, as Slovakia's law has it.
    HagenbachBischoffRounded,
    /// Votes / (seats + 2), unrounded.
    Imperiali,
}

/// The series of divisors of a highest averages method: what the first, second, … seat costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// 1, 2, 3, … (Jefferson).
    Dhondt,
    /// 1, 3, 5, … (Webster).
    SainteLague,
    /// The first divisor given, then 3, 5, …; not zero.
    ModifiedSainteLague(Ratio),
    /// 1, 4, 7, …
    Danish,
    /// 0, 1, 2, …
    Adams,
    /// √(0·1), √(1·2), √(2·3), …
    HuntingtonHill,
    /// 1, 2, 4, 8, …
    Macau,
}

impl Divisor {
    /// Its name in `election.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dhondt => "dhondt",
            Self::SainteLague => "sainte-lague",
            Self::ModifiedSainteLague(_) => "modified-sainte-lague",
            Self::Danish => "danish",
            Self::Adams => "adams",
            Self::HuntingtonHill => "huntington-hill",
            Self::Macau => "macau",
        }
    }
}

/// A share to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The share.
    pub share: Ratio,
    /// Of what.
    pub of: Denominator,
    /// Whether exactly the share is too little.
    pub strict: bool,
}

/// The share that an option needs to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The share of an ordinary list.
    pub share: Ratio,
    /// Of what.
    pub of: Denominator,
    /// Whether exactly the share is too little.
    pub strict: bool,
    /// Whether the votes of the whole country or of each district are looked at.
    pub scope: Scope,
    /// The share of a minority's list; zero exempts it.
    pub minority: Option<Ratio>,
    /// What the votes of a minority's list below the ordinary share count for.
    pub minority_factor: Ratio,
    /// The share of an independent list or candidate; zero exempts it.
    pub independent: Option<Ratio>,
    /// The shares of coalitions by their number of parties, fewest parties first.
    pub coalition: Vec<CoalitionShare>,
    /// So many direct seats do instead of the share.
    pub direct_seats: Option<u32>,
    /// So large a share in one district does for the seats of that district.
    pub in_district: Option<Ratio>,
}

impl Threshold {
    /// A threshold with one share for all.
    pub const fn of(share: Ratio, of: Denominator) -> Self {
        Self {
            share,
            of,
            strict: false,
            scope: Scope::Nation,
            minority: None,
            minority_factor: Ratio::ONE,
            independent: None,
            coalition: Vec::new(),
            direct_seats: None,
            in_district: None,
        }
    }
}

/// The share that a coalition of at least so many parties needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoalitionShare {
    /// How many parties at the least.
    pub parties: u32,
    /// The share.
    pub share: Ratio,
}

/// Where a threshold is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The votes of all districts together.
    #[default]
    Nation,
    /// The votes of each district for its own seats.
    District,
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

/// What a list gets that passed no threshold and was let in to make up the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BelowThreshold {
    /// What its votes over the quota are multiplied by.
    pub factor: Ratio,
    /// How many seats it gets at the least.
    pub seats: u32,
}

impl Default for BelowThreshold {
    fn default() -> Self {
        Self { factor: Ratio::ONE, seats: 0 }
    }
}

/// Who gets the seats that whole quotas leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemainingSeats {
    /// One each to the lists with the largest remainders.
    #[default]
    LargestRemainders,
    /// One each to the lists with the most votes (Georgia).
    MostVotes,
}

/// What becomes of direct seats (`direct-seats` of an option) beyond a list's share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overhang {
    /// Nothing: direct seats are filled from the list's share.
    #[default]
    None,
    /// They are added, and the house grows (New Zealand).
    Added,
}

/// How lists that stand together (`alliance` of an option) divide what they won.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alliances {
    /// The formula within an alliance; nothing: that of the contest.
    pub formula: Option<Formula>,
    /// Whose share the threshold looks at.
    pub threshold: AllianceThreshold,
}

/// Whose share is compared with the threshold where lists stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AllianceThreshold {
    /// Each member's own: one that fails leaves the alliance.
    #[default]
    Member,
    /// The alliance's as a whole.
    Alliance,
}

/// National seats besides those of the districts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levelling {
    /// How many.
    pub seats: Seats,
    /// How all seats together would be distributed nationally.
    pub formula: Formula,
    /// Who takes part; nothing: the threshold of the contest.
    pub threshold: Option<Threshold>,
}

/// When somebody is elected by a majority, and who goes on when nobody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Majority {
    /// Each by itself is enough.
    pub enough: Vec<Win>,
    /// How many go to the second round; 0: there is none.
    pub runoff: u32,
}

/// A share, and a lead over the next, with which one is elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Win {
    /// The share.
    pub bar: Bar,
    /// The lead over the second, as a share of the same whole.
    pub lead: Ratio,
}

/// What a referendum needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referendum {
    /// The option that adopts the proposal.
    pub approve: OptionId,
    /// What it needs.
    pub majority: Bar,
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
    /// The option with fewer votes.
    FewestVotes,
    /// The option that stands first on the ballot (or was registered first).
    BallotOrder,
}
