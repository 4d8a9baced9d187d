//! `sanaq forensics`

use std::fmt::Write as _;
use std::path::PathBuf;

use sanaq_election::OptionId;
use sanaq_forensics::{AnomalousVotes, Examination, Question, Test, Weight};
use sanaq_report::Language;
use serde_json::json;

use crate::{
    exit::Failure,
    input::{Loaded, Source},
    output::{self, Format, chance, count, percent, rounded},
    picture, progress,
};

/// Look for fingerprints of invention in station results.
///
/// Whole percentages of turnout and result against the exact chance of them; votes that do not fit
/// the clean part of the election, with a range, or why that cannot be said; the areas and stations
/// that carry it. No excess does not mean that the count was honest: each test says what it cannot
/// see.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq forensics stations.csv.zip --recipe russia-2018 --report russia.html\n  \
    sanaq forensics stations.csv.zip --recipe russia-2018 --clean-bin 61 --format json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The option under test; the one with the most votes where none is named.
    #[arg(long, value_name = "ID")]
    option: Option<String>,
    /// Also give the estimate with stations of turnout above P % and up to P + 1 % taken as clean.
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(u8).range(0..100))]
    clean_bin: Option<u8>,
    /// Write a page with verdict, pictures and tables: one file, nothing else needed.
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// The language of the page.
    #[arg(long, value_parser = picture::language(), default_value = "en", requires = "report")]
    language: Language,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// How many stations are listed.
    #[arg(long, default_value_t = 100, value_name = "N")]
    stations: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = arguments.source.load()?;
    let option = arguments.option.as_deref().map(|id| known_option(&loaded, id)).transpose()?;
    let question = Question {
        results: &loaded.results,
        election: Some(&loaded.election),
        option,
        clean_bin: arguments.clean_bin,
    };
    let step = progress::step("examining");
    let examination = sanaq_forensics::examine(&question);
    step.finish_and_clear();
    let examination = examination.ok_or_else(|| {
        Failure::Input(format!("{}: no option has any votes to examine", loaded.file))
    })?;
    if let Some(path) = &arguments.report {
        let picture = picture::Picture {
            loaded: &loaded,
            rules: arguments.source.rules()?,
            examination: &examination,
            language: arguments.language,
            simulated: None,
            command: arguments.command(),
        };
        picture.write(path)?;
    }
    match arguments.format {
        Format::Json => output::json(&json!(examination.document(arguments.stations))),
        Format::Text => output::text(&text(&loaded, &examination, arguments.stations.min(10))),
    }
}

impl Arguments {
    /// The command that gives the same page again.
    fn command(&self) -> String {
        let mut command = format!("sanaq forensics {}", self.source.words());
        if let Some(option) = &self.option {
            let _ = write!(command, " --option {option}");
        }
        if let Some(bin) = self.clean_bin {
            let _ = write!(command, " --clean-bin {bin}");
        }
        command
    }
}

fn known_option(loaded: &Loaded, id: &str) -> Result<OptionId, Failure> {
    let found = loaded.results.votes.iter().map(|(option, _)| option).find(|o| o.as_str() == id);
    found.cloned().ok_or_else(|| {
        let known: Vec<&str> = loaded.results.votes.iter().map(|(o, _)| o.as_str()).collect();
        Failure::Input(format!(
            "--option: found «{id}», expected one of {} in {}",
            known.join(", "),
            loaded.file
        ))
    })
}

/// The answer as tables and sentences.
pub(crate) fn text(loaded: &Loaded, examination: &Examination<'_>, show: usize) -> String {
    let option = &examination.stations.option;
    let stations = count(loaded.results.len() as u64);
    let mut text = format!("{stations} stations; option under test: {}\n", loaded.label(option));
    text.push_str(&loaded.remarks());
    text.push_str(&tests_text(&examination.tests));
    for votes in &examination.anomalous_votes {
        text.push_str(&votes_text(votes));
    }
    text.push_str(&areas_text(examination, show));
    text.push_str(&stations_text(examination, show));
    text
}

