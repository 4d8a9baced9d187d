//! Station codes, made unique.

use std::{collections::BTreeMap, hash::BuildHasher};

use hashbrown::{DefaultHashBuilder, HashTable};
use sanaq_election::{StationIndex, Texts};
use serde::Serialize;

/// A code that stands at several rows: all were kept, the later ones under codes with a suffix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repeated {
    /// The code as the file has it.
    pub code: String,
    /// The unique code that a later row got.
    pub kept_as: String,
    /// The line where the code stood first.
    pub first_line: u64,
    /// The line of the later row.
    pub line: u64,
}

/// Finds stations by their codes.
#[derive(Default)]
pub(crate) struct Codes {
    /// Stations with a part of their code's hash, which spares most looks at the code itself.
    table: HashTable<Entry>,
    hasher: DefaultHashBuilder,
    lines: Vec<u32>,
    /// How often the code of a station occurred, where more than once.
    times: BTreeMap<u32, u32>,
}

#[derive(Clone, Copy)]
struct Entry {
    hash: u32,
    station: u32,
}

impl Entry {
    /// The hash that the table knows the entry by.
    fn spread(hash: u32) -> u64 {
        // Fibonacci hashing (Knuth, vol. 3, 6.4): all bits of the product depend on the hash.
        u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Codes {
    fn hash(&self, code: &str) -> u32 {
        let hash = self.hasher.hash_one(code);
        u32::try_from(hash >> 32).unwrap_or_default()
    }

    /// The station with this code.
    pub(crate) fn find(&self, stations: &Texts, code: &str) -> Option<StationIndex> {
        let hash = self.hash(code);
        let is_it =
            |entry: &Entry| entry.hash == hash && stations.get(entry.station as usize) == code;
        self.table.find(Entry::spread(hash), is_it).map(|entry| entry.station as usize)
    }

    /// Appends a station. A code that is taken gets the suffix `#2`, `#3`, …
    pub(crate) fn push(&mut self, stations: &mut Texts, code: &str, line: u64) -> Option<Repeated> {
        let Some(first) = self.find(stations, code) else {
            self.append(stations, code, line);
            return None;
        };
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        let mut times = self.times.get(&first).copied().unwrap_or(1);
        let kept_as = loop {
            times += 1;
            let candidate = format!("{code}#{times}");
            // The file may have such a code of its own.
            if self.find(stations, &candidate).is_none() {
                break candidate;
            }
        };
        self.times.insert(first, times);
        let first_line = self.lines.get(first as usize).copied().unwrap_or_default();
        self.append(stations, &kept_as, line);
        Some(Repeated { code: code.to_owned(), kept_as, first_line: first_line.into(), line })
    }

    fn append(&mut self, stations: &mut Texts, code: &str, line: u64) {
        let index = u32::try_from(stations.len()).unwrap_or(u32::MAX);
        stations.push(code);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        let hash = self.hash(code);
        let rehash = |entry: &Entry| Entry::spread(entry.hash);
        self.table.insert_unique(Entry::spread(hash), Entry { hash, station: index }, rehash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_whatever_the_file_holds() {
        let (mut codes, mut stations) = (Codes::default(), Texts::default());
        for (i, code) in ["a", "a#2", "a", "b", "a"].into_iter().enumerate() {
            codes.push(&mut stations, code, i as u64 + 2);
        }
        assert_eq!(stations.iter().collect::<Vec<_>>(), ["a", "a#2", "a#3", "b", "a#4"]);
        assert_eq!(codes.find(&stations, "a#3"), Some(2));
        let repeated = codes.push(&mut stations, "b", 9).unwrap();
        assert_eq!((repeated.kept_as.as_str(), repeated.first_line), ("b#2", 5));
    }
}
