//! The handle of a log: append, read, follow.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use sanaq_seal::entry::Id;
use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};

use crate::{
    entry::{Appended, Entry},
    erase::Left,
    error::{AppendError, LogError},
    group::Append,
    postgres, sqlite,
    store::{Done, Note, Store, Writer, Written},
};

/// How many appends may wait for the writer before callers wait too.
const QUEUE: usize = 8192;

/// The most entries and bytes that share one commit.
const GROUP_ENTRIES: usize = 4096;
const GROUP_BYTES: usize = 16 << 20;

/// How many entries a page of reading has.
const PAGE: u64 = 2048;

/// How many of the newest entries are kept in memory for followers.
const RECENT: usize = 8192;

/// Where a log is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A directory with an `SQLite` file.
    Directory(PathBuf),
    /// The address of a `PostgreSQL` database; several hosts may stand in it.
    Postgres(String),
}

impl Place {
    /// A place as people write it: `postgres://…` or a directory.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Directory(text.into())
        }
    }
}

/// What tells the time: microseconds of the Unix epoch, UTC.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The computer's own clock.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        #[expect(clippy::disallowed_methods, reason = "the log is a door: it has the clock")]
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}

/// A log that is open. Clones are handles of the same log.
#[derive(Clone, Debug)]
pub struct Log {
    pub(crate) store: Store,
    commands: Option<mpsc::Sender<Command>>,
    shared: Arc<Shared>,
    tasks: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

/// What the writing task does for others.
pub(crate) enum Command {
    Append(Append, oneshot::Sender<Result<Vec<Appended>, AppendError>>),
    Note(Note, oneshot::Sender<Result<(), LogError>>),
    Restore(Box<Written>, oneshot::Sender<Result<(), LogError>>),
    Erase(Vec<Left>, oneshot::Sender<Result<(), LogError>>),
    Close,
}

/// What followers watch.
#[derive(Debug)]
struct Shared {
    size: watch::Sender<u64>,
    recent: Mutex<VecDeque<Arc<Entry>>>,
}

impl Shared {
    fn publish(&self, size: u64) {
        self.size.send_if_modified(|known| {
            let grew = size > *known;
            *known = size.max(*known);
            grew
        });
    }

    /// Keeps new entries in memory; starts over when they do not follow on.
    fn remember(&self, rows: Vec<Entry>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        for row in rows {
            if recent.back().is_some_and(|last| last.sequence + 1 != row.sequence) {
                recent.clear();
            }
            recent.push_back(Arc::new(row));
        }
        let surplus = recent.len().saturating_sub(RECENT);
        recent.drain(..surplus);
    }

    /// Entries from `from` on, if they are still in memory.
    fn recall(&self, from: u64, limit: u64) -> Option<Vec<Arc<Entry>>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let first = recent.front()?.sequence;
        let skip = usize::try_from(from.checked_sub(first)?).ok()?;
        let limit = usize::try_from(limit).ok()?;
        let found: Vec<Arc<Entry>> = recent.iter().skip(skip).take(limit).cloned().collect();
        (!found.is_empty()).then_some(found)
    }
}

impl Log {
    /// Opens a log for reading and writing, and makes it when there is none.
    pub async fn open(place: &Place, clock: Clock) -> Result<Self, LogError> {
        let (store, writer) = match place {
            Place::Directory(dir) => {
                let writer = sqlite::write(dir).await?;
                (Store::Sqlite(sqlite::read(dir)), Writer::Sqlite(Box::new(writer)))
            }
            Place::Postgres(address) => {
                let (store, writer) = postgres::open(address).await?;
                (Store::Postgres(store), Writer::Postgres(Box::new(writer)))
            }
        };
        let mut log = Self::reading(store).await?;
        let (commands, queue) = mpsc::channel(QUEUE);
        log.commands = Some(commands);
        let shared = Arc::clone(&log.shared);
        log.spawn(write_all(writer, queue, shared, clock));
        if let Store::Postgres(store) = &log.store {
            let (store, shared) = (store.clone(), Arc::clone(&log.shared));
            log.spawn(async move { store.listen(|size| shared.publish(size)).await });
        }
        Ok(log)
    }

