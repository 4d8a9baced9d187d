//! The log in a directory: one writer, many readers, idempotence, full disks.

use std::{collections::BTreeMap, path::Path, process::Command, time::Duration};

use proptest::prelude::*;
use sanaq_log::{Append, AppendError, Log, LogError, NewEntry, Place};
use sanaq_seal::canonical::Canonical;
use tempfile::TempDir;
use tokio::{runtime::Runtime, time::timeout};

use crate::common::{append, check, clock, crowd, entry, open, replay};

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_callers_with_repeats_get_one_entry_each_and_one_answer() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let acknowledged = crowd(std::slice::from_ref(&log), 0, 10).await;
    check(&log, &acknowledged).await;
    let before = replay(&log).await;
    log.close().await;
    let again = open(dir.path()).await;
    assert_eq!(replay(&again).await, before, "the same after it was closed");
    check(&again, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_sees_every_entry_in_order_whenever_it_starts() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    append(&log, 0).await;
    let follow = |from: u64| {
        let mut entries = log.follow(from);
        tokio::spawn(async move {
            let mut seen = Vec::new();
            while seen.len() < usize::try_from(700 - from).unwrap() {
                let page = entries.next_page().await.unwrap().unwrap();
                seen.extend(page.iter().map(|entry| entry.sequence));
            }
            assert_eq!(entries.position(), 700);
            seen
        })
    };
    let early = [follow(0), follow(1), follow(500)];
    crowd(std::slice::from_ref(&log), 1, 31).await;
    let late = follow(0);
    for number in 10_000.. {
        if append(&log, number).await.sequence == 699 {
            break;
        }
    }
    for (task, from) in early.into_iter().chain([late]).zip([0, 1, 500, 0]) {
        let seen = timeout(Duration::from_secs(20), task).await.unwrap().unwrap();
        assert_eq!(seen, (from..700).collect::<Vec<u64>>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_on_an_old_state_is_refused_and_can_be_made_again() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let subject = vec!["observer/7".to_owned()];
    let decide = |number: u64, seen: u64| {
        let append =
            Append { entries: vec![entry(number)], subjects: subject.clone(), seen: Some(seen) };
        let log = log.clone();
        tokio::spawn(async move { log.append(append).await })
    };
    // Thirty callers decide on the same empty state: one may, the others must look again.
    let tasks: Vec<_> = (0..30).map(|number| decide(number, 0)).collect();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(error) => assert_eq!(error, AppendError::Stale { sequence: 0 }),
        }
    }
    assert_eq!((won, log.current_size().await.unwrap()), (1, 1));
    assert!(decide(100, 1).await.unwrap().is_ok());
    log.close().await;
    let log = open(dir.path()).await;
    let stale = Append { entries: vec![entry(101)], subjects: subject, seen: Some(1) };
    assert_eq!(log.append(stale).await, Err(AppendError::Stale { sequence: 1 }), "remembered");
}

#[tokio::test]
async fn a_second_writer_is_refused_and_a_reader_is_not() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    append(&log, 1).await;
    let second = Log::open(&Place::Directory(dir.path().to_owned()), clock()).await;
    assert!(matches!(second, Err(LogError::InUse(_))));
    let reader = Log::open_read_only(dir.path()).await.unwrap();
    assert_eq!(replay(&reader).await.len(), 1);
    assert_eq!(reader.append(Append::one(entry(2))).await, Err(AppendError::Closed));
    append(&log, 2).await;
    assert_eq!(reader.current_size().await.unwrap(), 2);
    log.close().await;
    assert_eq!(log.append(Append::one(entry(3))).await, Err(AppendError::Closed));
    assert!(Log::open_read_only(&dir.path().join("none")).await.is_err());
}

#[tokio::test]
async fn entries_that_the_log_does_not_take_are_refused_and_others_go_on() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let bad = NewEntry { kind: "report".into(), ..entry(1) };
    assert!(matches!(log.append(Append::one(bad)).await, Err(AppendError::Invalid(_))));
    append(&log, 1).await;
    let other = NewEntry { body: Canonical::parse("{}").unwrap(), ..entry(1) };
    let both = Append { entries: vec![entry(2), other], ..Append::default() };
    let conflict = AppendError::Conflict { id: entry(1).id, sequence: 0 };
    assert_eq!(log.append(both).await, Err(conflict));
    assert_eq!(log.find(entry(2).id).await.unwrap(), None, "all or none");
    assert_eq!(log.find(entry(1).id).await.unwrap().unwrap().sequence, 0);
    let odd = NewEntry { actor: "o'; DROP TABLE entry; --\u{1f5f3}".into(), ..entry(3) };
    assert_eq!(log.append(Append::one(odd.clone())).await.unwrap()[0].sequence, 1);
    assert_eq!(log.find(odd.id).await.unwrap().unwrap().actor, odd.actor);
}

