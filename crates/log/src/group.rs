//! A group of appends that become durable together: decided here, without a database.
//!
//! Both back ends read the same few facts inside their transaction ([`Facts`]), let [`Group`]
//! decide, and write what it wants written. So idempotence, preconditions, time and the tree are
//! the same in both.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_seal::{
    entry::{Id, Nonce},
    random::NoRandomness,
    tree::Frontier,
};

use crate::{
    entry::{Appended, Entry, NewEntry, is_name},
    error::AppendError,
};

/// Entries that go into the log together or not at all.
#[derive(Clone, Debug, Default)]
pub struct Append {
    /// The entries, in order.
    pub entries: Vec<NewEntry>,
    /// What the entries are about, and whatever else their author looked at: `station/12`.
    pub subjects: Vec<String>,
    /// The size of the log that the author's state was made from. The append is refused when
    /// another one about any of the subjects came later; without subjects, when any came later.
    /// Nothing: append whatever came before.
    pub seen: Option<u64>,
}

impl Append {
    /// One entry, whatever came before.
    pub fn one(entry: NewEntry) -> Self {
        Self { entries: vec![entry], ..Self::default() }
    }

    /// How many bytes its bodies have.
    pub(crate) fn bytes(&self) -> usize {
        self.entries.iter().map(|entry| entry.body.as_str().len()).sum()
    }

    fn fault(&self) -> Option<String> {
        if let Some(subject) = self.subjects.iter().find(|subject| !is_name(subject)) {
            return Some(format!("the subject {subject:?} is not a name"));
        }
        self.entries.iter().find_map(NewEntry::fault)
    }
}

/// The end of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The time of the last entry.
    pub(crate) time: i64,
    /// The tree over all entries.
    pub(crate) frontier: Frontier,
}

/// What a transaction reads before a group is decided.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) head: Head,
    /// The entries that have one of the ids already.
    pub(crate) known: BTreeMap<Id, Entry>,
    /// For subjects: the last entry about them.
    pub(crate) marks: BTreeMap<String, u64>,
}

/// What to write, and what to answer.
#[derive(Debug)]
pub(crate) struct Group {
    facts: Facts,
    now: i64,
    /// The new entries, in order.
    pub(crate) rows: Vec<Entry>,
    /// The new hashes at the upper levels of tiles: (level, index, hash).
    pub(crate) nodes: Vec<(u8, u64, sanaq_seal::hash::Hash)>,
    /// The subjects that were touched, each with its last entry.
    pub(crate) touched: BTreeMap<String, u64>,
}

/// The ids that a group is about.
pub(crate) fn ids(appends: &[Append]) -> BTreeSet<Id> {
    appends.iter().flat_map(|append| &append.entries).map(|entry| entry.id).collect()
}

/// The subjects whose last entry a group must know.
pub(crate) fn guarded(appends: &[Append]) -> BTreeSet<&str> {
    let guarded = appends.iter().filter(|append| append.seen.is_some());
    guarded.flat_map(|append| &append.subjects).map(String::as_str).collect()
}

impl Group {
    /// A group that follows on what is in the log, at a time in microseconds.
    pub(crate) fn new(facts: Facts, now: i64) -> Self {
        let now = now.max(facts.head.time);
        Self { facts, now, rows: Vec::new(), nodes: Vec::new(), touched: BTreeMap::new() }
    }

    /// The end of the log after the group.
    pub(crate) fn head(&self) -> Head {
        let time = if self.rows.is_empty() { self.facts.head.time } else { self.now };
        Head { time, frontier: self.facts.head.frontier.clone() }
    }

