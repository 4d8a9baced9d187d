//! Canonical JSON: one way to write a value, so that its hash means something.
//!
//! The rules are those of [RFC 8785](https://www.rfc-editor.org/rfc/rfc8785) (JCS) for values
//! that hold no fractions: no spaces, keys in the order of their UTF-16 code units, the shortest
//! escapes. Numbers are integers of at most ±(2⁵³ − 1), so that a browser reads back the same
//! value; a quantity with decimals is written as text or in smaller units. Any JCS library
//! therefore writes the same bytes.

use serde_json::{Number, Value};

/// The largest integer that every JSON reader keeps exact: 2⁵³ − 1.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// How deep values may be nested.
pub const MAX_DEPTH: usize = 64;

/// A JSON text in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Canonical(String);

/// A value has no canonical form, or a text is not in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// A number is not an integer that every reader keeps exact.
    #[error("the number {0} is not an integer between -9007199254740991 and 9007199254740991")]
    Number(String),
    /// Values are nested too deep.
    #[error("values are nested deeper than {MAX_DEPTH}")]
    Depth,
    /// A text is not JSON.
    #[error("this is not JSON: {0}")]
    Json(String),
    /// A text is JSON, but written in another way.
    #[error("this JSON is not in its canonical form")]
    Form,
}

impl Canonical {
    /// The canonical text of a value.
    pub fn of(value: &Value) -> Result<Self, NotCanonical> {
        let mut text = String::new();
        write(value, 0, &mut text)?;
        Ok(Self(text))
    }

    /// A text that must be in canonical form already.
    pub fn parse(text: &str) -> Result<Self, NotCanonical> {
        let value = serde_json::from_str(text);
        let value = value.map_err(|error| NotCanonical::Json(error.to_string()))?;
        let canonical = Self::of(&value)?;
        if canonical.0 == text { Ok(canonical) } else { Err(NotCanonical::Form) }
    }

    /// A text that was canonical when it was stored. It is not looked at again: whoever doubts
    /// the store compares the entry's leaf.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Canonical {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn write(value: &Value, depth: usize, text: &mut String) -> Result<(), NotCanonical> {
    if depth > MAX_DEPTH {
        return Err(NotCanonical::Depth);
    }
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&integer(number)?.to_string()),
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(at, text);
                write(item, depth + 1, text)?;
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (key, item)) in fields.into_iter().enumerate() {
                separate(at, text);
                write_string(key, text);
                text.push(':');
                write(item, depth + 1, text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn separate(at: usize, text: &mut String) {
    if at > 0 {
        text.push(',');
    }
}

fn integer(number: &Number) -> Result<i64, NotCanonical> {
    let exact = number.as_i64().filter(|value| value.unsigned_abs() <= MAX_INTEGER.unsigned_abs());
    exact.ok_or_else(|| NotCanonical::Number(number.to_string()))
}

/// RFC 8785, section 3.2.2.2.
pub(crate) fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{9}' => text.push_str("\\t"),
            '\u{a}' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\u{d}' => text.push_str("\\r"),
            c if c < ' ' => {
                text.push_str("\\u00");
                text.push(char::from_digit(u32::from(c) / 16, 16).unwrap_or('0'));
                text.push(char::from_digit(u32::from(c) % 16, 16).unwrap_or('0'));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_example_of_rfc_8785_without_its_fractions() {
        let value: Value = serde_json::from_str(
            r#"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                "numbers": [333333333, 4, 2, 0, -7], "literals": [null, true, false]}"#,
        )
        .unwrap();
        let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333,4,2,0,-7],\
            \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(Canonical::of(&value).unwrap().as_str(), expected);
    }

    #[test]
    fn keys_are_sorted_by_utf_16_as_in_the_rfc() {
        let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5,
            "\u{80}": 6, "\u{f6}": 7});
        let canonical = Canonical::of(&value).unwrap();
        let order: String = canonical.as_str().chars().filter(char::is_ascii_digit).collect();
        assert_eq!(order, "21467".to_owned() + "153", "the key 1 itself stands before its value");
    }

    #[test]
    fn numbers_that_a_browser_would_change_are_refused() {
        for text in ["1.5", "1e400", "9007199254740992", "-9007199254740992", "-0", "1.0"] {
            let read = serde_json::from_str::<Value>(text);
            assert!(read.is_err() || Canonical::of(&read.unwrap()).is_err(), "{text}");
        }
        assert!(Canonical::of(&json!(MAX_INTEGER)).is_ok());
        assert!(Canonical::of(&json!(-MAX_INTEGER)).is_ok());
    }

    #[test]
    fn only_the_canonical_way_of_writing_is_taken() {
        assert!(Canonical::parse(r#"{"a":1,"b":[2]}"#).is_ok());
        for text in [
            r#"{"b":1,"a":2}"#,
            r#"{"a": 1}"#,
            r#"{"a":1,"a":1}"#,
            r#""\u0041""#,
            r#""\/""#,
            "1 ",
            "",
            "{",
        ] {
            assert!(Canonical::parse(text).is_err(), "{text}");
        }
        let deep = "[".repeat(MAX_DEPTH + 2) + &"]".repeat(MAX_DEPTH + 2);
        assert_eq!(Canonical::parse(&deep), Err(NotCanonical::Depth));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>())
                    .prop_map(Value::from),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_value_survives_and_is_written_in_one_way(value in values()) {
            let canonical = Canonical::of(&value).unwrap();
            let again: Value = serde_json::from_str(canonical.as_str()).unwrap();
            prop_assert_eq!(&again, &value);
            prop_assert_eq!(Canonical::parse(canonical.as_str()), Ok(canonical));
        }

        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            let _ = Canonical::parse(&text);
        }
    }
}
