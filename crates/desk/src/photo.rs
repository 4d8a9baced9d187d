//! Photos: which were sent twice, and which look alike.
//!
//! Equal files have equal hashes. Photos that were packed, scaled or brightened have fingerprints
//! that differ in few of 1,024 bits; scans of other sheets of one print differ in a hundred and
//! more. Candidates are found without comparing all pairs (Manku, Jain and Das Sarma, *Detecting
//! near-duplicates for web crawling*, 2007): a fingerprint has 16 keys of 64 bits that share no
//! bit, so photos that differ in 15 bits or fewer have a key in common and are always found. Of
//! those that differ in 40, one in four is missed.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::{
    BlobHash, Likeness,
    chunk::Rows,
    intern::{NONE, next},
};

/// How many keys a fingerprint has, of how many bits each.
const KEYS: usize = 16;
const KEY_BITS: usize = 64;
/// A fingerprint with fewer bits set, or all but as many, is that of a blank or black picture.
const PLAIN: u32 = 64;
const BITS: u32 = 1_024;
/// So many pairs are told of one photo at most, and so many candidates are looked at.
const MOST_PAIRS: usize = 64;
const MOST_CANDIDATES: usize = 512;

/// A photo of a report.
#[derive(Clone, Copy)]
pub(crate) struct PhotoRow {
    pub(crate) blob: BlobHash,
    /// Its fingerprint, by number.
    look: u32,
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
    by_look: HashMap<Likeness, u32>,
    keys: [HashMap<u64, Vec<u32>>; KEYS],
}

#[derive(Clone, Copy)]
struct Look {
    likeness: Likeness,
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
        let (look, same_look) =
            likeness.map_or((NONE, NONE), |likeness| self.insert_look(likeness, number));
        self.rows.push(PhotoRow { blob, look, report, sealed, same, same_look });
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

    /// The number of a fingerprint, and the photo before this one that has it.
    fn insert_look(&mut self, likeness: Likeness, number: u32) -> (u32, u32) {
        if let Some(at) = self.by_look.get(&likeness) {
            let look = self.looks.get_mut(*at);
            let before = look.map_or(NONE, |look| std::mem::replace(&mut look.last, number));
            return (*at, before);
        }
        let at = next(self.looks.len());
        self.looks.push(Look { likeness, last: number });
        self.by_look.insert(likeness, at);
        if !is_plain(&likeness) {
            for (table, own) in self.keys.iter_mut().zip(0..) {
                table.entry(key(&likeness, own)).or_default().push(at);
            }
        }
        (at, NONE)
    }

    /// What a photo looks like that came without; gives the reports that show it.
    pub(crate) fn set_likeness(&mut self, blob: BlobHash, likeness: Likeness) -> Vec<u32> {
        let mut at = self.head(blob).unwrap_or(NONE);
        let mut reports = Vec::new();
        while let Some(row) = self.rows.get(at).copied() {
            if row.look == NONE && !row.sealed {
                let (look, same_look) = self.insert_look(likeness, at);
                if let Some(row) = self.rows.get_mut(at) {
                    (row.look, row.same_look) = (look, same_look);
                }
                reports.push(row.report);
            }
            at = row.same;
        }
        reports
    }

    /// Whether a report shows this photo.
    pub(crate) fn knows(&self, blob: BlobHash) -> bool {
        self.head(blob).is_some()
    }

    /// The newest photo with this content.
    fn head(&self, blob: BlobHash) -> Option<u32> {
        let same = |at: &u32| self.rows.get(*at).is_some_and(|own| own.blob == blob);
        self.by_blob.find(self.hasher.hash_one(blob), same).copied()
    }

    /// All photos with this content.
    pub(crate) fn of(&self, blob: BlobHash) -> impl Iterator<Item = &PhotoRow> {
        let mut at = self.head(blob).unwrap_or(NONE);
        std::iter::from_fn(move || {
            let row = self.rows.get(at)?;
            at = row.same;
            Some(row)
        })
    }

    /// What photos there are.
    pub(crate) fn blobs(&self) -> impl Iterator<Item = BlobHash> {
        self.rows.iter().map(|row| row.blob)
    }

