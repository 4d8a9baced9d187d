//! The mission's map comes in, and stands on the page for the public; accounts have one name each.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{PASSWORD, day::Day};

const MAP: &str = "/api/desk/boundaries";

/// Two regions of three.
fn map() -> Value {
    let feature = |name: &str, west: f64| {
        let (east, south, north) = (west + 4.0, 40.0, 43.0);
        let ring = |w: f64, e: f64| json!([[w, south], [e, south], [e, north], [w, south]]);
        json!({ "type": "Feature", "properties": { "name": name },
            "geometry": { "type": "Polygon", "coordinates": [ring(west, east)] } })
    };
    let features = [feature("East", 70.0), feature("Somewhere", 60.0)];
    json!({ "type": "FeatureCollection", "features": features })
}

#[tokio::test]
async fn a_map_is_tried_taken_and_drawn_for_the_public() {
    let day = Day::new("").await;
    day.at(22 * 60);
    let day = &day;
    let take = |who, query: &str, body: Value| {
        let path = format!("{MAP}?file=regions.geojson{query}");
        async move { day.ask(who, Method::POST, &path, body).await }
    };
    assert_eq!(take("analyst", "", map()).await.status, StatusCode::FORBIDDEN);
    let none = day.ask("analyst", Method::GET, MAP, Value::Null).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let wrong = take("coordinator", "", json!({ "type": "Point", "coordinates": [1, 2] })).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(
        wrong.body["detail"].as_str().unwrap().starts_with("regions.geojson: found no polygon")
    );

    let tried = take("coordinator", "&dry=true", map()).await.body;
    let expected = json!({ "outlines": 2, "matched": 1, "without": ["West"], "dry": true });
    assert_eq!(tried, expected);
    assert_eq!(day.get("analyst", "/api/desk/mission").await["map"], Value::Null);
    let page = "/api/desk/result?language=en";
    assert!(!day.get("coordinator", page).await.as_str().unwrap().contains("id=\"places\""));

    let taken = take("coordinator", "", map()).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    assert_eq!(day.get("analyst", MAP).await, map());
    assert!(day.get("analyst", "/api/desk/mission").await["map"].is_string());
    let shown = day.get("coordinator", page).await;
    let shown = shown.as_str().unwrap();
    assert!(shown.contains("id=\"places\"") && shown.contains(">East</text>"), "{shown}");
}

/// Protects the people of the data centre: a mistyped name takes nobody's password away.
#[tokio::test]
async fn a_new_account_takes_nobodys_name() {
    let day = Day::new("").await;
    let order = |id: &str, password: &str| {
        json!({ "id": id, "kind": "account/1", "new": true, "password": password,
            "body": { "id": "analyst", "role": "clerk" } })
    };
    let path = "/api/desk/events";
    let again = order(&"7".repeat(32), "another long password");
    let told = day.ask("admin", Method::POST, path, again).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.body);
    day.get("analyst", "/api/desk/mission").await;
    let mut fresh = order(&"8".repeat(32), PASSWORD);
    fresh["body"]["id"] = json!("newcomer");
    for repeated in [false, true] {
        let told = day.ask("admin", Method::POST, path, fresh.clone()).await;
        assert_eq!(told.body["repeated"], json!(repeated), "{}", told.body);
    }
}
