//! What other programs that read forms are compared with: the phone's, in TypeScript, reads
//! `tests/vectors/*.json` too, so that phone and server agree.
//!
//! `UPDATE_VECTORS=1 cargo test -p sanaq-forms --test vectors` writes what the cases come to anew.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should fail and say why"
)]
use std::{fs, path::PathBuf};

use sanaq_forms::{
    Answers, Evaluator, Expression, Form, Outline, Place, Value, builtin, protocol_form, validate,
};
use serde_json::{Value as Json, json};

/// One question of each type, a calculation, one that needs itself, and a repeated group.
const KINDS: &str = r#"
id = "kinds"
version = "1"
title = "Kinds"
kind = "other"

[lists]
yes-no = [ { id = "yes" }, { id = "no" } ]
letters = [ { id = "x" }, { id = "y" }, { id = "z" } ]
region = [ { id = "a" }, { id = "b" } ]
district = [
  { id = "a1", attributes = { region = "a" } },
  { id = "b1", attributes = { region = "b" } },
]

[[groups]]
id = "plain"
questions = [
  { id = "a", ask = "integer", min = 0, max = 100, may = ["dont-know"] },
  { id = "b", ask = "integer", constraint = ". <= ${a}" },
  { id = "open", ask = "integer" },
  { id = "unsure", ask = "integer", may = ["dont-know"] },
  { id = "text", ask = "text" },
  { id = "one", ask = "one yes-no", required = true, may = ["not-allowed"] },
  { id = "many", ask = "many letters" },
  { id = "region", ask = "one region" },
  { id = "district", ask = "one district", filter = "region = ${region}" },
  { id = "day", ask = "date" },
  { id = "time", ask = "time", required = "${one} = 'yes'" },
  { id = "share", ask = "decimal", relevant = "${one} = 'yes' and ${a} > 3" },
  { id = "total", ask = "hidden", calculation = "${a} + ${b}" },
  { id = "endless", ask = "hidden", calculation = "${endless} + 1" },
  { id = "photo", ask = "photo", sensitive = true },
]

[[groups]]
id = "household"
relevant = "${one} != 'no'"
repeat = true
questions = [
  { id = "age", ask = "integer", constraint = ". < 130" },
  { id = "who", ask = "text", required = "${age} < 18" },
]
"#;

fn forms() -> Vec<Form> {
    let mut forms: Vec<Form> = builtin::names()
        .map(|name| builtin::form(name).unwrap().unwrap_or_else(|error| panic!("{error}")))
        .collect();
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    forms.push(protocol_form(&election));
    forms.push(Form::parse("kinds.toml", KINDS).unwrap_or_else(|error| panic!("{error}")));
    forms
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn read(name: &str) -> Json {
    let text = fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Compares with what stands in the file, or writes it.
fn compare(name: &str, found: &Json) {
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(found).unwrap();
        fs::write(file(name), text + "\n").unwrap();
    }
    assert!(read(name) == *found, "{name} is not what the forms come to: UPDATE_VECTORS=1");
}

/// A value as one text: its kind, and what it is.
fn shown(value: &Value) -> String {
    match value {
        Value::Unknown => "unknown".to_owned(),
        Value::Open => "open".to_owned(),
        Value::Truth(truth) => format!("truth {truth}"),
        Value::Number(number) => format!("number {number}"),
        Value::Text(text) => format!("text {text}"),
        Value::Day(days, text) => format!("day {days} {text}"),
    }
}

fn find<'f>(forms: &'f [Form], id: &Json) -> &'f Form {
    forms.iter().find(|form| Some(form.id.as_str()) == id.as_str()).unwrap()
}

#[test]
fn forms_are_as_others_read_them() {
    compare("forms.json", &json!(forms()));
}

/// Each case: where the expression stands, its text, and what it comes to over the answers.
#[test]
fn expressions_come_to_what_others_are_told() {
    let (forms, mut vectors) = (forms(), read("expressions.json"));
    let form = find(&forms, &vectors["form"]);
    let answers: Answers = serde_json::from_value(vectors["answers"].clone()).unwrap();
    let now = vectors["now"].as_str().unwrap().parse().unwrap();
    let outline = Outline::new(form);
    for case in vectors["cases"].as_array_mut().unwrap() {
        let evaluator = Evaluator::new(&outline, &answers, Some(now));
        let place: Place = case[0].as_str().unwrap().parse().unwrap();
        let value = match Expression::understood(case[1].as_str().unwrap()) {
            Ok(expression) => shown(&evaluator.value(&expression, &place)),
            Err(error) => format!("not understood at {}", error.at),
        };
        case[2] = value.into();
    }
    compare("expressions.json", &vectors);
}

/// Each case: a form, answers, and every problem of theirs.
#[test]
fn filings_have_the_problems_that_others_are_told() {
    let (forms, mut vectors) = (forms(), read("filings.json"));
    for case in vectors.as_array_mut().unwrap() {
        let form = find(&forms, &case["form"]);
        let answers: Answers = serde_json::from_value(case["answers"].clone()).unwrap();
        let problems = validate(form, &answers).into_iter();
        let problems: Vec<Json> =
            problems.map(|p| json!([p.place.to_string(), p.code.id(), p.expected])).collect();
        case["problems"] = problems.into();
    }
    compare("filings.json", &vectors);
}
