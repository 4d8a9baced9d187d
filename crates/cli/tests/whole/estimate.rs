//! Estimates and rehearsals as commands: the keys that others rely on, the same bytes with any
//! number of threads, words for what cannot be used.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{data, json, sanaq};

/// A simulated country of 2,000 stations, a sample of 400 drawn from it, and protocols of three
/// quarters of them.
struct Evening {
    folder: tempfile::TempDir,
    country: String,
    sample: String,
    protocols: String,
    /// Drawn stations without a protocol.
    silent: Vec<String>,
}

impl Evening {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (country, sample) = (path("country.csv"), path("sample.csv"));
        let election = ["--election", "kazakhstan-2021", "--stations", "2000", "--seed", "7"];
        let output = sanaq(&[&["simulate", "--out", &country], &election[..]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        json(&["sample", &country, "--size", "400", "--seed", "3 1 6 6 2", "--out", &sample]);
        let text = std::fs::read_to_string(&sample).unwrap();
        let drawn = text.lines().skip(1).filter_map(|line| line.split(',').next());
        let drawn: Vec<&str> = drawn.collect();
        let silent: Vec<String> = drawn.iter().step_by(4).map(|code| (*code).to_owned()).collect();
        let text = std::fs::read_to_string(&country).unwrap();
        let came = |line: &&str| {
            let code = line.split(',').next().unwrap();
            code == "station" || (drawn.contains(&code) && !silent.iter().any(|s| s == code))
        };
        let protocols = path("protocols.csv");
        let lines: Vec<&str> = text.lines().filter(came).collect();
        std::fs::write(&protocols, lines.join("\n")).unwrap();
        Self { folder, country, sample, protocols, silent }
    }

    fn words<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let words = ["estimate", &self.protocols, "--frame", &self.country];
        [&words[..], &["--election", "kazakhstan-2021"], more].concat()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// True shares of valid votes.
    fn truth(&self) -> Vec<f64> {
        let found = json(&["check", &self.country, "--election", "kazakhstan-2021"]);
        let votes = found["totals"]["options"].as_object().unwrap().clone();
        let votes: Vec<f64> = votes.values().map(|votes| votes.as_f64().unwrap()).collect();
        votes.iter().map(|vote| vote / votes.iter().sum::<f64>()).collect()
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("found {value}, expected a number"))
}

fn texts(value: &Value) -> String {
    let texts = value.as_array().unwrap().iter().map(|text| text.as_str().unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

/// Protects the scripts of others: every promised key is there, with figures that are sound.
#[test]
fn an_estimate_has_every_promised_key_and_holds_the_truth() {
    let evening = Evening::new();
    let found = json(&evening.words(&["--sample", &evening.sample]));
    assert_eq!(found["stations"]["frame"], 2_000);
    assert_eq!(found["stations"]["sampled"], 400);
    assert_eq!(found["stations"]["reported"], 300);
    assert_eq!(found["publishable"], true);
    assert_eq!(found["method"], "mixed-model-calibration");
    let options = found["options"].as_array().unwrap();
    let truth = evening.truth();
    let mut held = 0;
    for (option, truth) in options.iter().zip(&truth) {
        let share = &option["share"];
        let (low, high) = (number(&share["low"]), number(&share["high"]));
        let estimate = number(&share["estimate"]);
        assert!(low < estimate && estimate < high, "{option}");
        let inner = &option["without_allowance"];
        assert!(low < number(&inner["low"]) && number(&inner["high"]) < high, "{option}");
        held += usize::from(low <= *truth && *truth <= high);
        assert!((0.0..=1.0).contains(&number(&option["threshold_probability"])), "{option}");
        let seats = &option["seats"];
        assert!(number(&seats["low"]) <= number(&seats["median"]), "{option}");
        assert!(number(&seats["median"]) <= number(&seats["high"]), "{option}");
        let chances = seats["distribution"].as_object().unwrap().values().map(number);
        assert!((chances.sum::<f64>() - 1.0).abs() < 1e-9, "{option}");
        assert!(option["at_visited"]["votes"].is_u64(), "votes are integers");
    }
    assert!(held >= 4, "{held} of 5 shares inside");
    let sum: f64 = options.iter().map(|option| number(&option["share"]["estimate"])).sum();
    assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    for key in ["turnout", "invalid_share"] {
        assert!(number(&found[key]["low"]) < number(&found[key]["high"]), "{key}");
    }
    assert!(number(&found["winner"][0]["probability"]) > 0.9);
    let likeliest = &found["allocations"][0];
    let seats = likeliest["seats"].as_object().unwrap().values().map(number);
    assert!((seats.sum::<f64>() - 98.0).abs() < 1e-9, "{likeliest}");
    assert!(number(&found["tipping_point"]["missing"]) > 0.2);
    assert!(texts(&found["assumptions"]).contains("conditional on the stations that are missing"));
}

#[test]
fn threads_do_not_change_a_byte_and_another_seed_changes_draws_only() {
    let evening = Evening::new();
    let run = |threads: &str, seed: &str| {
        let words = ["--sample", &evening.sample, "--format", "json", "--seed", seed];
        let words = [&words[..], &["--threads", threads]].concat();
        let output = sanaq(&evening.words(&words));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let first = run("1", "1");
    assert!(run("8", "1") == first && run("2", "1") == first);
    let other: Value = serde_json::from_slice(&run("1", "2")).unwrap();
    let first: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!(first["options"][0]["share"], other["options"][0]["share"]);
    assert_ne!(first["allocations"], other["allocations"]);
}

/// Protects the reader from a country that was made of hand-picked stations, of too few, or of an
/// unknown sample.
#[test]
fn what_may_not_be_said_is_not_said() {
    let evening = Evening::new();
    let picked = json(&evening.words(&["--hand-picked"]));
    assert!(picked["refusal"].as_str().unwrap().contains("at 300 visited stations"));
    assert!(picked["options"][0]["share"].is_null() && picked["turnout"].is_null());
    assert_eq!(picked["publishable"], false);
    let unlisted = json(&evening.words(&[]));
    assert_eq!(unlisted["publishable"], false);
    assert!(!texts(&unlisted["warnings"]).is_empty());
    let text = std::fs::read_to_string(&evening.protocols).unwrap();
    let few: Vec<&str> = text.lines().take(30).collect();
    std::fs::write(&evening.protocols, few.join("\n")).unwrap();
    let few = json(&evening.words(&["--sample", &evening.sample]));
    assert!(few["refusal"].as_str().unwrap().contains("found 29 usable protocols"), "{few}");
    let said = sanaq(&evening.words(&["--sample", &evening.sample]));
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("Nothing is said of the country") && !said.contains("seats"), "{said}");
}

/// A drawn station without a protocol stays drawn and missing, and why is counted.
#[test]
fn silent_stations_are_accounted_for_by_reason() {
    let evening = Evening::new();
    let file = evening.path("absences.csv");
    let mut text = "station,reason\n".to_owned();
    for (at, station) in evening.silent.iter().enumerate() {
        let reason = if at < 7 { "entry-refused" } else { "no-network" };
        writeln!(text, "{station},{reason}").unwrap();
    }
    std::fs::write(&file, &text).unwrap();
    let words = ["--sample", &evening.sample, "--absences", &file];
    let output = sanaq(&evening.words(&words));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let found = json(&evening.words(&words));
    assert!(texts(&found["warnings"]).contains('7'), "{}", found["warnings"]);
    std::fs::write(&file, text.replace("no-network", "holiday")).unwrap();
    let output = sanaq(&evening.words(&words));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("absences.csv") && said.contains("holiday"), "{said}");
}

#[test]
fn words_and_files_that_cannot_be_used_are_named() {
    let evening = Evening::new();
    let refused = |words: &[&str]| {
        let output = sanaq(&evening.words(words));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
        assert!(output.stdout.is_empty() && !said.contains("panicked"), "{said}");
        said
    };
    assert!(refused(&["--level", "1"]).contains("found 1, expected a level below it"));
    assert!(refused(&["--looks", "9"]).contains("expected 2 to 5"));
    assert!(refused(&["--looks", "1"]).contains("expected 2 to 5"));
    assert!(refused(&["--sample", "nowhere.csv"]).contains("nowhere.csv"));
    let wrong = evening.path("wrong.csv");
    std::fs::write(&wrong, "station,probability\nX-1,0.5\n").unwrap();
    assert!(refused(&["--sample", &wrong]).contains("X-1"));
    std::fs::write(&wrong, "station,probability\n1,many\n").unwrap();
    let said = refused(&["--sample", &wrong]);
    assert!(said.contains("line 2") && said.contains("probability") && said.contains("many"));
    let district = ["--sample", &evening.sample, "--strata", "district"];
    assert!(refused(&district).contains("--strata that the sample was drawn with"));
    std::fs::write(&wrong, "station,poverty\n1,poor\n").unwrap();
    let covariates = ["--sample", &evening.sample, "--covariates", &wrong];
    assert!(refused(&covariates).contains("poor"));
}

/// Protects the table that a coordinator chooses the size of a sample by.
#[test]
fn a_rehearsal_has_every_promised_key_and_larger_samples_are_narrower() {
    let evening = Evening::new();
    let words = ["rehearse", &evening.country, "--election", "kazakhstan-2021", "--draws", "40"];
    let more = ["--size", "100,400", "--arrived", "1,0.6", "--own", "-0.08"];
    let found = json(&[&words[..], &more].concat());
    let trials = found["trials"].as_array().unwrap();
    assert_eq!(trials.len(), 4);
    let width = |at: usize| number(&trials[at]["mean_half_width"]);
    assert!(width(2) < width(0) && width(3) < width(1), "400 stations against 100");
    assert!(width(1) > width(0), "60 % in against all");
    for trial in trials {
        for key in ["coverage", "bias"] {
            assert_eq!(
                trial[key].as_object().unwrap().len(),
                trial["truth"].as_object().unwrap().len()
            );
        }
        for key in ["mean_coverage", "mean_half_width"] {
            assert_eq!(trial["naive"][key].as_f64().map(f64::is_finite), Some(true));
            assert_eq!(trial["collapsed"][key].as_f64().map(f64::is_finite), Some(true));
        }
        assert!(trial["threshold_statements"]["made"].is_u64());
        assert!(trial["threshold_statements"]["wrong"].is_u64());
        assert!(number(&trial["mean_coverage"]) > 0.85, "{trial}");
    }
    assert_eq!(found["mean_coverage"], trials[0]["mean_coverage"], "the first also at the top");
    let run = |threads: &str| {
        let more = ["--size", "100", "--arrived", "0.6", "--format", "json", "--threads", threads];
        sanaq(&[&words[..], &more].concat()).stdout
    };
    assert!(run("1") == run("8"));
}

/// A real country, one command: Georgia 2024 with a third of the sample in.
#[test]
fn a_rehearsal_of_a_real_election_runs_from_its_recipe() {
    let Some(file) = data("georgia-2024/stations.csv.gz") else { return };
    let words = ["rehearse", file.to_str().unwrap(), "--recipe", "georgia-2024"];
    let more = ["--size", "400", "--arrived", "0.3", "--draws", "60"];
    let found = json(&[&words[..], &more].concat());
    assert!(number(&found["mean_coverage"]) > number(&found["naive"]["mean_coverage"]) + 0.2);
}

/// Protocols that do not add up are told, with the check; who wants their codes asks `check`.
#[test]
fn protocols_that_do_not_add_up_are_told() {
    let evening = Evening::new();
    let text = std::fs::read_to_string(&evening.protocols).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let cast = header.split(',').position(|name| name == "cast").unwrap();
    let broken = lines.enumerate().map(|(at, line)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if at < 5 {
            cells[cast] = (cells[cast].parse::<u32>().unwrap() + 3).to_string();
        }
        cells.join(",")
    });
    let broken: Vec<String> = std::iter::once(header.to_owned()).chain(broken).collect();
    let sound = json(&evening.words(&["--sample", &evening.sample]));
    std::fs::write(&evening.protocols, broken.join("\n")).unwrap();
    let found = json(&evening.words(&["--sample", &evening.sample]));
    let notes = texts(&found["input_warnings"]["notes"]);
    assert!(notes.contains("does not hold in 5 protocols"), "{notes}");
    assert!(!sound["input_warnings"].to_string().contains("does not hold"));
}
