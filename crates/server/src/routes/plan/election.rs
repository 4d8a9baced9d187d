//! The election: each contest is an `election.toml`, and the form of its protocol comes with it.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Query, State},
};
use sanaq_desk::{
    Event, clear_fields,
    event::{ContestDefined, Published},
};
use sanaq_election::Election;
use sanaq_forms::{Form, protocol_form};
use sanaq_said::said;
use serde_json::{Value, json};

use super::{Asked, record};
use crate::{app::Server, gate::Caller, problem::Problem};

/// A contest, from its file or by the name of a built-in one. Sent again, it changes nothing; with
/// another law under the same name, it is the contest's new version.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
    body: String,
) -> Result<Json<Value>, Problem> {
    let (name, toml) = match &asked.builtin {
        Some(name) => {
            let known = || sanaq_election::builtin::names().collect::<Vec<_>>().join(", ");
            let missing = || {
                said!(
                    "said-no-builtin",
                    "no election «{name}» comes with the program, but {known}",
                    name,
                    known = known()
                )
            };
            let text = sanaq_election::builtin::text(name);
            (name.as_str(), text.ok_or_else(|| Problem::bad(missing()))?.to_owned())
        }
        None => (asked.file(), body),
    };
    let election = Election::parse(name, &toml)?;
    let form = protocol_form(&election);
    let (known, published, contests) = {
        let state = server.office.state();
        let known = state.contest_file(form.id.as_str()) == Some(toml.as_str());
        let published = state.current_form(form.id.as_str()).is_some_and(|own| *own == form);
        let forms = state.contests().map(|(form, _)| form.to_owned());
        let contests: BTreeSet<String> = forms.chain([form.id.to_string()]).collect();
        (known, published, contests)
    };
    let mut events: Vec<Event> = Vec::new();
    if !known {
        events.push(ContestDefined { name: name.to_owned(), toml }.into());
    }
    if !published {
        events.push(publish(&form));
    }
    let changed = !events.is_empty();
    if !asked.dry {
        record(&server, &caller, events).await?;
    }
    Ok(Json(json!({
        "contest": election.contest.id.as_str(),
        "form": form.id,
        "options": election.contest.options.len(),
        "changed": changed,
        "dry": asked.dry,
        "contests": contests,
    })))
}

fn publish(form: &Form) -> Event {
    Published { clear: clear_fields(form), form: form.clone() }.into()
}