fn tests_text(tests: &[Test]) -> String {
    let row = |test: &Test| {
        let mut row = vec![format!("{} · {}", test.variable.as_str(), test.weight.as_str())];
        if let (Some(observed), Some(null), Some(z)) = (test.observed, test.null, test.z) {
            row.extend([
                rounded(observed),
                rounded(null.mean),
                rounded(null.sd),
                format!("{z:.2}"),
                test.p_adjusted.map_or(String::new(), chance),
            ]);
        } else {
            let why = test.notes.first().map_or(String::new(), ToString::to_string);
            row.extend(["does not apply".to_owned(), why]);
        }
        row
    };
    let header = ["whole percentages of", "counted", "by chance", "± sd", "z", "p (Holm)"];
    let mut text = output::table(&header, tests.iter().map(row).collect());
    let counted = tests.iter().filter(|test| test.weight == Weight::Stations);
    for test in counted.filter(|test| test.applies) {
        let carrying = test.percentages.iter().filter(|p| p.z > 3.0).take(8);
        let list: Vec<String> = carrying
            .map(|p| format!("{} % ({} for {:.0})", p.percent, rounded(p.observed), p.mean))
            .collect();
        if !list.is_empty() {
            let _ = writeln!(text, "  {} carried by {}", test.variable.as_str(), list.join(", "));
        }
    }
    if let Some(test) = tests.first() {
        for note in test.notes.iter().filter(|_| test.applies) {
            let _ = writeln!(text, "  note: {note}");
        }
    }
    text
}

fn votes_text(votes: &AnomalousVotes) -> String {
    let mut text = match (votes.estimate, votes.low.zip(votes.high)) {
        (Some(estimate), Some((low, high))) => format!(
            "Anomalous votes for {}: {} ({} to {})\n",
            votes.option,
            rounded(estimate),
            rounded(low),
            rounded(high)
        ),
        (Some(estimate), None) => {
            format!("Anomalous votes for {}, clean bin given: {estimate:.2}\n", votes.option)
        }
        _ => format!("Anomalous votes for {}: the method does not apply\n", votes.option),
    };
    if let Some(range) = votes.clean_turnout.filter(|_| votes.applies) {
        let share = votes.clean_share.map_or(String::new(), percent);
        let _ = writeln!(
            text,
            "  clean turnout {:.0}–{:.0} %, share there {share} (announced {})",
            range.low * 100.0,
            range.high * 100.0,
            percent(votes.official_share)
        );
    }
    for note in &votes.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    text
}

fn areas_text(examination: &Examination<'_>, show: usize) -> String {
    if examination.by_area.is_empty() {
        return String::new();
    }
    let row = |area: &sanaq_forensics::AreaFinding| {
        vec![
            area.area.clone(),
            count(area.stations as u64),
            area.turnout.map_or(String::new(), percent),
            area.share.map_or(String::new(), percent),
            area.integer_z.map_or(String::new(), |z| format!("{z:.1}")),
            area.integer_p_adjusted.map_or(String::new(), chance),
            area.anomalous_votes.map_or("does not apply".into(), |votes| {
                let range = format!("{} to {}", rounded(votes.low), rounded(votes.high));
                if 0.0 < votes.low {
                    format!("{} ({range})", rounded(votes.estimate))
                } else {
                    range
                }
            }),
        ]
    };
    let rows = examination.by_area.iter().take(show).map(row).collect();
    let header =
        ["area", "stations", "turnout", "share", "integer z", "p (Holm)", "anomalous votes"];
    output::table(&header, rows)
}

fn stations_text(examination: &Examination<'_>, show: usize) -> String {
    let total = examination.suspicious.len();
    let mut text = format!("Stations to look at first ({} in all):\n", count(total as u64));
    for station in examination.suspicious.iter().take(show) {
        let reasons: Vec<String> = station.reasons.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            text,
            "  {:5.1}  {} ({}): {}",
            station.score,
            station.station,
            station.area,
            reasons.join("; ")
        );
    }
    text
}
