//! The frame: the list of all stations from which a sample is drawn, with what is known of each.

use std::collections::BTreeMap;

use sanaq_election::{OptionId, StationIndex, StationResults, Texts};

use crate::{
    design::Design,
    model::{Known, Model},
    sample::Baseline,
};

/// What divides the stations into strata.
#[derive(Clone, Copy, Debug)]
pub enum Strata<'a> {
    /// So many levels of the area's path: 1 is regions.
    Level(usize),
    /// A label for each station, in the order of the results.
    Labels(&'a [String]),
}

/// A list of stations that cannot be a frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// No station.
    #[error("found no station in the frame, expected at least one")]
    Empty,
    /// A code that stands twice.
    #[error("found station «{0}» twice in the frame, expected each code once")]
    Twice(String),
    /// Labels for another number of stations.
    #[error("found {found} labels of strata, expected {expected}, one for each station")]
    Labels {
        /// How many.
        found: usize,
        /// How many stations there are.
        expected: usize,
    },
}

/// All stations, in the order of the list that was read.
#[derive(Clone, Debug)]
pub struct Frame {
    codes: Texts,
    places: BTreeMap<String, usize>,
    /// Registered voters; 0 where unknown.
    register: Vec<u32>,
    /// What weights go by: the register, or what stands in for it.
    size: Vec<f64>,
    stratum: Vec<u32>,
    strata: Vec<String>,
    area: Vec<u32>,
    paths: Vec<String>,
    covariates: Vec<Vec<f64>>,
    without_register: usize,
}

impl Frame {
    /// Reads the frame from station results: codes, areas, and registers where there are any.
    ///
    /// A station whose register is 0 or unknown stands for the mean of its stratum: leaving it out
    /// would leave its votes out of every estimate.
    ///
    /// # Errors
    /// When there is no station, a code stands twice, or labels do not fit.
    pub fn new(results: &StationResults, strata: Strata<'_>) -> Result<Self, FrameError> {
        if results.is_empty() {
            return Err(FrameError::Empty);
        }
        let mut places = BTreeMap::new();
        for (at, code) in results.stations.iter().enumerate() {
            if places.insert(code.to_owned(), at).is_some() {
                return Err(FrameError::Twice(code.to_owned()));
            }
        }
        let labels = labels(results, strata)?;
        let (stratum, names) = numbered(labels.iter().map(String::as_str));
        let inner = (0..results.len()).zip(&stratum);
        let inner: Vec<String> =
            inner.map(|(at, stratum)| format!("{stratum}\n{}", results.area_path(at))).collect();
        let (area, _) = numbered(inner.iter().map(String::as_str));
        let registered = results.line("registered");
        let register = (0..results.len())
            .map(|at| registered.and_then(|column| column.get(at)).unwrap_or(0))
            .collect::<Vec<u32>>();
        let (size, without_register) = sizes(&register, &stratum, names.len());
        let paths = (0..results.len()).map(|at| results.area_path(at).to_owned()).collect();
        Ok(Self {
            codes: results.stations.clone(),
            places,
            register,
            size,
            stratum,
            strata: names,
            area,
            paths,
            covariates: Vec::new(),
            without_register,
        })
    }

    /// How many stations there are.
    pub fn len(&self) -> usize {
        self.size.len()
    }

    /// Whether there is none; never, since such a frame is refused.
    pub fn is_empty(&self) -> bool {
        self.size.is_empty()
    }

    /// A station's code.
    pub fn code(&self, station: usize) -> &str {
        self.codes.get(station)
    }

    /// The station with a code.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// A station's registered voters, where known.
    pub fn register(&self, station: usize) -> Option<u32> {
        self.register.get(station).copied().filter(|register| *register > 0)
    }

    /// What a station's weight goes by: its register, or what stands in for it.
    pub fn size(&self, station: usize) -> f64 {
        self.size.get(station).copied().unwrap_or(0.0)
    }

    /// The path of a station's area.
    pub fn area_path(&self, station: usize) -> &str {
        self.paths.get(station).map_or("", String::as_str)
    }

