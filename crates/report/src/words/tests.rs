//! Every language says the same things with the same figures.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentValue;
use fluent_syntax::{ast, parser};
use sanaq_forensics::Note;

use super::*;
use crate::{estimate::tests::every_remark, remark::remark};

/// Each message with the variables that it names and the plural forms of each selector.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    variables: BTreeSet<String>,
    forms: Vec<(String, BTreeSet<String>)>,
}

fn messages(language: Language) -> BTreeMap<String, Message> {
    let parsed = sources(language)
        .map(|source| parser::parse(source).unwrap_or_else(|(_, e)| panic!("{e:?}")));
    let mut messages = BTreeMap::new();
    for entry in parsed.into_iter().flat_map(|resource| resource.body) {
        let ast::Entry::Message(message) = entry else { continue };
        let mut found = Message::default();
        walk(&message.value.expect("a message has a text"), &mut found);
        found.forms.sort();
        let before = messages.insert(message.id.name.to_owned(), found);
        assert!(before.is_none(), "{}: {} stands twice", language.tag(), message.id.name);
    }
    messages
}

fn walk(pattern: &ast::Pattern<&str>, found: &mut Message) {
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        match expression {
            ast::Expression::Inline(inline) => name(inline, found),
            ast::Expression::Select { selector, variants } => {
                name(selector, found);
                let ast::InlineExpression::VariableReference { id } = selector else {
                    panic!("a selector that is no variable")
                };
                let key = |variant: &ast::Variant<&str>| match variant.key {
                    ast::VariantKey::Identifier { name } => name.to_owned(),
                    ast::VariantKey::NumberLiteral { value } => value.to_owned(),
                };
                found.forms.push((id.name.to_owned(), variants.iter().map(key).collect()));
                for variant in variants {
                    walk(&variant.value, found);
                }
            }
        }
    }
}

fn name(inline: &ast::InlineExpression<&str>, found: &mut Message) {
    if let ast::InlineExpression::VariableReference { id } = inline {
        found.variables.insert(id.name.to_owned());
    }
}

#[test]
fn every_language_has_the_same_sentences_with_the_same_variables() {
    let english = messages(Language::ENGLISH);
    for language in Language::all() {
        let other = messages(language);
        let keys = |m: &BTreeMap<String, Message>| m.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> =
            keys(&english).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(differing.is_empty(), "{}: {differing:?}", language.tag());
        for (key, message) in &english {
            assert_eq!(message.variables, other[key].variables, "{}: {key}", language.tag());
        }
    }
}

/// The categories that CLDR gives each language for whole numbers.
#[test]
fn every_count_has_the_plural_forms_of_its_language() {
    let texts = ["both", "turnout", "result"].map(str::to_owned).into_iter().collect();
    for language in Language::all() {
        let allowed: &[&str] = match language.tag() {
            "en" | "kk" => &["one", "other"],
            "ru" => &["one", "few", "other"],
            // Of a language that came later its translators know.
            _ => continue,
        };
        for (key, message) in messages(language) {
            for (variable, forms) in message.forms {
                let mut forms = forms;
                forms.remove("0");
                if variable == "which" {
                    assert_eq!(forms, texts);
                    continue;
                }
                let known = forms.iter().all(|form| allowed.contains(&form.as_str()));
                assert!(known && forms.contains("one"), "{}: {key}: {forms:?}", language.tag());
            }
        }
    }
}

#[test]
fn russian_counts_agree_with_their_nouns() {
    let words = Words::new(Language::from_tag("ru").unwrap()).unwrap();
    let seats =
        |n: u32| words.with("chart-seats-text", &[("seats", n.into()), ("majority", 1.into())]);
    for (n, form) in [
        (1, "1 мандат;"),
        (2, "2 мандата;"),
        (5, "5 мандатов;"),
        (11, "11 мандатов;"),
        (21, "21 мандат;"),
        (98, "98 мандатов;"),
        (112, "112 мандатов;"),
        (1004, "1\u{a0}004 мандата;"),
    ] {
        assert!(seats(n).contains(form), "{n}: {}", seats(n));
    }
}

#[test]
fn what_is_missing_shows() {
    let words = Words::new(Language::ENGLISH).unwrap();
    assert!(words.t("no-such-key").contains(MISSING));
    assert!(words.t("chart-votes-fill").contains(MISSING), "a figure was not given");
}

