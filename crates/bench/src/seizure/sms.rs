//! Text messages through gateways: comments are sealed, what nobody understands is sealed and waits
//! for a person, and no number is written down.

use std::fmt::Write as _;

use sanaq_seal::{SecretString, webhook};
use serde_json::json;

use super::{Day, NUMBER, SECRET, desk, id, is_refusal, secret};
use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    mission::{self, GATEWAY},
};

/// People with numbers; half of them write to the mission, and the mission can write to them.
const PEOPLE: u64 = 50;
/// Numbers of an observer or a stranger.
const NUMBERS: u64 = 100;

fn number(at: u64) -> String {
    format!("+{NUMBER}{:02}", at % NUMBERS)
}

/// Brings in observers by a list that says more than it should, and their numbers once more as the
/// mission needs them to write.
pub(super) async fn people(day: &Day) -> Result<(), Failure> {
    let mut list = "observer,name,language,phones,backup\n".to_owned();
    for at in 0..PEOPLE {
        let (own, other) = (number(at), number(at + PEOPLE));
        let _ = writeln!(list, "s-{at},{SECRET} Asel,kk,{own},{other}");
    }
    let path = format!("/api/desk/import/observers?name={SECRET}.csv");
    let post = Request::post(&path, list.as_bytes()).of("text/csv").by("cookie", &day.cookie);
    Client::connect(day.server).await?.ask(&post).await?.json()?;
    let words = json!({ "passphrase": format!("{SECRET} of the officer") });
    desk(day, "POST", "/api/desk/numbers", words).await?;
    let row = |at: u64| json!({ "observer": format!("s-{at}"), "phone": number(at) });
    let rows: Vec<serde_json::Value> = (0..PEOPLE).map(row).collect();
    desk(day, "PUT", "/api/desk/numbers", json!({ "id": id(71), "rows": rows })).await
}

/// A message, by one of the gateways.
pub(super) async fn send(client: &mut Client, at: u64) -> Result<(), Failure> {
    let station = mission::station(u32::try_from(at % 200)?);
    let said = secret("Sms", at);
    let hour = 8 + at % 12;
    let text = match at / 10 % 4 {
        0 => format!("h {station} a{hour:02}00 b{} @ {said}", 60 * (hour - 7)),
        1 => said,
        2 => format!("E {station} A? {said}"),
        _ => format!("R {station} A412 B97 C5 =1 {SECRET} @ {said}"),
    };
    let name = format!("{SECRET}-{at}");
    let answer = if at % 2 == 1 {
        let body = json!({ "id": name, "from": number(at), "text": text }).to_string();
        generic(client, &body, GATEWAY).await?
    } else {
        twilio(client, &[("Body", &text), ("From", &number(at)), ("MessageSid", &name)]).await?
    };
    ensure(answer.0 == 200, || format!("a text was answered {}: {}", answer.0, answer.1))
}

/// What is signed by somebody else, or is none.
pub(super) async fn refused(client: &mut Client, at: u64) -> Result<(), Failure> {
    let said = secret("Refused", at);
    let body = json!({ "id": said, "from": number(at), "text": said }).to_string();
    let broken = format!("{{\"id\": \"{said}\", \"from\": [\"{}\"]", number(at));
    let answers = [
        generic(client, &body, "another secret of nobody").await?,
        generic(client, &broken, GATEWAY).await?,
    ];
    for (status, text) in answers {
        ensure(is_refusal(status), || format!("a text was answered {status}: {text}"))?;
    }
    Ok(())
}

async fn generic(client: &mut Client, body: &str, key: &str) -> Result<(u16, String), Failure> {
    let seconds = std::time::UNIX_EPOCH.elapsed()?.as_secs().to_string();
    let signature = webhook::sign(&key.to_owned().into(), format!("{body}{seconds}").as_bytes());
    let signed = [("x-signature", signature.as_str()), ("x-timestamp", seconds.as_str())];
    let post = Request::post("/api/sms/bridge", body.as_bytes()).with(&signed);
    let answer = client.ask(&post).await?;
    Ok((answer.status, answer.text()))
}

async fn twilio(client: &mut Client, fields: &[(&str, &str)]) -> Result<(u16, String), Failure> {
    let address = format!("{}/api/sms/twilio", mission::PUBLIC);
    let form: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let body = pairs.join("&");
    let signature = webhook::sign_twilio(&SecretString::from(GATEWAY), &address, &form);
    let signed = [("x-twilio-signature", signature.as_str())];
    let post = Request::post("/api/sms/twilio", body.as_bytes()).with(&signed);
    let answer = client.ask(&post.of("application/x-www-form-urlencoded")).await?;
    Ok((answer.status, answer.text()))
}

/// A value of a form post: every byte with its percent sign.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}
