//! All stations at once, column by column, for tables that filter and sort a hundred thousand rows
//! by themselves. What the list says changes rarely and is apart from what the day says.

use sanaq_forms::FormKind;
use serde::Serialize;

use super::{Eyes, NotShown, Why};
use crate::{
    FlagSet, Mode, State,
    access::{Right, Viewer},
    contest::ContestRow,
    event::{Verdict, WhyMissing},
    report::Row,
};

/// What the list of stations says, a place for each listed station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StationList {
    /// Paths of areas.
    pub areas: Vec<String>,
    /// Codes.
    pub code: Vec<String>,
    /// Each station's area, as a place among `areas`.
    pub area: Vec<usize>,
    /// Voters in the register.
    pub registered: Vec<Option<u32>>,
    /// Whether it is known where it is: 1 or 0. Distances of phones are measured from there.
    pub placed: Vec<u8>,
}

/// What the day says, at the same places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StationDay {
    /// Whether it is in a sample: 1 or 0.
    pub sampled: Vec<u8>,
    /// Why nobody is there: 0 where nobody said so, else a place in [`WhyMissing::ALL`], from 1.
    pub missing: Vec<u8>,
    /// Observers who are deployed there now.
    pub observers: Vec<u32>,
    /// Reports.
    pub reports: Vec<u32>,
    /// Stages that were reported, a bit each, in the order of `FormKind::ALL`.
    pub stages: Vec<u8>,
    /// Flags that nobody has reviewed, a bit each, in the order of `FlagKind::ALL`.
    pub flags: Vec<u32>,
    /// When the last report came, in seconds of the Unix epoch; 0: never.
    pub latest: Vec<i64>,
    /// Voters by the last head count.
    pub voters: Vec<Option<u32>>,
    /// The minute of that count.
    pub minute: Vec<Option<i32>>,
    /// How far the protocol of the first contest is: a place in [`PROTOCOL`].
    pub protocol: Vec<u8>,
}

/// How far a station's protocol is.
pub const PROTOCOL: [&str; 7] =
    ["none", "accepted", "verified", "contested", "flagged", "unverified", "no-figures"];

impl WhyMissing {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Closed,
        Self::Refused,
        Self::NoNetwork,
        Self::Insecurity,
        Self::NotReached,
        Self::NoObserver,
    ];
}

impl StationDay {
    /// How many stations there are.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// Whether a row is the same in two of them.
    pub fn is_same(&self, other: &Self, at: usize) -> bool {
        fn same<T: PartialEq>(one: &[T], other: &[T], at: usize) -> bool {
            one.get(at) == other.get(at)
        }
        same(&self.sampled, &other.sampled, at)
            && same(&self.missing, &other.missing, at)
            && same(&self.observers, &other.observers, at)
            && same(&self.reports, &other.reports, at)
            && same(&self.stages, &other.stages, at)
            && same(&self.flags, &other.flags, at)
            && same(&self.latest, &other.latest, at)
            && same(&self.voters, &other.voters, at)
            && same(&self.minute, &other.minute, at)
            && same(&self.protocol, &other.protocol, at)
    }

    /// Some of the rows.
    #[must_use]
    pub fn rows(&self, at: &[usize]) -> Self {
        fn some<T: Copy>(column: &[T], at: &[usize]) -> Vec<T> {
            at.iter().filter_map(|at| column.get(*at).copied()).collect()
        }
        Self {
            sampled: some(&self.sampled, at),
            missing: some(&self.missing, at),
            observers: some(&self.observers, at),
            reports: some(&self.reports, at),
            stages: some(&self.stages, at),
            flags: some(&self.flags, at),
            latest: some(&self.latest, at),
            voters: some(&self.voters, at),
            minute: some(&self.minute, at),
            protocol: some(&self.protocol, at),
        }
    }
}

