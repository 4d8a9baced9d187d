//! All stations at once, for a page that filters and sorts a hundred thousand rows by itself: the
//! whole table first, then only the rows that changed since.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use sanaq_desk::{
    FlagKind, Mode, Right, Thing, Viewer,
    event::WhyMissing,
    view::{PROTOCOL, StationDay, StationList},
};
use sanaq_forms::FormKind;
use sanaq_seal::hash::Hash;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::projection::chosen;
use crate::{
    app::Server,
    gate::Caller,
    office::Office,
    official::{self, Compared},
    packed::Packed,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
    work::apart,
};

/// The table is made afresh at most so often.
const EVERY: Duration = Duration::from_secs(1);
/// Tables that are kept: one for each world, organisation and contest.
const KEPT: usize = 8;
/// How a station stands to the newest published result, in the order of their numbers.
const OFFICIAL: [&str; 5] = ["none", "not-observed", "same", "differs", "left-out"];

/// The endpoint of the table.
pub(crate) fn ways() -> Vec<Endpoint> {
    let read = Who::Has(Right::Read);
    vec![endpoint(("GET", "/api/desk/table"), read, show, "all stations, column by column")]
}

/// Which part of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    drill: bool,
    /// Whose protocols and published figures; nothing: those of the first contest.
    contest: String,
    /// What the caller has: entries known, and the version of the list.
    since: Option<u64>,
    list: Option<u64>,
}

/// Tables that are kept.
#[derive(Default)]
pub(crate) struct Tables {
    kept: Mutex<BTreeMap<Key, Arc<Table>>>,
    turn: tokio::sync::Mutex<()>,
}

/// Of what a table is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    organisation: String,
    drill: bool,
    contest: Option<String>,
}

impl Key {
    fn new(server: &Server, viewer: &Viewer, wanted: &Wanted) -> Result<Self, Problem> {
        let state = server.office.state();
        let mut ids = state.contests().map(|(_, own)| own.contest.id.as_str());
        let contest = match wanted.contest.as_str() {
            "" => ids.next(),
            own => chosen(Thing::Contest, own, ids)?,
        };
        let (organisation, contest) =
            (viewer.organisation().to_owned(), contest.map(str::to_owned));
        Ok(Self { organisation, drill: wanted.drill, contest })
    }

    const fn mode(&self) -> Mode {
        if self.drill { Mode::Drill } else { Mode::Real }
    }

    /// What tells answers about it from others.
    fn tag(&self) -> Hash {
        let contest = self.contest.as_deref().unwrap_or_default();
        Hash::of(format!("{}\n{}\n{contest}", self.organisation, self.drill).as_bytes())
    }
}

/// A table as it was made.
struct Table {
    /// How many entries the state knew.
    entries: u64,
    /// The same when the first table was made: since when changes are known.
    base: u64,
    /// The version of the list.
    version: u64,
    /// Whether it knows everything that the state does: comparisons are made less often.
    settled: bool,
    list: Arc<StationList>,
    day: StationDay,
    published: Published,
    /// For each row since which entries it is as it is.
    changed: Vec<u64>,
    when: Instant,
    whole: Packed,
}

/// What the newest published result says of each row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Published {
    /// A place in [`OFFICIAL`].
    official: Vec<u8>,
    /// Ballots as published.
    cast: Vec<Option<u32>>,
    /// Votes that some list has more there than in the protocol.
    worth: Vec<u64>,
}

#[derive(Serialize)]
struct Columns<'a> {
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    list: Option<&'a StationList>,
    #[serde(flatten)]
    day: &'a StationDay,
    #[serde(flatten)]
    published: &'a Published,
}

/// The whole table, or what changed.
#[derive(Serialize)]
struct Answer<'a> {
    entries: u64,
    list: u64,
    rows: usize,
    drill: bool,
    whole: bool,
    /// Of a part: the rows that it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a [usize]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Value>,
    columns: Columns<'a>,
}

/// What the numbers of columns mean.
fn meanings() -> Value {
    json!({
        "stages": FormKind::ALL,
        "flags": FlagKind::ALL,
        "missing": WhyMissing::ALL,
        "protocol": PROTOCOL,
        "official": OFFICIAL,
    })
}

/// How far the state is, for whoever may see the table.
pub(crate) fn news(server: &Server, viewer: &Viewer) -> Result<Value, Problem> {
    if !viewer.may(Right::Read) {
        return Err(Problem::forbidden("your role does not see this"));
    }
    let state = server.office.state();
    Ok(json!({ "entries": state.entries(), "list": state.stations_version() }))
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let viewer = caller.viewer()?;
    let key = Key::new(&server, viewer, &wanted)?;
    let table = table(&server, viewer, &key).await?;
    let Some(since) = wanted.since.filter(|since| table.knows(*since, wanted.list)) else {
        return Ok(table.whole.answer(&headers));
    };
    let part = apart(move || {
        let places = table.changed.iter().enumerate().filter(|(_, changed)| **changed > since);
        let at: Vec<usize> = places.map(|(at, _)| at).collect();
        let (day, published) = (table.day.rows(&at), table.published.rows(&at));
        let tag = format!("{}-{}-{since}-{}", table.entries, table.version, key.tag());
        let columns = Columns { list: None, day: &day, published: &published };
        let (entries, list, rows) = (table.entries, table.version, table.changed.len());
        let at = Some(at.as_slice());
        let drill = key.drill;
        let answer = Answer { entries, list, rows, drill, whole: false, at, names: None, columns };
        Packed::new(&tag, &answer)
    });
    Ok(part.await??.answer(&headers))
}

