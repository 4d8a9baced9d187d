//! Contests for tests, written as a user would write them.

#![expect(clippy::panic, reason = "a test that cannot go on should fail")]

use sanaq_election::{Contest, Election};

/// Every formula of lists, as it stands in `election.toml`.
pub(crate) const FORMULAS: [&str; 13] = [
    "formula = \"largest-remainder\"\nquota = \"hare\"",
    "formula = \"largest-remainder\"\nquota = \"droop\"",
    "formula = \"largest-remainder\"\nquota = \"hagenbach-bischoff\"",
    "formula = \"largest-remainder\"\nquota = \"hagenbach-bischoff-rounded\"",
    "formula = \"largest-remainder\"\nquota = \"imperiali\"",
    "formula = \"largest-remainder\"\nremaining-seats = \"most-votes\"",
    "formula = \"dhondt\"",
    "formula = \"sainte-lague\"",
    "formula = \"modified-sainte-lague\"",
    "formula = \"danish\"",
    "formula = \"adams\"",
    "formula = \"huntington-hill\"",
    "formula = \"macau\"",
];

/// A contest with options `o0`, `o1`, … of which every fifth is a minority's list.
pub(crate) fn contest(seats: u32, options: usize, formula: &str, rules: &str) -> Contest {
    let option = |at: usize| {
        let kind = if at % 5 == 4 { ", kind = \"minority\"" } else { "" };
        format!("{{ id = \"o{at}\"{kind} }}")
    };
    let options = (0..options).map(option).collect::<Vec<_>>().join(", ");
    parse(&format!("kind = \"list\"\nseats = {seats}\noptions = [{options}]"), formula, rules)
}

/// A contest from the text of its parts.
pub(crate) fn parse(contest: &str, formula: &str, rules: &str) -> Contest {
    let text = format!(
        "[election]\nname = \"test\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n\
         [contest]\nid = \"test\"\n{contest}\n[contest.rules]\n{formula}\n{rules}\n"
    );
    let election = Election::parse("test.toml", &text);
    election.unwrap_or_else(|error| panic!("{error}\n{text}")).contest
}
