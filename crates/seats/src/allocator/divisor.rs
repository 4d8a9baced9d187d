//! Highest averages by jump and step.

use std::cmp::Ordering;

use super::{
    Ending,
    entrants::{Entrant, Entrants, Law, tie_order},
};
use crate::quotient::{Asking, Series};

impl Entrant {
    /// What it would ask its next seat with.
    const fn next(&self) -> Asking {
        Asking { votes: self.weighted, seats: self.seats }
    }

    /// What it won its last seat with, if that seat can be taken.
    fn last(&self) -> Option<Asking> {
        let seats = self.seats.checked_sub(1).filter(|seats| *seats >= self.at_least)?;
        Some(Asking { votes: self.weighted, seats })
    }
}

impl Entrants {
    /// Starts from rounded quotas, repairs the sum, then checks that no next quotient is above any
    /// last one.
    pub(super) fn by_divisor(&mut self, law: &Law, series: Series, house: u32) -> Ending {
        if self.list.is_empty() {
            return Ending::Decided;
        }
        self.jump(series, house);
        let mut given: u64 = self.list.iter().map(|entrant| u64::from(entrant.seats)).sum();
        while given < u64::from(house) {
            self.step(|list| highest_next(series, list), 1);
            given += 1;
        }
        while given > u64::from(house) && self.step(|list| lowest_last(series, list), -1) {
            given -= 1;
        }
        loop {
            let next = highest_next(series, &self.list);
            let last = lowest_last(series, &self.list);
            let asking = next.zip(last).and_then(|(next, last)| {
                Some((self.list.get(next)?.next(), self.list.get(last)?.last()?))
            });
            let Some((next, last)) = asking else { return Ending::Decided };
            match series.compare(next, last) {
                Ordering::Less => return Ending::Decided,
                Ordering::Equal => return self.settle(law, series, last),
                Ordering::Greater => {
                    self.step(|list| lowest_last(series, list), -1);
                    self.step(|list| highest_next(series, list), 1);
                }
            }
        }
    }

    /// Moves a seat to or from the entrant that is found.
    fn step(&mut self, find: impl Fn(&[Entrant]) -> Option<usize>, by: i32) -> bool {
        let found = find(&self.list);
        let Some(entrant) = found.and_then(|at| self.list.get_mut(at)) else { return false };
        entrant.seats = entrant.seats.saturating_add_signed(by);
        true
    }

    /// Guesses each entrant's seats.
    fn jump(&mut self, series: Series, house: u32) {
        match series {
            Series::Linear { first, second, step, .. } => {
                let seats = linear_guess([first, second, step], self.list.len(), house);
                self.each(house, seats);
            }
            // √(s(s+1)) is about s + 1/2, the divisors of Sainte-Laguë.
            Series::Geometric => {
                self.each(house, linear_guess([0, 3, 2], self.list.len(), house));
            }
            Series::Doubling => {
                let bits = |entrant: &Entrant| i64::from(entrant.weighted.max(1).ilog2());
                let all: i64 = self.list.iter().map(bits).sum();
                let count = i64::try_from(self.list.len()).unwrap_or(i64::MAX);
                let base = (i64::from(house) - all).div_euclid(count);
                for entrant in &mut self.list {
                    let guess = u32::try_from((base + bits(entrant)).max(0)).unwrap_or(house);
                    entrant.seats = guess.clamp(entrant.at_least.min(house), house);
                }
            }
        }
    }

    /// Applies a guess of seats from the share that an entrant has of the weighted votes.
    fn each(&mut self, house: u32, guess: Guess) {
        let all = u128::from(self.weighted).max(1);
        let narrow = u64::try_from(guess.twice).ok();
        let narrow = narrow.filter(|twice| self.weighted.checked_mul(*twice).is_some());
        for entrant in &mut self.list {
            let twice = match narrow {
                Some(twice) => u128::from(entrant.weighted * twice / self.weighted.max(1)),
                None => u128::from(entrant.weighted).saturating_mul(guess.twice) / all,
            };
            let seats = guess.seats(u64::try_from(twice).unwrap_or(u64::MAX));
            let seats = u32::try_from(seats).unwrap_or(house).min(house);
            entrant.seats = seats.max(entrant.at_least);
        }
    }

