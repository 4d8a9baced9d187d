//! Vectors, and the promise that counts: at all times together.

use super::*;
use crate::random::Seed;

fn close(found: f64, expected: f64, digits: f64) {
    assert!((found - expected).abs() <= digits, "{found} is not {expected}");
}

/// Vectors of the design (six digits) and from exact rational arithmetic.
#[test]
fn the_hoeffding_form_gives_the_vectors() {
    let centres = [0.6, 0.505_263, 0.562_810, 0.550_041];
    let half_widths = [3.813_879, 1.865_785, 1.209_088, 0.874_563];
    let steps = Hoeffding::new(10, 0.05).run([0.6, 0.4, 0.7, 0.5].into_iter());
    for ((step, centre), half_width) in steps.zip(centres).zip(half_widths) {
        close(step.centre, centre, 5e-7);
        close(step.half_width, half_width, 5e-7);
    }
    // λ = 1 for the first two: Σ λ (x + Σ x / left) / Σ λ (1 + n / left) = (0.6 + 0.4 + 0.6 / 9) /
    // (2 + 1 / 9), and (2 / 8 + ln 40) / (2 + 1 / 9).
    let second = Hoeffding::new(10, 0.05).run([0.6, 0.4].into_iter()).last().unwrap();
    close(second.centre, 48.0 / 95.0, 1e-15);
    close(second.half_width, (0.25 + 3.688_879_454_113_936) * 9.0 / 19.0, 1e-14);
}

#[test]
fn bets_give_the_vectors() {
    let mut bets = Bets::new(10, 0.5);
    let up = [1.025, 1.053_472, 1.033_720, 1.063_254];
    let down = [0.975, 0.947_917, 0.965_690, 0.938_099];
    let both = [1.0, 1.000_694, 0.999_705, 1.000_677];
    let reports = [(60.0, 100.0), (70.0, 120.0), (40.0, 100.0), (90.0, 160.0)];
    for (at, (votes, denominator)) in reports.into_iter().enumerate() {
        assert!(bets.place((votes - 0.5 * denominator) / 200.0 + 0.5, 0.5));
        close(bets.up, up[at], 5e-7);
        close(bets.down, down[at], 5e-7);
        close(bets.capital(), both[at], 5e-7);
        if at == 1 {
            // 1.025 (1 + ½ (0.55 − 4.45 / 9)) exactly.
            close(bets.up, 1.025 * (1.0 + 0.5 * (0.55 - 4.45 / 9.0)), 1e-15);
        }
    }
}

/// A country of 400 stations whose shares differ, and its share.
fn country() -> (Vec<(f64, f64)>, f64) {
    let mut stream = Seed::from_text("anytime country").stream(0);
    let mut station = || {
        let denominator = 200.0 + stream.below(800) as f64;
        let share = (0.45 + 0.12 * stream.normal()).clamp(0.0, 1.0);
        ((share * denominator).round(), denominator)
    };
    let stations: Vec<(f64, f64)> = (0..400).map(|_| station()).collect();
    let (votes, whole) = stations.iter().fold((0.0, 0.0), |(y, v), s| (y + s.0, v + s.1));
    (stations, votes / whole)
}

fn interval(found: Result<Anytime, SequenceError>) -> Interval {
    match found.unwrap() {
        Anytime::Interval(interval) => interval,
        Anytime::Contradiction => panic!("an interval was expected"),
    }
}

const SETUP: Sequence = Sequence { stations: 400, largest: 1_000.0, target: 150, alpha: 0.05 };

