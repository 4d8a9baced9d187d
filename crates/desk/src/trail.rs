//! The audit trail as it is kept: what each entry is about, and what was decided.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    Id, Mode, State,
    chunk::Rows,
    event::{CallOutcome, Event, RepairOutcome, Verdict, WhyMissing},
    intern::Interner,
    sheet::Source,
};

/// Every entry but reports, which are rows of their own.
#[derive(Clone, Default)]
pub(crate) struct Trail {
    pub(crate) rows: Rows<TrailRow>,
    pub(crate) names: Interner,
    pub(crate) unknown: BTreeMap<String, u64>,
    pub(crate) next: u64,
}

/// An entry's place, time, author and kind.
#[derive(Clone, Copy)]
pub(crate) struct TrailRow {
    pub(crate) sequence: u64,
    pub(crate) time: i64,
    pub(crate) actor: u32,
    pub(crate) kind: u32,
    /// Whose account or device it concerns.
    pub(crate) whom: u32,
    pub(crate) about: About,
    pub(crate) decision: Option<Decision>,
}

/// What an entry is about: whether somebody may know its station hangs on that.
#[derive(Clone, Copy)]
pub(crate) enum About {
    Nothing,
    Station(u32),
    Report(Mode, u32),
    Post { observer: u32, station: u32 },
}

/// What was decided, where one word says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// About a report.
    Verdict(Verdict),
    /// Why a station is not observed; nothing: it is after all.
    Missing(Option<WhyMissing>),
    /// What became of a text message.
    Repair(Repaired),
    /// What came of a call.
    Call(CallOutcome),
}

/// [`RepairOutcome`] without the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repaired {
    /// A report was made of it.
    Report,
    /// It is none.
    NoReport,
    /// It was asked for again.
    AskedAgain,
}

impl Decision {
    pub(crate) fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Review(own) => Self::Verdict(own.verdict),
            Event::StationMissing(own) => Self::Missing(own.why),
            Event::Repair(own) => Self::Repair(match own.outcome {
                RepairOutcome::Report(_) => Repaired::Report,
                RepairOutcome::NoReport => Repaired::NoReport,
                RepairOutcome::AskedAgain => Repaired::AskedAgain,
            }),
            Event::Call(own) => Self::Call(own.outcome),
            _ => return None,
        })
    }
}

impl State {
    /// What an entry of the trail is about, as far as that is known when it comes.
    pub(crate) fn about(&self, event: &Event) -> About {
        let station = |code: &str| self.plan.stations.codes.find(code);
        let post = |observer: &str, code: &str| {
            let observer = self.people.ids.find(observer)?;
            Some(About::Post { observer, station: station(code)? })
        };
        let found = match event {
            Event::Review(own) => self.about_report(own.report),
            Event::StationSettled(own) => self.about_report(own.report),
            Event::Attached(own) => self.about_report(own.report),
            Event::Repair(own) => match own.outcome {
                RepairOutcome::Report(report) => self.about_report(report),
                RepairOutcome::NoReport | RepairOutcome::AskedAgain => None,
            },
            Event::Assigned(own) => self.about_sheet(own.sheet),
            Event::Transcribed(own) => self.about_sheet(own.sheet),
            Event::SheetResolved(own) => self.about_sheet(own.sheet),
            Event::StationMissing(own) => station(&own.station).map(About::Station),
            Event::Deployment(own) => post(&own.observer, &own.station),
            Event::DeploymentEnded(own) => post(&own.observer, &own.station),
            _ => None,
        };
        found.unwrap_or(About::Nothing)
    }

    fn about_report(&self, report: Id) -> Option<About> {
        let found = |mode| Some(About::Report(mode, self.world(mode).find(report)?));
        Mode::ALL.into_iter().find_map(found)
    }

    /// A planted sheet is about nothing that happened.
    fn about_sheet(&self, sheet: Id) -> Option<About> {
        Mode::ALL.into_iter().find_map(|mode| {
            let row = self.world(mode).sheets.get(sheet)?;
            match row.source {
                Source::Report(number) => Some(About::Report(mode, number)),
                Source::Planted(_) => None,
            }
        })
    }
}
