//! The receipt that fits into a text message: a place in the log, and the beginning of the leaf
//! that stands there.
//!
//! `52-K7QM-2XNB-9RTW`: the place from 0, and twelve characters that any device can type. Whoever
//! has the mission's published tiles sees whether the leaf at that place begins so. About 59 bits:
//! whoever runs the log cannot put another report there afterwards, but one who planned to from
//! the first moment could have looked for two that begin alike. Against that one stands the whole
//! receipt (see [`receipt`](crate::receipt)).

use std::{fmt, str::FromStr};

use crate::{
    code::{CodeError, PRIME, character, digit},
    hash::Hash,
};

const LENGTH: usize = 12;

/// A short receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// The place, from 0.
    pub index: u64,
    /// The beginning of the leaf.
    start: [u8; LENGTH],
}

/// Why a text is not a short receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShort {
    /// There is no place before the letters.
    #[error("a short receipt begins with a number and a dash, like 52-K7QM-2XNB-9RTW")]
    Place,
    /// Too few or too many letters.
    #[error("a short receipt has 12 letters and digits after its number, this one has {0}")]
    Length(usize),
    /// A character that it cannot have.
    #[error(transparent)]
    Character(#[from] CodeError),
}

impl Short {
    /// The short receipt of a leaf at a place.
    pub fn new(index: u64, leaf: &Hash) -> Self {
        Self { index, start: start(leaf) }
    }

    /// Whether a leaf is the one that it is about.
    pub fn fits(&self, leaf: &Hash) -> bool {
        self.start == start(leaf)
    }
}

/// The first eight bytes of a leaf in base 31, the last place first.
fn start(leaf: &Hash) -> [u8; LENGTH] {
    let mut number = leaf.0.iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut start = [0; LENGTH];
    for place in &mut start {
        *place = u8::try_from(number % u64::from(PRIME)).unwrap_or_default();
        number /= u64::from(PRIME);
    }
    start
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.index)?;
        for group in self.start.chunks(4) {
            f.write_str("-")?;
            group.iter().try_for_each(|digit| write!(f, "{}", character(u32::from(*digit))))?;
        }
        Ok(())
    }
}

impl FromStr for Short {
    type Err = NotShort;

    /// However it was typed, but the dash or space after the number.
    fn from_str(text: &str) -> Result<Self, NotShort> {
        let text = text.trim();
        let dash = |c: char| c.is_whitespace() || "-–—_.".contains(c);
        let (index, rest) = text.split_once(dash).ok_or(NotShort::Place)?;
        let plain = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
        let index = index.parse().ok().filter(|_| plain).ok_or(NotShort::Place)?;
        let digits: Vec<u8> = rest
            .chars()
            .filter(|c| !dash(*c))
            .map(|typed| Ok(u8::try_from(digit(typed)?).unwrap_or_default()))
            .collect::<Result<_, CodeError>>()?;
        let start = digits.as_slice().try_into().map_err(|_| NotShort::Length(digits.len()))?;
        Ok(Self { index, start })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(byte: u8) -> Hash {
        Hash::of(&[byte])
    }

    #[test]
    fn it_is_read_back_however_it_is_typed() {
        for byte in 0..=255 {
            let short = Short::new(u64::from(byte) * 1_000, &leaf(byte));
            let printed = short.to_string();
            let typed = [
                printed.clone(),
                printed.to_lowercase(),
                format!(" {}\n", printed.replace('-', " ")),
                printed.replace('K', "К").replace('X', "х"),
            ];
            for typed in typed {
                assert_eq!(typed.parse::<Short>().unwrap(), short, "{typed}");
            }
            assert!(short.fits(&leaf(byte)) && !short.fits(&leaf(byte.wrapping_add(1))));
        }
    }

    /// What is printed today is read by every later version.
    #[test]
    fn it_never_changes_its_form() {
        let leaf = Hash([0xff; 32]);
        assert_eq!(Short::new(52, &leaf).to_string(), "52-H8AP-76DM-792F");
        assert_eq!(Short::new(0, &Hash([0; 32])).to_string(), "0-2222-2222-2222");
    }

    /// Of a leaf that was changed anywhere in its beginning nothing is said to be the same.
    #[test]
    fn every_changed_bit_of_the_beginning_is_seen() {
        let known = leaf(7);
        let short = Short::new(1, &known);
        for bit in 0..59 {
            let mut changed = known;
            changed.0[7 - bit / 8] ^= 1 << (bit % 8);
            assert!(!short.fits(&changed), "bit {bit}");
        }
    }

    #[test]
    fn other_texts_say_why_not() {
        let why = |text: &str| text.parse::<Short>().unwrap_err();
        assert_eq!(why("K7QM2XNB9RTW"), NotShort::Place);
        assert_eq!(why("K7QM-2XNB-9RTW"), NotShort::Place);
        assert_eq!(why("+5-K7QM-2XNB-9RTW"), NotShort::Place);
        assert_eq!(why("52-K7QM-2XNB"), NotShort::Length(8));
        assert_eq!(why("52-K7QM-2XNB-9RTO"), NotShort::Character(CodeError::Character('O')));
    }
}
