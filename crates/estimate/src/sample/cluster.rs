//! Areas drawn first, then stations inside them.
//!
//! A stratum's areas are hit systematically in proportion to their stations, `a` times in all; each
//! hit takes `b` stations of the area with equal chances. So every station has the chance a b / M,
//! whatever its area, as long as areas have enough stations (M. H. Hansen and W. N. Hurwitz, Annals
//! of Mathematical Statistics 14, 1943, 333–362). A small area gives all it has, and its chances
//! are those of its hits.

use std::collections::BTreeMap;

use crate::{
    frame::Frame,
    random::Stream,
    sample::{Clusters, systematic},
};

/// The stations of a stratum by their area.
pub(super) fn areas<'f>(
    frame: &'f Frame,
    stations: &[usize],
    clusters: &Clusters,
) -> BTreeMap<&'f str, Vec<usize>> {
    let mut areas: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for station in stations {
        let path = frame.area_path(*station);
        let end = clusters.level.and_then(|level| {
            let mut separators = path.match_indices(sanaq_election::Areas::SEPARATOR);
            separators.nth(level.saturating_sub(1))
        });
        let area = end.map_or(path, |(at, _)| path.get(..at).unwrap_or(path));
        areas.entry(area).or_default().push(*station);
    }
    areas
}

/// A station drawn with its area, and its chance.
pub(super) struct Shared {
    pub(super) station: usize,
    pub(super) area: String,
    pub(super) chance: f64,
}

/// Draws stations of a stratum by hitting its areas `count` times.
pub(super) fn draw(
    frame: &Frame,
    stations: &[usize],
    count: usize,
    clusters: &Clusters,
    stream: &mut Stream,
) -> Vec<Shared> {
    let areas = areas(frame, stations, clusters);
    let sizes: Vec<f64> = areas.values().map(|area| area.len() as f64).collect();
    let hits = systematic::hits(&sizes, count, stream);
    let step = stations.len() as f64 / count as f64;
    let mut drawn = Vec::new();
    for ((area, mut stations), hits) in areas.into_iter().zip(hits) {
        let here = (hits * clusters.each).min(stations.len());
        let chance = chance(stations.len() as f64, step, clusters.each as f64);
        stream.draw_first(&mut stations, here);
        let shared = |station| Shared { station, area: area.to_owned(), chance };
        drawn.extend(stations.into_iter().take(here).map(shared));
    }
    drawn
}

/// The chance of each of an area's `stations`: hits are stations / step, rounded down or up.
fn chance(stations: f64, step: f64, each: f64) -> f64 {
    let hits = stations / step;
    let (fewer, part) = (hits.floor(), hits - hits.floor());
    let taken = |hits: f64| (hits * each).min(stations);
    ((1.0 - part) * taken(fewer) + part * taken(fewer + 1.0)) / stations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stations_of_large_and_small_areas_have_the_same_chance() {
        // 100 stations, 4 hits of 5: 20 of 100.
        for stations in [5.0, 12.0, 25.0, 61.0] {
            assert!((chance(stations, 25.0, 5.0) - 0.2).abs() < 1e-12);
        }
        // An area of two gives both when it is hit.
        assert!((chance(2.0, 25.0, 5.0) - 0.08).abs() < 1e-12);
    }
}
