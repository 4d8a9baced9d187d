//! Signing in and out, and phones that join.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use sanaq_desk::{
    Actor, Command, Event, Id as DeskId, Refused, State as Desk,
    event::{Account, Device, SessionBegan, SessionEnded, SessionsRevoked},
};
use sanaq_said::said;
use sanaq_seal::{
    code::Code,
    entry::Id,
    token::{self, TokenHash},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::Server,
    credential::{self, Code as Shown},
    failures::Attempt,
    gate::Caller,
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

/// Has the server record something of its own.
pub(super) async fn act(server: &Server, event: impl Into<Event>) -> Result<(), Problem> {
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    let command = Command::Record(event.into());
    server.office.act(&Actor::System, id, &command).await.map(|_| ())
}

/// A session for who knows the password, and the code where there is one. Whoever is refused hears
/// the same, whether or not there is such an account.
pub(crate) async fn sign_in(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    Json(typed): Json<SignIn>,
) -> Result<Response, Problem> {
    server.limits.attempts.check(caller.neighbourhood())?;
    let SignIn { account, password, code } = typed;
    let (keys, https) = (&server.office.keys, server.config.https);
    let browser = session::browser(&headers, &account, keys, https);
    let known = browser.is_some();
    let attempt = Attempt::new(&server, &account, caller.neighbourhood(), browser)?;
    // Before the password is looked at: what ends sessions from here on ends this one too.
    let began = server.office.state().entries();
    if !credential::is_password(&server, &account, password).await? {
        return Err(attempt.failed(credential::wrong()).await);
    }
    let step = match credential::code(&server, &account, code.as_deref())? {
        Shown::NotNeeded => None,
        Shown::Right(step) => Some(step),
        Shown::Wrong if code.is_none() => {
            let detail = "this account needs the code of its authenticator too";
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "code-needed", detail));
        }
        Shown::Wrong => return Err(attempt.failed(credential::wrong()).await),
    };
    let id = DeskId(Id::generate().map_err(|error| Problem::inside(&error))?.0);
    let session = Session::new(&account, id, began, server.office.now() + server.config.session);
    if let Err(problem) = begin(&server, &session, step).await {
        // Somebody showed a code a second time: whoever looked over a shoulder.
        let spent = problem.code() == "code-spent";
        return Err(if spent { attempt.failed(problem).await } else { problem });
    }
    attempt.succeeded();
    let mut cookies = vec![(header::SET_COOKIE, session.cookie(keys, https))];
    if !known {
        cookies.push((header::SET_COOKIE, session::remember(&account, keys, https)?));
    }
    let body = about(&server.office.state(), &account);
    Ok((AppendHeaders(cookies), Json(body)).into_response())
}

async fn begin(server: &Server, session: &Session, step: Option<u64>) -> Result<(), Problem> {
    let (account, until) = (session.account.clone(), session.ends);
    act(server, SessionBegan { account, session: session.id, until, step }).await
}

/// A new session for somebody whose others just ended.
pub(super) async fn signed_in(
    server: &Server,
    account: &str,
    step: Option<u64>,
) -> Result<Response, Problem> {
    let began = server.office.state().entries();
    let id = DeskId(Id::generate().map_err(|error| Problem::inside(&error))?.0);
    let session = Session::new(account, id, began, server.office.now() + server.config.session);
    begin(server, &session, step).await?;
    let cookie = session.cookie(&server.office.keys, server.config.https);
    let body = about(&server.office.state(), account);
    Ok(([(header::SET_COOKIE, cookie)], Json(body)).into_response())
}

fn about(state: &Desk, account: &str) -> Value {
    let viewer = state.viewer(account);
    let role = viewer.as_ref().map(sanaq_desk::Viewer::role);
    let rights = sanaq_desk::Right::ALL;
    let rights = rights.into_iter().filter(|right| viewer.as_ref().is_some_and(|v| v.may(*right)));
    json!({
        "account": account,
        "organisation": viewer.as_ref().map_or("", sanaq_desk::Viewer::organisation),
        "role": role,
        "rights": rights.collect::<Vec<_>>(),
        "authenticator": state.authenticator(account).is_some(),
        "needs_authenticator": state.lacks_second_factor(account),
    })
}

/// Who is signed in.
pub(crate) async fn who(
    State(server): State<Server>,
    caller: Caller,
) -> Result<Json<Value>, Problem> {
    let account = caller.viewer()?.account().to_owned();
    Ok(Json(about(&server.office.state(), &account)))
}

fn forgotten(server: &Server) -> Response {
    let cookie = session::forget(server.config.https);
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}

