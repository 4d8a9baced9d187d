//! What the log holds of a report that a phone filed: the phone compares both, so that nobody puts
//! other words under an observer's receipt (`web/phone/src/opening.ts`).

use sanaq_desk::{Command, event::Published};
use sanaq_forms::{Form, Outline};
use serde_json::{Value, json};

use crate::desk::{Desk, observer};

/// A question of each type that may lie in the clear.
const EVERY: &str = r#"
id = "every"
version = "1"
title = "Every type"
kind = "other"

[lists]
letters = [ { id = "x" }, { id = "y" }, { id = "z" } ]

[[groups]]
id = "plain"
questions = [
  { id = "whole", ask = "integer", may = ["dont-know"] },
  { id = "share", ask = "decimal" },
  { id = "one", ask = "one letters" },
  { id = "many", ask = "many letters" },
  { id = "day", ask = "date" },
  { id = "time", ask = "time" },
  { id = "moment", ask = "moment" },
  { id = "words", ask = "text" },
  { id = "page", ask = "photo" },
  { id = "secret", ask = "text", sensitive = true },
]

[[groups]]
id = "household"
repeat = true
questions = [ { id = "age", ask = "integer" } ]
"#;

/// As phones send them.
fn sent() -> Vec<Value> {
    let blob = |digit: &str| digit.repeat(64);
    let report = |nth: u8, answers: Value| {
        json!({
            "id": format!("{nth:032x}"), "form": "every", "version": "1", "station": "1",
            "answers": answers, "made": 1_610_240_400,
        })
    };
    let with = |mut report: Value, more: Value| {
        for (key, value) in more.as_object().unwrap() {
            report[key] = value.clone();
        }
        report
    };
    let every = json!({
        "whole": { "integer": -7 }, "share": { "decimal": "12.5" }, "one": { "choice": "x" },
        "many": { "choices": ["z", "x"] }, "day": { "date": "2021-01-10" },
        "time": { "time": "07:15" }, "moment": { "moment": "2021-01-10T07:15:09+06:00" },
        "words": { "text": " «два» \u{1f5f3}\n\"three\" \\ " },
        "age[1]": { "integer": 3 }, "age[12]": { "integer": 9_007_199_254_740_991_i64 },
    });
    vec![
        report(1, every),
        report(2, json!({})),
        report(3, json!({ "whole": { "absent": "dont-know" }, "many": { "choices": [] } })),
        report(4, json!({ "share": { "decimal": "-0" }, "many": { "choices": ["y", "x", "y"] } })),
        report(5, json!({ "words": { "text": "" } })),
        with(
            report(6, json!({ "whole": { "integer": 1 } })),
            json!({
                "photos": [
                    { "place": "page", "blob": blob("b") },
                    { "place": "page", "blob": blob("a"), "sealed": true },
                ],
                "sealed": [
                    { "place": "secret", "blob": blob("d") },
                    { "place": "moment", "blob": blob("c") },
                ],
                "corrects": format!("{:032x}", 1), "clock": -3, "made": 1_610_240_000,
            }),
        ),
        with(report(7, json!({})), json!({ "drill": true, "version": "2" })),
    ]
}

/// `UPDATE_VECTORS=1` writes the file anew.
#[test]
fn a_phone_finds_in_the_log_what_it_filed() {
    let mut desk = Desk::planned();
    let form = Form::parse("every.toml", EVERY).unwrap_or_else(|error| panic!("{error}"));
    let outline = Outline::new(&form);
    let names = outline.nodes().iter().map(|node| node.question.id.clone());
    let clear = names.filter(|name| name.as_str() != "secret").collect();
    desk.record(Published { form, clear });
    let cases = sent().into_iter().map(|sent| {
        let mut report = sent.clone();
        report["channel"] = "app".into();
        let report = Box::new(serde_json::from_value(report).unwrap());
        let by = observer("o-1");
        desk.run(&by, Command::File { report, location: None }).unwrap();
        let event = desk.log.last().unwrap();
        let entry = json!({
            "actor": "o/o-1", "id": sent["id"], "kind": event.kind(),
            "time": 1_610_240_400_000_000_i64, "body": event.body().unwrap(),
        });
        let text = String::from_utf8(sanaq_forms::canonical(&entry).unwrap()).unwrap();
        json!({ "sent": sent, "entry": text })
    });
    let found = Value::Array(cases.collect());
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/held.json");
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap();
        std::fs::write(file, text + "\n").unwrap();
    }
    let written: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(written, found, "UPDATE_VECTORS=1 writes it");
}
