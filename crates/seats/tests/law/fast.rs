//! The allocator for draws gives the seats that the law gives, or says that a lot is needed.

use proptest::prelude::*;
use sanaq_seats::{Allocator, Ballots, Ending, Poll, Wholes, allocate};

use crate::contest::{FORMULAS, contest};

/// Rules besides the formula, among which a case is drawn.
const RULES: [&str; 9] = [
    "",
    "threshold = { share = 0.05 }",
    "threshold = { share = 0.07, of = \"cast\" }\nminimum-lists = 2",
    "threshold = { share = 0.05, strict = true }\ntie-break = \"most-votes\"",
    "threshold = { share = 0.1 }\nminimum-lists-share = { share = 0.6 }",
    "threshold = { share = 0.2 }\nminimum-lists = 2\nbelow-threshold = { factor = 0.7, seats = 2 }",
    "seats-at-least = 2\nthreshold = { share = 0.02, independent = 0 }",
    "tie-break = \"ballot-order\"\noverhang = \"added\"",
    "tie-break = \"fewest-votes\"\n\
     threshold = { share = 0.03, minority = 0, minority-factor = 1.35 }",
];

fn votes() -> impl Strategy<Value = Vec<u64>> {
    prop_oneof![
        3 => proptest::collection::vec(0u64..10_000_000, 1..14),
        // Small numbers make ties and empty lists.
        2 => proptest::collection::vec(0u64..30, 1..8),
        1 => proptest::collection::vec(0u64..(1 << 57), 1..6),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_fast_seats_are_the_lawful_ones(
        votes in votes(),
        seats in 1u32..150,
        formula in 0..FORMULAS.len(),
        rules in 0..RULES.len(),
    ) {
        let contest = contest(seats, votes.len(), FORMULAS[formula], RULES[rules]);
        let cast: u64 = votes.iter().sum::<u64>() + 5;
        let mut ballots = Ballots::of(&votes);
        ballots.cast = Some(sanaq_election::Votes(cast));
        let outcome = allocate(&contest, &Poll::national(ballots)).unwrap();
        let mut allocator = Allocator::new(&contest).unwrap();
        let mut fast = vec![7; votes.len()];
        let wholes = Wholes { cast: Some(cast), ..Wholes::default() };
        let ending = allocator.seats(&votes, wholes, &mut fast).unwrap();
        let open = outcome.situation == sanaq_seats::Situation::LotsNeeded;
        prop_assert_eq!(ending == Ending::LotNeeded, open, "{:?}", outcome);
        if open {
            // What is certain stays certain, whoever wins the lot.
            let tied_in = outcome.notes.iter().any(|note| {
                matches!(note, sanaq_seats::Note::LettingInTied { .. })
            });
            for (fast, sure) in fast.iter().zip(outcome.seats_won()).filter(|_| !tied_in) {
                prop_assert!(*fast >= sure, "{:?} {:?}", fast, outcome);
            }
        } else {
            prop_assert_eq!(fast, outcome.seats_won(), "{:?}", outcome);
        }
    }
}

#[test]
fn a_contest_that_needs_more_than_one_distribution_is_refused() {
    let text = "[election]\nname = \"x\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n[contest]\n\
        id = \"x\"\nkind = \"majority\"\n[contest.rules]\n";
    let election = sanaq_election::Election::parse("e.toml", text).unwrap();
    let refused = Allocator::new(&election.contest).unwrap_err();
    assert!(refused.to_string().contains("majority"));
}
