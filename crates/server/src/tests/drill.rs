//! The wall between a drill and the day: whatever is recorded in a drill, nothing of the real day
//! looks different afterwards, on no screen, in no table, on no page and in no public file.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use sanaq_desk::event::{ReminderRule, Reminders, Wave, Way};
use serde_json::{Value, json};

use super::{
    day::{Day, PROTOCOL, count, id},
    forgetting,
};
use crate::reminder;

const VIEWS: [&str; 16] = [
    "overview",
    "arrivals",
    "stations",
    "station?station=1",
    "station?station=3",
    "silent",
    "call-backs",
    "reviews",
    "repairs",
    "strangers",
    "incidents",
    "observers",
    "turnout",
    "history",
    "batches",
    "clerks",
];
const TABLES: [&str; 6] = [
    "table=stations",
    "table=observers",
    "table=incidents",
    "table=messages",
    "table=outgoing",
    "form=turnout",
];
const PAGES: [&str; 3] = [
    "crib-card?form=turnout&language=ru",
    "blank-form?form=incident&language=kk",
    "deployments?language=en",
];

/// Everything of the real day that can be seen, printed or taken away.
async fn seen(day: &Day, phone: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for view in VIEWS {
        let path = format!("/api/desk/views/{view}");
        all.insert(path.clone(), day.get("coordinator", &path).await.to_string());
    }
    let form = format!("form={PROTOCOL}");
    for table in TABLES.into_iter().chain([form.as_str()]) {
        all.insert(table.to_owned(), day.csv("coordinator", table).await.join("\n"));
    }
    for page in PAGES {
        let path = format!("/api/desk/print/{page}");
        all.insert(path.clone(), day.get("coordinator", &path).await.to_string());
    }
    let locks = day.get("coordinator", "/api/desk/forms").await["locks"].to_string();
    all.insert("locks".to_owned(), locks);
    let who = [("authorization", phone)];
    let told = day.mission.ask(Method::GET, "/api/phone", &who, Value::Null).await;
    all.insert("phone".to_owned(), told.body["mine"].to_string());
    all
}

/// Everything that people do on a day, numbered from here on. Gives the report that was filed
/// first.
async fn live(day: &Day, from: u32) -> String {
    let one = |number: u32| from + number;
    assert_eq!(day.file(count(one(0), "o-1", "1", 1_900)).await.status, StatusCode::OK);
    assert_eq!(day.file(count(one(1), "o-3", "1", 3)).await.status, StatusCode::OK);
    assert_eq!(day.file(count(one(2), "o-3", "canary-9", 3)).await.status, StatusCode::OK);
    let help = json!({ "id": id(one(3)), "form": "incident", "version": "1", "station": "1",
        "observer": "o-1", "answers": { "category": { "choice": "help-now" } } });
    assert_eq!(day.file(help).await.status, StatusCode::OK);
    let protocol = json!({ "id": id(one(4)), "form": PROTOCOL, "version": "2021-01-10",
        "station": "1", "observer": "o-1", "answers": { "valid": { "integer": 7 } } });
    assert_eq!(day.file(protocol).await.status, StatusCode::OK);
    forgetting::keep(day, one(5), "+77010000005", &format!("canary-text {from}")).await;
    let decisions = [
        ("call/1", json!({ "observer": "o-3", "step": 1, "outcome": "no-answer" })),
        ("station-missing/1", json!({ "station": "3", "why": "refused" })),
        ("stage-lock/1", json!({ "stage": "turnout", "area": "", "locked": true })),
        ("review/1", json!({ "report": id(one(1)), "verdict": "call-back", "reason": "canary" })),
        (
            "station-settled/1",
            json!({ "report": id(one(2)), "station": "1", "reason": "mistyped" }),
        ),
    ];
    for (number, (kind, body)) in (one(6)..).zip(decisions) {
        let told = day.decide("coordinator", number, kind, body).await;
        assert_eq!(told.status, StatusCode::OK, "{kind}: {}", told.body);
    }
    id(one(0))
}

fn rules() -> Reminders {
    let waves = vec![Wave { after: 10, way: Way::Call }];
    let expected = "count-noon".to_owned();
    Reminders { rules: vec![ReminderRule { expected, waves, texts: BTreeMap::new(), quiet: None }] }
}

