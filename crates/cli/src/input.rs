//! Files in: station results with their recipe and their election.

use std::fmt::Write as _;
use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use sanaq_election::{Election, OptionId, StationResults};
use sanaq_import::{Content, Import, Limits, Recipe, VotesTable};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{exit::Failure, output::count, progress};

/// The station results that a command reads.
#[derive(clap::Args)]
pub(crate) struct Source {
    /// Station results: CSV, TSV, XLSX or Parquet; plain, gzip or zip.
    results: PathBuf,
    /// How to read the file: a built-in recipe (see `sanaq recipes`) or a recipe.toml; without one
    /// the file has the canonical columns.
    #[arg(long, value_name = "RECIPE")]
    recipe: Option<String>,
    /// The election: a built-in one or an election.toml. A recipe may name it.
    #[arg(long, value_name = "ELECTION")]
    election: Option<String>,
}

/// Station results as a command needs them.
pub(crate) struct Loaded {
    /// The file as it was named.
    pub(crate) file: String,
    path: PathBuf,
    /// The election, or the generic one.
    pub(crate) election: Election,
    /// The station results.
    pub(crate) results: StationResults,
    import: Remarks,
}

/// What there is to say about the reading of a file.
struct Remarks {
    dropped: Vec<sanaq_import::Dropped>,
    repeated: Vec<sanaq_import::Repeated>,
    warnings: Vec<sanaq_import::Note>,
    more: u64,
}

/// Votes of the options, or the results of stations that add up to them.
pub(crate) enum VotesOrResults {
    /// A table of votes.
    Votes { election: Box<Election>, votes: VotesTable },
    /// Station results.
    Results(Box<Loaded>),
}

impl Source {
    /// A source by its names.
    pub(crate) fn new(file: &Path, recipe: Option<String>, election: Option<String>) -> Self {
        Self { results: file.to_owned(), recipe, election }
    }

    /// Reads recipe, election and results.
    pub(crate) fn load(&self) -> Result<Loaded, Failure> {
        let (recipe, election) = self.recipe_and_election()?;
        let import = with_bar(&self.results, |file, name, progress| {
            let (recipe, election) = (recipe.as_ref(), election.as_ref());
            sanaq_import::read(file, name, recipe, election, &Limits::default(), progress)
        })?;
        Loaded::new(&self.results, election, import)
    }

    /// Reads recipe, election and whatever of the two the file holds.
    pub(crate) fn load_votes(&self) -> Result<VotesOrResults, Failure> {
        let (recipe, election) = self.recipe_and_election()?;
        let content = with_bar(&self.results, |file, name, progress| {
            let (recipe, election) = (recipe.as_ref(), election.as_ref());
            let limits = Limits::default();
            sanaq_import::read_votes_or_stations(file, name, recipe, election, &limits, progress)
        })?;
        Ok(match content {
            Content::Votes(votes) => {
                let election = Box::new(election.map_or_else(generic, Ok)?);
                VotesOrResults::Votes { election, votes }
            }
            Content::Stations(import) => {
                let loaded = Loaded::new(&self.results, election, *import)?;
                VotesOrResults::Results(Box::new(loaded))
            }
        })
    }

    fn recipe_and_election(&self) -> Result<(Option<Recipe>, Option<Election>), Failure> {
        let recipe = self.recipe.as_deref().map(recipe).transpose()?;
        let named = self.election.as_deref().map(election).transpose()?;
        let election = match (named, recipe.as_ref()) {
            (Some(election), _) => Some(election),
            (None, Some((recipe, folder))) => named_by(recipe, folder.as_deref())?,
            (None, None) => None,
        };
        Ok((recipe.map(|(recipe, _)| recipe), election))
    }

    /// Recipe and election with the hashes of their bytes, where they are files and not built in.
    pub(crate) fn rules(&self) -> Result<Vec<String>, Failure> {
        let recipe = self.recipe.as_deref();
        let recipe = recipe.filter(|name| sanaq_import::builtin::recipe(name).is_none());
        let election = self.election.as_deref();
        let election = election.filter(|name| sanaq_election::builtin::election(name).is_none());
        recipe.into_iter().chain(election).map(|name| fingerprint(Path::new(name))).collect()
    }

    /// The part of a command line that names this source again.
    pub(crate) fn words(&self) -> String {
        let mut words = file_name(&self.results);
        for (flag, value) in [("--recipe", &self.recipe), ("--election", &self.election)] {
            if let Some(value) = value {
                let _ = write!(words, " {flag} {value}");
            }
        }
        words
    }
}

impl Loaded {
    fn new(path: &Path, election: Option<Election>, import: Import) -> Result<Self, Failure> {
        let file = file_name(path);
        let election = election.map_or_else(generic, Ok)?;
        let all: u64 = import.counts.iter().map(|(_, times)| times).sum();
        let more = all.saturating_sub(import.warnings.len() as u64);
        let remarks = Remarks {
            dropped: import.dropped,
            repeated: import.repeated,
            warnings: import.warnings,
            more,
        };
        let path = path.to_owned();
        Ok(Self { file, path, election, results: import.results, import: remarks })
    }

    /// Station results that no file holds yet.
    pub(crate) fn made(
        file: &str,
        path: &Path,
        election: Election,
        results: StationResults,
    ) -> Self {
        let (dropped, repeated, warnings) = (Vec::new(), Vec::new(), Vec::new());
        let import = Remarks { dropped, repeated, warnings, more: 0 };
        Self { file: file.to_owned(), path: path.to_owned(), election, results, import }
    }

