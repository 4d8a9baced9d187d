//! The state is a function of what was said, not of the order or number of times it came.

use proptest::prelude::*;
use sanaq_desk::{
    BlobHash, Event, Likeness, Meta, Mode, Page, Query, State,
    event::{
        Channel, Deployment, Photo, Policy, Published, Report, Review, Revoked, SenderSettled,
        StationRow, StationSettled, Stations, Verdict,
    },
    view::Accept,
};
use sanaq_forms::{Answer, Name};

use crate::desk::{Desk, OPENING, PROTOCOL, all, count, id, phone, protocol, queries, report};

/// Reports that collide in every way that flags look for.
fn any_report() -> impl Strategy<Value = Report> {
    let shape = (0..4_u8, 1..4_u32, 1..8_u32, 0..5_i64, 1..80_u16);
    let more = (any::<bool>(), 0..3_u8, prop::option::of(0..30_u32), any::<bool>());
    (shape, more).prop_map(|((kind, who, station, more, minute), (photo, blob, corrects, sms))| {
        let (who, station) = (format!("o-{who}"), station.to_string());
        let minute = 420 + minute * 10;
        let mut report = match kind {
            0 => count(0, &who, &station, minute, more * 50),
            1 => protocol(0, &who, &station, more),
            2 => report(0, "incident", &who, &station, OPENING),
            _ => {
                let mut voting = report(0, "voting", &who, &station, OPENING + more);
                let comment: Name = "comment".parse().unwrap();
                let text = "The queue was long and the observers were sent away twice";
                voting.answers.0.set(comment, Answer::Text(text.into()));
                voting
            }
        };
        if photo {
            let mut look = [0x5a; 128];
            look[40] = blob;
            let sealed = report.form.as_str() != PROTOCOL;
            // Only a protocol has a question for a photo that may be open.
            report.photos.push(Photo {
                likeness: Some(Likeness(look)),
                sealed,
                ..Photo::new("page-1".parse::<Name>().unwrap().into(), BlobHash([blob; 32]))
            });
        }
        report.corrects = corrects.map(id);
        if sms {
            report.channel = Channel::Sms;
            report.sender = Some(phone(&who));
            report.observer = None;
        }
        report
    })
}

fn any_reports() -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec(any_report(), 1..30).prop_map(|mut reports| {
        for (number, report) in (0..).zip(&mut reports) {
            report.id = id(number);
        }
        reports
    })
}

/// What people may decide in mid-day.
fn decision(what: u8, number: u32) -> Event {
    let reason = "x".to_owned();
    let who = format!("o-{}", number % 3 + 1);
    let code = (number % 8).to_string();
    match what {
        0 => Review { report: id(number), verdict: Verdict::Rejected, reason }.into(),
        1 => Review { report: id(number), verdict: Verdict::Open, reason }.into(),
        2 | 3 => StationSettled { report: id(number), station: code, reason }.into(),
        4 => {
            let observer = Some(format!("o-{}", number % 2 + 1));
            SenderSettled { sender: phone(&who), observer, reason }.into()
        }
        5 => {
            let mut form = sanaq_forms::builtin::form("turnout").unwrap().unwrap();
            form.version = (1 + number % 2).to_string();
            let clear = sanaq_desk::clear_fields(&form);
            Published { form, clear }.into()
        }
        6 => {
            let registered = Some(number * 10);
            let row = StationRow { code, area: "East".into(), registered, place: None };
            Stations { rows: vec![row] }.into()
        }
        7 => Deployment { observer: who, station: code, shift: None, role: reason }.into(),
        8 => Revoked { observer: who, reason }.into(),
        _ => Policy { voters_in_ten_minutes: number, ..Policy::default() }.into(),
    }
}

/// Takes reports in some order; each has the place and time in the log that it had at first.
fn fold(start: &State, reports: &[Report], order: &[usize]) -> State {
    let mut state = start.clone();
    for at in order {
        let number = u32::try_from(*at).unwrap();
        let sequence = 10_000 + u64::from(number);
        let time = (OPENING + 20 * 3_600 + i64::from(number)) * 1_000_000;
        let event: Event = reports[*at].clone().into();
        state.apply(&event, Meta { sequence, time, actor: "test" });
    }
    state
}

