//! The log as others check it: tiles, signed heads, witnesses.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sanaq_seal::{
    note::{Signature, VerifierKey},
    tile::Resource,
};

use crate::{app::Server, problem::Problem};

async fn resource(
    server: &Server,
    resource: Resource,
    kind: &'static str,
) -> Result<Response, Problem> {
    let found = server.office.log.resource(resource).await?;
    let bytes = found.ok_or_else(|| Problem::not_found("the log is not so long"))?;
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

/// The newest signed head.
pub(crate) async fn checkpoint(State(server): State<Server>) -> Result<Response, Problem> {
    resource(&server, Resource::Checkpoint, "text/plain; charset=utf-8").await
}

/// Hashes of the tree. Bundles of entries are not served: they hold what blinds the leaves.
pub(crate) async fn tile(
    State(server): State<Server>,
    Path(path): Path<String>,
) -> Result<Response, Problem> {
    let wanted = format!("tile/{path}").parse::<Resource>();
    match wanted {
        Ok(Resource::Hashes(tile)) => {
            resource(&server, Resource::Hashes(tile), "application/octet-stream").await
        }
        _ => Err(Problem::not_found("there is no such tile")),
    }
}

/// What a witness that last signed a head of this size needs to sign the newest.
pub(crate) async fn request(
    State(server): State<Server>,
    Path(old): Path<u64>,
) -> Result<Response, Problem> {
    let request = server.office.log.witness_request(old).await?;
    let Some(request) = request else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], request.to_string()).into_response())
}

/// A witness's signature under a head: the head's size on the first line, the signature's line on
/// the second. Only of witnesses that the mission knows.
pub(crate) async fn cosign(
    State(server): State<Server>,
    body: String,
) -> Result<StatusCode, Problem> {
    let mut lines = body.lines();
    let size = lines.next().and_then(|line| line.trim().parse().ok());
    let size: u64 = size.ok_or_else(|| Problem::bad("line 1: expected the size of a head"))?;
    let wrong = || Problem::bad("line 2: expected a signature, — NAME BASE64");
    let signature: Signature = lines.next().and_then(|line| line.parse().ok()).ok_or_else(wrong)?;
    let witnesses: &[VerifierKey] = &server.office.keys.witnesses;
    let witness = witnesses.iter().find(|known| known.name() == signature.name);
    let witness = witness.ok_or_else(|| Problem::forbidden("this witness is not known here"))?;
    let added = server.office.log.add_cosignature(size, signature, witness).await;
    added.map_err(|error| Problem::bad(error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}
