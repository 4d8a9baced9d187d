//! Who sees what: photos and incidents by role, other organisations' people by nobody.

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use serde_json::{Value, json};

use super::{
    PASSWORD,
    day::{Day, PROTOCOL, count, id},
};

const VIEWS: [&str; 12] = [
    "overview",
    "stations",
    "arrivals",
    "station?station=1",
    "silent",
    "call-backs",
    "reviews",
    "observers",
    "turnout",
    "history",
    "history?station=1",
    "history?observer=o-1",
];

fn jpeg() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_fn(90, 60, |x, y| {
        image::Rgb([u8::try_from(x * y % 250).unwrap(), 9, 99])
    });
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

async fn show(day: &Day, path: &str, who: &str) -> StatusCode {
    day.ask(who, Method::GET, path, Value::Null).await.status
}

/// A hash is no key: who may not see the report does not see its photo either.
#[tokio::test]
async fn a_photo_is_for_those_who_may_see_a_report_that_names_it() {
    let mut day = Day::new("").await;
    day.partner(900, "nina", Role::Coordinator).await;
    let blob = day.mission.server.office.blobs.put(jpeg().into()).await.unwrap();
    let path = format!("/api/desk/photos/{blob}");
    assert_eq!(show(&day, &path, "coordinator").await, StatusCode::NOT_FOUND, "no report names it");
    let report = json!({ "id": id(1), "form": PROTOCOL, "version": "2021-01-10", "station": "1",
        "observer": "o-1", "photos": [{ "place": "page-1", "blob": blob.to_string() }] });
    let told = day.file(report).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(show(&day, &path, "analyst").await, StatusCode::OK);
    assert_eq!(show(&day, &path, "nina").await, StatusCode::NOT_FOUND, "another organisation's");
    let share = json!({ "from": "", "to": "ngo", "on": true });
    assert_eq!(day.decide("admin", 2, "share/1", share).await.status, StatusCode::OK);
    assert_eq!(show(&day, &path, "nina").await, StatusCode::OK, "shared");
    let mission = day.get("admin", "/api/desk/mission").await;
    assert_eq!(mission["shares"], json!([{ "from": "", "to": "ngo" }]));
    let share = json!({ "from": "", "to": "ngo", "on": false });
    assert_eq!(day.decide("admin", 3, "share/1", share).await.status, StatusCode::OK);
    assert_eq!(show(&day, &path, "nina").await, StatusCode::NOT_FOUND, "withdrawn");
    assert_eq!(day.get("admin", "/api/desk/mission").await["shares"], json!([]));
}

