//! Small tables with known faults: every fault must be found, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test whose own table is broken should fail")]

use proptest::prelude::*;
use sanaq_check::{Likeness, check};
use sanaq_election::{Column, Election, StationResults};

const ELECTION: &str = r#"
[election]
name = "Test"
date = "2021-01-10"
country = "KZ"

[contest]
id = "test"
kind = "list"
options = [{ id = "a" }, { id = "b" }, { id = "c" }]
rules = { formula = "dhondt" }

[protocol]
lines = ["registered", "issued", "cast", "invalid", "valid"]
turnout = "issued"
checks = [
  "cast = valid + invalid",
  "valid = sum(options)",
  "cast <= issued",
  { check = "issued <= 0.9 * registered", severity = "soft" },
]
"#;

/// registered, issued, cast, invalid, valid, a, b, c; 0 in `unknown` means all are known.
type Row = [Option<u32>; 8];

fn election() -> Election {
    Election::parse("test.toml", ELECTION).unwrap()
}

fn table(rows: &[Row]) -> StationResults {
    let mut results = StationResults::default();
    for index in 0..rows.len() {
        results.stations.push(&format!("s{index}"));
        let area = results.areas.intern(if index % 2 == 0 { "North/1" } else { "South" });
        results.area.push(area);
    }
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Column>();
    for (at, line) in ["registered", "issued", "cast", "invalid", "valid"].iter().enumerate() {
        results.lines.push((line.parse().unwrap(), column(at)));
    }
    for (at, option) in ["a", "b", "c"].iter().enumerate() {
        results.votes.push((option.parse().unwrap(), column(at + 5)));
    }
    results
}

fn good(scale: u32) -> Row {
    let [a, b, c] = [40 * scale, 30 * scale, 20 * scale + 1];
    let valid = a + b + c;
    [200 * scale, valid + 3, valid + 2, 2, valid, a, b, c].map(Some)
}

fn changed(mut row: Row, at: usize, to: Option<u32>) -> Row {
    row[at] = to;
    row
}

#[test]
fn sums_by_area_add_up_to_the_whole() {
    let report = check(&table(&[good(1), good(2), good(3)]), Some(&election()));
    assert_eq!(report.totals.line("registered").unwrap().get(), 1200);
    assert_eq!(report.totals.options[0].votes.get(), 240);
    let north = &report.by_area[0];
    assert_eq!((north.area.as_str(), north.totals.stations), ("North", 2));
    let sum: u64 = report.by_area.iter().map(|a| a.totals.options[0].votes.get()).sum();
    assert_eq!(sum, 240);
    assert_eq!(report.totals.turned_out.get(), 91 + 181 + 271 + 9);
    assert!(report.violations.is_empty(), "{:?}", report.violations);
}

#[test]
fn each_violation_names_station_check_and_both_sides() {
    let report = check(&table(&[good(1), changed(good(2), 3, Some(12))]), Some(&election()));
    assert_eq!(report.violations.len(), 1);
    let violation = &report.violations[0];
    assert_eq!(violation.station, "s1");
    assert_eq!(violation.check, "cast = valid + invalid");
    assert_eq!(
        (violation.left.to_string(), violation.right.to_string()),
        ("183".into(), "193".into())
    );
    assert_eq!(report.counts[0].violated, 1);
    assert_eq!(report.counts[0].held, 1);
}

#[test]
fn a_soft_check_with_a_decimal_keeps_its_decimals() {
    let row = changed(good(1), 0, Some(103));
    let report = check(&table(&[row]), Some(&election()));
    let violation = report.violations.iter().find(|v| v.check.contains("0.9")).unwrap();
    assert_eq!(violation.left.to_string(), "94");
    assert_eq!(violation.right.to_string(), "92.7");
}

#[test]
fn an_unknown_figure_is_unchecked_not_violated() {
    let report = check(&table(&[changed(good(1), 3, None)]), Some(&election()));
    assert!(report.violations.is_empty());
    assert_eq!(report.counts[0].unchecked, 1);
    assert_eq!(report.totals.lines[3].unknown, 1);
}

#[test]
fn postal_ballots_count_in_turnout_only_where_registers_are_shared() {
    let rows = [good(1), changed(good(2), 0, None)];
    let turnout = |election: &Election| {
        let totals = check(&table(&rows), Some(election)).totals;
        (totals.turned_out.get(), totals.turnout_of.get())
    };
    assert_eq!(turnout(&election()), (91 + 3, 200));
    let shared = ELECTION.replace("turnout =", "registers = \"shared\"\nturnout =");
    let shared = Election::parse("test.toml", &shared).unwrap();
    assert_eq!(turnout(&shared), (91 + 3 + 181 + 3, 200));
}

#[test]
fn more_ballots_than_voters_and_empty_registers_are_told() {
    let full = changed(good(1), 0, Some(50));
    let none = changed(good(1), 0, Some(0));
    let report = check(&table(&[full, none, good(1)]), Some(&election()));
    assert_eq!(report.over_full.len(), 2);
    assert_eq!(report.zero_registered, 1);
}

#[test]
fn copied_protocols_are_found_and_small_ones_are_not() {
    let small = [12, 9, 9, 0, 9, 4, 3, 2].map(Some);
    let near = changed(good(9), 0, Some(1801));
    let rows = [good(5), good(4), good(5), small, small, good(9), near];
    let report = check(&table(&rows), Some(&election()));
    assert_eq!(report.duplicates.len(), 2, "{:?}", report.duplicates);
    assert_eq!(report.duplicates[0].likeness, Likeness::Same);
    assert_eq!(report.duplicates[0].stations, ["s0", "s2"]);
    assert_eq!(report.duplicates[1].likeness, Likeness::AllButOne);
    assert_eq!(report.duplicates[1].differs.as_deref(), Some("registered"));
}

proptest! {
    #[test]
    fn any_table_is_checked_without_panic(rows in proptest::collection::vec(
        proptest::array::uniform8(proptest::option::of(0u32..u32::MAX)), 0..40)) {
        let report = check(&table(&rows), Some(&election()));
        for count in &report.counts {
            prop_assert_eq!(count.violated + count.held + count.unchecked, rows.len());
        }
    }
}
