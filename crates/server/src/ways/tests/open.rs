//! What comes in the clear where it must be sealed: photos, and names where numbers, choices and
//! codes belong.

use axum::http::{Method, StatusCode};
use sanaq_seal::hash::Hash;
use serde_json::{Value, json};

use super::{Answer, Day, photo, photos::upload};
use crate::{sweep::sweep, tests::Told};

const CANARY: &[u8] = b"CANARY";

async fn file(day: &Day, phone: &str, report: Value) -> Told {
    let who = [("authorization", phone)];
    day.mission.ask(Method::POST, "/api/reports", &who, report).await
}

fn incident(number: u8, more: Value) -> Value {
    let mut report = json!({ "id": format!("{number:032x}"), "form": "incident", "version": "1",
        "station": "1234" });
    if let (Some(report), Value::Object(more)) = (report.as_object_mut(), more) {
        report.extend(more);
    }
    report
}

fn refused(told: &Told) {
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
    assert_eq!(told.body["title"], "must-be-sealed", "{}", told.body);
}

/// Protects whoever is on the photo of an incident: unsealed it is no part of any report, nobody is
/// shown it, and it does not stay.
#[tokio::test]
async fn an_open_photo_of_an_incident_is_refused_shown_to_nobody_and_goes() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let (hash, status) = upload(&day, &phone, &photo(70, "")).await;
    assert_eq!(status, StatusCode::OK);
    let seen = format!("/api/desk/photos/{hash}");
    assert_eq!(day.get(&seen).await.status, StatusCode::NOT_FOUND, "no report names it yet");
    for sealed in [false, true] {
        let photos = json!([{ "place": "photo-1", "blob": hash, "sealed": sealed }]);
        refused(&file(&day, &phone, incident(60, json!({ "photos": photos }))).await);
    }
    let sealed = json!([{ "place": "description", "blob": hash }]);
    refused(&file(&day, &phone, incident(60, json!({ "sealed": sealed }))).await);
    assert_eq!((day.reports(), day.get(&seen).await.status), (0, StatusCode::NOT_FOUND));
    // The same where its report came first, and called it sealed.
    let late = photo(71, "");
    let hash = Hash::of(&late).to_string();
    let photos = json!([{ "place": "photo-1", "blob": hash, "sealed": true }]);
    let told = file(&day, &phone, incident(61, json!({ "photos": photos }))).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(upload(&day, &phone, &late).await.1, StatusCode::OK);
    assert!(!day.on_disk(&late[late.len() / 2..]), "it is sealed");
    // Only what nothing names goes.
    let server = &day.mission.server;
    let stored = || async { server.office.blobs.all().await.unwrap().len() };
    let (before, soon) = (stored().await, server.office.now() + 60);
    assert_eq!(sweep(server, server.office.now() - 60).await.unwrap().files, 0, "not yet");
    assert_eq!(sweep(server, soon).await.unwrap().files, 1);
    let again = sweep(server, soon).await.unwrap().files;
    assert_eq!((stored().await, again), (before - 1, 0));
}

/// One observer cannot fill the disk with what belongs to no report.
#[tokio::test]
async fn files_without_a_report_are_counted_and_those_of_reports_are_not() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let who = [("authorization", phone.as_str())];
    let send = |name: Hash| {
        let path = format!("/api/blobs/{name}?offset=0");
        let (day, who) = (&day, &who);
        async move { day.send(Method::PUT, &path, who, vec![7; 9]).await }
    };
    let mut sent = 0_u8;
    while send(Hash::of(&[sent])).await.status == StatusCode::OK {
        sent += 1;
        assert!(sent < 200, "there is no limit");
    }
    assert_eq!(sent, 60);
    let told: Answer = send(Hash::of(&[sent])).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", told.text());
    assert_eq!(send(Hash::of(&[0])).await.status, StatusCode::OK, "one that has begun goes on");
    let sealed = json!([{ "place": "description", "blob": Hash::of(&[0]).to_string() }]);
    let told = file(&day, &phone, incident(62, json!({ "sealed": sealed }))).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(send(Hash::of(&[sent])).await.status, StatusCode::OK, "a report names one now");
}

