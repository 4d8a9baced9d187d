//! `bench failover`: the primary dies under load, its standby takes over, both servers carry on.

use std::time::{Duration, Instant};

use sanaq_log::Place;
use tempfile::TempDir;

use crate::{
    cluster,
    draw::Draw,
    failure::{Failure, ensure},
    http::{Client, Request},
    mission::{self, Forms, Size},
    process::{How, Program, Server},
    traffic::Traffic,
    writers::{Writers, keys},
};

/// Kill the PostgreSQL primary while two servers take reports, and promote its synchronous standby:
/// acknowledged reports lost 0, and neither server is started again.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- failover --rounds 5")]
pub(crate) struct Arguments {
    /// How many times, each with new databases.
    #[arg(long, value_name = "N", default_value_t = 3)]
    rounds: u64,
    /// How long reports come in before and after, in seconds.
    #[arg(long, value_name = "S", default_value_t = 3)]
    seconds: u64,
    /// The moment of the kill.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Phones on each server.
const PHONES: usize = 16;

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let mut acknowledged = 0;
    for round in 0..arguments.rounds {
        let held = once(&program, arguments, round).await;
        acknowledged += held.map_err(|failure| failure.at(format!("round {round}")))?;
    }
    println!("acknowledged reports lost: 0, duplicated: 0 (of {acknowledged})");
    Ok(())
}

async fn once(program: &Program, arguments: &Arguments, round: u64) -> Result<usize, Failure> {
    let missing = || Failure::new("no PostgreSQL server is installed");
    let primary = cluster::Server::start().ok_or_else(missing)?;
    let standby = primary.standby();
    let address =
        format!("postgres://sanaq@127.0.0.1:{},127.0.0.1:{}/log", primary.port, standby.port);
    let place = Place::parse(&address);
    mission::make(&place, Size::SMALL, &Forms::new()?).await?;
    let folder = TempDir::new()?;
    let how = How { database: Some(address), ..How::default() };
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    std::fs::create_dir_all(&one)?;
    let one_server = Server::start(program, &one, &how).await?;
    mission::copy_keys(&one, &two)?;
    let two_server = Server::start(program, &two, &how).await?;
    let servers = [one_server.address, two_server.address];

    let writers = Writers::new(Traffic::new(arguments.seed, Size::SMALL, Forms::new()?.into())?);
    let tasks = servers.map(|server| writers.start(server, PHONES));
    let wait = Draw::new(arguments.seed, round).below(1_000);
    tokio::time::sleep(Duration::from_secs(arguments.seconds) + Duration::from_millis(wait)).await;
    let before = writers.ledger(|ledger| ledger.len());
    primary.kill();
    let start = Instant::now();
    standby.promote();
    writers.until_taken(&servers).await?;
    let gap = start.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_secs(arguments.seconds)).await;
    drop(tasks);
    writers.until_taken(&servers).await?;
    let after = writers.ledger(|ledger| ledger.len());
    ensure(after > before, || "nothing was taken after the primary died".to_owned())?;

    same(&servers).await?;
    let keys = keys(servers[0]).await?;
    one_server.stop()?;
    two_server.stop()?;
    let ledger = writers.ledger(std::mem::take);
    ledger.check(&place, &keys).await?;
    println!(
        "round {round}: {before} acknowledged before the primary died, {} after; without an answer \
         for {gap:.1} s",
        ledger.len() - before
    );
    Ok(ledger.len())
}

/// Both servers come to the same state.
async fn same(servers: &[std::net::SocketAddr; 2]) -> Result<(), Failure> {
    let mut last = Vec::new();
    for _ in 0..100 {
        last.clear();
        for server in servers {
            let health = Client::connect(*server).await?.ask(&Request::get("/health")).await?;
            last.push(health.json()?.get("entries").cloned());
        }
        if last[0] == last[1] {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Failure::new(format!("the servers' states differ: {last:?}")))
}
