//! The observers' office: the kernel between the append-only log and everything that is shown.
//!
//! [`Event`]s are what the log holds. [`State::apply`] folds them, never fails and never panics.
//! Everything else is a function of the state.
//!
//! Reports are never dropped: an unknown sender, the wrong station, a closed form, figures that
//! cannot be are kept and flagged. Nothing is overwritten: a correction stands beside what it
//! corrects. No name and no telephone number is held, and only answers on a form's allow-list.
//!
//! ```
//! use sanaq_desk::{Actor, Command, Meta, Mode, State, decide, event::Drill};
//!
//! let mut state = State::default();
//! let begin = Command::Record(Drill { on: true, name: "rehearsal".into() }.into());
//! for event in decide(&state, &Actor::System, begin, 1_610_240_400)? {
//!     // The server appends `event.kind()` and `event.body()` to the log, then folds.
//!     state.apply(&event, Meta { sequence: 0, time: 1_610_240_400_000_000, actor: "root" });
//! }
//! assert_eq!(state.mode(), Mode::Drill);
//! # Ok::<(), sanaq_desk::Refused>(())
//! ```
//!
//! Architecture invariant: no I/O, no clock, no HTTP; time is a parameter.

pub mod access;
mod backup;
mod chunk;
mod clock;
mod contest;
pub mod decide;
mod entrance;
pub mod event;
mod flag;
mod id;
mod intern;
mod interval;
mod message;
mod official;
mod packed;
mod people;
mod photo;
mod plan;
mod planned;
mod report;
mod sheet;
mod state;
mod station;
mod trail;
pub mod view;

pub use access::{Right, Viewer};
pub use backup::BackupView;
pub use clock::{Written, is_zone};
pub use decide::{Actor, Command, Refused, Thing, decide};
pub use entrance::{AccountView, SessionView};
pub use event::{Event, Meta};
pub use flag::{Counts, Difference, Flag, FlagKind, FlagSet, Rule};
pub use id::{BlobHash, Id, Likeness, NotHex, PhoneHash};
pub use interval::Proportion;
pub use official::{Announced, OfficialVersion, PublishedResult};
pub use plan::{STATION, clear_fields, may_be_clear};
pub use planned::{FormView, SampleView, SampledStation};
pub use state::{Held, Mode, State};
pub use view::{NotShown, Page, Paged, Query, View};
