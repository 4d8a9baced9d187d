//! `sanaq demo`

mod client;
mod day;
mod land;
mod played;
mod published;
mod report;
mod staged;

use std::{net::SocketAddr, path::PathBuf};

use sanaq_seal::{ExposeSecret as _, SecretString, sealed::Identity, token};
use sanaq_server::{Config, Guest, Running, start};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use self::{day::Day, staged::Stage};
use super::serve;
use crate::{exit::Failure, mission, output, progress, secret_file};

/// Run a complete example election on this computer: made-up country, parties and people, and
/// reports that arrive as on a real evening.
///
/// For looking around and for rehearsals. Observers join, count heads, file protocols with photos
/// and tell of incidents through the server's own interface; villages are late, some observers
/// fall silent, some sheets do not add up, two who disagree; clerks type photos; the commission
/// announces turnout, then a result in two versions, in which not all is as the protocols have it.
/// Every page says that it is an example. Ctrl-C ends it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq demo\n  \
    sanaq demo --speed 600 --data rehearsal\n  \
    sanaq simulate --election example --stations 2000 --fraud swap:0.1 --honest \
--out country.csv\n  \
    sanaq demo --country country.csv\n\n\
An hour of the election day takes a minute at --speed 60. The mission is kept where --data says, \
and is thrown away without it.")]
pub(crate) struct Arguments {
    /// The port to listen on; 0: any that is free.
    #[arg(long, default_value_t = 8080, value_name = "PORT")]
    port: u16,
    /// How many times faster than a clock the day goes by; 0: as fast as it can.
    #[arg(long, default_value_t = 60, value_name = "N")]
    speed: u32,
    /// How many polling stations.
    #[arg(long, default_value_t = 1_000, value_name = "N")]
    stations: usize,
    /// How many of them are observed.
    #[arg(long, default_value_t = 120, value_name = "N")]
    sample: usize,
    /// What is done to the result between the stations and the publication, as for `simulate`.
    #[arg(long, default_value = "swap:0.05,stuffing:0.04", value_name = "SPEC")]
    fraud: String,
    /// A country that `sanaq simulate --honest` made, with the file of its honest results beside.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["stations", "fraud"])]
    country: Option<PathBuf>,
    /// The election of that country.
    #[arg(long, value_name = "ELECTION", default_value = "example")]
    election: String,
    /// Another seed is another country and another evening.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Keep the mission in this folder, which must be new or empty.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// End when the evening is over, and print what was projected beside the truth, as JSON.
    #[arg(long)]
    once: bool,
}

/// What the mission is called on every page.
const NAME: &str = "An invented country";
/// Accounts with which anybody may look around, and their roles.
const GUESTS: [(&str, &str); 5] = [
    ("admin", "admin"),
    ("coordinator", "coordinator"),
    ("analyst", "analyst"),
    ("clerk", "clerk"),
    ("officer", "security-officer"),
];
/// Letters of the guests' password.
const LETTERS: usize = 14;

pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    // Made on all processors, before the server has any.
    let country = staged::Country::make(&arguments)?;
    mission::wait(demo(arguments, country))
}

async fn demo(arguments: Arguments, country: staged::Country) -> Result<(), Failure> {
    let (kept, temporary) = directory(arguments.data.as_deref())?;
    let keys = kept.join("keys");
    secret_file::folder(&keys)?;
    let identity = Identity::generate();
    let recipient = format!("{}\n", identity.recipient());
    secret_file::create(&keys.join("recipients.txt"), recipient.as_bytes())?;
    let day = Day::begin(arguments.speed, &country.election)?;
    let password = password()?;
    let mut config = Config::local(kept, SocketAddr::from(([127, 0, 0, 1], arguments.port)));
    config.clock = day.clock();
    config.session = day.session();
    config.haste = Some(day.haste());
    // Every phone of the example has an address of its own, as on a real day.
    config.proxies = 1;
    config.guests = guests(&password);
    let running = start(config, &|_, _| ()).await.map_err(Failure::input)?;
    let address = format!("http://{}", running.address());
    found(&running, &password).await?;
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(running.serve(async {
        // The sender is gone when the evening ended otherwise.
        let _ = stopped.await;
    }));
    let told = evening(&arguments, country, &day, (&address, &password, &identity)).await;
    let _ = stop.send(());
    let served = served.await.map_err(|error| Failure::Inside(error.to_string()))?;
    drop(temporary);
    served.map_err(|error| Failure::Inside(error.to_string()))?;
    match told? {
        Some(told) => output::json(&told),
        None => Ok(()),
    }
}

