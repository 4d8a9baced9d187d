//! Fingerprints of invention in a version: `sanaq forensics` of it, with what its pictures show.

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use sanaq_election::{Election, OptionId, StationResults};
use sanaq_forensics::{Examination, Question, Variable, picture};
use sanaq_report::{Language, Notes};
use sanaq_said::said;
use serde_json::{Map, Value, json};

use super::Wanted;
use crate::{app::Server, gate::Caller, official, packed::Packed, problem::Problem};

/// How many suspicious stations are listed.
const LISTED: usize = 1_000;

/// What the tests say, from what is kept or afresh.
pub(super) async fn show(
    State(server): State<Server>,
    _: Caller,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let version = wanted.version(&server)?;
    let own = version.clone();
    let option = wanted.option.clone();
    let make = move |results: &StationResults, election: &Election| {
        let option = known(results, &option)?;
        let question = Question { results, election: Some(election), option, clean_bin: None };
        let nothing =
            || Problem::bad(said!("said-nothing-examined", "no option has any votes to examine"));
        let examination = sanaq_forensics::examine(&question).ok_or_else(nothing)?;
        let tag = format!("{}-{}", own.official.figures, examination.stations.option);
        Packed::new(&tag, &document(&examination, election, &json!(own))?)
    };
    let what = format!("examination of {}", wanted.option);
    Ok(official::once(&server, &version, &what, make).await?.answer(&headers))
}

fn known(results: &StationResults, option: &str) -> Result<Option<OptionId>, Problem> {
    if option.is_empty() {
        return Ok(None);
    }
    let all = || results.votes.iter().map(|(id, _)| id);
    let found = all().find(|id| id.as_str() == option).cloned();
    let missing = || {
        let known: Vec<&str> = all().map(OptionId::as_str).collect();
        Problem::bad(format!("option: found «{option}», expected one of {}", known.join(", ")))
    };
    found.map(Some).ok_or_else(missing)
}

/// The document of the examination with the pictures and the names beside.
fn document(
    examination: &Examination<'_>,
    election: &Election,
    version: &Value,
) -> Result<Value, Problem> {
    let stations = &examination.stations;
    let histogram = |variable| picture::histogram(stations, &examination.integer, variable);
    let mut document = serde_json::to_value(examination.document(LISTED))
        .map_err(|error| Problem::inside(&error))?;
    let info = election.contest.options.iter().find(|info| info.id == stations.option);
    let beside = json!({
        "version": version,
        "option_info": info.map(|info| json!({
            "id": info.id, "name": info.name, "short": info.short, "color": info.color,
        })),
        "said": said(examination)?,
        "pictures": {
            "histograms": [histogram(Variable::Turnout), histogram(Variable::Result)],
            "bins": picture::BINS,
            "density": { "grid": picture::GRID, "cells": picture::density(stations) },
            "votes_by_turnout": picture::votes_by_turnout(stations),
        },
    });
    if let (Some(all), Value::Object(beside)) = (document.as_object_mut(), beside) {
        all.extend(beside);
    }
    Ok(document)
}

/// What the notes say, in every language: an examination takes long, a page changes its language
/// at once. In each, a list of sentences for each test, estimate and listed station.
fn said(examination: &Examination<'_>) -> Result<Map<String, Value>, Problem> {
    let document = examination.document(LISTED);
    let in_language = |language: Language| {
        let notes = Notes::new(language).map_err(|error| Problem::inside(&error))?;
        let tests = document.tests.iter().map(|own| notes.said(&own.notes));
        let votes = document.anomalous_votes.iter().map(|own| notes.said(&own.notes));
        let stations = document.stations.iter().map(|own| notes.said(&own.reasons));
        let said = json!({
            "tests": tests.collect::<Vec<_>>(),
            "anomalous_votes": votes.collect::<Vec<_>>(),
            "stations": stations.collect::<Vec<_>>(),
        });
        Ok((language.tag().to_owned(), said))
    };
    Language::all().map(in_language).collect()
}
