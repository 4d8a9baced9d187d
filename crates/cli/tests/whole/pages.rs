//! The pages of an estimate and a rehearsal, made as a mission makes them.

use std::path::Path;

use crate::sanaq;

/// The part of the stations that are drawn, and of these that report.
const DRAWN: usize = 4;
const REPORTING: usize = 9;

/// A simulated country, a sample of it and the protocols that have come in.
struct Made {
    folder: tempfile::TempDir,
}

impl Made {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Self { folder };
        let country = made.path("country.csv");
        run(&[
            "simulate",
            "--election",
            "kazakhstan-2021",
            "--stations",
            "2000",
            "--out",
            &country,
        ]);
        let text = std::fs::read_to_string(&country).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let drawn: Vec<&str> = rows.lines().step_by(DRAWN).collect();
        let codes = drawn.iter().map(|row| row.split(',').next().unwrap());
        made.write("sample.csv", "station", codes);
        let late = |at: &usize| at % 10 < REPORTING;
        let reported = drawn.iter().enumerate().filter(|(at, _)| late(at)).map(|(_, row)| *row);
        made.write("protocols.csv", header, reported.clone());
        made.write("first.csv", header, reported.clone().step_by(2));
        made.write("few.csv", header, reported.take(12));
        made
    }

    fn path(&self, file: &str) -> String {
        self.folder.path().join(file).to_str().unwrap().to_owned()
    }

    fn write<'a>(&self, file: &str, header: &'a str, rows: impl Iterator<Item = &'a str>) {
        let rows: Vec<&str> = std::iter::once(header).chain(rows).collect();
        std::fs::write(self.path(file), rows.join("\n") + "\n").unwrap();
    }

    /// `sanaq estimate` on one of the files of protocols.
    fn estimate(&self, protocols: &str, more: &[&str]) -> String {
        run(&[&self.words(protocols).iter().map(String::as_str).collect::<Vec<_>>(), more].concat())
    }

    fn words(&self, protocols: &str) -> Vec<String> {
        let [protocols, frame, sample] =
            [protocols, "country.csv", "sample.csv"].map(|file| self.path(file));
        let words = ["estimate", &protocols, "--frame", &frame, "--sample", &sample];
        let more = ["--election", "kazakhstan-2021", "--draws", "1000"];
        words.iter().chain(&more).map(|word| (*word).to_owned()).collect()
    }

    fn page(&self, protocols: &str, language: &str, more: &[&str]) -> String {
        let page = self.path("page.html");
        let report = ["--report", &page, "--language", language];
        self.estimate(protocols, &[&report, more].concat());
        std::fs::read_to_string(page).unwrap()
    }
}

fn run(arguments: &[&str]) -> String {
    let output = sanaq(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no «{part}»");
    }
}

#[test]
fn an_estimate_is_a_page_in_three_languages() {
    let made = Made::new();
    let first = made.estimate("first.csv", &["--format", "json"]);
    std::fs::write(made.path("first.json"), first).unwrap();
    let earlier = made.path("first.json");
    for (language, said, course, tipping) in [
        ("en", "What may be said", "Estimate by estimate", "What would change the result"),
        ("ru", "Что можно сказать", "Оценка за оценкой", "Что изменило бы результат"),
        ("kk", "Не айтуға болады", "Бағадан бағаға", "Нәтижені не өзгертер еді"),
    ] {
        let page = made.page("protocols.csv", language, &["--earlier", &earlier]);
        let tag = format!("<html lang=\"{language}\"");
        has(&page, &[&tag, said, course, tipping, "default-src 'none'"]);
        has(&page, &["chart-shares", "chart-house", "chart-course", "chart-arrived"]);
        has(&page, &["country.csv (SHA-256 ", "sample.csv (SHA-256 ", "--earlier first.json"]);
        assert!(!page.contains('⟦') && !page.contains("<script"), "{language}");
    }
}

