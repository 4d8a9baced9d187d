//! Exit polls: what people say they voted, at stations drawn with known chances.
//!
//! Weights w = 1/π · voters / asked · asked in the group / answers in the group (a group: an age
//! and sex that interviewers note also of those who refuse; without such notes 1/π · voters /
//! answers). p = Σ w y / Σ w m over stations with y answers for the option among m;
//! z = Σ w (y − p m) over the groups of a station; se = √(n / (n − 1) Σ (z − z̄)²) / Σ w m (the
//! station is the unit: voters of one station answer alike). The design effect is se² over
//! p (1 − p) / m; the part of it that weights make is Kish's m Σ w² m / (Σ w m)² (L. Kish, *Survey
//! Sampling*, 1965).
//!
//! **Sampling error is the small one.** Who refuses is not like who answers, and no interval shows
//! it. Two figures do: how those who refused would have had to vote for a statement to tip, and how
//! often an option's voters would have to answer for each time that others do.

mod refusals;

use serde::Serialize;

use crate::{
    headcount::FEW,
    interval::{Interval, around},
};

pub use refusals::{Refusals, behind, refusal_bias, tipping_point};

/// Interviews at one station.
#[derive(Clone, Debug, PartialEq)]
pub struct Interviews {
    /// 1 / the station's chance of being drawn, in any unit; 1 for all where chances are equal.
    pub expansion: f64,
    /// How many voted at the station; nothing: stations count alike. For all stations or for none.
    pub voters: Option<u32>,
    /// The people asked, by age and sex or in one group.
    pub groups: Vec<Group>,
}

/// People of one kind who were asked at one station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// All who were asked, those who refused among them, where noted.
    pub asked: Option<u32>,
    /// Answers for each option.
    pub votes: Vec<u32>,
}

/// Interviews that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PollError {
    /// Answers above people asked.
    #[error("station {station}: found {answers} answers of {asked} asked, expected no more")]
    Counts {
        /// Its place, from 1.
        station: usize,
        /// Answers.
        answers: u32,
        /// Asked.
        asked: u32,
    },
    /// A chance that is none, or voters that are none or known at some stations only.
    #[error(
        "station {0}: found no weight, expected a chance above 0, and voters at all stations or at \
         none"
    )]
    Weight(usize),
}

/// What an exit poll says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Poll {
    /// Stations with an answer.
    pub stations: usize,
    /// Whether they are few.
    pub few: bool,
    /// Answers.
    pub answers: u64,
    /// People asked, where noted at every station.
    pub asked: Option<u64>,
    /// Each option, in order; nothing where nobody answered.
    pub options: Vec<Share>,
    /// The first over the second.
    pub lead: Option<Lead>,
    /// Those who refused, where people asked were noted at every station and somebody refused.
    pub refusals: Option<Refusals>,
}

/// An option's share among answers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// How precise that is; nothing where stations show no spread.
    pub sampling: Option<Sampling>,
}

/// By how much the first option is ahead of the second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Lead {
    /// Place of the first among the options.
    pub first: usize,
    /// Place of the second.
    pub second: usize,
    /// Difference of shares.
    pub lead: f64,
    /// Its standard error; nothing where stations show no spread.
    pub error: Option<f64>,
    /// Lower end, which is not cut off at 0.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The error that comes from drawing stations and voters, and from nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sampling {
    /// The share with its interval.
    pub interval: Interval,
    /// Standard error.
    pub error: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// Variance over that of as many single voters.
    pub design_effect: f64,
    /// The part of it that unequal weights make.
    pub kish: f64,
    /// Answers over the design effect.
    pub effective: f64,
}

/// Answers of one group with the weight of each.
struct Cell<'a> {
    weight: f64,
    answers: f64,
    votes: &'a [u32],
}

impl Cell<'_> {
    fn votes(&self, option: usize) -> f64 {
        self.votes.get(option).copied().map_or(0.0, f64::from)
    }
}

/// Estimates the shares of `options` options. `level`: of the intervals, such as 0.95. A station
/// where nobody answered is no station of the estimate; its refusals count as such.
///
/// # Errors
/// When interviews cannot be used.
pub fn exit_poll(stations: &[Interviews], options: usize, level: f64) -> Result<Poll, PollError> {
    let with_voters = stations.first().is_some_and(|one| one.voters.is_some());
    for (at, one) in stations.iter().enumerate() {
        one.check(at + 1, with_voters)?;
    }
    let cells: Vec<Vec<Cell<'_>>> =
        stations.iter().map(Interviews::cells).filter(|cells| !cells.is_empty()).collect();
    let answers: u64 = stations.iter().map(|one| u64::from(one.answers())).sum();
    let asked: Option<u64> = stations.iter().map(|one| one.asked().map(u64::from)).sum();
    let weighted = Weighted::new(&cells);
    let shares = (0..options).map(|option| weighted.share(option, level));
    let shares: Vec<Share> = if answers > 0 { shares.collect() } else { Vec::new() };
    Ok(Poll {
        stations: cells.len(),
        few: cells.len() < FEW,
        answers,
        asked,
        lead: weighted.lead(&shares, level),
        options: shares,
        refusals: Refusals::new(stations, options),
    })
}

/// All answers with their weights, station by station.
struct Weighted<'a> {
    stations: &'a [Vec<Cell<'a>>],
    /// Σ w m
    whole: f64,
    /// Σ m
    answers: f64,
}

