//! Published results against what was observed: read once, compared when either has changed.
//!
//! A version of a published result is a blob that never changes, so what was read from it and what
//! its examination found are kept by its hash.

use std::{
    collections::BTreeMap,
    io::Cursor,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sanaq_check::Comparison;
use sanaq_desk::{
    BlobHash, Mode, OfficialVersion, Thing, Viewer,
    view::{Accept, Left, Protocols},
};
use sanaq_election::{Election, StationIndex, StationResults};
use sanaq_said::said;
use sanaq_seal::hash::Hash;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    app::Server,
    packed::Packed,
    problem::Problem,
    work::{apart, by_few, limits},
};

/// Results and examinations that are kept in memory.
const KEPT: usize = 6;
/// Comparisons are made at most so often, however fast reports come.
const EVERY: Duration = Duration::from_secs(2);

/// What is kept of published results.
#[derive(Default)]
pub(crate) struct Kept {
    read: Read,
    compared: Mutex<BTreeMap<Key, Arc<Compared>>>,
    examined: Mutex<Vec<((BlobHash, String), Packed)>>,
    /// One is compared at a time, and one examined: that takes all processors.
    turn: tokio::sync::Mutex<()>,
    examining: tokio::sync::Mutex<()>,
}

/// What a comparison depends on beside the state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    figures: BlobHash,
    organisation: String,
    drill: bool,
    verified: bool,
}

/// A version against what was observed.
pub(crate) struct Compared {
    pub(crate) official: Arc<StationResults>,
    pub(crate) observed: Protocols,
    pub(crate) comparison: Comparison,
    /// For each station of the version where its differences begin and end.
    ranges: Vec<(usize, usize)>,
    /// How many entries the state knew.
    pub(crate) entries: u64,
    when: Instant,
}

/// How a published station stands to what was observed there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stands {
    /// Every figure that both know is the same.
    Same,
    /// Some differ.
    Differs,
    /// No protocol of it is accepted, though some came.
    LeftOut,
    /// Nobody reported a protocol.
    NotObserved,
    /// It was observed and not published.
    NotPublished,
}

impl Compared {
    fn new(official: Arc<StationResults>, observed: Protocols, entries: u64) -> Self {
        let comparison = Comparison::of(&official, &observed.results);
        let mut ranges = vec![(0, 0); official.len()];
        for (at, own) in comparison.differing.iter().enumerate() {
            if let Some(range) = ranges.get_mut(own.at) {
                *range = if range.1 == 0 { (at, at + 1) } else { (range.0, at + 1) };
            }
        }
        let when = Instant::now();
        Self { official, observed, comparison, ranges, entries, when }
    }

    /// The figures that differ at a station of the version.
    pub(crate) fn differences(&self, at: StationIndex) -> &[sanaq_check::Difference] {
        let (from, to) = self.ranges.get(at).copied().unwrap_or_default();
        self.comparison.differing.get(from..to).unwrap_or_default()
    }

    /// The place among what was observed, of each station of the version.
    pub(crate) fn beside(&self) -> Vec<Option<StationIndex>> {
        let mut beside = vec![None; self.official.len()];
        for (at, other) in &self.comparison.matched {
            if let Some(slot) = beside.get_mut(*at) {
                *slot = Some(*other);
            }
        }
        beside
    }

    /// Stations whose protocols are left out, by code.
    pub(crate) fn left(&self) -> BTreeMap<&str, &Left> {
        self.observed.left.iter().map(|own| (own.station.as_str(), own)).collect()
    }

    /// Votes that some list has more here in the version than in the protocol.
    pub(crate) fn worth(&self, at: StationIndex) -> u64 {
        let votes = self.differences(at).iter().filter(|own| own.line.starts_with("votes."));
        votes.map(|own| u64::from(own.official.saturating_sub(own.observed))).sum()
    }
}

type Read = Mutex<Vec<(BlobHash, Arc<StationResults>)>>;

fn known(kept: &Read, hash: BlobHash) -> Option<Arc<StationResults>> {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.iter().find(|(own, _)| *own == hash).map(|(_, results)| Arc::clone(results))
}

/// The results that a version holds.
pub(crate) async fn results(
    server: &Server,
    version: &OfficialVersion,
    election: &Election,
) -> Result<Arc<StationResults>, Problem> {
    let hash = version.official.figures;
    let kept = &server.office.official.read;
    if let Some(results) = known(kept, hash) {
        return Ok(results);
    }
    let missing = || {
        let said = said!("said-figures-gone", "the figures of this version are not here");
        Problem::not_found(said)
    };
    let bytes = server.office.blobs.get(Hash(hash.0)).await?.ok_or_else(missing)?;
    let election = election.clone();
    let read = move || {
        let (source, limits) = (Cursor::new(bytes), limits());
        sanaq_import::read(source, "figures.csv.gz", None, Some(&election), &limits, &|_| {})
    };
    let import = by_few(&server.files, read).await??;
    let results = Arc::new(import.results);
    let mut known = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= KEPT {
        known.remove(0);
    }
    known.push((hash, Arc::clone(&results)));
    Ok(results)
}

