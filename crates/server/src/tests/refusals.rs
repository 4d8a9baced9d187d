//! What is refused is told by name and values, so that a page says it in its reader's language.

use super::{day::Day, planning::send, *};

/// The only sentence of a refusal.
fn said(told: &Told) -> &Value {
    let all = told.body["said"].as_array().unwrap_or_else(|| panic!("{}", told.body));
    assert_eq!(all.len(), 1, "{}", told.body);
    assert_eq!(all[0]["text"], told.body["detail"], "programs read the same in English");
    &all[0]
}

/// Protects whoever reads no English: refusals of every kind carry a name and what was found.
#[tokio::test]
async fn a_refusal_arrives_with_its_name_and_values() {
    let day = Day::new("").await;
    let body = json!({ "observer": "o-1", "station": "0099", "shift": null, "role": "" });
    let told = day.decide("coordinator", 50, "deployment/1", body.clone()).await;
    assert_eq!((told.status.as_u16(), &told.body["title"]), (422, &json!("missing")));
    let expected = json!({ "key": "said-no-station", "values": { "name": "0099" },
        "text": "there is no station «0099»" });
    assert_eq!(said(&told), &expected);
    // A sentence inside a sentence has a name of its own.
    let told = day.decide("analyst", 51, "deployment/1", body).await;
    assert_eq!((told.status.as_u16(), &said(&told)["key"]), (403, &json!("said-needs-right")));
    assert_eq!(said(&told)["values"]["what"]["key"], "said-right-plan");
    let gone = day.ask("coordinator", Method::GET, "/api/desk/forms/none/paper", Value::Null).await;
    assert_eq!((gone.status.as_u16(), &said(&gone)["key"]), (404, &json!("said-no-form")));
    let taken = json!({ "id": format!("{:032x}", 52), "kind": "account/1", "new": true,
        "password": PASSWORD, "body": { "id": "analyst", "role": "clerk" } });
    let taken = day.ask("admin", Method::POST, "/api/desk/events", taken).await;
    assert_eq!((taken.status.as_u16(), &taken.body["title"]), (409, &json!("taken")));
    assert_eq!(said(&taken)["values"], json!({ "name": "analyst" }));
}

/// Protects whoever writes the file of an election: each fault comes with its line, also when the
/// file stands in an event.
#[tokio::test]
async fn the_faults_of_an_elections_file_have_lines() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let toml = sanaq_election::builtin::text("kazakhstan-2021").unwrap();
    let wrong =
        toml.replacen("share = 0.07", "share = 7", 1).replacen("seats = 98", "seats = 0", 1);
    let line = |text: &str| wrong.lines().position(|own| own.contains(text)).unwrap() + 1;
    let told = send(&mission, &admin, "/api/desk/import/election", wrong.clone()).await;
    assert_eq!(told.status, 400, "{}", told.body);
    let faults = told.body["said"].as_array().unwrap();
    let found: Vec<(&Value, &Value)> =
        faults.iter().map(|own| (&own["line"], &own["values"]["message"]["key"])).collect();
    let (seats, share) = (json!(line("seats = 0")), json!(line("share = 7")));
    let expected = [(&seats, &json!("said-no-seats")), (&share, &json!("said-share-most"))];
    assert_eq!(found, expected, "{}", told.body);
    let event = json!({ "name": "a.toml", "toml": wrong });
    let told = mission.record(&admin, 9, "contest/1", event).await;
    assert_eq!(told.status, 422, "{}", told.body);
    assert_eq!(said(&told)["key"], "said-election-file");
    assert!(said(&told)["text"].as_str().unwrap().contains("expected at least 1; line "));
}
