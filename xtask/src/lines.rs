//! Rules about the text of source files.

use std::path::Path;

use crate::{Finding, read};

const LONGEST_LINE: usize = 100;
const LONGEST_FILE: usize = 600;

/// Folders of crates whose law is exact: no float may appear.
const EXACT: &[&str] = &["crates/election/src/", "crates/seats/src/", "crates/check/src/"];

/// Folders of crates that open no file.
const NO_FILES: &[&str] = &[
    "crates/election/src/",
    "crates/seats/src/",
    "crates/check/src/",
    "crates/desk/src/",
    "crates/estimate/src/",
    "crates/forensics/src/",
    "crates/forms/src/",
    "crates/import/src/",
    "crates/simulate/src/",
    "crates/report/src/",
];

/// Checks every Rust file: length, module documentation, what its crate must not name.
pub(crate) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    let is_rust = |file: &&String| Path::new(file).extension().is_some_and(|e| e == "rs");
    for file in files.iter().filter(is_rust) {
        let text = read(root, file)?;
        one(file, &text, &mut findings);
    }
    Ok(findings)
}

fn one(file: &str, text: &str, findings: &mut Vec<Finding>) {
    if !text.starts_with("//!") {
        findings.push(format!("{file}:1: no module documentation (//!) at the top"));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        findings.push(format!("{file}: {lines} lines, at most {LONGEST_FILE}: look for the seam"));
    }
    let is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
    let exact = EXACT.iter().any(|folder| file.starts_with(folder)) && !is_test;
    let no_files = NO_FILES.iter().any(|folder| file.starts_with(folder)) && !is_test;
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        let length = line.chars().count();
        if length > LONGEST_LINE && !line.contains("http") {
            findings.push(format!("{file}:{number}: {length} columns, at most {LONGEST_LINE}"));
        }
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        let code = line.split("//").next().unwrap_or_default();
        if exact && (code.contains("f64") || code.contains("f32")) {
            findings.push(format!("{file}:{number}: a float in a crate of exact arithmetic"));
        }
        if no_files && code.contains("std::fs") {
            findings.push(format!("{file}:{number}: std::fs in a kernel"));
        }
    }
}
