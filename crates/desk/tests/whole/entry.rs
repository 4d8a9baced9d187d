//! Double entry: clerks who cannot see each other, differences to a third, planted sheets.

use proptest::prelude::*;
use sanaq_desk::{
    BlobHash, Command, Id, Mode, Query, Refused,
    event::{Figures, Photo, Planted, Policy, SheetFault, SheetResolved, TranscriptionResult},
    view::Accept,
};
use sanaq_forms::{Answer, Name};

use crate::desk::{Desk, PROTOCOL, account, id, protocol, queries};

/// A desk with one protocol that has a photo.
fn desk(planted_every: u32) -> Desk {
    let mut desk = Desk::planned();
    desk.record(Policy { planted_every, ..Policy::default() });
    sheet(&mut desk, 1, "1");
    desk
}

fn sheet(desk: &mut Desk, number: u32, station: &str) {
    let mut report = protocol(number, "o-1", station, 0);
    let place = "page-1".parse::<Name>().unwrap().into();
    let blob = BlobHash([u8::try_from(number).unwrap(); 32]);
    report.photos = vec![Photo::new(place, blob)];
    desk.file(report).unwrap();
}

fn figures(more: i64) -> TranscriptionResult {
    let typed = protocol(9, "o-1", "1", more).answers;
    let figure = |answer: &Answer| match answer {
        Answer::Integer(number) => u32::try_from(*number).ok(),
        _ => None,
    };
    let named = typed.0.iter().map(|(place, answer)| (place.question.clone(), figure(answer)));
    TranscriptionResult::Figures(Figures(named.collect()))
}

fn plant(desk: &mut Desk, number: u32) {
    let TranscriptionResult::Figures(truth) = figures(0) else { unreachable!() };
    let planted = Planted {
        id: id(number),
        drill: false,
        form: PROTOCOL.parse().unwrap(),
        station: "2".into(),
        photos: vec![BlobHash([9; 32])],
        truth,
    };
    desk.run(&account("dana"), Command::Record(planted.into())).unwrap();
}

/// What a clerk is told to wait: for a first reading, and for a further one.
fn waits(desk: &Desk, clerk: &str) -> (u64, u64) {
    let waiting = &desk.json(clerk, &Query::Desk)["waiting"];
    (waiting["first"].as_u64().unwrap(), waiting["second"].as_u64().unwrap())
}

fn take(desk: &mut Desk, clerk: &str) -> Option<Id> {
    desk.run(&account(clerk), Command::TakeSheet).unwrap();
    let view = desk.json(clerk, &Query::Desk);
    view["tasks"][0]["sheet"].as_str().map(|id| id.parse().unwrap())
}

fn hand_in(
    desk: &mut Desk,
    clerk: &str,
    sheet: Id,
    result: TranscriptionResult,
) -> Result<usize, Refused> {
    desk.run(&account(clerk), Command::Transcribe { sheet, result, seconds: 30 })
}

fn valid(desk: &Desk) -> Option<u32> {
    let viewer = desk.state.viewer("ivan").unwrap();
    let accepted = desk.state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default()).unwrap();
    accepted.results.line("valid").unwrap().get(0)
}

#[test]
fn two_clerks_who_agree_settle_a_sheet() {
    let mut desk = desk(0);
    let first = take(&mut desk, "anna").unwrap();
    assert_eq!(take(&mut desk, "anna"), Some(first), "nothing new while one is on the desk");
    assert_eq!(take(&mut desk, "bota"), Some(first));
    assert_eq!(take(&mut desk, "vera"), None, "two have it already");
    assert_eq!(hand_in(&mut desk, "vera", first, figures(3)), Err(Refused::NotYours));
    hand_in(&mut desk, "anna", first, figures(3)).unwrap();
    assert_eq!(hand_in(&mut desk, "anna", first, figures(3)), Ok(0));
    assert_eq!(hand_in(&mut desk, "anna", first, figures(4)), Err(Refused::AlreadyTyped));
    assert_eq!(valid(&desk), Some(550), "until then the observer's figures count");
    hand_in(&mut desk, "bota", first, figures(3)).unwrap();
    assert_eq!(valid(&desk), Some(553));
    assert_eq!(take(&mut desk, "vera"), None);
    assert_eq!(desk.flags(1), ["other-reading"], "the observer typed otherwise");
}

