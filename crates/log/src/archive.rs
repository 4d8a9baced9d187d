//! The archive: a log as text, the same from every database.
//!
//! A log only grows, so every beginning of it is a consistent copy, and a backup can be taken
//! while the log is written: it is the entries up to the size that was signed. Taken again into
//! the same directory, only what is new is added. Nothing of an archive is believed when it is
//! read back: every leaf is hashed again, and the root must be the one of the signed checkpoint.
//!
//! `entries.jsonl` has one line an entry, canonical JSON with the keys `entry` and `nonce`;
//! `checkpoint` is the signed head. See `docs/log-format.md`.

use std::path::Path;

use sanaq_seal::{
    canonical::Canonical,
    checkpoint::Checkpoint,
    entry::{Id, Nonce},
    note::{SigningKey, VerifierKey},
    tree::Frontier,
};
use serde_json::Value;
use tokio::{
    fs::{File, OpenOptions},
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, BufWriter, Lines},
};

use crate::{
    entry::Entry,
    erase::Ledger,
    error::LogError,
    group::Head,
    log::Log,
    private,
    store::{Note, Written},
};

const ENTRIES: &str = "entries.jsonl";
const CHECKPOINT: &str = "checkpoint";
const FRESH: &str = "checkpoint.new";

/// How many entries a restore makes durable at a time.
const STEP: usize = 4096;

/// What a backup or a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// How many entries the copy has.
    pub size: u64,
    /// How many of them were added this time.
    pub added: u64,
}

/// An entry as a line of an archive, with its line break. One that was erased has its leaf there
/// instead of the nonce.
pub fn to_line(entry: &Entry) -> String {
    let text = entry.content().to_text();
    if entry.is_erased() {
        return format!("{{\"entry\":{text},\"leaf\":\"{}\"}}\n", entry.leaf);
    }
    format!("{{\"entry\":{text},\"nonce\":\"{}\"}}\n", entry.nonce)
}

/// A line of an archive as the entry at a place.
pub fn from_line(line: &str, sequence: u64) -> Result<Entry, LogError> {
    let damaged = |what: &str| LogError::damaged(sequence, format!("the archive's line: {what}"));
    Canonical::parse(line).map_err(|error| damaged(&error.to_string()))?;
    let mut value: Value = serde_json::from_str(line).map_err(|_| damaged("not JSON"))?;
    let outer = |key: &str| value.get(key).and_then(Value::as_str);
    let leaf = outer("leaf").and_then(sanaq_seal::hash::Hash::from_hex);
    let nonce = match (outer("nonce").and_then(Nonce::from_hex), leaf) {
        (Some(nonce), None) => nonce,
        (None, Some(_)) => Nonce([0; 32]),
        _ => return Err(damaged("no nonce")),
    };
    let entry = value.get_mut("entry").map(Value::take).ok_or_else(|| damaged("no entry"))?;
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let body = Canonical::of(entry.get("body").unwrap_or(&Value::Null));
    let mut read = Entry {
        sequence,
        id: text("id").and_then(|id| id.parse::<Id>().ok()).ok_or_else(|| damaged("no id"))?,
        time: entry.get("time").and_then(Value::as_i64).ok_or_else(|| damaged("no time"))?,
        actor: text("actor").ok_or_else(|| damaged("no actor"))?,
        kind: text("kind").ok_or_else(|| damaged("no kind"))?,
        body: body.map_err(|error| damaged(&error.to_string()))?,
        nonce,
        leaf: leaf.unwrap_or(sanaq_seal::hash::Hash([0; 32])),
    };
    // A field that we do not know would be lost: better to stop.
    if to_line(&read).trim_end() != line {
        return Err(damaged("it has fields that this version does not know"));
    }
    if leaf.is_none() {
        read.leaf = read.content().leaf(&nonce);
    }
    Ok(read)
}

/// Reads an archive's entries in order.
#[derive(Debug)]
pub struct Archive {
    lines: Lines<BufReader<File>>,
    next: u64,
}

impl Archive {
    /// Opens the archive in a directory.
    pub async fn open(dir: &Path) -> Result<Self, LogError> {
        let path = dir.join(ENTRIES);
        let file = File::open(&path).await;
        let file = file.map_err(|error| LogError::file(path.display().to_string(), error))?;
        Ok(Self { lines: BufReader::new(file).lines(), next: 0 })
    }

