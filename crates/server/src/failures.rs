//! Failed attempts to come in, and who is kept out after too many.
//!
//! An account is locked from whichever address it was tried, and an address whichever account it
//! tried. A browser in which somebody signed in to the account before has attempts of its own:
//! so nobody can lock a coordinator out on election day by typing wrong passwords elsewhere.
//! What is locked stands in the log, for the trail and for the other servers; failures are counted
//! by each server.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use sanaq_desk::{Actor, Command, Event, event::LockedOut};
use sanaq_seal::entry::Id;

use crate::{
    app::Server,
    metrics::{Door, Locked},
    problem::Problem,
};

/// How long failures are remembered, and how long a lock holds: seconds.
pub(crate) const LASTS: i64 = 15 * 60;
/// Failures from which on an account or a browser is locked.
const ACCOUNT: u32 = 10;
/// Failures from which on an address is locked: offices and mobile networks share one.
const ADDRESS: u32 = 50;
/// So many accounts, browsers and addresses are remembered.
const KEPT: usize = 20_000;
/// Locks of one server that are logged within [`LASTS`]: a flood of addresses must not fill the
/// log.
const LOGGED: u32 = 500;

#[derive(Clone, Copy, Default)]
struct Failed {
    count: u32,
    since: i64,
    until: i64,
}

/// Failures of late.
#[derive(Default)]
pub(crate) struct Failures(Mutex<HashMap<String, Failed>>);

impl Failures {
    /// Until when it is locked; 0: it is not.
    fn until(&self, key: &str, now: i64) -> i64 {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(key).map_or(0, |failed| failed.until).max(now) - now
    }

    /// Counts a failure. Says until when it is locked now, when this was one too many.
    fn add(&self, key: &str, most: u32, now: i64) -> Option<i64> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= KEPT {
            seen.retain(|_, failed| now - failed.since < LASTS || failed.until > now);
        }
        if seen.len() >= KEPT && !seen.contains_key(key) {
            return None;
        }
        let failed = seen.entry(key.to_owned()).or_default();
        if now - failed.since >= LASTS {
            *failed = Failed { count: 0, since: now, until: failed.until };
        }
        failed.count = failed.count.saturating_add(1);
        if failed.count < most || failed.until > now {
            return None;
        }
        *failed = Failed { count: 0, since: now, until: now + LASTS };
        Some(failed.until)
    }

    fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// Somebody at the door.
pub(crate) struct Attempt<'a> {
    server: &'a Server,
    account: &'a str,
    /// A keyed hash of the address: the address itself stands nowhere.
    address: String,
    /// The browser, when the account was signed in to from it before.
    browser: Option<String>,
    now: i64,
}

impl<'a> Attempt<'a> {
    /// Refuses who is locked out, with the seconds to wait.
    pub(crate) fn new(
        server: &'a Server,
        account: &'a str,
        neighbourhood: &str,
        browser: Option<String>,
    ) -> Result<Self, Problem> {
        let now = server.office.now();
        let mut address = server.office.keys.mac("address", neighbourhood);
        address.truncate(16);
        let failures = &server.failures;
        // A browser that failed too often is one like any other.
        let browser = browser
            .map(|browser| format!("browser/{browser}"))
            .filter(|browser| failures.until(browser, now) == 0);
        let attempt = Self { server, account, address, browser, now };
        let (by_account, by_address) = attempt.locked();
        let wait = if attempt.browser.is_some() { 0 } else { by_account.max(by_address) };
        if wait > 0 {
            server.metrics.kept_out.inc();
            return Err(Problem::locked_out(u64::try_from(wait).unwrap_or_default()));
        }
        Ok(attempt)
    }

    /// Seconds for which the account and the address are locked, here or by another server.
    fn locked(&self) -> (i64, i64) {
        let state = self.server.office.state();
        let failures = &self.server.failures;
        let account = failures.until(&self.account_key(), self.now);
        let address = failures.until(&self.address_key(), self.now);
        (
            account.max(state.locked_until(self.account) - self.now),
            address.max(state.address_locked_until(&self.address) - self.now),
        )
    }

    fn account_key(&self) -> String {
        format!("account/{}", self.account)
    }

    fn address_key(&self) -> String {
        format!("address/{}", self.address)
    }

    /// It succeeded: what failed before is forgotten.
    pub(crate) fn succeeded(&self) {
        for key in self.browser.iter().chain([&self.account_key()]) {
            self.server.failures.forget(key);
        }
    }

    /// It failed. Says what to answer: `otherwise`, or that now nobody is let in for a while.
    pub(crate) async fn failed(&self, otherwise: Problem) -> Problem {
        let failures = &self.server.failures;
        self.server.metrics.failures.inc();
        if let Some(browser) = &self.browser {
            self.count(Door::Browser, failures.add(browser, ACCOUNT, self.now));
            return otherwise;
        }
        let account = failures.add(&self.account_key(), ACCOUNT, self.now);
        let address = failures.add(&self.address_key(), ADDRESS, self.now);
        self.count(Door::Account, account);
        self.count(Door::Address, address);
        let known = self.server.office.state().account(self.account).is_some();
        // What is no account may be a password that was typed into the wrong field.
        if let Some(until) = account.filter(|_| known) {
            self.log(LockedOut { account: Some(self.account.to_owned()), address: None, until })
                .await;
        }
        if let Some(until) = address {
            self.log(LockedOut { account: None, address: Some(self.address.clone()), until }).await;
        }
        match account.max(address) {
            Some(until) => Problem::locked_out(u64::try_from(until - self.now).unwrap_or_default()),
            None => otherwise,
        }
    }

    fn count(&self, door: Door, locked: Option<i64>) {
        if locked.is_some() {
            self.server.metrics.locks.get_or_create(&Locked { door }).inc();
        }
    }

    async fn log(&self, event: LockedOut) {
        if self.server.failures.add("logged", LOGGED, self.now).is_some()
            || self.server.failures.until("logged", self.now) > 0
        {
            return;
        }
        let Ok(id) = Id::generate() else { return };
        let command = Command::Record(Event::from(event));
        if let Err(problem) = self.server.office.act(&Actor::System, id, &command).await {
            tracing::error!(why = problem.detail(), "a lock-out is not logged");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_too_many_locks_for_a_while_and_old_ones_are_forgotten() {
        let failures = Failures::default();
        for _ in 1..ACCOUNT {
            assert_eq!(failures.add("a", ACCOUNT, 100), None);
        }
        assert_eq!(failures.add("a", ACCOUNT, 100 + LASTS), None, "the others are long ago");
        for _ in 2..ACCOUNT {
            assert_eq!(failures.add("a", ACCOUNT, 100 + LASTS), None);
        }
        assert_eq!(failures.add("a", ACCOUNT, 100 + LASTS), Some(100 + 2 * LASTS));
        assert_eq!(failures.until("a", 100 + LASTS), LASTS);
        assert_eq!(failures.until("a", 100 + 2 * LASTS), 0);
        assert_eq!(failures.until("b", 100), 0);
    }

    /// Protects memory: whoever tries names without end is not remembered without end.
    #[test]
    fn only_so_many_are_remembered() {
        let failures = Failures::default();
        for name in 0..KEPT + 100 {
            let _ = failures.add(&name.to_string(), ACCOUNT, 5);
        }
        assert_eq!(failures.0.lock().unwrap().len(), KEPT);
        let _ = failures.add("later", ACCOUNT, 5 + LASTS);
        assert_eq!(failures.0.lock().unwrap().len(), 1);
    }
}
