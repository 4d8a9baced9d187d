//! From the app: answers and photos that the phone has sealed, photos in the clear, and what is
//! refused.

use sanaq_desk::{
    BlobHash,
    event::{Channel, Photo, Report, SealedAnswer},
};
use sanaq_forms::{Answer, Name, Place as Question};
use sanaq_seal::{hash::Hash, sealed};
use serde_json::{Value, json};

use super::{CLEAR, Day, OBSERVERS, REFUSED, SECRET, is_refusal, photo, secret};
use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    mission::{self, bearer},
    writers::put_blob,
};

/// A report whose sensitive answers were sealed on the phone; a word of its own beside the mark.
pub(super) async fn send(day: &Day, client: &mut Client, number: u64) -> Result<(), Failure> {
    let forms = day.traffic.forms();
    let mut report = day.traffic.report(number);
    let phone = u32::try_from(number % u64::from(OBSERVERS))?;
    let bearer = bearer(phone);
    report.channel = Channel::App;
    report.observer = Some(mission::observer(phone));
    if number.is_multiple_of(7) {
        // A code is public: a station that nobody knows is kept as it was sent.
        report.station = format!("{CLEAR}{number}");
    }
    if number % 10 == 4 {
        // A protocol's photo may be seen, and what the camera wrote beside it may not.
        let bytes = photo("Photo", number);
        report.form = forms.protocol.id.clone();
        report.version.clone_from(&forms.protocol.version);
        report.answers = sanaq_desk::event::Clear::default();
        let hash = Hash::of(&bytes);
        put_blob(client, &bearer, &hash.to_string(), &bytes).await?.json()?;
        report.photos.push(Photo::new(day.traffic.page()?, BlobHash(hash.0)));
        return file(client, &report, &bearer).await;
    }
    report.form = forms.incident.id.clone();
    report.version.clone_from(&forms.incident.version);
    report.answers = day.traffic.incident();
    // All of them in every fifth, so that the disk has time for the reports.
    let sealed = if number.is_multiple_of(5) { 4 } else { 1 };
    for question in ["description", "persons-involved", "contact", "photo-1"].iter().take(sealed) {
        let text = match *question {
            "photo-1" => photo("App", number),
            _ => serde_json::to_vec(&Answer::Text(secret("App", number)))?,
        };
        let sealed = sealed::seal(&text, &[day.officer.recipient()])?;
        let hash = Hash::of(&sealed);
        put_blob(client, &bearer, &hash.to_string(), &sealed).await?.json()?;
        let place = Question::from(question.parse::<Name>()?);
        report.sealed.push(SealedAnswer { place, blob: BlobHash(hash.0) });
    }
    file(client, &report, &bearer).await
}

async fn file(client: &mut Client, report: &Report, bearer: &str) -> Result<(), Failure> {
    let body = serde_json::to_vec(report)?;
    let post = Request::post("/api/reports", &body).by("authorization", bearer);
    client.ask(&post).await?.json()?;
    Ok(())
}

/// Requests that hold the word where it must not be: all are refused, none is noted.
pub(super) async fn refused(day: &Day, client: &mut Client, number: u64) -> Result<(), Failure> {
    let bearer = bearer(u32::try_from(number % u64::from(OBSERVERS))?);
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
    let desk = ("cookie", day.cookie.as_str());
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
    requests.push(Request::post("/api/reports", SECRET.as_bytes()).of(SECRET));
    for request in requests {
        let answer = client.ask(&request).await?;
        let told = || format!("{} {}: {}", request.path, answer.status, answer.text());
        // Several reports in one request are answered one by one.
        let each = request.body.starts_with(b"{\"reports\"") && !answer.text().contains("receipt");
        ensure(is_refusal(answer.status) || each, told)?;
    }
    Ok(())
}
