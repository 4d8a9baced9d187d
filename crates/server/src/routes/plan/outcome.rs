//! What became of a list, row by row.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Why a row is refused: one field of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fault {
    /// The column.
    pub(super) field: String,
    /// What stands there.
    pub(super) found: String,
    /// What should.
    pub(super) expected: String,
}

impl Fault {
    pub(super) fn new(field: &str, found: &str, expected: impl Into<String>) -> Self {
        // A cell of a hostile file may be long.
        let found = found.chars().take(80).collect();
        Self { field: field.to_owned(), found, expected: expected.into() }
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
    pub(super) notes: Vec<String>,
    /// What is said beside.
    pub(super) beside: Map<String, Value>,
}

impl Outcomes {
    pub(super) fn put(&mut self, line: Option<u64>, id: &str, became: Became) {
        self.rows.push(Outcome { line, id: id.to_owned(), became, faults: Vec::new() });
    }

    pub(super) fn refuse(&mut self, line: Option<u64>, id: &str, faults: Vec<Fault>) {
        let (id, became) = (id.to_owned(), Became::Refused);
        self.rows.push(Outcome { line, id, became, faults });
    }

    fn count(&self, became: Became) -> usize {
        self.rows.iter().filter(|row| row.became == became).count()
    }

    /// The answer: 200 when every row is in, 207 when some are refused, 422 when all are.
    pub(super) fn answer(mut self, dry: bool) -> Response {
        self.rows.sort_by_key(|row| row.line);
        let (all, refused) = (self.rows.len(), self.count(Became::Refused));
        let status = match refused {
            0 => StatusCode::OK,
            some if some < all => StatusCode::MULTI_STATUS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut answer = json!({
            "complete": refused == 0,
            "dry": dry,
            "said": self.said(all, refused, dry),
            "rows": all,
            "added": self.count(Became::Added),
            "changed": self.count(Became::Changed),
            "unchanged": self.count(Became::Unchanged),
            "refused": refused,
            "notes": self.notes,
            "outcomes": self.rows,
        });
        if let Some(answer) = answer.as_object_mut() {
            answer.extend(self.beside);
        }
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
