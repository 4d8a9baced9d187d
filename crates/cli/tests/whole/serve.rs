//! A mission through the program itself: a real server on a real port, killed without warning.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use sanaq_seal::{
    entry::{self, Nonce},
    note::SigningKey,
    receipt::Promise,
};
use serde_json::{Value, json};

use crate::{json as said, sanaq};

/// A server that runs, and what it told at its start.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    pub(crate) password: Option<String>,
}

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &[], &[])
    }

    /// The same with more arguments and variables.
    pub(crate) fn start_with(data: &Path, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanaq"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(more);
        command.envs(variables.iter().copied());
        let child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut server = Self { child, address: String::new(), password: None };
        let lines = BufReader::new(server.child.stderr.take().unwrap()).lines();
        for line in lines.map(Result::unwrap) {
            if let Some((_, secret)) = line.split_once("shown once: ") {
                server.password = Some(secret.to_owned());
            }
            if let Some(address) = line.strip_prefix("listening on http://") {
                address.clone_into(&mut server.address);
                return server;
            }
        }
        panic!("the server said nothing of its address");
    }

    /// One request on a connection of its own: the status, the headers, the body.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Told {
        self.send(method, path, headers, body.to_string().as_bytes())
    }

    /// The same with any body.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Told {
        let mut text = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-sanaq: 1\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        for (name, value) in headers {
            write!(text, "{name}: {value}\r\n").unwrap();
        }
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        Told {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            cookie: cookie.map(|cookie| cookie.split(';').next().unwrap().to_owned()),
            body: serde_json::from_str(body).unwrap_or(Value::String(body.to_owned())),
        }
    }
}

/// Killed as by a power failure, also when a test fails.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Value,
}

fn report(number: u32) -> Value {
    json!({ "id": format!("{number:032x}"), "form": "turnout", "version": "1", "station": "12" })
}

/// Protects observers' work: what was acknowledged is there after a kill, once, with a receipt that
/// anybody can check; a copy taken while the server runs fills an empty mission.
#[test]
fn a_mission_survives_a_kill_and_moves_by_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("mission");
    let server = Server::start(&data);
    let password = server.password.clone().unwrap();
    let typed = json!({ "account": "admin", "password": password });
    let told = server.ask("POST", "/api/session", &[], &typed);
    assert_eq!(told.status, 200, "{}", told.body);
    let cookie = told.cookie.unwrap();
    let admin = [("cookie", cookie.as_str())];
    let stations = json!({ "id": format!("{:032x}", 900), "kind": "stations/1",
        "body": { "rows": [{ "code": "12", "area": "Almaty", "registered": 900 }] } });
    assert_eq!(server.ask("POST", "/api/desk/events", &admin, &stations).status, 200);
    // The coordinator types reports that observers told on the telephone.
    let filed: Vec<Told> = (1..=20)
        .map(|number| server.ask("POST", "/api/desk/reports", &admin, &report(number)))
        .collect();
    assert!(filed.iter().all(|told| told.status == 200), "{}", filed[0].body);
    drop(server);

    let server = Server::start(&data);
    assert!(server.password.is_none(), "the first account is made once");
    let again = server.ask("POST", "/api/desk/reports", &admin, &report(7));
    assert_eq!(again.body["repeated"], true, "{}", again.body);
    assert_eq!(again.body["receipt"], filed[6].body["receipt"]);
    let health = server.ask("GET", "/health", &[], &Value::Null);
    let all = "an account, a session, a list, twenty reports";
    assert_eq!(health.body["entries"], 23, "{all}");
    let metrics = server.ask("GET", "/metrics", &[], &Value::Null);
    assert!(metrics.body.as_str().unwrap().contains("sanaq_reports_repeated_total 1"));

    // The receipt, offline.
    let mission = server.ask("GET", "/api/mission", &[], &Value::Null);
    let (receipt, key) = (folder.path().join("receipt.txt"), folder.path().join("key.txt"));
    std::fs::write(&receipt, again.body["receipt"].as_str().unwrap()).unwrap();
    std::fs::write(&key, mission.body["log"].as_str().unwrap()).unwrap();
    let (receipt, key) = (receipt.to_str().unwrap(), key.to_str().unwrap());
    let arguments = ["verify", "receipt", receipt, "--key", key];
    assert_eq!(said(&arguments)["holds"], true);
    let text = std::fs::read_to_string(receipt).unwrap();
    std::fs::write(receipt, text.replacen("\n9\n", "\n10\n", 1)).unwrap();
    assert_eq!(sanaq(&arguments).status.code(), Some(2), "another place in the log");

    moved(server, &data, folder.path());
}