    /// Decides one append: all of its entries are taken, or none.
    pub(crate) fn take(&mut self, append: &Append) -> Result<Vec<Appended>, AppendError> {
        if let Some(fault) = append.fault() {
            return Err(AppendError::Invalid(fault));
        }
        let mut known = Vec::new();
        for entry in &append.entries {
            let before = self.facts.known.get(&entry.id);
            if let Some(other) = before.filter(|before| !before.repeats(entry)) {
                return Err(AppendError::Conflict { id: entry.id, sequence: other.sequence });
            }
            known.push(before.map(|before| before.appended(true)));
        }
        // What is in the log already is answered even if the world has moved on since.
        if known.iter().any(Option::is_none) {
            self.check_seen(append)?;
            own_conflict(append)?;
        }
        let mut answers = Vec::with_capacity(known.len());
        for (entry, known) in append.entries.iter().zip(known) {
            answers.push(match known {
                Some(known) => known,
                None => {
                    self.push(entry).map_err(|error| AppendError::Unavailable(error.to_string()))?
                }
            });
        }
        self.touch(append, &answers);
        Ok(answers)
    }

    fn check_seen(&self, append: &Append) -> Result<(), AppendError> {
        let Some(seen) = append.seen else { return Ok(()) };
        let last = if append.subjects.is_empty() {
            self.facts.head.frontier.size().checked_sub(1)
        } else {
            append
                .subjects
                .iter()
                .filter_map(|subject| self.facts.marks.get(subject))
                .max()
                .copied()
        };
        match last.filter(|last| *last >= seen) {
            Some(sequence) => Err(AppendError::Stale { sequence }),
            None => Ok(()),
        }
    }

    fn push(&mut self, new: &NewEntry) -> Result<Appended, NoRandomness> {
        if let Some(twice) = self.facts.known.get(&new.id) {
            return Ok(twice.appended(true));
        }
        let nonce = Nonce::generate()?;
        let mut entry = Entry {
            sequence: self.facts.head.frontier.size(),
            id: new.id,
            time: self.now,
            actor: new.actor.clone(),
            kind: new.kind.clone(),
            body: new.body.clone(),
            nonce,
            leaf: sanaq_seal::hash::Hash([0; 32]),
        };
        entry.leaf = entry.content().leaf(&nonce);
        self.nodes.extend(self.facts.head.frontier.push(entry.leaf));
        let answer = entry.appended(false);
        self.facts.known.insert(entry.id, entry.clone());
        self.rows.push(entry);
        Ok(answer)
    }

    fn touch(&mut self, append: &Append, answers: &[Appended]) {
        let new = answers.iter().filter(|answer| !answer.repeated);
        let Some(last) = new.map(|answer| answer.sequence).max() else { return };
        for subject in &append.subjects {
            self.facts.marks.insert(subject.clone(), last);
            self.touched.insert(subject.clone(), last);
        }
    }
}

