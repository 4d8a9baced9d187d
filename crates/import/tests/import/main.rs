//! The crate from outside: real data sets, every format, round trips, hostile files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should fail")]
#![expect(clippy::format_push_string, reason = "files are put together in few lines, not fast")]

mod datasets;
mod formats;
mod hostile;
mod layouts;
mod make;
mod mutated;
mod page;
mod round_trip;

use std::{
    fs::File,
    io::{Cursor, Write as _},
    path::PathBuf,
};

use sanaq_import::{Import, ImportError, Limits, Recipe, builtin};

/// A file of the shared data, or nothing (with a word) where they are absent.
fn data(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SANAQ_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    let _ = writeln!(std::io::stderr(), "skipped: {} is absent", file.display());
    None
}

/// Reads a shared file by the built-in recipe and its election.
fn import(recipe: &str, path: &str) -> Option<Import> {
    let file = File::open(data(path)?).unwrap();
    let recipe = builtin::recipe(recipe).unwrap().unwrap();
    let election = recipe.election.as_deref().unwrap();
    let election = sanaq_election::builtin::election(election).unwrap().unwrap();
    let limits = Limits::default();
    let read = sanaq_import::read(file, path, Some(&recipe), Some(&election), &limits, &|_| {});
    Some(read.unwrap_or_else(|error| panic!("{error}")))
}

/// Reads bytes in the canonical layout.
fn canonical(bytes: &[u8]) -> Result<Import, ImportError> {
    sanaq_import::read(Cursor::new(bytes), "file", None, None, &Limits::default(), &|_| {})
}

/// Reads bytes by the text of a recipe.
fn by_recipe(recipe: &str, bytes: &[u8]) -> Result<Import, ImportError> {
    let recipe = Recipe::parse("recipe.toml", recipe).unwrap_or_else(|error| panic!("{error}"));
    let limits = Limits::default();
    sanaq_import::read(Cursor::new(bytes), "file", Some(&recipe), None, &limits, &|_| {})
}
