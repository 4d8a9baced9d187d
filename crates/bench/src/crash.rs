//! `bench crash`: nothing acknowledged is lost, nothing is there twice.
//!
//! A round starts the server on what the last round left, sends again what nobody heard of and some
//! of what was acknowledged, lets phones file reports, and kills. The log grows over some rounds,
//! then every entry of it is held against every receipt, and a new mission begins.

use std::{path::Path, time::Duration};

use sanaq_log::Place;
use tempfile::TempDir;

use crate::{
    cluster,
    disk::{self, Room},
    draw::Draw,
    failure::{Failure, ensure},
    mission::{self, Forms, Size},
    process::{How, Program, Server},
    traffic::Traffic,
    wal,
    writers::{Writers, keys},
};

/// Kill the server again and again while phones report: acknowledged reports lost 0, twice 0.
///
/// Rounds end by SIGKILL at a random moment, also while the server starts; some tear the last write
/// as a power failure can, with PostgreSQL after its processes were killed too; and some run on a
/// disk that becomes full.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- crash --rounds 1000")]
pub(crate) struct Arguments {
    /// How many times the server is killed, on each database.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    rounds: u64,
    /// On which database.
    #[arg(long, value_name = "NAME", default_value = "both")]
    database: Databases,
    /// The same seed draws the same rounds; what a round catches depends on the moment.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Which databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Databases {
    Sqlite,
    Postgres,
    Both,
}

/// After so many rounds everything is compared and a new mission begins.
const MISSION: u64 = 50;
/// Phones that report at once; more before the last write is torn, so that one is under way.
const PHONES: usize = 16;
const MANY: usize = 64;
/// The longest that a round lets them report, in milliseconds.
const LONGEST: u64 = 250;
/// Acknowledged reports that a round sends again.
const AGAIN: usize = 10;
/// How often a server is held before it is killed all the same.
const CATCHES: u32 = 20;
/// The disk that becomes full.
const SMALL: u64 = 3 << 20;

/// What a round does to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blow {
    /// SIGKILL while reports come in.
    Kill,
    /// SIGKILL while it starts.
    Start,
    /// SIGKILL, of PostgreSQL too, and the last write is torn.
    Torn,
    /// The disk becomes full; then there is room again; then SIGKILL.
    Full,
}

impl Blow {
    fn draw(draw: &mut Draw, postgres: bool) -> Self {
        match (draw.below(100), postgres) {
            (0..12, _) => Self::Start,
            (12..27, false) | (12..20, true) => Self::Torn,
            _ => Self::Kill,
        }
    }
}

/// What came of all rounds.
#[derive(Debug, Default)]
struct Sum {
    acknowledged: usize,
    again: usize,
    /// Rounds whose last write was to be torn, and those in which there was one.
    to_tear: u64,
    torn: u64,
    torn_bytes: usize,
    full: u64,
    /// Of these, with a limit on files for want of the right to mount.
    limited: u64,
    /// Rounds on a full disk that need the right to mount and were left out.
    full_left_out: u64,
    started: u64,
}

impl Sum {
    fn tore(&mut self, bytes: usize) {
        self.torn += u64::from(bytes > 0);
        self.torn_bytes += bytes;
    }
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let forms = Forms::new()?.into();
    let traffic = Traffic::new(arguments.seed, Size::SMALL, forms)?;
    let (mut acknowledged, mut left_out) = (0, 0);
    let mut add = |sum: Sum| {
        acknowledged += sum.acknowledged;
        left_out += sum.full_left_out;
    };
    if arguments.database != Databases::Postgres {
        add(rounds(arguments, &program, &traffic, None).await?);
    }
    if arguments.database != Databases::Sqlite {
        let server = cluster::Server::start();
        let server = server.ok_or_else(|| Failure::new("no PostgreSQL server is installed"))?;
        wal::prepare(&server);
        add(rounds(arguments, &program, &traffic, Some(&server)).await?);
    }
    if left_out > 0 {
        println!(
            "left out: {left_out} rounds with a full disk under PostgreSQL, which need the right \
             to mount a file system"
        );
    }
    println!("acknowledged reports lost: 0, duplicated: 0 (of {acknowledged})");
    Ok(())
}

