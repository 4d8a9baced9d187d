//! `bench scale`: a large country in the log: replay to ready, memory, views while reports arrive.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sanaq_desk::Event;
use sanaq_log::Place;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    load::percentile,
    mission::{self, Forms, Size},
    process::{How, Program, Server},
    traffic::Traffic,
    writers::send,
};

/// Fill a log with a country, start the server on it, and look at views while reports arrive.
///
/// 820,000 stations with an observer each and 5,000,000 reports take about 10 GiB of disk for a
/// while; a tenth of it shows the same in two minutes.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    cargo run -p bench --release -- scale --stations 82000 --reports 500000")]
pub(crate) struct Arguments {
    /// Stations, with an observer each.
    #[arg(long, value_name = "N", default_value_t = 820_000)]
    stations: u32,
    /// Reports in the log at the start.
    #[arg(long, value_name = "N", default_value_t = 5_000_000)]
    reports: u64,
    /// Reports that arrive each second while views are looked at.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    rate: u64,
    /// For how long.
    #[arg(long, value_name = "S", default_value_t = 30)]
    seconds: u64,
    /// Where the log is made; removed afterwards.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Fail when the 99th percentile of a view is longer, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 500)]
    most: u32,
}

/// Connections on which reports arrive.
const CONNECTIONS: u64 = 16;
/// Observers whose phones send during the measurement.
const PHONES: u32 = 4_096;

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let folder = TempDir::new_in(&arguments.dir)?;
    let data = folder.path().join("mission");
    let place = Place::Directory(data.clone());
    let stations = arguments.stations.max(1);
    let size = Size { stations, observers: stations, phones: PHONES.min(stations) };
    let forms = Arc::new(Forms::new()?);
    let start = Instant::now();
    let planned = mission::make(&place, size, &forms).await?;
    let whole = Size { phones: stations, ..size };
    let before = Traffic::new(1, whole, Arc::clone(&forms))?;
    let reports = (0..arguments.reports).map(|number| {
        let event = Event::from(before.report(number));
        (format!("o/o-{}", number % u64::from(stations)), event)
    });
    let entries = mission::fill(&place, reports).await?;
    let seconds = start.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(data.join("log.sqlite"))?.len() >> 20;
    println!("log: {entries} entries ({planned} of planning), {bytes} MiB, made in {seconds:.0} s");

    let start = Instant::now();
    let server = Server::start(&program, &data, &How::default()).await?;
    let ready = start.elapsed().as_secs_f64();
    let (memory, peak) = server.memory();
    println!("replay to ready: {ready:.1} s; resident memory {memory} MiB, at most {peak} MiB");
    let traffic = Traffic::new(2, size, forms)?;
    let slowest = views(&server, arguments, traffic).await?;
    let (memory, _) = server.memory();
    println!("resident memory afterwards: {memory} MiB");
    server.stop()?;
    println!("replay {ready:.1} s, views at most {slowest:.0} ms (p99)");
    ensure(slowest <= f64::from(arguments.most), || {
        format!("expected the 99th percentile of views within {} ms", arguments.most)
    })
}

/// The 99th percentile of the slowest view while reports arrive.
async fn views(server: &Server, arguments: &Arguments, traffic: Traffic) -> Result<f64, Failure> {
    let cookie = mission::sign_in(server).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let next = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (traffic, next) = (traffic.clone(), Arc::clone(&next));
        let (stop, address, rate) = (Arc::clone(&stop), server.address, arguments.rate);
        tasks.spawn(async move {
            let mut client = Client::connect(address).await?;
            let mut times = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let due = began + Duration::from_micros(number * 1_000_000 / rate.max(1));
                tokio::time::sleep_until(due.into()).await;
                let sent = traffic.sent(number)?;
                let before = Instant::now();
                send(&mut client, &sent).await?.json()?;
                times.push(before.elapsed());
            }
            Ok::<_, Failure>(times)
        });
    }
    let mut client = Client::connect(server.address).await?;
    let (mut overview, mut station) = (Vec::new(), Vec::new());
    let mut turn = 0_u32;
    while began.elapsed() < Duration::from_secs(arguments.seconds) {
        let code = mission::station(turn.wrapping_mul(7_919) % arguments.stations.max(1));
        let page = format!("/api/desk/views/station?station={code}");
        let area = ["/api/desk/views/overview", "/api/desk/views/overview?area=Region%205"];
        let area = area[usize::from(turn % 2 == 1)];
        for (path, times) in [(area, &mut overview), (page.as_str(), &mut station)] {
            let before = Instant::now();
            client.ask(&Request::get(path).by("cookie", &cookie)).await?.json()?;
            times.push(before.elapsed());
        }
        turn += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.store(true, Ordering::Relaxed);
    let mut filed = Vec::new();
    for task in tasks.join_all().await {
        filed.extend(task?);
    }
    let rate = f64::from(u32::try_from(filed.len())?) / began.elapsed().as_secs_f64();
    ensure(rate >= 0.9 * f64::from(u32::try_from(arguments.rate)?), || {
        format!("only {rate:.0} of {} reports a second were taken", arguments.rate)
    })?;
    for (name, times) in
        [("overview", &mut overview), ("station's page", &mut station), ("report", &mut filed)]
    {
        let (p50, p99) = (percentile(times, 50), percentile(times, 99));
        println!("{name} at {rate:.0} reports/s: p50 {p50:.1} ms, p99 {p99:.1} ms");
    }
    Ok(percentile(&mut overview, 99).max(percentile(&mut station, 99)))
}
