//! Observers by pseudonym, with where they are deployed and how far they are prepared.

use serde::Serialize;

use super::{Eyes, Page, Paged};
use crate::{
    event::{Accreditation, Materials, Shift},
    people::ObserverRow,
};

/// An observer.
#[expect(clippy::struct_excessive_bools, reason = "six facts that do not depend on each other")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObserverView {
    /// The pseudonym.
    pub id: String,
    /// The organisation.
    pub organisation: String,
    /// The supervisor's pseudonym.
    pub supervisor: Option<String>,
    /// The language to write in.
    pub language: String,
    /// Whether a code to join with is open.
    pub code_open: bool,
    /// Devices that joined.
    pub devices: usize,
    /// Whether they report no more.
    pub revoked: bool,
    /// Who took over.
    pub replaced_by: Option<String>,
    /// Whether the roster no longer says who they are.
    pub forgotten: bool,
    /// Whether they want no messages.
    pub stopped: bool,
    /// The accreditation.
    pub accreditation: Accreditation,
    /// Whether they were trained.
    pub trained: bool,
    /// The materials.
    pub materials: Materials,
    /// Whether their expenses were paid.
    pub paid: bool,
    /// Where and when.
    pub deployments: Vec<Post>,
    /// Reports.
    pub reports: usize,
}

/// A deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Post {
    /// The station's code.
    pub station: String,
    /// From when to when.
    pub shift: Option<Shift>,
    /// As what.
    pub role: String,
    /// Whether it is over.
    pub ended: bool,
}

impl Eyes<'_> {
    pub(super) fn observers(&self, page: Page) -> Paged<ObserverView> {
        let people = self.look.people;
        let seen = people
            .observers()
            .filter(|(_, row)| people.may_see(&self.viewer.organisation, &row.organisation));
        let mut rows: Vec<(u32, &ObserverRow)> = seen.collect();
        rows.sort_by_key(|(number, _)| people.id(*number));
        Paged::of(rows.into_iter(), page, |(number, row)| self.observer(number, row))
    }

    pub(super) fn observer(&self, number: u32, row: &ObserverRow) -> ObserverView {
        let people = self.look.people;
        let id = |number: u32| people.id(number).to_owned();
        let posts = row.deployments.iter().map(|own| Post {
            station: self.look.plan.stations.code(own.station).to_owned(),
            shift: own.shift,
            role: own.role.clone(),
            ended: own.ended,
        });
        ObserverView {
            id: id(number),
            organisation: row.organisation.clone(),
            supervisor: row.supervisor.map(id),
            language: row.language.clone(),
            code_open: row.code.is_some(),
            devices: row.tokens.len(),
            revoked: row.revoked.is_some(),
            replaced_by: row.replaced_by.map(id),
            forgotten: self.look.plan.forgotten.contains(people.id(number)),
            stopped: row.stopped,
            accreditation: row.readiness.accreditation.unwrap_or_default(),
            trained: row.readiness.trained.unwrap_or(false),
            materials: row.readiness.materials.unwrap_or_default(),
            paid: row.readiness.paid.unwrap_or(false),
            deployments: posts.collect(),
            reports: self.look.world.by_observer(number).count(),
        }
    }
}
