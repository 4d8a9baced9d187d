//! Planning: the election, stations, the sample, observers and where they are.
//!
//! A list that is handed in is answered row by row: what it added, what it changed, and for each
//! row that is refused the line, the field, what was found and what was expected. Good rows are
//! recorded together or not at all; handed in again, the same list changes nothing.

mod codes;
mod deployments;
mod election;
mod outcome;
mod phone;
mod readiness;
mod roster;
mod sample;
mod stations;
mod table;
mod undrawn;

use std::sync::Arc;

use axum::response::Response;
use bytes::Bytes;
use sanaq_desk::{Command, Event, Right, State as Desk, Viewer};
use sanaq_seal::entry::Id;
use serde::Deserialize;

use outcome::Outcomes;
use table::Table;

pub(crate) use codes::fits;
pub(crate) use sample::frame;
pub(crate) use stations::{recipe, remarks};

use crate::{
    app::Server,
    gate::Caller,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
    work::{in_turn, limits, turn},
};

/// The largest list that is handed in.
const LIST: usize = 64 << 20;

/// The endpoints of planning.
pub(crate) fn ways() -> Vec<Endpoint> {
    let plan = Who::Has(Right::Plan);
    let export = Who::Has(Right::Export);
    let import = |path: &'static str| ("POST", path);
    let lists = [
        endpoint(import("/api/desk/import/election"), plan, election::take, "an election.toml"),
        endpoint(import("/api/desk/import/stations"), plan, stations::take, "polling stations"),
        endpoint(
            import("/api/desk/import/observers"),
            plan,
            roster::take,
            "observers, and their codes once",
        ),
        endpoint(
            import("/api/desk/import/deployments"),
            plan,
            deployments::take,
            "who is where and when",
        ),
        endpoint(
            import("/api/desk/import/readiness"),
            plan,
            readiness::take,
            "training, accreditation, materials",
        ),
        endpoint(("POST", "/api/desk/sample"), plan, sample::draw, "draw a sample"),
        endpoint(("GET", "/api/desk/sample"), export, sample::list, "a sample as CSV"),
    ];
    lists.map(|list| list.up_to(LIST)).into()
}

/// How a list is handed in.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Only say what would happen.
    #[serde(default)]
    dry: bool,
    /// What the file is called, for messages.
    #[serde(default)]
    file: String,
    /// A built-in recipe.
    recipe: Option<String>,
    /// The text of another one.
    recipe_toml: Option<String>,
    /// A built-in election.
    builtin: Option<String>,
    /// Draw new codes for everybody in the list whose phone has not joined.
    #[serde(default)]
    reissue: bool,
    /// The language of a print sheet's own words.
    #[serde(default)]
    language: String,
}

impl Asked {
    fn file(&self) -> &str {
        if self.file.is_empty() { "file" } else { &self.file }
    }
}

/// Records what a list came to; nothing where nothing is new.
async fn record(server: &Server, caller: &Caller, events: Vec<Event>) -> Result<(), Problem> {
    if events.is_empty() {
        return Ok(());
    }
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    let command = Command::RecordAll(events);
    server.office.act(&caller.actor()?, id, &command).await.map(|_| ())
}

/// What a list of people is read against: the state, who asks, the rows.
type Reading = fn(&Desk, &Viewer, &Table, &mut Outcomes) -> Vec<Event>;

/// Takes a list of people with these columns, row by row.
async fn take(
    (server, caller): (&Server, &Caller),
    asked: &Asked,
    body: Bytes,
    columns: &'static [&'static str],
    read: Reading,
) -> Result<Response, Problem> {
    let (office, viewer) = (Arc::clone(&server.office), caller.viewer()?.clone());
    let file = asked.file().to_owned();
    let read = move || {
        let mut outcomes = Outcomes::default();
        let table = Table::new(listing(body, &file, columns)?, columns, &mut outcomes)?;
        let events = read(&office.state(), &viewer, &table, &mut outcomes);
        Ok::<_, Problem>((events, outcomes))
    };
    let (_turn, read) = in_turn(turn(&server.files).await?, read).await?;
    let (events, outcomes) = read?;
    if !asked.dry {
        record(server, caller, events).await?;
    }
    Ok(outcomes.answer(asked.dry))
}

/// The rows of a list, with the cells of these columns.
fn listing(body: Bytes, file: &str, columns: &[&str]) -> Result<sanaq_import::Sheet, Problem> {
    let read = sanaq_import::listing(std::io::Cursor::new(body), file, &limits(), columns);
    Ok(read?)
}
