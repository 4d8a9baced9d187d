//! What crashes and lost phones leave of photos, and that it goes.

use axum::http::{Method, StatusCode};
use sanaq_desk::{Actor, BlobHash, Command, Event, event::PhotoHeld};
use sanaq_seal::{entry::Id, hash::Hash};
use serde_json::json;

use super::{Answer, Day, photo};
use crate::{app::Server, sweep};

const CANARY: &[u8] = b"CANARY 43.2389 76.8897";

/// Sends one part of a photo.
async fn part(day: &Day, phone: &str, file: &[u8], from: usize, to: usize) {
    let path = format!("/api/blobs/{}?offset={from}", Hash::of(file));
    let who = [("authorization", phone)];
    let told = day.send(Method::PUT, &path, &who, file[from..to].to_vec()).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
}

async fn finish(day: &Day, phone: &str, file: &[u8]) -> Answer {
    let path = format!("/api/blobs/{}?size={}", Hash::of(file), file.len());
    day.send(Method::POST, &path, &[("authorization", phone)], Vec::new()).await
}

/// The second of the real clock: files have no other.
fn now() -> i64 {
    let elapsed = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
}

/// Protects an observer whose phone was taken in the middle of sending.
#[tokio::test]
async fn parts_that_nobody_goes_on_with_are_removed_and_fresh_ones_wait() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let file = photo(11, "CANARY 43.2389 76.8897");
    part(&day, &phone, &file, 0, 400).await;
    assert!(day.on_disk(CANARY), "the test looks where it is");
    let server = &day.mission.server;
    let swept = sweep::sweep(server, now() - 3_600).await.unwrap();
    assert_eq!((swept.parts, day.on_disk(CANARY)), (0, true), "the phone may go on");
    let swept = sweep::sweep(server, now() + 3_600).await.unwrap();
    assert_eq!((swept.parts, day.on_disk(CANARY)), (1, false));
    // It comes back all the same: it begins anew and loses nothing.
    part(&day, &phone, &file, 0, file.len()).await;
    assert_eq!(finish(&day, &phone, &file).await.json(), json!({ "stored": true }));
    assert!(!day.on_disk(CANARY));
}

/// A photo that tells its place never becomes a file of the store, whatever fails after its last
/// part; what failed for a while is tried again with the parts that are here.
#[tokio::test]
async fn a_photo_whose_taking_in_fails_is_in_no_file_and_is_taken_later() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let file = photo(11, "CANARY 43.2389 76.8897");
    part(&day, &phone, &file, 0, file.len()).await;
    let on = |on: bool| json!({ "on": on, "reason": "the log takes nothing" });
    day.decided(60, "read-only/1", on(true)).await;
    assert_eq!(finish(&day, &phone, &file).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let blobs = day.mission.folder.path().join("blob");
    assert!(!super::holds(&blobs, CANARY), "not as a file of the store");
    day.decided(61, "read-only/1", on(false)).await;
    assert_eq!(finish(&day, &phone, &file).await.status, StatusCode::OK);
    assert!(!day.on_disk(CANARY), "nor as parts");
}

/// A crash came between the entry that says what is held of a photo and the photo's removal, and
/// another between a deletion and what it names: the next start finishes both.
#[tokio::test]
async fn the_next_start_removes_what_a_crash_left() {
    let day = Day::new(true).await;
    let server = &day.mission.server;
    let (raw, secret) = (photo(11, "CANARY 43.2389 76.8897"), b"CANARY-DELETED".to_vec());
    let shown = server.office.blobs.put(photo(11, "").into()).await.unwrap();
    let mut left = Vec::new();
    for file in [&raw, &secret] {
        left.push(BlobHash(server.office.blobs.put(file.clone().into()).await.unwrap().0));
    }
    let shown_as = Some(BlobHash(shown.0));
    let held = PhotoHeld { blob: left[0], likeness: None, shown: shown_as, original: None };
    let (observers, reason) = (Vec::new(), "asked for".to_owned());
    let deletion = sanaq_desk::event::Deletion { blobs: vec![left[1]], observers, reason };
    for event in [Event::from(held), Event::from(deletion)] {
        let command = Command::Record(event);
        server.office.act(&Actor::System, Id::generate().unwrap(), &command).await.unwrap();
    }
    assert!(day.on_disk(CANARY) && day.on_disk(&secret));
    let place = server.config.as_ref().clone();
    server.office.close().await;
    let again = Server::open(place, &|_, _| ()).await.unwrap();
    let swept = sweep::sweep(&again, 0).await.unwrap();
    assert_eq!(swept.files, 2);
    assert!(!day.on_disk(CANARY) && !day.on_disk(&secret));
    assert!(again.office.blobs.has(shown).await.unwrap(), "what is shown stays");
}
