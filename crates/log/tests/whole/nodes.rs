//! One log in `PostgreSQL`, several nodes.

use std::{collections::BTreeMap, time::Duration};

use sanaq_log::{Append, AppendError, Log, LogError, NewEntry, Place, system_clock};
use sanaq_seal::{canonical::Canonical, note::SigningKey};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::{
    cluster::Server,
    common::{append, check, crowd, entry, key, open, replay},
};

async fn node(address: &str) -> Log {
    Log::open(&Place::parse(address), system_clock()).await.unwrap()
}

/// One server for all of these, since starting one takes seconds.
#[tokio::test(flavor = "multi_thread")]
async fn several_nodes_share_one_log() {
    let Some(server) = Server::start() else { return };
    nodes_number_without_a_gap_and_answer_alike(&server.database("numbers")).await;
    each_node_follows_the_others(&server.database("follow")).await;
    a_decision_on_an_old_state_is_refused_across_nodes(&server.database("stale")).await;
    conflicts_and_odd_texts_are_told(&server.database("conflicts")).await;
    proofs_and_backups_are_the_same_as_in_a_directory(&server.database("proofs")).await;
    nodes_survive_a_restart(&server, &server.database("restart")).await;
    unsafe_servers_are_refused(&server, &server.database("unsafe")).await;
}

async fn nodes_number_without_a_gap_and_answer_alike(address: &str) {
    let starting = [node(address), node(address), node(address)];
    let [a, b, c] = starting;
    let (a, b, c) = tokio::join!(a, b, c);
    let acknowledged = crowd(&[a.clone(), b.clone(), c.clone()], 0, 10).await;
    check(&a, &acknowledged).await;
    let known = replay(&a).await;
    assert_eq!(replay(&b).await, known);
    c.close().await;
    let again = node(address).await;
    assert_eq!(replay(&again).await, known);
    assert!(append(&again, 0).await.repeated);
    for log in [a, b, again] {
        log.close().await;
    }
}

async fn each_node_follows_the_others(address: &str) {
    let (a, b) = (node(address).await, node(address).await);
    append(&a, 0).await;
    let mut seen = Vec::new();
    let mut follower = b.follow(0);
    let writing = tokio::spawn({
        let logs = [a.clone(), b.clone()];
        async move { crowd(&logs, 1, 10).await }
    });
    while seen.len() < 221 {
        let page = timeout(Duration::from_secs(20), follower.next_page()).await.unwrap();
        seen.extend(page.unwrap().unwrap().iter().map(|entry| entry.sequence));
    }
    assert_eq!(seen, (0..221).collect::<Vec<u64>>());
    writing.await.unwrap();
    a.close().await;
    b.close().await;
}

async fn a_decision_on_an_old_state_is_refused_across_nodes(address: &str) {
    let (a, b) = (node(address).await, node(address).await);
    let decide = |number, seen| Append {
        entries: vec![entry(number)],
        subjects: vec!["station/1".into()],
        seen: Some(seen),
    };
    let (first, second) = tokio::join!(a.append(decide(1, 0)), b.append(decide(2, 0)));
    let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(refused, [AppendError::Stale { sequence: 0 }]);
    assert!(b.append(decide(3, 1)).await.is_ok());
    a.close().await;
    b.close().await;
}

async fn conflicts_and_odd_texts_are_told(address: &str) {
    let (a, b) = (node(address).await, node(address).await);
    append(&a, 1).await;
    let other = NewEntry { body: Canonical::parse("{}").unwrap(), ..entry(1) };
    let conflict = AppendError::Conflict { id: entry(1).id, sequence: 0 };
    assert_eq!(b.append(Append::one(other)).await, Err(conflict));
    let body = Canonical::of(&serde_json::json!("nul \u{0} and \u{1f5f3} ' \\ \"")).unwrap();
    let odd = NewEntry { body, ..entry(2) };
    b.append(Append::one(odd.clone())).await.unwrap();
    assert_eq!(a.find(odd.id).await.unwrap().unwrap().body, odd.body);
    a.close().await;
    b.close().await;
}

async fn proofs_and_backups_are_the_same_as_in_a_directory(address: &str) {
    let (a, b) = (node(address).await, node(address).await);
    let entries = (0..600).map(entry).collect();
    a.append(Append { entries, ..Append::default() }).await.unwrap();
    let checkpoint = a.sign_checkpoint(&key()).await.unwrap();
    assert_eq!(b.sign_checkpoint(&key()).await.unwrap(), checkpoint);
    assert_eq!(a.receipt(300).await.unwrap(), b.receipt(300).await.unwrap());
    assert_eq!(a.verify(Some(key().verifier()), |_, _| {}).await.unwrap(), 600);
    let (copy, dir) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    b.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    let moved = open(dir.path()).await;
    moved.restore(copy.path(), key().verifier(), |_, _| {}).await.unwrap();
    assert_eq!(replay(&moved).await, replay(&a).await, "from PostgreSQL into a directory");
    assert_eq!(moved.receipt(300).await.unwrap(), a.receipt(300).await.unwrap());
    let stranger = SigningKey::generate("mission.example/log").unwrap();
    assert!(a.sign_checkpoint(&stranger).await.is_err(), "another key is another log");
    a.close().await;
    b.close().await;
}

async fn nodes_survive_a_restart(server: &Server, address: &str) {
    let (a, b) = (node(address).await, node(address).await);
    let mut acknowledged = crowd(&[a.clone(), b.clone()], 0, 2).await;
    let writing = tokio::spawn({
        let logs = [a.clone(), b.clone()];
        async move { crowd(&logs, 10_000, 20).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.kill();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.launch();
    acknowledged.extend(writing.await.unwrap());
    check(&a, &acknowledged).await;
    let mut follower = b.follow(0);
    let mut seen = 0;
    while seen < acknowledged.len() {
        let page = timeout(Duration::from_secs(20), follower.next_page()).await.unwrap();
        seen += page.unwrap().unwrap().len();
    }
    a.close().await;
    b.close().await;
}

async fn unsafe_servers_are_refused(server: &Server, address: &str) {
    for setting in ["synchronous_commit", "fsync"] {
        server.sql(&format!("ALTER SYSTEM SET {setting} = off"));
        server.sql("SELECT pg_reload_conf()");
        tokio::time::sleep(Duration::from_millis(300)).await;
        let refused = Log::open(&Place::parse(address), system_clock()).await;
        assert!(matches!(refused, Err(LogError::Place(_))), "{refused:?}");
        server.sql(&format!("ALTER SYSTEM RESET {setting}"));
        server.sql("SELECT pg_reload_conf()");
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let log = node(address).await;
    check(&log, &BTreeMap::new()).await;
    log.close().await;
}
