//! Fingerprints of invention in official figures.
//!
//! Pure functions over station results: no clock, no disk, no random numbers; the same input gives
//! the same bytes on any machine and with any number of threads. One method a file in [`methods`],
//! each with its source, what it assumes and what it cannot show.
//!
//! Architecture invariant: depends on the `election` crate alone; transcendental functions come
//! from `libm`, since those of the platform differ in the last bit.

mod areas;
mod binomial;
mod finding;
mod holm;
pub mod methods;
mod normal;
mod note;
pub mod picture;
mod stations;
mod suspicion;

use sanaq_election::{Election, OptionId, StationResults};
use serde::Serialize;

pub use finding::*;
pub use methods::clean_zone::CleanZone;
pub use note::Note;
pub use stations::{Counts, Stations};

/// What to examine.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The station results.
    pub results: &'a StationResults,
    /// The election, for the line that counts as turnout.
    pub election: Option<&'a Election>,
    /// The option under test; the leader where none is named.
    pub option: Option<OptionId>,
    /// The turnout bin to take as clean, in whole percent, besides the one found.
    pub clean_bin: Option<u8>,
}

/// Everything that the tests say.
#[derive(Clone, Debug)]
pub struct Examination<'a> {
    /// The counts that were tested.
    pub stations: Stations<'a>,
    /// The table of tests.
    pub tests: Vec<Test>,
    /// Estimates of anomalous votes, one a method.
    pub anomalous_votes: Vec<AnomalousVotes>,
    /// The clean part of the election, where one was found.
    pub zone: Option<CleanZone>,
    /// The integer test at each of `stations.counts`.
    pub integer: Vec<methods::integer::AtStation>,
    /// What the tests say about each top-level area.
    pub by_area: Vec<AreaFinding>,
    /// The most suspicious stations, first the most.
    pub suspicious: Vec<StationFinding>,
}

/// What an examination says, with the keys that scripts rely on.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Document<'a> {
    /// The option under test.
    pub option: &'a OptionId,
    /// The table of tests.
    pub tests: &'a [Test],
    /// Estimates of anomalous votes.
    pub anomalous_votes: &'a [AnomalousVotes],
    /// What the tests say about each top-level area.
    pub by_area: &'a [AreaFinding],
    /// How many stations are suspicious.
    pub suspicious_stations: usize,
    /// The most suspicious of them.
    pub stations: &'a [StationFinding],
}

impl Examination<'_> {
    /// What it says, with so many stations at most.
    pub fn document(&self, stations: usize) -> Document<'_> {
        let listed = self.suspicious.len().min(stations);
        Document {
            option: &self.stations.option,
            tests: &self.tests,
            anomalous_votes: &self.anomalous_votes,
            by_area: &self.by_area,
            suspicious_stations: self.suspicious.len(),
            stations: self.suspicious.get(..listed).unwrap_or_default(),
        }
    }
}

/// Runs every test. Nothing when the results have no option to test.
pub fn examine<'a>(question: &Question<'a>) -> Option<Examination<'a>> {
    let option = question.option.clone().or_else(|| question.results.leader().cloned())?;
    let stations = Stations::new(question.results, question.election, &option);
    let methods::integer::Outcome { at: integer, mut tests } = methods::integer::test(&stations);
    holm::adjust_tests(&mut tests);
    let (found, zone) = methods::clean_zone::find(&stations);
    // Only a zone that was judged sound may speak against single stations.
    let sound = zone.filter(|_| found.applies);
    let mut anomalous_votes = vec![found];
    if let Some(percent) = question.clean_bin {
        anomalous_votes.push(methods::clean_zone::with_bin(&stations, percent));
    }
    let by_area = areas::by_area(&stations, &integer);
    let suspicious = suspicion::rank(&stations, &integer, sound.as_ref());
    Some(Examination { stations, tests, anomalous_votes, zone, integer, by_area, suspicious })
}
