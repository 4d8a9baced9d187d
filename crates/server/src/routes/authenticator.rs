//! Authenticator apps: set up, confirmed by a code, replaced, taken away.
//!
//! Until it is confirmed nothing is stored: the page holds the secret, signed and sealed by the
//! server, so that any server can confirm it.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use sanaq_desk::event::Authenticator;
use sanaq_said::said;
use sanaq_seal::totp::Totp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::session::{act, signed_in};
use crate::{
    app::Server,
    credential::{self, Code},
    failures::Attempt,
    gate::Caller,
    problem::Problem,
    session::Session,
};

/// How long somebody may take to confirm: seconds.
const PENDING: i64 = 15 * 60;

/// Whoever sets one up or takes it away shows again who they are.
#[derive(Deserialize)]
pub(crate) struct Proof {
    password: SecretString,
    /// Of the authenticator that the account has already.
    #[serde(default)]
    code: Option<String>,
}

/// What is confirmed.
#[derive(Serialize, Deserialize)]
struct Pending {
    account: String,
    secret: String,
    until: i64,
    /// The step of the old authenticator's code, which is spent with the confirmation.
    step: Option<u64>,
}

/// The purpose of the keyed hash over what is pending.
const PURPOSE: &str = "authenticator";

/// Checks password and, where the account has an authenticator, its code. Gives the code's step.
pub(super) async fn proved(
    server: &Server,
    caller: &Caller,
    session: &Session,
    proof: Proof,
) -> Result<Option<u64>, Problem> {
    // A session has as many attempts as a browser at the door: a stolen one does not help to guess.
    let account = session.account.as_str();
    let own = Some(session.id.to_string());
    let attempt = Attempt::new(server, account, caller.neighbourhood(), own)?;
    let Proof { password, code } = proof;
    let right = credential::is_password(server, account, password).await?;
    match credential::code(server, account, code.as_deref())? {
        Code::NotNeeded if right => Ok(None),
        Code::Right(step) if right => Ok(Some(step)),
        _ => {
            let detail = "the password or the code is wrong";
            let wrong = Problem::new(StatusCode::FORBIDDEN, "wrong-proof", detail);
            Err(attempt.failed(wrong).await)
        }
    }
}

/// A new secret, as text and as the address inside the QR code that apps scan.
pub(crate) async fn begin(
    State(server): State<Server>,
    caller: Caller,
    Extension(session): Extension<Session>,
    Json(proof): Json<Proof>,
) -> Result<Json<Value>, Problem> {
    let step = proved(&server, &caller, &session, proof).await?;
    let account = session.account;
    let totp = Totp::generate().map_err(|error| Problem::inside(&error))?;
    // Apps read a colon as the end of the mission's name.
    let named = |name: &str| name.replace(':', "_");
    let address = totp.address(&named(&server.config.origin), &named(&account));
    let address = address.map_err(|error| Problem::bad(error.to_string()))?;
    let secret = totp.to_secret();
    let until = server.office.now() + PENDING;
    let pending = Pending { account, secret: secret.expose_secret().to_owned(), until, step };
    let text = serde_json::to_string(&pending).map_err(|error| Problem::inside(&error))?;
    let sealed = credential::seal(&server, "pending", &text)?;
    let mac = server.office.keys.mac(PURPOSE, &sealed);
    Ok(Json(json!({
        "secret": secret.expose_secret(),
        "address": address.expose_secret(),
        "pending": format!("{sealed}.{mac}"),
    })))
}

/// What is typed from the app.
#[derive(Deserialize)]
pub(crate) struct Confirmation {
    pending: String,
    code: String,
}

/// The app shows the right code: from now on it is asked for. All other sessions end.
pub(crate) async fn confirm(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Confirmation>,
) -> Result<Response, Problem> {
    let account = caller.viewer()?.account().to_owned();
    let stale = || {
        Problem::bad(said!("said-secret-stale", "this secret is not pending any more: begin again"))
    };
    let (sealed, mac) = typed.pending.split_once('.').ok_or_else(stale)?;
    if !server.office.keys.is_mac(PURPOSE, sealed, mac) {
        return Err(stale());
    }
    let text = credential::open(&server, "pending", sealed).ok_or_else(stale)?;
    let pending = serde_json::from_str::<Pending>(text.expose_secret()).ok();
    let now = server.office.now();
    let pending = pending.filter(|own| own.account == account && own.until > now);
    let pending = pending.ok_or_else(stale)?;
    let totp = Totp::from_secret(&pending.secret.clone().into());
    let totp = totp.map_err(|error| Problem::inside(&error))?;
    let seconds = u64::try_from(now).unwrap_or_default();
    let step = totp.check(&typed.code, seconds, None);
    let step = step.ok_or_else(|| {
        Problem::bad(said!("said-secret-code", "this is not the code of the new secret"))
    })?;
    let secret = Some(credential::seal(&server, "totp", &pending.secret)?);
    let step = Some(step).max(pending.step);
    act(&server, Authenticator { account: account.clone(), secret, step }).await?;
    signed_in(&server, &account, None).await
}

/// Away with it, where the role does not need one. All other sessions end.
pub(crate) async fn remove(
    State(server): State<Server>,
    caller: Caller,
    Extension(session): Extension<Session>,
    Json(proof): Json<Proof>,
) -> Result<Response, Problem> {
    let viewer = caller.viewer()?;
    if server.office.state().second_factor().contains(&viewer.role()) {
        return Err(Problem::forbidden(said!(
            "said-secret-needed",
            "your role needs an authenticator: set up another in its place"
        )));
    }
    let step = proved(&server, &caller, &session, proof).await?;
    let account = session.account;
    act(&server, Authenticator { account: account.clone(), secret: None, step }).await?;
    signed_in(&server, &account, None).await
}
