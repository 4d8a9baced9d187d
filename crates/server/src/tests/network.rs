//! The server on a real port: slow clients, open streams at the stop, and what its notes say.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::http::Method;
use sanaq_seal::short::Short;
use serde_json::{Value, json};
use tokio::{sync::oneshot, task::JoinHandle, time::Instant};

use super::{Mission, PASSWORD};
use crate::{
    app::app,
    config::Config,
    listen::{self, Times},
};

/// A mission that listens.
struct Listening {
    mission: Mission,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Listening {
    async fn with(times: Times) -> Self {
        let mut mission = Mission::new().await;
        mission.server.times = times;
        mission.router = app(&mission.server);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let (router, server) = (mission.router.clone(), mission.server.clone());
        let served = tokio::spawn(async move {
            listen::serve(listener, router, &server, async move { stopped.await.unwrap() }).await;
        });
        Self { mission, address, stop, served }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }
}

/// Asks, and reads the status.
fn status(mut stream: TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

const HEALTH: &str = "GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

/// Protects election day from whoever opens connections and says nothing on them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_half_open_connections_keep_no_phone_out() {
    let listening = Listening::with(Times::default()).await;
    let half: Vec<TcpStream> = (0..1_000)
        .map(|_| {
            let mut stream = listening.connect();
            stream.write_all(b"POST /api/reports HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
            stream
        })
        .collect();
    let begin = Instant::now();
    for _ in 0..20 {
        let stream = listening.connect();
        let told = tokio::task::spawn_blocking(move || status(stream, HEALTH)).await.unwrap();
        assert_eq!(told, "200");
    }
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    drop(half);
}

/// Protects memory and files: a head or a body that does not come in time ends the connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_too_slowly_is_cut_off() {
    let times = Times {
        head: Duration::from_millis(500),
        pause: Duration::from_millis(500),
        ..Times::default()
    };
    let listening = Listening::with(times).await;
    let head = "POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let cases = [
        ("a head that never ends", head.to_owned()),
        ("nothing at all", String::new()),
        ("a body that never comes", format!("{head}content-length: 40\r\n\r\n")),
        ("a body that stops", format!("{head}content-length: 40\r\n\r\n{{\"account\"")),
    ];
    for (what, sent) in cases {
        let mut stream = listening.connect();
        let begin = Instant::now();
        let ended = tokio::task::spawn_blocking(move || {
            stream.write_all(sent.as_bytes()).unwrap();
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).map(|_| rest)
        });
        let rest = ended.await.unwrap().unwrap_or_else(|error| panic!("{what}: {error}"));
        let rest = String::from_utf8_lossy(&rest);
        assert!(rest.is_empty() || rest.contains(" 4"), "{what}: {rest}");
        assert!(begin.elapsed() < Duration::from_secs(5), "{what}: {:?}", begin.elapsed());
    }
}

/// Protects memory and files from whoever asks for much and reads nothing of it, and leaves alone
/// whoever reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_is_cut_off() {
    const REQUESTS: usize = 140;
    let times = Times { pause: Duration::from_millis(500), ..Times::default() };
    let listening = Listening::with(times).await;
    let request = "GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(REQUESTS - 1);
    let request = request + &HEALTH.replace("/health", "/api/openapi.json");
    let answers = |wait: Duration| {
        let (mut stream, request) = (listening.connect(), request.clone());
        tokio::task::spawn_blocking(move || {
            stream.write_all(request.as_bytes()).unwrap();
            std::thread::sleep(wait);
            let (mut read, mut part) = (Vec::<u8>::new(), vec![0_u8; 1 << 16]);
            while let Ok(length @ 1..) = stream.read(&mut part) {
                read.extend_from_slice(&part[..length]);
            }
            let starts = read.windows(12).filter(|part| *part == b"HTTP/1.1 200").count();
            (starts, read.len())
        })
    };
    let (whole, bytes) = answers(Duration::ZERO).await.unwrap();
    assert_eq!(whole, REQUESTS, "{bytes}");
    assert!(bytes > 8 << 20, "{bytes}: more than a connection holds by itself");
    let (some, _) = answers(Duration::from_secs(4)).await.unwrap();
    assert!(some < REQUESTS, "{some}");
}

/// Protects the restart on election day: screens that watch a view do not hold the server up, and
/// whoever is signed out sees nothing more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_end_with_their_session_and_with_the_server() {
    let listening = Listening::with(Times::default()).await;
    let watch = |cookie: &str| {
        let mut stream = listening.connect();
        let request = format!(
            "GET /api/desk/live?view=overview HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut first = [0; 2_048];
        let length = stream.read(&mut first).unwrap();
        assert!(String::from_utf8_lossy(&first[..length]).starts_with("HTTP/1.1 200"));
        stream
    };
    let to_the_end = |mut stream: TcpStream| {
        tokio::task::spawn_blocking(move || stream.read_to_end(&mut Vec::new()).is_ok())
    };
    let mission = &listening.mission;
    let out = mission.sign_in("admin").await;
    let stays = mission.sign_in("admin").await;
    let (watching, still) = (watch(&out), watch(&stays));
    let told = mission.ask(Method::DELETE, "/api/session", &[("cookie", &out)], json!({})).await;
    assert_eq!(told.status, 204);
    assert!(to_the_end(watching).await.unwrap(), "who signed out sees no more");
    let begin = Instant::now();
    listening.stop.send(()).unwrap();
    listening.served.await.unwrap();
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    assert!(to_the_end(still).await.unwrap(), "the stream ended in order");
}

