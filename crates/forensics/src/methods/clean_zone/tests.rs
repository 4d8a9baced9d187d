//! Known truths: what was added must be found, and what was not must not.

use super::*;
use crate::methods::integer::tests::table;

/// A small deterministic generator for test data (Park and Miller's minimal standard).
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as f64 / 2_147_483_647.0
    }

    /// Nearly normal: the sum of twelve uniforms, less six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
fn whole(x: f64) -> u32 {
    x.max(0.0).round() as u32
}

/// Honest stations around 45 % turnout with a share of 40 % that turnout moves by `slope`.
fn honest(count: usize, slope: f64) -> Vec<(u32, u32, u32)> {
    let mut dice = Dice(20_210_110);
    (0..count)
        .map(|_| {
            let registered = 400.0 + 2000.0 * dice.unit();
            let turnout = (0.45 + 0.06 * dice.normal()).clamp(0.05, 0.95);
            let share = 0.40 + slope * (turnout - 0.45) + 0.04 * dice.normal();
            let cast = whole(registered * turnout);
            (whole(registered), cast, whole(f64::from(cast) * share.clamp(0.01, 0.99)))
        })
        .collect()
}

fn examine(rows: &[(u32, u32, u32)]) -> (AnomalousVotes, Option<CleanZone>) {
    let results = table(rows);
    find(&Stations::new(&results, None, &"leader".parse().unwrap()))
}

#[test]
fn full_hospitals_of_one_mind_are_no_fraud() {
    let mut rows = honest(6000, 0.0);
    for index in 0..20 {
        rows.push((110 + index, 110 + index, 100 + index));
    }
    let (found, _) = examine(&rows);
    assert!(found.low.is_none_or(|low| low <= 0.0), "{found:?}");
    // The same stations ten times over are more than hospitals can explain.
    for index in 0..400 {
        rows.push((110 + index % 20, 110 + index % 20, 100 + index % 20));
    }
    let (found, _) = examine(&rows);
    assert!(found.applies && found.low.is_some_and(|low| 0.0 < low), "{found:?}");
}

#[test]
fn stuffed_votes_are_found_within_the_interval() {
    let mut rows = honest(6000, 0.0);
    let mut dice = Dice(7);
    let mut added = 0.0;
    for row in rows.iter_mut().take(1200) {
        let stuffed = whole(f64::from(row.0 - row.1) * (0.5 + 0.4 * dice.unit()));
        row.1 += stuffed;
        row.2 += stuffed;
        added += f64::from(stuffed);
    }
    let (found, _) = examine(&rows);
    assert!(found.applies, "{found:?}");
    let (low, high) = (found.low.unwrap(), found.high.unwrap());
    assert!(low > 0.0 && low <= added && added <= high, "{added} {found:?}");
    assert!((found.estimate.unwrap() / added - 1.0).abs() < 0.1, "{added} {found:?}");
    assert!((found.corrected_turnout.unwrap() - 0.45).abs() < 0.01, "{found:?}");
}

#[test]
fn an_honest_election_has_zero_in_its_interval() {
    let (found, _) = examine(&honest(6000, 0.0));
    assert!(found.applies, "{found:?}");
    assert!(found.low.unwrap() <= 0.0 && 0.0 <= found.high.unwrap(), "{found:?}");
    assert!(found.notes.contains(&Note::NotDistinguishable));
}

#[test]
fn honest_differences_between_voters_do_not_become_fraud() {
    for slope in [1.5, -1.5, 0.8, -0.8] {
        let (found, _) = examine(&honest(6000, slope));
        let holds_zero =
            found.low.zip(found.high).is_some_and(|(low, high)| low <= 0.0 && 0.0 <= high);
        assert!(!found.applies || holds_zero, "slope {slope}: {found:?}");
    }
}

#[test]
fn few_stations_or_no_register_are_said_so() {
    let (found, _) = examine(&honest(150, 0.0));
    assert!(matches!(found.notes[0], Note::TooFewStations { stations: 150, .. }), "{found:?}");
    let rows: Vec<_> =
        honest(900, 0.0).into_iter().map(|(_, cast, votes)| (0, cast, votes)).collect();
    let (found, _) = examine(&rows);
    assert!(!found.applies);
    assert_eq!(found.notes, [Note::NoRegister]);
    assert!(found.estimate.is_none());
}

#[test]
fn a_given_bin_is_the_published_formula() {
    // Clean bin (40 %, 41 %]: k = 50 / 30. Others in all 30 + 10, votes 50 + 150.
    let rows = [(200, 81, 50), (200, 160, 150)];
    let results = table(&rows);
    let stations = Stations::new(&results, None, &"leader".parse().unwrap());
    let found = with_bin(&stations, 40);
    let ratio = 50.0 / 31.0;
    assert!((found.estimate.unwrap() - (200.0 - ratio * 41.0)).abs() < 1e-9, "{found:?}");
    let empty = with_bin(&stations, 7);
    assert!(!empty.applies && empty.estimate.is_none());
}

#[test]
fn bins_are_open_below_and_closed_above() {
    assert_eq!(bin_of(0.61), 60);
    assert_eq!(bin_of(0.610_000_1), 61);
    assert_eq!(bin_of(1.0), 99);
    assert_eq!(bin_of(1e-9), 0);
}
