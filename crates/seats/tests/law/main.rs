//! The law of seats against real elections, published packages and its own axioms.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod admission;
mod albania;
mod answer;
mod axioms;
mod congress;
mod contest;
mod data;
mod districts;
mod fast;
mod kazakhstan;
mod national;
mod peers;
mod winners;
