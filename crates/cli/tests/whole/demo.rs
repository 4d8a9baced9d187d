//! The example election that a newcomer starts first, and a coordinator rehearses with.

use std::path::Path;

use serde_json::Value;

use crate::{json, sanaq, serve::Server};

fn demo(more: &[&str]) -> Value {
    let arguments = ["demo", "--once", "--speed", "0", "--port", "0"];
    let output = sanaq(&[&arguments, more].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("This is an example"), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every list's true share lies within the interval that was projected.
fn holds(told: &Value) {
    let options = told["projection"].as_array().unwrap();
    assert!(options.len() > 2, "{told}");
    for option in options {
        let id = option["id"].as_str().unwrap();
        let truth = told["truth"][id].as_f64().unwrap();
        let bound = |name: &str| option["share"][name].as_f64().unwrap();
        assert!(bound("low") <= truth && truth <= bound("high"), "{id}: {truth} in {option}");
    }
}

/// Protects the first thing that anybody sees: the evening ends, the truth lies within the
/// intervals, what was changed after the stations is found, and the log holds.
#[test]
fn an_example_ends_with_the_truth_within_the_intervals_and_a_log_that_holds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("mission");
    let place = data.to_str().unwrap();
    let told = demo(&["--stations", "400", "--sample", "80", "--data", place]);
    holds(&told);
    assert!(told["worth"]["votes"].as_u64() > Some(100), "{}", told["worth"]);
    // Most protocols are taken; a few contradict each other or do not add up, and wait.
    let used = told["stations"]["used"].as_u64().unwrap();
    assert!((60..=80).contains(&used), "{}", told["stations"]);
    let alike = told["left_out"]["flagged"].as_u64().unwrap_or(0);
    assert!(alike < 12, "drawn photos accuse each other: {}", told["left_out"]);
    let log = json(&["verify", "log", "--data", place]);
    assert_eq!(log["entries"].as_u64(), told["entries"].as_u64(), "{log}");
    marked(&data);
    // It is never mixed with anything.
    let again = sanaq(&["demo", "--once", "--port", "0", "--data", place]);
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("expected a new or empty one"), "{said}");
}

/// Started as if it were a real mission, it still says what it is, and tells no password.
fn marked(data: &Path) {
    let server = Server::start(data);
    assert!(server.password.is_none());
    let mission = server.ask("GET", "/api/mission", &[], &Value::Null).body;
    assert_eq!(mission["example"], "An invented country");
    assert_eq!(mission["guests"], serde_json::json!([]));
}

/// Training on a country that `sanaq simulate` made.
#[test]
fn a_simulated_country_is_loaded_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("country.csv");
    let file = file.to_str().unwrap();
    let made = json(&[
        "simulate",
        "--election",
        "example",
        "--stations",
        "300",
        "--fraud",
        "swap:0.2",
        "--honest",
        "--seed",
        "5",
        "--out",
        file,
    ]);
    let told = demo(&["--country", file, "--sample", "60"]);
    for (id, share) in made["honest"]["shares"].as_object().unwrap() {
        let own = told["truth"][id].as_f64().unwrap();
        assert!((own - share.as_f64().unwrap()).abs() < 1e-9, "{id}");
    }
    holds(&told);
}
