//! Signing in, and phones that join.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{
    Actor, Command, Event, State as Desk,
    event::{Account, Device},
};
use sanaq_seal::{
    code::{Code, StoredCode},
    entry::Id,
    password, sealed,
    token::{self, TokenHash},
    totp::Totp,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::Server,
    gate::Caller,
    hex,
    problem::Problem,
    session::{self, Session},
};

/// What somebody types to sign in.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    account: String,
    password: SecretString,
    /// The six digits of an authenticator app, where the account has one.
    #[serde(default)]
    code: Option<String>,
}

/// A credential, as it stands in an account: sealed to the server.
enum Credential {
    Password(String),
    Totp(Totp),
}

impl Credential {
    fn open(server: &Server, stored: &str) -> Option<Self> {
        let (kind, text) = stored.split_once(':')?;
        let bytes = hex::bytes(text)?;
        let secret = sealed::open(&bytes, server.office.keys.own()).ok()?;
        let text = String::from_utf8(secret.expose_secret().to_vec()).ok()?;
        match kind {
            "password" => Some(Self::Password(text)),
            "totp" => Totp::from_secret(&text.into()).ok().map(Self::Totp),
            _ => None,
        }
    }
}

/// Seals a credential, so that neither a copy of the log nor a bundle holds it.
pub(crate) fn seal_credential(server: &Server, kind: &str, text: &str) -> Result<String, Problem> {
    let recipient = server.office.keys.own().recipient();
    let sealed = sealed::seal(text.as_bytes(), &[recipient]);
    let sealed = sealed.map_err(|error| Problem::inside(&error))?;
    Ok(format!("{kind}:{}", hex::digits(&sealed)))
}

/// Computes a slow hash, few at a time, so that guessing cannot starve reporting.
pub(crate) async fn slowly<T: Send + 'static>(
    server: &Server,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let _turn = server.hashing.acquire().await.map_err(|error| Problem::inside(&error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::inside(&error))
}

/// A session for who knows the password, and the code where there is one. Whoever is refused hears
/// the same, whether or not there is such an account.
pub(crate) async fn sign_in(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<SignIn>,
) -> Result<Response, Problem> {
    server.limits.attempts.check(caller.neighbourhood())?;
    server.limits.account_attempts.check(&typed.account)?;
    let stored: Vec<Credential> = {
        let state = server.office.state();
        let stored = state.credentials(&typed.account).unwrap_or_default();
        stored.iter().filter_map(|stored| Credential::open(&server, stored)).collect()
    };
    let hash = stored.iter().find_map(|credential| match credential {
        Credential::Password(hash) => Some(hash.clone()),
        Credential::Totp(_) => None,
    });
    let password = typed.password;
    let right = slowly(&server, move || password::verify(&password, hash.as_deref())).await?;
    let seconds = u64::try_from(server.office.now()).unwrap_or_default();
    let second = stored.iter().all(|credential| match credential {
        Credential::Password(_) => true,
        Credential::Totp(totp) => {
            let code = typed.code.as_deref().unwrap_or_default();
            totp.check(code, seconds, None).is_some()
        }
    });
    if !right || !second {
        let detail = "the account, the password or the code is wrong";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "wrong", detail));
    }
    Ok(signed_in(&server, &typed.account))
}

fn signed_in(server: &Server, account: &str) -> Response {
    let (cookie, body) = {
        let state = server.office.state();
        let session = Session::new(account, &state, server.office.now());
        (session.cookie(&server.office.keys, server.config.https), about(&state, account))
    };
    ([(header::SET_COOKIE, cookie)], Json(body)).into_response()
}

fn about(state: &Desk, account: &str) -> Value {
    let viewer = state.viewer(account);
    let role = viewer.as_ref().map(sanaq_desk::Viewer::role);
    let rights = sanaq_desk::Right::ALL;
    let rights = rights.into_iter().filter(|right| viewer.as_ref().is_some_and(|v| v.may(*right)));
    json!({ "account": account, "role": role, "rights": rights.collect::<Vec<_>>() })
}

/// Who is signed in.
pub(crate) async fn who(
    State(server): State<Server>,
    caller: Caller,
) -> Result<Json<Value>, Problem> {
    let account = caller.viewer()?.account().to_owned();
    Ok(Json(about(&server.office.state(), &account)))
}

/// The session ends in this browser.
pub(crate) async fn sign_out(State(server): State<Server>) -> Response {
    let cookie = session::forget(server.config.https);
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}

/// What somebody types to change their password.
#[derive(Deserialize)]
pub(crate) struct Change {
    old: SecretString,
    new: SecretString,
}

/// The shortest password.
const SHORTEST: usize = 12;

/// A new password for one's own account; all its other sessions end.
pub(crate) async fn change(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Change>,
) -> Result<Response, Problem> {
    let viewer = caller.viewer()?.clone();
    let name = viewer.account().to_owned();
    if typed.new.expose_secret().chars().count() < SHORTEST {
        return Err(Problem::bad(format!("expected a password of at least {SHORTEST} letters")));
    }
    let stored: Vec<String> = {
        let state = server.office.state();
        state.credentials(&name).unwrap_or_default().to_vec()
    };
    server.limits.account_attempts.check(&name)?;
    let hash = stored.iter().find_map(|stored| match Credential::open(&server, stored) {
        Some(Credential::Password(hash)) => Some(hash),
        _ => None,
    });
    let Change { old, new } = typed;
    let hashed = slowly(&server, move || {
        password::verify(&old, hash.as_deref()).then(|| password::hash(&new))
    });
    let hashed = hashed.await?;
    let hashed = hashed.ok_or_else(|| Problem::forbidden("the old password is wrong"))?;
    let hashed = hashed.map_err(|error| Problem::inside(&error))?;
    let others = stored.into_iter().filter(|stored| !stored.starts_with("password:"));
    let credentials = others.chain([seal_credential(&server, "password", &hashed)?]).collect();
    let account = {
        let state = server.office.state();
        state.account(&name).map(|account| Account { credentials, ..account.clone() })
    };
    let account = account.ok_or_else(Problem::unauthorised)?;
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::Record(Event::from(account))).await?;
    let revoked = sanaq_desk::event::SessionsRevoked { account: name.clone() };
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::Record(Event::from(revoked))).await?;
    Ok(signed_in(&server, &name))
}

/// What an observer types on a new phone.
#[derive(Deserialize)]
pub(crate) struct Join {
    code: String,
}

/// A phone joins by the code on the print sheet. The code is spent; the token is the phone's.
pub(crate) async fn join(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Join>,
) -> Result<Json<Value>, Problem> {
    let code = Code::parse(&typed.code).map_err(|error| Problem::bad(error.to_string()))?;
    server.limits.attempts.check(caller.neighbourhood())?;
    server.limits.account_attempts.check(code.handle())?;
    let found = {
        let state = server.office.state();
        state.code(code.handle()).map(|(id, hash)| (id.to_owned(), hash.to_owned()))
    };
    let wrong = || Problem::forbidden("this code is not known, or was used before");
    let (observer, hash) = found.ok_or_else(wrong)?;
    let stored = StoredCode { handle: code.handle().to_owned(), hash };
    if !slowly(&server, move || code.fits(&stored)).await? {
        return Err(wrong());
    }
    let token = token::generate().map_err(|error| Problem::inside(&error))?;
    let hash = TokenHash::of(&token).map(|hash| hash.to_string()).unwrap_or_default();
    let device = Device { observer: observer.clone(), token: hash, given: false };
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::Record(Event::from(device))).await?;
    Ok(Json(json!({ "observer": observer, "token": token.expose_secret() })))
}