    /// The next entry, its leaf computed anew.
    pub async fn next(&mut self) -> Result<Option<Entry>, LogError> {
        let line = self.lines.next_line().await;
        let line = line.map_err(|error| LogError::file(ENTRIES, error))?;
        let Some(line) = line else { return Ok(None) };
        let entry = from_line(&line, self.next)?;
        self.next += 1;
        Ok(Some(entry))
    }
}

impl Log {
    /// Copies the log into a directory while it is written, by this process or another one:
    /// everything that is durable now, under a checkpoint that is signed for it. What the directory
    /// has from before is kept and continued. `progress` is told how many entries of how many are
    /// copied.
    pub async fn backup(
        &self,
        dir: &Path,
        key: &SigningKey,
        progress: impl Fn(u64, u64),
    ) -> Result<Copied, LogError> {
        let failed = |error| LogError::file(dir.display().to_string(), error);
        private::folder(dir).map_err(failed)?;
        let (size, note, _) = self.signed_head(key).await?;
        self.continues(dir, key, size, &note).await?;
        let before = complete_lines(dir).await?;
        private::file(&dir.join(ENTRIES)).map_err(failed)?;
        let mut open = OpenOptions::new();
        let file = open.create(true).append(true).open(dir.join(ENTRIES)).await;
        let mut file = BufWriter::new(file.map_err(failed)?);
        let mut at = before;
        while at < size {
            let page = self.store.page(at, 1024.min(size - at)).await?;
            if page.is_empty() {
                return Err(LogError::damaged(at, "the entry is missing"));
            }
            for entry in &page {
                file.write_all(to_line(entry).as_bytes()).await.map_err(failed)?;
            }
            at += u64::try_from(page.len()).unwrap_or_default();
            progress(at, size);
        }
        file.flush().await.map_err(failed)?;
        file.get_ref().sync_all().await.map_err(failed)?;
        // Written beside and put in its place: a crash leaves the head that was there.
        let fresh = dir.join(FRESH);
        private::file(&fresh).map_err(failed)?;
        let mut file = File::create(&fresh).await.map_err(failed)?;
        file.write_all(note.as_bytes()).await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
        tokio::fs::rename(&fresh, dir.join(CHECKPOINT)).await.map_err(failed)?;
        Ok(Copied { size, added: size.saturating_sub(before) })
    }

