//! The samplers against the distributions they name, and the stream against its first bytes.

use proptest::prelude::*;

use super::*;

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance
}

/// The stream must be the one that the cipher's definition gives, now and in later versions: these
/// are the first words of the published test vectors for 8 rounds and a key of zeros.
#[test]
fn the_stream_is_the_published_one() {
    let mut stream = ChaCha8Rng::from_seed([0; 32]);
    assert_eq!(stream.next_u32().to_le_bytes(), [0x3e, 0x00, 0xef, 0x2f]);
    assert_eq!(stream.next_u32().to_le_bytes(), [0x89, 0x5f, 0x40, 0xd6]);
}

#[test]
fn streams_do_not_repeat_each_other() {
    let mut first = Vec::new();
    for seed in [0, 1, 256] {
        for what in ["station", "district", ""] {
            for index in [0, 1, 256] {
                first.push(Streams(seed).open(what, index).unit().to_bits());
            }
        }
    }
    first.sort_unstable();
    first.dedup();
    assert_eq!(first.len(), 27);
}

#[test]
fn uniform_and_normal_numbers_have_their_moments() {
    let mut dice = Streams(1).open("moments", 0);
    let count = 200_000;
    let (mut unit, mut normal) = ([0.0; 2], [0.0; 4]);
    for _ in 0..count {
        let (u, x) = (dice.unit(), dice.normal());
        assert!(0.0 < u && u < 1.0);
        unit[0] += u;
        unit[1] += u * u;
        let mut power = 1.0;
        for sum in &mut normal {
            power *= x;
            *sum += power;
        }
    }
    let mean = |sum: f64| sum / f64::from(count);
    assert!(close(mean(unit[0]), 0.5, 0.003) && close(mean(unit[1]), 1.0 / 3.0, 0.003));
    let moments = normal.map(mean);
    for (moment, expected) in moments.into_iter().zip([0.0, 1.0, 0.0, 3.0]) {
        assert!(close(moment, expected, 0.05), "{moments:?}");
    }
}

/// Pearson's statistic over the counts whose expectation is 5 or more, the rest pooled; and the
/// number of its classes.
fn pearson(n: u32, p: f64, draw: impl Fn(&mut Dice) -> u32) -> (f64, f64) {
    let draws = 40_000;
    let mut dice = Streams(7).open("pearson", n as usize);
    let mut seen = vec![0.0; n as usize + 1];
    for _ in 0..draws {
        seen[draw(&mut dice) as usize] += 1.0;
    }
    let (mut statistic, mut classes, mut rest) = (0.0, 0.0, (0.0, 0.0));
    for k in 0..=n {
        let expected = f64::from(draws) * chance(k, n, p);
        let seen: f64 = seen[k as usize];
        if expected >= 5.0 {
            statistic += (seen - expected) * (seen - expected) / expected;
            classes += 1.0;
        } else {
            rest = (rest.0 + seen, rest.1 + expected);
        }
    }
    if rest.1 >= 1.0 {
        statistic += (rest.0 - rest.1) * (rest.0 - rest.1) / rest.1;
        classes += 1.0;
    }
    (statistic, classes - 1.0)
}

/// The statistic in standard deviations of its χ² distribution.
fn misfit((statistic, freedom): (f64, f64)) -> f64 {
    (statistic - freedom) / (2.0 * freedom).sqrt()
}

#[test]
fn binomial_counts_follow_the_binomial() {
    let cases =
        [(1, 0.3), (5, 0.5), (40, 0.02), (40, 0.98), (700, 0.55), (2900, 0.0007), (3000, 0.93)];
    for (n, p) in cases {
        let fit = misfit(pearson(n, p, |dice| dice.binomial(n, p)));
        assert!(fit < 4.0, "{n} {p}: {fit}");
    }
}

#[test]
fn a_wrong_binomial_is_seen() {
    for wrong in [0.545, 0.555] {
        let fit = misfit(pearson(700, 0.55, |dice| dice.binomial(700, wrong)));
        assert!(fit > 10.0, "{wrong}: {fit}");
    }
    let shifted = misfit(pearson(40, 0.5, |dice| (dice.binomial(40, 0.5) + 1).min(40)));
    assert!(shifted > 10.0, "{shifted}");
}

#[test]
fn chances_sum_to_one_and_give_the_exact_moments() {
    for (n, p) in [(10, 0.3), (3000, 0.55), (50_000, 0.001)] {
        let moment = |power: fn(f64) -> f64| -> f64 {
            (0..=n).map(|k| chance(k, n, p) * power(f64::from(k))).sum()
        };
        let (total, mean, square) = (moment(|_| 1.0), moment(|k| k), moment(|k| k * k));
        let expected = f64::from(n) * p;
        assert!(close(total, 1.0, 1e-9) && close(mean / expected, 1.0, 1e-9), "{n} {p}");
        let variance = (square - mean * mean) / (expected * (1.0 - p));
        assert!(close(variance, 1.0, 1e-5), "{n} {p} {variance}");
    }
}

proptest! {
    #[test]
    fn any_binomial_ends_within_its_range(n: u32, p in -0.5f64..1.5, seed: u64) {
        let drawn = Streams(seed).open("range", 0).binomial(n, p);
        prop_assert!(drawn <= n);
        let distance = (f64::from(drawn) - f64::from(n) * p.clamp(0.0, 1.0)).abs();
        let spread = (f64::from(n) * p.clamp(0.0, 1.0) * (1.0 - p.clamp(0.0, 1.0))).sqrt();
        prop_assert!(distance <= 8.0 * spread + 2.0, "{drawn} of {n} at {p}");
    }

    #[test]
    fn logit_and_logistic_undo_each_other(p in 0.001f64..0.999) {
        prop_assert!(close(logistic(logit(p)), p, 1e-12));
    }
}
