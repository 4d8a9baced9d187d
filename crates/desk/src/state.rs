//! The state: everything that the log says, folded into memory.
//!
//! [`State::apply`] never fails and never panics. What cannot be read is counted; what refers to
//! something that is not here is counted. The state after a prefix of the log is the state as it
//! was then.

use std::{collections::BTreeMap, fmt};

use hashbrown::{HashMap, HashSet};
use sanaq_forms::Answers;

use crate::{
    BlobHash, Likeness,
    backup::Backups,
    contest::ContestRow,
    event::{Event, Meta},
    flag::{self, FlagSet},
    intern::NONE,
    packed::{Brief, Lexicon},
    people::People,
    plan::{Plan, Wanted},
    report::{Row, World},
    trail::{Decision, Trail, TrailRow},
};

mod attach;
mod file;
mod named;
mod office;

/// How many entries are looked ahead at.
const FETCHED: usize = 32;

/// What the log says.
#[derive(Clone)]
pub struct State {
    pub(crate) plan: Plan,
    pub(crate) people: People,
    pub(crate) lexicon: Lexicon,
    pub(crate) wanted: Wanted,
    /// The real world and that of drills. Nothing of one is ever seen in the other.
    pub(crate) worlds: [World; 2],
    pub(crate) trail: Trail,
    pub(crate) backups: Backups,
    pub(crate) held: HashMap<BlobHash, Held>,
    /// Blobs that reports name as sealed.
    sealed: HashSet<BlobHash>,
    scratch: Vec<u8>,
}

/// Where to find a photo that is not held as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// What is shown of it; nothing where it cannot be read as a photo.
    pub shown: Option<BlobHash>,
    /// What was sent, sealed.
    pub original: Option<BlobHash>,
    /// What it looks like.
    pub likeness: Option<Likeness>,
}

/// Which world is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Election day.
    #[default]
    Real,
    /// A drill.
    Drill,
}

impl Mode {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Real, Self::Drill];
}

/// One world with what was planned for it.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) people: &'a People,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) wanted: &'a Wanted,
    pub(crate) held: &'a HashMap<BlobHash, Held>,
    pub(crate) world: &'a World,
    pub(crate) mode: Mode,
}

impl Default for State {
    fn default() -> Self {
        let mut lexicon = Lexicon::default();
        Self {
            plan: Plan::default(),
            people: People::default(),
            wanted: Wanted::new(&mut lexicon),
            lexicon,
            worlds: [World::default(), World::default()],
            trail: Trail::default(),
            backups: Backups::default(),
            held: HashMap::new(),
            sealed: HashSet::new(),
            scratch: Vec::new(),
        }
    }
}

/// Counts only: the state holds what people said.
impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("stations", &self.plan.stations.listed())
            .field("observers", &self.people.observers().count())
            .field("reports", &self.worlds.each_ref().map(World::len))
            .field("entries", &self.trail.next)
            .finish_non_exhaustive()
    }
}

impl State {
    /// How many entries of the log it knows: the sequence of the next one.
    pub const fn entries(&self) -> u64 {
        self.trail.next
    }

    /// How many entries could not be read, by kind.
    pub const fn unknown(&self) -> &BTreeMap<String, u64> {
        &self.trail.unknown
    }

    /// How many reports there are in a world.
    pub fn reports(&self, mode: Mode) -> usize {
        self.world(mode).len()
    }

    /// How often something came again that was here already.
    pub fn repeated(&self, mode: Mode) -> u64 {
        self.world(mode).repeated
    }

    /// Whether a drill is on: what is filed now belongs to it.
    pub const fn mode(&self) -> Mode {
        if self.plan.drill.is_some() { Mode::Drill } else { Mode::Real }
    }

    pub(crate) const fn world(&self, mode: Mode) -> &World {
        let [real, drill] = &self.worlds;
        match mode {
            Mode::Real => real,
            Mode::Drill => drill,
        }
    }

    pub(crate) const fn world_mut(&mut self, mode: Mode) -> &mut World {
        let [real, drill] = &mut self.worlds;
        match mode {
            Mode::Real => real,
            Mode::Drill => drill,
        }
    }

