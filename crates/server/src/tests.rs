//! The server through its own router: a mission from the first account to a receipt that holds.

mod coalition;
mod copies;
mod day;
mod drill;
mod entrance;
mod expectations;
mod forgetting;
mod golden;
mod ids;
mod maps;
mod marked;
mod named;
mod network;
mod official;
mod openapi;
mod pains;
mod planning;
mod publishing;
mod refusals;
mod sampling;
mod scripts;
mod sight;
mod texts;

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use sanaq_desk::event::Role;
use sanaq_seal::{
    code::Code,
    entry::{Nonce, leaf},
    receipt::{Keys, verify_receipt},
    short::Short,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    app::{Server, app},
    config::Config,
    routes::view::{self, VIEWS},
    table::{Who, endpoints, page},
};

pub(crate) const PASSWORD: &str = "a horse under the bridge";

/// A mission with an administrator.
pub(crate) struct Mission {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) server: Server,
    pub(crate) router: Router,
}

/// An answer.
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    cookie: Option<String>,
    /// The cookie that remembers a browser.
    browser: Option<String>,
    pub(crate) body: Value,
}

impl Mission {
    async fn new() -> Self {
        Self::at(sanaq_log::system_clock()).await
    }

    /// A mission whose keys may be there already.
    pub(crate) async fn within(folder: tempfile::TempDir) -> Self {
        Self::made(folder, sanaq_log::system_clock()).await
    }

    /// One whose clock is the test's.
    async fn at(clock: sanaq_log::Clock) -> Self {
        Self::made(tempfile::tempdir().unwrap(), clock).await
    }

    async fn made(folder: tempfile::TempDir, clock: sanaq_log::Clock) -> Self {
        let mut config = Config::local(folder.path().to_owned(), ([127, 0, 0, 1], 0).into());
        config.clock = clock;
        Self::open(folder, config).await
    }

    async fn open(folder: tempfile::TempDir, config: Config) -> Self {
        let server = Server::open(config, &|_, _| ()).await.unwrap();
        server.office.follow();
        server.first_account("admin", &PASSWORD.to_owned().into()).await.unwrap();
        Self { folder, router: app(&server), server }
    }

    /// From now on the public files are kept in a folder, and handed out under an address.
    pub(crate) fn hand_out(&mut self, folder: &Path, address: String) {
        let mut config = self.server.config.as_ref().clone();
        config.public = Some(folder.to_owned());
        config.public_address = Some(address);
        self.server.config = Arc::new(config);
        self.router = app(&self.server);
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        who: &[(&str, &str)],
        body: Value,
    ) -> Told {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::CONTENT_TYPE, "application/json").header("x-sanaq", "1");
        for (name, value) in who {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let status = response.status();
        let set = response.headers().get_all(header::SET_COOKIE).iter();
        let mut set = set.map(|cookie| cookie.to_str().unwrap().to_owned());
        let (cookie, browser) = (set.next(), set.next());
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22).await.unwrap();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Told { status, cookie, browser, body }
    }

    pub(crate) async fn sign_in(&self, account: &str) -> String {
        let body = json!({ "account": account, "password": PASSWORD });
        let told = self.ask(Method::POST, "/api/session", &[], body).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        told.cookie.unwrap().split(';').next().unwrap().to_owned()
    }

    pub(crate) async fn record(&self, cookie: &str, number: u8, kind: &str, body: Value) -> Told {
        let body = json!({ "id": format!("{number:032x}"), "kind": kind, "body": body });
        self.ask(Method::POST, "/api/desk/events", &[("cookie", cookie)], body).await
    }

    pub(crate) async fn account(&self, cookie: &str, number: u8, role: Role) -> String {
        let name = format!("{role:?}").to_lowercase();
        let body = json!({ "id": format!("{number:032x}"), "kind": "account/1",
            "body": { "id": name, "role": role }, "password": PASSWORD });
        let told = self.ask(Method::POST, "/api/desk/events", &[("cookie", cookie)], body).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        self.sign_in(&name).await
    }

    /// An observer whose phone has joined: its header.
    pub(crate) async fn phone(&self, cookie: &str, observer: &str, number: u8) -> String {
        let code = Code::generate().unwrap();
        let stored = code.store().unwrap();
        let body = json!({ "id": observer, "language": "kk",
            "code": { "handle": stored.handle, "hash": stored.hash } });
        let told = self.record(cookie, number, "observer/1", body).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let typed = code.to_secret().expose_secret().to_lowercase();
        let told = self.ask(Method::POST, "/api/join", &[], json!({ "code": typed })).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        format!("Bearer {}", told.body["token"].as_str().unwrap())
    }
}

