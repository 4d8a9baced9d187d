//! The web apps: their own tools look at them, test and build them, and one observer's day is lived
//! through in a real browser against a real server.

use std::{path::Path, process::Command};

use crate::{
    say,
    test::{cargo, target},
};

/// Node from this version on runs the tools.
const NODE: u32 = 20;
/// Scripts of `web/package.json` that need no server, in their order.
const SCRIPTS: [&str; 4] = ["lint", "check", "test", "build"];

/// Looks at the apps, tests and builds them. What cannot be had here is said, as elsewhere.
pub(crate) fn check(root: &Path) -> Result<(), String> {
    install(&["nodejs", "npm", "chromium"]);
    if !tools() {
        say("xtask test: web: skipped, there is no Node of version 20 or later");
        return Ok(());
    }
    let web = root.join("web");
    npm(&web, &["ci", "--no-audit", "--no-fund"], None)?;
    SCRIPTS.iter().try_for_each(|script| npm(&web, &["run", "--silent", script], None))
}

/// Lives through days in a browser, against the program that was built.
pub(crate) fn journeys(root: &Path, program: &Path) -> Result<(), String> {
    if !tools() || !has("chromium") {
        say("xtask test: web: the journeys are skipped, there is no Node or no Chromium");
        return Ok(());
    }
    npm(&root.join("web"), &["run", "--silent", "e2e"], Some(program))
}

/// Builds pages and program as they are given away, then measures or photographs them in a browser.
pub(crate) fn look(root: &Path, script: &str) -> Result<(), String> {
    install(&["nodejs", "npm", "chromium"]);
    build(root)?;
    if !has("chromium") {
        return Err("there is no Chromium: on Debian, apt-get install chromium".to_owned());
    }
    // The program may be another one, to compare.
    let program = if let Some(program) = std::env::var_os("SANAQ") {
        program.into()
    } else {
        cargo(root, &["build", "--release", "-p", "sanaq"], None)?;
        target(root).join("release/sanaq")
    };
    npm(&root.join("web"), &["run", "--silent", script], Some(&program))
}

/// Builds the pages into `web/dist`, where the program takes them from.
pub(crate) fn build(root: &Path) -> Result<(), String> {
    install(&["nodejs", "npm"]);
    if !tools() {
        let why = "the pages are built with Node 20 or later and npm, and they are not here: \
                   on Debian or Ubuntu, apt-get install nodejs npm; elsewhere, nodejs.org";
        return Err(why.to_owned());
    }
    let web = root.join("web");
    npm(&web, &["ci", "--no-audit", "--no-fund"], None)?;
    npm(&web, &["run", "--silent", "build"], None)
}

fn tools() -> bool {
    node() >= Some(NODE) && has("npm")
}

/// Programs from the machine's packages, where one is missing and we may install.
fn install(packages: &[&str]) {
    let program = |package: &str| if package == "nodejs" { "node" } else { package }.to_owned();
    let missing = packages.iter().any(|package| !has(&program(package)));
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !missing || !root || !has("apt-get") {
        return;
    }
    for arguments in [vec!["update", "-q"], [&["install", "-y", "-q"], packages].concat()] {
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

/// Runs npm; what talks to a server is told where the program is.
fn npm(web: &Path, arguments: &[&str], program: Option<&Path>) -> Result<(), String> {
    say(&format!("xtask: web: npm {}", arguments.join(" ")));
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(web).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if let Some(program) = program {
        command.env("SANAQ", program);
    }
    let status = command.status().map_err(|error| format!("npm: {error}"))?;
    let failed = || format!("web: npm {} failed", arguments.join(" "));
    if status.success() { Ok(()) } else { Err(failed()) }
}
