//! The web apps: their own tools look at them, test and build them, and one observer's day is lived
//! through in a real browser against a real server.

use std::{path::Path, process::Command};

use crate::say;

/// Node from this version on runs the tools.
const NODE: u32 = 20;
/// Scripts of `web/package.json`, in their order.
const SCRIPTS: [&str; 4] = ["lint", "check", "test", "build"];

/// Runs all of it. What cannot be had here is said, as in the other tests.
pub(crate) fn run(root: &Path, target: &Path) -> Result<(), String> {
    install();
    if node() < Some(NODE) || !has("npm") {
        say("xtask test: web: skipped, there is no Node of version 20 or later");
        return Ok(());
    }
    let web = root.join("web");
    npm(&web, &["ci", "--no-audit", "--no-fund"], target)?;
    for script in SCRIPTS {
        npm(&web, &["run", "--silent", script], target)?;
    }
    if !has("chromium") {
        say("xtask test: web: the journey is skipped, there is no Chromium");
        return Ok(());
    }
    npm(&web, &["run", "--silent", "e2e"], target)
}

/// Node, npm and Chromium from the machine's packages, where they are missing and we may install.
fn install() {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let missing = node().is_none() || !has("npm") || !has("chromium");
    if !missing || !root || !has("apt-get") {
        return;
    }
    for arguments in [&["update", "-q"][..], &["install", "-y", "-q", "nodejs", "npm", "chromium"]]
    {
        let done = Command::new("apt-get").args(arguments).status();
        if !done.is_ok_and(|status| status.success()) {
            return;
        }
    }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Node's major version.
fn node() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn npm(web: &Path, arguments: &[&str], target: &Path) -> Result<(), String> {
    say(&format!("xtask test: web: npm {}", arguments.join(" ")));
    let status = Command::new("npm")
        .args(arguments)
        .current_dir(web)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("SANAQ", target.join("debug/sanaq"))
        .status()
        .map_err(|error| format!("npm: {error}"))?;
    let failed = || format!("web: npm {} failed", arguments.join(" "));
    if status.success() { Ok(()) } else { Err(failed()) }
}
