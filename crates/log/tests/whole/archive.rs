//! Backups while the log is written, restores that believe nothing.

use std::collections::BTreeMap;

use sanaq_log::{Log, LogError, verify_archive};
use tempfile::TempDir;

use crate::common::{append, check, crowd, key, open, replay};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_writing_is_restored_entry_by_entry() {
    let (dir, copy, back) =
        (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    crowd(std::slice::from_ref(&log), 0, 10).await;
    let writing = tokio::spawn({
        let log = log.clone();
        async move { crowd(&[log], 100_000, 10).await }
    });
    let first = log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    assert!(first.size >= 220, "{first:?}");
    let acknowledged = writing.await.unwrap();
    let second = log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    assert_eq!((second.size, second.added), (440, 440 - first.size), "only what is new");
    let restored = open(back.path()).await;
    let copied = restored.restore(copy.path(), key().verifier(), |_, _| {}).await.unwrap();
    assert_eq!(copied.size, 440);
    assert_eq!(replay(&restored).await, replay(&log).await);
    check(&restored, &acknowledged).await;
    let known = *acknowledged.keys().next().unwrap();
    assert!(append(&restored, known).await.repeated, "ids are known after a restore");
    assert_eq!(append(&restored, 999_999).await.sequence, 440);
    assert!(restored.restore(copy.path(), key().verifier(), |_, _| {}).await.is_err());
    restored.sign_checkpoint(&key()).await.unwrap();
    check(&restored, &acknowledged).await;
}

/// A backup beside the server that writes takes what was acknowledged, signed or not.
#[tokio::test]
async fn a_backup_beside_the_writer_has_everything_that_was_acknowledged() {
    let (dir, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    append(&log, 1).await;
    log.sign_checkpoint(&key()).await.unwrap();
    append(&log, 2).await;
    let reader = Log::open_read_only(dir.path()).await.unwrap();
    let copied = reader.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    assert_eq!(copied.size, 2);
    verify_archive(copy.path(), key().verifier()).await.unwrap();
    assert_eq!(append(&log, 3).await.sequence, 2, "the writer is not disturbed");
    log.sign_checkpoint(&key()).await.unwrap();
}

#[tokio::test]
async fn a_torn_backup_is_completed_and_a_changed_one_refused() {
    let (dir, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    for number in 0..20 {
        append(&log, number).await;
    }
    log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    let path = copy.path().join("entries.jsonl");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &good[..good.len() - 30]).unwrap();
    assert!(verify_archive(copy.path(), key().verifier()).await.is_err());
    log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), good, "completed");
    let changes = [
        good.replacen("\"turnout\":7", "\"turnout\":8", 1),
        good.replacen("\"actor\":\"o-7\"", "\"actor\":\"o-6\"", 1),
        good.replacen("{\"entry\":{", "{ \"entry\":{", 1),
        good.replacen("{\"actor\"", "{\"aaa\":1,\"actor\"", 1),
        good.split_inclusive('\n').rev().collect(),
        good.split_inclusive('\n').skip(1).collect(),
    ];
    for changed in changes {
        assert_ne!(changed, good);
        std::fs::write(&path, &changed).unwrap();
        let back = TempDir::new().unwrap();
        let empty = open(back.path()).await;
        let refused = empty.restore(copy.path(), key().verifier(), |_, _| {}).await;
        assert!(refused.is_err(), "{changed}");
        assert_eq!(empty.size(), 0, "nothing was stored of a bad archive");
    }
    check(&log, &BTreeMap::new()).await;
}

/// Protects the better copy: a log that was restored from an older one and went on otherwise does
/// not write over what the newer copy has.
#[tokio::test]
async fn a_copy_of_another_history_is_not_continued() {
    let (dir, copy, older) =
        (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    append(&log, 1).await;
    log.backup(older.path(), &key(), |_, _| {}).await.unwrap();
    append(&log, 2).await;
    log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    let kept = |name: &str| std::fs::read(copy.path().join(name)).unwrap();
    let before = [kept("entries.jsonl"), kept("checkpoint")];
    let back = TempDir::new().unwrap();
    let restored = open(back.path()).await;
    restored.restore(older.path(), key().verifier(), |_, _| {}).await.unwrap();
    for numbers in [vec![], vec![3], vec![4]] {
        for number in numbers {
            append(&restored, number).await;
        }
        let refused = restored.backup(copy.path(), &key(), |_, _| {}).await;
        assert!(matches!(refused, Err(LogError::Inconsistent { size: 2 })), "{refused:?}");
        assert_eq!([kept("entries.jsonl"), kept("checkpoint")], before);
    }
}

#[tokio::test]
async fn no_bit_of_an_archive_can_change() {
    let (dir, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    for number in 0..2 {
        append(&log, number).await;
    }
    log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    for name in ["entries.jsonl", "checkpoint"] {
        let path = copy.path().join(name);
        let good = std::fs::read(&path).unwrap();
        for bit in 0..good.len() * 8 {
            let mut changed = good.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, changed).unwrap();
            let refused = verify_archive(copy.path(), key().verifier()).await;
            assert!(refused.is_err(), "bit {bit} of {name}");
        }
        std::fs::write(&path, good).unwrap();
    }
    let other = sanaq_seal::note::SigningKey::generate("other.example").unwrap();
    let refused = verify_archive(copy.path(), other.verifier()).await;
    assert!(matches!(refused, Err(LogError::Checkpoint(_))));
    assert!(verify_archive(copy.path(), key().verifier()).await.is_ok());
}
