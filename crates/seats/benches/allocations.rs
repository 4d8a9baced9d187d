//! A million allocations of 98 seats among 12 lists on one core, for every formula, beside the loop
//! of the textbook in the same run. `cargo bench -p sanaq-seats`

#![expect(clippy::print_stdout, reason = "a benchmark's result is what it prints")]
#![expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should fail")]

use std::{hint::black_box, time::Instant};

use sanaq_election::{Contest, Election};
use sanaq_seats::{Allocator, Wholes};

const SEATS: u32 = 98;
const LISTS: usize = 12;
const DRAWS: usize = 1_000_000;

const FORMULAS: [(&str, &str); 9] = [
    ("largest remainder, Hare", "largest-remainder\"\nquota = \"hare"),
    ("largest remainder, Droop", "largest-remainder\"\nquota = \"droop"),
    ("D'Hondt", "dhondt"),
    ("Sainte-Laguë", "sainte-lague"),
    ("modified Sainte-Laguë", "modified-sainte-lague"),
    ("Danish", "danish"),
    ("Adams", "adams"),
    ("Huntington-Hill", "huntington-hill"),
    ("Macau", "macau"),
];

fn main() {
    let draws = draws();
    println!("{DRAWS} allocations of {SEATS} seats among {LISTS} lists, threshold 5 %, one core");
    let mut slowest = f64::INFINITY;
    for (name, formula) in FORMULAS {
        let fast = rate(DRAWS, || fast(&contest(formula), &draws));
        let sample = DRAWS / 10;
        let slow = rate(sample, || textbook(name, &draws[..sample * LISTS]));
        slowest = slowest.min(fast);
        println!(
            "{name:>26}: {fast:>10.0}/s, textbook loop {slow:>9.0}/s, {:.1} times",
            fast / slow
        );
    }
    println!("slowest: {slowest:.0} allocations/s (bar: 1000000)");
}

fn rate(count: usize, work: impl FnOnce() -> u64) -> f64 {
    let start = Instant::now();
    black_box(work());
    count as f64 / start.elapsed().as_secs_f64()
}

/// Votes around those of an election with two large lists, from a fixed stream.
fn draws() -> Vec<u64> {
    let centre: [u64; LISTS] = [
        2_900_000, 1_800_000, 900_000, 700_000, 600_000, 450_000, 400_000, 380_000, 300_000,
        120_000, 60_000, 20_000,
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut noise = move |votes: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        votes + state % (votes / 5 + 1)
    };
    (0..DRAWS).flat_map(|_| centre).map(&mut noise).collect()
}

fn contest(formula: &str) -> Contest {
    let options: Vec<String> = (0..LISTS).map(|at| format!("{{ id = \"o{at}\" }}")).collect();
    let text = format!(
        "[election]\nname = \"x\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n[contest]\nid = \"x\"\n\
         kind = \"list\"\nseats = {SEATS}\noptions = [{}]\n[contest.rules]\n\
         formula = \"{formula}\"\nthreshold = {{ share = 0.05 }}\n",
        options.join(", ")
    );
    Election::parse("bench.toml", &text).unwrap().contest
}

fn fast(contest: &Contest, draws: &[u64]) -> u64 {
    let mut allocator = Allocator::new(contest).unwrap();
    let mut out = [0u32; LISTS];
    let mut sum = 0u64;
    for votes in draws.chunks_exact(LISTS) {
        allocator.seats(votes, Wholes::default(), &mut out).unwrap();
        sum += u64::from(out[0]);
    }
    sum
}

/// What most programs do: seat by seat, the largest of all quotients; or sorted remainders.
fn textbook(name: &str, draws: &[u64]) -> u64 {
    let mut sum = 0u64;
    for votes in draws.chunks_exact(LISTS) {
        let all: u64 = votes.iter().sum();
        let passed: Vec<f64> =
            votes.iter().map(|v| if v * 20 >= all { *v as f64 } else { 0.0 }).collect();
        let seats = match name.strip_prefix("largest remainder, ") {
            Some(quota) => remainders(quota, &passed),
            None => highest_averages(name, &passed),
        };
        sum += u64::from(seats[0]);
    }
    sum
}

fn remainders(quota: &str, votes: &[f64]) -> Vec<u32> {
    let all: f64 = votes.iter().sum();
    let seats = f64::from(SEATS);
    let quota = if quota == "Hare" { all / seats } else { (all / (seats + 1.0)).floor() + 1.0 };
    let mut given = 0;
    let mut list: Vec<(f64, u32, usize)> = Vec::new();
    for (at, votes) in votes.iter().enumerate() {
        let whole = votes / quota;
        let seats = (0..SEATS).take_while(|seats| f64::from(seats + 1) <= whole).count();
        let seats = u32::try_from(seats).unwrap();
        given += seats;
        list.push((whole - f64::from(seats), seats, at));
    }
    list.sort_by(|one, two| two.0.total_cmp(&one.0));
    for (_, seats, _) in list.iter_mut().take((SEATS - given) as usize) {
        *seats += 1;
    }
    list.sort_by_key(|(_, _, at)| *at);
    list.into_iter().map(|(_, seats, _)| seats).collect()
}

fn highest_averages(name: &str, votes: &[f64]) -> Vec<u32> {
    let mut seats = vec![0u32; votes.len()];
    for _ in 0..SEATS {
        let mut best = 0;
        let mut highest = -1.0;
        for (at, votes) in votes.iter().enumerate() {
            let quotient = votes / divisor(name, seats[at]);
            if quotient > highest {
                (best, highest) = (at, quotient);
            }
        }
        seats[best] += 1;
    }
    seats
}

fn divisor(name: &str, seats: u32) -> f64 {
    let s = f64::from(seats);
    match name {
        "D'Hondt" => s + 1.0,
        "modified Sainte-Laguë" if seats == 0 => 1.4,
        "Sainte-Laguë" | "modified Sainte-Laguë" => 2.0 * s + 1.0,
        "Danish" => 3.0 * s + 1.0,
        "Adams" => s,
        "Huntington-Hill" => (s * (s + 1.0)).sqrt(),
        _ => (0..seats).fold(1.0, |power, _| power * 2.0),
    }
}
