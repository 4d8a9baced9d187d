//! The program as a whole: real elections and published tables in, figures out.
//!
//! The data sets of others are read through `SANAQ_DATA`; where the folder is absent, a test says
//! "skipped" and passes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on should fail, and one that is skipped should say so"
)]

mod beside;
mod counts;
mod datasets;
#[cfg(feature = "serve")]
mod demo;
mod estimate;
mod interfaces;
mod messages;
#[cfg(feature = "serve")]
mod nodes;
mod pages;
#[cfg(feature = "serve")]
mod planning;
mod published;
mod same;
mod sample;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod trust;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

/// Runs the program.
fn sanaq(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sanaq")).args(arguments).output().unwrap()
}

/// Runs the program with `--format json` and reads its one document.
fn json(arguments: &[&str]) -> Value {
    let output = sanaq(&[arguments, &["--format", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A file of the data sets, or nothing (and a word about it) where they are absent.
fn data(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = match std::env::var_os("SANAQ_DATA") {
        Some(folder) => root.join(folder),
        None => root.join("../shared/data"),
    };
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no {file} below SANAQ_DATA");
    None
}
