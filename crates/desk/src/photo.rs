//! Photos: which were sent twice, and which look alike.
//!
//! Equal files have equal hashes. Photos that were only recompressed have perceptual hashes that
//! differ in at most three of 64 bits; then at least one of four blocks of 16 bits is equal, so
//! that candidates are found without comparing all pairs (Manku, Jain and Das Sarma, *Detecting
//! near-duplicates for web crawling*, 2007). More bits would accuse: two sheets of the same print
//! are alike.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::{
    BlobHash, Likeness,
    chunk::Rows,
    intern::{NONE, next},
};

/// The largest distance that the blocks find.
const BLOCKS: usize = 4;
/// A hash with fewer bits set, or all but as many, is that of a blank or black picture.
const PLAIN: u32 = 6;
/// So many pairs are told of one photo at most, and so many candidates are looked at.
const MOST_PAIRS: usize = 64;
const MOST_CANDIDATES: usize = 4_096;

/// A photo of a report.
#[derive(Clone, Copy)]
pub(crate) struct PhotoRow {
    pub(crate) blob: BlobHash,
    pub(crate) likeness: Option<Likeness>,
    pub(crate) report: u32,
    pub(crate) sealed: bool,
    /// The photo before it with the same content, and with the same look.
    same: u32,
    same_look: u32,
}

/// All photos.
#[derive(Clone, Default)]
pub(crate) struct Photos {
    rows: Rows<PhotoRow>,
    hasher: DefaultHashBuilder,
    by_blob: HashTable<u32>,
    looks: Rows<Look>,
    by_look: HashMap<u64, u32>,
    blocks: [HashMap<u16, Vec<u32>>; BLOCKS],
}

#[derive(Clone, Copy)]
struct Look {
    bits: u64,
    last: u32,
}

impl Photos {
    pub(crate) fn get(&self, number: u32) -> Option<&PhotoRow> {
        self.rows.get(number)
    }

    /// Keeps a photo and gives its number.
    pub(crate) fn push(
        &mut self,
        report: u32,
        blob: BlobHash,
        likeness: Option<Likeness>,
        sealed: bool,
    ) -> u32 {
        let number = next(self.rows.len());
        let same = self.insert_blob(blob, number);
        let same_look = likeness.map_or(NONE, |likeness| self.insert_look(likeness, number));
        self.rows.push(PhotoRow { blob, likeness, report, sealed, same, same_look });
        number
    }

    fn insert_blob(&mut self, blob: BlobHash, number: u32) -> u32 {
        let Self { rows, hasher, by_blob, .. } = self;
        let hash = hasher.hash_one(blob);
        let blob_of = |at: &u32| rows.get(*at).map(|row| row.blob);
        if let Some(head) = by_blob.find_mut(hash, |at| blob_of(at) == Some(blob)) {
            return std::mem::replace(head, number);
        }
        let rehash = |at: &u32| blob_of(at).map_or(0, |blob| hasher.hash_one(blob));
        by_blob.insert_unique(hash, number, rehash);
        NONE
    }

    fn insert_look(&mut self, likeness: Likeness, number: u32) -> u32 {
        let bits = likeness.bits();
        if let Some(at) = self.by_look.get(&bits) {
            let look = self.looks.get_mut(*at);
            return look.map_or(NONE, |look| std::mem::replace(&mut look.last, number));
        }
        let at = next(self.looks.len());
        self.looks.push(Look { bits, last: number });
        self.by_look.insert(bits, at);
        for (block, key) in self.blocks.iter_mut().zip(keys(bits)) {
            block.entry(key).or_default().push(at);
        }
        NONE
    }

    /// Other photos with the same content.
    pub(crate) fn same(&self, number: u32) -> impl Iterator<Item = &PhotoRow> {
        let head = self.rows.get(number).and_then(|row| {
            let hash = self.hasher.hash_one(row.blob);
            let same = |at: &u32| self.rows.get(*at).is_some_and(|own| own.blob == row.blob);
            self.by_blob.find(hash, same).copied()
        });
        self.chain(head, |row| row.same).filter(move |(at, _)| *at != number).map(|(_, row)| row)
    }

