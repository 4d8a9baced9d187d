//! Reports by the interface that phones and pages use.

use axum::{
    Json,
    extract::{Path, State},
};
use sanaq_desk::{
    Command, Held, Id as DeskId, Refused,
    event::{Channel, Photo, Report},
};
use sanaq_forms::Location;
use sanaq_log::{Appended, Entry, Log};
use sanaq_seal::{entry::Id, short::Short};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    app::Server, gate::Caller, intake::seal_station, office::Done, picture, problem::Problem,
};

/// The most reports of one request.
const MOST: usize = 200;

/// A report as it is sent.
pub(crate) struct Sent {
    report: Report,
    /// Where the device was. Only the distance to the station is kept.
    location: Option<Location>,
}

/// What became of one report.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Taken(Taken),
    Refused { id: Option<String>, status: u16, code: &'static str, detail: String },
}

/// What the reporter keeps.
#[derive(Serialize)]
struct Taken {
    id: String,
    sequence: u64,
    time: i64,
    nonce: String,
    /// The promise, `docs/receipts.md`.
    receipt: String,
    /// Whether it was here before.
    repeated: bool,
}

/// An observer files reports. Each is taken or refused by itself; the same report sent again has
/// the same answer.
pub(crate) async fn file(
    State(server): State<Server>,
    caller: Caller,
    Json(mut sent): Json<Value>,
) -> Result<Json<Value>, Problem> {
    // One report, or several that waited for a network.
    let (all, one) = match sent.get_mut("reports").map(Value::take) {
        Some(Value::Array(reports)) => (reports, false),
        _ => (vec![sent], true),
    };
    if all.len() > MOST {
        return Err(Problem::too_large(format!("found {} reports, expected {MOST}", all.len())));
    }
    // Together, so that they share the log's writes.
    let filed = all.into_iter().map(|report| outcome(&server, &caller, report, Channel::App));
    let outcomes = futures_util::future::join_all(filed).await;
    if one {
        let outcome =
            outcomes.into_iter().next().ok_or_else(|| Problem::bad("nothing was sent"))?;
        return Ok(Json(json!(outcome.map_err(|(_, problem)| problem)?)));
    }
    Ok(Json(json!({ "reports": outcomes.into_iter().map(told).collect::<Vec<_>>() })))
}

/// Somebody of the data centre files for an observer, from the telephone or from paper.
pub(crate) async fn enter(
    State(server): State<Server>,
    caller: Caller,
    Json(report): Json<Value>,
) -> Result<Json<Value>, Problem> {
    let phone = report.get("channel").and_then(Value::as_str) == Some("phone");
    let channel = if phone { Channel::Phone } else { Channel::Web };
    let outcome = outcome(&server, &caller, report, channel).await;
    Ok(Json(json!(outcome.map_err(|(_, problem)| problem)?)))
}

fn told(outcome: Filed) -> Outcome {
    match outcome {
        Ok(taken) => Outcome::Taken(taken),
        Err((id, problem)) => Outcome::Refused {
            id,
            status: problem.status().as_u16(),
            code: problem.code(),
            detail: problem.detail().to_owned(),
        },
    }
}

type Filed = Result<Taken, (Option<String>, Problem)>;

/// Files one report.
async fn outcome(server: &Server, caller: &Caller, sent: Value, channel: Channel) -> Filed {
    let named = sent.get("id").and_then(Value::as_str).map(str::to_owned);
    let refused = |problem: Problem| (named.clone(), problem);
    let mut sent = read(sent, channel).map_err(&refused)?;
    let id = sent.report.id;
    sent.report.faults.clear();
    seal_station(server, &mut sent.report).await.map_err(&refused)?;
    hold_photos(server, &mut sent.report).await.map_err(&refused)?;
    let command = Command::File { report: Box::new(sent.report), location: sent.location };
    let actor = caller.actor().map_err(&refused)?;
    let done = server.office.act(&actor, entry_id(id), &command).await.map_err(&refused)?;
    let taken = taken(server, &done).map_err(refused)?;
    Ok(Taken { id: id.to_string(), ..taken })
}

