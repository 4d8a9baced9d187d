//! `OpenRosa` 1.0 for ODK Collect and its kin: the list of forms, forms, submissions. The device's
//! token stands in the address, as Collect keeps it; docs/ways-in.md.

mod post;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::Body,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{Actor, Id as DeskId, event::Channel};
use sanaq_forms::{
    Answer, Answers, Form, Location, Moment, Texts,
    openrosa::{self, ListedForm, Submission},
};
use sanaq_seal::{
    entry::Id,
    hash::{Hash, md5},
};
use serde::Deserialize;

use self::post::{MOST_BYTES, Posted};
use crate::{
    app::Server,
    gate::Caller,
    intake::{Filed, Incoming, Unsealed, blank, take},
    problem::Problem,
};

/// `XForms` as they were written, by form and version: a version never changes.
pub(crate) type Written = Mutex<HashMap<(String, String), Arc<XForm>>>;

/// An `XForm` with the hash by which Collect knows it.
pub(crate) struct XForm {
    xml: String,
    md5: String,
}

fn written(server: &Server, form: &Form) -> Arc<XForm> {
    let key = (form.id.to_string(), form.version.clone());
    let mut all = server.xforms.lock().unwrap_or_else(PoisonError::into_inner);
    let found = all.entry(key).or_insert_with(|| {
        let xml = openrosa::xform(form, false).xml;
        let md5 = md5(xml.as_bytes());
        Arc::new(XForm { xml, md5 })
    });
    Arc::clone(found)
}

/// An answer in the words of `OpenRosa`.
fn answer(status: StatusCode, xml: String) -> Response {
    let mut response = (status, Body::from(xml)).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/xml; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    let version = HeaderName::from_static("x-openrosa-version");
    headers.insert(version, HeaderValue::from_static("1.0"));
    let most = HeaderName::from_static("x-openrosa-accept-content-length");
    headers.insert(most, HeaderValue::from(MOST_BYTES));
    response
}

fn said(status: StatusCode, message: &str) -> Response {
    let nature = if status.is_success() { "submit_success" } else { "submit_error" };
    answer(status, openrosa::response(message, nature))
}

fn refused(problem: &Problem) -> Response {
    let mut response = said(problem.status(), problem.detail());
    if problem.status().is_server_error() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}

/// The address that a device has here, as it reached us.
pub(crate) fn address(server: &Server, headers: &HeaderMap, token: &str) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let scheme = if server.config.https { "https" } else { "http" };
    format!("{scheme}://{}/odk/{token}", host.unwrap_or("localhost"))
}

/// The forms to fill in now.
pub(crate) async fn list(
    State(server): State<Server>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let base = address(&server, &headers, &token);
    let forms: Vec<Arc<Form>> = {
        let state = server.office.state();
        state.forms().filter(|view| view.current).filter_map(|view| view.form).collect()
    };
    let rows: Vec<(Arc<Form>, Arc<XForm>, String)> = forms
        .into_iter()
        .map(|form| {
            let version = escaped(&form.version);
            let download = format!("{base}/forms/{}?version={version}", form.id);
            (Arc::clone(&form), written(&server, &form), download)
        })
        .collect();
    let hashes: Vec<String> =
        rows.iter().map(|(_, xform, _)| format!("md5:{}", xform.md5)).collect();
    let listed: Vec<ListedForm<'_>> = rows
        .iter()
        .zip(&hashes)
        .map(|((form, _, download), hash)| ListedForm {
            id: &form.id,
            version: &form.version,
            name: title(&form.title, form.id.as_str()),
            description: "",
            hash,
            download,
            manifest: None,
        })
        .collect();
    answer(StatusCode::OK, openrosa::form_list(&listed))
}

fn title<'t>(title: &'t Texts, id: &'t str) -> &'t str {
    title.get("en").unwrap_or(id)
}

/// A version in a query: what is not plain is written with percent signs.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Which version is wanted.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    version: Option<String>,
}

fn find(server: &Server, id: &str, version: Option<&str>) -> Result<Arc<Form>, Problem> {
    let state = server.office.state();
    let newest = || state.forms().find(|view| view.id == id && view.newest);
    let own = version
        .filter(|version| !version.is_empty())
        .and_then(|version| state.forms().find(|view| view.id == id && view.version == version));
    let view = own.filter(|view| view.form.is_some()).or_else(newest);
    let form = view.and_then(|view| view.form);
    form.ok_or_else(|| Problem::not_found("there is no such form"))
}

