//! The page of a rehearsal: what the command knows, put together for the report.

use std::{fmt::Write as _, path::Path};

use clap::ValueEnum;
use sanaq_estimate::rehearse::Population;
use sanaq_report::{About, RehearsalPage};

use super::{Arguments, Tried};
use crate::{
    exit::Failure,
    input::{Loaded, file_name, fingerprint},
    output, picture,
};

/// Writes the page.
pub(super) fn write(
    arguments: &Arguments,
    loaded: &Loaded,
    (population, tried): (&Population, &[Tried]),
    path: &Path,
) -> Result<(), Failure> {
    let more = [&arguments.division.columns, &arguments.previous].into_iter().flatten();
    let mut more_sources = arguments.source.rules()?;
    for file in more {
        more_sources.push(fingerprint(file)?);
    }
    let name = loaded.election.name.get(arguments.language.tag());
    let trials = tried.iter().map(|tried| {
        let Tried { arrival, found } = tried;
        sanaq_report::Tried { arrival: *arrival, found }
    });
    let page = RehearsalPage {
        about: About {
            title: name.unwrap_or_default().to_owned(),
            source: loaded.fingerprint()?,
            more_sources,
            generated_by: picture::generated_by(),
            command: command(arguments),
            simulated: None,
            dropped: loaded.dropped_rows(),
            warnings: loaded.warning_lines(),
            language: arguments.language,
        },
        election: Some(&loaded.election),
        trials: trials.collect(),
        level: arguments.level,
        left_out: population.left_out,
        margin: arguments.margin,
    };
    let html = sanaq_report::rehearsal(&page).map_err(|e| Failure::Inside(e.to_string()))?;
    output::file(path, |out| out.write_all(html.as_bytes()))
}

/// The command that gives the same page again.
fn command(arguments: &Arguments) -> String {
    let mut command = format!("sanaq rehearse {}", arguments.source.words());
    let sizes: Vec<String> = arguments.size.iter().map(ToString::to_string).collect();
    let arrived: Vec<String> = arguments.arrived.iter().map(ToString::to_string).collect();
    let word = |value: Option<clap::builder::PossibleValue>| {
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    };
    let file = |file: &Option<std::path::PathBuf>| file.as_deref().map(file_name);
    let texts = [
        ("--size", Some(sizes.join(","))),
        ("--arrived", Some(arrived.join(","))),
        ("--own", Some(arguments.own.to_string())),
        ("--draws", Some(arguments.draws.to_string())),
        ("--strata", Some(arguments.division.strata.clone())),
        ("--columns", file(&arguments.division.columns)),
        ("--method", Some(word(arguments.method.to_possible_value()))),
        ("--minimum", Some(arguments.minimum.to_string())),
        ("--previous", file(&arguments.previous)),
        ("--previous-recipe", arguments.previous_recipe.clone()),
        ("--level", Some(arguments.level.to_string())),
        ("--seed", Some(arguments.seed.trim().to_owned())),
        ("--margin", arguments.margin.map(|share| (100.0 * share).to_string())),
        ("--report", Some("page.html".to_owned())),
        ("--language", Some(arguments.language.tag().to_owned())),
    ];
    for (flag, text) in texts {
        if let Some(text) = text {
            let _ = write!(command, " {flag} {text}");
        }
    }
    command
}
