//! A small office with a day planned, for the tests.

use std::collections::BTreeMap;

use sanaq_desk::{
    Actor, Command, Event, Id, Meta, Mode, Page, Query, Refused, State, View, clear_fields, decide,
    event::{
        Account, Channel, Clear, ContestDefined, Deployment, Expected, Numbers, Observer,
        Published, Report, Role, Schedule, SealedNumber, StationRow, Stations, Zones,
    },
    view::StationFilter,
};
use sanaq_forms::{Answer, Answers, Form, builtin, protocol_form};

/// Seven in the morning of 10 January 2021 in Almaty.
pub(crate) const OPENING: i64 = 1_610_240_400;
/// The form of the contest's protocols.
pub(crate) const PROTOCOL: &str = "protocol-majilis-lists";
pub(crate) const STATIONS: u32 = 6;

pub(crate) struct Desk {
    pub(crate) state: State,
    pub(crate) log: Vec<Event>,
    /// Seconds of the Unix epoch.
    pub(crate) now: i64,
}

pub(crate) fn system() -> Actor {
    Actor::System
}

pub(crate) fn account(id: &str) -> Actor {
    Actor::Account(id.to_owned())
}

pub(crate) fn observer(id: &str) -> Actor {
    Actor::Observer(id.to_owned())
}

pub(crate) fn id(number: u32) -> Id {
    format!("{number:032x}").parse().unwrap()
}

pub(crate) fn election() -> sanaq_election::Election {
    sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap()
}

pub(crate) fn enrolled(id: &str, organisation: &str) -> Observer {
    Observer {
        id: id.to_owned(),
        organisation: organisation.to_owned(),
        code: None,
        language: "kk".to_owned(),
        supervisor: Some("c-1".to_owned()),
        phones: vec![phone(id)],
        backup: Some(phone("backup")),
    }
}

pub(crate) fn phone(of: &str) -> sanaq_desk::PhoneHash {
    let mut hash = [0; 16];
    for (slot, byte) in hash.iter_mut().zip(of.bytes()) {
        *slot = byte;
    }
    sanaq_desk::PhoneHash(hash)
}

impl Desk {
    /// Nothing is planned.
    pub(crate) fn empty() -> Self {
        Self { state: State::default(), log: Vec::new(), now: OPENING }
    }

    /// A day is planned: six stations in two zones, three observers, accounts of every role.
    pub(crate) fn planned() -> Self {
        let mut desk = Self::empty();
        let toml = sanaq_election::builtin::text("kazakhstan-2021").unwrap().to_owned();
        desk.record(ContestDefined { name: "kazakhstan-2021.toml".into(), toml });
        let zones = [("", "Asia/Almaty"), ("West", "Asia/Oral")];
        let zones = zones.map(|(area, zone)| (area.to_owned(), zone.to_owned()));
        desk.record(Zones(BTreeMap::from(zones)));
        let row = |number: u32| StationRow {
            code: number.to_string(),
            area: if number.is_multiple_of(2) { "West/Town" } else { "East/Town" }.to_owned(),
            registered: Some(2_000),
            place: Some((432_380_000, 768_829_000)),
        };
        desk.record(Stations { rows: (1..=STATIONS).map(row).collect() });
        desk.publish(protocol_form(&election()));
        for name in builtin::names() {
            desk.publish(builtin::form(name).unwrap().unwrap());
        }
        desk.record(schedule());
        for (number, organisation) in [(1, ""), (2, "ngo"), (3, "")] {
            let observer = format!("o-{number}");
            desk.record(enrolled(&observer, organisation));
            let blob = Some(sanaq_desk::BlobHash([u8::try_from(number).unwrap(); 32]));
            desk.record(Numbers { rows: vec![SealedNumber { observer, blob }] });
            desk.deploy(&format!("o-{number}"), "1");
        }
        for (id, role) in [
            ("anna", Role::Clerk),
            ("bota", Role::Clerk),
            ("vera", Role::Clerk),
            ("dana", Role::Coordinator),
            ("sara", Role::SecurityOfficer),
            ("ivan", Role::Analyst),
            ("root", Role::Admin),
        ] {
            desk.account(id, role, "");
        }
        desk.record(sanaq_desk::event::Share { from: "ngo".into(), to: String::new(), on: true });
        desk
    }

    pub(crate) fn account(&mut self, id: &str, role: Role, organisation: &str) {
        let (id, organisation) = (id.to_owned(), organisation.to_owned());
        self.record(Account { id, organisation, role, credentials: vec![], operator: false });
    }

    pub(crate) fn deploy(&mut self, observer: &str, station: &str) {
        let (observer, station) = (observer.to_owned(), station.to_owned());
        self.record(Deployment { observer, station, shift: None, role: String::new() });
    }

    pub(crate) fn publish(&mut self, form: Form) {
        let clear = clear_fields(&form);
        self.record(Published { form, clear });
    }

    /// Takes an event as the log would, without asking anybody.
    pub(crate) fn record(&mut self, event: impl Into<Event>) {
        let event = event.into();
        let sequence = u64::try_from(self.log.len()).unwrap();
        let meta = Meta { sequence, time: self.now * 1_000_000, actor: "test" };
        self.state.apply(&event, meta);
        self.log.push(event);
    }

