//! `sanaq rehearse`

mod page;

use std::{fmt::Write as _, path::PathBuf};

use sanaq_estimate::{
    Settings,
    random::Seed,
    rehearse::{self, Arrival, Population, Rehearsal, Score, Trial},
    sample::{Plan, Previous},
};
use sanaq_report::Language;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    exit::Failure,
    input::{Loaded, Source},
    method::MethodName,
    output::{self, Format, count, percent},
    picture, progress,
    strata::{Division, level, part},
};

/// Try a sample on a past election, again and again: does the interval hold what it promises?
///
/// Each draw takes a sample, lets a part of it arrive as reports do (late regions are the leader's,
/// large stations are late, whole regions are silent), estimates and looks at the truth. Several
/// sizes and arrivals make a table to choose the size of a sample by. Beside ours stand the
/// stratified combined ratio (empty strata merged), quickcountmx's ratio and a ratio without
/// strata.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq rehearse stations.csv.zip --recipe russia-2018 --size 1500 --arrived 0.6\n  \
    sanaq rehearse stations.csv.gz --recipe mexico-2006 --size 500,1000,2000 \
--arrived 1,0.6,0.3 --draws 200\n  \
    sanaq rehearse round2.csv.gz --recipe poland-2025-round2 --size 1000 --previous \
round1.csv.gz --previous-recipe poland-2025-round1")]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Stations in the sample; several with commas.
    #[arg(long, value_name = "N", required = true, value_delimiter = ',')]
    size: Vec<usize>,
    /// The part of the sample that reports before silent regions are taken out; several with
    /// commas.
    #[arg(long, value_name = "F", default_value = "1", value_delimiter = ',', value_parser = part)]
    arrived: Vec<f64>,
    /// Selection by a station's own result: the log-odds of reporting for each standard deviation
    /// of the leader's share inside a region. In Mexico 2018 it was -0.08; -0.3 is harsh.
    #[arg(long, value_name = "B", default_value_t = 0.0, allow_negative_numbers = true)]
    own: f64,
    /// How often.
    #[arg(long, value_name = "K", default_value_t = 1_000)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    draws: u32,
    #[command(flatten)]
    division: Division,
    /// How stations are divided among strata, and drawn inside. Neyman's division goes by the
    /// votes of --previous.
    #[arg(long, value_enum, default_value_t)]
    method: MethodName,
    /// Stations of each stratum at the least.
    #[arg(long, value_name = "N", default_value_t = 2)]
    minimum: usize,
    /// A previous election whose stations have the same codes, as covariates.
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// How to read it.
    #[arg(long, value_name = "RECIPE", requires = "previous")]
    previous_recipe: Option<String>,
    /// The level of the intervals.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// A public text, or a number.
    #[arg(long, value_name = "TEXT", default_value = "1")]
    seed: String,
    /// Write a page with pictures and tables to choose the size by: one file, nothing else needed.
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// The language of the page.
    #[arg(long, value_parser = picture::language(), default_value = "en", requires = "report")]
    language: Language,
    /// The half of the interval that is wanted, in points: the page says which size reaches it.
    #[arg(long, value_name = "POINTS", requires = "report", value_parser = margin)]
    margin: Option<f64>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Points above 0 and below 100, as a share.
fn margin(text: &str) -> Result<f64, String> {
    let found: Option<f64> = text.trim().parse().ok();
    let points = found.filter(|points| 0.0 < *points && *points < 100.0);
    let points =
        points.ok_or_else(|| format!("found «{text}», expected points above 0 and below 100"));
    points.map(|points| points / 100.0)
}

/// One cell of the table.
#[derive(Serialize)]
struct Tried {
    arrival: Arrival,
    #[serde(flatten)]
    found: Rehearsal,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.own.is_finite() {
        return Err(Failure::Input(format!("--own: found {}, expected a number", arguments.own)));
    }
    let loaded = arguments.source.load()?;
    let previous = arguments
        .previous
        .as_ref()
        .map(|file| Source::new(file, arguments.previous_recipe.clone(), None).load());
    let previous = previous.transpose()?;
    let before = previous.as_ref().map(|previous| &previous.results);
    let labels = arguments.division.labels(&loaded.results)?;
    let wrong = |error: &dyn std::fmt::Display| Failure::Input(format!("{}: {error}", loaded.file));
    let population = Population::new(&loaded.results, &loaded.election, &labels, before)
        .map_err(|error| wrong(&error))?;
    let known = before.and_then(|before| Previous::new(population.frame(), before));
    let mut tried = Vec::new();
    for size in &arguments.size {
        for arrived in &arguments.arrived {
            let arrival = Arrival { arrived: *arrived, own: arguments.own };
            let plan = Plan {
                method: arguments.method.into(),
                least: arguments.minimum,
                scatter: known.as_ref().and_then(Previous::leader),
                ..Plan::new(*size)
            };
            let trial = Trial {
                plan,
                arrival,
                draws: arguments.draws as usize,
                level: arguments.level,
                settings: Settings::default(),
            };
            let step = progress::step(&format!("{size} stations, {}", percent(*arrived)));
            let seed = Seed::from_text(&arguments.seed);
            let found = rehearse::rehearse(&population, &trial, &seed);
            step.finish_and_clear();
            tried.push(Tried { arrival, found: found.map_err(|error| wrong(&error))? });
        }
    }
    if let Some(path) = &arguments.report {
        page::write(arguments, &loaded, (&population, &tried), path)?;
    }
    match arguments.format {
        Format::Json => output::json(&document(arguments, &loaded, &population, &tried)?),
        Format::Text => output::text(&text(&loaded, &population, &tried)),
    }
}

