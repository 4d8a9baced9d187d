//! Incidents: only what the allow-list holds, and sealed parts as references.

use std::collections::BTreeMap;

use sanaq_forms::{Answers, FormKind};
use serde::Serialize;

use super::{Eyes, Page, Paged, ReportLine};
use crate::{
    event::{SealedAnswer, Verdict},
    packed::{Brief, Lexicon},
    report::Row,
};

/// The category by which somebody calls for help; phones file it by one gesture.
const HELP: &str = "help-now";

/// Calls for help that stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HelpCalls {
    /// Those that nobody has answered.
    pub open: usize,
    /// All of them.
    pub all: usize,
}

impl HelpCalls {
    pub(super) const fn add(&mut self, other: Self) {
        self.open += other.open;
        self.all += other.all;
    }
}

/// Incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Incidents {
    /// How many by category, those that stand.
    pub categories: Vec<IncidentCount>,
    /// Calls for help.
    pub help: HelpCalls,
    /// Calls for help that nobody has answered, then the others, each the newest first.
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
    /// Whether somebody calls for help.
    pub help: bool,
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

impl crate::State {
    /// How many incidents of each category stand on the real day, whoever reported them: sums that
    /// name nobody.
    pub fn incident_counts(&self) -> Vec<IncidentCount> {
        let viewer = crate::Viewer::system();
        let look = self.look(crate::Mode::Real);
        let eyes = Eyes { look, viewer: &viewer, now: 0 };
        let mut categories = eyes.incidents(Page { from: 0, limit: 0 }).categories;
        categories.retain(|own| own.category != HELP);
        categories
    }
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

    /// Whether a report calls for help.
    fn calls_for_help(&self, row: &Row) -> bool {
        self.chosen(row, self.look.wanted.category) == Some(HELP)
    }

    /// What a report adds to the calls for help: nothing where it is none, or does not stand. A
    /// verdict answers it, whichever.
    pub(super) fn help(&self, row: &Row) -> HelpCalls {
        let all = usize::from(row.stands() && self.calls_for_help(row));
        HelpCalls { open: if row.verdict == Verdict::Open { all } else { 0 }, all }
    }

    /// Incidents of the viewer's organisation and of whoever shares with it. That somebody waits
    /// for help is counted for everybody, whoever may read what happened.
    pub(super) fn seen_incidents(&self) -> impl DoubleEndedIterator<Item = &Row> {
        let world = self.look.world;
        let rows = world.incidents().filter_map(|number| world.get(number));
        let own = &self.viewer.organisation;
        rows.filter(|row| self.look.people.may_see(own, self.look.organisation(row)))
    }

    pub(super) fn incidents(&self, page: Page) -> Incidents {
        let mut help = HelpCalls::default();
        let (mut rows, mut others) = (Vec::new(), Vec::new());
        for row in self.seen_incidents().rev() {
            let own = self.help(row);
            help.add(own);
            if own.open > 0 { &mut rows } else { &mut others }.push(row);
        }
        rows.append(&mut others);
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
            help,
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
            help: self.calls_for_help(row),
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
