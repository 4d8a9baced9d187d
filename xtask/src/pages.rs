//! Rules about what stands beside the code: built-in data are registered, pages say what exists.

use std::path::Path;

use crate::{Finding, read};

/// Words that must not be in the tree: paths and hosts of somebody's machine.
const MACHINE: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/."), concat!("/ho", "me/")];

/// Checks registrations and pages.
pub(crate) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    registered(root, files, "elections/", "crates/election/src/builtin.rs", &mut findings)?;
    registered(root, files, "recipes/", "crates/import/src/builtin.rs", &mut findings)?;
    registered(root, files, "forms/", "crates/forms/src/builtin.rs", &mut findings)?;
    crates_are_described(root, files, &mut findings)?;
    dependencies_are_explained(root, &mut findings)?;
    for file in files.iter().filter(|file| is_text(file)) {
        let text = read(root, file)?;
        for word in MACHINE.iter().filter(|word| text.contains(*word)) {
            findings.push(format!("{file}: names «{word}», a path of one machine"));
        }
    }
    Ok(findings)
}

fn is_text(file: &str) -> bool {
    let endings = [".rs", ".toml", ".md", ".html", ".css", ".ftl", ".sh", ".yml", ".py"];
    endings.iter().any(|ending| file.ends_with(ending)) || file == ".ci/run"
}

/// Each file of a folder of built-in data is named in the table that embeds it.
fn registered(
    root: &Path,
    files: &[String],
    folder: &str,
    table: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), String> {
    let table_text = read(root, table)?;
    for file in files.iter().filter(|file| file.starts_with(folder)) {
        let name = file.strip_prefix(folder).and_then(|name| name.strip_suffix(".toml"));
        let Some(name) = name else { continue };
        if !table_text.contains(&format!("\"{name}\"")) {
            findings.push(format!("{file}: not registered in {table}"));
        }
    }
    Ok(())
}

/// ARCHITECTURE.md has a paragraph on every crate.
fn crates_are_described(
    root: &Path,
    files: &[String],
    findings: &mut Vec<Finding>,
) -> Result<(), String> {
    let page = read(root, "docs/architecture.md")?;
    let manifests = files.iter().filter_map(|file| {
        file.strip_prefix("crates/").and_then(|file| file.strip_suffix("/Cargo.toml"))
    });
    for name in manifests {
        if !page.contains(&format!("`{name}`")) {
            findings.push(format!("docs/architecture.md: no paragraph on the crate `{name}`"));
        }
    }
    Ok(())
}

/// docs/dependencies.md says of every workspace dependency what it is for.
fn dependencies_are_explained(root: &Path, findings: &mut Vec<Finding>) -> Result<(), String> {
    let manifest = read(root, "Cargo.toml")?;
    let page = read(root, "docs/dependencies.md")?;
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    for line in section.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        if !name.starts_with("sanaq") && !page.contains(&format!("`{name}`")) {
            findings.push(format!("docs/dependencies.md: no line on `{name}`"));
        }
    }
    Ok(())
}