/// All trials; the first one's figures also stand at the top.
fn document(
    arguments: &Arguments,
    loaded: &Loaded,
    population: &Population,
    tried: &[Tried],
) -> Result<Value, Failure> {
    let inside = |error: serde_json::Error| Failure::Inside(error.to_string());
    let mut document = match tried.first() {
        Some(first) => serde_json::to_value(first).map_err(inside)?,
        None => json!({}),
    };
    if let Some(document) = document.as_object_mut() {
        document.insert("left_out".to_owned(), json!(population.left_out));
        document.insert("dropped".to_owned(), loaded.dropped());
        document.insert("input_warnings".to_owned(), loaded.warnings());
        document.insert("level".to_owned(), json!(arguments.level));
        document.insert("seed".to_owned(), json!(arguments.seed.trim()));
        document.insert("settings".to_owned(), json!(Settings::default()));
        document.insert("trials".to_owned(), json!(tried));
    }
    Ok(document)
}

fn text(loaded: &Loaded, population: &Population, tried: &[Tried]) -> String {
    let mut text = format!(
        "{} stations of {}; truth known\n",
        count(population.frame().len() as u64),
        loaded.file
    );
    let rows = tried.iter().map(|tried| {
        let found = &tried.found;
        vec![
            count(found.size as u64),
            percent(found.arrived),
            percent(found.ours.mean_coverage),
            percent(found.ours.worst_coverage),
            points(found.ours.mean_half_width),
            percent(found.naive.mean_coverage),
            points(found.naive.mean_half_width),
        ]
    });
    let header = ["stations", "arrived", "held", "worst option", "± points", "naive held", "±"];
    text.push_str(&output::table(&header, rows.collect()));
    for tried in tried {
        one(&mut text, tried);
    }
    if population.left_out > 0 {
        let left_out = count(population.left_out as u64);
        let _ = writeln!(text, "  left out: {left_out} stations without a register or a figure");
    }
    text.push_str(&loaded.remarks());
    text
}

fn one(text: &mut String, tried: &Tried) {
    let found = &tried.found;
    let _ = writeln!(
        text,
        "\n{} stations, {} arrived, selection {} by the own result, {} draws",
        count(found.size as u64),
        percent(found.arrived),
        tried.arrival.own,
        count(found.draws as u64)
    );
    let methods: [(&str, &Score); 5] = [
        ("sanaq", &found.ours),
        ("without allowance", &found.without_allowance),
        ("combined ratio", &found.collapsed),
        ("quickcountmx", &found.quickcountmx),
        ("naive", &found.naive),
    ];
    let rows = methods.iter().map(|(name, score)| {
        let said = score.threshold_statements;
        vec![
            (*name).to_owned(),
            percent(score.mean_coverage),
            percent(score.worst_coverage),
            points(score.mean_half_width),
            points(score.mean_error),
            format!("{} of {}", count(said.wrong as u64), count(said.made as u64)),
            format!("{:.3}", said.brier),
        ]
    });
    let header =
        ["method", "held", "worst option", "± points", "error", "wrong statements", "Brier"];
    text.push_str(&output::table(&header, rows.collect()));
    for (option, truth) in &found.truth {
        let part = |map: &std::collections::BTreeMap<String, f64>| {
            map.get(option).copied().unwrap_or_default()
        };
        let _ = writeln!(
            text,
            "  {option}: truth {}, held in {}, bias {:+.2} points",
            percent(*truth),
            percent(part(&found.ours.coverage)),
            100.0 * part(&found.ours.bias)
        );
    }
    if found.refused > 0 {
        let _ = writeln!(text, "  {} draws without an estimate", count(found.refused as u64));
    }
}

fn points(share: f64) -> String {
    format!("{:.2}", 100.0 * share)
}
