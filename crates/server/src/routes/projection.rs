//! The projection: what the mission's own protocols say of the result while they come in.
//!
//! It is `sanaq estimate` of what is in the office: the same frame, sample, law and seed give the
//! same figures, and `GET /api/desk/projection/{file}` hands out the files that prove it. What is
//! expensive is done apart, one projection at a time, and kept until the state has moved on.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::{
    Mode, Right, SampleView, State as Desk, Thing, Viewer,
    event::WhyMissing,
    view::{Accept, Left, Protocols},
};
use sanaq_election::{Election, StationResults};
use sanaq_estimate::{
    Design, Drawn, Frame, Settings,
    quick_count::{Answer, QuickCount, Remark, Sample},
    random::Seed,
    sample::{self, Absence, Account, Reason},
};
use sanaq_said::{Said, said};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{plan::frame, view::DRILL};
use crate::{
    app::Server,
    course::{Course, Courses},
    gate::Caller,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
    work::apart,
};

/// A projection is computed at most so often, however fast reports come.
const EVERY: Duration = Duration::from_secs(5);
/// Projections that are kept: one for each contest, world and organisation that looks.
const KEPT: usize = 32;
/// Draws of the whole result.
const DRAWS: usize = 10_000;
/// Strata where no sample says what they are.
const STRATA: &str = "region";

/// The endpoint of the files that a projection is made from.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (read, export) = (Who::Has(Right::Read), Who::Has(Right::Export));
    let view = "/api/desk/views/projection";
    let file = "/api/desk/projection/{file}";
    vec![
        endpoint(("GET", view), read, show, "what the protocols say of the result"),
        endpoint(("GET", file), export, files, "what a projection is made from"),
    ]
}

/// Which projection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct Wanted {
    /// The contest; where there is one only, that one.
    contest: String,
    /// The sample; where there is one only, that one.
    sample: String,
    /// A public text.
    seed: String,
    /// Only protocols that a person verified.
    verified: bool,
    drill: bool,
}

impl Wanted {
    /// The usual one of a contest.
    pub(crate) fn new(contest: &str, sample: &str, drill: bool) -> Self {
        let (contest, sample) = (contest.to_owned(), sample.to_owned());
        Self { contest, sample, drill, ..Self::default() }
    }
}

/// What a projection depends on beside the state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Key {
    wanted: Wanted,
    /// Organisations see the reports of whom they may.
    organisation: String,
}

/// A projection that was computed.
#[derive(Clone)]
struct Computed {
    /// How many entries the state knew.
    entries: u64,
    when: Instant,
    answer: Arc<Value>,
}

/// Projections that are kept, and the frame that they share.
#[derive(Default)]
pub(crate) struct Projections {
    courses: Courses,
    kept: Mutex<BTreeMap<Key, Computed>>,
    frame: Mutex<Option<Framed>>,
    /// One is computed at a time: they take all processors.
    turn: tokio::sync::Mutex<()>,
}

/// A frame, with the list of stations and the words that it was made from.
#[derive(Clone)]
struct Framed {
    version: u64,
    strata: String,
    frame: Arc<Frame>,
}

impl Projections {
    /// With the courses of a mission's directory.
    pub(crate) fn open(data: &std::path::Path) -> Self {
        Self { courses: Courses::open(data), ..Self::default() }
    }

    fn known(&self, key: &Key, entries: u64) -> Option<Arc<Value>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let own = kept.get(key)?;
        let holds = own.entries == entries || own.when.elapsed() < EVERY;
        holds.then(|| Arc::clone(&own.answer))
    }

    fn keep(&self, key: Key, computed: Computed) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= KEPT && !kept.contains_key(&key) {
            let oldest = kept.iter().min_by_key(|(_, own)| own.when).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else { break };
            kept.remove(&oldest);
        }
        kept.insert(key, computed);
    }

    /// The course so far. One under a seed of somebody's own is nobody's course.
    fn course(&self, key: &Key, now: i64, answer: &Answer) -> Course {
        let of = serde_json::to_string(key).unwrap_or_default();
        let usual = key.wanted.seed.is_empty();
        if usual { self.courses.with(&of, now, answer) } else { Course::new() }
    }

    /// The frame of the mission's stations, made afresh when a list changed something.
    fn frame(
        &self,
        version: u64,
        strata: &str,
        stations: Stations<'_>,
    ) -> Result<Arc<Frame>, Problem> {
        let mut own = self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        match own.as_ref() {
            Some(known) if known.version == version && known.strata == strata => {
                Ok(Arc::clone(&known.frame))
            }
            _ => {
                let frame = Arc::new(frame(&stations(), strata)?);
                let strata = strata.to_owned();
                *own = Some(Framed { version, strata, frame: Arc::clone(&frame) });
                Ok(frame)
            }
        }
    }
}