/// A copy while the server runs, and a new mission from it.
fn moved(server: Server, data: &Path, folder: &Path) {
    let copy = folder.join("copy");
    let (from, to) = (data.to_str().unwrap(), copy.to_str().unwrap());
    let mut copied = json!(null);
    for _ in 0..100 {
        let output = sanaq(&["backup", "--data", from, to, "--format", "json"]);
        copied = serde_json::from_slice(&output.stdout).unwrap_or_default();
        if copied["entries"] == 23 {
            break;
        }
        // The head is signed every few seconds.
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert_eq!(copied["entries"], 23, "{copied}");
    assert_eq!(said(&["verify", "log", "--data", from])["entries"], 23);
    drop(server);
    let new = folder.join("new");
    std::fs::create_dir(&new).unwrap();
    std::fs::create_dir(new.join("keys")).unwrap();
    for name in ["log.key", "server.key", "server.age"] {
        std::fs::copy(data.join("keys").join(name), new.join("keys").join(name)).unwrap();
    }
    assert_eq!(said(&["restore", "--data", new.to_str().unwrap(), to])["entries"], 23);
    let server = Server::start(&new);
    assert!(server.password.is_none(), "its account came with the copy");
    assert_eq!(server.ask("GET", "/health", &[], &Value::Null).body["entries"], 23);
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let refused = |words: &[&str]| {
        let output = sanaq(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["serve", "--data", data, "--database", "x"]).contains("postgres://"));
    assert!(refused(&["verify", "log", "--data", data]).contains("there is no log"));
    assert!(refused(&["restore", "--data", data, "/nowhere"]).contains("/nowhere"));
    let file = folder.path().join("keys.txt");
    std::fs::write(&file, "nonsense\n").unwrap();
    let file = file.to_str().unwrap();
    assert!(refused(&["verify", "receipt", file, "--key", file]).contains("keys.txt"));
}

/// Protects whoever reported: the receipt can be opened by them, and another entry is not taken for
/// theirs.
#[test]
fn a_receipt_is_opened_by_the_entry_it_is_about_and_by_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let key = SigningKey::generate("mission.example/log").unwrap();
    let (nonce, entry) = (Nonce::generate().unwrap(), r#"{"body":{"station":"12"}}"#);
    let leaf = entry::leaf(&nonce, entry.as_bytes());
    let receipt = Promise { origin: key.name().to_owned(), index: 7, leaf }.sign(&key).unwrap();
    std::fs::write(path("receipt.txt"), receipt).unwrap();
    std::fs::write(path("keys.txt"), key.verifier().to_string()).unwrap();
    let opening = |entry: &str| {
        let opening = json!({ "nonce": nonce.to_string(), "entry": entry });
        std::fs::write(path("opening.json"), opening.to_string()).unwrap();
    };
    let (receipt, keys, opened) = (path("receipt.txt"), path("keys.txt"), path("opening.json"));
    let arguments =
        ["verify", "receipt", &receipt, "--key", &keys, "--opening", &opened, "--format", "json"];
    opening(entry);
    assert_eq!(said(&arguments[..7])["entry"]["body"]["station"], "12");
    opening(r#"{"body":{"station":"13"}}"#);
    let output = sanaq(&arguments);
    assert_eq!(output.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["holds"], false);
    assert!(told["why"].as_str().unwrap().contains("opening.json: the receipt is about another"));
}
