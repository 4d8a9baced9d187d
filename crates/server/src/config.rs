//! What a server is told when it starts.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use sanaq_log::{Clock, Place, blob::S3};

use crate::copies::Copies;

/// Where it listens, where it keeps things, whom it trusts.
#[derive(Clone)]
pub struct Config {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Where the log is.
    pub place: Place,
    /// The directory with keys, and with photos unless they are in an S3 store.
    pub data: PathBuf,
    /// The S3 store for photos, where several servers share it.
    pub photos: Option<S3>,
    /// Whether the photos are where they are from now on, though a server of this mission kept
    /// them elsewhere.
    pub photos_moved: bool,
    /// The log's name, as a domain with a path and without a scheme: `mission.example/log`.
    pub origin: String,
    /// How many proxies stand before it; each adds one address to `X-Forwarded-For`.
    pub proxies: usize,
    /// Whether browsers reach it by https, through a proxy: then cookies are for https only.
    pub https: bool,
    /// Where the public files are kept up to date, for a web server of their own.
    pub public: Option<PathBuf>,
    /// Where that web server hands them out, with a slash at the end.
    pub public_address: Option<String>,
    /// Where the server keeps copies of the mission, and how often it makes them by itself.
    pub copies: Option<Copies>,
    /// What tells the time.
    pub clock: Clock,
    /// How long a session holds, in seconds of that clock.
    pub session: i64,
    /// Of an example whose clock goes faster: how much, and until when.
    pub haste: Option<Haste>,
    /// Of an example: accounts with which anybody may look around. They are told to whoever asks.
    pub guests: Vec<Guest>,
}

/// How fast an example's clock goes, so that phones show the same time without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Haste {
    /// How many times faster than any other.
    pub times: u32,
    /// Until when, in seconds of that clock; from then on it goes like any other.
    pub until: i64,
}

/// An account of an example, whose password is no secret.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Guest {
    /// Its name.
    pub account: String,
    /// Its role, as JSON has it.
    pub role: String,
    /// Its password.
    pub password: String,
}

impl Config {
    /// A server of a directory, on an address of this computer.
    pub fn local(data: PathBuf, listen: SocketAddr) -> Self {
        Self {
            listen,
            place: Place::Directory(data.clone()),
            data,
            photos: None,
            photos_moved: false,
            origin: "localhost/log".to_owned(),
            proxies: 0,
            https: false,
            public: None,
            public_address: None,
            copies: None,
            clock: sanaq_log::system_clock(),
            session: crate::session::LASTS,
            haste: None,
            guests: Vec::new(),
        }
    }

    /// Seconds of the Unix epoch.
    pub(crate) fn now(clock: &Clock) -> i64 {
        Arc::clone(clock)().div_euclid(1_000_000)
    }
}
