//! Two servers that share one mission: a real `PostgreSQL`, a real S3 server, real kills.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    time::Duration,
};

use serde_json::{Value, json};

use crate::serve::Server;

#[expect(dead_code, reason = "tests of the log use more of it")]
#[path = "../../../log/tests/whole/cluster.rs"]
pub(crate) mod cluster;
#[path = "../../../log/tests/whole/s3.rs"]
pub(crate) mod s3;

/// Two servers, and how to start one again.
struct Pair<'a> {
    folder: &'a Path,
    database: String,
    bucket: Vec<String>,
}

impl Pair<'_> {
    fn start(&self, name: &str) -> Server {
        let data = self.folder.join(name);
        let mut more = vec!["--database", self.database.as_str()];
        more.extend(self.bucket.iter().map(String::as_str));
        let variables = [("SANAQ_S3_KEY", "key"), ("SANAQ_S3_SECRET", "secret")];
        Server::start_with(&data, &more, &variables)
    }

    /// The second has the keys of the first: sessions and receipts are the same.
    fn share_keys(&self) {
        let to = self.folder.join("b/keys");
        std::fs::create_dir_all(&to).unwrap();
        #[cfg(unix)]
        if self.bucket.is_empty() {
            // Without a bucket, a disk that both have.
            for name in ["blob", "upload", "store"] {
                let (from, to) = (self.folder.join("a").join(name), self.folder.join("b"));
                std::os::unix::fs::symlink(from, to.join(name)).unwrap();
            }
        }
        for entry in std::fs::read_dir(self.folder.join("a/keys")).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

pub(crate) fn decide(
    server: &Server,
    cookie: &str,
    number: u32,
    kind: &str,
    body: &Value,
) -> (u16, Value) {
    let body = json!({ "id": format!("{number:032x}"), "kind": kind, "body": body });
    let told = server.ask("POST", "/api/desk/events", &[("cookie", cookie)], &body);
    (told.status, told.body)
}

/// Asks until it is so: another server's entries arrive within milliseconds.
fn soon(what: &str, so: impl Fn() -> bool) {
    for _ in 0..100 {
        if so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what}: not within five seconds");
}

pub(crate) fn sign_in(server: &Server, password: &str) -> String {
    let typed = json!({ "account": "admin", "password": password });
    let told = server.ask("POST", "/api/session", &[], &typed);
    assert_eq!(told.status, 200, "{}", told.body);
    told.cookie.unwrap()
}

fn report(number: u32, station: &str) -> Value {
    json!({ "id": format!("{number:032x}"), "form": "turnout", "version": "1",
        "station": station })
}

/// One test, since a database takes seconds to start.
#[test]
fn two_servers_share_a_mission() {
    let Some(cluster) = cluster::Server::start() else { return };
    let store = s3::Moto::start();
    let folder = tempfile::tempdir().unwrap();
    let bucket = store.as_ref().map_or_else(Vec::new, |store| {
        let address = format!("http://127.0.0.1:{}", store.port);
        vec!["--bucket".to_owned(), "blobs".to_owned(), "--s3".to_owned(), address]
    });
    let pair = Pair { folder: folder.path(), database: cluster.database("mission"), bucket };
    let a = pair.start("a");
    pair.share_keys();
    let b = pair.start("b");
    assert!(b.password.is_none(), "the first account is made once");
    let password = a.password.clone().unwrap();
    let cookie = sign_in(&a, &password);
    let admin = [("cookie", cookie.as_str())];
    let who = |server: &Server| server.ask("GET", "/api/session", &admin, &Value::Null).status;
    assert_eq!((who(&a), who(&b)), (200, 200), "one session, whichever server");
    let rows = json!({ "rows": [{ "code": "12", "area": "Almaty", "registered": 900 }] });
    assert_eq!(decide(&a, &cookie, 1, "stations/1", &rows).0, 200);

    let station = "/api/desk/views/station?station=12";
    soon("the list", || b.ask("GET", station, &admin, &Value::Null).status == 200);
    reports_are_seen_everywhere_and_taken_once(&a, &b, &cookie);
    phones_and_photos(&a, &b, &cookie, store.is_some());
    decisions_do_not_contradict(&a, &b, &cookie);
    let b = a_killed_server_comes_back(&pair, &a, b, &cookie);

    // A session that ended on one is over on the other; a revocation too.
    let out = sign_in(&b, &password);
    let gone = [("cookie", out.as_str())];
    assert_eq!(a.ask("DELETE", "/api/session", &gone, &json!({})).status, 204);
    soon("signed out", || b.ask("GET", "/api/session", &gone, &Value::Null).status == 401);
    let (status, told) =
        decide(&b, &cookie, 90, "sessions-revoked/1", &json!({ "account": "admin" }));
    assert_eq!(status, 200, "{told}");
    soon("revoked", || who(&a) == 401 && who(&b) == 401);
    locked_out_everywhere(&a, &b, &password);
    a_server_with_photos_of_its_own_does_not_start(&pair);
}

/// Protects photos: a server whose store is another one would show none of the others', and they
/// none of its.
fn a_server_with_photos_of_its_own_does_not_start(pair: &Pair<'_>) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sanaq"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", &pair.database, "--data"]);
    let output = command.arg(pair.folder.join("c")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--bucket") && said.contains("--photos-moved"), "{said}");
}

fn locked_out_everywhere(a: &Server, b: &Server, password: &str) {
    let attempt = |server: &Server, password: &str| {
        let typed = json!({ "account": "admin", "password": password });
        server.ask("POST", "/api/session", &[], &typed).status
    };
    for _ in 0..10 {
        attempt(a, "a wrong password");
    }
    soon("locked out", || attempt(b, password) == 429);
}

fn reports_are_seen_everywhere_and_taken_once(a: &Server, b: &Server, cookie: &str) {
    let admin = [("cookie", cookie)];
    soon("the station is known", || {
        b.ask("GET", "/api/desk/views/station?station=12", &admin, &Value::Null).status == 200
    });
    let mut live = TcpStream::connect(&b.address).unwrap();
    live.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = format!(
        "GET /api/desk/live?view=station&station=12 HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n"
    );
    live.write_all(request.as_bytes()).unwrap();
    let told = a.ask("POST", "/api/desk/reports", &admin, &report(7, "12"));
    assert_eq!(told.status, 200, "{}", told.body);
    let id = format!("{:032x}", 7);
    let mut seen = String::new();
    while !seen.contains(&id) {
        let mut part = [0; 4_096];
        let length = live.read(&mut part).unwrap();
        assert_ne!(length, 0, "the stream ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&part[..length]));
    }
    // The same report to both at once, many times.
    let receipts: Vec<Value> = std::thread::scope(|scope| {
        let tasks = (0..16).map(|at| {
            let server = if at % 2 == 0 { a } else { b };
            scope.spawn(move || {
                let told = server.ask("POST", "/api/desk/reports", &admin, &report(8, "12"));
                assert_eq!(told.status, 200, "{}", told.body);
                told.body["receipt"].clone()
            })
        });
        tasks.collect::<Vec<_>>().into_iter().map(|task| task.join().unwrap()).collect()
    });
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "one receipt");
    let reports = |server: &Server| {
        let path = "/api/desk/views/station?station=12";
        let told = server.ask("GET", path, &admin, &Value::Null);
        told.body["reports"]["total"].as_u64().unwrap_or_default()
    };
    soon("one record", || reports(a) == 2 && reports(b) == 2);
}

/// A phone joins on one server, sends parts of a photo to both, and is lost on both.
fn phones_and_photos(a: &Server, b: &Server, cookie: &str, photos: bool) {
    let code = sanaq_seal::code::Code::generate().unwrap();
    let stored = code.store().unwrap();
    let body = json!({ "id": "o-1", "code": { "handle": stored.handle, "hash": stored.hash } });
    assert_eq!(decide(a, cookie, 20, "observer/1", &body).0, 200);
    let secret = secrecy::ExposeSecret::expose_secret(&code.to_secret()).to_owned();
    let typed = json!({ "code": secret });
    soon("the code is known", || {
        b.ask("GET", "/health", &[], &Value::Null).body
            == a.ask("GET", "/health", &[], &Value::Null).body
    });
    // Both at once: a code is spent once.
    let joined = std::thread::scope(|scope| {
        let tasks =
            [a, b].map(|server| scope.spawn(|| server.ask("POST", "/api/join", &[], &typed)));
        tasks.map(|task| task.join().unwrap())
    });
    let tokens: Vec<&Value> =
        joined.iter().filter(|told| told.status == 200).map(|told| &told.body["token"]).collect();
    assert_eq!(tokens.len(), 1, "one of two phones joins with one code");
    let token = format!("Bearer {}", tokens[0].as_str().unwrap());
    let phone = [("authorization", token.as_str())];
    let works = |server: &Server| server.ask("GET", "/api/phone", &phone, &Value::Null).status;
    soon("the phone is known", || works(a) == 200 && works(b) == 200);
    if photos {
        // What a phone seals: a server keeps no other file that is not a photo.
        let own = sanaq_seal::sealed::Identity::generate().recipient();
        let bytes = sanaq_seal::sealed::seal(&vec![7; 200_000], &[own]).unwrap();
        let hash = sanaq_seal::hash::Hash::of(&bytes).to_string();
        let part = |server: &Server, from: usize, to: usize| {
            let path = format!("/api/blobs/{hash}?offset={from}");
            server.send("PUT", &path, &phone, &bytes[from..to]).status
        };
        assert_eq!((part(a, 0, 90_000), part(b, 90_000, bytes.len())), (200, 200));
        let whole = format!("/api/blobs/{hash}?size={}", bytes.len());
        let told = b.send("POST", &whole, &phone, b"");
        assert_eq!(told.status, 200, "{}", told.body);
        let there = a.ask("GET", &format!("/api/blobs/{hash}"), &phone, &Value::Null);
        assert_eq!(there.body["stored"], true, "{}", there.body);
    }
    assert_eq!(decide(b, cookie, 21, "phone-lost/1", &json!({ "observer": "o-1" })).0, 200);
    soon("the phone is lost", || works(a) == 401 && works(b) == 401);
}

/// Two people decide about one thing on two servers at once: both are heard, and the last
/// administrator stays.
fn decisions_do_not_contradict(a: &Server, b: &Server, cookie: &str) {
    for (number, name) in [(30, "one"), (31, "two")] {
        let body = json!({ "id": format!("{number:032x}"), "kind": "account/1",
            "body": { "id": name, "role": "admin" }, "password": "a horse under the bridge" });
        let told = a.ask("POST", "/api/desk/events", &[("cookie", cookie)], &body);
        assert_eq!(told.status, 200, "{}", told.body);
    }
    // Three administrators; each of the others is closed on both servers at once.
    let close = |server: &Server, number: u32, name: &str| {
        decide(server, cookie, number, "account-closed/1", &json!({ "account": name })).0
    };
    let statuses = std::thread::scope(|scope| {
        let one = scope.spawn(|| close(a, 32, "one"));
        let two = scope.spawn(|| close(b, 33, "two"));
        [one.join().unwrap(), two.join().unwrap()]
    });
    assert_eq!(statuses, [200, 200]);
    assert_eq!(close(a, 34, "admin"), 422, "the last one stays");
    assert_eq!(close(b, 35, "admin"), 422, "the last one stays");
}

/// What was acknowledged by a server that was killed is on the other, and on itself again.
fn a_killed_server_comes_back(pair: &Pair<'_>, a: &Server, b: Server, cookie: &str) -> Server {
    let admin = [("cookie", cookie)];
    let told = b.ask("POST", "/api/desk/reports", &admin, &report(50, "12"));
    assert_eq!(told.status, 200, "{}", told.body);
    drop(b);
    let again = a.ask("POST", "/api/desk/reports", &admin, &report(50, "12"));
    assert_eq!(
        (&again.body["repeated"], &again.body["receipt"]),
        (&json!(true), &told.body["receipt"])
    );
    assert_eq!(a.ask("POST", "/api/desk/reports", &admin, &report(51, "12")).status, 200);
    let b = pair.start("b");
    let again = b.ask("POST", "/api/desk/reports", &admin, &report(51, "12"));
    assert_eq!(again.body["repeated"], true, "{}", again.body);
    b
}
