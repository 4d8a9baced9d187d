//! The overview: areas, and how far each stage is in each.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use sanaq_election::Areas;
use sanaq_forms::FormKind;
use serde::Serialize;

use super::{Eyes, HelpCalls};
use crate::{access::Right, report::Row, station::lies_in};

/// Areas below one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The sums of all rows.
    pub total: OverviewRow,
    /// One row for each area, by path.
    pub areas: Vec<OverviewRow>,
    /// Reports about stations that no list names.
    pub unlisted: usize,
    /// Calls for help from anywhere, also from where no list has a station.
    pub help: HelpCalls,
}

/// One area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OverviewRow {
    /// Its path.
    pub area: String,
    /// Stations.
    pub stations: usize,
    /// Stations from which anything was reported.
    pub reported: usize,
    /// Stations of a sample, and those of them from which a protocol came.
    pub sampled: usize,
    /// Stations of a sample from which a protocol came.
    pub sampled_in: usize,
    /// Stations by stage reported.
    pub stages: BTreeMap<FormKind, usize>,
    /// Reports.
    pub reports: usize,
    /// Reports with flags that nobody has reviewed.
    pub flagged: usize,
    /// Reports whose observers are to be called.
    pub call_backs: usize,
    /// Calls for help.
    pub help: HelpCalls,
}

impl OverviewRow {
    fn add(&mut self, other: &Self) {
        self.stations += other.stations;
        self.reported += other.reported;
        self.sampled += other.sampled;
        self.sampled_in += other.sampled_in;
        self.reports += other.reports;
        self.flagged += other.flagged;
        self.call_backs += other.call_backs;
        self.help.add(other.help);
        for (stage, count) in &other.stages {
            *self.stages.entry(*stage).or_default() += count;
        }
    }
}

/// Counts of one area while stations are walked over.
#[derive(Clone, Copy, Default)]
struct Count {
    stations: usize,
    reported: usize,
    sampled: usize,
    sampled_in: usize,
    stages: [usize; FormKind::ALL.len()],
    reports: usize,
}

/// The stages in a set of them.
pub(crate) const fn has(stages: u8, kind: FormKind) -> bool {
    stages & 1 << (kind as u8) != 0
}

impl Eyes<'_> {
    pub(super) fn overview(&self, area: &str) -> Overview {
        let stations = &self.look.plan.stations;
        let levels = if area.is_empty() { 1 } else { area.split(Areas::SEPARATOR).count() + 1 };
        let (groups, names) = self.groups(area, levels);
        let mut counts = vec![Count::default(); names.len()];
        let all = self.look.people.sees_all(&self.viewer.organisation);
        let hidden = self.hidden();
        let mut unlisted = 0;
        for number in stations.numbers() {
            let (stages, reports) = self.reported(number, all, &hidden);
            if !stations.is_listed(number) {
                unlisted += reports;
                continue;
            }
            let group = stations.area_id(number).and_then(|id| groups.get(id.index()).copied());
            let Some(count) = group.flatten().and_then(|at| counts.get_mut(at)) else { continue };
            count.stations += 1;
            count.reports += reports;
            count.reported += usize::from(reports > 0);
            if stations.is_sampled(number) {
                count.sampled += 1;
                count.sampled_in += usize::from(has(stages, FormKind::Protocol));
            }
            for (slot, kind) in count.stages.iter_mut().zip(FormKind::ALL) {
                *slot += usize::from(has(stages, kind));
            }
        }
        let mut areas: Vec<OverviewRow> =
            names.into_iter().zip(counts).map(|(name, count)| row(name, &count)).collect();
        self.queues(&groups, &mut areas);
        areas.sort_by(|a, b| a.area.cmp(&b.area));
        let mut total = OverviewRow { area: area.to_owned(), ..OverviewRow::default() };
        for row in &areas {
            total.add(row);
        }
        let mut help = HelpCalls::default();
        for row in self.seen_incidents() {
            help.add(self.help(row));
        }
        Overview { total, areas, unlisted, help }
    }

    /// The row of each area, and the rows' names.
    fn groups(&self, area: &str, levels: usize) -> (Vec<Option<usize>>, Vec<String>) {
        let areas = &self.look.plan.stations.areas;
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups = Vec::with_capacity(areas.len());
        for id in self.look.plan.stations.area_ids() {
            let inside = lies_in(areas.path(id), area);
            let name = areas.ancestor(id, levels);
            groups.push(inside.then(|| {
                let next = names.len();
                *names.entry(name).or_insert(next)
            }));
        }
        let mut ordered = vec![String::new(); names.len()];
        for (name, at) in names {
            if let Some(slot) = ordered.get_mut(at) {
                name.clone_into(slot);
            }
        }
        (groups, ordered)
    }

    /// How many incidents the viewer may not know of, by station.
    fn hidden(&self) -> HashMap<u32, usize> {
        let mut hidden = HashMap::new();
        if !self.viewer.may(Right::Incidents) {
            let world = self.look.world;
            for row in world.incidents().filter_map(|number| world.get(number)) {
                *hidden.entry(row.station).or_default() += 1;
            }
        }
        hidden
    }

    /// Which stages were reported from a station, and how many reports there are.
    fn reported(&self, station: u32, all: bool, hidden: &HashMap<u32, usize>) -> (u8, usize) {
        if all {
            let (stages, count) = self.look.world.reported(station);
            let Some(incidents) = hidden.get(&station) else { return (stages, count) };
            return (stages & !(1 << (FormKind::Incident as u8)), count.saturating_sub(*incidents));
        }
        let seen = self.seen_at(station);
        seen.fold((0, 0), |(stages, count), (_, row)| (stages | 1 << (row.stage as u8), count + 1))
    }

    fn queues(&self, groups: &[Option<usize>], areas: &mut [OverviewRow]) {
        let world = self.look.world;
        let group = |row: &Row| {
            let area = self.look.plan.stations.area_id(row.station)?;
            groups.get(area.index()).copied().flatten()
        };
        let mut add = |number: u32, count: fn(&mut OverviewRow) -> &mut usize| {
            let row = world.get(number).filter(|row| self.sees(row));
            if let Some(row) = row.and_then(group).and_then(|at| areas.get_mut(at)) {
                *count(row) += 1;
            }
        };
        for number in world.to_review() {
            add(number, |row| &mut row.flagged);
        }
        for number in world.to_call() {
            add(number, |row| &mut row.call_backs);
        }
        for row in self.seen_incidents() {
            if let Some(area) = group(row).and_then(|at| areas.get_mut(at)) {
                area.help.add(self.help(row));
            }
        }
    }
}

fn row(area: String, count: &Count) -> OverviewRow {
    let stages = FormKind::ALL.into_iter().zip(count.stages).filter(|(_, count)| *count > 0);
    OverviewRow {
        area,
        stations: count.stations,
        reported: count.reported,
        sampled: count.sampled,
        sampled_in: count.sampled_in,
        stages: stages.collect(),
        reports: count.reports,
        flagged: 0,
        call_backs: 0,
        help: HelpCalls::default(),
    }
}
