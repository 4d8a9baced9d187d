//! What the authorities published: versions come in and stay, and each is held against what was
//! observed, station by station, and against the version before it.

mod compared;
mod examined;
mod taken;

use axum::{
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{OfficialVersion, Right, Thing};
use sanaq_said::said;
use sanaq_seal::hash::Hash;
use serde::Deserialize;

pub(crate) use compared::summary;

use super::projection::{chosen, no_contest};
use crate::{
    app::Server,
    gate::Caller,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
};

/// The largest published file.
const FILE: usize = 32 << 20;

/// The endpoints of published results.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (read, export) = (Who::Has(Right::Read), Who::Has(Right::Export));
    let plan = Who::Has(Right::Plan);
    let get = |path: &'static str| ("GET", path);
    vec![
        endpoint(
            ("POST", "/api/desk/import/official"),
            plan,
            taken::take,
            "a published result, a version of its own",
        )
        .up_to(FILE),
        endpoint(
            get("/api/desk/views/official"),
            read,
            compared::show,
            "versions, and one against what was observed",
        ),
        endpoint(
            get("/api/desk/official/stations"),
            read,
            compared::stations,
            "published against observed, station by station",
        ),
        endpoint(
            get("/api/desk/official/changes"),
            read,
            compared::changes,
            "what changed between two versions",
        ),
        endpoint(
            get("/api/desk/official/fingerprints"),
            read,
            examined::show,
            "fingerprints of invention in a version, with their pictures",
        ),
        endpoint(get("/api/desk/official/file"), export, file, "a version as it was published"),
    ]
}

/// Which version, and which part of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The contest; where there is one only, that one.
    contest: String,
    /// The version by its number or its id; the newest where none is named.
    version: String,
    /// For changes: the version before; the one before it where none is named.
    since: String,
    /// For fingerprints: the option under test.
    option: String,
    /// For stations: same, differs, left-out, not-observed, not-published; all.
    only: String,
    /// For stations: only this one.
    station: String,
    /// For stations: an area and what lies in it.
    area: String,
    /// For stations: `code`, or `worth`, the most votes first.
    order: String,
    from: usize,
    limit: Option<usize>,
    /// Only protocols that a person verified.
    verified: bool,
    drill: bool,
}

/// The most rows of a page.
const MOST: usize = 1_000;

impl Wanted {
    /// The newest version of a contest.
    pub(crate) fn newest(contest: &str, drill: bool) -> Self {
        Self { contest: contest.to_owned(), drill, ..Self::default() }
    }

    fn limit(&self) -> usize {
        self.limit.unwrap_or(100).min(MOST)
    }

    /// The contest that is asked for, or the only one.
    fn contest(&self, server: &Server) -> Result<String, Problem> {
        let state = server.office.state();
        let ids = state.contests().map(|(_, election)| election.contest.id.as_str());
        let id = chosen(Thing::Contest, &self.contest, ids)?;
        id.map(str::to_owned).ok_or_else(|| Problem::not_found(no_contest()))
    }

    /// The version that is asked for.
    fn version(&self, server: &Server) -> Result<OfficialVersion, Problem> {
        let contest = self.contest(server)?;
        let missing = || {
            Problem::not_found(said!(
                "said-no-version",
                "there is no such version of a published result"
            ))
        };
        named(server, &contest, &self.version)?.ok_or_else(missing)
    }
}

/// A version of a contest by its number or its id; the newest where none is named.
fn named(
    server: &Server,
    contest: &str,
    version: &str,
) -> Result<Option<OfficialVersion>, Problem> {
    let state = server.office.state();
    let mut all = state.official(contest);
    if version.is_empty() {
        return Ok(all.last().cloned());
    }
    let expected = || Problem::bad("version: expected a number or an id of 32 digits");
    let found = if version.len() < 32 {
        let number: usize = version.parse().map_err(|_| expected())?;
        all.find(|own| own.number == number)
    } else {
        let id = version.parse().map_err(|_| expected())?;
        all.find(|own| own.official.id == id)
    };
    Ok(found.cloned())
}

/// The file of a version, byte by byte as it came in.
async fn file(
    State(server): State<Server>,
    _: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let version = wanted.version(&server)?;
    let hash = Hash(version.official.blob.0);
    let missing =
        || Problem::not_found(said!("said-file-gone", "the file of this version is not here"));
    let bytes = server.office.blobs.get(hash).await?.ok_or_else(missing)?;
    let plain = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
    let name: String = version.official.name.chars().filter(plain).collect();
    let mut headers = HeaderMap::new();
    let named = format!("attachment; filename=\"official-{}-{name}\"", version.number);
    if let Ok(value) = named.parse() {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    Ok((headers, kind, bytes).into_response())
}
