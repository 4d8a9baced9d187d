//! Identifiers and names in several languages.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Why a text cannot be an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{found}» is no identifier: expected lower-case letters a-z, digits, and hyphens between them"
)]
pub struct NameError {
    /// The text as it stood.
    pub found: String,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NameError;
            fn from_str(text: &str) -> Result<Self, NameError> {
                text.to_owned().try_into()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;
            fn try_from(text: String) -> Result<Self, NameError> {
                if is_identifier(&text) { Ok(Self(text)) } else { Err(NameError { found: text }) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

identifier!(
    /// What gets votes: a list, a candidate, «against all», yes or no.
    OptionId
);
identifier!(
    /// A line of the station's protocol: `registered`, `cast`, `invalid`, …
    LineId
);

fn is_identifier(text: &str) -> bool {
    let bytes = text.as_bytes();
    let inner = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    !bytes.is_empty()
        && bytes.len() <= 64
        && bytes.first().is_some_and(inner)
        && bytes.last().is_some_and(inner)
        && bytes.iter().all(|b| inner(b) || *b == b'-')
}

/// A language that names and texts come in (an IETF tag such as `en`, `ru`, `kk`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(pub String);

/// A name in one or several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "RawNames")]
pub struct Names(BTreeMap<Language, String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text, or texts by language such as { en = \"…\" }")]
enum RawNames {
    One(String),
    Many(BTreeMap<Language, String>),
}

impl From<RawNames> for Names {
    fn from(raw: RawNames) -> Self {
        match raw {
            RawNames::One(text) => Self::english(text),
            RawNames::Many(names) => Self(names),
        }
    }
}

impl Names {
    /// A name in English only.
    pub fn english(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Language("en".into()), text.into())]))
    }

    /// The name in the language asked for, else in English, else in any; nothing when it has none.
    pub fn get(&self, language: &str) -> Option<&str> {
        let exact = self.0.iter().find(|(tag, _)| tag.0 == language);
        let english = || self.0.iter().find(|(tag, _)| tag.0 == "en");
        exact.or_else(english).or_else(|| self.0.iter().next()).map(|(_, name)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_plain() {
        assert!("nur-otan".parse::<OptionId>().is_ok());
        assert!("c007".parse::<OptionId>().is_ok());
        for text in ["", "-a", "a-", "Nur", "a b", "ё", "a.b"] {
            assert!(text.parse::<OptionId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_missing_language_falls_back_to_english() {
        let names = Names(BTreeMap::from([
            (Language("en".into()), "Count".into()),
            (Language("kk".into()), "Санақ".into()),
        ]));
        assert_eq!(names.get("kk"), Some("Санақ"));
        assert_eq!(names.get("ru"), Some("Count"));
    }
}
