//! Planning, people and safety: samples, deployments, accounts, what a phone is told.

use sanaq_desk::{
    Actor, BlobHash, Command, Mode, Query, Refused,
    event::{
        Accreditation, Archive, Call, CallOutcome, CodeStored, Deletion, Observer, Photo,
        Readiness, Sample, SampleLocked, SampleRow, SessionsRevoked, StationMissing, StationRow,
        Stations, WhyMissing, Zones,
    },
    view::StationFilter,
};
use sanaq_forms::{Answer, Location, Name};

use crate::desk::{
    Desk, OPENING, account, count, enrolled, id, observer, protocol, report, system,
};

fn sample(stations: &[&str]) -> Sample {
    let row = |code: &&str| SampleRow { station: (*code).to_owned(), ..SampleRow::default() };
    Sample {
        name: "pvt".into(),
        seed: "42".into(),
        method: "systematic".into(),
        rows: stations.iter().map(row).collect(),
        ..Sample::default()
    }
}

#[test]
fn stations_of_a_sample_are_not_substituted() {
    let mut desk = Desk::planned();
    let by = account("dana");
    let record = |event: sanaq_desk::Event| Command::Record(event);
    assert!(desk.run(&by, record(sample(&["1", "99"]).into())).is_err(), "no such station");
    desk.run(&by, record(sample(&["1", "2"]).into())).unwrap();
    desk.run(&by, record(SampleLocked { name: "pvt".into(), waves: 0 }.into())).unwrap();
    let refused = desk.run(&by, record(sample(&["3"]).into()));
    assert_eq!(refused, Err(Refused::SampleLocked("pvt".into())));
    let why = Some(WhyMissing::Refused);
    desk.run(&by, record(StationMissing { station: "2".into(), why }.into())).unwrap();
    let view = desk.state.sample("pvt", Mode::Real).unwrap();
    assert_eq!((view.rows.len(), view.rows[1].missing), (2, why));
    let open = |desk: &Desk| {
        let query = Query::Stations(String::new(), StationFilter::SampleOpen);
        desk.json("dana", &query)["total"].clone()
    };
    assert_eq!(open(&desk), 1);
    desk.file(protocol(1, "o-1", "1", 0)).unwrap();
    assert_eq!(open(&desk), 0);
    let total = desk.json("dana", &Query::Overview(String::new()))["total"].clone();
    assert_eq!((total["sampled"].clone(), total["sampled_in"].clone()), (2.into(), 1.into()));
    assert_eq!(desk.state.frame().len(), 6);
}

#[test]
fn a_list_with_a_fault_says_which_row() {
    let mut desk = Desk::planned();
    let row = |code: &str| StationRow { code: code.into(), ..StationRow::default() };
    let list = Stations { rows: vec![row("7"), row("8"), row("7")] };
    let refused = desk.run(&account("dana"), Command::Record(list.into())).unwrap_err();
    assert_eq!(refused.to_string(), "station «7» stands twice in the list");
    let zones = Zones([(String::new(), "Asia/Atlantis".to_owned())].into());
    let refused = desk.run(&account("dana"), Command::Record(zones.into())).unwrap_err();
    assert_eq!(refused.to_string(), "there is no time zone «Asia/Atlantis»");
    // A long list is several entries, since an entry has a largest size.
    let long = Stations { rows: (100..9_000).map(|n| row(&n.to_string())).collect() };
    assert_eq!(desk.run(&account("dana"), Command::Record(long.into())), Ok(3));
    assert_eq!(desk.state.stations(), 6 + 8_900);
    // By its bytes, not by its rows.
    let area = "ш".repeat(125);
    let row = |n: u32| StationRow { code: n.to_string(), area: area.clone(), ..row("") };
    let long = Stations { rows: (10_000..14_000).map(row).collect() };
    assert_eq!(desk.run(&account("dana"), Command::Record(long.into())), Ok(4));
}

#[test]
fn a_list_is_recorded_whole_or_not_at_all() {
    let mut desk = Desk::planned();
    let list =
        |names: [&str; 2]| Command::RecordAll(names.map(|name| enrolled(name, "").into()).to_vec());
    assert!(desk.run(&account("dana"), list(["o-70", "a b"])).is_err());
    assert!(desk.state.observer("o-70").is_none());
    assert_eq!(desk.run(&account("dana"), list(["o-70", "o-71"])), Ok(2));
    assert_eq!(desk.state.observer("o-70"), Some(enrolled("o-70", "")));
    assert!(desk.run(&account("anna"), list(["o-72", "o-73"])).is_err(), "no such right");
}

#[test]
fn a_list_sent_again_changes_what_changed() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 720, 100)).unwrap();
    let by = account("dana");
    let mut row = StationRow {
        code: "1".into(),
        area: "West/Town".into(),
        registered: Some(90),
        place: None,
    };
    let list = |row: &StationRow| {
        let rows = vec![row.clone()];
        Command::Record(Stations { rows }.into())
    };
    desk.run(&by, list(&row)).unwrap();
    assert!(desk.flags(1).contains(&"over-register".to_owned()));
    let west = desk.json("dana", &Query::Overview("West".into()));
    assert_eq!(west["total"]["reports"], 1);
    row.registered = Some(100);
    desk.run(&by, list(&row)).unwrap();
    assert!(!desk.flags(1).contains(&"over-register".to_owned()));
    assert_eq!(desk.state.stations(), 6);
}

