//! One sequence of bytes for one value, so that it can be hashed and compared anywhere.

use serde::Serialize;
use serde_json::Value;

/// JSON with the keys of every object in the order of their bytes, no spaces, and no number but
/// whole ones. Nothing for a value that is not made of such.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Option<Vec<u8>> {
    let value = serde_json::to_value(value).ok()?;
    let mut out = Vec::new();
    write(&value, &mut out)?;
    Some(out)
}

fn write(value: &Value, out: &mut Vec<u8>) -> Option<()> {
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| key.as_bytes());
            out.push(b'{');
            for (i, (key, item)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, key).ok()?;
                out.push(b':');
                write(item, out)?;
            }
            out.push(b'}');
        }
        Value::Number(number) if number.is_f64() => return None,
        plain => serde_json::to_writer(out, plain).ok()?,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_floats_refused() {
        let value = serde_json::json!({ "b": [1, "ұ\n"], "a": { "d": null, "c": -3 } });
        let bytes = canonical(&value).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, r#"{"a":{"c":-3,"d":null},"b":[1,"ұ\n"]}"#);
        assert_eq!(canonical(&1.5), None);
    }

    #[test]
    fn a_form_has_the_same_bytes_after_reading_it_back() {
        let form = crate::builtin::form("incident").unwrap().unwrap();
        let bytes = canonical(&form).unwrap();
        let again: crate::Form = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(again, form);
        assert_eq!(canonical(&again).unwrap(), bytes);
    }
}
