//! A version against what was observed, and against the version before it.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use sanaq_check::{Comparison, Report, Totals};
use sanaq_desk::{Viewer, view::Left};
use sanaq_election::{Election, StationIndex, StationResults};
use sanaq_said::said;
use sanaq_seats::{Outcome, Poll};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Wanted, named};
use crate::{
    app::Server,
    gate::Caller,
    official::{self, Compared, Stands, figures, names},
    packed::Packed,
    problem::Problem,
    work::apart,
};

/// The versions of a contest, and one of them against what was observed.
pub(super) async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Value>, Problem> {
    Ok(Json(summary(&server, caller.viewer()?, &wanted).await?))
}

/// The same, for whoever follows it live.
pub(crate) async fn summary(
    server: &Server,
    viewer: &Viewer,
    wanted: &Wanted,
) -> Result<Value, Problem> {
    let contest = wanted.contest(server)?;
    let (_, election) = official::contest(server, &contest)?;
    let versions: Vec<_> = server.office.state().official(&contest).cloned().collect();
    let mut answer = json!({ "contest": contest, "versions": versions, "drill": wanted.drill });
    let Some(version) = named(server, &contest, &wanted.version)? else { return Ok(answer) };
    let how = (wanted.drill, wanted.verified);
    let compared = official::compared(server, viewer, &version, how).await?;
    let hash = version.official.figures;
    let mut beside = apart(move || beside(&compared, &election)).await?;
    beside.insert("version".to_owned(), json!(version));
    if let Some(all) = answer.as_object_mut() {
        all.extend(beside);
        all.insert("figures".to_owned(), json!(hash));
    }
    Ok(answer)
}

fn beside(compared: &Compared, election: &Election) -> Map<String, Value> {
    let Compared { official, observed, comparison, .. } = compared;
    let corrected = comparison.corrected(official, &observed.results);
    let (published, seen) = (seats(election, official), seats(election, &corrected));
    let checked = sanaq_check::check(official, Some(election));
    let all_left = compared.left();
    let left = comparison.only_first.iter();
    let left = left.filter(|at| all_left.contains_key(official.stations.get(**at))).count();
    let differ = (0..official.len()).filter(|at| !compared.differences(*at).is_empty()).count();
    let worth: u64 = (0..official.len()).map(|at| compared.worth(at)).sum();
    let moved = published.as_ref().ok().zip(seen.as_ref().ok()).map(|(one, other)| {
        let pairs = one.options.iter().zip(&other.options);
        pairs.map(|(a, b)| a.seats.get().saturating_sub(b.seats.get())).sum::<u32>()
    });
    let why = published.as_ref().err().or(seen.as_ref().err());
    let own = json!({
        "stations": {
            "official": official.len(),
            "observed": observed.results.len(),
            "matched": comparison.matched.len(),
            "same": comparison.matched.len() - differ,
            "differ": differ,
            "left_out": left,
            "not_observed": comparison.only_first.len() - left,
            "not_published": comparison.only_second.len(),
        },
        "totals": totals(&checked.totals),
        "turnout": turnout(&checked.totals),
        "checks": checks(&checked),
        "options": options(election, compared, (&published, &seen), &corrected),
        "lines": lines(compared),
        "worth": { "votes": worth, "seats": moved },
        "no_seats": why.map(ToString::to_string),
        "as_of": compared.entries,
    });
    match own {
        Value::Object(own) => own,
        _ => Map::new(),
    }
}

/// Seats by the law, or why they cannot be said.
fn seats(
    election: &Election,
    results: &StationResults,
) -> Result<Outcome, sanaq_seats::InputError> {
    let contest = sanaq_seats::with_options_of(&election.contest, results);
    let turnout = election.protocol.turnout.as_str();
    sanaq_seats::allocate(&contest, &Poll::of_results(&contest, results, turnout)?)
}

type Seats = Result<Outcome, sanaq_seats::InputError>;

/// What each option has as published, and with what was observed in place of what was published.
fn options(
    election: &Election,
    compared: &Compared,
    (published, seen): (&Seats, &Seats),
    corrected: &StationResults,
) -> Vec<Value> {
    let side = |results: &StationResults, outcome: &Seats, id: &sanaq_election::OptionId| {
        let votes = results.votes_of(id).map_or(0, sanaq_election::Column::total);
        let all: u64 = results.votes.iter().map(|(_, column)| column.total()).sum();
        let own = outcome.as_ref().ok();
        let own = own.and_then(|outcome| outcome.options.iter().find(|own| own.id == *id));
        let share =
            own.and_then(|own| own.share).map(|share| share.num() as f64 / share.den() as f64);
        json!({
            "votes": votes,
            "share": share.or((all > 0).then(|| votes as f64 / all as f64)),
            "seats": own.map(|own| own.seats),
        })
    };
    let row = |(id, _): &(sanaq_election::OptionId, _)| {
        let info = election.contest.options.iter().find(|info| info.id == *id);
        json!({
            "id": id,
            "name": info.map(|info| &info.name),
            "short": info.and_then(|info| info.short.as_ref()),
            "color": info.and_then(|info| info.color.as_ref()),
            "official": side(&compared.official, published, id),
            "with_observed": side(corrected, seen, id),
            "net": compared.comparison.net_effect.get(id),
        })
    };
    compared.official.votes.iter().map(row).collect()
}

