//! How far observers are prepared, from a list: accreditation, training, materials.

use axum::{
    extract::{Query, State},
    response::Response,
};
use bytes::Bytes;
use sanaq_desk::{
    Event, State as Desk, Viewer,
    event::{Accreditation, Materials, Readiness},
};
use sanaq_said::{Said, said};

use super::{
    Asked, deployments,
    outcome::{Became, Outcomes},
    table::Table,
};
use crate::{app::Server, gate::Caller, problem::Problem};

const COLUMNS: [&str; 5] = ["observer", "accreditation", "trained", "materials", "paid"];

/// Takes a list. An empty cell leaves what was known.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Result<Response, Problem> {
    super::take((&server, &caller), &asked, body, &COLUMNS, take_rows).await
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn yes_or_no() -> Said {
    said!("said-yes-or-no", "yes or no")
}

fn take_rows(state: &Desk, viewer: &Viewer, table: &Table, outcomes: &mut Outcomes) -> Vec<Event> {
    let mut events = Vec::new();
    for mut cells in table.rows() {
        deployments::observer(state, viewer, &mut cells);
        let id = cells.text("observer");
        let readiness = Readiness {
            observer: id.to_owned(),
            accreditation: cells.read(
                "accreditation",
                || said!("said-accreditation", "none, requested, granted or refused"),
                word::<Accreditation>,
            ),
            trained: cells.read("trained", yes_or_no, yes),
            materials: cells.read(
                "materials",
                || said!("said-materials", "none, sent or received"),
                word::<Materials>,
            ),
            paid: cells.read("paid", yes_or_no, yes),
        };
        if !cells.faults.is_empty() {
            outcomes.refuse(cells.line, id, cells.faults);
            continue;
        }
        let known = state.readiness(id).cloned().unwrap_or_default();
        let told = |new: bool, same: bool| !new || same;
        let same =
            told(readiness.accreditation.is_some(), readiness.accreditation == known.accreditation)
                && told(readiness.trained.is_some(), readiness.trained == known.trained)
                && told(readiness.materials.is_some(), readiness.materials == known.materials)
                && told(readiness.paid.is_some(), readiness.paid == known.paid);
        outcomes.put(cells.line, id, if same { Became::Unchanged } else { Became::Changed });
        if !same {
            events.push(readiness.into());
        }
    }
    events
}

/// A word as the log has it.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(text.into()).ok()
}