/// Analysts and administrators do not learn that there is an incident, nor why it was rejected.
#[tokio::test]
async fn an_incident_is_for_those_with_the_right_whatever_is_asked() {
    let day = Day::new("").await;
    let report = json!({ "id": id(0xbeef), "form": "incident", "version": "1", "station": "1",
        "observer": "o-1", "answers": { "category": { "choice": "violence" } } });
    let told = day.file(report).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    day.file(count(3, "o-1", "1", 100)).await;
    let review = json!({ "report": id(0xbeef), "verdict": "call-back", "reason": "CANARY" });
    let told = day.decide("coordinator", 4, "review/1", review).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let reports = |view: &Value| view["total"]["reports"].as_u64().unwrap();
    for who in ["analyst", "admin"] {
        for view in VIEWS {
            let text = day.get(who, &format!("/api/desk/views/{view}")).await.to_string();
            for word in ["beef", "CANARY", "incident", "violence"] {
                assert!(!text.contains(word), "{who}, {view}: {word} in {text}");
            }
        }
        let path = format!("/api/desk/views/report?id={}", id(0xbeef));
        let told = day.ask(who, Method::GET, &path, Value::Null).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{who}");
        assert_eq!(reports(&day.get(who, "/api/desk/views/overview").await), 1, "{who}");
        for asked in ["table=reports&form=incident", "table=incidents"] {
            let path = format!("/api/desk/export?{asked}");
            let told = day.ask(who, Method::GET, &path, Value::Null).await;
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{who}");
        }
        let stations = day.csv(who, "table=stations").await;
        let own = stations.iter().find(|line| line.starts_with("1,")).unwrap();
        assert!(own.contains(",1,"), "one report, the head count: {own}");
    }
    // That somebody reviewed something stands in both trails, what and how in one of them.
    let subject = json!([Some("1"), { "verdict": "call-back" }]);
    for (who, expected) in [("admin", json!([null, null])), ("securityofficer", subject)] {
        let trail = day.get(who, "/api/desk/views/trail?kind=review").await;
        let row = &trail["rows"][0];
        assert_eq!(json!([row["station"], row["decision"]]), expected, "{who}: {trail}");
    }
    let review = json!({ "report": id(0xbeef), "verdict": "verified", "reason": "" });
    let told = day.decide("admin", 5, "review/1", review).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
    for who in ["coordinator", "securityofficer"] {
        let text = day.get(who, "/api/desk/views/station?station=1").await.to_string();
        assert!(text.contains("beef") && text.contains("CANARY"), "{who}: {text}");
        assert_eq!(reports(&day.get(who, "/api/desk/views/overview").await), 2, "{who}");
    }
}

