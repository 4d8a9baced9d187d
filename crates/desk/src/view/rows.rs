//! Exports: rows that are never cut. How many there are is said before the first.
//!
//! Every row says whether it is a drill's. Rows of the other world are not there at all.

use std::collections::BTreeSet;

use sanaq_forms::{Answers, FormKind, Name, Place};

use super::{Decision, Eyes, NotShown, trail::Subject};
use crate::{
    Id, Mode, State,
    access::{Right, Viewer},
    intern::NONE,
    packed::Lexicon,
    report::Row,
};

/// A table to be written.
pub struct Export<'a> {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub total: usize,
    /// The rows, each with a cell for every column.
    pub rows: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

/// What stands before the answers in a table of reports.
const FIXED: [&str; 17] = [
    "id",
    "drill",
    "form",
    "version",
    "station",
    "sent-station",
    "area",
    "observer",
    "organisation",
    "channel",
    "operator",
    "made",
    "received",
    "verdict",
    "flags",
    "corrects",
    "corrected-by",
];

const STATION: [&str; 9] = [
    "station",
    "drill",
    "area",
    "registered",
    "sampled",
    "missing",
    "observers",
    "reports",
    "flags",
];

const OBSERVER: [&str; 15] = [
    "observer",
    "drill",
    "organisation",
    "supervisor",
    "language",
    "stations",
    "accreditation",
    "trained",
    "materials",
    "paid",
    "devices",
    "revoked",
    "replaced-by",
    "stopped",
    "reports",
];

const MESSAGE: [&str; 9] =
    ["id", "drill", "observer", "received", "text", "sealed", "problems", "outcome", "by"];

const OUTGOING: [&str; 11] = [
    "batch", "drill", "time", "by", "observer", "language", "segments", "text", "delivery", "why",
    "reminds",
];

const TRAIL: [&str; 6] = ["sequence", "time", "actor", "kind", "station", "decision"];

/// A word as it is written in data.
fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(serde_json::Value::Null) | Err(_) => String::new(),
        Ok(serde_json::Value::Array(items)) => {
            let texts = items.iter().filter_map(|item| item.as_str());
            texts.collect::<Vec<_>>().join(" ")
        }
        Ok(other) => other.to_string(),
    }
}

/// A decision as one word.
fn decided(decision: Decision) -> String {
    match decision {
        Decision::Verdict(own) => word(own),
        Decision::Missing(Some(why)) => word(why),
        Decision::Missing(None) => "observed".to_owned(),
        Decision::Repair(own) => word(own),
        Decision::Call(own) => word(own),
    }
}

/// Which table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// All reports of a form, all versions of it, in the order of the log.
    Reports(String),
    /// All incidents, of whatever form.
    Incidents,
    /// All stations that lists name, in the order of their codes' first mention.
    Stations,
    /// All observers, in the order of enrolment.
    Observers,
    /// Texts that do not parse, with what became of them.
    Messages,
    /// Texts that went out, one row for each recipient.
    Outgoing,
    /// Everything that was done but reports. It is one for both worlds.
    Trail,
}

impl Table {
    /// The right that it needs beside that to export.
    const fn right(&self) -> Right {
        match self {
            Self::Incidents => Right::Incidents,
            Self::Messages => Right::Review,
            Self::Outgoing => Right::Plan,
            Self::Trail => Right::Trail,
            Self::Reports(_) | Self::Stations | Self::Observers => Right::Export,
        }
    }
}

/// A table before its first row: what it will hold is settled now. Rows are made one by one, so
/// that nobody needs to hold the table or the state.
#[derive(Clone, Debug)]
pub struct TableHead {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub total: usize,
    /// From which column on cells are answers; before it they are names and states.
    pub answers_from: usize,
    /// How many places there are to look for a row: [`State::row`] takes each.
    pub end: usize,
    table: Table,
    mode: Mode,
    places: Vec<Place>,
    posted: Vec<(Id, String)>,
}

