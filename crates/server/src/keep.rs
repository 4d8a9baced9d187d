//! Copies of a mission: the log and its photos into a directory, and back.

use std::{path::Path, sync::Arc};

use sanaq_log::{Log, LogError, Place, blob::Blobs};

use crate::{config::Config, keys::Keys, office::StartError};

/// How much was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Entries of the log in the copy.
    pub entries: u64,
    /// Photos and sealed answers that were added.
    pub blobs: usize,
}

pub(crate) fn blobs(config: &Config) -> Result<Blobs, StartError> {
    Ok(match &config.photos {
        Some(store) => Blobs::s3(store)?,
        None => Blobs::local(&config.data)?,
    })
}

/// What stands in one store and not in the other.
async fn copy(from: &Blobs, to: &Blobs) -> Result<usize, StartError> {
    let mut copied = 0;
    for hash in from.all().await? {
        if to.has(hash).await? {
            continue;
        }
        // What was forgotten meanwhile is not copied.
        if let Some(content) = from.get(hash).await? {
            to.put_as(hash, content).await?;
            copied += 1;
        }
    }
    Ok(copied)
}

/// Photos and sealed answers into a copy's directory.
pub(crate) async fn photos(from: &Blobs, directory: &Path) -> Result<usize, StartError> {
    copy(from, &Blobs::local(directory)?).await
}

/// Copies a mission into a directory while it runs; taken again, only what is new is added. The
/// server's secrets are not in it.
///
/// # Errors
/// When the log, the photos or the directory cannot be used.
pub async fn backup(
    config: &Config,
    directory: &Path,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Kept, StartError> {
    let keys = Keys::open(&config.data, &config.origin)?;
    // A directory is written by the server that runs on it, and read beside it.
    let copied = match &config.place {
        Place::Directory(place) => {
            let log = Log::open_read_only(place).await?;
            log.backup(directory, &keys.log, progress).await?
        }
        place @ Place::Postgres(_) => {
            let log = Log::open(place, Arc::clone(&config.clock)).await?;
            let copied = log.backup(directory, &keys.log, progress).await?;
            log.close().await;
            copied
        }
    };
    // After the log: what an entry names was stored before it.
    let blobs = photos(&blobs(config)?, directory).await?;
    Ok(Kept { entries: copied.size, blobs })
}

/// Fills an empty mission from a copy. Every entry is hashed anew and the whole compared with the
/// signed head before the first is stored.
///
/// # Errors
/// When the copy is damaged or was signed by another log, or the mission is not empty.
pub async fn restore(
    config: &Config,
    directory: &Path,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Kept, StartError> {
    let keys = Keys::open(&config.data, &config.origin)?;
    let log = Log::open(&config.place, Arc::clone(&config.clock)).await?;
    let restored = log.restore(directory, keys.log.verifier(), progress).await;
    log.close().await;
    let entries = restored?.size;
    let blobs = copy(&Blobs::local(directory)?, &blobs(config)?).await?;
    Ok(Kept { entries, blobs })
}

/// Whether a log holds together from the first entry to the last; how long it is.
///
/// # Errors
/// With the first entry that is not what was written.
pub async fn verify(
    config: &Config,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<u64, LogError> {
    let log = match &config.place {
        Place::Directory(place) => Log::open_read_only(place).await?,
        place @ Place::Postgres(_) => Log::open(place, Arc::clone(&config.clock)).await?,
    };
    log.verify(None, progress).await
}
