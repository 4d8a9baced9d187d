//! Largest remainders, and the most votes, in columns.

use std::cmp::Ordering;

use sanaq_election::{Quota, RemainingSeats};

use super::{
    Ending,
    entrants::{Entrant, Entrants, Law, tie_order},
};
use crate::remainder::Price;

impl Entrants {
    /// Whole quotas, then one seat each to the largest remainders.
    pub(super) fn by_remainder(&mut self, law: &Law, quota: Quota, house: u32) -> Ending {
        if self.votes == 0 {
            return Ending::Decided;
        }
        let price = Price::of(quota, u128::from(self.votes), house);
        let unit = u128::from(law.scale) * price.num;
        let narrow = u64::try_from(unit).ok().zip(u64::try_from(price.den).ok());
        let narrow = narrow.filter(|(_, den)| self.weighted.checked_mul(*den).is_some());
        for entrant in &mut self.list {
            let (whole, rest) = if let Some((unit, den)) = narrow {
                let votes = entrant.weighted * den;
                (u128::from(votes / unit), u128::from(votes % unit))
            } else {
                let votes = u128::from(entrant.weighted) * price.den;
                (votes / unit, votes % unit)
            };
            let whole = u32::try_from(whole).unwrap_or(u32::MAX);
            entrant.seats = whole.max(entrant.at_least);
            entrant.rest = if entrant.at_least > whole { 0 } else { rest };
        }
        loop {
            let given: u64 = self.list.iter().map(|entrant| u64::from(entrant.seats)).sum();
            let back = given > u64::from(house);
            self.order.clear();
            let may = |entrant: &Entrant| !back || entrant.seats > entrant.at_least;
            let places = self.list.iter().enumerate().filter(|(_, entrant)| may(entrant));
            self.order.extend(places.map(|(at, _)| at));
            let left = usize::try_from(given.abs_diff(u64::from(house))).unwrap_or(usize::MAX);
            if left == 0 || self.order.is_empty() {
                return Ending::Decided;
            }
            let by_votes = law.remaining == RemainingSeats::MostVotes;
            let ending = self.move_one_each(law, left, |one, two| match (back, by_votes) {
                (true, _) => one.rest.cmp(&two.rest),
                (false, true) => two.votes.cmp(&one.votes),
                (false, false) => two.rest.cmp(&one.rest),
            });
            for at in self.order.iter().take(left) {
                let Some(entrant) = self.list.get_mut(*at) else { continue };
                entrant.seats = if back { entrant.seats - 1 } else { entrant.seats + 1 };
            }
            if ending == Ending::LotNeeded {
                return ending;
            }
        }
    }

    /// One seat each to those with the most votes.
    pub(super) fn by_votes(&mut self, law: &Law, house: u32) -> Ending {
        self.order.clear();
        self.order.extend(0..self.list.len());
        let count = usize::try_from(house).unwrap_or(usize::MAX);
        let ending = self.move_one_each(law, count, |one, two| two.votes.cmp(&one.votes));
        for at in self.order.iter().take(count) {
            if let Some(entrant) = self.list.get_mut(*at) {
                entrant.seats = 1;
            }
        }
        ending
    }

    /// Brings the first `count` of `order` to its front; equals by the law's tie-break and then by
    /// the ballot. Says whether the ballot decided.
    fn move_one_each(
        &mut self,
        law: &Law,
        count: usize,
        first: impl Fn(&Entrant, &Entrant) -> Ordering,
    ) -> Ending {
        if count >= self.order.len() || count == 0 {
            return Ending::Decided;
        }
        let list = &self.list;
        let by_law = |one: &usize, two: &usize| match (list.get(*one), list.get(*two)) {
            (Some(one), Some(two)) => {
                first(one, two).then_with(|| tie_order(law.tie_break, one, two))
            }
            _ => Ordering::Equal,
        };
        let (_, last, after) = self
            .order
            .select_nth_unstable_by(count - 1, |one, two| by_law(one, two).then(one.cmp(two)));
        let equal = after.iter().any(|next| by_law(last, next).is_eq());
        if equal { Ending::LotNeeded } else { Ending::Decided }
    }
}
