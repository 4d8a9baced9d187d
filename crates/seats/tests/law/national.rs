//! Real elections in one nation-wide district with the seats that were officially given.
//!
//! Votes and seats are public facts, from the final results of the commissions named with each.

mod averages;
mod quotas;

use sanaq_election::{Contest, Votes};
use sanaq_seats::{Allocator, Ballots, Outcome, Poll, Wholes, allocate};

use crate::contest::parse;

/// An election: its law as a user would write it, its lists, the official seats.
struct Case {
    name: &'static str,
    formula: &'static str,
    rules: &'static str,
    seats: u32,
    /// Valid votes, ballots cast; nothing where the law of the case does not ask.
    valid: Option<u64>,
    cast: Option<u64>,
    /// Id, further keys of the option, votes, official seats.
    lists: &'static [(&'static str, &'static str, u64, u32)],
}

const HARE: &str = "formula = \"largest-remainder\"\nquota = \"hare\"";
const DHONDT: &str = "formula = \"dhondt\"";
const SAINTE_LAGUE: &str = "formula = \"sainte-lague\"";

/// The usual case: what an election does not say otherwise.
const BY_HARE: Case =
    Case { name: "", formula: HARE, rules: "", seats: 0, valid: None, cast: None, lists: &[] };
const BY_DHONDT: Case = Case { formula: DHONDT, ..BY_HARE };

impl Case {
    /// The contest, under its own formula or another.
    fn contest(&self, formula: &str, rules: &str) -> Contest {
        let options = self.lists.iter().map(|(id, keys, ..)| {
            let comma = if keys.is_empty() { "" } else { ", " };
            format!("{{ id = \"{id}\"{comma}{keys} }}")
        });
        let options = options.collect::<Vec<_>>().join(", ");
        let text = format!("kind = \"list\"\nseats = {}\noptions = [{options}]", self.seats);
        parse(&text, formula, rules)
    }

    fn votes(&self) -> Vec<u64> {
        self.lists.iter().map(|list| list.2).collect()
    }

    fn official(&self) -> Vec<u32> {
        self.lists.iter().map(|list| list.3).collect()
    }

    fn outcome(&self, contest: &Contest) -> Outcome {
        let mut ballots = Ballots::of(&self.votes());
        ballots.valid = self.valid.map(Votes);
        ballots.cast = self.cast.map(Votes);
        allocate(contest, &Poll::national(ballots)).unwrap()
    }
}

fn cases() -> impl Iterator<Item = &'static Case> {
    quotas::CASES.iter().chain(averages::CASES)
}

#[test]
fn official_seats_come_out() {
    for case in cases() {
        let contest = case.contest(case.formula, case.rules);
        let outcome = case.outcome(&contest);
        assert_eq!(outcome.seats_won(), case.official(), "{}: {:#?}", case.name, outcome.notes);
        assert!(outcome.ties.is_empty(), "{}", case.name);
        if let Ok(mut allocator) = Allocator::new(&contest) {
            let mut fast = vec![0; case.lists.len()];
            let wholes = Wholes { valid: case.valid, cast: case.cast, registered: None };
            allocator.seats(&case.votes(), wholes, &mut fast).unwrap();
            assert_eq!(fast, case.official(), "{}: for draws", case.name);
        }
    }
}

/// If another formula gave the same seats everywhere, the cases would prove nothing about it.
#[test]
fn another_formula_gives_other_seats_somewhere() {
    let differs = |of: &str, instead: &str| {
        let own = cases().filter(|case| case.formula.contains(of));
        let other = |case: &&Case| {
            let rules = case.rules.replace("remaining-seats = \"most-votes\"", "");
            case.outcome(&case.contest(instead, &rules)).seats_won() != case.official()
        };
        own.filter(other).count()
    };
    assert!(differs("hare", DHONDT) > 5);
    assert!(differs("hagenbach-bischoff-rounded", "formula = \"largest-remainder\"") > 0);
    assert!(differs("dhondt", SAINTE_LAGUE) > 5);
    assert!(differs("sainte-lague", "formula = \"adams\"") > 1);
    assert!(differs("macau", DHONDT) > 0);
}

/// Each exception of a law decides about somebody's seat: without it the seats are others.
#[test]
fn every_exception_of_a_law_matters_somewhere() {
    let without = |name: &str, key: &str, instead: &str| {
        let case = cases().find(|case| case.name == name).unwrap();
        let rules = case.rules.replace(key, instead);
        assert_ne!(rules, case.rules, "{name} has no «{key}»");
        let outcome = case.outcome(&case.contest(case.formula, &rules));
        assert_ne!(outcome.seats_won(), case.official(), "{name} without «{key}»");
    };
    without("Slovakia 2020", "parties = 2, share = 0.07", "parties = 2, share = 0.05");
    without("Georgia 2024", "remaining-seats = \"most-votes\"", "");
    without("Germany 2025", "minority = 0, ", "");
    without("Serbia 2022", ", minority-factor = 1.35", "");
    without("Serbia 2022", "minority = 0, ", "");
    without("New Zealand 2014", "direct-seats = 1", "direct-seats = 2");
    without("New Zealand 2014", "overhang = \"added\"", "");
}

#[test]
fn surplus_agreements_decide_seats() {
    for name in ["Israel 2021", "Israel 2022"] {
        let case = cases().find(|case| case.name == name).unwrap();
        let mut contest = case.contest(case.formula, case.rules);
        for option in &mut contest.options {
            option.alliance = None;
        }
        assert_ne!(case.outcome(&contest).seats_won(), case.official(), "{name}");
    }
}
