//! Text messages.

use axum::http::{Method, StatusCode};
use sanaq_seal::webhook;
use serde_json::json;

use super::{Day, NUMBER, SECRET};

#[tokio::test]
async fn a_message_is_a_report_once_and_the_answer_says_what_was_taken() {
    let day = Day::new(true).await;
    let first = day.sms("m-1", "h 1234 a0900 b412").await;
    let receipt = first["receipt"].as_str().unwrap();
    let taken = format!("Алынды: H 1234 A0900 B412 Түбіртек {receipt}");
    assert_eq!((&first["status"], &first["reply"]), (&json!("filed"), &json!(taken)));
    assert!(day.holds(receipt).await);
    let report = day.report(first["report"].as_str().unwrap()).await;
    assert_eq!((&report["station"], &report["observer"]), (&json!("1234"), &json!("o-1")));
    assert_eq!((&report["channel"], &report["flags"]), (&json!("sms"), &json!([])));
    // The gateway hands it over again, and the network delivers it twice under a new name.
    for (id, text) in [("m-1", "h 1234 a0900 b412"), ("m-2", "H1234 A9:00, B412")] {
        let again = day.sms(id, text).await;
        assert_eq!(again["status"], "repeated", "{again}");
        assert!(again["reply"].as_str().unwrap().starts_with("Алынды"), "{again}");
    }
    assert_eq!(day.sms("m-1", "h 1234 a0900 b412").await["receipt"], first["receipt"]);
    assert_eq!(day.reports(), 1);
    assert!(!day.on_disk(b"7001234567"), "the number is nowhere");
}

/// Protects what observers say: each half of a split message is kept, whichever comes first.
#[tokio::test]
async fn halves_of_a_message_are_both_kept_and_found_together() {
    let day = Day::new(true).await;
    let (one, other) =
        futures_util::join!(day.sms("a", "h 1234 a0900"), day.sms("b", "h 1234 b412"));
    assert_eq!((&one["status"], &other["status"]), (&json!("filed"), &json!("filed")));
    assert_eq!(day.reports(), 2, "both are kept");
    let mut answers = Vec::new();
    for half in [&one, &other] {
        answers.push(day.report(half["report"].as_str().unwrap()).await["answers"].clone());
    }
    let whole = |answers: &serde_json::Value| {
        answers.get("until").is_some() && answers.get("voters").is_some()
    };
    assert!(answers.iter().any(whole), "one of them says all: {answers:?}");
    // A half without its beginning waits for it.
    let loose = day.sms("c", "b500").await;
    let status = loose["status"].as_str().unwrap();
    assert!(["filed", "kept"].contains(&status), "{loose}");
}

#[tokio::test]
async fn a_second_half_that_comes_first_is_joined_with_its_beginning() {
    let day = Day::new(true).await;
    let half = day.sms("late", "b412").await;
    assert_eq!(half["status"], "kept", "{half}");
    assert_eq!(day.view("repairs").await["total"], 1);
    let whole = day.sms("early", "h 1234 a0900").await;
    assert_eq!(whole["status"], "filed", "{whole}");
    let report = day.report(whole["report"].as_str().unwrap()).await;
    assert_eq!(report["answers"]["voters"], json!({ "integer": 412 }), "{report}");
    let repairs = day.view("repairs").await;
    assert_eq!(repairs["rows"][0]["outcome"][0]["report"], whole["report"], "{repairs}");
}

/// Protects the promise that nothing is dropped, and that nobody is thanked for what is lost.
#[tokio::test]
async fn what_is_wrong_is_kept_and_said_in_the_senders_language() {
    let day = Day::new(true).await;
    let stranger = day.sms_from("1", "+77009999999", "h 1234 a0900 b412").await;
    let said = stranger["reply"].as_str().unwrap();
    assert!(said.contains("number is not known"), "{said}");
    let wrong = day.sms("2", "h 9999 a1000 b412").await;
    let said = wrong["reply"].as_str().unwrap();
    assert!(said.contains("9999") && said.contains("тізімде жоқ"), "{said}");
    let report = day.report(wrong["report"].as_str().unwrap()).await;
    assert!(report["flags"].as_array().unwrap().contains(&json!("unknown-station")), "{report}");
    let elsewhere = day.sms("3", "h 1235 a1000 b412").await;
    let said = elsewhere["reply"].as_str().unwrap();
    assert!(said.contains("1235") && said.contains("бекітілмегенсіз"), "{said}");
    // Half of it is certain.
    let partly = day.sms("4", "h 1234 a1100 b4 12").await;
    assert_eq!(
        (&partly["status"], &partly["problems"]),
        (&json!("partly"), &json!(["several-numbers"]))
    );
    assert!(partly["report"].is_string() && partly["message"].is_string(), "{partly}");
    let said = partly["reply"].as_str().unwrap();
    assert!(!said.contains("Алынды") && said.contains('B'), "{said}");
    let garbage = day.sms_from("5", "+77008888888", "Привет, что делать?").await;
    assert_eq!(garbage["status"], "kept");
    assert!(garbage["reply"].as_str().unwrap().starts_with("Непонятно"), "{garbage}");
    assert!(!day.on_disk("Привет".as_bytes()), "a text is sealed where there is a key");
    assert_eq!(day.reports(), 4);
    let closed = json!({ "form": "turnout", "version": "1" });
    day.decided(30, "form-closed/1", closed).await;
    let late = day.sms("6", "h 1234 a1300 b600").await;
    assert_eq!(late["status"], "filed", "{late}");
    assert!(late["reply"].as_str().unwrap().contains("жабық"), "{late}");
}

