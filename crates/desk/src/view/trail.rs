//! The audit trail: every entry but reports, in the order of the log.

use serde::Serialize;

use super::Page;
use crate::{
    Mode, State,
    access::Viewer,
    event::KINDS,
    intern::NONE,
    trail::{About, Decision, Trail, TrailRow},
};

/// Entries that one answer looks at: a night of a large mission has millions, and who looks for a
/// rare one goes on from where the answer ended.
const LOOKED: usize = 50_000;

/// Which entries; what is empty is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailOf {
    /// The kind, without its version.
    pub kind: String,
    /// Who: `a/asel`, or `asel` alone for an account or an observer of that name.
    pub actor: String,
    /// Whom it concerns.
    pub whom: String,
    /// Only entries before this place in the log.
    pub before: Option<u64>,
}

/// Some entries, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrailPart {
    /// These entries.
    pub rows: Vec<TrailView>,
    /// Older ones lie before this place; nothing: the beginning is reached.
    pub next: Option<u64>,
}

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
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
}

/// What an entry is about and what was decided, as far as the viewer may know: not of a report that
/// they do not see, nor where a partner's observer is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The station.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Whether the report is a drill's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drill: bool,
}

impl State {
    pub(super) fn subject(&self, viewer: &Viewer, row: &TrailRow) -> Subject {
        let told = |station, drill| {
            let station = (station != NONE).then(|| self.plan.stations.code(station).to_owned());
            Subject { station, decision: row.decision, drill }
        };
        match row.about {
            // Of a report that is not here nobody knows whether it may be told.
            About::Nothing if matches!(row.decision, Some(Decision::Verdict(_))) => {
                Subject::default()
            }
            About::Nothing => told(NONE, false),
            About::Station(station) => told(station, false),
            About::Post { observer, station } => {
                let owner = self.people.get(observer).map_or("", |own| &own.organisation);
                let open = self.people.may_see(&viewer.organisation, owner);
                if open { told(station, false) } else { Subject::default() }
            }
            About::Report(mode, number) => {
                let look = self.look(mode);
                let seen = look.world.get(number).filter(|own| viewer.sees(&look, own));
                let told = seen.map(|own| told(own.station, mode == Mode::Drill));
                told.unwrap_or_default()
            }
        }
    }

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

    /// The newest entries first, as many as the page takes. An answer is bounded by what it looks
    /// at, so it may have fewer, and none, before the beginning is reached.
    pub(super) fn trail(&self, viewer: &Viewer, of: &TrailOf, page: Page) -> TrailPart {
        let trail = &self.trail;
        let Some(wanted) = self.wanted_of(of) else {
            return TrailPart { rows: Vec::new(), next: None };
        };
        let mut at = of.before.map_or(trail.rows.len(), |place| trail.until(place));
        let last = at.saturating_sub(LOOKED);
        let mut rows = Vec::new();
        while at > last && rows.len() < page.limit {
            at -= 1;
            let row = u32::try_from(at).ok().and_then(|at| trail.rows.get(at));
            let Some(row) = row.filter(|row| wanted.fits(row)) else { continue };
            if self.is_trail_of(viewer, row) {
                rows.push(TrailView {
                    sequence: row.sequence,
                    time: row.time,
                    actor: trail.names.text(row.actor).to_owned(),
                    kind: trail.names.text(row.kind).to_owned(),
                    whom: (row.whom != NONE).then(|| trail.names.text(row.whom).to_owned()),
                    subject: self.subject(viewer, row),
                });
            }
        }
        let reached = u32::try_from(at).ok().and_then(|at| trail.rows.get(at));
        TrailPart { rows, next: reached.filter(|_| at > 0).map(|row| row.sequence) }
    }

    /// What is asked for as numbers; nothing where no entry bears such a name.
    fn wanted_of(&self, of: &TrailOf) -> Option<Wanted> {
        let names = &self.trail.names;
        let known = |all: &mut dyn Iterator<Item = String>| -> Option<Vec<u32>> {
            let found: Vec<u32> = all.filter_map(|name| names.find(&name)).collect();
            (!found.is_empty()).then_some(found)
        };
        let bare = |kind: &str| kind.rsplit_once('/').map_or(kind, |(bare, _)| bare).to_owned();
        let unknown = self.trail.unknown.keys().map(String::as_str);
        let kinds = KINDS.iter().copied().chain(unknown).filter(|kind| bare(kind) == of.kind);
        let actors = ["", "a/", "o/"].map(|sort| format!("{sort}{}", of.actor));
        let mut wanted = Wanted::default();
        if !of.kind.is_empty() {
            wanted.kinds = Some(known(&mut kinds.map(str::to_owned))?);
        }
        if !of.actor.is_empty() {
            wanted.actors = Some(known(&mut actors.into_iter())?);
        }
        if !of.whom.is_empty() {
            wanted.whom = Some(names.find(&of.whom)?);
        }
        Some(wanted)
    }
}

/// What is asked for; nothing: any.
#[derive(Default)]
struct Wanted {
    kinds: Option<Vec<u32>>,
    actors: Option<Vec<u32>>,
    whom: Option<u32>,
}

impl Wanted {
    fn fits(&self, row: &TrailRow) -> bool {
        let among = |all: &Option<Vec<u32>>, own| all.as_ref().is_none_or(|all| all.contains(&own));
        among(&self.kinds, row.kind)
            && among(&self.actors, row.actor)
            && self.whom.is_none_or(|whom| whom == row.whom)
    }
}

impl Trail {
    /// How many rows lie before a place in the log.
    fn until(&self, place: u64) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            let row = u32::try_from(middle).ok().and_then(|at| self.rows.get(at));
            if row.is_some_and(|row| row.sequence < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