    /// Gives the tied seats to those whom the law prefers, then to the first on the ballot.
    fn settle(&mut self, law: &Law, series: Series, edge: Asking) -> Ending {
        let at_edge = |asking: Asking| series.compare(asking, edge).is_eq();
        self.order.clear();
        let mut seats = 0;
        for (at, entrant) in self.list.iter_mut().enumerate() {
            if entrant.last().is_some_and(at_edge) {
                entrant.seats -= 1;
                seats += 1;
                self.order.push(at);
            } else if at_edge(entrant.next()) {
                self.order.push(at);
            }
        }
        let list = &mut self.list;
        let by_law = |list: &[Entrant], one: usize, two: usize| match (list.get(one), list.get(two))
        {
            (Some(one), Some(two)) => tie_order(law.tie_break, one, two),
            _ => Ordering::Equal,
        };
        self.order.sort_unstable_by(|one, two| by_law(list, *one, *two).then(one.cmp(two)));
        for at in self.order.iter().take(seats) {
            if let Some(entrant) = list.get_mut(*at) {
                entrant.seats += 1;
            }
        }
        let last = seats.checked_sub(1).and_then(|last| self.order.get(last));
        match last.zip(self.order.get(seats)) {
            Some((last, next)) if by_law(list, *last, *next).is_eq() => Ending::LotNeeded,
            _ => Ending::Decided,
        }
    }
}

/// How a share becomes a guess of seats.
#[derive(Clone, Copy)]
struct Guess {
    /// Twice the multiplier of the share.
    twice: u128,
    first: u64,
    second: u64,
    step: u64,
}

/// The multiplier with which the rounded shares add up to about the house: β S + n (α − β/2) for
/// divisors α, α + β, … (Happacher and Pukelsheim 1996), here twice that.
fn linear_guess([first, second, step]: [u64; 3], lists: usize, house: u32) -> Guess {
    let (step128, alpha) = (i128::from(step), i128::from(second) - i128::from(step));
    let lists = i128::try_from(lists).unwrap_or(i128::MAX);
    let twice = 2 * step128 * i128::from(house) + lists * (2 * alpha - step128);
    Guess { twice: u128::try_from(twice).unwrap_or(0), first, second, step }
}

impl Guess {
    /// The seats whose divisors are at most the share times the multiplier, given twice that.
    fn seats(self, twice: u64) -> u64 {
        if twice < 2 * self.first || twice == 0 {
            return 0;
        }
        match twice.checked_sub(2 * self.second) {
            None => 1,
            Some(beyond) => beyond / (2 * self.step) + 2,
        }
    }
}

/// The entrant whose next quotient is largest, the first on the ballot of several.
fn highest_next(series: Series, list: &[Entrant]) -> Option<usize> {
    let mut best: Option<(usize, Asking)> = None;
    for (at, entrant) in list.iter().enumerate() {
        let next = entrant.next();
        if best.is_none_or(|(_, best)| series.compare(next, best).is_gt()) {
            best = Some((at, next));
        }
    }
    best.map(|(at, _)| at)
}

/// The entrant whose last quotient is smallest, the last on the ballot of several.
fn lowest_last(series: Series, list: &[Entrant]) -> Option<usize> {
    let mut lowest: Option<(usize, Asking)> = None;
    for (at, entrant) in list.iter().enumerate() {
        let Some(last) = entrant.last() else { continue };
        if lowest.is_none_or(|(_, lowest)| series.compare(last, lowest).is_le()) {
            lowest = Some((at, last));
        }
    }
    lowest.map(|(at, _)| at)
}
