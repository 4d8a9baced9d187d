//! Real elections as judges of the estimate: an evening as it arrived, and past results sampled
//! again and again. The benches do the same with a thousand draws and every election.

#![expect(clippy::unwrap_used, reason = "a test should fail where it cannot go on")]

#[path = "../benches/common/mod.rs"]
mod common;
#[path = "../benches/common/replay.rs"]
mod replay;

use common::{population, results};
use replay::{Evening, held};
use sanaq_estimate::{
    Settings,
    random::Seed,
    rehearse::{Arrival, Population, Rehearsal, Trial, rehearse},
    sample::Plan,
};

/// Mexico, 1 July 2018: reports as they came, the poor regions last. The truth is the whole
/// sample. Protects the allowance for arrival: without it 10 of 24 intervals held.
#[test]
fn the_intervals_of_mexico_2018_held_while_reports_came_in() {
    let Some(evening) = Evening::read() else {
        println!("skipped: no mexico-2018-arrivals below SANAQ_DATA");
        return;
    };
    let hours = [1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0];
    let covered = |poverty| hours.map(|hour| held(&evening.answer(hour, poverty))).iter().sum();
    let (with, without): (usize, usize) = (covered(true), covered(false));
    assert!(with == 24 && without >= 19, "with the poverty index {with}, without {without} of 24");
    let early = evening.answer(1.0, true);
    assert!(!early.publishable && !early.warnings.is_empty(), "3 % of the stations are in");
}

fn tried(population: &Population, size: usize, arrival: Arrival, draws: usize) -> Rehearsal {
    let plan = Plan { least: 2, ..Plan::new(size) };
    let trial = Trial { plan, arrival, draws, level: 0.95, settings: Settings::default() };
    rehearse(population, &trial, &Seed::from_text("1")).unwrap()
}

/// Protects coverage and the odds of thresholds where regions and large stations are late.
#[test]
fn intervals_hold_and_threshold_statements_are_right_in_saxony_anhalt() {
    let recipe = "germany-2025-sachsen-anhalt";
    let file = "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz";
    let Some(population) = population(recipe, file, None) else {
        println!("skipped: no {file} below SANAQ_DATA");
        return;
    };
    let complete = tried(&population, 300, Arrival { arrived: 1.0, own: 0.0 }, 200);
    let part = tried(&population, 300, Arrival { arrived: 0.6, own: 0.0 }, 200);
    for (found, name) in [(&complete, "complete"), (&part, "60 %")] {
        let covered = found.ours.mean_coverage;
        assert!((0.915..=0.985).contains(&covered), "{name}: {covered}");
    }
    assert!(part.naive.mean_coverage < 0.92, "a ratio without strata is misled by late regions");
    let said = part.ours.threshold_statements;
    let wrong = said.wrong as f64 / said.made as f64;
    assert!(said.made > 1_000 && wrong <= 0.015, "{} of {} are wrong", said.wrong, said.made);
    assert!(said.brier <= 0.125, "{}", said.brier);
}

/// Protects covariates from a previous election: Poland's second round by its first.
#[test]
fn the_first_round_narrows_the_second() {
    let first = results("poland-2025-round1", "poland-2025/round1.csv.gz");
    let second = |previous| population("poland-2025-round2", "poland-2025/round2.csv.gz", previous);
    let (Some(first), Some(plain)) = (first, second(None)) else {
        println!("skipped: no poland-2025 below SANAQ_DATA");
        return;
    };
    let all = Arrival { arrived: 1.0, own: 0.0 };
    let narrow = tried(&second(Some(&first)).unwrap(), 1_000, all, 40).ours;
    let wide = tried(&plain, 1_000, all, 40).ours;
    assert!(narrow.mean_half_width < 0.35 * wide.mean_half_width);
    assert!(narrow.mean_coverage >= 0.85, "{}", narrow.mean_coverage);
}
