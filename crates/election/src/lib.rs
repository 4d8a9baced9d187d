//! An election as data: what is voted on, by which law, and what a polling station reports.
//!
//! `election.toml` is parsed here into types that need no further checking: [`Election`] with its
//! [`Contest`], [`Rules`], and [`Protocol`]. [`StationResults`] holds the figures that stations
//! reported, column by column.
//!
//! Architecture invariant: this crate knows no other crate of Sanaq, reads no file and holds no
//! float. Shares and thresholds are exact ratios.
//!
//! ```
//! let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
//! assert_eq!(election.contest.seats.get(), 98);
//! assert_eq!(election.contest.rules.threshold.as_ref().unwrap().share.to_string(), "7/100");
//! ```

pub mod builtin;
mod contest;
mod file;
mod generic;
mod law;
mod names;
mod protocol;
mod ratio;
mod results;
mod units;

pub use contest::{Contest, ContestKind, District, Election, Hours, OptionInfo, OptionKind};
pub use file::{FileError, Problem, line_of, toml_problem};
pub use law::*;
pub use names::{Language, LineId, NameError, Names, OptionId};
pub use protocol::{
    Check, CheckError, Operand, Protocol, Registers, Relation, Severity, Sum, Term,
};
pub use ratio::{ParseRatioError, Ratio};
pub use results::{AreaId, Areas, Column, StationIndex, StationResults, Texts};
pub use units::{Seats, Votes};
