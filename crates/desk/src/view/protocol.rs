//! Protocols that are accepted, as the results that an estimate is made from.
//!
//! A figure counts as two clerks typed it, else as the observer did. Nothing is chosen between
//! reports that differ, and what is flagged as impossible or borrowed waits for a person.

use sanaq_election::{Areas, Column, Severity, StationResults, Texts};
use sanaq_forms::FormKind;
use serde::Serialize;

use super::{Eyes, NotShown};
use crate::{
    FlagKind, FlagSet, Id, Mode, State,
    access::{Right, Viewer},
    contest::{ContestRow, FigureRow},
    event::Verdict,
    report::Row,
    sheet::{Progress, Reading},
};

/// Which protocols are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accept {
    /// Only those that a person verified.
    pub verified_only: bool,
    /// Only stations of a sample.
    pub sample_only: bool,
}

/// What is accepted of a contest, and what is left out and why.
#[derive(Clone, Debug)]
pub struct Protocols {
    /// The figures, by station code.
    pub results: StationResults,
    /// Which report stands for each station, in the same order.
    pub taken: Vec<Taken>,
    /// Stations with protocols of which none is accepted.
    pub left: Vec<Left>,
}

/// A protocol that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The report.
    pub report: Id,
    /// Whether its figures are those of two clerks who agree.
    pub transcribed: bool,
    /// Whether a person verified it.
    pub verified: bool,
}

/// A station that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Its code.
    pub station: String,
    /// Why.
    pub why: Why,
    /// The reports.
    pub reports: Vec<Id>,
}

/// Why no protocol of a station is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Reports differ, and nobody decided.
    Contested,
    /// Flagged as impossible or borrowed, and nobody verified it.
    Flagged,
    /// Not verified, where only verified ones are accepted.
    Unverified,
    /// No figure can be read.
    NoFigures,
}

/// Flags with which nothing is accepted until a person has verified it.
const WAITS: [FlagKind; 7] = [
    FlagKind::PhotoReused,
    FlagKind::PhotoAlike,
    FlagKind::UnknownSender,
    FlagKind::Revoked,
    FlagKind::NotDeployed,
    FlagKind::ForeignCorrection,
    FlagKind::SheetFault,
];

/// The same, of the figures as the observer typed them.
const IMPOSSIBLE: [FlagKind; 2] = [FlagKind::HardRule, FlagKind::OverRegister];

fn waits(flags: FlagSet, kinds: &[FlagKind]) -> bool {
    kinds.iter().any(|kind| flags.contains(*kind))
}

pub(super) struct Candidate {
    pub(super) report: Id,
    pub(super) figures: FigureRow,
    pub(super) transcribed: bool,
    pub(super) verified: bool,
    waits: bool,
}

impl State {
    /// The accepted protocols of the contest whose form this is.
    pub fn protocols(
        &self,
        viewer: &Viewer,
        mode: Mode,
        form: &str,
        accept: Accept,
    ) -> Result<Protocols, NotShown> {
        if !viewer.may(Right::Read) {
            return Err(NotShown::NotAllowed);
        }
        let contest = self.plan.contests.iter().find(|contest| contest.form == form);
        let contest = contest.ok_or(NotShown::NotFound)?;
        let eyes = Eyes { look: self.look(mode), viewer, now: 0 };
        Ok(eyes.accepted(contest, accept))
    }
}

