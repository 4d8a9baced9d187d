//! What country to make, and why one cannot be made.

use sanaq_election::{Areas, Election, OptionId};
use serde::Serialize;

use crate::fraud::Fraud;

/// What country to make.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// How many polling stations.
    pub stations: usize,
    /// Registered voters in all, met exactly; whatever the sizes of stations give when nothing.
    pub registered: Option<u64>,
    /// What share of the voters honestly takes a ballot. Regions with a turnout of their own are
    /// left out; the others come to this together.
    pub turnout: f64,
    /// The honest valid votes of each option in the nation, as numbers of any size: published
    /// totals or shares. Options that are not named get none. Empty: plausible ones are drawn.
    pub shares: Vec<(OptionId, f64)>,
    /// The regions. Empty: some are made up.
    pub regions: Vec<Region>,
    /// What is done to the honest result, at different stations each.
    pub fraud: Vec<Fraud>,
    /// The option that fraud favours; the honest winner when nothing.
    pub option: Option<OptionId>,
    /// How stations differ.
    pub shape: Shape,
}

impl Plan {
    /// An honest country with nothing said but its size: 55 % turnout, the rest drawn.
    pub fn new(stations: usize) -> Self {
        Self {
            stations,
            registered: None,
            turnout: 0.55,
            shares: Vec::new(),
            regions: Vec::new(),
            fraud: Vec::new(),
            option: None,
            shape: Shape::default(),
        }
    }
}

/// A region that is to be called by its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Region {
    /// Its name, the first level of its stations' area paths.
    pub name: String,
    /// Its registered voters, as a number of any size.
    pub registered_weight: f64,
    /// Its honest turnout, met in expectation; that of the plan, give or take, when nothing.
    pub turnout: Option<f64>,
    /// What share of its stations lies in towns; drawn around that of the shape when nothing.
    pub urban: Option<f64>,
}

impl Region {
    /// A region of which only the name and the register are known.
    pub fn new(name: &str, registered_weight: f64) -> Self {
        Self { name: name.to_owned(), registered_weight, turnout: None, urban: None }
    }
}

/// A standard deviation on each level of the country.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Between regions.
    pub region: f64,
    /// Between districts of a region.
    pub district: f64,
    /// Between stations of a district, beyond the chance of single voters.
    pub station: f64,
}

/// How stations differ. The defaults lie within what was measured on elections that nobody
/// disputes (docs/methods/simulate.md); spreads are those of logits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// How many stations a district has on average.
    pub stations_per_district: f64,
    /// What share of the stations lies in towns.
    pub urban: f64,
    /// The median register of a station in a town.
    pub urban_register: f64,
    /// The standard deviation of the logarithm of such a register.
    pub urban_spread: f64,
    /// The median register of a station in a village.
    pub rural_register: f64,
    /// The standard deviation of the logarithm of such a register.
    pub rural_spread: f64,
    /// The largest register that the law allows; less where a hard check of the protocol wants it.
    pub largest_register: f64,
    /// What share of the stations is closed to others: hospitals, barracks, prisons, ships. They
    /// are small and nearly everybody votes.
    pub closed: f64,
    /// Of turnout.
    pub turnout: Spread,
    /// By how much the logit of turnout rises when the register is e times as large.
    pub turnout_by_size: f64,
    /// Of each option's votes.
    pub votes: Spread,
    /// The spread between options of the same rise as `turnout_by_size`.
    pub votes_by_size: f64,
    /// The spread between options of the rise of the logit of votes with that of turnout.
    pub votes_by_turnout: f64,
    /// The median share of invalid ballots.
    pub invalid: f64,
    /// Of the share of invalid ballots.
    pub invalid_spread: Spread,
    /// The mean share of issued ballots that voters carry away.
    pub carried_away: f64,
    /// How unevenly regions take part in fraud: the standard deviation of the logarithm of a
    /// region's propensity; districts differ half as much within it. 0: everywhere alike.
    pub fraud_clustering: f64,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            stations_per_district: 40.0,
            urban: 0.5,
            urban_register: 1600.0,
            urban_spread: 0.35,
            rural_register: 400.0,
            rural_spread: 0.8,
            largest_register: 3000.0,
            closed: 0.015,
            turnout: Spread { region: 0.2, district: 0.2, station: 0.32 },
            turnout_by_size: -0.1,
            votes: Spread { region: 0.35, district: 0.3, station: 0.4 },
            votes_by_size: 0.15,
            votes_by_turnout: 0.1,
            invalid: 0.012,
            invalid_spread: Spread { region: 0.2, district: 0.2, station: 0.3 },
            carried_away: 0.0007,
            fraud_clustering: 1.0,
        }
    }
}

