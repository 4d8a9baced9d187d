//! Drawing the sample from the mission's stations by a public seed.

use axum::{
    Json,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::{
    Event, Mode,
    event::{Chance, Sample, SampleLocked, SampleRow},
};
use sanaq_election::StationResults;
use sanaq_estimate::{
    Frame, Strata, division,
    random::Seed,
    sample::{self, Clusters, List, Method, Plan, Previous},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::record;
use crate::{
    app::Server,
    gate::Caller,
    problem::Problem,
    work::{apart, limits},
};

/// What to draw, in the words of `sanaq sample`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Asked {
    /// What the sample is called.
    name: String,
    /// A public text.
    seed: String,
    size: usize,
    #[serde(default = "region")]
    strata: String,
    #[serde(default)]
    method: Method,
    #[serde(default = "least")]
    minimum: usize,
    #[serde(default)]
    clusters: Option<ClusterOf>,
    #[serde(default)]
    waves: u16,
    #[serde(default)]
    wave_size: usize,
    /// Results of a previous election in the canonical columns, for `neyman`.
    #[serde(default)]
    previous: Option<String>,
    /// The option of it that the sample is drawn for; else the strongest.
    #[serde(default)]
    option: Option<String>,
    /// Fix it at once.
    #[serde(default)]
    lock: bool,
    /// Only say what would be drawn.
    #[serde(default)]
    dry: bool,
}

#[derive(Clone, Copy, Deserialize)]
struct ClusterOf {
    /// So many levels of the area's path; nothing: all of it.
    level: Option<usize>,
    /// Stations of each.
    each: usize,
}

fn region() -> String {
    "region".to_owned()
}

const fn least() -> usize {
    Plan::LEAST
}

/// Divides a list of stations as words such as `region+2` say.
pub(crate) fn frame(stations: &StationResults, strata: &str) -> Result<Frame, Problem> {
    let parts = division::parts(strata).map_err(|word| {
        let expected = "none, region, district, area, or a level such as 2, joined by +";
        Problem::bad(format!("strata: found «{word}», expected {expected}"))
    })?;
    let labels = division::labels(&parts, stations);
    Frame::new(stations, Strata::Labels(&labels)).map_err(|error| Problem::bad(error.to_string()))
}

/// Draws a sample. Until it is locked, the next draw under its name takes its place.
pub(crate) async fn draw(
    State(server): State<Server>,
    caller: Caller,
    Json(asked): Json<Asked>,
) -> Result<Json<Value>, Problem> {
    let stations = server.office.state().frame();
    let wanted = asked.clone();
    let (list, strata) = apart(move || drawn(&stations, &wanted)).await??;
    let csv = list.csv();
    let reserves = list.rows.iter().filter(|row| row.wave > 0).count();
    let answer = json!({
        "name": asked.name,
        "stations": list.rows.len() - reserves,
        "reserves": reserves,
        "strata": strata,
        "commitment": sample::commitment(&csv),
        "locked": asked.lock && !asked.dry,
        "dry": asked.dry,
    });
    if !asked.dry {
        let name = asked.name.clone();
        record(&server, &caller, vec![event(asked.clone(), list)]).await?;
        if asked.lock {
            let lock = SampleLocked { name, waves: 0 };
            record(&server, &caller, vec![lock.into()]).await?;
        }
    }
    Ok(Json(answer))
}

/// The list, and how it divides among strata.
fn drawn(stations: &StationResults, asked: &Asked) -> Result<(List, Vec<Value>), Problem> {
    let bad = |error: &dyn std::fmt::Display| Problem::bad(error.to_string());
    let frame = frame(stations, &asked.strata)?;
    let previous = asked.previous.as_ref().map(|csv| previous(&frame, csv)).transpose()?;
    let scatter = match (&previous, &asked.option) {
        (Some(previous), Some(id)) => {
            let found = previous.options.iter().find(|scatter| scatter.option == *id);
            let missing = || bad(&format!("option: found no votes for «{id}» in previous"));
            Some(found.ok_or_else(missing)?)
        }
        (Some(previous), None) => previous.leader(),
        (None, _) => None,
    };
    let plan = Plan {
        size: asked.size,
        method: asked.method,
        least: asked.minimum,
        clusters: asked.clusters.map(|own| Clusters { level: own.level, each: own.each }),
        waves: asked.waves.into(),
        wave_size: asked.wave_size,
        scatter,
    };
    let rows = sample::draw(&frame, &plan, &Seed::from_text(&asked.seed));
    let rows = rows.map_err(|error| bad(&error))?;
    let mut counts = vec![0_usize; frame.strata().len()];
    for row in rows.iter().filter(|row| row.wave == 0) {
        if let Some(count) = counts.get_mut(row.stratum) {
            *count += 1;
        }
    }
    let each = frame.strata().iter().zip(frame.stratum_stations()).zip(counts);
    let strata = each.map(|((stratum, stations), drawn)| {
        json!({ "stratum": stratum, "stations": stations, "drawn": drawn })
    });
    Ok((List::of(&frame, &rows), strata.collect()))
}

fn previous(frame: &Frame, csv: &str) -> Result<Previous, Problem> {
    let limits = limits();
    let source = std::io::Cursor::new(csv.as_bytes());
    let read = sanaq_import::read(source, "previous", None, None, &limits, &|_| {});
    let read = read?;
    let missing = "previous: found votes of no station of the mission, expected the same codes";
    Previous::new(frame, &read.results).ok_or_else(|| Problem::bad(missing))
}

/// The list as an entry of the log.
fn event(asked: Asked, list: List) -> Event {
    let rows = list.rows.into_iter().map(|row| SampleRow {
        station: row.station,
        stratum: Some(row.stratum),
        cluster: row.cluster,
        probability: row.probability.and_then(Chance::new),
        chances: row.chances.into_iter().flatten().filter_map(Chance::new).collect(),
        order: row.order.and_then(|order| u32::try_from(order).ok()),
        wave: u16::try_from(row.wave).unwrap_or(u16::MAX),
    });
    let method = serde_json::to_value(asked.method).unwrap_or_default();
    let method = method.as_str().unwrap_or_default().to_owned();
    let Asked { name, seed, strata, .. } = asked;
    Sample { name, seed, method, strata, fresh: true, rows: rows.collect() }.into()
}

/// Which sample.
#[derive(Deserialize)]
pub(crate) struct Named {
    name: String,
}

/// A sample as `sanaq sample` writes it; the bytes that the commitment is the hash of.
pub(crate) async fn list(
    State(server): State<Server>,
    Query(asked): Query<Named>,
) -> Result<Response, Problem> {
    let sample = server.office.state().sample(&asked.name, Mode::Real);
    let missing = || Problem::not_found(format!("there is no sample «{}»", asked.name));
    let csv = sample.ok_or_else(missing)?.list().csv();
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response())
}
