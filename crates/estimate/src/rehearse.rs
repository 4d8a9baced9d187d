//! A past election in full, sampled again and again: does the interval hold what it says?
//!
//! Each draw takes a sample by a plan, lets a part of it arrive as reports do (late regions are
//! the leader's, large stations are late, whole regions are silent), estimates, and looks at the
//! truth. This is what a coordinator chooses the size of the sample by, and our own proof.

mod arrival;
mod peers;
mod population;
mod score;

use rayon::prelude::*;

use crate::{
    design::{Design, Drawn},
    figures::Figures,
    frame::Frame,
    interval::Line,
    model::Model,
    quick_count::{FEWEST, MOST_UNSEEN},
    random::{Seed, Stream},
    sample::{self, Plan, SampleError},
    settings::Settings,
};

pub use arrival::Arrival;
pub use population::Population;
pub use score::{Rehearsal, Score, Statements};

/// What is tried.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The sample.
    pub plan: Plan<'a>,
    /// How reports arrive.
    pub arrival: Arrival,
    /// How often.
    pub draws: usize,
    /// Level of the intervals.
    pub level: f64,
    /// The estimator's constants.
    pub settings: Settings,
}

/// Points of share about the truth at which a threshold is imagined, for its odds.
const THRESHOLDS: [f64; 6] = [-0.01, -0.005, -0.0025, 0.0025, 0.005, 0.01];

/// One method's answer in one draw: for each option the estimate and its interval.
#[derive(Clone, Debug, Default)]
struct Answer {
    shares: Vec<Guess>,
    turnout: Option<Guess>,
    invalid: Option<Guess>,
}

/// An estimate with its interval and what odds are made from.
#[derive(Clone, Copy, Debug)]
struct Guess {
    estimate: f64,
    low: f64,
    high: f64,
    error: f64,
    degrees: f64,
}

impl Guess {
    fn of(line: &Line, level: f64) -> Self {
        let interval = line.interval(level);
        Self {
            estimate: line.estimate,
            low: interval.low,
            high: interval.high,
            error: line.error_allowed,
            degrees: line.degrees,
        }
    }
}

/// One draw, estimated by each method.
#[derive(Clone, Debug, Default)]
struct Draw {
    arrived: f64,
    ours: Answer,
    without_allowance: Answer,
    reference: Answer,
    naive: Answer,
    collapsed: Answer,
    resampled: Answer,
}

/// Tries a sample on a past election. The same seed gives the same figures with any number of
/// threads: each draw has streams of its own.
///
/// # Errors
/// When the plan does not fit the election.
pub fn rehearse(
    population: &Population,
    trial: &Trial<'_>,
    seed: &Seed,
) -> Result<Rehearsal, SampleError> {
    let frame = &population.frame;
    let plain = frame.reference_model();
    let draws = (0..trial.draws).into_par_iter().map(|number| {
        let mut stream = seed.stream(number as u64);
        let own_seed = stream.seed();
        let rows = sample::draw(frame, &trial.plan, &own_seed)?;
        let drawn = rows.iter().filter(|row| row.wave == 0);
        let drawn: Vec<Drawn> = drawn
            .map(|row| Drawn { station: row.station, probability: Some(row.probability) })
            .collect();
        Ok(one(population, trial, &drawn, &plain, &mut stream))
    });
    let draws = draws.collect::<Result<Vec<Draw>, SampleError>>()?;
    Ok(score::rehearsal(population, trial, &draws))
}

/// Whether nothing would be said of the country: too few protocols, or most voters in strata from
/// which nothing has come. The methods beside ours would not know.
fn silent(frame: &Frame, plain: &Model, shares: &Figures) -> bool {
    if shares.len() < FEWEST && shares.len() < frame.len() {
        return true;
    }
    // The plain model's strata are the frame's own, none merged.
    let mut unseen = plain.stratum_size.clone();
    let all: f64 = unseen.iter().sum();
    for station in &shares.stations {
        if let Some(size) = unseen.get_mut(frame.stratum(*station)) {
            *size = 0.0;
        }
    }
    unseen.iter().sum::<f64>() > MOST_UNSEEN * all
}

fn one(
    population: &Population,
    trial: &Trial<'_>,
    drawn: &[Drawn],
    plain: &Model,
    stream: &mut Stream,
) -> Draw {
    let design = Design::new(&population.frame, drawn);
    let arrived = arrival::arrived(population, &trial.arrival, drawn, stream);
    let shares = population.shares.only(&arrived);
    let mut draw =
        Draw { arrived: arrived.len() as f64 / drawn.len().max(1) as f64, ..Draw::default() };
    if silent(&population.frame, plain, &shares) {
        return draw;
    }
    let settings = trial.settings.for_design(design.unequal, trial.plan.clusters.is_some());
    let own = design.merged_strata > 0;
    let merged = own.then(|| population.frame.model(&design));
    let model = merged.as_ref().unwrap_or(&population.model);
    let options = &population.options;
    let guesses = |figures: &Figures, model: &Model, settings: Settings| {
        let lines = figures.fit(model, &design, settings).map(|fit| fit.lines).unwrap_or_default();
        lines.iter().map(|line| Guess::of(line, trial.level)).collect::<Vec<_>>()
    };
    let pick = |all: &[Guess]| -> Vec<Guess> {
        options.iter().filter_map(|column| all.get(*column).copied()).collect()
    };
    draw.ours.shares = pick(&guesses(&shares, model, settings));
    let first = |figures: &Option<Figures>| {
        let figures = figures.as_ref()?.only(&arrived);
        guesses(&figures, model, settings).first().copied()
    };
    draw.ours.turnout = first(&population.turnout);
    draw.ours.invalid = first(&population.invalid);
    let bare = Settings { unseen: 0.0, late: 0.0, ..settings };
    draw.without_allowance.shares = pick(&guesses(&shares, model, bare));
    // Strata that were merged have other numbers, which the plain model does not have.
    let plain = if own { model } else { plain };
    draw.reference.shares = pick(&guesses(&shares, plain, Settings::reference()));
    draw.naive.shares = peers::naive(&shares, options, trial.level);
    draw.collapsed.shares = peers::collapsed(&shares, options, &population.frame, trial.level);
    draw.resampled.shares =
        peers::random_collapse(&shares, options, &population.frame, trial.level, stream);
    draw
}
