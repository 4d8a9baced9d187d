//! Seats without the working, for millions of draws of an estimate.
//!
//! [`Allocator`] gives what [`allocate`](crate::allocate) gives, without allocating memory. Divisor
//! methods start from the rounded quota and repair the rest, the jump-and-step algorithm of
//! Pukelsheim (*Proportional Representation*, 2nd ed. 2017, ch. 4.6), and end with its certificate:
//! no list's next quotient is above any list's last.

mod divisor;
mod entrants;
mod remainder;

use sanaq_election::{Contest, Formula, Scope};

use crate::{poll::InputError, quotient::Series};
use entrants::{Entrants, Law};

/// Distributes the seats of one contest again and again.
///
/// A draw needs an answer even where the law asks for a lot: then the options that stand first on
/// the ballot get the seats, and the call says [`Ending::LotNeeded`].
///
/// ```
/// use sanaq_seats::{Allocator, Ending, Wholes};
///
/// let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
/// let mut allocator = Allocator::new(&election.contest).unwrap();
/// let mut seats = [0; 5];
/// let votes = [5_148_074, 792_828, 659_019, 383_023, 258_618];
/// assert_eq!(allocator.seats(&votes, Wholes::default(), &mut seats), Ok(Ending::Decided));
/// assert_eq!(seats, [76, 12, 10, 0, 0]);
/// ```
#[derive(Clone, Debug)]
pub struct Allocator {
    law: Law,
    formula: Kind,
    seats: u32,
    entrants: Entrants,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Remainder(sanaq_election::Quota),
    Series(Series),
    MostVotes,
}

/// Whether the law gave all seats by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every seat follows from the votes and the law.
    Decided,
    /// The last seats are a tie that the law leaves to a lot; the order of the ballot stood in.
    LotNeeded,
}

/// The figures that shares are taken of, where known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wholes {
    /// Valid votes; nothing: the sum of the options' votes.
    pub valid: Option<u64>,
    /// Ballots cast.
    pub cast: Option<u64>,
    /// Registered voters.
    pub registered: Option<u64>,
}

/// A contest whose outcome is not a distribution of one house by one formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {0}, expected a contest without them: `allocate` takes it")]
pub struct Unsupported(&'static str);

impl Allocator {
    /// Prepares for a contest of lists or plurality in one nation-wide district.
    ///
    /// # Errors
    /// For contests with districts, alliances, majorities or referendums.
    pub fn new(contest: &Contest) -> Result<Self, Unsupported> {
        let threshold = contest.rules.threshold.as_ref();
        if !contest.districts.is_empty() || threshold.is_some_and(|t| t.scope == Scope::District) {
            return Err(Unsupported("districts"));
        }
        if contest.options.iter().any(|option| option.alliance.is_some()) {
            return Err(Unsupported("alliances"));
        }
        let formula = match &contest.rules.formula {
            Formula::LargestRemainder(quota) => Kind::Remainder(*quota),
            Formula::Divisor(divisor) => Kind::Series(Series::from(*divisor)),
            Formula::Plurality => Kind::MostVotes,
            Formula::Majority(_) => return Err(Unsupported("a majority")),
            Formula::Referendum(_) => return Err(Unsupported("a referendum")),
        };
        Ok(Self {
            law: Law::of(contest).ok_or(Unsupported("factors with too many digits"))?,
            formula,
            seats: contest.seats.get(),
            entrants: Entrants::with_capacity(contest.options.len()),
        })
    }

    /// Distributes the seats: `votes` and `out` in the order of the contest's options.
    ///
    /// # Errors
    /// When the votes are not those of the contest's options, a whole that the law asks for is
    /// unknown, or the votes are too many to add up.
    pub fn seats(
        &mut self,
        votes: &[u64],
        wholes: Wholes,
        out: &mut [u32],
    ) -> Result<Ending, InputError> {
        let expected = self.law.len();
        if votes.len() != expected || out.len() != expected {
            return Err(InputError::Options { found: votes.len().min(out.len()), expected });
        }
        let tied = self.entrants.admit(&self.law, votes, wholes)?;
        self.entrants.grant(self.seats);
        let ending = match self.formula {
            Kind::Remainder(quota) => self.entrants.by_remainder(&self.law, quota, self.seats),
            Kind::Series(series) => self.entrants.by_divisor(&self.law, series, self.seats),
            Kind::MostVotes => self.entrants.by_votes(&self.law, self.seats),
        };
        out.fill(0);
        self.entrants.write(&self.law, out);
        Ok(if tied == Ending::LotNeeded { tied } else { ending })
    }
}
