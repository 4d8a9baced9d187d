//! Tiles and bundles of entries: how a log is laid out as files that never change
//! ([c2sp.org/tlog-tiles](https://c2sp.org/tlog-tiles)).
//!
//! A tile holds up to 256 hashes of one level. The hash `i` of level `l` stands for the leaves
//! `i · 256^l .. (i + 1) · 256^l`. Levels in between are hashed again when a proof needs them.

use std::{collections::BTreeMap, fmt, str::FromStr};

use crate::{hash::Hash, tree::Nodes};

/// How many hashes a full tile has.
pub const WIDTH: u64 = 256;

/// The highest level that the format allows.
const MAX_LEVEL: u8 = 63;

/// The coordinates of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// 0 for leaf hashes.
    pub level: u8,
    /// Which tile of the level, from 0.
    pub index: u64,
    /// How many hashes it holds: 1 to 256.
    pub width: u16,
}

impl Tile {
    /// The tile that holds the hash `node` of a level in a tree of `size` leaves; nothing when
    /// the tree has no such hash.
    pub fn holding(level: u8, node: u64, size: u64) -> Option<Self> {
        let nodes = nodes_at(level, size);
        let index = node / WIDTH;
        let width = (nodes.checked_sub(index * WIDTH)?).min(WIDTH);
        (node < nodes).then_some(Self {
            level,
            index,
            width: u16::try_from(width).unwrap_or(u16::MAX),
        })
    }

    /// All tiles of a tree of `size` leaves, by level, full and partial.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0..=7).flat_map(move |level| {
            let tiles = nodes_at(level, size).div_ceil(WIDTH);
            (0..tiles).filter_map(move |index| Self::holding(level, index * WIDTH, size))
        })
    }

    /// The indexes of the first hash and past the last one, at the tile's level.
    pub fn nodes(&self) -> std::ops::Range<u64> {
        let start = self.index * WIDTH;
        start..start + u64::from(self.width)
    }

    /// Whether the tile can still grow.
    pub fn is_partial(&self) -> bool {
        u64::from(self.width) < WIDTH
    }

    /// Where the tile is served: `tile/0/x001/x234/067`, with `.p/112` when it is partial.
    pub fn path(&self) -> String {
        format!("tile/{}/{}", self.level, self.place())
    }

    /// Where the entries under a tile of level 0 are served: `tile/entries/x001/x234/067`.
    pub fn entries_path(&self) -> String {
        format!("tile/entries/{}", self.place())
    }

    fn place(&self) -> String {
        let mut place = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            place = format!("x{:03}/{place}", rest % 1000);
            rest /= 1000;
        }
        if self.is_partial() { format!("{place}.p/{}", self.width) } else { place }
    }
}

/// How many hashes a level has.
fn nodes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * 8).unwrap_or(0)
}

/// What a path of a tiled log names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// `checkpoint`: the newest signed head; the only one that changes.
    Checkpoint,
    /// `tile/<level>/…`: hashes, 32 bytes each.
    Hashes(Tile),
    /// `tile/entries/…`: the leaves under a tile of level 0.
    Entries(Tile),
}

/// A path that is not one of a tiled log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path of a tiled log")]
pub struct NotATilePath;

impl FromStr for Resource {
    type Err = NotATilePath;

    fn from_str(path: &str) -> Result<Self, NotATilePath> {
        if path == "checkpoint" {
            return Ok(Self::Checkpoint);
        }
        let rest = path.strip_prefix("tile/").ok_or(NotATilePath)?;
        let (level, place) = rest.split_once('/').ok_or(NotATilePath)?;
        let (place, width) = match place.split_once(".p/") {
            Some((place, width)) => (place, number(width).filter(|width| *width < WIDTH)),
            None => (place, Some(WIDTH)),
        };
        let width = width.filter(|width| *width > 0).ok_or(NotATilePath)?;
        let width = u16::try_from(width).map_err(|_| NotATilePath)?;
        let index = index(place).ok_or(NotATilePath)?;
        if level == "entries" {
            return Ok(Self::Entries(Tile { level: 0, index, width }));
        }
        let level = number(level).and_then(|level| u8::try_from(level).ok());
        let level = level.filter(|level| *level <= MAX_LEVEL).ok_or(NotATilePath)?;
        Ok(Self::Hashes(Tile { level, index, width }))
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Hashes(tile) => f.write_str(&tile.path()),
            Self::Entries(tile) => f.write_str(&tile.entries_path()),
        }
    }
}

/// A decimal number with no leading zeros.
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let short = text == "0" || !text.starts_with('0');
    if plain && short { text.parse().ok() } else { None }
}

/// `x001/x234/067` as 1,234,067.
fn index(place: &str) -> Option<u64> {
    let mut index = 0_u64;
    let parts: Vec<&str> = place.split('/').collect();
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        let digits = if last { part } else { part.strip_prefix('x')? };
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let leading = at == 0 && !last && digits == "000";
        let group = digits.parse().ok().filter(|_| !leading)?;
        index = index.checked_mul(1000)?.checked_add(group)?;
    }
    (index < u64::MAX / WIDTH).then_some(index)
}

/// Tiles in memory, as a source of hashes for proofs.
#[derive(Clone, Debug, Default)]
pub struct Tiles(BTreeMap<(u8, u64), Vec<Hash>>);

impl Tiles {
    /// Keeps the hashes of a tile.
    pub fn insert(&mut self, tile: Tile, hashes: Vec<Hash>) {
        self.0.insert((tile.level, tile.index), hashes);
    }
}

impl Nodes for Tiles {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        let hashes = self.0.get(&(level, index / WIDTH))?;
        hashes.get(usize::try_from(index % WIDTH).ok()?).copied()
    }
}

/// A leaf is longer than the 65,535 bytes that a bundle can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a leaf is longer than the 65535 bytes that a bundle of entries can hold")]
pub struct LeafTooLong;

/// A bundle of entries: each leaf with its length in two bytes, big-endian, before it.
pub fn bundle<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, LeafTooLong> {
    let mut bytes = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len()).map_err(|_| LeafTooLong)?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(leaf);
    }
    Ok(bytes)
}

/// The leaves of a bundle; nothing when its end is missing.
pub fn unbundle(mut bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut leaves = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>()?;
        let (leaf, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        leaves.push(leaf);
        bundle = rest;
    }
    Some(leaves)
}
