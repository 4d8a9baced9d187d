//! Silent observers: from whom something was due, and whom to call next.

use serde::Serialize;

use super::{Eyes, Page, Paged, ReportLine};
use crate::{
    Id, PhoneHash,
    event::{CallOutcome, Expected},
    flag::deadline,
    people::{Deployed, ObserverRow},
    report::Row,
};

/// An observer from whom something was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SilentRow {
    /// What was due.
    pub expected: String,
    /// The station's code.
    pub station: String,
    /// The path of its area.
    pub area: String,
    /// Whether it is in a sample: these are called first.
    pub sampled: bool,
    /// When it was due, in seconds of the Unix epoch.
    pub due: i64,
    /// Whom to call, and what is known of them.
    #[serde(flatten)]
    pub contact: Contact,
}

/// Whom to call. Numbers are references into the roster, which is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// The observer: the first call.
    pub observer: String,
    /// The organisation.
    pub organisation: String,
    /// The observer's numbers.
    pub phones: Vec<PhoneHash>,
    /// The supervisor: the second call.
    pub supervisor: Option<String>,
    /// The back-up number: the third call.
    pub backup: Option<PhoneHash>,
    /// When they reported last, in seconds.
    pub last_report: Option<i64>,
    /// When they were called last, in microseconds; which of the three calls; what came of it.
    pub last_call: Option<(i64, u8, CallOutcome)>,
    /// How often they were reminded.
    pub reminded: u32,
    /// Whether no reminder reaches them: only a call does.
    pub to_call: bool,
}

/// A report whose observer is to be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallView {
    /// The report.
    #[serde(flatten)]
    pub line: ReportLine,
    /// Why.
    pub reason: String,
    /// What was filed in its place since.
    pub answered: Option<Id>,
    /// Whom to call; nothing where nobody knows who sent it.
    pub contact: Option<Contact>,
}

/// Somebody from whom something is due.
#[derive(Clone, Copy)]
pub(crate) struct Due<'a> {
    pub(crate) expected: &'a Expected,
    pub(crate) number: u32,
    pub(crate) observer: &'a ObserverRow,
    pub(crate) deployed: &'a Deployed,
    pub(crate) at: i64,
}

impl<'a> Eyes<'a> {
    pub(super) fn silent(&self, page: Page) -> Paged<SilentRow> {
        let mut rows = self.overdue();
        let stations = &self.look.plan.stations;
        let urgency = |due: &Due<'_>| (!stations.is_sampled(due.deployed.station), due.at);
        rows.sort_by(|a, b| {
            let code = |due: &Due<'_>| self.look.people.id(due.number);
            urgency(a).cmp(&urgency(b)).then_with(|| code(a).cmp(code(b)))
        });
        Paged::of(rows.into_iter(), page, |due| self.silent_row(&due))
    }

    fn silent_row(&self, due: &Due<'_>) -> SilentRow {
        let stations = &self.look.plan.stations;
        let station = due.deployed.station;
        SilentRow {
            expected: due.expected.id.clone(),
            station: stations.code(station).to_owned(),
            area: stations.area(station).to_owned(),
            sampled: stations.is_sampled(station),
            due: due.at,
            contact: self.contact(due.number, due.observer, Some(&due.expected.id)),
        }
    }

    fn contact(&self, number: u32, row: &ObserverRow, expected: Option<&str>) -> Contact {
        let people = self.look.people;
        let reports = self.look.world.by_observer(number);
        let contacts = row.contacts(self.look.mode);
        let reminded = match expected {
            Some(expected) => contacts.reminded.get(expected).copied().unwrap_or(0),
            None => contacts.reminded.values().sum(),
        };
        let to_call = match expected {
            Some(expected) => contacts.to_call.contains(expected),
            None => !contacts.to_call.is_empty(),
        };
        Contact {
            to_call,
            observer: people.id(number).to_owned(),
            organisation: row.organisation.clone(),
            phones: row.phones.clone(),
            supervisor: row.supervisor.map(|number| people.id(number).to_owned()),
            backup: row.backup,
            last_report: reports.map(|(_, row)| row.at).max(),
            last_call: contacts.last_call.map(|call| (call.time, call.step, call.outcome)),
            reminded,
        }
    }

