//! A result is published when the polls are over, by the mission, as signed files that stay.

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use sanaq_seal::receipt::Keys;
use serde_json::{Value, json};

use super::day::Day;
use crate::public;

const PATH: &str = "/api/desk/result";
/// After the last polls have closed, an hour later in the west, and before sessions end.
const NIGHT: i64 = 22 * 60;

#[tokio::test]
async fn a_result_is_published_after_the_polls_and_by_the_mission_only() {
    let mut day = Day::new("").await;
    day.partner(300, "partner", Role::Coordinator).await;
    let first = || json!({ "version": 1 });
    let early = day.ask("coordinator", Method::POST, PATH, first()).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN, "{}", early.body);
    day.at(NIGHT);
    for who in ["analyst", "partner"] {
        let told = day.ask(who, Method::POST, PATH, first()).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{who}");
    }
    assert_eq!(day.get("analyst", "/api/desk/results").await["results"], json!([]));
    day.drill(true).await;
    let drill = day.ask("coordinator", Method::POST, PATH, first()).await;
    assert_eq!(drill.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_version_stays_among_the_signed_files() {
    let day = Day::new("").await;
    day.at(NIGHT);
    let page = day.get("coordinator", &format!("{PATH}?language=ru")).await;
    assert!(page.as_str().unwrap().contains("lang=\"ru\""), "the page can be looked at before");
    let publish = |body: Value| day.ask("coordinator", Method::POST, PATH, body);
    let one = publish(json!({ "version": 1 })).await;
    assert_eq!(one.status, StatusCode::OK, "{}", one.body);
    let again = publish(json!({ "version": 1 })).await;
    assert_eq!(
        (&again.body["repeated"], &again.body["published"]),
        (&json!(true), &one.body["published"])
    );
    assert_eq!(publish(json!({ "version": 3 })).await.status, StatusCode::BAD_REQUEST);
    let two = publish(json!({ "version": 2, "language": "kk" })).await;
    assert_eq!(two.status, StatusCode::OK, "{}", two.body);

    let (office, folder) = (&day.mission.server.office, tempfile::tempdir().unwrap());
    office.log.sign_checkpoint(&office.keys.log).await.unwrap();
    let dir = folder.path();
    public::write(&office.log, &office.blobs, &office.keys, dir).await.unwrap();
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    assert_eq!(read("index.html"), read("result-2-kk.html"));
    assert!(read("result-2-kk.html").contains("href=\"result-1-kk.html\""));
    assert!(!read("result-1-en.html").contains("<script"));
    let data: Value = serde_json::from_str(&read("result-1.json")).unwrap();
    assert_eq!((&data["version"], &data["contest"]), (&json!(1), &json!("majilis-lists")));
    // A store that a file has not come to yet takes nothing back that readers see.
    let elsewhere = tempfile::tempdir().unwrap();
    let empty = sanaq_log::blob::Blobs::local(elsewhere.path()).unwrap();
    let again = public::write(&office.log, &empty, &office.keys, dir).await.unwrap();
    assert_eq!((again.written, read("index.html")), (0, read("result-2-kk.html")));
    std::fs::remove_file(dir.join("result-1.json")).unwrap();
    public::write(&office.log, &empty, &office.keys, dir).await.unwrap();
    assert_eq!(read("index.html"), read("result-2-kk.html"));
    public::write(&office.log, &office.blobs, &office.keys, dir).await.unwrap();
    let logs = vec![office.keys.log.verifier().clone()];
    let keys = Keys { logs, witnesses: Vec::new(), quorum: 0 };
    public::check(dir, &keys, &[]).unwrap();
    std::fs::write(dir.join("result-1.json"), "{}").unwrap();
    assert!(public::check(dir, &keys, &[]).unwrap_err().contains("result-1.json"));
}

/// Protects readers: the address that the data centre passes on is the one that the server was
/// told, and a version is called out only when its page is there.
#[tokio::test]
async fn the_page_says_where_everybody_reads_it() {
    let mut day = Day::new("").await;
    day.at(NIGHT);
    let told = day.ask("coordinator", Method::POST, PATH, json!({ "version": 1 })).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let listed = day.get("analyst", "/api/desk/results").await;
    assert_eq!((&listed["address"], &listed["results"][0]["out"]), (&Value::Null, &json!(false)));

    let folder = tempfile::tempdir().unwrap();
    let address = "https://mission.example/".to_owned();
    day.mission.hand_out(folder.path(), address.clone());
    let listed = day.get("analyst", "/api/desk/results").await;
    assert_eq!(
        (&listed["address"], &listed["results"][0]["out"]),
        (&json!(address), &json!(false))
    );
    let office = &day.mission.server.office;
    office.log.sign_checkpoint(&office.keys.log).await.unwrap();
    public::write(&office.log, &office.blobs, &office.keys, folder.path()).await.unwrap();
    let listed = day.get("analyst", "/api/desk/results").await;
    assert_eq!(listed["results"][0]["out"], json!(true), "{listed}");
}
