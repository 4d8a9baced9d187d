//! `sanaq sample`

mod list;
mod outlook;
mod text;
mod warning;

use std::{fmt::Write as _, path::PathBuf};

use clap::ValueEnum as _;
use sanaq_estimate::{
    random::Seed,
    sample::{self, Clusters, Plan, SampleError, Scatter},
};

use self::{list::Written, outlook::Outlook, text::Said};
use crate::{
    exit::Failure,
    input::{Loaded, Source, file_name},
    method::MethodName,
    output::{self, Format},
    progress,
    strata::{Division, level, part},
};

/// Draw the stations that observers go to, by a public seed, and say what margin to expect.
///
/// The list depends on the stations, the plan and the seed alone, so anybody who knows the three
/// draws it again; its SHA-256, published before election day, proves that it was not changed.
/// With a previous election, margins come from how its stations really scattered, never from
/// p (1 − p).
#[derive(clap::Args)]
#[command(group(
    clap::ArgGroup::new("extent").args(["size", "margin"]).required(true).multiple(true)
))]
#[command(after_help = "Example:\n  \
    sanaq sample stations.csv --size 1000 --seed \"3 1 6 6 2 4 5 1 1 3\" --out sample.csv\n  \
    sanaq sample stations.csv.zip --recipe russia-2018 --margin 0.005 --arrived 0.7 \
--previous stations-2011.csv.zip --previous-recipe russia-2011\n  \
    sanaq sample stations.csv --size 800 --method pps --waves 2 --wave-size 80 --out sample.csv\n  \
    sanaq sample stations.csv --size 600 --clusters district --cluster-size 4 --out sample.csv\n\n\
A station that cannot be reached is never replaced by another. It stays drawn and missing, and a \
file with the columns station and reason, which `sanaq estimate --absences` reads, says why: \
closed, not-found, entry-refused, expelled, protocol-refused, insecurity, unreachable, \
no-observer, no-network or unusable. Who fears losses draws more stations, or reserve waves: each \
wave is drawn now, and later used whole or not at all (`sanaq estimate --waves`).")]
pub(crate) struct Arguments {
    /// All stations, with their areas and registered voters: CSV, TSV, XLSX or Parquet; plain, gzip
    /// or zip. Results of a past election do as well.
    frame: PathBuf,
    /// How to read the file: a built-in recipe (see `sanaq recipes`) or a recipe.toml; without one
    /// the file has the canonical columns.
    #[arg(long, value_name = "RECIPE")]
    recipe: Option<String>,
    /// The election: a built-in one or an election.toml. A recipe may name it.
    #[arg(long, value_name = "ELECTION")]
    election: Option<String>,
    /// Stations in the sample, reserves not counted. Without it, as many as --margin needs.
    #[arg(long, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    size: Option<u32>,
    #[command(flatten)]
    division: Division,
    /// How stations are divided among strata, and drawn inside. Neyman's division goes by the
    /// votes of --previous.
    #[arg(long, value_enum, default_value_t)]
    method: MethodName,
    /// Stations of each stratum at the least; a stratum with fewer is taken whole.
    #[arg(long, value_name = "N", default_value_t = LEAST)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    minimum: u32,
    /// Draw whole areas first, where observers must share a car: region, district, area, or a
    /// level of the area's path. Neighbours vote alike, so margins are much wider.
    #[arg(long, value_name = "AREA", value_parser = cluster_level)]
    clusters: Option<ClusterLevel>,
    /// Stations of each drawn area.
    #[arg(long, value_name = "N", default_value_t = 5, requires = "clusters")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    cluster_size: u32,
    /// Reserve waves, drawn together with the sample.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "wave_size")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=20))]
    waves: u8,
    /// Stations of a reserve wave.
    #[arg(long, value_name = "N", requires = "waves")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    wave_size: Option<u32>,
    /// A previous election whose stations have the same codes.
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// How to read it.
    #[arg(long, value_name = "RECIPE", requires = "previous")]
    previous_recipe: Option<String>,
    /// The option of --previous whose margin Neyman's division makes narrow; the strongest where
    /// none is named.
    #[arg(long, value_name = "ID", requires = "previous")]
    option: Option<String>,
    /// The part of the drawn stations that is expected to report.
    #[arg(long, value_name = "F", default_value = "1", value_parser = part)]
    arrived: f64,
    /// The margin that no option may exceed, as a part: 0.01 is one point. Says how many stations
    /// that needs.
    #[arg(long, value_name = "F", requires = "previous", value_parser = margin)]
    margin: Option<f64>,
    /// The level of the intervals.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// A text that nobody could choose: dice as they fell in public, a lottery, a beacon. It counts
    /// letter by letter, without blanks at its ends. Left out, it is 1.
    #[arg(long, value_name = "TEXT", value_parser = seed)]
    seed: Option<String>,
    /// The list to write, a CSV that `sanaq estimate --sample` reads.
    #[arg(long, value_name = "FILE", value_parser = csv_path)]
    out: Option<PathBuf>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The widest margin that somebody may mean: above it, points were taken for parts.
const WIDEST: f64 = 0.2;

/// [`Plan::LEAST`] as a number of the command line.
const LEAST: u32 = 3;

/// The seed where nobody gave one.
const DEFAULT_SEED: &str = "1";

/// Levels of the area's path that make a cluster; nothing: the whole path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ClusterLevel(Option<usize>);

fn cluster_level(text: &str) -> Result<ClusterLevel, String> {
    let level = match text.trim() {
        "region" => Some(1),
        "district" => Some(2),
        "area" => None,
        number => Some(number.parse().ok().filter(|level| *level > 0).ok_or_else(|| {
            format!("found «{text}», expected region, district, area or a level such as 2")
        })?),
    };
    Ok(ClusterLevel(level))
}

fn margin(text: &str) -> Result<f64, String> {
    let found: Option<f64> = text.trim().parse().ok();
    found.filter(|margin| 0.0 < *margin && *margin <= WIDEST).ok_or_else(|| {
        format!(
            "found «{text}», expected a part above 0 and at most {WIDEST}, not points: 0.01 is one \
             point"
        )
    })
}

fn seed(text: &str) -> Result<String, String> {
    let seed = text.trim();
    if seed.is_empty() {
        return Err("found nothing, expected a text such as the digits of dice".to_owned());
    }
    Ok(seed.to_owned())
}

fn csv_path(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("csv" | "txt") => Ok(path),
        Some(ending) => {
            Err(format!("found the ending «.{ending}», expected .csv: others check its bytes"))
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loaded = arguments.source().load()?;
    let frame = arguments.division.frame(&loaded)?;
    let before = arguments.previous.as_ref();
    let before = before.map(|file| {
        Source::new(file, arguments.previous_recipe.clone(), None).load().map(|b| (file, b))
    });
    let before = before.transpose()?;
    let before = before.map(|(file, loaded)| outlook::Before::new(&frame, file, loaded));
    let before = before.transpose()?;
    let scatter = match &before {
        Some(before) => before.scatter(arguments.option.as_deref())?,
        None => None,
    };
    let wrong = |error: SampleError| arguments.refused(&loaded, &error);
    let step = progress::step("drawing");
    let open = arguments.plan(0, scatter);
    let ask = arguments.expectation();
    let needed = match (&before, arguments.margin) {
        (Some(before), Some(margin)) => {
            let found = ask.needed(&frame, &open, &before.known, margin).map_err(wrong)?;
            Some(outlook::Answer { margin, found })
        }
        _ => None,
    };
    let plan = Plan { size: arguments.size_or(needed.as_ref())?, ..open };
    let outlook = before
        .as_ref()
        .map(|before| Outlook::new(before, needed, &frame, &plan, ask))
        .transpose()
        .map_err(wrong)?;
    let rows = sample::draw(&frame, &plan, &Seed::from_text(arguments.seed())).map_err(wrong)?;
    let strata = list::strata(&frame, &plan, &rows);
    let csv = sample::csv(&frame, &rows);
    step.finish_and_clear();
    let written = arguments.out.as_deref().map(|out| Written::new(out, &csv)).transpose()?;
    let said = Said {
        arguments,
        loaded: &loaded,
        frame: &frame,
        plan: &plan,
        rows: &rows,
        strata: &strata,
        commitment: sample::commitment(&csv),
        fingerprint: loaded.fingerprint()?,
        outlook: outlook.as_ref(),
        written: written.as_ref(),
    };
    let warnings = warning::warnings(&said);
    match arguments.format {
        Format::Json => output::json(&said.document(&warnings)),
        Format::Text => output::text(&said.text(&warnings)),
    }
}

impl Arguments {
    fn source(&self) -> Source {
        Source::new(&self.frame, self.recipe.clone(), self.election.clone())
    }

    fn seed(&self) -> &str {
        self.seed.as_deref().unwrap_or(DEFAULT_SEED)
    }

    /// The method as the command line has it.
    fn word(&self) -> String {
        let value = self.method.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn plan<'a>(&self, size: usize, scatter: Option<&'a Scatter>) -> Plan<'a> {
        let clusters = self
            .clusters
            .map(|ClusterLevel(level)| Clusters { level, each: self.cluster_size as usize });
        Plan {
            size,
            method: self.method.into(),
            least: self.minimum as usize,
            clusters,
            waves: usize::from(self.waves),
            wave_size: self.wave_size.unwrap_or(0) as usize,
            scatter,
        }
    }

    fn expectation(&self) -> sample::Expectation {
        sample::Expectation { level: self.level, arrival: self.arrived }
    }

    /// The size that was given, or the one that the margin needs.
    fn size_or(&self, needed: Option<&outlook::Answer>) -> Result<usize, Failure> {
        if let Some(size) = self.size {
            return Ok(size as usize);
        }
        let found = needed.and_then(|answer| answer.found.as_ref());
        found.map(|needed| needed.size).ok_or_else(|| {
            Failure::Input(format!(
                "--margin: found {}, expected one within reach: with {} of the stations reporting, \
                 all stations of the frame together are not enough",
                self.margin.unwrap_or_default(),
                output::percent(self.arrived)
            ))
        })
    }

    /// A plan that does not fit, told by the argument that must change.
    fn refused(&self, loaded: &Loaded, error: &SampleError) -> Failure {
        let place = match error {
            SampleError::TooFew { .. } | SampleError::TooMany { .. } => "--size".to_owned(),
            SampleError::NoRegister => loaded.file.clone(),
            SampleError::NoPrevious => "--previous".to_owned(),
            SampleError::NoCluster => "--cluster-size".to_owned(),
            SampleError::WithClusters(_) => "--clusters".to_owned(),
        };
        let hint = match error {
            SampleError::TooFew { .. } if self.minimum > 1 => {
                "; a smaller --minimum or fewer --strata would do too"
            }
            _ => "",
        };
        Failure::Input(format!("{place}: {error}{hint}"))
    }

    /// The command that draws the same list again.
    fn command(&self, size: usize) -> String {
        let mut command = format!("sanaq sample {}", quoted(&file_name(&self.frame)));
        let mut name = |flag: &str, value: Option<&str>| {
            if let Some(value) = value {
                let _ = write!(command, " {flag} {}", quoted(value));
            }
        };
        name("--recipe", self.recipe.as_deref());
        name("--election", self.election.as_deref());
        name("--size", Some(&size.to_string()));
        name("--strata", Some(&self.division.strata));
        name("--columns", self.division.columns.as_deref().map(file_name).as_deref());
        if self.method == MethodName::Neyman {
            name("--previous", self.previous.as_deref().map(file_name).as_deref());
            name("--previous-recipe", self.previous_recipe.as_deref());
            name("--option", self.option.as_deref());
        }
        let _ = write!(command, " --method {} --minimum {}", self.word(), self.minimum);
        if let Some(ClusterLevel(level)) = self.clusters {
            let level = level.map_or("area".to_owned(), |level| level.to_string());
            let _ = write!(command, " --clusters {level} --cluster-size {}", self.cluster_size);
        }
        if let Some(size) = self.wave_size.filter(|_| self.waves > 0) {
            let _ = write!(command, " --waves {} --wave-size {size}", self.waves);
        }
        let _ = write!(command, " --seed {}", quoted(self.seed()));
        command
    }
}

/// A word of a command line as shells take it.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.,:/+=@".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_is_that_of_the_library() {
        assert_eq!(LEAST as usize, Plan::LEAST);
    }

    #[test]
    fn words_of_a_command_survive_a_shell() {
        assert_eq!(quoted("region+urban"), "region+urban");
        assert_eq!(quoted("3 1 6"), "'3 1 6'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn levels_of_clusters_are_words_or_numbers() {
        assert_eq!(cluster_level("district"), Ok(ClusterLevel(Some(2))));
        assert_eq!(cluster_level("area"), Ok(ClusterLevel(None)));
        assert_eq!(cluster_level("3"), Ok(ClusterLevel(Some(3))));
        assert!(cluster_level("0").is_err() && cluster_level("street").is_err());
    }
}
