//! Coming in: authenticators, sessions, lock-outs.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use sanaq_seal::totp::Totp;
use serde_json::{Value, json};

use super::{Mission, PASSWORD, Told};
use crate::{
    credential,
    failures::{Attempt, LASTS},
    table::{Who, endpoints},
};

/// 2021-01-10 07:00 in Almaty, in seconds.
const MORNING: i64 = 1_610_240_400;

/// A mission whose clock the test moves.
struct Day {
    mission: Mission,
    seconds: Arc<AtomicI64>,
}

impl Day {
    async fn begin() -> Self {
        let seconds = Arc::new(AtomicI64::new(MORNING));
        let clock = Arc::clone(&seconds);
        let clock = Arc::new(move || clock.load(Ordering::Relaxed) * 1_000_000);
        Self { mission: Mission::at(clock).await, seconds }
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// What the app shows now.
    fn code(&self, app: &Totp) -> String {
        app.code(self.seconds.load(Ordering::Relaxed).try_into().unwrap()).unwrap()
    }

    async fn own(&self, method: Method, path: &str, cookie: &str, body: Value) -> Told {
        self.mission.ask(method, path, &[("cookie", cookie)], body).await
    }

    async fn type_in(&self, account: &str, password: &str, more: &[(&str, &str)]) -> Told {
        let mut body = json!({ "account": account, "password": password });
        let mut headers = Vec::new();
        for (name, value) in more {
            if *name == "code" {
                body["code"] = json!(value);
            } else {
                headers.push((*name, *value));
            }
        }
        self.mission.ask(Method::POST, "/api/session", &headers, body).await
    }

    /// Sets up an authenticator: the app, and the new session's cookie.
    async fn set_up(&self, cookie: &str) -> (Totp, String) {
        let path = "/api/authenticator";
        let told = self.own(Method::POST, path, cookie, json!({ "password": PASSWORD })).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let secret = told.body["secret"].as_str().unwrap();
        let address = told.body["address"].as_str().unwrap();
        assert!(address.starts_with("otpauth://totp/") && address.contains(secret), "{address}");
        let app = Totp::from_secret(&secret.to_owned().into()).unwrap();
        let pending = &told.body["pending"];
        let wrong = json!({ "pending": pending, "code": "000000" });
        assert_eq!(self.own(Method::PUT, path, cookie, wrong).await.status, 400);
        let right = json!({ "pending": pending, "code": self.code(&app) });
        let told = self.own(Method::PUT, path, cookie, right).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        assert_eq!(told.body["authenticator"], true);
        (app, cookie_of(&told))
    }

    fn trail(&self) -> Vec<(String, String, Option<String>)> {
        let state = self.mission.server.office.state();
        let viewer = state.viewer("admin").unwrap();
        let page = sanaq_desk::Page { from: 0, limit: 100 };
        let query = sanaq_desk::Query::Trail(sanaq_desk::view::TrailOf::default());
        let view = state.view(&viewer, sanaq_desk::Mode::Real, &query, page, MORNING).unwrap();
        let view = serde_json::to_value(&view).unwrap();
        let text = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
        let rows = view.pointer("/rows").or_else(|| view.pointer("/trail/rows")).unwrap();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (text(row, "actor").unwrap(), text(row, "kind").unwrap(), text(row, "whom")))
            .collect()
    }
}

fn cookie_of(told: &Told) -> String {
    told.cookie.as_ref().unwrap().split(';').next().unwrap().to_owned()
}

/// Protects accounts whose password was seen: it opens nothing without the code, and a code opens
/// once.
#[tokio::test]
async fn a_code_is_asked_for_and_opens_once() {
    let day = Day::begin().await;
    let first = day.mission.sign_in("admin").await;
    let (app, second) = day.set_up(&first).await;
    let who = day.own(Method::GET, "/api/session", &first, Value::Null).await;
    assert_eq!(who.status, 401, "who came in without it is out");
    assert_eq!(day.own(Method::GET, "/api/session", &second, Value::Null).await.status, 200);
    let told = day.type_in("admin", PASSWORD, &[]).await;
    assert_eq!((told.status.as_u16(), &told.body["title"]), (401, &json!("code-needed")));
    let spent = day.code(&app);
    let told = day.type_in("admin", PASSWORD, &[("code", &spent)]).await;
    assert_eq!(told.status, 401, "the code that confirmed it is spent: {}", told.body);
    day.pass(30);
    let code = day.code(&app);
    let shown = [("code", code.as_str())];
    let (one, other) = futures_util::join!(
        day.type_in("admin", PASSWORD, &shown),
        day.type_in("admin", PASSWORD, &shown),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401], "two at once with one code: one comes in");
    assert_eq!(day.type_in("admin", PASSWORD, &[("code", &spent)]).await.status, 401);
    assert_eq!(day.type_in("admin", "wrong", &[("code", &code)]).await.status, 401);
}

