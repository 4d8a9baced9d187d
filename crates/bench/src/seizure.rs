//! `bench seizure`: whoever takes the server away finds no word of what was to be sealed.

use std::path::Path;

use sanaq_desk::{
    BlobHash,
    event::{Channel, SealedAnswer},
};
use sanaq_forms::{Answer, Place as Question};
use sanaq_log::Place;
use sanaq_seal::{
    hash::Hash,
    sealed::{self, Identity},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    cluster,
    crash::Databases,
    failure::{Failure, ensure},
    http::{Client, Request},
    mission::{self, Forms, Size, bearer},
    process::{How, Program, Server},
    search::{self, Wanted},
    traffic::Traffic,
    writers::put_blob,
};

/// Send reports with marked words in what must be sealed, also in requests that are refused, then
/// search everything that the server has written: 0 places.
///
/// Directory, database, write-ahead log, notes at the level `trace` and photos are searched as they
/// are, in UTF-16, hexadecimal, base64, and unpacked. Another marked word is sent in the clear on
/// purpose and must be found: else the search is blind.
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

/// Stands in what must be sealed.
const SECRET: &str = "Qanaria7xVkTr9LmWz";
/// Stands where anybody may read it.
const CLEAR: &str = "Otkryto4hBnEu2PsYd";
/// One report in so many is accompanied by requests that are refused.
const REFUSED: u64 = 10;
/// Phones at once.
const PHONES: u64 = 16;

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let program = Program::build()?;
    let mut searched = 0;
    if arguments.database != Databases::Postgres {
        let folder = TempDir::new()?;
        fill(&program, arguments.reports, folder.path(), None).await?;
        searched += search(folder.path(), true)?;
    }
    if arguments.database != Databases::Sqlite {
        let server = cluster::Server::start();
        let server = server.ok_or_else(|| Failure::new("no PostgreSQL server is installed"))?;
        let folder = TempDir::new()?;
        let address = server.database("log");
        let files = server.sql("SHOW data_directory");
        fill(&program, arguments.reports, folder.path(), Some(address)).await?;
        server.stop();
        // The log is in the database: there the clear word must be, not in the directory.
        searched += search(folder.path(), false)? + search(Path::new(&files), true)?;
    }
    println!("{} MiB searched; the clear word was found in each log", searched >> 20);
    println!("places in which a sealed word was found: 0");
    Ok(())
}

/// Searches what a server has left; where its log is, the clear word must be found.
fn search(folder: &Path, log: bool) -> Result<u64, Failure> {
    let (hits, bytes) = search::below(folder, &Wanted::new(SECRET))?;
    ensure(hits.is_empty(), || format!("found: {}", hits.join("; ")))?;
    if log {
        let (control, _) = search::below(folder, &Wanted::new(CLEAR))?;
        ensure(!control.is_empty(), || "the clear word was not found: a blind search".to_owned())?;
    }
    Ok(bytes)
}

async fn fill(
    program: &Program,
    reports: u64,
    folder: &Path,
    database: Option<String>,
) -> Result<(), Failure> {
    let data = folder.join("mission");
    let place = match &database {
        Some(address) => Place::parse(address),
        None => Place::Directory(data.clone()),
    };
    let officer = Identity::generate();
    std::fs::create_dir_all(data.join("keys"))?;
    std::fs::write(data.join("keys/recipients.txt"), officer.recipient().to_string())?;
    let forms = Forms::new()?;
    let size = Size { stations: 200, observers: 400, phones: 400 };
    mission::make(&place, size, &forms).await?;
    let traffic = Traffic::new(9, size, forms.into())?;
    let how = How { database, notes: Some("trace"), ..How::default() };
    let server = Server::start(program, &data, &how).await?;
    let cookie = mission::sign_in(&server).await?;
    let mut tasks = tokio::task::JoinSet::new();
    for phone in 0..PHONES {
        let (traffic, officer) = (traffic.clone(), officer.clone());
        let (address, cookie) = (server.address, cookie.clone());
        tasks.spawn(async move {
            let mut client = Client::connect(address).await?;
            for number in (phone..reports).step_by(usize::try_from(PHONES)?) {
                file(&mut client, &traffic, number, &officer).await?;
                if number % REFUSED == 0 {
                    refused(&mut client, number, &cookie).await?;
                }
            }
            Ok::<_, Failure>(())
        });
    }
    for task in tasks.join_all().await {
        task?;
    }
    server.stop()
}

