//! Names of things: ids that clients make, and hashes of what must not be held itself.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A text is not so many hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {0} hexadecimal digits, 0-9 and a-f")]
pub struct NotHex(usize);

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn unhex<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    let digits = text.as_bytes();
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; N];
    if digits.len() != 2 * N {
        return Err(NotHex(2 * N));
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let value = match pair {
            [high, low] => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let (high, low) = value.ok_or(NotHex(2 * N))?;
        *byte = high << 4 | low;
    }
    Ok(bytes)
}

macro_rules! hexadecimal {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub [u8; $length]);

        impl FromStr for $name {
            type Err = NotHex;
            fn from_str(text: &str) -> Result<Self, NotHex> {
                unhex(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotHex;
            fn try_from(text: String) -> Result<Self, NotHex> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(&self.0, f)
            }
        }
    };
}

hexadecimal!(
    /// What a client calls the thing that it sends, before it sends it. Sent again, it is the same.
    Id,
    16
);
hexadecimal!(
    /// The SHA-256 of a blob: a photo, a sealed answer.
    BlobHash,
    32
);
hexadecimal!(
    /// A telephone number's keyed hash. The key is the server's; the number is nowhere.
    PhoneHash,
    16
);
hexadecimal!(
    /// The fingerprint of a photo, 1,024 bits: photos that show the same differ in few bits.
    Likeness,
    128
);

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(self.0.get(..4).unwrap_or_default(), f)?;
        f.write_str("…")
    }
}

impl fmt::Debug for PhoneHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneHash(…)")
    }
}

impl fmt::Debug for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(self.0.get(..4).unwrap_or_default(), f)?;
        f.write_str("…")
    }
}

impl Id {
    /// The id as a number, to look it up by.
    pub(crate) const fn number(self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    pub(crate) const fn of(number: u128) -> Self {
        Self(number.to_be_bytes())
    }
}

impl Likeness {
    /// In how many of the 1,024 bits two photos differ.
    pub fn distance(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// How many bits are set.
    pub(crate) fn ones(&self) -> u32 {
        self.0.iter().map(|byte| byte.count_ones()).sum()
    }

    /// The bit at a place, 0 to 1,023.
    pub(crate) fn bit(&self, place: usize) -> bool {
        self.0.get(place / 8).is_some_and(|byte| byte & (0x80 >> (place % 8)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_in_one_way() {
        let text = "00ff10203040506070809080a0b0c0d0";
        let id: Id = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(Id::of(id.number()), id);
        for wrong in ["", "00FF10203040506070809080a0b0c0d0", "0", "zz", &text[1..]] {
            assert_eq!(wrong.parse::<Id>(), Err(NotHex(32)), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_not_shown() {
        assert_eq!(format!("{:?}", PhoneHash([7; 16])), "PhoneHash(…)");
    }

    #[test]
    fn likeness_is_counted_in_bits() {
        let (a, mut b) = (Likeness([0; 128]), Likeness([0; 128]));
        (b.0[0], b.0[127]) = (1, 128);
        assert_eq!((a.distance(&b), b.ones(), b.bit(7), b.bit(8)), (2, 2, true, false));
    }
}
