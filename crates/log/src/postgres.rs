//! The log in `PostgreSQL` 15 or later: several nodes append to one log.
//!
//! Each node groups the appends that wait on it into one transaction. The transaction locks the
//! one row of `head` first, so that all nodes together number entries without a gap; the lock is
//! held until the commit is durable. Followers are told by `NOTIFY`.
//!
//! When the connection breaks, nobody knows whether the last commit happened. The group is then
//! tried again, on whichever of the servers is the primary, and finds what it has stored by id.
//! Such a second try always writes something: a commit that waits for a standby proves that
//! everything before it in the write-ahead log has reached the standby too.

use std::{collections::BTreeSet, ops::RangeInclusive, sync::Arc, time::Duration};

use sanaq_seal::{entry::Id, hash::Hash, tile::Tile};
use sqlx::{Connection, PgConnection, Row, postgres::PgListener};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    entry::Entry,
    erase::Left,
    error::LogError,
    group::{Append, Facts, Group, Head, guarded, ids},
    rows::{self, StoredCheckpoint, to_signed, to_unsigned},
    store::{Answer, Done, Note, Written},
};

mod servers;

use servers::{LONGEST_PAUSE, Servers, is_transient};

/// The channel on which nodes tell each other of new entries.
const CHANNEL: &str = "sanaq_log";

/// How long an append waits for a primary before its outcome is reported as unknown.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often followers look for themselves, in case a notice was lost.
const POLL: Duration = Duration::from_secs(1);

/// Each version of the schema, as the step that makes it from the one before.
const SCHEMA: &[&str] = &[
    "
    CREATE TABLE entry (
        sequence bigint PRIMARY KEY,
        id bytea NOT NULL UNIQUE,
        time bigint NOT NULL,
        actor text NOT NULL,
        kind text NOT NULL,
        body text NOT NULL,
        nonce bytea NOT NULL,
        hash bytea NOT NULL
    );
    CREATE TABLE node (
        level bigint NOT NULL,
        position bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (level, position)
    );
    CREATE TABLE head (
        one bigint PRIMARY KEY CHECK (one = 1),
        size bigint NOT NULL,
        time bigint NOT NULL,
        peaks bytea NOT NULL
    ) WITH (fillfactor = 50);
    INSERT INTO head VALUES (1, 0, 0, '');
    CREATE TABLE mark (subject text PRIMARY KEY, sequence bigint NOT NULL);
    CREATE TABLE checkpoint (size bigint PRIMARY KEY, note text NOT NULL);
    CREATE TABLE cosignature (
        size bigint NOT NULL,
        name text NOT NULL,
        line text NOT NULL,
        PRIMARY KEY (size, name)
    );
",
    "
    -- One row: the mark of the store of photos that the servers share.
    CREATE TABLE photos (one bigint PRIMARY KEY CHECK (one = 1), mark text NOT NULL);
",
];

/// The reading side.
#[derive(Clone, Debug)]
pub(crate) struct Postgres(Arc<Servers>);

/// The writing side: owned by the one task of this node that writes.
#[derive(Debug)]
pub(crate) struct PostgresWriter {
    servers: Arc<Servers>,
    connection: Option<PgConnection>,
}

/// Opens the log at an address: `postgres://user@host/database`. Several hosts may stand in it,
/// `postgres://user@host-a:5432,host-b:5433/database`: the one that is the primary is used.
pub(crate) async fn open(address: &str) -> Result<(Postgres, PostgresWriter), LogError> {
    let servers = Arc::new(Servers::new(address)?);
    let mut connection = servers.connect(Instant::now() + Duration::from_secs(10)).await?;
    migrate(&mut connection).await?;
    let writer = PostgresWriter { servers: Arc::clone(&servers), connection: Some(connection) };
    Ok((Postgres(servers), writer))
}

