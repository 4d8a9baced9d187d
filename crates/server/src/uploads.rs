//! Files that phones send before a report names them: shown to nobody, so many for each observer,
//! and gone after a while.
//!
//! The phone app files a report first and its photos after it. Whatever comes ahead of its report
//! may be anything, also a photo that had to be sealed, and whoever has a token could fill a disk
//! with it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use sanaq_desk::{BlobHash, State};

use crate::{app::Server, problem::Problem};

/// The most files, and bytes of them, that one observer may have here without a report.
const MOST_FILES: usize = 60;
const MOST_BYTES: u64 = 256 << 20;
/// How often what nothing names is looked for, and how old it may get, in seconds: a phone may be
/// without a network for two days.
const EVERY: Duration = Duration::from_hours(1);
const PATIENCE: i64 = 2 * 86_400;

/// What observers sent since the server started that no report named when it was asked last.
#[derive(Default)]
pub(crate) struct Uploads {
    by_observer: Mutex<HashMap<String, BTreeMap<BlobHash, u64>>>,
}

impl Uploads {
    /// Counts a part of a file that ends at some byte, or refuses it.
    pub(crate) fn check(
        &self,
        state: &State,
        observer: &str,
        blob: BlobHash,
        end: u64,
    ) -> Result<(), Problem> {
        if state.is_named(blob) {
            return Ok(());
        }
        let mut all = self.by_observer.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(observer.to_owned()).or_default();
        own.retain(|blob, _| !state.is_named(*blob));
        let others = own.iter().filter(|(known, _)| **known != blob);
        let bytes = others.fold(end, |sum, (_, size)| sum.saturating_add(*size));
        let files = own.len() + usize::from(!own.contains_key(&blob));
        if files > MOST_FILES || bytes > MOST_BYTES {
            let detail = "too many files are here that no report names: send the reports first";
            return Err(Problem::too_large(detail));
        }
        let size = own.entry(blob).or_default();
        *size = end.max(*size);
        Ok(())
    }
}

/// Sweeps until the server stops.
pub(crate) async fn run(server: Server) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(problem) = sweep(&server, server.office.now() - PATIENCE).await {
            tracing::error!(reason = problem.detail(), "files without a report were not removed");
        }
    }
}

/// Removes files that nothing names and that came before a second of the Unix epoch; says how
/// many.
pub(crate) async fn sweep(server: &Server, before: i64) -> Result<usize, Problem> {
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