    /// A station's stratum, as a number from 0.
    pub fn stratum(&self, station: usize) -> usize {
        self.stratum.get(station).map_or(0, |stratum| *stratum as usize)
    }

    /// The strata's names, in alphabetical order, which is that of their numbers.
    pub fn strata(&self) -> &[String] {
        &self.strata
    }

    /// How many stations each stratum has.
    pub fn stratum_stations(&self) -> Vec<u32> {
        let mut stations = vec![0; self.strata.len()];
        for stratum in &self.stratum {
            if let Some(count) = stations.get_mut(*stratum as usize) {
                *count += 1;
            }
        }
        stations
    }

    /// Whether any station has a register.
    pub fn has_register(&self) -> bool {
        self.without_register < self.len()
    }

    /// How many stations have none.
    pub fn without_register(&self) -> usize {
        self.without_register
    }

    /// How many covariates were added.
    pub fn covariates(&self) -> usize {
        self.covariates.len()
    }

    /// Adds a covariate by station code (urban, a poverty index). A station without a value gets
    /// the mean of its stratum. How many stations had one.
    pub fn add_covariate<'c>(&mut self, values: impl Iterator<Item = (&'c str, f64)>) -> usize {
        let mut column = vec![None; self.len()];
        for (code, value) in values.filter(|(_, value)| value.is_finite()) {
            let place = self.find(code).and_then(|at| column.get_mut(at));
            if let Some(cell) = place {
                *cell = Some(value);
            }
        }
        self.push_covariate(&column)
    }

    /// Adds the results of a previous election as covariates: each option with more than 1 % and
    /// the turnout, for each registered voter (for each valid vote where there is no register). How
    /// many stations of the frame were found there by their code.
    pub fn add_previous(&mut self, previous: &StationResults) -> usize {
        let registered = previous.line("registered").filter(|column| column.total() > 0);
        let total: u64 = previous.votes.iter().map(|(_, column)| column.total()).sum();
        let here: Vec<Option<StationIndex>> = {
            let places = previous.stations.iter().enumerate().map(|(at, code)| (code, at));
            let places: BTreeMap<&str, usize> = places.collect();
            (0..self.len()).map(|at| places.get(self.code(at)).copied()).collect()
        };
        let whole = |at: StationIndex| match registered {
            Some(column) => column.get(at),
            None => previous.line("valid").and_then(|valid| valid.get(at)),
        };
        let rate = |at: StationIndex, top: Option<u32>| {
            let whole = whole(at).filter(|whole| *whole > 0)?;
            Some(f64::from(top?) / f64::from(whole))
        };
        let enough = previous.votes.iter().filter(|(_, column)| column.total() * 100 > total);
        for (_, votes) in enough {
            let column = here.iter().map(|at| at.and_then(|at| rate(at, votes.get(at))));
            self.push_covariate(&column.collect::<Vec<_>>());
        }
        if registered.is_some() {
            let column = here.iter().map(|at| at.and_then(|at| rate(at, previous.cast(at))));
            self.push_covariate(&column.collect::<Vec<_>>());
        }
        here.iter().flatten().count()
    }

    fn push_covariate(&mut self, column: &[Option<f64>]) -> usize {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
            (count > 0.0).then_some(sum / count)
        };
        let Some(overall) = mean(&mut column.iter().flatten().copied()) else { return 0 };
        let mut known = vec![Vec::new(); self.strata.len()];
        for (value, stratum) in column.iter().zip(&self.stratum) {
            if let Some(values) = known.get_mut(*stratum as usize) {
                values.extend(*value);
            }
        }
        let means = known.iter().map(|values| mean(&mut values.iter().copied()));
        let means: Vec<f64> = means.map(|mean| mean.unwrap_or(overall)).collect();
        let stand_in = |stratum: &u32| means.get(*stratum as usize).copied().unwrap_or(overall);
        let filled = column.iter().zip(&self.stratum);
        self.covariates.push(filled.map(|(v, stratum)| v.unwrap_or(stand_in(stratum))).collect());
        column.iter().flatten().count()
    }

    /// The model of this frame for a sample. Covariates of the caller's beyond one for each ten
    /// stations of the sample are left out: they would fit its noise.
    pub fn model(&self, design: &Design) -> Model {
        let columns = self.covariates.len().min(design.len() / 10);
        let number = |s: &u32| design.merged.get(*s as usize).copied().unwrap_or(*s);
        let stratum: Vec<u32> = self.stratum.iter().map(number).collect();
        Model::new(&Known {
            size: &self.size,
            stratum: &stratum,
            strata: design.designed.len(),
            area: Some(&self.area),
            size_matters: self.has_register(),
            covariates: self.covariates.get(..columns).unwrap_or(&[]),
        })
    }

    /// The model of the reference method: no areas.
    pub(crate) fn reference_model(&self) -> Model {
        Model::new(&Known {
            size: &self.size,
            stratum: &self.stratum,
            strata: self.strata.len(),
            area: None,
            size_matters: self.has_register(),
            covariates: &self.covariates,
        })
    }

    /// The frame of some of the stations, by their places in order.
    pub(crate) fn only(&self, stations: &[usize]) -> Self {
        let mut codes = Texts::default();
        let mut places = BTreeMap::new();
        for (at, station) in stations.iter().enumerate() {
            codes.push(self.code(*station));
            places.insert(self.code(*station).to_owned(), at);
        }
        let register: Vec<u32> = picked(&self.register, stations);
        // Strata that lost all their stations leave no gap in the numbers.
        let names = picked(&self.stratum, stations);
        let names: Vec<&str> = names.iter().map(|s| self.stratum_name(*s)).collect();
        let (stratum, strata) = numbered(names.iter().copied());
        let (area, _) = numbered(picked(&self.area, stations).iter().copied());
        Self {
            codes,
            places,
            without_register: register.iter().filter(|register| **register == 0).count(),
            register,
            size: picked(&self.size, stations),
            stratum,
            strata,
            area,
            paths: picked(&self.paths, stations),
            covariates: self.covariates.iter().map(|column| picked(column, stations)).collect(),
        }
    }

    fn stratum_name(&self, stratum: u32) -> &str {
        self.strata.get(stratum as usize).map_or("", String::as_str)
    }

    /// An option's votes and the denominator in a previous election, by station of this frame.
    pub fn baseline(&self, previous: &StationResults, option: &OptionId) -> Baseline {
        let column = previous.votes_of(option);
        let mut by_station = vec![None; self.len()];
        for (at, code) in previous.stations.iter().enumerate() {
            let whole = previous.line("valid").map_or_else(
                || previous.votes.iter().map(|(_, column)| column.get(at)).sum::<Option<u32>>(),
                |valid| valid.get(at),
            );
            let pair = column.and_then(|votes| votes.get(at)).zip(whole);
            let place = self.find(code).and_then(|place| by_station.get_mut(place));
            if let (Some(cell), Some((votes, whole))) = (place, pair) {
                *cell = Some((f64::from(votes), f64::from(whole)));
            }
        }
        Baseline { option: option.to_string(), votes: by_station }
    }
}

