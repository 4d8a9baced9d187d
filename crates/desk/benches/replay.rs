//! Replay of a large country: entries a second, memory, and what views then take.
//!
//! `cargo bench -p sanaq-desk --bench replay [-- STATIONS REPORTS]`; 820,000 and 5,000,000 where
//! nothing is said. One report in six is a protocol, the others are head counts. Making the
//! entries is not timed; reading them from JSON is timed apart from folding. The last line is the
//! figure that counts.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should fail")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use sanaq_desk::{
    Event, Meta, Mode, Page, Query, State, clear_fields,
    event::{
        Account, Channel, Clear, ContestDefined, Deployment, Expected, Observer, Published, Report,
        Role, Schedule, StationRow, Stations, Zones,
    },
    view::Accept,
};
use sanaq_forms::{Answer, Answers, Form, Name, Time, builtin, protocol_form};

/// Seven in the morning of 10 January 2021 in Almaty.
const OPENING: i64 = 1_610_240_400;
const PROTOCOL: &str = "protocol-majilis-lists";
const BATCH: u32 = 20_000;

struct Replay {
    state: State,
    sequence: u64,
}

impl Replay {
    fn apply(&mut self, event: &Event) {
        let time = (OPENING + i64::try_from(self.sequence / 1_000).unwrap()) * 1_000_000;
        self.state.apply(event, Meta { sequence: self.sequence, time, actor: "bench" });
        self.sequence += 1;
    }

    fn page(&mut self, events: Vec<Event>) -> Vec<(Event, Meta<'static>)> {
        let first = self.sequence;
        self.sequence += u64::try_from(events.len()).unwrap();
        let meta = |sequence: u64| {
            let time = (OPENING + i64::try_from(sequence / 1_000).unwrap()) * 1_000_000;
            Meta { sequence, time, actor: "bench" }
        };
        (first..).zip(events).map(|(sequence, event)| (event, meta(sequence))).collect()
    }

    fn publish(&mut self, form: Form) {
        let clear = clear_fields(&form);
        self.apply(&Published { form, clear }.into());
    }

    fn plan(&mut self, stations: u32) {
        let name = "kazakhstan-2021.toml".to_owned();
        let toml = sanaq_election::builtin::text("kazakhstan-2021").unwrap().to_owned();
        self.apply(&ContestDefined { name, toml }.into());
        let zones = BTreeMap::from([(String::new(), "Asia/Almaty".to_owned())]);
        self.apply(&Zones(zones).into());
        let all: Vec<u32> = (0..stations).collect();
        for part in all.chunks(4_000) {
            let row = |number: &u32| StationRow {
                code: number.to_string(),
                area: format!("R{}/D{}", number % 20, number % 400),
                registered: Some(2_000),
                place: None,
            };
            self.apply(&Stations { rows: part.iter().map(row).collect() }.into());
        }
        let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
        self.publish(protocol_form(&election));
        self.publish(builtin::form("turnout").unwrap().unwrap());
        let expected = |(id, form, from, due): (&str, &str, u16, u16)| Expected {
            id: id.to_owned(),
            form: form.parse().unwrap(),
            due,
            grace: 30,
            from,
            sample_only: false,
        };
        let deadlines = [
            ("morning", "turnout", 420, 600),
            ("noon", "turnout", 601, 780),
            ("protocol", PROTOCOL, 1_200, 1_440),
        ];
        let expected = deadlines.into_iter().map(expected).collect();
        self.apply(&Schedule { date: "2021-01-10".parse().unwrap(), expected }.into());
        for number in 0..stations {
            let id = format!("o-{number}");
            let observer = Observer {
                id: id.clone(),
                organisation: String::new(),
                code: None,
                language: String::new(),
                supervisor: None,
                phones: Vec::new(),
                backup: None,
            };
            self.apply(&observer.into());
            let (station, role) = (number.to_string(), String::new());
            self.apply(&Deployment { observer: id, station, shift: None, role }.into());
        }
        let (id, organisation, role) = ("ivan".to_owned(), String::new(), Role::Analyst);
        self.apply(
            &Account { id, organisation, role, credentials: vec![], operator: false }.into(),
        );
    }
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn report(number: u32, stations: u32) -> Report {
    let (station, round) = (number % stations, number / stations);
    let protocol = round % 6 == 5;
    let hour = 8 + round % 12;
    let mut answers = Answers::default();
    if protocol {
        let lines = ["registered", "issued", "cast", "invalid", "valid"];
        let votes = ["nur-otan", "ak-zhol", "qhp", "auyl", "adal"].map(|id| format!("votes.{id}"));
        let figures = [2_000, 600, 600, 50, 550, 300, 100, 80, 40, 30];
        let names = lines.into_iter().map(str::to_owned).chain(votes);
        for (own, figure) in names.zip(figures) {
            answers.set(name(&own), Answer::Integer(figure));
        }
    } else {
        let time = Time::new(u8::try_from(hour).unwrap(), 0, 0).unwrap();
        answers.set(name("until"), Answer::Time(time));
        answers.set(name("voters"), Answer::Integer(i64::from(hour - 7) * 40));
    }
    Report {
        id: format!("{:032x}", u128::from(number) * 0x9e37_79b9_7f4a_7c15).parse().unwrap(),
        drill: false,
        form: if protocol { PROTOCOL } else { "turnout" }.parse().unwrap(),
        version: if protocol { "2021-01-10" } else { "1" }.to_owned(),
        station: station.to_string(),
        observer: Some(format!("o-{station}")),
        sender: None,
        channel: Channel::App,
        operator: None,
        answers: Clear(answers),
        sealed: Vec::new(),
        made: Some(OPENING),
        clock: None,
        metres: Some(20),
        photos: Vec::new(),
        corrects: None,
        faults: Vec::new(),
    }
}

/// Resident memory in MiB, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok());
    kib.unwrap_or(0_u64) / 1_024
}

