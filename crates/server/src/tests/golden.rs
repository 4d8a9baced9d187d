//! Missions that earlier versions wrote stay readable.
//!
//! `tests/golden/v1` is a copy (`sanaq backup`) of a mission with an entry of every kind there was.
//! `SANAQ_WRITE_GOLDEN=v2 cargo test -p sanaq-server golden` writes one of this version into a new
//! folder; old folders are never written again.

use std::path::{Path, PathBuf};

use sanaq_desk::Mode;
use sanaq_log::{Append, Log, NewEntry, Place, system_clock};
use sanaq_seal::{canonical::Canonical, checkpoint::Checkpoint, entry::Id};
use serde_json::Value;

use crate::{app::Server, config::Config, keys::Keys, restore};

const ORIGIN: &str = "mission.example/log";

fn folder(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(version)
}

/// An empty mission with the log's key of these tests.
fn empty(data: &Path) -> Config {
    std::fs::create_dir_all(data.join("keys")).unwrap();
    std::fs::write(data.join("keys/log.key"), "07".repeat(32)).unwrap();
    let mut config = Config::local(data.to_owned(), ([127, 0, 0, 1], 0).into());
    config.origin = ORIGIN.to_owned();
    config
}

#[tokio::test]
async fn missions_of_every_earlier_version_are_read_to_the_same_root_and_state() {
    if let Ok(version) = std::env::var("SANAQ_WRITE_GOLDEN") {
        write(&folder(&version)).await;
    }
    let data = tempfile::tempdir().unwrap();
    let config = empty(data.path());
    let kept = restore(&config, &folder("v1"), &|_, _| ()).await.unwrap();
    let server = Server::open(config, &|_, _| ()).await.unwrap();
    let (office, keys) = (&server.office, &server.office.keys);
    assert_eq!(kept.entries, office.state().entries());
    let note = std::fs::read_to_string(folder("v1").join("checkpoint")).unwrap();
    let signed = Checkpoint::open(&note, keys.log.verifier(), &[]).unwrap().checkpoint;
    let now = office.log.sign_checkpoint(&keys.log).await.unwrap();
    let now = Checkpoint::open(&now, keys.log.verifier(), &[]).unwrap().checkpoint;
    assert_eq!(now, signed);
    let state = office.state();
    assert!(state.unknown().is_empty(), "{:?}", state.unknown());
    // What the entries say, however the code that reads them changed.
    let lines = std::fs::read_to_string(folder("v1").join("entries.jsonl")).unwrap();
    let entries: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let bodies = |kind: &str| {
        let own = entries.iter().map(|line| &line["entry"]).filter(|entry| entry["kind"] == kind);
        own.map(|entry| entry["body"].clone()).collect::<Vec<Value>>()
    };
    let filed = state.reports(Mode::Real) + state.reports(Mode::Drill);
    assert_eq!(filed, bodies("report/1").len());
    for body in bodies("stations/1") {
        for row in body["rows"].as_array().unwrap() {
            assert!(state.has_station(row["code"].as_str().unwrap()), "{row}");
        }
    }
    for body in bodies("account-closed/1") {
        assert!(state.account(body["account"].as_str().unwrap()).is_none());
    }
    assert!(state.second_factor().contains(&sanaq_desk::event::Role::Coordinator));
}

/// A mission of the entries that the office keeps one of each kind of.
async fn write(to: &Path) {
    assert!(!to.exists(), "{}: earlier versions are not written again", to.display());
    let data = tempfile::tempdir().unwrap();
    let config = empty(data.path());
    let keys = Keys::open(&config.data, ORIGIN).unwrap();
    let place = Place::Directory(config.data.clone());
    let log = Log::open(&place, system_clock()).await.unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/tests/fixtures/v1.jsonl");
    let lines = std::fs::read_to_string(fixtures).unwrap();
    let entries = lines.lines().zip(0_u32..).map(|(line, number)| {
        let line: Value = serde_json::from_str(line).unwrap();
        NewEntry {
            id: Id::derived("golden", &number.to_string()),
            actor: "a/anna".to_owned(),
            kind: line["kind"].as_str().unwrap().to_owned(),
            body: Canonical::of(&line["body"]).unwrap(),
        }
    });
    let entries = entries.collect();
    log.append(Append { entries, ..Append::default() }).await.unwrap();
    log.backup(to, &keys.log, |_, _| {}).await.unwrap();
    log.close().await;
}
