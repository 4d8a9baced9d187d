//! An election day at the data centre: what comes in, what is flagged, what is shown.

use sanaq_desk::{
    BlobHash, Command, Likeness, Mode, Query, Refused,
    event::{
        Channel, CodeStored, Device, Drill, LockStage, Message, PhoneLost, Photo, ReadOnly, Repair,
        RepairOutcome, Replaced, Review, Role, SenderSettled, Share, StationSettled, Verdict,
        Wording,
    },
    view::Accept,
};
use sanaq_forms::{Answer, FormKind, Name};
use serde_json::Value;

use crate::desk::{
    Desk, OPENING, PROTOCOL, account, all, answers, count, enrolled, id, observer, phone, protocol,
    report, system,
};

fn rows(view: &Value) -> usize {
    view["rows"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_report_sent_twenty_times_is_one_report() {
    let mut desk = Desk::planned();
    for _ in 0..20 {
        desk.file(count(1, "o-1", "1", 720, 100)).unwrap();
    }
    assert_eq!(desk.state.reports(Mode::Real), 1);
    // The same id for something else is refused, so that the phone keeps it.
    let other = count(1, "o-1", "1", 720, 101);
    assert_eq!(desk.file(other), Err(Refused::IdTaken(id(1))));
}

#[test]
fn what_cannot_be_is_kept_and_flagged() {
    let mut desk = Desk::planned();
    let mut stranger = count(1, "o-1", "1", 720, 100);
    (stranger.observer, stranger.sender) = (None, Some(phone("?")));
    stranger.channel = Channel::Sms;
    desk.file(stranger).unwrap();
    desk.file(count(2, "o-1", "999", 730, 100)).unwrap();
    desk.file(count(3, "o-1", "2", 740, 100)).unwrap();
    desk.file(count(4, "o-1", "1", 750, 999_999)).unwrap();
    assert!(desk.flags(1).contains(&"unknown-sender".to_owned()));
    assert!(desk.flags(2).contains(&"unknown-station".to_owned()));
    assert!(desk.flags(3).contains(&"not-deployed".to_owned()));
    for kind in ["fault", "over-register", "pace"] {
        assert!(desk.flags(4).contains(&kind.to_owned()), "{kind} {:?}", desk.flags(4));
    }
    assert_eq!(rows(&desk.json("dana", &Query::Reviews)), 4);
    let station = desk.json("dana", &Query::Station("1".into()));
    assert_eq!(station["reports"]["total"], 2);
}

#[test]
fn two_observers_who_differ_are_both_kept_and_neither_is_chosen() {
    let mut desk = Desk::planned();
    desk.file(protocol(1, "o-1", "1", 0)).unwrap();
    let viewer = desk.state.viewer("ivan").unwrap();
    let accepted = |desk: &Desk| {
        let protocols = desk.state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default());
        let protocols = protocols.unwrap();
        (protocols.results.len(), protocols.left.len())
    };
    assert_eq!((desk.flags(1), accepted(&desk)), (vec![], (1, 0)));
    desk.file(protocol(2, "o-2", "1", 5)).unwrap();
    assert_eq!((desk.flags(1), desk.flags(2)), (vec!["disagree".into()], vec!["disagree".into()]));
    assert_eq!(accepted(&desk), (0, 1));
    let details = desk.json("dana", &Query::Report(id(1)))["details"].clone();
    let differing = details[0]["differences"].as_array().unwrap().len();
    assert_eq!(differing, 4, "issued, cast, valid and the first list: {details}");
    let review = |verdict, reason: &str| {
        Command::Record(Review { report: id(2), verdict, reason: reason.into() }.into())
    };
    let by = account("dana");
    assert_eq!(desk.run(&by, review(Verdict::Rejected, "")), Err(Refused::NoReason));
    desk.run(&by, review(Verdict::Rejected, "another sheet on the photo")).unwrap();
    assert_eq!((desk.flags(1), accepted(&desk)), (vec![], (1, 0)));
    assert_eq!(desk.state.reports(Mode::Real), 2, "what is rejected is kept");
    desk.run(&by, review(Verdict::Open, "seen again")).unwrap();
    assert_eq!(desk.flags(1), ["disagree"]);
}

#[test]
fn a_correction_stands_beside_what_it_corrects() {
    let mut desk = Desk::planned();
    let mut correction = protocol(2, "o-1", "1", 7);
    correction.corrects = Some(id(1));
    // The correction comes first.
    desk.file(correction).unwrap();
    assert_eq!(desk.flags(2), ["foreign-correction"]);
    desk.file(protocol(1, "o-1", "1", 0)).unwrap();
    assert_eq!((desk.flags(1), desk.flags(2)), (vec!["changed".into()], vec!["changed".into()]));
    let first = desk.json("dana", &Query::Report(id(1)));
    assert_eq!(first["corrected_by"], id(2).to_string());
    let viewer = desk.state.viewer("ivan").unwrap();
    let accepted = desk.state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default()).unwrap();
    let valid = accepted.results.line("valid").unwrap().get(0);
    assert_eq!(valid, Some(557), "what stands is the correction");
    // Somebody else's correction corrects nothing.
    let mut foreign = protocol(3, "o-2", "1", 9);
    foreign.corrects = Some(id(2));
    desk.file(foreign).unwrap();
    assert!(desk.flags(3).contains(&"foreign-correction".to_owned()));
    assert_eq!(desk.json("dana", &Query::Report(id(2)))["corrected_by"], Value::Null);
}

