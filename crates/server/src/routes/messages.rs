//! Messages that go out: numbers, gateways, what gateways say became of a text; and forgetting.

use std::collections::BTreeSet;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query as Asked, State},
    http::{HeaderMap, StatusCode},
};
use sanaq_desk::{
    Actor, BlobHash, Command, Id as DeskId, Refused,
    decide::{Hand, Waiting},
    event::{Delivery, Numbers, Phones, SealedNumber, WhyFailed},
};
use sanaq_said::said;
use sanaq_seal::{entry::Id, webhook};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

use super::report::entry_id;
use crate::{
    app::Server,
    archive,
    credential::slowly,
    gate::Caller,
    gateways::{Gateway, Kind},
    numbers::Number,
    problem::Problem,
    reminder::tariff,
    sender,
};

/// The most numbers of one request.
const MOST: usize = 1_000;

/// Numbers of observers.
#[derive(Deserialize)]
pub(crate) struct Given {
    id: DeskId,
    rows: Vec<GivenRow>,
}

/// A number of an observer; it replaces the earlier one.
#[derive(Deserialize)]
struct GivenRow {
    observer: String,
    phone: SecretString,
    /// The back-up number; without it the earlier one stays.
    #[serde(default)]
    backup: Option<SecretString>,
}

/// Takes numbers: the log gets their hashes, the store gets them sealed, nobody gets them back.
pub(crate) async fn numbers(
    State(server): State<Server>,
    caller: Caller,
    Json(given): Json<Given>,
) -> Result<Json<Value>, Problem> {
    if given.rows.len() > MOST {
        return Err(Problem::too_large(said!(
            "said-numbers-most",
            "expected at most {most} numbers at a time",
            most = MOST
        )));
    }
    let by = caller.actor()?;
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    for (at, row) in (1..).zip(given.rows) {
        let observer = row.observer.clone();
        match number(&server, &by, (given.id, at), row).await {
            Ok(blob) => rows.push(SealedNumber { observer, blob: Some(blob) }),
            Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => {
                return Err(problem);
            }
            Err(problem) => {
                let (why, said) = (problem.detail(), problem.said());
                refused.push(json!({ "row": at, "observer": observer, "why": why, "said": said }));
            }
        }
    }
    let taken = rows.len();
    if taken > 0 {
        let id = Id::derived(&given.id.to_string(), "numbers");
        let command = Command::Record(Numbers { rows }.into());
        server.office.act(&Actor::System, id, &command).await?;
    }
    Ok(Json(json!({ "taken": taken, "refused": refused })))
}

async fn number(
    server: &Server,
    by: &Actor,
    (id, at): (DeskId, usize),
    row: GivenRow,
) -> Result<BlobHash, Problem> {
    use secrecy::ExposeSecret as _;
    let wrong = || {
        Problem::bad(said!(
            "said-no-number",
            "this is no number with its country: expected +7 701 123 45 67"
        ))
    };
    let read = |text: &SecretString| Number::read(text.expose_secret()).ok_or_else(wrong);
    let keys = &server.office.keys;
    let number = read(&row.phone)?;
    let hash = number.hash(keys);
    let backup = row.backup.as_ref().map(read).transpose()?.map(|own| own.hash(keys));
    let backup = backup.or_else(|| server.office.state().backup(&row.observer));
    let sealed = server.numbers.seal(&number)?;
    let event = Phones { observer: row.observer, phones: vec![hash], backup };
    let id = Id::derived(&id.to_string(), &at.to_string());
    server.office.act(by, id, &Command::Record(event.into())).await?;
    let blob = server.office.blobs.put(sealed.into()).await?;
    Ok(BlobHash(blob.0))
}

/// The passphrase.
#[derive(Deserialize)]
pub(crate) struct Passphrase {
    passphrase: SecretString,
}