/// A version against the protocols that the viewer may see, from what is kept or afresh.
pub(crate) async fn compared(
    server: &Server,
    viewer: &Viewer,
    version: &OfficialVersion,
    (drill, verified): (bool, bool),
) -> Result<Arc<Compared>, Problem> {
    let office = &server.office;
    let key = Key {
        figures: version.official.figures,
        organisation: viewer.organisation().to_owned(),
        drill,
        verified,
    };
    let known = |entries: u64| {
        let kept = office.official.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let own = kept.get(&key)?;
        let holds = own.entries == entries || own.when.elapsed() < EVERY;
        holds.then(|| Arc::clone(own))
    };
    let entries = office.state().entries();
    if let Some(known) = known(entries) {
        return Ok(known);
    }
    let _turn = office.official.turn.lock().await;
    if let Some(known) = known(entries) {
        return Ok(known);
    }
    let (form, election) = contest(server, &version.official.contest)?;
    let official = results(server, version, &election).await?;
    let (office, viewer) = (Arc::clone(office), viewer.clone());
    let compared = apart(move || {
        let mode = if drill { Mode::Drill } else { Mode::Real };
        let accept = Accept { verified_only: verified, sample_only: false };
        let (observed, entries) = {
            let state = office.state();
            (state.protocols(&viewer, mode, &form, accept)?, state.entries())
        };
        let compared = Arc::new(Compared::new(official, observed, entries));
        let mut kept = office.official.compared.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= KEPT && !kept.contains_key(&key) {
            kept.pop_first();
        }
        kept.insert(key, Arc::clone(&compared));
        Ok::<_, Problem>(compared)
    });
    compared.await?
}

/// The form and the election of a contest.
pub(crate) fn contest(server: &Server, id: &str) -> Result<(String, Election), Problem> {
    let state = server.office.state();
    let mut contests = state.contests();
    let own = contests.find(|(_, election)| election.contest.id.as_str() == id);
    let missing = || Problem::not_found(Thing::Contest.missing(id));
    own.map(|(form, election)| (form.to_owned(), election.clone())).ok_or_else(missing)
}

/// What was published of a station, the newest versions of each contest, the latest last.
pub(crate) async fn of_station(server: &Server, code: &str) -> Result<Vec<Value>, Problem> {
    let versions: Vec<OfficialVersion> = {
        let state = server.office.state();
        let contests = state.contests().map(|(_, election)| election.contest.id.to_string());
        let newest = |id: String| {
            let all: Vec<OfficialVersion> = state.official(&id).cloned().collect();
            all.into_iter().rev().take(KEPT / 2).rev().collect::<Vec<_>>()
        };
        contests.flat_map(newest).collect()
    };
    let mut published = Vec::new();
    for version in versions {
        let (_, election) = contest(server, &version.official.contest)?;
        // A version whose file cannot be read must not hide what was observed.
        let Ok(results) = results(server, &version, &election).await else { continue };
        let own = code.to_owned();
        let figures = apart(move || {
            let at = results.stations.iter().position(|code| code == own)?;
            let names = names(&results);
            let figures = figures(&results, at, &names);
            Some(names.into_iter().zip(figures).collect::<Vec<_>>())
        });
        if let Some(figures) = figures.await? {
            published.push(json!({ "version": version, "figures": figures }));
        }
    }
    Ok(published)
}

/// The names of a table's figures: its lines, then its options.
pub(crate) fn names(results: &StationResults) -> Vec<String> {
    let lines = results.lines.iter().map(|(line, _)| line.to_string());
    lines.chain(results.votes.iter().map(|(id, _)| format!("votes.{id}"))).collect()
}

/// A station's figures in the order of some table's names.
pub(crate) fn figures(
    results: &StationResults,
    at: StationIndex,
    names: &[String],
) -> Vec<Option<u32>> {
    let figure = |name: &String| {
        let column = match name.strip_prefix("votes.") {
            Some(id) => {
                results.votes.iter().find(|(own, _)| own.as_str() == id).map(|(_, column)| column)
            }
            None => results.line(name),
        };
        column.and_then(|column| column.get(at))
    };
    names.iter().map(figure).collect()
}

/// What is made once of a version and kept by its hash, such as an examination.
pub(crate) async fn once(
    server: &Server,
    version: &OfficialVersion,
    what: &str,
    make: impl FnOnce(&StationResults, &Election) -> Result<Packed, Problem> + Send + 'static,
) -> Result<Packed, Problem> {
    let key = (version.official.figures, what.to_owned());
    let known = || {
        let kept = &server.office.official.examined;
        let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(own, _)| *own == key).map(|(_, packed)| packed.clone())
    };
    if let Some(known) = known() {
        return Ok(known);
    }
    let _turn = server.office.official.examining.lock().await;
    if let Some(known) = known() {
        return Ok(known);
    }
    let (_, election) = contest(server, &version.official.contest)?;
    let results = results(server, version, &election).await?;
    let packed = apart(move || make(&results, &election)).await??;
    let kept = &server.office.official.examined;
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push((key, packed.clone()));
    Ok(packed)
}
