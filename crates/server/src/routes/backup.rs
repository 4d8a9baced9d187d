//! Copies of the mission: when the last was made, what has come since, and one more.
//!
//! They are written on the server's own computer and not handed out: see `copies.rs`.

use axum::{Extension, Json, extract::State};
use sanaq_desk::event::BackupOrdered;
use sanaq_said::said;
use serde_json::{Value, json};

use super::{
    authenticator::{Proof, proved},
    session::act,
};
use crate::{app::Server, copies, gate::Caller, problem::Problem, session::Session};

/// How copies stand.
pub(crate) async fn show(
    State(server): State<Server>,
    caller: Caller,
) -> Result<Json<Value>, Problem> {
    caller.of_mission()?;
    told(&server).await
}

/// Has one made, by whoever shows again who they are. It goes on when nobody waits for it.
pub(crate) async fn order(
    State(server): State<Server>,
    caller: Caller,
    Extension(session): Extension<Session>,
    Json(proof): Json<Proof>,
) -> Result<Json<Value>, Problem> {
    caller.of_mission()?;
    let step = proved(&server, &caller, &session, proof).await?;
    if server.config.copies.is_none() {
        let detail = said!("said-no-folder", "this server was started without a folder for copies");
        return Err(Problem::conflict("no-folder", detail));
    }
    server.limits.copies.check("")?;
    let turn = server.copies.turn();
    let turn = turn.ok_or_else(|| Problem::conflict("copying", "a copy is being made"))?;
    act(&server, BackupOrdered { account: session.account, step }).await?;
    server.copies.begin();
    tokio::spawn(copies::make(server.clone(), turn));
    told(&server).await
}

async fn told(server: &Server) -> Result<Json<Value>, Problem> {
    let copies = copies::list(server).await?;
    let after = copies::old_after(server);
    let (last, entries) = {
        let state = server.office.state();
        (state.last_backup(), state.entries())
    };
    let now = server.office.now();
    let old = last
        .as_ref()
        .is_none_or(|last| last.entries_since > 0 && last.time.div_euclid(1_000_000) + after < now);
    let folder = server.config.copies.as_ref();
    Ok(Json(json!({
        "folder": folder.map(|own| own.folder.display().to_string()),
        "every": folder.and_then(|own| own.every),
        "entries": entries,
        "last": last,
        "old": old,
        "old_after": after,
        "now": server.copies.now(),
        "copies": copies,
    })))
}