/// Makes the list of stations when it is needed.
type Stations<'a> = &'a dyn Fn() -> StationResults;

/// What is taken from the state: everything that a projection is made from.
struct Taken {
    election: Election,
    protocols: Protocols,
    sample: Option<SampleView>,
    strata: String,
    version: u64,
    entries: u64,
}

/// The one that is asked for, or the only one.
pub(super) fn chosen<'a>(
    what: Thing,
    asked: &str,
    mut all: impl Iterator<Item = &'a str>,
) -> Result<Option<&'a str>, Problem> {
    if !asked.is_empty() {
        let found = all.find(|own| *own == asked);
        let missing = || Problem::not_found(what.missing(asked));
        return found.map(Some).ok_or_else(missing);
    }
    let first = all.next();
    if let (Some(_), Some(_)) = (first, all.next()) {
        return Err(Problem::bad(said!("said-which", "there are several: say which one")));
    }
    Ok(first)
}

/// Before an election is there.
pub(super) fn no_contest() -> Said {
    said!("said-no-contest-yet", "no contest is defined yet")
}

/// Takes what is needed while nothing changes.
fn take(state: &Desk, viewer: &Viewer, wanted: &Wanted, now: i64) -> Result<Taken, Problem> {
    if !viewer.may(Right::Read) || !state.may_project(viewer, mode(wanted), now) {
        return Err(Problem::polls_open());
    }
    let contests: Vec<(&str, &Election)> = state.contests().collect();
    let ids = contests.iter().map(|(_, election)| election.contest.id.as_str());
    let id = chosen(Thing::Contest, &wanted.contest, ids)?;
    let own = contests.iter().find(|(_, election)| Some(election.contest.id.as_str()) == id);
    let missing = || Problem::not_found(no_contest());
    let (form, election) = *own.ok_or_else(missing)?;
    let name = chosen(Thing::Sample, &wanted.sample, state.samples())?;
    let sample = name.and_then(|name| state.sample(name, mode(wanted)));
    let accept = Accept { verified_only: wanted.verified, sample_only: sample.is_some() };
    let strata = sample.as_ref().map(|own| own.strata.as_str()).filter(|words| !words.is_empty());
    Ok(Taken {
        election: election.clone(),
        protocols: state.protocols(viewer, mode(wanted), form, accept)?,
        strata: strata.unwrap_or(STRATA).to_owned(),
        sample,
        version: state.stations_version(),
        entries: state.entries(),
    })
}

const fn mode(wanted: &Wanted) -> Mode {
    if wanted.drill { Mode::Drill } else { Mode::Real }
}

/// The projection for whoever looks, from what is kept or afresh.
pub(crate) async fn project(
    server: &Server,
    viewer: &Viewer,
    wanted: &Wanted,
) -> Result<Arc<Value>, Problem> {
    let office = &server.office;
    let (may, entries) = {
        let state = office.state();
        let may = state.may_project(viewer, mode(wanted), office.now());
        (may && viewer.may(Right::Read), state.entries())
    };
    if !may {
        return Err(Problem::polls_open());
    }
    let organisation = viewer.organisation().to_owned();
    let key = Key { wanted: wanted.clone(), organisation };
    if let Some(known) = office.projections.known(&key, entries) {
        return Ok(known);
    }
    let _turn = office.projections.turn.lock().await;
    // Somebody else may have had it computed meanwhile.
    if let Some(known) = office.projections.known(&key, entries) {
        return Ok(known);
    }
    let (office, viewer, wanted) = (Arc::clone(office), viewer.clone(), wanted.clone());
    apart(move || {
        let taken = take(&office.state(), &viewer, &wanted, office.now())?;
        let stations = || office.state().frame();
        let frame = office.projections.frame(taken.version, &taken.strata, &stations)?;
        let entries = taken.entries;
        let course = |answer: &Answer| office.projections.course(&key, office.now(), answer);
        let answer = Arc::new(answer(&taken, &frame, &wanted, &course)?);
        let computed = Computed { entries, when: Instant::now(), answer: Arc::clone(&answer) };
        office.projections.keep(key, computed);
        Ok(answer)
    })
    .await?
}

