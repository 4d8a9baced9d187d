//! Texts in several languages.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::{Language, Names};
use serde::{Deserialize, Serialize};

/// The tag of texts whose language nobody named (BCP 47: undetermined).
pub const UNDETERMINED: &str = "und";

/// A text in one or several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "RawTexts")]
pub struct Texts(BTreeMap<Language, String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text, or texts by language such as { en = \"…\" }")]
enum RawTexts {
    One(String),
    Many(BTreeMap<Language, String>),
}

impl From<RawTexts> for Texts {
    fn from(raw: RawTexts) -> Self {
        match raw {
            RawTexts::One(text) => Self::one("en", text),
            RawTexts::Many(texts) => Self(texts),
        }
    }
}

impl From<&Names> for Texts {
    /// Names keep their map to themselves; what they serialise to is their public form.
    fn from(names: &Names) -> Self {
        let value = serde_json::to_value(names).unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    }
}

impl<L: Into<String>, T: Into<String>> FromIterator<(L, T)> for Texts {
    fn from_iter<I: IntoIterator<Item = (L, T)>>(texts: I) -> Self {
        let texts = texts.into_iter();
        Self(texts.map(|(language, text)| (Language(language.into()), text.into())).collect())
    }
}

impl Texts {
    /// A text in one language.
    pub fn one(language: &str, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Language(language.to_owned()), text.into())]))
    }

    /// The text in the language asked for, else in English, else in any; nothing when there is
    /// none.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.exact(language)
            .or_else(|| self.exact("en"))
            .or_else(|| self.0.values().next().map(String::as_str))
    }

    /// The text in just this language.
    pub fn exact(&self, language: &str) -> Option<&str> {
        let found = self.0.iter().find(|(tag, _)| tag.0 == language);
        found.map(|(_, text)| text.as_str())
    }

    /// Sets the text of a language.
    pub fn set(&mut self, language: &str, text: impl Into<String>) {
        self.0.insert(Language(language.to_owned()), text.into());
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each language with its text, by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.0.as_str(), text.as_str()))
    }

    /// Adds the tags of all languages to a set.
    pub(crate) fn collect_languages<'a>(&'a self, tags: &mut BTreeSet<&'a str>) {
        tags.extend(self.0.keys().map(|language| language.0.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_english_then_to_any() {
        let texts: Texts = [("en", "Count"), ("kk", "Санақ")].into_iter().collect();
        assert_eq!((texts.get("kk"), texts.get("ru")), (Some("Санақ"), Some("Count")));
        assert_eq!(Texts::one("kk", "Санақ").get("en"), Some("Санақ"));
        assert_eq!(Texts::default().get("en"), None);
    }

    #[test]
    fn names_of_an_election_keep_every_language() {
        let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
        let texts = Texts::from(&election.contest.options[0].name);
        assert_eq!(texts.exact("kk"), Some("Нұр Отан"));
        assert_eq!(texts.iter().count(), 3);
    }
}
