//! Protocols that are the same, or nearly: figures copied from one station to another.
//!
//! Two honest stations rarely agree in every figure. Small ones do by chance, so only protocols
//! with at least [`SMALLEST`] ballots and [`FEWEST_FIGURES`] figures that are not zero count.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sanaq_election::{Column, StationIndex, StationResults};
use serde::Serialize;

/// Protocols with fewer ballots are often the same by chance.
const SMALLEST: u32 = 100;
/// Nearly the same is told only of protocols with so many ballots.
const SMALLEST_NEAR: u32 = 500;
/// Protocols with fewer figures that are not zero are often the same by chance.
const FEWEST_FIGURES: usize = 4;

/// Stations whose protocols are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// How alike they are.
    pub likeness: Likeness,
    /// The stations' codes, in the order of the source.
    pub stations: Vec<String>,
    /// The areas they lie in, in the same order.
    pub areas: Vec<String>,
    /// The figure that differs, where one does.
    pub differs: Option<String>,
}

/// How alike protocols are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// In every figure.
    Same,
    /// In every figure but one.
    AllButOne,
}

/// All groups of alike protocols, the same ones first, then in the order of their first station.
pub(crate) fn find(results: &StationResults) -> Vec<Duplicate> {
    let columns: Vec<(String, &Column)> = results
        .lines
        .iter()
        .map(|(id, column)| (id.to_string(), column))
        .chain(results.votes.iter().map(|(id, column)| (format!("votes.{id}"), column)))
        .collect();
    let candidates: Vec<StationIndex> =
        (0..results.len()).filter(|station| is_telling(&columns, *station)).collect();
    let hashes: Vec<u64> = candidates.par_iter().map(|station| hash(&columns, *station)).collect();
    let same = groups(&candidates, &hashes, |a, b| differing(&columns, a, b).is_empty());
    let mut found: Vec<(Likeness, Vec<StationIndex>, Option<String>)> =
        same.into_iter().map(|group| (Likeness::Same, group, None)).collect();
    found.extend(all_but_one(results));
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let duplicate = |(likeness, group, differs): (_, Vec<StationIndex>, _)| Duplicate {
        likeness,
        stations: group.iter().map(|s| results.stations.get(*s).to_owned()).collect(),
        areas: group.iter().map(|s| results.area_path(*s).to_owned()).collect(),
        differs,
    };
    found.into_iter().map(duplicate).collect()
}

fn is_telling(columns: &[(String, &Column)], station: StationIndex) -> bool {
    let figures = columns.iter().filter_map(|(_, column)| column.get(station));
    let (mut count, mut largest) = (0, 0);
    for figure in figures.filter(|figure| *figure != 0) {
        count += 1;
        largest = largest.max(figure);
    }
    FEWEST_FIGURES <= count && SMALLEST <= largest
}

/// Groups stations with the same hash that really are alike by `alike`.
fn groups(
    stations: &[StationIndex],
    hashes: &[u64],
    alike: impl Fn(StationIndex, StationIndex) -> bool,
) -> Vec<Vec<StationIndex>> {
    let mut order: Vec<(u64, StationIndex)> =
        hashes.iter().copied().zip(stations.iter().copied()).collect();
    order.par_sort_unstable();
    let mut found: Vec<Vec<StationIndex>> = Vec::new();
    for run in order.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let mut split: BTreeMap<StationIndex, Vec<StationIndex>> = BTreeMap::new();
        for (_, station) in run {
            let first = split.keys().copied().find(|first| alike(*first, *station));
            split.entry(first.unwrap_or(*station)).or_default().push(*station);
        }
        found.extend(split.into_values().filter(|group| group.len() > 1));
    }
    found
}

/// Groups that agree in all independent figures but one. Lines that are sums of others (ballots
/// issued, cast, valid) would follow the one that differs, so they are left aside.
fn all_but_one(results: &StationResults) -> Vec<(Likeness, Vec<StationIndex>, Option<String>)> {
    let independent = ["registered", "invalid"];
    let lines = results.lines.iter().filter(|(id, _)| independent.contains(&id.as_str()));
    let columns: Vec<(String, &Column)> = lines
        .map(|(id, column)| (id.to_string(), column))
        .chain(results.votes.iter().map(|(id, column)| (format!("votes.{id}"), column)))
        .collect();
    // With few figures, all but one agree by chance.
    if columns.len() <= FEWEST_FIGURES {
        return Vec::new();
    }
    let large = |station: &StationIndex| {
        results.cast(*station).is_some_and(|cast| SMALLEST_NEAR <= cast)
            && is_telling(&columns, *station)
    };
    let stations: Vec<StationIndex> = (0..results.len()).filter(large).collect();
    let hashes: Vec<u64> = stations.par_iter().map(|station| hash(&columns, *station)).collect();
    let by_column = |(at, (name, column)): (usize, &(String, &Column))| {
        let without = |(station, hash): (&StationIndex, &u64)| {
            hash.wrapping_sub(cell_hash(at, column.get(*station)))
        };
        let rest: Vec<u64> = stations.iter().zip(&hashes).map(without).collect();
        let alike = |a, b| differing(&columns, a, b) == [at];
        let found = groups(&stations, &rest, alike);
        found
            .into_iter()
            .map(|group| (Likeness::AllButOne, group, Some(name.clone())))
            .collect::<Vec<_>>()
    };
    columns.par_iter().enumerate().flat_map_iter(by_column).collect()
}

/// The positions of the figures in which two protocols differ.
fn differing(columns: &[(String, &Column)], a: StationIndex, b: StationIndex) -> Vec<usize> {
    let differ = |(at, (_, column)): (usize, &(String, &Column))| {
        (column.get(a) != column.get(b)).then_some(at)
    };
    columns.iter().enumerate().filter_map(differ).collect()
}

/// A hash that can be taken back one figure at a time: the sum of the figures' hashes.
fn hash(columns: &[(String, &Column)], station: StationIndex) -> u64 {
    let cells = columns.iter().enumerate().map(|(at, (_, c))| cell_hash(at, c.get(station)));
    cells.fold(0, u64::wrapping_add)
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014) over position and figure.
fn cell_hash(at: usize, figure: Option<u32>) -> u64 {
    let figure = figure.map_or(u64::MAX, u64::from);
    let mut x = figure.wrapping_add((at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
