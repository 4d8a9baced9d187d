//! Who of several comes first, and who of equals, as the law's tie-break has it.

use std::cmp::{Ordering, Reverse};

use sanaq_election::TieBreak;

/// One of those among whom seats are given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runner {
    /// Its place among the entrants.
    pub(crate) entrant: usize,
    /// Its place on the ballot.
    pub(crate) place: usize,
    /// Its votes, for a tie-break by votes.
    pub(crate) votes: u64,
}

/// Those who certainly win, and the equals about whom the rest is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Entrants ahead of the edge, best first.
    pub(crate) sure: Vec<usize>,
    /// The equals at the edge, if there are more of them than seats.
    pub(crate) edge: Option<Edge>,
}

/// Equals at the edge of the last seats.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    /// The equals, in the order of the ballot.
    pub(crate) equals: Vec<usize>,
    /// The seats at stake, fewer than the equals.
    pub(crate) seats: usize,
    /// Whom the tie-break chose.
    pub(crate) chosen: Vec<usize>,
    /// Among whom a lot decides about the rest.
    pub(crate) undecided: Vec<usize>,
}

/// Chooses `seats` runners, the greatest first.
pub(crate) fn choose(
    mut runners: Vec<Runner>,
    seats: usize,
    by: impl Fn(&Runner, &Runner) -> Ordering,
    tie_break: TieBreak,
) -> Choice {
    runners.sort_by(|one, two| by(two, one).then(one.place.cmp(&two.place)));
    let edge_at = seats.checked_sub(1).and_then(|last| runners.get(last).zip(runners.get(seats)));
    let Some((last, _)) = edge_at.filter(|(last, next)| by(last, next).is_eq()) else {
        let sure = runners.iter().take(seats).map(|runner| runner.entrant).collect();
        return Choice { sure, edge: None };
    };
    let ahead: Vec<usize> =
        runners.iter().filter(|r| by(r, last).is_gt()).map(|r| r.entrant).collect();
    let equals: Vec<Runner> = runners.iter().filter(|r| by(r, last).is_eq()).copied().collect();
    let at_stake = seats - ahead.len();
    let (chosen, undecided) = broken(&equals, at_stake, tie_break);
    let equals = equals.iter().map(|runner| runner.entrant).collect();
    Choice { sure: ahead, edge: Some(Edge { equals, seats: at_stake, chosen, undecided }) }
}

/// Breaks a tie as the law says: those chosen, and those among whom a lot must decide.
fn broken(equals: &[Runner], seats: usize, tie_break: TieBreak) -> (Vec<usize>, Vec<usize>) {
    let entrants = |runners: &[Runner]| runners.iter().map(|r| r.entrant).collect::<Vec<_>>();
    let mut ranked = equals.to_vec();
    let key = |runner: &Runner| match tie_break {
        TieBreak::Lot => 0,
        TieBreak::MostVotes => runner.votes,
        TieBreak::FewestVotes => u64::MAX - runner.votes,
        TieBreak::BallotOrder => u64::MAX - runner.place as u64,
    };
    ranked.sort_by_key(|runner| Reverse(key(runner)));
    let edge = seats.checked_sub(1).and_then(|last| ranked.get(last).zip(ranked.get(seats)));
    let Some(last) = edge.map(|(last, _)| key(last)) else {
        return (entrants(&ranked), Vec::new());
    };
    if ranked.get(seats).is_none_or(|next| key(next) != last) {
        ranked.truncate(seats);
        return (entrants(&ranked), Vec::new());
    }
    let (mut chosen, mut rest) = (ranked.clone(), ranked);
    chosen.retain(|runner| key(runner) > last);
    rest.retain(|runner| key(runner) == last);
    (entrants(&chosen), entrants(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runners(standings: &[(u64, u64)]) -> Vec<Runner> {
        let one = |(place, (_, votes)): (usize, &(u64, u64))| Runner {
            entrant: place,
            place,
            votes: *votes,
        };
        standings.iter().enumerate().map(one).collect()
    }

    fn chosen(standings: &[(u64, u64)], seats: usize, tie_break: TieBreak) -> Choice {
        let by =
            |one: &Runner, two: &Runner| standings[one.entrant].0.cmp(&standings[two.entrant].0);
        choose(runners(standings), seats, by, tie_break)
    }

    #[test]
    fn enough_seats_for_all_equals_is_no_tie() {
        assert!(chosen(&[(5, 1), (5, 1), (3, 1)], 2, TieBreak::Lot).edge.is_none());
        assert_eq!(chosen(&[(1, 1), (5, 1)], 5, TieBreak::Lot).sure, [1, 0]);
    }

    #[test]
    fn without_a_rule_equals_wait_for_a_lot() {
        let edge = chosen(&[(9, 1), (5, 1), (5, 1), (3, 1)], 2, TieBreak::Lot).edge.unwrap();
        assert_eq!((edge.equals, edge.seats), (vec![1, 2], 1));
        assert_eq!((edge.chosen, edge.undecided), (vec![], vec![1, 2]));
    }

    #[test]
    fn a_rule_that_leaves_equals_leaves_a_smaller_tie() {
        let standings = [(5, 7), (5, 9), (5, 7), (1, 99)];
        let edge = chosen(&standings, 2, TieBreak::MostVotes).edge.unwrap();
        assert_eq!((edge.chosen, edge.undecided), (vec![1], vec![0, 2]));
        let edge = chosen(&standings, 2, TieBreak::FewestVotes).edge.unwrap();
        assert_eq!((edge.chosen, edge.undecided), (vec![0, 2], vec![]));
        let edge = chosen(&standings, 2, TieBreak::BallotOrder).edge.unwrap();
        assert_eq!((edge.chosen, edge.undecided), (vec![0, 1], vec![]));
    }
}
