//! Forms: workbooks in, published versions out, the sets that ship with the program.

use std::collections::BTreeSet;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::{Command, Event, Id as DeskId, Thing, clear_fields, event::Published};
use sanaq_election::Election;
use sanaq_forms::{
    Form, Name, Words, blank_form, builtin, crib_card, openrosa, protocol_form,
    sms::{Codebook, keep_codes},
    xlsform,
};
use sanaq_said::{Said, said};
use sanaq_seal::entry::Id;
use serde::Deserialize;
use serde_json::{Value, json};

use super::report::entry_id;
use crate::{
    app::Server,
    gate::Caller,
    problem::Problem,
    work::{apart, by_few},
};

/// How a form is brought in.
#[derive(Deserialize)]
pub(crate) struct Bring {
    /// The id of the decision, where it is one.
    id: Option<DeskId>,
    /// The form's identifier, where the file gives none: the file's name.
    #[serde(default)]
    name: String,
    /// Only say what would be made of it.
    #[serde(default)]
    dry: bool,
    /// The questions to hold in the clear, with commas between them; else all that may be.
    clear: Option<String>,
}

/// A workbook or an `XForm` becomes a form; row by row what was not taken as it stands.
pub(crate) async fn import(
    State(server): State<Server>,
    caller: Caller,
    Query(bring): Query<Bring>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let name = bring.name.clone();
    let read = move || -> Result<xlsform::Imported, Said> {
        if body.starts_with(b"PK") || body.starts_with(b"\xd0\xcf\x11\xe0") {
            let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
            let name = name.strip_suffix(".xlsx").unwrap_or(name);
            return xlsform::import(&body, name).map_err(|error| error.said());
        }
        openrosa::import(&body).map_err(|error| error.said())
    };
    let xlsform::Imported { mut form, findings } =
        by_few(&server.files, read).await?.map_err(Problem::bad)?;
    if form.version.is_empty() {
        "1".clone_into(&mut form.version);
    }
    keep(&server, &mut form);
    let clear = match &bring.clear {
        None => clear_fields(&form),
        Some(names) => {
            let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
            let names: Result<BTreeSet<Name>, _> = names.map(str::parse).collect();
            names.map_err(|error| Problem::bad(format!("clear: {error}")))?
        }
    };
    let findings: Vec<Value> = findings
        .iter()
        .map(|own| {
            json!({ "sheet": own.sheet, "row": own.row, "column": own.column, "fate": own.fate,
                    "message": own.message.english(), "said": own.message })
        })
        .collect();
    let mut told = about(&form, &clear.iter().map(Name::as_str).collect::<Vec<_>>());
    if let Some(told) = told.as_object_mut() {
        told.insert("findings".to_owned(), json!(findings));
    }
    if !bring.dry {
        let id = bring.id.ok_or_else(|| Problem::bad("found no id, expected one to publish"))?;
        publish(&server, &caller, entry_id(id), Published { form, clear }).await?;
    }
    if let Some(told) = told.as_object_mut() {
        told.insert("published".to_owned(), json!(!bring.dry));
    }
    Ok(Json(told))
}

fn about(form: &Form, clear: &[&str]) -> Value {
    let sealed = form.questions().map(|question| question.id.as_str());
    let sealed: Vec<&str> = sealed.filter(|name| !clear.contains(name)).collect();
    json!({
        "form": form.id, "version": form.version, "kind": form.kind, "title": form.title,
        "keyword": form.keyword, "questions": form.questions().count(),
        "clear": clear, "sealed": sealed,
    })
}

/// Codes of text messages stay what they are on printed cards.
fn keep(server: &Server, form: &mut Form) {
    let older = {
        let state = server.office.state();
        let same = |own: &sanaq_desk::FormView| own.newest && own.id == form.id.as_str();
        state.forms().find(same).and_then(|view| view.form)
    };
    if let Some(book) = older.and_then(|older| Codebook::new(&older).ok()) {
        keep_codes(&book, form);
    }
}

async fn publish(
    server: &Server,
    caller: &Caller,
    id: Id,
    published: Published,
) -> Result<(), Problem> {
    let command = Command::Record(Event::from(published));
    server.office.act(&caller.actor()?, id, &command).await.map(|_| ())
}

/// Which of the forms that ship with the program.
#[derive(Deserialize)]
pub(crate) struct Sets {
    id: DeskId,
    /// Their names; none: all of them.
    #[serde(default)]
    names: Vec<String>,
}

/// Publishes forms that ship with the program.
pub(crate) async fn builtins(
    State(server): State<Server>,
    caller: Caller,
    Json(sets): Json<Sets>,
) -> Result<Json<Value>, Problem> {
    let names: Vec<String> = if sets.names.is_empty() {
        builtin::names().map(str::to_owned).collect()
    } else {
        sets.names
    };
    let mut forms: Vec<Form> = Vec::new();
    for name in &names {
        let known = || builtin::names().collect::<Vec<_>>().join(", ");
        let form = builtin::form(name);
        let form = form.ok_or_else(|| {
            Problem::not_found(format!("found «{name}», expected one of {}", known()))
        })?;
        forms.push(form.map_err(|error| Problem::inside(&error))?);
    }
    let mut told = Vec::new();
    for form in forms {
        told.push(offer(&server, &caller, sets.id, form).await?);
    }
    Ok(Json(json!({ "forms": told })))
}