#[tokio::test]
async fn only_gateways_that_sign_are_heard() {
    let day = Day::new(true).await;
    let body = json!({ "id": "1", "from": NUMBER, "text": "h 1234 a0900 b412" }).to_string();
    let now = day.mission.server.office.now();
    let sign =
        |stamp: &str| webhook::sign(&SECRET.to_owned().into(), format!("{body}{stamp}").as_bytes());
    let (fresh, old) = (now.to_string(), (now - 7_200).to_string());
    let (good, stale) = (sign(&fresh), sign(&old));
    let cases = [
        ("bridge", None, "no signature"),
        ("bridge", Some((good.replace(['1', '2'], "3"), fresh.clone())), "another signature"),
        ("bridge", Some((stale, old)), "recorded two hours ago"),
        ("bridge", Some((good.clone(), (now + 1).to_string())), "another time"),
        ("twilio", Some((good.clone(), fresh.clone())), "another gateway's way"),
        ("nobody", Some((good, fresh)), "an unknown gateway"),
    ];
    for (gateway, signature, why) in cases {
        let mut headers = vec![("content-type", "application/json")];
        if let Some((signature, stamp)) = &signature {
            headers.extend([("x-signature", signature.as_str()), ("x-timestamp", stamp.as_str())]);
        }
        let path = format!("/api/sms/{gateway}");
        let answer = day.send(Method::POST, &path, &headers, body.clone().into_bytes()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{why}");
    }
    assert_eq!(day.reports(), 0);
}

#[tokio::test]
async fn twilio_hears_twiml_and_the_android_app_json() {
    let day = Day::new(true).await;
    let fields = [("Body", "h 1234 a0900 b412"), ("From", NUMBER), ("MessageSid", "SM1")];
    let form: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let body = "Body=h+1234+a0900+b412&From=%2B77001234567&MessageSid=SM1";
    let address = "https://mission.example/api/sms/twilio";
    let signature = webhook::sign_twilio(&SECRET.to_owned().into(), address, &form);
    let headers = [("x-twilio-signature", signature.as_str())];
    let answer = day.send(Method::POST, "/api/sms/twilio", &headers, body.into()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let said = answer.text();
    assert!(said.contains("<Response><Message>Алынды: H 1234 A0900 B412 Түбіртек "), "{said}");
    assert!(said.ends_with("</Message></Response>"), "{said}");
    let event = json!({ "id": "ev-1", "event": "sms:received", "deviceId": "d", "webhookId": "w",
        "payload": { "messageId": "69bde8d0", "message": "h 1234 a1000 b500", "simNumber": 1,
            "phoneNumber": NUMBER, "receivedAt": "2021-01-10T10:00:00.000+06:00" } });
    let answer = day.hook("phone", event.to_string()).await;
    assert_eq!(answer.json()["status"], "filed", "{}", answer.text());
    let ping = json!({ "id": "ev-2", "event": "system:ping", "payload": {} });
    assert_eq!(day.hook("phone", ping.to_string()).await.json()["status"], "ignored");
    assert_eq!(day.reports(), 2);
}

#[tokio::test]
async fn whoever_writes_stop_gets_no_more_messages() {
    let day = Day::new(true).await;
    let stop = day.sms("s-1", " Стоп! ").await;
    assert_eq!(stop["status"], "stop", "{stop}");
    assert!(stop["reply"].as_str().unwrap().contains("БАСТА"), "{stop}");
    let rows = day.view("observers").await;
    assert_eq!(rows["rows"][0]["stopped"], true, "{rows}");
    day.sms("s-2", "basta").await;
    assert_eq!(day.view("observers").await["rows"][0]["stopped"], false);
    let nobody = day.sms_from("s-3", "+77007777777", "STOP").await;
    assert_eq!(nobody["status"], "stop");
    assert_eq!(day.view("repairs").await["total"], 1, "a stranger's is seen by a person");
}

/// Where the mission has no key, the sender hears that the comment is not kept.
#[tokio::test]
async fn a_comment_that_cannot_be_sealed_is_not_thanked_for() {
    let day = Day::new(false).await;
    let told = day.sms("1", "h 1234 a0900 b412 @ CANARY went home").await;
    let said = told["reply"].as_str().unwrap();
    assert!(said.contains("Түсініктеме сақталмады"), "{said}");
    assert!(!day.on_disk(b"CANARY"));
    let sealing = Day::new(true).await;
    let told = sealing.sms("1", "h 1234 a0900 b412 @ CANARY went home").await;
    assert!(told["reply"].as_str().unwrap().starts_with("Алынды"), "{told}");
    let report = sealing.report(told["report"].as_str().unwrap()).await;
    assert_eq!(report["sealed"][0]["place"], "comment", "{report}");
    assert!(!sealing.on_disk(b"CANARY"));
}
