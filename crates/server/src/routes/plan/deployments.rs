//! Deployments from a list: which observer is at which station, from when to when.

use std::collections::BTreeSet;

use axum::{
    extract::{Query, State},
    response::Response,
};
use bytes::Bytes;
use sanaq_desk::{
    Event, State as Desk, Viewer,
    event::{Deployment, Shift},
};
use sanaq_said::{Said, said};

use super::{
    Asked,
    outcome::{Became, Outcomes},
    table::{Cells, Table},
};
use crate::{app::Server, gate::Caller, problem::Problem};

const COLUMNS: [&str; 5] = ["observer", "station", "from", "to", "role"];

/// Takes a list of deployments. Those that it does not name stay.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Result<Response, Problem> {
    super::take((&server, &caller), &asked, body, &COLUMNS, take_rows).await
}

fn take_rows(state: &Desk, viewer: &Viewer, table: &Table, outcomes: &mut Outcomes) -> Vec<Event> {
    let mut events = Vec::new();
    let mut seen = BTreeSet::new();
    for mut cells in table.rows() {
        observer(state, viewer, &mut cells);
        let deployment = deployment(state, &mut cells);
        let Deployment { observer, station, shift, .. } = &deployment;
        if !seen.insert((observer.clone(), station.clone(), *shift)) {
            cells.wrong(
                "observer",
                said!("said-once-a-shift", "each observer once at a station and in a shift"),
            );
        }
        let id = format!("{observer} {station}");
        if !cells.faults.is_empty() {
            outcomes.refuse(cells.line, &id, cells.faults);
            continue;
        }
        let open = state.deployments(observer);
        let here = |own: &Deployment| own.station == *station && own.shift == *shift;
        let became = match open.iter().find(|own| here(own)) {
            None => Became::Added,
            Some(own) if *own == deployment => Became::Unchanged,
            Some(_) => Became::Changed,
        };
        outcomes.put(cells.line, &id, became);
        if became != Became::Unchanged {
            events.push(deployment.into());
        }
    }
    events
}

/// For a partner, whose people alone it may name.
pub(super) fn of_your_own(partner: &str) -> Said {
    said!("said-of-your-own", "one of your own organisation, «{partner}»", partner)
}

/// Whoever a row names is here, may be told about, and still reports.
pub(super) fn observer(state: &Desk, viewer: &Viewer, cells: &mut Cells<'_>) {
    let id = cells.needed("observer");
    if id.is_empty() {
        return;
    }
    let partner = viewer.organisation();
    match state.observer(id) {
        Some(own) if !partner.is_empty() && own.organisation != partner => {
            cells.wrong("observer", of_your_own(partner));
        }
        Some(_) if state.is_revoked(id) => {
            cells.wrong("observer", said!("said-revoked", "one who was not revoked"));
        }
        Some(_) => {}
        None => cells.wrong("observer", said!("said-enrolled", "one who is enrolled")),
    }
}

fn deployment(state: &Desk, cells: &mut Cells<'_>) -> Deployment {
    let station = cells.needed("station");
    if !station.is_empty() && !state.has_station(station) {
        cells.wrong("station", said!("said-listed", "one of the list of stations"));
    }
    let expected = || said!("said-time", "a time of day such as 07:00, at most 36:00");
    let (from, to) = (cells.read("from", expected, minute), cells.read("to", expected, minute));
    let shift = from.zip(to).map(|(from, to)| Shift { from, to });
    if cells.text("from").is_empty() != cells.text("to").is_empty() {
        let empty = if cells.text("from").is_empty() { "from" } else { "to" };
        let expected = said!("said-shift-ends", "the beginning and the end of a shift, or neither");
        cells.wrong(empty, expected);
    }
    if shift.is_some_and(|shift| shift.from >= shift.to) {
        let expected =
            said!("said-time-after", "a time after the beginning; half past midnight is 24:30");
        cells.wrong("to", expected);
    }
    Deployment {
        observer: cells.text("observer").to_owned(),
        station: station.to_owned(),
        shift,
        role: cells.text("role").to_owned(),
    }
}

/// Minutes after midnight of election day; hours of the following night go on after 24.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str| -> Option<u16> {
        let plain = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 36 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_on_after_midnight() {
        assert_eq!(minute("07:30"), Some(450));
        assert_eq!(minute("24:30"), Some(1_470));
        for wrong in ["7", "07:60", "37:00", "+7:00", "07:000", ""] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }
}