    pub(crate) const fn look(&self, mode: Mode) -> Look<'_> {
        Look {
            plan: &self.plan,
            people: &self.people,
            lexicon: &self.lexicon,
            wanted: &self.wanted,
            held: &self.held,
            world: self.world(mode),
            mode,
        }
    }

    /// Takes an entry of the log.
    pub fn apply(&mut self, event: &Event, meta: Meta<'_>) {
        self.trail.next = self.trail.next.max(meta.sequence.saturating_add(1));
        self.backups.take(event, meta);
        if let Event::Report(report) = event {
            self.file(report, meta);
            return;
        }
        let names = &mut self.trail.names;
        let (actor, kind) = (names.number(meta.actor), names.number(event.kind()));
        let whom = event.whom().map_or(NONE, |whom| names.number(whom));
        let (sequence, time, about) = (meta.sequence, meta.time, self.about(event));
        let decision = Decision::of(event);
        self.trail.rows.push(TrailRow { sequence, time, actor, kind, whom, about, decision });
        if let Event::Unknown(unknown) = event {
            *self.trail.unknown.entry(unknown.kind.clone()).or_default() += 1;
        } else {
            self.office(event, meta);
        }
    }

    /// Takes a page of entries, as [`State::apply`] takes each. Faster on a replay: what the next
    /// entries need is fetched while the processor would wait for memory.
    pub fn apply_all(&mut self, page: &[(Event, Meta<'_>)]) {
        for entries in page.chunks(FETCHED) {
            self.fetch(entries);
            for (event, meta) in entries {
                self.apply(event, *meta);
            }
        }
    }

    /// Reads what reports are about to look for. Changes nothing.
    fn fetch(&self, entries: &[(Event, Meta<'_>)]) {
        let mut found = [(NONE, NONE); FETCHED];
        let reports = || {
            let events = entries.iter().map(|(event, _)| match event {
                Event::Report(report) => Some(report),
                _ => None,
            });
            events.flatten()
        };
        for (slot, report) in found.iter_mut().zip(reports()) {
            let station = self.plan.stations.codes.find(&report.station);
            let observer = report.observer.as_ref().and_then(|id| self.people.ids.find(id));
            *slot = (station.unwrap_or(NONE), observer.unwrap_or(NONE));
            std::hint::black_box(self.world(Mode::Real).find(report.id));
        }
        for (station, observer) in found {
            let listed = self.plan.stations.is_listed(station);
            let posts = self.people.get(observer).map_or(0, |row| row.deployments.len());
            let counted = self.worlds.each_ref().map(|world| world.reported(station));
            std::hint::black_box((listed, posts, counted));
        }
        for (station, observer) in found {
            let deployed = self.people.is_deployed(observer, station);
            let world = self.world(Mode::Real);
            let last = world.at_station(station).take(8).map(|(_, row)| row.head);
            let own = world.by_observer(observer).next().map(|(number, _)| number);
            std::hint::black_box((deployed, last.fold(0, |sum, head| sum ^ head), own));
        }
    }

    /// Computes the flags of some reports afresh.
    pub(crate) fn refresh(&mut self, mode: Mode, numbers: &[u32]) {
        let look = self.look(mode);
        let fresh: Vec<(u32, FlagSet)> =
            numbers.iter().map(|number| (*number, flag::kinds(&look, *number))).collect();
        let world = self.world_mut(mode);
        for (number, flags) in fresh {
            world.set_flags(number, flags);
        }
    }

    pub(crate) fn refresh_station(&mut self, mode: Mode, station: u32) {
        let numbers: Vec<u32> = self.world(mode).at_station(station).map(|(at, _)| at).collect();
        self.refresh(mode, &numbers);
    }

    pub(crate) fn refresh_observer(&mut self, observer: u32) {
        for mode in Mode::ALL {
            let reports = self.world(mode).by_observer(observer);
            let numbers: Vec<u32> = reports.map(|(at, _)| at).collect();
            self.refresh(mode, &numbers);
        }
    }

    /// After limits, zones, forms or laws change, which is rare once the day has begun.
    pub(crate) fn refresh_all(&mut self) {
        for mode in Mode::ALL {
            let numbers: Vec<u32> = (0..crate::intern::next(self.world(mode).len())).collect();
            self.refresh(mode, &numbers);
        }
    }
}

impl<'a> Look<'a> {
    pub(crate) fn form_id(&self, row: &Row) -> &'a str {
        self.plan.form(row.form).map_or("", |form| &form.id)
    }

    pub(crate) fn version(&self, row: &Row) -> &'a str {
        self.plan.form(row.form).map_or("", |form| &form.version)
    }

    pub(crate) fn answers(&self, row: &Row) -> Answers {
        self.lexicon.unpack(self.world.bytes(row))
    }

    /// The whole numbers among the answers, by question.
    pub(crate) fn figures(&self, row: &Row) -> Vec<(u32, i64)> {
        let answers = Lexicon::brief(self.world.bytes(row));
        let figures = answers.filter_map(|(name, brief)| match brief {
            Brief::Integer(number) => Some((name, number)),
            _ => None,
        });
        figures.collect()
    }

    pub(crate) fn contest(&self, row: &Row) -> Option<&'a ContestRow> {
        self.plan.contest_of(row.form)
    }

    /// The organisation whose observer filed a report; reports of nobody are the mission's.
    pub(crate) fn organisation(&self, row: &Row) -> &'a str {
        self.people.get(row.observer).map_or("", |observer| &observer.organisation)
    }

    pub(crate) fn observer_id(&self, row: &Row) -> Option<&'a str> {
        (row.observer != NONE).then(|| self.people.id(row.observer))
    }
}
