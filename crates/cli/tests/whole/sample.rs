//! Drawing a sample: lists that repeat and can be checked, chances and waves that estimates use,
//! margins that real elections had.

mod redraw;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;

use crate::{data, json, sanaq};

/// A folder with a simulated country.
struct Country {
    folder: tempfile::TempDir,
    file: String,
}

impl Country {
    fn new(stations: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("country.csv").to_str().unwrap().to_owned();
        let words = ["simulate", "--election", "kazakhstan-2021", "--out", &file, "--stations"];
        let output = sanaq(&[&words[..], &[stations]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { folder, file }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Draws, and reads the answer.
    fn draw(&self, words: &[&str]) -> Value {
        json(&[&["sample", &self.file], words].concat())
    }

    /// What is said of words that cannot be used.
    fn refused(&self, words: &[&str]) -> String {
        refused(&[&["sample", &self.file], words].concat())
    }

    /// The protocols of some stations, in a file.
    fn protocols(&self, name: &str, stations: &BTreeSet<&str>) -> String {
        self.keep(name, |code| stations.contains(code))
    }

    fn keep(&self, name: &str, wanted: impl Fn(&str) -> bool) -> String {
        let text = std::fs::read_to_string(&self.file).unwrap();
        let mut lines = text.lines();
        let header = lines.next().unwrap();
        let kept = lines.filter(|line| wanted(line.split(',').next().unwrap()));
        let kept: Vec<&str> = std::iter::once(header).chain(kept).collect();
        let path = self.path(name);
        std::fs::write(&path, kept.join("\n") + "\n").unwrap();
        path
    }
}

/// Exit code 2, nothing on standard output, and a message.
fn refused(words: &[&str]) -> String {
    let output = sanaq(words);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words:?}: {message}");
    assert!(output.stdout.is_empty() && !message.contains("panicked"), "{message}");
    message
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

/// The codes of stations of a wave, in the order of release.
fn wave(drawn: &Value, wave: u64) -> Vec<&str> {
    let rows = array(drawn, "stations").iter().filter(|row| row["wave"] == wave);
    rows.map(|row| row["station"].as_str().unwrap()).collect()
}

fn half_width(drawn: &Value, id: &str) -> f64 {
    let found = array(drawn, "margins").iter().find(|margin| margin["id"] == id);
    found.unwrap()["half_width"].as_f64().unwrap()
}

fn warned(drawn: &Value, word: &str) -> bool {
    array(drawn, "warnings").iter().any(|warning| warning.as_str().unwrap().contains(word))
}

fn sum(rows: &[Value], key: &str) -> u64 {
    rows.iter().map(|row| row[key].as_u64().unwrap()).sum()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_list() {
    let country = Country::new("1500");
    let list = |name: &str, seed: &str| {
        let out = country.path(name);
        let drawn =
            country.draw(&["--size", "90", "--seed", seed, "--out", &out, "--threads", "2"]);
        (country.text(name), drawn["commitment"].as_str().unwrap().to_owned())
    };
    let (first, commitment) = list("first.csv", "3 1 6 6 2");
    let (again, same) = list("again.csv", " 3 1 6 6 2 ");
    let (other, changed) = list("other.csv", "3 1 6 6 3");
    assert_eq!(first, again, "the seed is its text without blanks at its ends");
    assert_eq!(commitment, same);
    assert!(first != other && commitment != changed);
    assert!(first.starts_with("station,stratum,cluster,probability,order"), "{first}");
    assert_eq!(first.lines().count(), 91);
    // The hash is that of the file, as any tool gives it.
    let digest = <sha2::Sha256 as sha2::Digest>::digest(first.as_bytes());
    let bytes = commitment.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    assert!(bytes.map(|pair| u8::from_str_radix(pair, 16).unwrap()).eq(digest));
}

#[test]
fn a_checker_who_trusts_no_program_of_ours_comes_to_the_same_bytes() {
    let country = Country::new("1200");
    let frame = country.text("country.csv");
    let out = country.path("sample.csv");
    for (size, seed) in [("90", "3 1 6 6 2"), ("257", "a secret 4 4 1")] {
        country.draw(&["--size", size, "--seed", seed, "--out", &out]);
        let expected = redraw::list(&frame, size.parse().unwrap(), seed);
        assert_eq!(country.text("sample.csv"), expected, "{seed}");
    }
}

/// Whoever sorts the official list in another way must draw the same stations.
#[test]
fn the_order_of_rows_in_the_frame_does_not_matter() {
    let country = Country::new("600");
    let text = country.text("country.csv");
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let turned = country.path("turned.csv");
    std::fs::write(&turned, lines.join("\n")).unwrap();
    for method in ["proportional", "pps"] {
        let words = ["--size", "60", "--method", method, "--seed", "dice"];
        let there = json(&[&["sample", &turned], &words[..]].concat());
        assert_eq!(country.draw(&words)["commitment"], there["commitment"], "{method}");
    }
}

#[test]
fn the_answer_says_what_was_promised_and_adds_up() {
    let country = Country::new("1500");
    let drawn = country.draw(&["--size", "120", "--waves", "2", "--wave-size", "15"]);
    for key in ["seed", "size", "strata", "stations", "commitment", "margins", "warnings"] {
        assert!(drawn.get(key).is_some(), "no {key}");
    }
    let strata = array(&drawn, "strata");
    assert_eq!(sum(strata, "stations"), 1_500);
    assert_eq!(sum(strata, "drawn"), 120);
    let reserves = strata.iter().flat_map(|row| row["reserves"].as_array().unwrap());
    assert_eq!(reserves.map(|stations| stations.as_u64().unwrap()).sum::<u64>(), 30);
    let text = country.text("country.csv");
    let registers = text.lines().skip(1).map(|line| line.split(',').nth(2).unwrap());
    let voters: u64 = registers.map(|register| register.parse::<u64>().unwrap()).sum();
    assert_eq!(sum(strata, "voters"), voters);
    // In the order of release, the sample first, each station once.
    let orders = array(&drawn, "stations").iter().map(|row| row["order"].as_u64().unwrap());
    assert!(orders.eq(1..=150));
    assert_eq!([0, 1, 2].map(|number| wave(&drawn, number).len()), [120, 15, 15]);
    let codes: BTreeSet<&str> =
        [0, 1, 2].into_iter().flat_map(|number| wave(&drawn, number)).collect();
    assert_eq!(codes.len(), 150);
    assert!(warned(&drawn, "--seed"), "a seed that nobody announced is told");
    assert!(!warned(&country.draw(&["--size", "120", "--seed", "1"]), "--seed"));
}

/// Chances by register: large stations come in more often, each with the chance it has, so that
/// the drawn stations stand for the whole register.
#[test]
fn chances_by_register_stand_for_the_whole_register() {
    let country = Country::new("1500");
    let drawn = country.draw(&["--size", "150", "--method", "pps", "--seed", "pps"]);
    let rows = array(&drawn, "stations");
    let mean = |rows: &[Value]| sum(rows, "registered") as f64 / rows.len() as f64;
    let equal = country.draw(&["--size", "150", "--seed", "pps"]);
    assert!(mean(rows) > 1.2 * mean(array(&equal, "stations")), "large stations come more often");
    let stand_for = rows
        .iter()
        .map(|row| row["registered"].as_f64().unwrap() / row["probability"].as_f64().unwrap());
    let all = sum(array(&drawn, "strata"), "voters") as f64;
    let found: f64 = stand_for.sum();
    assert!((found / all - 1.0).abs() < 1e-9, "{found} is not {all}");
}

#[test]
fn clusters_share_an_area_and_their_price_is_told() {
    let country = Country::new("1500");
    let words = ["--size", "100", "--clusters", "district", "--cluster-size", "5", "--seed", "c"];
    let previous = ["--previous", &country.file];
    let drawn = country.draw(&[&words[..], &previous].concat());
    let mut areas: BTreeMap<&str, usize> = BTreeMap::new();
    for row in array(&drawn, "stations") {
        assert_eq!(row["cluster"], row["area"], "the district is the whole path here");
        *areas.entry(row["cluster"].as_str().unwrap()).or_default() += 1;
    }
    assert!(areas.len() <= 20, "{areas:?}");
    assert!(warned(&drawn, "vote alike"));
    for margin in array(&drawn, "margins") {
        let alone = margin["without_clusters"].as_f64().unwrap();
        assert!(margin["half_width"].as_f64().unwrap() > alone, "{margin}");
    }
}

/// The list goes into the estimate as it was written: the truth is in the intervals, reserves
/// change the design only when their wave is used, and the silent are accounted for.
#[test]
fn a_written_list_goes_into_the_estimate() {
    let country = Country::new("3000");
    let list = country.path("sample.csv");
    let truth = &json(&["check", &country.file, "--election", "kazakhstan-2021"])["totals"];
    let valid = truth["valid"].as_f64().unwrap();
    for more in [&["--method", "pps"][..], &["--clusters", "district"], &["--strata", "none"]] {
        let words = ["--size", "300", "--seed", "5 5 2 1", "--out", &list];
        let waves = if more[0] == "--clusters" { "0" } else { "1" };
        let reserve = ["--waves", waves, "--wave-size", "40"];
        let drawn = country.draw(&[&words[..], more, &reserve].concat());
        let sample = wave(&drawn, 0);
        let protocols = country.protocols("protocols.csv", &sample.iter().copied().collect());
        let strata = if more[0] == "--strata" { "none" } else { "region" };
        let mut ask = vec!["estimate", &protocols, "--frame", &country.file, "--sample", &list];
        ask.extend(["--election", "kazakhstan-2021", "--draws", "1000", "--strata", strata]);
        let answer = json(&ask);
        assert_eq!(answer["stations"]["sampled"], drawn["drawn"], "{more:?}");
        assert_eq!(answer["stations"]["used"], drawn["drawn"], "{more:?}");
        for option in array(&answer, "options") {
            let share = truth["options"][option["id"].as_str().unwrap()].as_f64().unwrap() / valid;
            let [low, high] = ["low", "high"].map(|end| option["share"][end].as_f64().unwrap());
            let slack = 0.5 * (high - low);
            assert!(low - slack < share && share < high + slack, "{more:?}: {option}, {share}");
        }
        if waves == "1" {
            ask.extend(["--waves", "1"]);
            assert_eq!(json(&ask)["stations"]["sampled"], 340, "{more:?}");
        }
    }
}

#[test]
fn a_silent_station_stays_drawn_and_missing_with_its_reason() {
    let country = Country::new("1500");
    let list = country.path("sample.csv");
    let drawn = country.draw(&["--size", "100", "--seed", "9", "--out", &list]);
    let sample = wave(&drawn, 0);
    let came: BTreeSet<&str> = sample.iter().skip(3).copied().collect();
    // A substitute for the first silent station: never drawn.
    let stranger = (1..).map(|n: u32| n.to_string());
    let stranger = stranger.into_iter().find(|code| !sample.contains(&code.as_str())).unwrap();
    let with_substitute: BTreeSet<&str> = came.iter().copied().chain([stranger.as_str()]).collect();
    let protocols = country.protocols("protocols.csv", &with_substitute);
    let absences = country.path("absences.csv");
    let reasons =
        format!("station,reason\n{},entry-refused\n{},unreachable\n", sample[0], sample[1]);
    std::fs::write(&absences, reasons).unwrap();
    let ask = ["estimate", &protocols, "--frame", &country.file, "--sample", &list];
    let more = ["--absences", &absences, "--election", "kazakhstan-2021", "--draws", "1000"];
    let answer = json(&[&ask[..], &more].concat());
    let account = &answer["account"];
    assert_eq!(account["designed"], 100);
    assert_eq!(account["reported"], 97);
    assert_eq!(account["absent"]["entry-refused"], 1);
    assert_eq!(account["awaited"], 1);
    assert_eq!(account["not_drawn"][0], stranger.as_str());
    assert_eq!(answer["stations"]["used"], 97, "a substitute does not enter the estimate");
    let help = String::from_utf8(sanaq(&["sample", "--help"]).stdout).unwrap();
    for words in ["Example:", "entry-refused", "--absences", "never replaced"] {
        assert!(help.contains(words), "no «{words}» in the help");
    }
}

#[test]
fn the_margin_falls_with_size_and_with_arrival() {
    let country = Country::new("2000");
    let at = |size: &str, arrived: &str| {
        let words = ["--size", size, "--arrived", arrived, "--previous", &country.file];
        half_width(&country.draw(&words), "nur-otan")
    };
    let [small, large, late] = [at("100", "1"), at("400", "1"), at("400", "0.5")];
    // Half for four times as many, and a little less still: a fifth of the stations is in.
    assert!(large < 0.5 * small && 0.4 * small < large, "{small} {large}");
    assert!(late > 1.4 * large, "{large} {late}");
    // As wide as that of half as many stations, which all report.
    let half = at("200", "1");
    assert!((late / half - 1.0).abs() < 0.02, "{late} {half}");
}

#[test]
fn the_size_for_a_margin_has_it_and_counts_those_who_stay_out() {
    let country = Country::new("2000");
    let ask = |more: &[&str]| {
        country.draw(&[&["--previous", &country.file, "--margin", "0.02"], more].concat())
    };
    let drawn = ask(&[]);
    let needed = drawn["needed"]["size"].as_u64().unwrap();
    assert_eq!(drawn["size"], needed, "without --size, as many as the margin needs");
    assert_eq!(array(&drawn, "stations").len() as u64, needed);
    let options = array(&drawn, "margins").iter().filter(|margin| margin["id"] != "turnout");
    let widest = options.map(|m| m["half_width"].as_f64().unwrap()).fold(0.0, f64::max);
    assert!(widest <= 0.02 && widest > 0.0195, "{widest}");
    let late = ask(&["--arrived", "0.7"])["needed"]["size"].as_u64().unwrap();
    let ratio = late as f64 * 0.7 / needed as f64;
    assert!((ratio - 1.0).abs() < 0.03, "{late} drawn, {needed} wanted");
    assert!(warned(&ask(&["--size", "100"]), "fewer than the"));
    let message =
        country.refused(&["--previous", &country.file, "--margin", "0.0001", "--arrived", "0.5"]);
    assert!(message.contains("--margin") && message.contains("0.0001"), "{message}");
}

#[test]
fn a_list_in_its_place_is_not_lost_without_a_word() {
    let country = Country::new("600");
    let list = country.path("sample.csv");
    let draw = |seed: &str| country.draw(&["--size", "60", "--seed", seed, "--out", &list]);
    let first = draw("1 2");
    assert!(!warned(&first, "replaced"));
    assert!(!warned(&draw("1 2"), "replaced"), "the same bytes replace nothing");
    let second = draw("3 4");
    let before = first["commitment"].as_str().unwrap();
    assert!(warned(&second, before) && warned(&second, "replaced"), "{}", second["warnings"]);
}

#[test]
fn the_list_can_be_drawn_again_from_what_is_printed() {
    let country = Country::new("900");
    let columns = country.path("urban places.csv");
    let urban = (1..=900).map(|n| format!("{n},{}\n", if n % 3 == 0 { "city" } else { "village" }));
    let urban = std::iter::once("station,urban\n".to_owned()).chain(urban);
    std::fs::write(&columns, urban.collect::<String>()).unwrap();
    for words in [
        &["--size", "90", "--strata", "region+urban", "--columns", &columns, "--seed", "3 1"][..],
        &["--size", "90", "--method", "pps", "--waves", "1", "--wave-size", "9"],
        &["--size", "90", "--clusters", "2", "--cluster-size", "3", "--seed", "it's"],
        &["--size", "90", "--method", "neyman", "--previous", &country.file, "--option", "auyl"],
    ] {
        let drawn = country.draw(words);
        let command = drawn["command"].as_str().unwrap();
        let script = command.replacen("sanaq", env!("CARGO_BIN_EXE_sanaq"), 1) + " --format json";
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &script]).current_dir(country.folder.path()).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let again: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(again["commitment"], drawn["commitment"], "{command}");
    }
}

#[test]
fn what_endangers_the_estimate_is_told() {
    let country = Country::new("600");
    let few = country.draw(&["--size", "40", "--arrived", "0.5", "--seed", "1"]);
    assert!(warned(&few, "below 30"), "{}", few["warnings"]);
    let single = country.draw(&["--size", "40", "--minimum", "1", "--strata", "district"]);
    assert!(warned(&single, "single station"), "{}", single["warnings"]);
    let enough = country.draw(&["--size", "60", "--seed", "1"]);
    assert_eq!(array(&enough, "warnings").len(), 0, "{}", enough["warnings"]);
}

#[test]
fn plans_that_cannot_be_drawn_name_the_argument() {
    let country = Country::new("300");
    let cases: [(&[&str], &[&str]); 13] = [
        (&[], &["--size"]),
        (&["--size", "0"], &["--size", "0"]),
        (&["--size", "400"], &["--size", "400", "300"]),
        (&["--size", "290", "--waves", "2", "--wave-size", "10"], &["--size", "310", "300"]),
        (&["--size", "5"], &["--size", "5", "strata", "--minimum"]),
        (&["--size", "60", "--method", "neyman"], &["--previous", "Neyman"]),
        (&["--size", "60", "--strata", "urban"], &["--strata", "urban", "--columns"]),
        (&["--size", "60", "--clusters", "street"], &["--clusters", "street", "district"]),
        (&["--size", "60", "--clusters", "2", "--method", "pps"], &["--clusters", "proportional"]),
        (&["--size", "60", "--waves", "2"], &["--wave-size"]),
        (&["--size", "60", "--arrived", "70"], &["--arrived", "70", "at most 1"]),
        (&["--size", "60", "--seed", " "], &["--seed"]),
        (&["--size", "60", "--out", "list.parquet"], &["--out", ".parquet", ".csv"]),
    ];
    for (words, parts) in cases {
        let message = country.refused(words);
        for part in parts {
            assert!(message.contains(part), "no «{part}» in: {message}");
        }
    }
}

#[test]
fn files_that_cannot_be_used_are_named_with_line_and_field() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        std::fs::write(&path, text).unwrap();
        path
    };
    let twice = write("twice.csv", "station,area,registered\n7,A,10\n7,B,10\n");
    let drawn = json(&["sample", &twice, "--size", "2"]);
    let kept = &drawn["input_warnings"]["repeated_stations"][0];
    assert_eq!((&kept["code"], &kept["line"]), (&Value::from("7"), &Value::from(3)), "{kept}");
    assert!(wave(&drawn, 0).contains(&kept["kept_as"].as_str().unwrap()), "{kept}");
    let bad = write("bad.csv", "station,area,registered\n7,A,10\n8,A,ten\n");
    let said = refused(&["sample", &bad, "--size", "1"]);
    for part in ["bad.csv", "line 3", "registered", "ten"] {
        assert!(said.contains(part), "no «{part}» in: {said}");
    }
    let bare = write("bare.csv", "station,area\n7,A\n8,A\n9,B\n");
    let said = refused(&["sample", &bare, "--size", "2", "--method", "pps", "--minimum", "1"]);
    assert!(said.contains("bare.csv") && said.contains("register"), "{said}");
    let strangers = write(
        "before.csv",
        "station,area,registered,issued,cast,invalid,valid,votes.a\n1,A,9,9,9,0,9,9\n",
    );
    let words = ["sample", &bare, "--size", "2", "--minimum", "1", "--previous", &strangers];
    let said = refused(&words);
    assert!(said.contains("before.csv") && said.contains("codes"), "{said}");
    // A bare list is a frame: no register, no votes.
    let drawn = json(&["sample", &bare, "--size", "2", "--minimum", "1", "--seed", "1"]);
    assert_eq!(array(&drawn, "stations").len(), 2);
    assert_eq!(drawn["strata"][0]["voters"], Value::Null);
}