/// 200 releases in random order, looked at after every station up to 150: the truth is never
/// outside in at least 95 % of them.
#[test]
fn the_sequence_holds_at_all_times_together() {
    let (stations, truth) = country();
    let seed = Seed::from_text("anytime");
    let held = |hoeffding: bool| {
        let runs = (0..200).filter(|run| {
            let mut order = stations.clone();
            seed.stream(*run).draw_first(&mut order, 150);
            let reports = &order[..150];
            // What is refuted stays refuted, so the last set is what was never refuted.
            if hoeffding {
                interval(SETUP.hoeffding(reports)).contains(truth)
            } else {
                !SETUP.refuted(truth, reports)
            }
        });
        runs.count()
    };
    let (betting, hoeffding) = (held(false), held(true));
    println!("held in {betting} (betting) and {hoeffding} (Hoeffding) of 200 runs");
    assert!(betting >= 190 && hoeffding >= 190);
}

/// A fault that the test above must be able to see: an ordinary interval looked at all the time.
#[test]
fn an_ordinary_interval_looked_at_all_the_time_fails() {
    let (stations, truth) = country();
    let seed = Seed::from_text("anytime");
    let held = (0..200).filter(|run| {
        let mut order = stations.clone();
        seed.stream(*run).draw_first(&mut order, 150);
        (10..=150).all(|n| {
            let drawn = &order[..n];
            let (votes, whole) = drawn.iter().fold((0.0, 0.0), |(y, v), s| (y + s.0, v + s.1));
            let share = votes / whole;
            let square: f64 = drawn.iter().map(|(y, v)| (y - share * v) * (y - share * v)).sum();
            let count = n as f64;
            let error = (square * count / (count - 1.0) * (1.0 - count / 400.0)).sqrt() / whole;
            (share - truth).abs() <= 1.96 * error
        })
    });
    assert!(held.count() < 170);
}

#[test]
fn intervals_shrink_hold_the_truth_and_end_at_it() {
    let (stations, truth) = country();
    let mut order = stations;
    Seed::from_text("shrink").stream(0).draw_first(&mut order, 400);
    let mut before = Interval { estimate: 0.5, low: 0.0, high: 1.0 };
    for n in [0, 1, 20, 60, 150, 399] {
        for found in [SETUP.betting(&order[..n]), SETUP.hoeffding(&order[..n])] {
            let found = interval(found);
            assert!(found.contains(truth) && found.contains(found.estimate), "{found:?}");
            assert!(found.low < found.high, "no interval is a point: {found:?}");
        }
        let found = interval(SETUP.betting(&order[..n]));
        assert!(before.low - 1e-9 <= found.low && found.high <= before.high + 1e-9);
        before = found;
    }
    assert!(before.half_width() < 0.01, "{before:?}");
}

#[test]
fn betting_is_narrower_than_hoeffding_for_shares_that_differ_little() {
    let (mut order, _) = country();
    Seed::from_text("narrow").stream(0).draw_first(&mut order, 150);
    let betting = interval(SETUP.betting(&order[..150]));
    let hoeffding = interval(SETUP.hoeffding(&order[..150]));
    assert!(betting.half_width() < hoeffding.half_width());
}

/// Sorted by result instead of drawn: the bets win against every share.
#[test]
fn reports_in_order_of_their_result_contradict_themselves() {
    let reports: Vec<(f64, f64)> =
        (0..400).map(|at| if at < 200 { (1_000.0, 1_000.0) } else { (0.0, 1_000.0) }).collect();
    assert_eq!(SETUP.betting(&reports), Ok(Anytime::Contradiction));
}

#[test]
fn figures_out_of_bounds_are_refused() {
    for report in [(-1.0, 5.0), (6.0, 5.0), (1.0, 1_001.0), (f64::NAN, 5.0), (1.0, f64::NAN)] {
        let error = SETUP.betting(&[(1.0, 2.0), report]).unwrap_err();
        assert!(error.to_string().starts_with("report 2"), "{error}");
        assert!(SETUP.hoeffding(&[report]).is_err());
    }
    let one = Sequence { stations: 1, ..SETUP };
    assert_eq!(one.betting(&[(0.0, 1.0); 2]), Err(SequenceError::TooMany(2)));
    for alpha in [0.0, 1.0, f64::NAN] {
        assert!(matches!(Sequence { alpha, ..SETUP }.betting(&[]), Err(SequenceError::Setup(_))));
    }
}
