//! The server: every way in, the data centre's interface, live views, the log for its checkers.
//!
//! A thin shell around the office (`sanaq-desk`): requests become commands, commands are decided on
//! the state, what was decided is appended to the log, and the state follows the log. Nothing is
//! acknowledged before it is durable. What endpoints there are and who may use them stands in one
//! table (`table.rs`, `docs/access.md`).

mod app;
mod archive;
mod config;
mod copies;
mod course;
mod credential;
mod failures;
mod gate;
mod gateways;
mod guard;
mod hex;
mod intake;
mod keep;
mod keys;
mod listen;
mod metrics;
mod numbers;
mod office;
mod official;
mod outlines;
mod packed;
mod pages;
mod phone;
mod picture;
mod problem;
mod public;
mod reminder;
mod replies;
mod room;
mod routes;
mod schema;
mod sender;
mod session;
mod shared;
mod sms;
mod sweep;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod uploads;
mod ways;
mod work;

pub use app::{Running, start};
pub use config::{Config, Guest, Haste};
pub use copies::Copies;
pub use keep::{Kept, backup, restore, verify};
pub use keys::{KeyError, PublicKeys, Weakness, public_keys, weaknesses};
pub use office::StartError;
pub use public::{Holds, Published, check as check_published, publish};
pub use table::page as access_page;
