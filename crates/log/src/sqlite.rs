//! The log in one `SQLite` file: nothing to install, durable when acknowledged.
//!
//! WAL with `synchronous=FULL`, so that a commit returns only after the disk has it, and becomes
//! visible to readers only then. One connection writes, `BEGIN IMMEDIATE`; others read without
//! waiting for it. `SQLite` is the bundled 3.51.3: versions before it can corrupt a WAL file when
//! two connections checkpoint at once.

use std::{
    collections::BTreeSet,
    fs::File,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use sanaq_seal::{entry::Id, hash::Hash, tile::Tile};
use sqlx::{
    AssertSqlSafe, Connection, Row, Sqlite as Db, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    entry::Entry,
    erase::Left,
    error::LogError,
    group::{Append, Facts, Group, Head, guarded, ids},
    private,
    rows::{self, StoredCheckpoint, to_signed, to_unsigned},
    store::{Done, Note, Written},
};

/// "SANQ": tells tools which program a file belongs to.
const APPLICATION: i64 = 0x5341_4e51;

/// Each version of the schema, as the step that makes it from the one before.
const SCHEMA: &[&str] = &["
    CREATE TABLE entry (
        sequence INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        time INTEGER NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        nonce BLOB NOT NULL,
        hash BLOB NOT NULL
    ) STRICT;
    -- Hashes at the levels of tiles above the leaves.
    CREATE TABLE node (
        level INTEGER NOT NULL,
        position INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (level, position)
    ) WITHOUT ROWID, STRICT;
    -- One row: the end of the log.
    CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        size INTEGER NOT NULL,
        time INTEGER NOT NULL,
        peaks BLOB NOT NULL
    ) STRICT;
    INSERT INTO head VALUES (1, 0, 0, x'');
    -- The last entry about a subject, for appends with a precondition.
    CREATE TABLE mark (
        subject TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
    CREATE TABLE cosignature (
        size INTEGER NOT NULL,
        name TEXT NOT NULL,
        line TEXT NOT NULL,
        PRIMARY KEY (size, name)
    ) WITHOUT ROWID, STRICT;
"];

/// The reading side.
#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    readers: SqlitePool,
}

/// The writing side: owned by the one task that writes.
#[derive(Debug)]
pub(crate) struct SqliteWriter {
    options: SqliteConnectOptions,
    connection: Option<SqliteConnection>,
    /// Held as long as the log is open for writing.
    _lock: File,
}

/// The file of the log inside its directory.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("log.sqlite")
}

fn options(dir: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path(dir))
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-16000")
}

/// Opens a directory for reading.
pub(crate) fn read(dir: &Path) -> Sqlite {
    let pool = SqlitePoolOptions::new().max_connections(4);
    Sqlite { readers: pool.connect_lazy_with(options(dir).read_only(true)) }
}

/// Opens a directory for writing and makes it if it does not exist. One process at a time.
pub(crate) async fn write(dir: &Path) -> Result<SqliteWriter, LogError> {
    let shown = dir.display().to_string();
    let failed = |error| LogError::file(&shown, error);
    private::folder(dir).map_err(failed)?;
    // SQLite gives the files beside it the permissions of the database.
    private::file(&path(dir)).map_err(failed)?;
    for beside in ["log.sqlite-wal", "log.sqlite-shm"].map(|name| dir.join(name)) {
        if beside.exists() {
            private::close(&beside).map_err(failed)?;
        }
    }
    let lock = File::create(dir.join("lock")).map_err(failed)?;
    lock.try_lock().map_err(|_| LogError::InUse(shown.clone()))?;
    let options = options(dir)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // macOS reaches the disk only with these.
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON")
        .pragma("wal_autocheckpoint", "4000");
    let mut connection = SqliteConnection::connect_with(&options).await?;
    migrate(&mut connection, &shown).await?;
    // The file's name must survive a crash as well as its content.
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed)?;
    if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        File::open(parent).and_then(|parent| parent.sync_all()).map_err(failed)?;
    }
    Ok(SqliteWriter { options, connection: Some(connection), _lock: lock })
}

