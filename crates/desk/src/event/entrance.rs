//! Events about the entrance: who signed in, with what, and who was kept out.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::people::Role;
use crate::Id;

/// Somebody signed in to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionBegan {
    /// The account.
    pub account: String,
    /// The session.
    pub session: Id,
    /// When it ends by itself, in seconds of the Unix epoch.
    pub until: i64,
    /// The step of the authenticator's code, which is spent now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
}

/// A session is over, on every server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEnded {
    /// The account.
    pub account: String,
    /// The session.
    pub session: Id,
}

/// After too many failures nobody is let in for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedOut {
    /// The account that was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Or the address that tried, as a keyed hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Until when, in seconds of the Unix epoch.
    pub until: i64,
}

/// An account has an authenticator from now on, or none any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authenticator {
    /// The account.
    pub account: String,
    /// Its secret, sealed to the server; nothing: it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The step of the code that confirmed it, which is spent now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authenticator({}, set: {})", self.account, self.secret.is_some())
    }
}

/// Which roles need an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The roles.
    pub roles: Vec<Role>,
}
