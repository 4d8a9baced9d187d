//! Who asks to be forgotten is gone from the disk, from `PostgreSQL` and from S3, also when the
//! server is killed in the middle of it.

use std::{path::Path, time::Duration};

use sanaq_seal::webhook;
use serde_json::{Value, json};

use crate::{
    nodes::{cluster, decide, s3, sign_in},
    sanaq,
    serve::Server,
};

const CANARY: &str = "canary-7d1c the chairman is my cousin";
const SECRET: &str = "a secret of ours";
const GATEWAY: &str = "[[gateway]]\nname = \"bridge\"\nkind = \"generic\"\n\
                       secret = \"a secret of ours\"\n";
/// Texts that the observer wrote, so that erasing them takes a while.
const TEXTS: u32 = 60;

/// A mission and how its server is started.
struct Mission<'a> {
    data: &'a Path,
    more: Vec<String>,
}

impl Mission<'_> {
    fn start(&self) -> Server {
        let more: Vec<&str> = self.more.iter().map(String::as_str).collect();
        let variables = [("SANAQ_S3_KEY", "key"), ("SANAQ_S3_SECRET", "secret")];
        Server::start_with(self.data, &more, &variables)
    }

    fn keys(&self) {
        let keys = self.data.join("keys");
        std::fs::create_dir_all(&keys).unwrap();
        std::fs::write(keys.join("gateways.toml"), GATEWAY).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let own = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(keys.join("gateways.toml"), own).unwrap();
        }
    }

    /// The log holds together, erased entries and all.
    fn verify(&self) {
        let mut arguments = vec!["verify", "log", "--data", self.data.to_str().unwrap()];
        if let Some(at) = self.more.iter().position(|own| own == "--database") {
            arguments.extend(self.more[at..at + 2].iter().map(String::as_str));
        }
        let output = sanaq(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A text of an observer, as a gateway brings it.
fn text(server: &Server, number: u32, from: &str, text: &str) {
    let body = json!({ "id": format!("m-{number}"), "from": from, "text": text }).to_string();
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs().to_string();
    let secret = SECRET.to_owned().into();
    let signed = webhook::sign(&secret, format!("{body}{now}").as_bytes());
    let headers = [("x-signature", signed.as_str()), ("x-timestamp", now.as_str())];
    let told = server.send("POST", "/api/sms/bridge", &headers, body.as_bytes());
    assert_eq!((told.status, &told.body["status"]), (200, &json!("kept")), "{}", told.body);
}

fn holds(path: &Path, word: &str) -> bool {
    if path.is_dir() {
        return std::fs::read_dir(path).unwrap().any(|own| holds(&own.unwrap().path(), word));
    }
    // A file may go while the folder is read.
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes.windows(word.len()).any(|own| own == word.as_bytes())
}

/// Two observers with numbers; o-1 wrote what must go, o-2 what must stay.
fn live(server: &Server, cookie: &str) {
    let admin = [("cookie", cookie)];
    let open = json!({ "passphrase": "four horses under a bridge" });
    assert_eq!(server.ask("POST", "/api/desk/numbers", &admin, &open).status, 204);
    for (number, id) in [(1, "o-1"), (2, "o-2")] {
        let body = json!({ "id": id, "language": "ru" });
        assert_eq!(decide(server, cookie, number, "observer/1", &body).0, 200);
    }
    let rows = json!([{ "observer": "o-1", "phone": "+77010000001" },
                      { "observer": "o-2", "phone": "+77010000002" }]);
    let given = json!({ "id": format!("{:032x}", 3), "rows": rows });
    let told = server.ask("PUT", "/api/desk/numbers", &admin, &given);
    assert_eq!(told.body["taken"], 2, "{}", told.body);
    for number in 0..TEXTS {
        text(server, number, "+77010000001", &format!("{CANARY} {number}"));
    }
    text(server, TEXTS, "+77010000002", "thanks, all is calm");
    let report = json!({ "id": format!("{:032x}", 4), "form": "turnout", "version": "1",
        "station": "12", "observer": "o-1" });
    let told = server.ask("POST", "/api/desk/reports", &admin, &report);
    assert_eq!(told.status, 200, "{}", told.body);
}

/// The same order under the same id, to a server that is killed a little later each time; then to
/// one that lives. Says in how many of the rounds it was killed before it answered.
fn forget(mission: &Mission<'_>, password: &str) -> usize {
    let order =
        json!({ "id": format!("{:032x}", 9), "observers": ["o-1"], "reason": "asked for it" });
    let mut interrupted = 0;
    for pause in [1, 3, 6, 10, 16, 25, 40, 60] {
        let server = mission.start();
        let cookie = sign_in(&server, password);
        let address = server.address.clone();
        let body = order.to_string();
        let asked = std::thread::spawn(move || {
            use std::io::{Read as _, Write as _};
            let mut stream = std::net::TcpStream::connect(&address).unwrap();
            let head = format!(
                "POST /api/desk/forgotten HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                 x-sanaq: 1\r\ncontent-type: application/json\r\ncookie: {cookie}\r\n\
                 content-length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer);
            answer.starts_with("HTTP/1.1 200")
        });
        std::thread::sleep(Duration::from_millis(pause));
        drop(server);
        interrupted += usize::from(!asked.join().unwrap());
    }
    let server = mission.start();
    let cookie = sign_in(&server, password);
    let told = server.ask("POST", "/api/desk/forgotten", &[("cookie", &cookie)], &order);
    assert_eq!(told.status, 200, "{}", told.body);
    let view = server.ask(
        "GET",
        &format!("/api/desk/views/report?id={:032x}", 4),
        &[("cookie", &cookie)],
        &Value::Null,
    );
    assert_eq!(view.body["observer"], "o-1", "who reported stays who reported: {}", view.body);
    interrupted
}

/// Protects who asks to be forgotten from a power failure at the worst moment.
#[test]
fn a_server_that_is_killed_while_it_forgets_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("mission");
    let mission = Mission { data: &data, more: Vec::new() };
    mission.keys();
    let server = mission.start();
    let password = server.password.clone().unwrap();
    live(&server, &sign_in(&server, &password));
    assert!(holds(&data, CANARY), "the test looks where it is");
    drop(server);
    let interrupted = forget(&mission, &password);
    assert!(interrupted > 0, "at least one kill came in the middle");
    assert!(!holds(&data, CANARY), "neither in the log nor beside it");
    assert!(holds(&data, "all is calm"), "nobody else's");
    mission.verify();
}

/// The same where the log is in `PostgreSQL` and what is sealed lies in an S3 store.
#[test]
fn who_is_forgotten_is_gone_from_a_database_and_from_s3() {
    let Some(cluster) = cluster::Server::start() else { return };
    let store = s3::Moto::start();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("mission");
    let database = format!("postgres://sanaq@127.0.0.1:{}/log", cluster.port);
    let mut more = vec!["--database".to_owned(), database];
    if let Some(store) = &store {
        let address = format!("http://127.0.0.1:{}", store.port);
        more.extend(["--bucket".to_owned(), "blobs".to_owned(), "--s3".to_owned(), address]);
    }
    let mission = Mission { data: &data, more };
    mission.keys();
    let server = mission.start();
    let password = server.password.clone().unwrap();
    live(&server, &sign_in(&server, &password));
    let blobs = || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        store.as_ref().map(|store| runtime.block_on(store.blobs().all()).unwrap().len())
    };
    let before = blobs();
    drop(server);
    let interrupted = forget(&mission, &password);
    assert!(interrupted > 0, "at least one kill came in the middle");
    // The files of the table; the database's own WAL is its administrator's (docs/server.md).
    cluster.sql("CHECKPOINT");
    let tables = Path::new(&cluster.sql("SHOW data_directory")).join("base");
    assert!(!holds(&tables, CANARY) && holds(&tables, "all is calm"));
    assert_eq!(blobs(), before.map(|count| count - 1), "one sealed number is gone, and no other");
    mission.verify();
}
