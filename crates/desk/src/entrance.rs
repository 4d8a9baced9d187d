//! Who comes in: sessions, authenticators, and who is kept out for a while.
//!
//! All of it stands in the log, so that a session that ended, a code that was spent and a door that
//! was locked are so on every server.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    Id, State,
    access::Viewer,
    decide::{Refused, Thing},
    event::{Event, LockedOut, Meta, Role, SessionBegan},
    people::People,
};

/// Addresses that are kept out are remembered up to this many at once.
const ADDRESSES: usize = 10_000;

/// How one comes in to an account.
#[derive(Clone, Default)]
pub(crate) struct Entrance {
    /// The authenticator's secret, sealed to the server.
    authenticator: Option<String>,
    /// The last step whose code was used.
    step: Option<u64>,
    sessions: BTreeMap<Id, Session>,
    locked_until: i64,
}

#[derive(Clone, Copy)]
struct Session {
    sequence: u64,
    began: i64,
    until: i64,
    ended: bool,
}

/// What holds for all accounts.
#[derive(Clone, Default)]
pub(crate) struct Door {
    /// Which roles need an authenticator; nothing: as long as nobody decided.
    roles: Option<BTreeSet<Role>>,
    addresses: BTreeMap<String, i64>,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// Its id.
    pub session: Id,
    /// When it began, in microseconds.
    pub began: i64,
    /// When it ends by itself, in seconds.
    pub until: i64,
}

/// An account as whoever gives accounts sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountView {
    /// Its name.
    pub account: String,
    /// The organisation.
    pub organisation: String,
    /// The role.
    pub role: Role,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether it has an authenticator.
    pub authenticator: bool,
    /// Whether its role needs one.
    pub needs_authenticator: bool,
    /// Until when nobody is let in, in seconds; 0: not locked.
    pub locked_until: i64,
    /// The sessions that hold.
    pub sessions: Vec<SessionView>,
}

impl People {
    /// Takes what happened at the entrance. Says whether the event is of this kind.
    pub(crate) fn enter(&mut self, event: &Event, meta: Meta<'_>) -> bool {
        match event {
            Event::SessionBegan(own) => self.begin(own, meta),
            Event::SessionEnded(own) => {
                let entrance = self.entrance(&own.account);
                if let Some(session) = entrance.and_then(|own_| own_.sessions.get_mut(&own.session))
                {
                    session.ended = true;
                }
            }
            Event::LockedOut(own) => self.lock_out(own, meta),
            Event::Authenticator(own) => {
                if let Some(entrance) = self.entrance(&own.account) {
                    entrance.authenticator.clone_from(&own.secret);
                    entrance.step = entrance.step.max(own.step);
                }
                // Whoever came in before came in without it, or with another.
                self.void_sessions(&own.account, meta.sequence);
            }
            Event::BackupOrdered(own) => {
                if let Some(entrance) = self.entrance(&own.account) {
                    entrance.step = entrance.step.max(own.step);
                }
            }
            Event::SecondFactor(own) => {
                self.door.roles = Some(own.roles.iter().copied().collect());
            }
            _ => return false,
        }
        true
    }

    fn entrance(&mut self, account: &str) -> Option<&mut Entrance> {
        self.accounts.get_mut(account).map(|row| &mut row.entrance)
    }

    fn begin(&mut self, own: &SessionBegan, meta: Meta<'_>) {
        let Some(entrance) = self.entrance(&own.account) else { return };
        let now = meta.time.div_euclid(1_000_000);
        entrance.sessions.retain(|_, session| session.until > now);
        let (sequence, began, until) = (meta.sequence, meta.time, own.until);
        entrance.sessions.insert(own.session, Session { sequence, began, until, ended: false });
        entrance.step = entrance.step.max(own.step);
    }

    fn lock_out(&mut self, own: &LockedOut, meta: Meta<'_>) {
        if let Some(entrance) = own.account.as_ref().and_then(|id| self.entrance(id)) {
            entrance.locked_until = own.until;
        }
        if let Some(address) = &own.address {
            let now = meta.time.div_euclid(1_000_000);
            self.door.addresses.retain(|_, until| *until > now);
            if self.door.addresses.len() < ADDRESSES {
                self.door.addresses.insert(address.clone(), own.until);
            }
        }
    }
}

impl State {
    /// Whether a session was ended that would hold otherwise.
    pub fn session_ended(&self, account: &str, session: Id) -> bool {
        let row = self.people.accounts.get(account);
        let session = row.and_then(|row| row.entrance.sessions.get(&session));
        session.is_some_and(|session| session.ended)
    }

