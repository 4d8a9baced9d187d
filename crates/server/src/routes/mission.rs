//! What every page of the data centre starts from: the contests, the day, the limits, whether it is
//! a drill; and the map, where the mission has one.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::{Right, State as Desk};
use sanaq_election::Election;
use serde_json::{Value, json};

use super::blob;
use crate::{
    app::Server,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
};

/// The map of the mission, a file of its directory.
const MAP: &str = "boundaries.geojson";

/// The endpoints that pages of the data centre share.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (read, incidents) = (Who::Has(Right::Read), Who::Has(Right::Incidents));
    let sealed = "/api/desk/sealed/{hash}";
    vec![
        endpoint(("GET", "/api/desk/mission"), Who::Account, show, "the day, its rules and limits"),
        endpoint(("GET", "/api/desk/boundaries"), read, map, "the mission's map, as GeoJSON"),
        endpoint(("GET", sealed), incidents, blob::sealed, "something sealed, as it was sent"),
    ]
}

/// What was planned, as pages need it.
pub(crate) async fn show(State(server): State<Server>) -> Json<Value> {
    let state = server.office.state();
    let contests = state.contests().map(|(form, election)| contest(form, election));
    let samples =
        state.samples().filter_map(|name| state.sample(name, state.mode())).map(|sample| {
            json!({ "name": sample.name, "seed": sample.seed, "method": sample.method,
                "strata": sample.strata, "locked": sample.locked, "waves": sample.waves,
                "stations": sample.rows.len() })
        });
    let recipients = server.office.keys.recipients.iter().map(ToString::to_string);
    let shares = state.shares().map(|(from, to)| json!({ "from": from, "to": to }));
    Json(json!({
        "contests": contests.collect::<Vec<_>>(),
        "samples": samples.collect::<Vec<_>>(),
        "stations": state.stations(),
        "entries": state.entries(),
        "now": server.office.now(),
        "drill": state.drill(),
        "read_only": state.read_only(),
        "archived": state.is_archived(),
        "schedule": state.schedule(),
        "policy": state.policy(),
        "reminders": state.reminders(),
        "organisations": state.organisations(),
        "shares": shares.collect::<Vec<_>>(),
        "zones": state.zones(),
        "languages": languages(&state),
        "recipients": recipients.collect::<Vec<_>>(),
        "log": server.office.keys.log.verifier().to_string(),
    }))
}

fn contest(form: &str, election: &Election) -> Value {
    let contest = &election.contest;
    let options = contest.options.iter().map(|option| {
        json!({ "id": option.id, "name": option.name, "short": option.short,
                "color": option.color })
    });
    let threshold = contest.rules.threshold.as_ref();
    json!({
        "id": contest.id.as_str(),
        "form": form,
        "name": election.name,
        "date": election.date,
        "polls": election.polls,
        "seats": contest.seats,
        "threshold": threshold.map(|own| json!([own.share.num(), own.share.den()])),
        "options": options.collect::<Vec<_>>(),
    })
}

/// The languages that forms are written in.
fn languages(state: &Desk) -> Vec<String> {
    let forms: Vec<_> = state.forms().filter_map(|view| view.form).collect();
    let mut all: Vec<String> = forms.iter().map(|form| form.language.0.clone()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The map, as it lies in the mission's directory.
pub(crate) async fn map(State(server): State<Server>) -> Result<Response, Problem> {
    let bytes = tokio::fs::read(server.config.data.join(MAP)).await;
    let bytes = bytes.map_err(|_| Problem::not_found("the mission has no map"))?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], bytes).into_response())
}
