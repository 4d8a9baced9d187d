//! Keys, sealed answers, witnesses and published files, through the program itself and a server
//! that runs.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{json as said, sanaq, serve::Server};

const PASSPHRASE: &str = "six random words are good ones";

/// Runs the program with something on standard input.
fn typed(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanaq"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn sign_in(server: &Server) -> String {
    let password = server.password.clone().unwrap();
    let typed = json!({ "account": "admin", "password": password });
    server.ask("POST", "/api/session", &[], &typed).cookie.unwrap()
}

fn add_station(server: &Server, cookie: &str, number: u32) {
    let body = json!({ "id": format!("{number:032x}"), "kind": "stations/1",
        "body": { "rows": [{ "code": number.to_string(), "area": "Almaty" }] } });
    let told = server.ask("POST", "/api/desk/events", &[("cookie", cookie)], &body);
    assert_eq!(told.status, 200, "{}", told.body);
}

/// Waits until the newest signed head has so many entries.
fn signed(server: &Server, entries: u64) {
    for _ in 0..200 {
        let told = server.ask("GET", "/log/checkpoint", &[], &Value::Null);
        let text = told.body.as_str().unwrap_or_default().to_owned();
        let size = text.lines().nth(1).and_then(|size| size.parse::<u64>().ok());
        if size.is_some_and(|size| size >= entries) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no head of {entries} entries was signed");
}

/// Protects observers: what their phones seal is opened by the officer's key and by nothing on the
/// server; the key is one that any age program knows.
#[test]
fn the_officer_opens_what_phones_seal() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let key = path(folder, "officer.age");
    let short = typed(&["keys", "officer", &key], "short\n");
    assert_eq!(short.status.code(), Some(2));
    let made = typed(&["keys", "officer", &key, "--format", "json"], &format!("{PASSPHRASE}\n"));
    let recipient = document(&made)["recipient"].as_str().unwrap().to_owned();
    assert!(recipient.starts_with("age1"));
    let again = typed(&["keys", "officer", &key], &format!("{PASSPHRASE}\n"));
    assert_eq!(again.status.code(), Some(2), "a key is never overwritten");
    private(Path::new(&key));

    let data = folder.join("mission");
    std::fs::create_dir_all(data.join("keys")).unwrap();
    // As docs/server.md asks of whoever makes the folder before the first start.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let own = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(data.join("keys"), own).unwrap();
    }
    std::fs::write(data.join("keys/recipients.txt"), format!("{recipient}\n")).unwrap();
    let server = Server::start(&data);
    let data = data.to_str().unwrap();
    file_sealed(&server, &recipient);
    signed(&server, 5);
    let copy = path(folder, "copy");
    assert!(sanaq(&["backup", "--data", data, &copy]).status.success());
    drop(server);

    let opened = path(folder, "opened");
    let open = ["open", "--identity", &key, "--backup", &copy, &opened, "--format", "json"];
    let wrong = typed(&open, "not the passphrase\n");
    assert_eq!(wrong.status.code(), Some(2));
    let output = typed(&open, &format!("{PASSPHRASE}\n"));
    let told = document(&output);
    assert_eq!(output.status.code(), Some(2), "one of three is not the officer's: {told}");
    assert_eq!(told["opened"], 2, "{told}");
    let all = told["all"].as_array().unwrap();
    let of = |place: &str| all.iter().find(|own| own["place"] == place).unwrap();
    let answer = Path::new(of("what")["file"].as_str().unwrap());
    assert_eq!(std::fs::read_to_string(answer).unwrap(), "{\"said\":\"they pushed me\"}");
    private(answer);
    let photo = Path::new(of("photo")["file"].as_str().unwrap());
    assert_eq!(photo.extension().unwrap(), "jpg");
    assert!(of("other")["why"].as_str().unwrap().contains("not sealed to this key"));
    let direct = path(folder, "direct");
    let open = ["open", "--identity", &key, "--data", data, &direct, "--format", "json"];
    assert_eq!(document(&typed(&open, &format!("{PASSPHRASE}\n")))["opened"], 2);

    keys_of_a_mission(data);
}

