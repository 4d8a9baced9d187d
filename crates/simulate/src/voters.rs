//! What the voters of each station are like: how likely each is to come, to spoil the ballot, to
//! vote for each option.
//!
//! The logit of a station's turnout is the sum of effects of region, district, station and size;
//! so is the logarithm of each option's odds, which follow turnout too. Intercepts are then set so
//! that the country comes out as planned in expectation.

use rayon::prelude::*;
use sanaq_election::{Election, OptionId};

use crate::{
    dice::{Dice, Streams, logistic, logit},
    frame::{Frame, Place},
    plan::{Plan, Shape, Spread},
};

/// By how much the logit of turnout is higher at closed stations.
const CLOSED_TURNOUT: f64 = 2.0;
/// How much stations differ in what share of the ballots is carried away: the standard deviation
/// of its logarithm. With 0.0007 of the ballots this leaves most stations without a single one.
const AWAY_SPREAD: f64 = 2.0;
/// How much the options of a country differ when no shares are given: the spread of logarithms.
const OPTION_SPREAD: f64 = 0.8;
/// How many votes «against all» and lumped options get for each of another option.
const MINOR_OPTION: f64 = 0.1;

/// The chances of every station's voters.
#[derive(Clone, Debug)]
pub(crate) struct Voters {
    /// That a registered voter takes a ballot.
    pub(crate) turnout: Vec<f64>,
    /// That an issued ballot is carried away.
    pub(crate) away: Vec<f64>,
    /// That a ballot in the box is invalid.
    pub(crate) invalid: Vec<f64>,
    /// That a valid vote is for each option: a row for each station.
    pub(crate) votes: Vec<f64>,
    /// How many options a row has.
    pub(crate) options: usize,
}

impl Voters {
    /// Draws them for `shares`, which sum to 1.
    pub(crate) fn draw(plan: &Plan, frame: &Frame, shares: &[f64], streams: Streams) -> Self {
        let options = shares.len();
        let country = Country::draw(&plan.shape, frame, options, streams);
        let effects: Vec<Effects> = frame
            .places
            .par_iter()
            .enumerate()
            .map(|(index, place)| country.station(index, place, streams))
            .collect();
        let turnout = calibrated_turnout(plan, frame, &effects);
        let mut votes: Vec<f64> = effects
            .iter()
            .flat_map(|station| &station.levels.votes)
            .map(|x| libm::exp(*x))
            .collect();
        let weights = frame.places.iter().zip(&turnout);
        let weights: Vec<f64> = weights.map(|(p, t)| f64::from(p.registered) * t).collect();
        calibrate_votes(&mut votes, &weights, shares);
        Self {
            turnout,
            away: effects.iter().map(|station| station.away).collect(),
            invalid: effects.iter().map(|station| station.invalid).collect(),
            votes,
            options,
        }
    }
}

/// Shares of the nation's valid votes: those of the plan, or plausible ones.
pub(crate) fn national_shares(
    plan: &Plan,
    election: &Election,
    options: &[OptionId],
    streams: Streams,
) -> Vec<f64> {
    let mut dice = streams.open("shares", 0);
    let share = |id: &OptionId| {
        let drawn = libm::exp(OPTION_SPREAD * dice.normal());
        if !plan.shares.is_empty() {
            return plan.shares.iter().find(|(named, _)| named == id).map_or(0.0, |named| named.1);
        }
        let known = election.contest.options.iter().find(|option| option.id == *id);
        let minor = known.is_some_and(|option| !option.kind.is_eligible());
        if minor { MINOR_OPTION * drawn } else { drawn }
    };
    let mut shares: Vec<f64> = options.iter().map(share).collect();
    let sum: f64 = shares.iter().sum();
    for share in &mut shares {
        *share /= sum;
    }
    shares
}

/// One level's departure from the level above.
#[derive(Clone, Debug, Default)]
struct Levels {
    turnout: f64,
    invalid: f64,
    votes: Vec<f64>,
}

