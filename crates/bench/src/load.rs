//! `bench load`: durable reports a second over HTTP, beside what the disk itself can do.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sanaq_log::Place;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{
    cluster,
    crash::Databases,
    disk,
    failure::{Failure, ensure},
    http::Client,
    mission::{self, Forms, Size},
    process::{self, How, Program, Server},
    traffic::Traffic,
    writers::send,
};

/// Durable reports a second: phones on kept connections, each sending its next report when the last
/// one was acknowledged. Checklists of twelve answers, head counts, protocols; one in forty has a
/// photo of 60 kB.
///
/// The limits on requests are the server's own: each connection sends for 32 observers in turn.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- load --seconds 20 --phones 64")]
pub(crate) struct Arguments {
    /// How long.
    #[arg(long, value_name = "S", default_value_t = 20)]
    seconds: u64,
    /// Connections at once.
    #[arg(long, value_name = "N", default_value_t = 64)]
    phones: u32,
    /// On which database.
    #[arg(long, value_name = "NAME", default_value = "both")]
    database: Databases,
    /// The same seed sends the same reports.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Fail below so many reports a second with SQLite: twenty times the faster of the peers.
    #[arg(long, value_name = "N", default_value_t = 20 * ODK)]
    least: u32,
}

/// Peers on this kind of machine, two cores, in reports accepted a second: ODK Central 2026.2 and
/// Apollo 2024.10 as we measured them.
const ODK: u32 = 180;
const APOLLO: u32 = 41;

/// Observers for whom one connection sends.
const EACH: u32 = 32;

/// Not measured: connections are made, caches fill.
const WARM: Duration = Duration::from_secs(2);

/// What was measured.
struct Measured {
    rate: f64,
    p50: f64,
    p99: f64,
    bytes: f64,
    processor: f64,
    /// The same of `PostgreSQL`, where it is the database, and of the phones.
    database: f64,
    phones: f64,
    memory: u64,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let folder = TempDir::new_in(".")?;
    let disk = disk::syncs_per_second(folder.path(), Duration::from_secs(3))?;
    println!("the disk: {disk:.0} times 4 KiB and fdatasync a second");
    let mut rate = None;
    if arguments.database != Databases::Sqlite {
        let server = cluster::Server::start();
        let server = server.ok_or_else(|| Failure::new("no PostgreSQL server is installed"))?;
        let address = server.database("load");
        let place = (Some(address), Some(&server));
        let measured = once(&program, arguments, &folder.path().join("pg"), place).await?;
        say("PostgreSQL", &measured, disk);
        rate = Some(measured.rate);
    }
    if arguments.database != Databases::Postgres {
        let measured = once(&program, arguments, &folder.path().join("file"), (None, None)).await?;
        say("SQLite", &measured, disk);
        rate = Some(measured.rate);
    }
    let rate = rate.ok_or_else(|| Failure::new("nothing was measured"))?;
    let times = |peer: u32| rate / f64::from(peer);
    println!(
        "{:.0} times Apollo (41 a second), {:.1} times ODK Central (180)",
        times(APOLLO),
        times(ODK)
    );
    println!("durable reports a second, {} phones: {rate:.0}", arguments.phones);
    ensure(rate >= f64::from(arguments.least), || {
        format!("expected at least {} reports a second", arguments.least)
    })
}

fn say(name: &str, measured: &Measured, disk: f64) {
    let Measured { rate, p50, p99, bytes, processor, database, phones, memory } = measured;
    println!(
        "{name:<10} {rate:>6.0} reports/s  {:>5.1} x the disk's rate  p50 {p50:.1} ms  p99 \
         {p99:.1} ms  {bytes:.0} bytes a report  {memory} MiB",
        rate / disk
    );
    println!(
        "           processor a report: server {processor:.2} ms, database {database:.2} ms, \
         phones {phones:.2} ms; together {:.2} processors of {}",
        (processor + database + phones) * rate / 1_000.0,
        std::thread::available_parallelism().map_or(0, std::num::NonZero::get)
    );
}

async fn once(
    program: &Program,
    arguments: &Arguments,
    data: &Path,
    (database, cluster): (Option<String>, Option<&cluster::Server>),
) -> Result<Measured, Failure> {
    let place = database.as_deref().map(Place::parse);
    let place = place.unwrap_or_else(|| Place::Directory(data.to_owned()));
    std::fs::create_dir_all(data)?;
    let observers = arguments.phones * EACH;
    let size = Size { stations: observers, observers, phones: observers };
    let forms = Forms::new()?;
    mission::make(&place, size, &forms).await?;
    let traffic = Traffic::new(arguments.seed, size, forms.into())?;
    let server = Server::start(program, data, &How { database, ..How::default() }).await?;
    let next = Arc::new(AtomicU64::new(0));
    let start = Instant::now() + WARM;
    let end = start + Duration::from_secs(arguments.seconds);
    let mut tasks = JoinSet::new();
    for _ in 0..arguments.phones {
        let (traffic, next, address) = (traffic.clone(), Arc::clone(&next), server.address);
        tasks.spawn(async move {
            let mut client = Client::connect(address).await?;
            let (mut times, mut bytes) = (Vec::new(), 0);
            while Instant::now() < end {
                let sent = traffic.sent(next.fetch_add(1, Ordering::Relaxed))?;
                let before = Instant::now();
                send(&mut client, &sent).await?.json()?;
                if before >= start {
                    times.push(before.elapsed());
                    bytes += sent.body.len() + sent.photo.map_or(0, |(_, photo)| photo.len());
                }
            }
            Ok::<_, Failure>((times, bytes))
        });
    }
    tokio::time::sleep(WARM).await;
    let spent = || {
        let phones = process::processor(std::process::id());
        [server.processor(), cluster.map_or(0.0, of_database), phones]
    };
    let (before, began) = (spent(), Instant::now());
    let (mut times, mut bytes) = (Vec::new(), 0);
    for task in tasks.join_all().await {
        let (own, sent) = task?;
        times.extend(own);
        bytes += sent;
    }
    let seconds = began.elapsed().as_secs_f64();
    let count = f64::from(u32::try_from(times.len())?);
    let after = spent();
    let each = |at: usize| (after[at] - before[at]) * 1_000.0 / count;
    let measured = Measured {
        rate: count / seconds,
        p50: percentile(&mut times, 50),
        p99: percentile(&mut times, 99),
        bytes: f64::from(u32::try_from(bytes)?) / count,
        processor: each(0),
        database: each(1),
        phones: each(2),
        memory: server.memory().0,
    };
    server.stop()?;
    Ok(measured)
}

/// Processor time of `PostgreSQL` so far: of all its processes, also those that have ended.
fn of_database(cluster: &cluster::Server) -> f64 {
    let all = cluster.processes();
    let all = all.iter().filter_map(|process| process.parse().ok());
    all.map(process::processor_of_all).sum()
}

/// A percentile in milliseconds.
pub(crate) fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let at = times.len().saturating_sub(1) * percent / 100;
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
