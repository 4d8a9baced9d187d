//! What is taken away from an example, or printed, says that it is one; and pages are shown with
//! their own style.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use sanaq_desk::event::Example;
use serde_json::json;
use tower::ServiceExt as _;

use super::day::Day;

async fn taken(day: &Day, path: &str) -> (HeaderMap, Vec<u8>) {
    let cookie = day.mission.sign_in("admin").await;
    let request = Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap();
    let response = day.mission.router.clone().oneshot(request).await.unwrap();
    let headers = response.headers().clone();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 22).await.unwrap();
    (headers, bytes.to_vec())
}

/// Protects a reader from taking a rehearsal's file for a country's.
#[tokio::test]
async fn files_and_prints_of_an_example_say_so() {
    let day = Day::new("").await;
    let (headers, real) = taken(&day, "/api/desk/print/deployments?language=ru").await;
    assert!(!String::from_utf8(real).unwrap().contains("class=\"example\""));
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("style-src 'unsafe-inline'"), "its style is shown: {policy}");
    assert!(headers.contains_key("x-content-type-options"), "the other rules hold too");
    day.record(Example { name: "Made up".into() }).await;
    let (_, page) = taken(&day, "/api/desk/print/deployments?language=ru").await;
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("Пример: всё в нём вымышлено"), "{page}");
    for format in ["csv", "xlsx"] {
        let path = format!("/api/desk/export?table=stations&format={format}");
        let (headers, bytes) = taken(&day, &path).await;
        let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert!(name.contains("\"example-stations-6-rows."), "{name}");
        if format == "xlsx" {
            use calamine::Reader as _;
            let mut book: calamine::Xlsx<_> =
                calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
            let about = book.worksheet_range("about").unwrap();
            assert_eq!(about.get((1, 1)).unwrap().to_string(), "Made up");
        }
    }
}

/// Protects who rehearses, and who does not: phones of an example go by its clock, which plays a
/// day of its own; those of a real mission by their own.
#[tokio::test]
async fn phones_of_an_example_are_told_its_clock() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-77", 240).await;
    let who = [("authorization", phone.as_str())];
    let ask = || day.mission.ask(Method::GET, "/api/phone", &who, serde_json::Value::Null);
    assert_eq!(ask().await.body["day_clock"], serde_json::Value::Null);
    day.record(Example { name: "Made up".into() }).await;
    let told = ask().await.body;
    let now = day.mission.server.office.now();
    assert_eq!(told["day_clock"], json!({ "now": now, "times": 1, "until": 0 }), "{told}");
}

/// Protects phones on slow lines: while nothing has changed for the phone, a sync carries headers
/// and nothing else; a drill that begins is told at once.
#[tokio::test]
async fn a_phone_is_not_sent_what_it_has() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-77", 240).await;
    let ask = async |known: &str| {
        let request = Request::builder().uri("/api/phone").header("authorization", &phone);
        let request = request.header("if-none-match", known).body(Body::empty()).unwrap();
        let response = day.mission.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let tag = head.headers["etag"].to_str().unwrap().to_owned();
        let length: usize = head.headers.iter().map(|(k, v)| k.as_str().len() + v.len() + 4).sum();
        let body = axum::body::to_bytes(body, 1 << 22).await.unwrap();
        (head.status, tag, length + body.len())
    };
    let (first, tag, whole) = ask("\"none\"").await;
    assert_eq!(first, StatusCode::OK);
    let (again, same, size) = ask(&tag).await;
    assert_eq!((again, &same), (StatusCode::NOT_MODIFIED, &tag));
    assert!(size < 1_000 && size < whole / 10, "{size} of {whole}");
    day.drill(true).await;
    let (told, other, _) = ask(&tag).await;
    assert_eq!(told, StatusCode::OK);
    assert_ne!(other, tag);
}

/// Protects who reads a version later: it is the page that was published, byte by byte.
#[tokio::test]
async fn a_published_version_is_read_as_it_was_published() {
    let day = Day::new("").await;
    day.at(22 * 60);
    let told = day.ask("coordinator", Method::POST, "/api/desk/result", json!({ "version": 1 }));
    let told = told.await;
    let files = told.body["published"]["files"].as_object().unwrap().clone();
    for name in files.keys() {
        let (headers, bytes) = taken(&day, &format!("/api/desk/results/{name}")).await;
        let hash = sanaq_seal::hash::Hash::of(&bytes);
        assert_eq!(files[name], json!(sanaq_desk::BlobHash(hash.0)), "{name}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert_eq!(
            name.strip_suffix(".html").is_some(),
            policy.contains("style-src 'unsafe-inline'")
        );
    }
    let (_, none) = taken(&day, "/api/desk/results/result-9-en.html").await;
    assert!(String::from_utf8(none).unwrap().contains("no published result has a file"));
}

/// Protects the set-up of Collect: the answer has a code to scan, not only a text.
#[tokio::test]
async fn settings_for_collect_come_as_a_code_to_scan() {
    let day = Day::new("").await;
    let wanted = json!({ "observer": "o-1" });
    let told = day.ask("coordinator", Method::POST, "/api/desk/collect", wanted).await;
    let code = told.body["code"].as_str().unwrap();
    assert!(code.starts_with("<svg") && code.contains("<path"), "{code}");
}
