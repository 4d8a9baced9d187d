//! `cargo xtask test`: everything the gate asks for, on a bare machine.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::say;

/// Where the packages that tests compare with are listed.
const PEERS: &str = "crates/seats/tests/peers/requirements.txt";

/// Installs the peers, then runs formatting, lints and all tests.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let peers = install_peers(root);
    cargo(root, &["fmt", "--all", "--check"], None)?;
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    cargo(root, &lints, None)?;
    cargo(root, &["test", "--workspace"], peers.as_deref())
}

/// The published seat packages of another language, in a folder of their own below `target`.
/// Where there is no Python, the tests that compare with them say "skipped".
fn install_peers(root: &Path) -> Option<PathBuf> {
    let folder = root.join("target/peers");
    let python = folder.join("bin/python3");
    let requirements = root.join(PEERS);
    let steps: [(&Path, Vec<&str>); 2] = [
        (Path::new("python3"), vec!["-m", "venv", folder.to_str()?]),
        (&python, vec!["-m", "pip", "install", "--quiet", "--requirement", requirements.to_str()?]),
    ];
    for (program, arguments) in steps {
        let done = Command::new(program).args(&arguments).current_dir(root).status();
        if !done.is_ok_and(|status| status.success()) {
            say("xtask test: no Python packages to compare with; those tests will say so");
            return None;
        }
    }
    Some(folder)
}

fn cargo(root: &Path, arguments: &[&str], peers: Option<&Path>) -> Result<(), String> {
    say(&format!("xtask test: cargo {}", arguments.join(" ")));
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root);
    if let Some(peers) = peers {
        command.env("SANAQ_PEERS", peers);
    }
    let status = command.status().map_err(|error| format!("cargo: {error}"))?;
    let failed = || format!("cargo {} failed", arguments.join(" "));
    if status.success() { Ok(()) } else { Err(failed()) }
}
