//! `sanaq check`

use std::fmt::Write as _;

use sanaq_check::{Duplicate, Likeness, Report, Totals, Violation};
use serde_json::{Map, Value, json};

use crate::{
    exit::Failure,
    input::{Loaded, Source},
    output::{self, Format, count, percent},
};

/// Add up station results and check their arithmetic.
///
/// Totals by area and in all, turnout as the election's law counts it, every violated check with
/// its two sides, stations with more ballots than registered voters, and protocols that are the
/// same or nearly.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq check stations.csv.zip --recipe russia-2018\n  \
    sanaq check country.csv --election kazakhstan-2021 --format json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// How many violations and duplicates the text shows; JSON has all.
    #[arg(long, default_value_t = 10, value_name = "N")]
    show: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = arguments.source.load()?;
    let report = sanaq_check::check(&loaded.results, Some(&loaded.election));
    match arguments.format {
        Format::Json => output::json(&document(&loaded, &report)),
        Format::Text => output::text(&text(&loaded, &report, arguments.show)),
    }
}

fn document(loaded: &Loaded, report: &Report) -> Value {
    let count_of = |f: fn(&sanaq_check::CheckCount) -> usize| {
        let pairs = report.counts.iter().map(|check| (check.check.clone(), json!(f(check))));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    json!({
        "stations": report.stations,
        "totals": totals(&report.totals),
        "turnout": turnout(&report.totals),
        "violations": report.violations,
        "violation_counts": count_of(|check| check.violated),
        "unchecked_counts": count_of(|check| check.unchecked),
        "severities": report.counts.iter().map(|check| (check.check.clone(), json!(check.severity)))
            .collect::<Map<_, _>>(),
        "over_full": report.over_full,
        "zero_registered": report.zero_registered,
        "duplicates": report.duplicates,
        "by_area": report.by_area.iter().map(|area| json!({
            "area": area.area,
            "stations": area.totals.stations,
            "totals": totals(&area.totals),
            "turnout": turnout(&area.totals),
        })).collect::<Vec<_>>(),
        "dropped": loaded.dropped(),
        "warnings": loaded.warnings(),
    })
}

/// `{registered, …, options{id}}`; a line that the source lacks is null, never zero.
fn totals(totals: &Totals) -> Value {
    let mut object = Map::new();
    for line in ["registered", "issued", "cast", "invalid", "valid"] {
        object.insert(line.to_owned(), json!(totals.line(line)));
    }
    for line in &totals.lines {
        object.insert(line.line.clone(), json!(line.sum));
    }
    let options = totals.options.iter().map(|option| (option.id.to_string(), json!(option.votes)));
    object.insert("options".to_owned(), Value::Object(options.collect()));
    Value::Object(object)
}

fn turnout(totals: &Totals) -> Option<f64> {
    (totals.turnout_of.get() > 0)
        .then(|| totals.turned_out.get() as f64 / totals.turnout_of.get() as f64)
}

fn text(loaded: &Loaded, report: &Report, show: usize) -> String {
    let mut text = format!("{} stations\n", count(report.stations as u64));
    text.push_str(&loaded.remarks());
    text.push_str(&totals_text(loaded, &report.totals));
    if let Some(turnout) = turnout(&report.totals) {
        let line = &loaded.election.protocol.turnout;
        let _ = writeln!(text, "Turnout ({line} / registered): {}", percent(turnout));
    }
    text.push_str(&areas_text(report));
    text.push_str(&checks_text(report, show));
    text.push_str(&duplicates_text(&report.duplicates, show));
    text
}

pub(crate) fn totals_text(loaded: &Loaded, totals: &Totals) -> String {
    let unknown = |stations: usize| {
        if stations == 0 { String::new() } else { count(stations as u64) }
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in &totals.lines {
        rows.push(vec![
            line.line.clone(),
            count(line.sum.get()),
            String::new(),
            unknown(line.unknown),
        ]);
    }
    let all: u64 = totals.options.iter().map(|option| option.votes.get()).sum();
    let mut options: Vec<_> = totals.options.iter().collect();
    options.sort_by_key(|option| std::cmp::Reverse(option.votes));
    for option in options {
        let share =
            if all > 0 { percent(option.votes.get() as f64 / all as f64) } else { String::new() };
        let name = loaded.label(&option.id);
        rows.push(vec![name, count(option.votes.get()), share, unknown(option.unknown)]);
    }
    output::table(&["", "total", "of all votes", "stations unknown"], rows)
}

fn areas_text(report: &Report) -> String {
    if report.by_area.is_empty() {
        return String::new();
    }
    let cell =
        |figure: Option<sanaq_election::Votes>| figure.map_or(String::new(), |v| count(v.get()));
    let rows = report.by_area.iter().map(|area| {
        let lead = area.totals.options.iter().max_by_key(|option| option.votes);
        vec![
            if area.area.is_empty() { "(unknown)".to_owned() } else { area.area.clone() },
            count(area.totals.stations as u64),
            cell(area.totals.line("registered")),
            turnout(&area.totals).map_or(String::new(), percent),
            lead.map_or(String::new(), |option| {
                format!("{} {}", option.id, count(option.votes.get()))
            }),
        ]
    });
    let rows = rows.collect();
    output::table(&["area", "stations", "registered", "turnout", "most votes"], rows)
}

fn checks_text(report: &Report, show: usize) -> String {
    let mut text = String::new();
    let rows = report.counts.iter().map(|check| {
        let severity = serde_json::to_value(check.severity).unwrap_or_default();
        vec![
            check.check.clone(),
            severity.as_str().unwrap_or_default().to_owned(),
            count(check.violated as u64),
            count(check.held as u64),
            count(check.unchecked as u64),
        ]
    });
    if !report.counts.is_empty() {
        let header = ["check", "severity", "violated", "held", "not checkable"];
        text.push_str(&output::table(&header, rows.collect()));
    }
    text.push_str(&violations_text("Violations", &report.violations, show));
    text.push_str(&violations_text("More ballots than voters", &report.over_full, show));
    if report.zero_registered > 0 {
        let stations = count(report.zero_registered as u64);
        let _ = writeln!(text, "Stations with a register of 0: {stations}");
    }
    text
}

fn violations_text(title: &str, violations: &[Violation], show: usize) -> String {
    let mut text = format!("{title}: {}\n", count(violations.len() as u64));
    for violation in violations.iter().take(show) {
        let Violation { station, area, check, left, right, .. } = violation;
        let _ = writeln!(text, "  {station} ({area}): {check}: {left} against {right}");
    }
    if violations.len() > show {
        let _ = writeln!(text, "  … {} more", count((violations.len() - show) as u64));
    }
    text
}

fn duplicates_text(duplicates: &[Duplicate], show: usize) -> String {
    let same = duplicates.iter().filter(|d| d.likeness == Likeness::Same).count();
    let near = duplicates.len() - same;
    let mut text =
        format!("Protocols that are the same: {same} groups; all but one figure: {near}\n");
    for duplicate in duplicates.iter().take(show) {
        let differs = duplicate.differs.as_ref().map(|figure| format!(", but for {figure}"));
        let stations = duplicate.stations.join(" = ");
        let _ = writeln!(text, "  {stations}{}", differs.unwrap_or_default());
    }
    text
}
