//! The law of seats against real elections, published packages and its own axioms.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod congress;
mod contest;
mod fast;
mod national;
