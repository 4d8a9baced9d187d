//! Photos and sealed answers, part by part, so that a broken connection costs one part.

use axum::{
    Json,
    extract::{Path, Query as Asked, State},
    http::header,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sanaq_desk::{BlobHash, Mode, Page, Query, View};
use sanaq_said::said;
use sanaq_seal::hash::Hash;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::Server, gate::Caller, office::actor, picture, problem::Problem, work::on_photo};

fn hash(text: &str) -> Result<Hash, Problem> {
    Hash::from_hex(text).ok_or_else(|| Problem::bad("expected a SHA-256, 64 hexadecimal digits"))
}

/// What of it is here.
pub(crate) async fn progress(
    State(server): State<Server>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Problem> {
    let hash = hash(&name)?;
    if taken(&server, hash) {
        return Ok(Json(json!({ "stored": true, "next": 0 })));
    }
    let progress = server.office.blobs.progress(hash).await?;
    Ok(Json(json!({ "stored": progress.stored, "next": progress.next() })))
}

/// Whether a photo was here, and something else is held in its place.
fn taken(server: &Server, hash: Hash) -> bool {
    server.office.state().held(BlobHash(hash.0)).is_some()
}

/// Where a part belongs.
#[derive(Deserialize)]
pub(crate) struct Part {
    offset: u64,
}

/// A part.
pub(crate) async fn chunk(
    State(server): State<Server>,
    caller: Caller,
    Path(name): Path<String>,
    Asked(part): Asked<Part>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let hash = hash(&name)?;
    if taken(&server, hash) {
        return Ok(Json(json!({ "stored": true, "next": 0 })));
    }
    let end = part.offset.saturating_add(u64::try_from(body.len()).unwrap_or(u64::MAX));
    let sender = actor(&caller.actor()?);
    server.uploads.check(&server.office.state(), &sender, BlobHash(hash.0), end)?;
    let progress = server.office.blobs.chunk(hash, part.offset, body).await?;
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
    Asked(whole): Asked<Whole>,
) -> Result<Json<Value>, Problem> {
    let hash = hash(&name)?;
    let blobs = &server.office.blobs;
    if !taken(&server, hash) && !blobs.has(hash).await? {
        let file = blobs.whole(hash, whole.size).await?;
        let arrived = picture::arrived(&server, file).await;
        // What failed for a while is tried again with the chunks that are here.
        if let Err(problem) = arrived {
            if problem.status().is_client_error() {
                blobs.forget(hash).await?;
            }
            return Err(problem);
        }
    }
    blobs.forget(hash).await?;
    Ok(Json(json!({ "stored": true })))
}

/// The longest side of what is shown.
const SIDE: u32 = 2_400;

/// A photo for the data centre: decoded and written anew, so that it shows no place and no device.
///
/// Only of a report that the viewer may see: what no report names is shown to nobody.
pub(crate) async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let hash = hash(&name)?;
    if !server.office.state().sees_photo(caller.viewer()?, BlobHash(hash.0)) {
        return Err(Problem::not_found("there is no such photo"));
    }
    shown(&server, hash).await
}

/// Something sealed, as it was sent: it is opened where the mission's key is, and never here.
pub(crate) async fn sealed(
    State(server): State<Server>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let found = server.office.blobs.get(hash(&name)?).await?;
    let bytes = found.filter(|bytes| picture::is_sealed(bytes));
    let bytes = bytes.ok_or_else(|| Problem::not_found("there is nothing sealed of this name"))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// A clerk sees the photos of the own sheets, and no others.
pub(crate) async fn sheet(
    State(server): State<Server>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let hash = hash(&name)?;
    let viewer = caller.viewer()?;
    let own = {
        let state = server.office.state();
        let tasks = Mode::ALL.into_iter().filter_map(|mode| {
            let view = state.view(viewer, mode, &Query::Desk, Page::default(), server.office.now());
            match view {
                Ok(View::Desk(desk)) => Some(desk.tasks),
                _ => None,
            }
        });
        tasks.flatten().any(|task| task.photos.contains(&BlobHash(hash.0)))
    };
    if !own {
        let said = said!("said-photo-not-yours", "this photo is of no sheet of yours");
        return Err(Problem::forbidden(said));
    }
    shown(&server, hash).await
}

async fn shown(server: &Server, hash: Hash) -> Result<Response, Problem> {
    let held = server.office.state().held(BlobHash(hash.0)).and_then(|held| held.shown);
    let found = server.office.blobs.get(held.map_or(hash, |held| Hash(held.0))).await?;
    let bytes = found.ok_or_else(|| Problem::not_found("there is no such photo"))?;
    let file = bytes.clone();
    let work = move || {
        let photo = sanaq_photo::Photo::open(&file, sanaq_photo::Limits::default())?;
        photo.derivative(SIDE)
    };
    let shown = on_photo(&server.pictures, &bytes, work).await?;
    let shown = shown.map_err(|refusal| Problem::bad(refusal.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], shown).into_response())
}