fn labels(results: &StationResults, strata: Strata<'_>) -> Result<Vec<String>, FrameError> {
    match strata {
        Strata::Labels(labels) if labels.len() != results.len() => {
            Err(FrameError::Labels { found: labels.len(), expected: results.len() })
        }
        Strata::Labels(labels) => Ok(labels.to_vec()),
        Strata::Level(level) => {
            let label = |at: usize| {
                let area = results.area.get(at).copied().unwrap_or_default();
                results.areas.ancestor(area, level.max(1)).to_owned()
            };
            Ok((0..results.len()).map(label).collect())
        }
    }
}

fn picked<T: Clone>(column: &[T], stations: &[usize]) -> Vec<T> {
    stations.iter().filter_map(|station| column.get(*station).cloned()).collect()
}

/// Numbers labels in their order; equal labels have one number.
fn numbered<T: Ord + Copy + ToString>(
    labels: impl Iterator<Item = T> + Clone,
) -> (Vec<u32>, Vec<String>) {
    let mut numbers: BTreeMap<T, u32> = labels.clone().map(|label| (label, 0)).collect();
    for (number, slot) in (0..).zip(numbers.values_mut()) {
        *slot = number;
    }
    let of = labels.map(|label| numbers.get(&label).copied().unwrap_or(0)).collect();
    (of, numbers.into_keys().map(|label| label.to_string()).collect())
}

