//! Copies of the mission that are ordered in the data centre or made by the clock.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::http::{Method, StatusCode};
use sanaq_desk::event::Role;
use sanaq_seal::checkpoint::Checkpoint;
use serde_json::{Value, json};

use super::{Mission, PASSWORD, Told};
use crate::{
    config::Config,
    copies::{self, Copies},
    restore,
};

/// 2021-01-09 07:00 in Almaty, the day before, in seconds.
const BEFORE: i64 = 1_610_240_400 - 86_400;
const PATH: &str = "/api/desk/backup";

/// A mission with a folder for copies, whose clock the test moves.
struct Day {
    mission: Mission,
    admin: String,
    folder: tempfile::TempDir,
    seconds: Arc<AtomicI64>,
}

impl Day {
    async fn begin(every: Option<u32>) -> Self {
        let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let seconds = Arc::new(AtomicI64::new(BEFORE));
        let clock = Arc::clone(&seconds);
        let mut config = Config::local(data.path().to_owned(), ([127, 0, 0, 1], 0).into());
        config.clock = Arc::new(move || clock.load(Ordering::Relaxed) * 1_000_000);
        config.copies = Some(Copies { folder: folder.path().join("copies"), every });
        let mission = Mission::open(data, config).await;
        let admin = mission.sign_in("admin").await;
        Self { mission, admin, folder, seconds }
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    async fn order(&self, who: &str, proof: Value) -> Told {
        self.mission.ask(Method::POST, PATH, &[("cookie", who)], proof).await
    }

    async fn told(&self) -> Value {
        let who = [("cookie", self.admin.as_str())];
        self.mission.ask(Method::GET, PATH, &who, Value::Null).await.body
    }

    /// Orders one and waits until it is made.
    async fn copied(&self) -> Value {
        let told = self.order(&self.admin, json!({ "password": PASSWORD })).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        for _ in 0..3_000 {
            let told = self.told().await;
            if told["now"]["running"].is_null() {
                assert_eq!(told["now"]["failed"], Value::Null);
                return told;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the copy does not end");
    }

    fn path(&self, name: &Value) -> std::path::PathBuf {
        self.folder.path().join("copies").join(name.as_str().unwrap())
    }

    /// The head of a mission that is filled from a copy, and what the copy's own head says.
    async fn restored(&self, name: &Value) -> (Checkpoint, Checkpoint, usize) {
        let copy = self.path(name);
        let back = tempfile::tempdir().unwrap();
        let keys = back.path().join("keys");
        std::fs::create_dir(&keys).unwrap();
        for own in std::fs::read_dir(self.mission.folder.path().join("keys")).unwrap() {
            let own = own.unwrap();
            std::fs::copy(own.path(), keys.join(own.file_name())).unwrap();
        }
        let config = Config::local(back.path().to_owned(), ([127, 0, 0, 1], 0).into());
        let kept = restore(&config, &copy, &|_, _| ()).await.unwrap();
        let log = sanaq_log::Log::open_read_only(back.path()).await.unwrap();
        let key = &self.mission.server.office.keys.log;
        let head = log.latest_checkpoint().await.unwrap().unwrap();
        let open = |text: &str| Checkpoint::open(text, key.verifier(), &[]).unwrap().checkpoint;
        let signed = std::fs::read_to_string(copy.join("checkpoint")).unwrap();
        (open(&head), open(&signed), kept.blobs)
    }

    async fn report(&self, phone: &str, number: u8, photo: Option<&[u8]>) {
        let mut report = super::report(number, "12");
        if let Some(photo) = photo {
            let blob = self.mission.server.office.blobs.put(photo.to_vec().into()).await.unwrap();
            report["sealed"] = json!([{ "place": "secret", "blob": blob.to_string() }]);
        }
        let who = [("authorization", phone)];
        let told = self.mission.ask(Method::POST, "/api/reports", &who, report).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    }
}

/// Protects the mission from the loss of its computer: what was ordered on the page is a copy from
/// which the same log comes back, with its photos, and the page says what is not in it yet.
#[tokio::test]
async fn a_copy_that_was_ordered_brings_the_same_log_back() {
    let day = Day::begin(None).await;
    let phone = day.mission.phone(&day.admin, "o-1", 1).await;
    day.report(&phone, 7, Some(b"age-encryption.org/v1\nsealed")).await;
    let before = day.told().await;
    assert_eq!((&before["last"], &before["old"]), (&Value::Null, &json!(true)));
    let told = day.copied().await;
    assert_eq!((&told["last"]["entries_since"], &told["old"]), (&json!(0), &json!(false)));
    let name = &told["last"]["folder"];
    let (now, signed, blobs) = day.restored(name).await;
    assert_eq!((&now, blobs), (&signed, 1));
    assert_eq!(json!(signed.size), told["last"]["entries"]);
    // What came since is counted; the next one adds it to the same copy.
    day.report(&phone, 8, Some(b"age-encryption.org/v1\nanother")).await;
    let since = day.told().await;
    assert_eq!(since["last"]["files_since"], 1, "{since}");
    assert_eq!(since["last"]["entries_since"], 1, "{since}");
    let again = day.copied().await;
    assert_eq!((&again["last"]["folder"], again["copies"].as_array().unwrap().len()), (name, 1));
    let (now, signed, blobs) = day.restored(name).await;
    assert_eq!((&now, blobs), (&signed, 2));
    // The folder is its owner's, and the secrets are not in it.
    let listed = std::fs::read_dir(day.path(name)).unwrap();
    let mut names: Vec<_> = listed.map(|own| own.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["blob", "checkpoint", "entries.jsonl", "store", "upload"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(day.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

/// Protects the mission from whoever stole a session: it is the password that orders a copy, an
/// administrator's, and it stands in the trail.
#[tokio::test]
async fn only_an_administrator_orders_a_copy_and_with_the_password() {
    let day = Day::begin(None).await;
    let coordinator = day.mission.account(&day.admin, 1, Role::Coordinator).await;
    let right = json!({ "password": PASSWORD });
    assert_eq!(day.order(&coordinator, right.clone()).await.status, StatusCode::FORBIDDEN);
    let wrong = day.order(&day.admin, json!({ "password": "a guess of mine" })).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN, "{}", wrong.body);
    assert!(!day.folder.path().join("copies").exists());
    day.copied().await;
    let who = [("cookie", day.admin.as_str())];
    let path = "/api/desk/views/trail?kind=backup-ordered";
    let trail = day.mission.ask(Method::GET, path, &who, Value::Null).await.body;
    assert_eq!(trail["rows"].as_array().unwrap().len(), 1, "{trail}");
    assert_eq!(trail["rows"][0]["whom"], "admin");
    // Somebody who orders again and again is slowed down.
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(day.order(&day.admin, right.clone()).await.status.as_u16());
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    // Without a folder the page says so, and nothing is recorded.
    let none = Mission::new().await;
    let admin = none.sign_in("admin").await;
    let entries = none.server.office.state().entries();
    let told = none.ask(Method::POST, PATH, &[("cookie", &admin)], right).await;
    assert_eq!((told.status, &told.body["title"]), (StatusCode::CONFLICT, &json!("no-folder")));
    assert_eq!(none.server.office.state().entries(), entries);
}

/// Protects who asked to be forgotten: a copy that holds what was forgotten is not continued, and
/// the page says which it is.
#[tokio::test]
async fn after_something_was_forgotten_a_new_copy_begins() {
    let day = Day::begin(None).await;
    day.mission.phone(&day.admin, "o-1", 1).await;
    let first = day.copied().await["last"]["folder"].clone();
    let officer = day.mission.account(&day.admin, 2, Role::SecurityOfficer).await;
    let order = json!({ "id": format!("{:032x}", 3), "observers": ["o-1"], "reason": "asked" });
    let path = "/api/desk/forgotten";
    let told = day.mission.ask(Method::POST, path, &[("cookie", &officer)], order).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    day.pass(60);
    let told = day.copied().await;
    let second = &told["last"]["folder"];
    assert_ne!(*second, first);
    let listed = told["copies"].as_array().unwrap();
    let stale: Vec<_> = listed.iter().map(|own| (&own["name"], &own["forgotten"])).collect();
    assert_eq!(stale, [(second, &json!(false)), (&first, &json!(true))]);
    let (now, signed, _) = day.restored(second).await;
    assert_eq!(now, signed);
}

/// Protects the night: copies are made by the clock as long as something comes, and one that is
/// three hours old on election day is too old.
#[tokio::test]
async fn copies_are_made_by_the_clock_and_grow_old_sooner_on_the_day() {
    let day = Day::begin(Some(60)).await;
    let election = json!({ "date": "2021-01-10", "expected": [] });
    assert_eq!(day.mission.record(&day.admin, 1, "schedule/1", election).await.status, 200);
    let server = &day.mission.server;
    let make = async || {
        copies::make(server.clone(), server.copies.turn().unwrap()).await;
        assert!(!copies::is_due(server), "it was made just now");
    };
    assert!(copies::is_due(server), "there is none yet");
    make().await;
    day.pass(3_601);
    assert!(!copies::is_due(server), "nothing has come");
    let phone = day.mission.phone(&day.admin, "o-1", 2).await;
    assert!(copies::is_due(server));
    make().await;
    day.report(&phone, 9, None).await;
    day.pass(4 * 3_600);
    let eve = day.told().await;
    assert_eq!((&eve["old_after"], &eve["old"]), (&json!(86_400), &json!(false)));
    day.pass(21 * 3_600);
    let admin = day.mission.sign_in("admin").await;
    let told = day.mission.ask(Method::GET, PATH, &[("cookie", &admin)], Value::Null).await.body;
    assert_eq!((&told["old_after"], &told["old"]), (&json!(10_800), &json!(true)), "{told}");
}
