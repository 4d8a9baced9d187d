//! The mission's map comes in, and is handed out.

use axum::{
    Json,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sanaq_desk::{BlobHash, Command, Event, Right, event::Boundaries};
use sanaq_report::Outline;
use sanaq_said::said;
use sanaq_seal::{entry::Id, hash::Hash};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::Server,
    gate::Caller,
    outlines,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
    work::by_few,
};

/// The endpoints of the map.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (read, plan) = (Who::Has(Right::Read), Who::Has(Right::Plan));
    let path = "/api/desk/boundaries";
    vec![
        endpoint(("GET", path), read, show, "the mission's map, as GeoJSON"),
        endpoint(("POST", path), plan, take, "a map of the mission's areas").up_to(outlines::FILE),
    ]
}

/// What is said of the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    /// What it is called.
    file: String,
    /// Only say what would happen.
    dry: bool,
}

/// Takes a map. It replaces the one before; the log keeps both.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(said): Query<Said>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let name = if said.file.is_empty() { "map.geojson" } else { &said.file };
    let bytes = body.clone();
    let read = by_few(&server.files, move || outlines::read(&bytes)).await?;
    let outlines =
        read.map_err(|why| Problem::bad(said!("said-of-file", "{file}: {why}", file = name, why)))?;
    let answer = heard(&server, &outlines, said.dry);
    if !said.dry {
        let blob = BlobHash(Hash::of(&body).0);
        server.office.blobs.put(body).await?;
        let id = Id::generate().map_err(|error| Problem::inside(&error))?;
        let event = Boundaries { name: name.to_owned(), blob };
        server.office.act(&caller.actor()?, id, &Command::Record(Event::from(event))).await?;
    }
    Ok(Json(answer))
}

/// Which outlines fit which areas.
fn heard(server: &Server, outlines: &[Outline], dry: bool) -> Value {
    let frame = server.office.state().frame();
    let stations = (0..frame.len()).map(|at| (frame.area_path(at), outlines::Known::default()));
    let areas = outlines::areas(outlines, stations);
    let (matched, mut without) = outlines::fit(outlines, &areas);
    without.truncate(50);
    json!({ "outlines": outlines.len(), "matched": matched, "without": without, "dry": dry })
}

/// The outlines of the mission's map; none where it has no map that can be read.
pub(crate) async fn outlines_of(server: &Server) -> Result<Vec<Outline>, Problem> {
    let Some(bytes) = stored(server).await? else { return Ok(Vec::new()) };
    let read = by_few(&server.files, move || outlines::read(&bytes)).await?;
    Ok(read.unwrap_or_default())
}

async fn stored(server: &Server) -> Result<Option<Bytes>, Problem> {
    let Some(blob) = server.office.state().boundaries() else { return Ok(None) };
    Ok(server.office.blobs.get(Hash(blob.0)).await?)
}

/// The map, with what each area is called.
pub(crate) async fn show(State(server): State<Server>) -> Result<Response, Problem> {
    let bytes = stored(&server).await?;
    let none = || Problem::not_found(said!("said-no-map", "the mission has no map"));
    let bytes = bytes.ok_or_else(none)?;
    let named = by_few(&server.files, move || outlines::named(&bytes).map(|map| map.to_string()));
    let map = named.await?.map_err(Problem::not_found)?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], map).into_response())
}
