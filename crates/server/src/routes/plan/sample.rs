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
    sample::{self, Clusters, Expectation, List, Margin, Method, Plan, Previous, SampleError},
};
use sanaq_said::said;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{record, undrawn};
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
    /// Results of a previous election in the canonical columns: for `neyman`, and for margins.
    #[serde(default)]
    previous: Option<String>,
    /// The option of it that the sample is drawn for; else the strongest.
    #[serde(default)]
    option: Option<String>,
    /// The part of the drawn stations that is expected to report, for margins.
    #[serde(default = "all")]
    arrived: f64,
    /// The level of the intervals.
    #[serde(default = "usual")]
    level: f64,
    /// Fix it at once.
    #[serde(default)]
    lock: bool,
    /// Only say what would be drawn.
    #[serde(default)]
    dry: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
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

const fn all() -> f64 {
    1.0
}

const fn usual() -> f64 {
    0.95
}

/// What was drawn, and what is to be expected of it.
struct Drawn {
    list: List,
    /// How it divides among strata.
    strata: Vec<Value>,
    /// Of the mission's stations, those that the previous election knows.
    known: Option<usize>,
    /// By how the stations scattered in the previous election; without one nothing is expected.
    margins: Vec<Margin>,
}

/// Divides a list of stations as words such as `region+2` say.
pub(crate) fn frame(stations: &StationResults, strata: &str) -> Result<Frame, Problem> {
    let parts = division::parts(strata).map_err(|word| {
        Problem::bad(said!(
            "said-sample-strata",
            "strata: found «{word}», expected none, region, district, area, or a level such as 2, \
             joined by +",
            word
        ))
    })?;
    let labels = division::labels(&parts, stations);
    Frame::new(stations, Strata::Labels(&labels))
        .map_err(|error| Problem::bad(undrawn::frame(&error)))
}

/// Draws a sample. Until it is locked, the next draw under its name takes its place.
pub(crate) async fn draw(
    State(server): State<Server>,
    caller: Caller,
    Json(asked): Json<Asked>,
) -> Result<Json<Value>, Problem> {
    let stations = server.office.state().frame();
    let wanted = asked.clone();
    let drawn = apart(move || drawn(&stations, &wanted)).await??;
    let Drawn { list, strata, known, margins } = drawn;
    let csv = list.csv();
    let reserves = list.rows.iter().filter(|row| row.wave > 0).count();
    let answer = json!({
        "name": asked.name,
        "stations": list.rows.len() - reserves,
        "reserves": reserves,
        "strata": strata,
        "commitment": sample::commitment(&csv),
        "level": asked.level,
        "arrived": asked.arrived,
        "known": known,
        "margins": margins,
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

fn drawn(stations: &StationResults, asked: &Asked) -> Result<Drawn, Problem> {
    let ask = asked.expectation()?;
    let bad = |error: SampleError| Problem::bad(undrawn::plan(&error));
    let frame = frame(stations, &asked.strata)?;
    let previous = asked.previous.as_ref().map(|csv| previous(&frame, csv)).transpose()?;
    let scatter = match (&previous, &asked.option) {
        (Some(previous), Some(id)) => {
            let found = previous.options.iter().find(|scatter| scatter.option == *id);
            let missing = || {
                Problem::bad(said!(
                    "said-sample-option",
                    "the result of the earlier election has no votes for «{option}»",
                    option = id
                ))
            };
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
    let rows = rows.map_err(bad)?;
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
    let margins = previous.as_ref().map(|before| ask.beside(&frame, &plan, before));
    let margins = margins.transpose().map_err(bad)?.unwrap_or_default();
    let known = previous.as_ref().map(|before| before.known);
    Ok(Drawn { list: List::of(&frame, &rows), strata: strata.collect(), known, margins })
}

impl Asked {
    fn expectation(&self) -> Result<Expectation, Problem> {
        let (level, arrival) = (self.level, self.arrived);
        if !(0.0 < arrival && arrival <= 1.0) {
            let expected = "a part above 0 and at most 1";
            return Err(Problem::bad(format!("arrived: found {arrival}, expected {expected}")));
        }
        if !(0.0 < level && level < 1.0) {
            let expected = "a part above 0 and below 1";
            return Err(Problem::bad(format!("level: found {level}, expected {expected}")));
        }
        Ok(Expectation { level, arrival })
    }
}

fn previous(frame: &Frame, csv: &str) -> Result<Previous, Problem> {
    let limits = limits();
    let source = std::io::Cursor::new(csv.as_bytes());
    let read = sanaq_import::read(source, "previous", None, None, &limits, &|_| {});
    let read = read?;
    let missing = || {
        Problem::bad(said!(
            "said-sample-previous",
            "the result of the earlier election has no votes of the mission's stations: expected \
             the same codes"
        ))
    };
    Previous::new(frame, &read.results).ok_or_else(missing)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects whoever writes a client by the description: it has every parameter that is taken,
    /// no other, and asks for those only that are needed.
    #[test]
    fn every_parameter_of_a_draw_is_described() {
        let shape = crate::schema::shape("POST", "/api/desk/sample").unwrap();
        let body = shape.body.unwrap().1;
        let taken = |text: &str| {
            let error = serde_json::from_str::<Asked>(text).err().unwrap().to_string();
            let (_, expected) = error.split_once("expected one of").unwrap();
            expected.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let described: Vec<&String> = body["properties"].as_object().unwrap().keys().collect();
        assert_eq!(described, taken(r#"{"?":1}"#).iter().collect::<Vec<_>>());
        let needed: Vec<&str> =
            body["required"].as_array().unwrap().iter().map(|own| own.as_str().unwrap()).collect();
        for name in &needed {
            let mut all = json!({ "name": "pvt", "seed": "1", "size": 3 });
            all.as_object_mut().unwrap().remove(*name);
            assert!(serde_json::from_value::<Asked>(all).is_err(), "{name}");
        }
        let least: serde_json::Map<String, Value> =
            needed.iter().map(|name| ((*name).to_owned(), json!(1))).collect();
        let mut least = Value::Object(least);
        (least["name"], least["seed"]) = (json!("pvt"), json!("1"));
        assert!(serde_json::from_value::<Asked>(least).is_ok(), "nothing else is needed");
    }
}
