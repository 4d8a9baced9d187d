//! The office as it runs: the log, the state that follows it, and decisions on that state.

mod same;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use sanaq_desk::{Actor, Command, Event, Meta, State, decide};
use sanaq_log::{Append, AppendError, Appended, Entry, Log, LogError, NewEntry, blob::Blobs};
use sanaq_seal::{canonical::Canonical, entry::Id};
use tokio::{sync::watch, task::JoinHandle};

use crate::{
    config::Config,
    keep,
    keys::{KeyError, Keys},
    official,
    problem::Problem,
    routes::{projection::Projections, table::Tables},
    shared,
};

/// How often a decision is made afresh because others came first.
const ATTEMPTS: usize = 64;

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The log cannot be opened or read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The store of photos cannot be opened.
    #[error(transparent)]
    Photos(#[from] sanaq_log::blob::BlobError),
    /// Another store of photos than the mission's.
    #[error(
        "the photos of this mission lie in another store than this server's: start every server \
         with the same --bucket; or, where this is the only server and its photos were moved \
         here, once with --photos-moved"
    )]
    OtherPhotos,
    /// A page for readers cannot be written.
    #[error(transparent)]
    Page(#[from] sanaq_report::Error),
    /// The store of photos cannot be marked.
    #[error("the store of photos: {0}")]
    Mark(String),
    /// The keys cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A file cannot be written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error("{address}: {error}")]
    Address {
        /// Which.
        address: std::net::SocketAddr,
        /// Why.
        #[source]
        error: std::io::Error,
    },
}

/// What a command came to.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    /// The entries, the first with the id that the client gave.
    pub(crate) entries: Vec<Appended>,
}

/// The log, the state, the keys.
pub(crate) struct Office {
    pub(crate) log: Log,
    pub(crate) blobs: Blobs,
    pub(crate) keys: Keys,
    pub(crate) projections: Projections,
    pub(crate) official: official::Kept,
    pub(crate) tables: Tables,
    clock: sanaq_log::Clock,
    state: RwLock<State>,
    applied: watch::Sender<u64>,
}

impl Office {
    /// Opens the log and replays it. `progress` hears how many entries of how many are read.
    pub(crate) async fn open(
        config: &Config,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<Arc<Self>, StartError> {
        let keys = Keys::open(&config.data, &config.origin)?;
        let blobs = keep::blobs(config)?;
        let log = Log::open(&config.place, Arc::clone(&config.clock)).await?;
        shared::claim(config, &log, &blobs).await?;
        let mut state = State::default();
        let mut entries = log.read(0).await?;
        let all = log.size();
        while let Some(page) = entries.next_page().await? {
            apply(&mut state, &page);
            progress(state.entries(), all);
        }
        let applied = watch::Sender::new(state.entries());
        let clock = Arc::clone(&config.clock);
        Ok(Arc::new(Self {
            log,
            blobs,
            keys,
            projections: Projections::open(&config.data),
            official: official::Kept::default(),
            tables: Tables::default(),
            clock,
            state: RwLock::new(state),
            applied,
        }))
    }

    /// Follows the log, this server's entries and those of others, until the log is closed.
    pub(crate) fn follow(self: &Arc<Self>) -> JoinHandle<()> {
        let office = Arc::clone(self);
        tokio::spawn(async move {
            let mut entries = office.log.follow(*office.applied.borrow());
            loop {
                match entries.next_page().await {
                    Ok(Some(page)) => office.take(&page),
                    Ok(None) => return,
                    Err(error) => {
                        tracing::error!(%error, "the log cannot be read");
                        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                        entries = office.log.follow(*office.applied.borrow());
                    }
                }
            }
        })
    }

    fn take(&self, page: &[Arc<Entry>]) {
        let next = {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            apply(&mut state, page);
            state.entries()
        };
        self.applied.send_replace(next);
    }

    /// The state as it is now. Held briefly: while it is held nothing new is taken in.
    pub(crate) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many entries the state knows, as it changes.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.applied.subscribe()
    }

