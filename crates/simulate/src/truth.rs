//! What really happened: the answer key of a simulated country.

use std::collections::BTreeMap;

use sanaq_election::{Election, OptionId, StationIndex};
use serde::Serialize;

use crate::{
    Plan,
    frame::Frame,
    fraud::{Fraud, FraudKind},
    sheet::Sheet,
};

/// What fraud changed: announced less honest. Ballots are votes, others and invalid together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Ballots issued.
    pub issued: i64,
    /// Ballots in the box.
    pub ballots: i64,
    /// Votes for the option that fraud favours.
    pub votes: i64,
    /// Votes for all other options together.
    pub others: i64,
    /// Invalid ballots.
    pub invalid: i64,
}

impl Change {
    fn between(honest: &Sheet, announced: &Sheet, option: usize) -> Self {
        let less =
            |figure: fn(&Sheet) -> u32| i64::from(figure(announced)) - i64::from(figure(honest));
        let votes = i64::from(announced.votes_at(option)) - i64::from(honest.votes_at(option));
        Self {
            issued: less(|sheet| sheet.issued),
            ballots: less(Sheet::cast),
            votes,
            others: less(Sheet::valid) - votes,
            invalid: less(|sheet| sheet.invalid),
        }
    }

    fn add(&mut self, other: Self) {
        self.issued += other.issued;
        self.ballots += other.ballots;
        self.votes += other.votes;
        self.others += other.others;
        self.invalid += other.invalid;
    }
}

/// What happened at a station that fraud hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The place of the fraud in the plan's list.
    pub fraud: usize,
    /// What it changed.
    pub change: Change,
}

/// The answer key, as it is written beside the country.
#[derive(Clone, Debug, Serialize)]
pub struct Truth {
    /// The seed.
    pub seed: u64,
    /// What was asked for, with the largest register that the protocol allows.
    pub plan: Plan,
    /// The option that fraud favours.
    pub option: OptionId,
    /// Votes that fraud added for the option, on balance.
    pub anomalous_votes: i64,
    /// What all fraud changed together.
    pub change: Change,
    /// What each fraud of the plan did.
    pub fraud: Vec<Done>,
    /// What the voters said.
    pub honest: Totals,
    /// What the stations announced.
    pub announced: Totals,
    /// The stations that were hit, in the order of the table.
    pub stations: Vec<HitStation>,
}

/// What one fraud of the plan did.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// The fraud as planned.
    #[serde(flatten)]
    pub fraud: Fraud,
    /// At how many stations: fewer than planned where it was not possible at enough of them.
    pub stations: usize,
    /// What it changed.
    #[serde(flatten)]
    pub change: Change,
}

/// The nation's figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Totals {
    /// Registered voters.
    pub registered: u64,
    /// Ballots issued.
    pub issued: u64,
    /// Ballots in the boxes.
    pub cast: u64,
    /// Invalid ones.
    pub invalid: u64,
    /// Valid ones.
    pub valid: u64,
    /// The line that the law counts over registered voters; 0 where there are none.
    pub turnout: f64,
    /// The votes of each option.
    pub options: BTreeMap<OptionId, u64>,
    /// The same over valid votes; 0 where there are none.
    pub shares: BTreeMap<OptionId, f64>,
}

/// A station that fraud hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HitStation {
    /// Its code.
    pub station: String,
    /// The path of its area.
    pub area: String,
    /// What was done.
    pub kind: FraudKind,
    /// What it changed.
    #[serde(flatten)]
    pub change: Change,
}

impl Totals {
    pub(crate) fn of(election: &Election, options: &[OptionId], sheets: &[Sheet]) -> Self {
        let sum = |figure: fn(&Sheet) -> u32| -> u64 {
            sheets.iter().map(|sheet| u64::from(figure(sheet))).sum()
        };
        let share = |part: u64, whole: u64| {
            if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
        };
        let votes = |(at, id): (usize, &OptionId)| {
            let votes = sheets.iter().map(|sheet| u64::from(sheet.votes_at(at)));
            (id.clone(), votes.sum::<u64>())
        };
        let (registered, valid) = (sum(|sheet| sheet.registered), sum(Sheet::valid));
        let (issued, cast) = (sum(|sheet| sheet.issued), sum(Sheet::cast));
        let by_issued = election.protocol.turnout.as_str() == "issued";
        let options: BTreeMap<OptionId, u64> = options.iter().enumerate().map(votes).collect();
        let shares = options.iter().map(|(id, votes)| (id.clone(), share(*votes, valid)));
        Self {
            registered,
            issued,
            cast,
            invalid: sum(|sheet| sheet.invalid),
            valid,
            turnout: share(if by_issued { issued } else { cast }, registered),
            shares: shares.collect(),
            options,
        }
    }
}

/// What happened at each station, fraud by station given.
pub(crate) fn hits(
    chosen: &[Option<usize>],
    honest: &[Sheet],
    announced: &[Sheet],
    option: usize,
) -> Vec<Option<Hit>> {
    let sheets = honest.iter().zip(announced);
    let hit = |(fraud, (honest, announced)): (&Option<usize>, (&Sheet, &Sheet))| {
        fraud.map(|fraud| Hit { fraud, change: Change::between(honest, announced, option) })
    };
    chosen.iter().zip(sheets).map(hit).collect()
}

/// What each fraud of the plan did in all.
pub(crate) fn done(plan: &Plan, hits: &[Option<Hit>]) -> Vec<Done> {
    let start = |fraud: &Fraud| Done { fraud: *fraud, stations: 0, change: Change::default() };
    let mut done: Vec<Done> = plan.fraud.iter().map(start).collect();
    for hit in hits.iter().flatten() {
        if let Some(done) = done.get_mut(hit.fraud) {
            done.stations += 1;
            done.change.add(hit.change);
        }
    }
    done
}

/// The sum of what all did.
pub(crate) fn sum(done: &[Done]) -> Change {
    done.iter().fold(Change::default(), |mut sum, done| {
        sum.add(done.change);
        sum
    })
}

/// The stations that were hit, by name.
pub(crate) fn stations(plan: &Plan, frame: &Frame, hits: &[Option<Hit>]) -> Vec<HitStation> {
    let one = |(index, hit): (StationIndex, &Option<Hit>)| {
        let hit = hit.as_ref()?;
        let district = frame.places.get(index).and_then(|p| frame.districts.get(p.district))?;
        Some(HitStation {
            station: frame.codes.get(index).to_owned(),
            area: frame.areas.path(district.area).to_owned(),
            kind: plan.fraud.get(hit.fraud)?.kind,
            change: hit.change,
        })
    };
    hits.iter().enumerate().filter_map(one).collect()
}
