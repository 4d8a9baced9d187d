//! What the law brings about: the situation, the seats, and the working.

use sanaq_election::{Denominator, OptionId, Ratio, Seats, TieBreak, Votes};
use serde::Serialize;

use crate::standing::Standing;

/// What the law makes of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Where matters stand.
    pub situation: Situation,
    /// The seats to be filled.
    pub seats: Seats,
    /// What the shares are shares of: the whole that the law's threshold names.
    pub shares_of: Denominator,
    /// The options in the order of the ballot.
    pub options: Vec<OptionOutcome>,
    /// The quota, where the formula has one for the whole country.
    pub quota: Option<Standing>,
    /// Ties at the edge of the last seat, broken or not.
    pub ties: Vec<Tie>,
    /// How each seat was won, in order.
    pub steps: Vec<Step>,
    /// What a reader should know.
    pub notes: Vec<Note>,
    /// The districts; empty where the contest has none.
    pub districts: Vec<DistrictOutcome>,
}

/// Where matters stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Situation {
    /// Every seat that can be filled is.
    Filled,
    /// Some seats wait for a lot.
    LotsNeeded,
    /// No option may take a seat.
    NobodyPassed,
    /// Nobody has the majority: these go on.
    SecondRound {
        /// Who goes on.
        between: Vec<OptionId>,
    },
    /// Nobody has the majority, and there is no second round.
    NobodyElected,
    /// Too few took part, or too few approved.
    QuorumMissed {
        /// Which quorum.
        quorum: Quorum,
        /// What was reached.
        reached: Option<Ratio>,
        /// What the law asks.
        needed: Ratio,
    },
    /// The proposal is adopted.
    Adopted,
    /// The proposal is rejected.
    Rejected,
}

/// A quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quorum {
    /// Of those who took part.
    Turnout,
    /// Of those who voted for the winner.
    Approval,
}

/// One option's part in the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionOutcome {
    /// Which option.
    pub id: OptionId,
    /// Its votes.
    pub votes: Votes,
    /// Its share; nothing where the whole is zero or unknown.
    pub share: Option<Ratio>,
    /// Whether it takes part in the distribution.
    pub passed: bool,
    /// Why it does or does not.
    pub admission: Admission,
    /// The seats that are certain.
    pub seats: Seats,
    /// How many of them are levelling seats.
    pub levelling_seats: Seats,
}

/// Why an option takes part in the distribution or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Admission {
    /// There is no threshold.
    NoThreshold,
    /// It reached the share.
    Reached {
        /// The share that it needed.
        needed: Ratio,
    },
    /// The law asks no share of its kind.
    Exempt,
    /// It has enough direct seats.
    DirectSeats {
        /// How many it needed.
        needed: u32,
    },
    /// The law asks for more lists than passed.
    LetIn {
        /// Which rule.
        by: LetInBy,
    },
    /// It reached the share that counts in some districts, and takes part there only.
    InDistricts {
        /// Where.
        districts: Vec<OptionId>,
    },
    /// Its alliance reached the share.
    Alliance {
        /// The share that the alliance needed.
        needed: Ratio,
    },
    /// It did not reach the share.
    Below {
        /// The share that it needed.
        needed: Ratio,
    },
    /// A vote for none, or for nobody in particular.
    TakesNoSeats,
    /// Nobody voted for it.
    NoVotes,
}

/// Which rule lets in lists below the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetInBy {
    /// So many lists must share the seats.
    MinimumLists,
    /// The lists that share the seats must have so large a share together.
    MinimumListsShare,
}

/// How one or several seats were won.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Where, in a contest with districts; nothing: in the whole country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<OptionId>,
    /// The alliance that divides its seats, where lists stand together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alliance: Option<OptionId>,
    /// Who won them: an option, or an alliance in the first division.
    pub winner: OptionId,
    /// By what.
    pub basis: Basis,
    /// How many seats; for [`Basis::TakenBack`], how many were lost.
    pub seats: Seats,
    /// What decided: votes in quotas, the remainder, the quotient, or the votes.
    pub standing: Standing,
    /// The seats that the winner has afterwards in this distribution.
    pub total: Seats,
}

/// By what a seat was won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Whole quotas.
    Quota,
    /// A largest remainder.
    Remainder,
    /// A highest average.
    Quotient,
    /// The seats that the law grants at the least.
    AtLeast,
    /// A seat too many, taken back from the smallest remainder.
    TakenBack,
    /// The most votes.
    Votes,
    /// The law's rule for equals.
    TieBreak,
    /// What is missing to the national share.
    Levelling,
}

/// Equals at the edge of the last seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// Where, in a contest with districts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<OptionId>,
    /// Within which alliance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alliance: Option<OptionId>,
    /// What is equal.
    pub basis: Basis,
    /// The equals, in the order of the ballot.
    pub candidates: Vec<OptionId>,
    /// The seats at stake among them, at most one each; for [`Basis::TakenBack`], seats to lose.
    pub seats: Seats,
    /// What they all have.
    pub standing: Standing,
    /// Whom the law's tie-break chose.
    pub chosen: Vec<OptionId>,
    /// By which tie-break.
    pub broken_by: TieBreak,
    /// Those among whom a lot must decide; empty: the tie is broken.
    pub undecided: Vec<OptionId>,
}

impl Tie {
    /// Whether a lot is needed.
    pub fn is_open(&self) -> bool {
        !self.undecided.is_empty()
    }
}

/// What a reader of the outcome should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Note {
    /// The number of valid votes was not given; the sum of the options' votes stands for it.
    ValidIsSumOfVotes {
        /// The sum.
        sum: Votes,
    },
    /// The number of valid votes is not the sum of the options' votes.
    ValidDiffers {
        /// As given.
        valid: Votes,
        /// As added up.
        sum: Votes,
    },
    /// A list below the threshold was let in.
    LetIn {
        /// Which list.
        option: OptionId,
        /// By which rule.
        by: LetInBy,
    },
    /// Whom to let in is a tie: nobody of these was.
    LettingInTied {
        /// The equals.
        candidates: Vec<OptionId>,
        /// By which rule.
        by: LetInBy,
    },
    /// A vote for none has more votes than any option that can be elected.
    AgainstAllLeads {
        /// Which option.
        option: OptionId,
    },
    /// Seats that nobody can take.
    Unfilled {
        /// How many.
        seats: Seats,
    },
    /// A list has more direct seats than its share: the house grows by them.
    Overhang {
        /// Which list.
        option: OptionId,
        /// The seats beyond its share.
        seats: Seats,
    },
    /// A list won more seats in the districts than its national share: it keeps them, and the
    /// others share the rest.
    MoreThanItsShare {
        /// Which list.
        option: OptionId,
        /// The seats that it keeps.
        has: Seats,
        /// Its national share.
        share: Seats,
    },
    /// A lot in a district comes first: levelling seats are as if its seats stayed empty.
    LevellingAwaitsLot,
}

/// A district's part in the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DistrictOutcome {
    /// Which district.
    pub id: OptionId,
    /// Its seats.
    pub seats: Seats,
    /// Its quota, where the formula has one.
    pub quota: Option<Standing>,
    /// The certain seats of each option, in the order of the ballot.
    pub won: Vec<Seats>,
}

impl Outcome {
    /// The certain seats of each option, in the order of the ballot.
    pub fn seats_won(&self) -> Vec<u32> {
        self.options.iter().map(|option| option.seats.get()).collect()
    }
}
