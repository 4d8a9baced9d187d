//! Files beside the protocols: lists of drawn stations, what is known of stations, absences. What
//! is strange in them is told, and what cannot be right is refused.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{json, sanaq};

/// A country of 300 stations in five regions, whose names have a blank too many.
struct Country {
    folder: tempfile::TempDir,
    frame: String,
}

const HEADER: &str = "station,area,registered,cast,valid,votes.a,votes.b\n";

const ELECTION: &str = r#"
[election]
name = "Two lists"
date = "2021-01-10"
country = "KZ"
[contest]
id = "lists"
kind = "list"
seats = 98
options = [{ id = "a", name = "A" }, { id = "b", name = "B" }]
[contest.rules]
formula = "largest-remainder"
quota = "hare"
[protocol]
lines = ["registered", "cast", "valid"]
"#;

impl Country {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut text = HEADER.to_owned();
        for station in 0..300_u32 {
            text.push_str(&row(station));
        }
        let frame = folder.path().join("frame.csv").to_str().unwrap().to_owned();
        std::fs::write(&frame, text).unwrap();
        Self { folder, frame }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Every fifth station, with its region and such a chance.
    fn list(&self, chance: &str) -> String {
        let rows = (0..300).step_by(5).map(|at| format!("s{at},R{},{chance}\n", region(at)));
        let rows: String = rows.collect();
        self.write("list.csv", &format!("station,stratum,probability\n{rows}"))
    }

    fn words<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        [&["estimate", &self.frame, "--frame", &self.frame], more].concat()
    }

    fn text(&self, more: &[&str]) -> String {
        let output = sanaq(&self.words(more));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, more: &[&str]) -> String {
        refused(&self.words(more))
    }

    /// What an estimate notes, the same in a text and in a document.
    fn notes(&self, more: &[&str]) -> String {
        let found = json(&self.words(more));
        let notes = found["input_warnings"]["notes"].as_array().unwrap().clone();
        let notes: Vec<&str> = notes.iter().map(|note| note.as_str().unwrap()).collect();
        let text = self.text(more);
        assert!(notes.iter().all(|note| text.contains(note)), "{notes:?}: {text}");
        notes.join("\n")
    }
}

fn region(station: u32) -> u32 {
    station / 5 % 5
}

fn row(station: u32) -> String {
    let register = 500 + 37 * station % 1_000;
    let valid = register / 2;
    let a = valid / 2 + station % 40;
    let b = valid - a;
    format!("s{station},R{} /D1,{register},{valid},{valid},{a},{b}\n", region(station))
}

fn refused(words: &[&str]) -> String {
    let output = sanaq(words);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
    said
}

/// Protects the evening: the list that `sample` wrote is the list that `estimate` takes.
#[test]
fn a_blank_at_the_end_of_an_area_does_not_part_a_list_from_its_frame() {
    let country = Country::new();
    let list = country.write("drawn.csv", "");
    json(&["sample", &country.frame, "--size", "60", "--out", &list]);
    assert_eq!(json(&country.words(&["--sample", &list]))["stations"]["sampled"], 60);
}

/// Protects lists that came back from a spreadsheet with semicolons, tabs and decimal commas.
#[test]
fn files_with_semicolons_or_tabs_are_read_like_those_with_commas() {
    let country = Country::new();
    let list = country.list("0.2");
    let mut known = "station,poverty\n".to_owned();
    for station in 0..300 {
        writeln!(known, "s{station},0.{station:03}").unwrap();
    }
    let absences = "station,reason\ns5,closed\n";
    let answer = |change: &dyn Fn(&str) -> String| -> Value {
        let text = std::fs::read_to_string(&list).unwrap();
        let list = country.write("other.csv", &change(&text));
        let covariates = country.write("known.csv", &change(&known));
        let absences = country.write("absences.csv", &change(absences));
        let words = ["--sample", &list, "--covariates", &covariates, "--absences", &absences];
        json(&country.words(&words))
    };
    let commas = answer(&str::to_owned);
    assert_eq!(commas, answer(&|text| text.replace(',', ";").replace('.', ",")));
    assert_eq!(commas, answer(&|text| text.replace(',', "\t")));
    let boxes = country.write("boxes.csv", "station;ballots;invalid\n1;600;12\n2;500;10\n");
    assert_eq!(json(&["spoiled", &boxes])["visited"]["ballots"], 1_100);
    let nameless = country.write("nameless.csv", "code;chance\ns0;1\n");
    let said = country.refused(&["--sample", &nameless]);
    assert!(said.contains("«station»") && said.contains("code, chance"), "{said}");
}

#[test]
fn repeated_codes_of_the_frame_are_told() {
    let country = Country::new();
    let mut text = std::fs::read_to_string(&country.frame).unwrap();
    text.push_str(&row(7));
    let frame = country.write("twice.csv", &text);
    let list = country.list("0.2");
    let words = ["estimate", &country.frame, "--frame", &frame, "--sample", &list];
    let repeated = |found: &Value| found["repeated_stations"][0]["code"].clone();
    assert_eq!(repeated(&json(&words)["input_warnings"]["frame"]), "s7");
    let said = String::from_utf8(sanaq(&words).stdout).unwrap();
    assert!(said.contains("twice.csv: note: line 302") && said.contains("s7#2"), "{said}");
    let words = ["rehearse", &frame, "--size", "60", "--draws", "5"];
    assert_eq!(repeated(&json(&words)["input_warnings"]), "s7");
    assert!(String::from_utf8(sanaq(&words).stdout).unwrap().contains("s7#2"));
}

