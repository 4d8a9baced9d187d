//! Entries of every kind and version that was ever written stay readable.

use sanaq_desk::{
    Actor, Command, Event, Meta, Refused, State, decide,
    decide::right_of,
    event::{Account, KINDS, Role},
};
use serde_json::Value;

fn lines() -> Vec<(String, Value)> {
    let files = [include_str!("../fixtures/v1.jsonl"), include_str!("../fixtures/plan.jsonl")];
    let lines = files.iter().flat_map(|file| file.lines());
    lines
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            (value["kind"].as_str().unwrap().to_owned(), value["body"].clone())
        })
        .collect()
}

#[test]
fn there_is_an_entry_of_every_kind() {
    let lines = lines();
    for kind in KINDS {
        assert!(lines.iter().any(|(own, _)| own == kind), "no fixture of {kind}");
    }
}

#[test]
fn every_entry_is_read_and_written_as_it_stands() {
    for (kind, body) in lines() {
        let event = Event::read(&kind, &body.to_string());
        assert!(!matches!(event, Event::Unknown(_)), "{kind} is not read");
        let written = event.body().unwrap();
        let canonical = |value: &Value| sanaq_forms::canonical(value).unwrap();
        let (found, expected) = (canonical(&written), canonical(&body));
        assert_eq!(String::from_utf8(found), String::from_utf8(expected), "{kind}");
    }
}

/// Protects every decision: nobody has something recorded that their role is not for, and what
/// stands in no table nobody has recorded at all.
#[test]
fn every_event_is_closed_to_every_role_that_its_right_does_not_name() {
    let mut state = State::default();
    for role in Role::ALL {
        let id = format!("{role:?}");
        let account = Account {
            id,
            role,
            organisation: String::new(),
            credentials: Vec::new(),
            operator: false,
        };
        let meta = Meta { sequence: state.entries(), time: 0, actor: "system" };
        state.apply(&account.into(), meta);
    }
    let mut closed = 0;
    for (kind, body) in lines() {
        let event = Event::read(&kind, &body.to_string());
        for role in Role::ALL {
            let by = Actor::Account(format!("{role:?}"));
            let decided = decide(&state, &by, Command::Record(event.clone()), 0);
            match right_of(&kind) {
                Some(right) if role.may(right) => {
                    let refused = matches!(decided, Err(Refused::NotAllowed(_)));
                    assert!(!refused, "{kind}: {role:?} was shut out");
                }
                Some(right) => {
                    assert_eq!(decided, Err(Refused::NotAllowed(right)), "{kind}: {role:?}");
                    closed += 1;
                }
                None => assert_eq!(decided, Err(Refused::NotThisWay(kind.clone())), "{role:?}"),
            }
        }
    }
    assert!(closed > 100, "{closed}");
    let named = KINDS.iter().filter(|kind| right_of(kind).is_some()).count();
    assert_eq!(named, 42, "a kind in the table that there is not is a mistyped one");
}

#[test]
fn what_nobody_knows_is_kept_as_it_is() {
    for (kind, body) in [("report/7", "{}"), ("report/1", "{\"id\":1}"), ("x", "nonsense")] {
        let event = Event::read(kind, body);
        assert_eq!(event.kind(), kind);
        let mut state = sanaq_desk::State::default();
        let meta = sanaq_desk::Meta { sequence: 0, time: 0, actor: "a" };
        state.apply(&event, meta);
        assert_eq!((state.unknown()[kind], state.entries()), (1, 1));
    }
}

/// A log is read by people who must not see what was said: `Debug` of any event shows its kind.
#[test]
fn debug_shows_no_content() {
    for (kind, body) in lines() {
        let shown = format!("{:?}", Event::read(&kind, &body.to_string()));
        assert_eq!(shown, format!("Event({kind})"));
    }
}

/// The log takes subjects of 1 to 256 bytes without control characters, and a report rests on
/// nothing: it is never refused for what another server decided.
#[test]
fn subjects_are_names_and_reports_have_none() {
    for (kind, body) in lines() {
        let event = Event::read(&kind, &body.to_string());
        for subject in event.subjects() {
            let plain = !subject.chars().any(char::is_control);
            assert!(plain && (1..=256).contains(&subject.len()), "{subject}");
        }
        assert_eq!(event.id().is_some(), ["report/1", "message/1"].contains(&kind.as_str()));
        if kind == "report/1" {
            assert!(event.subjects().is_empty());
        }
    }
    let long = sanaq_desk::event::SampleLocked { name: "қ\n".repeat(200), waves: 0 };
    let subject = Event::from(long).subjects().remove(0);
    assert!(subject.len() <= 256 && !subject.contains('\n'));
    let of = |kind: &str| {
        let (kind, body) = lines().into_iter().find(|(own, _)| own == kind).unwrap();
        Event::read(&kind, &body.to_string()).subjects()
    };
    assert!(of("assignment/1").iter().any(|subject| of("transcription/1").contains(subject)));
    assert!(of("device/1").iter().any(|subject| of("phone-lost/1").contains(subject)));
}
