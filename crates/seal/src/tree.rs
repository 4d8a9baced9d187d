//! The Merkle tree of [RFC 6962, section 2.1](https://www.rfc-editor.org/rfc/rfc6962#section-2.1):
//! hashes, inclusion proofs and consistency proofs.
//!
//! Nobody holds the whole tree. A writer holds a [`Frontier`] (at most one hash a bit of the
//! size); what proofs need later is stored as [tiles](crate::tile) and handed to the functions
//! here through [`Nodes`]. Assumes SHA-256 to be collision-resistant.

use std::{collections::BTreeSet, ops::Range};

use crate::{hash::Hash, tile::Tile};

/// How many levels of the tree one level of tiles spans.
pub const TILE_HEIGHT: u32 = 8;

/// The hash of a leaf: SHA-256(0x00 ‖ data).
pub fn leaf_hash(data: &[u8]) -> Hash {
    Hash::of_parts(&[&[0], data])
}

/// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of_parts(&[&[1], &left.0, &right.0])
}

/// The root over leaf hashes, by the definition. For short lists; a log uses a [`Frontier`].
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// The right edge of a tree that grows: one hash for each complete subtree, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// A frontier that was stored; nothing when the number of peaks does not fit the size.
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        let fits = usize::try_from(size.count_ones()).ok()? == peaks.len();
        fits.then_some(Self { size, peaks })
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes of the complete subtrees, the largest first.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Appends a leaf and returns the hashes that became complete at the upper levels of tiles:
    /// (level, index at that level, hash), level 1 first.
    pub fn push(&mut self, leaf: Hash) -> Vec<(u8, u64, Hash)> {
        let mut finished = Vec::new();
        let (mut hash, mut index, mut height) = (leaf, self.size, 0_u8);
        while index & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            hash = node_hash(&left, &hash);
            index >>= 1;
            height += 1;
            if u32::from(height) % TILE_HEIGHT == 0 {
                finished.push((height / 8, index, hash));
            }
        }
        self.peaks.push(hash);
        self.size += 1;
        finished
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(first) = peaks.next() else { return Hash::of(b"") };
        peaks.fold(*first, |right, left| node_hash(left, &right))
    }
}

/// Stored hashes: of the complete subtree over the leaves `index · 256^level ..` of width
/// `256^level`. Level 0 holds the leaf hashes.
pub trait Nodes {
    /// The hash, if it is stored.
    fn node(&self, level: u8, index: u64) -> Option<Hash>;
}

/// A proof cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProof {
    /// The question is about leaves that the tree does not have.
    #[error("there is no proof about {asked} in a tree of {size} leaves")]
    OutOfRange {
        /// The leaf or the smaller size that was asked for.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A stored hash is missing.
    #[error("the stored hash {index} at level {level} is missing")]
    Missing {
        /// Its level of tiles.
        level: u8,
        /// Its index there.
        index: u64,
    },
}

/// What a proof is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// That the leaf `index` is in the tree of `size` leaves.
    Inclusion {
        /// The leaf.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// That the tree of `old` leaves is the beginning of the tree of `size` leaves.
    Consistency {
        /// The smaller size.
        old: u64,
        /// The larger size.
        size: u64,
    },
    /// The root of the tree of `size` leaves (a "proof" of one hash).
    Root {
        /// The size of the tree.
        size: u64,
    },
}

impl Question {
    /// The tiles that the proof needs: fetch them, then call [`Question::prove`].
    pub fn tiles(&self) -> Result<BTreeSet<Tile>, NoProof> {
        let (ranges, size) = self.ranges()?;
        let parts = ranges.into_iter().flat_map(subtrees);
        Ok(parts.filter_map(|part| Tile::holding(part.level(), part.first_node(), size)).collect())
    }

    /// The hashes of the proof, from the leaf's side to the root's.
    pub fn prove(&self, nodes: &impl Nodes) -> Result<Vec<Hash>, NoProof> {
        let (ranges, _) = self.ranges()?;
        ranges.into_iter().map(|range| range_hash(range, nodes)).collect()
    }

