//! What was planned, for whoever serves forms, draws estimates or prints sheets.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use sanaq_election::{Areas, Column, Election, StationResults, Texts};
use sanaq_estimate::sample::{List, ListRow};
use sanaq_forms::Form;
use serde::Serialize;

use crate::{
    BlobHash, State,
    access::Viewer,
    clock::Written,
    event::{
        Chance, LockStage, Policy, Reminders, Role, SampleRow, Schedule, StationRow, WhyMissing,
    },
    state::Mode,
};

/// A version of a form.
#[derive(Clone, Debug)]
pub struct FormView {
    /// The form; nothing for a version that reports name and nobody published.
    pub form: Option<Arc<Form>>,
    /// Its identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Whether it is the one to fill in now.
    pub current: bool,
    /// Whether it was published last; it may be closed.
    pub newest: bool,
}

/// A sample.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SampleView {
    /// What it is called.
    pub name: String,
    /// The seed that it was drawn with.
    pub seed: String,
    /// How it was drawn.
    pub method: String,
    /// What its strata were made of; empty where nobody said.
    pub strata: String,
    /// Whether it is fixed.
    pub locked: bool,
    /// Reserve waves that are in use.
    pub waves: u16,
    /// Stations that came after it was fixed and are not in it.
    pub refused: usize,
    /// Its stations in the order of drawing.
    pub rows: Vec<SampledStation>,
}

impl SampleView {
    /// The list as estimates read it and as it is published.
    pub fn list(&self) -> List {
        let row = |own: &SampledStation| ListRow {
            station: own.row.station.clone(),
            stratum: own.row.stratum.clone().unwrap_or_default(),
            cluster: own.row.cluster.clone(),
            probability: own.row.probability.map(Chance::get),
            order: own.row.order.and_then(|order| usize::try_from(order).ok()),
            wave: own.row.wave.into(),
            chances: own.row.chances.iter().map(|chance| Some(chance.get())).collect(),
        };
        List { rows: self.rows.iter().map(row).collect() }
    }
}

/// A station of a sample.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SampledStation {
    /// As it was drawn.
    #[serde(flatten)]
    pub row: SampleRow,
    /// Why nobody is there; it is not substituted.
    pub missing: Option<WhyMissing>,
}

impl State {
    /// The elections, each with the form of its protocol.
    pub fn contests(&self) -> impl Iterator<Item = (&str, &Election)> {
        self.plan.contests.iter().map(|contest| (contest.form.as_str(), &contest.election))
    }

    /// The file of the contest whose protocols are filed with a form.
    pub fn contest_file(&self, form: &str) -> Option<&str> {
        let mut contests = self.plan.contests.iter();
        contests.find(|contest| contest.form == form).map(|contest| contest.toml.as_str())
    }

    /// All versions of all forms.
    pub fn forms(&self) -> impl Iterator<Item = FormView> {
        self.plan.forms.iter().map(|row| FormView {
            form: row.form.clone(),
            id: row.id.clone(),
            version: row.version.clone(),
            current: row.form.is_some() && row.newer.is_none() && row.closed.is_none(),
            newest: row.form.is_some() && row.newer.is_none(),
        })
    }

    /// The version of a form to fill in now.
    pub fn current_form(&self, id: &str) -> Option<&Form> {
        self.plan.newest(id).filter(|row| row.closed.is_none()).and_then(|row| row.form.as_deref())
    }

    /// The form to read answers by: the version that they were given to, else the newest.
    pub fn form(&self, id: &str, version: &str) -> Option<Arc<Form>> {
        self.form_for(id, version).and_then(|row| row.form.clone())
    }

    /// The locks of stages in a world, by hand and by hours.
    pub fn locks(&self, mode: Mode) -> impl Iterator<Item = &LockStage> {
        self.plan.locks(mode).values().flat_map(BTreeMap::values)
    }

    /// The deadlines.
    pub const fn schedule(&self) -> Option<&Schedule> {
        self.plan.schedule.as_ref()
    }

    /// How many stations lists name.
    pub const fn stations(&self) -> usize {
        self.plan.stations.listed()
    }

    /// Whether a list names a station.
    pub fn has_station(&self, code: &str) -> bool {
        self.plan.stations.find(code).is_some()
    }

    /// Entries about contests and forms that could not be read.
    pub const fn unreadable_plans(&self) -> usize {
        self.plan.unreadable
    }

    /// Why nothing is taken now, if nothing is.
    pub fn read_only(&self) -> Option<&str> {
        self.plan.read_only.as_deref()
    }

    /// Whether the mission is archived.
    pub const fn is_archived(&self) -> bool {
        self.plan.archived
    }

    /// A time of day at a station, in seconds of the Unix epoch: minutes after midnight of
    /// election day on its wall clock.
    pub fn instant(&self, station: &str, minute: i32) -> Option<i64> {
        let number = self.plan.stations.find(station)?;
        self.plan.clock.second(self.plan.stations.area(number), minute)
    }