impl State {
    /// What a table will hold.
    pub fn table(&self, viewer: &Viewer, mode: Mode, table: &Table) -> Result<TableHead, NotShown> {
        if !viewer.may(Right::Export) || !viewer.may(table.right()) {
            return Err(NotShown::NotAllowed);
        }
        if let Table::Reports(form) = table
            && self.plan.newest(form).is_some_and(|form| form.kind == FormKind::Incident)
            && !viewer.may(Right::Incidents)
        {
            return Err(NotShown::NotAllowed);
        }
        let eyes = Eyes { look: self.look(mode), viewer, now: 0 };
        let rows = || eyes.look.world.iter().filter(|row| eyes.is_in(table, row));
        let places = match table {
            Table::Reports(_) | Table::Incidents => eyes.places(rows()),
            _ => Vec::new(),
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let columns: Vec<String> = match table {
            Table::Reports(_) | Table::Incidents => {
                let fixed = FIXED.iter().map(|name| (*name).to_owned());
                fixed.chain(places.iter().map(ToString::to_string)).collect()
            }
            Table::Stations => names(&STATION),
            Table::Observers => names(&OBSERVER),
            Table::Messages => names(&MESSAGE),
            Table::Outgoing => names(&OUTGOING),
            Table::Trail => names(&TRAIL),
        };
        let posted = if *table == Table::Outgoing { eyes.posted() } else { Vec::new() };
        let end = match table {
            Table::Reports(_) | Table::Incidents => eyes.look.world.len(),
            Table::Stations => self.plan.stations.numbers().len(),
            Table::Observers => self.people.known(),
            Table::Messages => eyes.look.world.messages.iter().len(),
            Table::Outgoing => posted.len(),
            Table::Trail => self.trail.rows.len(),
        };
        let answers_from = columns.len() - places.len();
        let (table, total) = (table.clone(), 0);
        let mut head = TableHead { columns, total, answers_from, end, table, mode, places, posted };
        head.total = match &head.table {
            Table::Reports(_) | Table::Incidents => rows().count(),
            Table::Stations => self.plan.stations.listed(),
            _ => (0..end).filter(|at| self.row(viewer, &head, *at).is_some()).count(),
        };
        Ok(head)
    }

    /// The row at a place; nothing where there is none, or none that the viewer may see (any more).
    pub fn row(&self, viewer: &Viewer, head: &TableHead, at: usize) -> Option<Vec<String>> {
        let eyes = Eyes { look: self.look(head.mode), viewer, now: 0 };
        let number = crate::intern::next(at);
        match &head.table {
            Table::Reports(_) | Table::Incidents => {
                let row = eyes.look.world.get(number)?;
                eyes.is_in(&head.table, row).then(|| eyes.cells(head.mode, row, &head.places))
            }
            Table::Stations => {
                self.plan.stations.is_listed(number).then(|| eyes.station_cells(head.mode, number))
            }
            Table::Observers => eyes.observer_cells(head.mode, number),
            Table::Messages => eyes.message_cells(head.mode, at),
            Table::Outgoing => {
                let (batch, observer) = head.posted.get(at)?;
                eyes.posted_cells(head.mode, *batch, observer)
            }
            Table::Trail => {
                let row = self.trail.rows.get(number)?;
                if !self.is_trail_of(viewer, row) {
                    return None;
                }
                let name = |number| self.trail.names.text(number).to_owned();
                let place = [row.sequence.to_string(), row.time.to_string()];
                let Subject { station, decision, .. } = self.subject(viewer, row);
                let decision = decision.map_or_else(String::new, decided);
                let about = [station.unwrap_or_default(), decision];
                let who = [name(row.actor), name(row.kind)];
                Some(place.into_iter().chain(who).chain(about).collect())
            }
        }
    }

    fn export<'a>(
        &'a self,
        viewer: &'a Viewer,
        mode: Mode,
        table: &Table,
    ) -> Result<Export<'a>, NotShown> {
        let head = self.table(viewer, mode, table)?;
        let (columns, total) = (head.columns.clone(), head.total);
        let rows = (0..head.end).filter_map(move |at| self.row(viewer, &head, at));
        Ok(Export { columns, total, rows: Box::new(rows) })
    }

    /// See [`Table::Reports`].
    pub fn export_reports<'a>(
        &'a self,
        viewer: &'a Viewer,
        mode: Mode,
        form: &str,
    ) -> Result<Export<'a>, NotShown> {
        self.export(viewer, mode, &Table::Reports(form.to_owned()))
    }

    /// See [`Table::Stations`].
    pub fn export_stations<'a>(
        &'a self,
        viewer: &'a Viewer,
        mode: Mode,
    ) -> Result<Export<'a>, NotShown> {
        self.export(viewer, mode, &Table::Stations)
    }
}

impl<'a> Eyes<'a> {
    /// Every place that any of the reports has an answer for, in the order of the names.
    fn places(&self, rows: impl Iterator<Item = &'a Row>) -> Vec<Place> {
        let mut numbers: BTreeSet<(u32, Vec<u32>)> = BTreeSet::new();
        for row in rows {
            Lexicon::places(self.look.world.bytes(row), &mut numbers);
        }
        let place = |(name, at): (u32, Vec<u32>)| {
            let question: Name = self.look.lexicon.names.text(name).parse().ok()?;
            Some(Place { question, at })
        };
        let mut places: Vec<Place> = numbers.into_iter().filter_map(place).collect();
        places.sort();
        places
    }

    /// Whether a report belongs into a table and may be seen.
    fn is_in(&self, table: &Table, row: &Row) -> bool {
        let fits = match table {
            Table::Reports(form) => self.look.form_id(row) == form,
            Table::Incidents => row.stage == FormKind::Incident,
            _ => false,
        };
        fits && self.sees(row)
    }

