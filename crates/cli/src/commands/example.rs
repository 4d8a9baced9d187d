//! `sanaq example`

use std::{fmt::Write as _, io::Cursor, path::PathBuf};

use sanaq_election::{Election, Votes};
use sanaq_forensics::Question;
use sanaq_import::{Content, Limits, VotesTable};
use sanaq_report::Language;
use sanaq_seats::{Ballots, Poll};
use sanaq_simulate::{Fraud, Plan};

use super::{check, forensics, seats, simulate};
use crate::{
    exit::Failure,
    input::{self, Loaded},
    output::{self, count, percent},
    picture, progress,
};

const PUBLISHED: &str = "kazakhstan-2021";
/// An election of made-up parties: real ones are not to be seen in a made-up fraud.
const MADE_UP: &str = "example";
/// The commission's published totals.
const VOTES: &str = include_str!("../../example/kazakhstan-2021-votes.csv");
/// The commission's published turnout by region.
const TURNOUT: &str = include_str!("../../example/kazakhstan-2021-turnout.csv");
/// What is done to the simulated country.
const FRAUD: &str = "stuffing:0.15,round:0.05";

/// Run the main job on an example that ships with the program.
///
/// First the published totals of Kazakhstan's election of January 2021 become seats. No results of
/// its stations were ever published, so a country of made-up stations with a known fraud is then
/// simulated, checked and examined; the page and the truth lie in the folder.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sanaq example --out out/example --language kk")]
pub(crate) struct Arguments {
    /// The folder to write to.
    #[arg(long, default_value = "out/example", value_name = "FOLDER")]
    out: PathBuf,
    /// How many stations the simulated country has.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    stations: usize,
    /// Another seed is another country.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// The language of the page.
    #[arg(long, value_parser = picture::language(), default_value = "en")]
    language: Language,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    std::fs::create_dir_all(&arguments.out)
        .map_err(|source| Failure::Write { path: arguments.out.clone(), source })?;
    output::text(&published(&input::election(PUBLISHED)?)?)?;
    simulated(arguments, input::election(MADE_UP)?)
}

/// The published totals and the seats that the law makes of them.
fn published(election: &Election) -> Result<String, Failure> {
    let inside = |error: String| Failure::Inside(error);
    let table = votes(election)?;
    let contest = &election.contest;
    let pairs = table.votes.iter().map(|(id, votes)| (id.as_str(), votes.get()));
    let ballots = Ballots::by_id(contest, pairs).map_err(|error| inside(error.to_string()))?;
    let line = |name: &str| {
        let found = table.lines.iter().find(|(line, _)| line.as_str() == name);
        found.map_or(0, |(_, sum)| *sum)
    };
    let (registered, issued) = (line("registered"), line("issued"));
    let all: u64 = table.votes.iter().map(|(_, votes)| votes.get()).sum();
    let poll = Poll::national(Ballots { registered: Some(Votes(registered)), ..ballots });
    let outcome =
        sanaq_seats::allocate(contest, &poll).map_err(|error| inside(error.to_string()))?;
    let mut text = format!(
        "1. Kazakhstan, 10 January 2021, as published: {} of {} registered voters were given \
         ballots ({}); {} votes for lists, which leaves {} ballots invalid or not returned.\n",
        count(issued),
        count(registered),
        percent(issued as f64 / registered.max(1) as f64),
        count(all),
        count(issued.saturating_sub(all))
    );
    text.push_str(&regions());
    text.push_str(&seats::text(contest, &outcome));
    text.push_str(
        "No result of a single station was ever published: nobody can check the sum.\n\n",
    );
    Ok(text)
}

fn votes(election: &Election) -> Result<VotesTable, Failure> {
    let content = sanaq_import::read_votes_or_stations(
        Cursor::new(VOTES),
        "the published totals",
        None,
        Some(election),
        &Limits::default(),
        &|_| (),
    );
    match content.map_err(|error| Failure::Inside(error.to_string()))? {
        Content::Votes(votes) => Ok(votes),
        Content::Stations(_) => Err(Failure::Inside("the published totals are stations".into())),
    }
}

/// The published turnout of the regions, highest first, in one line.
fn regions() -> String {
    let rows = TURNOUT.lines().skip(1).filter_map(|line| line.rsplit_once(','));
    let mut regions: Vec<(&str, &str)> = rows.collect();
    let percent = |text: &str| text.parse::<f64>().unwrap_or_default();
    regions.sort_by(|a, b| percent(b.1).total_cmp(&percent(a.1)));
    let list: Vec<String> =
        regions.iter().map(|(name, value)| format!("{name} {value} %")).collect();
    format!("Turnout by region as announced: {}.\n", list.join(", "))
}

/// The simulated country: made, checked, examined.
fn simulated(arguments: &Arguments, election: Election) -> Result<(), Failure> {
    let file = "country.csv";
    let path = arguments.out.join(file);
    let mut plan = Plan::new(arguments.stations);
    plan.fraud = Fraud::parse(FRAUD).map_err(|error| Failure::Inside(error.to_string()))?;
    let country = simulate::make(&election, &plan, arguments.seed, &path)?;
    let mut text = format!(
        "2. EXAMPLE: a simulated country in which fraud was planted: {FRAUD}\n{}",
        simulate::text(&country, &path)
    );
    let loaded = Loaded::made(file, &path, election, country.announced);
    let report = sanaq_check::check(&loaded.results, Some(&loaded.election));
    let violations = count(report.violations.len() as u64);
    let _ = writeln!(text, "\n3. Does it add up? Violated checks: {violations}");
    text.push_str(&check::totals_text(&loaded, &report.totals));
    let question = Question {
        results: &loaded.results,
        election: Some(&loaded.election),
        option: None,
        clean_bin: None,
    };
    let step = progress::step("examining");
    let examination = sanaq_forensics::examine(&question);
    step.finish_and_clear();
    let examination =
        examination.ok_or_else(|| Failure::Inside("the simulated country has no votes".into()))?;
    text.push_str("\n4. Fingerprints\n");
    text.push_str(&forensics::text(&loaded, &examination, 5));
    let page = arguments.out.join("report.html");
    let command = format!(
        "sanaq simulate --election {MADE_UP} --stations {} --seed {} --fraud {FRAUD} --out {file} \
         && sanaq forensics {file} --election {MADE_UP} --report report.html",
        arguments.stations, arguments.seed
    );
    let picture = picture::Picture {
        loaded: &loaded,
        rules: Vec::new(),
        examination: &examination,
        language: arguments.language,
        simulated: Some(FRAUD.to_owned()),
        command,
    };
    picture.write(&page)?;
    let truth = simulate::truth_beside(&path);
    let (page, truth) = (page.display(), truth.display());
    let _ = writeln!(text, "\nOpen {page}: the verdict and the pictures. The truth: {truth}");
    output::text(&text)
}