async fn offer(
    server: &Server,
    caller: &Caller,
    decision: DeskId,
    form: Form,
) -> Result<Value, Problem> {
    let clear = clear_fields(&form);
    let told = about(&form, &clear.iter().map(Name::as_str).collect::<Vec<_>>());
    let id = Id::derived(&format!("form/{decision}"), form.id.as_str());
    publish(server, caller, id, Published { form, clear }).await?;
    Ok(told)
}

/// An election to make the protocol of: its file, or the name of one that ships with the program;
/// neither: the elections that the mission has.
#[derive(Deserialize)]
pub(crate) struct Contest {
    id: DeskId,
    #[serde(default)]
    name: String,
    toml: Option<String>,
}

/// Defines the election, where one is given, and publishes the form of its results protocol.
pub(crate) async fn protocol(
    State(server): State<Server>,
    caller: Caller,
    Json(contest): Json<Contest>,
) -> Result<Json<Value>, Problem> {
    let Contest { id, name, toml } = contest;
    let shipped = || sanaq_election::builtin::text(&name).map(str::to_owned);
    let given = toml.or_else(shipped);
    if given.is_none() && !name.is_empty() {
        return Err(Problem::not_found(said!(
            "said-no-shipped",
            "no election «{name}» ships with the program",
            name
        )));
    }
    let elections: Vec<Election> = if let Some(toml) = given {
        let name = if name.is_empty() { "election.toml".to_owned() } else { name };
        let election = Election::parse(&name, &toml)?;
        let defined = Event::from(sanaq_desk::event::ContestDefined { name, toml });
        let actor = caller.actor()?;
        server.office.act(&actor, entry_id(id), &Command::Record(defined)).await?;
        vec![election]
    } else {
        let state = server.office.state();
        state.contests().map(|(_, election)| election.clone()).collect()
    };
    if elections.is_empty() {
        return Err(Problem::bad(said!(
            "said-no-election",
            "the mission has no election yet: bring its file first"
        )));
    }
    let mut told = Vec::new();
    for election in elections {
        told.push(offer(&server, &caller, id, protocol_form(&election)).await?);
    }
    Ok(Json(json!({ "forms": told })))
}

/// All versions of all forms.
pub(crate) async fn list(State(server): State<Server>) -> Json<Value> {
    let state = server.office.state();
    let forms = state.forms().map(|view| {
        let form = view.form.as_deref();
        json!({
            "form": view.id, "version": view.version, "current": view.current,
            "published": form.is_some(), "title": form.map(|form| &form.title),
            "kind": form.map(|form| form.kind), "keyword": form.and_then(|f| f.keyword.clone()),
        })
    });
    let forms: Vec<Value> = forms.collect();
    let locks: Vec<_> = state.locks(state.mode()).collect();
    let builtin: Vec<_> = builtin::names().collect();
    Json(json!({ "forms": forms, "builtin": builtin, "locks": locks }))
}

/// Which version, in which language.
#[derive(Deserialize)]
pub(crate) struct Shown {
    version: Option<String>,
    #[serde(default)]
    language: String,
}

/// A published form as it is (`json`), as a workbook (`xlsform`), an `XForm` (`xform`), the form on
/// paper (`paper`) or the card for text messages (`card`), these two as data for a page.
pub(crate) async fn export(
    State(server): State<Server>,
    Path((id, shape)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let form = {
        let state = server.office.state();
        let fits = |own: &sanaq_desk::FormView| {
            let version = shown.version.as_ref();
            own.id == id && version.map_or(own.newest, |version| own.version == *version)
        };
        state.forms().find(fits).and_then(|view| view.form)
    };
    let form = form.ok_or_else(|| Problem::not_found(Thing::Form.missing(&id)))?;
    let words = Words::new(&shown.language);
    let book = Codebook::new(&form).ok();
    match shape.as_str() {
        "json" => Ok(Json(json!(*form)).into_response()),
        "xlsform" => {
            let made =
                apart(move || xlsform::export(&form).map(|book| (book, form.id.to_string())));
            let made = made.await?;
            let (book, name) = made.map_err(|error| Problem::bad(error.said()))?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let file = format!("attachment; filename=\"{}.xlsx\"", plain(&name));
            let headers =
                [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, file)];
            Ok((headers, book).into_response())
        }
        "xform" => {
            let xml = openrosa::xform(&form, false).xml;
            Ok(([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response())
        }
        "paper" => Ok(Json(json!(blank_form(&form, book.as_ref(), &words))).into_response()),
        "card" => {
            let card = book.and_then(|book| crib_card(&form, &book, &words));
            let card = card.ok_or_else(|| {
                Problem::not_found(said!(
                    "said-no-keyword",
                    "this form has no keyword: it cannot be sent as a text message"
                ))
            })?;
            Ok(Json(json!(card)).into_response())
        }
        other => {
            let expected = "json, xlsform, xform, paper or card";
            Err(Problem::not_found(format!("found «{other}», expected {expected}")))
        }
    }
}

/// A name that is safe in a header.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect()
}
