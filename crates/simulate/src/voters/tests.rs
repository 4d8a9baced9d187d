//! The country comes out as planned in expectation, whatever the effects.

use proptest::prelude::*;

use super::*;
use crate::plan::Region;

fn id(text: &str) -> OptionId {
    text.parse().unwrap()
}

fn drawn(plan: &Plan, shares: &[f64]) -> (Frame, Voters) {
    let frame = Frame::draw(plan, Streams(3));
    let voters = Voters::draw(plan, &frame, shares, Streams(3));
    (frame, voters)
}

/// Expected ballots over registered voters where `inside` says so.
fn expected_turnout(frame: &Frame, voters: &Voters, inside: impl Fn(usize) -> bool) -> f64 {
    let places = frame.places.iter().zip(&voters.turnout);
    let places = places.filter(|(place, _)| inside(frame.region_of(place)));
    let sum = places.fold((0.0, 0.0), |sum, (place, turnout)| {
        let registered = f64::from(place.registered);
        (sum.0 + registered * turnout, sum.1 + registered)
    });
    sum.0 / sum.1
}

fn expected_shares(frame: &Frame, voters: &Voters) -> Vec<f64> {
    let mut sums = vec![0.0; voters.options];
    let mut all = 0.0;
    for ((place, turnout), row) in
        frame.places.iter().zip(&voters.turnout).zip(voters.votes.chunks(voters.options))
    {
        let ballots = f64::from(place.registered) * turnout;
        all += ballots;
        for (sum, share) in sums.iter_mut().zip(row) {
            *sum += ballots * share;
        }
    }
    sums.into_iter().map(|sum| sum / all).collect()
}

#[test]
fn regions_and_nation_meet_their_turnout() {
    let region = |name, turnout| Region { turnout, ..Region::new(name, 1.0) };
    let mut plan = Plan::new(900);
    plan.turnout = 0.633;
    plan.regions = vec![region("A", Some(0.303)), region("B", None), region("C", None)];
    let (frame, voters) = drawn(&plan, &[0.5, 0.5]);
    assert!((expected_turnout(&frame, &voters, |r| r == 0) - 0.303).abs() < 1e-9);
    assert!((expected_turnout(&frame, &voters, |r| r != 0) - 0.633).abs() < 1e-9);
    let apart = expected_turnout(&frame, &voters, |r| r == 1)
        - expected_turnout(&frame, &voters, |r| r == 2);
    assert!(apart.abs() > 0.001, "regions without a turnout of their own differ");
}

#[test]
fn nobody_and_everybody_can_turn_out() {
    for turnout in [0.0, 1.0] {
        let (_, voters) = drawn(&Plan { turnout, ..Plan::new(50) }, &[1.0]);
        assert!(voters.turnout.iter().all(|chance| (chance - turnout).abs() < 1e-15));
    }
}

#[test]
fn drawn_shares_leave_little_for_none_of_them() {
    let mut election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    election.contest.options[4].kind = sanaq_election::OptionKind::AgainstAll;
    let ids: Vec<OptionId> = election.contest.options.iter().map(|o| o.id.clone()).collect();
    let mean = |at: usize| -> f64 {
        let share = |seed| national_shares(&Plan::new(1), &election, &ids, Streams(seed))[at];
        (0..200).map(share).sum::<f64>() / 200.0
    };
    assert!(mean(4) < 0.05 && mean(0) > 0.15, "{} {}", mean(4), mean(0));
}

#[test]
fn given_shares_are_taken_and_the_others_get_none() {
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    let ids: Vec<OptionId> = election.contest.options.iter().map(|o| o.id.clone()).collect();
    let mut plan = Plan::new(1);
    plan.shares = vec![(id("nur-otan"), 300.0), (id("adal"), 100.0)];
    assert_eq!(national_shares(&plan, &election, &ids, Streams(1)), [0.75, 0.0, 0.0, 0.0, 0.25]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_nation_meets_its_shares(
        weights in prop::collection::vec(0.01f64..1.0, 1..6),
        spread in 0.0f64..1.5,
    ) {
        let sum: f64 = weights.iter().sum();
        let shares: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let mut plan = Plan::new(120);
        plan.shape.votes.station = spread;
        let (frame, voters) = drawn(&plan, &shares);
        for (met, wished) in expected_shares(&frame, &voters).iter().zip(&shares) {
            prop_assert!((met - wished).abs() < 1e-8, "{met} {wished}");
        }
        for row in voters.votes.chunks(voters.options) {
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }
}