/// The table from what is kept or afresh.
async fn table(server: &Server, viewer: &Viewer, key: &Key) -> Result<Arc<Table>, Problem> {
    let office = &server.office;
    let kept = || {
        let kept = office.tables.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    };
    let holds = |own: &Table| {
        let newest = own.settled && own.entries == office.state().entries();
        newest || own.when.elapsed() < EVERY
    };
    if let Some(own) = kept().filter(|own| holds(own)) {
        return Ok(own);
    }
    let _turn = office.tables.turn.lock().await;
    let before = kept();
    if let Some(own) = before.clone().filter(|own| holds(own)) {
        return Ok(own);
    }
    let compared = newest(server, viewer, key).await;
    let (office, viewer, key) = (Arc::clone(office), viewer.clone(), key.clone());
    let made = apart(move || {
        let made = Table::make(&office, &viewer, &key, before.as_deref(), compared.as_deref())?;
        let made = Arc::new(made);
        let mut kept = office.tables.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= KEPT && !kept.contains_key(&key) {
            kept.pop_first();
        }
        kept.insert(key, Arc::clone(&made));
        Ok::<_, Problem>(made)
    });
    made.await?
}

/// The newest published result of the contest against what was observed; a version whose figures
/// cannot be read is as good as none here.
async fn newest(server: &Server, viewer: &Viewer, key: &Key) -> Option<Arc<Compared>> {
    let version = server.office.state().official(key.contest.as_deref()?).last().cloned()?;
    official::compared(server, viewer, &version, (key.drill, false)).await.ok()
}

impl Table {
    fn make(
        office: &Office,
        viewer: &Viewer,
        key: &Key,
        before: Option<&Self>,
        compared: Option<&Compared>,
    ) -> Result<Self, Problem> {
        let (entries, version, list, day) = {
            let state = office.state();
            let version = state.stations_version();
            let list = match before.filter(|own| own.version == version) {
                Some(own) => Arc::clone(&own.list),
                None => Arc::new(state.station_list(viewer)?),
            };
            let day = state.station_day(viewer, key.mode(), key.contest.as_deref())?;
            (state.entries(), version, list, day)
        };
        let published = Published::of(&list, compared);
        let before = before.filter(|own| own.version == version && own.day.len() == day.len());
        let changed = (0..day.len()).map(|at| match before {
            Some(own) if own.day.is_same(&day, at) && own.published.is_same(&published, at) => {
                own.changed.get(at).copied().unwrap_or(entries)
            }
            _ => entries,
        });
        let changed = changed.collect();
        let base = before.map_or(entries, |own| own.base);
        let columns = Columns { list: Some(&list), day: &day, published: &published };
        let (rows, names) = (day.len(), Some(meanings()));
        let (at, whole, drill) = (None, true, key.drill);
        let answer = Answer { entries, list: version, rows, drill, whole, at, names, columns };
        let known = compared.map_or(entries, |own| own.entries);
        let tag = format!("{entries}-{known}-{version}-{}", key.tag());
        let whole = Packed::new(&tag, &answer)?;
        let (settled, when) = (known >= entries, Instant::now());
        Ok(Self { entries, base, version, settled, list, day, published, changed, when, whole })
    }

    /// Whether it can say what changed since.
    fn knows(&self, since: u64, list: Option<u64>) -> bool {
        self.base <= since && list == Some(self.version)
    }
}

impl Published {
    fn of(list: &StationList, compared: Option<&Compared>) -> Self {
        let rows = list.code.len();
        let Some(compared) = compared else {
            return Self { official: vec![0; rows], cast: vec![None; rows], worth: vec![0; rows] };
        };
        let (left, beside) = (compared.left(), compared.beside());
        let codes = compared.official.stations.iter().enumerate();
        let places: std::collections::HashMap<&str, usize> =
            codes.map(|(at, code)| (code, at)).collect();
        let mut published = Self::default();
        for code in &list.code {
            let at = places.get(code.as_str()).copied();
            let seen = at.and_then(|at| beside.get(at).copied().flatten()).is_some();
            published.official.push(match at {
                None => 0,
                Some(at) if seen => 2 + u8::from(!compared.differences(at).is_empty()),
                Some(_) => {
                    if left.contains_key(code.as_str()) {
                        4
                    } else {
                        1
                    }
                }
            });
            published.cast.push(at.and_then(|at| compared.official.cast(at)));
            published.worth.push(at.map_or(0, |at| compared.worth(at)));
        }
        published
    }

    fn is_same(&self, other: &Self, at: usize) -> bool {
        self.official.get(at) == other.official.get(at)
            && self.cast.get(at) == other.cast.get(at)
            && self.worth.get(at) == other.worth.get(at)
    }

    fn rows(&self, at: &[usize]) -> Self {
        fn some<T: Copy>(column: &[T], at: &[usize]) -> Vec<T> {
            at.iter().filter_map(|at| column.get(*at).copied()).collect()
        }
        Self {
            official: some(&self.official, at),
            cast: some(&self.cast, at),
            worth: some(&self.worth, at),
        }
    }
}
