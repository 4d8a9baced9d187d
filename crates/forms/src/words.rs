//! Sentences for people, in the languages of `words/forms-*.ftl`.

/// The part of the words that is about forms and messages.
const ABOUT: &str = "forms";

/// What a sentence is given.
pub(crate) type Argument<'a> = (&'a str, String);

/// The sentences of one language. Can be kept and shared between threads.
pub struct Words {
    words: sanaq_words::Words,
    asked: String,
}

impl Words {
    /// The tags of all languages that there are sentences in.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        sanaq_words::languages(&[ABOUT]).into_iter()
    }

    /// The sentences of a language; those of English where there are none.
    pub fn new(language: &str) -> Self {
        Self { words: sanaq_words::Words::new(&[ABOUT], language), asked: language.to_owned() }
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.words.language()
    }

    /// The language that was asked for: forms may speak it where no sentence of ours does.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// Whether there is a sentence of this name.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.words.has(key)
    }

    /// A sentence without arguments.
    pub(crate) fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// A sentence with its arguments.
    pub(crate) fn with(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.words.with(key, arguments)
    }
}

#[cfg(test)]
mod tests;
