//! The audit trail: every entry but reports, in the order of the log.

use serde::Serialize;

use super::{Page, Paged};
use crate::{State, access::Viewer, intern::NONE, state::TrailRow};

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
    /// Whether an entry is for somebody to see: for the mission all, for a partner what its own
    /// people did, and what was done with their accounts and devices.
    pub(super) fn is_trail_of(&self, viewer: &Viewer, row: &TrailRow) -> bool {
        let name = |number| self.trail.names.text(number);
        let account =
            |id: &str| self.people.accounts.get(id).map(|row| row.account.organisation.as_str());
        let observer = |id: &str| self.people.find(id).map(|(_, row)| row.organisation.as_str());
        let actor = match name(row.actor).split_once('/') {
            Some(("a", id)) => account(id),
            Some(("o", id)) => observer(id),
            _ => None,
        };
        let whom = (row.whom != NONE).then(|| name(row.whom));
        let whom = whom.and_then(|id| account(id).or_else(|| observer(id)));
        viewer.organisation.is_empty()
            || [actor, whom].into_iter().flatten().any(|own| own == viewer.organisation)
    }

    /// The newest entries first.
    pub(super) fn trail(&self, viewer: &Viewer, page: Page) -> Paged<TrailView> {
        let trail = &self.trail;
        let seen = trail.rows.iter().rev().filter(|row| self.is_trail_of(viewer, row));
        Paged::of(seen, page, |row| TrailView {
            sequence: row.sequence,
            time: row.time,
            actor: trail.names.text(row.actor).to_owned(),
            kind: trail.names.text(row.kind).to_owned(),
            whom: (row.whom != NONE).then(|| trail.names.text(row.whom).to_owned()),
        })
    }
}