    fn chain(
        &self,
        head: Option<u32>,
        before: impl Fn(&PhotoRow) -> u32,
    ) -> impl Iterator<Item = (u32, &PhotoRow)> {
        let mut at = head.unwrap_or(NONE);
        let rows = std::iter::from_fn(move || {
            let row = self.rows.get(at)?;
            let own = at;
            at = before(row);
            Some((own, row))
        });
        rows.take(MOST_PAIRS)
    }

    /// Other photos that differ in at most so many bits, with how many; not those of equal
    /// content.
    pub(crate) fn alike(&self, number: u32, most: u32) -> Vec<(u32, &PhotoRow)> {
        let Some(row) = self.rows.get(number) else { return Vec::new() };
        let Some(likeness) = row.likeness else { return Vec::new() };
        let bits = likeness.bits();
        let ones = bits.count_ones();
        if !(PLAIN..=64 - PLAIN).contains(&ones) {
            return Vec::new();
        }
        let mut looks: Vec<u32> = Vec::new();
        for (block, key) in self.blocks.iter().zip(keys(bits)) {
            let candidates = block.get(&key).into_iter().flatten().take(MOST_CANDIDATES);
            let near = candidates.filter(|at| {
                self.looks.get(**at).is_some_and(|own| (own.bits ^ bits).count_ones() <= most)
            });
            looks.extend(near);
        }
        looks.sort_unstable();
        looks.dedup();
        let found = looks.into_iter().flat_map(|at| {
            let look = self.looks.get(at).copied();
            let distance = look.map_or(0, |look| (look.bits ^ bits).count_ones());
            self.chain(look.map(|look| look.last), |row| row.same_look)
                .map(move |(_, row)| (distance, row))
        });
        found.filter(|(_, own)| own.blob != row.blob).take(MOST_PAIRS).collect()
    }
}

/// The four blocks of a perceptual hash.
fn keys(bits: u64) -> [u16; BLOCKS] {
    let [a, b, c, d, e, f, g, h] = bits.to_be_bytes();
    [[a, b], [c, d], [e, f], [g, h]].map(u16::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_differs_in_three_bits_is_found(
            bits in any::<u64>(),
            flips in prop::collection::btree_set(0..64_u32, 0..5),
        ) {
            let other = flips.iter().fold(bits, |bits, at| bits ^ 1 << at);
            let plain = |b: u64| !(PLAIN..=64 - PLAIN).contains(&b.count_ones());
            prop_assume!(!plain(bits) && !plain(other));
            let mut photos = Photos::default();
            let look = |bits: u64| Some(Likeness(bits.to_be_bytes()));
            photos.push(0, BlobHash([1; 32]), look(bits), false);
            let second = photos.push(1, BlobHash([2; 32]), look(other), false);
            let found = photos.alike(second, 3);
            let distance = u32::try_from(flips.len()).unwrap();
            let expected = if distance <= 3 { vec![distance] } else { vec![] };
            prop_assert_eq!(found.iter().map(|(d, _)| *d).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn the_same_file_is_found_and_blank_pages_accuse_nobody() {
        let mut photos = Photos::default();
        let blank = Some(Likeness([0; 8]));
        let first = photos.push(0, BlobHash([1; 32]), blank, false);
        let second = photos.push(1, BlobHash([1; 32]), blank, false);
        let third = photos.push(2, BlobHash([3; 32]), blank, false);
        assert_eq!(photos.same(second).map(|row| row.report).collect::<Vec<_>>(), [0]);
        assert_eq!(photos.same(first).map(|row| row.report).collect::<Vec<_>>(), [1]);
        assert!(photos.same(third).next().is_none() && photos.alike(third, 3).is_empty());
    }
}
