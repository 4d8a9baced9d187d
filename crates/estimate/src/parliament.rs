//! The parliament with ranges: the contest's own law applied to every draw.
//!
//! Never mean seats: near a threshold the distribution has two humps, and a list that has either
//! eight seats or none has five on average and five never.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sanaq_seats::{Allocator, InputError, Wholes};
use serde::Serialize;

use crate::{joint::Joint, random::Seed};

/// Draws in a block; each block is one piece of parallel work with a stream for each draw.
const BLOCK: usize = 250;
/// Votes that a draw's shares are turned into.
pub(crate) const WHOLE: u64 = 1_000_000_000;
/// Allocations that are listed.
const LISTED: usize = 20;

/// The seats of all options over many draws.
#[derive(Clone, Debug, Serialize)]
pub struct Parliament {
    /// How many draws were made.
    pub draws: usize,
    /// Each option's seats, in the order of the contest.
    pub options: Vec<SeatRange>,
    /// Whole allocations, the likeliest first.
    pub allocations: Vec<Allocation>,
    /// In which share of the draws each option has the most votes.
    pub most_votes: Vec<f64>,
    /// In how many draws the law leaves a seat to a lot.
    pub lots: usize,
}

/// The seats of one option.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatRange {
    /// The middle one.
    pub median: u32,
    /// 95 % of the draws have at least so many.
    pub low: u32,
    /// 95 % of the draws have at most so many (2.5 % each side).
    pub high: u32,
    /// The chance of each number of seats that occurs.
    pub distribution: BTreeMap<u32, f64>,
}

/// One whole allocation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Allocation {
    /// Seats in the order of the contest's options.
    pub seats: Vec<u32>,
    /// Its share of the draws.
    pub probability: f64,
}

/// The law, and how draws become votes.
#[derive(Clone, Debug)]
pub struct House<'a> {
    /// The contest's law.
    pub allocator: &'a Allocator,
    /// For each option of the contest, its place in the draws; nothing where nobody voted for it.
    pub places: &'a [Option<usize>],
    /// The denominators for a whole of one thousand million.
    pub wholes: Wholes,
    /// Where the interval for seats is cut off on each side: 0.025.
    pub tail: f64,
    /// Whether what the options leave of the whole may be votes for one option more, so that
    /// nobody leads with fewer.
    pub nameless: bool,
}

#[derive(Clone, Default)]
struct Tally {
    allocations: BTreeMap<Vec<u32>, usize>,
    most: BTreeMap<usize, usize>,
    lots: usize,
}

/// What elects by a majority: a share, and a lead over the second, both of the drawn whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Win {
    /// The share.
    pub bar: f64,
    /// Whether exactly the share is too little.
    pub strict: bool,
    /// The lead.
    pub lead: f64,
}

/// What elects, and who may be elected.
#[derive(Clone, Copy, Debug)]
pub struct Wins<'a> {
    /// Any of these is enough.
    pub wins: &'a [Win],
    /// Whether what the options leave of the whole may be votes for one option more.
    pub nameless: bool,
}

impl Win {
    fn elects(&self, first: f64, second: f64) -> bool {
        let enough = if self.strict { first > self.bar } else { first >= self.bar };
        enough && first - second >= self.lead
    }
}

/// In which part of `draws` draws each option has the most votes, and in which it is elected by a
/// majority: for contests whose law gives no seats.
pub fn leaders(
    joint: &Joint,
    places: &[Option<usize>],
    Wins { wins, nameless }: Wins<'_>,
    draws: usize,
    seed: &Seed,
) -> (Vec<f64>, Vec<f64>) {
    let count = |draw: usize, counts: &mut Vec<[usize; 2]>| {
        let shares = joint.draw(&mut seed.stream(draw as u64));
        let share = |place: &Option<usize>| place.and_then(|place| shares.get(place)).copied();
        let mut order: Vec<(usize, f64)> =
            places.iter().map(|place| share(place).unwrap_or(0.0)).enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let named: f64 = order.iter().map(|(_, share)| share).sum();
        let rest = if nameless { (1.0 - named).max(0.0) } else { 0.0 };
        let second = order.get(1).map_or(0.0, |(_, share)| *share).max(rest);
        // Of equals nobody leads.
        let Some((option, first)) = order.first().filter(|(_, first)| *first > second) else {
            return;
        };
        if let Some([leads, elected]) = counts.get_mut(*option) {
            *leads += 1;
            *elected += usize::from(wins.iter().any(|win| win.elects(*first, second)));
        }
    };
    let blocks = (0..draws.div_ceil(BLOCK)).into_par_iter().map(|block| {
        let mut counts = vec![[0; 2]; places.len()];
        for draw in block * BLOCK..(block * BLOCK + BLOCK).min(draws) {
            count(draw, &mut counts);
        }
        counts
    });
    let mut all = vec![[0; 2]; places.len()];
    for counts in blocks.collect::<Vec<_>>() {
        for ([leads, elected], [more, elected_more]) in all.iter_mut().zip(counts) {
            *leads += more;
            *elected += elected_more;
        }
    }
    let part = |count: usize| count as f64 / draws.max(1) as f64;
    all.into_iter().map(|[leads, elected]| (part(leads), part(elected))).unzip()
}

