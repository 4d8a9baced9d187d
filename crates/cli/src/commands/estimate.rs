//! `sanaq estimate`

mod earlier;
mod inputs;
mod page;
mod text;

use std::path::{Path, PathBuf};

use sanaq_estimate::{
    Settings,
    anytime::Looks,
    quick_count::{QuickCount, Remark, Sample},
    random::Seed,
    sample::Account,
};
use sanaq_report::Language;

use crate::{
    exit::Failure,
    input::{Loaded, Source},
    output::{self, Format},
    picture, progress,
    strata::{Division, level, text_of},
};

/// Project the result from the protocols of a sample of stations, while reports still come in.
///
/// Shares, turnout, invalid ballots, the odds of thresholds, the winner and the seats, with
/// intervals that allow for stations that report late, and what they rest on. Below 30 usable
/// protocols, while most voters live in silent strata, or for stations that were chosen by hand,
/// nothing is said of the country.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq estimate protocols.csv --frame stations.csv --sample sample.csv --election \
kazakhstan-2021\n  \
    sanaq estimate protocols.csv --frame stations.csv.zip --frame-recipe russia-2018 --sample \
sample.csv --covariates poverty.csv --format json\n\n\
The sample is the list that `sanaq sample` wrote. A drawn station without a protocol stays drawn \
and missing. Chances are of the protocols being honest: a sample checks counting and adding up, \
not what was put into the boxes.")]
pub(crate) struct Arguments {
    /// Protocols of the stations that have reported, as station results.
    reports: PathBuf,
    /// How to read them: a built-in recipe or a recipe.toml.
    #[arg(long, value_name = "RECIPE")]
    recipe: Option<String>,
    /// The election: a built-in one or an election.toml. A recipe may name it.
    #[arg(long, value_name = "ELECTION")]
    election: Option<String>,
    /// All stations, with their registered voters and areas.
    #[arg(long, value_name = "FILE")]
    frame: PathBuf,
    /// How to read the frame.
    #[arg(long, value_name = "RECIPE")]
    frame_recipe: Option<String>,
    /// The list of drawn stations.
    #[arg(long, value_name = "FILE", conflicts_with = "hand_picked")]
    sample: Option<PathBuf>,
    /// How many reserve waves of the list are in use; a wave is used whole or not at all.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    waves: usize,
    /// The stations were chosen by hand, not drawn.
    #[arg(long)]
    hand_picked: bool,
    #[command(flatten)]
    division: Division,
    /// What else is known of stations: a CSV with a column station and numbers (urban, poverty).
    #[arg(long, value_name = "FILE")]
    covariates: Option<PathBuf>,
    /// A previous election whose stations have the same codes.
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// How to read it.
    #[arg(long, value_name = "RECIPE", requires = "previous")]
    previous_recipe: Option<String>,
    /// Why drawn stations are silent: a CSV with the columns station and reason.
    #[arg(long, value_name = "FILE", requires = "sample")]
    absences: Option<PathBuf>,
    /// The level of the intervals.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// So many publications (2 to 5) were announced beforehand: widen the intervals so that all of
    /// them hold together.
    #[arg(long, value_name = "K", value_parser = looks)]
    looks: Option<Looks>,
    /// Add intervals that hold however often one looks. Needs a simple random sample (--strata
    /// none) whose stations are released in the order of the draw.
    #[arg(long)]
    anytime: bool,
    /// Draws of the whole result, for odds and seats.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    #[arg(value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    draws: u32,
    /// A public text, or a number.
    #[arg(long, value_name = "TEXT", default_value = "1")]
    seed: String,
    /// Write a page with what may be said, pictures and tables: one file, nothing else needed.
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// The language of the page.
    #[arg(long, value_parser = picture::language(), default_value = "en", requires = "report")]
    language: Language,
    /// Earlier answers to the same question, as --format json printed them, for the page.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "report")]
    earlier: Vec<PathBuf>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn looks(text: &str) -> Result<Looks, String> {
    let planned = text.trim().parse().ok().filter(|planned| *planned > 1).and_then(Looks::new);
    planned.ok_or_else(|| format!("found «{text}», expected 2 to 5 announced publications"))
}

impl Arguments {
    fn source(&self, file: &Path, recipe: Option<&String>) -> Source {
        Source::new(file, recipe.cloned(), self.election.clone())
    }

    fn protocols(&self) -> Source {
        self.source(&self.reports, self.recipe.as_ref())
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let reports = arguments.protocols().load()?;
    let listed = arguments.source(&arguments.frame, arguments.frame_recipe.as_ref()).load()?;
    let mut frame = arguments.division.frame(&listed)?;
    let previous = arguments.previous.as_ref();
    let recipe = arguments.previous_recipe.as_ref();
    let previous = previous.map(|file| arguments.source(file, recipe).load());
    if let Some(previous) = previous.transpose()? {
        inputs::add_previous(&mut frame, &previous)?;
    }
    let mut notes = Vec::new();
    if let Some(file) = &arguments.covariates {
        notes.extend(inputs::add_covariates(&mut frame, file)?);
    }
    let sample = match &arguments.sample {
        Some(file) => {
            let (sample, note) = inputs::sample(&frame, file, arguments.waves)?;
            notes.extend(note);
            sample
        }
        None if arguments.hand_picked => Sample::HandPicked,
        None => Sample::Unlisted,
    };
    // The election of the reports, or of the frame where they name none.
    let election = if reports.election.contest.options.is_empty() {
        &listed.election
    } else {
        &reports.election
    };
    let asked = QuickCount {
        election,
        frame: &frame,
        sample: &sample,
        level: arguments.level,
        looks: arguments.looks,
        anytime: arguments.anytime,
        draws: arguments.draws as usize,
        settings: Settings::default(),
    };
    let step = progress::step("estimating");
    let mut answer = asked.answer(&reports.results, &Seed::from_text(&arguments.seed));
    step.finish_and_clear();
    let account = arguments.absences.as_ref();
    let account = account.map(|file| inputs::account(&frame, &sample, &reports, file));
    let account = account.transpose()?.map(|(account, strange)| {
        notes.extend(strange);
        account
    });
    let obstructed = account.as_ref().map_or(0, Account::obstructed);
    if obstructed > 0 {
        answer.warnings.push(Remark::Obstructed { stations: obstructed });
    }
    notes.extend(inputs::violations(&reports, election));
    let read = Read { reports: &reports, listed: &listed, election, notes };
    if let Some(path) = &arguments.report {
        page::write(arguments, &read, &answer, path)?;
    }
    let said = text::Said { answer: &answer, account: account.as_ref(), read: &read };
    match arguments.format {
        Format::Json => output::json(&said.document(&arguments.seed)?),
        Format::Text => output::text(&said.text()),
    }
}

/// The files that an estimate is made from, read.
struct Read<'a> {
    reports: &'a Loaded,
    listed: &'a Loaded,
    election: &'a sanaq_election::Election,
    /// What was strange in the files beside them, as sentences that name the file.
    notes: Vec<String>,
}

/// A file with an error that names it.
fn named<T, E: std::fmt::Display>(
    path: &std::path::Path,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    read(&text_of(path)?).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
