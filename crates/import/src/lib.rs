//! Bytes to station results and back.
//!
//! [`read`] takes CSV, TSV, Excel workbooks and Parquet, plain, in gzip, Zstandard or zip, in any
//! encoding,
//! by a [`Recipe`] or in the canonical layout. What it cannot use it names by file, line and
//! column, with what was found and what was expected; what it leaves out it lists with the reason;
//! what is unknown stays unknown, never zero. [`write`] writes the canonical file.
//!
//! Architecture invariant: no file is opened here, and memory is bounded whatever comes in
//! ([`Limits`]).

pub mod builtin;
mod codes;
mod container;
mod csv;
mod decode;
mod figure;
mod guard;
mod header;
mod limits;
mod note;
#[cfg(feature = "parquet")]
mod parquet;
mod plan;
mod read;
mod recipe;
mod rows;
mod sheet;
mod table;
mod votes;
#[cfg(feature = "xlsx")]
mod workbook;
mod write;
mod zstd;

pub use codes::Repeated;
pub use limits::Limits;
pub use note::{ImportError, Kind, Note};
pub use read::{Content, Import, read, read_votes_or_stations};
pub use recipe::{Recipe, RecipeError, RecipeProblem};
pub use sheet::{Kept, Sheet, SheetRow, listing, sheet};
pub use table::Dropped;
pub use votes::VotesTable;
pub use write::{Format, write};