/// Where sentences are named.
const SOURCES: &[&str] = &[
    include_str!("../announced.rs"),
    include_str!("../arithmetic.rs"),
    include_str!("../chart/arrived.rs"),
    include_str!("../chart/areas.rs"),
    include_str!("../chart/density.rs"),
    include_str!("../chart/histogram.rs"),
    include_str!("../chart/mod.rs"),
    include_str!("../chart/seats.rs"),
    include_str!("../chart/turnout.rs"),
    include_str!("../estimate.rs"),
    include_str!("../estimate/course.rs"),
    include_str!("../estimate/headline.rs"),
    include_str!("../estimate/outcome.rs"),
    include_str!("../estimate/shares.rs"),
    include_str!("../estimate/tipping.rs"),
    include_str!("../framed.rs"),
    include_str!("../language.rs"),
    include_str!("../rehearsal.rs"),
    include_str!("../rehearsal/advice.rs"),
    include_str!("../log_page.rs"),
    include_str!("../rehearsal/tables.rs"),
    include_str!("../remark.rs"),
    include_str!("../result.rs"),
    include_str!("../result/answer.rs"),
    include_str!("../result/fits.rs"),
    include_str!("../result/hours.rs"),
    include_str!("../result/places.rs"),
    include_str!("../result/kinds.rs"),
    include_str!("../sheet.rs"),
    include_str!("../stations.rs"),
    include_str!("../tests_table.rs"),
    include_str!("../verdict.rs"),
    include_str!("../view.rs"),
    include_str!("../words.rs"),
    include_str!("../../templates/base.html"),
    include_str!("../../templates/examination.html"),
    include_str!("../../templates/log.html"),
    include_str!("../../templates/result.html"),
    include_str!("../../templates/sheet.html"),
];

/// A sentence that nothing shows is a sentence that nobody proofreads.
#[test]
fn every_sentence_is_used() {
    let all = SOURCES.concat();
    let notes: BTreeSet<String> =
        every_note().iter().map(|note| format!("note-{}", note.code())).collect();
    let remarks: BTreeSet<String> =
        every_remark().iter().map(|remark| format!("remark-{}", remark.code())).collect();
    let quoted = |text: &str| all.contains(&format!("\"{text}\""));
    let used = |key: &str| {
        let part = |prefix| key.strip_prefix(prefix).is_some_and(quoted);
        let column = |key: &str| {
            key.strip_prefix("column-").is_some_and(|c| quoted(c) || quoted(&format!("#{c}")))
        };
        quoted(key)
            || column(key)
            || notes.contains(key)
            || remarks.contains(key)
            || part("head-")
            || ["verdict-head-", "level-"].iter().any(|prefix| part(prefix))
            || ["verdict-variable-", "variable-"].iter().any(|prefix| part(prefix))
            || key.strip_prefix("weight-").is_some_and(|weight| {
                sanaq_forensics::Weight::ALL.iter().any(|known| known.as_str() == weight)
            })
    };
    let unused: Vec<_> = messages(Language::ENGLISH).into_keys().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// One of each note.
fn every_note() -> Vec<Note> {
    vec![
        Note::NoRegister,
        Note::NoBallots,
        Note::NoOption,
        Note::TooFewStations { stations: 1, needed: 200 },
        Note::TooFewStations { stations: 42, needed: 200 },
        Note::LowerBound,
        Note::BlindToUnrounded,
        Note::OneSided,
        Note::NoCleanZone,
        Note::FallsWithTurnout,
        Note::HonestDifferences { share: 0.154 },
        Note::LowEndIsTail { reach: 0.8123 },
        Note::AssumesIndependence,
        Note::GivenBin { percent: 61 },
        Note::EmptyBin { percent: 99 },
        Note::NotDistinguishable,
        Note::StationTurnout { turnout: 0.987, reach: 0.81 },
        Note::StationExcess { votes: 1.0 },
        Note::StationExcess { votes: 1203.4 },
        Note::StationInteger { turnout: Some(85), result: Some(90), chance: 0.000_3 },
        Note::StationInteger { turnout: Some(85), result: None, chance: 0.03 },
        Note::StationInteger { turnout: None, result: Some(90), chance: 0.03 },
        Note::StationFullTurnout,
        Note::StationOverFull { turnout: 1.2 },
        Note::StationUnanimous { ballots: 1 },
        Note::StationUnanimous { ballots: 1204 },
    ]
}

#[test]
fn every_note_has_words_in_every_language() {
    for language in Language::all() {
        let words = Words::new(language).unwrap();
        for note in every_note() {
            let text = remark(&words, &note);
            assert!(!text.contains(MISSING) && !text.is_empty(), "{}: {text}", language.tag());
        }
    }
}

#[test]
fn notes_give_their_figures() {
    let words = Words::new(Language::ENGLISH).unwrap();
    let text = |note| remark(&words, &note);
    assert_eq!(
        text(Note::StationInteger { turnout: Some(85), result: Some(90), chance: 0.000_3 }),
        "turnout is 85\u{a0}% and the result 90\u{a0}% to the decimal (by chance: 0.03\u{a0}%)"
    );
    assert_eq!(
        text(Note::TooFewStations { stations: 42, needed: 1200 }),
        "42 usable stations are too few for this test, which needs 1,200"
    );
    assert_eq!(
        text(Note::StationExcess { votes: 1203.4 }),
        "1,203 votes more than the reference stations predict"
    );
}

#[test]
fn rarity_is_said_in_round_numbers() {
    let words = Words::new(Language::ENGLISH).unwrap();
    assert_eq!(words.rarity(3e-7), "less than once in a million");
    assert_eq!(words.rarity(0.000_43), "about once in 2,000");
    assert_eq!(words.rarity(0.2), "more often than once in ten");
    let one_in = words.with("chance-one-in", &[("n", FluentValue::from(1_000_000.0))]);
    assert_eq!(one_in, "about once in 1,000,000");
}
