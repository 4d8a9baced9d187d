//! Checkpoints, tiles, receipts and witnesses of a real log.

use std::path::Path;

use sanaq_log::{Log, LogError};
use sanaq_seal::{
    checkpoint::Checkpoint,
    hash::Hash,
    note::VerifierKey,
    receipt::{Keys, Verified, verify_receipt},
    tile::{Resource, Tile, unbundle},
    tree::{Question, leaf_hash, verify_consistency},
    witness::{Seen, cosign},
};
use tempfile::TempDir;

use crate::common::{append, entry, key, open, witness};

fn keys(witnesses: Vec<VerifierKey>, quorum: usize) -> Keys {
    Keys { logs: vec![key().verifier().clone()], witnesses, quorum }
}

async fn fill(log: &Log, entries: u64) {
    let all = (0..entries).map(entry).collect();
    log.append(sanaq_log::Append { entries: all, ..Default::default() }).await.unwrap();
}

fn head(text: &str) -> Checkpoint {
    Checkpoint::open(text, key().verifier(), &[]).unwrap().checkpoint
}

#[tokio::test]
async fn a_promise_becomes_a_proof_and_both_open_to_the_entry() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    fill(&log, 700).await;
    let answer = append(&log, 10_000).await;
    let promise = Log::promise(&answer, &key()).unwrap();
    let again = append(&log, 10_000).await;
    assert_eq!(Log::promise(&again, &key()).unwrap(), promise, "the same receipt every time");
    assert_eq!(log.receipt(700).await.unwrap(), None, "no checkpoint covers it yet");
    log.sign_checkpoint(&key()).await.unwrap();
    fill_more(&log).await;
    let checkpoint = log.sign_checkpoint(&key()).await.unwrap();
    assert_eq!(log.sign_checkpoint(&key()).await.unwrap(), checkpoint, "nothing new to sign");
    for sequence in [0, 255, 256, 700, 899] {
        let receipt = log.receipt(sequence).await.unwrap().unwrap();
        let verified = verify_receipt(&receipt, &keys(vec![], 0)).unwrap();
        assert_eq!(verified.promise().index, sequence);
        if sequence == 700 {
            let stored = log.find(entry(10_000).id).await.unwrap().unwrap();
            let text = stored.content().to_text();
            let leaf = sanaq_seal::entry::leaf(&stored.nonce, text.as_bytes());
            assert_eq!((verified.promise().leaf, answer.leaf), (leaf, leaf));
            assert!(!receipt.contains("o-0") && !receipt.contains("station"));
        }
    }
}

async fn fill_more(log: &Log) {
    for number in 20_000..20_199 {
        append(log, number).await;
    }
}

#[tokio::test]
async fn witnesses_sign_growth_and_receipts_carry_their_signatures() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let mut seen: Option<Seen> = None;
    for step in 0..5_u64 {
        append(&log, step).await;
        log.sign_checkpoint(&key()).await.unwrap();
        let old = seen.map_or(0, |seen| seen.size);
        let request = log.witness_request(old).await.unwrap().unwrap();
        let logs = [key().verifier().clone()];
        let (now, signature) = cosign(&request, &logs, seen, &witness(), 60).unwrap();
        seen = Some(now);
        log.add_cosignature(now.size, signature, witness().verifier()).await.unwrap();
    }
    assert_eq!(log.witness_request(5).await.unwrap(), None);
    append(&log, 9).await;
    log.sign_checkpoint(&key()).await.unwrap();
    let known = keys(vec![witness().verifier().clone()], 1);
    let receipt = log.receipt(0).await.unwrap().unwrap();
    let Verified::Proved { checkpoint, witnesses, .. } = verify_receipt(&receipt, &known).unwrap()
    else {
        panic!("{receipt}")
    };
    assert_eq!((checkpoint.size, witnesses.len()), (5, 1), "the newest that a witness signed");
    let wrong = witness().sign("mission.example/log\n6\nAAAA\n", 60);
    assert!(log.add_cosignature(6, wrong.clone(), witness().verifier()).await.is_err());
    assert!(log.add_cosignature(99, wrong, witness().verifier()).await.is_err());
}