/// Everything until the end of the evening or Ctrl-C; what is to be printed.
async fn evening(
    arguments: &Arguments,
    country: staged::Country,
    day: &Day,
    place: (&str, &SecretString, &Identity),
) -> Result<Option<Value>, Failure> {
    tokio::select! {
        told = whole(arguments, country, day, place) => told,
        () = serve::stop() => Ok(None),
    }
}

/// Sets the stage, plays, and waits.
async fn whole(
    arguments: &Arguments,
    country: staged::Country,
    day: &Day,
    (address, password, identity): (&str, &SecretString, &Identity),
) -> Result<Option<Value>, Failure> {
    let stage = Stage::set(address, password, country, arguments, day).await?;
    say(address, password, identity, &stage);
    played::play(&stage, day, identity.recipient()).await?;
    let told = compared(&stage).await?;
    if arguments.once {
        return Ok(Some(told));
    }
    progress::say("The evening is over; the pages stay until Ctrl-C.");
    progress::say(&format!("What really happened: {}", told["truth"]));
    std::future::pending().await
}

/// The folder of the mission, and what removes it at the end.
fn directory(
    data: Option<&std::path::Path>,
) -> Result<(PathBuf, Option<tempfile::TempDir>), Failure> {
    let Some(data) = data else {
        let folder = tempfile::Builder::new().prefix("sanaq-demo-").tempdir();
        let failed = |source| Failure::Write { path: std::env::temp_dir(), source };
        let folder = folder.map_err(failed)?;
        return Ok((folder.path().to_owned(), Some(folder)));
    };
    let used = std::fs::read_dir(data).is_ok_and(|mut all| all.next().is_some());
    if used {
        let place = data.display();
        return Err(Failure::Input(format!(
            "--data {place}: found a folder with something in it, expected a new or empty one: an \
             example is never mixed with anything"
        )));
    }
    secret_file::folder(data)?;
    Ok((data.to_owned(), None))
}

fn password() -> Result<SecretString, Failure> {
    let secret = token::generate().map_err(|error| Failure::Inside(error.to_string()))?;
    let text: String = secret.expose_secret().chars().take(LETTERS).collect();
    Ok(text.into())
}

fn guests(password: &SecretString) -> Vec<Guest> {
    let guest = |(account, role): (&str, &str)| Guest {
        account: account.to_owned(),
        role: role.to_owned(),
        password: password.expose_secret().to_owned(),
    };
    GUESTS.map(guest).into()
}

async fn found(running: &Running, password: &SecretString) -> Result<(), Failure> {
    running.become_example(NAME).await.map_err(Failure::Inside)?;
    running.first_account("admin", password).await.map_err(Failure::Inside)
}

/// What to open.
fn say(address: &str, password: &SecretString, identity: &Identity, stage: &Stage) {
    let password = password.expose_secret();
    let accounts: Vec<&str> = GUESTS.iter().map(|(account, _)| *account).collect();
    let codes: Vec<String> =
        stage.guests.iter().map(|(observer, code)| format!("  {observer}: {code}")).collect();
    progress::say(&format!(
        "This is an example: {NAME}, {} stations, {} observers.\n\n\
         Data centre   {address}/d/\n  \
         accounts {}; password {password}\n\
         Observer      {address}/p/   (also on a phone, through a tunnel of yours)\n  \
         codes to join with:\n{}\n\
         Opens what incidents say in confidence:\n  {}\n\n\
         The polls open; Ctrl-C ends it.",
        stage.country.honest.len(),
        stage.watchers(),
        accounts.join(", "),
        codes.join("\n"),
        identity.to_secret().expose_secret(),
    ));
}

/// The projection at the end beside the truth.
async fn compared(stage: &Stage) -> Result<Value, Failure> {
    let path = "/api/desk/views/projection";
    let projection = stage.admin.get(path).await?;
    let official = stage.admin.get("/api/desk/views/official").await?;
    let honest = &stage.country.honest;
    let all: u64 = honest.votes.iter().map(|(_, column)| column.total()).sum();
    let truth = honest
        .votes
        .iter()
        .map(|(id, column)| (id.to_string(), json!(column.total() as f64 / all.max(1) as f64)));
    Ok(json!({
        "truth": truth.collect::<serde_json::Map<_, _>>(),
        "projection": projection["options"],
        "stations": projection["stations"],
        "left_out": projection["left_out"]["counts"],
        "official": official["options"],
        "worth": official["worth"],
        "entries": projection["as_of"],
    }))
}