/// The same id twice in one append must mean the same.
fn own_conflict(append: &Append) -> Result<(), AppendError> {
    let mut seen: BTreeMap<Id, &NewEntry> = BTreeMap::new();
    for entry in &append.entries {
        if seen.insert(entry.id, entry).is_some_and(|before| before != entry) {
            let what = format!("the id {} stands for two different entries here", entry.id);
            return Err(AppendError::Invalid(what));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sanaq_seal::canonical::Canonical;
    use serde_json::json;

    use super::*;

    fn entry(id: u8, what: &str) -> NewEntry {
        let body = Canonical::of(&json!({ "what": what })).unwrap();
        NewEntry { id: Id([id; 16]), actor: "o-1".into(), kind: "report/1".into(), body }
    }

    fn about(id: u8, subject: &str, seen: Option<u64>) -> Append {
        Append { entries: vec![entry(id, "x")], subjects: vec![subject.into()], seen }
    }

    fn sequences(answers: &[Appended]) -> Vec<(u64, bool)> {
        answers.iter().map(|answer| (answer.sequence, answer.repeated)).collect()
    }

    #[test]
    fn entries_are_numbered_without_a_gap_and_repeats_keep_their_number() {
        let mut group = Group::new(Facts::default(), 5);
        let first = group.take(&Append::one(entry(1, "x"))).unwrap();
        let both = Append { entries: vec![entry(2, "y"), entry(1, "x")], ..Append::default() };
        assert_eq!(sequences(&group.take(&both).unwrap()), [(1, false), (0, true)]);
        let again = group.take(&Append::one(entry(1, "x"))).unwrap();
        assert_eq!((again[0].leaf, again[0].nonce), (first[0].leaf, first[0].nonce));
        assert_eq!((group.rows.len(), group.head().frontier.size()), (2, 2));
        assert!(group.rows.iter().all(Entry::is_intact));
    }

    #[test]
    fn another_entry_under_the_same_id_is_a_conflict_and_takes_nothing() {
        let mut group = Group::new(Facts::default(), 5);
        group.take(&Append::one(entry(1, "x"))).unwrap();
        let mixed = Append { entries: vec![entry(2, "y"), entry(1, "z")], ..Append::default() };
        let conflict = AppendError::Conflict { id: Id([1; 16]), sequence: 0 };
        assert_eq!(group.take(&mixed), Err(conflict));
        let mut actor = entry(1, "x");
        actor.actor = "o-2".into();
        assert!(matches!(group.take(&Append::one(actor)), Err(AppendError::Conflict { .. })));
        let twice = Append { entries: vec![entry(3, "y"), entry(3, "z")], ..Append::default() };
        assert!(matches!(group.take(&twice), Err(AppendError::Invalid(_))));
        let same = Append { entries: vec![entry(3, "y"), entry(3, "y")], ..Append::default() };
        assert_eq!(sequences(&group.take(&same).unwrap()), [(1, false), (1, true)]);
        assert_eq!(group.rows.len(), 2);
    }

    #[test]
    fn a_decision_on_an_old_state_is_refused_for_its_subjects_only() {
        let mut group = Group::new(Facts::default(), 5);
        group.take(&about(1, "station/1", Some(0))).unwrap();
        let stale = group.take(&about(2, "station/1", Some(0)));
        assert_eq!(stale, Err(AppendError::Stale { sequence: 0 }));
        assert!(group.take(&about(3, "station/2", Some(0))).is_ok());
        assert!(group.take(&about(2, "station/1", Some(1))).is_ok());
        assert!(group.take(&about(4, "station/1", None)).is_ok(), "no precondition");
        assert!(group.take(&about(1, "station/1", Some(0))).is_ok(), "a repeat is answered");
    }

    #[test]
    fn without_subjects_the_whole_log_is_the_subject() {
        let mut group = Group::new(Facts::default(), 5);
        let whole =
            |id, seen| Append { entries: vec![entry(id, "x")], seen: Some(seen), subjects: vec![] };
        group.take(&whole(1, 0)).unwrap();
        assert_eq!(group.take(&whole(2, 0)), Err(AppendError::Stale { sequence: 0 }));
        assert!(group.take(&whole(2, 1)).is_ok());
    }

    #[test]
    fn time_never_runs_backwards() {
        let head = Head { time: 100, ..Head::default() };
        let mut group = Group::new(Facts { head, ..Facts::default() }, 5);
        assert_eq!(group.head().time, 100);
        assert_eq!(group.take(&Append::one(entry(1, "x"))).unwrap()[0].time, 100);
    }

    #[test]
    fn only_what_must_be_known_is_asked_for() {
        let appends = [about(1, "a", None), about(1, "b", Some(0)), about(2, "b", Some(1))];
        assert_eq!(ids(&appends).len(), 2);
        assert_eq!(guarded(&appends).into_iter().collect::<Vec<_>>(), ["b"]);
        let bad = Append { subjects: vec![String::new()], ..Append::one(entry(1, "x")) };
        let refused = Group::new(Facts::default(), 0).take(&bad);
        assert!(matches!(refused, Err(AppendError::Invalid(_))));
    }
}