/// A projection as the estimate makes it, for whoever words it.
pub(crate) struct Worded {
    pub(crate) election: Election,
    pub(crate) answer: Answer,
    /// Stations whose protocols are taken.
    pub(crate) observed: Vec<String>,
    /// How many entries the state knew.
    pub(crate) entries: u64,
}

/// The projection for whoever looks, computed now.
pub(crate) async fn worded(
    server: &Server,
    viewer: &Viewer,
    wanted: &Wanted,
) -> Result<Worded, Problem> {
    let _turn = server.office.projections.turn.lock().await;
    let (office, viewer, wanted) = (Arc::clone(&server.office), viewer.clone(), wanted.clone());
    apart(move || {
        let taken = take(&office.state(), &viewer, &wanted, office.now())?;
        let stations = || office.state().frame();
        let frame = office.projections.frame(taken.version, &taken.strata, &stations)?;
        let entries = taken.entries;
        let Asked { mut answer, .. } = asked(&taken, &frame, &wanted);
        // Those whose protocols nobody can take have reported all the same.
        answer.stations.reported += left_out(&taken);
        let observed = taken.protocols.results.stations.iter().map(str::to_owned).collect();
        Ok(Worded { election: taken.election, answer, observed, entries })
    })
    .await?
}

/// What the estimate answered, and what it was asked with.
struct Asked {
    answer: Answer,
    seed: String,
    account: Option<Account>,
    notes: Vec<Said>,
}

fn asked(taken: &Taken, frame: &Frame, wanted: &Wanted) -> Asked {
    let Taken { election, protocols, sample, .. } = taken;
    let (design, mut notes) = match sample {
        Some(sample) => drawn(frame, sample),
        None => (Sample::Unlisted, Vec::new()),
    };
    let asked = QuickCount {
        election,
        frame,
        sample: &design,
        level: 0.95,
        looks: None,
        anytime: false,
        draws: DRAWS,
        settings: Settings::default(),
    };
    let seed = if wanted.seed.trim().is_empty() { "1" } else { wanted.seed.trim() };
    let mut answer = asked.answer(&protocols.results, &Seed::from_text(seed));
    let account = sample.as_ref().map(|sample| account(sample, &protocols.results));
    let obstructed = account.as_ref().map_or(0, Account::obstructed);
    if obstructed > 0 {
        answer.warnings.push(Remark::Obstructed { stations: obstructed });
    }
    if sample.is_some() {
        notes.push(said!("said-sample-only", "only protocols of the sample's stations are in it"));
    }
    Asked { answer, seed: seed.to_owned(), account, notes }
}

/// Stations of the sample with protocols of which none is taken.
fn left_out(taken: &Taken) -> usize {
    let left = taken.protocols.left.iter().map(|own| own.station.as_str());
    match &taken.sample {
        Some(sample) => {
            let drawn: BTreeSet<&str> =
                sample.rows.iter().map(|row| row.row.station.as_str()).collect();
            left.filter(|code| drawn.contains(code)).count()
        }
        None => left.count(),
    }
}

/// The answer, with the keys of `sanaq estimate` and what was left out.
fn answer(
    taken: &Taken,
    frame: &Frame,
    wanted: &Wanted,
    course: &dyn Fn(&Answer) -> Course,
) -> Result<Value, Problem> {
    let Taken { election, protocols, sample, .. } = taken;
    let Asked { answer, seed, account, notes } = asked(taken, frame, wanted);
    let mut document = serde_json::to_value(&answer).map_err(|error| Problem::inside(&error))?;
    let beside = json!({
        "seed": seed,
        "account": account,
        "dropped": [],
        "input_warnings": { "notes": notes },
        "contest": election.contest.id.as_str(),
        "sample": sample.as_ref().map(|sample| json!({
            "name": sample.name, "locked": sample.locked, "waves": sample.waves,
        })),
        "drill": wanted.drill,
        "as_of": taken.entries,
        "protocols": {
            "taken": protocols.taken.len(),
            "verified": protocols.taken.iter().filter(|own| own.verified).count(),
            "transcribed": protocols.taken.iter().filter(|own| own.transcribed).count(),
        },
        "left_out": left(&protocols.left),
        "remarks": {
            "refusal": answer.refusal,
            "assumptions": answer.assumptions,
            "warnings": answer.warnings,
        },
        "course": course(&answer),
    });
    if let (Some(document), Value::Object(beside)) = (document.as_object_mut(), beside) {
        document.extend(beside);
    }
    Ok(document)
}

