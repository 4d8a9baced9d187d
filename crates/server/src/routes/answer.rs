//! What an observer's phone needs: forms, stations, deadlines, keys.

use axum::{extract::State, http::HeaderMap, response::Response};
use sanaq_desk::{FormView, Mode, State as Desk};
use sanaq_forms::Place;
use serde_json::{Value, json};

use crate::{
    app::Server, config::Haste, gate::Caller, packed::Packed, problem::Problem, work::apart,
};

/// Everything that the phone keeps for the day without a network; after a lost phone, everything
/// that it had sent. A phone asks every minute: what has not changed is not sent again.
pub(crate) async fn phone(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let observer = caller.observer()?.to_owned();
    apart(move || Packed::by_content(&all(&server, &observer), &headers)).await?
}

fn all(server: &Server, observer: &str) -> Value {
    let keys = &server.office.keys;
    let recipients: Vec<String> = keys.recipients.iter().map(ToString::to_string).collect();
    let state = server.office.state();
    let mode = state.mode();
    let forms = state.forms().filter(|form| form.current);
    let forms: Vec<Value> = forms.filter_map(|form| told(&state, &form)).collect();
    json!({
        "observer": observer,
        "drill": mode == Mode::Drill,
        "example": state.example(),
        "day_clock": state.example().map(|_| clock(server)),
        "language": state.language(observer),
        "mine": state.mine(observer, mode),
        "forms": forms,
        "recipients": recipients,
        "log": keys.log.verifier().to_string(),
    })
}

/// The clock of an example, which plays a day of its own: what it says now, and how it goes on.
/// Phones of a real mission go by their own clocks.
fn clock(server: &Server) -> Value {
    let haste = server.config.haste.unwrap_or(Haste { times: 1, until: 0 });
    json!({ "now": server.office.now(), "times": haste.times, "until": haste.until })
}

/// A form, with the questions whose answers go in the clear: all others are sealed on the phone.
fn told(state: &Desk, view: &FormView) -> Option<Value> {
    let form = view.form.as_deref()?;
    let clear = form.questions().filter(|question| {
        state.is_clear(&view.id, &view.version, &Place::from(question.id.clone()))
    });
    let clear: Vec<&str> = clear.map(|question| question.id.as_str()).collect();
    Some(json!({ "form": form, "clear": clear }))
}