#[test]
fn turnout_that_falls_or_outruns_the_station_is_flagged_on_both_sides() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 600, 300)).unwrap();
    desk.file(count(2, "o-1", "1", 660, 290)).unwrap();
    assert_eq!(desk.flags(1), ["turnout-falls"]);
    assert_eq!(desk.flags(2), ["turnout-falls"]);
    desk.file(count(3, "o-1", "1", 670, 400)).unwrap();
    assert_eq!(desk.flags(3), ["pace"]);
    // Two observers at the same minute may differ a little, not a lot.
    desk.file(count(4, "o-3", "1", 600, 315)).unwrap();
    assert_eq!(desk.flags(4), [""; 0]);
    desk.file(count(5, "o-2", "1", 600, 400)).unwrap();
    assert!(desk.flags(5).contains(&"disagree".to_owned()));
}

#[test]
fn a_photo_that_was_used_elsewhere_is_found_resized_or_not() {
    let mut desk = Desk::planned();
    let with = |mut report: sanaq_desk::event::Report, blob: u8, look: [u8; 128]| {
        let place = "page-1".parse::<Name>().unwrap().into();
        let likeness = Some(Likeness(look));
        report.photos = vec![Photo { likeness, ..Photo::new(place, BlobHash([blob; 32])) }];
        report
    };
    let look = [0xf0; 128];
    let mut near = look;
    near[3] ^= 0b11;
    desk.file(with(protocol(1, "o-1", "1", 0), 1, look)).unwrap();
    desk.file(with(protocol(2, "o-2", "2", 0), 1, look)).unwrap();
    desk.file(with(protocol(3, "o-3", "3", 0), 3, near)).unwrap();
    assert!(desk.flags(1).contains(&"photo-reused".to_owned()));
    assert!(desk.flags(2).contains(&"photo-reused".to_owned()));
    assert!(desk.flags(3).contains(&"photo-alike".to_owned()));
    // The same observer who sends the page again about the same station reuses nothing.
    desk.file(with(protocol(4, "o-3", "3", 0), 3, near)).unwrap();
    assert!(!desk.flags(4).contains(&"photo-reused".to_owned()));
}