    /// The sessions of an account that hold, the oldest first. `now` is in seconds.
    pub fn sessions(&self, account: &str, now: i64) -> Vec<SessionView> {
        let Some(row) = self.people.accounts.get(account).filter(|row| !row.closed) else {
            return Vec::new();
        };
        let holds = |session: &Session| {
            !session.ended && session.until > now && session.sequence >= row.sessions_from
        };
        let all = row.entrance.sessions.iter().filter(|(_, session)| holds(session));
        let mut views: Vec<SessionView> = all
            .map(|(id, own)| SessionView { session: *id, began: own.began, until: own.until })
            .collect();
        views.sort_unstable_by_key(|view| view.began);
        views
    }

    /// The sealed secret of an account's authenticator, and the last step whose code was used.
    pub fn authenticator(&self, account: &str) -> Option<(&str, Option<u64>)> {
        let row = self.people.accounts.get(account).filter(|row| !row.closed)?;
        let entrance = &row.entrance;
        entrance.authenticator.as_deref().map(|secret| (secret, entrance.step))
    }

    /// The roles that need an authenticator: as was decided, else administrators and security
    /// officers from the moment at which the mission's first authenticator is set up.
    pub fn second_factor(&self) -> BTreeSet<Role> {
        let accounts = &self.people.accounts;
        match &self.people.door.roles {
            Some(roles) => roles.clone(),
            None if accounts.values().any(|row| row.entrance.authenticator.is_some()) => {
                [Role::SecurityOfficer, Role::Admin].into()
            }
            None => BTreeSet::new(),
        }
    }

    /// Whether an account needs an authenticator before it may do anything else.
    pub fn lacks_second_factor(&self, account: &str) -> bool {
        let row = self.people.accounts.get(account).filter(|row| !row.closed);
        row.is_some_and(|row| {
            row.entrance.authenticator.is_none() && self.second_factor().contains(&row.account.role)
        })
    }

    /// Until when nobody is let in to an account, in seconds.
    pub fn locked_until(&self, account: &str) -> i64 {
        self.people.accounts.get(account).map_or(0, |row| row.entrance.locked_until)
    }

    /// Until when nobody is let in from an address, in seconds.
    pub fn address_locked_until(&self, address: &str) -> i64 {
        self.people.door.addresses.get(address).copied().unwrap_or_default()
    }

    /// All accounts, for whoever gives them; for a partner its own.
    pub fn accounts(&self, viewer: &Viewer, now: i64) -> Vec<AccountView> {
        let needed = self.second_factor();
        let all = self.people.accounts.iter();
        let own = all.filter(|(_, row)| viewer.is_over(&row.account.organisation));
        own.map(|(id, row)| AccountView {
            account: id.clone(),
            organisation: row.account.organisation.clone(),
            role: row.account.role,
            closed: row.closed,
            authenticator: row.entrance.authenticator.is_some(),
            needs_authenticator: needed.contains(&row.account.role),
            locked_until: row.entrance.locked_until,
            sessions: self.sessions(id, now),
        })
        .collect()
    }
}

/// What the server itself records at the entrance; nothing for any other event. A code that was
/// used is not used again, whichever server it is shown to.
pub(crate) fn decide(state: &State, event: &Event) -> Option<Result<Vec<Event>, Refused>> {
    let known = |account: &str| match state.account(account) {
        Some(_) => Ok(()),
        None => Err(Refused::Missing { what: Thing::Account, name: account.to_owned() }),
    };
    let fresh = |account: &str, step: Option<u64>| {
        let last = state.people.accounts.get(account).and_then(|row| row.entrance.step);
        if step.is_some() && step <= last { Err(Refused::CodeSpent) } else { Ok(()) }
    };
    let enters = |account: &str, step| known(account).and_then(|()| fresh(account, step));
    let decided = match event {
        Event::SessionBegan(own) => enters(&own.account, own.step),
        Event::Authenticator(own) => enters(&own.account, own.step),
        Event::BackupOrdered(own) => enters(&own.account, own.step),
        Event::SessionEnded(own) if state.session_ended(&own.account, own.session) => {
            return Some(Ok(Vec::new()));
        }
        Event::SessionEnded(own) => known(&own.account),
        // A copy is also made, and told of, when nothing else is taken any more.
        Event::LockedOut(_) | Event::Backup(_) => Ok(()),
        _ => return None,
    };
    Some(decided.map(|()| vec![event.clone()]))
}
