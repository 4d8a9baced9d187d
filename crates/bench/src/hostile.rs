//! `bench hostile`: requests and uploads that are meant to hurt, and a server that keeps answering.

mod archive;
mod picture;
mod requests;
mod slow;
mod ways;

use std::time::{Duration, Instant};

use sanaq_log::Place;
use sanaq_seal::{hash::Hash, sealed::Identity};
use tempfile::TempDir;

use crate::{
    failure::{Failure, ensure},
    hostile::slow::Slow,
    http::{Client, Request},
    mission::{self, Forms, Size, bearer},
    process::{How, Program, Server},
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
const ANSWER: Duration = Duration::from_secs(10);
/// How often a request is sent that is one too many.
const TRIES: u32 = 40;
/// Of so many requests it is told how much memory they took.
const TOLD: usize = 12;
/// Gateways that bring messages at once, and how many each.
const GATEWAYS: u32 = 32;
const MESSAGES: u32 = 40;

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let folder = TempDir::new()?;
    let data = folder.path().join("mission");
    std::fs::create_dir_all(data.join("keys"))?;
    let officer = Identity::generate().recipient();
    std::fs::write(data.join("keys/recipients.txt"), officer.to_string())?;
    mission::gateways(&data)?;
    mission::make(&Place::Directory(data.clone()), Size::SMALL, &Forms::new()?).await?;
    let mut server = Server::start(&program, &data, &How::default()).await?;
    let cookie = mission::sign_in(&server).await?;
    let collect = ways::collect(&server, &cookie).await?;
    let before = server.memory().0;
    let mut corpus = requests::all(&bearer(1), &cookie);
    corpus.extend(ways::all(&collect, &cookie)?);
    let slow = Slow::start(server.address, &collect);
    let mut sent = Sent { held: before, ..Sent::default() };
    server.forget_memory()?;
    for _ in 0..arguments.rounds {
        for hostile in &corpus {
            let status = one(&server, &hostile.bytes, sent.count).await;
            let status = status.map_err(|failure| failure.at(&hostile.what));
            sent.add(status.map_err(|failure| kept(&server, &failure))?);
            sent.remember(&hostile.what, &server)?;
        }
        let photos = blobs(&server, &cookie).await;
        sent.count += photos.map_err(|failure| kept(&server, &failure))?;
        sent.remember("photos", &server)?;
        let texts = flood(&server).await;
        sent.count += texts.map_err(|failure| kept(&server, &failure))?;
        sent.remember("texts", &server)?;
        healthy(&server, 0).await?;
    }
    slow.end().await?;
    healthy(&server, 0).await?;
    ensure(server.runs()?, || "the server ended".to_owned())?;
    sent.remember("slow clients", &server)?;
    let (now, peak) = (server.memory().0, sent.peak());
    server.stop()?;
    println!("{sent}; memory {before} MiB before, {now} after, {peak} at most");
    println!("most memory, of that what was held before, in MiB: {}", sent.heights());
    println!("answered by a failure of the server: 0; peak memory {peak} MiB");
    ensure(peak <= arguments.memory, || format!("expected at most {} MiB", arguments.memory))
}

/// A failure with what the server said last.
fn kept(server: &Server, failure: &Failure) -> Failure {
    let said = server.said().unwrap_or_default();
    let from = said.len().saturating_sub(2_000);
    Failure::new(format!("{failure}; the server's last words: {}", said.get(from..).unwrap_or("")))
}

/// What was sent, and how it was answered.
#[derive(Default)]
struct Sent {
    count: u32,
    /// How many had an answer that begins with this digit; 0 for a closed connection.
    answers: [u32; 6],
    /// The most memory during each request, what was held before it, and what it was.
    memory: Vec<(u64, u64, String)>,
    held: u64,
}

impl Sent {
    fn add(&mut self, status: u16) {
        self.count += 1;
        if let Some(count) = self.answers.get_mut(usize::from(status / 100)) {
            *count += 1;
        }
    }

