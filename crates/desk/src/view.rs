//! Views: what people see, as functions of the state. Plain data, page by page.
//!
//! Every view goes through [`State::view`], which asks first whether the role may see it; every
//! report in it is one that the viewer's organisation may see; a view is of one world, the real
//! one or the drill's.

mod arrival;
mod clerk;
mod columns;
mod history;
mod incident;
mod mine;
mod overview;
mod people;
mod protocol;
mod queue;
mod report;
mod rows;
mod sheet;
mod silent;
mod station;
mod story;
mod trail;
mod turnout;

use serde::Serialize;

pub use arrival::{ArrivalHour, Arrivals, DueCount};
pub use clerk::{ClerkQuality, Clerks};
pub use columns::{PROTOCOL, StationDay, StationList};
pub use history::{HistoryOf, HistoryRow, What};
pub use incident::{HelpCalls, IncidentCount, IncidentRow, Incidents};
pub use mine::{Mine, MyDue, MyPost, MyReport};
pub use overview::{Overview, OverviewRow};
pub use people::{ObserverView, Post};
pub use protocol::{Accept, Left, Protocols, Taken, Why};
pub use queue::{BatchView, RepairRow, StrangerRow};
pub use report::{PhotoView, ReportLine, ReportView, Sighting};
pub use rows::{Export, Table, TableHead};
pub use sheet::{ClerkView, Differing, Open, SheetTask, SheetView, Sheets, Side, Waiting};
pub use silent::{CallView, Contact, SilentRow};
pub use station::{DeploymentView, StationFilter, StationLine, StationView};
pub use story::{AcceptedView, Happened, StoryRow};
pub use trail::{Subject, TrailOf, TrailPart, TrailView};
pub use turnout::{CountView, Turnout, TurnoutHour};

pub use crate::trail::{Decision, Repaired};
use crate::{
    Id, Mode, State,
    access::{Right, Viewer},
    state::Look,
};

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many rows to pass over.
    pub from: usize,
    /// How many rows to give at most.
    pub limit: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { from: 0, limit: 100 }
    }
}

/// A part of a list, and how long the list is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// Rows of the whole list.
    pub total: usize,
    /// Rows passed over.
    pub from: usize,
    /// These rows.
    pub rows: Vec<T>,
}

impl<T> Paged<T> {
    /// Counts a list and makes the rows of one page.
    pub(crate) fn of<K>(
        list: impl Iterator<Item = K>,
        page: Page,
        mut row: impl FnMut(K) -> T,
    ) -> Self {
        let (mut total, mut rows) = (0, Vec::new());
        for key in list {
            if total >= page.from && rows.len() < page.limit {
                rows.push(row(key));
            }
            total += 1;
        }
        Self { total, from: page.from, rows }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Areas below one, with how far each stage is.
    Overview(String),
    /// What came hour by hour from an area, and what is due.
    Arrivals(String),
    /// Stations of an area.
    Stations(String, StationFilter),
    /// One station with all its reports.
    Station(String),
    /// One report.
    Report(Id),
    /// Observers from whom something was due.
    Silent,
    /// Reports whose observers are to be called.
    CallBacks,
    /// Reports with flags that nobody has reviewed.
    Reviews,
    /// Messages that do not parse.
    Repairs,
    /// Numbers that nobody knows.
    Strangers,
    /// Incidents.
    Incidents,
    /// Observers with their deployments.
    Observers,
    /// Head counts by hour in an area.
    Turnout(String),
    /// A clerk's own sheets.
    Desk,
    /// Sheets on which clerks do not agree, and how many wait for clerks.
    Sheets,
    /// Who may type, and how fast and how exact clerks are.
    Clerks,
    /// Messages that went out.
    Batches,
    /// What came from whom about what.
    History(HistoryOf),
    /// What was done.
    Trail(TrailOf),
}

impl Query {
    /// The right that it needs.
    pub const fn right(&self) -> Right {
        match self {
            Self::Desk => Right::Type,
            Self::Incidents => Right::Incidents,
            Self::Trail(_) => Right::Trail,
            Self::Repairs | Self::Strangers | Self::Sheets | Self::Clerks => Right::Review,
            Self::Batches => Right::Plan,
            _ => Right::Read,
        }
    }
}

/// What is shown.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// See [`Query::Overview`].
    Overview(Overview),
    /// See [`Query::Arrivals`].
    Arrivals(Arrivals),
    /// See [`Query::Stations`].
    Stations(Paged<StationLine>),
    /// See [`Query::Station`].
    Station(Box<StationView>),
    /// See [`Query::Report`].
    Report(Box<ReportView>),
    /// See [`Query::Silent`].
    Silent(Paged<SilentRow>),
    /// See [`Query::CallBacks`].
    CallBacks(Paged<CallView>),
    /// See [`Query::Reviews`].
    Reviews(Paged<ReportView>),
    /// See [`Query::Repairs`].
    Repairs(Paged<RepairRow>),
    /// See [`Query::Strangers`].
    Strangers(Paged<StrangerRow>),
    /// See [`Query::Incidents`].
    Incidents(Incidents),
    /// See [`Query::Observers`].
    Observers(Paged<ObserverView>),
    /// See [`Query::Turnout`].
    Turnout(Turnout),
    /// See [`Query::Desk`].
    Desk(ClerkView),
    /// See [`Query::Sheets`].
    Sheets(Sheets),
    /// See [`Query::Clerks`].
    Clerks(Clerks),
    /// See [`Query::Batches`].
    Batches(Paged<BatchView>),
    /// See [`Query::History`].
    History(Paged<HistoryRow>),
    /// See [`Query::Trail`].
    Trail(TrailPart),
}

