//! Photos that phones send by themselves.

use axum::http::{Method, StatusCode};
use sanaq_seal::hash::Hash;
use serde_json::{Value, json};

use super::{Day, photo};

pub(super) async fn upload(day: &Day, phone: &str, file: &[u8]) -> (String, StatusCode) {
    let hash = Hash::of(file).to_string();
    let who = [("authorization", phone)];
    let path = format!("/api/blobs/{hash}?offset=0");
    let part = day.send(Method::PUT, &path, &who, file.to_vec()).await;
    assert_eq!(part.status, StatusCode::OK, "{}", part.text());
    let path = format!("/api/blobs/{hash}?size={}", file.len());
    let whole = day.send(Method::POST, &path, &who, Vec::new()).await;
    (hash, whole.status)
}

async fn file(day: &Day, phone: &str, number: u8, station: &str, blob: &str) -> Value {
    let (form, version) = {
        let state = day.mission.server.office.state();
        let form = state.forms().find(|view| view.id.starts_with("protocol-")).unwrap();
        (form.id, form.version)
    };
    let report = json!({ "id": format!("{number:032x}"), "form": form, "version": version,
        "station": station, "photos": [{ "place": "page-1", "blob": blob }] });
    let who = [("authorization", phone)];
    let told = day.mission.ask(Method::POST, "/api/reports", &who, report).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    told.body
}

/// Protects observers: a photo's place and device do not stay on the server, whether it comes
/// before its report or after; and one photo handed in for two stations is found on every way.
#[tokio::test]
async fn a_photo_that_tells_its_place_is_replaced_and_still_found_again() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let (early, late) = (photo(11, "CANARY 43.2389 76.8897"), photo(90, "CANARY 43.1 76.2"));
    let (hash, status) = upload(&day, &phone, &early).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!day.on_disk(b"CANARY"));
    let first = file(&day, &phone, 60, "1234", &hash).await;
    let again = file(&day, &phone, 60, "1234", &hash).await;
    assert_eq!(first["receipt"], again["receipt"]);
    // The phone hears that it is here, and does not send it for ever.
    let who = [("authorization", phone.as_str())];
    let path = format!("/api/blobs/{hash}");
    let progress = day.send(Method::GET, &path, &who, Vec::new()).await;
    assert_eq!(progress.json()["stored"], true);
    // The report before its photo.
    let hash = Hash::of(&late).to_string();
    file(&day, &phone, 61, "1234", &hash).await;
    assert_eq!(upload(&day, &phone, &late).await.1, StatusCode::OK);
    assert!(!day.on_disk(b"CANARY"));
    let shown = day.get(&format!("/api/desk/photos/{hash}")).await;
    assert_eq!((shown.status, sanaq_photo::is_bare(&shown.body)), (StatusCode::OK, true));
    // The same pixels packed anew, without the camera's words, for another station.
    let packed = photo(90, "");
    let (hash, _) = upload(&day, &phone, &packed).await;
    file(&day, &phone, 62, "1235", &hash).await;
    let report = day.report(&format!("{:032x}", 62)).await;
    let flags = report["flags"].as_array().unwrap();
    assert!(flags.contains(&json!("photo-alike")), "{report}");
    let other = day.report(&format!("{:032x}", 61)).await;
    assert!(other["flags"].as_array().unwrap().contains(&json!("photo-alike")), "{other}");
}

/// Protects observers whose photo came by a messenger: it is filed at the desk by the ways of every
/// photo, so its place and device do not stay either; not for every question, and not by everybody.
#[tokio::test]
async fn a_photo_is_handed_in_at_the_desk() {
    let day = Day::new(true).await;
    let file = photo(33, "CANARY 43.2389 76.8897");
    let hash = Hash::of(&file).to_string();
    let clerk = day.mission.account(&day.admin, 40, sanaq_desk::event::Role::Clerk).await;
    let put = |who: &str, offset: usize, part: &[u8]| {
        let path = format!("/api/desk/blobs/{hash}?offset={offset}");
        let (who, part) = (who.to_owned(), part.to_vec());
        let day = &day;
        async move {
            let who = [("cookie", who.as_str()), ("x-sanaq", "1")];
            day.send(Method::PUT, &path, &who, part).await
        }
    };
    assert_eq!(put(&clerk, 0, &file).await.status, StatusCode::FORBIDDEN);
    let half = file.len() / 2;
    assert_eq!(put(&day.admin, 0, &file[..half]).await.json()["next"], half);
    assert_eq!(put(&day.admin, half, &file[half..]).await.status, StatusCode::OK);
    let who = [("cookie", day.admin.as_str()), ("x-sanaq", "1")];
    let path = format!("/api/desk/blobs/{hash}?size={}", file.len());
    let whole = day.send(Method::POST, &path, &who, Vec::new()).await;
    assert_eq!(whole.json()["stored"], true, "{}", whole.text());
    assert!(!day.on_disk(b"CANARY"));
    let shown = format!("/api/desk/photos/{hash}");
    assert_eq!(day.get(&shown).await.status, StatusCode::NOT_FOUND, "no report names it yet");
    let form = {
        let state = day.mission.server.office.state();
        state.forms().find(|view| view.id.starts_with("protocol-")).unwrap()
    };
    let filed = |number: u8, form: &str, version: &str, place: &str| {
        let report = json!({ "id": format!("{number:032x}"), "form": form, "version": version,
            "station": "1234", "observer": "o-1", "channel": "phone",
            "photos": [{ "place": place, "blob": hash }] });
        let day = &day;
        async move {
            let who = [("cookie", day.admin.as_str())];
            day.mission.ask(Method::POST, "/api/desk/reports", &who, report).await
        }
    };
    let told = filed(70, &form.id, &form.version, "page-1").await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let report = day.report(&format!("{:032x}", 70)).await;
    assert_eq!(report["photos"][0]["blob"], hash, "{report}");
    assert_eq!(report["operator"], "admin");
    let shown = day.get(&shown).await;
    assert_eq!((shown.status, sanaq_photo::is_bare(&shown.body)), (StatusCode::OK, true));
    // A photo of an incident has to be sealed, which a desk does not do.
    let told = filed(71, "incident", "1", "photo").await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
    // What nobody's report names does not grow without an end.
    let mut statuses = Vec::new();
    for number in 0..70_u8 {
        let other = Hash::of(&[number]).to_string();
        let path = format!("/api/desk/blobs/{other}?offset=0");
        statuses.push(day.send(Method::PUT, &path, &who, vec![number]).await.status);
    }
    assert!(statuses.contains(&StatusCode::PAYLOAD_TOO_LARGE), "{statuses:?}");
}

#[tokio::test]
async fn what_is_no_photo_is_sealed_or_refused_and_flagged() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let heic = b"\0\0\0\x18ftypheic CANARY a photo of another kind";
    let (hash, status) = upload(&day, &phone, heic).await;
    assert_eq!((status, day.on_disk(b"CANARY")), (StatusCode::OK, false));
    file(&day, &phone, 60, "1234", &hash).await;
    let report = day.report(&format!("{:032x}", 60)).await;
    let fault = json!({ "place": "page-1", "code": "unreadable" });
    assert!(report["faults"].as_array().unwrap().contains(&fault), "{report}");
    let day = Day::new(false).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let (_, status) = upload(&day, &phone, heic).await;
    assert_eq!((status, day.on_disk(b"CANARY")), (StatusCode::BAD_REQUEST, false));
}