    /// Decides and takes what was decided; how many events that was.
    pub(crate) fn run(&mut self, by: &Actor, command: Command) -> Result<usize, Refused> {
        let events = decide(&self.state, by, command, self.now)?;
        let count = events.len();
        for event in events {
            // What is written must be what is read.
            let read = Event::read(event.kind(), &event.body().unwrap().to_string());
            assert!(read == event, "{} is not read as it was written", event.kind());
            self.record(read);
        }
        Ok(count)
    }

    pub(crate) fn file(&mut self, report: Report) -> Result<usize, Refused> {
        self.now = self.now.max(report.made.unwrap_or(self.now));
        let by = report.observer.as_deref().map_or(Actor::Gateway, observer);
        self.run(&by, Command::File { report: Box::new(report), location: None })
    }

    pub(crate) fn view(&self, account: &str, query: &Query) -> Result<View, sanaq_desk::NotShown> {
        let viewer = self.state.viewer(account).unwrap();
        self.state.view(&viewer, Mode::Real, query, all(), self.now)
    }

    /// A view as JSON.
    pub(crate) fn json(&self, account: &str, query: &Query) -> serde_json::Value {
        serde_json::to_value(self.view(account, query).unwrap()).unwrap()
    }

    /// The kinds of flags of a report.
    pub(crate) fn flags(&self, number: u32) -> Vec<String> {
        let report = self.json("dana", &Query::Report(id(number)));
        let flags = report["flags"].as_array().unwrap();
        flags.iter().map(|flag| flag.as_str().unwrap().to_owned()).collect()
    }
}

/// One of every question that can be asked.
pub(crate) fn queries() -> Vec<Query> {
    let area = String::new;
    vec![
        Query::Overview(area()),
        Query::Arrivals(area()),
        Query::Arrivals("West".to_owned()),
        Query::Stations(area(), StationFilter::All),
        Query::Stations(area(), StationFilter::Reported),
        Query::Stations(area(), StationFilter::Silent),
        Query::Stations("West".to_owned(), StationFilter::Flagged),
        Query::Stations(area(), StationFilter::SampleOpen),
        Query::Station("1".to_owned()),
        Query::Report(id(1)),
        Query::Silent,
        Query::CallBacks,
        Query::Reviews,
        Query::Repairs,
        Query::Strangers,
        Query::Incidents,
        Query::Observers,
        Query::Turnout(area()),
        Query::Desk,
        Query::Sheets,
        Query::Clerks,
        Query::Batches,
        Query::History(sanaq_desk::view::HistoryOf::default()),
        Query::Trail(sanaq_desk::view::TrailOf::default()),
    ]
}

pub(crate) fn all() -> Page {
    Page { from: 0, limit: usize::MAX }
}

pub(crate) fn schedule() -> Schedule {
    let one = |id: &str, form: &str, from, due| Expected {
        id: id.to_owned(),
        form: form.parse().unwrap(),
        due,
        grace: 30,
        from,
        sample_only: false,
    };
    Schedule {
        date: "2021-01-10".parse().unwrap(),
        expected: vec![
            one("opening", "opening", 360, 450),
            one("count-noon", "turnout", 420, 720),
            one("count-close", "turnout", 900, 1_210),
            one("protocol", PROTOCOL, 1_200, 1_470),
        ],
    }
}

/// A report of an observer about a station, made now.
pub(crate) fn report(number: u32, form: &str, observer: &str, station: &str, at: i64) -> Report {
    Report {
        id: id(number),
        drill: false,
        form: form.parse().unwrap(),
        version: if form == PROTOCOL { "2021-01-10" } else { "1" }.to_owned(),
        station: station.to_owned(),
        observer: Some(observer.to_owned()),
        sender: None,
        channel: Channel::App,
        operator: None,
        answers: Clear::default(),
        sealed: Vec::new(),
        made: Some(at),
        clock: None,
        metres: None,
        photos: Vec::new(),
        corrects: None,
        faults: Vec::new(),
    }
}

pub(crate) fn answers(pairs: &[(&str, i64)]) -> Clear {
    let pair = |(name, number): &(&str, i64)| {
        let name: sanaq_forms::Name = name.parse().unwrap();
        (name.into(), Answer::Integer(*number))
    };
    Clear(pairs.iter().map(pair).collect::<Answers>())
}

/// A head count: so many voters until a minute of the day.
pub(crate) fn count(
    number: u32,
    observer: &str,
    station: &str,
    minute: u16,
    voters: i64,
) -> Report {
    let at = OPENING + (i64::from(minute) - 420) * 60;
    let mut report = report(number, "turnout", observer, station, at);
    report.answers = answers(&[("voters", voters)]);
    let time = format!("{:02}:{:02}", minute / 60 % 24, minute % 60).parse().unwrap();
    let until: sanaq_forms::Name = "until".parse().unwrap();
    report.answers.0.set(until, Answer::Time(time));
    report
}

/// A protocol that adds up, with some votes more for the first list.
pub(crate) fn protocol(number: u32, observer: &str, station: &str, more: i64) -> Report {
    let mut report = report(number, PROTOCOL, observer, station, OPENING + 15 * 3_600);
    report.answers = answers(&[
        ("registered", 2_000),
        ("issued", 600 + more),
        ("cast", 600 + more),
        ("invalid", 50),
        ("valid", 550 + more),
        ("votes.nur-otan", 300 + more),
        ("votes.ak-zhol", 100),
        ("votes.qhp", 80),
        ("votes.auyl", 40),
        ("votes.adal", 30),
    ]);
    report
}
