//! Durable appends a second with 64 concurrent callers, beside what the disk itself can do.
//!
//! `cargo bench -p sanaq-log --bench append`. Bodies have about 600 bytes, as a results protocol
//! has. The last line is the figure that counts.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should fail")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]
#![expect(clippy::panic, reason = "a server that does not start ends it")]
#![expect(clippy::cast_possible_truncation, reason = "microseconds fit")]

use std::{
    fs::File,
    io::Write,
    path::Path,
    slice,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sanaq_log::{Append, Log, NewEntry, Place, system_clock};
use sanaq_seal::{canonical::Canonical, entry::Id};
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

#[path = "../tests/whole/cluster.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod cluster;

const SPAN: Duration = Duration::from_secs(5);

fn entry(number: u64) -> NewEntry {
    let votes: Vec<u64> = (0..40).map(|option| number.wrapping_mul(31 + option) % 1000).collect();
    let lines = json!({ "registered": 2000, "issued": 900, "cast": 880, "valid": 860 });
    let body = json!({
        "station": format!("{:06}", number % 820_000),
        "lines": lines,
        "votes": votes,
        "note": "x".repeat(300),
    });
    NewEntry {
        id: Id::generate().unwrap(),
        actor: format!("o-{}", number % 20_000),
        kind: "protocol/1".into(),
        body: Canonical::of(&body).unwrap(),
    }
}

/// How often a second the disk takes 4 KiB at the end of a file and says that it has them.
fn disk(dir: &Path) -> f64 {
    let mut file = File::create(dir.join("probe")).unwrap();
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < SPAN / 2 {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}

/// Appends a second, and the 50th and 99th percentile of an append in milliseconds.
async fn appends(logs: &[Log], callers: usize) -> (f64, f64, f64) {
    let counter = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let (log, counter) = (logs[caller % logs.len()].clone(), Arc::clone(&counter));
            tokio::spawn(async move {
                let mut times = Vec::new();
                while start.elapsed() < SPAN {
                    let append = Append::one(entry(counter.fetch_add(1, Ordering::Relaxed)));
                    let before = Instant::now();
                    log.append(append).await.unwrap();
                    times.push(before.elapsed().as_micros() as u32);
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    let rate = times.len() as f64 / start.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |percent: usize| f64::from(times[(times.len() - 1) * percent / 100]) / 1000.0;
    (rate, at(50), at(99))
}

fn say(what: &str, (rate, p50, p99): (f64, f64, f64), disk: f64) {
    let times = rate / disk;
    println!(
        "{what:<34} {rate:>8.0} appends/s  {times:>6.1} x the disk's rate  \
         p50 {p50:>6.2} ms  p99 {p99:>6.2} ms"
    );
}

async fn sqlite(disk: f64) -> f64 {
    let dir = TempDir::new_in(".").unwrap();
    let log = Log::open(&Place::Directory(dir.path().into()), system_clock()).await.unwrap();
    let logs = [log];
    say("SQLite, 1 caller", appends(&logs, 1).await, disk);
    let crowd = appends(&logs, 64).await;
    say("SQLite, 64 callers", crowd, disk);
    let start = Instant::now();
    let size = logs[0].verify(None, |_, _| {}).await.unwrap();
    let rate = size as f64 / start.elapsed().as_secs_f64();
    println!("SQLite, verified from the start    {rate:>8.0} entries/s of {size}");
    logs[0].close().await;
    crowd.0
}

async fn postgres(disk: f64) {
    let Some(server) = cluster::Server::start() else { return };
    let address = server.database("bench");
    let open = async || Log::open(&Place::parse(&address), system_clock()).await.unwrap();
    let (one, two) = (open().await, open().await);
    say("PostgreSQL, 1 caller", appends(slice::from_ref(&one), 1).await, disk);
    say("PostgreSQL, 1 node, 64 callers", appends(slice::from_ref(&one), 64).await, disk);
    let both = [one, two];
    say("PostgreSQL, 2 nodes, 64 callers", appends(&both, 64).await, disk);
    for log in both {
        log.close().await;
    }
}

fn main() {
    let dir = TempDir::new_in(".").unwrap();
    let disk = disk(dir.path());
    println!("the disk: {disk:.0} times 4 KiB and fdatasync a second");
    let runtime = Runtime::new().unwrap();
    runtime.block_on(postgres(disk));
    let rate = runtime.block_on(sqlite(disk));
    println!("durable appends a second, SQLite, 64 callers: {rate:.0}");
}
