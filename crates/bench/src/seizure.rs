//! `bench seizure`: whoever takes the server away finds no word of what was to be sealed.

mod files;
mod odk;
mod phone;
mod sms;

use std::path::Path;

use sanaq_log::Place;
use sanaq_seal::{
    ExposeSecret as _,
    sealed::{self, Identity},
};
use serde_json::json;
use tempfile::TempDir;

use crate::{
    cluster,
    crash::Databases,
    failure::{Failure, ensure},
    http::{Client, Request},
    jpeg,
    mission::{self, Forms, Size},
    process::{How, Program, Server},
    search::{self, Wanted},
    traffic::Traffic,
};

/// Send reports by every way in, with marked words in what must be sealed, also in requests that
/// are refused, then search everything that the server has written: 0 places.
///
/// Of ten reports five come from phones, two by text message, two from ODK Collect, and one in a
/// file. Directory, database, write-ahead log, notes at the level `trace` and photos are searched
/// as they are, in UTF-16, hexadecimal, base64, and unpacked. Another marked word is sent in the
/// clear on purpose and must be found: else the search is blind. And the officer's key must open
/// the marked word of every way: else it was not kept.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- seizure --reports 10000")]
pub(crate) struct Arguments {
    /// How many reports with sealed answers.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    reports: u64,
    /// On which database.
    #[arg(long, value_name = "NAME", default_value = "both")]
    database: Databases,
}

/// Stands in what must be sealed, with the name of the way behind it.
const SECRET: &str = "Qanaria7xVkTr9LmWz";
/// Every number of an observer or a stranger begins so.
const NUMBER: &str = "774759316";
/// Stands where anybody may read it.
const CLEAR: &str = "Otkryto4hBnEu2PsYd";
/// One report in so many is accompanied by requests that are refused.
const REFUSED: u64 = 100;
/// Senders at once.
const SENDERS: u64 = 16;
/// Observers.
const OBSERVERS: u32 = 400;
/// What stands behind the word, by the way that it came.
const WAYS: [&str; 7] = ["App", "Photo", "Sms", "Odk", "OdkPhoto", "Csv", "Xlsx"];

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let mut searched = 0;
    if arguments.database != Databases::Postgres {
        let folder = TempDir::new()?;
        let officer = fill(&program, arguments.reports, folder.path(), None).await?;
        searched += search(folder.path(), true)?;
        opened("SQLite", folder.path(), &officer)?;
    }
    if arguments.database != Databases::Sqlite {
        let server = cluster::Server::start();
        let server = server.ok_or_else(|| Failure::new("no PostgreSQL server is installed"))?;
        let folder = TempDir::new()?;
        let files = server.sql("SHOW data_directory");
        let officer = fill(&program, arguments.reports, folder.path(), Some(&server)).await?;
        server.stop();
        // The log is in the database: there the clear word must be, not in the directory.
        searched += search(folder.path(), false)? + search(Path::new(&files), true)?;
        opened("PostgreSQL", folder.path(), &officer)?;
    }
    println!("{} MiB searched; the clear word was found in each log", searched >> 20);
    println!("places in which a sealed word was found: 0");
    Ok(())
}

/// Searches what a server has left; where its log is, the clear word must be found.
fn search(folder: &Path, log: bool) -> Result<u64, Failure> {
    let place = Wanted::bytes("a photo's place", &jpeg::LATITUDE);
    let wanted = [Wanted::new(SECRET), Wanted::new(NUMBER), place];
    let (hits, bytes) = search::below(folder, &wanted)?;
    let count = hits.len();
    let some: Vec<String> = hits.into_iter().take(20).collect();
    ensure(count == 0, || format!("found in {count} places:\n{}", some.join("\n")))?;
    if log {
        let (control, _) = search::below(folder, &[Wanted::new(CLEAR)])?;
        ensure(!control.is_empty(), || "the clear word was not found: a blind search".to_owned())?;
    }
    Ok(bytes)
}

/// The officer opens everything: the word of each way must be there, else nothing was put at risk.
fn opened(name: &str, folder: &Path, officer: &Identity) -> Result<(), Failure> {
    let mut counts = [0_u32; WAYS.len()];
    for path in search::files(&folder.join("mission/blob"))? {
        let Ok(text) = sealed::open(&std::fs::read(&path)?, officer) else { continue };
        let text = text.expose_secret();
        for (count, way) in counts.iter_mut().zip(WAYS) {
            // The next letter is no letter of a longer name.
            let word = format!("{SECRET}{way} ");
            *count += u32::from(text.windows(word.len()).any(|part| part == word.as_bytes()));
        }
    }
    let told: Vec<String> =
        WAYS.iter().zip(counts).map(|(way, count)| format!("{way} {count}")).collect();
    println!("{name}: the officer opened {}", told.join(", "));
    let none = WAYS.iter().zip(counts).find(|(_, count)| *count == 0);
    ensure(none.is_none(), || format!("the officer opened nothing that came by {none:?}"))
}