fn report(number: u8, station: &str) -> Value {
    json!({ "id": format!("{number:032x}"), "form": "turnout", "version": "1", "station": station })
}

#[tokio::test]
async fn a_report_sent_many_times_is_one_with_one_receipt() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let phone = mission.phone(&admin, "o-17", 1).await;
    let who = [("authorization", phone.as_str())];
    let file = |body| mission.ask(Method::POST, "/api/reports", &who, body);
    let (first, again) = futures_util::join!(file(report(7, "12")), file(report(7, "12")));
    let third = file(json!({ "reports": [report(7, "12"), report(8, "12")] })).await;
    assert_eq!((first.status, again.status), (StatusCode::OK, StatusCode::OK), "{}", first.body);
    assert_eq!(first.body["receipt"], again.body["receipt"]);
    assert_eq!(first.body["receipt"], third.body["reports"][0]["receipt"]);
    assert_eq!(third.body["reports"][0]["repeated"], true);
    assert_eq!(third.body["reports"][1]["repeated"], false);
    assert_eq!(mission.server.office.state().reports(sanaq_desk::Mode::Real), 2);
    // The same id for something else is refused, and what was there stays.
    let other = file(report(7, "13")).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    // Anybody can check the receipt with the key that the mission publishes.
    let told = mission.ask(Method::GET, "/api/mission", &[], Value::Null).await;
    let keys: Keys = told.body["log"].as_str().unwrap().parse().unwrap();
    let receipt = first.body["receipt"].as_str().unwrap();
    assert!(verify_receipt(receipt, &keys).is_ok());
    // The third line is the place in the log.
    let mut lines: Vec<&str> = receipt.lines().collect();
    lines[2] = "4711";
    assert!(verify_receipt(&(lines.join("\n") + "\n"), &keys).is_err());
    mission.server.office.log.sign_checkpoint(&mission.server.office.keys.log).await.unwrap();
    let path = format!("/api/receipts/{:032x}", 7);
    let proof = mission.ask(Method::GET, &path, &who, Value::Null).await;
    let proved = verify_receipt(proof.body["receipt"].as_str().unwrap(), &keys).unwrap();
    // The reporter sees what the receipt is about, and that nothing else stands in the log.
    let nonce = Nonce::from_hex(proof.body["nonce"].as_str().unwrap()).unwrap();
    let entry = proof.body["entry"].as_str().unwrap();
    assert_eq!(leaf(&nonce, entry.as_bytes()), proved.promise().leaf);
    let entry: Value = serde_json::from_str(entry).unwrap();
    assert_eq!((&entry["body"]["station"], &entry["actor"]), (&json!("12"), &json!("o/o-17")));
    let short: Short = proof.body["short"].as_str().unwrap().parse().unwrap();
    assert!(short.fits(&proved.promise().leaf) && short.index == proved.promise().index);
    // A coordinator hands the receipt on, and does not learn what opens it.
    let desk = format!("/api/desk{}", path.trim_start_matches("/api"));
    let handed = mission.ask(Method::GET, &desk, &[("cookie", &admin)], Value::Null).await;
    assert_eq!(handed.body["receipt"], proof.body["receipt"], "{}", handed.body);
    assert!(handed.body.get("nonce").is_none());
    // Another observer does not even learn that there is such a report.
    let other = mission.phone(&admin, "o-18", 2).await;
    let other = [("authorization", other.as_str())];
    assert_eq!(mission.ask(Method::GET, &path, &other, Value::Null).await.status, 404);
}

