//! What the data centre sees.

use axum::{
    extract::{Path, Query as Asked, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{
    Mode, Page, Query, Right, View, Viewer,
    view::{HistoryOf, StationFilter, TrailOf},
};
use serde::Deserialize;
use serde_json::json;

use super::{official, projection, table};
use crate::{app::Server, gate::Caller, office::Office, official::of_station, problem::Problem};

/// Which view, and which part of it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    pub(crate) view: String,
    /// For the projection.
    #[serde(default)]
    contest: String,
    #[serde(default)]
    sample: String,
    #[serde(default)]
    area: String,
    #[serde(default)]
    only: String,
    #[serde(default)]
    station: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    observer: String,
    /// For the trail.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    whom: String,
    before: Option<u64>,
    #[serde(default)]
    from: usize,
    limit: Option<usize>,
    #[serde(default)]
    drill: bool,
}

/// What every answer about a drill bears.
pub(crate) const DRILL: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-sanaq-drill"), HeaderValue::from_static("true"));

/// The most rows of a page.
const MOST: usize = 1_000;

/// The views.
pub(crate) const VIEWS: [&str; 19] = [
    "overview",
    "stations",
    "arrivals",
    "station",
    "report",
    "silent",
    "call-backs",
    "reviews",
    "repairs",
    "strangers",
    "incidents",
    "observers",
    "turnout",
    "desk",
    "sheets",
    "clerks",
    "batches",
    "history",
    "trail",
];

/// The right that a view needs.
pub(crate) fn right_of(view: &str) -> Option<Right> {
    // Any id will do: it is not looked for.
    let id = "0".repeat(32);
    let wanted = Wanted { view: view.to_owned(), id, ..Wanted::default() };
    wanted.query().ok().map(|query| query.right())
}

impl Wanted {
    fn query(&self) -> Result<Query, Problem> {
        // What does not stand in the list, and so on docs/access.md, does not exist.
        let known = VIEWS.iter().copied().find(|name| *name == self.view);
        Ok(match known.unwrap_or_default() {
            "overview" => Query::Overview(self.area.clone()),
            "stations" => Query::Stations(self.area.clone(), self.filter()?),
            "arrivals" => Query::Arrivals(self.area.clone()),
            "station" => Query::Station(self.station.clone()),
            "report" => {
                let id = self.id.parse();
                Query::Report(id.map_err(|error| Problem::bad(format!("id: {error}")))?)
            }
            "silent" => Query::Silent,
            "call-backs" => Query::CallBacks,
            "reviews" => Query::Reviews,
            "repairs" => Query::Repairs,
            "strangers" => Query::Strangers,
            "incidents" => Query::Incidents,
            "observers" => Query::Observers,
            "turnout" => Query::Turnout(self.area.clone()),
            "desk" => Query::Desk,
            "sheets" => Query::Sheets,
            "clerks" => Query::Clerks,
            "batches" => Query::Batches,
            "history" => Query::History(HistoryOf {
                observer: self.observer.clone(),
                form: self.form.clone(),
                station: self.station.clone(),
            }),
            "trail" => Query::Trail(TrailOf {
                kind: self.kind.clone(),
                actor: self.actor.clone(),
                whom: self.whom.clone(),
                before: self.before,
            }),
            _ => return Err(Problem::not_found(format!("there is no view «{}»", self.view))),
        })
    }

    fn filter(&self) -> Result<StationFilter, Problem> {
        Ok(match self.only.as_str() {
            "" => StationFilter::All,
            "reported" => StationFilter::Reported,
            "silent" => StationFilter::Silent,
            "flagged" => StationFilter::Flagged,
            "sampled" => StationFilter::Sampled,
            "sample-open" => StationFilter::SampleOpen,
            other => {
                let expected = "reported, silent, flagged, sampled or sample-open";
                return Err(Problem::bad(format!("only: found «{other}», expected {expected}")));
            }
        })
    }

    fn page(&self) -> Page {
        let usual = Page::default();
        Page { from: self.from, limit: self.limit.unwrap_or(usual.limit).min(MOST) }
    }

    const fn mode(&self) -> Mode {
        if self.drill { Mode::Drill } else { Mode::Real }
    }

    /// The view now, as JSON. What takes a while is computed apart from the threads that answer.
    pub(crate) async fn shown(&self, server: &Server, viewer: &Viewer) -> Result<String, Problem> {
        let text = match self.view.as_str() {
            "projection" => {
                let wanted = projection::Wanted::new(&self.contest, &self.sample, self.drill);
                let projection = projection::project(server, viewer, &wanted).await?;
                serde_json::to_string(projection.as_ref())
            }
            "official" => {
                let wanted = official::Wanted::newest(&self.contest, self.drill);
                serde_json::to_string(&official::summary(server, viewer, &wanted).await?)
            }
            // That there is news; the rows themselves are asked for since the last ones.
            "table" => serde_json::to_string(&table::news(server, viewer)?),
            _ => return self.written(server, viewer).await,
        };
        text.map_err(|error| Problem::inside(&error))
    }

    /// The view as it is told. A station's page has what was published of it beside what was
    /// observed; a view of a drill says so itself, though a list without a head cannot. All others
    /// are written as they are.
    async fn written(&self, server: &Server, viewer: &Viewer) -> Result<String, Problem> {
        let wrong = |error| Problem::inside(&error);
        let view = self.look(&server.office, viewer)?;
        if self.view != "station" && !self.drill {
            return serde_json::to_string(&view).map_err(wrong);
        }
        let mut view = serde_json::to_value(view).map_err(wrong)?;
        if self.view == "station" {
            view["official"] = json!(of_station(server, &self.station).await?);
        }
        if let Some(view) = view.as_object_mut().filter(|_| self.drill) {
            view.insert("drill".to_owned(), true.into());
        }
        Ok(view.to_string())
    }

    /// The view as an answer. That it is of a drill is said beside it, and in it.
    async fn told(&self, server: &Server, viewer: &Viewer) -> Result<Response, Problem> {
        let head = [(header::CONTENT_TYPE, "application/json")];
        let view = self.written(server, viewer).await?;
        Ok((self.drill.then_some([DRILL]), head, view).into_response())
    }

    /// The view now.
    fn look(&self, office: &Office, viewer: &Viewer) -> Result<View, Problem> {
        let (query, page) = (self.query()?, self.page());
        Ok(office.state().view(viewer, self.mode(), &query, page, office.now())?)
    }
}

/// A view by its name.
pub(crate) async fn view(
    State(server): State<Server>,
    caller: Caller,
    Path(name): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let wanted = Wanted { view: name, ..wanted };
    wanted.told(&server, caller.viewer()?).await
}

/// A clerk's own sheets.
pub(crate) async fn desk(
    State(server): State<Server>,
    caller: Caller,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let wanted = Wanted { view: "desk".to_owned(), ..wanted };
    wanted.told(&server, caller.viewer()?).await
}
