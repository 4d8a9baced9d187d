//! Settings for ODK Collect: the text of the code that it scans.

use std::io::Write as _;

use axum::{Json, extract::State, http::HeaderMap};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use sanaq_desk::{Actor, Command, Event, Thing, event::Device};
use sanaq_seal::{
    entry::Id,
    token::{self, TokenHash},
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{odk::address, print};
use crate::{app::Server, gate::Caller, problem::Problem};

/// Whose device is to be set up.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    observer: String,
}

/// A coordinator sets up an observer's Collect. The code on the observer's sheet is not spent.
pub(crate) async fn give(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    Json(wanted): Json<Wanted>,
) -> Result<Json<Value>, Problem> {
    let viewer = caller.viewer()?;
    if !server.office.state().manages(viewer, &wanted.observer) {
        return Err(Problem::not_found(Thing::Observer.missing(&wanted.observer)));
    }
    issue(&server, &headers, wanted.observer).await
}

/// An observer's phone that has joined sets up Collect beside it.
pub(crate) async fn own(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let observer = caller.observer()?;
    if server.office.state().is_revoked(observer) {
        return Err(Problem::forbidden("you do not observe for this mission any more"));
    }
    issue(&server, &headers, observer.to_owned()).await
}

async fn issue(
    server: &Server,
    headers: &HeaderMap,
    observer: String,
) -> Result<Json<Value>, Problem> {
    let token = token::generate().map_err(|error| Problem::inside(&error))?;
    let hash = TokenHash::of(&token).map(|hash| hash.to_string()).unwrap_or_default();
    let device = Event::from(Device { observer: observer.clone(), token: hash, given: true });
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::Record(device)).await?;
    let address = address(server, headers, token.expose_secret());
    let settings = settings(&address, &observer)?;
    let code = print::code(&settings);
    Ok(Json(json!({
        "observer": observer, "address": address, "settings": settings, "code": code,
    })))
}

/// JSON, packed by zlib, in base 64: what Collect reads from its code.
fn settings(address: &str, observer: &str) -> Result<String, Problem> {
    let settings = json!({
        "general": {
            "server_url": address,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            "delete_send": false,
        },
        "admin": {},
        "project": { "name": format!("Sanaq {observer}"), "icon": "S", "color": "#1d4ed8" },
    });
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = packed.write_all(settings.to_string().as_bytes());
    let packed = written.and_then(|()| packed.finish());
    Ok(STANDARD.encode(packed.map_err(|error| Problem::inside(&error))?))
}