/// Applies the law to `draws` draws. The same seed gives the same seats with any number of threads.
pub fn parliament(
    joint: &Joint,
    house: &House<'_>,
    draws: usize,
    seed: &Seed,
) -> Result<Parliament, InputError> {
    let blocks = (0..draws.div_ceil(BLOCK)).into_par_iter().map(|block| {
        let first = block * BLOCK;
        tally(joint, house, first..(first + BLOCK).min(draws), seed)
    });
    let blocks = blocks.collect::<Result<Vec<Tally>, InputError>>()?;
    let mut all = Tally::default();
    for block in blocks {
        for (seats, count) in block.allocations {
            *all.allocations.entry(seats).or_default() += count;
        }
        for (option, count) in block.most {
            *all.most.entry(option).or_default() += count;
        }
        all.lots += block.lots;
    }
    Ok(all.summary(house, draws))
}

fn tally(
    joint: &Joint,
    house: &House<'_>,
    draws: std::ops::Range<usize>,
    seed: &Seed,
) -> Result<Tally, InputError> {
    let mut allocator = house.allocator.clone();
    let mut tally = Tally::default();
    let mut seats = vec![0; house.places.len()];
    for draw in draws {
        let shares = joint.draw(&mut seed.stream(draw as u64));
        let votes = house.places.iter().map(|place| votes(&shares, *place));
        let votes: Vec<u64> = votes.collect();
        let ending = allocator.seats(&votes, house.wholes, &mut seats)?;
        tally.lots += usize::from(ending == sanaq_seats::Ending::LotNeeded);
        let rest = WHOLE.saturating_sub(votes.iter().sum());
        if let Some(option) = most(&votes, if house.nameless { rest } else { 0 }) {
            *tally.most.entry(option).or_default() += 1;
        }
        match tally.allocations.get_mut(&seats) {
            Some(count) => *count += 1,
            None => {
                tally.allocations.insert(seats.clone(), 1);
            }
        }
    }
    Ok(tally)
}

/// The option with more votes than any other and than `rest`; of equals none.
fn most(votes: &[u64], rest: u64) -> Option<usize> {
    let top = votes.iter().max().filter(|top| **top > rest)?;
    let mut first = votes.iter().enumerate().filter(|(_, votes)| *votes == top);
    first.next().filter(|_| first.next().is_none()).map(|(option, _)| option)
}

fn votes(shares: &[f64], place: Option<usize>) -> u64 {
    let share = place.and_then(|place| shares.get(place)).copied().unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share is between 0 and 1"
    )]
    let votes = (share * WHOLE as f64).round() as u64;
    votes
}

impl Tally {
    fn summary(self, house: &House<'_>, draws: usize) -> Parliament {
        let part = |count: usize| count as f64 / draws.max(1) as f64;
        let options = (0..house.places.len()).map(|option| {
            let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
            for (seats, count) in &self.allocations {
                *counts.entry(seats.get(option).copied().unwrap_or(0)).or_default() += count;
            }
            range(&counts, draws, house.tail)
        });
        let options = options.collect();
        let most_votes = (0..house.places.len())
            .map(|option| part(self.most.get(&option).copied().unwrap_or(0)))
            .collect();
        let mut listed: Vec<(Vec<u32>, usize)> = self.allocations.into_iter().collect();
        listed.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        listed.truncate(LISTED);
        let listed = listed.into_iter();
        let allocations =
            listed.map(|(seats, count)| Allocation { seats, probability: part(count) }).collect();
        Parliament { draws, options, allocations, most_votes, lots: self.lots }
    }
}

fn range(counts: &BTreeMap<u32, usize>, draws: usize, tail: f64) -> SeatRange {
    let at = |level: f64| {
        let mut below = 0;
        for (seats, count) in counts {
            below += count;
            if below as f64 >= level * draws as f64 {
                return *seats;
            }
        }
        counts.last_key_value().map_or(0, |(seats, _)| *seats)
    };
    let distribution =
        counts.iter().map(|(seats, count)| (*seats, *count as f64 / draws.max(1) as f64));
    SeatRange {
        median: at(0.5),
        low: at(tail),
        high: at(1.0 - tail),
        distribution: distribution.collect(),
    }
}
