//! What every page of the data centre starts from: the contests, the day, the limits, whether it is
//! a drill.

use axum::{Json, extract::State};
use sanaq_desk::{Right, State as Desk};
use sanaq_election::Election;
use serde_json::{Value, json};

use super::blob;
use crate::{
    app::Server,
    table::{Endpoint, Who, endpoint},
};

/// The endpoints that pages of the data centre share.
pub(crate) fn ways() -> Vec<Endpoint> {
    let incidents = Who::Has(Right::Incidents);
    let sealed = "/api/desk/sealed/{hash}";
    vec![
        endpoint(("GET", "/api/desk/mission"), Who::Account, show, "the day, its rules and limits"),
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
        "map": state.boundaries(),
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
