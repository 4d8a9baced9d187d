//! Stations: the table, and the page that tells a station's whole story.

use std::collections::BTreeMap;

use sanaq_forms::{Answer, FormKind, Place};
use serde::Serialize;

use super::{AcceptedView, CountView, Eyes, Page, Paged, ReportView, Sighting, StoryRow};
use crate::{
    FlagSet, Id,
    event::{Shift, Verdict, WhyMissing},
    people::Deployed,
    report::Row,
    station::lies_in,
};

/// Which stations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StationFilter {
    /// All of them.
    #[default]
    All,
    /// From which something was reported.
    Reported,
    /// From which nothing was, though somebody is deployed there.
    Silent,
    /// With flagged reports that nobody has reviewed.
    Flagged,
    /// In a sample.
    Sampled,
    /// In a sample, without a protocol and without a reason.
    SampleOpen,
}

/// A station in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StationLine {
    /// Its code.
    pub code: String,
    /// The path of its area.
    pub area: String,
    /// Voters in its register.
    pub registered: Option<u32>,
    /// Whether it is in a sample.
    pub sampled: bool,
    /// Why nobody is there, where somebody said so.
    pub missing: Option<WhyMissing>,
    /// Observers who are deployed there now.
    pub observers: usize,
    /// Reports.
    pub reports: usize,
    /// The stages that were reported.
    pub stages: Vec<FormKind>,
    /// Kinds of flags of its reports that nobody has reviewed.
    pub flags: FlagSet,
}

/// A station's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StationView {
    /// The line of the table.
    #[serde(flatten)]
    pub line: StationLine,
    /// Whether a list names it: reports may name stations that do not exist.
    pub listed: bool,
    /// Degrees north and east × 10⁷.
    pub place: Option<(i32, i32)>,
    /// Who is or was to be there.
    pub deployments: Vec<DeploymentView>,
    /// All reports in the order in which they were made: of two that differ, both.
    pub reports: Paged<ReportView>,
    /// Head counts.
    pub counts: Vec<CountView>,
    /// Questions that reports of the same stage answer differently.
    pub differing: Vec<Sighting>,
    /// What is accepted of its protocols.
    pub accepted: Vec<AcceptedView>,
    /// Everything that happened, the earliest first.
    pub story: Vec<StoryRow>,
}

/// An observer at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeploymentView {
    /// The pseudonym.
    pub observer: String,
    /// From when to when.
    pub shift: Option<Shift>,
    /// As what.
    pub role: String,
    /// Whether it is over.
    pub ended: bool,
}

impl Eyes<'_> {
    pub(super) fn stations(
        &self,
        area: &str,
        filter: StationFilter,
        page: Page,
    ) -> Paged<StationLine> {
        let stations = &self.look.plan.stations;
        let listed = stations.numbers().filter(|number| stations.is_listed(*number));
        let here = listed.filter(|number| lies_in(stations.area(*number), area));
        let here = here.filter(|number| self.passes(*number, filter));
        Paged::of(here, page, |number| self.station_line(number))
    }

    fn passes(&self, number: u32, filter: StationFilter) -> bool {
        let stations = &self.look.plan.stations;
        match filter {
            StationFilter::All => true,
            StationFilter::Reported => self.seen_at(number).next().is_some(),
            StationFilter::Silent => {
                let mut deployed = self.deployed_at(number);
                deployed.any(|(_, own)| !own.ended) && self.seen_at(number).next().is_none()
            }
            StationFilter::Flagged => {
                let mut seen = self.seen_at(number);
                seen.any(|(_, row)| row.verdict == Verdict::Open && !row.flags.is_empty())
            }
            StationFilter::Sampled => stations.is_sampled(number),
            StationFilter::SampleOpen => {
                let mut seen = self.seen_at(number);
                stations.is_sampled(number)
                    && stations.why_missing(self.look.mode, number).is_none()
                    && !seen.any(|(_, row)| row.stage == FormKind::Protocol)
            }
        }
    }

    /// The reports about a station that the viewer may see.
    pub(super) fn seen_at(&self, station: u32) -> impl Iterator<Item = (u32, &Row)> {
        self.look.world.at_station(station).filter(|(_, row)| self.sees(row))
    }

    /// Who is or was deployed at a station, of whom the viewer's organisation may know.
    fn deployed_at(&self, station: u32) -> impl Iterator<Item = (u32, &Deployed)> {
        let people = self.look.people;
        people.at_station(station).filter(move |(observer, _)| {
            let owner = people.get(*observer).map_or("", |row| row.organisation.as_str());
            people.may_see(&self.viewer.organisation, owner)
        })
    }

    pub(super) fn station_line(&self, number: u32) -> StationLine {
        let stations = &self.look.plan.stations;
        let (mut reports, mut stages, mut flags) = (0, Vec::new(), FlagSet::default());
        for (_, row) in self.seen_at(number) {
            reports += 1;
            stages.push(row.stage);
            if row.verdict == Verdict::Open {
                flags = flags.union(row.flags);
            }
        }
        stages.sort_unstable();
        stages.dedup();
        let deployed = self.deployed_at(number);
        StationLine {
            code: stations.code(number).to_owned(),
            area: stations.area(number).to_owned(),
            registered: stations.registered(number),
            sampled: stations.is_sampled(number),
            missing: stations.why_missing(self.look.mode, number),
            observers: deployed.filter(|(_, own)| !own.ended).count(),
            reports,
            stages,
            flags,
        }
    }

    pub(super) fn station(&self, code: &str, page: Page) -> Option<StationView> {
        let stations = &self.look.plan.stations;
        let number = stations.codes.find(code)?;
        let mut rows: Vec<(u32, &Row)> = self.seen_at(number).collect();
        let listed = stations.is_listed(number);
        if !listed && rows.is_empty() {
            return None;
        }
        rows.sort_by_key(|(_, row)| (row.at, row.id));
        let deployed = self.deployed_at(number);
        let deployments = deployed.map(|(observer, own)| DeploymentView {
            observer: self.look.people.id(observer).to_owned(),
            shift: own.shift,
            role: own.role.clone(),
            ended: own.ended,
        });
        Some(StationView {
            line: self.station_line(number),
            listed,
            place: stations.place(number),
            deployments: deployments.collect(),
            counts: self.counts(&rows),
            differing: self.differing(&rows),
            accepted: self.accepted_views(number),
            story: self.story(number, &rows),
            reports: Paged::of(rows.into_iter(), page, |(number, row)| self.report(number, row)),
        })
    }

    /// What reports of one form answer differently, for a person to compare side by side.
    fn differing(&self, rows: &[(u32, &Row)]) -> Vec<Sighting> {
        let mut said: BTreeMap<(&str, Place), Vec<(Id, String)>> = BTreeMap::new();
        for (_, row) in rows.iter().filter(|(_, row)| row.stands()) {
            for (place, answer) in self.look.answers(row).iter() {
                let compared =
                    matches!(answer, Answer::Choice(_) | Answer::Choices(_) | Answer::Integer(_));
                if compared {
                    let key = (self.look.form_id(row), place.clone());
                    said.entry(key).or_default().push((row.id(), answer.to_string()));
                }
            }
        }
        let differ = |said: &[(Id, String)]| {
            said.iter().zip(said.iter().skip(1)).any(|(one, next)| one.1 != next.1)
        };
        let differing = said.into_iter().filter(|(_, said)| differ(said));
        differing.map(|((_, place), said)| Sighting { place, said }).collect()
    }
}