    /// Notes how much memory the server had at most since this was called last.
    fn remember(&mut self, what: &str, server: &Server) -> Result<(), Failure> {
        let (now, peak) = server.memory();
        server.forget_memory()?;
        self.memory.push((peak, self.held, what.to_owned()));
        self.held = now;
        Ok(())
    }

    fn peak(&self) -> u64 {
        self.memory.iter().map(|(peak, ..)| *peak).max().unwrap_or_default()
    }

    /// The requests that took most.
    fn heights(&self) -> String {
        let mut all: Vec<_> = self.memory.iter().collect();
        all.sort_by_key(|(peak, held, _)| std::cmp::Reverse(peak.saturating_sub(*held)));
        let told = all.iter().take(TOLD);
        let told = told.map(|(peak, held, what)| format!("{what}: {peak} ({held})"));
        told.collect::<Vec<_>>().join("; ")
    }
}

impl std::fmt::Display for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [closed, _, taken, _, refused, failed] = self.answers;
        write!(
            f,
            "{} hostile requests, of single ones {refused} refused, {taken} taken, {closed} \
             connections closed, {failed} failures of the server",
            self.count
        )
    }
}

/// Sends bytes; whatever is answered is no failure of the server, and others are answered. Gives
/// the status, 0 for a connection that was closed.
async fn one(server: &Server, bytes: &[u8], turn: u32) -> Result<u16, Failure> {
    let mut status = 0;
    for _ in 0..TRIES {
        let mut client = Client::connect(server.address).await?;
        // A server may close before it has read all: that is an answer too.
        let answer = async {
            client.send(bytes).await?;
            client.answer().await
        };
        let Ok(Ok(answer)) = tokio::time::timeout(ANSWER, answer).await else { break };
        let told = || format!("{}: {}", answer.status, answer.text());
        ensure(answer.status < 500, told)?;
        status = answer.status;
        if status != 429 {
            break;
        }
        // One too many is refused before it is looked at: it must be looked at.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    healthy(server, turn).await?;
    Ok(status)
}

/// Gateways that bring very many messages at once, signed and not.
async fn flood(server: &Server) -> Result<u32, Failure> {
    let mut tasks = tokio::task::JoinSet::new();
    for gateway in 0..GATEWAYS {
        let address = server.address;
        tasks.spawn(async move {
            let mut client = Client::connect(address).await?;
            for turn in 0..MESSAGES {
                let signed = turn % 2 == 0;
                let status = ways::message(&mut client, gateway * MESSAGES + turn, signed).await?;
                let expected = if signed { [200, 200] } else { [401, 429] };
                ensure(expected.contains(&status), || format!("a text is answered {status}"))?;
            }
            Ok::<_, Failure>(())
        });
    }
    let mut turn = 0;
    while !tasks.is_empty() {
        tokio::select! {
            Some(done) = tasks.join_next() => done??,
            () = tokio::time::sleep(Duration::from_millis(50)) => {
                turn += 1;
                healthy(server, turn).await?;
            }
        }
    }
    Ok(GATEWAYS * MESSAGES)
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
async fn blobs(server: &Server, cookie: &str) -> Result<u32, Failure> {
    let mut client = Client::connect(server.address).await?;
    let bearer = bearer(2);
    let pictures = picture::all()?;
    for bytes in &pictures {
        let hash = Hash::of(bytes);
        let part = format!("/api/blobs/{hash}?offset=0");
        let whole = format!("/api/blobs/{hash}?size={}", bytes.len());
        let put = Request { method: "PUT", ..Request::post(&part, bytes) };
        for request in [put, Request::post(&whole, b"")] {
            let request = request.by("authorization", &bearer);
            let answer = client.ask(&request).await?;
            ensure(answer.status < 500, || format!("{}: {}", answer.status, answer.text()))?;
        }
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
    let sent = u32::try_from(tasks.len() + 2 * pictures.len())?;
    for task in tasks.join_all().await {
        task?;
    }
    health?;
    Ok(sent)
}