/// Processor time of this process in seconds, where the system tells; other work on the machine
/// does not count.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn rate(count: u32, span: Duration) -> f64 {
    f64::from(count) / span.as_secs_f64()
}

/// The slowest of a hundred and the middle one, in milliseconds.
fn times(mut act: impl FnMut(u32)) -> (f64, f64) {
    let mut spans: Vec<f64> = (0..100)
        .map(|number| {
            let start = Instant::now();
            act(number);
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    spans.sort_by(f64::total_cmp);
    (spans[50], spans[98])
}

fn main() {
    let numbers = std::env::args().filter_map(|argument| argument.parse::<u32>().ok());
    let numbers: Vec<u32> = numbers.collect();
    let stations = numbers.first().copied().unwrap_or(820_000);
    let reports = numbers.get(1).copied().unwrap_or(5_000_000);
    let mut replay = Replay { state: State::default(), sequence: 0 };
    let start = Instant::now();
    replay.plan(stations);
    let planning = u32::try_from(replay.sequence).unwrap();
    println!("planning: {planning} entries, {:.0}/s", rate(planning, start.elapsed()));
    println!("memory after planning: {} MiB", memory());
    let (mut reading, mut folding, mut worked) = (Duration::ZERO, Duration::ZERO, 0.0);
    for first in (0..reports).step_by(BATCH as usize) {
        let made = (first..reports.min(first + BATCH)).map(|number| report(number, stations));
        let bodies: Vec<String> =
            made.map(|report| Event::from(report).body().unwrap().to_string()).collect();
        let start = Instant::now();
        let events: Vec<Event> = bodies.iter().map(|body| Event::read("report/1", body)).collect();
        reading += start.elapsed();
        let page = replay.page(events);
        let (start, before) = (Instant::now(), processor());
        replay.state.apply_all(&page);
        folding += start.elapsed();
        worked += processor() - before;
    }
    assert_eq!(replay.state.reports(Mode::Real), reports as usize);
    println!("reading {reports} reports from JSON: {:.0}/s", rate(reports, reading));
    let by_processor = f64::from(reports) / worked;
    println!(
        "folding them: {:.0}/s, {by_processor:.0} a second of processor",
        rate(reports, folding)
    );
    println!("memory: {} MiB", memory());
    let viewer = replay.state.viewer("ivan").unwrap();
    let view = |query: &Query| {
        let view = replay.state.view(&viewer, Mode::Real, query, Page::default(), OPENING);
        assert!(view.is_ok());
    };
    let (middle, slow) = times(|_| view(&Query::Overview(String::new())));
    println!("overview: {middle:.2} ms, p99 {slow:.2} ms");
    let (middle, slow) = times(|number| view(&Query::Station((number * 37).to_string())));
    println!("a station's page: {middle:.3} ms, p99 {slow:.3} ms");
    let (middle, slow) = times(|_| view(&Query::Reviews));
    println!("review queue: {middle:.2} ms, p99 {slow:.2} ms");
    let start = Instant::now();
    view(&Query::Silent);
    println!("silent observers of {stations}: {:?}", start.elapsed());
    let start = Instant::now();
    let accepted = replay.state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default());
    println!("accepted protocols: {}, {:?}", accepted.unwrap().taken.len(), start.elapsed());
    println!("entries folded a second: {:.0}", rate(reports, folding));
}