impl Levels {
    fn draw(mut dice: Dice, options: usize, of: impl Fn(Spread) -> f64, shape: &Shape) -> Self {
        let turnout = of(shape.turnout) * dice.normal();
        let invalid = of(shape.invalid_spread) * dice.normal();
        let votes = (0..options).map(|_| of(shape.votes) * dice.normal()).collect();
        Self { turnout, invalid, votes }
    }

    fn add(&mut self, other: &Self) {
        self.turnout += other.turnout;
        self.invalid += other.invalid;
        for (sum, more) in self.votes.iter_mut().zip(&other.votes) {
            *sum += more;
        }
    }
}

/// One station's effects, and the chances that need no calibration.
struct Effects {
    levels: Levels,
    away: f64,
    invalid: f64,
}

/// What stations of one country share.
struct Country<'a> {
    shape: &'a Shape,
    /// Region and district together, for each district.
    districts: Vec<Levels>,
    /// The rise of each option's odds with the size of the station.
    by_size: Vec<f64>,
    /// The same with the station's turnout.
    by_turnout: Vec<f64>,
    /// The mean logarithm of a register.
    log_register: f64,
}

impl<'a> Country<'a> {
    fn draw(shape: &'a Shape, frame: &Frame, options: usize, streams: Streams) -> Self {
        let regions = (0..frame.regions.len()).map(|index| {
            Levels::draw(streams.open("region's voters", index), options, |s| s.region, shape)
        });
        let regions: Vec<Levels> = regions.collect();
        let districts = frame.districts.iter().enumerate().map(|(index, district)| {
            let dice = streams.open("district's voters", index);
            let mut levels = Levels::draw(dice, options, |s| s.district, shape);
            if let Some(region) = regions.get(district.region) {
                levels.add(region);
            }
            levels
        });
        let mut dice = streams.open("options", 0);
        let mut slopes =
            |spread: f64| -> Vec<f64> { (0..options).map(|_| spread * dice.normal()).collect() };
        let (by_size, by_turnout) = (slopes(shape.votes_by_size), slopes(shape.votes_by_turnout));
        let sum: f64 = frame.places.iter().map(log_register).sum();
        let log_register = sum / frame.places.len() as f64;
        Self { shape, districts: districts.collect(), by_size, by_turnout, log_register }
    }

    fn station(&self, index: usize, place: &Place, streams: Streams) -> Effects {
        let mut dice = streams.open("station's voters", index);
        let away_normal = dice.normal();
        let options = self.by_size.len();
        let mut levels = Levels::draw(dice, options, |s| s.station, self.shape);
        if let Some(district) = self.districts.get(place.district) {
            levels.add(district);
        }
        // Size stands for town and village; patients and soldiers are neither.
        let size = if place.closed { 0.0 } else { log_register(place) - self.log_register };
        levels.turnout += self.shape.turnout_by_size * size;
        let open_turnout = levels.turnout;
        if place.closed {
            levels.turnout += CLOSED_TURNOUT;
        }
        for ((votes, by_size), by_turnout) in
            levels.votes.iter_mut().zip(&self.by_size).zip(&self.by_turnout)
        {
            *votes += by_size * size + by_turnout * open_turnout;
        }
        // The mean of a log-normal factor with median exp(−σ²/2) is 1.
        let uneven = libm::exp(AWAY_SPREAD * away_normal - AWAY_SPREAD * AWAY_SPREAD / 2.0);
        let invalid = self.shape.invalid;
        let invalid = if invalid >= 1.0 { 1.0 } else { logistic(logit(invalid) + levels.invalid) };
        Effects { away: (self.shape.carried_away * uneven).min(1.0), invalid, levels }
    }
}

fn log_register(place: &Place) -> f64 {
    libm::log(f64::from(place.registered.max(1)))
}