/// Where notes go in a test.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Notes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Protects observers: the server's notes, at their most talkative, and its counters name nobody,
/// no address, no answer, no password.
#[tokio::test]
async fn notes_and_counters_hold_nothing_of_anybody() {
    let notes = Notes::default();
    let writer = notes.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_env_filter("debug,sanaq_server=trace,sanaq_log=trace")
        .with_writer(move || writer.clone())
        .finish();
    let _quiet = tracing::subscriber::set_default(subscriber);
    let mission = Mission::new().await;
    let server = &mission.server;
    tracing::info!("the notes are heard");
    let from = ("x-forwarded-for", "203.0.113.99");
    let admin = mission.sign_in("admin").await;
    let who = [("cookie", admin.as_str()), from];
    let phone = mission.phone(&admin, "canary-observer", 1).await;
    let device = [("authorization", phone.as_str()), from];
    let station = json!({ "rows": [{ "code": "canary-station", "area": "canary-area" }] });
    assert_eq!(mission.record(&admin, 2, "stations/1", station).await.status, 200);
    let report = json!({ "id": format!("{:032x}", 3), "form": "turnout", "version": "1",
        "station": "canary-station", "answers": { "voters": "canary-answer" } });
    let paths = ["/api/reports", "/api/desk/reports", "/api/session", "/api/join", "/nowhere"];
    for path in paths {
        let bodies = [
            report.clone(),
            json!({ "account": "canary-account", "password": "canary-password" }),
            json!({ "code": "canary-code", "phone": "+77001234567" }),
            Value::String("canary-rubbish".to_owned()),
        ];
        for body in bodies {
            for headers in [&who[..], &device[..], &[from]] {
                let _ = mission.ask(Method::POST, path, headers, body.clone()).await;
            }
        }
    }
    let view = "/api/desk/views/station?station=canary-station";
    let _ = mission.ask(Method::GET, view, &who, Value::Null).await;
    // What fails inside is noted, too.
    server.office.close().await;
    let plain = json!({ "id": format!("{:032x}", 4), "form": "turnout", "version": "1",
        "station": "canary-station" });
    let told = mission.ask(Method::POST, "/api/reports", &device, plain).await;
    assert_eq!(told.status, 503, "{}", told.body);
    let counters = mission.ask(Method::GET, "/metrics", &[], Value::Null).await;
    let counters = counters.body.as_str().unwrap().to_owned();
    let noted = String::from_utf8(notes.0.lock().unwrap().clone()).unwrap();
    assert!(noted.contains("the notes are heard") && noted.contains("a request failed"));
    let token = phone.trim_start_matches("Bearer ");
    for text in [&noted, &counters] {
        for secret in ["canary", "7001234567", "203.0.113", PASSWORD, token] {
            let found = text.lines().find(|line| line.contains(secret));
            assert_eq!(found, None, "«{secret}»");
        }
    }
}

/// Protects readers and reporters from each other: what is published can be checked without the
/// server, file by file, and every change is found.
#[tokio::test]
async fn what_is_published_holds_by_itself_and_no_bit_of_it_can_change() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    for part in 0..3_u32 {
        for row in 0..100_u32 {
            let code = format!("{part}-{row}");
            let body = json!({ "id": format!("{:032x}", part * 1_000 + row + 10),
                "kind": "stations/1", "body": { "rows": [{ "code": code, "area": "A" }] } });
            let path = "/api/desk/events";
            let told = mission.ask(Method::POST, path, &[("cookie", &admin)], body).await;
            assert_eq!(told.status, 200, "{}", told.body);
        }
        let office = &mission.server.office;
        office.log.sign_checkpoint(&office.keys.log).await.unwrap();
        publish_and_check(&mission).await;
    }
    let public = mission.server.config.data.join("public");
    let keys = std::fs::read_to_string(public.join("keys.txt")).unwrap().parse().unwrap();
    let page = std::fs::read_to_string(public.join("index.html")).unwrap();
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    for name in ["checkpoint", "files.txt", "index.html", "keys.txt", "mission.json", "tile/0/000"]
    {
        let path = public.join(name);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            std::fs::write(&path, changed).unwrap();
            assert!(crate::check_published(&public, &keys, &[]).is_err(), "{name}, byte {at}");
        }
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert!(crate::check_published(&public, &keys, &[]).is_err(), "{name} cut");
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(crate::check_published(&public, &keys, &[]).is_ok());
    let stranger = sanaq_seal::note::SigningKey::generate("localhost/log").unwrap();
    let stranger = stranger.verifier().to_string().parse().unwrap();
    assert!(crate::check_published(&public, &stranger, &[]).is_err());
}

async fn publish_and_check(mission: &Mission) {
    let config: &Config = &mission.server.config;
    let public = config.data.join("public");
    let done = crate::publish(config, &public).await.unwrap();
    assert_eq!(done.size, mission.server.office.state().entries());
    assert_eq!(crate::publish(config, &public).await.unwrap().written, 0, "nothing is new");
    let keys = std::fs::read_to_string(public.join("keys.txt")).unwrap().parse().unwrap();
    assert_eq!(crate::check_published(&public, &keys, &[]).unwrap().head.size, done.size);
    // A receipt that fits into a text message is checked by the same files.
    for sequence in [0, done.size / 2, done.size - 1] {
        let mut entries = mission.server.office.log.read(sequence).await.unwrap();
        let leaf = entries.next_page().await.unwrap().unwrap()[0].leaf;
        let check =
            |index| crate::check_published(&public, &keys, &[Short::new(index, &leaf)]).map(|_| ());
        check(sequence).unwrap();
        assert!(check((sequence + 1) % done.size).unwrap_err().contains("another report"));
        assert!(check(done.size).unwrap_err().contains("ends before"));
    }
}
