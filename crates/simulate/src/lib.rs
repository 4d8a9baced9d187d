//! A plausible country with a known truth, from a seed.
//!
//! [`country`] draws polling stations, lets their voters vote, and then does to some protocols
//! what the plan says; [`Truth`] keeps the answer key. It serves training and tests: a method that
//! claims to see fraud should see it where it is known to be, and not where there is none.
//!
//! [`evening`] is the same country's election day as its observers see it, and [`draw`] a photo of
//! a protocol, for rehearsals.
//!
//! In this order, each in a file of its own: the stations (`frame`), what their voters are like
//! (`voters`), the counting of each station (`sheet`), fraud (`fraud`), the key (`truth`).
//! docs/methods/simulate.md has the formulas and says what is not like a real country.
//!
//! Architecture invariant: the seed is a parameter, every station, district and region has a
//! stream of its own, and transcendental functions come from `libm`; so the same seed gives the
//! same bytes on any platform and with any number of threads.
//!
//! ```
//! use sanaq_simulate::{Fraud, Plan, country};
//!
//! let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
//! let mut plan = Plan::new(1000);
//! plan.fraud = Fraud::parse("stuffing:0.15,round:0.05").unwrap();
//! let country = country(&election, &plan, 1).unwrap();
//! assert_eq!(country.announced.len(), 1000);
//! assert_eq!(country.truth.stations.len(), 200);
//! assert!(country.truth.honest.turnout < country.truth.announced.turnout);
//! ```

mod dice;
mod divide;
mod drawing;
mod evening;
mod frame;
mod fraud;
mod plan;
mod sheet;
mod truth;
mod voters;

use rayon::prelude::*;
use sanaq_election::{Election, OptionId, StationResults};

use crate::{dice::Streams, frame::Frame, sheet::Sheet, voters::Voters};

pub use drawing::{Drawn, draw};
pub use evening::{Evening, EveningPlan, Filed, Filing, Tables, Watcher, evening};
pub use fraud::{Fraud, FraudError, FraudKind};
pub use plan::{Plan, PlanError, Region, Shape, Spread};
pub use truth::{Change, Done, Hit, HitStation, Totals, Truth};

/// A simulated country.
#[derive(Clone, Debug)]
pub struct Country {
    /// What the stations announced.
    pub announced: StationResults,
    /// What their voters said: the same stations in the same order.
    pub honest: StationResults,
    /// What was done at each station.
    pub hits: Vec<Option<Hit>>,
    /// The answer key.
    pub truth: Truth,
}

/// Makes a country.
///
/// # Errors
/// When the plan cannot be carried out; the message names what was found and expected.
pub fn country(election: &Election, plan: &Plan, seed: u64) -> Result<Country, PlanError> {
    let options = plan::options(election, plan)?;
    plan::validate(plan, options.len())?;
    let mut plan = plan.clone();
    let most = plan.shape.largest_register;
    plan.shape.largest_register = sheet::largest_register(election, &options, most);
    let plan = &plan;
    let streams = Streams(seed);
    let shares = voters::national_shares(plan, election, &options, streams);
    let frame = Frame::draw(plan, streams);
    let voters = Voters::draw(plan, &frame, &shares, streams);
    let honest = sheet::count(election, &options, &frame, &voters, streams)?;
    let honest_totals = Totals::of(election, &options, &honest);
    let favoured = plan.option.clone().or_else(|| winner(&options, &honest_totals));
    let favoured = favoured.ok_or(PlanError::NoOptions)?;
    let option = options.iter().position(|id| *id == favoured).ok_or(PlanError::NoOptions)?;
    let chosen = fraud::choose(plan, &frame, &honest, option, streams);
    let announced = changed(plan, &chosen, &honest, option, streams);
    let hits = truth::hits(&chosen, &honest, &announced, option);
    let done = truth::done(plan, &hits);
    let change = truth::sum(&done);
    Ok(Country {
        truth: Truth {
            seed,
            plan: plan.clone(),
            option: favoured,
            anomalous_votes: change.votes,
            change,
            fraud: done,
            honest: honest_totals,
            announced: Totals::of(election, &options, &announced),
            stations: truth::stations(plan, &frame, &hits),
        },
        announced: sheet::table(election, &options, &frame, &announced),
        honest: sheet::table(election, &options, &frame, &honest),
        hits,
    })
}

/// The option with the most votes, the first of equals on the ballot.
fn winner(options: &[OptionId], totals: &Totals) -> Option<OptionId> {
    let votes = |id: &OptionId| totals.options.get(id).copied().unwrap_or(0);
    let first = |best: &OptionId, next: &OptionId| votes(best) < votes(next);
    options.iter().reduce(|best, next| if first(best, next) { next } else { best }).cloned()
}

/// The protocols after all fraud.
fn changed(
    plan: &Plan,
    chosen: &[Option<usize>],
    honest: &[Sheet],
    option: usize,
    streams: Streams,
) -> Vec<Sheet> {
    let one = |(index, (sheet, chosen)): (usize, (&Sheet, &Option<usize>))| {
        let fraud = chosen.and_then(|number| plan.fraud.get(number));
        fraud.map_or_else(
            || sheet.clone(),
            |fraud| fraud::commit(fraud, sheet, option, streams.open("fraud", index)),
        )
    };
    honest.par_iter().zip(chosen).enumerate().map(one).collect()
}
