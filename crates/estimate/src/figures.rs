//! The figures of protocols as an estimate needs them: numerators over a denominator.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::{Column, Denominator, Election, OptionId, StationIndex, StationResults};

use crate::{
    design::Design,
    fit::Fit,
    frame::Frame,
    matrix::Grid,
    model::Model,
    projection::{Projection, Report},
    settings::Settings,
};

/// What is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The options' shares of a denominator.
    Shares(Denominator),
    /// What the law counts as turnout over registered voters.
    Turnout,
    /// Invalid over all ballots.
    Invalid,
}

/// Numerators and denominators at the stations where both are known.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The options, in the order of the columns; for shares a last column, without a name, holds
    /// what the options leave of the denominator, so that a row sums to it.
    pub options: Vec<OptionId>,
    /// Places in the frame.
    pub stations: Vec<usize>,
    pub(crate) votes: Grid,
    pub(crate) denominators: Vec<f64>,
    /// Stations with a figure missing.
    pub unknown: Vec<usize>,
    /// Stations with protocols that contradict each other. They count as missing.
    pub contradictory: Vec<usize>,
    /// Stations whose figures cannot be: more votes than the denominator, or more ballots than any
    /// station has voters. They count as missing.
    pub impossible: Vec<usize>,
}

impl Figures {
    /// Picks the figures of a target. Stations outside the frame are not looked at, nor votes for
    /// options that the election does not name. A station with two protocols that say the same
    /// counts once; with two that contradict each other it counts as missing.
    pub fn new(
        results: &StationResults,
        frame: &Frame,
        election: &Election,
        target: Target,
    ) -> Self {
        let source = Source::new(results, frame, election, target);
        let mut picked: BTreeMap<usize, Option<Picked>> = BTreeMap::new();
        let mut order = Vec::new();
        let mut contradictory = BTreeSet::new();
        for (row, code) in results.stations.iter().enumerate() {
            let Some(station) = station(frame, code) else { continue };
            let found = source.pick(row, station);
            match picked.get(&station) {
                Some(first) if *first != found => {
                    contradictory.insert(station);
                }
                Some(_) => {}
                None => {
                    order.push(station);
                    picked.insert(station, found);
                }
            }
        }
        let mut figures = Self {
            votes: Grid::zero(0, source.options.len() + 1),
            options: source.options,
            stations: Vec::new(),
            denominators: Vec::new(),
            unknown: Vec::new(),
            impossible: Vec::new(),
            contradictory: contradictory.into_iter().collect(),
        };
        let most = Most::of(frame);
        for station in order {
            if figures.contradictory.binary_search(&station).is_ok() {
                continue;
            }
            match picked.remove(&station).flatten() {
                None => figures.unknown.push(station),
                Some((votes, whole)) if most.is_exceeded(frame, station, &votes, whole) => {
                    figures.impossible.push(station);
                }
                Some((votes, denominator)) => {
                    figures.stations.push(station);
                    figures.votes.push(&votes);
                    figures.denominators.push(denominator);
                }
            }
        }
        figures
    }

    /// How many stations there are.
    pub fn len(&self) -> usize {
        self.stations.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stations.is_empty()
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.votes.width()
    }

    /// The column of an option.
    pub fn column(&self, option: &OptionId) -> Option<usize> {
        self.options.iter().position(|id| id == option)
    }

    /// The figures of drawn stations; the others are left out.
    #[must_use]
    pub fn drawn(&self, design: &Design) -> Self {
        let is_drawn = |station: &usize| design.expansion(*station).is_some();
        let mut drawn = Self {
            options: self.options.clone(),
            stations: Vec::new(),
            votes: Grid::zero(0, self.columns()),
            denominators: Vec::new(),
            unknown: self.unknown.iter().copied().filter(is_drawn).collect(),
            impossible: self.impossible.iter().copied().filter(is_drawn).collect(),
            contradictory: self.contradictory.iter().copied().filter(is_drawn).collect(),
        };
        let rows = self.stations.iter().zip(self.votes.rows()).zip(&self.denominators);
        for ((station, votes), whole) in rows.filter(|((station, _), _)| is_drawn(station)) {
            drawn.stations.push(*station);
            drawn.votes.push(votes);
            drawn.denominators.push(*whole);
        }
        drawn
    }

    /// Plain sums: votes by column, and the denominator.
    pub fn totals(&self) -> (Vec<f64>, f64) {
        let mut sums = vec![0.0; self.columns()];
        for row in self.votes.rows() {
            crate::matrix::add_scaled(&mut sums, row, 1.0);
        }
        (sums, self.denominators.iter().sum())
    }

    /// The figures of some stations.
    pub(crate) fn only(&self, stations: &BTreeSet<usize>) -> Self {
        let mut some = Self {
            options: self.options.clone(),
            stations: Vec::with_capacity(stations.len()),
            votes: Grid::zero(0, self.columns()),
            denominators: Vec::with_capacity(stations.len()),
            unknown: Vec::new(),
            impossible: Vec::new(),
            contradictory: Vec::new(),
        };
        for station in stations {
            // Populations are kept in the order of their stations.
            let Ok(row) = self.stations.binary_search(station) else { continue };
            some.stations.push(*station);
            some.votes.push(self.votes.row(row));
            some.denominators.push(self.denominators.get(row).copied().unwrap_or(0.0));
        }
        some
    }