async fn migrate(connection: &mut SqliteConnection, shown: &str) -> Result<(), LogError> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *tx).await?;
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *tx).await?;
    let known = i64::try_from(SCHEMA.len()).unwrap_or(i64::MAX);
    if version > known {
        let what = format!("{shown} was written by a newer version of this program");
        return Err(LogError::Place(what));
    }
    if version > 0 && application != APPLICATION {
        return Err(LogError::Place(format!("{shown} holds the database of another program")));
    }
    for (step, number) in SCHEMA.iter().zip(1_i64..).filter(|(_, number)| *number > version) {
        sqlx::raw_sql(*step).execute(&mut *tx).await?;
        // PRAGMA takes no parameters; both are numbers of our own.
        let set = format!("PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION};");
        sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

impl Sqlite {
    pub(crate) async fn head(&self) -> Result<Head, LogError> {
        let row = sqlx::query(HEAD).fetch_one(&self.readers).await?;
        rows::head(&row)
    }

    pub(crate) async fn page(&self, from: u64, limit: u64) -> Result<Vec<Entry>, LogError> {
        let query = sqlx::query(
            "SELECT sequence, id, time, actor, kind, body, nonce, hash FROM entry
             WHERE sequence >= ?1 ORDER BY sequence LIMIT ?2",
        );
        let query = query.bind(to_signed(from)).bind(to_signed(limit));
        rows::entries(&query.fetch_all(&self.readers).await?, from)
    }

    pub(crate) async fn find(&self, id: Id) -> Result<Option<Entry>, LogError> {
        let query = sqlx::query(KNOWN).bind(json_ids([id].iter()));
        let row = query.fetch_optional(&self.readers).await?;
        row.as_ref().map(rows::entry).transpose()
    }

    pub(crate) async fn hashes(&self, tile: Tile) -> Result<Vec<Hash>, LogError> {
        let (from, to) = (to_signed(tile.nodes().start), to_signed(tile.nodes().end));
        let query = if tile.level == 0 {
            sqlx::query(
                "SELECT hash FROM entry WHERE sequence >= ?1 AND sequence < ?2 ORDER BY sequence",
            )
        } else {
            sqlx::query(
                "SELECT hash FROM node WHERE level = ?3 AND position >= ?1 AND position < ?2
                 ORDER BY position",
            )
        };
        let query = query.bind(from).bind(to);
        let query = if tile.level == 0 { query } else { query.bind(i64::from(tile.level)) };
        rows::hashes(&query.fetch_all(&self.readers).await?)
    }

    pub(crate) async fn checkpoints(
        &self,
        sizes: RangeInclusive<u64>,
        limit: u64,
    ) -> Result<Vec<StoredCheckpoint>, LogError> {
        let query = sqlx::query(
            "SELECT c.size, c.note, s.line FROM checkpoint c LEFT JOIN cosignature s
             ON s.size = c.size WHERE c.size IN (SELECT size FROM checkpoint
             WHERE size BETWEEN ?1 AND ?2 ORDER BY size DESC LIMIT ?3) ORDER BY c.size, s.name",
        );
        let query = query.bind(to_signed(*sizes.start())).bind(to_signed(*sizes.end()));
        let query = query.bind(to_signed(limit));
        rows::checkpoints(&query.fetch_all(&self.readers).await?)
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
    }
}

impl SqliteWriter {
    /// Makes a group of appends durable, all in one transaction.
    pub(crate) async fn commit(&mut self, appends: &[Append], now: i64) -> Result<Done, LogError> {
        let done = self.try_commit(appends, now).await;
        self.forget_after_failure(done).await
    }

    /// Stores entries that another store of the same log has numbered already.
    pub(crate) async fn restore(&mut self, written: &Written) -> Result<(), LogError> {
        let done = self.try_restore(written).await;
        self.forget_after_failure(done).await
    }

    pub(crate) async fn note(&mut self, note: &Note) -> Result<(), LogError> {
        let done = self.try_note(note).await;
        self.forget_after_failure(done).await
    }

    /// Overwrites what entries say, in the file itself: freed space is filled with zeros, and the
    /// WAL, which still has the old pages, is emptied.
    pub(crate) async fn erase(&mut self, left: &[Left]) -> Result<(), LogError> {
        let done = self.try_erase(left).await;
        self.forget_after_failure(done).await
    }

    async fn try_erase(&mut self, left: &[Left]) -> Result<(), LogError> {
        let mut tx = self.begin().await?;
        sqlx::raw_sql("PRAGMA secure_delete = ON").execute(&mut *tx).await?;
        for own in left {
            let query = sqlx::query("UPDATE entry SET body = ?2, nonce = ?3 WHERE sequence = ?1");
            let query = query.bind(to_signed(own.sequence)).bind(own.body.as_str());
            query.bind([0_u8; 32].as_slice()).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        let Some(connection) = &mut self.connection else { return Ok(()) };
        for _ in 0..EMPTYING {
            // The first column says whether a reader stood in the way.
            let fold = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
            let row = fold.fetch_one(&mut *connection).await?;
            if row.try_get::<i64, _>(0)? == 0 {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let why = "readers kept the old pages of the WAL: erase again when they are done";
        Err(LogError::Place(why.to_owned()))
    }

    /// A connection that failed is thrown away, with whatever transaction it was in.
    async fn forget_after_failure<T>(&mut self, done: Result<T, LogError>) -> Result<T, LogError> {
        if done.is_err()
            && let Some(connection) = self.connection.take()
        {
            // A failure to close changes nothing: the next connection recovers.
            let _ = connection.close().await;
        }
        done
    }

    async fn begin(&mut self) -> Result<Transaction<'_, Db>, LogError> {
        if self.connection.is_none() {
            self.connection = Some(SqliteConnection::connect_with(&self.options).await?);
        }
        let Some(connection) = &mut self.connection else {
            return Err(LogError::Database(sqlx::Error::WorkerCrashed));
        };
        Ok(connection.begin_with("BEGIN IMMEDIATE").await?)
    }

    async fn try_commit(&mut self, appends: &[Append], now: i64) -> Result<Done, LogError> {
        let mut tx = self.begin().await?;
        let facts = facts(&mut tx, &ids(appends), &guarded(appends)).await?;
        let mut group = Group::new(facts, now);
        let answers = appends.iter().map(|append| group.take(append)).collect();
        let written = Written::from(group);
        if written.rows.is_empty() {
            // Nothing new: what was found is durable, since readers see only what is.
            tx.rollback().await?;
        } else {
            insert(&mut tx, &written).await?;
            tx.commit().await?;
        }
        Ok(Done { answers, size: written.head.frontier.size(), rows: written.rows })
    }

    async fn try_restore(&mut self, written: &Written) -> Result<(), LogError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, written).await?;
        Ok(tx.commit().await?)
    }

    async fn try_note(&mut self, note: &Note) -> Result<(), LogError> {
        let mut tx = self.begin().await?;
        match note {
            Note::Checkpoint { size, note } => {
                let query = sqlx::query("INSERT OR IGNORE INTO checkpoint VALUES (?1, ?2)");
                query.bind(to_signed(*size)).bind(note).execute(&mut *tx).await?;
            }
            Note::Cosignature { size, name, line } => {
                let query = sqlx::query("INSERT OR REPLACE INTO cosignature VALUES (?1, ?2, ?3)");
                query.bind(to_signed(*size)).bind(name).bind(line).execute(&mut *tx).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // Folds the WAL into the file, so that the file alone is the log. If that fails, the
            // next one to open it does so.
            let fold = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)");
            let _ = fold.execute(&mut connection).await;
            let _ = connection.close().await;
        }
    }
}

/// How many entries one statement writes: each statement is a way to the connection's thread and
/// back, and the connection keeps a hundred of them prepared.
const ROWS: usize = 64;
/// How often the WAL is tried to be emptied.
const EMPTYING: usize = 100;

const HEAD: &str = "SELECT size, time, peaks FROM head";

const KNOWN: &str = "SELECT sequence, id, time, actor, kind, body, nonce, hash FROM entry
    WHERE id IN (SELECT unhex(value) FROM json_each(?1))";

fn json_ids<'a>(ids: impl Iterator<Item = &'a Id>) -> String {
    let ids: Vec<String> = ids.map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", ids.join(","))
}

