//! The ring of crates: who may depend on whom, proved with `cargo metadata`.

use std::{collections::BTreeMap, path::Path, process::Command};

use serde_json::Value;

use crate::Finding;

/// Kernels: no async runtime, no network, no database, no clock, no random source of their own.
const KERNELS: &[&str] = &[
    "sanaq-election",
    "sanaq-seats",
    "sanaq-check",
    "sanaq-desk",
    "sanaq-estimate",
    "sanaq-forensics",
    "sanaq-forms",
    "sanaq-import",
    "sanaq-photo",
    "sanaq-said",
    "sanaq-simulate",
    "sanaq-report",
    "sanaq-words",
];

/// What kernels never depend on.
const BANNED: &[&str] =
    &["tokio", "axum", "reqwest", "sqlx", "rusqlite", "chrono", "rand", "getrandom"];

/// Which Sanaq crates a crate may name; one that is missing here is a finding.
const ALLOWED: &[(&str, &[&str])] = &[
    ("sanaq-election", &["sanaq-said"]),
    ("sanaq-seats", &["sanaq-election"]),
    ("sanaq-check", &["sanaq-election"]),
    ("sanaq-estimate", &["sanaq-election", "sanaq-seats"]),
    (
        "sanaq-desk",
        &["sanaq-check", "sanaq-election", "sanaq-estimate", "sanaq-forms", "sanaq-said"],
    ),
    ("sanaq-forensics", &["sanaq-election"]),
    ("sanaq-forms", &["sanaq-election", "sanaq-said", "sanaq-words"]),
    ("sanaq-import", &["sanaq-election", "sanaq-said"]),
    ("sanaq-photo", &[]),
    ("sanaq-simulate", &["sanaq-election"]),
    (
        "sanaq-report",
        &["sanaq-check", "sanaq-election", "sanaq-estimate", "sanaq-forensics", "sanaq-words"],
    ),
    ("sanaq-said", &[]),
    ("sanaq-seal", &[]),
    ("sanaq-log", &["sanaq-seal"]),
    (
        "sanaq-server",
        &[
            "sanaq-check",
            "sanaq-desk",
            "sanaq-election",
            "sanaq-estimate",
            "sanaq-forensics",
            "sanaq-forms",
            "sanaq-import",
            "sanaq-log",
            "sanaq-photo",
            "sanaq-report",
            "sanaq-said",
            "sanaq-seal",
            "sanaq-seats",
            "sanaq-words",
        ],
    ),
    (
        "sanaq",
        &[
            "sanaq-check",
            "sanaq-election",
            "sanaq-estimate",
            "sanaq-forensics",
            "sanaq-import",
            "sanaq-log",
            "sanaq-photo",
            "sanaq-report",
            "sanaq-seal",
            "sanaq-seats",
            "sanaq-server",
            "sanaq-simulate",
        ],
    ),
    (
        "sanaq-probe",
        &[
            "sanaq-desk",
            "sanaq-election",
            "sanaq-forms",
            "sanaq-import",
            "sanaq-photo",
            "sanaq-seal",
        ],
    ),
    ("bench", &["sanaq-desk", "sanaq-election", "sanaq-forms", "sanaq-log", "sanaq-seal"]),
    ("sanaq-words", &[]),
    ("xtask", &[]),
];

/// Crates that only some of ours may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("clap", &["bench", "sanaq"]),
    ("indicatif", &["sanaq"]),
    ("askama", &["sanaq-report"]),
    ("csv-core", &["sanaq-import"]),
    ("calamine", &["sanaq-import", "sanaq-forms"]),
    ("axum", &["sanaq-server"]),
    ("hyper", &["sanaq-server"]),
    ("hyper-util", &["sanaq-server"]),
    ("reqwest", &["sanaq", "sanaq-log", "sanaq-server"]),
    ("image", &["sanaq-photo"]),
    ("quick-xml", &["sanaq-forms"]),
    // Without `std` it has no clock, so a kernel may know time zones.
    ("jiff", &["sanaq-desk"]),
    ("parquet", &["sanaq-import"]),
    ("rand_chacha", &["sanaq-estimate", "sanaq-simulate"]),
    ("age", &["sanaq-seal"]),
    ("argon2", &["sanaq-seal"]),
    ("ed25519-dalek", &["sanaq-seal"]),
    ("getrandom", &["sanaq-seal"]),
    ("hmac", &["sanaq-seal"]),
    ("md-5", &["sanaq-seal"]),
    ("totp-rs", &["sanaq-seal"]),
    ("object_store", &["sanaq-log"]),
    ("sqlx", &["sanaq-log"]),
];

/// Checks the direction of dependencies.
pub(crate) fn check(root: &Path) -> Result<Vec<Finding>, String> {
    let dependencies = dependencies(root)?;
    let mut findings = Vec::new();
    for (name, uses) in &dependencies {
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| known == name) else {
            findings.push(format!("crate {name}: not in the table of xtask/src/crates.rs"));
            continue;
        };
        for used in uses.iter().filter(|used| dependencies.contains_key(*used)) {
            if !allowed.contains(&used.as_str()) {
                findings.push(format!("crate {name} depends on {used}: the ring forbids it"));
            }
        }
        for (reserved, owners) in RESERVED {
            if !owners.contains(&name.as_str()) && uses.iter().any(|used| used == reserved) {
                let owners = owners.join(" and ");
                findings.push(format!("crate {name} names {reserved}: only {owners} may"));
            }
        }
        if KERNELS.contains(&name.as_str()) {
            let banned = uses.iter().filter(|used| BANNED.contains(&used.as_str()));
            findings.extend(banned.map(|used| format!("kernel {name} depends on {used}")));
        }
    }
    Ok(findings)
}

/// Each workspace member with the crates it names outside its tests.
fn dependencies(root: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let list = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let text = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let one = |package: Value| {
        let uses = list(&package, "dependencies");
        let uses = uses.iter().filter(|used| text(used, "kind") != "dev");
        (text(&package, "name"), uses.map(|used| text(used, "name")).collect())
    };
    Ok(list(&metadata, "packages").into_iter().map(one).collect())
}
