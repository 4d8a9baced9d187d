//! `cargo xtask test`: everything the gate asks for, on a bare machine.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{say, web};

/// Where the packages that tests compare with, or talk to, are listed.
const PEERS: [&str; 4] = [
    "crates/estimate/tests/peers/requirements.txt",
    "crates/forms/tests/peers/requirements.txt",
    "crates/log/tests/peers/requirements.txt",
    "crates/seats/tests/peers/requirements.txt",
];

/// What the log's tests run: a database server, and a tool that counts system calls.
const PROGRAMS: [&str; 3] = ["postgresql", "postgresql-contrib", "strace"];

/// Installs the peers, then runs formatting, lints and all tests, those of the web apps too.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    install_programs();
    let peers = install_peers(root);
    // Before the program, which holds the pages.
    web::check(root)?;
    cargo(root, &["fmt", "--all", "--check"], None)?;
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    cargo(root, &lints, None)?;
    cargo(root, &["test", "--workspace"], peers.as_deref())?;
    web::journeys(root, &target(root).join("debug/sanaq"))
}

/// Where cargo puts what it builds.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from)
}

/// `PostgreSQL` and strace from the machine's packages, where they are missing and we may
/// install.
/// Elsewhere the tests that need them say "skipped".
fn install_programs() {
    let has = |program: &str, flag: &str| {
        Command::new(program).arg(flag).output().is_ok_and(|output| output.status.success())
    };
    let server = Path::new("/usr/lib/postgresql").is_dir() || has("postgres", "--version");
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if (server && has("strace", "-V")) || !root || !has("apt-get", "--version") {
        return;
    }
    for arguments in [vec!["update", "-q"], [&["install", "-y", "-q"], &PROGRAMS[..]].concat()] {
        let done = Command::new("apt-get").args(arguments).status();
        if !done.is_ok_and(|status| status.success()) {
            say("xtask test: no PostgreSQL server could be installed; its tests will say so");
            return;
        }
    }
}

/// The published packages of another language, in a folder of their own below `target`.
/// Where there is no Python, the tests that need them say "skipped".
fn install_peers(root: &Path) -> Option<PathBuf> {
    let folder = root.join("target/peers");
    let python = folder.join("bin/python3");
    let mut install = vec!["-m", "pip", "install", "--quiet"];
    install.extend(PEERS.iter().flat_map(|list| ["--requirement", list]));
    let steps: [(&Path, Vec<&str>); 2] =
        [(Path::new("python3"), vec!["-m", "venv", folder.to_str()?]), (&python, install)];
    for (program, arguments) in steps {
        let done = Command::new(program).args(&arguments).current_dir(root).status();
        if !done.is_ok_and(|status| status.success()) {
            say("xtask test: no Python packages to compare with; those tests will say so");
            return None;
        }
    }
    Some(folder)
}

pub(crate) fn cargo(root: &Path, arguments: &[&str], peers: Option<&Path>) -> Result<(), String> {
    say(&format!("xtask: cargo {}", arguments.join(" ")));
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root);
    if let Some(peers) = peers {
        command.env("SANAQ_PEERS", peers);
    }
    let status = command.status().map_err(|error| format!("cargo: {error}"))?;
    let failed = || format!("cargo {} failed", arguments.join(" "));
    if status.success() { Ok(()) } else { Err(failed()) }
}