/// Names of accounts are for those who give accounts; how many clerks there are, for whoever plans
/// and reviews; the figures of sheets, for no clerk.
#[tokio::test]
async fn clerks_are_counted_for_coordinators_and_named_for_administrators() {
    let mut day = Day::new("").await;
    day.partner(900, "nina", Role::Coordinator).await;
    let admin = day.cookie("admin").to_owned();
    let path = "/api/desk/views/clerks";
    let told = day.get("coordinator", path).await;
    assert_eq!((&told["accounts"], &told["enough"]), (&json!(0), &json!(false)), "{told}");
    let clerk = day.mission.account(&admin, 210, Role::Clerk).await;
    let body = json!({ "id": id(911), "kind": "account/1", "password": PASSWORD,
        "body": { "id": "second", "role": "clerk" } });
    let told = day.ask("admin", Method::POST, "/api/desk/events", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let told = day.get("coordinator", path).await;
    let counts = [&told["accounts"], &told["enough"], &told["deciding"]];
    assert_eq!(counts, [&json!(2), &json!(true), &json!(1)], "{told}");
    assert!(!told.to_string().contains("second"), "{told}");
    let told = day.get("admin", path).await;
    assert_eq!(told["names"], json!(["clerk", "second"]));
    assert_eq!(day.get("nina", path).await["accounts"], 0, "the partner has none");
    let who = [("cookie", clerk.as_str())];
    for view in ["clerks", "sheets"] {
        let path = format!("/api/desk/views/{view}");
        let told = day.mission.ask(Method::GET, &path, &who, Value::Null).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{view}");
    }
    let told = day.mission.ask(Method::GET, "/api/desk/views/desk", &who, Value::Null).await;
    assert_eq!(told.body["waiting"], json!({ "first": 0, "second": 0 }));
}

/// A partner's administrator and security officer are over their own people only.
#[tokio::test]
async fn a_partners_accounts_see_their_own_people_and_close_nothing_of_the_missions() {
    let mut day = Day::new("").await;
    day.partner(900, "petra", Role::Admin).await;
    day.partner(901, "sofia", Role::SecurityOfficer).await;
    day.partner(902, "nina", Role::Coordinator).await;
    day.decide("nina", 5, "call/1", json!({ "observer": "o-2", "step": 1, "outcome": "reached" }))
        .await;
    let accounts = day.get("petra", "/api/desk/accounts").await;
    let names: Vec<&str> = accounts["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["account"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["nina", "petra", "sofia"]);
    let all = day.get("admin", "/api/desk/accounts").await;
    assert_eq!(all["accounts"].as_array().unwrap().len(), 7);
    for who in ["petra", "sofia"] {
        let trail = day.get(who, "/api/desk/views/trail?limit=1000").await;
        let own = ["nina", "petra", "sofia", "o-2"];
        let rows = trail["rows"].as_array().unwrap();
        assert!(!rows.is_empty());
        for row in rows {
            let actor = row["actor"].as_str().unwrap();
            let actor = actor.split_once('/').map_or("", |(_, id)| id);
            let whom = row["whom"].as_str().unwrap_or_default();
            assert!(own.contains(&actor) || own.contains(&whom), "{who} sees {row}");
        }
        let lines = day.csv(who, "table=trail").await;
        assert_eq!(lines.len(), rows.len() + 1, "the table says the same");
        for (method, body) in [
            (Method::DELETE, Value::Null),
            (Method::POST, json!({ "passphrase": "a long enough passphrase" })),
        ] {
            let told = day.ask(who, method, "/api/desk/numbers", body).await;
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{who}: {}", told.body);
        }
        let order = json!({ "id": id(77), "observers": ["o-1"], "reason": "x" });
        let told = day.ask(who, Method::POST, "/api/desk/forgotten", order).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{who}: {}", told.body);
    }
    let station = day.get("nina", "/api/desk/views/station?station=1").await;
    let deployed: Vec<&Value> =
        station["deployments"].as_array().unwrap().iter().map(|own| &own["observer"]).collect();
    assert_eq!(deployed, ["o-2"], "{station}");
    assert_eq!(station["observers"], 1);
    let station = day.get("coordinator", "/api/desk/views/station?station=1").await;
    assert_eq!(station["observers"], 2, "the mission's own");
}

/// Figures of a rehearsal are never taken for those of the day: every view and every file says so.
#[tokio::test]
async fn whatever_is_of_a_drill_says_so() {
    let day = Day::new("").await;
    day.at(22 * 60);
    for drill in [false, true] {
        for view in VIEWS.into_iter().chain(["projection"]) {
            let mark = if view.contains('?') { "&drill=true" } else { "?drill=true" };
            let mark = if drill { mark } else { "" };
            let told = day.get("coordinator", &format!("/api/desk/views/{view}{mark}")).await;
            assert_eq!(told["drill"].as_bool().unwrap_or(false), drill, "{view}: {told}");
        }
        let path = if drill { "?drill=true" } else { "" };
        let request = axum::http::Request::builder()
            .uri(format!("/api/desk/projection/protocols.csv{path}"))
            .header("cookie", day.cookie("coordinator"));
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response =
            tower::ServiceExt::oneshot(day.mission.router.clone(), request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let named = response.headers()["content-disposition"].to_str().unwrap();
        assert_eq!(named.contains("\"drill-protocols.csv\""), drill, "{named}");
        assert_eq!(response.headers().contains_key("x-sanaq-drill"), drill);
    }
}

/// Protects everything that a mission holds from whoever else is on the computer, whatever the
/// umask is.
#[cfg(unix)]
#[tokio::test]
async fn no_file_of_a_mission_is_open_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let day = Day::new("").await;
    day.mission.server.office.blobs.put(jpeg().into()).await.unwrap();
    let data = day.mission.folder.path();
    assert_eq!(crate::weaknesses(data).unwrap().len(), 1, "only that nobody can be sealed to");
    let (mut folders, mut files) = (vec![data.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let about = std::fs::metadata(&path).unwrap();
            let made_here = !path.ends_with("lock") && !path.ends_with("keys");
            let open = about.permissions().mode() & 0o077;
            assert!(open == 0 || !made_here, "{}: {open:o}", path.display());
            if about.is_dir() {
                folders.push(path);
            } else {
                files += 1;
            }
        }
    }
    assert!(files > 5, "log, keys and a photo");
}
