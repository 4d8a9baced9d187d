//! The files of `words/`: `ABOUT-LANGUAGE.ftl`, where ABOUT is a part of the program (`report`,
//! `forms`, `print`, …) and LANGUAGE an IETF tag. A language that is added is further files there,
//! and no code.
//!
//! Architecture invariant: the files are embedded when the program is compiled; nothing is read.

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// Marks a sentence that is missing; tests look for it.
pub const MISSING: char = '⟦';

/// What a file is about, its language, its text; sorted.
static FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The language that a text stands in where another has none.
pub const FALLBACK: &str = "en";

/// The words of a part of the program in a language; nothing where there are none.
pub fn source(about: &str, language: &str) -> Option<&'static str> {
    let own = FILES.iter().find(|(part, tag, _)| (*part, *tag) == (about, language));
    own.map(|(_, _, text)| *text)
}

/// The languages that have words for all these parts: English, then the others by their tags.
pub fn languages(about: &[&str]) -> Vec<&'static str> {
    let whole = |tag: &&str| about.iter().all(|part| source(part, tag).is_some());
    let mut tags: Vec<&'static str> = FILES.iter().map(|(_, tag, _)| *tag).filter(whole).collect();
    tags.sort_unstable_by_key(|tag| (*tag != FALLBACK, *tag));
    tags.dedup();
    tags
}

/// The sentences of one language. Can be kept and shared between threads.
pub struct Words {
    language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words for these parts in a language; English where there are none.
    pub fn new(about: &[&str], language: &str) -> Self {
        let known = languages(about);
        let language = known.into_iter().find(|tag| *tag == language).unwrap_or(FALLBACK);
        let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
        // Marks of direction would show up as strange characters and make a message longer.
        bundle.set_use_isolating(false);
        for part in about {
            let text = source(part, language).unwrap_or_default().to_owned();
            // Tests read every file of words: what Fluent would complain of does not get here.
            let resource = FluentResource::try_new(text).unwrap_or_else(|(part, _)| part);
            let _ = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// Whether there is a sentence of this name.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A sentence without arguments.
    pub fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A sentence with its arguments.
    pub fn with(&self, key: &str, arguments: &[(&str, String)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else { return format!("{MISSING}{key}⟧") };
        let mut named = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            named.set(*name, value.as_str());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned();
        if errors.is_empty() { text } else { format!("{MISSING}{key}: {errors:?}⟧") }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_syntax::{ast, parser};

    use super::*;

    /// Protects every page: a part that is asked for in a language is there, and a part that nobody
    /// wrote makes no language.
    #[test]
    fn a_language_is_one_that_has_every_part() {
        let found = languages(&["report", "result"]);
        assert_eq!(found.first(), Some(&FALLBACK));
        assert!(["kk", "ru"].iter().all(|tag| found.contains(tag)), "{found:?}");
        assert!(languages(&["report", "no-such-part"]).is_empty());
        assert!(source("report", "en").is_some_and(|text| text.contains(" = ")));
        assert_eq!(source("report", "no-such-language"), None);
    }

    /// Protects readers of every language: none lacks a sentence that another has, and none of the
    /// files has anything that Fluent cannot read.
    #[test]
    fn every_language_of_a_part_has_the_same_sentences() {
        let keys = |text: &'static str| -> BTreeSet<String> {
            let parsed = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            let named = parsed.body.into_iter().filter_map(|entry| match entry {
                ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            });
            named.collect()
        };
        for (part, tag, text) in FILES {
            let english = source(part, FALLBACK).unwrap();
            assert_eq!(keys(text), keys(english), "{part}-{tag}");
        }
        assert!(["desk", "phone", "said"].iter().all(|part| source(part, "kk").is_some()));
    }
}