    fn ranges(&self) -> Result<(Vec<Range<u64>>, u64), NoProof> {
        match *self {
            Self::Inclusion { index, size } if index < size => Ok((path(index, size), size)),
            Self::Consistency { old, size } if old <= size => Ok((between(old, size), size)),
            Self::Root { size } => Ok((std::iter::once(0..size).collect(), size)),
            Self::Inclusion { index: asked, size } | Self::Consistency { old: asked, size } => {
                Err(NoProof::OutOfRange { asked, size })
            }
        }
    }
}

/// A complete subtree: 2^height leaves from `index · 2^height` on.
struct Subtree {
    height: u32,
    index: u64,
}

impl Subtree {
    fn level(&self) -> u8 {
        u8::try_from(self.height / TILE_HEIGHT).unwrap_or(u8::MAX)
    }

    fn first_node(&self) -> u64 {
        self.index << (self.height % TILE_HEIGHT)
    }

    fn hash(&self, nodes: &impl Nodes) -> Result<Hash, NoProof> {
        let (level, first) = (self.level(), self.first_node());
        let mut tree = Frontier::default();
        for index in first..first + (1 << (self.height % TILE_HEIGHT)) {
            tree.push(nodes.node(level, index).ok_or(NoProof::Missing { level, index })?);
        }
        Ok(tree.root())
    }
}

/// The complete subtrees that make up a range that begins on a boundary of the tree.
fn subtrees(range: Range<u64>) -> Vec<Subtree> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let height = (range.end - start).ilog2();
        parts.push(Subtree { height, index: start >> height });
        start += 1 << height;
    }
    parts
}

/// MTH of a range: its complete subtrees, hashed from the right.
fn range_hash(range: Range<u64>, nodes: &impl Nodes) -> Result<Hash, NoProof> {
    let mut hash = None;
    for part in subtrees(range).iter().rev() {
        let left = part.hash(nodes)?;
        hash = Some(hash.map_or(left, |right| node_hash(&left, &right)));
    }
    Ok(hash.unwrap_or_else(|| Hash::of(b"")))
}

/// The largest power of two that is smaller than the number of leaves (at least two).
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// PATH(m, D\[n\]) of RFC 6962, section 2.1.1, as ranges of leaves.
fn path(index: u64, size: u64) -> Vec<Range<u64>> {
    let (mut start, mut end) = (0, size);
    let mut siblings = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            siblings.push(middle..end);
            end = middle;
        } else {
            siblings.push(start..middle);
            start = middle;
        }
    }
    siblings.reverse();
    siblings
}

/// PROOF(m, D\[n\]) of RFC 6962, section 2.1.2, as ranges of leaves. Nothing to prove about the
/// empty tree and about equal ones.
fn between(old: u64, size: u64) -> Vec<Range<u64>> {
    if old == 0 || old == size {
        return Vec::new();
    }
    let (mut start, mut end, mut whole) = (0, size, true);
    let mut parts = Vec::new();
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            parts.push(middle..end);
            end = middle;
        } else {
            parts.push(start..middle);
            start = middle;
            whole = false;
        }
    }
    if !whole {
        parts.push(start..end);
    }
    parts.reverse();
    parts
}

/// Whether `proof` shows that the leaf with this hash is at `index` of the tree.
/// [RFC 9162, section 2.1.3.2](https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2).
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    expected_root: &Hash,
) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *expected_root
}

/// Whether `proof` shows that the tree of `old` leaves is the beginning of the one of `size`.
/// [RFC 9162, section 2.1.4.2](https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2).
pub fn verify_consistency(
    old: u64,
    size: u64,
    old_root: &Hash,
    new_root: &Hash,
    proof: &[Hash],
) -> bool {
    if old == size {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty() && *old_root == Hash::of(b"");
    }
    if old > size {
        return false;
    }
    // A complete old tree is a node of the new one and stands for itself.
    let begins = old.is_power_of_two().then_some(old_root);
    let mut hashes = begins.into_iter().chain(proof);
    let Some(seed) = hashes.next() else { return false };
    let shift = (old - 1).trailing_ones();
    let (mut node, mut last) = ((old - 1).unbounded_shr(shift), (size - 1).unbounded_shr(shift));
    let (mut first, mut second) = (*seed, *seed);
    for hash in hashes {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            first = node_hash(hash, &first);
            second = node_hash(hash, &second);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            second = node_hash(&second, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && first == *old_root && second == *new_root
}
