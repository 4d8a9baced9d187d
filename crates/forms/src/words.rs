//! Sentences for people, in the languages of `words/*.ftl`.

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// Marks a sentence that is missing; a test looks for it.
const MISSING: char = '⟦';

/// The languages that there are sentences in.
const LANGUAGES: [(&str, &str); 3] = [
    ("en", include_str!("../words/en.ftl")),
    ("kk", include_str!("../words/kk.ftl")),
    ("ru", include_str!("../words/ru.ftl")),
];

/// What a sentence is given.
pub(crate) type Argument<'a> = (&'a str, String);

/// The sentences of one language. Can be kept and shared between threads.
pub struct Words {
    language: &'static str,
    asked: String,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The tags of all languages that there are sentences in.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(tag, _)| *tag)
    }

    /// The sentences of a language; those of English where there are none.
    pub fn new(language: &str) -> Self {
        let known = LANGUAGES.iter().find(|(tag, _)| *tag == language);
        let (tag, source) = *known.unwrap_or(&LANGUAGES[0]);
        // A test reads every file of words: what Fluent would complain of does not get here.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
        let locale = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks of direction would show up as strange characters and make a message longer.
        bundle.set_use_isolating(false);
        let _ = bundle.add_resource(resource);
        Self { language: tag, asked: language.to_owned(), bundle }
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The language that was asked for: forms may speak it where no sentence of ours does.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// A sentence without arguments.
    pub(crate) fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A sentence with its arguments.
    pub(crate) fn with(&self, key: &str, arguments: &[Argument<'_>]) -> String {
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
mod tests;