/// Why no country can be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// No station, or too many for the memory.
    #[error("stations: found {found}, expected from 1 to {}", Self::MOST_STATIONS)]
    Stations {
        /// What was asked for.
        found: usize,
    },
    /// Too many voters for a station's count.
    #[error("registered: found {found}, expected from 1 to {}", Self::MOST_REGISTERED)]
    Registered {
        /// What was asked for.
        found: u64,
    },
    /// Nothing to vote for.
    #[error("options: the contest names none and the plan gives no shares, expected one at least")]
    NoOptions,
    /// An option that the contest does not have.
    #[error("found the option «{found}», expected one of {known}")]
    UnknownOption {
        /// What was named.
        found: OptionId,
        /// What there is.
        known: String,
    },
    /// An option with two shares.
    #[error("shares: found «{0}» twice, expected it once")]
    ShareTwice(OptionId),
    /// Shares that say nothing.
    #[error("shares: all are 0, expected one above 0 at least")]
    NoShares,
    /// A number out of its range.
    #[error("{key}: found {found}, expected a number from {least} to {most}")]
    Number {
        /// Which number.
        key: String,
        /// What it is.
        found: f64,
        /// What it may be at the least.
        least: f64,
        /// What it may be at the most.
        most: f64,
    },
    /// A region's name that no area path can hold.
    #[error("region «{found}»: expected a name without {} that no other has", Areas::SEPARATOR)]
    RegionName {
        /// The name.
        found: String,
    },
    /// Regions without voters.
    #[error("regions: none has registered voters, expected one at least")]
    EmptyRegions,
    /// More fraud than stations.
    #[error("fraud: the shares of stations come to {sum}, expected 1 at the most")]
    TooMuchFraud {
        /// The sum of the shares.
        sum: f64,
    },
    /// Fraud that needs somebody to take votes from.
    #[error("fraud: {kind} needs a second option, and the contest has one")]
    OneOption {
        /// The kind of fraud.
        kind: &'static str,
    },
    /// A protocol whose arithmetic no honest station of ours would meet.
    #[error(
        "check «{check}»: an honest station would violate it, so this protocol cannot be simulated"
    )]
    Check {
        /// The check as written.
        check: String,
    },
}

impl PlanError {
    /// More stations than any country has.
    pub const MOST_STATIONS: usize = 5_000_000;
    /// As many voters as one station's count can hold.
    pub const MOST_REGISTERED: u64 = 4_000_000_000;
}

/// The options in the order of the ballot; those that shares name where the contest lists none.
pub(crate) fn options(election: &Election, plan: &Plan) -> Result<Vec<OptionId>, PlanError> {
    let listed = &election.contest.options;
    let mut options: Vec<OptionId> = listed.iter().map(|option| option.id.clone()).collect();
    let (mut named, mut any) = (Vec::new(), plan.shares.is_empty());
    for (option, share) in &plan.shares {
        if named.contains(option) {
            return Err(PlanError::ShareTwice(option.clone()));
        }
        number(&format!("shares, {option}"), *share, 0.0, 1e12)?;
        any |= 0.0 < *share;
        named.push(option.clone());
    }
    if !any {
        return Err(PlanError::NoShares);
    }
    if options.is_empty() {
        options.clone_from(&named);
    }
    if options.is_empty() {
        return Err(PlanError::NoOptions);
    }
    let unknown = named.iter().chain(&plan.option).find(|option| !options.contains(option));
    if let Some(found) = unknown {
        let known = options.iter().map(OptionId::as_str).collect::<Vec<_>>().join(", ");
        return Err(PlanError::UnknownOption { found: found.clone(), known });
    }
    Ok(options)
}

