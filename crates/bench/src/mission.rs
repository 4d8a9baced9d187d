//! A mission as benches need it: stations, forms, observers whose phones have joined, written into
//! the log as the server itself writes them.

use std::{collections::BTreeMap, path::Path};

use sanaq_desk::{
    Event, clear_fields,
    event::{ContestDefined, Deployment, Device, Observer, Published, StationRow, Stations, Zones},
};
use sanaq_election::Election;
use sanaq_forms::{Form, builtin, protocol_form};
use sanaq_log::{Append, Log, NewEntry, Place, system_clock};
use sanaq_seal::{SecretString, canonical::Canonical, entry::Id, hash::Hash, token::TokenHash};

use crate::{
    failure::Failure,
    http::{Client, Request},
    process::Server,
};

/// The election of the benches.
const ELECTION: &str = "kazakhstan-2021";

/// How many entries share one append while a log is filled.
const TOGETHER: usize = 4_000;

/// How large a mission is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) stations: u32,
    pub(crate) observers: u32,
    /// How many of the observers have a phone that joined.
    pub(crate) phones: u32,
}

impl Size {
    /// Starts at once.
    pub(crate) const SMALL: Self = Self { stations: 50, observers: 64, phones: 64 };
}

/// The forms that are reported by: a checklist, a head count, an incident, the protocol.
pub(crate) struct Forms {
    pub(crate) checklist: Form,
    pub(crate) turnout: Form,
    pub(crate) incident: Form,
    pub(crate) protocol: Form,
}

impl Forms {
    pub(crate) fn new() -> Result<Self, Failure> {
        let form = |name: &str| -> Result<Form, Failure> {
            let form = builtin::form(name).ok_or_else(|| Failure::new("no such form"))?;
            Ok(form?)
        };
        Ok(Self {
            checklist: form("opening")?,
            turnout: form("turnout")?,
            incident: form("incident")?,
            protocol: protocol_form(&election()?),
        })
    }
}

fn election() -> Result<Election, Failure> {
    let election = sanaq_election::builtin::election(ELECTION);
    Ok(election.ok_or_else(|| Failure::new("no such election"))??)
}

/// The code of a station.
pub(crate) fn station(number: u32) -> String {
    format!("{number:06}")
}

/// The pseudonym of an observer.
pub(crate) fn observer(number: u32) -> String {
    format!("o-{number}")
}

/// The token that an observer's phone holds, as the header that it sends.
pub(crate) fn bearer(number: u32) -> String {
    format!("Bearer {}", token(number))
}

