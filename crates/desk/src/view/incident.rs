//! Incidents: only what the allow-list holds, and sealed parts as references.

use std::collections::BTreeMap;

use sanaq_forms::{Answers, FormKind};
use serde::Serialize;

use super::{Eyes, Page, Paged, ReportLine};
use crate::{
    event::SealedAnswer,
    packed::{Brief, Lexicon},
    report::Row,
};

/// Incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Incidents {
    /// How many by category, those that stand.
    pub categories: Vec<IncidentCount>,
    /// The newest first.
    pub rows: Paged<IncidentRow>,
}

/// How many of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentCount {
    /// The category.
    pub category: String,
    /// How many.
    pub count: usize,
    /// At how many stations.
    pub stations: usize,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentRow {
    /// The report.
    #[serde(flatten)]
    pub line: ReportLine,
    /// The path of the station's area.
    pub area: String,
    /// Where the station is: degrees north and east × 10⁷.
    pub place: Option<(i32, i32)>,
    /// The category.
    pub category: Option<String>,
    /// How serious.
    pub severity: Option<String>,
    /// Other observers who reported the same category from the same station.
    pub corroborated_by: usize,
    /// The clear answers.
    pub answers: Answers,
    /// The sealed ones.
    pub sealed: Vec<SealedAnswer>,
}

impl Eyes<'_> {
    fn chosen(&self, row: &Row, name: u32) -> Option<&str> {
        let mut answers = Lexicon::brief(self.look.world.bytes(row));
        let choice = answers.find_map(|(own, brief)| match brief {
            Brief::Choice(choice) if own == name => Some(choice),
            _ => None,
        });
        choice.map(|choice| self.look.lexicon.choice_text(choice))
    }

    pub(super) fn incidents(&self, page: Page) -> Incidents {
        let world = self.look.world;
        let rows = world.incidents().rev().filter_map(|number| world.get(number));
        let rows: Vec<&Row> = rows.filter(|row| self.sees(row)).collect();
        let mut categories: BTreeMap<&str, (usize, Vec<u32>)> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.stands()) {
            let category = self.chosen(row, self.look.wanted.category).unwrap_or_default();
            let (count, stations) = categories.entry(category).or_default();
            *count += 1;
            stations.push(row.station);
        }
        let count = |(category, (count, mut stations)): (&str, (usize, Vec<u32>))| {
            stations.sort_unstable();
            stations.dedup();
            IncidentCount { category: category.to_owned(), count, stations: stations.len() }
        };
        Incidents {
            categories: categories.into_iter().map(count).collect(),
            rows: Paged::of(rows.into_iter(), page, |row| self.incident(row)),
        }
    }

    fn incident(&self, row: &Row) -> IncidentRow {
        let world = self.look.world;
        let own = |name| self.chosen(row, name).map(str::to_owned);
        let category = own(self.look.wanted.category);
        let same = self.seen_at(row.station).filter(|(_, other)| {
            other.stands()
                && other.observer != row.observer
                && other.stage == FormKind::Incident
                && category.is_some()
                && self.chosen(other, self.look.wanted.category) == category.as_deref()
        });
        let mut others: Vec<u32> = same.map(|(_, other)| other.observer).collect();
        others.sort_unstable();
        others.dedup();
        IncidentRow {
            line: self.line(row),
            area: self.look.plan.stations.area(row.station).to_owned(),
            place: self.look.plan.stations.place(row.station),
            severity: own(self.look.wanted.severity),
            category,
            corroborated_by: others.len(),
            answers: self.look.answers(row),
            sealed: world.extra(row).map(|extra| extra.sealed.to_vec()).unwrap_or_default(),
        }
    }
}
