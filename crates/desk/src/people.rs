//! Observers by pseudonym, where they are deployed, organisations that share, accounts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use hashbrown::HashMap;

use crate::{
    Mode, PhoneHash,
    entrance::{Door, Entrance},
    event::{
        Account, CallOutcome, CodeStored, Deployment, DeploymentEnded, Device, Meta, Observer,
        Phones, Readiness, Replaced, Share, Shift,
    },
    intern::{Interner, NONE, index},
};

/// Everybody.
#[derive(Clone, Default)]
pub(crate) struct People {
    pub(crate) ids: Interner,
    rows: Vec<ObserverRow>,
    by_phone: HashMap<PhoneHash, u32>,
    /// Numbers that are nobody's of ours, and when somebody said so last.
    refused: HashMap<PhoneHash, i64>,
    /// Who had a code or a token last; whether they still have it stands in the row.
    by_code: HashMap<String, u32>,
    by_token: HashMap<String, u32>,
    by_station: HashMap<u32, Vec<u32>>,
    pub(crate) organisations: BTreeMap<String, String>,
    /// Organisations that ever had an observer.
    owners: BTreeSet<String>,
    shares: BTreeSet<(String, String)>,
    pub(crate) accounts: BTreeMap<String, AccountRow>,
    pub(crate) door: Door,
}

/// What is known of an observer. Hashes are not shown.
#[derive(Clone, Default)]
pub(crate) struct ObserverRow {
    pub(crate) enrolled: bool,
    pub(crate) organisation: String,
    pub(crate) code: Option<CodeStored>,
    pub(crate) language: String,
    pub(crate) supervisor: Option<u32>,
    pub(crate) phones: Vec<PhoneHash>,
    pub(crate) backup: Option<PhoneHash>,
    /// Since which entry they report no more.
    pub(crate) revoked: Option<u64>,
    pub(crate) replaced_by: Option<u32>,
    pub(crate) tokens: Vec<String>,
    pub(crate) readiness: Readiness,
    pub(crate) stopped: bool,
    /// In the real world and in drills.
    contacts: [Contacts; 2],
    /// The blob that holds their number.
    pub(crate) number: Option<crate::BlobHash>,
    pub(crate) deployments: Vec<Deployed>,
}

/// How the mission tried to reach an observer.
#[derive(Clone, Default)]
pub(crate) struct Contacts {
    pub(crate) last_call: Option<LastCall>,
    /// How often they were reminded of each deadline.
    pub(crate) reminded: BTreeMap<String, u32>,
    /// Deadlines of which only a call can remind them.
    pub(crate) to_call: BTreeSet<String>,
}

/// The last call to an observer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastCall {
    pub(crate) time: i64,
    pub(crate) step: u8,
    pub(crate) outcome: CallOutcome,
}

/// An observer at a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deployed {
    pub(crate) station: u32,
    pub(crate) shift: Option<Shift>,
    pub(crate) role: String,
    pub(crate) ended: bool,
    /// When it was recorded, and when it was that it is over, in microseconds.
    pub(crate) since: i64,
    pub(crate) until: i64,
}

/// An account of the data centre.
#[derive(Clone)]
pub(crate) struct AccountRow {
    pub(crate) account: Account,
    pub(crate) closed: bool,
    /// Sessions that began when fewer entries were there are void.
    pub(crate) sessions_from: u64,
    pub(crate) entrance: Entrance,
}

impl ObserverRow {
    /// How they were called and reminded in a world: what was tried in a drill is not tried on the
    /// day.
    pub(crate) const fn contacts(&self, mode: Mode) -> &Contacts {
        let [real, drill] = &self.contacts;
        match mode {
            Mode::Real => real,
            Mode::Drill => drill,
        }
    }

    pub(crate) const fn contacts_mut(&mut self, mode: Mode) -> &mut Contacts {
        let [real, drill] = &mut self.contacts;
        match mode {
            Mode::Real => real,
            Mode::Drill => drill,
        }
    }
}

impl fmt::Debug for ObserverRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObserverRow({} deployments)", self.deployments.len())
    }
}

impl People {
    /// The number of a pseudonym, enrolled or not.
    pub(crate) fn number(&mut self, id: &str) -> u32 {
        let number = self.ids.number(id);
        if number != NONE && self.rows.len() <= index(number) {
            self.rows.resize_with(index(number) + 1, ObserverRow::default);
        }
        number
    }

    pub(crate) fn get(&self, number: u32) -> Option<&ObserverRow> {
        self.rows.get(index(number)).filter(|row| row.enrolled)
    }

