//! A published result comes in: the file as it is, and what was read from it.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Query, State},
};
use bytes::Bytes;
use sanaq_desk::{BlobHash, Command, Event, Id as DeskId, event::Official};
use sanaq_election::Election;
use sanaq_import::{Import, Recipe};
use sanaq_said::said;
use sanaq_seal::entry::Id;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Wanted;
use crate::{
    app::Server,
    gate::Caller,
    official,
    problem::Problem,
    routes::plan::{recipe, remarks},
    work::{by_few, limits},
};

/// What is said of the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// The client's id; the same again is the same version.
    id: String,
    contest: String,
    /// What the file is called.
    file: String,
    /// A built-in recipe, or the text of another one; without one the columns are the canonical.
    recipe: Option<String>,
    recipe_toml: Option<String>,
    /// Who published it, and as what.
    source: String,
    /// Where it was found.
    address: Option<String>,
    /// When it was published, in seconds of the Unix epoch.
    published: Option<i64>,
    /// Only say what would happen.
    dry: bool,
}

/// Takes a version.
pub(super) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(said): Query<Said>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let asked = Wanted::newest(&said.contest, false);
    let contest = asked.contest(&server)?;
    if said.source.trim().is_empty() {
        return Err(Problem::bad(said!(
            "said-no-publisher",
            "who published the figures must be said"
        )));
    }
    let (_, election) = official::contest(&server, &contest)?;
    let own = recipe(said.recipe.as_deref(), said.recipe_toml.as_deref())?;
    let (import, figures) = read(&server, body.clone(), &said, own, election).await?;
    let mut answer = heard(&server, &import);
    let blob = BlobHash(sanaq_seal::hash::Hash::of(&body).0);
    let mut answered = json!({ "contest": contest, "dry": said.dry, "blob": blob });
    if !said.dry {
        let blobs = &server.office.blobs;
        blobs.put(body).await?;
        let figures = BlobHash(blobs.put(figures).await?.0);
        let recipe_blob = match &said.recipe_toml {
            Some(text) => Some(BlobHash(blobs.put(Bytes::from(text.clone())).await?.0)),
            None => None,
        };
        let id = id(&said.id)?;
        let stations = u64::try_from(import.results.len()).unwrap_or(u64::MAX);
        let event = Official {
            id: DeskId(id.0),
            contest: contest.clone(),
            source: said.source.trim().to_owned(),
            address: said.address.clone(),
            published: said.published,
            name: named(&said.file).to_owned(),
            blob,
            figures,
            recipe: said.recipe.clone().filter(|_| recipe_blob.is_none()),
            recipe_blob,
            stations,
        };
        let command = Command::Record(Event::from(event));
        server.office.act(&caller.actor()?, id, &command).await?;
        let version = super::named(&server, &contest, "")?;
        answered["version"] = json!(version);
    }
    if let (Some(all), Value::Object(own)) = (answer.as_object_mut(), answered) {
        all.extend(own);
    }
    Ok(Json(answer))
}

fn named(file: &str) -> &str {
    if file.is_empty() { "file" } else { file }
}

/// The client's id, or a new one.
fn id(text: &str) -> Result<Id, Problem> {
    if text.is_empty() {
        return Id::generate().map_err(|error| Problem::inside(&error));
    }
    text.parse().map_err(|error| Problem::bad(format!("id: {error}")))
}

/// What the file holds, and the same in the canonical columns.
async fn read(
    server: &Server,
    body: Bytes,
    said: &Said,
    recipe: Option<Recipe>,
    election: Election,
) -> Result<(Import, Bytes), Problem> {
    let file = named(&said.file).to_owned();
    let read = move || {
        let (source, limits) = (std::io::Cursor::new(body), limits());
        let recipe = recipe.as_ref();
        let import = sanaq_import::read(source, &file, recipe, Some(&election), &limits, &|_| {});
        let import = import?;
        if import.results.votes.iter().all(|(_, column)| column.known() == 0) {
            return Err(Problem::told(said!(
                "said-import-no-votes",
                "found no votes, expected a column for each option, or a recipe that says how to \
                 read the file"
            )));
        }
        let mut figures = Vec::new();
        sanaq_import::write(&import.results, sanaq_import::Format::CsvGzip, &mut figures)
            .map_err(|error| Problem::inside(&error))?;
        Ok((import, Bytes::from(figures)))
    };
    by_few(&server.files, read).await?
}

/// What there is to say about the file: what was left out, and what does not fit the mission's
/// list of stations.
fn heard(server: &Server, import: &Import) -> Value {
    let results = &import.results;
    let state = server.office.state();
    let listed = state.frame();
    let here: BTreeSet<&str> = results.stations.iter().collect();
    let ours: BTreeSet<&str> = listed.stations.iter().collect();
    let few = |all: &mut dyn Iterator<Item = &&str>| {
        all.take(20).map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    json!({
        "stations": results.len(),
        "dropped": import.dropped,
        "warnings": remarks(import),
        "repeated_stations": import.repeated,
        "not_listed": here.difference(&ours).count(),
        "not_listed_first": few(&mut here.difference(&ours)),
        "not_in_the_file": ours.difference(&here).count(),
        "not_in_the_file_first": few(&mut ours.difference(&here)),
    })
}
