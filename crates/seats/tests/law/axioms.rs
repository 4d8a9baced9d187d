//! What must hold for every vote: axioms of apportionment, and that each check can fail.
//!
//! Balinski and Young, *Fair Representation*, 1982: divisor methods are house and population
//! monotone (theorem 4.3 and its corollary), Hamilton's method stays within the quota.

use proptest::prelude::*;
use sanaq_seats::{Ballots, Basis, Outcome, Poll, Standing, allocate};

use crate::contest::{FORMULAS, contest};

/// Divisor methods stand at the end of the list of formulas.
const FIRST_DIVISOR: usize = 6;

type Seats = Vec<u32>;

/// The seats, or nothing where a lot is needed: an axiom is about what follows from the votes.
fn lawful(formula: &str, votes: &[u64], house: u32) -> Option<Seats> {
    let outcome = outcome(formula, votes, house);
    outcome.ties.is_empty().then(|| outcome.seats_won())
}

fn outcome(formula: &str, votes: &[u64], house: u32) -> Outcome {
    let contest = contest(house, votes.len(), formula, "");
    allocate(&contest, &Poll::national(Ballots::of(votes))).unwrap()
}

/// With a larger house no list has fewer seats, list by list.
fn is_house_monotone(small: &[u32], large: &[u32]) -> bool {
    small.iter().zip(large).all(|(small, large)| small <= large)
}

/// No list that grew against another loses a seat to it: seats move only with the ratio of votes.
fn is_population_monotone(before: (&[u64], &[u32]), after: (&[u64], &[u32])) -> bool {
    let pairs = |i: usize, j: usize| {
        let grew = u128::from(after.0[i]) * u128::from(before.0[j])
            > u128::from(before.0[i]) * u128::from(after.0[j]);
        let lost = after.1[i] < before.1[i] && after.1[j] > before.1[j];
        !(grew && lost)
    };
    (0..before.0.len()).all(|i| (0..before.0.len()).all(|j| i == j || pairs(i, j)))
}

/// Every list has its share of the house, rounded down or up.
fn is_within_quota(votes: &[u64], seats: &[u32], house: u32) -> bool {
    let all: u128 = votes.iter().copied().map(u128::from).sum();
    votes.iter().zip(seats).all(|(votes, seats)| {
        let share = u128::from(*votes) * u128::from(house);
        let seats = u128::from(*seats);
        seats >= share / all && seats <= share.div_ceil(all)
    })
}