#[test]
fn a_report_from_the_middle_moves_and_the_others_stay() {
    let mut desk = Desk::planned();
    for number in 1..=3_u32 {
        let minute = u16::try_from(600 + number * 10).unwrap();
        desk.file(count(number, "o-1", "1", minute, i64::from(number) * 20)).unwrap();
    }
    let settled = sanaq_desk::event::StationSettled {
        report: id(2),
        station: "3".into(),
        reason: "mistyped".into(),
    };
    desk.run(&account("dana"), Command::Record(settled.into())).unwrap();
    let ids = |code: &str| {
        let view = desk.json("dana", &Query::Station(code.into()));
        let rows = view["reports"]["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("1"), [id(1).to_string(), id(3).to_string()]);
    assert_eq!(ids("3"), [id(2).to_string()]);
}

#[test]
fn a_pseudonym_names_nobody() {
    let mut desk = Desk::planned();
    for name in ["Aigul S", "a@b.kz", "+77011234567", ""] {
        let refused = desk.run(&account("dana"), Command::Record(enrolled(name, "").into()));
        assert!(matches!(refused, Err(Refused::Invalid(_))), "{name}");
    }
    // Identifiers of twelve digits broke another system.
    desk.run(&account("dana"), Command::Record(enrolled("123456789012", "").into())).unwrap();
}

#[test]
fn a_code_opens_once_and_is_never_shown() {
    let mut desk = Desk::planned();
    let code = CodeStored { handle: "K7QM".into(), hash: "secret-hash".into() };
    let own = Observer { code: Some(code.clone()), ..enrolled("o-7", "") };
    desk.run(&account("dana"), Command::Record(own.into())).unwrap();
    assert_eq!(desk.state.code("K7QM"), Some(("o-7", "secret-hash")));
    let other = Observer { code: Some(code), ..enrolled("o-8", "") };
    assert!(desk.run(&account("dana"), Command::Record(other.into())).is_err(), "taken");
    let shown = desk.json("dana", &Query::Observers).to_string();
    assert!(!shown.contains("secret-hash") && !format!("{:?}", desk.state).contains("secret"));
    let device =
        sanaq_desk::event::Device { observer: "o-7".into(), token: "t".into(), given: false };
    desk.run(&system(), Command::Record(device.into())).unwrap();
    assert_eq!(desk.state.code("K7QM"), None, "a code is spent");
    let forged =
        sanaq_desk::event::Device { observer: "o-7".into(), token: "u".into(), given: false };
    assert!(desk.run(&observer("o-7"), Command::Record(forged.into())).is_err());
}

#[test]
fn sessions_end_when_they_are_revoked() {
    let mut desk = Desk::planned();
    let began = desk.state.entries();
    assert!(desk.state.session_holds("dana", began));
    let revoked = SessionsRevoked { account: "dana".into() };
    desk.run(&account("root"), Command::Record(revoked.into())).unwrap();
    assert!(!desk.state.session_holds("dana", began));
    assert!(desk.state.session_holds("dana", desk.state.entries()));
    let closed = sanaq_desk::event::AccountClosed { account: "dana".into() };
    desk.run(&account("root"), Command::Record(closed.into())).unwrap();
    assert!(!desk.state.session_holds("dana", desk.state.entries()));
    assert!(desk.state.viewer("dana").is_none());
}

#[test]
fn far_away_and_off_the_clock_are_flagged_and_the_place_is_not_kept() {
    let mut desk = Desk::planned();
    let place = |latitude| Location {
        latitude,
        longitude: 768_829_000,
        altitude: None,
        accuracy: Some(1_000),
    };
    let mut file = |number: u32, latitude: i64, clock: i32| {
        let mut report = count(number, "o-1", "1", 600, 100);
        (report.clock, report.made) = (Some(clock), report.made.map(|at| at + i64::from(clock)));
        let (report, location) = (Box::new(report), Some(place(latitude)));
        desk.run(&observer("o-1"), Command::File { report, location }).unwrap();
        desk.flags(number)
    };
    // A minute of latitude is a sea mile: 1,852 m.
    assert_eq!(file(1, 432_380_000 + 166_667, 0), ["distance"]);
    assert_eq!(file(2, 432_380_000, -900), ["clock"]);
    assert_eq!(file(3, 432_380_000, 599), [""; 0]);
    let details = desk.json("dana", &Query::Report(id(1)))["details"].clone();
    let metres = details[0]["metres"].as_i64().unwrap();
    assert!((1_840..=1_845).contains(&metres), "1,853 m less 10 m of doubt: {metres}");
    assert!(!format!("{:?}", desk.log.last().unwrap().body()).contains("432"));
    // The clock is corrected before the time counts.
    let at = |number| desk.json("dana", &Query::Report(id(number)))["at"].clone();
    assert_eq!((at(2), at(3)), (at(1), at(1)));
}

#[test]
fn the_same_words_from_two_observers_are_flagged() {
    let mut desk = Desk::planned();
    let mut file = |number: u32, who: &str, text: &str| {
        let mut voting = report(number, "voting", who, "1", OPENING);
        let comment: Name = "comment".parse().unwrap();
        voting.answers.0.set(comment, Answer::Text(text.into()));
        desk.file(voting).unwrap();
    };
    file(1, "o-1", "The chairman asked all observers to stand outside the room.");
    file(2, "o-2", "the chairman asked ALL observers to stand outside the room");
    file(3, "o-3", "Nothing to report.");
    for (number, expected) in [(1, true), (2, true), (3, false)] {
        assert_eq!(desk.flags(number).contains(&"same-text".to_owned()), expected, "{number}");
    }
}

#[test]
fn a_phone_learns_what_is_due_and_what_is_asked_back_and_no_answer() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 715, 4_321)).unwrap();
    let review = sanaq_desk::event::Review {
        report: id(1),
        verdict: sanaq_desk::event::Verdict::CallBack,
        reason: "is it 4,321?".into(),
    };
    desk.run(&account("dana"), Command::Record(review.into())).unwrap();
    let mine = desk.state.mine("o-1", Mode::Real).unwrap();
    let due: Vec<&str> = mine.due.iter().map(|due| due.id.as_str()).collect();
    assert_eq!(due, ["opening", "count-close", "protocol"]);
    assert_eq!(mine.posts[0].polls, Some((OPENING, OPENING + 13 * 3_600)));
    assert_eq!(mine.reports[0].asked_back.as_deref(), Some("is it 4,321?"));
    let text = serde_json::to_string(&mine.posts).unwrap() + &format!("{:?}", mine.due);
    assert!(!text.contains("4321"));
    assert!(desk.state.mine("nobody", Mode::Real).is_none());
    let calls = desk.json("dana", &Query::CallBacks);
    assert_eq!(calls["rows"][0]["contact"]["supervisor"], "c-1");
    let call = Call { observer: "o-1".into(), step: 2, outcome: CallOutcome::NoAnswer };
    desk.run(&account("dana"), Command::Record(call.into())).unwrap();
    let calls = desk.json("dana", &Query::CallBacks);
    assert_eq!(calls["rows"][0]["contact"]["last_call"][2], "no-answer");
    // A correction answers, on whichever phone it was made.
    let mut correction = count(2, "o-1", "1", 720, 4_312);
    correction.corrects = Some(id(1));
    desk.file(correction).unwrap();
    let mine = desk.state.mine("o-1", Mode::Real).unwrap();
    assert!(mine.reports.iter().all(|own| own.asked_back.is_none()));
}

