//! What the tests share: entries, clocks, rounds of questions.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use sanaq_log::{Append, Appended, Clock, Log, NewEntry, Place};
use sanaq_seal::{
    canonical::Canonical,
    entry::Id,
    note::{Algorithm, SigningKey},
};
use serde_json::json;

/// A clock that gives 2021-01-10 07:00 in Almaty, and a microsecond more every time.
pub(crate) fn clock() -> Clock {
    let now = AtomicI64::new(1_610_240_400_000_000);
    Arc::new(move || now.fetch_add(1, Ordering::Relaxed))
}

/// The key of the log in tests.
pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[7; 32]).unwrap()
}

/// A witness's key.
pub(crate) fn witness() -> SigningKey {
    SigningKey::from_seed("partner.example", Algorithm::Cosignature, &[8; 32]).unwrap()
}

/// An entry whose id and content follow from a number.
pub(crate) fn entry(number: u64) -> NewEntry {
    let body = json!({ "station": format!("{:05}", number % 10_000), "turnout": number });
    NewEntry {
        id: Id::derived("test", &number.to_string()),
        actor: format!("o-{}", number % 100),
        kind: "report/1".to_owned(),
        body: Canonical::of(&body).unwrap(),
    }
}

/// Appends one entry.
pub(crate) async fn append(log: &Log, number: u64) -> Appended {
    log.append(Append::one(entry(number))).await.unwrap()[0]
}

/// Opens a directory.
pub(crate) async fn open(dir: &std::path::Path) -> Log {
    Log::open(&Place::Directory(dir.to_owned()), clock()).await.unwrap()
}

/// The ids of a log in order, with their leaves; fails on a gap.
pub(crate) async fn replay(log: &Log) -> Vec<(Id, sanaq_seal::hash::Hash)> {
    let mut entries = log.read(0).await.unwrap();
    let mut found = Vec::new();
    while let Some(page) = entries.next_page().await.unwrap() {
        for entry in page {
            assert_eq!(entry.sequence, u64::try_from(found.len()).unwrap());
            assert!(entry.is_intact());
            found.push((entry.id, entry.leaf));
        }
    }
    found
}

/// What must hold after anything: everything acknowledged is there once, as acknowledged, and
/// the tree is the one over the entries.
pub(crate) async fn check(log: &Log, acknowledged: &BTreeMap<u64, Appended>) {
    let found = replay(log).await;
    let distinct: std::collections::BTreeSet<Id> = found.iter().map(|(id, _)| *id).collect();
    assert_eq!(distinct.len(), found.len(), "no entry twice");
    for (number, appended) in acknowledged {
        let at = usize::try_from(appended.sequence).unwrap();
        let expected = (entry(*number).id, appended.leaf);
        assert_eq!(found.get(at), Some(&expected), "acknowledged entry {number}");
    }
    log.verify(Some(key().verifier()), |_, _| {}).await.unwrap();
}

/// 64 callers at once, each sending some entries, some of them the same: every entry is there
/// once and all who sent it got the same answer.
pub(crate) async fn crowd(logs: &[Log], first: u64, entries: u64) -> BTreeMap<u64, Appended> {
    let mut tasks = Vec::new();
    for caller in 0..64_u64 {
        let log = logs[usize::try_from(caller).unwrap() % logs.len()].clone();
        tasks.push(tokio::spawn(async move {
            let mut answers = Vec::new();
            for step in 0..entries {
                // Each number is sent by three callers, at about the same time.
                let number = first + (caller / 3) * entries + step;
                answers.push((number, append(&log, number).await));
            }
            answers
        }));
    }
    let mut acknowledged: BTreeMap<u64, Appended> = BTreeMap::new();
    let mut news = 0;
    for task in tasks {
        for (number, answer) in task.await.unwrap() {
            news += usize::from(!answer.repeated);
            let known = acknowledged.entry(number).or_insert(answer);
            let same = (known.sequence, known.leaf, known.time, known.nonce);
            assert_eq!((answer.sequence, answer.leaf, answer.time, answer.nonce), same);
        }
    }
    assert_eq!(news, acknowledged.len(), "each entry was new to exactly one caller");
    acknowledged
}
