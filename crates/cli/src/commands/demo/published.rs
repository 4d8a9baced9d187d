//! What the commission of an example publishes: turnout during the day, then a result in two
//! versions.

use std::collections::BTreeMap;

use sanaq_election::{Areas, Column, StationResults, Texts};
use sanaq_import::Format;
use sanaq_seal::hash::Hash;
use serde_json::{Value, json};

use super::{client::id, staged::Stage};
use crate::exit::Failure;

/// Something that is published.
pub(super) enum Publication {
    /// Turnout until a minute.
    Turnout(u16),
    /// What is counted so far: seven stations in ten, and at some of them still what the protocol
    /// says.
    First,
    /// All of it.
    Second,
}

/// When the result is published: an hour before midnight, and at two in the night.
const RESULT: [u16; 2] = [23 * 60, 26 * 60];

/// What is published when.
pub(super) fn programme(stage: &Stage) -> Vec<(u16, Publication)> {
    let (opens, closes) = (stage.plan.opens, stage.plan.closes);
    let mut all: Vec<(u16, Publication)> = (opens + 180..=closes)
        .step_by(120)
        .map(|minute| (minute + 25, Publication::Turnout(minute)))
        .collect();
    all.push((RESULT[0].max(closes), Publication::First));
    all.push((RESULT[1].max(closes + 1), Publication::Second));
    all
}

/// Publishes it.
pub(super) async fn publish(stage: &Stage, publication: Publication) -> Result<(), Failure> {
    match publication {
        Publication::Turnout(minute) => turnout(stage, minute).await,
        Publication::First => result(stage, "preliminary", &first(stage)).await,
        Publication::Second => result(stage, "final", &stage.country.announced).await,
    }
}

/// The country's turnout and each region's, from what will be announced.
async fn turnout(stage: &Stage, minute: u16) -> Result<(), Failure> {
    let announced = &stage.country.announced;
    let line = stage.country.election.protocol.turnout.as_str();
    let (ballots, registered) = (announced.line(line), announced.line("registered"));
    let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (at, area) in announced.area.iter().enumerate() {
        let figure = |column: Option<&Column>| column.and_then(|own| own.get(at)).unwrap_or(0);
        for area in ["", announced.areas.ancestor(*area, 1)] {
            let sum = sums.entry(area).or_default();
            sum.0 += u64::from(figure(ballots));
            sum.1 += u64::from(figure(registered));
        }
    }
    let come = stage.plan.come_by(minute);
    for (area, (ballots, registered)) in sums {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count is between 0 and the count"
        )]
        let voters = (ballots as f64 * come) as u64;
        let body = json!({
            "area": area,
            "minute": minute,
            "voters": voters,
            "share": voters * 10_000 / registered.max(1),
            "source": "Commission of the example, briefing",
        });
        let name = id(&format!("example turnout {minute} {area}"));
        stage.admin.record(&name, "official-turnout/1", body).await?;
    }
    Ok(())
}

async fn result(stage: &Stage, what: &str, results: &StationResults) -> Result<(), Failure> {
    let mut file = Vec::new();
    let written = sanaq_import::write(results, Format::Csv, &mut file);
    written.map_err(|error| Failure::Inside(error.to_string()))?;
    let id = id(&format!("example result {what}"));
    let path = format!(
        "/api/desk/import/official?id={id}&file={what}.csv\
         &source=Commission%20of%20the%20example,%20{what}%20result"
    );
    let told: Value = stage.admin.file(&path, file).await?;
    if told["version"].is_null() {
        return Err(Failure::Inside(format!("{what} result: {told}")));
    }
    Ok(())
}

/// A number from 0 to 9 that a station has.
fn digit(code: &str) -> u8 {
    let [first, ..] = Hash::of(format!("example {code}").as_bytes()).0;
    first % 10
}

/// Seven stations in ten; one in ten of them is later replaced by other figures.
fn first(stage: &Stage) -> StationResults {
    let (honest, announced) = (&stage.country.honest, &stage.country.announced);
    let rows: Vec<usize> =
        (0..announced.len()).filter(|at| digit(announced.stations.get(*at)) < 7).collect();
    let (mut stations, mut areas, mut area) = (Texts::default(), Areas::default(), Vec::new());
    for at in &rows {
        stations.push(announced.stations.get(*at));
        area.push(areas.intern(announced.area_path(*at)));
    }
    let column = |own: &Column, other: Option<&Column>| -> Column {
        let figure = |at: &usize| match other {
            Some(honest) if digit(announced.stations.get(*at)) == 0 => honest.get(*at),
            _ => own.get(*at),
        };
        rows.iter().map(figure).collect()
    };
    StationResults {
        stations,
        areas,
        area,
        lines: announced
            .lines
            .iter()
            .map(|(id, own)| (id.clone(), column(own, honest.line(id.as_str()))))
            .collect(),
        votes: announced
            .votes
            .iter()
            .map(|(id, own)| (id.clone(), column(own, honest.votes_of(id))))
            .collect(),
    }
}