/// Where reports go.
#[derive(Clone)]
struct Day {
    traffic: Traffic,
    officer: Identity,
    server: std::net::SocketAddr,
    cookie: String,
    /// The addresses that observers' ODK Collect has.
    collect: Vec<String>,
}

async fn fill(
    program: &Program,
    reports: u64,
    folder: &Path,
    cluster: Option<&cluster::Server>,
) -> Result<Identity, Failure> {
    let data = folder.join("mission");
    let database = cluster.map(|own| format!("postgres://sanaq@127.0.0.1:{}/log", own.port));
    let place = match &database {
        Some(address) => Place::parse(address),
        None => Place::Directory(data.clone()),
    };
    let officer = Identity::generate();
    std::fs::create_dir_all(data.join("keys"))?;
    std::fs::write(data.join("keys/recipients.txt"), officer.recipient().to_string())?;
    mission::gateways(&data)?;
    let forms = Forms::new()?;
    let size = Size { stations: 200, observers: OBSERVERS, phones: OBSERVERS };
    mission::make(&place, size, &forms).await?;
    if let Some(cluster) = cluster {
        // PostgreSQL packs long texts in a way of its own, in which no word would be found.
        cluster.sql("ALTER TABLE entry ALTER COLUMN body SET STORAGE EXTERNAL");
    }
    let traffic = Traffic::new(9, size, forms.into())?;
    let how = How { database, notes: Some("trace"), ..How::default() };
    let server = Server::start(program, &data, &how).await?;
    let cookie = mission::sign_in(&server).await?;
    let mut day = Day { traffic, officer, server: server.address, cookie, collect: Vec::new() };
    sms::people(&day).await?;
    day.collect = odk::addresses(&day).await?;
    let mut tasks = tokio::task::JoinSet::new();
    for sender in 0..SENDERS {
        let day = day.clone();
        tasks.spawn(async move { day.send(sender, reports).await });
    }
    let filed = day.clone();
    tasks.spawn(async move { files::send(&filed, reports / 10).await });
    for task in tasks.join_all().await {
        task?;
    }
    odk::seen(&day).await?;
    server.stop()?;
    Ok(day.officer)
}

impl Day {
    /// One sender's share of all reports but those in files.
    async fn send(&self, sender: u64, reports: u64) -> Result<(), Failure> {
        let mut client = Client::connect(self.server).await?;
        for number in (sender..reports).step_by(usize::try_from(SENDERS)?) {
            match number % 10 {
                0..5 => phone::send(self, &mut client, number).await?,
                5 | 6 => sms::send(&mut client, number).await?,
                7 | 8 => odk::send(self, &mut client, number).await?,
                _ => {}
            }
            if number % REFUSED == 0 {
                phone::refused(self, &mut client, number).await?;
                sms::refused(&mut client, number).await?;
                odk::refused(self, &mut client, number).await?;
                files::refused(self, &mut client).await?;
            }
        }
        Ok(())
    }
}

/// The word with its way, and who saw what beside it.
fn secret(way: &str, number: u64) -> String {
    format!("{SECRET}{way} {number} saw it, +7 701 {number:07}")
}

/// A photo with the word in all that stands beside the pixels.
fn photo(way: &str, number: u64) -> Vec<u8> {
    let bare = jpeg::photo(&mut crate::draw::Draw::new(77, number), 20, 15);
    jpeg::with_words(&bare, &format!("{SECRET}{way} "))
}

/// As an administrator's browser.
async fn desk(day: &Day, method: &str, path: &str, body: serde_json::Value) -> Result<(), Failure> {
    let body = body.to_string();
    let request = Request { method, ..Request::post(path, body.as_bytes()) };
    let mut client = Client::connect(day.server).await?;
    let answer = client.ask(&request.by("cookie", &day.cookie)).await?;
    let told = || format!("{path}: {} {}", answer.status, answer.text());
    ensure(matches!(answer.status, 200 | 204), told)
}

/// Whether a request was looked at and refused, and not for being one too many.
fn is_refusal(status: u16) -> bool {
    (400..500).contains(&status) && status != 429
}

/// A new id for a decision.
fn id(number: u64) -> serde_json::Value {
    json!(format!("{number:032x}"))
}