/// Protects the mission: administrators and security officers have nothing but the set-up until
/// they have an authenticator, once the mission's first one is there.
#[tokio::test]
async fn a_role_that_needs_an_authenticator_can_only_set_one_up() {
    let day = Day::begin().await;
    let first = day.mission.sign_in("admin").await;
    let officer = day.mission.account(&first, 1, Role::SecurityOfficer).await;
    let clerk = day.mission.account(&first, 2, Role::Clerk).await;
    let trail = "/api/desk/views/trail";
    assert_eq!(day.own(Method::GET, trail, &officer, Value::Null).await.status, 200);
    let (_, admin) = day.set_up(&first).await;
    for endpoint in endpoints() {
        // These do not ask for an account.
        if !matches!(endpoint.who, Who::Oneself | Who::Account | Who::Has(_)) {
            continue;
        }
        let path = endpoint.path.replace("{id}", "x").replace("{hash}", "x").replace("{view}", "x");
        let method = endpoint.method.parse().unwrap();
        let open = endpoint.who == Who::Oneself;
        if open && endpoint.path.starts_with("/api/session") {
            continue;
        }
        let told = day.own(method, &path, &officer, json!({})).await;
        let shut = told.body["title"] == "second-factor";
        assert_eq!(shut, !open, "{} {path}: {}", endpoint.method, told.body);
    }
    let told = day.own(Method::GET, "/api/session", &officer, Value::Null).await;
    assert_eq!(told.body["needs_authenticator"], true);
    let (_, officer) = day.set_up(&officer).await;
    assert_eq!(day.own(Method::GET, trail, &officer, Value::Null).await.status, 200);
    let proof = json!({ "password": PASSWORD, "code": "000000" });
    let told = day.own(Method::DELETE, "/api/authenticator", &officer, proof).await;
    assert_eq!(told.status, 403, "their role needs it: {}", told.body);
    // What is needed is the mission's to decide.
    let desk = "/api/desk/views/desk";
    assert_eq!(day.own(Method::GET, desk, &clerk, Value::Null).await.status, 200);
    let roles = json!({ "roles": ["clerk"] });
    let told = day.mission.record(&admin, 3, "second-factor/1", roles).await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(day.own(Method::GET, desk, &clerk, Value::Null).await.status, 403);
}

/// Protects from both: a lost phone that shuts somebody out for good, and somebody who takes an
/// authenticator away unseen.
#[tokio::test]
async fn a_lost_authenticator_is_taken_away_by_an_administrator_and_stands_in_the_trail() {
    let day = Day::begin().await;
    let admin = day.mission.sign_in("admin").await;
    let clerk = day.mission.account(&admin, 1, Role::Clerk).await;
    let (app, clerk) = day.set_up(&clerk).await;
    let (_, admin) = day.set_up(&admin).await;
    // A new password leaves the authenticator where it is, and ends sessions.
    let body = json!({ "id": format!("{:032x}", 2), "kind": "account/1",
        "body": { "id": "clerk", "role": "clerk" }, "password": "another long password" });
    let told = day.own(Method::POST, "/api/desk/events", &admin, body).await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(day.own(Method::GET, "/api/session", &clerk, Value::Null).await.status, 401);
    assert_eq!(
        day.type_in("clerk", "another long password", &[]).await.body["title"],
        "code-needed"
    );
    day.pass(60);
    let code = day.code(&app);
    let told = day.type_in("clerk", "another long password", &[("code", &code)]).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let clerk = cookie_of(&told);
    // Nobody sets one up for somebody else, and a clerk takes none away.
    let planted = json!({ "account": "clerk", "secret": "totp:00" });
    let told = day.mission.record(&admin, 3, "authenticator/1", planted).await;
    assert_eq!(told.status, 422, "{}", told.body);
    let lost = json!({ "account": "clerk" });
    assert_eq!(day.mission.record(&clerk, 4, "authenticator/1", lost.clone()).await.status, 403);
    assert_eq!(day.mission.record(&admin, 5, "authenticator/1", lost).await.status, 200);
    assert_eq!(day.own(Method::GET, "/api/session", &clerk, Value::Null).await.status, 401);
    assert_eq!(day.type_in("clerk", "another long password", &[]).await.status, 200);
    let taken = ("a/admin".to_owned(), "authenticator/1".to_owned(), Some("clerk".to_owned()));
    assert!(day.trail().contains(&taken), "{:?}", day.trail());
}

