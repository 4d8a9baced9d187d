//! The log as a whole: real databases, real crashes, full disks.
//!
//! Tests that need a `PostgreSQL` or an S3 server say "skipped" where none is installed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]
#![expect(clippy::panic, reason = "the same")]
#![expect(clippy::print_stdout, reason = "a child process talks to its test; skips are said")]

mod archive;
mod blobs;
mod child;
mod cluster;
mod common;
mod crash;
mod erase;
mod failover;
mod golden;
mod nodes;
mod proofs;
mod s3;
mod sqlite;