/// A form.
pub(crate) async fn form(
    State(server): State<Server>,
    Path((_, id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match find(&server, &id, wanted.version.as_deref()) {
        Ok(form) => answer(StatusCode::OK, written(&server, &form).xml.clone()),
        Err(problem) => refused(&problem),
    }
}

/// The files beside a form: our forms have none.
pub(crate) async fn manifest(
    State(server): State<Server>,
    Path((_, id)): Path<(String, String)>,
) -> Response {
    match find(&server, &id, None) {
        Ok(_) => answer(StatusCode::OK, openrosa::manifest(&[])),
        Err(problem) => refused(&problem),
    }
}

/// How large a submission may be, asked before it is sent.
pub(crate) async fn ready(
    State(server): State<Server>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let mut response = answer(StatusCode::NO_CONTENT, String::new());
    locate(&mut response, &address(&server, &headers, &token));
    response
}

fn locate(response: &mut Response, base: &str) {
    if let Ok(location) = HeaderValue::from_str(&format!("{base}/submission")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
}

/// A submission, whole or in several parts. 201 means that it is durable.
pub(crate) async fn submit(
    State(server): State<Server>,
    Path(token): Path<String>,
    caller: Caller,
    request: Request,
) -> Response {
    let base = address(&server, request.headers(), &token);
    let filed = match Posted::read(&server, request).await {
        Ok(posted) => file(&server, &caller, posted).await,
        Err(problem) => Err(problem),
    };
    match filed {
        Ok((filed, more)) => {
            let mut response = said(StatusCode::CREATED, &message(&filed, more));
            locate(&mut response, &base);
            response
        }
        Err(problem) => refused(&problem),
    }
}

fn message(filed: &Filed, more: bool) -> String {
    let receipt = filed.receipt.map(|receipt| format!("Receipt {receipt}."));
    let mut parts = vec!["Taken and stored."];
    parts.extend(receipt.as_deref());
    if filed.repeated {
        parts.push("It was here before.");
    }
    if filed.missing > 0 && !more {
        parts.push("Some of its files have not come.");
    }
    if filed.unreadable > 0 {
        parts.push("A photo of it cannot be read.");
    }
    parts.join(" ")
}

async fn file(server: &Server, caller: &Caller, posted: Posted) -> Result<(Filed, bool), Problem> {
    let Posted { xml, files, more } = posted;
    let wrong = |error| Problem::bad(format!("this is no submission: {error}"));
    let submission = openrosa::submission(&xml).map_err(wrong)?;
    if submission.encrypted {
        let detail = "it is encrypted by ODK's own scheme, whose key the mission does not have";
        return Err(Problem::bad(detail));
    }
    let id = match &submission.instance_id {
        Some(instance) => instance_id(instance),
        None => instance_id(&Hash::of(&xml).to_string()),
    };
    let (form, version) = form_of(server, &submission);
    let filled = submission.read(&form);
    let mut report = blank(id, form.id.clone(), version, Channel::Odk);
    report.station = station(&filled.answers);
    report.made = made(&submission, &filled.answers);
    report.corrects = submission.deprecated_id.as_deref().map(instance_id);
    let location = place(&filled.answers);
    let incoming =
        Incoming { report, answers: filled.answers, location, files, unsealed: Unsealed::Refused };
    let actor = Actor::Observer(caller.observer()?.to_owned());
    Ok((take(server, &actor, incoming).await?, more))
}

/// A report is called after the instance, so that it is known when it comes again.
pub(crate) fn instance_id(instance: &str) -> DeskId {
    DeskId(Id::derived("odk", instance.trim()).0)
}

/// The form that a submission was filled in by; of one that nobody published, a form without
/// questions, so that all of it is kept and nothing of it in the clear.
fn form_of(server: &Server, submission: &Submission) -> (Arc<Form>, String) {
    let state = server.office.state();
    let version = submission.version.clone().unwrap_or_default();
    if let Some(form) = state.form(&submission.form, &version) {
        let version = if version.is_empty() { form.version.clone() } else { version };
        return (form, version);
    }
    (Arc::new(Form::without_questions(&submission.form, &version)), version)
}

fn text(answers: &Answers, name: &str) -> Option<String> {
    let answer = answers.of(&name.parse().ok()?)?;
    Some(answer.to_string().trim().to_owned())
}

fn station(answers: &Answers) -> String {
    text(answers, "station-code").unwrap_or_default()
}

/// When it was finished, else begun, by the device's clock.
fn made(submission: &Submission, answers: &Answers) -> Option<i64> {
    let moment = |name: &str| text(answers, name)?.parse::<Moment>().ok();
    let finished = submission.ended.or_else(|| moment("end"));
    let begun = submission.started.or_else(|| moment("start"));
    finished.or(begun).and_then(Moment::second)
}

/// Where the device was, where a question asks it.
fn place(answers: &Answers) -> Option<Location> {
    answers.iter().find_map(|(_, answer)| match answer {
        Answer::Location(location) => Some(*location),
        _ => None,
    })
}