/// Protects an observer in a cellar: the answer was lost on the way, the code is spent, and the
/// same phone asks again. Nobody else can.
#[tokio::test]
async fn a_phone_whose_answer_was_lost_asks_again_and_no_other_does() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let mut codes = Vec::new();
    for (number, observer) in [(1, "o-1"), (2, "o-2")] {
        let code = Code::generate().unwrap();
        let stored = code.store().unwrap();
        let body = json!({ "id": observer,
            "code": { "handle": stored.handle, "hash": stored.hash } });
        assert_eq!(mission.record(&admin, number, "observer/1", body).await.status, 200);
        codes.push(code.to_secret().expose_secret().to_owned());
    }
    let token = || sanaq_seal::token::generate().unwrap().expose_secret().to_owned();
    let (own, other) = (token(), token());
    let join = |code: usize, token: &str| {
        let body = json!({ "code": codes[code], "token": token });
        mission.ask(Method::POST, "/api/join", &[], body)
    };
    let (first, twin) = futures_util::join!(join(0, &own), join(0, &own));
    assert_eq!(first.body, json!({ "observer": "o-1", "token": own }), "{}", first.body);
    assert_eq!(twin.body, first.body, "asked twice at once");
    let entries = mission.server.office.state().entries();
    assert_eq!(join(0, &own).await.body, first.body);
    assert_eq!(mission.server.office.state().entries(), entries, "nothing new happened");
    let phone = format!("Bearer {own}");
    let who = [("authorization", phone.as_str())];
    assert_eq!(mission.ask(Method::GET, "/api/phone", &who, Value::Null).await.status, 200);
    assert_eq!(join(0, &other).await.status, 403, "another phone has no part in it");
    assert_eq!(join(0, "guess").await.status, 400);
    // With another's code the same token makes nobody two people, and spends nothing.
    assert_eq!(join(1, &own).await.status, 403);
    assert_eq!(join(1, &other).await.body["observer"], "o-2");
    let lost = json!({ "observer": "o-1" });
    assert_eq!(mission.record(&admin, 3, "phone-lost/1", lost).await.status, 200);
    assert_eq!(join(0, &own).await.status, 403, "a lost phone stays out");
}

#[tokio::test]
async fn what_was_decided_is_there_after_a_restart() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let stations = json!({ "rows": [{ "code": "12", "area": "Almaty", "registered": 900 }] });
    let told = mission.record(&admin, 1, "stations/1", stations.clone()).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let again = mission.record(&admin, 1, "stations/1", stations).await;
    assert_eq!(told.body["entries"], again.body["entries"]);
    let before = mission.server.office.state().entries();
    let place = mission.server.config.as_ref().clone();
    mission.server.office.close().await;
    let again = Server::open(place, &|_, _| ()).await.unwrap();
    assert_eq!(again.office.state().entries(), before);
    assert!(again.office.state().has_station("12"));
}

/// Protects every endpoint: nobody passes its gate whom the table does not name.
#[tokio::test]
async fn every_endpoint_is_closed_to_every_role_that_the_table_does_not_name() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let mut accounts = vec![(Some(Role::Admin), admin.clone())];
    for (number, role) in (10..).zip([Role::Clerk, Role::Analyst, Role::Coordinator]) {
        accounts.push((Some(role), mission.account(&admin, number, role).await));
    }
    let officer = mission.account(&admin, 20, Role::SecurityOfficer).await;
    accounts.push((Some(Role::SecurityOfficer), officer));
    accounts.push((None, String::from("sanaq=forged.00")));
    let phone = mission.phone(&admin, "o-1", 21).await;
    for endpoint in endpoints() {
        // Signing out and changing passwords end the test's own sessions: see the test below.
        if endpoint.path.starts_with("/api/session") || endpoint.path == "/api/password" {
            continue;
        }
        let method: Method = endpoint.method.parse().unwrap();
        let path = endpoint.path.replace("{id}", "x").replace("{hash}", "x").replace("{view}", "x");
        let path = path.replace("{gateway}", "x").replace("{token}", "x").replace("{shape}", "x");
        let path = path.replace("{*path}", "x").replace("{old}", "0");
        let closed = |status: StatusCode| matches!(status.as_u16(), 401 | 403);
        let name = format!("{} {}", endpoint.method, endpoint.path);
        for (role, cookie) in &accounts {
            let told = mission.ask(method.clone(), &path, &[("cookie", cookie)], json!({})).await;
            let may = match (endpoint.who, role) {
                (Who::Anyone | Who::Reader, _) => true,
                (_, None) => false,
                (who, Some(role)) => who.allows(*role),
            };
            assert!(may || closed(told.status), "{name}: {role:?} passed, {}", told.status);
            assert!(!may || told.status != 401, "{name}: {role:?} was shut out");
        }
        let device = [("authorization", phone.as_str())];
        let told = mission.ask(method.clone(), &path, &device, json!({})).await;
        let may = matches!(endpoint.who, Who::Anyone | Who::Reader | Who::Observer);
        assert_eq!(!may, closed(told.status), "{name}: a phone, {}", told.status);
        // Without our mark nothing that changes something passes, whoever's browser it is.
        let account = matches!(endpoint.who, Who::Account | Who::Has(_));
        if !method.is_safe() && account {
            let request = Request::builder().method(&method).uri(&path).header("cookie", &admin);
            let request = request.body(Body::empty()).unwrap();
            let response = mission.router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}");
        }
    }
}