/// Everything that is shown, with lists in the order of ids.
fn shown(state: &State) -> Vec<String> {
    let Some(viewer) = state.viewer("dana") else { return Vec::new() };
    let view = |query: &Query| {
        let view = state.view(&viewer, Mode::Real, query, all(), OPENING + 20 * 3_600);
        let mut value = serde_json::to_value(view.ok()).unwrap();
        for rows in ["/rows", "/rows/rows", "/reports/rows"] {
            if let Some(rows) = value.pointer_mut(rows).and_then(|rows| rows.as_array_mut()) {
                for row in rows.iter_mut() {
                    if let Some(details) = row.get_mut("details").and_then(|d| d.as_array_mut()) {
                        details.sort_by_key(ToString::to_string);
                    }
                }
                rows.sort_by_key(ToString::to_string);
            }
        }
        if let Some(details) = value.get_mut("details").and_then(|d| d.as_array_mut()) {
            details.sort_by_key(ToString::to_string);
        }
        value.to_string()
    };
    let mut all: Vec<String> = (0..30).map(|number| view(&Query::Report(id(number)))).collect();
    all.extend((1..8).map(|station: u32| view(&Query::Station(station.to_string()))));
    let others = [
        Query::Overview(String::new()),
        Query::Reviews,
        Query::Silent,
        Query::Incidents,
        Query::Turnout(String::new()),
        Query::Strangers,
        Query::Observers,
    ];
    all.extend(others.iter().map(view));
    if let Ok(accepted) = state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default()) {
        all.push(format!("{:?} {:?}", accepted.taken, accepted.left));
    }
    for form in [PROTOCOL, "turnout", "voting", "incident"] {
        let export = state.export_reports(&viewer, Mode::Real, form).unwrap();
        assert_eq!(
            export.total,
            state.export_reports(&viewer, Mode::Real, form).unwrap().rows.count()
        );
        let mut rows: Vec<Vec<String>> = export.rows.collect();
        rows.sort();
        all.push(format!("{rows:?}"));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_and_repetition_change_nothing(
        reports in any_reports(),
        seed in prop::collection::vec(any::<u32>(), 90),
    ) {
        let start = Desk::planned().state;
        let straight: Vec<usize> = (0..reports.len()).collect();
        // Each report up to three times, shuffled by the seed.
        let mut order: Vec<(u32, usize)> = Vec::new();
        for (at, key) in seed.iter().enumerate() {
            order.push((*key, at % reports.len()));
        }
        order.extend(straight.iter().map(|at| (u32::MAX, *at)));
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
        let (one, other) = (fold(&start, &reports, &straight), fold(&start, &reports, &order));
        for (one, other) in shown(&one).iter().zip(shown(&other)) {
            prop_assert_eq!(one, &other);
        }
        prop_assert_eq!(one.reports(Mode::Real), reports.len());
    }

    /// What was shown at noon can be shown again: the state after a prefix is the state then.
    #[test]
    fn a_prefix_gives_the_state_as_it_was(reports in any_reports(), cut in 0..30_usize) {
        let mut desk = Desk::planned();
        let mut then = None;
        for (at, report) in reports.iter().enumerate() {
            if at == cut {
                then = Some((desk.log.len(), shown(&desk.state)));
            }
            desk.record(report.clone());
            let verdict = if at % 2 == 0 { Verdict::CallBack } else { Verdict::Rejected };
            let reason = "look again".to_owned();
            desk.record(Review { report: id(u32::try_from(at / 2).unwrap()), verdict, reason });
        }
        let Some((length, shown_then)) = then else { return Ok(()) };
        let mut again = Desk::empty();
        for event in desk.log.iter().take(length) {
            again.record(event.clone());
        }
        prop_assert_eq!(shown(&again.state), shown_then);
    }

    /// The kinds that rows hold are those that are computed afresh for the report's page, whatever
    /// people decide in between.
    #[test]
    fn a_row_has_the_flags_that_its_page_shows(
        reports in any_reports(),
        decisions in prop::collection::vec((0..30_usize, 0..10_u8, 0..30_u32), 0..12),
    ) {
        let mut desk = Desk::planned();
        for (at, report) in reports.iter().enumerate() {
            desk.record(report.clone());
            for (_, what, number) in decisions.iter().filter(|(when, ..)| *when == at) {
                desk.record(decision(*what, *number));
            }
        }
        for number in 0..u32::try_from(reports.len()).unwrap() {
            let page = desk.json("dana", &Query::Report(id(number)));
            let mut details: Vec<&str> = page["details"].as_array().unwrap().iter()
                .map(|flag| flag["flag"].as_str().unwrap()).collect();
            let mut flags: Vec<&str> = page["flags"].as_array().unwrap().iter()
                .map(|flag| flag.as_str().unwrap()).collect();
            details.sort_unstable();
            details.dedup();
            flags.sort_unstable();
            prop_assert_eq!(details, flags);
        }
    }

    /// Entries in any order, whatever they name: nothing panics, and everything can be shown.
    #[test]
    fn no_sequence_of_entries_is_too_strange(
        order in prop::collection::vec(0..200_usize, 0..120),
        reports in any_reports(),
    ) {
        let lines = include_str!("../fixtures/v1.jsonl").lines();
        let mut events: Vec<Event> = lines.map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            Event::read(value["kind"].as_str().unwrap(), &value["body"].to_string())
        }).collect();
        events.extend(Desk::planned().log);
        events.extend(reports.into_iter().map(Event::from));
        let mut state = State::default();
        for (sequence, at) in (0..).zip(order) {
            if let Some(event) = events.get(at) {
                let time = i64::from(at % 7 == 0) * i64::MAX;
                state.apply(event, Meta { sequence, time, actor: "a" });
            }
        }
        for (role, sequence) in ["clerk", "analyst", "coordinator", "security-officer", "admin"]
            .iter()
            .zip(900..)
        {
            let body = format!("{{\"id\":\"{role}\",\"role\":\"{role}\"}}");
            let meta = Meta { sequence, time: i64::MIN, actor: "a" };
            state.apply(&Event::read("account/1", &body), meta);
            let viewer = state.viewer(role).unwrap();
            for mode in [Mode::Real, Mode::Drill] {
                for query in queries() {
                    let page = Page { from: 1, limit: 5 };
                    let _ = state.view(&viewer, mode, &query, page, i64::MAX);
                }
                let _ = state.mine("o-1", mode);
            }
        }
    }

    /// A page taken at once is the same as its entries one by one.
    #[test]
    fn a_replay_by_pages_is_a_replay(reports in any_reports()) {
        let start = Desk::planned().state;
        let order: Vec<usize> = (0..reports.len()).collect();
        let one = fold(&start, &reports, &order);
        let page: Vec<(Event, Meta<'_>)> = (0..30_i32).zip(&reports).map(|(number, report)| {
            let time = (OPENING + 20 * 3_600 + i64::from(number)) * 1_000_000;
            let sequence = 10_000 + u64::try_from(number).unwrap();
            (report.clone().into(), Meta { sequence, time, actor: "test" })
        }).collect();
        let mut other = start;
        other.apply_all(&page);
        prop_assert_eq!(shown(&one), shown(&other));
    }

    /// Whatever it says, a report that comes in is kept. What is no code of a station, the server
    /// seals before.
    #[test]
    fn no_report_is_lost_for_what_it_says(
        reports in any_reports(),
        strange in "([a-z]{0,3}[0-9])?",
    ) {
        let mut desk = Desk::planned();
        for (at, mut report) in reports.iter().cloned().enumerate() {
            match at % 5 {
                0 => report.station.clone_from(&strange),
                1 => report.observer = Some(strange.clone()).filter(|id| !id.is_empty()),
                2 => report.version.clone_from(&strange),
                3 => report.made = Some(i64::MIN),
                _ => {}
            }
            for expected in [1, 0] {
                prop_assert_eq!(desk.file(report.clone()), Ok(expected));
            }
        }
        prop_assert_eq!(desk.state.reports(Mode::Real), reports.len());
    }
}
