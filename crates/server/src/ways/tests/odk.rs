//! ODK Collect as it talks to a server: settings, list, form, submissions.

use std::io::Read as _;

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use sanaq_forms::{Answer, Answers, Name, openrosa};
use sanaq_seal::{hash::md5, sealed};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::{Answer as Told, Day, photo};

/// The address that a scanned code leads to.
pub(super) async fn address(day: &Day) -> String {
    let told = day.post("/api/desk/collect", json!({ "observer": "o-1" })).await;
    let packed = STANDARD.decode(told["settings"].as_str().unwrap()).unwrap();
    let mut text = String::new();
    flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let settings: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(settings["general"]["form_update_mode"], "match_exactly");
    settings["general"]["server_url"].as_str().unwrap().to_owned()
}

/// A post as Collect makes it.
pub(super) async fn submit(day: &Day, address: &str, xml: &str, files: &[(&str, &[u8])]) -> Told {
    post(day, address, xml, files, false).await
}

pub(super) async fn post(
    day: &Day,
    address: &str,
    xml: &str,
    files: &[(&str, &[u8])],
    more: bool,
) -> Told {
    let mut body = Vec::new();
    let mut part = |name: &str, file: Option<&str>, kind: &str, bytes: &[u8]| {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head = format!(
            "--x7\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\
             Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    part("xml_submission_file", Some("voting_2021.xml"), "text/xml", xml.as_bytes());
    for (name, bytes) in files {
        part(name, Some(name), "image/jpeg", bytes);
    }
    if more {
        part("*isIncomplete*", None, "text/plain", b"yes");
    }
    body.extend_from_slice(b"--x7--\r\n");
    let headers =
        [("content-type", "multipart/form-data; boundary=x7"), ("x-openrosa-version", "1.0")];
    day.send(Method::POST, &format!("{address}/submission"), &headers, body).await
}

/// What Collect sends for some answers to a form of ours.
pub(super) fn filled(
    day: &Day,
    form: &str,
    id: &str,
    corrects: Option<&str>,
    said: &[(&str, Answer)],
) -> String {
    let form = {
        let state = day.mission.server.office.state();
        state.current_form(form).cloned().unwrap()
    };
    let mut answers = Answers::default();
    for (name, answer) in said {
        answers.set(name.parse::<Name>().unwrap(), answer.clone());
    }
    openrosa::instance(&form, &answers, &openrosa::Identity { id, corrects })
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

#[tokio::test]
async fn collect_finds_the_forms_and_its_report_is_there_once() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    let list = day.send(Method::GET, &format!("{address}/formList"), &[], Vec::new()).await;
    assert_eq!(
        (list.status, &list.headers["x-openrosa-version"]),
        (StatusCode::OK, &"1.0".parse().unwrap())
    );
    let (xml, mark) = (list.text(), "<downloadUrl>");
    assert!(
        xml.contains("<formID>turnout</formID>") && xml.contains("<formID>voting</formID>"),
        "{xml}"
    );
    let at = xml.find("<formID>voting</formID>").unwrap();
    let url = xml[at..].split(mark).nth(1).unwrap().split('<').next().unwrap().to_owned();
    let form = day.send(Method::GET, &url, &[], Vec::new()).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(xml.contains(&format!("md5:{}", md5(&form.body))), "Collect compares the file's hash");
    assert!(openrosa::import(&form.body).is_ok());
    let head = day.send(Method::HEAD, &format!("{address}/submission"), &[], Vec::new()).await;
    assert_eq!(head.status, StatusCode::NO_CONTENT);
    assert_eq!(head.headers["x-openrosa-accept-content-length"], "33554432");
    let said = [("station-code", text("1234")), ("voters-listed", Answer::Integer(2_000))];
    let xml = filled(&day, "voting", "uuid:1", None, &said);
    for time in 0..3 {
        let told = submit(&day, &address, &xml, &[]).await;
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
        let said = told.text();
        assert!(said.contains("<OpenRosaResponse") && said.contains("submit_success"));
        let receipt = said.split_once("Receipt ").unwrap().1.split_once('.').unwrap().0;
        assert!(day.holds(receipt).await, "{said}");
        assert!(told.headers["location"].to_str().unwrap().ends_with("/submission"));
        assert_eq!(told.text().contains("before"), time > 0, "{}", told.text());
    }
    assert_eq!(day.reports(), 1);
    let id = crate::routes::odk::instance_id("uuid:1").to_string();
    let report = day.report(&id).await;
    assert_eq!((&report["observer"], &report["channel"]), (&json!("o-1"), &json!("odk")));
    assert_eq!(report["answers"]["voters-listed"], json!({ "integer": 2_000 }));
    // Edited after it was sent: a correction, beside what it corrects.
    let said = [("station-code", text("1234")), ("voters-listed", Answer::Integer(2_010))];
    let xml = filled(&day, "voting", "uuid:2", Some("uuid:1"), &said);
    assert_eq!(submit(&day, &address, &xml, &[]).await.status, StatusCode::CREATED);
    let report = day.report(&id).await;
    assert_eq!((day.reports(), report["corrected"].clone()), (2, json!(true)), "{report}");
}

#[tokio::test]
async fn photos_that_come_in_several_posts_are_all_kept() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    let said = [
        ("station-code", text("1234")),
        ("page-1", Answer::File("1.jpg".to_owned())),
        ("page-2", Answer::File("CANARY of Asel.jpg".to_owned())),
    ];
    let form = {
        let state = day.mission.server.office.state();
        let form = state.forms().find(|view| view.id.starts_with("protocol-"));
        form.unwrap().id
    };
    let xml = filled(&day, &form, "uuid:p", None, &said);
    let (one, two) = (photo(11, "CANARY GPS"), photo(90, ""));
    for _ in 0..2 {
        let told = post(&day, &address, &xml, &[("1.jpg", &one)], true).await;
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
    }
    let told = post(&day, &address, &xml, &[("CANARY of Asel.jpg", &two)], false).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
    let id = crate::routes::odk::instance_id("uuid:p").to_string();
    let report = day.report(&id).await;
    assert_eq!((day.reports(), report["photos"].as_array().unwrap().len()), (1, 2), "{report}");
    assert!(!day.on_disk(b"CANARY"), "no place beside the pixels, no file's name");
    let hash = report["photos"][0]["blob"].as_str().unwrap().to_owned();
    let shown = day.get(&format!("/api/desk/photos/{hash}")).await;
    assert_eq!((shown.status, sanaq_photo::is_bare(&shown.body)), (StatusCode::OK, true));
    // The officer has the file as it was taken.
    let original = report["photos"][0]["original"].as_str().unwrap();
    let original = sanaq_seal::hash::Hash::from_hex(original).unwrap();
    let original = day.mission.server.office.blobs.get(original).await.unwrap().unwrap();
    assert_eq!(sealed::open(&original, &day.officer).unwrap().expose_secret(), one.as_slice());
}

/// Protects people: what the form calls sensitive is nowhere on the server's disk, and the officer
/// can read it.
#[tokio::test]
async fn sensitive_answers_are_sealed_and_without_a_key_nothing_is_taken() {
    let said = [
        ("station-code", text("1234")),
        ("category", Answer::Choice("stuffing".parse().unwrap())),
        ("description", text("CANARY the chairman threatened her")),
        ("photo-1", Answer::File("face.jpg".to_owned())),
    ];
    let day = Day::new(true).await;
    let address_there = address(&day).await;
    let xml = filled(&day, "incident", "uuid:i", None, &said);
    let face = photo(3, "CANARY");
    let told = submit(&day, &address_there, &xml, &[("face.jpg", &face)]).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
    assert!(!day.on_disk(b"CANARY"));
    let files: [(&str, &[u8]); 1] = [("face.jpg", &face)];
    let (one, other) = futures_util::join!(
        submit(&day, &address_there, &xml, &files),
        submit(&day, &address_there, &xml, &[])
    );
    assert_eq!((one.status, other.status), (StatusCode::CREATED, StatusCode::CREATED));
    let id = crate::routes::odk::instance_id("uuid:i");
    let entry = day.mission.server.office.log.find(sanaq_seal::entry::Id(id.0)).await.unwrap();
    let body: Value = serde_json::from_str(entry.unwrap().body.as_str()).unwrap();
    let blobs: Vec<&str> = body["sealed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["blob"].as_str().unwrap())
        .collect();
    assert_eq!(blobs.len(), 2, "{body}");
    let mut opened = Vec::new();
    for blob in blobs {
        let hash = sanaq_seal::hash::Hash::from_hex(blob).unwrap();
        let blob = day.mission.server.office.blobs.get(hash).await.unwrap().unwrap();
        opened.push(sealed::open(&blob, &day.officer).unwrap().expose_secret().to_vec());
    }
    assert!(opened.contains(&face));
    let description = br#"{"text":"CANARY the chairman threatened her"}"#;
    assert!(opened.iter().any(|text| text == description));
    // Without a key the phone keeps all of it, and hears why.
    let day = Day::new(false).await;
    let address = address(&day).await;
    let told = submit(&day, &address, &xml, &[("face.jpg", &face)]).await;
    assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE, "{}", told.text());
    assert!(told.text().contains("description") && told.text().contains("submit_error"));
    assert_eq!((day.reports(), day.on_disk(b"CANARY")), (0, false));
}

#[tokio::test]
async fn a_form_that_nobody_published_is_kept_whole_and_closed_to_all_but_the_officer() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    let xml = "<data id='survey' version='3'><who>CANARY</who><n>5</n>\
               <meta><instanceID>uuid:u</instanceID></meta></data>";
    let told = submit(&day, &address, xml, &[]).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
    let id = crate::routes::odk::instance_id("uuid:u").to_string();
    let report = day.report(&id).await;
    assert_eq!(report["sealed"].as_array().unwrap().len(), 2, "{report}");
    assert!(report["flags"].as_array().unwrap().contains(&json!("unknown-form")), "{report}");
    assert!(!day.on_disk(b"CANARY"));
}

#[tokio::test]
async fn a_lost_phones_address_is_closed() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    day.decided(40, "phone-lost/1", json!({ "observer": "o-1" })).await;
    let list = day.send(Method::GET, &format!("{address}/formList"), &[], Vec::new()).await;
    assert_eq!(list.status, StatusCode::UNAUTHORIZED);
    let told = submit(&day, &address, "<data id='x'/>", &[]).await;
    assert_eq!((told.status, day.reports()), (StatusCode::UNAUTHORIZED, 0));
}
