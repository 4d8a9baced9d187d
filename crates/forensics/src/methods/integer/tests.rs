//! The closed form against its definition, and what must not change the result.

use proptest::prelude::*;
use sanaq_election::{Column, StationResults};

use super::*;

/// One station a row: registered, cast, votes.
pub(crate) fn table(rows: &[(u32, u32, u32)]) -> StationResults {
    let mut results = StationResults::default();
    let area = results.areas.intern("");
    for index in 0..rows.len() {
        results.stations.push(&index.to_string());
        results.area.push(area);
    }
    let column =
        |of: fn(&(u32, u32, u32)) -> u32| rows.iter().map(|row| Some(of(row))).collect::<Column>();
    results.lines.push(("registered".parse().unwrap(), column(|row| row.0)));
    results.lines.push(("cast".parse().unwrap(), column(|row| row.1)));
    results.votes.push(("leader".parse().unwrap(), column(|row| row.2)));
    results
}

fn run(rows: &[(u32, u32, u32)]) -> Outcome {
    let results = table(rows);
    test(&Stations::new(&results, None, &"leader".parse().unwrap()))
}

/// The definition: every count from 0 to n, tried in double precision.
fn by_definition(x: u32, n: u32) -> f64 {
    let factorials = LogFactorials::up_to(n);
    let binomial = Binomial::new(x, n, &factorials).unwrap();
    (0..=n).filter(|k| on_integer(*k, n).is_some()).map(|k| binomial.at(k)).sum()
}

fn closed(x: u32, n: u32) -> f64 {
    let factorials = LogFactorials::up_to(n);
    let mut sum = 0.0;
    each_percent(&Binomial::new(x, n, &factorials).unwrap(), |_, p| sum += p);
    sum
}

proptest! {
    #[test]
    fn the_closed_form_is_the_definition(n in 1u32..6000, share in 0.0f64..=1.0) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
        let x = (f64::from(n) * share) as u32;
        let (ours, definition) = (closed(x, n), by_definition(x, n));
        prop_assert!((ours - definition).abs() < 1e-12, "{x} of {n}: {ours} {definition}");
    }
}

#[test]
fn counts_exactly_on_the_edge_follow_double_precision() {
    // 1/2000 is 0.05 %: the comparison holds; 1.15 % of 2000 is above 1.1 in binary.
    assert_eq!(on_integer(1, 2000), Some(0));
    for k in 0..=2000 {
        let percent = 100.0 * f64::from(k) / 2000.0;
        let expected = (percent - percent.round_ties_even()).abs() <= 0.05;
        assert_eq!(on_integer(k, 2000).is_some(), expected, "{k}");
    }
}

#[test]
fn the_null_is_met_where_every_count_is_as_likely_as_said() {
    // With n = 100 every count is an integer percentage: chance 1, nothing to find.
    let outcome = run(&vec![(100, 50, 25); 400]);
    let turnout = outcome.tests.iter().find(|t| t.variable == Variable::Turnout).unwrap();
    assert!(!turnout.applies, "no variance, no test");
    assert_eq!(outcome.at[0].turnout, Some(50));
}

#[test]
fn invented_round_figures_are_found_and_named() {
    let mut rows: Vec<(u32, u32, u32)> =
        (0..2000u32).map(|i| (1013 + i % 89, 611 + i * 7 % 83, 301 + i * 13 % 71)).collect();
    for row in rows.iter_mut().take(100) {
        row.1 = (row.0 * 9 + 5) / 10;
        row.2 = (row.1 * 8 + 5) / 10;
    }
    let outcome = run(&rows);
    let turnout = outcome
        .tests
        .iter()
        .find(|t| t.variable == Variable::Turnout && t.weight == Weight::Stations)
        .unwrap();
    assert!(turnout.z.unwrap() > 5.0, "{turnout:?}");
    assert_eq!(turnout.percentages[0].percent, 90);
}

#[test]
fn stations_outside_the_rule_are_left_out() {
    let outcome =
        run(&[(99, 50, 20), (200, 199, 100), (200, 100, 100), (200, 0, 0), (200, 100, 50)]);
    let included: Vec<bool> = outcome.at.iter().map(|at| at.included).collect();
    assert_eq!(included, [false, false, false, false, true]);
}

#[test]
fn impossible_counts_do_not_panic() {
    let top = u32::MAX - 1;
    let outcome = run(&[(100, top, 5), (top, 100, 200), (0, 0, 0), (top, top / 2, top / 3)]);
    assert_eq!(outcome.at.len(), 4);
    assert!(outcome.at.iter().all(|at| at.turnout_chance.is_finite()));
}

#[test]
fn the_sums_do_not_depend_on_the_number_of_threads() {
    let rows: Vec<(u32, u32, u32)> =
        (0..9000u32).map(|i| (500 + i % 997, 200 + i % 293, 100 + i % 97)).collect();
    let results = table(&rows);
    let stations = Stations::new(&results, None, &"leader".parse().unwrap());
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        format!("{:?}", pool.install(|| test(&stations).tests))
    };
    assert_eq!(with(1), with(8));
}

#[test]
fn without_a_register_turnout_does_not_apply_and_the_result_does() {
    let rows: Vec<(u32, u32, u32)> =
        (0..900u32).map(|i| (0, 200 + i % 293, 100 + i % 97)).collect();
    let outcome = run(&rows);
    for test in &outcome.tests {
        let expected = test.variable == Variable::Result && test.weight != Weight::Registered;
        assert_eq!(test.applies, expected, "{test:?}");
        assert_eq!(test.observed.is_some(), expected);
    }
}
