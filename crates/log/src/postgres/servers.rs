//! Which server is the primary, and which one must not be believed.
//!
//! A node remembers the timeline of the primary and the last entry that it saw acknowledged. A
//! server with an older timeline, or without that entry, is not used: it is an old primary that
//! came back, or a standby that lacks what was promised.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use sanaq_seal::hash::Hash;
use sqlx::{
    Connection, PgConnection, PgPool, Row,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::{Instant, sleep, timeout};

use crate::{error::LogError, rows::to_signed};

/// The longest pause between two attempts to connect.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The servers of one log, and the one that is the primary.
#[derive(Debug)]
pub(super) struct Servers {
    addresses: Vec<PgConnectOptions>,
    known: Mutex<Known>,
}

/// What a node knows of the primary; it believes no server that knows less.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) readers: PgPool,
    timeline: i64,
    size: u64,
    last: Option<Hash>,
}

impl Servers {
    /// The servers that an address names; none of them is asked yet.
    pub(super) fn new(address: &str) -> Result<Self, LogError> {
        let mut addresses = Vec::new();
        for one in split_hosts(address) {
            let options: PgConnectOptions = one.parse()?;
            addresses.push(options.application_name("sanaq"));
        }
        let first = addresses.first().ok_or_else(|| LogError::Place("no database named".into()))?;
        let known = Known { readers: pool(first), timeline: 0, size: 0, last: None };
        Ok(Self { addresses, known: Mutex::new(known) })
    }

    pub(super) fn known(&self) -> Known {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn update(&self, change: impl FnOnce(&mut Known)) {
        change(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Connects to the primary, trying all servers in turn with growing pauses.
    pub(super) async fn connect(&self, until: Instant) -> Result<PgConnection, LogError> {
        let mut pause = Duration::from_millis(50);
        loop {
            let mut last = None;
            for address in &self.addresses {
                match self.connect_to(address).await {
                    Ok(connection) => return Ok(connection),
                    Err(error @ LogError::Place(_)) if self.addresses.len() == 1 => {
                        return Err(error);
                    }
                    Err(error) => last = Some(error),
                }
            }
            if Instant::now() + pause > until {
                return Err(last.unwrap_or_else(|| LogError::Place("no database named".into())));
            }
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn connect_to(&self, address: &PgConnectOptions) -> Result<PgConnection, LogError> {
        let connecting = PgConnection::connect_with(address);
        let connection = timeout(Duration::from_secs(5), connecting).await;
        let mut connection = connection.map_err(|_| sqlx::Error::PoolTimedOut)??;
        let timeline = check_server(&mut connection).await?;
        let known = self.known();
        if timeline < known.timeline {
            let what = "this server is an old primary: another one was promoted since";
            return Err(LogError::Place(what.into()));
        }
        self.check_history(&mut connection, &known).await?;
        self.update(|known| {
            if known.timeline != timeline {
                known.readers = pool(address);
            }
            known.timeline = timeline;
        });
        Ok(connection)
    }

    /// A server that lacks what this node has seen acknowledged is not used.
    async fn check_history(&self, on: &mut PgConnection, known: &Known) -> Result<(), LogError> {
        let (Some(last), Some(at)) = (known.last, known.size.checked_sub(1)) else { return Ok(()) };
        let query = sqlx::query_scalar("SELECT hash FROM entry WHERE sequence = $1");
        let found: Option<Vec<u8>> = query.bind(to_signed(at)).fetch_optional(on).await?;
        if found.as_deref() == Some(&last.0[..]) {
            return Ok(());
        }
        Err(LogError::Place("this server lacks entries that were acknowledged; not used".into()))
    }

    pub(super) fn saw(&self, size: u64, last: Option<Hash>) {
        self.update(|known| {
            if size > known.size && last.is_some() {
                known.size = size;
                known.last = last;
            }
        });
    }
}

/// Refuses standbys and servers that acknowledge what is not on disk. The timeline otherwise.
async fn check_server(connection: &mut PgConnection) -> Result<i64, LogError> {
    let place = |what: &str| Err(LogError::Place(what.to_owned()));
    let query = sqlx::query(
        "SELECT pg_is_in_recovery(), current_setting('synchronous_commit'),
                current_setting('fsync'), current_setting('server_version_num')::bigint,
                CASE WHEN pg_is_in_recovery() THEN NULL
                     ELSE pg_walfile_name(pg_current_wal_lsn()) END",
    );
    let row = query.fetch_one(connection).await?;
    if row.try_get(0)? {
        return place("this PostgreSQL is a standby, not the primary");
    }
    if row.try_get::<&str, _>(1)? == "off" || row.try_get::<&str, _>(2)? == "off" {
        return place(
            "this PostgreSQL acknowledges before its disk has the data: set fsync and \
             synchronous_commit to on",
        );
    }
    if row.try_get::<i64, _>(3)? < 150_000 {
        return place("this PostgreSQL is older than version 15");
    }
    let file: &str = row.try_get(4)?;
    let timeline = file.get(..8).and_then(|hex| i64::from_str_radix(hex, 16).ok());
    Ok(timeline.unwrap_or_default())
}

/// Whether an error says that the server went away, rather than that it refused.
pub(super) fn is_transient(error: &LogError) -> bool {
    let LogError::Database(error) = error else { return matches!(error, LogError::Place(_)) };
    match error {
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // Connection lost, server stopping or starting, too many connections, read-only
            // (a primary that became a standby), serialization failure, deadlock.
            ["08", "57P", "53300", "25006", "40"].iter().any(|class| code.starts_with(class))
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::WorkerCrashed => true,
        _ => false,
    }
}

/// libpq's list of hosts as one address each.
fn split_hosts(address: &str) -> Vec<String> {
    let Some((scheme, rest)) = address.split_once("://") else { return vec![address.to_owned()] };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (user, hosts) = match authority.rsplit_once('@') {
        Some((user, hosts)) => (format!("{user}@"), hosts),
        None => (String::new(), authority),
    };
    hosts.split(',').map(|host| format!("{scheme}://{user}{host}{tail}")).collect()
}

fn pool(options: &PgConnectOptions) -> PgPool {
    let pool = PgPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(5));
    pool.connect_lazy_with(options.clone())
}

#[cfg(test)]
mod tests {
    use super::split_hosts;

    #[test]
    fn several_hosts_become_one_address_each() {
        assert_eq!(
            split_hosts("postgres://u:p@a:1,b:2/log?sslmode=disable"),
            ["postgres://u:p@a:1/log?sslmode=disable", "postgres://u:p@b:2/log?sslmode=disable"]
        );
        assert_eq!(split_hosts("postgres:///log?host=/tmp"), ["postgres:///log?host=/tmp"]);
        assert_eq!(split_hosts("postgres://a/log"), ["postgres://a/log"]);
    }
}
