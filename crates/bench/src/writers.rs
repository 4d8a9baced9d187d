//! Phones that file reports on kept connections until something breaks.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sanaq_seal::receipt::Keys;
use tokio::task::JoinSet;

use crate::{
    failure::Failure,
    http::{Answer, Client, Request},
    ledger::{Ledger, Told},
    mission::bearer,
    traffic::{Sent, Traffic},
};

/// Reports by number, the next one for whoever asks, and what became of them.
#[derive(Clone)]
pub(crate) struct Writers {
    pub(crate) traffic: Traffic,
    next: Arc<AtomicU64>,
    ledger: Arc<Mutex<Ledger>>,
}

impl Writers {
    pub(crate) fn new(traffic: Traffic) -> Self {
        Self { traffic, next: Arc::default(), ledger: Arc::default() }
    }

    /// What was sent and answered so far.
    pub(crate) fn ledger<T>(&self, look: impl FnOnce(&mut Ledger) -> T) -> T {
        look(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Files new reports on so many connections, each until its first failure or refusal; gives the
    /// statuses that ended them, 0 for a broken connection.
    pub(crate) fn start(&self, server: SocketAddr, phones: usize) -> JoinSet<Result<u16, Failure>> {
        let mut tasks = JoinSet::new();
        for _ in 0..phones {
            let writers = self.clone();
            tasks.spawn(async move {
                let Ok(mut client) = Client::connect(server).await else { return Ok(0) };
                loop {
                    let number = writers.next.fetch_add(1, Ordering::Relaxed);
                    let status = writers.file(&mut client, number).await?;
                    if status != 200 {
                        return Ok(status);
                    }
                }
            });
        }
        tasks
    }

    /// Files one report; its status, 0 for a broken connection.
    async fn file(&self, client: &mut Client, number: u64) -> Result<u16, Failure> {
        let sent = self.traffic.sent(number)?;
        self.ledger(|ledger| ledger.sent(sent.id, number));
        let Ok(answer) = send(client, &sent).await else { return Ok(0) };
        if answer.status == 200 {
            let told = Told::read(&answer.json()?);
            let (told, _) = told.ok_or_else(|| Failure::new(answer.text()))?;
            self.ledger(|ledger| ledger.answered(sent.id, number, told))?;
        }
        Ok(answer.status)
    }

    /// Sends again what was not answered, and some of what was; all must be taken. Gives how many
    /// were sent.
    pub(crate) async fn again(&self, server: SocketAddr, some: usize) -> Result<usize, Failure> {
        let numbers = self.ledger(|ledger| [ledger.open(), ledger.some(some)].concat());
        let mut client = Client::connect(server).await?;
        for number in &numbers {
            let status = self.file(&mut client, *number).await?;
            if status != 200 {
                return Err(Failure::new(format!("sent again, a report was answered {status}")));
            }
        }
        Ok(numbers.len())
    }

    /// As [`Writers::again`] for what was not answered, patiently and on whichever server answers,
    /// while another one takes over.
    pub(crate) async fn until_taken(&self, servers: &[SocketAddr]) -> Result<(), Failure> {
        for attempt in 0..200_usize {
            let server = servers[attempt % servers.len()];
            if self.again(server, 0).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        Err(Failure::new("the servers do not carry on"))
    }
}

/// Sends a report, its photo first.
pub(crate) async fn send(client: &mut Client, sent: &Sent) -> Result<Answer, Failure> {
    let bearer = bearer(sent.phone);
    if let Some((hash, bytes)) = &sent.photo {
        let answer = put_blob(client, &bearer, hash, bytes).await?;
        if answer.status != 200 {
            return Ok(answer);
        }
    }
    client.ask(&Request::post("/api/reports", &sent.body).by("authorization", &bearer)).await
}

/// Sends a photo or a sealed answer in one part; gives the last answer.
pub(crate) async fn put_blob(
    client: &mut Client,
    bearer: &str,
    hash: &str,
    bytes: &[u8],
) -> Result<Answer, Failure> {
    let part = format!("/api/blobs/{hash}?offset=0");
    let put = Request { method: "PUT", ..Request::post(&part, bytes) };
    let put = put.of("application/octet-stream").by("authorization", bearer);
    let answer = client.ask(&put).await?;
    if answer.status != 200 {
        return Ok(answer);
    }
    let whole = format!("/api/blobs/{hash}?size={}", bytes.len());
    let post = Request::post(&whole, b"").by("authorization", bearer);
    client.ask(&post).await
}

/// The keys that the mission publishes.
pub(crate) async fn keys(server: SocketAddr) -> Result<Keys, Failure> {
    let mission = Client::connect(server).await?.ask(&Request::get("/api/mission")).await?;
    let mission = mission.json()?;
    let log = mission.get("log").and_then(serde_json::Value::as_str).unwrap_or_default();
    Ok(log.parse()?)
}
