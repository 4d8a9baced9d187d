//! Clients that take their time: with the head, with the body, with reading what they are answered.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
};

use crate::{
    failure::{Failure, ensure},
    mission::bearer,
};

/// How many of each kind.
const EACH: u32 = 50;
/// The longest that any of them may hold a connection; the server's own limits are a head within 10
/// s, a body within 61, an answer that is read within 30.
const LONGEST: Duration = Duration::from_secs(90);
/// The time between two that begin.
const EVERY: Duration = Duration::from_millis(200);
/// So often a slow client sends one byte more.
const PACE: Duration = Duration::from_secs(1);
/// Requests whose answers nobody reads.
const ASKED: usize = 350;

/// What is taken slowly.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Head,
    Body,
    Submission,
    Answer,
}

/// Clients that are under way.
pub(super) struct Slow(JoinSet<Result<(Kind, Duration), Failure>>);

impl Slow {
    /// Begins with all of them. The address is one of ODK Collect.
    pub(super) fn start(server: SocketAddr, collect: &str) -> Self {
        let mut tasks = JoinSet::new();
        for number in 0..EACH {
            for kind in [Kind::Head, Kind::Body, Kind::Submission, Kind::Answer] {
                let first = first(kind, number, collect);
                tasks.spawn(async move {
                    // One after the other: a crowd that asks at once is another matter.
                    tokio::time::sleep(EVERY * number).await;
                    Ok((kind, held(server, kind, &first).await?))
                });
            }
        }
        Self(tasks)
    }

    /// Waits until the server has cut off all of them; says after how long.
    pub(super) async fn end(self) -> Result<(), Failure> {
        let mut longest = [Duration::ZERO; 4];
        for task in self.0.join_all().await {
            let (kind, took) = task?;
            ensure(took < LONGEST, || {
                format!("slow with its {kind:?}, one holds on for {took:?}")
            })?;
            let at = kind as usize;
            longest[at] = longest[at].max(took);
        }
        let [head, body, submission, answer] = longest.map(|took| took.as_secs());
        println!(
            "slow clients, {EACH} of each kind, were cut off after {head} s at most (head), {body} \
             (body), {submission} (submission), {answer} (answer)"
        );
        Ok(())
    }
}

/// What a client sends at once.
fn first(kind: Kind, number: u32, collect: &str) -> String {
    let bearer = bearer(number);
    match kind {
        Kind::Head => "POST /api/reports HTTP/1.1\r\nhost: x\r\nx-slow: ".to_owned(),
        Kind::Body => format!(
            "POST /api/reports HTTP/1.1\r\nhost: x\r\nauthorization: {bearer}\r\ncontent-type: \
             application/json\r\ncontent-length: 4000\r\n\r\n{{"
        ),
        Kind::Submission => format!(
            "POST {collect} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; \
             boundary=x7\r\ncontent-length: 4000\r\n\r\n--x7\r\nContent-Disposition: form-data; \
             name=\"a\"\r\n\r\n"
        ),
        Kind::Answer => {
            format!("GET /api/phone HTTP/1.1\r\nhost: x\r\nauthorization: {bearer}\r\n\r\n")
                .repeat(ASKED)
        }
    }
}

/// For how long the server holds the connection.
async fn held(server: SocketAddr, kind: Kind, first: &str) -> Result<Duration, Failure> {
    let mut stream = TcpStream::connect(server).await?;
    let start = Instant::now();
    let (mut reader, mut writer) = stream.split();
    let mut sent = 0;
    let mut end = [0; 4_096];
    let mut tick = tokio::time::interval(PACE);
    while start.elapsed() < LONGEST {
        tokio::select! {
            // Whoever does not read hears of the end only by not being able to write.
            read = reader.read(&mut end), if !matches!(kind, Kind::Answer) => match read {
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            },
            _ = tick.tick() => {
                let rest = first.as_bytes().get(sent..).unwrap_or_default();
                let rest = if rest.is_empty() { b"a" } else { rest };
                let written = tokio::time::timeout(PACE, writer.write(rest)).await;
                match written {
                    Ok(Err(_)) => break,
                    Ok(Ok(bytes)) => sent += bytes,
                    Err(_) => {}
                }
            }
        }
    }
    Ok(start.elapsed())
}
