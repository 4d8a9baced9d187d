//! A station's protocol: filled in by counting, and by whoever changes it afterwards.

use rayon::prelude::*;
use sanaq_election::{
    AreaId, Check, Column, Election, LineId, Operand, OptionId, Protocol, Severity, StationResults,
    Sum,
};

use crate::{
    dice::{Dice, Streams},
    divide::rounded,
    frame::{Frame, Place},
    plan::PlanError,
    voters::Voters,
};

/// A station's figures. Valid votes are the sum of `votes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Registered voters.
    pub(crate) registered: u32,
    /// Ballots issued.
    pub(crate) issued: u32,
    /// Ballots in the box that are invalid.
    pub(crate) invalid: u32,
    /// Votes for each option in the order of the ballot.
    pub(crate) votes: Vec<u32>,
}

impl Sheet {
    /// Valid ballots.
    pub(crate) fn valid(&self) -> u32 {
        self.votes.iter().sum()
    }

    /// Ballots in the box.
    pub(crate) fn cast(&self) -> u32 {
        self.valid() + self.invalid
    }

    /// The votes of the option at a place of the ballot.
    pub(crate) fn votes_at(&self, option: usize) -> u32 {
        self.votes.get(option).copied().unwrap_or(0)
    }

    /// The figure of one of the five lines that every protocol has in some form.
    pub(crate) fn line(&self, line: &str) -> Option<u32> {
        match line {
            "registered" => Some(self.registered),
            "issued" => Some(self.issued),
            "cast" => Some(self.cast()),
            "invalid" => Some(self.invalid),
            "valid" => Some(self.valid()),
            _ => None,
        }
    }

    /// Lets a station's voters vote: each turns out, carries the ballot away, spoils it or votes,
    /// independently of the others.
    fn count(registered: u32, voters: &Voters, index: usize, away: bool, mut dice: Dice) -> Self {
        let chance = |chances: &[f64]| chances.get(index).copied().unwrap_or(0.0);
        let issued = dice.binomial(registered, chance(&voters.turnout));
        let gone = dice.binomial(issued, chance(&voters.away));
        let cast = if away { issued - gone } else { issued };
        let invalid = dice.binomial(cast, chance(&voters.invalid));
        let mut left = (cast - invalid, 1.0);
        let row = voters.votes.chunks(voters.options).nth(index).unwrap_or_default();
        let mut votes: Vec<u32> = Vec::with_capacity(row.len());
        for (option, share) in row.iter().enumerate() {
            let last = option + 1 == row.len();
            let own = if last { left.0 } else { dice.binomial(left.0, share / left.1) };
            votes.push(own);
            left = (left.0 - own, left.1 - share);
        }
        Self { registered, issued, invalid, votes }
    }
}

/// The honest protocols of all stations, which meet every hard check of the election.
pub(crate) fn count(
    election: &Election,
    options: &[OptionId],
    frame: &Frame,
    voters: &Voters,
    streams: Streams,
) -> Result<Vec<Sheet>, PlanError> {
    let away = allows_carried_away(&election.protocol, options);
    let one = |(index, place): (usize, &Place)| {
        Sheet::count(place.registered, voters, index, away, streams.open("count", index))
    };
    let sheets: Vec<Sheet> = frame.places.par_iter().enumerate().map(one).collect();
    for check in hard(&election.protocol) {
        if sheets.par_iter().any(|sheet| holds(check, sheet, options) == Some(false)) {
            return Err(PlanError::Check { check: check.text.clone() });
        }
    }
    Ok(sheets)
}

fn hard(protocol: &Protocol) -> impl Iterator<Item = &Check> {
    protocol.checks.iter().filter(|check| check.severity == Severity::Hard)
}

/// Whether fewer ballots may lie in the box than were issued: the protocol has both lines, and no
/// hard check is violated by it.
fn allows_carried_away(protocol: &Protocol, options: &[OptionId]) -> bool {
    let sheet = |votes| one_sided(options, [500, 400, 10, votes]);
    let (all, fewer) = (sheet(390), sheet(389));
    let has_issued = protocol.lines.iter().any(|line| line.as_str() == "issued");
    let violated = |check: &Check| {
        holds(check, &all, options) == Some(true) && holds(check, &fewer, options) == Some(false)
    };
    has_issued && !hard(protocol).any(violated)
}

/// The largest register, up to `most`, of a station where everybody's vote is valid and no hard
/// check is violated: some laws limit the ballots of a station. `most` where no register will do,
/// which the count then finds.
pub(crate) fn largest_register(election: &Election, options: &[OptionId], most: f64) -> f64 {
    let fits = |voters: u64| {
        let voters = u32::try_from(voters).unwrap_or(Column::MAX);
        let sheet = one_sided(options, [voters, voters, 0, voters]);
        !hard(&election.protocol).any(|check| holds(check, &sheet, options) == Some(false))
    };
    let (mut low, mut high) = (0, rounded(most));
    if fits(high) {
        return most;
    }
    while low + 1 < high {
        let middle = u64::midpoint(low, high);
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    if low == 0 { most } else { low as f64 }
}

/// A sheet on which the first option has all valid votes.
fn one_sided(options: &[OptionId], [registered, issued, invalid, votes]: [u32; 4]) -> Sheet {
    let mut all = vec![0; options.len()];
    if let Some(first) = all.first_mut() {
        *first = votes;
    }
    Sheet { registered, issued, invalid, votes: all }
}

/// Whether a check holds on a sheet; nothing when it names a line that the sheet does not have.
fn holds(check: &Check, sheet: &Sheet, options: &[OptionId]) -> Option<bool> {
    let figure = |operand: &Operand| match operand {
        Operand::Line(line) => sheet.line(line.as_str()),
        Operand::Votes(id) => {
            options.iter().position(|option| option == id).map(|at| sheet.votes_at(at))
        }
        Operand::AllVotes => Some(sheet.valid()),
        Operand::One => Some(1),
    };
    let side = |sum: &Sum| {
        let terms = sum
            .0
            .iter()
            .map(|term| Some(i128::from(term.times) * i128::from(figure(&term.operand)?)));
        terms.sum::<Option<i128>>()
    };
    Some(check.relation.holds(side(&check.left)?.cmp(&side(&check.right)?)))
}

/// The sheets as station results: every line of the protocol, unknown where it is none of the
/// five that [`Sheet::line`] knows.
pub(crate) fn table(
    election: &Election,
    options: &[OptionId],
    frame: &Frame,
    sheets: &[Sheet],
) -> StationResults {
    let line = |id: &LineId| {
        let figures = sheets.iter().map(|sheet| sheet.line(id.as_str()));
        (id.clone(), figures.collect::<Column>())
    };
    let votes = |(at, id): (usize, &OptionId)| {
        (id.clone(), sheets.iter().map(|sheet| Some(sheet.votes_at(at))).collect::<Column>())
    };
    let area = |place: &Place| {
        frame.districts.get(place.district).map_or_else(AreaId::default, |district| district.area)
    };
    StationResults {
        stations: frame.codes.clone(),
        areas: frame.areas.clone(),
        area: frame.places.iter().map(area).collect(),
        lines: election.protocol.lines.iter().map(line).collect(),
        votes: options.iter().enumerate().map(votes).collect(),
    }
}

#[cfg(test)]
mod tests;
