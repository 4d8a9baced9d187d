//! Thrift's compact protocol, as far as the header of a Parquet page needs it.
//!
//! Source: *Thrift compact protocol encoding*, apache/thrift doc/specs/thrift-compact-protocol.md.

use std::collections::BTreeMap;

/// The fields of a struct by their numbers.
pub(super) type Fields = BTreeMap<i16, Value>;

/// A field's value, as far as it matters.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Bool(bool),
    Whole(i64),
    Struct(Fields),
    /// A text, a list or a float.
    Other,
}

/// Structs in structs; a page header has three levels.
const DEEPEST: usize = 8;

/// Reads the struct at the start of the bytes; also how long it is. Nothing when it is none.
pub(super) fn fields(bytes: &[u8]) -> Option<(Fields, usize)> {
    let mut input = Input { bytes, at: 0 };
    let fields = input.fields(0)?;
    Some((fields, input.at))
}

struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, length: u64) -> Option<()> {
        let at = self.at.checked_add(usize::try_from(length).ok()?)?;
        self.at = at;
        (at <= self.bytes.len()).then_some(())
    }

    /// A number in groups of seven bits, the lowest first.
    fn varint(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A signed number: 0, −1, 1, −2, … are 0, 1, 2, 3, …
    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    fn fields(&mut self, depth: usize) -> Option<Fields> {
        if depth > DEEPEST {
            return None;
        }
        let mut fields = Fields::new();
        let mut id = 0i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(fields);
            }
            id = match head >> 4 {
                0 => i16::try_from(self.zigzag()?).ok()?,
                step => id.checked_add(i16::from(step))?,
            };
            let value = self.value(head & 0x0f, depth)?;
            fields.insert(id, value);
        }
    }

    fn value(&mut self, kind: u8, depth: usize) -> Option<Value> {
        match kind {
            1 => return Some(Value::Bool(true)),
            2 => return Some(Value::Bool(false)),
            3 => self.skip(1)?,
            4..=6 => return self.zigzag().map(Value::Whole),
            7 => self.skip(8)?,
            8 => {
                let length = self.varint()?;
                self.skip(length)?;
            }
            9 | 10 => self.list(depth)?,
            12 => return self.fields(depth + 1).map(Value::Struct),
            // Maps do not occur in a page header.
            _ => return None,
        }
        Some(Value::Other)
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        let head = self.byte()?;
        let length = match head >> 4 {
            15 => self.varint()?,
            short => u64::from(short),
        };
        let kind = head & 0x0f;
        if depth > DEEPEST {
            return None;
        }
        for _ in 0..length {
            // A flag in a list has a byte of its own, so every element takes one at least.
            if matches!(kind, 1 | 2) {
                self.skip(1)?;
            } else {
                self.value(kind, depth + 1)?;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_to_its_last_byte() {
        // 1: 0, 2: 300, 3: -5, 5: { 1: 7, 2: true }, 20: list of two numbers, then the end.
        let bytes = [
            0x15, 0x00, 0x15, 0xd8, 0x04, 0x15, 0x09, 0x2c, 0x15, 0x0e, 0x11, 0x00, 0x09, 0x28,
            0x25, 0x02, 0x04, 0x00, 0xff,
        ];
        let (read, length) = fields(&bytes).unwrap();
        assert_eq!(length, 18);
        assert_eq!(read[&2], Value::Whole(300));
        assert_eq!(read[&3], Value::Whole(-5));
        let inner = Fields::from([(1, Value::Whole(7)), (2, Value::Bool(true))]);
        assert_eq!(read[&5], Value::Struct(inner));
        assert_eq!(read[&20], Value::Other);
        for cut in 0..18 {
            assert_eq!(fields(&bytes[..cut]), None);
        }
    }

    #[test]
    fn claims_beyond_the_bytes_are_refused() {
        let text = [0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x00];
        assert_eq!(fields(&text), None);
        let deep = vec![0x1c; 10_000];
        assert_eq!(fields(&deep), None);
        let lists = vec![0x19; 10_000];
        assert_eq!(fields(&lists), None);
    }
}
