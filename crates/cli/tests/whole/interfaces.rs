//! The names that scripts outside the project rely on.

use serde_json::Value;

use crate::{json, sanaq};

/// A simulated country in a file of its own.
fn country() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("country.csv").to_str().unwrap().to_owned();
    let output = sanaq(&[
        "simulate",
        "--election",
        "kazakhstan-2021",
        "--stations",
        "2000",
        "--fraud",
        "stuffing:0.15",
        "--out",
        &path,
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, path)
}

fn has(document: &Value, pointers: &[&str]) {
    for pointer in pointers {
        assert!(document.pointer(pointer).is_some(), "no {pointer} in {document}");
    }
}

#[test]
fn canonical_files_begin_with_the_promised_columns() {
    let (_folder, path) = country();
    let text = std::fs::read_to_string(path).unwrap();
    let header = text.lines().next().unwrap();
    assert!(
        header.starts_with("station,area,registered,issued,cast,invalid,valid,votes.nur-otan,"),
        "{header}"
    );
}

#[test]
fn check_says_what_was_promised() {
    let (_folder, path) = country();
    let report = json(&["check", &path, "--election", "kazakhstan-2021"]);
    has(
        &report,
        &[
            "/stations",
            "/totals/registered",
            "/totals/issued",
            "/totals/cast",
            "/totals/invalid",
            "/totals/valid",
            "/totals/options/nur-otan",
            "/turnout",
            "/violations",
            "/violation_counts/cast = valid + invalid",
            "/duplicates",
            "/dropped",
        ],
    );
}

#[test]
fn forensics_says_what_was_promised() {
    let (_folder, path) = country();
    let report = json(&["forensics", &path, "--election", "kazakhstan-2021"]);
    let test = [
        "id",
        "variable",
        "weight",
        "option",
        "applies",
        "observed",
        "null",
        "z",
        "p_value",
        "p_adjusted",
        "effect",
        "unit",
        "power_floor",
        "notes",
    ];
    for key in test {
        has(&report, &[&format!("/tests/0/{key}")]);
    }
    for key in ["mean", "sd", "q01", "q99"] {
        has(&report, &[&format!("/tests/0/null/{key}")]);
    }
    for key in ["method", "option", "applies", "estimate", "low", "high", "notes"] {
        has(&report, &[&format!("/anomalous_votes/0/{key}")]);
    }
    has(&report, &["/anomalous_votes/0/clean_turnout/low", "/by_area/0", "/stations/0/station"]);
    has(&report, &["/stations/0/area", "/stations/0/score", "/stations/0/reasons/0"]);
    assert_eq!(report["tests"][0]["id"], "integer");
}

#[test]
fn seats_of_kazakhstan_come_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let votes =
        "option,votes\nnur-otan,5148074\nak-zhol,792828\nqhp,659019\nauyl,383023\nadal,258618\n";
    std::fs::write(&path, votes).unwrap();
    let path = path.to_str().unwrap();
    let seats = |more: &[&str]| -> Vec<u64> {
        let arguments = ["seats", path, "--election", "kazakhstan-2021"];
        let report = json(&[&arguments, more].concat());
        has(&report, &["/quota", "/ties", "/steps", "/options/0/share", "/options/0/passed"]);
        let options = report["options"].as_array().unwrap();
        options.iter().map(|option| option["seats"].as_u64().unwrap()).collect()
    };
    assert_eq!(seats(&[]), [76, 12, 10, 0, 0]);
    assert_eq!(seats(&["--threshold", "0.05"]), [72, 11, 9, 6, 0]);
    assert_eq!(seats(&["--threshold", "0.03"]), [70, 11, 9, 5, 3]);
}

#[test]
fn convert_round_trips_through_every_format() {
    let (folder, path) = country();
    let original = json(&["check", &path, "--election", "kazakhstan-2021"]);
    for name in ["again.csv", "again.csv.gz", "again.parquet"] {
        let out = folder.path().join(name).to_str().unwrap().to_owned();
        let output = sanaq(&["convert", &path, "--election", "kazakhstan-2021", "--out", &out]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let again = json(&["check", &out, "--election", "kazakhstan-2021"]);
        assert_eq!(again["totals"], original["totals"], "{name}");
        assert_eq!(again["by_area"], original["by_area"], "{name}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let commands = [
        "backup",
        "check",
        "convert",
        "estimate",
        "example",
        "exit-poll",
        "forensics",
        "recipes",
        "rehearse",
        "restore",
        "sample",
        "seats",
        "serve",
        "simulate",
        "spoiled",
        "turnout",
    ];
    for command in commands {
        let output = sanaq(&[command, "--help"]);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && help.contains("Example:"), "{command}: {help}");
    }
}