/// A report whose sensitive answers were sealed on the phone; a word of its own beside the mark.
async fn file(
    client: &mut Client,
    traffic: &Traffic,
    number: u64,
    officer: &Identity,
) -> Result<(), Failure> {
    let forms = traffic.forms();
    let mut report = traffic.report(number);
    report.form = forms.incident.id.clone();
    report.version.clone_from(&forms.incident.version);
    report.answers = traffic.incident();
    report.channel = Channel::App;
    if number.is_multiple_of(7) {
        // A code is public: a station that nobody knows is kept as it was sent.
        report.station = format!("{CLEAR}{number}");
    }
    let phone = u32::try_from(number % 400)?;
    let bearer = bearer(phone);
    report.observer = Some(mission::observer(phone));
    // All of them in every fifth, so that the disk has time for the reports.
    let sealed = if number.is_multiple_of(5) { 3 } else { 1 };
    for question in ["description", "persons-involved", "contact"].into_iter().take(sealed) {
        let answer = Answer::Text(format!("{SECRET} {number} saw it, +7 701 {number:07}"));
        let text = serde_json::to_vec(&answer)?;
        let sealed = sealed::seal(&text, &[officer.recipient()])?;
        let hash = Hash::of(&sealed);
        put_blob(client, &bearer, &hash.to_string(), &sealed).await?;
        let place = Question::from(question.parse::<sanaq_forms::Name>()?);
        report.sealed.push(SealedAnswer { place, blob: BlobHash(hash.0) });
    }
    let body = serde_json::to_vec(&report)?;
    let post = Request::post("/api/reports", &body).by("authorization", &bearer);
    client.ask(&post).await?.json()?;
    Ok(())
}

/// Requests that hold the word where it must not be: all are refused, none is noted.
async fn refused(client: &mut Client, number: u64, cookie: &str) -> Result<(), Failure> {
    let bearer = bearer(u32::try_from(number % 400)?);
    let id = format!("{number:032x}");
    let open = |value: Value| {
        json!({ "id": id, "form": "incident", "version": "1", "station": "000001",
            "answers": { "description": value } })
        .to_string()
    };
    let bodies = [
        open(json!({ "text": SECRET })),
        open(json!({ "wrong": SECRET })),
        open(json!(SECRET)),
        format!("{{\"id\": \"{SECRET}\", \"form\": \"{SECRET}\""),
        json!({ "id": SECRET, "form": "incident", "version": "1", "answers": {} }).to_string(),
        json!({ "reports": [SECRET, { "id": id, "form": SECRET, "version": 7 }] }).to_string(),
    ];
    let observer = ("authorization", bearer.as_str());
    let desk = ("cookie", cookie);
    let event = json!({ "id": id, "kind": SECRET, "body": { "note": SECRET } }).to_string();
    let login = json!({ "account": SECRET, "password": SECRET, "code": SECRET }).to_string();
    let join = json!({ "code": SECRET }).to_string();
    let path = format!("/api/{SECRET}?note={SECRET}");
    let view = format!("/api/desk/views/{SECRET}?area={SECRET}");
    let blob = format!("/api/blobs/{SECRET}?offset=0");
    let mut requests: Vec<Request<'_>> = bodies
        .iter()
        .map(|body| Request::post("/api/reports", body.as_bytes()).by(observer.0, observer.1))
        .collect();
    requests.extend(
        bodies
            .iter()
            .take(3)
            .map(|body| Request::post("/api/desk/reports", body.as_bytes()).by(desk.0, desk.1)),
    );
    requests.push(Request::post("/api/desk/events", event.as_bytes()).by(desk.0, desk.1));
    if number.is_multiple_of(REFUSED * 20) {
        // Few: attempts are limited, and each costs a slow hash.
        requests.push(Request::post("/api/session", login.as_bytes()));
        requests.push(Request::post("/api/join", join.as_bytes()));
    }
    requests.push(Request::get(&path).by("authorization", SECRET));
    requests.push(Request::get(&view).by(desk.0, desk.1));
    requests.push(Request { method: "PUT", ..Request::post(&blob, SECRET.as_bytes()) });
    requests.push(Request { kind: SECRET, ..Request::post("/api/reports", SECRET.as_bytes()) });
    for request in requests {
        let answer = client.ask(&request).await?;
        let told = || format!("{} {}: {}", request.path, answer.status, answer.text());
        // Several reports in one request are answered one by one.
        let each = request.body.starts_with(b"{\"reports\"") && !answer.text().contains("receipt");
        ensure((400..500).contains(&answer.status) || each, told)?;
    }
    Ok(())
}
