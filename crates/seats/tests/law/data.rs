//! Files of the shared data, which are kept outside the tree.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::{io::Read as _, path::PathBuf};

/// The rows of a CSV file without quotes, plain or gzip, after its header; nothing where the data
/// are absent.
pub(crate) fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("SANAQ_DATA").map_or(beside, PathBuf::from);
    let path = folder.join(file);
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: no {file}");
        return None;
    };
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    Some(text.lines().skip(1).map(row).collect())
}
