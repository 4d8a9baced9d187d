//! `sanaq simulate`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sanaq_election::{Election, OptionId};
use sanaq_simulate::{Country, Fraud, Plan, Region};
use serde_json::json;

use crate::{
    exit::Failure,
    input,
    output::{self, Format, count, percent},
    progress,
};

/// Make a plausible election with a known truth, for training and for tests.
///
/// The file holds what the stations announced; what was done to them lies beside it as
/// NAME.truth.json. Fraud is a list of KIND:SHARE OF STATIONS[@STRENGTH] with the kinds stuffing,
/// steal, swap, round, invent, spoil.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq simulate --election kazakhstan-2021 --stations 10000 \
--fraud stuffing:0.15,round:0.05 --out country.csv")]
pub(crate) struct Arguments {
    /// The election: a built-in one or an election.toml.
    #[arg(long, value_name = "ELECTION")]
    election: String,
    /// How many polling stations.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    stations: usize,
    /// What is done to the honest result, such as stuffing:0.15,round:0.05.
    #[arg(long, value_name = "SPEC", default_value = "")]
    fraud: String,
    /// The option that fraud favours; the honest winner where none is named.
    #[arg(long, value_name = "ID")]
    option: Option<OptionId>,
    /// The honest turnout.
    #[arg(long, value_name = "SHARE")]
    turnout: Option<f64>,
    /// The honest votes of an option, in any unit; repeat it for each. Drawn where none is named.
    #[arg(long = "votes", value_name = "ID=NUMBER", value_parser = votes)]
    votes: Vec<(OptionId, f64)>,
    /// A region by its name and the weight of its register; repeat it. Made up where none is named.
    #[arg(long = "region", value_name = "NAME=NUMBER", value_parser = region)]
    regions: Vec<Region>,
    /// Another seed is another country; the same seed gives the same bytes.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// The file to write; its ending says how: .csv, .csv.gz or .parquet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Also write what the voters said, as NAME.honest with the same ending: what `sanaq demo
    /// --country` rehearses with.
    #[arg(long)]
    honest: bool,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let election = input::election(&arguments.election)?;
    let mut plan = Plan::new(arguments.stations);
    plan.fraud = Fraud::parse(&arguments.fraud).map_err(|e| Failure::Input(format!("--{e}")))?;
    plan.option.clone_from(&arguments.option);
    plan.turnout = arguments.turnout.unwrap_or(plan.turnout);
    plan.shares.clone_from(&arguments.votes);
    plan.regions.clone_from(&arguments.regions);
    let country = make(&election, &plan, arguments.seed, &arguments.out)?;
    if arguments.honest {
        let path = honest_beside(&arguments.out);
        output::results(&path, output::file_format(&path)?, &country.honest)?;
    }
    match arguments.format {
        Format::Json => output::json(&json!({
            "stations": country.announced.len(),
            "out": arguments.out,
            "truth": truth_beside(&arguments.out),
            "anomalous_votes": country.truth.anomalous_votes,
            "fraud": country.truth.fraud,
            "honest": country.truth.honest,
            "announced": country.truth.announced,
        })),
        Format::Text => output::text(&text(&country, &arguments.out)),
    }
}

/// Makes a country and writes it with its truth.
pub(crate) fn make(
    election: &Election,
    plan: &Plan,
    seed: u64,
    out: &Path,
) -> Result<Country, Failure> {
    let form = output::file_format(out)?;
    let step = progress::step("simulating");
    let country = sanaq_simulate::country(election, plan, seed).map_err(Failure::input)?;
    step.finish_and_clear();
    output::results(out, form, &country.announced)?;
    output::file(&truth_beside(out), |file| {
        serde_json::to_writer_pretty(&mut *file, &country.truth)?;
        file.write_all(b"\n")
    })?;
    Ok(country)
}

/// Where the truth lies: beside the country, under its name.
pub(crate) fn truth_beside(out: &Path) -> PathBuf {
    let name = input::file_name(out);
    let (stem, _) = stem_and_ending(&name);
    out.with_file_name(format!("{stem}.truth.json"))
}

/// Where the honest results lie.
pub(crate) fn honest_beside(out: &Path) -> PathBuf {
    let name = input::file_name(out);
    let (stem, ending) = stem_and_ending(&name);
    out.with_file_name(format!("{stem}.honest{ending}"))
}

fn stem_and_ending(name: &str) -> (&str, &str) {
    let endings = [".csv.gz", ".csv", ".parquet"];
    let found = endings.iter().find_map(|end| Some((name.strip_suffix(end)?, *end)));
    found.unwrap_or((name, ""))
}

/// What was made, in words.
pub(crate) fn text(country: &Country, out: &Path) -> String {
    let truth = &country.truth;
    let mut text = format!(
        "{} stations written to {}; the truth to {}\n",
        count(country.announced.len() as u64),
        out.display(),
        truth_beside(out).display()
    );
    let votes = count(truth.anomalous_votes);
    let _ = writeln!(text, "Votes that fraud added for {}: {votes}", truth.option);
    for done in &truth.fraud {
        let stations = count(done.stations as u64);
        let _ = writeln!(text, "  {} at {stations} stations", done.fraud.kind.as_str());
    }
    let share = |of: &sanaq_simulate::Totals| {
        percent(of.shares.get(&truth.option).copied().unwrap_or_default())
    };
    let _ = writeln!(
        text,
        "Turnout {} announced, {} honest; {}: {} announced, {} honest",
        percent(truth.announced.turnout),
        percent(truth.honest.turnout),
        truth.option,
        share(&truth.announced),
        share(&truth.honest)
    );
    text
}

fn votes(text: &str) -> Result<(OptionId, f64), String> {
    let (id, number) = pair(text)?;
    Ok((id.parse().map_err(|error: sanaq_election::NameError| error.to_string())?, number))
}

fn region(text: &str) -> Result<Region, String> {
    let (name, number) = pair(text)?;
    Ok(Region::new(name, number))
}

fn pair(text: &str) -> Result<(&str, f64), String> {
    let expected = || format!("found «{text}», expected a name, = and a number");
    let (name, number) = text.split_once('=').ok_or_else(expected)?;
    let number: f64 = number.trim().parse().map_err(|_| expected())?;
    if number.is_finite() && 0.0 <= number { Ok((name.trim(), number)) } else { Err(expected()) }
}