#[test]
fn stages_lock_deadlines_pass_and_nothing_is_lost() {
    let mut desk = Desk::planned();
    let (stage, area) = (FormKind::Turnout, "East".to_owned());
    let lock = LockStage { stage, area, locked: true, opens: None, closes: None };
    desk.run(&account("dana"), Command::Record(lock.into())).unwrap();
    desk.file(count(1, "o-1", "1", 800, 100)).unwrap();
    assert_eq!(desk.flags(1), ["locked", "late"]);
    desk.deploy("o-1", "2");
    desk.file(count(2, "o-1", "2", 600, 100)).unwrap();
    assert!(!desk.flags(2).contains(&"locked".to_owned()), "only the East is locked");
}

#[test]
fn a_count_after_midnight_belongs_to_the_night_of_the_day() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 1_470, 900)).unwrap();
    let station = desk.json("dana", &Query::Station("1".into()));
    assert_eq!(station["counts"][0]["minute"], 1_470);
    desk.file(count(2, "o-1", "1", 1_430, 890)).unwrap();
    assert!(!desk.flags(1).contains(&"turnout-falls".to_owned()));
    // In the West the same instant is an hour earlier.
    let mut west = count(3, "o-1", "2", 720, 100);
    west.answers.0.remove(&"until".parse::<Name>().unwrap().into());
    desk.deploy("o-1", "2");
    desk.file(west).unwrap();
    let station = desk.json("dana", &Query::Station("2".into()));
    assert_eq!(station["counts"][0]["minute"], 660);
}

#[test]
fn a_form_corrected_during_the_day_takes_the_old_version_and_marks_it() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 600, 100)).unwrap();
    let mut form = sanaq_forms::builtin::form("turnout").unwrap().unwrap();
    form.version = "2".into();
    desk.publish(form.clone());
    desk.file(count(2, "o-1", "1", 700, 120)).unwrap();
    let mut newer = count(3, "o-1", "1", 710, 130);
    newer.version = "2".into();
    desk.file(newer).unwrap();
    assert_eq!((desk.flags(1), desk.flags(3)), (vec![], vec![]));
    assert_eq!(desk.flags(2), ["old-version"]);
    let viewer = desk.state.viewer("ivan").unwrap();
    let versions: Vec<String> = {
        let export = desk.state.export_reports(&viewer, Mode::Real, "turnout").unwrap();
        export.rows.map(|row| row[3].clone()).collect()
    };
    assert_eq!(versions, ["1", "1", "2"]);
    // A version that nobody published is read by the newest.
    let mut unknown = count(4, "o-1", "1", 715, 131);
    unknown.version = "3".into();
    desk.file(unknown).unwrap();
    assert!(desk.flags(4).contains(&"unknown-form".to_owned()));
    let answers = desk.json("dana", &Query::Report(id(4)))["answers"].clone();
    assert_eq!(answers["voters"]["integer"], 131);
    let mut changed = form;
    changed.title.set("en", "Otherwise");
    let clear = sanaq_desk::clear_fields(&changed);
    let publish = Command::Record(sanaq_desk::event::Published { form: changed, clear }.into());
    assert!(matches!(desk.run(&account("dana"), publish), Err(Refused::VersionTaken { .. })));
}

