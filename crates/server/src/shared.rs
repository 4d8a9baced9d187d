//! Servers that share a database share one store of photos.
//!
//! A photo that lies on the disk of one of them is missing on all others, and nothing else tells:
//! the log says that it is here. So a server leaves a fresh mark in its store at every start and
//! names it in the database; the next one that starts must find that mark in its own store.

use std::time::Duration;

use sanaq_log::{Log, Place, blob::Blobs};
use sanaq_seal::entry::Id;

use crate::{config::Config, office::StartError};

/// A server that starts at the same moment takes the mark away and leaves another.
const ATTEMPTS: usize = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// Whether this server's store is the mission's; it leaves its own mark there.
pub(crate) async fn claim(config: &Config, log: &Log, blobs: &Blobs) -> Result<(), StartError> {
    if matches!(config.place, Place::Directory(_)) {
        return Ok(());
    }
    if config.photos.is_none() {
        tracing::warn!(
            "photos lie on this computer's disk, though the log is in a database that others can \
             share: a second server needs --bucket, and so does this one then"
        );
    }
    let mut before = log.photos().await?;
    for attempt in 1..=ATTEMPTS {
        let Some(mark) = before.as_deref().filter(|_| !config.photos_moved) else { break };
        if blobs.is_marked(mark).await? {
            break;
        }
        if attempt == ATTEMPTS {
            return Err(StartError::OtherPhotos);
        }
        tokio::time::sleep(PAUSE).await;
        before = log.photos().await?;
    }
    let mark = Id::generate().map_err(|error| StartError::Mark(error.to_string()))?.to_string();
    blobs.mark(&mark).await?;
    log.set_photos(&mark).await?;
    if let Some(before) = before {
        blobs.unmark(&before).await?;
    }
    Ok(())
}
