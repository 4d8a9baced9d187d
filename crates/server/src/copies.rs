//! Copies of the mission that the server makes by itself, into a folder that it was given.
//!
//! A copy holds what the server's own directory holds, its keys left out, so it is not handed out
//! over the network: whoever stole an administrator's session could carry the mission away. It is
//! written where the server was told at its start, and from there it is for whoever runs the
//! computer to bring to another place.
//!
//! A copy is continued as long as nothing was forgotten: then only what is new is written. After
//! that a new one begins, since the old one still holds what was forgotten.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, UNIX_EPOCH},
};

use sanaq_desk::{Actor, Command, event::Backup};
use sanaq_log::LogError;
use sanaq_seal::{checkpoint::Checkpoint, entry::Id, note::VerifierKey};
use serde::Serialize;
use tokio::sync::OwnedMutexGuard;

use crate::{app::Server, keep, office::StartError, problem::Problem, work::apart};

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(30);
/// After a copy that failed, the next by the clock is tried so many seconds later.
const AGAIN: i64 = 300;
/// A copy is old after so many seconds when something has come since.
const OLD: i64 = 24 * 3_600;
/// And on election day.
const OLD_ON_THE_DAY: i64 = 3 * 3_600;
/// The most copies that are listed.
const LISTED: usize = 50;
/// A signed head is never so long.
const LONGEST: u64 = 64 << 10;

/// Where copies go, and how often the server makes one by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The folder.
    pub folder: PathBuf,
    /// Minutes between two; nothing: only when somebody orders one.
    pub every: Option<u32>,
}

/// The copy that is being made.
#[derive(Default)]
pub(crate) struct Making {
    turn: Arc<tokio::sync::Mutex<()>>,
    now: Arc<Mutex<Now>>,
}

/// How far it is, and what became of the one before.
#[derive(Clone, Copy, Default, Serialize)]
pub(crate) struct Now {
    /// Entries that are copied, of how many.
    running: Option<(u64, u64)>,
    /// Why the last one was not completed.
    failed: Option<Failed>,
    /// When that was, in seconds.
    #[serde(skip)]
    tried: i64,
}

/// Why there is no copy; what exactly it was stands in the server's notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Failed {
    /// There is no room in the folder.
    Full,
    /// The folder cannot be written.
    Folder,
    /// Anything else.
    Other,
}

/// A copy in the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    /// Its folder's name.
    pub(crate) name: String,
    /// How many entries it has; nothing: it was never completed.
    pub(crate) entries: Option<u64>,
    /// When it was last completed, in seconds.
    pub(crate) time: Option<i64>,
    /// Whether it holds what has been forgotten since it was begun.
    pub(crate) forgotten: bool,
}

impl Making {
    /// The turn to make one; of two at once the second gets none.
    pub(crate) fn turn(&self) -> Option<OwnedMutexGuard<()>> {
        Arc::clone(&self.turn).try_lock_owned().ok()
    }

    /// One is being made from now on: whoever asks next is told so.
    pub(crate) fn begin(&self) {
        self.set(|now| *now = Now { running: Some((0, 0)), ..Now::default() });
    }

