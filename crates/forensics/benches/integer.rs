//! The integer test on Russia 2018 (91,152 usable stations) beside the plain closed form, which
//! sums the binomial over every count of every station, in the same run.
//!
//! `SANAQ_DATA=… cargo bench -p sanaq-forensics --bench integer`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench has a clock, prints, and should fail where it cannot go on"
)]

use std::{fs::File, hint::black_box, path::Path, time::Instant};

use sanaq_forensics::{Counts, Stations, methods::integer};
use sanaq_import::{Limits, builtin, read};

const RUNS: usize = 7;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("SANAQ_DATA").unwrap_or_else(|| "../shared/data".into());
    let path = root.join(folder).join("russia-2018/stations.csv.zip");
    let Ok(file) = File::open(&path) else {
        println!("skipped: no russia-2018 below SANAQ_DATA");
        return;
    };
    let recipe = builtin::recipe("russia-2018").unwrap().unwrap();
    let election = sanaq_election::builtin::election("russia-2018").unwrap().unwrap();
    let import =
        read(file, "russia-2018", Some(&recipe), Some(&election), &Limits::default(), &|_| ());
    let results = import.unwrap().results;
    let option = "putin".parse().unwrap();
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let stations = Stations::new(&results, Some(&election), &option);
            black_box(integer::test(&stations));
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let stations = Stations::new(&results, Some(&election), &option);
    let start = Instant::now();
    black_box(plain(&stations.counts));
    let plain = start.elapsed().as_secs_f64();
    let (fastest, median) = (times[0], times[RUNS / 2]);
    println!(
        "integer test, {} stations: {:.1} ms fastest, {:.1} ms median of {RUNS}; plain closed form \
         {:.2} s, ratio {:.0}",
        stations.counts.len(),
        fastest * 1e3,
        median * 1e3,
        plain,
        plain / median
    );
}

/// The mean number of stations on an integer, as the formula is written.
fn plain(counts: &[Counts]) -> f64 {
    let usable = |c: &&Counts| 100 <= c.registered && 0 < c.cast && c.votes <= c.cast;
    let stations = counts.iter().filter(usable).filter(|c| c.turned_out <= c.registered);
    let chances = stations.map(|c| {
        let turnout = chance(c.turned_out, c.registered);
        let result = chance(c.votes, c.cast);
        turnout + result - turnout * result
    });
    chances.sum()
}

fn chance(x: u32, n: u32) -> f64 {
    let (n_real, share) = (f64::from(n), f64::from(x) / f64::from(n));
    let ways = libm::lgamma(n_real + 1.0);
    (0..=n)
        .filter(|k| {
            let percent = 100.0 * f64::from(*k) / n_real;
            (percent - percent.round()).abs() <= 0.05
        })
        .map(|k| {
            let k = f64::from(k);
            let log = ways - libm::lgamma(k + 1.0) - libm::lgamma(n_real - k + 1.0);
            let tail = if share < 1.0 { (n_real - k) * libm::log1p(-share) } else { 0.0 };
            let head = if share > 0.0 { k * libm::log(share) } else { 0.0 };
            libm::exp(log + head + tail)
        })
        .sum()
}