/// How many stations differ in each figure, and by how much in all.
fn lines(compared: &Compared) -> Vec<Value> {
    let row = |name: String| {
        let own = compared.comparison.differing.iter().filter(|own| own.line == name);
        let (mut stations, mut net) = (0_u64, 0_i64);
        for own in own {
            stations += 1;
            net += i64::from(own.official) - i64::from(own.observed);
        }
        json!({ "line": name, "stations": stations, "net": net })
    };
    names(&compared.official).into_iter().map(row).collect()
}

/// `{registered, …, options{id}}`; a line that the source lacks is null, never zero.
fn totals(totals: &Totals) -> Value {
    let lines = totals.lines.iter().map(|line| (line.line.clone(), json!(line.sum)));
    let options = totals.options.iter().map(|option| (option.id.to_string(), json!(option.votes)));
    let mut all: Map<String, Value> = lines.collect();
    all.insert("options".to_owned(), Value::Object(options.collect()));
    Value::Object(all)
}

fn turnout(totals: &Totals) -> Option<f64> {
    let (some, all) = (totals.turned_out.get(), totals.turnout_of.get());
    (all > 0).then(|| some as f64 / all as f64)
}

/// Whether the version adds up by itself.
fn checks(report: &Report) -> Value {
    json!({
        "counts": report.counts,
        "over_full": report.over_full.len(),
        "zero_registered": report.zero_registered,
        "duplicates": report.duplicates.len(),
        "first": report.violations.iter().take(20).collect::<Vec<_>>(),
    })
}

/// A station of the table.
#[derive(Serialize)]
struct Row<'a> {
    station: &'a str,
    area: &'a str,
    stands: Stands,
    /// Votes that some list has more in the version than in the protocol.
    worth: u64,
    official: Option<Vec<Option<u32>>>,
    observed: Option<Vec<Option<u32>>>,
    /// The report that was observed.
    report: Option<sanaq_desk::Id>,
    transcribed: bool,
    verified: bool,
    why: Option<&'a Left>,
}

/// Where a row is: in the version, or among what was observed alone.
#[derive(Clone, Copy)]
enum Place {
    Published(StationIndex),
    Observed(StationIndex),
}

/// All rows, before those that are asked for are made.
struct Rows<'a> {
    compared: &'a Compared,
    left: BTreeMap<&'a str, &'a Left>,
    beside: Vec<Option<StationIndex>>,
}

impl<'a> Rows<'a> {
    fn of(compared: &'a Compared) -> Self {
        Self { compared, left: compared.left(), beside: compared.beside() }
    }

    fn all(&self) -> impl Iterator<Item = Place> {
        let published = (0..self.compared.official.len()).map(Place::Published);
        let alone = self.compared.comparison.only_second.iter();
        published.chain(alone.map(|at| Place::Observed(*at)))
    }

    /// The table that a row stands in, and where.
    fn table(&self, place: Place) -> (&'a StationResults, StationIndex) {
        match place {
            Place::Published(at) => (&self.compared.official, at),
            Place::Observed(at) => (&self.compared.observed.results, at),
        }
    }

    /// Where it stands among what was observed.
    fn observed(&self, place: Place) -> Option<StationIndex> {
        match place {
            Place::Published(at) => self.beside.get(at).copied().flatten(),
            Place::Observed(at) => Some(at),
        }
    }

    fn stands(&self, place: Place) -> Stands {
        let Place::Published(at) = place else { return Stands::NotPublished };
        let same = self.compared.differences(at).is_empty();
        match self.observed(place) {
            Some(_) if same => Stands::Same,
            Some(_) => Stands::Differs,
            None if self.left.contains_key(self.compared.official.stations.get(at)) => {
                Stands::LeftOut
            }
            None => Stands::NotObserved,
        }
    }

    fn worth(&self, place: Place) -> u64 {
        match place {
            Place::Published(at) => self.compared.worth(at),
            Place::Observed(_) => 0,
        }
    }

    fn row(&self, place: Place, names: &[String]) -> Row<'a> {
        let ((own, at), other) = (self.table(place), self.observed(place));
        let taken = other.and_then(|other| self.compared.observed.taken.get(other));
        let station = own.stations.get(at);
        let published = matches!(place, Place::Published(_));
        Row {
            station,
            area: own.area_path(at),
            stands: self.stands(place),
            worth: self.worth(place),
            official: published.then(|| figures(own, at, names)),
            observed: other.map(|other| figures(&self.compared.observed.results, other, names)),
            report: taken.map(|own| own.report),
            transcribed: taken.is_some_and(|own| own.transcribed),
            verified: taken.is_some_and(|own| own.verified),
            why: self.left.get(station).copied(),
        }
    }
}

