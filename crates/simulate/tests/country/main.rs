//! Simulated countries from the outside: the same from the same seed, exact about what was done,
//! and judged rightly by the forensic tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod books;
mod judged;
mod seeds;

use sanaq_election::Election;
use sanaq_simulate::{Country, Fraud, Plan, country};

/// A ballot of five lists and a protocol of five lines, whose turnout counts ballots issued. Its
/// own text, so that a change to an election that ships does not change what a seed gives here.
const ELECTION: &str = r#"
[election]
name = "A simulated country"
date = "2021-01-10"
country = "ZZ"

[contest]
id = "lists"
kind = "list"
seats = 98
options = [
  { id = "nur-otan" }, { id = "ak-zhol" }, { id = "qhp" }, { id = "auyl" }, { id = "adal" },
]
rules = { formula = "largest-remainder" }

[protocol]
lines = ["registered", "issued", "cast", "invalid", "valid"]
turnout = "issued"
checks = [
  "cast = valid + invalid", "valid = sum(options)", "cast <= issued", "issued <= registered"
]
"#;

fn election() -> Election {
    Election::parse("the test's election", ELECTION).unwrap()
}

/// A country of some size with some fraud.
fn made(stations: usize, fraud: &str, seed: u64) -> Country {
    let plan = Plan { fraud: Fraud::parse(fraud).unwrap(), ..Plan::new(stations) };
    country(&election(), &plan, seed).unwrap()
}