#[test]
fn sensitive_answers_are_neither_held_nor_shown() {
    const CANARY: &str = "canary-7f3a";
    let mut desk = Desk::planned();
    let mut incident = report(1, "incident", "o-1", "1", OPENING);
    incident.answers = answers(&[("people-affected", 3)]);
    let told: Name = "description".parse().unwrap();
    incident.answers.0.set(told, Answer::Text(CANARY.into()));
    let refused = desk.file(incident.clone()).unwrap_err();
    assert!(matches!(&refused, Refused::MustBeSealed(places) if places.len() == 1), "{refused}");
    assert!(!refused.to_string().contains(CANARY));
    // Even a log that holds it, written by a program with a fault, does not bring it into the
    // state.
    desk.record(incident.clone());
    assert!(desk.flags(1).contains(&"withheld".to_owned()));
    let shown = [Query::Incidents, Query::Report(id(1)), Query::Station("1".into())];
    for query in shown {
        let view = desk.view("sara", &query).unwrap();
        assert!(!format!("{view:?}{}", desk.json("sara", &query)).contains(CANARY), "{query:?}");
    }
    assert!(!format!("{:?}{:?}", desk.state, incident).contains(CANARY));
    // The server divides what comes in the clear before anything is written.
    let split = desk.state.split("incident", "1", &incident.answers.0);
    assert_eq!((split.clear.0.len(), split.to_seal.0.len()), (1, 1));
    // Analysts do not even see that there was an incident.
    let mut correction = report(2, "incident", "o-1", "1", OPENING);
    correction.answers = answers(&[("people-affected", 4)]);
    correction.corrects = Some(id(1));
    desk.file(correction).unwrap();
    assert!(desk.flags(1).contains(&"changed".to_owned()));
    assert!(desk.view("ivan", &Query::Report(id(1))).is_err());
    let station = desk.json("ivan", &Query::Station("1".into())).to_string();
    assert!(!station.contains(&id(1).to_string()) && !station.contains("incident"), "{station}");
    assert!(desk.view("ivan", &Query::Incidents).is_err());
}

#[test]
fn a_drill_is_walled_off() {
    let mut desk = Desk::planned();
    let drill = |on| Command::Record(Drill { on, name: "rehearsal".into() }.into());
    desk.run(&account("root"), drill(true)).unwrap();
    assert_eq!(desk.run(&account("root"), drill(true)), Ok(0));
    desk.file(protocol(1, "o-1", "1", 0)).unwrap();
    desk.run(&account("root"), drill(false)).unwrap();
    desk.file(protocol(2, "o-1", "1", 9)).unwrap();
    let count = |mode| desk.state.reports(mode);
    assert_eq!((count(Mode::Drill), count(Mode::Real)), (1, 1));
    let viewer = desk.state.viewer("dana").unwrap();
    for (mode, own, said) in [(Mode::Drill, id(1), "true"), (Mode::Real, id(2), "false")] {
        let export = desk.state.export_reports(&viewer, mode, PROTOCOL).unwrap();
        let rows: Vec<Vec<String>> = export.rows.collect();
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0][0], &rows[0][1]), (&own.to_string(), &said.to_owned()));
        let protocols = desk.state.protocols(&viewer, mode, PROTOCOL, Accept::default()).unwrap();
        assert_eq!(protocols.taken[0].report, own);
    }
    assert_eq!(desk.flags(2), [""; 0], "a drill's report disagrees with nothing real");
}

#[test]
fn partners_share_and_withdraw_and_exports_follow() {
    let mut desk = Desk::planned();
    desk.account("nina", Role::Coordinator, "ngo");
    desk.file(count(1, "o-1", "1", 600, 100)).unwrap();
    desk.file(count(2, "o-2", "1", 600, 100)).unwrap();
    let exported = |desk: &Desk, account: &str| {
        let viewer = desk.state.viewer(account).unwrap();
        let export = desk.state.export_reports(&viewer, Mode::Real, "turnout").unwrap();
        let (total, rows) = (export.total, export.rows.count());
        assert_eq!(total, rows, "what is announced is what comes");
        rows
    };
    assert_eq!((exported(&desk, "dana"), exported(&desk, "nina")), (2, 1));
    let total = |desk: &Desk| desk.json("dana", &Query::Overview(String::new()))["total"].clone();
    assert_eq!(total(&desk)["reports"], 2);
    desk.record(Share { from: "ngo".into(), to: String::new(), on: false });
    assert_eq!((exported(&desk, "dana"), exported(&desk, "nina")), (1, 1));
    assert_eq!(total(&desk)["reports"], 1);
    assert!(desk.view("dana", &Query::Report(id(2))).is_err());
    // Nobody shares what is not theirs.
    let share = Share { from: "ngo".into(), to: String::new(), on: true };
    assert!(desk.run(&account("root"), Command::Record(share.into())).is_err());
}

