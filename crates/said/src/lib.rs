//! Sentences that are told to people who are not sitting at the program.
//!
//! A command line says them in English; a page says them in its reader's language, from
//! `words/said-*.ftl`, by their name and the values that stand in them. [`said!`] makes one:
//!
//! ```
//! use sanaq_said::said;
//!
//! let line = 7_u64;
//! let one = said!("said-stands-twice", "a code that stands once; it is in line {line} too", line);
//! assert_eq!(one.to_string(), "a code that stands once; it is in line 7 too");
//! ```
//!
//! A test reads every call in the workspace and holds its name, text and values against the files
//! of words. Architecture invariant: nothing is read here, and nothing is translated.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// What stands in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// As it is: a name, what was found in a cell.
    Text(String),
    /// How many: a language has its own forms for one, few and many.
    Count(u64),
    /// A part with words of its own.
    Said(Said),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Said(part) => part.fmt(f),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

macro_rules! texts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(text: $kind) -> Self {
                Self::Text(text.to_string())
            }
        }
    )*};
}

texts!(&str, &String, char, std::borrow::Cow<'_, str>);

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(count: $kind) -> Self {
                Self::Count(count.into())
            }
        }
    )*};
}

counts!(u8, u16, u32, u64);

impl From<Said> for Value {
    fn from(part: Said) -> Self {
        Self::Said(part)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// A sentence, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Said {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
    english: String,
}

impl Said {
    /// What [`said!`] makes.
    #[doc(hidden)]
    pub fn new(key: &'static str, english: String, values: Vec<(&'static str, Value)>) -> Self {
        Self { key, values, english }
    }

    /// Its name in the files of words.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// How it reads in English.
    pub fn english(&self) -> &str {
        &self.english
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.english)
    }
}

/// `{"key": …, "values": {…}, "text": …}`; the text is for whoever does not know the key.
impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Values<'a>(&'a [(&'static str, Value)]);
        impl Serialize for Values<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
            }
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", self.key)?;
        if !self.values.is_empty() {
            map.serialize_entry("values", &Values(&self.values))?;
        }
        map.serialize_entry("text", &self.english)?;
        map.end()
    }
}

/// Makes a sentence: its name, its English, and each value that stands in it, by name
/// (`line`, or `line = row.line`).
#[macro_export]
macro_rules! said {
    ($key:literal, $english:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        $(let $name = $crate::Value::from($crate::said!(@value $name $(= $value)?));)*
        let english = ::std::format!($english $(, $name = $name)*);
        $crate::Said::new($key, english, ::std::vec![$((::std::stringify!($name), $name)),*])
    }};
    (@value $name:ident = $value:expr) => { $value };
    (@value $name:ident) => { $name };
}

#[cfg(test)]
mod tests;
