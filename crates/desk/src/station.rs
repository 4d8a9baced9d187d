//! Polling stations, column by column, and the samples that they are in.

use std::collections::BTreeMap;

use sanaq_election::{AreaId, Areas};

use crate::{
    Mode,
    event::{Sample, SampleLocked, SampleRow, StationMissing, StationRow, WhyMissing},
    intern::{Interner, NONE, index},
};

/// No register, no coordinate.
const NO_PLACE: (i32, i32) = (i32::MIN, i32::MIN);

/// All station codes that were ever named, those that no list has too.
#[derive(Clone, Default)]
pub(crate) struct StationTable {
    pub(crate) codes: Interner,
    pub(crate) areas: Areas,
    area_ids: Vec<AreaId>,
    rows: Vec<Row>,
    listed: usize,
    pub(crate) samples: BTreeMap<String, SampleList>,
    /// How often a list changed something.
    pub(crate) version: u64,
    /// In the real world and in drills.
    missing: [BTreeMap<u32, WhyMissing>; 2],
}

/// A sample as it was drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct SampleList {
    pub(crate) seed: String,
    pub(crate) method: String,
    pub(crate) strata: String,
    /// Stations in the order of drawing.
    pub(crate) rows: Vec<(u32, SampleRow)>,
    pub(crate) locked: bool,
    /// Reserve waves that are in use.
    pub(crate) waves: u16,
    /// Stations that came after the lock and were left out.
    pub(crate) late: usize,
}

#[derive(Clone, Copy)]
struct Row {
    area: AreaId,
    registered: u32,
    place: (i32, i32),
    listed: bool,
    sampled: bool,
}

impl StationTable {
    /// The number of a code, listed or not.
    pub(crate) fn number(&mut self, code: &str) -> u32 {
        let number = self.codes.number(code);
        if number != NONE && self.rows.len() <= index(number) {
            let area = self.intern_area("");
            let (registered, place) = (NONE, NO_PLACE);
            self.rows.push(Row { area, registered, place, listed: false, sampled: false });
        }
        number
    }

    fn intern_area(&mut self, path: &str) -> AreaId {
        let id = self.areas.intern(path);
        if self.area_ids.len() < self.areas.len() {
            self.area_ids.push(id);
        }
        id
    }

    /// All areas, in the order of their positions.
    pub(crate) fn area_ids(&self) -> impl Iterator<Item = AreaId> {
        self.area_ids.iter().copied()
    }

    pub(crate) fn find(&self, code: &str) -> Option<u32> {
        self.codes.find(code).filter(|number| self.is_listed(*number))
    }

    /// Adds or changes a station; gives its number when anything is new.
    pub(crate) fn set(&mut self, row: &StationRow) -> Option<u32> {
        let number = self.number(&row.code);
        let area = self.intern_area(&row.area);
        let own = self.rows.get_mut(index(number))?;
        let registered = row.registered.unwrap_or(NONE);
        let place = row.place.unwrap_or(NO_PLACE);
        let known = (own.area, own.registered, own.place, own.listed);
        self.listed += usize::from(!own.listed);
        (own.area, own.registered, own.place, own.listed) = (area, registered, place, true);
        let changed = known != (area, registered, place, true);
        self.version += u64::from(changed);
        changed.then_some(number)
    }

    pub(crate) fn sample(&mut self, sample: &Sample) {
        let list = self.samples.entry(sample.name.clone()).or_default();
        if list.locked {
            list.late += sample.rows.len();
            return;
        }
        list.seed.clone_from(&sample.seed);
        list.method.clone_from(&sample.method);
        list.strata.clone_from(&sample.strata);
        if sample.fresh {
            list.rows.clear();
        }
        for row in &sample.rows {
            let number = self.number(&row.station);
            if let Some(list) = self.samples.get_mut(&sample.name) {
                list.rows.push((number, row.clone()));
            }
        }
        self.mark_sampled();
    }

    /// Which stations are in a sample: reserves are not, until their wave is in use.
    fn mark_sampled(&mut self) {
        for row in &mut self.rows {
            row.sampled = false;
        }
        for list in self.samples.values() {
            for (number, _) in list.rows.iter().filter(|(_, row)| row.wave <= list.waves) {
                if let Some(own) = self.rows.get_mut(index(*number)) {
                    own.sampled = true;
                }
            }
        }
    }