    /// Other photos with the same content.
    pub(crate) fn same(&self, number: u32) -> impl Iterator<Item = &PhotoRow> {
        let head = self.rows.get(number).and_then(|row| self.head(row.blob));
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
        let Some(own) = self.looks.get(row.look).map(|look| look.likeness) else {
            return Vec::new();
        };
        if is_plain(&own) {
            return Vec::new();
        }
        let mut looks: Vec<u32> = Vec::new();
        for (table, at) in self.keys.iter().zip(0..) {
            let candidates = table.get(&key(&own, at)).into_iter().flatten();
            looks.extend(candidates.take(MOST_CANDIDATES));
        }
        looks.sort_unstable();
        looks.dedup();
        let near = looks.into_iter().filter_map(|at| {
            let look = self.looks.get(at)?;
            let distance = look.likeness.distance(&own);
            (distance <= most).then_some((distance, look.last))
        });
        let found = near.flat_map(|(distance, last)| {
            self.chain(Some(last), |row| row.same_look).map(move |(_, row)| (distance, row))
        });
        found.filter(|(_, own)| own.blob != row.blob).take(MOST_PAIRS).collect()
    }
}

fn is_plain(likeness: &Likeness) -> bool {
    !(PLAIN..=BITS - PLAIN).contains(&likeness.ones())
}

/// One of the keys: bits from all over the fingerprint. 1,024 is a power of two and the step odd,
/// so that the 1,024 places of 16 keys are all different.
fn key(likeness: &Likeness, own: usize) -> u64 {
    (0..KEY_BITS).fold(0, |key, at| {
        let place = (own * KEY_BITS + at) * 389 % 1_024;
        key << 1 | u64::from(likeness.bit(place))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn look(bytes: [u8; 128]) -> Likeness {
        Likeness(bytes)
    }

    proptest! {
        #[test]
        fn a_photo_with_few_other_bits_is_found_and_one_with_many_is_not(
            half in prop::array::uniform32(any::<[u8; 4]>()),
            flips in prop::collection::btree_set(0..1_024_usize, 0..16),
            many in any::<bool>(),
        ) {
            let mut bytes = [0; 128];
            for (slot, byte) in bytes.iter_mut().zip(half.iter().flatten()) {
                *slot = *byte;
            }
            let first = look(bytes);
            prop_assume!(!is_plain(&first));
            for at in &flips {
                bytes[at / 8] ^= 0x80 >> (at % 8);
            }
            for byte in bytes.iter_mut().filter(|_| many) {
                *byte ^= 0b0001_0000;
            }
            prop_assume!(!is_plain(&look(bytes)));
            let mut photos = Photos::default();
            photos.push(0, BlobHash([1; 32]), Some(first), false);
            let second = photos.push(1, BlobHash([2; 32]), Some(look(bytes)), false);
            let found = photos.alike(second, 40);
            let distance = u32::try_from(flips.len()).unwrap();
            let expected = if many { vec![] } else { vec![distance] };
            prop_assert_eq!(found.iter().map(|(d, _)| *d).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn the_keys_read_every_bit_once() {
        let mut places: Vec<usize> = (0..1_024).map(|at| at * 389 % 1_024).collect();
        places.sort_unstable();
        assert!(places.into_iter().eq(0..1_024));
    }

    #[test]
    fn the_same_file_is_found_and_blank_pages_accuse_nobody() {
        let mut photos = Photos::default();
        let blank = Some(look([0; 128]));
        let first = photos.push(0, BlobHash([1; 32]), blank, false);
        let second = photos.push(1, BlobHash([1; 32]), blank, false);
        let third = photos.push(2, BlobHash([3; 32]), blank, false);
        assert_eq!(photos.same(second).map(|row| row.report).collect::<Vec<_>>(), [0]);
        assert_eq!(photos.same(first).map(|row| row.report).collect::<Vec<_>>(), [1]);
        assert!(photos.same(third).next().is_none() && photos.alike(third, 40).is_empty());
    }
}
