//! How many stations each stratum gets.

use std::{cmp::Ordering, collections::BinaryHeap};

/// A stratum that wants its part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Stations there are.
    pub stations: usize,
    /// Its part, in any unit: stations, voters, stations times their standard deviation.
    pub weight: f64,
}

/// Gives stations to strata one by one: first each stratum its minimum, then always the one with
/// the highest weight / √(n (n + 1)), where n is what it has.
///
/// For weights M S this order is Neyman's allocation in whole numbers, exactly, for every size:
/// each station goes where it takes the most from the variance (T. Wright, *The equivalence of
/// Neyman optimum allocation for sampling and equal proportions for apportioning the U.S. House
/// of Representatives*, The American Statistician 66, 2012, 217–224). And since nothing that was
/// given is taken back, a reserve wave only adds, and a larger sample contains as many of each
/// stratum as a smaller one, which quotas with largest remainders do not promise.
#[derive(Clone, Debug)]
pub struct Allocator {
    rooms: Vec<Room>,
    counts: Vec<usize>,
    taken: usize,
    next: BinaryHeap<Claim>,
}

/// The claim of a stratum to the next station.
#[derive(Clone, Copy, Debug)]
struct Claim {
    priority: f64,
    stratum: usize,
}

impl Ord for Claim {
    fn cmp(&self, other: &Self) -> Ordering {
        self.priority.total_cmp(&other.priority).then(other.stratum.cmp(&self.stratum))
    }
}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Claim {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Claim {}

impl Allocator {
    /// Each stratum with its minimum: `least` stations, or all where it has fewer.
    pub fn new(rooms: &[Room], least: usize) -> Self {
        let counts: Vec<usize> = rooms.iter().map(|room| room.stations.min(least)).collect();
        let claims = rooms.iter().zip(&counts).enumerate();
        let next = claims.filter_map(|(stratum, (room, count))| claim(stratum, room, *count));
        Self { taken: counts.iter().sum(), next: next.collect(), rooms: rooms.to_vec(), counts }
    }

    /// The stations of each stratum.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// All stations given so far.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// Gives stations until `size` are given or none is left.
    pub fn grow_to(&mut self, size: usize) {
        while self.taken < size && self.grow().is_some() {}
    }

    /// Gives one station more: to which stratum; nothing when all are given.
    pub fn grow(&mut self) -> Option<usize> {
        let Claim { stratum, .. } = self.next.pop()?;
        let count = self.counts.get_mut(stratum)?;
        *count += 1;
        self.taken += 1;
        self.next.extend(claim(stratum, self.rooms.get(stratum)?, *count));
        Some(stratum)
    }
}

fn claim(stratum: usize, room: &Room, count: usize) -> Option<Claim> {
    let n = count as f64;
    let weight = if room.weight.is_finite() { room.weight.max(0.0) } else { 0.0 };
    // Whoever has none comes before all who have some, by weight.
    let divisor = if count == 0 { 1e-150 } else { (n * (n + 1.0)).sqrt() };
    (count < room.stations).then_some(Claim { priority: weight / divisor, stratum })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allocate(rooms: &[(usize, f64)], size: usize, least: usize) -> Vec<usize> {
        let room =
            |(stations, weight): &(usize, f64)| Room { stations: *stations, weight: *weight };
        let rooms: Vec<Room> = rooms.iter().map(room).collect();
        let mut allocator = Allocator::new(&rooms, least);
        allocator.grow_to(size);
        allocator.counts().to_vec()
    }

    #[test]
    fn proportions_are_kept_and_minima_come_first() {
        assert_eq!(allocate(&[(100, 100.0), (300, 300.0), (600, 600.0)], 10, 1), [1, 3, 6]);
        assert_eq!(allocate(&[(10, 10.0), (10, 10.0), (980, 980.0)], 10, 2), [2, 2, 6]);
        assert_eq!(allocate(&[(1, 1.0), (99, 99.0)], 10, 2), [1, 9], "a stratum taken whole");
        assert_eq!(allocate(&[(9, 1.0), (9, 0.0)], 30, 0), [9, 9], "no more than there are");
    }

    /// Every division of few stations among few strata, and none has less variance.
    #[test]
    fn neymans_allocation_is_the_best_of_all() {
        let strata = [(5, 3.0), (7, 1.0), (6, 9.5)];
        let variance = |counts: [usize; 3]| -> f64 {
            let parts = counts.iter().zip(strata).map(|(n, (_, ms))| ms * ms / *n as f64);
            parts.sum()
        };
        for size in 3..=18 {
            let found = allocate(&strata, size, 1);
            let mut best = f64::INFINITY;
            for a in 1..=5_usize {
                for b in 1..=7_usize {
                    if let Some(c) = size.checked_sub(a + b).filter(|c| (1..=6).contains(c)) {
                        best = best.min(variance([a, b, c]));
                    }
                }
            }
            assert!(variance([found[0], found[1], found[2]]) <= best * (1.0 + 1e-12), "{found:?}");
        }
    }

    proptest! {
        #[test]
        fn the_sum_is_right_bounds_hold_and_more_stations_take_none_away(
            strata in prop::collection::vec((1usize..500, 0.0f64..100.0), 1..40),
            percent in 0usize..120,
        ) {
            let all: usize = strata.iter().map(|s| s.0).sum();
            let least: usize = strata.iter().map(|s| s.0.min(2)).sum();
            let size = all * percent / 100;
            let counts = allocate(&strata, size, 2);
            prop_assert_eq!(counts.iter().sum::<usize>(), size.clamp(least, all));
            let more = allocate(&strata, size + 7, 2);
            for ((count, more), (stations, _)) in counts.iter().zip(&more).zip(&strata) {
                prop_assert!(count <= stations && *count >= 2.min(*stations) && count <= more);
            }
        }
    }
}
