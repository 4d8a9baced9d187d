//! Who may see and do what.
//!
//! Clerks see their own sheets and nothing else: so no clerk can learn another's figures.

use sanaq_forms::FormKind;
use serde::Serialize;

use crate::{
    PhoneHash,
    event::{Account, Deployment, Observer, Readiness, Role},
    report::Row,
    state::{Look, State},
};

/// What a role allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Type sheets.
    Type,
    /// See stations, reports, queues.
    Read,
    /// Take rows away.
    Export,
    /// See what incident reports say.
    Incidents,
    /// Review, settle, repair, file for others, call.
    Review,
    /// Stations, forms, observers, deployments, messages.
    Plan,
    /// Accounts and organisations.
    Accounts,
    /// Switches, archive.
    Switch,
    /// The audit trail.
    Trail,
    /// Record that something personal was deleted.
    Delete,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Type,
        Self::Read,
        Self::Export,
        Self::Incidents,
        Self::Review,
        Self::Plan,
        Self::Accounts,
        Self::Switch,
        Self::Trail,
        Self::Delete,
    ];
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Clerk, Self::Analyst, Self::Coordinator, Self::SecurityOfficer, Self::Admin];

    /// Whether the role allows it.
    pub const fn may(self, right: Right) -> bool {
        match self {
            Self::Clerk => matches!(right, Right::Type),
            Self::Analyst => matches!(right, Right::Read | Right::Export),
            Self::Coordinator => matches!(
                right,
                Right::Read | Right::Export | Right::Incidents | Right::Review | Right::Plan
            ),
            Self::SecurityOfficer => matches!(
                right,
                Right::Read | Right::Export | Right::Incidents | Right::Trail | Right::Delete
            ),
            Self::Admin => !matches!(right, Right::Type | Right::Incidents),
        }
    }
}

/// Somebody who looks: an account that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub(crate) account: String,
    pub(crate) role: Role,
    pub(crate) organisation: String,
}

impl Viewer {
    /// The server itself: the rights of an administrator, for commands at its console.
    pub(crate) fn system() -> Self {
        Self { account: String::new(), role: Role::Admin, organisation: String::new() }
    }

    /// Nobody in particular of an organisation, for what is shown to its observers.
    pub(crate) fn of_organisation(organisation: &str) -> Self {
        let organisation = organisation.to_owned();
        Self { account: String::new(), role: Role::Clerk, organisation }
    }

    /// Their account.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The organisation that they are of; empty: the mission itself.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// Whether they decide about an organisation's people: the mission about all, a partner about
    /// its own.
    pub fn is_over(&self, organisation: &str) -> bool {
        self.organisation.is_empty() || self.organisation == organisation
    }

    /// Their role.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Whether they may.
    pub const fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

    /// Whether they may see a report: their organisation's own, or one that is shared with it. Of
    /// incidents not even that there is one, without the right.
    pub(crate) fn sees(&self, look: &Look<'_>, row: &Row) -> bool {
        (row.stage != FormKind::Incident || self.may(Right::Incidents))
            && look.people.may_see(&self.organisation, look.organisation(row))
    }
}

impl State {
    /// The account with this name, while it is open.
    pub fn viewer(&self, account: &str) -> Option<Viewer> {
        let row = self.people.accounts.get(account).filter(|row| !row.closed)?;
        let organisation = row.account.organisation.clone();
        Some(Viewer { account: account.to_owned(), role: row.account.role, organisation })
    }

    /// Whether any account is open.
    pub fn has_accounts(&self) -> bool {
        self.people.accounts.values().any(|row| !row.closed)
    }

    /// An open account as it was last recorded.
    pub fn account(&self, account: &str) -> Option<&Account> {
        let row = self.people.accounts.get(account).filter(|row| !row.closed)?;
        Some(&row.account)
    }

    /// What the server compares at login. Shown to nobody.
    pub fn credentials(&self, account: &str) -> Option<&[String]> {
        let row = self.people.accounts.get(account).filter(|row| !row.closed)?;
        Some(&row.account.credentials)
    }

    /// Whether a session still holds that began when [`State::entries`] was `began`.
    pub fn session_holds(&self, account: &str, began: u64) -> bool {
        let row = self.people.accounts.get(account);
        row.is_some_and(|row| !row.closed && began >= row.sessions_from)
    }

    /// The open code with this handle: the observer, and the hash to compare with.
    pub fn code(&self, handle: &str) -> Option<(&str, &str)> {
        let number = self.people.by_code(handle)?;
        let code = self.people.get(number)?.code.as_ref().filter(|code| code.handle == handle)?;
        Some((self.people.id(number), code.hash.as_str()))
    }

    /// Whose code this was, open or spent.
    pub fn code_was_of(&self, handle: &str) -> Option<&str> {
        self.people.by_code(handle).map(|number| self.people.id(number))
    }

    /// An observer as they stand now: what a list that is handed in again is compared with.
    pub fn observer(&self, id: &str) -> Option<Observer> {
        let (_, row) = self.people.find(id)?;
        Some(Observer {
            id: id.to_owned(),
            organisation: row.organisation.clone(),
            code: row.code.clone(),
            language: row.language.clone(),
            supervisor: row.supervisor.map(|number| self.people.id(number).to_owned()),
            phones: row.phones.clone(),
            backup: row.backup,
        })
    }

    /// Whether an observer has a device that joined.
    pub fn has_joined(&self, id: &str) -> bool {
        self.people.find(id).is_some_and(|(_, row)| !row.tokens.is_empty())
    }

    /// Whether an observer reports no more.
    pub fn is_revoked(&self, id: &str) -> bool {
        self.people.find(id).is_some_and(|(_, row)| row.revoked.is_some())
    }

    /// How far an observer is prepared.
    pub fn readiness(&self, id: &str) -> Option<&Readiness> {
        self.people.find(id).map(|(_, row)| &row.readiness)
    }

    /// Where an observer is to be, deployments that are over left out.
    pub fn deployments(&self, id: &str) -> Vec<Deployment> {
        let open = self.people.find(id).into_iter().flat_map(|(_, row)| &row.deployments);
        let open = open.filter(|own| !own.ended).map(|own| Deployment {
            observer: id.to_owned(),
            station: self.plan.stations.code(own.station).to_owned(),
            shift: own.shift,
            role: own.role.clone(),
        });
        open.collect()
    }

    /// Whose device holds a token.
    pub fn device(&self, token: &str) -> Option<&str> {
        let number = self.people.by_token(token)?;
        let row = self.people.get(number)?;
        row.tokens.iter().any(|own| own == token).then(|| self.people.id(number))
    }

    /// Whether a pseudonym is that of an observer.
    pub fn is_enrolled(&self, observer: &str) -> bool {
        self.people.find(observer).is_some()
    }

    /// Whether an account decides about an observer: one of its own organisation, or anybody where
    /// it is the mission's.
    pub fn manages(&self, viewer: &Viewer, observer: &str) -> bool {
        self.people.find(observer).is_some_and(|(_, row)| viewer.is_over(&row.organisation))
    }

    /// Whose number it is.
    pub fn sender(&self, phone: PhoneHash) -> Option<&str> {
        self.people.by_phone(phone).map(|number| self.people.id(number))
    }

    /// The language to write to an observer in.
    pub fn language(&self, observer: &str) -> Option<&str> {
        self.people.find(observer).map(|(_, row)| row.language.as_str())
    }
}