/// Whether every number of the plan can be used.
pub(crate) fn validate(plan: &Plan, options: usize) -> Result<(), PlanError> {
    if !(1..=PlanError::MOST_STATIONS).contains(&plan.stations) {
        return Err(PlanError::Stations { found: plan.stations });
    }
    let registered = plan.registered.unwrap_or(1);
    if !(1..=PlanError::MOST_REGISTERED).contains(&registered) {
        return Err(PlanError::Registered { found: registered });
    }
    number("turnout", plan.turnout, 0.0, 1.0)?;
    regions(&plan.regions)?;
    shape(&plan.shape)?;
    let shares = plan.fraud.iter().map(|fraud| fraud.share);
    let sum: f64 = shares.sum();
    // The sum of shares such as 0.1 may end a hair above 1.
    if 1.0 + 1e-9 < sum {
        return Err(PlanError::TooMuchFraud { sum });
    }
    for fraud in &plan.fraud {
        number("fraud, share", fraud.share, 0.0, 1.0)?;
        number("fraud, strength", fraud.strength, 0.0, 1.0)?;
        if options < 2 && fraud.kind.needs_others() {
            return Err(PlanError::OneOption { kind: fraud.kind.as_str() });
        }
    }
    Ok(())
}

fn regions(regions: &[Region]) -> Result<(), PlanError> {
    let mut names = std::collections::BTreeSet::new();
    for region in regions {
        let name = region.name.trim();
        if name.is_empty() || name.contains(Areas::SEPARATOR) || !names.insert(name) {
            return Err(PlanError::RegionName { found: region.name.clone() });
        }
        number(&format!("region «{name}», registered"), region.registered_weight, 0.0, 1e12)?;
        number(&format!("region «{name}», turnout"), region.turnout.unwrap_or(0.0), 0.0, 1.0)?;
        number(&format!("region «{name}», urban"), region.urban.unwrap_or(0.0), 0.0, 1.0)?;
    }
    let voters = regions.iter().any(|region| 0.0 < region.registered_weight);
    if regions.is_empty() || voters { Ok(()) } else { Err(PlanError::EmptyRegions) }
}

fn shape(shape: &Shape) -> Result<(), PlanError> {
    /// Beyond this spread of a logit nearly every station is at 0 or at 1.
    const WIDEST: f64 = 5.0;
    let ranges = [
        ("stations_per_district", shape.stations_per_district, 1.0, 1e6),
        ("urban", shape.urban, 0.0, 1.0),
        ("urban_register", shape.urban_register, 1.0, 1e6),
        ("urban_spread", shape.urban_spread, 0.0, WIDEST),
        ("rural_register", shape.rural_register, 1.0, 1e6),
        ("rural_spread", shape.rural_spread, 0.0, WIDEST),
        ("largest_register", shape.largest_register, 1.0, 1e6),
        ("closed", shape.closed, 0.0, 1.0),
        ("turnout_by_size", shape.turnout_by_size, -WIDEST, WIDEST),
        ("votes_by_size", shape.votes_by_size, 0.0, WIDEST),
        ("votes_by_turnout", shape.votes_by_turnout, 0.0, WIDEST),
        ("invalid", shape.invalid, 0.0, 1.0),
        ("carried_away", shape.carried_away, 0.0, 1.0),
        ("fraud_clustering", shape.fraud_clustering, 0.0, WIDEST),
    ];
    for (key, found, least, most) in ranges {
        number(&format!("shape, {key}"), found, least, most)?;
    }
    let spreads =
        [("turnout", shape.turnout), ("votes", shape.votes), ("invalid", shape.invalid_spread)];
    for (key, Spread { region, district, station }) in spreads {
        for (level, found) in [("region", region), ("district", district), ("station", station)] {
            number(&format!("shape, {key} between {level}s"), found, 0.0, WIDEST)?;
        }
    }
    Ok(())
}

/// Refuses a number outside its range, and what is no number.
fn number(key: &str, found: f64, least: f64, most: f64) -> Result<(), PlanError> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(PlanError::Number { key: key.to_owned(), found, least, most })
}

#[cfg(test)]
mod tests;
