//! Published and exact tables of other people's analyses come out of the program.

use serde_json::Value;

use crate::{data, json};

const RUSSIA: [(&str, &str); 3] =
    [("2011", "russia-2011"), ("2018", "russia-2018"), ("2020", "russia-2020")];

fn forensics(recipe: &str, more: &[&str]) -> Option<Value> {
    let path = data(&format!("{recipe}/stations.csv.zip"))?;
    let arguments = ["forensics", path.to_str().unwrap(), "--recipe", recipe];
    Some(json(&[&arguments, more].concat()))
}

fn table(file: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(data(&format!("forensics-tables/{file}"))?).unwrap();
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    Some(text.lines().skip(1).map(row).collect())
}

/// Equal to 1e-6, or to the three decimals that the tables are rounded to.
fn close(found: &Value, expected: &str) -> bool {
    let (found, expected) = (found.as_f64().unwrap(), expected.parse::<f64>().unwrap());
    (found - expected).abs() <= (1e-6 * expected.abs()).max(0.000_51)
}

/// The name that the published tables have for our weight.
fn published_name(weight: &Value) -> &'static str {
    match weight.as_str().unwrap() {
        "stations" => "stations",
        "registered" => "voters",
        "issued" => "given",
        "leader" => "leader",
        other => panic!("{other}"),
    }
}

#[test]
fn every_row_of_the_exact_integer_table_comes_out() {
    let Some(rows) = table("kobak_integer_anomaly_exact.csv") else { return };
    for (year, recipe) in RUSSIA {
        let Some(report) = forensics(recipe, &[]) else { continue };
        let mut compared = 0;
        for test in report["tests"].as_array().unwrap() {
            let key = [year, test["variable"].as_str().unwrap(), published_name(&test["weight"])];
            let row = rows.iter().find(|r| r[0] == key[0] && r[2] == key[1] && r[3] == key[2]);
            let row = row.unwrap();
            assert_eq!(test["stations"].to_string(), row[1], "{key:?}");
            assert_eq!(test["observed"].as_f64(), row[4].parse().ok(), "{key:?} {test}");
            assert!(close(&test["null"]["mean"], &row[5]), "{key:?} {test}");
            assert!(close(&test["null"]["sd"], &row[7]), "{key:?} {test}");
            compared += 1;
        }
        assert_eq!(compared, 12, "{year}");
    }
}

#[test]
fn published_monte_carlo_values_lie_within_their_own_noise() {
    let Some(rows) = table("kobak_integer_anomaly_published.csv") else { return };
    for (year, recipe) in RUSSIA {
        let Some(report) = forensics(recipe, &[]) else { continue };
        for test in report["tests"].as_array().unwrap() {
            let name = published_name(&test["weight"]);
            // The 2020 analysis counts ballots issued; the later table counts those in the boxes.
            let of = |row: &&Vec<String>| {
                row[1] == year
                    && row[2] == test["variable"].as_str().unwrap()
                    && row[3] == name
                    && row[0] != "significance2020"
            };
            for row in rows.iter().filter(of) {
                let (anomaly, sd): (f64, f64) = (row[4].parse().unwrap(), row[5].parse().unwrap());
                let ours = test["effect"].as_f64().unwrap();
                let noise = sd / 1000f64.sqrt();
                assert!((ours - anomaly).abs() < 5.0 * noise, "{year} {row:?} {ours}");
            }
        }
    }
}

#[test]
fn federal_anomalous_votes_come_out_with_the_published_bin() {
    let Some(rows) = table("shpilkin_cedar_federal.csv") else { return };
    for (year, recipe) in RUSSIA {
        let row = rows.iter().find(|row| row[0] == year).unwrap();
        let Some(report) = forensics(recipe, &["--clean-bin", &row[3]]) else { continue };
        let methods = report["anomalous_votes"].as_array().unwrap();
        let given = methods.iter().find(|m| m["method"] == "shpilkin").unwrap();
        let found = given["estimate"].as_f64().unwrap();
        let expected: f64 = row[4].parse().unwrap();
        assert!((found - expected).abs() < 0.01, "{year}: {found} {expected}");
    }
}

#[test]
fn the_clean_zone_finds_what_the_authors_set_by_hand() {
    let Some(rows) = table("shpilkin_cedar_federal.csv") else { return };
    for (year, recipe) in RUSSIA {
        let Some(report) = forensics(recipe, &[]) else { continue };
        let found = &report["anomalous_votes"][0];
        assert_eq!(found["applies"], true, "{year}");
        let row = rows.iter().find(|row| row[0] == year).unwrap();
        let published: f64 = row[1].parse().unwrap();
        let of = |key: &str| found[key].as_f64().unwrap();
        assert!(of("low") <= published && published <= of("high"), "{year} {found}");
        assert!((of("estimate") / published - 1.0).abs() < 0.05, "{year} {found}");
    }
}

#[test]
fn elections_that_nobody_disputes_are_not_accused() {
    for (recipe, file) in [
        ("poland-2025-round1", "poland-2025/round1.csv.gz"),
        ("poland-2025-round2", "poland-2025/round2.csv.gz"),
        ("mexico-2006", "mexico-2006/stations.csv.gz"),
        ("canada-2011", "canada-2011/stations.csv.gz"),
        (
            "germany-2025-sachsen-anhalt",
            "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz",
        ),
        ("albania-2013", "albania-2013/Albania2013.csv.gz"),
    ] {
        let Some(path) = data(file) else { continue };
        let report = json(&["forensics", path.to_str().unwrap(), "--recipe", recipe]);
        for found in report["anomalous_votes"].as_array().unwrap() {
            let holds_zero = found["low"].as_f64().is_some_and(|low| low <= 0.0)
                && found["high"].as_f64().is_some_and(|high| 0.0 <= high);
            assert!(found["applies"] == false || holds_zero, "{recipe} {found}");
        }
        for test in report["tests"].as_array().unwrap() {
            if test["weight"] == "stations" && test["applies"] == true {
                let z = test["z"].as_f64().unwrap();
                assert!(z.abs() < 3.0, "{recipe} {} z = {z}", test["variable"]);
            }
        }
    }
}
