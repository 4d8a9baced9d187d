//! The only scripts of the workshop.
//!
//! `cargo xtask tidy`: a style rule without a check is a wish; each rule of docs/architecture.md
//! and STYLE.md that a machine can prove is proved here. It runs as a test and by hand.
//!
//! `cargo xtask test`: installs what the tests need, then formatting, lints and every test.
//!
//! `cargo xtask web`: builds the pages that the program holds.
//!
//! `cargo xtask budgets`: measures what the pages weigh and how long they take.
//!
//! `cargo xtask screenshots`: pictures of every page, for people to look at.

mod crates;
mod lines;
mod pages;
mod test;
mod web;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is wrong: a place and a sentence.
type Finding = String;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("tidy") => tidy(&root()).and_then(|findings| none(&findings)),
        Some("test") => test::run(&root()),
        Some("web") => web::build(&root()),
        Some("budgets") => web::look(&root(), "budgets"),
        Some("screenshots") => web::look(&root(), "screenshots"),
        _ => Err("usage: cargo xtask tidy | test | web | budgets | screenshots".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&error);
            ExitCode::FAILURE
        }
    }
}

/// Findings are a failure of the gate.
fn none(findings: &[Finding]) -> Result<(), String> {
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The workspace's folder.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

fn tidy(root: &Path) -> Result<Vec<Finding>, String> {
    let mut findings = crates::check(root)?;
    let files = files(root)?;
    findings.extend(lines::check(root, &files)?);
    findings.extend(pages::check(root, &files)?);
    Ok(findings)
}

/// Every file that git tracks or would, relative to the root.
fn files(root: &Path) -> Result<Vec<String>, String> {
    let output = std::process::Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    let names = String::from_utf8_lossy(&output.stdout);
    let exists = |name: &&str| !name.is_empty() && root.join(name).is_file();
    Ok(names.split('\0').filter(exists).map(str::to_owned).collect())
}

fn read(root: &Path, file: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_workshop_is_tidy() {
        let findings = super::tidy(&super::root()).unwrap();
        assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    }
}
