//! The stratified combined ratio through samplics, a published package for survey samples.
//!
//! `cargo xtask test` installs it from tests/peers/requirements.txt into a folder that
//! `SANAQ_PEERS` names.

#![expect(clippy::unwrap_used, reason = "a test should fail where it cannot go on")]

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use sanaq_estimate::{
    complete::{CombinedRatio, RatioStratum},
    distribution::student_quantile,
    random::{Seed, Stream},
};
use serde_json::{Value, json};

const CASES: usize = 200;

/// A country of 2 to 8 strata: shares and sizes differ between strata and between stations.
fn country(stream: &mut Stream) -> Vec<RatioStratum> {
    let strata = 2 + stream.below(7);
    let stratum = |_| {
        let stations = 2 + stream.below(30);
        let share = stream.unit();
        let station = |stream: &mut Stream| {
            let whole = 1 + stream.below(1_500);
            let mut votes = 0;
            for _ in 0..whole {
                votes += usize::from(stream.unit() < share);
            }
            (votes as f64, whole as f64)
        };
        RatioStratum {
            population: (stations + stream.below(400)) as f64,
            stations: (0..stations).map(|_| station(stream)).collect(),
        }
    };
    (0..strata).map(stratum).collect()
}

fn line(strata: &[RatioStratum]) -> String {
    let stratum = |of: &RatioStratum| {
        let (population, stations) = (of.population, &of.stations);
        json!({ "population": population, "stations": stations })
    };
    Value::from(strata.iter().map(stratum).collect::<Vec<_>>()).to_string()
}

/// What the package answers, or nothing where it is not installed.
fn answers(countries: &[Vec<RatioStratum>]) -> Option<Vec<Value>> {
    let folder = std::env::var_os("SANAQ_PEERS").map(PathBuf::from)?;
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers/peers.py");
    let lines: Vec<String> = countries.iter().map(|strata| line(strata)).collect();
    let mut peer = Command::new(folder.join("bin/python3"))
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = peer.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.join("\n").as_bytes()));
    let output = peer.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the package failed");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn close(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    let gap = (found - expected).abs();
    assert!(gap <= 1e-9 * expected.abs().max(1e-3), "{what}: {found}, samplics {expected}");
}

/// Protects the textbook's figure that stands beside ours when the whole sample is in.
#[test]
fn samplics_gives_the_same_ratio_error_and_interval() {
    let mut stream = Seed::from_text("samplics").stream(0);
    let countries: Vec<Vec<RatioStratum>> = (0..CASES).map(|_| country(&mut stream)).collect();
    let Some(answers) = answers(&countries) else {
        println!("skipped: SANAQ_PEERS is not set; `cargo xtask test` installs the package");
        return;
    };
    assert_eq!(answers.len(), CASES);
    for (strata, theirs) in countries.iter().zip(&answers) {
        let ours = CombinedRatio::new(strata).unwrap();
        close(ours.estimate, &theirs["estimate"], "estimate");
        close(ours.error, &theirs["error"], "error");
        // The package knows no Satterthwaite: stations less strata.
        let stations: usize = strata.iter().map(|stratum| stratum.stations.len()).sum();
        let degrees = (stations - strata.len()) as f64;
        close(degrees, &theirs["degrees"], "degrees of freedom");
        assert!(ours.degrees <= degrees + 1e-9, "Satterthwaite's are never more");
        let reach = student_quantile(0.975, degrees) * ours.error;
        close(ours.estimate - reach, &theirs["low"], "lower end");
        close(ours.estimate + reach, &theirs["high"], "upper end");
    }
    println!("{CASES} samples give the same figures");
}