async fn facts(
    tx: &mut SqliteConnection,
    ids: &BTreeSet<Id>,
    subjects: &BTreeSet<&str>,
) -> Result<Facts, LogError> {
    let mut facts = Facts {
        head: rows::head(&sqlx::query(HEAD).fetch_one(&mut *tx).await?)?,
        ..Facts::default()
    };
    let known = sqlx::query(KNOWN).bind(json_ids(ids.iter())).fetch_all(&mut *tx).await?;
    for row in &known {
        let entry = rows::entry(row)?;
        facts.known.insert(entry.id, entry);
    }
    if !subjects.is_empty() {
        let names = serde_json::json!(subjects).to_string();
        let query = sqlx::query(
            "SELECT subject, sequence FROM mark
             WHERE subject IN (SELECT value FROM json_each(?1))",
        );
        for row in query.bind(names).fetch_all(&mut *tx).await? {
            facts.marks.insert(row.try_get(0)?, to_unsigned(row.try_get(1)?)?);
        }
    }
    Ok(facts)
}

async fn insert(tx: &mut SqliteConnection, written: &Written) -> Result<(), LogError> {
    for rows in written.rows.chunks(ROWS) {
        // The text depends on nothing but how many rows there are.
        let places = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
        let mut query = sqlx::query(AssertSqlSafe(format!("INSERT INTO entry VALUES {places}")));
        for entry in rows {
            query = query.bind(to_signed(entry.sequence)).bind(entry.id.0.as_slice());
            query = query.bind(entry.time).bind(entry.actor.as_str()).bind(entry.kind.as_str());
            query = query.bind(entry.body.as_str()).bind(entry.nonce.0.as_slice());
            query = query.bind(entry.leaf.0.as_slice());
        }
        query.execute(&mut *tx).await?;
    }
    for (level, position, hash) in &written.nodes {
        let query = sqlx::query("INSERT INTO node VALUES (?1, ?2, ?3)");
        let query = query.bind(i64::from(*level)).bind(to_signed(*position));
        query.bind(hash.0.as_slice()).execute(&mut *tx).await?;
    }
    for (subject, sequence) in &written.touched {
        let query = sqlx::query("INSERT OR REPLACE INTO mark VALUES (?1, ?2)");
        query.bind(subject.as_str()).bind(to_signed(*sequence)).execute(&mut *tx).await?;
    }
    let query = sqlx::query("UPDATE head SET size = ?1, time = ?2, peaks = ?3");
    let query = query.bind(to_signed(written.head.frontier.size())).bind(written.head.time);
    query.bind(written.peaks()).execute(&mut *tx).await?;
    Ok(())
}