fn votes() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(1u64..5_000_000, 2..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn divisor_methods_are_house_monotone(
        votes in votes(), house in 10u32..200, formula in FIRST_DIVISOR..FORMULAS.len(),
    ) {
        let small = lawful(FORMULAS[formula], &votes, house);
        let large = lawful(FORMULAS[formula], &votes, house + 1);
        if let Some((small, large)) = small.zip(large) {
            prop_assert!(is_house_monotone(&small, &large), "{:?} {:?}", small, large);
        }
    }

    #[test]
    fn divisor_methods_are_population_monotone(
        before in proptest::collection::vec((1u64..5_000_000, 1u64..5_000_000), 2..8),
        house in 10u32..150,
        formula in FIRST_DIVISOR..FORMULAS.len(),
    ) {
        let (before, after): (Vec<u64>, Vec<u64>) = before.into_iter().unzip();
        let seats = lawful(FORMULAS[formula], &before, house);
        if let Some((old, new)) = seats.zip(lawful(FORMULAS[formula], &after, house)) {
            prop_assert!(is_population_monotone((&before, &old), (&after, &new)));
        }
    }

    #[test]
    fn hares_method_stays_within_the_quota(votes in votes(), house in 1u32..200) {
        if let Some(seats) = lawful(FORMULAS[0], &votes, house) {
            prop_assert!(is_within_quota(&votes, &seats, house), "{:?}", seats);
        }
    }

    #[test]
    fn the_order_of_the_ballot_gives_nobody_a_seat(
        (votes, shuffled) in votes().prop_flat_map(|votes| {
            let places: Vec<usize> = (0..votes.len()).collect();
            (Just(votes), Just(places).prop_shuffle())
        }),
        house in 1u32..150,
        formula in 0..FORMULAS.len(),
    ) {
        // The contest's own minority lists would move with their places: none is special here.
        let other: Vec<u64> = shuffled.iter().map(|at| votes[*at]).collect();
        let seats = lawful(FORMULAS[formula], &votes, house);
        if let Some((seats, other)) = seats.zip(lawful(FORMULAS[formula], &other, house)) {
            let expected: Seats = shuffled.iter().map(|at| seats[*at]).collect();
            prop_assert_eq!(other, expected);
        }
    }

    /// Rounded quotas (Droop's, Slovakia's) are left out: they are not meant to scale.
    #[test]
    fn a_thousand_times_the_votes_give_the_same_seats(
        votes in votes(), house in 1u32..150, formula in 0..FORMULAS.len(), times in 2u64..100_000,
    ) {
        if !FORMULAS[formula].contains("droop") && !FORMULAS[formula].contains("rounded") {
            let more: Vec<u64> = votes.iter().map(|votes| votes * times).collect();
            let seats = lawful(FORMULAS[formula], &votes, house);
            prop_assert_eq!(seats, lawful(FORMULAS[formula], &more, house));
        }
    }

    /// All seats are given, and the steps, the ties and the seats tell the same story.
    #[test]
    fn the_working_adds_up(
        votes in proptest::collection::vec(0u64..40, 1..9),
        house in 1u32..60,
        formula in 0..FORMULAS.len(),
    ) {
        let outcome = outcome(FORMULAS[formula], &votes, house);
        let mut seats = vec![0u32; votes.len()];
        for step in &outcome.steps {
            let at = outcome.options.iter().position(|option| option.id == step.winner).unwrap();
            match step.basis {
                Basis::TakenBack => seats[at] -= step.seats.get(),
                _ => seats[at] += step.seats.get(),
            }
            prop_assert_eq!(step.total.get(), seats[at]);
            if let (Basis::Quota, Standing::Fraction { num, den }) = (step.basis, step.standing) {
                prop_assert_eq!(u128::from(step.seats.get()), num / den);
            }
        }
        prop_assert_eq!(&seats, &outcome.seats_won());
        let waiting: u32 = outcome.ties.iter().map(|tie| {
            let undecided = u32::try_from(tie.undecided.len()).unwrap();
            let at_stake = tie.seats.get() - u32::try_from(tie.chosen.len()).unwrap();
            match (undecided, tie.basis) {
                (0, _) => 0,
                (undecided, Basis::TakenBack) => undecided - at_stake,
                (_, _) => at_stake,
            }
        }).sum();
        let anybody = votes.iter().any(|votes| *votes > 0);
        prop_assert_eq!(seats.iter().sum::<u32>() + waiting, if anybody { house } else { 0 });
    }
}

/// Each check sees a wrong allocator: a method that has not the property, or a seat moved.
#[test]
fn every_check_can_fail() {
    // Hamilton's method is not house monotone.
    let hare = |votes: &[u64], house| lawful(FORMULAS[0], votes, house).unwrap();
    assert!(!is_house_monotone(&hare(&[6, 6, 2], 10), &hare(&[6, 6, 2], 11)));
    // A comparison of whole vectors would have passed this one.
    assert!(!is_house_monotone(&[1, 5], &[2, 4]));
    // Nor population monotone: the first list grows, the second does not and wins a seat from it.
    let (before, after) = ([90, 5, 26], [92, 5, 28]);
    let (old, new) = (hare(&before, 10), hare(&after, 10));
    assert_eq!((old.as_slice(), new.as_slice()), ([8, 0, 2].as_slice(), [7, 1, 2].as_slice()));
    assert!(!is_population_monotone((&before, &old), (&after, &new)));
    // D'Hondt leaves the quota.
    let dhondt = lawful("formula = \"dhondt\"", &[90, 2, 2, 2, 2, 2], 11).unwrap();
    assert!(!is_within_quota(&[90, 2, 2, 2, 2, 2], &dhondt, 11), "{dhondt:?}");
    // An allocator that favours the first on the ballot.
    let favour = |votes: &[u64], house: u32| {
        let mut seats = lawful("formula = \"sainte-lague\"", votes, house).unwrap();
        if let Some(other) = seats.iter_mut().skip(1).find(|seats| **seats > 0) {
            *other -= 1;
            seats[0] += 1;
        }
        seats
    };
    let (one, two) = (favour(&[50, 31, 20], 10), favour(&[31, 50, 20], 10));
    assert_ne!([one[1], one[0], one[2]], [two[0], two[1], two[2]]);
}
