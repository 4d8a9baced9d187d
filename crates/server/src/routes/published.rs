//! What was made public: which versions, where everybody reads them, and each file as it is among
//! the signed ones.

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::PublishedResult;
use sanaq_seal::hash::Hash;
use serde::Serialize;
use serde_json::{Value, json};

use super::print;
use crate::{app::Server, problem::Problem};

/// A version that was published, and whether it is among the public files by now.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    own: PublishedResult,
    out: bool,
}

/// What was published, the earliest first; and where everybody reads it, as far as the server was
/// told.
pub(crate) async fn list(State(server): State<Server>) -> Json<Value> {
    let all = server.office.state().published_results().to_vec();
    let mut results = Vec::with_capacity(all.len());
    for own in all {
        let out = match &server.config.public {
            Some(folder) => tokio::fs::try_exists(folder.join(&own.result.first)).await,
            None => Ok(false),
        };
        results.push(Listed { own, out: out.unwrap_or(false) });
    }
    Json(json!({ "results": results, "address": server.config.public_address }))
}

/// A page of a version, or its figures, by its name: `result-2-kk.html`, `result-2.json`.
pub(crate) async fn file(
    State(server): State<Server>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let found = {
        let state = server.office.state();
        let mut all = state.published_results().iter();
        all.find_map(|own| own.result.files.get(&name).copied())
    };
    let missing = || Problem::not_found(format!("no published result has a file «{name}»"));
    let bytes = server.office.blobs.get(Hash(found.ok_or_else(missing)?.0)).await?;
    let bytes = bytes.ok_or_else(missing)?;
    if name.strip_suffix(".json").is_some() {
        return Ok(([(header::CONTENT_TYPE, "application/json")], bytes).into_response());
    }
    Ok(print::shown(String::from_utf8_lossy(&bytes).into_owned()))
}