/// Opens the numbers, so that messages go out until the server stops.
pub(crate) async fn open(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Passphrase>,
) -> Result<StatusCode, Problem> {
    server.limits.account_attempts.check(caller.of_mission()?.account())?;
    let numbers = std::sync::Arc::clone(&server.numbers);
    slowly(&server, move || numbers.open(&typed.passphrase)).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Closes them: messages wait.
pub(crate) async fn close(
    State(server): State<Server>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    caller.of_mission()?;
    server.numbers.close();
    Ok(StatusCode::NO_CONTENT)
}

/// How sending stands.
pub(crate) async fn gateways(State(server): State<Server>) -> Json<Value> {
    let state = server.office.state();
    let senders: Vec<&str> = server.gateways.senders().map(|own| own.name.as_str()).collect();
    let tariff = tariff(&server);
    let (spent, waiting) = (state.spent(), state.waiting());
    let left = tariff.budget.map(|budget| budget.saturating_sub(spent));
    Json(json!({
        "senders": senders,
        "numbers_open": server.numbers.is_open(),
        "waiting": waiting,
        "per_segment": tariff.per_segment,
        "spent": spent,
        "left": left,
    }))
}

/// What Twilio is told to call us with.
#[derive(Deserialize)]
pub(crate) struct Callback {
    #[serde(default, rename = "ref")]
    name: String,
}

/// A gateway says what became of a text. Only its signature is believed.
pub(crate) async fn delivery(
    State(server): State<Server>,
    Path(name): Path<String>,
    Asked(callback): Asked<Callback>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let unknown = || Problem::bad("there is no such gateway, or it did not sign this");
    let gateway = server.gateways.find(&name).ok_or_else(unknown)?;
    let said = match gateway.kind {
        Kind::Generic => generic(gateway, &headers, &body),
        Kind::Android => android(gateway, &headers, &body),
        Kind::Twilio => twilio(gateway, &callback.name, &headers, &body),
    };
    let (text, delivery) = said.ok_or_else(unknown)?;
    let Some(delivery) = delivery else { return Ok(StatusCode::NO_CONTENT) };
    // A text that is not ours, or a state that we do not keep, needs no second try.
    let Some(own) = find(&server, &text) else { return Ok(StatusCode::NO_CONTENT) };
    let why = (delivery == Delivery::Failed).then_some(WhyFailed::Undelivered);
    sender::record(&server, &own, delivery, why).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The text that a gateway speaks of.
fn find(server: &Server, name: &str) -> Option<Waiting> {
    let state = server.office.state();
    let prefix = name.get(..16)?;
    let batches: Vec<DeskId> = state.batches().collect();
    batches.into_iter().filter(|batch| batch.to_string().starts_with(prefix)).find_map(|batch| {
        let mut all = state.recipients(batch);
        let observer = all.find(|to| sender::reference(server, batch, to) == name)?;
        let (observer, hand) = (observer.to_owned(), Hand::Drop(WhyFailed::Undelivered));
        Some(Waiting { batch, observer, hand })
    })
}

/// Of which text, and what became of it where that is something that we keep.
type Said = Option<(String, Option<Delivery>)>;

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn word(status: &str) -> Option<Delivery> {
    Some(match status {
        "sent" => Delivery::Sent,
        "delivered" | "read" => Delivery::Delivered,
        "failed" | "undelivered" => Delivery::Failed,
        _ => return None,
    })
}

fn generic(gateway: &Gateway, headers: &HeaderMap, body: &[u8]) -> Said {
    if !webhook::verify(&gateway.secret, body, header(headers, "x-signature")) {
        return None;
    }
    let body: Value = serde_json::from_slice(body).ok()?;
    let status = body.get("status").and_then(Value::as_str).unwrap_or_default();
    Some((body.get("id")?.as_str()?.to_owned(), word(status)))
}

fn android(gateway: &Gateway, headers: &HeaderMap, body: &[u8]) -> Said {
    let signed = [body, header(headers, "x-timestamp").as_bytes()].concat();
    if !webhook::verify(&gateway.secret, &signed, header(headers, "x-signature")) {
        return None;
    }
    let body: Value = serde_json::from_slice(body).ok()?;
    let event = body.get("event").and_then(Value::as_str).unwrap_or_default();
    let text = body.get("payload")?.get("messageId")?.as_str()?.to_owned();
    Some((text, word(event.strip_prefix("sms:").unwrap_or_default())))
}

fn twilio(gateway: &Gateway, name: &str, headers: &HeaderMap, body: &[u8]) -> Said {
    let form: Vec<(String, String)> = axum_form(body)?;
    let address = sender::callback(gateway, name)?;
    let signature = header(headers, "x-twilio-signature");
    if !webhook::verify_twilio(&gateway.secret, &address, &form, signature) {
        return None;
    }
    let status = form.iter().find(|(key, _)| key == "MessageStatus");
    Some((name.to_owned(), status.and_then(|(_, status)| word(status))))
}

/// The fields of a form post.
fn axum_form(body: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(body).ok()?;
    let uri: axum::http::Uri = format!("/?{text}").parse().ok()?;
    let asked: Asked<Vec<(String, String)>> = Asked::try_from_uri(&uri).ok()?;
    Some(asked.0)
}

/// Who and what is to be forgotten.
#[derive(Deserialize)]
pub(crate) struct Forget {
    id: DeskId,
    #[serde(default)]
    observers: BTreeSet<String>,
    /// Everybody, and unknown numbers too.
    #[serde(default)]
    everybody: bool,
    #[serde(default)]
    blobs: Vec<BlobHash>,
    reason: String,
}

/// Forgets people. Takes as long as reading the log; sent again, it goes on where it was.
pub(crate) async fn forget(
    State(server): State<Server>,
    caller: Caller,
    Json(order): Json<Forget>,
) -> Result<Json<Value>, Problem> {
    if order.reason.is_empty() {
        return Err(Refused::NoReason.into());
    }
    if order.everybody && !server.office.state().is_archived() {
        let detail = said!(
            "said-forget-all",
            "everybody is forgotten when the mission is archived, not before"
        );
        return Err(Problem::new(StatusCode::CONFLICT, "conflict", detail));
    }
    let whose = (!order.everybody).then_some(order.observers);
    let id = entry_id(order.id);
    let order = archive::Order { whose, blobs: order.blobs, reason: order.reason };
    let done = archive::erase(&server, &caller.actor()?, id, order).await?;
    Ok(Json(json!(done)))
}
