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
    assert!(problems[0].message.english().contains("expected"), "{problems:?}");
}

#[test]
fn a_wrong_type_names_what_was_found_and_expected() {
    let problems = problems_after("seats = 98", "seats = \"many\"");
    assert_eq!(problems[0].key, "seats");
    assert!(problems[0].message.english().contains("many"), "{problems:?}");
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

/// Every block of docs/election-toml.md, with the sections that a block leaves out.
fn documented() -> Vec<String> {
    let page = include_str!("../../../../docs/election-toml.md");
    let blocks = page.split("```toml\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    let header = "[election]\nname = \"x\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n\n";
    let whole = |block: &str| {
        if block.starts_with("[election]") { block.to_owned() } else { format!("{header}{block}") }
    };
    blocks.map(whole).collect()
}

#[test]
fn what_the_page_shows_is_what_the_program_reads() {
    let blocks = documented();
    assert!(blocks.len() > 9, "{} blocks", blocks.len());
    for block in blocks {
        if let Err(error) = Election::parse("docs/election-toml.md", &block) {
            panic!("{error}\n{block}");
        }
    }
}

#[test]
fn the_page_names_every_key() {
    let page = include_str!("../../../../docs/election-toml.md");
    let keys = [
        "formula",
        "quota",
        "remaining-seats",
        "first-divisor",
        "threshold",
        "minimum-lists",
        "minimum-lists-share",
        "below-threshold",
        "seats-at-least",
        "overhang",
        "alliances",
        "levelling",
        "tie-break",
        "majority",
        "runoff",
        "approve",
        "turnout-quorum",
        "approval-quorum",
    ];
    // What the parser itself says that it expects.
    let problems = problems_after("quota = \"hare\"", "quoter = \"hare\"");
    let (_, expected) = problems[0].message.english().split_once("expected one of ").unwrap();
    let mut known: Vec<&str> =
        expected.split(", ").map(|key| key.trim_matches(['`', ' '])).collect();
    known.sort_unstable();
    let mut listed = keys.to_vec();
    listed.sort_unstable();
    assert_eq!(known, listed);
    for key in keys {
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
}

/// A contest of lists with these rules; the problems found in it.
fn problems_of(contest: &str, rules: &str) -> Vec<(Option<usize>, String, String)> {
    let text = format!(
        "[election]\nname = \"x\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n\
         [contest]\nid = \"x\"\n{contest}\n[contest.rules]\n{rules}\n"
    );
    let problems = match Election::parse("e.toml", &text) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems,
    };
    problems.into_iter().map(|p| (p.line, p.key, p.message.to_string())).collect()
}

const LIST: &str = "kind = \"list\"\nseats = 10\noptions = [{ id = \"a\" }]";

#[test]
fn rules_that_contradict_each_other_are_named_with_their_line() {
    let cases = [
        (LIST, "", "formula", "not found, expected largest-remainder"),
        (LIST, "formula = \"hare\"", "formula", "found «hare», expected largest-remainder"),
        (LIST, "formula = \"dhondt\"\nquota = \"hare\"", "quota", "beside «dhondt»"),
        (LIST, "formula = \"dhondt\"\nfirst-divisor = 1.4", "first-divisor", "beside «dhondt»"),
        (
            LIST,
            "formula = \"modified-sainte-lague\"\nfirst-divisor = 3",
            "first-divisor",
            "below 3",
        ),
        (LIST, "formula = \"dhondt\"\nremaining-seats = \"most-votes\"", "remaining-seats", "only"),
        (LIST, "formula = \"dhondt\"\nthreshold = { share = 7 }", "share", "at most 1 (7 %"),
        (LIST, "formula = \"dhondt\"\nthreshold = { share = \"many\" }", "share", "no share"),
        (LIST, "formula = \"dhondt\"\nminimum-lists = 2", "minimum-lists", "without a threshold"),
        (
            LIST,
            "formula = \"dhondt\"\nbelow-threshold = { factor = 0.7 }",
            "below-threshold",
            "only",
        ),
        (LIST, "formula = \"dhondt\"\nlevelling = { seats = 3 }", "levelling", "districts"),
        (
            LIST,
            "formula = \"dhondt\"\nthreshold = { share = 0.1, in-district = 0.2 }",
            "in-district",
            "districts",
        ),
        (LIST, "formula = \"dhondt\"\nrunoff = 3", "runoff", "«majority»"),
        (LIST, "formula = \"dhondt\"\napprove = \"a\"", "approve", "«referendum»"),
        ("kind = \"majority\"", "formula = \"dhondt\"", "formula", "found «dhondt»"),
        ("kind = \"majority\"", "threshold = { share = 0.1 }", "threshold", "kind «list»"),
        ("kind = \"majority\"", "majority = []", "majority", "found none"),
        ("kind = \"majority\"", "runoff = 1", "runoff", "found 1"),
        ("kind = \"majority\"\nseats = 2", "", "seats", "expected 1"),
        ("kind = \"referendum\"\noptions = [{ id = \"ja\" }]", "", "approve", "no option"),
    ];
    for (contest, rules, key, message) in cases {
        let problems = problems_of(contest, rules);
        let found = problems.iter().find(|(_, found, text)| found == key && text.contains(message));
        let (line, ..) = found.unwrap_or_else(|| panic!("{rules}: {problems:?}"));
        assert!(line.is_some_and(|line| 5 < line), "{rules}: {problems:?}");
    }
}

#[test]
fn seats_of_districts_must_add_up() {
    let contest = "kind = \"list\"\nseats = 10\noptions = [{ id = \"a\" }]\n\
        districts = [{ id = \"n\", seats = 4 }, { id = \"n\", seats = 1 }, \
        { id = \"s\", seats = 3 }]";
    let rules = "formula = \"dhondt\"\nlevelling = { seats = 2 }";
    let problems = problems_of(contest, rules);
    assert!(problems.iter().any(|(_, key, text)| key == "districts" && text.contains("twice")));
    let sum = "found 10, expected 9: 7 in districts and 2 levelling seats";
    assert!(problems.iter().any(|(_, key, text)| key == "seats" && text == sum), "{problems:?}");
}

#[test]
fn a_coalition_says_its_number_where_the_law_asks_for_it() {
    let contest = "kind = \"list\"\nseats = 10\noptions = [{ id = \"a\", kind = \"coalition\" }]";
    let rules = "formula = \"dhondt\"\n[contest.rules.threshold]\nshare = 0.05\n\
                 coalition = [{ parties = 2, share = 0.08 }, { parties = 2, share = 0.1 }]";
    let problems = problems_of(contest, rules);
    let said: Vec<&str> = problems.iter().map(|(_, _, text)| text.as_str()).collect();
    assert!(said.iter().any(|text| text.contains("2 parties twice")), "{said:?}");
    assert!(said.iter().any(|text| text.contains("coalition «a»")), "{said:?}");
}