/// Stations one by one.
pub(super) async fn stations(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let version = wanted.version(&server)?;
    let how = (wanted.drill, wanted.verified);
    let compared = official::compared(&server, caller.viewer()?, &version, how).await?;
    let packed = apart(move || table(&compared, &wanted)).await??;
    Ok(packed.answer(&headers))
}

fn table(compared: &Compared, wanted: &Wanted) -> Result<Packed, Problem> {
    let only: Option<Stands> = match wanted.only.as_str() {
        "" => None,
        word => Some(serde_json::from_value(json!(word)).map_err(|_| {
            let all = "same, differs, left-out, not-observed or not-published";
            Problem::bad(format!("only: found «{word}», expected {all}"))
        })?),
    };
    let all = Rows::of(compared);
    let fits = |place: &Place| {
        let (results, at) = all.table(*place);
        let own = wanted.station.as_str();
        (own.is_empty() || results.stations.get(at) == own)
            && only.is_none_or(|only| only == all.stands(*place))
            && in_area(results.area_path(at), &wanted.area)
    };
    let mut places: Vec<Place> = all.all().filter(fits).collect();
    if wanted.order == "worth" {
        places.sort_by_key(|place| std::cmp::Reverse(all.worth(*place)));
    }
    let names = names(&compared.official);
    let some = places.iter().skip(wanted.from).take(wanted.limit());
    let rows: Vec<Row<'_>> = some.map(|place| all.row(*place, &names)).collect();
    let answer = json!({
        "total": places.len(), "from": wanted.from, "as_of": compared.entries,
        "lines": names, "rows": rows,
    });
    let tag = sanaq_seal::hash::Hash::of(answer.to_string().as_bytes());
    Packed::new(&tag.to_string(), &answer)
}

fn in_area(path: &str, area: &str) -> bool {
    let below = || path.strip_prefix(area).is_some_and(|rest| rest.starts_with('/'));
    area.is_empty() || path == area || below()
}

/// What changed from one version to the next.
pub(super) async fn changes(
    State(server): State<Server>,
    _: Caller,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let version = wanted.version(&server)?;
    let contest = version.official.contest.clone();
    let before = if wanted.since.is_empty() {
        version.number.saturating_sub(1).to_string()
    } else {
        wanted.since.clone()
    };
    let missing = || {
        Problem::not_found(said!("said-no-version-before", "there is no version before this one"))
    };
    let before = named(&server, &contest, &before)?.ok_or_else(missing)?;
    let (_, election) = official::contest(&server, &contest)?;
    let new = official::results(&server, &version, &election).await?;
    let old = official::results(&server, &before, &election).await?;
    let made = apart(move || {
        let answer = changed(&new, &old, &wanted, [before.number, version.number]);
        let tag = sanaq_seal::hash::Hash::of(answer.to_string().as_bytes());
        Packed::new(&tag.to_string(), &answer)
    });
    Ok(made.await??.answer(&headers))
}

fn changed(
    new: &StationResults,
    old: &StationResults,
    wanted: &Wanted,
    numbers: [usize; 2],
) -> Value {
    let comparison = Comparison::of(new, old);
    let mut rows: Vec<Value> = Vec::new();
    let (mut total, mut last) = (0, None);
    for own in &comparison.differing {
        let area = new.area_path(own.at);
        if !in_area(area, &wanted.area) {
            continue;
        }
        let fresh = last != Some(own.at);
        (total, last) = (total + usize::from(fresh), Some(own.at));
        if total <= wanted.from || wanted.from + wanted.limit() < total {
            continue;
        }
        if fresh {
            rows.push(json!({ "station": own.station, "area": area, "figures": [] }));
        }
        let figures = rows.last_mut().and_then(|row| row["figures"].as_array_mut());
        if let Some(figures) = figures {
            figures.push(json!({
                "line": own.line, "before": own.observed, "after": own.official,
            }));
        }
    }
    let codes = |of: &StationResults, places: &[StationIndex]| -> Vec<String> {
        places.iter().take(100).map(|at| of.stations.get(*at).to_owned()).collect()
    };
    let [before, after] = numbers;
    json!({
        "before": before,
        "after": after,
        "stations": { "before": old.len(), "after": new.len() },
        "added": comparison.only_first.len(),
        "added_first": codes(new, &comparison.only_first),
        "removed": comparison.only_second.len(),
        "removed_first": codes(old, &comparison.only_second),
        "net": comparison.net_effect,
        "total": total,
        "from": wanted.from,
        "rows": rows,
    })
}