#[test]
fn a_partners_coordinator_decides_about_their_own_people_only() {
    let mut desk = Desk::planned();
    desk.account("nina", Role::Coordinator, "ngo");
    let by = account("nina");
    let mut may = |event: sanaq_desk::Event| desk.run(&by, Command::Record(event)).is_ok();
    assert!(may(enrolled("o-20", "ngo").into()));
    assert!(!may(enrolled("o-21", "").into()), "not one of theirs");
    let mut stolen = enrolled("o-1", "ngo");
    stolen.phones.clear();
    assert!(!may(stolen.into()), "an observer of the mission is not taken over");
    let revoked = |id: &str| sanaq_desk::event::Revoked { observer: id.into(), reason: "x".into() };
    assert!(may(revoked("o-2").into()) && !may(revoked("o-1").into()));
    let (stage, area) = (FormKind::Voting, String::new());
    let lock = LockStage { stage, area, locked: true, opens: None, closes: None };
    assert!(!may(lock.into()), "the day is the mission's");
}

#[test]
fn the_wall_shows_what_came_and_what_is_due() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 715, 100)).unwrap();
    desk.now = OPENING + 6 * 3_600;
    let wall = desk.json("ivan", &Query::Arrivals(String::new()));
    assert_eq!(wall["hours"][0]["stages"]["turnout"], 1);
    let due = |at: usize, what: &str| wall["due"][at][what].clone();
    let noon = ["expected", "answered", "overdue"].map(|what| due(1, what));
    assert_eq!(noon, [3, 1, 2].map(Value::from));
    let later = ["expected", "answered", "overdue"].map(|what| due(3, what));
    assert_eq!(later, [3, 0, 0].map(Value::from));
    let west = desk.json("ivan", &Query::Arrivals("West".into()));
    assert_eq!(west["hours"], serde_json::json!([]));
    assert_eq!(west["due"][1]["expected"], 0);
}

/// Protects an observer's code: it lets one phone join, and nobody else's observer.
#[test]
fn a_code_lets_one_phone_join() {
    let mut desk = Desk::planned();
    let code = CodeStored { handle: "ABCD".into(), hash: "h".into() };
    let new = sanaq_desk::event::Observer { code: Some(code), ..enrolled("o-9", "") };
    desk.run(&account("dana"), Command::Record(new.into())).unwrap();
    let join = |observer: &str, token: &str| Command::Join {
        device: Device { observer: observer.into(), token: token.into(), given: false },
        handle: "ABCD".into(),
    };
    assert_eq!(desk.run(&system(), join("o-1", "s")), Err(Refused::CodeUsed));
    assert!(desk.run(&account("dana"), join("o-9", "s")).is_err(), "only the server compares");
    assert_eq!(desk.run(&system(), join("o-9", "t")), Ok(1));
    assert_eq!(desk.run(&system(), join("o-9", "t")), Ok(0), "the same phone asks again");
    assert_eq!(desk.run(&system(), join("o-9", "u")), Err(Refused::CodeUsed));
    assert_eq!(desk.run(&system(), join("o-1", "t")), Err(Refused::CodeUsed));
    assert_eq!((desk.state.device("t"), desk.state.device("u")), (Some("o-9"), None));
}