/// Why nothing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShown {
    /// The role may not see it.
    #[error("this role may not see this")]
    NotAllowed,
    /// There is no such thing, or the viewer's organisation may not see it.
    #[error("there is no such thing")]
    NotFound,
}

/// Who looks at which world and when.
#[derive(Clone, Copy)]
pub(crate) struct Eyes<'a> {
    pub(crate) look: Look<'a>,
    pub(crate) viewer: &'a Viewer,
    /// Seconds of the Unix epoch.
    pub(crate) now: i64,
}

impl State {
    /// Shows something. `now` is in seconds of the Unix epoch.
    pub fn view(
        &self,
        viewer: &Viewer,
        mode: Mode,
        query: &Query,
        page: Page,
        now: i64,
    ) -> Result<View, NotShown> {
        if !viewer.may(query.right()) {
            return Err(NotShown::NotAllowed);
        }
        let eyes = Eyes { look: self.look(mode), viewer, now };
        Ok(match query {
            Query::Overview(area) => View::Overview(eyes.overview(area)),
            Query::Arrivals(area) => View::Arrivals(eyes.arrivals(area)),
            Query::Stations(area, filter) => View::Stations(eyes.stations(area, *filter, page)),
            Query::Station(code) => {
                View::Station(Box::new(eyes.station(code, page).ok_or(NotShown::NotFound)?))
            }
            Query::Report(id) => {
                View::Report(Box::new(eyes.report_by_id(*id).ok_or(NotShown::NotFound)?))
            }
            Query::Silent => View::Silent(eyes.silent(page)),
            Query::CallBacks => View::CallBacks(eyes.call_backs(page)),
            Query::Reviews => View::Reviews(eyes.reviews(page)),
            Query::Repairs => View::Repairs(eyes.repairs(page)),
            Query::Strangers => View::Strangers(eyes.strangers(page)),
            Query::Incidents => View::Incidents(eyes.incidents(page)),
            Query::Observers => View::Observers(eyes.observers(page)),
            Query::Turnout(area) => View::Turnout(eyes.turnout(area)),
            Query::Desk => View::Desk(eyes.desk()),
            Query::Sheets => View::Sheets(eyes.sheets(page)),
            Query::Clerks => View::Clerks(eyes.clerks()),
            Query::Batches => View::Batches(eyes.batches(page)),
            Query::History(of) => View::History(eyes.history(of, page)),
            Query::Trail(of) => View::Trail(self.trail(viewer, of, page)),
        })
    }
}