    fn station_cells(&self, mode: Mode, number: u32) -> Vec<String> {
        let line = self.station_line(number);
        vec![
            line.code,
            (mode == Mode::Drill).to_string(),
            line.area,
            line.registered.map(|number| number.to_string()).unwrap_or_default(),
            line.sampled.to_string(),
            word(line.missing),
            line.observers.to_string(),
            line.reports.to_string(),
            word(line.flags),
        ]
    }

    fn observer_cells(&self, mode: Mode, number: u32) -> Option<Vec<String>> {
        let people = self.look.people;
        let row = people.get(number)?;
        if !people.may_see(&self.viewer.organisation, &row.organisation) {
            return None;
        }
        let own = self.observer(number, row);
        let posts = own.deployments.iter().filter(|post| !post.ended);
        let stations: Vec<&str> = posts.map(|post| post.station.as_str()).collect();
        Some(vec![
            own.id.clone(),
            (mode == Mode::Drill).to_string(),
            own.organisation.clone(),
            own.supervisor.clone().unwrap_or_default(),
            own.language.clone(),
            stations.join(" "),
            word(own.accreditation),
            own.trained.to_string(),
            word(own.materials),
            own.paid.to_string(),
            own.devices.to_string(),
            own.revoked.to_string(),
            own.replaced_by.clone().unwrap_or_default(),
            own.stopped.to_string(),
            own.reports.to_string(),
        ])
    }

    fn message_cells(&self, mode: Mode, at: usize) -> Option<Vec<String>> {
        let row = self.look.world.messages.iter().nth(at)?;
        if !self.sees_sender(row) {
            return None;
        }
        let own = self.repair(row);
        let (outcome, by) = own.outcome.unzip();
        Some(vec![
            own.id.to_string(),
            (mode == Mode::Drill).to_string(),
            own.observer.unwrap_or_default(),
            own.received.to_string(),
            own.text.unwrap_or_default(),
            own.sealed.map(|blob| blob.to_string()).unwrap_or_default(),
            own.problems.join(" "),
            word(outcome),
            by.unwrap_or_default(),
        ])
    }

    /// Every text that went out, the oldest batch first.
    fn posted(&self) -> Vec<(Id, String)> {
        let mut batches: Vec<_> = self.look.world.messages.batches.iter().collect();
        batches.sort_by_key(|(id, batch)| (batch.time, **id));
        let rows = batches
            .into_iter()
            .flat_map(|(id, batch)| batch.rows.keys().map(move |observer| (*id, observer.clone())));
        let mine = |(_, observer): &(Id, String)| {
            let own = self.look.people.find(observer);
            let owner = own.map_or("", |(_, row)| row.organisation.as_str());
            self.look.people.may_see(&self.viewer.organisation, owner)
        };
        rows.filter(mine).collect()
    }

    fn posted_cells(&self, mode: Mode, id: Id, observer: &str) -> Option<Vec<String>> {
        let batch = self.look.world.messages.batches.get(&id)?;
        let row = batch.rows.get(observer)?;
        Some(vec![
            id.to_string(),
            (mode == Mode::Drill).to_string(),
            batch.time.to_string(),
            batch.actor.clone(),
            observer.to_owned(),
            row.language.clone(),
            row.segments.to_string(),
            batch.texts.get(&row.language).cloned().unwrap_or_default(),
            batch.deliveries.get(observer).map(word).unwrap_or_default(),
            batch.why.get(observer).map(word).unwrap_or_default(),
            batch.reminds.clone().unwrap_or_default(),
        ])
    }

    fn cells(&self, mode: Mode, row: &Row, places: &[Place]) -> Vec<String> {
        let (world, line) = (self.look.world, self.line(row));
        let extra = world.extra(row);
        let id = |number: u32| world.get(number).map(|row| row.id().to_string());
        let mut cells = vec![
            line.id.to_string(),
            (mode == Mode::Drill).to_string(),
            line.form,
            self.look.version(row).to_owned(),
            line.station,
            self.look.plan.stations.code(row.sent_station).to_owned(),
            self.look.plan.stations.area(row.station).to_owned(),
            line.observer.unwrap_or_default(),
            self.look.organisation(row).to_owned(),
            word(row.channel),
            extra.and_then(|extra| extra.operator.as_deref()).unwrap_or_default().to_owned(),
            row.at.to_string(),
            row.time.to_string(),
            word(row.verdict),
            word(row.flags),
            if row.corrects == NONE { String::new() } else { id(row.corrects).unwrap_or_default() },
            id(row.corrected_by).unwrap_or_default(),
        ];
        let answers: Answers = self.look.answers(row);
        let answer = |place| answers.get(place).map(ToString::to_string).unwrap_or_default();
        cells.extend(places.iter().map(answer));
        cells
    }
}