    /// Seconds of the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        Config::now(&self.clock)
    }

    /// Whether something stands in the log under an id.
    pub(crate) async fn knows(&self, id: Id) -> Result<bool, Problem> {
        Ok(self.log.find(id).await?.is_some())
    }

    /// Decides and records. `id` is the client's: sent again, the command changes nothing and the
    /// answer is the same. Returns when what was decided is durable and part of the state.
    pub(crate) async fn act(&self, by: &Actor, id: Id, command: &Command) -> Result<Done, Problem> {
        let files = matches!(command, Command::File { .. } | Command::Keep(_));
        let mut twice = false;
        for _ in 0..ATTEMPTS {
            let (events, seen) = {
                let state = self.state();
                (decide(&state, by, command.clone(), self.now()), state.entries())
            };
            // What the data centre decided once under an id is not decided again. Reports are
            // compared with the one that is there: that is the decision's part.
            let again = if files { events.as_ref().is_ok_and(Vec::is_empty) } else { true };
            if again && let Some(entry) = self.log.find(id).await? {
                if files || same::is_of(&entry, &actor(by), command) {
                    return Ok(Done { entries: vec![repeated(&entry)] });
                }
                // Whoever may not do it does not learn that the id is known.
                events?;
                return Err(sanaq_desk::Refused::IdTaken(sanaq_desk::Id(id.0)).into());
            }
            let events = events?;
            if events.is_empty() {
                return Ok(Done { entries: Vec::new() });
            }
            let entries = new_entries(by, id, &events)?;
            let subjects: Vec<String> = events.iter().flat_map(Event::subjects).collect();
            let seen = (!subjects.is_empty()).then_some(seen);
            let append = Append { entries, subjects, seen };
            match self.log.append(append).await {
                Ok(entries) => {
                    let last = entries.last().map_or(0, |last| last.sequence + 1);
                    self.reached(last).await;
                    return Ok(Done { entries });
                }
                Err(AppendError::Stale { sequence }) => self.reached(sequence + 1).await,
                // The same report came twice at once, and was sealed twice: once more it is known.
                Err(AppendError::Conflict { sequence, .. }) if files && !twice => {
                    twice = true;
                    self.reached(sequence + 1).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Problem::inside(&"too many decisions at once"))
    }

    /// Waits until the state knows so many entries.
    async fn reached(&self, entries: u64) {
        let mut applied = self.applied.subscribe();
        // An error means that the office is closing; then nobody waits for the state any more.
        let _ = applied.wait_for(|known| *known >= entries).await;
    }

    /// Ends: what was accepted is answered, then the log is closed.
    pub(crate) async fn close(&self) {
        self.log.close().await;
    }
}

fn apply(state: &mut State, page: &[Arc<Entry>]) {
    let read = page.iter().map(|entry| {
        let event = Event::read(&entry.kind, entry.body.as_str());
        let meta = Meta { sequence: entry.sequence, time: entry.time, actor: &entry.actor };
        (event, meta)
    });
    state.apply_all(&read.collect::<Vec<_>>());
}

fn repeated(entry: &Entry) -> Appended {
    let Entry { sequence, time, leaf, nonce, .. } = *entry;
    Appended { sequence, time, leaf, nonce, repeated: true }
}

/// Who did it, as the log names them. Names of accounts and pseudonyms of observers cannot be
/// mixed up.
pub(crate) fn actor(by: &Actor) -> String {
    match by {
        Actor::Observer(id) => format!("o/{id}"),
        Actor::Account(id) => format!("a/{id}"),
        Actor::Gateway => "gateway".to_owned(),
        Actor::System => "system".to_owned(),
    }
}

fn new_entries(by: &Actor, id: Id, events: &[Event]) -> Result<Vec<NewEntry>, Problem> {
    let entry = |(at, event): (usize, &Event)| {
        let body = event.body().ok_or_else(|| Problem::bad("a body that is not JSON"))?;
        let body = Canonical::of(&body).map_err(|error| Problem::bad(error.to_string()))?;
        let id = if at == 0 { id } else { Id::derived(&id.to_string(), &at.to_string()) };
        Ok(NewEntry { id, actor: actor(by), kind: event.kind().to_owned(), body })
    };
    events.iter().enumerate().map(entry).collect()
}