/// Registers as sizes; the mean of its stratum, or of all, for a station without one; 1 for all
/// where there is no register. With the number of stations without one.
fn sizes(register: &[u32], stratum: &[u32], strata: usize) -> (Vec<f64>, usize) {
    let mut sums = vec![(0.0, 0.0); strata];
    for (register, stratum) in register.iter().zip(stratum) {
        if let Some((sum, count)) = sums.get_mut(*stratum as usize).filter(|_| *register > 0) {
            *sum += f64::from(*register);
            *count += 1.0;
        }
    }
    let (sum, count) =
        sums.iter().fold((0.0, 0.0), |(sum, n), (more, count)| (sum + more, n + count));
    let overall = if count > 0.0 { sum / count } else { 1.0 };
    let stand_in = |stratum: u32| match sums.get(stratum as usize) {
        Some((sum, count)) if *count > 0.0 => sum / count,
        _ => overall,
    };
    let size = register.iter().zip(stratum).map(|(register, stratum)| {
        if *register > 0 { f64::from(*register) } else { stand_in(*stratum) }
    });
    (size.collect(), register.iter().filter(|register| **register == 0).count())
}

#[cfg(test)]
mod tests {
    use sanaq_election::LineId;

    use super::*;

    fn results(rows: &[(&str, &str, Option<u32>)]) -> StationResults {
        let mut results = StationResults::default();
        for (code, area, _) in rows {
            results.stations.push(code);
            let area = results.areas.intern(area);
            results.area.push(area);
        }
        let column = rows.iter().map(|(.., register)| *register).collect();
        results.lines.push(("registered".parse::<LineId>().unwrap(), column));
        results
    }

    #[test]
    fn a_station_without_a_register_stands_for_the_mean_of_its_stratum() {
        let results = results(&[
            ("1", "North/a", Some(100)),
            ("2", "North/b", Some(300)),
            ("3", "North/b", Some(0)),
            ("4", "South/c", None),
        ]);
        let frame = Frame::new(&results, Strata::Level(1)).unwrap();
        let sizes: Vec<f64> = (0..4).map(|at| frame.size(at)).collect();
        assert_eq!(sizes, [100.0, 300.0, 200.0, 200.0]);
        assert_eq!(frame.register(2), None);
        assert_eq!(frame.without_register(), 2);
        assert_eq!(frame.strata(), ["North", "South"]);
        assert_eq!(frame.stratum_stations(), [3, 1]);
    }

    #[test]
    fn codes_that_stand_twice_are_refused() {
        let twice = results(&[("1", "North", None), ("1", "South", None)]);
        let error = Frame::new(&twice, Strata::Level(1)).unwrap_err();
        assert_eq!(error, FrameError::Twice("1".to_owned()));
        assert_eq!(
            Frame::new(&StationResults::default(), Strata::Level(1)).unwrap_err(),
            FrameError::Empty
        );
    }

    #[test]
    fn a_covariate_is_filled_with_the_mean_of_the_stratum() {
        let results = results(&[
            ("1", "North", Some(1)),
            ("2", "North", Some(1)),
            ("3", "North", Some(1)),
            ("4", "South", Some(1)),
        ]);
        let mut frame = Frame::new(&results, Strata::Level(1)).unwrap();
        let known = frame.add_covariate([("1", 2.0), ("2", 4.0), ("9", 100.0)].into_iter());
        assert_eq!(known, 2);
        assert_eq!(frame.covariates[0], [2.0, 4.0, 3.0, 3.0]);
    }
}
