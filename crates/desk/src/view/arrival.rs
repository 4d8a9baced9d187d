//! How much has come, and how much of what is due.

use std::collections::BTreeMap;

use sanaq_forms::FormKind;
use serde::Serialize;

use super::{Eyes, HelpCalls};
use crate::{access::Right, station::lies_in};

/// Seconds of an hour.
pub(crate) const HOUR: i64 = 3_600;

/// What came, hour by hour, and what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrivals {
    /// Calls for help.
    pub help: HelpCalls,
    /// By hour in which the log took them.
    pub hours: Vec<ArrivalHour>,
    /// By deadline.
    pub due: Vec<DueCount>,
}

/// One hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArrivalHour {
    /// Its beginning, in seconds of the Unix epoch.
    pub from: i64,
    /// Reports by stage.
    pub stages: BTreeMap<FormKind, usize>,
}

/// One deadline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DueCount {
    /// What it is called.
    pub id: String,
    /// Posts from which it is expected.
    pub expected: usize,
    /// Posts from which it has come.
    pub answered: usize,
    /// Posts from which it should have come by now, grace included.
    pub overdue: usize,
}

impl Eyes<'_> {
    pub(super) fn arrivals(&self, area: &str) -> Arrivals {
        let mut hours: BTreeMap<i64, BTreeMap<FormKind, usize>> = BTreeMap::new();
        let all = area.is_empty() && self.look.people.sees_all(&self.viewer.organisation);
        if all {
            let incidents = self.viewer.may(Right::Incidents);
            let arrivals = self.look.world.arrivals().iter();
            let seen = arrivals.filter(|((_, stage), _)| incidents || *stage != FormKind::Incident);
            for ((hour, stage), count) in seen {
                *hours.entry(*hour).or_default().entry(*stage).or_default() += count;
            }
        } else {
            let stations = &self.look.plan.stations;
            let here = self
                .look
                .world
                .iter()
                .filter(|row| self.sees(row) && lies_in(stations.area(row.station), area));
            for row in here {
                let hour = row.time.div_euclid(1_000_000 * HOUR);
                *hours.entry(hour).or_default().entry(row.stage).or_default() += 1;
            }
        }
        let hours = hours
            .into_iter()
            .map(|(hour, stages)| ArrivalHour { from: hour.saturating_mul(HOUR), stages });
        let mut help = HelpCalls::default();
        for row in self.seen_incidents() {
            if lies_in(self.look.plan.stations.area(row.station), area) {
                help.add(self.help(row));
            }
        }
        Arrivals { help, hours: hours.collect(), due: self.due(area) }
    }

    fn due(&self, area: &str) -> Vec<DueCount> {
        let Some(schedule) = &self.look.plan.schedule else { return Vec::new() };
        let count = |id: &str| DueCount { id: id.to_owned(), ..DueCount::default() };
        let mut counts: Vec<DueCount> =
            schedule.expected.iter().map(|expected| count(&expected.id)).collect();
        let mut add = |id: &str, change: &dyn Fn(&mut DueCount)| {
            if let Some(own) = counts.iter_mut().find(|own| own.id == id) {
                change(own);
            }
        };
        for (expected, station) in self.all_expected() {
            if lies_in(self.look.plan.stations.area(station), area) {
                add(&expected.id, &|own| {
                    own.expected += 1;
                    own.answered += 1;
                });
            }
        }
        for due in self.all_unanswered() {
            let late = due.at + i64::from(due.expected.grace) * 60 < self.now;
            if lies_in(self.look.plan.stations.area(due.deployed.station), area) {
                add(&due.expected.id, &|own| {
                    own.answered -= 1;
                    own.overdue += usize::from(late);
                });
            }
        }
        counts
    }
}
