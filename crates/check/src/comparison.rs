//! Two tables of station results, figure by figure: what was published against what was observed,
//! or one version of what was published against the next.

use std::collections::{BTreeMap, HashMap};

use sanaq_election::{Column, OptionId, StationIndex, StationResults};
use serde::Serialize;

/// What a comparison finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Stations in both tables: their places in the first and in the second.
    pub matched: Vec<(StationIndex, StationIndex)>,
    /// Stations that only the first table has.
    pub only_first: Vec<StationIndex>,
    /// Stations that only the second table has.
    pub only_second: Vec<StationIndex>,
    /// Every figure that is known in both and differs, by station.
    pub differing: Vec<Difference>,
    /// For each option the sum over the matched stations of first less second, where both are
    /// known: how many votes the first table gives it more.
    pub net_effect: BTreeMap<OptionId, i64>,
}

/// A figure that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The station's place in the first table.
    #[serde(skip)]
    pub at: StationIndex,
    /// Its code.
    pub station: String,
    /// The line, or `votes.OPTION`.
    pub line: String,
    /// What the first table says.
    pub official: u32,
    /// What the second one does.
    pub observed: u32,
}

impl Comparison {
    /// Compares. Figures that one of them does not know differ from nothing.
    pub fn of(first: &StationResults, second: &StationResults) -> Self {
        let places: HashMap<&str, StationIndex> =
            second.stations.iter().enumerate().map(|(at, code)| (code, at)).collect();
        let mut comparison = Self::default();
        let mut met = vec![false; second.len()];
        for (at, code) in first.stations.iter().enumerate() {
            match places.get(code) {
                Some(other) => {
                    comparison.matched.push((at, *other));
                    if let Some(met) = met.get_mut(*other) {
                        *met = true;
                    }
                }
                None => comparison.only_first.push(at),
            }
        }
        let only_second = met.iter().enumerate().filter(|(_, met)| !**met);
        comparison.only_second = only_second.map(|(at, _)| at).collect();
        for (line, column) in &first.lines {
            if let Some(other) = second.line(line.as_str()) {
                comparison.add(first, line.as_str(), column, other);
            }
        }
        for (option, column) in &first.votes {
            if let Some(other) = second.votes_of(option) {
                let net = comparison.add(first, &format!("votes.{option}"), column, other);
                comparison.net_effect.insert(option.clone(), net);
            }
        }
        comparison.differing.sort_by_key(|own| own.at);
        comparison
    }

    /// Adds what differs in one column; gives the sum of what the first has more.
    fn add(&mut self, first: &StationResults, line: &str, own: &Column, other: &Column) -> i64 {
        let mut net = 0;
        for (at, beside) in &self.matched {
            let Some((official, observed)) = own.get(*at).zip(other.get(*beside)) else { continue };
            net += i64::from(official) - i64::from(observed);
            if official != observed {
                let station = first.stations.get(*at).to_owned();
                let line = line.to_owned();
                self.differing.push(Difference { at: *at, station, line, official, observed });
            }
        }
        net
    }

    /// The first table with the second one's figures wherever it has any: what the first would
    /// say, had it said what was observed.
    pub fn corrected(&self, first: &StationResults, second: &StationResults) -> StationResults {
        let mut corrected = first.clone();
        let put = |column: &mut Column, other: &Column| {
            for (at, beside) in &self.matched {
                if let Some(figure) = other.get(*beside) {
                    column.set(*at, Some(figure));
                }
            }
        };
        for (line, column) in &mut corrected.lines {
            if let Some(other) = second.line(line.as_str()) {
                put(column, other);
            }
        }
        for (option, column) in &mut corrected.votes {
            if let Some(other) = second.votes_of(option) {
                put(column, other);
            }
        }
        corrected
    }
}

#[cfg(test)]
mod tests {
    use sanaq_election::{Areas, Texts};

    use super::*;

    fn table(rows: &[(&str, Option<u32>, u32, u32)]) -> StationResults {
        let (mut stations, mut areas) = (Texts::default(), Areas::default());
        let area = areas.intern("A");
        for (code, ..) in rows {
            stations.push(code);
        }
        let cast = rows.iter().map(|row| row.1).collect();
        let (a, b) = (rows.iter().map(|r| Some(r.2)), rows.iter().map(|r| Some(r.3)));
        StationResults {
            stations,
            areas,
            area: vec![area; rows.len()],
            lines: vec![("cast".parse().unwrap(), cast)],
            votes: vec![("a".parse().unwrap(), a.collect()), ("b".parse().unwrap(), b.collect())],
        }
    }

    /// Three stations by hand: one agrees, one moved 30 votes from b to a, one is not observed.
    #[test]
    fn what_differs_is_found_and_counted_in_votes() {
        let official =
            table(&[("1", Some(100), 60, 40), ("2", Some(100), 80, 20), ("3", Some(100), 50, 50)]);
        let observed = table(&[("2", Some(100), 50, 50), ("1", None, 60, 40), ("9", None, 1, 1)]);
        let found = Comparison::of(&official, &observed);
        assert_eq!(found.matched, [(0, 1), (1, 0)]);
        assert_eq!((found.only_first.clone(), found.only_second.clone()), (vec![2], vec![2]));
        let differing: Vec<_> = found
            .differing
            .iter()
            .map(|own| (own.station.as_str(), own.line.as_str(), own.official, own.observed))
            .collect();
        assert_eq!(differing, [("2", "votes.a", 80, 50), ("2", "votes.b", 20, 50)]);
        let net: Vec<i64> = found.net_effect.values().copied().collect();
        assert_eq!(net, [30, -30]);
        let corrected = found.corrected(&official, &observed);
        let totals: Vec<u64> = corrected.votes.iter().map(|(_, column)| column.total()).collect();
        assert_eq!(totals, [160, 140]);
        // What an observer did not read stays as it was published.
        assert_eq!(corrected.line("cast").unwrap().total(), 300);
    }
}
