//! Simulated countries from the outside: the same from the same seed, exact about what was done,
//! and judged rightly by the forensic tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod books;
mod judged;
mod seeds;

use sanaq_election::Election;
use sanaq_simulate::{Country, Fraud, Plan, country};

/// Kazakhstan's law and ballot, whose turnout counts ballots issued.
fn election() -> Election {
    sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap()
}

/// A country of some size with some fraud.
fn made(stations: usize, fraud: &str, seed: u64) -> Country {
    let plan = Plan { fraud: Fraud::parse(fraud).unwrap(), ..Plan::new(stations) };
    country(&election(), &plan, seed).unwrap()
}