/// Stations that are left out: how many for which reason, and each of them.
fn left(left: &[Left]) -> Value {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for own in left {
        let why = serde_json::to_value(own.why).unwrap_or_default();
        *counts.entry(why.as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    json!({ "counts": counts, "stations": left })
}

/// The sample as it was drawn, with the waves that are in use.
fn drawn(frame: &Frame, sample: &SampleView) -> (Sample, Vec<Said>) {
    let list = sample.list();
    let (mut drawn, mut order, mut moved) = (Vec::new(), BTreeMap::new(), 0_usize);
    let mut clusters = std::collections::BTreeSet::new();
    for (row, probability) in list.in_use(sample.waves.into()) {
        let Some(station) = frame.find(&row.station) else { continue };
        let stratum = frame.strata().get(frame.stratum(station)).map_or("", String::as_str);
        moved += usize::from(!row.stratum.is_empty() && row.stratum != stratum);
        drawn.push(Drawn { station, probability });
        order.extend(row.order.map(|nth| (station, nth)));
        clusters.extend(row.cluster.clone());
    }
    let mut notes = Vec::new();
    if moved > 0 {
        notes.push(said!(
            "said-strata-moved",
            "{n} stations of the sample are in another stratum now: the list of stations \
             changed after the draw",
            n = moved
        ));
    }
    let design = Design::new(frame, &drawn);
    (Sample::Drawn { design, order, clusters: clusters.len() }, notes)
}

/// Where the drawn stations stand.
fn account(sample: &SampleView, reports: &StationResults) -> Account {
    let list = sample.list();
    let in_use = list.in_use(sample.waves.into());
    let codes: Vec<&str> = in_use.map(|(row, _)| row.station.as_str()).collect();
    let absences = absences(sample);
    sample::account(codes.into_iter(), reports.stations.iter(), &absences)
}

fn absences(sample: &SampleView) -> Vec<Absence> {
    let rows = sample.rows.iter().filter(|own| own.row.wave <= sample.waves);
    let absent = rows.filter_map(|own| {
        let reason = match own.missing? {
            WhyMissing::Closed => Reason::Closed,
            WhyMissing::Refused => Reason::EntryRefused,
            WhyMissing::NoNetwork => Reason::NoNetwork,
            WhyMissing::Insecurity => Reason::Insecurity,
            WhyMissing::NotReached => Reason::Unreachable,
            WhyMissing::NoObserver => Reason::NoObserver,
        };
        Some(Absence { station: own.row.station.clone(), reason })
    });
    absent.collect()
}

/// The projection now.
pub(crate) async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let projection = project(&server, caller.viewer()?, &wanted).await?;
    let head = wanted.drill.then_some([DRILL]);
    Ok((head, Json(projection.as_ref().clone())).into_response())
}

/// What it was made from, as files that `sanaq estimate` reads: `protocols.csv`, `frame.csv`,
/// `sample.csv`, `absences.csv`.
pub(crate) async fn files(
    State(server): State<Server>,
    caller: Caller,
    Path(file): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let (office, viewer) = (Arc::clone(&server.office), caller.viewer()?.clone());
    let drill = wanted.drill;
    let name = if drill { format!("drill-{file}") } else { file.clone() };
    let csv = apart(move || {
        let taken = take(&office.state(), &viewer, &wanted, office.now())?;
        let missing = || Problem::not_found(said!("said-no-sample-yet", "no sample is drawn yet"));
        match file.as_str() {
            "protocols.csv" => written(&taken.protocols.results),
            "frame.csv" => {
                let stations = office.state().frame();
                written(&stations)
            }
            "sample.csv" => Ok(taken.sample.as_ref().ok_or_else(missing)?.list().csv()),
            "absences.csv" => {
                let absent = absences(taken.sample.as_ref().ok_or_else(missing)?);
                let mut text = String::from("station,reason\r\n");
                for own in absent {
                    let cells = [own.station, own.reason.code().to_owned()];
                    text.push_str(&super::export::line(&cells));
                }
                Ok(text)
            }
            other => Err(Problem::not_found(format!("there is no file «{other}»"))),
        }
    })
    .await??;
    // Only the names of the files that there are come here.
    let named = format!("attachment; filename=\"{name}\"");
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((drill.then_some([DRILL]), head, csv).into_response())
}

/// Station results in the canonical columns.
fn written(results: &StationResults) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let written = sanaq_import::write(results, sanaq_import::Format::Csv, &mut bytes);
    written.map_err(|error| Problem::inside(&error))?;
    String::from_utf8(bytes).map_err(|error| Problem::inside(&error))
}