#[tokio::test]
async fn tiles_and_bundles_are_served_from_what_is_stored() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    fill(&log, 600).await;
    let checkpoint = head(&log.sign_checkpoint(&key()).await.unwrap());
    let get = async |path: &str| log.resource(path.parse::<Resource>().unwrap()).await.unwrap();
    assert_eq!(get("tile/0/000").await.unwrap().len(), 8192);
    assert_eq!(get("tile/0/002.p/88").await.unwrap().len(), 88 * 32);
    assert_eq!(get("tile/1/000.p/2").await.unwrap().len(), 64);
    for path in ["tile/0/002.p/89", "tile/0/003", "tile/1/000.p/3", "tile/2/000.p/1"] {
        assert_eq!(get(path).await, None, "{path}");
    }
    let hashes = get("tile/0/001").await.unwrap();
    let bundle = get("tile/entries/001").await.unwrap();
    let leaves = unbundle(&bundle).unwrap();
    assert_eq!(leaves.len(), 256);
    for (leaf, hash) in leaves.iter().zip(hashes.chunks(32)) {
        assert_eq!(leaf_hash(leaf).0, hash);
    }
    let root = log.prove(Question::Root { size: 600 }).await.unwrap()[0];
    assert_eq!((checkpoint.size, checkpoint.root), (600, root));
    assert_eq!(Tile::all(600).count(), 4);
}

#[tokio::test]
async fn any_two_checkpoints_are_shown_to_be_consistent() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    let mut heads = Vec::new();
    for step in [1, 1, 5, 250, 1, 300, 42] {
        let first = u64::try_from(heads.len()).unwrap() * 1000;
        let entries = (first..first + step).map(entry).collect();
        log.append(sanaq_log::Append { entries, ..Default::default() }).await.unwrap();
        heads.push(head(&log.sign_checkpoint(&key()).await.unwrap()));
    }
    for old in &heads {
        for new in heads.iter().filter(|new| new.size >= old.size) {
            let question = Question::Consistency { old: old.size, size: new.size };
            let proof = log.prove(question).await.unwrap();
            assert!(verify_consistency(old.size, new.size, &old.root, &new.root, &proof));
        }
    }
}

/// Changes the stored bytes behind the log's back.
fn tamper(dir: &Path, sql: &str) {
    // The log must not offer such a thing, so another program does it.
    let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
        c.execute(sys.argv[2]); c.commit()";
    let mut python = std::process::Command::new("python3");
    let done = python.args(["-c", script]).arg(dir.join("log.sqlite")).arg(sql).status();
    assert!(done.is_ok_and(|status| status.success()), "{sql}");
}

#[tokio::test]
async fn whatever_is_changed_in_the_store_is_found() {
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not installed");
        return;
    }
    let changes = [
        "UPDATE entry SET body = '{\"station\":\"00007\",\"turnout\":8}' WHERE sequence = 7",
        "UPDATE entry SET actor = 'o-8' WHERE sequence = 7",
        "UPDATE entry SET kind = 'report/2' WHERE sequence = 7",
        "UPDATE entry SET time = time + 1 WHERE sequence = 7",
        "UPDATE entry SET id = zeroblob(16) WHERE sequence = 7",
        "UPDATE entry SET nonce = zeroblob(32) WHERE sequence = 7",
        "UPDATE entry SET hash = zeroblob(32) WHERE sequence = 7",
        "DELETE FROM entry WHERE sequence = 7",
        "DELETE FROM entry WHERE sequence = 299",
        "UPDATE node SET hash = zeroblob(32)",
        "UPDATE head SET peaks = zeroblob(length(peaks))",
        "UPDATE head SET size = size - 1",
        "UPDATE head SET time = time - 1",
    ];
    for sql in changes {
        let dir = TempDir::new().unwrap();
        let log = open(dir.path()).await;
        fill(&log, 300).await;
        log.sign_checkpoint(&key()).await.unwrap();
        log.close().await;
        tamper(dir.path(), sql);
        let found = match Log::open_read_only(dir.path()).await {
            Ok(log) => log.verify(Some(key().verifier()), |_, _| {}).await.is_err(),
            Err(_) => true,
        };
        assert!(found, "{sql}");
    }
}

#[tokio::test]
async fn a_log_that_was_rolled_back_is_not_signed_again() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    fill(&log, 10).await;
    log.sign_checkpoint(&key()).await.unwrap();
    log.close().await;
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not installed");
        return;
    }
    // Whoever controls the database replaces the last entry and its tree, but not the signature.
    let other = TempDir::new().unwrap();
    let forged = open(other.path()).await;
    fill(&forged, 9).await;
    append(&forged, 77).await;
    let note = Checkpoint { origin: "mission.example/log".into(), size: 10, root: Hash::of(b"x") };
    let note = note.sign(&key()).unwrap().to_string();
    forged.close().await;
    tamper(other.path(), &format!("INSERT INTO checkpoint VALUES (10, '{note}')"));
    let forged = open(other.path()).await;
    let refused = forged.sign_checkpoint(&key()).await;
    assert!(matches!(refused, Err(LogError::Inconsistent { size: 10 })), "{refused:?}");
    append(&forged, 78).await;
    let refused = forged.sign_checkpoint(&key()).await;
    assert!(matches!(refused, Err(LogError::Inconsistent { size: 10 })), "{refused:?}");
    assert!(forged.verify(Some(key().verifier()), |_, _| {}).await.is_err());
}