    /// How far it is.
    pub(crate) fn now(&self) -> Now {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, change: impl FnOnce(&mut Now)) {
        change(&mut self.now.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// After how many seconds a copy is old now.
pub(crate) fn old_after(server: &Server) -> i64 {
    let day = server.office.state().is_election_day(server.office.now());
    if day { OLD_ON_THE_DAY } else { OLD }
}

/// Makes copies by the clock until the server stops.
pub(crate) async fn run(server: Server) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if is_due(&server)
            && let Some(turn) = server.copies.turn()
        {
            make(server.clone(), turn).await;
        }
    }
}

/// Whether the clock says that one is to be made: something has come since the last one.
pub(crate) fn is_due(server: &Server) -> bool {
    let Some(minutes) = server.config.copies.as_ref().and_then(|own| own.every) else {
        return false;
    };
    let now = server.office.now();
    let tried = server.copies.now();
    if tried.failed.is_some() && now < tried.tried + AGAIN {
        return false;
    }
    server.office.state().last_backup().is_none_or(|last| {
        let due = last.time.div_euclid(1_000_000) + i64::from(minutes) * 60;
        last.entries_since > 0 && now >= due
    })
}

/// Makes one, or continues the newest, and records it.
pub(crate) async fn make(server: Server, turn: OwnedMutexGuard<()>) {
    server.copies.begin();
    let failed = match write(&server).await {
        Ok(done) => match Id::generate() {
            Ok(id) => {
                let command = Command::Record(done.into());
                let recorded = server.office.act(&Actor::System, id, &command).await;
                recorded.err().map(|problem| (Failed::Other, problem.detail().to_owned()))
            }
            Err(error) => Some((Failed::Other, error.to_string())),
        },
        Err(error) => Some((why(&error), error.to_string())),
    };
    if let Some((_, reason)) = &failed {
        tracing::error!(reason, "no copy of the mission was made");
    }
    let tried = server.office.now();
    let failed = failed.map(|(why, _)| why);
    server.copies.set(|now| *now = Now { running: None, failed, tried });
    drop(turn);
}

/// Writes the log and then the photos into the newest copy, or into a new one.
async fn write(server: &Server) -> Result<Backup, StartError> {
    let office = &server.office;
    let nowhere = || LogError::Place("there is no folder for copies".to_owned());
    let folder = &server.config.copies.as_ref().ok_or_else(nowhere)?.folder;
    let (begun, files) = {
        let state = office.state();
        (state.entries(), state.files_named())
    };
    let told = |at: u64, all: u64| server.copies.set(|now| now.running = Some((at, all)));
    let copied =
        async |name: &str| office.log.backup(&folder.join(name), &office.keys.log, told).await;
    let listed = list(server).await.unwrap_or_default();
    let newest = listed.into_iter().find(|own| !own.forgotten && own.entries.is_some());
    let continued = match newest {
        Some(newest) => match copied(&newest.name).await {
            // Of another history, such as one that went on before the server was restored.
            Err(LogError::Inconsistent { .. }) => None,
            done => Some((newest.name, done?)),
        },
        None => None,
    };
    let (name, copied) = if let Some(continued) = continued {
        continued
    } else {
        let name = format!("copy-{begun}-{}", office.now());
        let done = copied(&name).await?;
        (name, done)
    };
    keep::photos(&office.blobs, &folder.join(&name)).await?;
    Ok(Backup { folder: name, entries: copied.size, files })
}

fn why(error: &StartError) -> Failed {
    match error {
        StartError::Log(error) if error.is_full() => Failed::Full,
        StartError::Log(LogError::File { .. }) => Failed::Folder,
        StartError::Photos(sanaq_log::blob::BlobError::Full) => Failed::Full,
        _ => Failed::Other,
    }
}

/// The copies in the folder, the newest first.
pub(crate) async fn list(server: &Server) -> Result<Vec<Listed>, Problem> {
    let Some(copies) = &server.config.copies else { return Ok(Vec::new()) };
    let folder = copies.folder.clone();
    let key = server.office.keys.log.verifier().clone();
    let forgotten = server.office.state().forgotten_at();
    apart(move || {
        let Ok(all) = std::fs::read_dir(&folder) else { return Vec::new() };
        let names = all.flatten().filter_map(|own| own.file_name().into_string().ok());
        let begun = |name: String| {
            let (entries, second) = name.strip_prefix("copy-")?.split_once('-')?;
            let second: u64 = second.parse().ok()?;
            Some((entries.parse::<u64>().ok()?, second, name))
        };
        let mut found: Vec<_> = names.filter_map(begun).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(LISTED);
        let looked = found.into_iter().map(|(begun, _, name)| {
            let (entries, time) = head(&folder.join(&name), &key).unzip();
            let forgotten = forgotten.is_some_and(|at| at >= begun);
            Listed { name, entries, time, forgotten }
        });
        looked.collect()
    })
    .await
}

/// How many entries a copy's signed head covers, and when it was written.
fn head(folder: &Path, key: &VerifierKey) -> Option<(u64, i64)> {
    let path = folder.join("checkpoint");
    let about = std::fs::metadata(&path).ok().filter(|about| about.len() < LONGEST)?;
    let signed = Checkpoint::open(&std::fs::read_to_string(&path).ok()?, key, &[]).ok()?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((signed.checkpoint.size, i64::try_from(time.as_secs()).ok()?))
}
