//! What a crash or a phone that never came back leaves in the store of photos.
//!
//! A photo is sent in parts, and what is held in its place is written before the parts go. A crash
//! in between leaves them, and they may tell where the photo was made. So at the start, and every
//! hour, what is not needed any more goes: parts of photos that are here, parts that nobody went on
//! with, files that something else is held for, files of a deletion that was not finished, and
//! files that no report came to name.

use std::{collections::BTreeSet, time::Duration};

use sanaq_desk::BlobHash;

use crate::{app::Server, problem::Problem};

/// How often it is looked for.
const EVERY: Duration = Duration::from_hours(1);
/// How long parts wait for the rest, and files for their report, in seconds: a phone may be without
/// a network for two days.
const PATIENCE: i64 = 2 * 86_400;

/// How much was swept away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Swept {
    /// Photos of which parts were here.
    pub(crate) parts: usize,
    /// Whole files.
    pub(crate) files: usize,
}

/// Sweeps until the server stops.
pub(crate) async fn run(server: Server) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(problem) = sweep(&server, server.office.now() - PATIENCE).await {
            tracing::error!(reason = problem.detail(), "leftovers of photos were not removed");
        }
    }
}

/// Removes leftovers; and parts of which the last came, and files without a report that came,
/// before a second of the Unix epoch.
pub(crate) async fn sweep(server: &Server, before: i64) -> Result<Swept, Problem> {
    let blobs = &server.office.blobs;
    let gone: BTreeSet<BlobHash> = {
        let state = server.office.state();
        state.replaced().chain(state.deleted().iter().copied()).collect()
    };
    let mut swept = Swept::default();
    for hash in blobs.all().await? {
        if gone.contains(&BlobHash(hash.0)) {
            blobs.remove(hash).await?;
            swept.files += 1;
        }
    }
    swept.files += unnamed(server, before).await?;
    for (hash, last) in blobs.unfinished().await? {
        if last < before || gone.contains(&BlobHash(hash.0)) || blobs.has(hash).await? {
            blobs.forget(hash).await?;
            swept.parts += 1;
        }
    }
    Ok(swept)
}

/// Removes files that nothing names and that came before a second of the Unix epoch; says how
/// many.
async fn unnamed(server: &Server, before: i64) -> Result<usize, Problem> {
    let old = server.office.blobs.older_than(before).await?;
    let mut removed = 0;
    // An entry that this program cannot read may name more than it knows.
    let Some(named) = server.office.state().named() else { return Ok(0) };
    for hash in old.into_iter().filter(|hash| !named.contains(&BlobHash(hash.0))) {
        // A report may have named it since.
        if !server.office.state().is_named(BlobHash(hash.0)) {
            server.office.blobs.remove(hash).await?;
            removed += 1;
        }
    }
    Ok(removed)
}
