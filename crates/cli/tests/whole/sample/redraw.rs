//! The draw once more, from the words of docs/methods/sample.md alone: a checker who trusts no
//! program of ours must come to the same bytes.

use std::{collections::BTreeMap, fmt::Write as _};

use sha2::{Digest as _, Sha256};

/// The keystream of `ChaCha20` with a stream number in the nonce's place, as 64-bit words.
struct Words {
    start: [u32; 16],
    left: Vec<u64>,
}

impl Words {
    fn new(seed: &str, stream: u64) -> Self {
        let key = Sha256::digest(format!("sanaq\n{seed}"));
        let mut start = [0; 16];
        start[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
        for (at, word) in key.chunks(4).enumerate() {
            start[4 + at] = u32::from_le_bytes(word.try_into().unwrap());
        }
        start[14] = u32::try_from(stream & 0xffff_ffff).unwrap();
        start[15] = u32::try_from(stream >> 32).unwrap();
        Self { start, left: Vec::new() }
    }

    fn block(&mut self) {
        let mut state = self.start;
        let mut quarter = |[a, b, c, d]: [usize; 4]| {
            for (x, y, z, turn) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
                state[x] = state[x].wrapping_add(state[y]);
                state[z] = (state[z] ^ state[x]).rotate_left(turn);
            }
        };
        for _ in 0..10 {
            (0..4).for_each(|i| quarter([i, i + 4, i + 8, i + 12]));
            (0..4).for_each(|i| {
                quarter([i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4]);
            });
        }
        let sums = state.iter().zip(self.start).map(|(a, b)| u64::from(a.wrapping_add(b)));
        let sums: Vec<u64> = sums.collect();
        self.left = sums.chunks(2).rev().map(|pair| pair[0] | pair[1] << 32).collect();
        // No sample comes near 2³² blocks, so the counter's upper half stays 0.
        self.start[12] += 1;
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u128::try_from(bound).unwrap();
        loop {
            if self.left.is_empty() {
                self.block();
            }
            let product = u128::from(self.left.pop().unwrap()) * bound;
            if product % (1 << 64) >= (1 << 64) % bound {
                return usize::try_from(product >> 64).unwrap();
            }
        }
    }

    fn first<T>(&mut self, items: &mut [T], count: usize) {
        for at in 0..count {
            // Where one is left there is no choice, and no number is drawn.
            let left = items.len() - at;
            let ahead = if left > 1 { self.below(left) } else { 0 };
            items.swap(at, at + ahead);
        }
    }
}

/// The list of a proportional sample by region, at least three stations each.
pub(super) fn list(frame: &str, size: usize, seed: &str) -> String {
    let mut strata: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in frame.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        strata.entry(cells[1].split('/').next().unwrap()).or_default().push(cells[0]);
    }
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let mut counts: Vec<usize> = sizes.iter().map(|stations| (*stations).min(3)).collect();
    while counts.iter().sum::<usize>() < size {
        let claim = |at: usize| {
            let n = counts[at] as f64;
            if counts[at] < sizes[at] { sizes[at] as f64 / (n * (n + 1.0)).sqrt() } else { -1.0 }
        };
        let all = 0..counts.len();
        let best = all.reduce(|best, next| if claim(next) > claim(best) { next } else { best });
        counts[best.unwrap()] += 1;
    }
    let mut rows = Vec::new();
    for (at, (name, mut stations)) in strata.into_iter().enumerate() {
        stations.sort_unstable();
        let chance = counts[at] as f64 / sizes[at] as f64;
        Words::new(seed, at as u64).first(&mut stations, counts[at]);
        rows.extend(stations.into_iter().take(counts[at]).map(|code| (code, name, chance)));
    }
    let count = rows.len();
    Words::new(seed, 1 << 32).first(&mut rows, count);
    let mut text = "station,stratum,cluster,probability,order,wave\n".to_owned();
    for (order, (code, name, chance)) in (1..).zip(rows) {
        writeln!(text, "{code},{name},,{chance},{order},0").unwrap();
    }
    text
}