/// Protects whom somebody names in the wrong field: what a phone sends so is refused, what comes
/// by other ways is sealed, flagged and kept.
#[tokio::test]
async fn a_name_where_a_number_or_a_choice_belongs_is_never_held_in_the_clear() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let wrong = [
        ("people-affected", json!({ "unreadable": "CANARY Bek" })),
        ("people-affected", json!({ "text": "CANARY Bek" })),
        ("people-affected", json!({ "sealed": "CANARY Bek" })),
        ("category", json!({ "choice": "CANARY-Bek" })),
        ("happened-at", json!({ "unreadable": "at CANARY's" })),
        ("station-code", json!({ "text": "house of CANARY" })),
    ];
    for (question, answer) in wrong {
        refused(
            &file(&day, &phone, incident(63, json!({ "answers": { question: answer } }))).await,
        );
    }
    let csv = "id,station,observer,category,people-affected,harm\n\
               y1,1234,o-1,CANARY,CANARY Bek of Abay 5,CANARY";
    let import = |day: &Day| {
        let path = "/api/desk/import/reports?form=incident&name=a.csv";
        let (cookie, body) = (day.admin.clone(), csv.as_bytes().to_vec());
        (path, cookie, body)
    };
    let (path, cookie, body) = import(&day);
    let told = day.send(Method::POST, path, &[("cookie", &cookie)], body).await.json();
    assert_eq!(told["counts"]["taken"], 1, "{told}");
    let report = {
        let id = told["told"][0]["id"].as_str().unwrap().parse().unwrap();
        let state = day.mission.server.office.state();
        assert!(state.flags(id).unwrap().contains(sanaq_desk::FlagKind::Fault));
        id.to_string()
    };
    let mission = &day.mission;
    let cookie = mission.account(&day.admin, 70, sanaq_desk::event::Role::Coordinator).await;
    let path = format!("/api/desk/views/report?id={report}");
    let told = mission.ask(Method::GET, &path, &[("cookie", &cookie)], Value::Null).await.body;
    let places = |list: &str, key: &str| -> Vec<String> {
        let rows = told[list].as_array().unwrap().iter();
        let mut all: Vec<String> = rows.map(|row| row[key].as_str().unwrap().to_owned()).collect();
        all.sort();
        all.dedup();
        all
    };
    let sealed = places("sealed", "place");
    assert_eq!(sealed, ["category", "harm", "people-affected"], "{told}");
    let faults = told["faults"].as_array().unwrap();
    let unreadable = json!({ "place": "people-affected", "code": "unreadable" });
    assert!(faults.contains(&unreadable), "{told}");
    assert!(!day.on_disk(CANARY));
    // Where there is nobody to seal to, whoever has the file keeps it.
    let day = Day::new(false).await;
    let (path, cookie, body) = import(&day);
    let told = day.send(Method::POST, path, &[("cookie", &cookie)], body).await.json();
    assert_eq!((&told["counts"]["refused"], day.reports()), (&json!(1), 0), "{told}");
    assert!(!day.on_disk(CANARY));
}

/// A station's code is typed freely; what is none is sealed, and a person settles the station.
#[tokio::test]
async fn words_where_a_stations_code_belongs_are_sealed() {
    let day = Day::new(true).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    let report = |number: u8, station: &str| {
        json!({ "id": format!("{number:032x}"), "form": "turnout", "version": "1",
            "station": station, "answers": { "voters": { "integer": 5 } } })
    };
    for again in [false, true] {
        let told = file(&day, &phone, report(64, "my name is CANARY")).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        assert_eq!(told.body["repeated"], again);
    }
    let told = day.report(&format!("{:032x}", 64)).await;
    assert_eq!(
        (&told["station"], &told["sealed"][0]["place"]),
        (&json!(""), &json!("station-code"))
    );
    assert!(told["flags"].as_array().unwrap().contains(&json!("unknown-station")), "{told}");
    for code in ["1234", "12-Б", "UIK-0099", "000123456789012345678901"] {
        let number = 65 + u8::try_from(code.len()).unwrap();
        assert_eq!(file(&day, &phone, report(number, code)).await.status, StatusCode::OK);
        let told = day.report(&format!("{number:032x}")).await;
        assert_eq!((&told["station"], &told["sealed"]), (&json!(code), &json!([])), "{told}");
    }
    assert!(!day.on_disk(CANARY));
    let day = Day::new(false).await;
    let phone = day.mission.phone(&day.admin, "o-2", 50).await;
    refused(&file(&day, &phone, report(64, "my name is CANARY")).await);
}
