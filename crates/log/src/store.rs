//! One interface over the two databases.

use std::{collections::BTreeMap, ops::RangeInclusive};

use sanaq_seal::{entry::Id, hash::Hash, tile::Tile};

use crate::{
    entry::{Appended, Entry},
    erase::Left,
    error::{AppendError, LogError},
    group::{Append, Group, Head},
    postgres::{Postgres, PostgresWriter},
    rows::StoredCheckpoint,
    sqlite::{Sqlite, SqliteWriter},
};

/// What an append is answered.
pub(crate) type Answer = Result<Vec<Appended>, AppendError>;

/// What a commit gave.
#[derive(Debug)]
pub(crate) struct Done {
    /// For each append, in order.
    pub(crate) answers: Vec<Answer>,
    /// The new entries.
    pub(crate) rows: Vec<Entry>,
    /// The size of the log afterwards.
    pub(crate) size: u64,
}

/// What goes into the tables.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) rows: Vec<Entry>,
    pub(crate) nodes: Vec<(u8, u64, Hash)>,
    pub(crate) touched: BTreeMap<String, u64>,
    pub(crate) head: Head,
}

impl From<Group> for Written {
    fn from(group: Group) -> Self {
        let head = group.head();
        Self { rows: group.rows, nodes: group.nodes, touched: group.touched, head }
    }
}

impl Written {
    /// The peaks of the tree, one after the other.
    pub(crate) fn peaks(&self) -> Vec<u8> {
        self.head.frontier.peaks().iter().flat_map(|hash| hash.0).collect()
    }
}

/// A signature to keep.
#[derive(Clone, Debug)]
pub(crate) enum Note {
    /// A checkpoint that the log has signed.
    Checkpoint {
        /// Its size.
        size: u64,
        /// The note.
        note: String,
    },
    /// A witness's signature under it.
    Cosignature {
        /// The checkpoint's size.
        size: u64,
        /// Who signed.
        name: String,
        /// The signature line.
        line: String,
    },
}

/// The reading side of a database.
#[derive(Clone, Debug)]
pub(crate) enum Store {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// The writing side of a database; one task owns it.
#[derive(Debug)]
pub(crate) enum Writer {
    Sqlite(Box<SqliteWriter>),
    Postgres(Box<PostgresWriter>),
}

impl Store {
    pub(crate) async fn head(&self) -> Result<Head, LogError> {
        match self {
            Self::Sqlite(store) => store.head().await,
            Self::Postgres(store) => store.head().await,
        }
    }

    /// Up to `limit` entries from `from` on, without a gap.
    pub(crate) async fn page(&self, from: u64, limit: u64) -> Result<Vec<Entry>, LogError> {
        match self {
            Self::Sqlite(store) => store.page(from, limit).await,
            Self::Postgres(store) => store.page(from, limit).await,
        }
    }

    pub(crate) async fn find(&self, id: Id) -> Result<Option<Entry>, LogError> {
        match self {
            Self::Sqlite(store) => store.find(id).await,
            Self::Postgres(store) => store.find(id).await,
        }
    }

    /// The hashes of a tile; fewer than its width when the log is shorter.
    pub(crate) async fn hashes(&self, tile: Tile) -> Result<Vec<Hash>, LogError> {
        match self {
            Self::Sqlite(store) => store.hashes(tile).await,
            Self::Postgres(store) => store.hashes(tile).await,
        }
    }

    /// The newest checkpoints of these sizes, the newest last.
    pub(crate) async fn checkpoints(
        &self,
        sizes: RangeInclusive<u64>,
        limit: u64,
    ) -> Result<Vec<StoredCheckpoint>, LogError> {
        match self {
            Self::Sqlite(store) => store.checkpoints(sizes, limit).await,
            Self::Postgres(store) => store.checkpoints(sizes, limit).await,
        }
    }

    /// The mark of the store of photos that several servers share; a directory has one server.
    pub(crate) async fn photos(&self) -> Result<Option<String>, LogError> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(store) => store.photos().await,
        }
    }

    pub(crate) async fn set_photos(&self, mark: &str) -> Result<(), LogError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(store) => store.set_photos(mark).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(store) => store.close().await,
            Self::Postgres(store) => store.close().await,
        }
    }
}

impl Writer {
    pub(crate) async fn commit(&mut self, appends: &[Append], now: i64) -> Result<Done, LogError> {
        match self {
            Self::Sqlite(writer) => writer.commit(appends, now).await,
            Self::Postgres(writer) => writer.commit(appends, now).await,
        }
    }

    pub(crate) async fn restore(&mut self, written: &Written) -> Result<(), LogError> {
        match self {
            Self::Sqlite(writer) => writer.restore(written).await,
            Self::Postgres(writer) => writer.restore(written).await,
        }
    }

    pub(crate) async fn erase(&mut self, left: &[Left]) -> Result<(), LogError> {
        match self {
            Self::Sqlite(writer) => writer.erase(left).await,
            Self::Postgres(writer) => writer.erase(left).await,
        }
    }

    pub(crate) async fn note(&mut self, note: &Note) -> Result<(), LogError> {
        match self {
            Self::Sqlite(writer) => writer.note(note).await,
            Self::Postgres(writer) => writer.note(note).await,
        }
    }

    pub(crate) async fn close(&mut self) {
        match self {
            Self::Sqlite(writer) => writer.close().await,
            Self::Postgres(writer) => writer.close().await,
        }
    }
}