impl<'a> Weighted<'a> {
    fn new(stations: &'a [Vec<Cell<'a>>]) -> Self {
        let sum = |pick: fn(&Cell<'_>) -> f64| stations.iter().flatten().map(pick).sum();
        Self {
            stations,
            whole: sum(|cell| cell.weight * cell.answers),
            answers: sum(|cell| cell.answers),
        }
    }

    /// Σ w y / Σ w m for a score y of a cell, and its variance with the station as the unit.
    fn ratio(&self, score: &dyn Fn(&Cell<'_>) -> f64) -> (f64, f64) {
        let cells = self.stations.iter().flatten();
        let ratio = cells.map(|cell| cell.weight * score(cell)).sum::<f64>() / self.whole;
        let n = self.stations.len() as f64;
        let z = |cells: &Vec<Cell<'_>>| -> f64 {
            cells.iter().map(|cell| cell.weight * (score(cell) - ratio * cell.answers)).sum()
        };
        let z: Vec<f64> = self.stations.iter().map(z).collect();
        let mean = z.iter().sum::<f64>() / n;
        let square: f64 = z.iter().map(|z| (z - mean) * (z - mean)).sum();
        (ratio, n / (n - 1.0) * square / (self.whole * self.whole))
    }

    fn share(&self, option: usize, level: f64) -> Share {
        let (share, variance) = self.ratio(&|cell| cell.votes(option));
        Share { share, sampling: self.sampling(share, variance, level) }
    }

    fn sampling(&self, share: f64, variance: f64, level: f64) -> Option<Sampling> {
        let alone = share * (1.0 - share) / self.answers;
        if self.stations.len() < 2 || alone <= 0.0 || variance <= 1e-9 * alone {
            return None;
        }
        let cells = self.stations.iter().flatten();
        let squares: f64 = cells.map(|cell| cell.weight * cell.weight * cell.answers).sum();
        let (error, degrees) = (variance.sqrt(), self.stations.len() as f64 - 1.0);
        Some(Sampling {
            interval: around(share, error, degrees, level),
            error,
            degrees,
            design_effect: variance / alone,
            kish: self.answers * squares / (self.whole * self.whole),
            effective: self.answers * alone / variance,
        })
    }

    fn lead(&self, shares: &[Share], level: f64) -> Option<Lead> {
        let mut order: Vec<usize> = (0..shares.len()).collect();
        let share = |at: &usize| shares.get(*at).map_or(0.0, |share| share.share);
        order.sort_by(|a, b| share(b).total_cmp(&share(a)));
        let [first, second, ..] = *order.as_slice() else { return None };
        let (lead, variance) = self.ratio(&|cell| cell.votes(first) - cell.votes(second));
        let n = self.stations.len() as f64;
        let error = Some(variance.sqrt()).filter(|error| n > 1.0 && *error > 1e-9);
        let half = error
            .map(|error| crate::distribution::student_quantile(0.5 + 0.5 * level, n - 1.0) * error);
        Some(Lead {
            first,
            second,
            lead,
            error,
            low: half.map(|half| lead - half),
            high: half.map(|half| lead + half),
        })
    }
}

impl Group {
    fn answers(&self) -> u32 {
        self.votes.iter().fold(0, |sum, votes| sum.saturating_add(*votes))
    }
}

impl Interviews {
    fn answers(&self) -> u32 {
        self.groups.iter().fold(0, |sum, group| sum.saturating_add(group.answers()))
    }

    /// All asked, where noted of every group.
    fn asked(&self) -> Option<u32> {
        self.groups.iter().try_fold(0_u32, |sum, group| Some(sum.saturating_add(group.asked?)))
    }

    fn check(&self, station: usize, with_voters: bool) -> Result<(), PollError> {
        let sound = self.expansion.is_finite() && 0.0 < self.expansion;
        if !sound || self.voters.is_some_and(|voters| voters > 0) != with_voters {
            return Err(PollError::Weight(station));
        }
        for group in &self.groups {
            let answers = group.answers();
            if let Some(asked) = group.asked.filter(|asked| *asked < answers) {
                return Err(PollError::Counts { station, answers, asked });
            }
        }
        Ok(())
    }

    /// How many voters of the country each of `people` at the station stands for.
    fn each(&self, people: u32) -> f64 {
        self.voters
            .map_or(self.expansion, |voters| self.expansion * f64::from(voters) / f64::from(people))
    }

    /// The groups that answered, with the weight of each answer.
    fn cells(&self) -> Vec<Cell<'_>> {
        let answered = self.groups.iter().filter(|group| group.answers() > 0);
        // A group of which nobody answered is stood for by the others of its station.
        let heard: u32 = answered.clone().filter_map(|group| group.asked).sum();
        let asked = self.asked();
        let weight = |group: &Group| match asked.zip(group.asked) {
            Some((all, asked)) => {
                let silent = f64::from(all) / f64::from(heard);
                self.each(all) * silent * f64::from(asked) / f64::from(group.answers())
            }
            None => self.each(self.answers()),
        };
        let cell = answered.map(|group| Cell {
            weight: weight(group),
            answers: f64::from(group.answers()),
            votes: &group.votes,
        });
        cell.collect()
    }
}

#[cfg(test)]
mod tests;