    /// Opens a log in a directory for reading only, even while another process writes it.
    pub async fn open_read_only(dir: &Path) -> Result<Self, LogError> {
        if !sqlite::path(dir).exists() {
            return Err(LogError::Place(format!("there is no log in {}", dir.display())));
        }
        Self::reading(Store::Sqlite(sqlite::read(dir))).await
    }

    async fn reading(store: Store) -> Result<Self, LogError> {
        let size = store.head().await?.frontier.size();
        let shared = Shared { size: watch::Sender::new(size), recent: Mutex::default() };
        Ok(Self { store, commands: None, shared: Arc::new(shared), tasks: Arc::default() })
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let task = tokio::spawn(task);
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    /// Appends entries, all or none, and returns when they are durable. The same ids again give
    /// the same answer, from any node.
    pub async fn append(&self, append: Append) -> Result<Vec<Appended>, AppendError> {
        let commands = self.commands.as_ref().ok_or(AppendError::Closed)?;
        let (answer, answered) = oneshot::channel();
        let command = Command::Append(append, answer);
        commands.send(command).await.map_err(|_| AppendError::Closed)?;
        answered.await.map_err(|_| AppendError::Unavailable("the writer stopped".into()))?
    }

    pub(crate) async fn note(&self, note: Note) -> Result<(), LogError> {
        self.ask(|answer| Command::Note(note, answer)).await
    }

    pub(crate) async fn restore_rows(&self, written: Written) -> Result<(), LogError> {
        self.ask(|answer| Command::Restore(Box::new(written), answer)).await
    }

    pub(crate) async fn ask(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<(), LogError>>) -> Command,
    ) -> Result<(), LogError> {
        let closed = || LogError::Place("this log is open for reading only, or closed".into());
        let commands = self.commands.as_ref().ok_or_else(closed)?;
        let (answer, answered) = oneshot::channel();
        commands.send(command(answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// What was erased must not be read from memory either.
    pub(crate) fn forget_recent(&self) {
        self.shared.recent.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The entry with this id, if there is one.
    pub async fn find(&self, id: Id) -> Result<Option<Entry>, LogError> {
        self.store.find(id).await
    }

    /// The mark of the store of photos that the server which started last left there: the servers
    /// of one log share one store. Nothing in a directory, which has one server.
    pub async fn photos(&self) -> Result<Option<String>, LogError> {
        self.store.photos().await
    }

    /// Names another mark. It must be in the store already.
    pub async fn set_photos(&self, mark: &str) -> Result<(), LogError> {
        self.store.set_photos(mark).await
    }

    /// How many entries are known to be in the log; other nodes' arrive with a short delay.
    pub fn size(&self) -> u64 {
        *self.shared.size.borrow()
    }

    /// Asks the store how many entries are in the log.
    pub async fn current_size(&self) -> Result<u64, LogError> {
        let size = self.store.head().await?.frontier.size();
        self.shared.publish(size);
        Ok(size)
    }

    /// Reads the entries from `from` to the present end, once, in order.
    pub async fn read(&self, from: u64) -> Result<Entries, LogError> {
        let end = self.current_size().await?;
        Ok(Entries { log: self.clone(), next: from, end: Some(end) })
    }

    /// Reads the entries from `from` on, and then each new one as it comes, for ever.
    pub fn follow(&self, from: u64) -> Entries {
        Entries { log: self.clone(), next: from, end: None }
    }

    /// Waits until all appends that were accepted are answered, then closes the store.
    /// Handles that others still hold take nothing more.
    pub async fn close(&self) {
        if let Some(commands) = &self.commands {
            // An error means that the writer has ended already.
            let _ = commands.send(Command::Close).await;
        }
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        let mut tasks = tasks.into_iter();
        if let Some(writer) = tasks.next() {
            let _ = writer.await;
        }
        tasks.for_each(|task| task.abort());
        self.store.close().await;
    }
}

/// Entries in order, page by page. Made by [`Log::read`] and [`Log::follow`].
#[derive(Debug)]
pub struct Entries {
    log: Log,
    next: u64,
    end: Option<u64>,
}

impl Entries {
    /// The next entries, at least one; nothing at the end of a [`Log::read`]. A follower waits.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Arc<Entry>>>, LogError> {
        let mut size = self.log.shared.size.subscribe();
        loop {
            let known = *size.borrow_and_update();
            let end = self.end.unwrap_or(known);
            if self.next < end {
                let page = self.page(end).await?;
                self.next += u64::try_from(page.len()).unwrap_or_default();
                return Ok(Some(page));
            }
            if self.end.is_some() || size.changed().await.is_err() {
                return Ok(None);
            }
        }
    }

    /// The place of the next entry that will be read.
    pub fn position(&self) -> u64 {
        self.next
    }

    async fn page(&self, end: u64) -> Result<Vec<Arc<Entry>>, LogError> {
        let limit = PAGE.min(end - self.next);
        if let Some(recent) = self.log.shared.recall(self.next, limit) {
            return Ok(recent);
        }
        let page = self.log.store.page(self.next, limit).await?;
        if page.is_empty() {
            return Err(LogError::damaged(self.next, "the entry is missing"));
        }
        Ok(page.into_iter().map(Arc::new).collect())
    }
}

/// The one task that writes. It is never cancelled: it ends when nobody can ask it any more.
async fn write_all(
    mut writer: Writer,
    mut queue: mpsc::Receiver<Command>,
    shared: Arc<Shared>,
    clock: Clock,
) {
    let mut next = queue.recv().await;
    while let Some(command) = next.take() {
        match command {
            Command::Append(append, answer) => {
                let mut appends = vec![append];
                let mut answers = vec![answer];
                next = gather(&mut queue, &mut appends, &mut answers);
                let done = writer.commit(&appends, clock()).await;
                reply(done, answers, &shared);
            }
            Command::Note(note, answer) => drop(answer.send(writer.note(&note).await)),
            Command::Restore(written, answer) => {
                let done = writer.restore(&written).await;
                if done.is_ok() {
                    shared.publish(written.head.frontier.size());
                }
                drop(answer.send(done));
            }
            Command::Erase(left, answer) => drop(answer.send(writer.erase(&left).await)),
            // What waits already is still written; nothing new is taken.
            Command::Close => queue.close(),
        }
        if next.is_none() {
            next = queue.recv().await;
        }
    }
    writer.close().await;
}

/// Takes whatever else waits, up to the size of a group; the first command that is no append is
/// given back.
fn gather(
    queue: &mut mpsc::Receiver<Command>,
    appends: &mut Vec<Append>,
    answers: &mut Vec<oneshot::Sender<Result<Vec<Appended>, AppendError>>>,
) -> Option<Command> {
    let mut entries: usize = appends.iter().map(|append| append.entries.len()).sum();
    let mut bytes: usize = appends.iter().map(Append::bytes).sum();
    while entries < GROUP_ENTRIES && bytes < GROUP_BYTES {
        match queue.try_recv() {
            Ok(Command::Append(append, answer)) => {
                entries += append.entries.len();
                bytes += append.bytes();
                appends.push(append);
                answers.push(answer);
            }
            Ok(other) => return Some(other),
            Err(_) => return None,
        }
    }
    None
}

/// Answers everybody in a group. A caller that no longer waits loses only the answer.
fn reply(
    done: Result<Done, LogError>,
    answers: Vec<oneshot::Sender<Result<Vec<Appended>, AppendError>>>,
    shared: &Shared,
) {
    match done {
        Ok(done) => {
            shared.remember(done.rows);
            shared.publish(done.size);
            for (answer, result) in answers.into_iter().zip(done.answers) {
                drop(answer.send(result));
            }
        }
        Err(error) => {
            let error = AppendError::from(&error);
            for answer in answers {
                drop(answer.send(Err(error.clone())));
            }
        }
    }
}