/// A report with a sealed answer, a sealed photo, and an answer sealed to somebody else.
fn file_sealed(server: &Server, recipient: &str) {
    use sanaq_seal::{hash::Hash, sealed};
    let cookie = sign_in(server);
    add_station(server, &cookie, 12);
    let admin = [("cookie", cookie.as_str())];
    let code = sanaq_seal::code::Code::generate().unwrap();
    let stored = code.store().unwrap();
    let enrol = json!({ "id": format!("{:032x}", 7), "kind": "observer/1",
        "body": { "id": "o-1", "code": { "handle": stored.handle, "hash": stored.hash } } });
    assert_eq!(server.ask("POST", "/api/desk/events", &admin, &enrol).status, 200);
    let secret = secrecy::ExposeSecret::expose_secret(&code.to_secret()).to_owned();
    let joined = server.ask("POST", "/api/join", &[], &json!({ "code": secret }));
    let token = format!("Bearer {}", joined.body["token"].as_str().unwrap());
    let phone = [("authorization", token.as_str())];
    let upload = |text: &[u8], to: sealed::Recipient| {
        let bytes = sealed::seal(text, &[to]).unwrap();
        let hash = Hash::of(&bytes).to_string();
        let part = format!("/api/blobs/{hash}?offset=0");
        assert_eq!(server.send("PUT", &part, &phone, &bytes).status, 200);
        let whole = format!("/api/blobs/{hash}?size={}", bytes.len());
        assert_eq!(server.send("POST", &whole, &phone, b"").status, 200);
        hash
    };
    let officer = || recipient.parse().unwrap();
    let answer = upload(b"{\"said\":\"they pushed me\"}", officer());
    let photo = upload(b"\xff\xd8\xff\xe0 a photo", officer());
    let other = upload(b"x", sealed::Identity::generate().recipient());
    let report = json!({ "id": format!("{:032x}", 9), "form": "incident", "version": "1",
        "station": "12",
        "sealed": [{ "place": "what", "blob": answer }, { "place": "other", "blob": other }],
        "photos": [{ "place": "photo", "blob": photo, "sealed": true }] });
    let told = server.ask("POST", "/api/reports", &phone, &report);
    assert_eq!(told.status, 200, "{}", told.body);
}

#[cfg(unix)]
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{}", path.display());
}

#[cfg(not(unix))]
fn private(_: &Path) {}

fn keys_of_a_mission(data: &str) {
    let found = said(&["keys", "check", "--data", data]);
    assert_eq!(found["safe"], true, "{found}");
    let shown = said(&["keys", "show", "--data", data]);
    assert!(shown["log"].as_str().unwrap().starts_with("localhost/log+"), "{shown}");
    assert_eq!(shown["recipients"].as_array().unwrap().len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let file = Path::new(data).join("keys/server.age");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let told = said(&["keys", "check", "--data", data]);
        assert_eq!(told["safe"], false);
        assert!(told["found"][0].as_str().unwrap().contains("server.age: others can"), "{told}");
    }
}

/// Protects the officer from being tied to us: keys and files go to the `age` program and back.
#[test]
fn the_age_program_and_ours_open_each_others_files() {
    let Ok(made) = Command::new("age-keygen").output() else {
        println!("skipped: there is no age program");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let identity = String::from_utf8(made.stdout).unwrap();
    let key = path(folder, "key.txt");
    std::fs::write(&key, &identity).unwrap();
    let recipient = identity.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
    let (plain, theirs) = (path(folder, "plain"), path(folder, "theirs"));
    std::fs::write(&plain, "a word from the age program").unwrap();
    let sealed = ["-r", recipient, "-o", &theirs, &plain];
    assert!(Command::new("age").args(sealed).status().unwrap().success());
    let opened = path(folder, "opened");
    let told = said(&["open", "--identity", &key, "--file", &theirs, &opened]);
    let file = told["all"][0]["file"].as_str().unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), "a word from the age program");
    // And what phones seal, by theirs: the text stands in it, with our padding.
    let ours = path(folder, "ours");
    let bytes = sanaq_seal::sealed::seal(b"a word", &[recipient.parse().unwrap()]).unwrap();
    std::fs::write(&ours, bytes).unwrap();
    let output = Command::new("age").args(["-d", "-i", &key, &ours]).output().unwrap();
    assert!(output.status.success() && output.stdout[8..].starts_with(b"a word"));
}

