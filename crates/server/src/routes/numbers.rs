//! Telephone numbers of observers, for whoever enrols them.

use axum::{Json, extract::State};
use sanaq_desk::PhoneHash;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{app::Server, phone, problem::Problem};

/// The most numbers of one request.
const MOST: usize = 5_000;

/// Numbers as people write them.
#[derive(Deserialize)]
pub(crate) struct Numbers {
    numbers: Vec<String>,
}

/// The keyed hash of each number, in the same order: what stands in events about people. The
/// numbers themselves are kept nowhere.
pub(crate) async fn hashes(
    State(server): State<Server>,
    Json(Numbers { numbers }): Json<Numbers>,
) -> Result<Json<Value>, Problem> {
    if numbers.len() > MOST {
        return Err(Problem::too_large(format!("expected at most {MOST} numbers")));
    }
    if let Some(at) = numbers.iter().position(|number| !phone::is_number(number)) {
        return Err(Problem::bad(format!("number {}: expected one with its country", at + 1)));
    }
    let hash = |number: &String| phone::hash(&server.office.keys, number);
    let phones: Vec<PhoneHash> = numbers.iter().map(hash).collect();
    Ok(Json(json!({ "phones": phones })))
}
