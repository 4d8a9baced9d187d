//! What came from whom about what, one after the other: reports from the first on, with every
//! correction, texts that do not parse, texts that went out. Of one observer, one form, one
//! station, or of all.

use serde::Serialize;

use super::{Eyes, Page, Paged};
use crate::{
    Id,
    event::{Channel, Verdict},
    intern::NONE,
};

/// Of what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryOf {
    /// The observer; empty: of everybody.
    pub observer: String,
    /// The form; empty: of all, and texts too.
    pub form: String,
    /// The station; empty: of all, and texts too.
    pub station: String,
}

/// One thing that came or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryRow {
    /// When, in microseconds.
    pub time: i64,
    /// What.
    pub what: What,
    /// Its id; of a text that went out, that of its batch.
    pub id: Id,
    /// Who.
    pub observer: Option<String>,
    /// The form.
    pub form: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The station.
    pub station: Option<String>,
    /// By which way it came.
    pub channel: Option<Channel>,
    /// Who typed it for the observer.
    pub operator: Option<String>,
    /// What it corrects.
    pub corrects: Option<Id>,
    /// The verdict.
    pub verdict: Option<Verdict>,
}

/// What came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A report.
    Report,
    /// A text that does not parse.
    Message,
    /// A text that went out.
    Outgoing,
}

/// Where a row is found.
#[derive(Clone, Copy)]
enum Found<'a> {
    Report(u32),
    Message(usize),
    Outgoing(Id, &'a str),
}

impl<'a> Eyes<'a> {
    /// The oldest first, so that the first report is seen before what corrected it.
    pub(super) fn history(&self, of: &HistoryOf, page: Page) -> Paged<HistoryRow> {
        let mut found = self.reports_of(of);
        if of.form.is_empty() && of.station.is_empty() {
            found.extend(self.texts_of(&of.observer));
        }
        found.sort_by_key(|(time, _)| *time);
        Paged::of(found.into_iter(), page, |(time, found)| self.history_row(time, found))
    }

    fn reports_of(&self, of: &HistoryOf) -> Vec<(i64, Found<'a>)> {
        let (world, look) = (self.look.world, self.look);
        let observer = look.people.ids.find(&of.observer);
        let numbers: Vec<u32> = match observer {
            Some(observer) => world.by_observer(observer).map(|(number, _)| number).collect(),
            None if of.observer.is_empty() => (0..crate::intern::next(world.len())).collect(),
            None => Vec::new(),
        };
        let rows = numbers.into_iter().filter_map(|number| Some((number, world.get(number)?)));
        let rows = rows.filter(|(_, row)| {
            let codes = [row.station, row.sent_station].map(|own| look.plan.stations.code(own));
            self.sees(row)
                && (of.form.is_empty() || look.form_id(row) == of.form)
                && (of.station.is_empty() || codes.contains(&of.station.as_str()))
        });
        rows.map(|(number, row)| (row.time, Found::Report(number))).collect()
    }

    fn texts_of(&self, observer: &str) -> Vec<(i64, Found<'a>)> {
        let (messages, people) = (&self.look.world.messages, self.look.people);
        let own = |id: &str| observer.is_empty() || id == observer;
        let came = (0..).zip(messages.iter()).filter(|(_, row)| {
            let sender = people.by_phone(row.message.sender).map_or("", |own| people.id(own));
            self.sees_sender(row) && own(sender)
        });
        let came = came.map(|(at, row)| (row.time, Found::Message(at)));
        let may_see = |id: &str| {
            let known = people.find(id);
            let owner = known.map_or("", |(_, row)| row.organisation.as_str());
            people.may_see(&self.viewer.organisation, owner)
        };
        let mut all: Vec<(i64, Found<'a>)> = came.collect();
        for (id, batch) in &messages.batches {
            let rows = batch.rows.keys().filter(|to| own(to) && may_see(to));
            all.extend(rows.map(|to| (batch.time, Found::Outgoing(*id, to.as_str()))));
        }
        all
    }

    fn history_row(&self, time: i64, found: Found<'a>) -> HistoryRow {
        let empty = HistoryRow {
            time,
            what: What::Report,
            id: Id([0; 16]),
            observer: None,
            form: None,
            version: None,
            station: None,
            channel: None,
            operator: None,
            corrects: None,
            verdict: None,
        };
        let (world, people) = (self.look.world, self.look.people);
        match found {
            Found::Report(number) => world.get(number).map_or(empty.clone(), |row| {
                let extra = world.extra(row);
                let corrects = extra.and_then(|extra| extra.corrects);
                HistoryRow {
                    id: row.id(),
                    observer: (row.observer != NONE).then(|| people.id(row.observer).to_owned()),
                    form: Some(self.look.form_id(row).to_owned()),
                    version: Some(self.look.version(row).to_owned()),
                    station: Some(self.look.plan.stations.code(row.station).to_owned()),
                    channel: Some(row.channel),
                    operator: extra.and_then(|extra| extra.operator.as_deref().map(str::to_owned)),
                    corrects,
                    verdict: Some(row.verdict),
                    ..empty
                }
            }),
            Found::Message(at) => world.messages.iter().nth(at).map_or(empty.clone(), |row| {
                let sender = people.by_phone(row.message.sender);
                let observer = sender.map(|number| people.id(number).to_owned());
                HistoryRow { what: What::Message, id: row.message.id, observer, ..empty }
            }),
            Found::Outgoing(id, to) => {
                let observer = Some(to.to_owned());
                HistoryRow { what: What::Outgoing, id, observer, ..empty }
            }
        }
    }
}
