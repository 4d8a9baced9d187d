//! 15: coalitions, with their exports, their messages and the numbers of their observers, were
//! repaired elsewhere in the last two days before a vote. Here each is asked of each.

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use serde_json::{Value, json};

use super::day::{Day, count, id};

/// A mission with a partner, one report of each; numbers of all three observers.
async fn coalition() -> Day {
    let mut day = Day::new("").await;
    day.partner(900, "nina", Role::Coordinator).await;
    day.partner(901, "omar", Role::Admin).await;
    let open = json!({ "passphrase": "four horses under a bridge" });
    let told = day.ask("securityofficer", Method::POST, "/api/desk/numbers", open).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT, "{}", told.body);
    for (number, who, observer) in
        [(800, "coordinator", "o-1"), (801, "nina", "o-2"), (802, "coordinator", "o-3")]
    {
        let phone = format!("+7 701 000 00 0{}", number - 799);
        let rows = json!([{ "observer": observer, "phone": phone }]);
        let body = json!({ "id": id(number), "rows": rows });
        let told = day.ask(who, Method::PUT, "/api/desk/numbers", body).await;
        assert_eq!(told.body["taken"], 1, "{}", told.body);
    }
    day.file(count(1, "o-1", "1", 100)).await;
    let told = day.ask("nina", Method::POST, "/api/desk/reports", count(2, "o-2", "1", 100)).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    day.at(760);
    day
}

/// Whom a text to everybody would reach.
async fn audience(day: &Day, who: &str) -> u64 {
    let body = json!({ "id": id(700), "area": "", "texts": { "ru": "a" }, "plan": true });
    let told = day.ask(who, Method::POST, "/api/desk/messages", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let skipped = told.body["skipped"].as_array().unwrap();
    assert!(skipped.is_empty(), "{}", told.body);
    told.body["recipients"].as_u64().unwrap()
}

/// Observers of whom the noon count is expected, who answered, who are late.
async fn noon(day: &Day, who: &str) -> [u64; 3] {
    let wall = day.get(who, "/api/desk/views/arrivals").await;
    let due = wall["due"].as_array().unwrap();
    let noon = due.iter().find(|row| row["id"] == "count-noon").unwrap();
    ["expected", "answered", "overdue"].map(|key| noon[key].as_u64().unwrap())
}

async fn silent(day: &Day, who: &str) -> Vec<String> {
    let view = day.get(who, "/api/desk/views/silent").await;
    let rows = view["rows"].as_array().unwrap().iter();
    let mut names: Vec<String> =
        rows.map(|row| row["observer"].as_str().unwrap().to_owned()).collect();
    names.dedup();
    names
}

#[tokio::test]
async fn exports_messages_and_numbers_of_observers_follow_each_partner() {
    let day = coalition().await;
    for (number, shares) in (10..).zip([false, true, false]) {
        let share = json!({ "from": "ngo", "to": "", "on": shares });
        assert_eq!(day.decide("omar", number, "share/1", share).await.status, StatusCode::OK);
        // The mission.
        let (reports, people, due) = if shares { (2, 3, [3, 2, 1]) } else { (1, 2, [2, 1, 1]) };
        assert_eq!(day.csv("analyst", "form=turnout").await.len() - 1, reports, "{shares}");
        assert_eq!(day.csv("analyst", "table=observers").await.len() - 1, people, "{shares}");
        assert_eq!(noon(&day, "coordinator").await, due, "{shares}");
        assert_eq!(audience(&day, "coordinator").await, people as u64, "{shares}");
        assert_eq!(silent(&day, "coordinator").await, ["o-3"], "o-1 and o-2 answered");
        // The partner, who is shown nothing of the mission's whatever it shares itself.
        assert_eq!(day.csv("nina", "form=turnout").await.len() - 1, 1);
        assert_eq!(day.csv("nina", "table=observers").await.len() - 1, 1);
        assert_eq!(noon(&day, "nina").await, [1, 1, 0]);
        assert_eq!(audience(&day, "nina").await, 1);
        assert!(silent(&day, "nina").await.is_empty());
    }
}

/// A partner who leaves in the middle of the day takes nothing of the others along, and nobody
/// writes to its people any more.
#[tokio::test]
async fn a_partner_who_withdraws_is_written_to_no_more() {
    let day = coalition().await;
    let share = |on: bool| json!({ "from": "ngo", "to": "", "on": on });
    assert_eq!(day.decide("omar", 10, "share/1", share(true)).await.status, StatusCode::OK);
    let body = json!({ "id": id(20), "area": "", "texts": { "ru": "a" } });
    let told = day.ask("coordinator", Method::POST, "/api/desk/messages", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(day.csv("coordinator", "table=outgoing").await.len() - 1, 3);
    assert_eq!(day.decide("omar", 11, "share/1", share(false)).await.status, StatusCode::OK);
    assert_eq!(day.csv("coordinator", "table=outgoing").await.len() - 1, 2, "its own no more");
    let body = json!({ "id": id(21), "observers": ["o-1", "o-2", "o-3"], "texts": { "ru": "b" } });
    day.ask("coordinator", Method::POST, "/api/desk/messages", body).await;
    let lines = day.csv("coordinator", "table=outgoing").await;
    assert!(!lines.iter().any(|line| line.contains(",o-2,")), "{lines:?}");
    let view = day.get("coordinator", "/api/desk/views/batches").await;
    let second = view["rows"].as_array().unwrap().iter().find(|row| row["id"] == id(21));
    assert_eq!(second.unwrap()["recipients"], Value::from(2), "{view}");
}