/// The session ends, on every server.
pub(crate) async fn sign_out(
    State(server): State<Server>,
    Extension(session): Extension<Session>,
) -> Result<Response, Problem> {
    act(&server, SessionEnded { account: session.account, session: session.id }).await?;
    Ok(forgotten(&server))
}

/// One's own sessions.
pub(crate) async fn list(
    State(server): State<Server>,
    Extension(session): Extension<Session>,
) -> Json<Value> {
    let sessions = server.office.state().sessions(&session.account, server.office.now());
    Json(json!({ "this": session.id, "sessions": sessions }))
}

/// One of one's own sessions ends.
pub(crate) async fn end(
    State(server): State<Server>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: DeskId = id.parse().map_err(|_| Problem::bad("expected 32 hexadecimal digits"))?;
    let own = server.office.state().sessions(&session.account, server.office.now());
    if !own.iter().any(|own| own.session == id) {
        let said = said!("said-no-session", "you have no such session");
        return Err(Problem::not_found(said));
    }
    act(&server, SessionEnded { account: session.account, session: id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// All of one's own sessions end, this one too.
pub(crate) async fn end_all(
    State(server): State<Server>,
    Extension(session): Extension<Session>,
) -> Result<Response, Problem> {
    act(&server, SessionsRevoked { account: session.account }).await?;
    Ok(forgotten(&server))
}

/// All accounts, for whoever gives them.
pub(crate) async fn accounts(
    State(server): State<Server>,
    caller: Caller,
) -> Result<Json<Value>, Problem> {
    let state = server.office.state();
    let accounts = state.accounts(caller.viewer()?, server.office.now());
    Ok(Json(json!({ "accounts": accounts, "second_factor": state.second_factor() })))
}

/// What somebody types to change their password.
#[derive(Deserialize)]
pub(crate) struct Change {
    old: SecretString,
    new: SecretString,
}

/// A new password for one's own account; all its other sessions end.
pub(crate) async fn change(
    State(server): State<Server>,
    caller: Caller,
    Extension(session): Extension<Session>,
    Json(typed): Json<Change>,
) -> Result<Response, Problem> {
    let name = session.account;
    let Change { old, new } = typed;
    credential::long_enough(&new)?;
    let own = Some(session.id.to_string());
    let attempt = Attempt::new(&server, &name, caller.neighbourhood(), own)?;
    if !credential::is_password(&server, &name, old).await? {
        let said = said!("said-old-password", "the old password is wrong");
        return Err(attempt.failed(Problem::forbidden(said)).await);
    }
    let credentials = credential::new_password(&server, new).await?;
    let account = {
        let state = server.office.state();
        state.account(&name).map(|account| Account { credentials, ..account.clone() })
    };
    act(&server, account.ok_or_else(Problem::unauthorised)?).await?;
    act(&server, SessionsRevoked { account: name.clone() }).await?;
    signed_in(&server, &name, None).await
}

/// What an observer types on a new phone.
#[derive(Deserialize)]
pub(crate) struct Join {
    code: String,
    /// The token that the phone drew for itself: where the answer is lost, it asks again with the
    /// same one. Without it the server draws one.
    #[serde(default)]
    token: Option<SecretString>,
}

/// A phone joins by the code on the print sheet. The code is spent; the token is the phone's. The
/// same phone that asks again has the same answer, and no other has it.
pub(crate) async fn join(
    State(server): State<Server>,
    caller: Caller,
    Json(typed): Json<Join>,
) -> Result<Json<Value>, Problem> {
    let code = Code::parse(&typed.code).map_err(|error| Problem::bad(error.to_string()))?;
    server.limits.joins.check(caller.neighbourhood())?;
    server.limits.account_attempts.check(code.handle())?;
    let token = match typed.token {
        Some(token) => token,
        None => token::generate().map_err(|error| Problem::inside(&error))?,
    };
    let held = TokenHash::of(&token).map(|hash| hash.to_string());
    let held = held.ok_or_else(|| Problem::bad("token: expected 32 bytes as base64url"))?;
    let answer = |own: &str| Json(json!({ "observer": own, "token": token.expose_secret() }));
    let found = {
        let state = server.office.state();
        if let Some(own) = state.device(&held).filter(|_| state.code(code.handle()).is_none())
            && state.code_was_of(code.handle()) == Some(own)
        {
            return Ok(answer(own));
        }
        state.code(code.handle()).map(|(id, hash)| (id.to_owned(), hash.to_owned()))
    };
    let wrong = || Problem::from(Refused::CodeUsed);
    let (observer, hash) = found.ok_or_else(wrong)?;
    let handle = code.handle().to_owned();
    if !super::plan::fits(&server, code, hash).await? {
        return Err(wrong());
    }
    let device = Device { observer: observer.clone(), token: held, given: false };
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::Join { device, handle }).await?;
    Ok(answer(&observer))
}
