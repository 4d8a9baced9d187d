//! What the forensic tests say about countries whose truth is known.

use sanaq_forensics::{AnomalousVotes, Examination, Question, TestId, Variable, Weight, examine};
use sanaq_simulate::Country;

use crate::{election, made};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=20;
const STATIONS: usize = 10_000;

fn judge<T>(country: &Country, read: impl FnOnce(&Examination<'_>) -> T) -> T {
    let election = election();
    let question = Question {
        results: &country.announced,
        election: Some(&election),
        option: Some(country.truth.option.clone()),
        clean_bin: None,
    };
    read(&examine(&question).unwrap())
}

/// The largest |z| of the integer test by stations, over turnout, result and either.
fn integer(examination: &Examination<'_>) -> f64 {
    let own = examination.tests.iter().filter(|test| test.id == TestId::Integer);
    let z = own.filter(|test| test.weight == Weight::Stations).map(|test| test.z.unwrap());
    z.fold(0.0, |most, z| most.max(z.abs()))
}

fn either(examination: &Examination<'_>) -> f64 {
    let mut tests = examination.tests.iter();
    let wanted = |variable, weight| variable == Variable::Either && weight == Weight::Stations;
    tests.find(|test| wanted(test.variable, test.weight)).unwrap().z.unwrap()
}

fn anomalous(examination: &Examination<'_>) -> AnomalousVotes {
    examination.anomalous_votes[0].clone()
}

#[test]
fn honest_countries_are_not_accused() {
    for seed in SEEDS {
        let country = made(STATIONS, "", seed);
        let (z, found) = judge(&country, |e| (integer(e), anomalous(e)));
        assert!(z < 3.5, "seed {seed}: {z}");
        let clear = !found.applies
            || found.low.zip(found.high).is_some_and(|(low, high)| low <= 0.0 && 0.0 <= high);
        assert!(clear, "seed {seed}: {found:?}");
    }
}

#[test]
fn stuffed_ballots_are_found_and_counted() {
    let (mut found, mut wrong) = (0, Vec::new());
    for seed in SEEDS {
        let country = made(STATIONS, "stuffing:0.15", seed);
        let truth = country.truth.anomalous_votes as f64;
        let answer = judge(&country, anomalous);
        let Some((low, high)) = answer.low.zip(answer.high).filter(|_| answer.applies) else {
            continue;
        };
        if !(low <= truth && truth <= high) {
            wrong.push((seed, truth, low, high));
        }
        found += usize::from(low > 0.0 && low <= truth && truth <= high);
    }
    println!("stuffing at 15 %: found with the true number in the interval in {found} of 20");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(found >= 15, "{found} of 20");
}

#[test]
fn invented_round_figures_are_found() {
    for seed in SEEDS {
        let z = judge(&made(STATIONS, "round:0.05", seed), either);
        assert!(z > 5.0, "seed {seed}: {z}");
    }
}

#[test]
fn figures_invented_without_rounding_escape_the_integer_test() {
    for seed in SEEDS.take(5) {
        let z = judge(&made(STATIONS, "invent:0.05", seed), integer);
        assert!(z < 3.5, "seed {seed}: {z}");
    }
}
