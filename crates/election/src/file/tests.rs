//! Messages about `election.toml` name file, line, key, what was found and what was expected.

use super::*;

fn kazakhstan() -> String {
    crate::builtin::text("kazakhstan-2021").unwrap().to_owned()
}

fn problems_after(from: &str, to: &str) -> Vec<Problem> {
    let text = kazakhstan();
    assert!(text.contains(from), "the example has no «{from}»");
    Election::parse("e.toml", &text.replacen(from, to, 1)).unwrap_err().problems
}

#[test]
fn an_unknown_key_names_its_line() {
    let problems = problems_after("seats = 98", "seets = 98");
    assert_eq!(problems.len(), 1);
    let line = kazakhstan().lines().position(|l| l == "seats = 98").unwrap() + 1;
    assert_eq!(problems[0].line, Some(line));
    assert_eq!(problems[0].key, "seets");
    assert!(problems[0].message.contains("expected"), "{problems:?}");
}

#[test]
fn a_wrong_type_names_what_was_found_and_expected() {
    let problems = problems_after("seats = 98", "seats = \"many\"");
    assert_eq!(problems[0].key, "seats");
    assert!(problems[0].message.contains("many"), "{problems:?}");
}

#[test]
fn several_problems_come_at_once() {
    let text = kazakhstan()
        .replace("2021-01-10", "10.01.2021")
        .replace("\"cast <= issued\"", "\"cast ? issued\", \"lost = 0\"")
        .replace("id = \"adal\"", "id = \"auyl\"");
    let error = Election::parse("e.toml", &text).unwrap_err();
    assert_eq!(error.problems.len(), 4, "{error}");
    assert!(error.to_string().starts_with("e.toml, line "), "{error}");
}

#[test]
fn a_threshold_keeps_its_exact_digits() {
    let text = kazakhstan().replace("share = 0.07", "share = 0.0333");
    let election = Election::parse("e.toml", &text).unwrap();
    assert_eq!(election.contest.rules.threshold.unwrap().share.to_string(), "333/10000");
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    assert!(Election::parse("e.toml", &format!("\u{feff}{}", kazakhstan())).is_ok());
}
