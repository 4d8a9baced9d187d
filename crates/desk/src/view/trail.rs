//! The audit trail: every entry but reports, in the order of the log.

use serde::Serialize;

use super::{Page, Paged};
use crate::{State, intern::NONE};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrailView {
    /// Its place in the log.
    pub sequence: u64,
    /// When, in microseconds.
    pub time: i64,
    /// Who.
    pub actor: String,
    /// What.
    pub kind: String,
    /// Whose account or device it concerns; of a locked address a keyed hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
}

impl State {
    /// The newest entries first.
    pub(super) fn trail(&self, page: Page) -> Paged<TrailView> {
        let trail = &self.trail;
        Paged::of(trail.rows.iter().rev(), page, |row| TrailView {
            sequence: row.sequence,
            time: row.time,
            actor: trail.names.text(row.actor).to_owned(),
            kind: trail.names.text(row.kind).to_owned(),
            whom: (row.whom != NONE).then(|| trail.names.text(row.whom).to_owned()),
        })
    }
}