/// Protects the real day from its rehearsal.
#[tokio::test]
async fn nothing_of_the_day_looks_different_after_a_drill() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    day.deploy("o-7", "1").await;
    day.record(rules()).await;
    assert_eq!(day.file(count(1, "o-1", "1", 100)).await.status, StatusCode::OK);
    day.at(755);
    let before = seen(&day, &phone).await;
    day.drill(true).await;
    let first = live(&day, 1_000).await;
    // The wave of reminders falls into the drill, and marks whom to call in it.
    assert_eq!(reminder::remind(&day.mission.server).await.unwrap(), 1);
    let during = seen(&day, &phone).await;
    let silent = day.get("coordinator", "/api/desk/views/silent?drill=true").await;
    let row = silent["rows"].as_array().unwrap().iter().find(|row| row["observer"] == "o-7");
    assert_eq!(row.unwrap()["to_call"], true, "the drill shows its own: {silent}");
    day.drill(false).await;
    let after = seen(&day, &phone).await;
    for (what, text) in &before {
        // Deadlines of a drill's phone are the drill's while it lasts.
        let (own, other) = (&during[what], &after[what]);
        assert!(what == "phone" || what == "locks" || own == text, "{what}, in the drill: {own}");
        assert_eq!(other, text, "{what}, after the drill");
    }
    // The same things on the day show what the test would have found.
    live(&day, 2_000).await;
    assert_eq!(reminder::remind(&day.mission.server).await.unwrap(), 1);
    let real = seen(&day, &phone).await;
    let same: Vec<&String> =
        before.iter().filter(|own| real[own.0] == *own.1).map(|own| own.0).collect();
    let fixed = ["batches", "clerks", "print", "outgoing"];
    let other = |what: &&&String| !fixed.iter().any(|fixed| what.contains(fixed));
    let other: Vec<_> = same.iter().filter(other).collect();
    assert!(other.is_empty(), "these show nothing of what is done: {other:?}");
    let path = format!("/api/desk/views/report?id={first}&drill=true");
    assert_eq!(day.get("coordinator", &path).await["verdict"], "open");
}

/// A drill is frozen at its end: what it was is what it stays, and nothing late is lost.
#[tokio::test]
async fn a_drill_that_is_over_stays_as_it_was() {
    let day = Day::new("").await;
    day.drill(true).await;
    live(&day, 1_000).await;
    let text = id(1_005);
    day.drill(false).await;
    let world = async || {
        let mut all = Vec::new();
        for view in ["reviews", "repairs", "history", "overview", "incidents", "stations"] {
            all.push(day.get("coordinator", &format!("/api/desk/views/{view}?drill=true")).await);
        }
        all
    };
    let before = world().await;
    let decisions = [
        ("review/1", json!({ "report": id(1_000), "verdict": "verified", "reason": "" })),
        ("station-settled/1", json!({ "report": id(1_000), "station": "2", "reason": "x" })),
        ("repair/1", json!({ "message": text, "outcome": "no-report" })),
    ];
    for (number, (kind, body)) in (3_000..).zip(decisions) {
        let told = day.decide("coordinator", number, kind, body).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{kind}: {}", told.body);
        assert!(told.body.to_string().contains("the drill is over"), "{}", told.body);
    }
    assert_eq!(world().await, before);
    // What a phone still had of the drill is taken, and is the drill's.
    let mut late = count(3_010, "o-1", "1", 50);
    late["drill"] = json!(true);
    assert_eq!(day.file(late).await.status, StatusCode::OK);
    assert_eq!(day.mission.server.office.state().reports(sanaq_desk::Mode::Real), 0);
    // The next drill goes on with it.
    day.drill(true).await;
    let body = json!({ "report": id(1_000), "verdict": "verified", "reason": "" });
    assert_eq!(day.decide("coordinator", 3_020, "review/1", body).await.status, StatusCode::OK);
}

/// The public files say nothing of what is reported, in a drill as on the day.
#[tokio::test]
async fn public_files_say_nothing_of_a_drill() {
    let day = Day::new("").await;
    day.drill(true).await;
    live(&day, 1_000).await;
    day.drill(false).await;
    let server = &day.mission.server;
    server.office.log.sign_checkpoint(&server.office.keys.log).await.unwrap();
    let public = tempfile::tempdir().unwrap();
    crate::publish(&server.config, public.path()).await.unwrap();
    let id = id(1_000);
    for word in ["canary", "rehearsal", "drill", id.as_str()] {
        assert!(!forgetting::holds(public.path(), word), "{word}");
        let in_log = forgetting::holds(day.mission.folder.path(), word);
        assert!(in_log, "the test looks for what is there: {word}");
    }
}
