//! What the draws add up to.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    odds,
    rehearse::{Answer, Draw, Guess, Population, THRESHOLDS, Trial},
};

/// The result of a rehearsal. Shares and half-widths are fractions of 1.
#[derive(Clone, Debug, Serialize)]
pub struct Rehearsal {
    /// Stations of the frame.
    pub frame: usize,
    /// Stations in the sample.
    pub size: usize,
    /// Draws made.
    pub draws: usize,
    /// Draws without an estimate.
    pub refused: usize,
    /// The part of the sample that arrived, on average.
    pub arrived: f64,
    /// The true share of each option.
    pub truth: BTreeMap<String, f64>,
    /// The estimator with its allowance.
    #[serde(flatten)]
    pub ours: Score,
    /// The same without the allowance.
    pub without_allowance: Score,
    /// The method that ours grew out of.
    pub reference: Score,
    /// A ratio without strata.
    pub naive: Score,
    /// The stratified combined ratio, empty strata merged.
    pub collapsed: Score,
    /// The combined ratio with empty strata merged at random.
    pub quickcountmx: Score,
    /// Coverage of turnout, where known.
    pub turnout_coverage: Option<f64>,
    /// Coverage of the share of invalid ballots, where known.
    pub invalid_coverage: Option<f64>,
}

/// How one method did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Score {
    /// In which part of the draws each option's interval held its true share.
    pub coverage: BTreeMap<String, f64>,
    /// Mean over options.
    pub mean_coverage: f64,
    /// The worst option's.
    pub worst_coverage: f64,
    /// Mean half-width of the intervals.
    pub mean_half_width: f64,
    /// Mean of estimate minus truth.
    pub bias: BTreeMap<String, f64>,
    /// Root of the mean squared error, mean over options.
    pub mean_error: f64,
    /// Statements about thresholds near the truth.
    pub threshold_statements: Statements,
}

/// Statements that an option is above, or below, a threshold a quarter, a half or a whole point
/// from its true share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Statements {
    /// Made with more than 95 % confidence.
    pub made: usize,
    /// Of these, wrong.
    pub wrong: usize,
    /// Mean squared error of all odds (Brier 1950).
    pub brier: f64,
}

pub(super) fn rehearsal(population: &Population, trial: &Trial<'_>, draws: &[Draw]) -> Rehearsal {
    let names = &population.names;
    let score = |pick: fn(&Draw) -> &Answer| score(population, draws, pick);
    let other = |truth: Option<f64>, pick: fn(&Answer) -> Option<Guess>| {
        let truth = truth?;
        let guesses: Vec<Guess> = draws.iter().filter_map(|draw| pick(&draw.ours)).collect();
        let held = guesses.iter().filter(|guess| guess.holds(truth)).count();
        (!guesses.is_empty()).then(|| held as f64 / guesses.len() as f64)
    };
    Rehearsal {
        frame: population.frame.len(),
        size: trial.plan.size,
        draws: draws.len(),
        refused: draws.iter().filter(|draw| draw.ours.shares.is_empty()).count(),
        arrived: mean(draws.iter().map(|draw| draw.arrived)),
        truth: names.iter().cloned().zip(population.truth.iter().copied()).collect(),
        ours: score(|draw| &draw.ours),
        without_allowance: score(|draw| &draw.without_allowance),
        reference: score(|draw| &draw.reference),
        naive: score(|draw| &draw.naive),
        collapsed: score(|draw| &draw.collapsed),
        quickcountmx: score(|draw| &draw.resampled),
        turnout_coverage: other(population.true_turnout, |answer| answer.turnout),
        invalid_coverage: other(population.true_invalid, |answer| answer.invalid),
    }
}

impl Guess {
    fn holds(&self, truth: f64) -> bool {
        self.low <= truth && truth <= self.high
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// A draw without an estimate covers nothing: silence must not look like success.
fn score(population: &Population, draws: &[Draw], pick: fn(&Draw) -> &Answer) -> Score {
    let mut score = Score { worst_coverage: 1.0, ..Score::default() };
    let mut halves = Vec::new();
    let mut errors = Vec::new();
    let mut odds = Vec::new();
    let truths = population.names.iter().zip(&population.truth);
    for (option, (name, truth)) in truths.enumerate() {
        let guesses = draws.iter().filter_map(|draw| pick(draw).shares.get(option));
        let guesses: Vec<&Guess> = guesses.collect();
        let held = guesses.iter().filter(|guess| guess.holds(*truth)).count();
        let coverage = held as f64 / draws.len().max(1) as f64;
        score.coverage.insert(name.clone(), coverage);
        score.worst_coverage = score.worst_coverage.min(coverage);
        let miss = || guesses.iter().map(|guess| guess.estimate - truth);
        score.bias.insert(name.clone(), mean(miss()));
        errors.push(mean(miss().map(|miss| miss * miss)).sqrt());
        halves.push(mean(guesses.iter().map(|guess| 0.5 * (guess.high - guess.low))));
        for guess in guesses {
            odds.extend(THRESHOLDS.iter().filter_map(|gap| chance(guess, *truth, truth + gap)));
        }
    }
    score.mean_coverage = mean(score.coverage.values().copied());
    score.mean_half_width = mean(halves.into_iter());
    score.mean_error = mean(errors.into_iter());
    score.threshold_statements = statements(&odds);
    score
}

/// The chance of passing a threshold, and whether the truth passes it; nothing for a threshold
/// that is no share.
fn chance(guess: &Guess, truth: f64, bar: f64) -> Option<(f64, bool)> {
    let chance = odds::passes(guess.estimate, guess.error, guess.degrees, bar);
    (bar > 0.0 && bar < 1.0).then_some((chance, truth >= bar))
}

fn statements(odds: &[(f64, bool)]) -> Statements {
    let made = odds.iter().filter(|(chance, _)| *chance > 0.95 || *chance < 0.05);
    let wrong = made.clone().filter(|(chance, passes)| (*chance > 0.5) != *passes);
    let square = odds.iter().map(|(chance, passes)| {
        let gap = chance - if *passes { 1.0 } else { 0.0 };
        gap * gap
    });
    Statements { wrong: wrong.count(), made: made.count(), brier: mean(square) }
}
