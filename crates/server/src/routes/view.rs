//! What the data centre sees.

use axum::{
    Json,
    extract::{Path, Query as Asked, State},
    response::{IntoResponse, Response},
};
use sanaq_desk::{
    Mode, Page, Query, View, Viewer,
    view::{HistoryOf, StationFilter},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{official, projection, table};
use crate::{app::Server, gate::Caller, office::Office, official::of_station, problem::Problem};

/// Which view, and which part of it.
#[derive(Clone, Debug, Deserialize)]
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
    #[serde(default)]
    from: usize,
    limit: Option<usize>,
    #[serde(default)]
    drill: bool,
}

/// The most rows of a page.
const MOST: usize = 1_000;

impl Wanted {
    fn query(&self) -> Result<Query, Problem> {
        Ok(match self.view.as_str() {
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
            "trail" => Query::Trail,
            other => return Err(Problem::not_found(format!("there is no view «{other}»"))),
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
            "station" => serde_json::to_string(&self.station(server, viewer).await?),
            // That there is news; the rows themselves are asked for since the last ones.
            "table" => serde_json::to_string(&table::news(server, viewer)?),
            _ => serde_json::to_string(&self.look(&server.office, viewer)?),
        };
        text.map_err(|error| Problem::inside(&error))
    }

    /// A station's page, with what was published of it beside what was observed.
    async fn station(&self, server: &Server, viewer: &Viewer) -> Result<Value, Problem> {
        let view = self.look(&server.office, viewer)?;
        let mut view = serde_json::to_value(view).map_err(|error| Problem::inside(&error))?;
        view["official"] = json!(of_station(server, &self.station).await?);
        Ok(view)
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
    if wanted.view == "station" {
        return Ok(Json(wanted.station(&server, caller.viewer()?).await?).into_response());
    }
    Ok(Json(wanted.look(&server.office, caller.viewer()?)?).into_response())
}

/// A clerk's own sheets.
pub(crate) async fn desk(
    State(server): State<Server>,
    caller: Caller,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<View>, Problem> {
    let wanted = Wanted { view: "desk".to_owned(), ..wanted };
    Ok(Json(wanted.look(&server.office, caller.viewer()?)?))
}