async fn rounds(
    arguments: &Arguments,
    program: &Program,
    traffic: &Traffic,
    postgres: Option<&cluster::Server>,
) -> Result<Sum, Failure> {
    let start = std::time::Instant::now();
    let mut sum = Sum::default();
    let mut done = 0;
    while done < arguments.rounds {
        let rounds = MISSION.min(arguments.rounds - done);
        let folder = TempDir::new()?;
        let draw = Draw::new(arguments.seed, done + 1);
        let at = format!("mission of rounds {done} to {}", done + rounds - 1);
        let mission = Mission::new(folder.path(), traffic, program, postgres, done, draw).await;
        let mut mission = mission.map_err(|failure| failure.at(&at))?;
        let held = mission.rounds(rounds, &mut sum).await;
        held.map_err(|failure| keep(folder, failure).at(&at))?;
        done += rounds;
    }
    let seconds = start.elapsed().as_secs_f64();
    let name = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    println!(
        "{name}: {done} rounds in {seconds:.0} s, {:.1} a second, seed {}; killed while starting \
         {}, disk full {} ({} of them by a limit on files, {} left out), last write torn in {} of \
         {} rounds ({} bytes); {} reports acknowledged, {} sent again",
        f64::from(u32::try_from(done)?) / seconds,
        arguments.seed,
        sum.started,
        sum.full,
        sum.limited,
        sum.full_left_out,
        sum.torn,
        sum.to_tear,
        sum.torn_bytes,
        sum.acknowledged,
        sum.again,
    );
    Ok(sum)
}

/// A mission that failed stays where it can be looked at.
fn keep(folder: TempDir, failure: Failure) -> Failure {
    failure.at(folder.keep().display())
}

/// One log over some rounds.
struct Mission<'a> {
    program: &'a Program,
    traffic: &'a Traffic,
    postgres: Option<&'a cluster::Server>,
    data: std::path::PathBuf,
    place: Place,
    how: How,
    writers: Writers,
    draw: Draw,
    number: u64,
}

impl<'a> Mission<'a> {
    async fn new(
        folder: &Path,
        traffic: &'a Traffic,
        program: &'a Program,
        postgres: Option<&'a cluster::Server>,
        number: u64,
        draw: Draw,
    ) -> Result<Self, Failure> {
        let data = folder.join("mission");
        let database = postgres.map(|server| server.database(&format!("crash{number}")));
        let place = match &database {
            Some(address) => Place::parse(address),
            None => Place::Directory(data.clone()),
        };
        std::fs::create_dir_all(&data)?;
        mission::make(&place, Size::SMALL, &Forms::new()?).await?;
        let writers = Writers::new(traffic.clone());
        let how = How { database, ..How::default() };
        Ok(Self { program, traffic, postgres, data, place, how, writers, draw, number })
    }

    async fn rounds(&mut self, rounds: u64, sum: &mut Sum) -> Result<(), Failure> {
        // One of each mission, so that few rounds have it too.
        let full = self.draw.below(rounds);
        for round in 0..rounds {
            let drawn = Blow::draw(&mut self.draw, self.postgres.is_some());
            let blow = if round == full { Blow::Full } else { drawn };
            let done = match blow {
                Blow::Full => self.full(round, sum).await,
                _ => self.blow(blow, sum).await,
            };
            done.map_err(|failure| failure.at(format!("round {round}, {blow:?}")))?;
        }
        let server = Server::start(self.program, &self.data, &self.how).await?;
        sum.again += self.writers.again(server.address, AGAIN).await?;
        let keys = keys(server.address).await?;
        server.stop()?;
        let ledger = self.writers.ledger(std::mem::take);
        sum.acknowledged += ledger.len();
        ledger.check(&self.place, &keys).await
    }

    async fn blow(&mut self, blow: Blow, sum: &mut Sum) -> Result<(), Failure> {
        if blow == Blow::Start {
            let server = Server::spawn(self.program, &self.data, &self.how)?;
            tokio::time::sleep(Duration::from_millis(self.draw.below(60))).await;
            sum.started += 1;
            return server.kill();
        }
        if let (Blow::Torn, Some(database)) = (blow, self.postgres) {
            wal::begin(database);
        }
        let server = Server::start(self.program, &self.data, &self.how).await?;
        sum.again += self.writers.again(server.address, AGAIN).await?;
        let phones = if blow == Blow::Torn { MANY } else { PHONES };
        let tasks = self.writers.start(server.address, phones);
        tokio::time::sleep(Duration::from_millis(1 + self.draw.below(LONGEST))).await;
        match (blow, self.postgres) {
            (Blow::Torn, Some(database)) => {
                wal::catch(database, &mut self.draw).await?;
                server.kill()?;
            }
            (Blow::Torn, None) => self.catch(server).await?,
            _ => server.kill()?,
        }
        for ended in tasks.join_all().await {
            ended?;
        }
        if blow == Blow::Torn {
            sum.to_tear += 1;
            let acknowledged = self.writers.ledger(|ledger| ledger.end());
            let torn = match self.postgres {
                Some(database) => {
                    let torn = wal::tear(database, &self.place, acknowledged, &mut self.draw).await;
                    database.launch();
                    torn?
                }
                None => disk::tear(&self.data, acknowledged, &mut self.draw).await?,
            };
            sum.tore(torn);
        }
        Ok(())
    }