    /// What to call an option on a terminal.
    pub(crate) fn label(&self, option: &OptionId) -> String {
        let options = self.election.contest.options.iter();
        let info = options.into_iter().find(|info| info.id == *option);
        info.map_or_else(|| option.to_string(), |info| info.label("en").to_owned())
    }

    /// `[{reason, rows}]`
    pub(crate) fn dropped(&self) -> Value {
        json!(self.import.dropped)
    }

    /// Rows that were left out, by reason.
    pub(crate) fn dropped_rows(&self) -> Vec<(String, u64)> {
        self.import.dropped.iter().map(|d| (d.reason.to_string(), d.rows)).collect()
    }

    /// What was strange in the file, and codes that stood at several rows.
    pub(crate) fn warnings(&self) -> Value {
        json!({
            "listed": self.import.warnings,
            "more": self.import.more,
            "repeated_stations": self.import.repeated,
        })
    }

    /// The same as sentences.
    pub(crate) fn warning_lines(&self) -> Vec<String> {
        let listed = self.import.warnings.iter().map(ToString::to_string);
        let more = (self.import.more > 0)
            .then(|| format!("… and {} warnings more", count(self.import.more)));
        listed.chain(more).collect()
    }

    /// What a reader must know about the reading, line by line.
    pub(crate) fn remarks(&self) -> String {
        let mut text = String::new();
        for dropped in &self.import.dropped {
            let _ = writeln!(text, "  left out: {} rows: {}", count(dropped.rows), dropped.reason);
        }
        for line in self.warning_lines() {
            let _ = writeln!(text, "  note: {line}");
        }
        text
    }

    /// The same of a file beside the one that a command is about.
    pub(crate) fn named_remarks(&self) -> Vec<String> {
        let remarks = self.remarks();
        remarks.lines().map(|line| format!("{}: {}", self.file, line.trim())).collect()
    }

    /// The file's name with the hash of its bytes, for a page that others check.
    pub(crate) fn fingerprint(&self) -> Result<String, Failure> {
        Ok(format!("{} (SHA-256 {})", self.file, digest(&self.path)?))
    }
}

/// A file's name with the hash of its bytes.
pub(crate) fn fingerprint(path: &Path) -> Result<String, Failure> {
    Ok(format!("{} (SHA-256 {})", file_name(path), digest(path)?))
}

fn digest(path: &Path) -> Result<String, Failure> {
    let read = |source| Failure::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(read)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(read)? {
            0 => break,
            n => hasher.update(buffer.get(..n).unwrap_or_default()),
        }
    }
    let mut digest = String::new();
    for byte in hasher.finalize() {
        let _ = write!(digest, "{byte:02x}");
    }
    Ok(digest)
}

/// Gives an open file with its name to a reader, under a progress bar.
fn with_bar<T>(
    path: &Path,
    read: impl FnOnce(File, &str, &dyn Fn(u64)) -> Result<T, sanaq_import::ImportError>,
) -> Result<T, Failure> {
    let failed = |source| Failure::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let bar = progress::bytes(length, &format!("reading {}", file_name(path)));
    let content = read(file, &shown(path), &|at| bar.set_position(at));
    bar.finish_and_clear();
    content.map_err(Failure::input)
}

fn generic() -> Result<Election, Failure> {
    Election::generic().map_err(|error| Failure::Inside(error.to_string()))
}

/// A built-in election by name, or one in a file.
pub(crate) fn election(name: &str) -> Result<Election, Failure> {
    if let Some(election) = sanaq_election::builtin::election(name) {
        return election.map_err(Failure::input);
    }
    let text = text_of("election", name)?;
    Election::parse(name, &text).map_err(Failure::input)
}

/// A built-in recipe by name, or one in a file (with the file's folder).
fn recipe(name: &str) -> Result<(Recipe, Option<PathBuf>), Failure> {
    if let Some(recipe) = sanaq_import::builtin::recipe(name) {
        return Ok((recipe.map_err(Failure::input)?, None));
    }
    let text = text_of("recipe", name)?;
    let folder = Path::new(name).parent().map(Path::to_owned);
    Ok((Recipe::parse(name, &text).map_err(Failure::input)?, folder))
}

/// The election that a recipe names: a built-in one, or a file beside the recipe.
fn named_by(recipe: &Recipe, folder: Option<&Path>) -> Result<Option<Election>, Failure> {
    let Some(name) = recipe.election.as_deref() else { return Ok(None) };
    let beside = folder.map(|folder| folder.join(name));
    match beside.filter(|path| path.is_file()) {
        Some(path) => election(&shown(&path)).map(Some),
        None => election(name).map(Some),
    }
}

/// The text of a file; a name that is neither a file nor built in is told with what there is.
fn text_of(what: &str, name: &str) -> Result<String, Failure> {
    let path = Path::new(name);
    if !path.exists() {
        let known: Vec<&str> = match what {
            "recipe" => sanaq_import::builtin::names().collect(),
            _ => sanaq_election::builtin::names().collect(),
        };
        let known = known.join(", ");
        return Err(Failure::Input(format!(
            "--{what}: found «{name}», expected a file or one of the built-in names: {known}"
        )));
    }
    let bytes =
        std::fs::read(path).map_err(|e| Failure::Read { path: path.to_owned(), source: e })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::Input(format!(
            "{name}: found a byte that is no UTF-8 at offset {at}, expected UTF-8"
        ))
    })
}

/// The last part of a path, as a person calls the file.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