    /// What a directory has from before must be the beginning of this log: a copy of another
    /// history, such as one that went on before this log was restored, is not written over.
    async fn continues(
        &self,
        dir: &Path,
        key: &SigningKey,
        size: u64,
        note: &str,
    ) -> Result<(), LogError> {
        let path = dir.join(CHECKPOINT);
        let before = match tokio::fs::read_to_string(&path).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            read => read.map_err(|error| LogError::file(path.display().to_string(), error))?,
        };
        let open = |text: &str| Checkpoint::open(text, key.verifier(), &[]);
        let (before, now) = (open(&before)?.checkpoint, open(note)?.checkpoint);
        if before.size == 0 || before == now {
            return Ok(());
        }
        self.check_growth(&before, size, &now.root).await
    }

    /// Fills an empty log from an archive, and believes nothing in it: every leaf is hashed anew
    /// and the root compared with the checkpoint, which `log` must have signed. The archive is
    /// checked from end to end before the first entry is stored.
    pub async fn restore(
        &self,
        dir: &Path,
        log: &VerifierKey,
        progress: impl Fn(u64, u64),
    ) -> Result<Copied, LogError> {
        if self.current_size().await? > 0 {
            return Err(LogError::Place("a log is restored into an empty place only".into()));
        }
        let (checkpoint, note) = verify_archive(dir, log).await?;
        let size = checkpoint.size;
        let mut archive = Archive::open(dir).await?;
        let mut frontier = Frontier::default();
        while frontier.size() < size {
            let mut written = Written {
                rows: Vec::new(),
                nodes: Vec::new(),
                touched: std::collections::BTreeMap::new(),
                head: Head::default(),
            };
            while written.rows.len() < STEP && frontier.size() < size {
                let Some(entry) = archive.next().await? else { break };
                written.nodes.extend(frontier.push(entry.leaf));
                written.rows.push(entry);
            }
            let time = written.rows.last().map_or(0, |last| last.time);
            written.head = Head { time, frontier: frontier.clone() };
            self.restore_rows(written).await?;
            progress(frontier.size(), size);
        }
        self.note(Note::Checkpoint { size, note }).await?;
        Ok(Copied { size, added: size })
    }

    /// Checks the store from the first entry to the last: every leaf is hashed anew, the stored
    /// tree must be the one over them, and the last checkpoint must fit. Returns the size.
    pub async fn verify(
        &self,
        log: Option<&VerifierKey>,
        progress: impl Fn(u64, u64),
    ) -> Result<u64, LogError> {
        let head = self.store.head().await?;
        let size = head.frontier.size();
        let last = self.store.checkpoints(0..=u64::MAX, 1).await?.pop();
        let signed = match (&last, log) {
            (Some(last), Some(log)) => Some(Checkpoint::open(&last.note, log, &[])?.checkpoint),
            _ => None,
        };
        if let Some(beyond) = signed.as_ref().filter(|signed| signed.size > size) {
            return Err(LogError::Inconsistent { size: beyond.size });
        }
        let mut frontier = Frontier::default();
        let (mut time, mut ledger) = (0, Ledger::default());
        while frontier.size() < size {
            let at = frontier.size();
            let page = self.store.page(at, 1024.min(size - at)).await?;
            if page.is_empty() {
                return Err(LogError::damaged(at, "the entry is missing"));
            }
            for entry in &page {
                self.verify_entry(entry, time, &mut frontier, signed.as_ref()).await?;
                ledger.read(entry);
                time = entry.time;
            }
            progress(frontier.size(), size);
        }
        if frontier != head.frontier || (size > 0 && time != head.time) {
            return Err(LogError::damaged(size, "the stored tree is not the one over the entries"));
        }
        ledger.check()?;
        Ok(size)
    }

    async fn verify_entry(
        &self,
        entry: &Entry,
        before: i64,
        frontier: &mut Frontier,
        signed: Option<&Checkpoint>,
    ) -> Result<(), LogError> {
        let damaged = |what: &str| LogError::damaged(entry.sequence, what);
        if !entry.is_erased() && !entry.is_intact() {
            return Err(damaged("the entry does not hash to its leaf"));
        }
        if entry.time < before {
            return Err(damaged("its time is before that of the entry before it"));
        }
        for (level, index, hash) in frontier.push(entry.leaf) {
            let tile = sanaq_seal::tile::Tile { level, index: index / 256, width: 256 };
            let at = usize::try_from(index % 256).unwrap_or_default();
            if self.store.hashes(tile).await?.get(at) != Some(&hash) {
                return Err(damaged("a stored hash of the tree is wrong"));
            }
        }
        let checkpoint = signed.filter(|signed| signed.size == frontier.size());
        match checkpoint.filter(|signed| signed.root != frontier.root()) {
            Some(signed) => Err(LogError::Inconsistent { size: signed.size }),
            None => Ok(()),
        }
    }
}

/// Checks an archive against the checkpoint in it, which `log` must have signed.
pub async fn verify_archive(
    dir: &Path,
    log: &VerifierKey,
) -> Result<(Checkpoint, String), LogError> {
    let path = dir.join(CHECKPOINT);
    let note = tokio::fs::read_to_string(&path).await;
    let note = note.map_err(|error| LogError::file(path.display().to_string(), error))?;
    let checkpoint = Checkpoint::open(&note, log, &[])?.checkpoint;
    let mut archive = Archive::open(dir).await?;
    let mut frontier = Frontier::default();
    let (mut time, mut ledger) = (0, Ledger::default());
    while frontier.size() < checkpoint.size {
        let at = frontier.size();
        let entry = archive.next().await?;
        let entry = entry.ok_or_else(|| LogError::damaged(at, "the archive ends here"))?;
        if entry.time < time {
            let what = "its time is before that of the entry before it";
            return Err(LogError::damaged(at, what));
        }
        time = entry.time;
        ledger.read(&entry);
        frontier.push(entry.leaf);
    }
    if frontier.root() != checkpoint.root {
        return Err(LogError::Inconsistent { size: checkpoint.size });
    }
    ledger.check()?;
    Ok((checkpoint, note))
}

/// How many whole lines a former backup left; a torn last one is cut off.
async fn complete_lines(dir: &Path) -> Result<u64, LogError> {
    let failed = |error| LogError::file(dir.join(ENTRIES).display().to_string(), error);
    let file = match File::open(dir.join(ENTRIES)).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        file => file.map_err(failed)?,
    };
    let mut reader = BufReader::new(file);
    let (mut lines, mut whole) = (0, 0_u64);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).await.map_err(failed)?;
        if !line.ends_with(b"\n") {
            break;
        }
        lines += 1;
        whole += u64::try_from(length).unwrap_or_default();
    }
    let file = OpenOptions::new().write(true).open(dir.join(ENTRIES)).await.map_err(failed)?;
    file.set_len(whole).await.map_err(failed)?;
    Ok(lines)
}
