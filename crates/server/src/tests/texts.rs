//! Texts out, against a gateway that speaks each of the three documented ways: nothing of ours is
//! imitated, only the other side of the wire.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    response::IntoResponse,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sanaq_desk::event::{ReminderRule, Reminders, Stopped, Wave, Way};
use sanaq_seal::webhook;
use serde_json::{Value, json};
use sha1::Sha1;

use super::day::{Day, count, id};
use crate::{reminder, sender, sender::Round};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const PASSPHRASE: &str = "four horses under a bridge";

/// What somebody else's gateway was asked.
#[derive(Clone)]
struct Asked {
    path: String,
    authorization: String,
    signature: String,
    key: String,
    body: String,
}

/// A gateway on this computer.
#[derive(Clone, Default)]
struct Other {
    asked: Arc<Mutex<Vec<Asked>>>,
    /// The next answers; 201 when there are none.
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl Other {
    async fn start(&self) -> u16 {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        port
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn answer(State(own): State<Other>, request: Request) -> impl IntoResponse {
    let (parts, body) = request.into_parts();
    let header = |name: &str| {
        let value = parts.headers.get(name);
        value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    own.asked.lock().unwrap().push(Asked {
        path: parts.uri.to_string(),
        authorization: header("authorization"),
        signature: header("x-signature"),
        key: header("idempotency-key"),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let code = own.answers.lock().unwrap().pop_front().unwrap_or(201);
    (StatusCode::from_u16(code).unwrap(), "{\"sid\":\"SM1\",\"state\":\"Pending\"}")
}

fn gateway(kind: &str, port: u16) -> String {
    let path = if kind == "android" { "/3rdparty/v1/messages" } else { "" };
    format!(
        "[[gateway]]\nname = \"main\"\nkind = \"{kind}\"\nsecret = \"{SECRET}\"\n\
         account = \"AC1\"\nurl = \"http://127.0.0.1:{port}{path}\"\nfrom = \"+15005550006\"\n\
         public = \"https://mission.example\"\nprice = 100\nbudget = 100000\n"
    )
}

/// A day whose observers have numbers, and whose numbers are open.
async fn day(kind: &str, other: &Other) -> Day {
    let day = Day::new(&gateway(kind, other.start().await)).await;
    let body = json!({ "passphrase": PASSPHRASE });
    let told = day.ask("securityofficer", Method::POST, "/api/desk/numbers", body).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT, "{}", told.body);
    let row = |number: u32| {
        let phone = format!("+7 701 000 00 0{number}");
        json!({ "observer": format!("o-{number}"), "phone": phone })
    };
    let rows: Vec<Value> =
        (1..=3).map(row).chain([json!({ "observer": "o-9", "phone": "8" })]).collect();
    let body = json!({ "id": id(700), "rows": rows });
    let told = day.ask("coordinator", Method::PUT, "/api/desk/numbers", body).await;
    assert_eq!(told.body["taken"], 3, "{}", told.body);
    assert_eq!(told.body["refused"][0]["row"], 4, "said row by row");
    day
}

async fn send(day: &Day, number: u32, text: &str) -> Value {
    let body = json!({ "id": id(number), "observers": ["o-1", "o-3"], "texts": { "ru": text } });
    let told = day.ask("coordinator", Method::POST, "/api/desk/messages", body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    told.body
}

/// Rounds until nothing is left to do now.
async fn settle(day: &Day) -> Round {
    let client = sender::client().unwrap();
    for _ in 0..20 {
        let round = sender::round(&day.mission.server, &client).await.unwrap();
        if round != Round::Done {
            return round;
        }
    }
    Round::Done
}

async fn batch(day: &Day) -> Value {
    day.get("coordinator", "/api/desk/views/batches").await["rows"][0].clone()
}

/// Protects each gateway's documented request, and that a text goes once however often it is sent.
#[tokio::test]
async fn each_gateway_is_spoken_to_as_it_documents_and_once() {
    for kind in ["generic", "twilio", "android"] {
        let other = Other::default();
        let day = day(kind, &other).await;
        send(&day, 1, "Привет").await;
        send(&day, 1, "Привет").await;
        settle(&day).await;
        settle(&day).await;
        let asked = other.asked();
        assert_eq!(asked.len(), 2, "{kind}: two people, one text each");
        let first = asked.iter().find(|own| own.body.contains("77010000001")).unwrap();
        match kind {
            "generic" => {
                let body: Value = serde_json::from_str(&first.body).unwrap();
                assert_eq!(
                    (&body["to"], &body["text"]),
                    (&json!("+77010000001"), &json!("Привет"))
                );
                assert_eq!(body["id"], first.key.as_str());
                let secret = SECRET.to_owned().into();
                assert!(webhook::verify(&secret, first.body.as_bytes(), &first.signature));
            }
            "twilio" => {
                assert_eq!(first.path, "/2010-04-01/Accounts/AC1/Messages.json");
                assert!(first.authorization.starts_with("Basic QUMxOj"), "AC1: in base 64");
                for part in
                    ["To=%2B77010000001", "From=%2B15005550006", "Body=%D0%9F", "StatusCallback="]
                {
                    assert!(first.body.contains(part), "{part}: {}", first.body);
                }
            }
            _ => {
                assert_eq!(first.path, "/3rdparty/v1/messages");
                let body: Value = serde_json::from_str(&first.body).unwrap();
                assert_eq!(body["phoneNumbers"], json!(["+77010000001"]));
                assert_eq!(body["textMessage"]["text"], "Привет");
                assert!(body["id"].as_str().unwrap().len() <= 36, "the app takes no longer ids");
            }
        }
        for own in &asked {
            assert!(!own.body.contains("o-1"), "no pseudonym leaves the mission");
        }
        assert_eq!(batch(&day).await["deliveries"]["sent"], 2, "{kind}");
    }
}

/// Protects people from a text that comes twice, and the mission from one that is lost.
#[tokio::test]
async fn what_may_have_gone_out_is_asked_again_only_under_its_id() {
    let other = Other::default();
    let own = day("generic", &other).await;
    other.answers.lock().unwrap().extend([500, 503]);
    send(&own, 1, "a").await;
    assert_eq!(settle(&own).await, Round::Stuck);
    settle(&own).await;
    let keys: Vec<String> = other.asked().into_iter().map(|own| own.key).collect();
    let (first, again) = keys.split_at(2);
    let sorted = |keys: &[String]| {
        let mut keys = keys.to_vec();
        keys.sort();
        keys
    };
    assert_eq!(sorted(first), sorted(again), "the same ids, so that the gateway knows them");
    assert_eq!(batch(&own).await["deliveries"]["sent"], 2);
    // Twilio does not know our ids: what may have gone out is not sent again, a person calls.
    let other = Other::default();
    let own = day("twilio", &other).await;
    other.answers.lock().unwrap().extend([500, 429]);
    send(&own, 1, "a").await;
    settle(&own).await;
    settle(&own).await;
    assert_eq!(other.asked().len(), 3, "the one that was too fast goes again, the other does not");
    let seen = batch(&own).await;
    assert_eq!(seen["deliveries"], json!({ "sent": 1, "failed": 1 }));
    assert_eq!(seen["failed"][0][1], "unclear");
}

/// Protects what is said about a text: only the gateway's own signature is believed.
#[tokio::test]
async fn receipts_are_believed_by_their_signature() {
    let other = Other::default();
    let day = day("android", &other).await;
    send(&day, 1, "a").await;
    settle(&day).await;
    let text: Value = serde_json::from_str(&other.asked()[0].body).unwrap();
    let body = json!({ "event": "sms:delivered", "payload": { "messageId": text["id"] } });
    let secret = SECRET.to_owned().into();
    let signed = webhook::sign(&secret, format!("{body}1610251200").as_bytes());
    let say = |signature: String| {
        let body = body.clone();
        let day = &day;
        async move {
            let who = [("x-signature", signature.as_str()), ("x-timestamp", "1610251200")];
            day.mission.ask(Method::POST, "/api/delivery/main", &who, body).await.status
        }
    };
    assert_eq!(say("00".repeat(32)).await, StatusCode::BAD_REQUEST);
    assert_eq!(batch(&day).await["deliveries"], json!({ "sent": 2 }));
    let before = day.mission.server.office.state().entries();
    for _ in 0..3 {
        assert_eq!(say(signed.clone()).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(batch(&day).await["deliveries"], json!({ "sent": 1, "delivered": 1 }));
    assert_eq!(day.mission.server.office.state().entries(), before + 1, "said thrice, kept once");
}

/// A generic gateway signs the body alone; each state is kept once, and a failure is said.
#[tokio::test]
async fn a_generic_gateway_says_what_became_of_each_text() {
    let other = Other::default();
    let day = day("generic", &other).await;
    send(&day, 1, "a").await;
    settle(&day).await;
    let asked = other.asked();
    let secret = SECRET.to_owned().into();
    let say = async |name: &str, status: &str, right: bool| {
        let body = json!({ "id": name, "status": status });
        let signed = webhook::sign(&secret, body.to_string().as_bytes());
        let signature = if right { format!("sha256={signed}") } else { "00".repeat(32) };
        let who = [("x-signature", signature.as_str())];
        day.mission.ask(Method::POST, "/api/delivery/main", &who, body).await.status
    };
    let (one, two) = (asked[0].key.as_str(), asked[1].key.as_str());
    assert_eq!(say(one, "delivered", false).await, StatusCode::BAD_REQUEST, "not signed by it");
    assert_eq!(batch(&day).await["deliveries"], json!({ "sent": 2 }));
    for (name, status) in
        [(one, "delivered"), (one, "delivered"), (one, "sent"), (two, "failed"), (one, "queued")]
    {
        assert_eq!(say(name, status, true).await, StatusCode::NO_CONTENT, "{status}");
    }
    assert_eq!(say("a text of another", "failed", true).await, StatusCode::NO_CONTENT);
    let seen = batch(&day).await;
    assert_eq!(seen["deliveries"], json!({ "delivered": 1, "failed": 1 }), "never back to sent");
    assert_eq!(seen["failed"][0][1], "undelivered");
}

/// Who reports through a phone with the app hears the answer as a text: the app takes none with
/// its own request.
#[tokio::test]
async fn a_report_through_the_android_app_is_answered_by_a_text() {
    let other = Other::default();
    let day = day("android", &other).await;
    // The first attempt fails.
    other.answers.lock().unwrap().push_back(503);
    let event = json!({ "id": "ev-1", "event": "sms:received", "payload": {
        "messageId": "1", "message": "h 1 a0900 b412", "phoneNumber": "+77010000001" } });
    let body = event.to_string();
    let stamp = day.mission.server.office.now().to_string();
    let secret = SECRET.to_owned().into();
    let signed = webhook::sign(&secret, format!("{body}{stamp}").as_bytes());
    let who = [("x-signature", signed.as_str()), ("x-timestamp", stamp.as_str())];
    let told = day.mission.ask(Method::POST, "/api/sms/main", &who, event).await;
    assert_eq!(told.body["status"], "filed", "{}", told.body);
    for _ in 0..150 {
        if other.asked().len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let asked = other.asked();
    assert_eq!(asked.len(), 2, "tried again, and then no more");
    let said: Value = serde_json::from_str(&asked[1].body).unwrap();
    assert_eq!(said["phoneNumbers"], json!(["+77010000001"]));
    assert_eq!(said["textMessage"]["text"], told.body["reply"]);
    assert_eq!(asked[1].path, "/3rdparty/v1/messages", "where other texts are handed in too");
    assert!(asked[1].authorization.starts_with("Basic QUMxOj"), "the app's account");
    assert!(
        !super::forgetting::holds(day.mission.folder.path(), "7010000001"),
        "the number stays nowhere"
    );
}

/// Twilio signs the address and the fields; the address is the one that we gave it.
#[tokio::test]
async fn twilios_receipts_are_signed_over_our_address() {
    let other = Other::default();
    let day = day("twilio", &other).await;
    send(&day, 1, "a").await;
    settle(&day).await;
    let body = other.asked()[0].body.clone();
    let (_, address) = body.split_once("StatusCallback=https%3A%2F%2Fmission.example").unwrap();
    let path = address.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=");
    let form = "MessageSid=SM1&MessageStatus=undelivered";
    // As Twilio documents it: the address, then each field's name and value in order.
    let signed = format!("https://mission.example{path}MessageSidSM1MessageStatusundelivered");
    let mut mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    let right = STANDARD.encode(mac.finalize().into_bytes());
    for (signature, status) in
        [("AAAA", StatusCode::BAD_REQUEST), (right.as_str(), StatusCode::NO_CONTENT)]
    {
        let request = axum::http::Request::post(&path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-twilio-signature", signature)
            .body(axum::body::Body::from(form))
            .unwrap();
        let router = day.mission.router.clone();
        let told = tower::ServiceExt::oneshot(router, request).await.unwrap();
        assert_eq!(told.status(), status);
    }
    let seen = batch(&day).await;
    assert_eq!(seen["deliveries"], json!({ "sent": 1, "failed": 1 }));
    assert_eq!(seen["failed"][0][1], "undelivered");
}

/// Protects people who are asleep, who said STOP, who left; and the purse.
#[tokio::test]
async fn cost_is_said_before_and_whom_a_text_must_not_reach_is_left_out() {
    let other = Other::default();
    let day = day("generic", &other).await;
    day.record(Stopped { observer: "o-3".into(), on: true }).await;
    let body = |more: Value| {
        let mut body = json!({ "id": id(1), "area": "", "texts": { "ru": "ж".repeat(71) } });
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    };
    let plan = |more: Value| day.ask("coordinator", Method::POST, "/api/desk/messages", body(more));
    let told = plan(json!({ "plan": true })).await.body;
    assert_eq!(told["texts"][0]["segments"]["segments"], 2, "70 letters of Cyrillic are one");
    assert_eq!((&told["cost"], &told["left"]), (&json!(200), &json!(100_000)));
    let why: Vec<&str> = told["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["why"].as_str().unwrap())
        .collect();
    assert_eq!(why, ["stopped"], "{told}");
    let told = plan(json!({ "plan": true, "quiet": [420, 480] })).await.body;
    assert_eq!(told["recipients"], 0, "it is seven in the morning, and quiet until eight");
    let told = plan(json!({ "at_most": 100 })).await;
    assert!(told.status.is_client_error() && told.body.to_string().contains("at most 0.1 was"));
    assert!(other.asked().is_empty(), "a plan sends nothing");
    // Who stops after the batch was made is left out as well.
    send(&day, 2, "a").await;
    day.record(Stopped { observer: "o-1".into(), on: true }).await;
    settle(&day).await;
    assert!(other.asked().is_empty());
    assert_eq!(batch(&day).await["failed"], json!([["o-1", "stopped"]]));
    let told = day.get("coordinator", "/api/desk/gateways").await;
    assert_eq!((&told["spent"], &told["waiting"]), (&json!(100), &json!(0)), "{told}");
}

/// Protects observers whose numbers are on a disk that is carried away, keys and all.
#[tokio::test]
async fn a_seized_directory_shows_no_number() {
    let other = Other::default();
    let day = day("generic", &other).await;
    send(&day, 1, "a").await;
    settle(&day).await;
    assert!(other.asked()[0].body.contains("+7701000000"), "the number was used");
    let mut stack = vec![day.mission.folder.path().to_owned()];
    let mut read = 0;
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        read += bytes.len();
        for form in ["7010000001", "701 000 00 01"] {
            let found = bytes.windows(form.len()).any(|own| own == form.as_bytes());
            assert!(!found, "{} holds {form}", path.display());
        }
    }
    assert!(read > 100_000, "the test read the log");
    // Closed, nothing goes out, and nothing is lost.
    let told = day.ask("securityofficer", Method::DELETE, "/api/desk/numbers", Value::Null).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT);
    send(&day, 2, "b").await;
    settle(&day).await;
    assert_eq!(other.asked().len(), 2);
    let wrong = json!({ "passphrase": "another passphrase" });
    let told = day.ask("securityofficer", Method::POST, "/api/desk/numbers", wrong).await;
    assert_eq!(told.status, StatusCode::FORBIDDEN);
    let right = json!({ "passphrase": PASSPHRASE });
    day.ask("securityofficer", Method::POST, "/api/desk/numbers", right).await;
    settle(&day).await;
    assert_eq!(other.asked().len(), 4);
}

fn rules() -> Reminders {
    let wave = |after, way| Wave { after, way };
    Reminders {
        rules: vec![ReminderRule {
            expected: "count-noon".into(),
            waves: vec![wave(10, Way::App), wave(20, Way::Sms), wave(40, Way::Call)],
            texts: [("ru".to_owned(), "Пришлите явку".to_owned())].into(),
            quiet: None,
        }],
    }
}

/// Protects observers from reminders that they need not have, and deadlines from silence.
#[tokio::test]
async fn reminders_skip_who_answered_and_fall_back_from_app_to_text_to_call() {
    let other = Other::default();
    let day = day("generic", &other).await;
    let admin = day.mission.sign_in("admin").await;
    day.mission.phone(&admin, "o-4", 150).await;
    day.deploy("o-4", "1").await;
    day.record(rules()).await;
    day.record(Stopped { observer: "o-3".into(), on: true }).await;
    day.at(700);
    assert_eq!(day.file(count(1, "o-1", "1", 100)).await.status, StatusCode::OK);
    let server = &day.mission.server;
    assert_eq!(reminder::remind(server).await.unwrap(), 0, "it is not time yet");
    day.at(731);
    assert_eq!(reminder::remind(server).await.unwrap(), 1);
    settle(&day).await;
    assert!(other.asked().is_empty(), "o-4 has the app, o-3 wants no texts, o-1 has answered");
    day.at(755);
    let row = |view: &Value, who: &str| {
        let rows = view["rows"].as_array().unwrap();
        rows.iter().find(|row| row["observer"] == who && row["expected"] == "count-noon").cloned()
    };
    assert_eq!(reminder::remind(server).await.unwrap(), 1, "the second wave");
    for _ in 0..3 {
        assert_eq!(reminder::remind(server).await.unwrap(), 0, "each wave once");
    }
    let view = day.get("coordinator", "/api/desk/views/silent").await;
    assert!(row(&view, "o-1").is_none(), "who answered is not silent");
    let stopped = row(&view, "o-3").unwrap();
    assert_eq!((&stopped["to_call"], &stopped["supervisor"]), (&json!(true), &json!("c-1")));
    assert_eq!(row(&view, "o-4").unwrap()["to_call"], true, "no number: only a call is left");
    day.at(761);
    assert_eq!(reminder::remind(server).await.unwrap(), 1);
}

/// Protects observers from two servers that remind at once.
#[tokio::test]
async fn several_servers_remind_once() {
    let other = Other::default();
    let day = day("generic", &other).await;
    day.record(rules()).await;
    day.at(735);
    let server = &day.mission.server;
    let (a, b, c) = futures_util::join!(
        reminder::remind(server),
        reminder::remind(server),
        reminder::remind(server)
    );
    assert_eq!(a.unwrap() + b.unwrap() + c.unwrap(), 1, "one wave is due, and goes once");
    let client = sender::client().unwrap();
    for _ in 0..4 {
        let _ = futures_util::join!(sender::round(server, &client), sender::round(server, &client));
    }
    assert_eq!(other.asked().len(), 2, "o-1 and o-3; the partner does not share with the mission");
}

/// Protects the real day from a drill's texts: each says what it is.
#[tokio::test]
async fn a_drills_texts_say_so() {
    let other = Other::default();
    let day = day("generic", &other).await;
    day.drill(true).await;
    send(&day, 1, "Пришлите явку").await;
    day.drill(false).await;
    settle(&day).await;
    assert_eq!(other.asked().len(), 2);
    assert!(other.asked().iter().all(|own| own.body.contains("УЧЕНИЕ: Пришлите")));
    let real = day.get("coordinator", "/api/desk/views/batches").await;
    assert_eq!(real["total"], 0, "no batch of a drill among the real ones");
    assert_eq!(day.csv("coordinator", "table=outgoing").await.len(), 1, "only the head");
    assert_eq!(day.csv("coordinator", "table=outgoing&drill=true").await.len(), 3);
}