#[test]
fn an_observer_is_replaced_in_mid_day_and_a_phone_is_lost() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 600, 100)).unwrap();
    let replaced = Replaced { old: "o-1".into(), new: enrolled("o-9", ""), reason: "ill".into() };
    desk.run(&account("dana"), Command::Record(replaced.into())).unwrap();
    desk.file(count(2, "o-9", "1", 660, 150)).unwrap();
    desk.file(count(3, "o-1", "1", 670, 160)).unwrap();
    assert_eq!((desk.flags(1), desk.flags(2)), (vec![], vec![]));
    assert_eq!(desk.flags(3), ["revoked"]);
    let first = desk.json("dana", &Query::Report(id(1)));
    assert_eq!(first["observer"], "o-1", "what was reported stays theirs who did");
    let device = Device { observer: "o-9".into(), token: "t".into(), given: false };
    desk.run(&system(), Command::Record(device.into())).unwrap();
    assert_eq!(desk.state.device("t"), Some("o-9"));
    let lost = PhoneLost { observer: "o-9".into(), code: None };
    desk.run(&account("dana"), Command::Record(lost.into())).unwrap();
    assert_eq!(desk.state.device("t"), None);
    assert_eq!(desk.state.reports(Mode::Real), 3);
}

#[test]
fn unknown_numbers_and_wrong_stations_are_settled_by_a_person() {
    let mut desk = Desk::planned();
    let mut stranger = count(1, "o-1", "4", 600, 100);
    (stranger.observer, stranger.sender) = (None, Some(phone("?")));
    desk.file(stranger).unwrap();
    let strangers = desk.json("dana", &Query::Strangers);
    assert_eq!(strangers["rows"][0]["stations"][0], "4");
    let settled =
        SenderSettled { sender: phone("?"), observer: Some("o-1".into()), reason: "called".into() };
    desk.run(&account("dana"), Command::Record(settled.into())).unwrap();
    assert_eq!(desk.flags(1), ["not-deployed"]);
    assert_eq!(rows(&desk.json("dana", &Query::Strangers)), 0);
    let settled = StationSettled { report: id(1), station: "1".into(), reason: "mistyped".into() };
    desk.run(&account("dana"), Command::Record(settled.into())).unwrap();
    assert_eq!(desk.flags(1), [""; 0]);
    let station = |desk: &Desk, code: &str| {
        desk.json("dana", &Query::Station(code.into()))["reports"]["total"].clone()
    };
    assert_eq!((station(&desk, "1"), station(&desk, "4")), (1.into(), 0.into()));
    let viewer = desk.state.viewer("dana").unwrap();
    let row = desk.state.export_reports(&viewer, Mode::Real, "turnout").unwrap().rows.next();
    let row = row.unwrap();
    assert_eq!((row[4].as_str(), row[5].as_str()), ("1", "4"), "what was sent is kept");
}

/// A number that is nobody's of ours is not asked for again until it says more, and what came from
/// it stays.
#[test]
fn a_number_that_was_refused_is_asked_for_again_when_it_says_more() {
    let mut desk = Desk::planned();
    let file = |desk: &mut Desk, number: u32| {
        let mut stranger = count(number, "o-1", "4", 600, (100 + number).into());
        (stranger.observer, stranger.sender) = (None, Some(phone("?")));
        desk.file(stranger).unwrap();
    };
    file(&mut desk, 1);
    let nobody = SenderSettled { sender: phone("?"), observer: None, reason: "a joke".into() };
    desk.run(&account("dana"), Command::Record(nobody.into())).unwrap();
    assert_eq!(rows(&desk.json("dana", &Query::Strangers)), 0);
    assert_eq!(desk.flags(1), ["unknown-sender"]);
    desk.now += 60;
    file(&mut desk, 2);
    assert_eq!(rows(&desk.json("dana", &Query::Strangers)), 1);
}

