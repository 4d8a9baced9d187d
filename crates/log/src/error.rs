//! What can go wrong, told apart by what the caller should do.

use sanaq_seal::{checkpoint::CheckpointError, entry::Id, random::NoRandomness, tree::NoProof};

/// Why an append was refused. Nothing of it is in the log, unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The id names another entry, one that says something else.
    #[error("the id {id} was used before, for entry {sequence}, which says something else")]
    Conflict {
        /// The id.
        id: Id,
        /// The entry that has it.
        sequence: u64,
    },
    /// The caller decided on an old state: read on to `sequence`, and decide again.
    #[error("entry {sequence} came after the state that this was decided on")]
    Stale {
        /// The entry that the caller has not seen.
        sequence: u64,
    },
    /// The log does not take such an entry.
    #[error("{0}")]
    Invalid(String),
    /// The disk is full. Nothing was stored.
    #[error("the disk is full; nothing was stored")]
    Full,
    /// The store failed or cannot be reached. Whether the entries are in the log is not known:
    /// send them again under the same ids.
    #[error("the store failed ({0}); send it again under the same id")]
    Unavailable(String),
    /// The log was opened for reading or is being closed.
    #[error("this log takes no entries: it is open for reading only, or was closed")]
    Closed,
}

/// Why the log cannot be opened or read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The database answered with an error.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A file cannot be read or written.
    #[error("{what}: {error}")]
    File {
        /// Which one.
        what: String,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// Another process holds the log.
    #[error("{0} is in use by another process")]
    InUse(String),
    /// The place cannot hold a log.
    #[error("{0}")]
    Place(String),
    /// What is stored is not what was written: the log was tampered with or the disk is broken.
    #[error("the log is damaged at entry {sequence}: {what}")]
    Damaged {
        /// Where.
        sequence: u64,
        /// How.
        what: String,
    },
    /// A checkpoint is not in order.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// Signing would contradict a checkpoint that was signed before.
    #[error(
        "the log no longer begins with the {size} entries of its own checkpoint; it is not \
             signed again"
    )]
    Inconsistent {
        /// The size of the earlier checkpoint.
        size: u64,
    },
    /// A proof cannot be made.
    #[error(transparent)]
    Proof(#[from] NoProof),
    /// There were no random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl LogError {
    pub(crate) fn file(what: impl Into<String>, error: std::io::Error) -> Self {
        Self::File { what: what.into(), error }
    }

    pub(crate) fn damaged(sequence: u64, what: impl Into<String>) -> Self {
        Self::Damaged { sequence, what: what.into() }
    }

    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // SQLITE_FULL is 13; PostgreSQL says 53100, disk full.
        matches!(error.code().as_deref(), Some("13" | "53100"))
    }
}

impl From<&LogError> for AppendError {
    fn from(error: &LogError) -> Self {
        if error.is_full() { Self::Full } else { Self::Unavailable(error.to_string()) }
    }
}
