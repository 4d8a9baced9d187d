//! The built-in forms are sound, complete in three languages, and hold the published categories.

use std::collections::BTreeSet;

use super::*;
use crate::{
    form::{FormKind, Item},
    sms::Codebooks,
    texts::Texts,
};

fn all() -> Vec<Form> {
    let mut forms: Vec<Form> =
        names().map(|name| form(name).unwrap().unwrap_or_else(|error| panic!("{error}"))).collect();
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    forms.push(crate::protocol_form(&election));
    forms
}

#[test]
fn names_are_sorted_and_distinct_and_are_the_forms_ids() {
    let names: Vec<_> = names().collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    for name in names {
        assert_eq!(form(name).unwrap().unwrap().id.as_str(), name);
    }
}

#[test]
fn each_stage_of_the_day_has_a_form() {
    let kinds: BTreeSet<FormKind> = all().iter().map(|form| form.kind).collect();
    for kind in FormKind::ALL.into_iter().filter(|kind| *kind != FormKind::Other) {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn forms_are_sound() {
    for form in all() {
        assert_eq!(form.faults(), [], "{}", form.id);
    }
}

/// Every text is there in English, Kazakh and Russian, or in none of them.
#[test]
fn all_three_languages_are_complete() {
    fn complete(form: &Form, at: &str, texts: &Texts, needed: bool) {
        if texts.is_empty() && !needed {
            return;
        }
        for language in ["en", "kk", "ru"] {
            let text = texts.exact(language).unwrap_or_default();
            assert!(!text.trim().is_empty(), "{}: {at} lacks {language}", form.id);
        }
        assert_eq!(texts.iter().count(), 3, "{}: {at}", form.id);
    }
    fn walk(form: &Form, items: &[Item]) {
        for item in items {
            match item {
                Item::Question(question) => {
                    let [label, others @ ..] = question.texts();
                    complete(form, question.id.as_str(), label, true);
                    for texts in others {
                        complete(form, question.id.as_str(), texts, false);
                    }
                }
                Item::Group(group) => {
                    complete(form, group.id.as_str(), &group.label, true);
                    walk(form, &group.items);
                }
            }
        }
    }
    for form in all() {
        complete(&form, "title", &form.title, true);
        for list in &form.lists {
            for choice in &list.choices {
                complete(&form, choice.id.as_str(), &choice.label, true);
            }
        }
        walk(&form, &form.items);
    }
}

#[test]
fn keywords_and_codes_do_not_clash() {
    let forms = all();
    let (books, faults) = Codebooks::new(&forms);
    assert_eq!(faults, []);
    assert_eq!(books.iter().count(), forms.len());
    let keywords: String = books.iter().filter_map(|book| book.keyword.clone()).collect();
    assert_eq!(keywords, "CEATHBR");
}

/// `incident_categories.csv` of the data sets: the form has a category for each of its items.
#[test]
fn incident_categories_are_those_of_the_data_set() {
    let folder = std::env::var_os("SANAQ_DATA").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let Ok(text) = std::fs::read_to_string(folder.join("kazakhstan-2021/incident_categories.csv"))
    else {
        println!("skipped: no data sets");
        return;
    };
    let form = form("incident").unwrap().unwrap();
    let of_group = |group: &str| {
        let list = form.list(&"category".parse().unwrap()).unwrap();
        list.choices.iter().filter(|c| c.attribute("group") == Some(group)).count()
    };
    let mut groups: Vec<&str> =
        text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    groups.sort_unstable();
    for group in groups.chunk_by(|a, b| a == b) {
        let (name, wanted) = (group[0], group.len());
        assert!(of_group(name) >= wanted, "{name}: {} of {wanted}", of_group(name));
    }
}

#[test]
fn what_endangers_people_is_sealed() {
    let form = form("incident").unwrap().unwrap();
    for question in form.questions() {
        let open_text = matches!(question.ask.id(), "text" | "photo" | "location");
        let sealed = question.sensitive || question.id.as_str() == "station-code";
        assert!(!open_text || sealed, "{} is not sealed", question.id);
    }
}