#[test]
fn a_text_that_does_not_parse_waits_for_a_person() {
    let mut desk = Desk::planned();
    let message = Message {
        id: id(7),
        drill: false,
        sender: phone("o-1"),
        text: Wording::Clear("turnot 412".into()),
        problems: vec!["no-keyword".into()],
        content: None,
    };
    for _ in 0..3 {
        let keep = Command::Keep(Box::new(message.clone()));
        desk.run(&sanaq_desk::Actor::Gateway, keep).unwrap();
    }
    let queue = desk.json("dana", &Query::Repairs);
    assert_eq!(
        (queue["total"].clone(), &queue["rows"][0]["text"]),
        (1.into(), &"turnot 412".into())
    );
    let repair = |report| {
        Command::Record(
            Repair { message: id(7), outcome: RepairOutcome::Report(id(report)) }.into(),
        )
    };
    assert!(desk.run(&account("dana"), repair(1)).is_err(), "no such report yet");
    let mut typed = count(1, "o-1", "1", 600, 412);
    typed.channel = Channel::Sms;
    let file = Command::File { report: Box::new(typed), location: None };
    desk.run(&account("dana"), file).unwrap();
    assert_eq!(desk.json("dana", &Query::Report(id(1)))["operator"], "dana");
    desk.run(&account("dana"), repair(1)).unwrap();
    let queue = desk.json("dana", &Query::Repairs);
    assert_eq!(queue["rows"][0]["outcome"][1], "test", "the original and who repaired it stay");
}

#[test]
fn the_same_text_sent_again_is_known_by_its_content() {
    let mut desk = Desk::planned();
    let mut first = count(1, "o-1", "1", 600, 100);
    first.channel = Channel::Sms;
    desk.file(first.clone()).unwrap();
    let again = sanaq_desk::event::Report { id: id(2), ..first };
    assert_eq!(desk.state.resent(&again, desk.now + 60), Some(id(1)));
    assert_eq!(desk.state.resent(&again, desk.now + 3_600), None, "an hour later it is news");
    let other = count(3, "o-1", "1", 600, 101);
    assert_eq!(desk.state.resent(&other, desk.now + 60), None);
}

#[test]
fn read_only_takes_nothing_and_says_why() {
    let mut desk = Desk::planned();
    let switch = |on| Command::Record(ReadOnly { on, reason: "embargo".into() }.into());
    desk.run(&account("root"), switch(true)).unwrap();
    let refused = desk.file(count(1, "o-1", "1", 600, 100)).unwrap_err();
    assert_eq!(refused, Refused::ReadOnly("embargo".into()));
    desk.run(&account("root"), switch(false)).unwrap();
    assert_eq!(desk.file(count(1, "o-1", "1", 600, 100)), Ok(1));
}

