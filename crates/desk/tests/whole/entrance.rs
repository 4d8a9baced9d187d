//! Who comes in: sessions, authenticators, lock-outs, on the state alone.

use sanaq_desk::{
    Actor, Command, Event, Id, Meta, Refused, State, decide,
    event::{
        Account, Authenticator, LockedOut, ReadOnly, Role, SessionBegan, SessionEnded,
        SessionsRevoked,
    },
};

const NOW: i64 = 1_610_240_400;

struct Office {
    state: State,
    sequence: u64,
}

impl Office {
    fn new() -> Self {
        let mut office = Self { state: State::default(), sequence: 0 };
        for (id, role) in [("anna", Role::Admin), ("dana", Role::Clerk)] {
            office.fold(&account(id, role));
        }
        office
    }

    fn fold(&mut self, event: &Event) {
        let time = NOW * 1_000_000;
        self.state.apply(event, Meta { sequence: self.sequence, time, actor: "system" });
        self.sequence += 1;
    }

    fn act(&mut self, by: &Actor, event: impl Into<Event>) -> Result<usize, Refused> {
        let events = decide(&self.state, by, Command::Record(event.into()), NOW)?;
        for event in &events {
            self.fold(event);
        }
        Ok(events.len())
    }
}

fn account(id: &str, role: Role) -> Event {
    let id = id.to_owned();
    let credentials = vec!["password:00".to_owned()];
    Account { id, organisation: String::new(), role, credentials, operator: false }.into()
}

fn began(session: u8, step: Option<u64>) -> SessionBegan {
    let (account, session) = ("dana".to_owned(), Id([session; 16]));
    SessionBegan { account, session, until: NOW + 100, step }
}

/// Protects accounts: nobody but the server says who came in, with which authenticator.
#[test]
fn only_the_server_records_who_comes_in() {
    let mut office = Office::new();
    let app = Authenticator { account: "dana".into(), secret: Some("totp:00".into()), step: None };
    let admin = Actor::Account("anna".into());
    for by in [&admin, &Actor::Account("dana".into()), &Actor::Observer("o".into())] {
        assert!(office.act(by, began(1, None)).is_err(), "{by:?}");
        assert!(office.act(by, app.clone()).is_err(), "{by:?}");
        let until = NOW + 5;
        let lock = LockedOut { account: Some("dana".into()), address: None, until };
        assert!(office.act(by, lock).is_err(), "{by:?}");
    }
    assert_eq!(office.act(&Actor::System, app), Ok(1));
    let lost = Authenticator { account: "dana".into(), secret: None, step: None };
    assert!(office.act(&Actor::Account("dana".into()), lost.clone()).is_err());
    assert_eq!(office.act(&admin, lost), Ok(1));
    assert!(office.state.authenticator("dana").is_none());
}

/// Protects from a code that was seen: it is spent, also by what it confirmed, and stays so when
/// the authenticator is another.
#[test]
fn a_code_is_spent_once() {
    let mut office = Office::new();
    let app = |step| Authenticator { account: "dana".into(), secret: Some("totp:1".into()), step };
    assert_eq!(office.act(&Actor::System, app(Some(10))), Ok(1));
    assert_eq!(office.act(&Actor::System, began(1, Some(10))), Err(Refused::CodeSpent));
    assert_eq!(office.act(&Actor::System, began(1, Some(12))), Ok(1));
    assert_eq!(office.act(&Actor::System, began(2, Some(11))), Err(Refused::CodeSpent));
    assert_eq!(office.act(&Actor::System, app(Some(12))), Err(Refused::CodeSpent));
    // A new password leaves it in its place.
    office.fold(&account("dana", Role::Clerk));
    assert_eq!(office.state.authenticator("dana"), Some(("totp:1", Some(12))));
}

#[test]
fn sessions_end_one_by_one_all_at_once_and_by_themselves() {
    let mut office = Office::new();
    for number in 1..=3 {
        office.act(&Actor::System, began(number, None)).unwrap();
    }
    let count = |office: &Office, now| office.state.sessions("dana", now).len();
    assert_eq!((count(&office, NOW), count(&office, NOW + 100)), (3, 0));
    let end = SessionEnded { account: "dana".into(), session: Id([2; 16]) };
    assert_eq!(office.act(&Actor::System, end.clone()), Ok(1));
    assert_eq!(office.act(&Actor::System, end), Ok(0), "again, it is over already");
    assert_eq!(count(&office, NOW), 2);
    assert!(office.state.session_ended("dana", Id([2; 16])));
    assert!(!office.state.session_ended("dana", Id([3; 16])));
    office.act(&Actor::System, SessionsRevoked { account: "dana".into() }).unwrap();
    assert_eq!(count(&office, NOW), 0);
}

/// Protects a closed mission from being closed to those who must look at it.
#[test]
fn people_come_in_while_nothing_else_is_taken() {
    let mut office = Office::new();
    office.fold(&ReadOnly { on: true, reason: "an audit".into() }.into());
    assert_eq!(office.act(&Actor::System, began(1, None)), Ok(1));
    let nobody = SessionBegan { account: "nobody".into(), ..began(2, None) };
    assert!(office.act(&Actor::System, nobody).is_err());
}

#[test]
fn administrators_need_an_authenticator_once_there_is_one() {
    let mut office = Office::new();
    assert!(!office.state.lacks_second_factor("anna"));
    let app = Authenticator { account: "dana".into(), secret: Some("totp:1".into()), step: None };
    office.act(&Actor::System, app).unwrap();
    assert!(office.state.lacks_second_factor("anna"));
    assert!(!office.state.lacks_second_factor("dana"));
    let admin = Actor::Account("anna".into());
    let nobody = sanaq_desk::event::SecondFactor { roles: Vec::new() };
    office.act(&admin, nobody).unwrap();
    assert!(!office.state.lacks_second_factor("anna"));
}

#[test]
fn locks_are_of_an_account_or_of_an_address() {
    let mut office = Office::new();
    let until = NOW + 60;
    office.fold(&LockedOut { account: Some("dana".into()), address: None, until }.into());
    office.fold(&LockedOut { account: None, address: Some("5f2a".into()), until }.into());
    assert_eq!(office.state.locked_until("dana"), until);
    assert_eq!(office.state.address_locked_until("5f2a"), until);
    assert_eq!((office.state.locked_until("anna"), office.state.address_locked_until("x")), (0, 0));
}