/// What the first round let expect, and what the second then had. Turnout scatters alike; a
/// run-off's two candidates scatter more than any of thirteen, so a margin from a first round is
/// too narrow for it.
#[test]
fn a_first_round_says_what_to_expect_of_turnout_but_too_little_of_a_run_off() {
    let Some(first) = data("poland-2025/round1.csv.gz") else { return };
    let Some(second) = data("poland-2025/round2.csv.gz") else { return };
    let [first, second] = [&first, &second].map(|path| path.to_str().unwrap());
    let by = |previous: &str, recipe: &str| {
        let frame = ["sample", first, "--recipe", "poland-2025-round1", "--size", "1000"];
        json(&[&frame[..], &["--previous", previous, "--previous-recipe", recipe]].concat())
    };
    let expected = by(first, "poland-2025-round1");
    let was = by(second, "poland-2025-round2");
    let ratio = |id: &str| half_width(&was, id) / half_width(&expected, id);
    let [turnout, leader] = ["turnout", "trzaskowski"].map(ratio);
    println!("turnout {turnout:.3}, trzaskowski {leader:.3}");
    assert!((0.9..1.15).contains(&turnout), "turnout: {turnout}");
    assert!((1.2..1.8).contains(&leader), "trzaskowski: {leader}");
    // ±0.79 and ±1.15 points, as an independent calculation has them.
    assert!((half_width(&expected, "trzaskowski") - 0.0079).abs() < 0.0004);
    assert!((half_width(&was, "trzaskowski") - 0.0115).abs() < 0.0006);
}

