//! Sums over stations: of the whole and of each top-level area.

use std::collections::BTreeMap;

use sanaq_election::{Column, Election, OptionId, Registers, StationIndex, StationResults, Votes};
use serde::Serialize;

/// The sums of a set of stations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// How many stations.
    pub stations: usize,
    /// Each line of the protocol with its sum, in the order of the source.
    pub lines: Vec<LineTotal>,
    /// Each option with its votes.
    pub options: Vec<OptionTotal>,
    /// Ballots that the law counts as turnout, at stations whose register is known, and at all
    /// where the election says that the others' voters are registered there.
    pub turned_out: Votes,
    /// Registered voters at stations whose turnout is known.
    pub turnout_of: Votes,
}

/// The sum of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineTotal {
    /// The line.
    pub line: String,
    /// Its sum over the stations where it is known.
    pub sum: Votes,
    /// At how many stations it is not known.
    pub unknown: usize,
}

/// The votes of one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionTotal {
    /// The option.
    pub id: OptionId,
    /// Its votes.
    pub votes: Votes,
    /// At how many stations they are not known.
    pub unknown: usize,
}

/// The sums of one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaTotals {
    /// Its path.
    pub area: String,
    /// Its sums.
    pub totals: Totals,
}

impl Totals {
    /// The sums over all stations.
    pub fn of(results: &StationResults, election: Option<&Election>) -> Self {
        let all: Vec<StationIndex> = (0..results.len()).collect();
        Self::of_stations(results, election, &all)
    }

    /// The sum of a line, where the source has it.
    pub fn line(&self, line: &str) -> Option<Votes> {
        self.lines.iter().find(|total| total.line == line).map(|total| total.sum)
    }

    fn of_stations(
        results: &StationResults,
        election: Option<&Election>,
        stations: &[StationIndex],
    ) -> Self {
        let line = |(id, column): &(_, Column)| {
            let id: &sanaq_election::LineId = id;
            let (sum, unknown) = sum(column, stations);
            LineTotal { line: id.to_string(), sum, unknown }
        };
        let option = |(id, column): &(OptionId, Column)| {
            let (votes, unknown) = sum(column, stations);
            OptionTotal { id: id.clone(), votes, unknown }
        };
        let (turned_out, turnout_of) = turnout(results, election, stations);
        Self {
            stations: stations.len(),
            lines: results.lines.iter().map(line).collect(),
            options: results.votes.iter().map(option).collect(),
            turned_out,
            turnout_of,
        }
    }
}

fn sum(column: &Column, stations: &[StationIndex]) -> (Votes, usize) {
    let (mut sum, mut unknown) = (0u64, 0);
    for station in stations {
        match column.get(*station) {
            Some(figure) => sum += u64::from(figure),
            None => unknown += 1,
        }
    }
    (Votes(sum), unknown)
}

/// Ballots and voters at the stations where both are known: others would distort the share,
/// unless their voters stand in the registers of those.
fn turnout(
    results: &StationResults,
    election: Option<&Election>,
    stations: &[StationIndex],
) -> (Votes, Votes) {
    let line = election.map_or("cast", |election| election.protocol.turnout.as_str());
    let (ballots, registered) = (results.line(line), results.line("registered"));
    let shared = election.is_some_and(|e| e.protocol.registers == Registers::Shared);
    let (mut turned_out, mut of) = (0u64, 0u64);
    for station in stations {
        let ballots =
            ballots.and_then(|column| column.get(*station)).or_else(|| results.cast(*station));
        let registered = registered.and_then(|column| column.get(*station));
        let counts = shared || registered.is_some();
        if let Some(ballots) = ballots.filter(|_| counts) {
            turned_out += u64::from(ballots);
            of += u64::from(registered.unwrap_or(0));
        }
    }
    (Votes(turned_out), Votes(of))
}

/// The sums of each top-level area; none where there is only one.
pub(crate) fn by_area(results: &StationResults, election: Option<&Election>) -> Vec<AreaTotals> {
    let mut groups: BTreeMap<&str, Vec<StationIndex>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (station, area) in results.area.iter().enumerate() {
        let area = results.areas.ancestor(*area, 1);
        let group = groups.entry(area).or_default();
        if group.is_empty() {
            order.push(area);
        }
        group.push(station);
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let totals = |area: &&str| {
        let stations = groups.get(area).map(Vec::as_slice).unwrap_or_default();
        AreaTotals {
            area: (*area).to_owned(),
            totals: Totals::of_stations(results, election, stations),
        }
    };
    order.iter().map(totals).collect()
}