    pub(crate) fn lock_sample(&mut self, lock: &SampleLocked) {
        if let Some(list) = self.samples.get_mut(&lock.name) {
            list.locked = true;
            list.waves = list.waves.max(lock.waves);
            self.mark_sampled();
        }
    }

    pub(crate) fn set_missing(&mut self, mode: Mode, missing: &StationMissing) {
        let number = self.number(&missing.station);
        let [real, drill] = &mut self.missing;
        let own = if mode == Mode::Real { real } else { drill };
        match missing.why {
            Some(why) => own.insert(number, why),
            None => own.remove(&number),
        };
    }

    pub(crate) fn why_missing(&self, mode: Mode, station: u32) -> Option<WhyMissing> {
        let [real, drill] = &self.missing;
        let own = if mode == Mode::Real { real } else { drill };
        own.get(&station).copied()
    }

    pub(crate) fn is_listed(&self, station: u32) -> bool {
        self.rows.get(index(station)).is_some_and(|row| row.listed)
    }

    pub(crate) fn is_sampled(&self, station: u32) -> bool {
        self.rows.get(index(station)).is_some_and(|row| row.sampled)
    }

    pub(crate) fn registered(&self, station: u32) -> Option<u32> {
        self.rows.get(index(station)).map(|row| row.registered).filter(|number| *number != NONE)
    }

    pub(crate) fn place(&self, station: u32) -> Option<(i32, i32)> {
        self.rows.get(index(station)).map(|row| row.place).filter(|place| *place != NO_PLACE)
    }

    pub(crate) fn area(&self, station: u32) -> &str {
        self.rows.get(index(station)).map_or("", |row| self.areas.path(row.area))
    }

    pub(crate) fn area_id(&self, station: u32) -> Option<AreaId> {
        self.rows.get(index(station)).map(|row| row.area)
    }

    pub(crate) fn code(&self, station: u32) -> &str {
        self.codes.text(station)
    }

    /// How many stations lists name.
    pub(crate) const fn listed(&self) -> usize {
        self.listed
    }

    /// The numbers of all codes, listed or not.
    pub(crate) fn numbers(&self) -> std::ops::Range<u32> {
        0..crate::intern::next(self.rows.len())
    }
}

/// Whether a path lies in an area: in it, below it, or anywhere when it is empty.
pub(crate) fn lies_in(path: &str, area: &str) -> bool {
    let below = || path.strip_prefix(area).is_some_and(|rest| rest.starts_with(Areas::SEPARATOR));
    area.is_empty() || path == area || below()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_that_is_locked_takes_no_substitute() {
        let mut stations = StationTable::default();
        let mut sample = Sample { name: "pvt".into(), ..Sample::default() };
        sample.rows = vec![SampleRow { station: "1".into(), ..SampleRow::default() }];
        stations.sample(&sample);
        stations.lock_sample(&SampleLocked { name: "pvt".into(), waves: 0 });
        sample.rows[0].station = "2".into();
        stations.sample(&sample);
        let list = &stations.samples["pvt"];
        assert_eq!((list.rows.len(), list.late), (1, 1));
        assert!(stations.find("1").is_none(), "a sample alone lists no station");
    }

    #[test]
    fn a_draw_replaces_the_one_before_and_reserves_wait_for_their_wave() {
        let mut stations = StationTable::default();
        let row = |code: &str, wave| SampleRow { station: code.into(), wave, ..Default::default() };
        let draw = |rows| Sample { name: "pvt".into(), fresh: true, rows, ..Sample::default() };
        stations.sample(&draw(vec![row("1", 0)]));
        stations.sample(&draw(vec![row("2", 0), row("3", 1)]));
        let sampled = |stations: &StationTable| {
            ["1", "2", "3"].map(|code| stations.is_sampled(stations.codes.find(code).unwrap()))
        };
        assert_eq!(sampled(&stations), [false, true, false]);
        stations.lock_sample(&SampleLocked { name: "pvt".into(), waves: 1 });
        stations.lock_sample(&SampleLocked { name: "pvt".into(), waves: 0 });
        assert_eq!(sampled(&stations), [false, true, true], "a wave in use stays so");
    }

    #[test]
    fn paths_lie_in_whole_areas_only() {
        assert!(lies_in("A/B", "A") && lies_in("A", "A") && lies_in("A", ""));
        assert!(!lies_in("AB", "A") && !lies_in("A", "A/B"));
    }
}
