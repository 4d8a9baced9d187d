//! What the ways in need of the office: files that come after their report, photos that are held
//! otherwise than they were sent, messages that go on.

use sanaq_desk::{
    BlobHash, Command, Likeness,
    event::{Attached, Channel, Device, Message, Photo, PhotoHeld, SealedAnswer, Wording},
};
use sanaq_forms::{Name, Place};

use crate::desk::{Desk, count, enrolled, id, observer, phone, protocol};

fn place(name: &str) -> Place {
    name.parse::<Name>().unwrap().into()
}

/// Protects the search for photos that are handed in twice: it does not matter whether a photo
/// comes before its report or after, nor in which post.
#[test]
fn a_photo_that_comes_after_its_report_is_compared_all_the_same() {
    let mut desk = Desk::planned();
    let look = Some(Likeness([0xf0; 128]));
    let photo = |blob: u8| Photo::new(place("page-1"), BlobHash([blob; 32]));
    let mut first = protocol(1, "o-1", "1", 0);
    first.photos = vec![Photo { likeness: look, ..photo(1) }];
    let mut second = protocol(2, "o-2", "2", 0);
    second.photos = vec![photo(2)];
    for report in [first, second, protocol(3, "o-3", "3", 0)] {
        desk.file(report).unwrap();
    }
    assert!(!desk.flags(1).contains(&"photo-alike".to_owned()));
    let (blob, shown, original) = (BlobHash([2; 32]), BlobHash([8; 32]), BlobHash([9; 32]));
    let held = PhotoHeld { blob, likeness: look, shown: Some(shown), original: Some(original) };
    let by_phone = Command::Record(held.clone().into());
    assert!(desk.run(&observer("o-2"), by_phone).is_err(), "only the server says so");
    desk.record(held);
    assert!(desk.flags(1).contains(&"photo-alike".to_owned()), "both sides are flagged");
    assert!(desk.flags(2).contains(&"photo-alike".to_owned()));
    assert_eq!(desk.state.held(blob).unwrap().shown, Some(shown));
    let sealed = vec![SealedAnswer { place: place("contact"), blob: BlobHash([7; 32]) }];
    let attached = Attached { report: id(3), photos: vec![photo(1)], sealed };
    for _ in 0..2 {
        desk.record(attached.clone());
    }
    assert!(desk.flags(3).contains(&"photo-reused".to_owned()));
    let report = desk.json("dana", &sanaq_desk::Query::Report(id(3)));
    assert_eq!(report["photos"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["sealed"].as_array().unwrap().len(), 1, "{report}");
}

#[test]
fn a_device_that_a_coordinator_gives_does_not_spend_the_code() {
    let mut desk = Desk::planned();
    let code = Some(sanaq_desk::event::CodeStored { handle: "AB".into(), hash: "x".into() });
    desk.record(sanaq_desk::event::Observer { code, ..enrolled("o-9", "") });
    let device = |token: &str, given| Device { observer: "o-9".into(), token: token.into(), given };
    desk.record(device("collect", true));
    assert!(desk.state.code("AB").is_some());
    desk.record(device("app", false));
    assert!(desk.state.code("AB").is_none());
    assert_eq!(desk.state.device("collect"), Some("o-9"));
    let viewer = desk.state.viewer("dana").unwrap();
    assert!(desk.state.manages(&viewer, "o-9") && !desk.state.manages(&viewer, "o-99"));
}

#[test]
fn the_last_message_of_a_sender_is_known_for_a_while() {
    let mut desk = Desk::planned();
    let mut report = count(1, "o-1", "1", 600, 100);
    report.channel = Channel::Sms;
    (report.sender, report.observer) = (Some(phone("o-1")), None);
    desk.run(
        &sanaq_desk::Actor::Gateway,
        Command::File { report: Box::new(report), location: None },
    )
    .unwrap();
    let came = desk.now;
    let last = desk.state.last_text(phone("o-1"), came, 1_800).unwrap();
    assert_eq!((last.id, last.form.as_str(), last.station.as_str()), (id(1), "turnout", "1"));
    assert!(desk.state.last_text(phone("o-1"), came + 3_600, 1_800).is_none());
    assert!(desk.state.last_text(phone("o-2"), came, 1_800).is_none());
    let message = Message {
        id: id(2),
        drill: false,
        sender: phone("o-1"),
        text: Wording::Sealed(BlobHash([1; 32])),
        problems: vec![],
        content: Some(id(77)),
    };
    let keep = Command::Keep(Box::new(message));
    desk.run(&sanaq_desk::Actor::Gateway, keep).unwrap();
    assert!(desk.state.has_message(id(77), came, 900));
    assert!(!desk.state.has_message(id(78), came, 900));
    assert!(!desk.state.has_message(id(77), came + 3_600, 900));
}
