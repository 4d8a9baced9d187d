//! Largest remainder methods: whole quotas first, then the largest remainders.
//!
//! Hare: Hamilton 1792, Balinski and Young, *Fair Representation*, 1982, ch. 3. Droop: H. R. Droop,
//! 1881. Hagenbach-Bischoff and Imperiali: Gallagher, *Electoral Studies* 11 (1992), 339-359.
//!
//! Quotas smaller than Hare's can give more whole quotas than there are seats. Then the seats too
//! many are taken back from the smallest remainders, as Slovakia's law 180/2014, § 68 (4), says.

use sanaq_election::{Quota, RemainingSeats};

use crate::{
    choice::choose,
    list::{Entrant, Field, Move, Working},
    outcome::Basis,
    standing::Standing,
};

/// A quota as a fraction of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) num: u128,
    pub(crate) den: u128,
}

impl Price {
    /// The quota of so many votes and seats; never zero unless there are no votes.
    pub(crate) fn of(quota: Quota, votes: u128, seats: u32) -> Self {
        let seats = u128::from(seats);
        match quota {
            Quota::Hare => Self { num: votes, den: seats.max(1) },
            Quota::Droop => Self { num: votes / (seats + 1) + 1, den: 1 },
            Quota::HagenbachBischoff => Self { num: votes, den: seats + 1 },
            Quota::HagenbachBischoffRounded => {
                let rounded = (2 * votes + seats + 1) / (2 * (seats + 1));
                Self { num: rounded.max(1), den: 1 }
            }
            Quota::Imperiali => Self { num: votes, den: seats + 2 },
        }
    }

    /// Whole quotas in the votes, and what remains of the votes times `den`.
    fn divide(self, weighted: u64, scale: u64) -> (u128, u128) {
        let (votes, unit) = self.scaled(weighted, scale);
        (votes / unit, votes % unit)
    }

    /// Votes and quota, both multiplied so that they are whole.
    fn scaled(self, weighted: u64, scale: u64) -> (u128, u128) {
        (u128::from(weighted) * self.den, u128::from(scale) * self.num)
    }
}

/// Distributes the seats of a field.
pub(crate) fn distribute(field: &Field<'_>, quota: Quota) -> Working {
    let votes: u128 = field.entrants.iter().map(|entrant| u128::from(entrant.votes)).sum();
    let mut working = Working::of(field.entrants.len());
    if votes == 0 {
        return working;
    }
    let price = Price::of(quota, votes, field.seats);
    let below = u128::from(field.scale) * price.den;
    working.quota = Some(Standing::fraction(price.num, price.den));
    let mut remainders = Vec::with_capacity(field.entrants.len());
    for (at, entrant) in field.entrants.iter().enumerate() {
        let (whole, remainder) = price.divide(entrant.weighted, field.scale);
        // More quotas than seats are taken back below.
        let whole = u32::try_from(whole).unwrap_or(u32::MAX);
        let (votes, unit) = price.scaled(entrant.weighted, field.scale);
        let in_quotas = Standing::fraction(votes, unit);
        working.give(at, whole, Basis::Quota, in_quotas);
        let missing = entrant.at_least.saturating_sub(whole);
        // A list that was granted more than its quotas has no claim to a remainder seat besides.
        remainders.push(if missing > 0 { 0 } else { remainder });
        working.give(at, missing, Basis::AtLeast, Standing::whole(entrant.at_least.into()));
    }
    round_to_house(field, &remainders, below, &mut working);
    working
}

/// Gives what is left to the largest remainders, or to the most votes where the law says so
/// (Georgia's Election Code, art. 125), or takes what is too much from the smallest remainders.
fn round_to_house(field: &Field<'_>, remainders: &[u128], below: u128, working: &mut Working) {
    let remainder = |at: usize| remainders.get(at).copied().unwrap_or(0);
    let votes = |at: usize| field.entrants.get(at).map_or(0, |entrant| entrant.votes);
    loop {
        let given = working.total();
        let seats = u64::from(field.seats);
        let takes_back = given > seats;
        let by_votes = field.remaining == RemainingSeats::MostVotes && !takes_back;
        let may = |at: usize, entrant: &Entrant| {
            entrant.weighted > 0 && (!takes_back || working.seats_of(at) > entrant.at_least)
        };
        let runners = field.runners(may);
        let left = usize::try_from(given.abs_diff(seats)).unwrap_or(usize::MAX);
        if left == 0 || runners.is_empty() {
            return;
        }
        let count = left.min(runners.len());
        let basis = match (takes_back, by_votes) {
            (true, _) => Basis::TakenBack,
            (false, true) => Basis::Votes,
            (false, false) => Basis::Remainder,
        };
        let standing = |at: usize| match basis {
            Basis::Votes => Standing::whole(votes(at)),
            _ => Standing::fraction(remainder(at), below),
        };
        let choice = choose(
            runners,
            count,
            |one, two| {
                let order = remainder(one.entrant).cmp(&remainder(two.entrant));
                match basis {
                    Basis::TakenBack => order.reverse(),
                    Basis::Votes => one.votes.cmp(&two.votes),
                    _ => order,
                }
            },
            field.tie_break,
        );
        working.apply(choice, basis, standing);
        if working.is_open() {
            return;
        }
    }
}

impl Working {
    /// Gives seats to an entrant, or nothing if there are none.
    pub(crate) fn give(&mut self, entrant: usize, seats: u32, basis: Basis, standing: Standing) {
        let Some(total) = self.seats.get_mut(entrant).filter(|_| seats > 0) else { return };
        *total += seats;
        self.moves.push(Move { entrant, basis, seats, standing, total: *total });
    }

    /// Takes one seat back from an entrant.
    pub(crate) fn take(&mut self, entrant: usize, standing: Standing) {
        let Some(total) = self.seats.get_mut(entrant).filter(|total| **total > 0) else { return };
        *total -= 1;
        self.moves.push(Move {
            entrant,
            basis: Basis::TakenBack,
            seats: 1,
            standing,
            total: *total,
        });
    }
}