/// What the server finds out itself of a report's photos. Those that have not come yet are looked
/// at when they do.
async fn hold_photos(server: &Server, report: &mut Report) -> Result<(), Problem> {
    let known = server.office.state().has_report(report.id);
    if !known {
        let photos = report.photos.iter().filter(|photo| photo.sealed);
        let photos = photos.map(|photo| (&photo.place, photo.blob));
        let answers = report.sealed.iter().map(|answer| (&answer.place, answer.blob));
        let mut open = Vec::new();
        for (place, blob) in photos.chain(answers) {
            if picture::lies_open(server, blob).await? {
                open.push(place.clone());
            }
        }
        if !open.is_empty() {
            return Err(Refused::MustBeSealed(open).into());
        }
    }
    for photo in &mut report.photos {
        let sent = Photo::new(photo.place.clone(), photo.blob);
        *photo = Photo { sealed: photo.sealed, ..sent };
        if photo.sealed || known {
            continue;
        }
        let held = server.office.state().held(photo.blob);
        if let Some(Held { shown, original, likeness }) = held {
            let unreadable = shown.is_none();
            let own = photo.clone();
            *photo = Photo { shown, original, likeness, unreadable, ..own };
        } else if let Some(held) = picture::stored(server, photo.blob).await? {
            *photo = held.photo(photo.place.clone());
        }
    }
    Ok(())
}

/// Reads a report; the way it came is not for the sender to say.
fn read(mut sent: Value, channel: Channel) -> Result<Sent, Problem> {
    let wrong = |error| Problem::bad(format!("this is no report: {error}"));
    let mut location = None;
    if let (Some(sent), Ok(channel)) = (sent.as_object_mut(), serde_json::to_value(channel)) {
        sent.insert("channel".to_owned(), channel);
        let place = sent.swap_remove("location");
        location = place.map(serde_json::from_value).transpose().map_err(wrong)?.flatten();
    }
    let report = serde_json::from_value(sent).map_err(wrong)?;
    Ok(Sent { report, location })
}

/// A report and its entry have one id.
pub(crate) const fn entry_id(id: DeskId) -> Id {
    Id(id.0)
}

fn taken(server: &Server, done: &Done) -> Result<Taken, Problem> {
    let entry = done.entries.first().ok_or_else(|| Problem::inside(&"no entry"))?;
    let counter = if entry.repeated { &server.metrics.repeated } else { &server.metrics.reports };
    counter.inc();
    told_of(server, entry)
}

fn told_of(server: &Server, entry: &Appended) -> Result<Taken, Problem> {
    let receipt = Log::promise(entry, &server.office.keys.log)?;
    Ok(Taken {
        id: String::new(),
        sequence: entry.sequence,
        time: entry.time,
        nonce: entry.nonce.to_string(),
        receipt,
        repeated: entry.repeated,
    })
}

/// The receipt that needs no trust in us, once a signed head covers the report; and what opens it:
/// the entry as the log has it, with its nonce. Whoever compares it with what was sent sees that
/// nothing else stands there.
pub(crate) async fn receipt(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id: DeskId = id.parse().map_err(|_| Problem::bad("expected 32 hexadecimal digits"))?;
    let entry = server.office.log.find(entry_id(id)).await?;
    let own = format!("o/{}", caller.observer()?);
    let entry = entry.filter(|entry| entry.actor == own);
    let entry = entry.ok_or_else(|| Problem::not_found("there is no such report of yours"))?;
    let mut told = proof(&server, &entry).await?;
    if !entry.is_erased() {
        told["nonce"] = entry.nonce.to_string().into();
        told["entry"] = entry.content().to_text().into();
    }
    Ok(Json(told))
}

/// The receipt of any report that somebody of the data centre may see, to be handed to an observer
/// who has no page: from a text message, from paper.
pub(crate) async fn receipt_of(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id: DeskId = id.parse().map_err(|_| Problem::bad("expected 32 hexadecimal digits"))?;
    let viewer = caller.viewer()?;
    let seen = server.office.state().sees_report(viewer, id);
    let entry = if seen { server.office.log.find(entry_id(id)).await? } else { None };
    let entry = entry.ok_or_else(|| Problem::not_found("there is no such report"))?;
    Ok(Json(proof(&server, &entry).await?))
}

async fn proof(server: &Server, entry: &Entry) -> Result<Value, Problem> {
    let receipt = server.office.log.receipt(entry.sequence).await?;
    let receipt = receipt.ok_or_else(|| {
        Problem::not_found("not covered by a signed head yet: try again in a few seconds")
    })?;
    let short = Short::new(entry.sequence, &entry.leaf).to_string();
    Ok(json!({ "sequence": entry.sequence, "receipt": receipt, "short": short }))
}
