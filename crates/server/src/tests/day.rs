//! An election day that is planned, with a clock that a test sets.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::http::{Method, StatusCode};
use sanaq_desk::{
    Actor, Command, Event, clear_fields,
    event::{
        ContestDefined, Deployment, Drill, Expected, Observer, Organisation, Published, Role,
        Schedule, StationRow, Stations, Zones,
    },
};
use sanaq_forms::builtin;
use sanaq_seal::entry::Id;
use serde_json::{Value, json};

use super::{Mission, PASSWORD, Told};
use crate::config::Config;

/// Midnight of 10 January 2021 in Almaty.
const MIDNIGHT: i64 = 1_610_215_200;
pub(super) const PROTOCOL: &str = "protocol-majilis-lists";

pub(super) struct Day {
    pub(super) mission: Mission,
    clock: Arc<AtomicI64>,
    /// The cookies of accounts, by name.
    cookies: BTreeMap<&'static str, String>,
}

/// An id that follows from a number.
pub(super) fn id(number: u32) -> String {
    format!("{number:032x}")
}

impl Day {
    /// Six stations in two zones, three observers at station 1, one of them a partner's, an
    /// account of each role. It is seven in the morning.
    pub(super) async fn new(gateways: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        std::fs::create_dir(&keys).unwrap();
        let file = keys.join("gateways.toml");
        std::fs::write(&file, gateways).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
            std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o700)).unwrap();
        }
        let clock = Arc::new(AtomicI64::new((MIDNIGHT + 7 * 3_600) * 1_000_000));
        let mut config = Config::local(folder.path().to_owned(), ([127, 0, 0, 1], 0).into());
        let told = Arc::clone(&clock);
        config.clock = Arc::new(move || told.fetch_add(1, Ordering::Relaxed));
        let mission = Mission::open(folder, config).await;
        let mut day = Self { mission, clock, cookies: BTreeMap::new() };
        day.plan().await;
        let admin = day.mission.sign_in("admin").await;
        for (number, (name, role)) in (200..).zip([
            ("analyst", Role::Analyst),
            ("coordinator", Role::Coordinator),
            ("securityofficer", Role::SecurityOfficer),
        ]) {
            let cookie = day.mission.account(&admin, number, role).await;
            day.cookies.insert(name, cookie);
        }
        day.cookies.insert("admin", admin);
        day
    }

    async fn plan(&self) {
        let toml = sanaq_election::builtin::text("kazakhstan-2021").unwrap().to_owned();
        self.record(ContestDefined { name: "kazakhstan-2021.toml".into(), toml }).await;
        let zones = [("", "Asia/Almaty"), ("West", "Asia/Oral")];
        let zones = zones.map(|(area, zone)| (area.to_owned(), zone.to_owned()));
        self.record(Zones(BTreeMap::from(zones))).await;
        let row = |number: u32| StationRow {
            code: number.to_string(),
            area: if number.is_multiple_of(2) { "West/Town" } else { "East/Town" }.to_owned(),
            registered: Some(2_000),
            place: None,
        };
        self.record(Stations { rows: (1..=6).map(row).collect() }).await;
        let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
        let forms = builtin::names().map(|name| builtin::form(name).unwrap().unwrap());
        for form in forms.chain([sanaq_forms::protocol_form(&election)]) {
            let clear = clear_fields(&form);
            self.record(Published { form, clear }).await;
        }
        self.record(schedule()).await;
        self.record(Organisation { id: "ngo".into(), name: "Partner".into() }).await;
        for (number, organisation) in [(1, ""), (2, "ngo"), (3, "")] {
            let name = format!("o-{number}");
            self.record(observer(&name, organisation)).await;
            self.deploy(&name, "1").await;
        }
    }

    pub(super) async fn deploy(&self, observer: &str, station: &str) {
        let (observer, station) = (observer.to_owned(), station.to_owned());
        self.record(Deployment { observer, station, shift: None, role: String::new() }).await;
    }

    /// Has something recorded by the server itself.
    pub(super) async fn record(&self, event: impl Into<Event>) {
        let command = Command::Record(event.into());
        let office = &self.mission.server.office;
        office.act(&Actor::System, Id::generate().unwrap(), &command).await.unwrap();
    }

    pub(super) async fn drill(&self, on: bool) {
        self.record(Drill { on, name: "rehearsal".into() }).await;
    }

    /// It is this minute of the day in Almaty.
    pub(super) fn at(&self, minute: i64) {
        self.clock.store((MIDNIGHT + minute * 60) * 1_000_000, Ordering::Relaxed);
    }

    /// That minute in seconds of the Unix epoch.
    pub(super) const fn second(minute: i64) -> i64 {
        MIDNIGHT + minute * 60
    }

    pub(super) async fn ask(&self, who: &str, method: Method, path: &str, body: Value) -> Told {
        let cookie = self.cookies[who].as_str();
        self.mission.ask(method, path, &[("cookie", cookie)], body).await
    }

    pub(super) fn cookie(&self, who: &str) -> &str {
        &self.cookies[who]
    }

    pub(super) async fn get(&self, who: &str, path: &str) -> Value {
        let told = self.ask(who, Method::GET, path, Value::Null).await;
        assert_eq!(told.status, StatusCode::OK, "{path}: {}", told.body);
        told.body
    }

    pub(super) async fn decide(&self, who: &str, number: u32, kind: &str, body: Value) -> Told {
        let body = json!({ "id": id(number), "kind": kind, "body": body });
        self.ask(who, Method::POST, "/api/desk/events", body).await
    }

    /// A coordinator files for an observer, on the telephone.
    pub(super) async fn file(&self, report: Value) -> Told {
        self.ask("coordinator", Method::POST, "/api/desk/reports", report).await
    }

    /// An account of the partner, signed in.
    pub(super) async fn partner(&mut self, number: u32, name: &'static str, role: Role) {
        let body = json!({ "id": id(number), "kind": "account/1", "password": PASSWORD,
            "body": { "id": name, "role": role, "organisation": "ngo" } });
        let told = self.ask("admin", Method::POST, "/api/desk/events", body).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let cookie = self.mission.sign_in(name).await;
        self.cookies.insert(name, cookie);
    }

    /// The kinds of flags of a report.
    pub(super) async fn flags(&self, number: u32) -> String {
        let path = format!("/api/desk/views/report?id={}", id(number));
        self.get("coordinator", &path).await["flags"].to_string()
    }

    /// The lines of an export.
    pub(super) async fn csv(&self, who: &str, asked: &str) -> Vec<String> {
        let told = self.get(who, &format!("/api/desk/export?{asked}")).await;
        told.as_str().unwrap().lines().map(str::to_owned).collect()
    }
}

pub(super) fn observer(name: &str, organisation: &str) -> Observer {
    Observer {
        id: name.to_owned(),
        organisation: organisation.to_owned(),
        code: None,
        language: "ru".to_owned(),
        supervisor: Some("c-1".to_owned()),
        phones: Vec::new(),
        backup: None,
    }
}

fn schedule() -> Schedule {
    let one = |id: &str, form: &str, from, due| Expected {
        id: id.to_owned(),
        form: form.parse().unwrap(),
        due,
        grace: 30,
        from,
        sample_only: false,
    };
    Schedule {
        date: "2021-01-10".parse().unwrap(),
        expected: vec![
            one("count-noon", "turnout", 420, 720),
            one("count-close", "turnout", 900, 1_210),
            one("protocol", PROTOCOL, 1_200, 1_470),
        ],
    }
}

/// A head count.
pub(super) fn count(number: u32, observer: &str, station: &str, voters: i64) -> Value {
    json!({ "id": id(number), "form": "turnout", "version": "1", "station": station,
        "observer": observer, "answers": { "voters": { "integer": voters } } })
}
