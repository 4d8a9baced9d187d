//! Published and computed vectors, to nine digits.

#![expect(clippy::unwrap_used, reason = "a test should fail where it cannot go on")]

use sanaq_election::builtin;
use sanaq_estimate::{
    House, Joint, Known, Model, Parliament, Projection, Report, Settings, parliament, random::Seed,
};
use sanaq_seats::{Allocator, Wholes};

fn close(found: f64, expected: f64, relative: f64) {
    let gap = (found - expected).abs();
    assert!(gap <= relative * expected.abs(), "{found} is not {expected}");
}

/// V6 of the design: three strata, one of them unseen, no covariates, the reference constants.
fn v6() -> (Model, Vec<(usize, f64, f64)>) {
    let size = [
        1_000.0, 800.0, 1_200.0, 600.0, 900.0, 500.0, 700.0, 400.0, 600.0, 1_500.0, 1_100.0, 900.0,
    ];
    let model = Model::new(&Known {
        size: &size,
        stratum: &[0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2],
        strata: 3,
        area: None,
        size_matters: false,
        covariates: &[],
    });
    let reports = vec![
        (0, 300.0, 600.0),
        (1, 200.0, 450.0),
        (2, 420.0, 700.0),
        (3, 150.0, 380.0),
        (5, 260.0, 350.0),
        (6, 300.0, 480.0),
    ];
    (model, reports)
}

#[test]
fn the_reference_method_gives_vector_v6() {
    let (model, reports) = v6();
    let mut projection = Projection::new(&model, &[4, 3, 2], 1, Settings::reference());
    for (station, votes, denominator) in reports {
        let votes = [votes];
        assert!(projection.report(&Report { station, expansion: 1.0, votes: &votes, denominator }));
    }
    let fit = projection.fit().unwrap();
    for (weight, expected) in fit.weights.iter().zip([
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        1.752_659_574_468_084_4,
        3.242_021_276_595_751_5,
        3.242_021_276_595_751_5,
    ]) {
        close(*weight, expected, 1e-12);
    }
    let register: f64 =
        fit.stations.iter().zip(&fit.weights).map(|(s, w)| w * model.size(*s)).sum();
    close(register, 10_200.0, 1e-12);
    let line = fit.lines[0];
    close(line.estimate, 0.574_541_284_403_669_7, 1e-12);
    close(line.error, 0.051_719_013_42, 1e-9);
    close(line.error_allowed, 0.054_517_047_72, 1e-9);
    close(line.degrees, 4.166_480_905_1, 1e-9);
}

/// Seats of Kazakhstan's lists in many draws around `shares`, with these standard deviations and
/// the correlations of a multinomial.
fn seats(shares: [f64; 5], sd: [f64; 5]) -> Parliament {
    let election = builtin::election("kazakhstan-2021").unwrap().unwrap();
    let allocator = Allocator::new(&election.contest).unwrap();
    let covariance = |k: usize, l: usize| {
        if k == l {
            return sd[k] * sd[k];
        }
        let odds = shares[k] * shares[l] / (1.0 - shares[k]) / (1.0 - shares[l]);
        -odds.sqrt() * sd[k] * sd[l]
    };
    let row = |k| (0..5).map(|l| covariance(k, l)).collect();
    let covariance: Vec<Vec<f64>> = (0..5).map(row).collect();
    let joint = Joint::new(shares.to_vec(), &covariance, f64::INFINITY);
    let places: Vec<Option<usize>> = (0..5).map(Some).collect();
    let wholes = Wholes { valid: Some(1_000_000_000), ..Wholes::default() };
    let house =
        House { allocator: &allocator, places: &places, wholes, tail: 0.025, nameless: false };
    parliament(&joint, &house, 40_000, &Seed::from_text("V5")).unwrap()
}

/// The chance of an allocation, in percent, is within two points of what the design found: one
/// point for its own 20,000 draws, one for the place where it rounds.
fn likely(found: &Parliament, allocation: [u32; 3], expected: f64) {
    let seats: Vec<u32> = allocation.into_iter().chain([0, 0]).collect();
    let chance = found.allocations.iter().find(|a| a.seats == seats).map_or(0.0, |a| a.probability);
    assert!((100.0 * chance - expected).abs() < 2.0, "{allocation:?}: {chance}, not {expected} %");
}

const SD: [f64; 5] = [0.0060, 0.0035, 0.0032, 0.0024, 0.0019];

/// V5 of the design: the three lists that passed in 2021.
#[test]
fn draws_of_kazakhstan_2021_give_vector_v5() {
    let votes = [5_148_074.0, 792_828.0, 659_019.0, 383_023.0, 258_618.0];
    let sum: f64 = votes.iter().sum();
    let found = seats(votes.map(|votes| votes / sum), SD);
    likely(&found, [76, 12, 10], 52.0);
    likely(&found, [77, 11, 10], 22.0);
    likely(&found, [77, 12, 9], 18.0);
}

/// V5 of the design, a list at its threshold: it has eight seats or none, and never the five that
/// it has on average.
#[test]
fn a_list_at_the_threshold_has_two_humps_and_no_mean() {
    let found = seats([0.735, 0.110, 0.071, 0.050, 0.034], SD);
    likely(&found, [78, 12, 8], 36.0);
    likely(&found, [85, 13, 0], 26.0);
    likely(&found, [79, 11, 8], 18.0);
    likely(&found, [86, 12, 0], 10.0);
    let third = &found.options[2].distribution;
    let mean: f64 = third.iter().map(|(seats, chance)| f64::from(*seats) * chance).sum();
    assert!((4.5..5.5).contains(&mean), "{mean}");
    assert!(!third.contains_key(&5), "{third:?}");
    assert!((third[&0] - 0.38).abs() < 0.01, "{third:?}");
}
