//! Killed processes and torn writes: nothing that was acknowledged is lost.

use std::{collections::BTreeMap, path::Path, process::Command, time::Duration};

use sanaq_log::Appended;
use tempfile::TempDir;

use crate::{
    child::write_and_kill,
    common::{append, check, open, replay},
};

/// Twenty rounds on one log: start, write, SIGKILL at a moment between 0 and 400 ms after the
/// start, open again, check everything since the first round.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let dir = TempDir::new().unwrap();
    let mut acknowledged: BTreeMap<u64, Appended> = BTreeMap::new();
    for round in 0..20_u64 {
        let life = Duration::from_millis(40 + (round * 7919) % 400);
        acknowledged.extend(write_and_kill(dir.path(), round * 1_000_000, life));
        let log = open(dir.path()).await;
        check(&log, &acknowledged).await;
        append(&log, u64::from(u32::MAX) + round).await;
        log.close().await;
    }
    println!("{} acknowledged, 0 lost, 0 twice, 20 kills", acknowledged.len());
    assert!(!acknowledged.is_empty(), "some rounds must get as far as writing");
}

/// The last transaction is torn at every sixteenth byte: the log then has it whole or not at
/// all, and goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_torn_last_write_is_whole_or_absent() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let mut acknowledged = BTreeMap::new();
    for number in 0..5 {
        acknowledged.insert(number, append(&log, number).await);
    }
    let wal = dir.path().join("log.sqlite-wal");
    let before = std::fs::read(&wal).unwrap().len();
    append(&log, 5).await;
    let database = std::fs::read(dir.path().join("log.sqlite")).unwrap();
    let torn = std::fs::read(&wal).unwrap();
    assert!(torn.len() > before, "the last commit is in the WAL");
    log.close().await;
    for cut in (before..=torn.len()).step_by(512).chain([torn.len() - 1, torn.len()]) {
        for garbage in [false, true] {
            let copy = TempDir::new().unwrap();
            std::fs::write(copy.path().join("log.sqlite"), &database).unwrap();
            let mut bytes = torn[..cut].to_vec();
            if garbage {
                bytes.resize(torn.len(), 0xa5);
            }
            std::fs::write(copy.path().join("log.sqlite-wal"), bytes).unwrap();
            survives(copy.path(), &acknowledged, cut == torn.len()).await;
        }
    }
}

async fn survives(dir: &Path, acknowledged: &BTreeMap<u64, Appended>, whole: bool) {
    let log = open(dir).await;
    let found = replay(&log).await.len();
    assert_eq!(found, if whole { 6 } else { 5 });
    check(&log, acknowledged).await;
    let next = append(&log, 99).await;
    assert_eq!(next.sequence, u64::try_from(found).unwrap());
    log.close().await;
}

/// Counts the system calls of a child that appends: there must be an `fsync` for each commit.
#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledgement_waits_for_the_disk() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: strace is not installed");
        return;
    }
    let dir = TempDir::new().unwrap();
    let trace = dir.path().join("trace");
    let log = dir.path().join("log");
    let output = Command::new("strace")
        .args(["-f", "-y", "-e", "trace=fsync,fdatasync", "-o"])
        .arg(&trace)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "crash::twenty_appends_one_by_one"])
        .env("SANAQ_LOG_TEST_APPENDS", &log)
        .output()
        .unwrap();
    assert!(output.status.success());
    let trace = std::fs::read_to_string(trace).unwrap();
    let synced = |line: &&str| line.contains("log.sqlite-wal>") && !line.contains("resumed");
    let count = trace.lines().filter(synced).count();
    assert!(count >= 20, "{count} syncs of the WAL for 20 commits:\n{trace}");
}

/// The traced side of the test above; without the variable this is an empty test.
#[tokio::test]
async fn twenty_appends_one_by_one() {
    let Ok(dir) = std::env::var("SANAQ_LOG_TEST_APPENDS") else { return };
    let log = open(Path::new(&dir)).await;
    for number in 0..20 {
        append(&log, number).await;
    }
    log.close().await;
}