/// Protects everybody from a log that shows two histories: a partner's witness signs one that only
/// grows, and neither signs another nor forgets what it saw.
#[test]
fn a_witness_signs_growth_and_keeps_the_proof_of_a_fork() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (data, state) = (folder.join("mission"), path(folder, "witness"));
    let witness = ["witness", "--name", "partner.example", "--state", &state];
    let key = said(&[&witness[..], &["key"]].concat())["witness"].as_str().unwrap().to_owned();
    std::fs::create_dir_all(data.join("keys")).unwrap();
    std::fs::write(data.join("keys/witnesses.txt"), format!("{key}\n")).unwrap();
    let server = Server::start(&data);
    let cookie = sign_in(&server);
    signed(&server, 2);
    // What a copy of the server as it is now would make of itself.
    let copy = path(folder, "copy");
    assert!(sanaq(&["backup", "--data", data.to_str().unwrap(), &copy]).status.success());
    let keys = path(folder, "mission.keys");
    let shown = sanaq(&["keys", "show", "--data", data.to_str().unwrap()]);
    std::fs::write(&keys, shown.stdout).unwrap();
    let watch = |server: &Server| {
        let url = format!("http://{}", server.address);
        let more = ["watch", "--server", &url, "--log", &keys, "--format", "json"];
        sanaq(&[&witness[..], &more[..]].concat())
    };
    assert_eq!(document(&watch(&server)), json!({ "signed": true, "entries": 2 }));
    assert_eq!(document(&watch(&server)), json!({ "signed": false, "entries": 2 }));
    for number in 1..=3 {
        add_station(&server, &cookie, number);
    }
    signed(&server, 5);
    let old = std::fs::read_to_string(path(folder, "witness/seen")).unwrap();
    assert_eq!(document(&watch(&server))["entries"], 5);
    let head = server.ask("GET", "/log/checkpoint", &[], &Value::Null);
    assert!(head.body.as_str().unwrap().contains("— partner.example "), "{}", head.body);
    consistent(&server, folder, &old, &keys);
    published(&data, folder, &keys);
    drop(server);

    forked(folder, &cookie, &watch);
}

/// The same keys, the log as it was before, and another history from there on.
fn forked(folder: &Path, cookie: &str, watch: &dyn Fn(&Server) -> Output) {
    let data = folder.join("mission");
    let copy = path(folder, "copy");
    let other = folder.join("other");
    std::fs::create_dir_all(&other).unwrap();
    copy_folder(&data.join("keys"), &other.join("keys"));
    assert!(sanaq(&["restore", "--data", other.to_str().unwrap(), &copy]).status.success());
    let forked = Server::start(&other);
    signed(&forked, 2);
    let output = watch(&forked);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("THE LOG CONTRADICTS ITSELF") && said.contains("shows 2"), "{said}");
    for number in 11..=15 {
        add_station(&forked, cookie, number);
    }
    signed(&forked, 7);
    let output = watch(&forked);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("has not proved"), "{said}");
    let evidence = std::fs::read_dir(path(folder, "witness/evidence")).unwrap();
    let evidence: Vec<_> = evidence.map(|entry| entry.unwrap().path()).collect();
    assert!(!evidence.is_empty());
    let newest = evidence.iter().max().unwrap();
    let kept = |name: &str| std::fs::read_to_string(newest.join(name)).unwrap();
    assert!(kept("before").contains("\n5\n") && kept("now").contains("\n7\n"));
    let seen = std::fs::read_to_string(path(folder, "witness/seen")).unwrap();
    assert!(seen.contains("\n5\n"), "what was signed is not forgotten");
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Two heads, by the proof that the server gives.
fn consistent(server: &Server, folder: &Path, old: &str, keys: &str) {
    let (before, proof) = (path(folder, "before"), path(folder, "proof"));
    std::fs::write(&before, old).unwrap();
    let told = server.ask("GET", "/log/witness/2", &[], &Value::Null);
    let text = told.body.as_str().unwrap().to_owned();
    std::fs::write(&proof, &text).unwrap();
    let arguments = ["verify", "consistency", &before, &proof, "--key", keys];
    let told = said(&arguments);
    assert_eq!((&told["old"], &told["new"]), (&json!(2), &json!(5)));
    let lines: Vec<&str> = text.lines().collect();
    // One hash of 64 begins with the plus sign already.
    let other = if lines[1].starts_with('+') { "/" } else { "+" };
    let bent = lines[1].replacen(lines[1].chars().next().unwrap(), other, 1);
    std::fs::write(&proof, text.replacen(lines[1], &bent, 1)).unwrap();
    assert_eq!(sanaq(&arguments).status.code(), Some(2));
}

/// The same two heads, and everything else, by the published files alone.
fn published(data: &Path, folder: &Path, keys: &str) {
    let public = path(folder, "public");
    let data = data.to_str().unwrap();
    assert_eq!(said(&["publish", "--data", data, &public])["entries"], 5);
    let told = said(&["verify", "published", &public, "--key", keys]);
    assert_eq!(told["witnesses"], json!(["partner.example"]), "{told}");
    let (before, new) = (path(folder, "before"), path(folder, "public/checkpoint"));
    let arguments = ["verify", "consistency", &before, &new, "--key", keys, "--tiles", &public];
    assert_eq!(said(&arguments)["new"], 5);
    let tile = std::fs::read_dir(Path::new(&public).join("tile/0/000.p")).unwrap().next();
    let tile = tile.unwrap().unwrap().path();
    let mut bytes = std::fs::read(&tile).unwrap();
    bytes[70] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    assert_eq!(sanaq(&arguments).status.code(), Some(2));
    let checked = sanaq(&["verify", "published", &public, "--key", keys]);
    assert_eq!(checked.status.code(), Some(2));
}
