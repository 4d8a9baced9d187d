//! An id that was used belongs to what it was used for, and to whoever used it: the same again has
//! the same answer, anything else is refused and not silently lost.

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use serde_json::{Value, json};

use super::day::{Day, count, id};
use crate::sms::{Fate, Sms, hear};

#[tokio::test]
async fn a_decision_under_a_used_id_is_refused_unless_it_is_the_same() {
    let day = Day::new("").await;
    let put = |station: &str| json!({ "observer": "o-1", "station": station });
    let first = day.decide("coordinator", 1, "deployment/1", put("2")).await;
    assert_eq!(first.status, StatusCode::OK);
    let again = day.decide("coordinator", 1, "deployment/1", put("2")).await;
    assert_eq!((again.status, &again.body["repeated"]), (StatusCode::OK, &json!(true)));
    let other = day.decide("coordinator", 1, "deployment/1", put("3")).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    let lock = json!({ "stage": "turnout", "area": "", "locked": true });
    let other = day.decide("coordinator", 1, "stage-lock/1", lock).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    // Nor is it somebody else's.
    let other = day.decide("admin", 1, "deployment/1", put("2")).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    // Who may not do it does not hear that the id is known.
    for number in [1, 2] {
        let told = day.decide("analyst", number, "deployment/1", put("2")).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_report_under_a_used_id_is_refused_when_anything_of_it_is_new() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    let other = day.mission.phone(&admin, "o-8", 151).await;
    let sealed = |blob: &str| {
        let mut report = count(1, "", "1", 100);
        report["sealed"] = json!([{ "place": "comment", "blob": blob.repeat(64) }]);
        report
    };
    let file = |phone: String, report: Value| {
        let day = &day;
        async move {
            let who = [("authorization", phone.as_str())];
            day.mission.ask(Method::POST, "/api/reports", &who, report).await
        }
    };
    let first = file(phone.clone(), sealed("a")).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    let again = file(phone.clone(), sealed("a")).await;
    assert_eq!(again.body["receipt"], first.body["receipt"]);
    assert_eq!(file(phone.clone(), sealed("b")).await.status, StatusCode::CONFLICT);
    assert_eq!(file(other, sealed("a")).await.status, StatusCode::CONFLICT, "it is not theirs");
    let mut photo = sealed("a");
    photo["photos"] = json!([{ "place": "photo", "blob": "c".repeat(64), "sealed": true }]);
    assert_eq!(file(phone.clone(), photo).await.status, StatusCode::CONFLICT);
    let mut corrects = sealed("a");
    corrects["corrects"] = json!(id(9));
    assert_eq!(file(phone, corrects).await.status, StatusCode::CONFLICT);
}

/// A gateway that was set up anew numbers from one again.
#[tokio::test]
async fn texts_under_one_number_of_a_gateway_are_all_kept() {
    let day = Day::new("").await;
    let sms = |from: &str, text: &str| Sms {
        gateway: "village".to_owned(),
        id: "1".to_owned(),
        from: from.to_owned(),
        text: text.to_owned(),
    };
    let mut seen = std::collections::BTreeSet::new();
    for (from, text, fate) in [
        ("+77010000001", "hello there one", Fate::Kept),
        ("+77010000001", "hello there two", Fate::Kept),
        ("+77010000002", "HELP ME", Fate::Kept),
        ("+77010000001", "hello there one", Fate::Repeated),
    ] {
        let heard = hear(&day.mission.server, sms(from, text)).await.unwrap();
        assert_eq!(heard.status, fate);
        seen.extend(heard.message);
    }
    assert_eq!(seen.len(), 3);
    let view = day.get("coordinator", "/api/desk/views/repairs").await;
    assert_eq!(view["total"], 3, "{view}");
}

#[tokio::test]
async fn a_partner_files_for_nobody_but_its_own_observers() {
    let mut day = Day::new("").await;
    day.partner(300, "partner", Role::Coordinator).await;
    assert_eq!(day.file(count(1, "o-1", "1", 100)).await.status, StatusCode::OK);
    let file = |report: Value| day.ask("partner", Method::POST, "/api/desk/reports", report);
    let mut foreign = count(2, "o-1", "1", 900);
    foreign["corrects"] = json!(id(1));
    assert_eq!(file(foreign).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut nobody = count(3, "", "1", 900);
    nobody.as_object_mut().unwrap().remove("observer");
    assert_eq!(file(nobody).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(file(count(4, "o-2", "1", 110)).await.status, StatusCode::OK);
    let table = "observer,station,voters\no-3,1,900\n";
    let path = "/api/desk/import/reports?form=turnout";
    let told = day.ask("partner", Method::POST, path, Value::from(table)).await;
    assert!(!told.body.to_string().contains("\"added\":1"), "{}", told.body);
    let lines = day.csv("analyst", "form=turnout").await;
    assert_eq!(lines.len(), 2, "the head, and what was not the partner's: {lines:?}");
}

/// What is on the phone of somebody who was replaced or left comes in all the same, and says so.
#[tokio::test]
async fn reports_of_observers_who_left_come_in_and_are_flagged() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    let body = json!({ "observer": "o-7", "reason": "went home" });
    let told = day.decide("coordinator", 1, "observer-revoked/1", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let who = [("authorization", phone.as_str())];
    let told = day.mission.ask(Method::POST, "/api/reports", &who, count(2, "", "1", 90)).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert!(day.flags(2).await.contains("revoked"));
    // They get nothing more.
    let told = day.mission.ask(Method::POST, "/api/collect", &who, json!({})).await;
    assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.body);
}