    pub(crate) fn find(&self, id: &str) -> Option<(u32, &ObserverRow)> {
        let number = self.ids.find(id)?;
        self.get(number).map(|row| (number, row))
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut ObserverRow> {
        self.rows.get_mut(index(number))
    }

    /// The number of a pseudonym and what is held of it, whether or not it is enrolled.
    pub(crate) fn row(&mut self, id: &str) -> Option<(u32, &mut ObserverRow)> {
        let number = self.number(id);
        self.get_mut(number).map(|row| (number, row))
    }

    pub(crate) fn id(&self, number: u32) -> &str {
        self.ids.text(number)
    }

    /// How many pseudonyms are known, enrolled or not.
    pub(crate) const fn known(&self) -> usize {
        self.rows.len()
    }

    /// Everybody who is enrolled, in the order of enrolment.
    pub(crate) fn observers(&self) -> impl Iterator<Item = (u32, &ObserverRow)> {
        let rows = (0..).zip(&self.rows);
        rows.filter(|(_, row)| row.enrolled)
    }

    pub(crate) fn enrol(&mut self, observer: &Observer) -> u32 {
        let supervisor = observer.supervisor.as_ref().map(|id| self.number(id));
        let phones = Phones {
            observer: observer.id.clone(),
            phones: observer.phones.clone(),
            backup: observer.backup,
        };
        let number = self.set_phones(&phones);
        if let Some(code) = &observer.code {
            self.by_code.insert(code.handle.clone(), number);
        }
        if !self.owners.contains(&observer.organisation) {
            self.owners.insert(observer.organisation.clone());
        }
        if let Some(row) = self.get_mut(number) {
            row.enrolled = true;
            row.organisation.clone_from(&observer.organisation);
            row.code.clone_from(&observer.code);
            row.language.clone_from(&observer.language);
            row.supervisor = supervisor;
        }
        number
    }

    /// New numbers replace the old ones; what came from an old number stays whose it was.
    pub(crate) fn set_phones(&mut self, phones: &Phones) -> u32 {
        let number = self.number(&phones.observer);
        let Some(row) = self.rows.get_mut(index(number)) else { return number };
        let old = std::mem::replace(&mut row.phones, phones.phones.clone());
        row.backup = phones.backup;
        for phone in old {
            if self.by_phone.get(&phone) == Some(&number) {
                self.by_phone.remove(&phone);
            }
        }
        for phone in &phones.phones {
            self.by_phone.insert(*phone, number);
        }
        number
    }

    /// Who writes from a number.
    pub(crate) fn by_phone(&self, phone: PhoneHash) -> Option<u32> {
        self.by_phone.get(&phone).copied()
    }

    pub(crate) fn attach_phone(&mut self, phone: PhoneHash, observer: u32) {
        self.by_phone.insert(phone, observer);
        if let Some(row) = self.get_mut(observer)
            && !row.phones.contains(&phone)
        {
            row.phones.push(phone);
        }
    }

    pub(crate) fn join(&mut self, device: &Device) {
        let Some((number, row)) = self.row(&device.observer) else { return };
        if !device.given {
            row.code = None;
        }
        if !row.tokens.contains(&device.token) {
            row.tokens.push(device.token.clone());
        }
        self.by_token.insert(device.token.clone(), number);
    }

    pub(crate) fn lose_phone(&mut self, observer: &str, code: Option<&CodeStored>) {
        let Some((number, row)) = self.row(observer) else { return };
        row.tokens.clear();
        row.code = code.cloned();
        if let Some(code) = code {
            self.by_code.insert(code.handle.clone(), number);
        }
    }

    pub(crate) fn by_code(&self, handle: &str) -> Option<u32> {
        self.by_code.get(handle).copied()
    }

    pub(crate) fn by_token(&self, token: &str) -> Option<u32> {
        self.by_token.get(token).copied()
    }

    pub(crate) fn revoke(&mut self, observer: &str, sequence: u64) -> u32 {
        let Some((number, row)) = self.row(observer) else { return NONE };
        row.revoked = row.revoked.or(Some(sequence));
        // What is still on their phone comes in, and is flagged. Whoever wants to shut a phone out
        // says that it is lost.
        row.code = None;
        number
    }

    /// Who leaves and who takes over.
    pub(crate) fn replace(&mut self, replaced: &Replaced, meta: Meta<'_>) -> (u32, u32) {
        let new = self.enrol(&replaced.new);
        let old = self.revoke(&replaced.old, meta.sequence);
        let taken: Vec<Deployed> = match self.get_mut(old).filter(|_| old != new) {
            Some(row) => {
                row.replaced_by = Some(new);
                let open = row.deployments.iter_mut().filter(|deployed| !deployed.ended);
                open.map(|deployed| {
                    let taken = deployed.clone();
                    (deployed.ended, deployed.until) = (true, meta.time);
                    Deployed { since: meta.time, ..taken }
                })
                .collect()
            }
            None => Vec::new(),
        };
        for deployed in taken {
            self.put(new, deployed);
        }
        (old, new)
    }

    pub(crate) fn deploy(&mut self, deployment: &Deployment, station: u32, time: i64) -> u32 {
        let observer = self.number(&deployment.observer);
        let (shift, role) = (deployment.shift, deployment.role.clone());
        self.put(observer, Deployed { station, shift, role, ended: false, since: time, until: 0 });
        observer
    }

    fn put(&mut self, observer: u32, deployed: Deployed) {
        let station = deployed.station;
        let Some(row) = self.rows.get_mut(index(observer)) else { return };
        let same = |own: &&mut Deployed| own.station == station && own.shift == deployed.shift;
        match row.deployments.iter_mut().find(same) {
            Some(own) => *own = deployed,
            None => row.deployments.push(deployed),
        }
        let here = self.by_station.entry(station).or_default();
        if !here.contains(&observer) {
            here.push(observer);
        }
    }

    pub(crate) fn end_deployment(
        &mut self,
        ended: &DeploymentEnded,
        station: u32,
        time: i64,
    ) -> u32 {
        let Some((number, row)) = self.row(&ended.observer) else { return NONE };
        for deployed in row.deployments.iter_mut().filter(|own| own.station == station) {
            (deployed.ended, deployed.until) = (true, time);
        }
        number
    }

    /// Everybody who was ever deployed at a station, with each deployment.
    pub(crate) fn at_station(&self, station: u32) -> impl Iterator<Item = (u32, &Deployed)> {
        let observers = self.by_station.get(&station).into_iter().flatten();
        observers.flat_map(move |number| {
            let rows = self.get(*number).into_iter().flat_map(|row| &row.deployments);
            rows.filter(move |own| own.station == station).map(|own| (*number, own))
        })
    }

    /// Whether the observer was ever deployed there: an ended deployment counts for what was
    /// filed late.
    pub(crate) fn is_deployed(&self, observer: u32, station: u32) -> bool {
        let row = self.get(observer);
        row.is_some_and(|row| row.deployments.iter().any(|own| own.station == station))
    }

    pub(crate) fn ready(&mut self, readiness: &Readiness) {
        if let Some((_, row)) = self.row(&readiness.observer) {
            let own = &mut row.readiness;
            own.accreditation = readiness.accreditation.or(own.accreditation);
            own.trained = readiness.trained.or(own.trained);
            own.materials = readiness.materials.or(own.materials);
            own.paid = readiness.paid.or(own.paid);
        }
    }

    pub(crate) fn share(&mut self, share: &Share) {
        let pair = (share.from.clone(), share.to.clone());
        if share.on {
            self.shares.insert(pair);
        } else {
            self.shares.remove(&pair);
        }
    }

    pub(crate) fn refuse(&mut self, sender: PhoneHash, time: i64) {
        self.refused.insert(sender, time);
    }

    /// Whether a number was said to be nobody's of ours after something came from it.
    pub(crate) fn is_refused(&self, sender: PhoneHash, time: i64) -> bool {
        self.refused.get(&sender).is_some_and(|refused| *refused >= time)
    }

    /// Whose reports whom are shown, in order.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (&str, &str)> {
        self.shares.iter().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// Whether an organisation may see the reports of another's observers.
    pub(crate) fn may_see(&self, viewer: &str, owner: &str) -> bool {
        viewer == owner || self.shares.contains(&(owner.to_owned(), viewer.to_owned()))
    }

    /// Whether an organisation may see the reports of all observers.
    pub(crate) fn sees_all(&self, viewer: &str) -> bool {
        self.may_see(viewer, "") && self.owners.iter().all(|owner| self.may_see(viewer, owner))
    }

    pub(crate) fn set_account(&mut self, account: &Account) {
        let row = self.accounts.entry(account.id.clone()).or_insert_with(|| AccountRow {
            account: account.clone(),
            closed: false,
            sessions_from: 0,
            entrance: Entrance::default(),
        });
        row.account = account.clone();
        row.closed = false;
    }

    pub(crate) fn close_account(&mut self, id: &str, sequence: u64) {
        if let Some(row) = self.accounts.get_mut(id) {
            row.closed = true;
            row.sessions_from = sequence.saturating_add(1);
        }
    }

    pub(crate) fn void_sessions(&mut self, id: &str, sequence: u64) {
        if let Some(row) = self.accounts.get_mut(id) {
            row.sessions_from = sequence.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests;