    /// Everybody from whom something was due before now and has not come.
    pub(crate) fn overdue(&self) -> Vec<Due<'a>> {
        let mut all = self.all_unanswered();
        all.retain(|due| due.at + i64::from(due.expected.grace) * 60 < self.now);
        all
    }

    /// Everybody who is to answer a deadline and has not.
    pub(crate) fn without_answer(&self, expected: &Expected) -> Vec<Due<'a>> {
        let mut all = self.all_unanswered();
        all.retain(|due| due.expected.id == expected.id);
        all
    }

    pub(super) fn all_unanswered(&self) -> Vec<Due<'a>> {
        self.active().flat_map(|(number, row)| self.unanswered(number, row)).collect()
    }

    /// Observers who have not left and whom the viewer's organisation may see.
    fn active(&self) -> impl Iterator<Item = (u32, &'a ObserverRow)> {
        let people = self.look.people;
        people.observers().filter(|(_, row)| {
            row.revoked.is_none() && people.may_see(&self.viewer.organisation, &row.organisation)
        })
    }

    /// Everything that is expected of anybody, answered or not, with its station.
    pub(super) fn all_expected(&self) -> Vec<(&'a Expected, u32)> {
        let schedule = self.look.plan.schedule.iter();
        let all: Vec<&Expected> = schedule.flat_map(|schedule| &schedule.expected).collect();
        let posts = self.active().flat_map(|(_, row)| &row.deployments);
        let open = posts.filter(|post| !post.ended).flat_map(|post| {
            let own = all.iter().filter(|expected| self.expects(expected, post));
            own.map(|expected| (*expected, post.station))
        });
        open.collect()
    }

    /// What is due from an observer and has not come. A report answers a deadline when it is of
    /// its form, belongs to its time, and is about the station, or about one where the observer is
    /// not deployed: a mistyped code is no silence.
    pub(super) fn unanswered(&self, number: u32, observer: &'a ObserverRow) -> Vec<Due<'a>> {
        let plan = self.look.plan;
        let Some(schedule) = &plan.schedule else { return Vec::new() };
        let posts: Vec<&Deployed> = observer.deployments.iter().filter(|own| !own.ended).collect();
        if posts.is_empty() || observer.revoked.is_some() {
            return Vec::new();
        }
        let filed: Vec<&Row> = self.look.world.by_observer(number).map(|(_, row)| row).collect();
        let mut due = Vec::new();
        for deployed in posts.iter().copied() {
            let area = plan.stations.area(deployed.station);
            let answered: Vec<&str> = filed
                .iter()
                .filter(|row| {
                    row.station == deployed.station
                        || posts.iter().all(|post| post.station != row.station)
                })
                .filter_map(|row| {
                    let minute = plan.clock.minute(area, row.at);
                    let own = deadline(&self.look, plan.form(row.form)?, minute)?;
                    Some(own.id.as_str())
                })
                .collect();
            let open = schedule.expected.iter().filter(|expected| {
                self.expects(expected, deployed) && !answered.contains(&expected.id.as_str())
            });
            due.extend(open.filter_map(|expected| {
                let at = plan.clock.second(area, i32::from(expected.due))?;
                Some(Due { expected, number, observer, deployed, at })
            }));
        }
        due
    }

    fn expects(&self, expected: &Expected, deployed: &Deployed) -> bool {
        let stations = &self.look.plan.stations;
        let on_shift = deployed
            .shift
            .is_none_or(|shift| shift.from <= expected.due && expected.due <= shift.to);
        on_shift
            && stations.why_missing(self.look.mode, deployed.station).is_none()
            && (!expected.sample_only || stations.is_sampled(deployed.station))
    }

    pub(super) fn call_backs(&self, page: Page) -> Paged<CallView> {
        let world = self.look.world;
        let rows = world.to_call().filter_map(|number| world.get(number));
        Paged::of(rows.filter(|row| self.sees(row)), page, |row| CallView {
            line: self.line(row),
            reason: world.extra(row).map(|extra| extra.reason.to_string()).unwrap_or_default(),
            answered: world.get(row.corrected_by).map(Row::id),
            contact: self
                .look
                .people
                .get(row.observer)
                .map(|observer| self.contact(row.observer, observer, None)),
        })
    }
}
