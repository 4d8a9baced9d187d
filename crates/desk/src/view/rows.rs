//! Exports: rows that are never cut. How many there are is said before the first.
//!
//! Every row says whether it is a drill's. Rows of the other world are not there at all.

use std::collections::BTreeSet;

use sanaq_forms::{Answers, FormKind, Name, Place};

use super::{Eyes, NotShown};
use crate::{
    Mode, State,
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

impl State {
    /// All reports of a form, all versions of it, in the order of the log.
    pub fn export_reports<'a>(
        &'a self,
        viewer: &'a Viewer,
        mode: Mode,
        form: &'a str,
    ) -> Result<Export<'a>, NotShown> {
        if !viewer.may(Right::Export) {
            return Err(NotShown::NotAllowed);
        }
        let eyes = Eyes { look: self.look(mode), viewer, now: 0 };
        let incident = self.plan.newest(form).is_some_and(|form| form.kind == FormKind::Incident);
        if incident && !viewer.may(Right::Incidents) {
            return Err(NotShown::NotAllowed);
        }
        let rows = || {
            let all = eyes.look.world.iter();
            all.filter(move |row| eyes.look.form_id(row) == form && eyes.sees(row))
        };
        let places = eyes.places(rows());
        let columns = FIXED.iter().map(|name| (*name).to_owned());
        let columns = columns.chain(places.iter().map(ToString::to_string)).collect();
        let cells = rows().map(move |row| eyes.cells(mode, row, &places));
        Ok(Export { columns, total: rows().count(), rows: Box::new(cells) })
    }

    /// All stations that lists name, in the order of their codes' first mention.
    pub fn export_stations<'a>(
        &'a self,
        viewer: &'a Viewer,
        mode: Mode,
    ) -> Result<Export<'a>, NotShown> {
        if !viewer.may(Right::Export) {
            return Err(NotShown::NotAllowed);
        }
        let eyes = Eyes { look: self.look(mode), viewer, now: 0 };
        let stations = &self.plan.stations;
        let rows = stations.numbers().filter(|number| stations.is_listed(*number));
        let rows = rows.map(move |number| {
            let line = eyes.station_line(number);
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
        });
        let columns = STATION.iter().map(|name| (*name).to_owned()).collect();
        Ok(Export { columns, total: stations.listed(), rows: Box::new(rows) })
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