async fn migrate(connection: &mut PgConnection) -> Result<(), LogError> {
    let mut tx = connection.begin().await?;
    // Nodes that start at the same moment wait for one another here. The number is arbitrary.
    sqlx::query("SELECT pg_advisory_xact_lock(5999185)").execute(&mut *tx).await?;
    let create = "CREATE TABLE IF NOT EXISTS log_format (version bigint NOT NULL)";
    sqlx::query(create).execute(&mut *tx).await?;
    let version: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM log_format").fetch_one(&mut *tx).await?;
    let version = version.unwrap_or_default();
    if version > i64::try_from(SCHEMA.len()).unwrap_or(i64::MAX) {
        let what = "this database was written by a newer version of this program";
        return Err(LogError::Place(what.into()));
    }
    for (step, number) in SCHEMA.iter().zip(1_i64..).filter(|(_, number)| *number > version) {
        sqlx::raw_sql(*step).execute(&mut *tx).await?;
        let query = sqlx::query("INSERT INTO log_format VALUES ($1)");
        query.bind(number).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

/// Reads, and once more from the new primary when the old one went away.
macro_rules! read {
    ($self:ident, $pool:ident => $query:expr) => {{
        let until = Instant::now() + PATIENCE;
        loop {
            let $pool = $self.0.known().readers;
            match $query.await.map_err(LogError::from) {
                Err(error) if is_transient(&error) && Instant::now() < until => {
                    $self.0.connect(until).await?.close().await.ok();
                }
                done => break done?,
            }
        }
    }};
}

impl Postgres {
    pub(crate) async fn head(&self) -> Result<Head, LogError> {
        let query = "SELECT size, time, peaks FROM head";
        rows::head(&read!(self, pool => sqlx::query(query).fetch_one(&pool)))
    }

    pub(crate) async fn page(&self, from: u64, limit: u64) -> Result<Vec<Entry>, LogError> {
        let query = "SELECT sequence, id, time, actor, kind, body, nonce, hash FROM entry
            WHERE sequence >= $1 ORDER BY sequence LIMIT $2";
        let (at, limit) = (to_signed(from), to_signed(limit));
        let found = read!(self, pool => sqlx::query(query).bind(at).bind(limit).fetch_all(&pool));
        rows::entries(&found, from)
    }

    pub(crate) async fn find(&self, id: Id) -> Result<Option<Entry>, LogError> {
        let query = "SELECT sequence, id, time, actor, kind, body, nonce, hash FROM entry
            WHERE id = $1";
        let id = id.0.as_slice();
        let row = read!(self, pool => sqlx::query(query).bind(id).fetch_optional(&pool));
        row.as_ref().map(rows::entry).transpose()
    }

    pub(crate) async fn hashes(&self, tile: Tile) -> Result<Vec<Hash>, LogError> {
        let (from, to) = (to_signed(tile.nodes().start), to_signed(tile.nodes().end));
        let level = i64::from(tile.level);
        let query = if tile.level == 0 {
            "SELECT hash FROM entry WHERE sequence >= $1 AND sequence < $2 AND $3 = 0::bigint
             ORDER BY sequence"
        } else {
            "SELECT hash FROM node WHERE position >= $1 AND position < $2 AND level = $3
             ORDER BY position"
        };
        let found = read!(self, pool =>
            sqlx::query(query).bind(from).bind(to).bind(level).fetch_all(&pool));
        rows::hashes(&found)
    }

    pub(crate) async fn checkpoints(
        &self,
        sizes: RangeInclusive<u64>,
        limit: u64,
    ) -> Result<Vec<StoredCheckpoint>, LogError> {
        let query = "SELECT c.size, c.note, s.line FROM checkpoint c LEFT JOIN cosignature s
            ON s.size = c.size WHERE c.size IN (SELECT size FROM checkpoint
            WHERE size BETWEEN $1 AND $2 ORDER BY size DESC LIMIT $3) ORDER BY c.size, s.name";
        let (from, to) = (to_signed(*sizes.start()), to_signed(*sizes.end()));
        let limit = to_signed(limit);
        let found = read!(self, pool =>
            sqlx::query(query).bind(from).bind(to).bind(limit).fetch_all(&pool));
        rows::checkpoints(&found)
    }

    pub(crate) async fn photos(&self) -> Result<Option<String>, LogError> {
        let query = "SELECT mark FROM photos";
        Ok(read!(self, pool => sqlx::query_scalar(query).fetch_optional(&pool)))
    }

    pub(crate) async fn set_photos(&self, mark: &str) -> Result<(), LogError> {
        let query = "INSERT INTO photos VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET mark = $1";
        read!(self, pool => sqlx::query(query).bind(mark).execute(&pool));
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.0.known().readers.close().await;
    }

    /// Tells `publish` the size of the log whenever another node has appended, for ever.
    pub(crate) async fn listen(&self, publish: impl Fn(u64) + Send + Sync) {
        let mut pause = Duration::from_millis(50);
        loop {
            if let Ok(mut listener) = self.subscribe().await {
                pause = Duration::from_millis(50);
                while self.next_size(&mut listener, &publish).await.is_ok() {}
            }
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn subscribe(&self) -> Result<PgListener, LogError> {
        let mut listener = PgListener::connect_with(&self.0.known().readers).await?;
        // A lost connection is an error here, not a silent gap: we subscribe anew and look.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }

    async fn next_size(
        &self,
        listener: &mut PgListener,
        publish: &(impl Fn(u64) + Send + Sync),
    ) -> Result<(), LogError> {
        publish(self.head().await?.frontier.size());
        match timeout(POLL, listener.try_recv()).await {
            Ok(Ok(Some(notice))) => publish(notice.payload().parse().unwrap_or_default()),
            Ok(Ok(None)) => return Err(LogError::Database(sqlx::Error::WorkerCrashed)),
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => {}
        }
        Ok(())
    }
}

impl PostgresWriter {
    /// Makes a group of appends durable, all in one transaction.
    pub(crate) async fn commit(&mut self, appends: &[Append], now: i64) -> Result<Done, LogError> {
        let until = Instant::now() + PATIENCE;
        let mut tried = BTreeSet::new();
        loop {
            let done = self.try_commit(appends, now, &mut tried, until).await;
            if !self.try_again(&done, until).await {
                if let Ok(done) = &done {
                    self.servers.saw(done.size, done.rows.last().map(|row| row.leaf));
                }
                return done;
            }
        }
    }

    pub(crate) async fn restore(&mut self, written: &Written) -> Result<(), LogError> {
        let until = Instant::now() + PATIENCE;
        let connection = self.connection(until).await?;
        let mut tx = connection.begin().await?;
        lock_head(&mut tx).await?;
        insert(&mut tx, written).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn note(&mut self, note: &Note) -> Result<(), LogError> {
        let until = Instant::now() + PATIENCE;
        loop {
            let done = self.try_note(note, until).await;
            if !self.try_again(&done, until).await {
                return done;
            }
        }
    }

    /// Overwrites what entries say. The table is written anew, so that no file of it has the old
    /// text; the server's own WAL and its backups are the administrator's.
    pub(crate) async fn erase(&mut self, left: &[Left]) -> Result<(), LogError> {
        let until = Instant::now() + PATIENCE;
        let connection = self.connection(until).await?;
        let mut tx = connection.begin().await?;
        for own in left {
            let query = sqlx::query("UPDATE entry SET body = $2, nonce = $3 WHERE sequence = $1");
            let query = query.bind(to_signed(own.sequence)).bind(own.body.as_str());
            query.bind([0_u8; 32].as_slice()).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        sqlx::raw_sql("VACUUM FULL entry").execute(self.connection(until).await?).await?;
        Ok(())
    }

    /// Forgets a connection that failed; whether the failure may pass.
    async fn try_again<T>(&mut self, done: &Result<T, LogError>, until: Instant) -> bool {
        let Err(error) = done else { return false };
        if let Some(connection) = self.connection.take() {
            let _ = timeout(Duration::from_secs(1), connection.close()).await;
        }
        let again = is_transient(error) && Instant::now() < until;
        if again {
            sleep(Duration::from_millis(20)).await;
        }
        again
    }

    async fn connection(&mut self, until: Instant) -> Result<&mut PgConnection, LogError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.servers.connect(until).await?,
        };
        Ok(self.connection.insert(connection))
    }

    async fn try_commit(
        &mut self,
        appends: &[Append],
        now: i64,
        tried: &mut BTreeSet<Hash>,
        until: Instant,
    ) -> Result<Done, LogError> {
        let mut tx = self.connection(until).await?.begin().await?;
        let facts = facts(&mut tx, &ids(appends), &guarded(appends)).await?;
        let mut group = Group::new(facts, now);
        let mut answers: Vec<_> = appends.iter().map(|append| group.take(append)).collect();
        let written = Written::from(group);
        claim(&mut answers, tried);
        if !written.rows.is_empty() {
            tried.extend(written.rows.iter().map(|row| row.leaf));
            insert(&mut tx, &written).await?;
        } else if !tried.is_empty() {
            sqlx::query("UPDATE head SET size = size").execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(Done { answers, size: written.head.frontier.size(), rows: written.rows })
    }

    async fn try_note(&mut self, note: &Note, until: Instant) -> Result<(), LogError> {
        let connection = self.connection(until).await?;
        match note {
            Note::Checkpoint { size, note } => {
                let insert = "INSERT INTO checkpoint VALUES ($1, $2) ON CONFLICT DO NOTHING";
                let query = sqlx::query(insert).bind(to_signed(*size)).bind(note.as_str());
                query.execute(connection).await?;
            }
            Note::Cosignature { size, name, line } => {
                let insert = "INSERT INTO cosignature VALUES ($1, $2, $3)
                    ON CONFLICT (size, name) DO UPDATE SET line = excluded.line";
                let query = sqlx::query(insert).bind(to_signed(*size));
                query.bind(name.as_str()).bind(line.as_str()).execute(connection).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn close(&mut self) {
        if let Some(connection) = self.connection.take() {
            let _ = timeout(Duration::from_secs(1), connection.close()).await;
        }
    }
}

/// What an earlier try of the same group has stored after all is new to its first sender. Nobody
/// else can have stored it: its leaf holds a nonce of ours.
fn claim(answers: &mut [Answer], tried: &BTreeSet<Hash>) {
    let mut left = tried.clone();
    for answer in answers.iter_mut().flatten().flatten() {
        if left.remove(&answer.leaf) {
            answer.repeated = false;
        }
    }
}

async fn lock_head(tx: &mut PgConnection) -> Result<Head, LogError> {
    let query = sqlx::query("SELECT size, time, peaks FROM head FOR UPDATE");
    rows::head(&query.fetch_one(tx).await?)
}

async fn facts(
    tx: &mut PgConnection,
    ids: &BTreeSet<Id>,
    subjects: &BTreeSet<&str>,
) -> Result<Facts, LogError> {
    let mut facts = Facts { head: lock_head(&mut *tx).await?, ..Facts::default() };
    let names: Vec<&[u8]> = ids.iter().map(|id| id.0.as_slice()).collect();
    let query = sqlx::query(
        "SELECT sequence, id, time, actor, kind, body, nonce, hash FROM entry WHERE id = ANY($1)",
    );
    for row in &query.bind(names).fetch_all(&mut *tx).await? {
        let entry = rows::entry(row)?;
        facts.known.insert(entry.id, entry);
    }
    if !subjects.is_empty() {
        let names: Vec<&str> = subjects.iter().copied().collect();
        let query = sqlx::query("SELECT subject, sequence FROM mark WHERE subject = ANY($1)");
        for row in query.bind(names).fetch_all(&mut *tx).await? {
            facts.marks.insert(row.try_get(0)?, to_unsigned(row.try_get(1)?)?);
        }
    }
    Ok(facts)
}

/// Writes everything in one statement: one way to the server and back.
async fn insert(tx: &mut PgConnection, written: &Written) -> Result<(), LogError> {
    let query = sqlx::query(
        "WITH e AS (
             INSERT INTO entry SELECT * FROM UNNEST($1::bigint[], $2::bytea[], $3::bigint[],
                 $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[])
         ), n AS (
             INSERT INTO node SELECT * FROM UNNEST($9::bigint[], $10::bigint[], $11::bytea[])
         ), m AS (
             INSERT INTO mark SELECT * FROM UNNEST($12::text[], $13::bigint[])
             ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence
         ), h AS (
             UPDATE head SET size = $14, time = $15, peaks = $16
         )
         SELECT pg_notify($17, $14::text)",
    );
    let rows = &written.rows;
    let numbers = |of: fn(&Entry) -> i64| rows.iter().map(of).collect::<Vec<i64>>();
    let texts = |of: fn(&Entry) -> &str| rows.iter().map(of).collect::<Vec<&str>>();
    let bytes = |of: fn(&Entry) -> &[u8]| rows.iter().map(of).collect::<Vec<&[u8]>>();
    let query = query
        .bind(numbers(|row| to_signed(row.sequence)))
        .bind(bytes(|row| &row.id.0))
        .bind(numbers(|row| row.time))
        .bind(texts(|row| &row.actor))
        .bind(texts(|row| &row.kind))
        .bind(texts(|row| row.body.as_str()))
        .bind(bytes(|row| &row.nonce.0))
        .bind(bytes(|row| &row.leaf.0));
    let nodes = &written.nodes;
    let query = query
        .bind(nodes.iter().map(|(level, ..)| i64::from(*level)).collect::<Vec<i64>>())
        .bind(nodes.iter().map(|(_, position, _)| to_signed(*position)).collect::<Vec<i64>>())
        .bind(nodes.iter().map(|(.., hash)| hash.0.as_slice()).collect::<Vec<&[u8]>>());
    let query = query
        .bind(written.touched.keys().map(String::as_str).collect::<Vec<&str>>())
        .bind(written.touched.values().map(|last| to_signed(*last)).collect::<Vec<i64>>());
    let query = query.bind(to_signed(written.head.frontier.size())).bind(written.head.time);
    query.bind(written.peaks()).bind(CHANNEL).execute(tx).await?;
    Ok(())
}