/// Protects from a stolen cookie: a session that was ended does not come back.
#[tokio::test]
async fn sessions_are_listed_and_end_one_by_one_or_all_at_once() {
    let day = Day::begin().await;
    let one = day.mission.sign_in("admin").await;
    let two = day.mission.sign_in("admin").await;
    let three = day.mission.sign_in("admin").await;
    let told = day.own(Method::GET, "/api/sessions", &one, Value::Null).await;
    let sessions = told.body["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    let other = sessions.iter().find(|own| own["session"] != told.body["this"]).unwrap();
    let path = format!("/api/sessions/{}", other["session"].as_str().unwrap());
    assert_eq!(day.own(Method::DELETE, &path, &one, json!({})).await.status, 204);
    assert_eq!(day.own(Method::DELETE, &path, &one, json!({})).await.status, 404);
    let mut held = 0;
    for cookie in [&one, &two, &three] {
        let told = day.own(Method::GET, "/api/session", cookie, Value::Null).await;
        held += usize::from(told.status == 200);
    }
    assert_eq!(held, 2);
    assert_eq!(day.own(Method::DELETE, "/api/session", &one, json!({})).await.status, 204);
    assert_eq!(day.own(Method::GET, "/api/session", &one, Value::Null).await.status, 401);
    let four = day.mission.sign_in("admin").await;
    let told = day.own(Method::GET, "/api/desk/accounts", &four, Value::Null).await;
    assert_eq!(told.body["accounts"][0]["sessions"].as_array().unwrap().len(), 2, "{}", told.body);
    assert_eq!(day.own(Method::DELETE, "/api/sessions", &four, json!({})).await.status, 204);
    for cookie in [&two, &three, &four] {
        assert_eq!(day.own(Method::GET, "/api/session", cookie, Value::Null).await.status, 401);
    }
}

/// Protects from guessing, and from being locked out by whoever guesses elsewhere; and what was
/// typed stands nowhere.
#[tokio::test]
async fn after_too_many_failures_nobody_is_let_in_but_who_was_here_before() {
    let day = Day::begin().await;
    let known = day.type_in("admin", PASSWORD, &[]).await;
    let browser = known.browser.unwrap().split(';').next().unwrap().to_owned();
    let mut last = day.type_in("admin", "canary-password", &[]).await;
    for _ in 1..10 {
        assert_eq!(last.status, 401);
        last = day.type_in("admin", "canary-password", &[]).await;
    }
    assert_eq!((last.status.as_u16(), &last.body["title"]), (429, &json!("locked-out")));
    assert!(last.body["detail"].as_str().unwrap().contains("15 min"), "{}", last.body);
    assert_eq!(day.type_in("admin", PASSWORD, &[]).await.status, 429, "the right one too");
    let told = day.type_in("admin", PASSWORD, &[("cookie", &browser)]).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let locked = ("system".to_owned(), "lock-out/1".to_owned(), Some("admin".to_owned()));
    assert_eq!(day.trail().iter().filter(|row| **row == locked).count(), 1);
    let admin = cookie_of(&told);
    let told = day.own(Method::GET, "/api/desk/accounts", &admin, Value::Null).await;
    assert_eq!(told.body["accounts"][0]["locked_until"], MORNING + LASTS);
    day.pass(LASTS);
    assert_eq!(day.type_in("admin", PASSWORD, &[]).await.status, 200);

    // An address that tries many names.
    let server = &day.mission.server;
    let mut refused = None;
    for number in 0..50 {
        let name = format!("canary-name-{number}");
        let attempt = Attempt::new(server, &name, "198.51.100.77", None).ok().unwrap();
        refused = Some(attempt.failed(credential::wrong()).await);
    }
    assert_eq!(refused.unwrap().code(), "locked-out");
    assert!(Attempt::new(server, "admin", "198.51.100.77", None).is_err());
    assert!(Attempt::new(server, "admin", "198.51.100.78", None).is_ok());
    let whom = day.trail().into_iter().find(|(_, kind, _)| kind == "lock-out/1").unwrap().2;
    assert_eq!(whom.as_deref().map(str::len), Some(16), "a keyed hash: {whom:?}");
    // Whoever watches the server sees that somebody tries, and not whom.
    let told = day.own(Method::GET, "/metrics", &admin, Value::Null).await;
    let counters = told.body.as_str().unwrap();
    for line in [
        "sanaq_sign_in_failures_total 60",
        "sanaq_lock_outs_total{door=\"Account\"} 1",
        "sanaq_lock_outs_total{door=\"Address\"} 1",
        "sanaq_lock_outs_total{door=\"Browser\"} 0",
        "sanaq_kept_out_total 2",
    ] {
        assert!(counters.lines().any(|own| own == line), "{line}: {counters}");
    }
    let mut entries = server.office.log.read(0).await.unwrap();
    while let Some(page) = entries.next_page().await.unwrap() {
        for entry in page {
            let body = entry.body.as_str();
            assert!(!body.contains("canary") && !body.contains("198.51"), "{body}");
        }
    }
}
