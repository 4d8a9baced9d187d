//! Samples: drawn by a seed, published, locked, and what they can be expected to say.

use super::{
    planning::{STATIONS, country, get, send},
    *,
};

#[tokio::test]
async fn a_sample_is_drawn_by_a_seed_published_and_locked() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    send(&mission, &admin, STATIONS, country(400)).await;
    let draw = |body: Value| {
        let admin = admin.clone();
        let mission = &mission;
        async move {
            let who = [("cookie", admin.as_str())];
            mission.ask(Method::POST, "/api/desk/sample", &who, body).await
        }
    };
    let plan = json!({ "name": "pvt", "seed": "3 1 6", "size": 60, "waves": 1, "wave-size": 10 });
    let first = draw(plan.clone()).await;
    assert_eq!(first.status, 200, "{}", first.body);
    assert_eq!((&first.body["stations"], &first.body["reserves"]), (&json!(60), &json!(10)));
    let csv = get(&mission, &admin, "/api/desk/sample?name=pvt").await;
    let csv = csv.body.as_str().unwrap().to_owned();
    let hash = sanaq_seal::hash::Hash::of(csv.as_bytes()).to_string();
    assert_eq!(first.body["commitment"], hash, "what is handed out is what was committed to");
    assert_eq!(csv.lines().count(), 71);
    // Drawn again with another seed it is another sample, and the first one is gone.
    let mut other = plan.clone();
    other["seed"] = json!("2 7 1");
    let second = draw(other).await;
    assert_ne!(second.body["commitment"], first.body["commitment"]);
    let mut fixed = plan.clone();
    fixed["lock"] = json!(true);
    assert_eq!(draw(fixed).await.body["commitment"], first.body["commitment"], "same seed");
    {
        let state = mission.server.office.state();
        let view = state.sample("pvt", sanaq_desk::Mode::Real).unwrap();
        assert_eq!((view.rows.len(), view.locked, view.strata.as_str()), (70, true, "region"));
    }
    assert_eq!(draw(plan.clone()).await.status, 409, "a locked sample is not drawn again");
    let mut wrong = plan.clone();
    (wrong["name"], wrong["size"]) = (json!("x"), json!(4_000));
    assert!(draw(wrong).await.body["detail"].as_str().unwrap().contains("400"));
    let mut wrong = plan;
    (wrong["name"], wrong["strata"]) = (json!("x"), json!("weather"));
    assert!(draw(wrong).await.body["detail"].as_str().unwrap().contains("«weather»"));
}

/// Protects a mission from a sample that is too small for what it wants to know: what is to be
/// expected is said before the draw, and only from how stations really scattered.
#[tokio::test]
async fn a_draw_says_what_margin_to_expect() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    send(&mission, &admin, STATIONS, country(400)).await;
    let rows = (1..=400).map(|n| {
        let one = 100 + n * 7 % 200;
        format!("{n},East/1,800,500,490,{one},{}\n", 490 - one)
    });
    let rows: String = rows.collect();
    let previous = format!("station,area,registered,cast,valid,votes.one,votes.other\n{rows}");
    let who = [("cookie", admin.as_str())];
    let asked = async |more: Value| {
        let mut plan = json!({ "name": "pvt", "seed": "", "size": 60, "dry": true });
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        mission.ask(Method::POST, "/api/desk/sample", &who, plan).await
    };
    let none = asked(json!({})).await.body;
    assert_eq!((&none["margins"], &none["known"]), (&json!([]), &json!(null)), "{none}");
    let whole = asked(json!({ "previous": previous })).await.body;
    let ids: Vec<&Value> =
        whole["margins"].as_array().unwrap().iter().map(|own| &own["id"]).collect();
    assert_eq!(ids, ["one", "other", "turnout"]);
    assert_eq!((&whole["known"], &whole["level"]), (&json!(400), &json!(0.95)));
    let half = |told: &Value| told["margins"][0]["half_width"].as_f64().unwrap();
    // Shares between 0.2 and 0.6, evenly: sd 0.118, so 1.96 sd √(1/60 − 1/400) = 2.75 points.
    assert!((half(&whole) - 0.027_5).abs() < 0.001, "{}", half(&whole));
    let few = asked(json!({ "previous": previous, "arrived": 0.5 })).await.body;
    assert!(half(&few) > 1.3 * half(&whole), "half of them report: {few}");
    let groups = json!({ "previous": previous, "clusters": { "level": 2, "each": 5 } });
    let groups = asked(groups).await.body;
    assert!(groups["margins"][0]["without_clusters"].is_f64(), "{groups}");
    for wrong in [json!({ "arrived": 0 }), json!({ "level": 1 })] {
        assert_eq!(asked(wrong.clone()).await.status, 400, "{wrong}");
    }
}
