//! `bench hostile`: requests and uploads that are meant to hurt, and a server that keeps answering.

mod picture;
mod requests;

use std::time::{Duration, Instant};

use sanaq_log::Place;
use sanaq_seal::hash::Hash;
use tempfile::TempDir;

use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    mission::{self, Forms, Size, bearer},
    process::{How, Program, Server},
    writers::put_blob,
};

/// Send a corpus of hostile requests to a server: none is answered with a failure of the server,
/// its memory stays bounded, and it answers others in between.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- hostile")]
pub(crate) struct Arguments {
    /// The most resident memory that the server may ever have had, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 1_024)]
    memory: u64,
    /// How often the corpus is sent.
    #[arg(long, value_name = "N", default_value_t = 3)]
    rounds: u32,
}

/// The longest that others may wait for their answer meanwhile.
const HEALTH: Duration = Duration::from_secs(2);
/// How long an answer to a hostile request is waited for; a server that waits for the rest of a
/// request that never comes is none of them.
const ANSWER: Duration = Duration::from_secs(5);
/// Connections that say nothing, or half of something, while all else is sent.
const IDLE: usize = 200;

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let folder = TempDir::new()?;
    let data = folder.path().join("mission");
    mission::make(&Place::Directory(data.clone()), Size::SMALL, &Forms::new()?).await?;
    let mut server = Server::start(&program, &data, &How::default()).await?;
    let cookie = mission::sign_in(&server).await?;
    let before = server.memory().0;
    let mut idle = Vec::new();
    for at in 0..IDLE {
        let mut client = Client::connect(server.address).await?;
        client.send(&b"POST /api/reports HTTP/1.1\r\nhost: x\r\n"[..at % 37]).await?;
        idle.push(client);
    }
    let mut sent = 0_u32;
    for _ in 0..arguments.rounds {
        for hostile in requests::all(&bearer(1), &cookie) {
            let answered = one(&server, &hostile.bytes, sent).await;
            answered.map_err(|failure| failure.at(&hostile.what))?;
            sent += 1;
        }
        sent += u32::try_from(blobs(&server, &cookie).await?)?;
        healthy(&server, 0).await?;
    }
    ensure(server.runs()?, || "the server ended".to_owned())?;
    let (now, peak) = server.memory();
    drop(idle);
    server.stop()?;
    println!("{sent} hostile requests; memory {before} MiB before, {now} after, {peak} at most");
    println!("answered by a failure of the server: 0; peak memory {peak} MiB");
    ensure(peak <= arguments.memory, || format!("expected at most {} MiB", arguments.memory))
}

/// Sends bytes; whatever is answered is no failure of the server, and others are answered.
async fn one(server: &Server, bytes: &[u8], turn: u32) -> Result<(), Failure> {
    let mut client = Client::connect(server.address).await?;
    // A server may close before it has read all: that is an answer too.
    let answer = async {
        client.send(bytes).await?;
        client.answer().await
    };
    if let Ok(Ok(answer)) = tokio::time::timeout(ANSWER, answer).await {
        let told = || format!("{}: {}", answer.status, answer.text());
        ensure(answer.status < 500, told)?;
    }
    healthy(server, turn).await
}

async fn healthy(server: &Server, turn: u32) -> Result<(), Failure> {
    let start = Instant::now();
    let mut client = Client::connect(server.address).await?;
    // As other observers' phones: an address may not ask for so much without one.
    let bearer = bearer(3 + turn % 60);
    let path = format!("/api/blobs/{}", Hash([7; 32]));
    let answer = client.ask(&Request::get(&path).by("authorization", &bearer)).await?;
    ensure(answer.status == 200, || format!("others hear {}", answer.status))?;
    let took = start.elapsed();
    ensure(took < HEALTH, || format!("others wait {took:?}"))
}

/// Uploads: what is no photo, a photo of too many pixels, one of as many as are taken, many times
/// at once.
async fn blobs(server: &Server, cookie: &str) -> Result<usize, Failure> {
    let mut client = Client::connect(server.address).await?;
    let bearer = bearer(2);
    let pictures = picture::all()?;
    for bytes in &pictures {
        let name = Hash::of(bytes).to_string();
        put_blob(&mut client, &bearer, &name, bytes).await?;
    }
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..6 {
        for bytes in &pictures {
            let path = format!("/api/desk/photos/{}", Hash::of(bytes));
            let (address, cookie) = (server.address, cookie.to_owned());
            tasks.spawn(async move {
                let mut client = Client::connect(address).await?;
                let answer = client.ask(&Request::get(&path).by("cookie", &cookie)).await?;
                ensure(answer.status < 500, || format!("photo {turn}: {}", answer.status))
            });
        }
    }
    let health = healthy(server, 1).await;
    let sent = tasks.len() + 2 * pictures.len();
    for task in tasks.join_all().await {
        task?;
    }
    health?;
    Ok(sent)
}
