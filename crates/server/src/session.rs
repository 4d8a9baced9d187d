//! Sessions of the data centre, and devices of observers.
//!
//! A session is a cookie that the server signed: the account, its id, the place in the log at which
//! it began, and when it ends. Every server that shares the keys knows it; an entry of the log ends
//! one (`session-ended`) or all of an account's (`sessions-revoked`).

use std::collections::BTreeMap;

use axum::http::{HeaderMap, Method, header};
use sanaq_desk::{Id, State};
use sanaq_seal::{hash::to_hex, random, token::TokenHash};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::{hex, keys::Keys, problem::Problem};

/// How long a session lasts: a long day.
pub(crate) const LASTS: i64 = 16 * 3_600;
/// The cookie's name; browsers hold `__Host-` cookies to https, this host and the whole path.
const COOKIE: &str = "sanaq";
/// Tells that somebody signed in to an account from this browser before.
const BROWSER: &str = "sanaq-browser";
/// For how long: two months.
const BROWSER_LASTS: i64 = 60 * 86_400;
/// What pages send with whatever changes something. Other sites cannot send it without asking.
const MARK: &str = "x-sanaq";

/// A session, as it stands in the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    #[serde(rename = "a")]
    pub(crate) account: String,
    #[serde(rename = "s")]
    pub(crate) id: Id,
    #[serde(rename = "b")]
    began: u64,
    #[serde(rename = "e")]
    pub(crate) ends: i64,
}

impl Session {
    /// A session that rests on what was known when the log had `began` entries: whatever ended
    /// the account's sessions since then ends this one too.
    pub(crate) fn new(account: &str, id: Id, began: u64, ends: i64) -> Self {
        Self { account: account.to_owned(), id, began, ends }
    }

    /// Whether it holds.
    pub(crate) fn holds(&self, state: &State, now: i64) -> bool {
        now < self.ends
            && state.session_holds(&self.account, self.began)
            && !state.session_ended(&self.account, self.id)
    }

    /// The cookie that holds it.
    pub(crate) fn cookie(&self, keys: &Keys, https: bool) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        let text = to_hex(text.as_bytes());
        let value = format!("{text}.{}", keys.mac("session", &text));
        set_cookie(COOKIE, &value, LASTS, https)
    }

    /// The session of a request, when it holds.
    pub(crate) fn of(
        headers: &HeaderMap,
        keys: &Keys,
        state: &State,
        now: i64,
        https: bool,
    ) -> Option<Self> {
        let cookies = cookies(headers);
        let (text, mac) = cookies.get(name(COOKIE, https).as_str())?.split_once('.')?;
        if !keys.is_mac("session", text, mac) {
            return None;
        }
        let session: Self = serde_json::from_slice(&hex::bytes(text)?).ok()?;
        session.holds(state, now).then_some(session)
    }
}

/// The cookie that ends a session in the browser.
pub(crate) fn forget(https: bool) -> String {
    set_cookie(COOKIE, "", 0, https)
}

/// The cookie that remembers that somebody signed in to an account from this browser.
pub(crate) fn remember(account: &str, keys: &Keys, https: bool) -> Result<String, Problem> {
    let random = random::bytes::<12>().map_err(|error| Problem::inside(&error))?;
    let id = to_hex(&random);
    let mac = keys.mac("browser", &format!("{id}\0{account}"));
    Ok(set_cookie(BROWSER, &format!("{id}.{mac}"), BROWSER_LASTS, https))
}

/// The browser, when somebody signed in to the account from it before.
pub(crate) fn browser(
    headers: &HeaderMap,
    account: &str,
    keys: &Keys,
    https: bool,
) -> Option<String> {
    let cookies = cookies(headers);
    let (id, mac) = cookies.get(name(BROWSER, https).as_str())?.split_once('.')?;
    keys.is_mac("browser", &format!("{id}\0{account}"), mac).then(|| id.to_owned())
}

fn name(name: &str, https: bool) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

fn set_cookie(own: &str, value: &str, lasts: i64, https: bool) -> String {
    let (name, secure) = (name(own, https), if https { "; Secure" } else { "" });
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={lasts}{secure}")
}

fn cookies(headers: &HeaderMap) -> BTreeMap<&str, &str> {
    let lists = headers.get_all(header::COOKIE).iter().filter_map(|list| list.to_str().ok());
    let pairs = lists.flat_map(|list| list.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).collect()
}

/// Whether a page of ours may have sent this: changes need our mark, which a form of another site
/// cannot send.
pub(crate) fn from_our_page(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    if method.is_safe() || headers.contains_key(MARK) {
        return Ok(());
    }
    Err(Problem::forbidden("found no header x-sanaq, expected it with whatever changes something"))
}

/// The hash of a device's token, from the header `Authorization: Bearer`.
pub(crate) fn device(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = SecretString::from(token.trim());
    let hash = TokenHash::of(&token).filter(|_| scheme.eq_ignore_ascii_case("bearer"))?;
    Some(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (tempfile::TempDir, Keys) {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), "x").unwrap();
        (folder, keys)
    }

    fn with(cookie: &str) -> HeaderMap {
        let pair = cookie.split(';').next().unwrap();
        HeaderMap::from_iter([(header::COOKIE, format!("a=b; {pair}").parse().unwrap())])
    }

    /// Protects accounts: no bit of a cookie can be changed, and nobody has a session who has no
    /// account.
    #[test]
    fn a_changed_cookie_is_no_session() {
        let (_folder, keys) = keys();
        let session = Session::new("dana", Id([7; 16]), 3, 1_000 + LASTS);
        let cookie = session.cookie(&keys, false);
        let state = State::default();
        assert_eq!(Session::of(&with(&cookie), &keys, &state, 0, false), None, "no such account");
        for at in 6..cookie.find(';').unwrap() {
            let mut changed = cookie.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(Session::of(&with(&changed), &keys, &state, 0, false), None);
        }
    }

    #[test]
    fn cookies_are_for_us_and_over_https_only_for_https() {
        let (_folder, keys) = keys();
        let session = Session::new("dana", Id([7; 16]), 3, 1_000 + LASTS);
        let plain = session.cookie(&keys, false);
        assert!(plain.starts_with("sanaq=") && plain.contains("HttpOnly; SameSite=Strict"));
        let https = session.cookie(&keys, true);
        assert!(https.starts_with("__Host-sanaq=") && https.ends_with("; Secure"));
    }

    /// Protects from being locked out by strangers: only a browser that the account was used from
    /// has attempts of its own, and only for that account.
    #[test]
    fn a_browser_is_known_for_the_account_that_it_signed_in_to() {
        let (_folder, keys) = keys();
        let headers = with(&remember("dana", &keys, false).unwrap());
        assert!(browser(&headers, "dana", &keys, false).is_some());
        assert!(browser(&headers, "aset", &keys, false).is_none());
        assert!(browser(&headers, "dana", &keys, true).is_none());
        let forged = with("sanaq-browser=00.00; Path=/");
        assert!(browser(&forged, "dana", &keys, false).is_none());
    }

    #[test]
    fn another_sites_form_changes_nothing() {
        let mut headers = HeaderMap::new();
        assert!(from_our_page(&Method::GET, &headers).is_ok());
        assert!(from_our_page(&Method::POST, &headers).is_err());
        headers.insert(MARK, "1".parse().unwrap());
        assert!(from_our_page(&Method::POST, &headers).is_ok());
    }
}
