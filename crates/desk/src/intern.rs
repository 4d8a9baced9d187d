//! Short texts as numbers, so that a million records name them in four bytes.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use sanaq_election::Texts;

/// No text, no row.
pub(crate) const NONE: u32 = u32::MAX;

/// Texts in the order in which they came, each once.
#[derive(Clone, Default)]
pub(crate) struct Interner {
    texts: Texts,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The number of a text, new or known. An empty text has none.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return NONE;
        }
        let hash = self.hasher.hash_one(text);
        let Self { texts, table, hasher } = self;
        if let Some(found) = table.find(hash, |at| texts.get(index(*at)) == text) {
            return *found;
        }
        let Ok(new) = u32::try_from(texts.len()) else { return NONE };
        texts.push(text);
        table.insert_unique(hash, new, |at| hasher.hash_one(texts.get(index(*at))));
        new
    }

    /// The number of a text that is known.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |at| self.texts.get(index(*at)) == text).copied()
    }

    /// The text with this number; empty when there is none.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.texts.get(index(number))
    }
}

/// A row's number as an index.
pub(crate) const fn index(number: u32) -> usize {
    number as usize
}

/// How many rows there are, as the number of the next one.
pub(crate) fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut interner = Interner::default();
        let numbers: Vec<u32> = (0..1000).map(|i| interner.number(&format!("s{i}"))).collect();
        for (i, number) in numbers.iter().enumerate() {
            assert_eq!(interner.find(&format!("s{i}")), Some(*number));
            assert_eq!(interner.text(*number), format!("s{i}"));
        }
        assert_eq!(interner.number("s7"), numbers[7]);
        assert_eq!(interner.number(""), NONE);
        assert_eq!((interner.find("x"), interner.text(NONE)), (None, ""));
    }
}
