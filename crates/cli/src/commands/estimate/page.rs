//! The page of an estimate: what the command knows, put together for the report.

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use sanaq_estimate::quick_count::Answer;
use sanaq_report::{About, EstimatePage};

use super::{Arguments, Read, earlier};
use crate::{
    exit::Failure,
    input::{file_name, fingerprint},
    output, picture,
};

/// Writes the page.
pub(super) fn write(
    arguments: &Arguments,
    read: &Read<'_>,
    answer: &Answer,
    path: &Path,
) -> Result<(), Failure> {
    let files = arguments.earlier.iter();
    let earlier = files.map(|file| earlier::read(file, answer)).collect::<Result<Vec<_>, _>>()?;
    let name = read.election.name.get(arguments.language.tag());
    let page = EstimatePage {
        about: About {
            title: name.unwrap_or_default().to_owned(),
            source: read.reports.fingerprint()?,
            more_sources: more_sources(arguments, read)?,
            generated_by: picture::generated_by(),
            command: command(arguments),
            simulated: None,
            dropped: read.reports.dropped_rows(),
            warnings: warnings(read),
            language: arguments.language,
        },
        election: Some(read.election),
        answer,
        earlier,
        announced: Vec::new(),
    };
    let html = sanaq_report::estimate(&page).map_err(|e| Failure::Inside(e.to_string()))?;
    output::file(path, |out| out.write_all(html.as_bytes()))
}

/// What was strange in the files.
fn warnings(read: &Read<'_>) -> Vec<String> {
    let mut lines = read.reports.warning_lines();
    lines.extend(read.listed.named_remarks());
    lines.extend(read.notes.iter().cloned());
    lines
}

/// Every file beside the protocols that the estimate rests on, with its hash.
fn more_sources(arguments: &Arguments, read: &Read<'_>) -> Result<Vec<String>, Failure> {
    let mut sources = vec![read.listed.fingerprint()?];
    let listed = arguments.source(&arguments.frame, arguments.frame_recipe.as_ref());
    sources.extend(arguments.protocols().rules()?);
    sources.extend(listed.rules()?);
    if let Some(file) = &arguments.previous {
        sources.extend(arguments.source(file, arguments.previous_recipe.as_ref()).rules()?);
    }
    let more = [
        &arguments.sample,
        &arguments.division.columns,
        &arguments.covariates,
        &arguments.previous,
        &arguments.absences,
    ];
    let more = more.into_iter().flatten().chain(&arguments.earlier);
    for file in more {
        sources.push(fingerprint(file)?);
    }
    // One election for all.
    let mut seen = BTreeSet::new();
    sources.retain(|source| seen.insert(source.clone()));
    Ok(sources)
}

/// The command that gives the same page again.
fn command(arguments: &Arguments) -> String {
    let mut command = format!("sanaq estimate {}", arguments.protocols().words());
    let files = [
        ("--frame", Some(&arguments.frame)),
        ("--sample", arguments.sample.as_ref()),
        ("--columns", arguments.division.columns.as_ref()),
        ("--covariates", arguments.covariates.as_ref()),
        ("--previous", arguments.previous.as_ref()),
        ("--absences", arguments.absences.as_ref()),
    ];
    for (flag, file) in files {
        if let Some(file) = file {
            let _ = write!(command, " {flag} {}", file_name(file));
        }
    }
    let texts = [
        ("--frame-recipe", arguments.frame_recipe.clone()),
        ("--previous-recipe", arguments.previous_recipe.clone()),
        ("--strata", Some(arguments.division.strata.clone())),
        ("--level", Some(arguments.level.to_string())),
        ("--waves", (arguments.waves > 0).then(|| arguments.waves.to_string())),
        ("--looks", arguments.looks.map(|looks| looks.planned().to_string())),
        ("--draws", Some(arguments.draws.to_string())),
        ("--seed", Some(arguments.seed.trim().to_owned())),
    ];
    for (flag, text) in texts {
        if let Some(text) = text {
            let _ = write!(command, " {flag} {text}");
        }
    }
    let switches = [("--hand-picked", arguments.hand_picked), ("--anytime", arguments.anytime)];
    for (flag, _) in switches.iter().filter(|(_, given)| *given) {
        let _ = write!(command, " {flag}");
    }
    if !arguments.earlier.is_empty() {
        let files: Vec<String> = arguments.earlier.iter().map(|file| file_name(file)).collect();
        let _ = write!(command, " --earlier {}", files.join(" "));
    }
    let language = arguments.language.tag();
    let _ = write!(command, " --report page.html --language {language}");
    command
}