impl State {
    /// What the list of stations says.
    pub fn station_list(&self, viewer: &Viewer) -> Result<StationList, NotShown> {
        if !viewer.may(Right::Read) {
            return Err(NotShown::NotAllowed);
        }
        let stations = &self.plan.stations;
        let paths = stations.area_ids().map(|id| stations.areas.path(id).to_owned());
        let mut list = StationList { areas: paths.collect(), ..StationList::default() };
        for number in stations.numbers().filter(|number| stations.is_listed(*number)) {
            list.code.push(stations.code(number).to_owned());
            list.area.push(stations.area_id(number).map_or(0, sanaq_election::AreaId::index));
            list.registered.push(stations.registered(number));
            list.placed.push(u8::from(stations.place(number).is_some()));
        }
        Ok(list)
    }

    /// What the day says, in the same order; of protocols, those of a contest.
    pub fn station_day(
        &self,
        viewer: &Viewer,
        mode: Mode,
        contest: Option<&str>,
    ) -> Result<StationDay, NotShown> {
        if !viewer.may(Right::Read) {
            return Err(NotShown::NotAllowed);
        }
        let eyes = Eyes { look: self.look(mode), viewer, now: 0 };
        let stations = &self.plan.stations;
        let mut contests = self.plan.contests.iter();
        let contest = contests.find(|own| Some(own.election.contest.id.as_str()) == contest);
        let mut day = StationDay::default();
        for number in stations.numbers().filter(|number| stations.is_listed(*number)) {
            eyes.add_day(number, contest, &mut day);
        }
        Ok(day)
    }
}

/// What is added up at one station.
#[derive(Default)]
struct Sums {
    reports: u32,
    stages: u8,
    flags: FlagSet,
    latest: i64,
    count: Option<(i32, u32)>,
}

impl Sums {
    fn add(&mut self, row: &Row) {
        self.reports += 1;
        self.stages |= 1 << (row.stage as u8);
        self.latest = self.latest.max(row.time.div_euclid(1_000_000));
        if row.verdict == Verdict::Open {
            self.flags = self.flags.union(row.flags);
        }
        if row.stage == FormKind::Turnout && row.stands() {
            // Of two counts of one minute the larger: a head count misses voters.
            self.count = self.count.max(row.count());
        }
    }
}

impl Eyes<'_> {
    fn add_day(&self, number: u32, contest: Option<&ContestRow>, day: &mut StationDay) {
        let stations = &self.look.plan.stations;
        let mut sums = Sums::default();
        if self.look.world.reported(number).1 > 0 {
            self.seen_at(number).for_each(|(_, row)| sums.add(row));
        }
        let filed = super::overview::has(sums.stages, FormKind::Protocol);
        let protocol = contest.filter(|_| filed).map_or(0, |own| self.protocol_code(number, own));
        let missing = stations.why_missing(self.look.mode, number);
        let missing = missing.and_then(|why| WhyMissing::ALL.iter().position(|own| *own == why));
        let deployed = self.look.people.at_station(number).filter(|(_, own)| !own.ended);
        day.sampled.push(u8::from(stations.is_sampled(number)));
        day.missing.push(missing.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0));
        day.observers.push(u32::try_from(deployed.count()).unwrap_or(u32::MAX));
        day.reports.push(sums.reports);
        day.stages.push(sums.stages);
        day.flags.push(sums.flags.bits());
        day.latest.push(sums.latest);
        day.voters.push(sums.count.map(|(_, voters)| voters));
        day.minute.push(sums.count.map(|(minute, _)| minute));
        day.protocol.push(protocol);
    }

    /// A place in [`PROTOCOL`].
    fn protocol_code(&self, station: u32, contest: &ContestRow) -> u8 {
        match self.accepted_at(station, contest) {
            Ok(None) => 0,
            Ok(Some(own)) => 1 + u8::from(own.verified),
            Err(Why::Contested) => 3,
            Err(Why::Flagged) => 4,
            Err(Why::Unverified) => 5,
            Err(Why::NoFigures) => 6,
        }
    }
}
