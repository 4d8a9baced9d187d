//! Reports as text messages: `R 1234 A412 B97 C5`.
//!
//! A message is a keyword, the station's number, and for each question its code and the answer.
//! The grammar is built from the form; docs/sms.md is its page for people.

mod codebook;
mod dialect;
mod encode;
mod lex;
mod parse;
mod reply;
mod segment;
mod value;

pub use codebook::{Codebook, Codebooks, Entry, Reads, keep_codes};
pub use dialect::{parse_any, parse_cik, parse_nemo};
pub use encode::encode;
pub use parse::{Control, Dialect, Parsed, SmsProblem, SmsProblemCode, parse};
pub use reply::{Remark, Reply, reply, stop_reply};
pub use segment::{Encoding, Segments, segments};

#[cfg(test)]
mod tests;