#[test]
fn silent_observers_are_shown_with_whom_to_call_and_reminded_once_they_are_silent() {
    use sanaq_desk::decide::{Audience, Tariff};
    let mut desk = Desk::planned();
    desk.now = OPENING + 6 * 3_600;
    // o-1 counted; o-2 mistyped the station; o-3 is silent.
    desk.file(count(1, "o-1", "1", 715, 100)).unwrap();
    desk.file(count(2, "o-2", "11", 715, 100)).unwrap();
    let silent = desk.json("dana", &Query::Silent);
    let due: Vec<(&str, &str)> = silent["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["expected"].as_str().unwrap(), row["observer"].as_str().unwrap()))
        .collect();
    assert_eq!(
        due,
        [("opening", "o-1"), ("opening", "o-2"), ("opening", "o-3"), ("count-noon", "o-3")]
    );
    assert_eq!(silent["rows"][3]["supervisor"], "c-1");
    assert_eq!(silent["rows"][3]["backup"], phone("backup").to_string());
    let texts = [("kk", "Явка саны қайда? Жіберіңіз"), ("en", "Count [noon]?")];
    let texts = texts.map(|(tag, text)| (tag.to_owned(), text.to_owned())).into();
    let audience = Audience::Unanswered("count-noon".into());
    let tariff = Tariff { per_segment: 1_500, at_most: Some(1_500), ..Tariff::default() };
    let send = Command::Send { id: id(50), audience, texts, tariff };
    assert_eq!(desk.run(&account("dana"), send.clone()), Ok(2));
    assert_eq!(desk.run(&account("dana"), send), Ok(0), "sent again, nothing more goes out");
    let silent = desk.json("dana", &Query::Silent);
    assert_eq!(silent["rows"][3]["reminded"], 1);
    let batch = desk.json("dana", &Query::Batches);
    assert_eq!(
        (batch["rows"][0]["segments"].clone(), batch["rows"][0]["cost"].clone()),
        (1.into(), 1_500.into())
    );
}

#[test]
fn the_cost_and_whom_it_misses_are_known_before_sending() {
    use sanaq_desk::{
        decide::{Audience, Tariff, WhySkipped},
        event::{Revoked, Stopped},
    };
    let mut desk = Desk::planned();
    desk.record(Stopped { observer: "o-2".into(), on: true });
    desk.record(Revoked { observer: "o-3".into(), reason: "left".into() });
    let viewer = desk.state.viewer("dana").unwrap();
    let plan = |text: &str, quiet| {
        let audience = Audience::Observers(["o-1", "o-2", "o-3", "x"].map(str::to_owned).to_vec());
        let texts = [("kk".to_owned(), text.to_owned())].into();
        let tariff = Tariff { per_segment: 100, quiet, ..Tariff::default() };
        desk.state.plan_messages(&viewer, &audience, &texts, &tariff, desk.now).unwrap()
    };
    // 160 letters of the GSM alphabet are one segment; brackets take two septets each.
    assert_eq!(plan(&"a".repeat(160), None).segments, 1);
    let brackets = plan(&"[".repeat(81), None);
    assert_eq!((brackets.segments, brackets.cost), (2, 200));
    let kazakh = plan(&"қ".repeat(71), None);
    assert_eq!(kazakh.segments, 2);
    assert_eq!(kazakh.texts[0].segments.first_other, Some('қ'));
    let why: Vec<WhySkipped> = kazakh.skipped.iter().map(|skipped| skipped.why).collect();
    assert_eq!(why, [WhySkipped::Stopped, WhySkipped::Revoked, WhySkipped::Unknown]);
    let night = plan("a", Some((22 * 60, 8 * 60)));
    assert!(night.skipped.iter().any(|skipped| skipped.why == WhySkipped::QuietHours));
}

#[test]
fn each_role_sees_what_it_may_and_the_last_admin_stays() {
    let mut desk = Desk::planned();
    assert!(desk.view("anna", &Query::Overview(String::new())).is_err());
    assert!(desk.view("anna", &Query::Desk).is_ok());
    assert!(desk.view("dana", &Query::Desk).is_err());
    assert!(desk.view("ivan", &Query::Trail(sanaq_desk::view::TrailOf::default())).is_err());
    assert!(desk.view("root", &Query::Trail(sanaq_desk::view::TrailOf::default())).is_ok());
    let close = sanaq_desk::event::AccountClosed { account: "root".into() };
    let refused = desk.run(&account("root"), Command::Record(close.into()));
    assert_eq!(refused, Err(Refused::LastAdmin));
    let review = Review { report: id(1), verdict: Verdict::Verified, reason: String::new() };
    let by = observer("o-1");
    assert!(matches!(desk.run(&by, Command::Record(review.into())), Err(Refused::NotAllowed(_))));
}

#[test]
fn turnout_by_hour_compares_only_stations_that_counted() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 480, 40)).unwrap();
    desk.file(count(2, "o-1", "1", 600, 200)).unwrap();
    let turnout = desk.json("ivan", &Query::Turnout(String::new()));
    let hour = |minute: i64| {
        let hours = turnout["hours"].as_array().unwrap();
        let hour = hours.iter().find(|hour| hour["minute"] == minute).unwrap();
        (hour["voters"].clone(), hour["registered"].clone())
    };
    assert_eq!(hour(480), (40.into(), 2_000.into()));
    assert_eq!(hour(540), (0.into(), 0.into()), "nobody counted between eight and nine");
    assert_eq!(hour(600), (200.into(), 2_000.into()));
    assert!(all().limit > 0);
}