fn token(number: u32) -> String {
    let text = Hash::of(format!("phone {number}").as_bytes()).to_base64();
    text.trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// What a mission has planned before the day, as the log holds it.
pub(crate) fn plan(size: Size, forms: &Forms) -> impl Iterator<Item = Event> {
    let toml = sanaq_election::builtin::text(ELECTION).unwrap_or_default().to_owned();
    let contest = ContestDefined { name: format!("{ELECTION}.toml"), toml };
    let zones = Zones(BTreeMap::from([(String::new(), "Asia/Almaty".to_owned())]));
    let mut first: Vec<Event> = vec![contest.into(), zones.into()];
    for form in [&forms.checklist, &forms.turnout, &forms.incident, &forms.protocol] {
        let clear = clear_fields(form);
        first.push(Published { form: form.clone(), clear }.into());
    }
    let stations = (0..size.stations).step_by(TOGETHER).map(move |from| {
        let to = size.stations.min(from + u32::try_from(TOGETHER).unwrap_or(u32::MAX));
        let row = |number: u32| StationRow {
            code: station(number),
            area: format!("Region {}/District {}", number % 20, number % 400),
            registered: Some(2_000),
            place: Some((432_380_000, 768_829_000)),
        };
        Event::from(Stations { rows: (from..to).map(row).collect() })
    });
    let people = (0..size.observers).flat_map(move |number| {
        let (id, station) = (observer(number), station(number % size.stations.max(1)));
        let own = Observer {
            id: id.clone(),
            organisation: String::new(),
            code: None,
            language: "kk".to_owned(),
            supervisor: None,
            phones: Vec::new(),
            backup: None,
        };
        let deployed =
            Deployment { observer: id.clone(), station, shift: None, role: String::new() };
        let phone = (number < size.phones).then(|| device(id, number)).flatten();
        [Some(Event::from(own)), Some(Event::from(deployed)), phone].into_iter().flatten()
    });
    first.into_iter().chain(stations).chain(people)
}

fn device(observer: String, number: u32) -> Option<Event> {
    let token = TokenHash::of(&SecretString::from(token(number)))?.to_string();
    Some(Device { observer, token, given: false }.into())
}

/// Appends events to a log without a server.
pub(crate) async fn fill(
    place: &Place,
    events: impl Iterator<Item = (String, Event)>,
) -> Result<u64, Failure> {
    let log = Log::open(place, system_clock()).await?;
    let mut entries = Vec::with_capacity(TOGETHER);
    let mut bytes = 0;
    let mut events = events.peekable();
    while let Some((actor, event)) = events.next() {
        let id = match &event {
            Event::Report(report) => Id(report.id.0),
            _ => Id::generate()?,
        };
        let body = event.body().ok_or_else(|| Failure::new("a body that is not JSON"))?;
        let body = Canonical::of(&body)?;
        bytes += body.as_str().len();
        entries.push(NewEntry { id, actor, kind: event.kind().to_owned(), body });
        if entries.len() == TOGETHER || bytes > 8 << 20 || events.peek().is_none() {
            let entries = std::mem::take(&mut entries);
            log.append(Append { entries, ..Append::default() }).await?;
            bytes = 0;
        }
    }
    let size = log.size();
    log.close().await;
    Ok(size)
}

/// Makes a mission in an empty place. The directory with its keys is made by the first start.
pub(crate) async fn make(place: &Place, size: Size, forms: &Forms) -> Result<u64, Failure> {
    if let Place::Directory(folder) = place {
        std::fs::create_dir_all(folder)?;
    }
    fill(place, plan(size, forms).map(|event| ("system".to_owned(), event))).await
}

/// The secret of the gateways for text messages.
pub(crate) const GATEWAY: &str = "a secret of the gateways";
/// The server's address as gateways call it.
pub(crate) const PUBLIC: &str = "https://mission.example";

/// Two gateways for text messages, before the first start: `bridge` and `twilio`.
pub(crate) fn gateways(data: &Path) -> Result<(), Failure> {
    let path = data.join("keys/gateways.toml");
    let gateway = |name: &str, kind: &str| {
        format!(
            "[[gateway]]\nname = \"{name}\"\nkind = \"{kind}\"\nsecret = \"{GATEWAY}\"\n\
             public = \"{PUBLIC}\"\n"
        )
    };
    std::fs::write(&path, gateway("bridge", "generic") + &gateway("twilio", "twilio"))?;
    // Only its owner may read it, else it is not used.
    let mode = std::process::Command::new("chmod").arg("600").arg(&path).status()?;
    if mode.success() { Ok(()) } else { Err(Failure::new("the gateways' file stays readable")) }
}

/// Gives two servers of one mission the same keys.
pub(crate) fn copy_keys(from: &Path, to: &Path) -> Result<(), Failure> {
    let (from, to) = (from.join("keys"), to.join("keys"));
    std::fs::create_dir_all(&to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        std::fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

/// Signs the first account in: the cookie of its session.
pub(crate) async fn sign_in(server: &Server) -> Result<String, Failure> {
    let password = server.password()?;
    let password = password.ok_or_else(|| Failure::new("no password was shown"))?;
    let body = serde_json::json!({ "account": "admin", "password": password }).to_string();
    let mut client = Client::connect(server.address).await?;
    let answer = client.ask(&Request::post("/api/session", body.as_bytes())).await?;
    answer.json()?;
    answer.cookie.ok_or_else(|| Failure::new("no cookie was given"))
}