#[test]
fn a_difference_goes_to_a_third_and_then_to_a_person() {
    let mut desk = desk(0);
    for (clerk, more) in [("anna", 1), ("bota", 2), ("vera", 3)] {
        let sheet = take(&mut desk, clerk).unwrap();
        hand_in(&mut desk, clerk, sheet, figures(more)).unwrap();
    }
    let sheets = desk.json("dana", &Query::Sheets);
    assert_eq!(sheets["rows"][0]["sides"].as_array().unwrap().len(), 4, "three and the observer");
    assert_eq!(sheets["rows"][0]["form"], PROTOCOL, "which names the lines");
    let resolved = SheetResolved { sheet: id(1), result: figures(2), reason: "page 2".into() };
    desk.run(&account("dana"), Command::Record(resolved.into())).unwrap();
    assert_eq!(valid(&desk), Some(552));
    assert_eq!(desk.json("dana", &Query::Sheets)["total"], 0);
}

/// Protects what makes double entry worth something: neither the two who differ nor the third
/// learn from any count that somebody differs, while those who decide see where and in how much.
#[test]
fn what_waits_is_counted_and_no_clerk_learns_where_others_differ() {
    let mut desk = desk(0);
    sheet(&mut desk, 2, "2");
    sheet(&mut desk, 3, "3");
    assert_eq!((waits(&desk, "anna"), waits(&desk, "vera")), ((3, 0), (3, 0)));
    let first = take(&mut desk, "anna").unwrap();
    assert_eq!(waits(&desk, "anna"), (3, 0), "it waits until it is handed in");
    hand_in(&mut desk, "anna", first, figures(1)).unwrap();
    assert_eq!((waits(&desk, "anna"), waits(&desk, "vera")), ((2, 0), (2, 1)));
    assert_eq!(take(&mut desk, "bota"), Some(first));
    hand_in(&mut desk, "bota", first, figures(2)).unwrap();
    assert_eq!((waits(&desk, "anna"), waits(&desk, "bota")), ((2, 0), (2, 0)));
    assert_eq!(waits(&desk, "vera"), (2, 1), "as a sheet that one has typed");
    let sheets = desk.json("dana", &Query::Sheets);
    assert_eq!(sheets["waiting"], serde_json::json!({ "first": 2, "second": 0, "third": 1 }));
    let differing = &sheets["differing"][0];
    assert_eq!(
        (differing["station"].as_str(), differing["taken"].as_bool()),
        (Some("1"), Some(false))
    );
    assert_eq!(differing["figures"], 4, "issued, cast, valid and one list");
    let text = sheets.to_string();
    assert!(!text.contains("anna") && !text.contains("bota"), "nothing is to be decided: {text}");
    assert_eq!(take(&mut desk, "vera"), Some(first));
    assert_eq!(desk.json("dana", &Query::Sheets)["differing"][0]["taken"], true);
    hand_in(&mut desk, "vera", first, figures(1)).unwrap();
    let sheets = desk.json("dana", &Query::Sheets);
    assert_eq!(
        (&sheets["waiting"]["third"], &sheets["differing"]),
        (&0.into(), &serde_json::json!([]))
    );
    assert_eq!(waits(&desk, "vera"), (2, 0));
}

