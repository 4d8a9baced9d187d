//! All languages say the same things.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{self, InlineExpression::VariableReference},
    parser,
};

use sanaq_words::MISSING;

use super::*;
use crate::{
    answer::Absence,
    sms::{Encoding, SmsProblemCode, segments},
    validate::ProblemCode,
};

/// Each key with the variables of its sentence.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parser::parse(source).expect("the file of words parses");
    let mut keys = BTreeMap::new();
    for entry in resource.body {
        let ast::Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        for element in message.value.expect("each key has a sentence").elements {
            if let ast::PatternElement::Placeable {
                expression: ast::Expression::Inline(VariableReference { id }),
            } = element
            {
                variables.insert(id.name.to_owned());
            }
        }
        let before = keys.insert(message.id.name.to_owned(), variables);
        assert!(before.is_none(), "{} twice", message.id.name);
    }
    keys
}

#[test]
fn all_languages_have_the_same_keys_and_variables() {
    let english = keys(sanaq_words::source(ABOUT, "en").unwrap());
    for tag in Words::languages() {
        let source = sanaq_words::source(ABOUT, tag).unwrap();
        assert_eq!(keys(source), english, "{tag}");
    }
}

#[test]
fn every_code_has_a_sentence() {
    let english = keys(sanaq_words::source(ABOUT, "en").unwrap());
    let codes = SmsProblemCode::ALL.iter().map(|code| format!("sms-{}", code.id()));
    let problems = ProblemCode::ALL.iter().map(|code| format!("problem-{code}"));
    let remarks = [true, false].map(|stop| crate::sms::stop_reply(stop, &Words::new("kk")).text);
    assert!(remarks.iter().all(|text| !text.contains(MISSING)));
    let absences = Absence::ALL.iter().map(|absence| format!("absent-{}", absence.id()));
    for key in codes.chain(problems).chain(absences) {
        assert!(english.contains_key(&key), "{key}");
    }
}

#[test]
fn english_messages_stay_in_the_gsm_alphabet() {
    let words = Words::new("en");
    let keys = keys(sanaq_words::source(ABOUT, "en").unwrap());
    for (key, variables) in keys.iter().filter(|(key, _)| key.starts_with("sms-")) {
        let arguments: Vec<Argument<'_>> =
            variables.iter().map(|name| (name.as_str(), "A1".to_owned())).collect();
        let text = words.with(key, &arguments);
        let counted = segments(&text);
        assert_eq!((counted.encoding, counted.segments), (Encoding::Gsm7, 1), "{text}");
        assert!(!text.contains(MISSING), "{text}");
    }
}

#[test]
fn each_sentence_fits_into_one_message_in_every_language() {
    for tag in Words::languages() {
        let source = sanaq_words::source(ABOUT, tag).unwrap();
        let words = Words::new(tag);
        for (key, variables) in keys(source).iter().filter(|(key, _)| key.starts_with("sms-")) {
            let arguments: Vec<Argument<'_>> =
                variables.iter().map(|name| (name.as_str(), "A-K".to_owned())).collect();
            let text = words.with(key, &arguments);
            assert_eq!(segments(&text).segments, 1, "{tag}: {text}");
        }
    }
}

#[test]
fn an_unknown_language_is_english() {
    assert_eq!(Words::new("xx").language(), "en");
    assert_eq!(Words::new("kk").t("absent-dont-know"), "Білмеймін");
}
