//! A file of a result that was made public, as it is among the signed files.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_seal::hash::Hash;

use super::print;
use crate::{app::Server, problem::Problem};

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