/// The chance of turning out at each station, so that each region with a turnout of its own meets
/// it, and the other regions together that of the plan.
fn calibrated_turnout(plan: &Plan, frame: &Frame, effects: &[Effects]) -> Vec<f64> {
    let mut groups: Vec<(Option<f64>, Vec<usize>)> =
        frame.regions.iter().map(|region| (region.turnout, Vec::new())).collect();
    groups.push((None, Vec::new()));
    for (index, place) in frame.places.iter().enumerate() {
        let region = frame.region_of(place);
        let own = groups.get(region).is_some_and(|(turnout, _)| turnout.is_some());
        let group = if own { region } else { frame.regions.len() };
        if let Some((_, members)) = groups.get_mut(group) {
            members.push(index);
        }
    }
    let mut turnout = vec![0.0; effects.len()];
    for (target, members) in groups {
        let odds = |index: &usize| {
            let effect = effects.get(*index).map_or(0.0, |station| station.levels.turnout);
            let weight = frame.places.get(*index).map_or(0, |place| place.registered);
            (libm::exp(effect), f64::from(weight))
        };
        let odds: Vec<(f64, f64)> = members.iter().map(odds).collect();
        let level = common_odds(&odds, target.unwrap_or(plan.turnout));
        for (index, (odds, _)) in members.iter().zip(&odds) {
            if let Some(cell) = turnout.get_mut(*index) {
                *cell = from_odds(level * odds);
            }
        }
    }
    turnout
}

/// The share whose odds these are.
fn from_odds(odds: f64) -> f64 {
    if odds.is_infinite() { 1.0 } else { odds / (1.0 + odds) }
}

/// The factor by which all odds must be multiplied for the weighted mean share to be `target`, by
/// bisection of its logarithm.
fn common_odds(odds: &[(f64, f64)], target: f64) -> f64 {
    /// Odds of e⁴⁰ are certainty for any number of voters.
    const CERTAIN: f64 = 40.0;
    if target <= 0.0 || target >= 1.0 {
        return if target <= 0.0 { 0.0 } else { f64::INFINITY };
    }
    let all: f64 = odds.iter().map(|(_, weight)| weight).sum();
    let (mut low, mut high) = (-CERTAIN, CERTAIN);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let level = libm::exp(middle);
        let sum: f64 = odds.iter().map(|(odds, weight)| weight * from_odds(level * odds)).sum();
        if sum < target * all {
            low = middle;
        } else {
            high = middle;
        }
    }
    libm::exp(f64::midpoint(low, high))
}

/// Turns each station's odds into chances whose weighted means are the national shares: each
/// option's odds are multiplied by one factor, found by repeating factor × target / mean
/// (proportional fitting; W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11,
/// 1940, 427–444).
fn calibrate_votes(odds: &mut [f64], weights: &[f64], shares: &[f64]) {
    const ROUNDS: usize = 100;
    const CLOSE: f64 = 1e-10;
    let options = shares.len();
    let all: f64 = weights.iter().sum();
    let mut factors = shares.to_vec();
    for _ in 0..ROUNDS {
        let mut means = vec![0.0; options];
        for (row, weight) in odds.chunks(options).zip(weights) {
            let sum: f64 = row.iter().zip(&factors).map(|(odds, factor)| odds * factor).sum();
            for ((mean, odds), factor) in means.iter_mut().zip(row).zip(&factors) {
                *mean += weight * odds * factor / sum;
            }
        }
        let mut furthest: f64 = 0.0;
        for ((factor, mean), share) in factors.iter_mut().zip(&means).zip(shares) {
            if 0.0 < *mean && 0.0 < all {
                let ratio = share * all / mean;
                furthest = furthest.max((ratio - 1.0).abs());
                *factor *= ratio;
            }
        }
        if furthest < CLOSE {
            break;
        }
    }
    for row in odds.chunks_mut(options) {
        for (odds, factor) in row.iter_mut().zip(&factors) {
            *odds *= factor;
        }
        let sum: f64 = row.iter().sum();
        for odds in row {
            *odds /= sum;
        }
    }
}

#[cfg(test)]
mod tests;
