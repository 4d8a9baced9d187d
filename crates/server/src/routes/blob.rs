//! Photos and sealed answers, part by part, so that a broken connection costs one part.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sanaq_seal::hash::Hash;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::Server, problem::Problem};

fn hash(text: &str) -> Result<Hash, Problem> {
    Hash::from_hex(text).ok_or_else(|| Problem::bad("expected a SHA-256, 64 hexadecimal digits"))
}

/// What of it is here.
pub(crate) async fn progress(
    State(server): State<Server>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Problem> {
    let progress = server.office.blobs.progress(hash(&name)?).await?;
    Ok(Json(json!({ "stored": progress.stored, "next": progress.next() })))
}

/// Where a part belongs.
#[derive(Deserialize)]
pub(crate) struct Part {
    offset: u64,
}

/// A part.
pub(crate) async fn chunk(
    State(server): State<Server>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let progress = server.office.blobs.chunk(hash(&name)?, part.offset, body).await?;
    Ok(Json(json!({ "stored": progress.stored, "next": progress.next() })))
}

/// How long it is.
#[derive(Deserialize)]
pub(crate) struct Whole {
    size: u64,
}

/// All parts are sent: they are put together, and must have the hash that is their name.
pub(crate) async fn finish(
    State(server): State<Server>,
    Path(name): Path<String>,
    Query(whole): Query<Whole>,
) -> Result<Json<Value>, Problem> {
    server.office.blobs.finish(hash(&name)?, whole.size).await?;
    Ok(Json(json!({ "stored": true })))
}

/// The longest side of what is shown.
const SIDE: u32 = 2_400;

/// A photo for the data centre: decoded and written anew, so that it shows no place and no device.
pub(crate) async fn show(
    State(server): State<Server>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let found = server.office.blobs.get(hash(&name)?).await?;
    let bytes = found.ok_or_else(|| Problem::not_found("there is no such photo"))?;
    let _turn = server.pictures.acquire().await.map_err(|error| Problem::inside(&error))?;
    let work = move || {
        let photo = sanaq_photo::Photo::open(&bytes, sanaq_photo::Limits::default())?;
        photo.derivative(SIDE)
    };
    let shown = tokio::task::spawn_blocking(work).await.map_err(|error| Problem::inside(&error))?;
    let shown = shown.map_err(|refusal| Problem::bad(refusal.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], shown).into_response())
}
