//! The log: entries that are only ever appended, in `SQLite` or `PostgreSQL`, with proofs; and the
//! blobs that they name. All SQL of the project is here.
//!
//! [`Log`] is the one handle. [`Log::append`] returns when the entries are durable; the same
//! [`Id`](sanaq_seal::entry::Id) again gives the same answer, from any node and after any crash.
//! [`Append::seen`] refuses what was decided on an old state. [`Log::read`] replays,
//! [`Log::follow`] goes on with what comes. Each entry is a leaf of a Merkle tree:
//! [`Log::sign_checkpoint`], [`Log::receipt`], [`Log::resource`] and the witnesses' signatures
//! prove that nothing was changed or left out. [`Log::backup`] copies while the log is written.
//!
//! ```no_run
//! use sanaq_log::{Append, Log, NewEntry, Place, system_clock};
//! use sanaq_seal::{canonical::Canonical, entry::Id};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let log = Log::open(&Place::parse("mission"), system_clock()).await?;
//! let body = Canonical::of(&serde_json::json!({ "station": "12", "turnout": 431 }))?;
//! let kind = "report/1".to_owned();
//! let entry = NewEntry { id: Id::generate()?, actor: "o-17".to_owned(), kind, body };
//! let stored = log.append(Append::one(entry)).await?;
//! let mut entries = log.follow(0);
//! while let Some(page) = entries.next_page().await? {
//!     println!("{} more", page.len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What the formats promise is in `docs/log-format.md`.

mod archive;
pub mod blob;
mod entry;
mod erase;
mod error;
mod group;
mod log;
mod postgres;
mod private;
mod proofs;
mod rows;
mod sqlite;
mod store;

pub use archive::{Archive, Copied, from_line, to_line, verify_archive};
pub use entry::{Appended, Entry, MAX_BODY, MAX_NAME, NewEntry};
pub use erase::Left;
pub use error::{AppendError, LogError};
pub use group::Append;
pub use log::{Clock, Entries, Log, Place, system_clock};