/// The same of every view, at once and live; and whoever is signed in or not of their own session.
#[tokio::test]
async fn every_view_is_closed_to_every_role_that_its_right_does_not_name() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let mut accounts = vec![(Role::Admin, admin.clone())];
    let roles = [Role::Clerk, Role::Analyst, Role::Coordinator, Role::SecurityOfficer];
    for (number, role) in (10..).zip(roles) {
        accounts.push((role, mission.account(&admin, number, role).await));
    }
    for name in VIEWS {
        for (role, cookie) in &accounts {
            let may = role.may(view::right_of(name).unwrap());
            for path in [format!("views/{name}?id={:032x}", 1), format!("live?view={name}&id=1")] {
                if may && path.starts_with("live") {
                    continue;
                }
                let path = format!("/api/desk/{path}");
                let who = [("cookie", cookie.as_str())];
                let told = mission.ask(Method::GET, &path, &who, Value::Null).await;
                let closed = told.status == StatusCode::FORBIDDEN;
                let told = format!("{role:?}, {path}: {}", told.status);
                assert!(closed != may || told.ends_with("400 Bad Request"), "{told}");
            }
        }
    }
    let phone = mission.phone(&admin, "o-1", 21).await;
    let own = endpoints().into_iter().filter(|own| own.who == Who::Oneself);
    let own = own.filter(|own| own.path.starts_with("/api/session") || own.path == "/api/password");
    let mut count = 0;
    for endpoint in own {
        let method: Method = endpoint.method.parse().unwrap();
        let path = endpoint.path.replace("{id}", "x");
        for who in [("cookie", "sanaq=forged.00"), ("authorization", phone.as_str())] {
            let told = mission.ask(method.clone(), &path, &[who], json!({})).await;
            assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
        count += 1;
        for (role, cookie) in &mut accounts {
            let who = [("cookie", cookie.as_str())];
            let told = mission.ask(method.clone(), &path, &who, json!({})).await;
            let closed = matches!(told.status.as_u16(), 401 | 403);
            assert!(!closed, "{method} {path}: {role:?} was shut out, {}", told.body);
            let ended = told.status == StatusCode::NO_CONTENT;
            if ended {
                *cookie = mission.sign_in(&format!("{role:?}").to_lowercase()).await;
            }
        }
    }
    assert_eq!(count, 6);
}

#[test]
fn the_page_on_access_is_the_table() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == page(), "docs/access.md must be:\n{}", page());
}

#[tokio::test]
async fn a_wrong_password_says_nothing_and_too_many_are_slowed_down() {
    let mission = Mission::new().await;
    let attempt = |account: &'static str| {
        let body = json!({ "account": account, "password": "guess" });
        mission.ask(Method::POST, "/api/session", &[], body)
    };
    let (known, unknown) = (attempt("admin").await, attempt("nobody").await);
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    assert_eq!(known.status, StatusCode::UNAUTHORIZED);
    let mut statuses = Vec::new();
    for _ in 0..10 {
        statuses.push(attempt("admin").await.status.as_u16());
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    let password: SecretString = PASSWORD.to_owned().into();
    assert!(mission.server.first_account("admin", &password).await.is_ok(), "it is there already");
}