    /// A second of the Unix epoch as the country writes it.
    pub fn written(&self, second: i64) -> Option<Written> {
        self.plan.clock.written(second)
    }

    /// The minute of election day on a station's wall clock.
    pub fn minute(&self, station: &str, second: i64) -> Option<i32> {
        let number = self.plan.stations.find(station)?;
        Some(self.plan.clock.minute(self.plan.stations.area(number), second))
    }

    /// When the polls open and close at a station, in seconds of the Unix epoch.
    pub fn polls(&self, station: &str) -> Option<(i64, i64)> {
        let mut contests = self.plan.contests.iter();
        let (opens, closes) = contests.find_map(|contest| contest.opens.zip(contest.closes))?;
        Some((self.instant(station, opens)?, self.instant(station, closes)?))
    }

    /// The time zones by area.
    pub fn zones(&self) -> BTreeMap<String, String> {
        self.plan.clock.zones()
    }

    /// The file with the outlines of areas.
    pub const fn boundaries(&self) -> Option<BlobHash> {
        self.plan.boundaries
    }

    /// The limits.
    pub const fn policy(&self) -> &Policy {
        &self.plan.policy
    }

    /// What the drill is called, while there is one.
    pub fn drill(&self) -> Option<&str> {
        self.plan.drill.as_deref()
    }

    /// Reminders that the server sends by itself.
    pub const fn reminders(&self) -> &Reminders {
        &self.plan.reminders
    }

    /// Partner organisations with what they are called.
    pub const fn organisations(&self) -> &BTreeMap<String, String> {
        &self.people.organisations
    }

    /// Which organisation's reports which other may see.
    pub fn shares(&self) -> impl Iterator<Item = (&str, &str)> {
        self.people.shares()
    }

    /// Changes whenever a list of stations changes something.
    pub const fn stations_version(&self) -> u64 {
        self.plan.stations.version
    }

    /// A listed station as it was last listed.
    pub fn station(&self, code: &str) -> Option<StationRow> {
        let stations = &self.plan.stations;
        let number = stations.find(code)?;
        Some(StationRow {
            code: code.to_owned(),
            area: stations.area(number).to_owned(),
            registered: stations.registered(number),
            place: stations.place(number),
        })
    }

    /// When the last polls of all stations close, in seconds of the Unix epoch; nothing while
    /// hours or stations are not known.
    pub fn last_close(&self) -> Option<i64> {
        let closes = self.plan.contests.iter().filter_map(|contest| contest.closes).max()?;
        let (stations, clock) = (&self.plan.stations, &self.plan.clock);
        let listed = stations.numbers().filter(|number| stations.is_listed(*number));
        let areas: BTreeSet<&str> = listed.map(|number| stations.area(number)).collect();
        areas.into_iter().filter_map(|area| clock.second(area, closes)).max()
    }

    /// Whether somebody may see projections now: before the last polls have closed only those
    /// who work on them, unless the policy says otherwise. In a drill everybody who may read.
    pub fn may_project(&self, viewer: &Viewer, mode: Mode, now: i64) -> bool {
        let works = matches!(viewer.role, Role::Analyst | Role::Coordinator | Role::Admin)
            && viewer.organisation.is_empty();
        mode == Mode::Drill || works || self.may_be_told(now)
    }

    /// Whether what the voters chose may be told to everybody now: when the last polls have closed,
    /// or earlier where the policy says so.
    pub fn may_be_told(&self, now: i64) -> bool {
        let closed = || self.last_close().is_some_and(|close| now >= close);
        self.plan.policy.early_projections || closed()
    }

    /// The names of all samples.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        self.plan.stations.samples.keys().map(String::as_str)
    }

    /// The sample with this name, and what is missing of it in a world.
    pub fn sample(&self, name: &str, mode: Mode) -> Option<SampleView> {
        let stations = &self.plan.stations;
        let list = stations.samples.get(name)?;
        let rows = list.rows.iter().map(|(number, row)| SampledStation {
            row: row.clone(),
            missing: stations.why_missing(mode, *number),
        });
        Some(SampleView {
            name: name.to_owned(),
            seed: list.seed.clone(),
            method: list.method.clone(),
            strata: list.strata.clone(),
            locked: list.locked,
            waves: list.waves,
            refused: list.late,
            rows: rows.collect(),
        })
    }

    /// All listed stations with their registers, in the order of the lists: the frame that a
    /// sample is drawn from and an estimate is made for.
    pub fn frame(&self) -> StationResults {
        let stations = &self.plan.stations;
        let (mut codes, mut areas, mut area) = (Texts::default(), Areas::default(), Vec::new());
        let mut registered = Column::default();
        for number in stations.numbers().filter(|number| stations.is_listed(*number)) {
            codes.push(stations.code(number));
            area.push(areas.intern(stations.area(number)));
            registered.push(stations.registered(number));
        }
        let line = "registered".parse().ok();
        StationResults {
            stations: codes,
            areas,
            area,
            lines: line.map(|line| (line, registered)).into_iter().collect(),
            votes: Vec::new(),
        }
    }
}