/// A file system of two megabytes, as long as it lives; nothing where tests may not mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(dir.path());
        let done = mount.output().is_ok_and(|output| output.status.success());
        if !done {
            println!("skipped: file systems cannot be mounted here");
        }
        done.then_some(Self(dir))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_nothing_acknowledged_is_lost() {
    let Some(disk) = SmallDisk::mount() else { return };
    let filler = disk.path().join("filler");
    std::fs::write(&filler, vec![0; 512 << 10]).unwrap();
    let dir = disk.path().join("log");
    let log = open(&dir).await;
    let mut acknowledged = BTreeMap::new();
    let large = |number: u64| {
        let body = Canonical::of(&serde_json::json!("x".repeat(4000))).unwrap();
        NewEntry { body, ..entry(number) }
    };
    let refused = loop {
        let number = 1_000 + u64::try_from(acknowledged.len()).unwrap();
        match log.append(Append::one(large(number))).await {
            Ok(answer) => drop(acknowledged.insert(number, answer[0])),
            Err(error) => break (number, error),
        }
    };
    assert_eq!(refused.1, AppendError::Full);
    assert!(acknowledged.len() > 20, "{} fitted", acknowledged.len());
    for number in 5_000..5_010 {
        assert_eq!(log.append(Append::one(large(number))).await, Err(AppendError::Full));
    }
    check(&log, &acknowledged).await;
    std::fs::remove_file(&filler).unwrap();
    for number in [refused.0, 6_000, 6_001] {
        let answer = log.append(Append::one(large(number))).await.unwrap()[0];
        assert!(!answer.repeated, "what was refused had not been stored");
        acknowledged.insert(number, answer);
    }
    log.close().await;
    let log = open(&dir).await;
    check(&log, &acknowledged).await;
}

#[tokio::test]
async fn databases_of_others_and_of_the_future_are_refused() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    append(&log, 1).await;
    log.close().await;
    for (offset, bytes) in [(60, [0, 0, 0, 99]), (68, [1, 2, 3, 4])] {
        let copy = TempDir::new().unwrap();
        let mut file = std::fs::read(dir.path().join("log.sqlite")).unwrap();
        file[offset..offset + 4].copy_from_slice(&bytes);
        std::fs::write(copy.path().join("log.sqlite"), file).unwrap();
        let place = Place::Directory(copy.path().to_owned());
        let opened = Log::open(&place, clock()).await;
        assert!(matches!(opened, Err(LogError::Place(_))), "{opened:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Reports sent one to twenty times, in any order, in any grouping: one entry each and one
    /// answer each, and the log is the same again when it is read back.
    #[test]
    fn any_order_and_any_number_of_repeats_give_one_entry(
        times in prop::collection::vec(1_usize..=20, 1..20),
        order in any::<prop::sample::Index>(),
        seed in any::<u64>(),
    ) {
        let mut sent: Vec<u64> = (0_u64..).zip(&times)
            .flat_map(|(number, times)| std::iter::repeat_n(number, *times)).collect();
        // A shuffle by multiplication: every seed is another order.
        sent.sort_by_cached_key(|number| number.wrapping_mul(seed | 1).rotate_left(17) ^ seed);
        let middle = order.index(sent.len());
        sent.rotate_left(middle);
        Runtime::new().unwrap().block_on(async {
            let dir = TempDir::new().unwrap();
            let log = open(dir.path()).await;
            let mut acknowledged = BTreeMap::new();
            for group in sent.chunks(7) {
                let entries = group.iter().map(|number| entry(*number)).collect();
                let answers = log.append(Append { entries, ..Append::default() }).await.unwrap();
                for (number, answer) in group.iter().zip(answers) {
                    let known = *acknowledged.entry(*number).or_insert(answer);
                    assert_eq!((known.sequence, known.leaf), (answer.sequence, answer.leaf));
                }
            }
            assert_eq!(acknowledged.len(), times.len());
            check(&log, &acknowledged).await;
            let before = replay(&log).await;
            log.close().await;
            assert_eq!(replay(&open(dir.path()).await).await, before);
        });
    }
}
