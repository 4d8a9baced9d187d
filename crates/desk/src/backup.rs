//! Copies of the mission: which was the last, and what has come since.

use serde::Serialize;

use crate::{
    State,
    clock::DAY,
    event::{Event, Meta},
};

/// Until noon of the day after, election day is not over: protocols come in all night.
const NOON_AFTER: i32 = DAY + DAY / 2;

/// What the log says of copies.
#[derive(Clone, Default)]
pub(crate) struct Backups {
    last: Option<Last>,
    /// How many files reports have named so far.
    files: u64,
    /// The place of the newest entry by which something was forgotten.
    forgotten: Option<u64>,
}

/// The last complete copy.
#[derive(Clone)]
struct Last {
    folder: String,
    entries: u64,
    files: u64,
    time: i64,
}

/// The last complete copy, beside what there is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupView {
    /// What it is called.
    pub folder: String,
    /// When it was complete, in microseconds.
    pub time: i64,
    /// How many entries it has.
    pub entries: u64,
    /// How many came since; that it was made is not counted.
    pub entries_since: u64,
    /// How many photos and sealed answers reports have named since it was begun.
    pub files_since: u64,
}

impl Backups {
    /// Takes an entry of any kind.
    pub(crate) fn take(&mut self, event: &Event, meta: Meta<'_>) {
        let files = |all: usize| u64::try_from(all).unwrap_or_default();
        match event {
            Event::Report(own) => self.files += files(own.photos.len() + own.sealed.len()),
            Event::Attached(own) => self.files += files(own.photos.len() + own.sealed.len()),
            Event::Deletion(_) | Event::Erasure(_) => self.forgotten = Some(meta.sequence),
            Event::Backup(own) => {
                let folder = own.folder.clone();
                let (entries, files, time) = (own.entries, own.files, meta.time);
                self.last = Some(Last { folder, entries, files, time });
            }
            _ => {}
        }
    }
}

impl State {
    /// The last complete copy; nothing: there is none yet.
    pub fn last_backup(&self) -> Option<BackupView> {
        let last = self.backups.last.as_ref()?;
        Some(BackupView {
            folder: last.folder.clone(),
            time: last.time,
            entries: last.entries,
            entries_since: self.entries().saturating_sub(last.entries.saturating_add(1)),
            files_since: self.backups.files.saturating_sub(last.files),
        })
    }

    /// How many files reports have named so far: photos and sealed answers.
    pub const fn files_named(&self) -> u64 {
        self.backups.files
    }

    /// The place of the newest entry by which something was forgotten: a copy that was begun before
    /// it holds what was.
    pub const fn forgotten_at(&self) -> Option<u64> {
        self.backups.forgotten
    }

    /// Whether it is election day somewhere, with the night after it. `now` is in seconds.
    pub fn is_election_day(&self, now: i64) -> bool {
        let (begins, ends) =
            (self.plan.clock.everywhere(0), self.plan.clock.everywhere(NOON_AFTER));
        begins.first().is_some_and(|begin| *begin <= now)
            && ends.last().is_some_and(|end| now < *end)
    }
}
