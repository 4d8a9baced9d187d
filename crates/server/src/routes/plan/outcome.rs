//! What became of a list, row by row.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sanaq_said::{Said, said};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::told::Told;

/// So many refused rows are told with what is wrong in them; of a file of which more are refused,
/// nobody reads the rest.
const TOLD: usize = 10_000;
/// The longest part of an id that is told.
const LONGEST: usize = 256;

/// Why a row is refused: one field of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fault {
    /// The column.
    pub(super) field: String,
    /// What stands there.
    pub(super) found: String,
    /// What should.
    pub(super) expected: Said,
}

impl Fault {
    pub(super) fn new(field: &str, found: &str, expected: Said) -> Self {
        // A cell of a hostile file may be long.
        let found = found.chars().take(80).collect();
        Self { field: field.to_owned(), found, expected }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Became {
    Added,
    Changed,
    Unchanged,
    Refused,
}

/// A row of the answer.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Outcome {
    /// The line of the file; nothing where a recipe made one row of several lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u64>,
    /// What the row is about.
    pub(super) id: String,
    pub(super) became: Became,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) faults: Vec<Fault>,
}

/// The answer to a list.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    pub(super) rows: Vec<Outcome>,
    /// What was strange in the file, and columns that nobody reads.
    pub(super) notes: Vec<Told>,
    /// What is said beside.
    pub(super) beside: Map<String, Value>,
    refused: usize,
}

/// An answer as it is sent; written as it stands, since a list may have a million rows.
#[derive(Serialize)]
struct Answer<'a> {
    complete: bool,
    dry: bool,
    said: String,
    rows: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    refused: usize,
    notes: &'a [Told],
    outcomes: &'a [Outcome],
    #[serde(flatten)]
    beside: &'a Map<String, Value>,
}

impl Outcomes {
    pub(super) fn put(&mut self, line: Option<u64>, id: &str, became: Became) {
        self.rows.push(Outcome { line, id: id.to_owned(), became, faults: Vec::new() });
    }

    pub(super) fn refuse(&mut self, line: Option<u64>, id: &str, faults: Vec<Fault>) {
        self.refused += 1;
        if self.refused <= TOLD {
            let id = id.chars().take(LONGEST).collect();
            self.rows.push(Outcome { line, id, became: Became::Refused, faults });
        }
    }

    fn count(&self, became: Became) -> usize {
        self.rows.iter().filter(|row| row.became == became).count()
    }

    /// The answer: 200 when every row is in, 207 when some are refused, 422 when all are.
    pub(super) fn answer(mut self, dry: bool) -> Response {
        self.rows.sort_by_key(|row| row.line);
        let refused = self.refused;
        let untold = refused.saturating_sub(TOLD);
        let all = self.rows.len() + untold;
        if untold > 0 {
            let note = said!(
                "said-import-untold",
                "of {refused} refused rows the first {told} are told, {untold} not",
                refused,
                told = TOLD,
                untold
            );
            self.notes.push(note.into());
        }
        let status = match refused {
            0 => StatusCode::OK,
            some if some < all => StatusCode::MULTI_STATUS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let answer = Answer {
            complete: refused == 0,
            dry,
            said: self.said(all, refused, dry),
            rows: all,
            added: self.count(Became::Added),
            changed: self.count(Became::Changed),
            unchanged: self.count(Became::Unchanged),
            refused,
            notes: &self.notes,
            outcomes: &self.rows,
            beside: &self.beside,
        };
        (status, Json(answer)).into_response()
    }

    /// One sentence that nobody can take for a success when it was none.
    fn said(&self, all: usize, refused: usize, dry: bool) -> String {
        let first = self.rows.iter().find_map(|row| Some((row, row.faults.first()?)));
        let first = first.map_or_else(String::new, |(row, fault)| {
            let line = row.line.map_or_else(String::new, |line| format!("line {line}, "));
            let Fault { field, found, expected } = fault;
            format!(" The first: {line}{field}: found «{found}», expected {expected}.")
        });
        let good = all - refused;
        match (refused, dry) {
            (0, false) => format!("All {all} rows are in."),
            (0, true) => format!("All {all} rows are good. Nothing was recorded."),
            (_, false) => format!(
                "NOT COMPLETE: {refused} of {all} rows are refused and are not in; {good} are \
                 in.{first}"
            ),
            (_, true) => format!(
                "NOT COMPLETE: {refused} of {all} rows would be refused; {good} are good. Nothing \
                 was recorded.{first}"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects memory, and whoever reads the answer: of very many refused rows the first are told,
    /// all are counted, and it is said.
    #[tokio::test]
    async fn of_very_many_refused_rows_the_first_are_told() {
        let mut outcomes = Outcomes::default();
        outcomes.put(Some(2), "a", Became::Added);
        for line in 3..=10_004 {
            let fault = Fault::new("station", "", said!("said-something", "something"));
            outcomes.refuse(Some(line), &"x".repeat(1_000), vec![fault]);
        }
        outcomes.beside.insert("areas".to_owned(), 1.into());
        let answer = outcomes.answer(true);
        assert_eq!(answer.status(), StatusCode::MULTI_STATUS);
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let told: Value = serde_json::from_slice(&body).unwrap();
        let counts = (&told["rows"], &told["refused"], &told["added"], &told["areas"]);
        assert_eq!(counts, (&10_003.into(), &10_002.into(), &1.into(), &1.into()));
        assert_eq!(told["outcomes"].as_array().unwrap().len(), 10_001);
        assert_eq!(told["outcomes"][1]["id"].as_str().unwrap().len(), LONGEST);
        let note = "of 10002 refused rows the first 10000 are told, 2 not";
        assert_eq!(told["notes"][0]["text"], note);
    }
}