    /// Kills the server in a moment in which something is written and not acknowledged: it is held
    /// at random moments until one is such.
    async fn catch(&mut self, server: Server) -> Result<(), Failure> {
        for _ in 0..CATCHES {
            server.hold()?;
            // What it has sent so far arrives.
            tokio::time::sleep(Duration::from_millis(10)).await;
            let acknowledged = self.writers.ledger(|ledger| ledger.end());
            if disk::is_loose(&self.data, acknowledged).await? {
                break;
            }
            server.go_on()?;
            tokio::time::sleep(Duration::from_millis(1 + self.draw.below(20))).await;
        }
        server.kill()
    }

    /// A mission of its own on a disk that becomes full.
    async fn full(&self, round: u64, sum: &mut Sum) -> Result<(), Failure> {
        let folder = TempDir::new()?;
        let Some((room, place, mut how)) = self.small(folder.path(), round)? else {
            sum.full_left_out += 1;
            return Ok(());
        };
        let data = match &place {
            Place::Directory(data) => data.clone(),
            Place::Postgres(_) => folder.path().join("mission"),
        };
        std::fs::create_dir_all(&data)?;
        mission::make(&place, Size::SMALL, &Forms::new()?).await?;
        how.through = room.through();
        let mut server = Server::start(self.program, &data, &how).await?;
        let writers = Writers::new(self.traffic.clone());
        for ended in writers.start(server.address, PHONES).join_all().await {
            let status = ended?;
            // Full is 507; a disk that gives another error is 503. Both say: send it again.
            ensure([503, 507].contains(&status), || format!("a full disk answered {status}"))?;
        }
        ensure(server.runs()?, || "the server ended because its disk was full".to_owned())?;
        room.widen(server.pid())?;
        sum.again += writers.again(server.address, AGAIN).await?;
        let tasks = writers.start(server.address, PHONES);
        tokio::time::sleep(Duration::from_millis(self.draw.clone().below(LONGEST))).await;
        server.kill()?;
        for ended in tasks.join_all().await {
            ended?;
        }
        how.through = Vec::new();
        let server = Server::start(self.program, &data, &how).await?;
        sum.again += writers.again(server.address, AGAIN).await?;
        let keys = keys(server.address).await?;
        server.stop()?;
        let ledger = writers.ledger(std::mem::take);
        ledger.check(&place, &keys).await?;
        sum.acknowledged += ledger.len();
        sum.full += 1;
        sum.limited += u64::from(!room.is_mounted());
        if let (Some(database), Place::Postgres(_)) = (self.postgres, &place) {
            database.sql(&format!("DROP DATABASE {} WITH (FORCE)", self.name(round)));
            database.sql(&format!("DROP TABLESPACE {}", self.name(round)));
        }
        Ok(())
    }

    fn name(&self, round: u64) -> String {
        format!("full{}x{round}", self.number)
    }

    /// A small disk and a log on it. Nothing where a database cannot be given one: that takes
    /// the right to mount.
    fn small(&self, folder: &Path, round: u64) -> Result<Option<(Room, Place, How)>, Failure> {
        let Some(database) = self.postgres else {
            let room = Room::new(&folder.join("small"), SMALL)?;
            let place = Place::Directory(room.folder().join("mission"));
            return Ok(Some((room, place, How::default())));
        };
        // A database without its tables has 7 MiB.
        let room = Room::new(&folder.join("small"), 4 * SMALL)?;
        if !room.is_mounted() {
            return Ok(None);
        }
        let name = self.name(round);
        let space = disk::space(room.folder())?;
        database.sql(&format!("CREATE TABLESPACE {name} LOCATION '{space}'"));
        database.sql(&format!("CREATE DATABASE {name} TABLESPACE {name}"));
        let address = format!("postgres://sanaq@127.0.0.1:{}/{name}", database.port);
        let how = How { database: Some(address.clone()), ..How::default() };
        Ok(Some((room, Place::parse(&address), how)))
    }
}