#[test]
fn too_few_protocols_give_a_page_without_a_share_of_the_country() {
    let made = Made::new();
    for (language, refusal) in [
        ("en", "Nothing can be said of the country"),
        ("ru", "О стране сказать ничего нельзя"),
        ("kk", "Ел туралы ештеңе айтуға болмайды"),
    ] {
        let page = made.page("few.csv", language, &[]);
        has(&page, &[refusal, "id=\"visited\"", "12", "30"]);
        for absent in ["id=\"shares\"", "id=\"seats\"", "id=\"leader\"", "chart-house"] {
            assert!(!page.contains(absent), "{language}: {absent}");
        }
    }
}

#[test]
fn the_same_protocols_give_the_same_page() {
    let made = Made::new();
    let page = || made.page("protocols.csv", "en", &[]);
    assert!(page() == page(), "the page differs from run to run");
}

/// Runs `estimate` with an earlier answer that cannot be used; what it says of it.
fn refused(made: &Made, text: &str) -> String {
    let file = made.path("earlier.json");
    std::fs::write(&file, text).unwrap();
    let page = made.path("refused.html");
    let words = made.words("protocols.csv");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = sanaq(&[&words[..], &["--report", &page, "--earlier", &file]].concat());
    assert_eq!(output.status.code(), Some(2), "{text:.200}");
    assert!(!Path::new(&page).exists(), "a page in spite of a broken file");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("earlier.json"), "{said}");
    said
}

#[test]
fn an_earlier_answer_that_does_not_belong_is_told() {
    let made = Made::new();
    let good = made.estimate("first.csv", &["--format", "json"]);
    let changed = |pointer: &str, value: serde_json::Value| {
        let mut document: serde_json::Value = serde_json::from_str(&good).unwrap();
        *document.pointer_mut(pointer).unwrap() = value;
        refused(&made, &document.to_string())
    };
    let said = refused(&made, "{\"level\": 0.95");
    assert!(said.contains("line 1") && said.contains("expected an answer of"), "{said}");
    assert!(refused(&made, "{\"level\": 0.95}").contains("missing field"), "no field is named");
    for (pointer, value, expected) in [
        ("/level", 0.9.into(), "level: found 0.9, expected 0.95"),
        ("/denominator", "cast".into(), "denominator: found cast, expected valid"),
        ("/stations/frame", 1999.into(), "stations.frame: found 1999, expected 2000"),
        ("/stations/used", 2001.into(), "stations.used: found 2001, expected at most 2000"),
        ("/options/0/id", "nobody".into(), "found «nobody», expected one of nur-otan"),
        ("/options/0/id", "ak-zhol".into(), "found «ak-zhol» twice"),
        ("/options/0/share/low", 0.99.into(), "expected 0 ≤ low ≤ estimate ≤ high ≤ 1"),
        ("/refusal", "too few".into(), "found shares beside a refusal"),
    ] {
        let said = changed(pointer, value);
        assert!(said.contains(expected), "{pointer}: {said}");
    }
}

#[test]
fn a_rehearsal_is_a_page_in_three_languages() {
    let made = Made::new();
    let (country, page) = (made.path("country.csv"), made.path("rehearsal.html"));
    for (language, advice, lead) in [
        ("en", "Which size to take", "With 60\u{a0}%\u{a0}arriving"),
        ("ru", "Какой размер взять", "Если поступает 60\u{a0}%"),
        ("kk", "Қай көлемді алу керек", "Егер 60\u{a0}%\u{a0}келеді"),
    ] {
        let words = ["rehearse", &country, "--election", "kazakhstan-2021", "--size", "100,200"];
        let more = ["--arrived", "1,0.6", "--draws", "5", "--margin", "3", "--report", &page];
        run(&[&words[..], &more, &["--language", language]].concat());
        let html = std::fs::read_to_string(&page).unwrap();
        has(&html, &[advice, lead, "chart-widths", "chart-coverage", "--margin 3"]);
        assert!(!html.contains('⟦') && !html.contains("<script"), "{language}");
    }
}