/// A partner's clerk types its own sheets, and does not learn how many others have.
#[test]
fn what_waits_of_others_is_counted_for_nobody_else() {
    let mut desk = desk(0);
    desk.account("nina", sanaq_desk::event::Role::Clerk, "ngo");
    desk.account("noor", sanaq_desk::event::Role::Coordinator, "ngo");
    assert_eq!((waits(&desk, "anna"), waits(&desk, "nina")), ((1, 0), (0, 0)));
    let sheets = desk.json("noor", &Query::Sheets);
    assert_eq!(sheets["waiting"], serde_json::json!({ "first": 0, "second": 0, "third": 0 }));
}

/// Protects the measure of clerks: a known sheet goes as any other, and is given to nobody for
/// whom nothing else waits.
#[test]
fn no_count_tells_a_planted_sheet_from_another() {
    let mut desk = desk(1);
    plant(&mut desk, 100);
    plant(&mut desk, 101);
    for left in (0..3).rev() {
        let sheet = take(&mut desk, "anna").unwrap();
        assert_eq!(waits(&desk, "anna"), (left + 1, 0));
        hand_in(&mut desk, "anna", sheet, figures(0)).unwrap();
    }
    plant(&mut desk, 102);
    assert_eq!(waits(&desk, "anna"), (0, 0));
    assert_eq!(take(&mut desk, "anna"), None, "alone it would be known for what it is");
    // Before any report is in, clerks train with them.
    let mut desk = Desk::planned();
    desk.record(Policy { planted_every: 1, ..Policy::default() });
    plant(&mut desk, 100);
    assert_eq!(waits(&desk, "anna"), (1, 0));
    assert_eq!(take(&mut desk, "anna"), Some(id(100)));
}

/// A log may hold what was never decided: one clerk twice is still one clerk.
#[test]
fn a_second_entry_of_one_clerk_settles_nothing() {
    let mut desk = desk(0);
    for clerk in ["anna", "anna"] {
        desk.record(sanaq_desk::event::Transcribed {
            sheet: id(1),
            clerk: clerk.into(),
            result: figures(5),
            seconds: 1,
        });
    }
    assert_eq!(valid(&desk), Some(550));
    assert_eq!(take(&mut desk, "bota"), Some(id(1)));
}

#[test]
fn nobody_types_what_they_filed_themselves() {
    let mut desk = desk(0);
    let mut told = protocol(2, "o-3", "1", 0);
    let place = "page-1".parse::<Name>().unwrap().into();
    told.photos = vec![Photo::new(place, BlobHash([2; 32]))];
    let file = Command::File { report: Box::new(told), location: None };
    desk.run(&account("dana"), file).unwrap();
    desk.account("dana", sanaq_desk::event::Role::Clerk, "");
    assert_eq!(take(&mut desk, "dana"), Some(id(1)));
    hand_in(&mut desk, "dana", id(1), figures(0)).unwrap();
    assert_eq!(take(&mut desk, "dana"), None, "the other sheet is their own");
}

#[test]
fn a_photo_of_another_sheet_is_not_accepted_for_the_observers_word() {
    let mut desk = desk(0);
    for clerk in ["anna", "bota"] {
        let sheet = take(&mut desk, clerk).unwrap();
        let fault = TranscriptionResult::Fault(SheetFault::OtherStation);
        hand_in(&mut desk, clerk, sheet, fault).unwrap();
    }
    assert_eq!((desk.flags(1), valid(&desk)), (vec!["sheet-fault".into()], None));
}

#[test]
fn what_the_observer_mistyped_is_mended_by_two_clerks() {
    let mut desk = Desk::planned();
    desk.record(Policy { planted_every: 0, ..Policy::default() });
    let mut wrong = protocol(1, "o-1", "1", 0);
    wrong.answers.0.set("valid".parse::<Name>().unwrap(), Answer::Integer(505));
    let place = "page-1".parse::<Name>().unwrap().into();
    wrong.photos = vec![Photo::new(place, BlobHash([1; 32]))];
    desk.file(wrong).unwrap();
    assert_eq!((desk.flags(1), valid(&desk)), (vec!["hard-rule".into()], None));
    for clerk in ["anna", "bota"] {
        let sheet = take(&mut desk, clerk).unwrap();
        hand_in(&mut desk, clerk, sheet, figures(0)).unwrap();
    }
    assert_eq!(valid(&desk), Some(550));
}