#[test]
fn what_covariates_do_not_know_is_told() {
    let country = Country::new();
    let list = country.list("0.2");
    let notes = |text: &str| {
        let file = country.write("known.csv", text);
        country.notes(&["--sample", &list, "--covariates", &file])
    };
    let column = |rows: u32, value: &dyn Fn(u32) -> u32| {
        let rows = (0..rows).map(|station| format!("s{station},{}\n", value(station)));
        format!("station,urban\n{}", rows.collect::<String>())
    };
    assert_eq!(notes(&column(300, &|station| station % 2)), "");
    let said = notes(&column(120, &|station| station % 2));
    assert!(said.contains("urban: known for 120 of the 300 stations"), "{said}");
    let said = notes(&column(302, &|station| station % 2));
    assert!(said.contains("2 codes are of no station") && said.contains("s300, s301"), "{said}");
    let said = notes(&column(300, &|_| 5));
    assert!(said.contains("urban: found 5 at every station"), "{said}");
    let twice = country.write("twice.csv", "station,urban\ns1,1\ns2,0\ns1,0\n");
    let said = country.refused(&["--sample", &list, "--covariates", &twice]);
    assert!(said.contains("line 4, column station: found «s1»"), "{said}");
    let said = country.refused(&["--sample", &list, "--columns", &twice]);
    assert!(said.contains("--columns") && said.contains("--strata region"), "{said}");
}

#[test]
fn absences_of_strangers_and_of_those_who_reported_are_told() {
    let country = Country::new();
    let list = country.list("0.2");
    let file = country.write("absences.csv", "station,reason\ns5,closed\ns6,closed\n");
    let said = country.notes(&["--sample", &list, "--absences", &file]);
    assert!(said.contains("never drawn") && said.contains("s6"), "{said}");
    assert!(said.contains("reported all the same") && said.contains("s5"), "{said}");
}

/// Protects from a list whose chances are missing, or are those of another frame.
#[test]
fn chances_are_held_against_the_frame() {
    let country = Country::new();
    assert_eq!(country.notes(&["--sample", &country.list("0.2")]), "");
    let said = country.notes(&["--sample", &country.list("")]);
    assert!(said.contains("the list says no chances: they are taken to be equal inside"), "{said}");
    for chance in ["0.1", "0.9"] {
        let said = country.refused(&["--sample", &country.list(chance)]);
        let stations = if chance == "0.1" { "at 600 stations" } else { "at 67 stations" };
        assert!(said.contains(stations) && said.contains("at 300 stations"), "{said}");
    }
    let mut boxes = "station,ballots,invalid\n".to_owned();
    for at in 0..40 {
        writeln!(boxes, "s{},600,{}", 5 * at, 10 + at).unwrap();
    }
    let boxes = country.write("boxes.csv", &boxes);
    let found = json(&["spoiled", &boxes, "--sample", &country.list("")]);
    assert!(found["assumptions"].to_string().contains("no chances"), "{found}");
}

/// Protects publications at any time: their intervals are in the text, not only in the document.
#[test]
fn intervals_at_any_time_are_in_the_text_and_no_zero_has_a_minus() {
    let country = Country::new();
    let list = country.write("drawn.csv", "");
    let draw = ["sample", &country.frame, "--size", "90", "--strata", "none", "--out", &list];
    json(&draw);
    let words = ["--sample", &list, "--strata", "none", "--anytime"];
    let found = json(&country.words(&words));
    let low = found["options"][0]["anytime"]["low"].as_f64().unwrap();
    let text = country.text(&words);
    assert!(text.contains("at any time"), "{text}");
    assert!(text.contains(&format!("{:.2} % to ", 100.0 * low)), "{text}");
    assert!(!found.to_string().contains("-0.0"), "{}", found["arrival"]);
    assert!(found["arrival"]["unseen"].as_f64().unwrap().is_sign_positive());
}

#[test]
fn a_page_names_the_election_file_with_its_hash() {
    let country = Country::new();
    let election = country.write("election.toml", ELECTION);
    let [list, page] = [country.list("0.2"), country.write("page.html", "")];
    country.text(&["--sample", &list, "--election", &election, "--report", &page]);
    let html = std::fs::read_to_string(&page).unwrap();
    assert_eq!(html.matches("election.toml (SHA-256 ").count(), 1, "{html}");
    sanaq(&["forensics", &country.frame, "--election", &election, "--report", &page]);
    assert!(std::fs::read_to_string(&page).unwrap().contains("election.toml (SHA-256 "));
    let words = ["rehearse", &country.frame, "--election", &election, "--size", "60"];
    sanaq(&[&words[..], &["--draws", "5", "--report", &page]].concat());
    assert!(std::fs::read_to_string(&page).unwrap().contains("election.toml (SHA-256 "));
}

#[test]
fn a_sample_asks_for_a_size_or_a_margin_and_a_margin_is_a_part() {
    let country = Country::new();
    let said = refused(&["sample", &country.frame]);
    assert!(said.contains("--size") && said.contains("--margin"), "{said}");
    for margin in ["0.3", "2"] {
        let words = ["sample", &country.frame, "--previous", &country.frame, "--margin", margin];
        let said = refused(&words);
        assert!(said.contains("not points"), "{said}");
    }
}