impl Eyes<'_> {
    fn accepted(&self, contest: &ContestRow, accept: Accept) -> Protocols {
        let stations = &self.look.plan.stations;
        let listed = stations.numbers().filter(|number| stations.is_listed(*number));
        let filed = listed.filter(|number| {
            let (stages, _) = self.look.world.reported(*number);
            super::overview::has(stages, FormKind::Protocol)
                && (!accept.sample_only || stations.is_sampled(*number))
        });
        let mut by_code: Vec<(&str, u32)> =
            filed.map(|number| (stations.code(number), number)).collect();
        by_code.sort_unstable();
        let mut table = Table::new(contest);
        let (mut taken, mut left) = (Vec::new(), Vec::new());
        for (code, number) in by_code {
            let candidates = self.candidates(number, contest);
            let reports: Vec<Id> = candidates.iter().map(|own| own.report).collect();
            match choose(candidates, accept) {
                Ok(None) => {}
                Ok(Some(chosen)) => {
                    table.push(code, stations.area(number), &chosen.figures);
                    let Candidate { report, transcribed, verified, .. } = chosen;
                    taken.push(Taken { report, transcribed, verified });
                }
                Err(why) => left.push(Left { station: code.to_owned(), why, reports }),
            }
        }
        Protocols { results: table.finish(contest), taken, left }
    }

    /// The protocol that stands for a station, or why none does.
    pub(super) fn accepted_at(
        &self,
        station: u32,
        contest: &ContestRow,
    ) -> Result<Option<Candidate>, Why> {
        choose(self.candidates(station, contest), Accept::default())
    }

    fn candidates(&self, station: u32, contest: &ContestRow) -> Vec<Candidate> {
        let rows = self.seen_at(station).filter(|(_, row)| row.stands());
        let own = rows.filter(|(_, row)| self.look.form_id(row) == contest.form);
        let mut all: Vec<Candidate> = own.map(|(_, row)| self.candidate(row, contest)).collect();
        all.sort_by_key(|candidate| candidate.report);
        all
    }

    fn is_impossible(&self, row: &Row, contest: &ContestRow, figures: &[Option<u32>]) -> bool {
        let hard = |broken: crate::contest::Broken<'_>| broken.severity == Severity::Hard;
        let turnout = contest.turnout.and_then(|at| figures.get(at).copied().flatten());
        let registered = self.look.plan.stations.registered(row.station);
        contest.broken(figures).any(hard)
            || turnout.zip(registered).is_some_and(|(turnout, registered)| turnout > registered)
    }

    fn candidate(&self, row: &Row, contest: &ContestRow) -> Candidate {
        let sheet = self.look.world.sheets.get(row.id());
        let settled = sheet.and_then(|sheet| match sheet.progress() {
            Progress::Settled(reading @ Reading::Figures(_)) => Some(reading),
            _ => None,
        });
        let figures = match settled {
            Some(reading) => contest.names.iter().map(|name| reading.figure(*name)).collect(),
            None => contest.figures(self.look.world.bytes(row)),
        };
        // Where clerks agree, it is their reading that must add up, not what the observer typed.
        let waits = match settled {
            Some(_) => waits(row.flags, &WAITS) || self.is_impossible(row, contest, &figures),
            None => waits(row.flags, &WAITS) || waits(row.flags, &IMPOSSIBLE),
        };
        Candidate {
            report: row.id(),
            figures,
            transcribed: settled.is_some(),
            verified: row.verdict == Verdict::Verified,
            waits,
        }
    }
}

/// One of the reports of a station, where they do not contradict each other.
fn choose(mut all: Vec<Candidate>, accept: Accept) -> Result<Option<Candidate>, Why> {
    if all.is_empty() {
        return Ok(None);
    }
    if all.iter().any(|own| own.verified) {
        all.retain(|own| own.verified);
    } else if accept.verified_only {
        return Err(Why::Unverified);
    }
    let differ = all.iter().zip(all.iter().skip(1)).any(|(a, b)| a.figures != b.figures);
    if differ {
        return Err(Why::Contested);
    }
    if all.iter().any(|own| own.waits && !own.verified) {
        return Err(Why::Flagged);
    }
    if all.iter().all(|own| own.figures.iter().all(Option::is_none)) {
        return Err(Why::NoFigures);
    }
    Ok(all.into_iter().max_by_key(|own| own.transcribed))
}

struct Table {
    stations: Texts,
    areas: Areas,
    area: Vec<sanaq_election::AreaId>,
    columns: Vec<Column>,
}

impl Table {
    fn new(contest: &ContestRow) -> Self {
        Self {
            stations: Texts::default(),
            areas: Areas::default(),
            area: Vec::new(),
            columns: vec![Column::default(); contest.names.len()],
        }
    }

    fn push(&mut self, code: &str, area: &str, figures: &[Option<u32>]) {
        self.stations.push(code);
        self.area.push(self.areas.intern(area));
        for (column, figure) in self.columns.iter_mut().zip(figures) {
            column.push(*figure);
        }
    }

    fn finish(self, contest: &ContestRow) -> StationResults {
        let mut columns = self.columns.into_iter();
        let lines = contest.lines.iter().cloned().zip(columns.by_ref().take(contest.lines.len()));
        let lines = lines.collect();
        StationResults {
            stations: self.stations,
            areas: self.areas,
            area: self.area,
            lines,
            votes: contest.options.iter().cloned().zip(columns).collect(),
        }
    }
}