#[test]
fn readiness_is_kept_piece_by_piece() {
    let mut desk = Desk::planned();
    let by = account("dana");
    for readiness in [
        Readiness { trained: Some(true), ..Readiness::default() },
        Readiness { accreditation: Some(Accreditation::Granted), ..Readiness::default() },
    ] {
        let own = Readiness { observer: "o-1".into(), ..readiness };
        desk.run(&by, Command::Record(own.into())).unwrap();
    }
    let row = desk.json("dana", &Query::Observers)["rows"][0].clone();
    assert_eq!(
        (row["trained"].clone(), row["accreditation"].clone()),
        (true.into(), "granted".into())
    );
}

#[test]
fn an_archive_takes_deletions_and_nothing_else() {
    let mut desk = Desk::planned();
    let mut with_photo = protocol(1, "o-1", "1", 0);
    let place = "page-1".parse::<Name>().unwrap().into();
    let blob = BlobHash([7; 32]);
    with_photo.photos = vec![Photo::new(place, blob)];
    desk.file(with_photo).unwrap();
    let archive = Archive { reason: "the board".into(), keep_days: None };
    desk.run(&account("root"), Command::Record(archive.into())).unwrap();
    assert_eq!(desk.file(count(2, "o-1", "1", 600, 1)), Err(Refused::Archived));
    let deletion =
        Deletion { blobs: vec![blob], observers: vec!["o-1".into()], reason: "retention".into() };
    desk.run(&account("sara"), Command::Record(deletion.into())).unwrap();
    let report = desk.json("dana", &Query::Report(id(1)));
    assert_eq!(report["photos"][0]["deleted"], true);
    assert_eq!(desk.json("dana", &Query::Observers)["rows"][0]["forgotten"], true);
}

#[test]
fn what_only_the_server_decides_cannot_be_recorded_by_hand() {
    let mut desk = Desk::planned();
    let by_hand = Command::Record(count(1, "o-1", "1", 600, 100).into());
    let refused = desk.run(&account("root"), by_hand);
    assert_eq!(refused, Err(Refused::NotThisWay("report/1".into())));
    let gateway = Command::TakeSheet;
    assert!(desk.run(&Actor::Gateway, gateway).is_err());
}
