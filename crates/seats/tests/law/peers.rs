//! The same votes through published packages of another language.
//!
//! `cargo xtask test` installs them from tests/peers/requirements.txt into a folder that
//! `SANAQ_PEERS` names. Ties are compared as ties where a package computes exactly.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use sanaq_seats::{Ballots, Poll, allocate};
use serde_json::{Value, json};

use crate::contest::contest;

const QUOTAS: [&str; 5] =
    ["hare", "droop", "hagenbach-bischoff", "hagenbach-bischoff-rounded", "imperiali"];
const DIVISORS: [&str; 7] = [
    "dhondt",
    "sainte-lague",
    "modified-sainte-lague",
    "danish",
    "adams",
    "huntington-hill",
    "macau",
];
const CASES_EACH: u64 = 200;

struct Case {
    formula: &'static str,
    votes: Vec<u64>,
    seats: u32,
}

/// A fixed stream of numbers (xorshift, Marsaglia 2003).
struct Stream(u64);

impl Stream {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// Votes of all sizes; every third case is small, so that ties happen.
fn cases() -> Vec<Case> {
    let mut stream = Stream(0x5a6e_6171_2020_2110);
    let mut cases = Vec::new();
    for formula in QUOTAS.into_iter().chain(DIVISORS) {
        for at in 0..CASES_EACH {
            let lists = 2 + stream.below(11);
            let bound = if at % 3 == 0 { 40 } else { 4_000_000 };
            let votes: Vec<u64> = (0..lists).map(|_| 1 + stream.below(bound)).collect();
            // Packages differ in what they do with fewer seats than lists under a first divisor of
            // zero, and with fewer votes than seats.
            let all: u64 = votes.iter().sum();
            let seats = u32::try_from(lists + stream.below(120.min(all - lists + 1))).unwrap();
            cases.push(Case { formula, votes, seats });
        }
    }
    cases
}

/// What the packages answer, or nothing where they are not installed.
fn answers(cases: &[Case]) -> Option<Vec<Value>> {
    let folder = std::env::var_os("SANAQ_PEERS").map(PathBuf::from)?;
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers/peers.py");
    let line = |case: &Case| {
        json!({ "formula": case.formula, "votes": case.votes, "seats": case.seats }).to_string()
    };
    let input = cases.iter().map(line).collect::<Vec<_>>().join("\n");
    let mut peers = Command::new(folder.join("bin/python3"))
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = peers.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = peers.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the packages failed");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn ours(case: &Case) -> Value {
    let formula = if QUOTAS.contains(&case.formula) {
        format!("formula = \"largest-remainder\"\nquota = \"{}\"", case.formula)
    } else {
        format!("formula = \"{}\"", case.formula)
    };
    let contest = contest(case.seats, case.votes.len(), &formula, "");
    let outcome = allocate(&contest, &Poll::national(Ballots::of(&case.votes))).unwrap();
    if outcome.ties.is_empty() { json!(outcome.seats_won()) } else { json!("tie") }
}

#[test]
fn published_packages_give_the_same_seats() {
    let cases = cases();
    let Some(answers) = answers(&cases) else {
        println!("skipped: SANAQ_PEERS is not set; `cargo xtask test` installs the packages");
        return;
    };
    assert_eq!(answers.len(), cases.len());
    let (mut compared, mut ties) = (0, 0);
    for (case, answer) in cases.iter().zip(&answers) {
        let ours = ours(case);
        // Floats see ties where there are none and miss some that are.
        let inexact = ["huntington-hill", "modified-sainte-lague"].contains(&case.formula);
        for package in ["apportionment", "votelib"] {
            let theirs = &answer[package];
            let tied = ours == "tie" || theirs == "tie";
            if theirs.is_null() || (tied && inexact && package == "apportionment") {
                continue;
            }
            let Case { formula, votes, seats } = case;
            assert_eq!(&ours, theirs, "{package}: {formula}, {seats} seats, {votes:?}");
            compared += 1;
            ties += usize::from(tied);
        }
    }
    println!("{compared} distributions are the same, {ties} of them ties");
    assert!(compared > 3000 && ties > 100, "{compared} compared, {ties} ties");
}
