//! What people prove themselves with: passwords and the secrets of authenticator apps. Both are
//! sealed to the server before they are logged.

use axum::http::StatusCode;
use sanaq_said::said;
use sanaq_seal::{hash::to_hex, password, sealed, totp::Totp};
use secrecy::{ExposeSecret, SecretString};

use crate::{app::Server, hex, problem::Problem, work};

/// The shortest password.
const SHORTEST: usize = 12;

/// Seals a credential, so that neither a copy of the log nor a bundle holds it.
pub(crate) fn seal(server: &Server, kind: &str, text: &str) -> Result<String, Problem> {
    let recipient = server.office.keys.own().recipient();
    let sealed = sealed::seal(text.as_bytes(), &[recipient]);
    let sealed = sealed.map_err(|error| Problem::inside(&error))?;
    Ok(format!("{kind}:{}", to_hex(&sealed)))
}

/// What was sealed as a credential of a kind.
pub(crate) fn open(server: &Server, kind: &str, stored: &str) -> Option<SecretString> {
    let text = stored.strip_prefix(kind)?.strip_prefix(':')?;
    let secret = sealed::open(&hex::bytes(text)?, server.office.keys.own()).ok()?;
    let text = String::from_utf8(secret.expose_secret().to_vec()).ok()?;
    Some(text.into())
}

/// Refuses a password that is too short to be one.
pub(crate) fn long_enough(password: &SecretString) -> Result<(), Problem> {
    if password.expose_secret().chars().count() < SHORTEST {
        return Err(Problem::bad(said!(
            "said-password-short",
            "expected a password of at least {least} letters",
            least = SHORTEST
        )));
    }
    Ok(())
}

/// A new password's hash, sealed.
pub(crate) async fn new_password(
    server: &Server,
    new: SecretString,
) -> Result<Vec<String>, Problem> {
    long_enough(&new)?;
    let hash = slowly(server, move || password::hash(&new)).await?;
    let hash = hash.map_err(|error| Problem::inside(&error))?;
    Ok(vec![seal(server, "password", &hash)?])
}

/// Whether a password is the account's. Takes as long when there is no such account.
pub(crate) async fn is_password(
    server: &Server,
    account: &str,
    typed: SecretString,
) -> Result<bool, Problem> {
    let hash = {
        let state = server.office.state();
        let stored = state.credentials(account).unwrap_or_default();
        stored.iter().find_map(|stored| open(server, "password", stored))
    };
    let verify = move || password::verify(&typed, hash.as_ref().map(ExposeSecret::expose_secret));
    slowly(server, verify).await
}

/// What came of the code of an authenticator.
pub(crate) enum Code {
    /// The account has no authenticator.
    NotNeeded,
    /// It is right; its step.
    Right(u64),
    /// It is wrong or missing.
    Wrong,
}

/// Looks at a code. It is spent only by what is recorded with its step.
pub(crate) fn code(server: &Server, account: &str, typed: Option<&str>) -> Result<Code, Problem> {
    let (stored, last) = {
        let state = server.office.state();
        let Some((stored, last)) = state.authenticator(account) else {
            return Ok(Code::NotNeeded);
        };
        (stored.to_owned(), last)
    };
    let secret = open(server, "totp", &stored);
    let totp = secret.and_then(|secret| Totp::from_secret(&secret).ok());
    let totp = totp.ok_or_else(|| {
        Problem::inside(&"an authenticator's secret was not sealed to this server's keys")
    })?;
    let seconds = u64::try_from(server.office.now()).unwrap_or_default();
    let step = typed.and_then(|typed| totp.check(typed, seconds, last));
    Ok(step.map_or(Code::Wrong, Code::Right))
}

/// Computes a slow hash, few at a time, so that guessing cannot starve reporting.
pub(crate) async fn slowly<T: Send + 'static>(
    server: &Server,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    work::by_few(&server.hashing, work).await
}

/// Said to whoever typed something wrong, whether or not there is such an account.
pub(crate) fn wrong() -> Problem {
    let detail = "the account, the password or the code is wrong";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong", detail)
}
