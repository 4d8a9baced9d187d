//! Logs that earlier versions wrote stay readable.
//!
//! `golden/v1` holds a log of this version: the `SQLite` file and the archive of the same entries,
//! written by this test with `SANAQ_WRITE_GOLDEN=1`. A later version adds its own folder and
//! keeps reading this one.

use std::path::PathBuf;

use sanaq_log::{Append, Log, Place};
use sanaq_seal::checkpoint::Checkpoint;
use tempfile::TempDir;

use crate::common::{clock, entry, key, open, replay};

const ENTRIES: u64 = 300;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

#[tokio::test]
async fn a_log_of_version_1_is_read_and_continued() {
    if std::env::var_os("SANAQ_WRITE_GOLDEN").is_some() {
        write().await;
    }
    let note = std::fs::read_to_string(folder().join("checkpoint")).unwrap();
    let root = Checkpoint::open(&note, key().verifier(), &[]).unwrap().checkpoint.root;
    let dir = TempDir::new().unwrap();
    std::fs::copy(folder().join("log.sqlite"), dir.path().join("log.sqlite")).unwrap();
    let from_file = open(dir.path()).await;
    let empty = TempDir::new().unwrap();
    let from_archive = open(empty.path()).await;
    from_archive.restore(&folder(), key().verifier(), |_, _| {}).await.unwrap();
    assert_eq!(replay(&from_file).await, replay(&from_archive).await);
    for log in [from_file, from_archive] {
        assert_eq!(log.verify(Some(key().verifier()), |_, _| {}).await.unwrap(), ENTRIES);
        let found = log.find(entry(7).id).await.unwrap().unwrap();
        assert_eq!((found.sequence, found.time), (7, 1_610_240_400_000_000));
        assert_eq!(found.body, entry(7).body);
        assert!(log.append(Append::one(entry(7))).await.unwrap()[0].repeated);
        let head =
            Checkpoint::open(&log.sign_checkpoint(&key()).await.unwrap(), key().verifier(), &[]);
        assert_eq!(head.unwrap().checkpoint.root, root);
        assert_eq!(log.append(Append::one(entry(10_000))).await.unwrap()[0].sequence, ENTRIES);
    }
}

async fn write() {
    let dir = TempDir::new().unwrap();
    let place = Place::Directory(dir.path().to_owned());
    let log = Log::open(&place, clock()).await.unwrap();
    let entries = (0..ENTRIES).map(entry).collect();
    log.append(Append { entries, ..Append::default() }).await.unwrap();
    std::fs::create_dir_all(folder()).unwrap();
    for name in ["entries.jsonl", "checkpoint", "log.sqlite"] {
        let _ = std::fs::remove_file(folder().join(name));
    }
    log.backup(&folder(), &key(), |_, _| {}).await.unwrap();
    log.close().await;
    std::fs::copy(dir.path().join("log.sqlite"), folder().join("log.sqlite")).unwrap();
}
