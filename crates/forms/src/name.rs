//! Identifiers of forms, questions and choices.

use std::{fmt, str::FromStr};

use sanaq_said::{Said, said};
use serde::{Deserialize, Serialize};

/// Why a text cannot be an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct NameError {
    /// The text as it stood, cut where it is long, and what such an identifier looks like.
    pub said: Said,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $valid:path, $wrong:path) => {
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
                if $valid(&text) {
                    return Ok(Self(text));
                }
                Err(NameError { said: $wrong(text.chars().take(40).collect()) })
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
    /// A form, over all its versions.
    FormId,
    is_form_id,
    no_form_id
);
identifier!(
    /// A question, a group or a list of choices. It names an XML element too, so it is what the
    /// XML namespaces recommendation calls an `NCName`.
    Name,
    is_name,
    no_name
);
identifier!(
    /// A choice of a list. Several stand in one answer with spaces between them.
    ChoiceId,
    is_choice,
    no_choice
);

fn no_form_id(found: String) -> Said {
    said!(
        "said-no-form-id",
        "«{found}» is no form: expected 1 to 128 characters without line breaks, and no space at \
         either end",
        found
    )
}

fn no_name(found: String) -> Said {
    said!(
        "said-no-name",
        "«{found}» is no name: expected a letter or _, then letters, digits, _, - and .",
        found
    )
}

fn no_choice(found: String) -> Said {
    said!(
        "said-no-choice",
        "«{found}» is no choice: expected 1 to 128 characters without spaces",
        found
    )
}

impl Name {
    /// A name that the program itself gives.
    pub(crate) fn plain(name: &'static str) -> Self {
        debug_assert!(is_name(name), "{name}");
        Self(name.to_owned())
    }
}

impl FormId {
    /// The identifier of a form that has none it could use.
    pub(crate) fn nameless() -> Self {
        Self("form".to_owned())
    }
}

const LONGEST: usize = 128;

fn is_form_id(text: &str) -> bool {
    let plain = text.chars().all(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    plain && text.trim() == text && (1..=LONGEST).contains(&text.chars().count())
}

fn is_choice(text: &str) -> bool {
    let plain = text
        .chars()
        .all(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    plain && (1..=LONGEST).contains(&text.chars().count())
}

fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(begins_name)
        && characters.all(continues_name)
        && text.chars().count() <= LONGEST
}

/// XML 1.0, production 4, `NameStartChar`, without the colon.
pub(crate) fn begins_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// XML 1.0, production 4a, `NameChar`, without the colon.
pub(crate) fn continues_name(c: char) -> bool {
    begins_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}'
            | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_xml_names() {
        for text in ["a", "_x", "voted-so-far", "Вопрос_1", "q1.absent", "é"] {
            assert!(text.parse::<Name>().is_ok(), "{text}");
        }
        let long = "a".repeat(129);
        for text in ["", "1a", "-a", "a b", "a:b", "a/b", "a$", "a\u{0}", ".", &long] {
            assert!(text.parse::<Name>().is_err(), "{text}");
        }
    }

    #[test]
    fn choices_hold_no_space() {
        for text in ["1", "-99", "da/net", "көп"] {
            assert!(text.parse::<ChoiceId>().is_ok(), "{text}");
        }
        for text in ["", "a b", "a\u{a0}b", "a\n"] {
            assert!(text.parse::<ChoiceId>().is_err(), "{text}");
        }
    }
}
