//! A million stations in: CPU seconds and peak memory, beside the `csv` crate on the same file.
//!
//! `cargo bench -p sanaq-import` makes the files in a temporary folder, then runs each reader as a
//! process of its own, so that its figures are its own. The peer reads the same records with the
//! `csv` crate and parses the same figures into vectors, and does nothing else that an import
//! needs: no codes, no areas, no encoding, no checks.
//!
//! CPU seconds and peak memory come from `/proc/self`, so only Linux prints them.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints and may fail")]
#![expect(clippy::format_push_string, reason = "making the file is not what is measured")]

use std::{
    fs::{self, File},
    io::{BufWriter, Read as _, Write as _},
    path::Path,
    process::Command,
};

use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use sanaq_import::Limits;

const STATIONS: u32 = 1_000_000;
const OPTIONS: u32 = 25;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("--ours") => ours(&arguments[2]),
        Some("--peer") => peer(&arguments[2]),
        _ => compare(&arguments[0]),
    }
}

fn compare(program: &str) {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("million.csv");
    let packed = folder.path().join("million.csv.gz");
    make(&plain, &packed);
    let size = fs::metadata(&plain).unwrap().len();
    println!("{STATIONS} stations, {} columns, {} MB", OPTIONS + 7, size / 1_000_000);
    println!("{:<22} {:>8} {:>10} {:>8}", "", "CPU s", "peak MiB", "ratio");
    for (what, file) in [("plain", &plain), ("gzip", &packed)] {
        // Once to warm the page cache, then the best of three.
        let best = |mode: &str| {
            (0..4)
                .skip(1)
                .map(|_| run(program, mode, file))
                .reduce(|a, b| if b.0 < a.0 { b } else { a })
        };
        let (peer_cpu, peer_memory) = best("--peer").unwrap();
        let (cpu, memory) = best("--ours").unwrap();
        println!(
            "{:<22} {peer_cpu:>8.2} {peer_memory:>10} {:>8}",
            format!("csv crate, {what}"),
            "1.00"
        );
        println!(
            "{:<22} {cpu:>8.2} {memory:>10} {:>8.2}",
            format!("sanaq, {what}"),
            cpu / peer_cpu
        );
    }
}

/// CPU seconds and peak memory in MiB of one run.
fn run(program: &str, mode: &str, file: &Path) -> (f64, u64) {
    let output = Command::new(program).arg(mode).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words = text.split_whitespace();
    (words.next().unwrap().parse().unwrap(), words.next().unwrap().parse().unwrap())
}

fn make(plain: &Path, packed: &Path) {
    let mut text = String::from("station,area,registered,issued,cast,invalid,valid");
    for option in 1..=OPTIONS {
        text.push_str(&format!(",votes.p{option}"));
    }
    text.push('\n');
    let mut state = 1u32;
    let mut draw = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    for station in 0..STATIONS {
        text.push_str(&format!(
            "{station:07},Region {}/District {}",
            station / 20_000,
            station / 500
        ));
        let votes: Vec<u32> = (0..OPTIONS).map(|option| draw(1 + 2000 / (1 + option))).collect();
        let (valid, invalid): (u32, u32) = (votes.iter().sum(), draw(40));
        let cast = valid + invalid;
        let registered = cast + draw(900);
        text.push_str(&format!(",{registered},{cast},{cast},{invalid},{valid}"));
        for figure in votes {
            text.push_str(&format!(",{figure}"));
        }
        text.push('\n');
    }
    fs::write(plain, &text).unwrap();
    let file = BufWriter::new(File::create(packed).unwrap());
    let mut gzip = GzEncoder::new(file, Compression::new(6));
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap().flush().unwrap();
}

fn ours(path: &str) {
    let file = File::open(path).unwrap();
    let import = sanaq_import::read(file, path, None, None, &Limits::default(), &|_| {}).unwrap();
    assert_eq!(import.results.len(), STATIONS as usize);
    report();
}

fn peer(path: &str) {
    let mut file = File::open(path).unwrap();
    let mut magic = [0; 2];
    file.read_exact(&mut magic).unwrap();
    let file = File::open(path).unwrap();
    let source: Box<dyn std::io::Read> =
        if magic == [0x1f, 0x8b] { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(256 << 10).from_reader(source);
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); OPTIONS as usize + 5];
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap() {
        for (cell, column) in record.iter().skip(2).zip(&mut columns) {
            column.push(std::str::from_utf8(cell).unwrap().parse().unwrap());
        }
    }
    assert_eq!(columns[0].len(), STATIONS as usize);
    report();
}

/// Prints this process's CPU seconds and peak memory in MiB.
fn report() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak: u64 = peak.and_then(|p| p.split_whitespace().next()?.parse().ok()).unwrap_or(0);
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // utime and stime are the 14th and 15th fields, in ticks of 1/100 s.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: Vec<u64> = after.split_whitespace().skip(11).take(2).flat_map(str::parse).collect();
    println!("{:.2} {}", ticks.iter().sum::<u64>() as f64 / 100.0, peak / 1024);
}
