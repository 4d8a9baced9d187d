//! What people of the data centre decide.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode};
use sanaq_desk::{
    Command, Event, Id as DeskId,
    decide::{Audience, Tariff},
    event::{SessionsRevoked, TranscriptionResult},
};
use sanaq_said::said;
use sanaq_seal::entry::Id;
use serde::Deserialize;
use serde_json::{Value, json};

use super::report::entry_id;
use crate::{
    app::Server, credential, gate::Caller, office::Done, problem::Problem, reminder::tariff,
};

/// A decision under an id that the page made: sent again, it is the same.
#[derive(Deserialize)]
pub(crate) struct Decision {
    id: DeskId,
    kind: String,
    body: Value,
    /// For a new account, or a new password of one: kept sealed.
    #[serde(default)]
    password: Option<secrecy::SecretString>,
    /// Of an account: that there is none of this name yet.
    #[serde(default)]
    new: bool,
}

fn said(done: &Done) -> Json<Value> {
    let entries: Vec<u64> = done.entries.iter().map(|entry| entry.sequence).collect();
    let repeated = done.entries.first().is_some_and(|entry| entry.repeated);
    Json(json!({ "entries": entries, "repeated": repeated }))
}

/// Records a decision. The right that it needs depends on its kind; the office asks for it.
pub(crate) async fn record(
    State(server): State<Server>,
    caller: Caller,
    Json(decision): Json<Decision>,
) -> Result<Json<Value>, Problem> {
    let text = decision.body.to_string();
    let mut event = Event::read(&decision.kind, &text);
    if let Event::Unknown(_) = event {
        let kind = &decision.kind;
        return Err(Problem::bad(format!("found no event «{kind}» in this body")));
    }
    // Whoever knew the old password of an account is signed out when it has a new one.
    let mut renewed = None;
    if let Event::Account(account) = &mut event {
        let id = entry_id(decision.id);
        if decision.new && server.office.state().account(&account.id).is_some() {
            // Sent again it is the same decision, and no second account.
            let known = server.office.knows(id).await?;
            if !known {
                let why = said!(
                    "said-account-taken",
                    "there is an account «{name}» already",
                    name = account.id.as_str()
                );
                return Err(Problem::new(StatusCode::CONFLICT, "taken", why));
            }
        }
        // What is compared at login is made here and nowhere else.
        account.credentials = if let Some(password) = decision.password {
            renewed = Some(account.id.clone());
            credential::new_password(&server, password).await?
        } else {
            let state = server.office.state();
            state.credentials(&account.id).unwrap_or_default().to_vec()
        };
    }
    let id = entry_id(decision.id);
    let actor = caller.actor()?;
    let done = server.office.act(&actor, id, &Command::Record(event)).await?;
    if let Some(account) = renewed {
        let id = Id::derived(&id.to_string(), "sessions");
        let revoked = Event::from(SessionsRevoked { account });
        server.office.act(&actor, id, &Command::Record(revoked)).await?;
    }
    Ok(said(&done))
}

/// A clerk is given a sheet.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
) -> Result<Json<Value>, Problem> {
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    Ok(said(&server.office.act(&caller.actor()?, id, &Command::TakeSheet).await?))
}

/// A sheet as a clerk read it.
#[derive(Deserialize)]
pub(crate) struct Typed {
    id: DeskId,
    sheet: DeskId,
    result: TranscriptionResult,
    #[serde(default)]
    seconds: u32,
}

/// A clerk hands in a sheet.
pub(crate) async fn typed(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Typed>,
) -> Result<Json<Value>, Problem> {
    let Typed { id, sheet, result, seconds } = typed;
    let command = Command::Transcribe { sheet, result, seconds };
    Ok(said(&server.office.act(&caller.actor()?, entry_id(id), &command).await?))
}

/// Messages that are to go out.
#[derive(Deserialize)]
pub(crate) struct Messages {
    id: DeskId,
    /// One of the three.
    #[serde(default)]
    observers: Vec<String>,
    #[serde(default)]
    area: Option<String>,
    #[serde(default)]
    unanswered: Option<String>,
    texts: BTreeMap<String, String>,
    #[serde(default)]
    per_segment: u64,
    #[serde(default)]
    at_most: Option<u64>,
    #[serde(default)]
    quiet: Option<(u16, u16)>,
    /// Only say what would happen: whom, how many segments, what it costs.
    #[serde(default)]
    plan: bool,
}

/// Sends messages, or says what would happen.
pub(crate) async fn send(
    State(server): State<Server>,
    caller: Caller,
    Json(messages): Json<Messages>,
) -> Result<Json<Value>, Problem> {
    let Messages { id, observers, area, unanswered, texts, per_segment, at_most, quiet, plan } =
        messages;
    let audience = match (area, unanswered) {
        (None, None) => Audience::Observers(observers),
        (Some(area), None) => Audience::Area(area),
        (None, Some(deadline)) => Audience::Unanswered(deadline),
        (Some(_), Some(_)) => return Err(Problem::bad("expected area or unanswered, found both")),
    };
    let usual = tariff(&server);
    let per_segment = if per_segment == 0 { usual.per_segment } else { per_segment };
    let tariff = Tariff { per_segment, at_most, quiet, ..usual };
    if plan {
        let (state, now) = (server.office.state(), server.office.now());
        let planned = state.plan_messages(caller.viewer()?, &audience, &texts, &tariff, now)?;
        return Ok(Json(json!(planned)));
    }
    let command = Command::Send { id, audience, texts, tariff };
    Ok(said(&server.office.act(&caller.actor()?, entry_id(id), &command).await?))
}
