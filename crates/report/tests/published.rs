//! Pages of elections that were held: what their verdict says, and how large they are.
//!
//! Reads the public data sets from `SANAQ_DATA`; without them it says "skipped".
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on should fail, and says what it skips"
)]

mod html;

use std::{fs::File, path::PathBuf};

use sanaq_forensics::{Question, examine};
use sanaq_import::{Limits, builtin, read};
use sanaq_report::{About, Language, Page, examination};

/// The page of a data set; nothing where it is not there.
fn page(recipe: &str, file: &str, language: Language) -> Option<String> {
    let data = std::env::var_os("SANAQ_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = data.join(file);
    let Ok(source) = File::open(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let recipe = builtin::recipe(recipe).unwrap().unwrap();
    let name = recipe.election.as_deref().unwrap();
    let election = sanaq_election::builtin::election(name).unwrap().unwrap();
    let limits = Limits::default();
    let import = read(source, file, Some(&recipe), Some(&election), &limits, &|_| {});
    let results = import.unwrap_or_else(|error| panic!("{error}")).results;
    let check = sanaq_check::check(&results, Some(&election));
    let question =
        Question { results: &results, election: Some(&election), option: None, clean_bin: None };
    let found = examine(&question).unwrap();
    let html = examination(&Page {
        about: About {
            title: election.name.get(language.tag()).unwrap().to_owned(),
            source: file.to_owned(),
            generated_by: "sanaq".to_owned(),
            command: format!("sanaq forensics {file} --recipe {}", recipe.name),
            language,
            ..About::default()
        },
        election: Some(&election),
        examination: &found,
        check: &check,
        seats: None,
    });
    let html = html.unwrap();
    let left = format!("{}/{}-{}.html", env!("CARGO_TARGET_TMPDIR"), recipe.name, language.tag());
    std::fs::write(left, &html).unwrap();
    assert_eq!(html::faults(&html), Vec::<String>::new(), "{file}");
    println!("{file}: {} stations, {} bytes", results.len(), html.len());
    assert!(html.len() < 600_000, "{file}: {} bytes", html.len());
    Some(html)
}

/// The sentences of the verdict, each with its level.
fn verdict(html: &str) -> Vec<String> {
    let section = html::section(html, "verdict");
    let levels = html::texts(section, "b");
    // The first paragraph is the headline.
    let sentences = html::texts(section, "p").into_iter().skip(1);
    levels.into_iter().zip(sentences).map(|(level, text)| format!("{level}: {text}")).collect()
}

#[test]
fn elections_with_known_fingerprints_are_strong() {
    for (recipe, file) in [
        ("russia-2011", "russia-2011/stations.csv.zip"),
        ("russia-2018", "russia-2018/stations.csv.zip"),
        ("russia-2020", "russia-2020/stations.csv.zip"),
    ] {
        for language in [Language::ENGLISH, Language::from_tag("ru").unwrap()] {
            let Some(html) = page(recipe, file, language) else { return };
            assert!(html.contains("<p class=\"lead strong\">"), "{recipe}: {:#?}", verdict(&html));
            if language == Language::ENGLISH {
                let said = verdict(&html);
                let strong = said.iter().filter(|sentence| sentence.starts_with("Strong sign"));
                let strong: Vec<_> = strong.collect();
                assert!(strong.iter().any(|s| s.contains("Round percentages")), "{said:#?}");
                assert!(strong.iter().any(|s| s.contains("more than the rest")), "{said:#?}");
            }
        }
    }
}

/// No test of invention may cry wolf where nobody disputes the count, nor call it good.
#[test]
fn elections_that_nobody_disputes_have_no_sign_of_invention() {
    for (recipe, file) in [
        ("poland-2025-round1", "poland-2025/round1.csv.gz"),
        ("poland-2025-round2", "poland-2025/round2.csv.gz"),
        ("mexico-2006", "mexico-2006/stations.csv.gz"),
        ("canada-2011", "canada-2011/stations.csv.gz"),
        (
            "germany-2025-sachsen-anhalt",
            "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz",
        ),
    ] {
        let Some(html) = page(recipe, file, Language::ENGLISH) else { return };
        let said = verdict(&html);
        for method in ["Round percentages are too", "Counted by", "chance would bring", "About "] {
            assert!(said.iter().all(|sentence| !sentence.contains(method)), "{recipe}: {said:#?}");
        }
        assert!(!html.contains("<p class=\"lead strong\">"), "{recipe}: {said:#?}");
    }
}

/// Small or without a register: whatever the tests can say, the page is whole.
#[test]
fn other_published_elections_make_a_page_in_kazakh() {
    for (recipe, file) in [
        ("georgia-2024", "georgia-2024/stations.csv.gz"),
        ("albania-2013", "albania-2013/Albania2013.csv.gz"),
        ("afghanistan-2014", "afghanistan-2014/runoff_prelim.csv.gz"),
    ] {
        let Some(html) = page(recipe, file, Language::from_tag("kk").unwrap()) else { return };
        assert!(!html.contains('⟦'), "{recipe}");
        println!("{recipe}: {:#?}", verdict(&html));
    }
}
