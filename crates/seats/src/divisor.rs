//! Highest averages: each seat goes to the list with the largest quotient of its votes and the next
//! divisor of the series.
//!
//! D'Hondt 1882, Sainte-Laguë 1910, Huntington 1921, in Balinski and Young, *Fair Representation*,
//! 1982; the modified first divisor in the electoral laws of Norway (§ 11-4: 1.4) and Sweden
//! (ch. 14 § 3: 1.2); the powers of two in Macau's law 3/2001, art. 17.
//!
//! Where the first divisor is zero (Adams, Huntington-Hill) every list gets a seat before any gets
//! a second; should seats not suffice for that, the lists with more votes come first.

use std::cmp::Ordering;

use sanaq_election::Divisor;

use crate::{
    choice::choose,
    list::{Field, Working},
    outcome::Basis,
    quotient::{Asking, Series},
    standing::Standing,
};

/// Distributes the seats of a field, one by one as the law describes it.
pub(crate) fn distribute(field: &Field<'_>, divisor: Divisor) -> Working {
    let series = Series::from(divisor);
    let mut working = Working::of(field.entrants.len());
    for (at, entrant) in field.entrants.iter().enumerate() {
        let granted = Standing::whole(entrant.at_least.into());
        working.give(at, entrant.at_least, Basis::AtLeast, granted);
    }
    while working.total() < u64::from(field.seats) {
        let left = u64::from(field.seats) - working.total();
        let best = best(field, series, &working);
        if best.is_empty() {
            break;
        }
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        let runners = field.runners(|at, _| best.contains(&at));
        let count = left.min(runners.len());
        let asked: Vec<u32> = working.seats.clone();
        let standing = |at: usize| {
            let votes = field.entrants.get(at).map_or(0, |entrant| entrant.weighted);
            let seats = asked.get(at).copied().unwrap_or(0);
            series.standing(Asking { votes, seats }, field.scale)
        };
        let choice = choose(runners, count, |_, _| Ordering::Equal, field.tie_break);
        working.apply(choice, Basis::Quotient, standing);
        if working.is_open() {
            break;
        }
    }
    working
}

/// All entrants with the largest quotient.
fn best(field: &Field<'_>, series: Series, working: &Working) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    let mut largest: Option<Asking> = None;
    for (at, entrant) in field.entrants.iter().enumerate().filter(|(_, e)| e.weighted > 0) {
        let asking = Asking { votes: entrant.weighted, seats: working.seats_of(at) };
        match largest.map_or(Ordering::Greater, |largest| series.compare(asking, largest)) {
            Ordering::Greater => {
                largest = Some(asking);
                best.clear();
                best.push(at);
            }
            Ordering::Equal => best.push(at),
            Ordering::Less => {}
        }
    }
    best
}