#[test]
fn a_sheet_whose_clerk_went_home_is_given_to_another() {
    let mut desk = desk(0);
    take(&mut desk, "anna").unwrap();
    take(&mut desk, "bota").unwrap();
    assert_eq!(take(&mut desk, "vera"), None);
    desk.now += 3_600;
    assert_eq!(take(&mut desk, "vera"), Some(id(1)));
    assert_eq!(desk.json("anna", &Query::Desk)["tasks"], serde_json::json!([]), "no more theirs");
    // Who comes back late may still hand in what was theirs.
    hand_in(&mut desk, "anna", id(1), figures(0)).unwrap();
}

#[test]
fn blank_and_zero_sheets_are_faults_not_results() {
    let mut desk = desk(0);
    let sheet = take(&mut desk, "anna").unwrap();
    let TranscriptionResult::Figures(full) = figures(0) else { unreachable!() };
    for value in [None, Some(0)] {
        let all = full.0.keys().map(|name| (name.clone(), value)).collect();
        let blank = TranscriptionResult::Figures(Figures(all));
        assert!(hand_in(&mut desk, "anna", sheet, blank).is_err());
    }
    let mut lacking = full.clone();
    lacking.0.pop_first();
    assert!(hand_in(&mut desk, "anna", sheet, TranscriptionResult::Figures(lacking)).is_err());
    let fault = TranscriptionResult::Fault(SheetFault::OtherStation);
    hand_in(&mut desk, "anna", sheet, fault).unwrap();
}

#[test]
fn planted_sheets_measure_a_clerk_exactly() {
    let mut desk = desk(1);
    (100..103).for_each(|number| plant(&mut desk, number));
    for _ in 0..3 {
        let sheet = take(&mut desk, "anna").unwrap();
        assert_ne!(sheet, id(1), "planted ones come first when every sheet is one");
        let wrong = i64::from(sheet == id(101));
        hand_in(&mut desk, "anna", sheet, figures(wrong)).unwrap();
    }
    let clerks = desk.json("dana", &Query::Clerks);
    let errors = &clerks["measured"][0]["errors"];
    assert_eq!((errors["count"].clone(), errors["of"].clone()), (4.into(), 30.into()));
    // Clopper and Pearson: 4 of 30.
    assert!((errors["low"].as_f64().unwrap() - 0.037_6).abs() < 1e-4, "{errors}");
    assert!((errors["high"].as_f64().unwrap() - 0.307_2).abs() < 1e-4, "{errors}");
    assert_eq!(valid(&desk), Some(550), "planted sheets are no results");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever the first clerk types, the second sees the same, through every view, until both
    /// are done.
    #[test]
    fn nothing_that_a_clerk_sees_depends_on_another(one in 0..400_i64, other in 0..400_i64) {
        let shown = |more: i64| {
            let mut desk = desk(0);
            sheet(&mut desk, 2, "2");
            let first = take(&mut desk, "anna").unwrap();
            hand_in(&mut desk, "anna", first, figures(more)).unwrap();
            let mut seen = vec![format!("{:?}", take(&mut desk, "bota"))];
            seen.extend(queries().iter().map(|query| format!("{:?}", desk.view("bota", query))));
            let viewer = desk.state.viewer("bota").unwrap();
            let export = desk.state.export_reports(&viewer, Mode::Real, PROTOCOL);
            seen.push(format!("{:?}", export.map(|export| export.total)));
            let all = desk.state.protocols(&viewer, Mode::Real, PROTOCOL, Accept::default());
            seen.push(format!("{:?}", all.map(|all| all.taken)));
            seen
        };
        prop_assert_eq!(shown(one), shown(other));
    }
}
