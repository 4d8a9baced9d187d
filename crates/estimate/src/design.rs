//! The sample as it was drawn: which stations, with which chances.

use std::collections::BTreeMap;

use crate::frame::Frame;

/// A station that was drawn, with its chance of being drawn where the list says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// The station's place in the frame.
    pub station: usize,
    /// Its chance, above 0 and at most 1; nothing: equal chances inside a stratum.
    pub probability: Option<f64>,
}

/// A sample, with strata too small to say anything merged into their neighbours.
#[derive(Clone, Debug)]
pub struct Design {
    /// By station of the frame: how many stations it stands for, relative to the others.
    expansion: BTreeMap<usize, f64>,
    /// The number that each stratum of the frame has after merging.
    pub(crate) merged: Vec<u32>,
    /// Stations drawn in each stratum after merging.
    pub(crate) designed: Vec<u32>,
    /// Whether chances differ inside strata.
    pub unequal: bool,
    /// Strata that were merged into a neighbour.
    pub merged_strata: usize,
}

impl Design {
    /// A sample from a list of drawn stations. A station listed twice counts once.
    pub fn new(frame: &Frame, drawn: &[Drawn]) -> Self {
        let probabilities = drawn.iter().map(|drawn| (drawn.station, drawn.probability));
        let probabilities: BTreeMap<usize, Option<f64>> = probabilities.collect();
        let mut counts = vec![0_u32; frame.strata().len()];
        for station in probabilities.keys() {
            if let Some(count) = counts.get_mut(frame.stratum(*station)) {
                *count += 1;
            }
        }
        let merged = merge_small(&counts, &frame.stratum_stations());
        let strata = merged.iter().max().map_or(0, |last| *last as usize + 1);
        let mut designed = vec![0; strata];
        for (count, stratum) in counts.iter().zip(&merged) {
            if let Some(sum) = designed.get_mut(*stratum as usize) {
                *sum += count;
            }
        }
        let unequal = differs(frame, &probabilities);
        let expansion = probabilities.iter().map(|(station, probability)| {
            let stands_for = probability.filter(|p| unequal && *p > 0.0).map_or(1.0, |p| 1.0 / p);
            (*station, stands_for)
        });
        Self {
            expansion: expansion.collect(),
            merged_strata: merged.len() - strata,
            merged,
            designed,
            unequal,
        }
    }

    /// Every station of the frame that reported was drawn, and nobody else.
    pub fn of_arrived(frame: &Frame, arrived: impl Iterator<Item = usize>) -> Self {
        let drawn = arrived.map(|station| Drawn { station, probability: None });
        Self::new(frame, &drawn.collect::<Vec<_>>())
    }

    /// The drawn stations, by their places in the frame.
    pub fn stations(&self) -> impl Iterator<Item = usize> {
        self.expansion.keys().copied()
    }

    /// How many stations were drawn.
    pub fn len(&self) -> usize {
        self.expansion.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.expansion.is_empty()
    }

    /// How many stations a drawn one stands for, relative to the others; nothing for a station that
    /// was not drawn.
    pub fn expansion(&self, station: usize) -> Option<f64> {
        self.expansion.get(&station).copied()
    }
}

/// Whether chances differ by more than a part in ten thousand between stations of a stratum.
fn differs(frame: &Frame, probabilities: &BTreeMap<usize, Option<f64>>) -> bool {
    let mut ranges: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (station, probability) in probabilities {
        let Some(probability) = probability.filter(|p| *p > 0.0 && *p <= 1.0) else {
            return false;
        };
        let range = ranges.entry(frame.stratum(*station)).or_insert((probability, probability));
        *range = (range.0.min(probability), range.1.max(probability));
    }
    ranges.values().any(|(low, high)| *high > low * 1.0001)
}

/// Numbers for the strata after merging: a stratum from which a single station was drawn joins the
/// next one (the last joins the one before), since one station shows no spread. A stratum that was
/// drawn whole, or not at all, stays as it is.
pub(crate) fn merge_small(designed: &[u32], stations: &[u32]) -> Vec<u32> {
    let mut merged = Vec::with_capacity(designed.len());
    let mut next = 0;
    // The number and size of a group that is still too small.
    let mut open: Option<(u32, u32)> = None;
    let mut last_sampled: Option<u32> = None;
    for (designed, stations) in designed.iter().zip(stations) {
        if *designed == 0 || designed == stations {
            merged.push(next);
            next += 1;
            continue;
        }
        let (number, before) = open.take().unwrap_or_else(|| {
            next += 1;
            (next - 1, 0)
        });
        merged.push(number);
        if before + designed < 2 {
            open = Some((number, before + designed));
        } else {
            last_sampled = Some(number);
        }
    }
    if let (Some((number, _)), Some(target)) = (open, last_sampled) {
        for slot in &mut merged {
            if *slot == number {
                *slot = target;
            } else if *slot > number {
                *slot -= 1;
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_station_joins_the_next_stratum_and_the_last_joins_the_one_before() {
        assert_eq!(merge_small(&[3, 1, 2, 4], &[9; 4]), [0, 1, 1, 2]);
        assert_eq!(merge_small(&[3, 2, 1], &[9; 3]), [0, 1, 1]);
        assert_eq!(merge_small(&[1, 1, 1], &[9; 3]), [0, 0, 0]);
        assert_eq!(merge_small(&[1], &[9]), [0]);
    }

    #[test]
    fn strata_without_a_sample_and_strata_drawn_whole_stay() {
        assert_eq!(merge_small(&[0, 1, 2], &[5, 1, 9]), [0, 1, 2]);
        assert_eq!(merge_small(&[2, 0, 1], &[9, 9, 9]), [0, 1, 0]);
    }
}