/// A real sample of a real election, all the way: the interval is no wider than was promised, and
/// the truth lies about where it says.
#[test]
fn an_estimate_of_a_real_election_has_the_margin_that_was_promised() {
    let Some(path) = data("poland-2025/round2.csv.gz") else { return };
    let country = Country::new("100");
    let canonical = country.path("poland.csv");
    let recipe = ["--recipe", "poland-2025-round2"];
    let words = ["convert", path.to_str().unwrap(), "--out", &canonical];
    assert!(sanaq(&[&words[..], &recipe].concat()).status.success());
    let poland = Country { file: canonical.clone(), ..country };
    let list = poland.path("sample.csv");
    let words = ["--size", "1000", "--seed", "6 2 2 5", "--out", &list, "--previous", &canonical];
    let drawn = poland.draw(&words);
    let promised = half_width(&drawn, "nawrocki");
    let protocols = poland.protocols("protocols.csv", &wave(&drawn, 0).into_iter().collect());
    let answer = json(&["estimate", &protocols, "--frame", &canonical, "--sample", &list]);
    let options = array(&answer, "options");
    let found = options.iter().find(|option| option["id"] == "nawrocki").unwrap();
    let [low, high] = ["low", "high"].map(|end| found["share"][end].as_f64().unwrap());
    let half = 0.5 * (high - low);
    println!("promised {promised:.4}, found {half:.4}");
    assert!(half < 1.1 * promised && half > 0.5 * promised, "{half} of {promised}");
    let truth = 10_606_628.0 / 20_843_805.0;
    assert!((found["share"]["estimate"].as_f64().unwrap() - truth).abs() < 1.5 * promised);
    assert!(Path::new(&list).exists());
}