    /// The evening's state after these reports, of which only drawn stations count.
    pub fn projection<'m>(
        &self,
        model: &'m Model,
        design: &Design,
        settings: Settings,
    ) -> Projection<'m> {
        let mut projection = Projection::new(model, &design.designed, self.columns(), settings);
        let rows = self.stations.iter().zip(self.votes.rows()).zip(&self.denominators);
        for ((station, votes), denominator) in rows {
            if let Some(expansion) = design.expansion(*station) {
                let denominator = *denominator;
                projection.report(&Report { station: *station, expansion, votes, denominator });
            }
        }
        projection
    }

    /// The estimate from these reports.
    pub fn fit(&self, model: &Model, design: &Design, settings: Settings) -> Option<Fit> {
        self.projection(model, design, settings).fit()
    }
}

/// What no figure of a station can exceed: the largest register of the frame, or twice its own
/// where that is more. A slip of one digit would otherwise outweigh the rest of the country, and
/// the error would not show it.
struct Most(Option<f64>);

impl Most {
    fn of(frame: &Frame) -> Self {
        let registers = (0..frame.len()).filter_map(|at| frame.register(at));
        Self(registers.max().map(f64::from))
    }

    /// Whether figures cannot be: what is left of the whole is below 0, or one is too large.
    fn is_exceeded(&self, frame: &Frame, station: usize, votes: &[f64], whole: f64) -> bool {
        let own = frame.register(station).map_or(0.0, f64::from);
        let mut all = votes.iter().chain([&whole]);
        votes.last().is_some_and(|rest| *rest < 0.0)
            || self.0.is_some_and(|most| all.any(|figure| *figure > most.max(2.0 * own)))
    }
}

/// A station's registered voters as its protocol has them; the frame's where the protocol has none
/// or says 0.
pub(crate) fn registered(
    results: &StationResults,
    frame: &Frame,
    (row, station): (StationIndex, usize),
) -> Option<u32> {
    let reported = results.line("registered").and_then(|column| column.get(row));
    reported.filter(|register| *register > 0).or_else(|| frame.register(station)).or(reported)
}

/// The station that a protocol is of. A file in which a code stands twice has the later ones
/// numbered: `17#2`.
pub(crate) fn station(frame: &Frame, code: &str) -> Option<usize> {
    let numbered = || {
        let (base, number) = code.rsplit_once('#')?;
        let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        frame.find(base).filter(|_| is_number)
    };
    frame.find(code).or_else(numbered)
}

/// One station's numerators and denominator.
type Picked = (Vec<f64>, f64);

/// Where figures are picked from.
struct Source<'a> {
    results: &'a StationResults,
    frame: &'a Frame,
    election: &'a Election,
    target: Target,
    options: Vec<OptionId>,
    columns: Vec<&'a Column>,
}

impl<'a> Source<'a> {
    fn new(
        results: &'a StationResults,
        frame: &'a Frame,
        election: &'a Election,
        target: Target,
    ) -> Self {
        let named = &election.contest.options;
        let is_named = |id: &OptionId| named.is_empty() || named.iter().any(|one| one.id == *id);
        let wanted = matches!(target, Target::Shares(_));
        let votes = results.votes.iter().filter(|(id, _)| wanted && is_named(id));
        let (options, columns) = votes.map(|(id, column)| (id.clone(), column)).unzip();
        Self { results, frame, election, target, options, columns }
    }

    fn pick(&self, row: StationIndex, station: usize) -> Option<Picked> {
        let results = self.results;
        let line = |name: &str| results.line(name).and_then(|column| column.get(row));
        let registered = || registered(results, self.frame, (row, station));
        match self.target {
            Target::Shares(of) => {
                let votes = self.columns.iter().map(|column| Some(f64::from(column.get(row)?)));
                let mut votes: Vec<f64> = votes.collect::<Option<_>>()?;
                let sum: f64 = votes.iter().sum();
                let whole = match of {
                    Denominator::Valid => match results.line("valid") {
                        Some(valid) => f64::from(valid.get(row)?),
                        None => sum,
                    },
                    Denominator::Cast => f64::from(results.cast(row)?),
                    Denominator::Registered => f64::from(registered()?),
                };
                votes.push(whole - sum);
                Some((votes, whole))
            }
            Target::Turnout => {
                let turned_out = line(self.election.protocol.turnout.as_str());
                let turned_out = turned_out.or_else(|| results.cast(row))?;
                Some((vec![f64::from(turned_out)], f64::from(registered()?)))
            }
            Target::Invalid => {
                let cast = results.cast(row)?;
                let invalid = line("invalid").or_else(|| cast.checked_sub(line("valid")?))?;
                if invalid > cast {
                    return Some((vec![-1.0], 0.0));
                }
                Some((vec![f64::from(invalid)], f64::from(cast)))
            }
        }
    }
}
