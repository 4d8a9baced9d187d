//! A mission ends: read-only, archived, and what is personal is forgotten while the rest stays
//! proved.

use axum::http::{Method, StatusCode};
use sanaq_desk::event::{Message, Wording};
use sanaq_desk::{Actor, Command, Id as DeskId};
use sanaq_log::{Log, verify_archive};
use sanaq_seal::entry::Id;
use serde_json::json;

use super::day::{Day, count, id};
use crate::{app::Server, reminder};

const CANARY: &str = "canary-9b2e the chairman is my cousin";

/// Keeps a text of a number that does not parse, as a gateway brings it.
pub(super) async fn keep(day: &Day, number: u32, sender: &str, text: &str) {
    let hash = day.mission.server.office.keys.mac("phone", sender);
    let own: DeskId = id(number).parse().unwrap();
    let message = Message {
        id: own,
        drill: false,
        sender: hash[..32].parse().unwrap(),
        text: Wording::Clear(text.to_owned()),
        problems: Vec::new(),
        content: None,
    };
    let command = Command::Keep(Box::new(message));
    day.mission.server.office.act(&Actor::Gateway, Id(own.0), &command).await.unwrap();
}

pub(super) fn holds(path: &std::path::Path, text: &str) -> bool {
    if path.is_dir() {
        let mut entries = std::fs::read_dir(path).unwrap();
        return entries.any(|entry| holds(&entry.unwrap().path(), text));
    }
    let bytes = std::fs::read(path).unwrap();
    bytes.windows(text.len()).any(|own| own == text.as_bytes())
}

async fn numbered() -> Day {
    let day = Day::new("").await;
    let body = json!({ "passphrase": "four horses under a bridge" });
    day.ask("securityofficer", Method::POST, "/api/desk/numbers", body).await;
    let body = json!({ "id": id(700), "rows": [
        { "observer": "o-1", "phone": "+77010000001", "backup": "+77010000009" },
        { "observer": "o-3", "phone": "+77010000003" } ] });
    let told = day.ask("coordinator", Method::PUT, "/api/desk/numbers", body).await;
    assert_eq!(told.body["taken"], 2, "{}", told.body);
    day
}

/// Protects who asks to be forgotten, and everybody else's receipts.
#[tokio::test]
async fn who_is_forgotten_is_gone_from_the_disk_and_the_rest_is_proved() {
    let day = numbered().await;
    let filed = day.file(count(1, "o-1", "1", 100)).await;
    assert_eq!(filed.status, StatusCode::OK, "{}", filed.body);
    keep(&day, 2, "+77010000001", CANARY).await;
    keep(&day, 3, "+77010000003", "thanks, all is calm").await;
    let server = &day.mission.server;
    let folder = day.mission.folder.path();
    let hash = server.office.keys.mac("phone", "+77010000001")[..32].to_owned();
    assert!(holds(folder, CANARY) && holds(folder, &hash), "the test looks where it is");
    let blobs = server.office.blobs.all().await.unwrap().len();
    let rows = |state: &sanaq_desk::State| -> Vec<Vec<String>> {
        let viewer = state.viewer("coordinator").unwrap();
        let export = state.export_reports(&viewer, sanaq_desk::Mode::Real, "turnout").unwrap();
        export.rows.collect()
    };
    let before = rows(&server.office.state());
    let order = json!({ "id": id(4), "observers": ["o-1"], "reason": "asked for" });
    let forget =
        |who: &'static str| day.ask(who, Method::POST, "/api/desk/forgotten", order.clone());
    assert_eq!(forget("coordinator").await.status, StatusCode::FORBIDDEN);
    let told = forget("securityofficer").await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(told.body["blobs"], 1);
    assert!(!holds(folder, CANARY) && !holds(folder, &hash), "also in the WAL");
    assert_eq!(server.office.blobs.all().await.unwrap().len(), blobs - 1);
    assert!(holds(folder, "all is calm"), "nobody else's");
    let again = forget("securityofficer").await;
    assert_eq!(again.body["entries"], 0, "the same order again finds nothing");
    server.office.log.sign_checkpoint(&server.office.keys.log).await.unwrap();
    server.office.log.verify(Some(server.office.keys.log.verifier()), |_, _| ()).await.unwrap();
    // After a restart everything else is as it was: the report is still o-1's.
    let place = server.config.as_ref().clone();
    server.office.close().await;
    let again = Server::open(place, &|_, _| ()).await.unwrap();
    let after = rows(&again.office.state());
    assert_eq!((after[0][7].as_str(), &after), ("o-1", &before), "no flag came of forgetting");
}

/// Protects the archive: nothing more is taken, everything is copied, and what is personal goes
/// when its time is over, by itself and once.
#[tokio::test]
async fn an_archive_is_copied_whole_and_forgets_when_its_time_is_over() {
    let day = numbered().await;
    day.file(count(1, "o-1", "1", 100)).await;
    keep(&day, 2, "+77019999999", CANARY).await;
    let everybody = json!({ "id": id(5), "everybody": true, "reason": "the end" });
    let told = day.ask("admin", Method::POST, "/api/desk/forgotten", everybody.clone()).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "not while the mission runs");
    let body = json!({ "reason": "the board of 12 March", "keep_days": 30 });
    let told = day.decide("admin", 6, "archive/1", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let refused = day.file(count(7, "o-1", "1", 101)).await;
    assert_eq!(refused.status, StatusCode::GONE, "and the phone keeps it");
    let server = &day.mission.server;
    assert!(!reminder::expire(server).await.unwrap(), "30 days are not over");
    assert!(holds(day.mission.folder.path(), CANARY));
    day.at(7 * 60 + 30 * 1_440 + 10);
    assert!(reminder::expire(server).await.unwrap());
    assert!(!reminder::expire(server).await.unwrap(), "once");
    assert!(!holds(day.mission.folder.path(), CANARY), "an unknown number's words too");
    let copy = tempfile::tempdir().unwrap();
    let key = &server.office.keys.log;
    server.office.log.backup(copy.path(), key, |_, _| ()).await.unwrap();
    verify_archive(copy.path(), key.verifier()).await.unwrap();
    assert!(!holds(copy.path(), CANARY));
    // The copy alone makes the mission again.
    let back = tempfile::tempdir().unwrap();
    let place = sanaq_log::Place::Directory(back.path().to_owned());
    let log = Log::open(&place, sanaq_log::system_clock()).await.unwrap();
    log.restore(copy.path(), key.verifier(), |_, _| ()).await.unwrap();
    assert_eq!(log.verify(Some(key.verifier()), |_, _| ()).await.unwrap(), log.size());
    assert!(server.office.state().remembered().is_empty());
}

/// Protects what was acknowledged while the office is read-only: reading goes on, nothing is taken.
#[tokio::test]
async fn read_only_takes_nothing_and_shows_everything() {
    let day = Day::new("").await;
    day.file(count(1, "o-1", "1", 100)).await;
    let on = |on: bool| json!({ "on": on, "reason": "court order" });
    assert_eq!(day.decide("coordinator", 2, "read-only/1", on(true)).await.status, 403);
    assert_eq!(day.decide("admin", 3, "read-only/1", on(true)).await.status, StatusCode::OK);
    let refused = day.file(count(4, "o-1", "1", 101)).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.body.to_string().contains("court order"), "{}", refused.body);
    assert_eq!(day.csv("analyst", "form=turnout").await.len(), 2);
    assert_eq!(day.decide("admin", 5, "read-only/1", on(false)).await.status, StatusCode::OK);
    assert_eq!(day.file(count(4, "o-1", "1", 101)).await.status, StatusCode::OK, "it was kept");
}
