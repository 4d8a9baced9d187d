//! What was erased is gone from the files, and everything else is proved as before.

use sanaq_log::{Append, Left, NewEntry, verify_archive};
use sanaq_seal::{canonical::Canonical, entry::Id};
use serde_json::json;
use tempfile::TempDir;

use crate::common::{append, key, open};

const CANARY: &str = "canary-4f1c-+77011234567";

fn canonical(value: &serde_json::Value) -> Canonical {
    Canonical::of(value).unwrap()
}

fn new(name: &str, kind: &str, body: &serde_json::Value) -> NewEntry {
    let id = Id::derived("test", name);
    NewEntry { id, actor: "a/sara".into(), kind: kind.into(), body: canonical(body) }
}

fn files_hold(dir: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|file| {
        let path = file.unwrap().path();
        path.is_file() && {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        }
    })
}

#[tokio::test]
async fn what_was_erased_is_gone_and_the_rest_is_proved() {
    let (dir, copy, back) =
        (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = open(dir.path()).await;
    for number in 0..50 {
        append(&log, number).await;
    }
    let text = json!({ "text": CANARY.repeat(400) });
    let said = log.append(Append::one(new("said", "message/1", &text))).await.unwrap()[0];
    append(&log, 50).await;
    log.sign_checkpoint(&key()).await.unwrap();
    let before = log.receipt(3).await.unwrap().unwrap();
    assert!(files_hold(dir.path(), CANARY), "the test looks where the text is");
    let left = Left { sequence: said.sequence, body: canonical(&json!({ "text": "" })) };
    let named = json!({ "entries": [{ "sequence": said.sequence, "left": left.hash().to_string() }],
        "reason": "asked for" });
    log.append(Append::one(new("erasure", "erasure/1", &named))).await.unwrap();
    for _ in 0..2 {
        log.erase(vec![left.clone()]).await.unwrap();
    }
    assert!(!files_hold(dir.path(), CANARY));
    log.sign_checkpoint(&key()).await.unwrap();
    assert_eq!(log.verify(Some(key().verifier()), |_, _| {}).await.unwrap(), 53);
    let found = log.find(Id::derived("test", "said")).await.unwrap().unwrap();
    assert!(found.is_erased() && found.leaf == said.leaf, "its leaf stays");
    let keys: sanaq_seal::receipt::Keys = key().verifier().to_string().parse().unwrap();
    assert!(sanaq_seal::receipt::verify_receipt(&before, &keys).is_ok());
    // A copy has what is left, and is believed in nothing.
    log.backup(copy.path(), &key(), |_, _| {}).await.unwrap();
    assert!(!files_hold(copy.path(), CANARY));
    verify_archive(copy.path(), key().verifier()).await.unwrap();
    let restored = open(back.path()).await;
    restored.restore(copy.path(), key().verifier(), |_, _| {}).await.unwrap();
    restored.verify(Some(key().verifier()), |_, _| {}).await.unwrap();
    let path = copy.path().join("entries.jsonl");
    let changed =
        std::fs::read_to_string(&path).unwrap().replace("\"text\":\"\"", "\"text\":\"x\"");
    std::fs::write(&path, changed).unwrap();
    assert!(verify_archive(copy.path(), key().verifier()).await.is_err(), "what is left is proved");
}

#[tokio::test]
async fn what_nobody_says_was_erased_is_damage() {
    let dir = TempDir::new().unwrap();
    let log = open(dir.path()).await;
    for number in 0..3 {
        append(&log, number).await;
    }
    let body = canonical(&json!({ "station": "00001", "turnout": 9_999 }));
    log.erase(vec![Left { sequence: 1, body }]).await.unwrap();
    let said = log.verify(None, |_, _| {}).await.unwrap_err().to_string();
    assert!(said.contains("no entry says"), "{said}");
    assert!(log.erase(vec![Left { sequence: 9, body: canonical(&json!({})) }]).await.is_err());
}
