//! The quick count: everything that is said of a sample, and what is not.
//!
//! Shares of the law's denominator and of the others, turnout, the share of invalid ballots, the
//! odds of thresholds, the winner and the seats, with what they rest on. Nothing is said of the
//! country from a handful of stations, from stations that were chosen by hand, or while strata with
//! most of the voters are silent: then only what stands in the protocols seen.

mod answer;
mod arrival;
mod outcome;
mod remark;
mod shares;
#[cfg(test)]
mod tests;
mod tipping;

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::{Denominator, Election, Formula, OptionId, StationResults};

use crate::{
    anytime::Looks,
    design::Design,
    distribution::normal_upper,
    figures::{self, Figures, Target},
    fit::Fit,
    frame::Frame,
    interval::Interval,
    model::Model,
    random::Seed,
    settings::Settings,
};

pub use answer::{
    Answer, Arrival, Chance, Deviation, Ends, Figure, Method, OptionAnswer, SeatsOf, Stations,
    StratumArrival, Visited,
};
pub use outcome::threshold_share;
pub use remark::Remark;
pub use tipping::Tipping;

/// Below this number of usable protocols nothing is said of the country.
pub const FEWEST: usize = 30;
/// Nothing is said while silent strata hold more than this part of the voters.
pub(crate) const MOST_UNSEEN: f64 = 0.5;
/// Below this part of the sample, or above this part of voters in silent strata, an estimate is not
/// fit to be published.
const PUBLISHED_PART: f64 = 0.25;
const PUBLISHED_UNSEEN: f64 = 0.2;

/// Where the stations that report come from.
#[derive(Clone, Debug)]
pub enum Sample {
    /// A list that was drawn. `order` is the place of each station in the order of release, where
    /// the list has it; `clusters` how many clusters were drawn.
    Drawn {
        /// The stations with their chances.
        design: Design,
        /// By station of the frame.
        order: BTreeMap<usize, usize>,
        /// Clusters.
        clusters: usize,
    },
    /// No list: whoever reported is taken for the sample.
    Unlisted,
    /// Chosen by hand, by observers or for them.
    HandPicked,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct QuickCount<'a> {
    /// The election with its law.
    pub election: &'a Election,
    /// All stations.
    pub frame: &'a Frame,
    /// The sample.
    pub sample: &'a Sample,
    /// The level of intervals.
    pub level: f64,
    /// Announced publications, where there are several.
    pub looks: Option<Looks>,
    /// Whether intervals that hold at any time are asked for.
    pub anytime: bool,
    /// Draws of the whole result, for odds and seats.
    pub draws: usize,
    /// The estimator's constants.
    pub settings: Settings,
}

/// What all parts of an answer are made from.
struct Work<'a> {
    asked: &'a QuickCount<'a>,
    reports: &'a StationResults,
    design: Design,
    model: Model,
    denominator: Denominator,
    shares: Figures,
    /// The level that intervals are computed at: higher where several are published.
    level: f64,
}

impl QuickCount<'_> {
    /// The answer from the protocols that are in. The same seed gives the same answer with any
    /// number of threads.
    pub fn answer(&self, reports: &StationResults, seed: &Seed) -> Answer {
        let work = Work::new(self, reports);
        let mut answer = work.counts();
        answer.refusal = work.refusal(&answer);
        let fit = work.fit().filter(|_| answer.refusal.is_none());
        match &fit {
            Some(fit) => work.estimate(fit, &mut answer, seed),
            None => answer.refusal = answer.refusal.or(Some(Remark::NothingIn)),
        }
        let warnings = work.warnings(&answer);
        answer.warnings.splice(..0, warnings);
        answer.publishable = work.publishable(&answer);
        answer
    }

    /// What the law takes shares of.
    fn denominator(&self) -> Denominator {
        let rules = &self.election.contest.rules;
        match (&rules.threshold, &rules.formula) {
            (Some(threshold), _) => threshold.of,
            (None, Formula::Majority(majority)) => {
                majority.enough.first().map_or(Denominator::Valid, |win| win.bar.of)
            }
            (None, Formula::Referendum(referendum)) => referendum.majority.of,
            _ => Denominator::Valid,
        }
    }

    /// The options in the order of the ballot; those that the reports name where the election
    /// names none.
    fn options(&self, reports: &StationResults) -> Vec<OptionId> {
        let options = &self.election.contest.options;
        if options.is_empty() {
            return reports.votes.iter().map(|(id, _)| id.clone()).collect();
        }
        options.iter().map(|option| option.id.clone()).collect()
    }
}

impl<'a> Work<'a> {
    fn new(asked: &'a QuickCount<'a>, reports: &'a StationResults) -> Self {
        let frame = asked.frame;
        let design = match asked.sample {
            Sample::Drawn { design, .. } => design.clone(),
            Sample::Unlisted | Sample::HandPicked => {
                let codes = reports.stations.iter();
                Design::of_arrived(frame, codes.filter_map(|code| figures::station(frame, code)))
            }
        };
        let denominator = asked.denominator();
        let all = Figures::new(reports, frame, asked.election, Target::Shares(denominator));
        // With chance c of an error in all looks together.
        let level = asked.looks.map_or(asked.level, |looks| {
            let once = crate::distribution::normal_quantile(0.5 + 0.5 * asked.level);
            1.0 - 2.0 * normal_upper(looks.widening() * once)
        });
        Self {
            asked,
            reports,
            model: frame.model(&design),
            shares: all.drawn(&design),
            design,
            denominator,
            level,
        }
    }

    /// The constants, as the sample's design asks for them.
    fn settings(&self) -> Settings {
        let sample = self.asked.sample;
        let clustered = matches!(sample, Sample::Drawn { clusters, .. } if *clusters > 0);
        self.asked.settings.for_design(self.design.unequal, clustered)
    }

    fn fit(&self) -> Option<Fit> {
        self.shares.fit(&self.model, &self.design, self.settings())
    }

    /// Whether every drawn station is in with usable figures.
    fn complete(&self) -> bool {
        self.shares.len() == self.design.len()
    }

    fn counted(&self) -> bool {
        self.shares.len() == self.asked.frame.len()
    }

    fn interval(&self, line: &crate::interval::Line) -> Interval {
        line.interval(self.level)
    }

    /// The answer without any estimate.
    fn counts(&self) -> Answer {
        let frame = self.asked.frame;
        let reported: BTreeSet<usize> = {
            let codes = self.reports.stations.iter();
            let places = codes.filter_map(|code| figures::station(frame, code));
            places.filter(|at| self.design.expansion(*at).is_some()).collect()
        };
        Answer {
            method: Method::VisitedStations,
            level: self.asked.level,
            denominator: self.denominator,
            stations: Stations {
                frame: frame.len(),
                sampled: self.design.len(),
                reported: reported.len(),
                used: self.shares.len(),
            },
            publishable: false,
            refusal: None,
            options: self.visited(),
            turnout: None,
            invalid_share: None,
            winner: Vec::new(),
            majority: Vec::new(),
            draws: 0,
            allocations: Vec::new(),
            tipping_point: None,
            threshold_tipping_points: Vec::new(),
            arrival: self.arrival(),
            assumptions: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn refusal(&self, answer: &Answer) -> Option<Remark> {
        let stations = self.shares.len();
        if self.shares.options.is_empty() {
            return Some(Remark::NoOptions);
        }
        if matches!(self.asked.sample, Sample::HandPicked) {
            return Some(Remark::HandPicked { stations });
        }
        if stations < FEWEST && !self.counted() {
            return Some(Remark::TooFew { stations, needed: FEWEST });
        }
        let voters = answer.arrival.unseen;
        (voters > MOST_UNSEEN).then_some(Remark::MostlyUnseen { voters })
    }

    fn estimate(&self, fit: &Fit, answer: &mut Answer, seed: &Seed) {
        answer.method = Method::MixedModelCalibration;
        self.estimate_shares(fit, answer);
        answer.turnout = self.single(Target::Turnout);
        answer.invalid_share = self.single(Target::Invalid);
        self.outcome(fit, answer, seed);
        self.tipping_points(fit, answer);
        answer.assumptions = self.assumptions(fit);
    }

    /// A figure with one numerator. Turnout needs registers.
    fn single(&self, target: Target) -> Option<Figure> {
        if target == Target::Turnout && !self.asked.frame.has_register() {
            return None;
        }
        let asked = self.asked;
        let figures = Figures::new(self.reports, asked.frame, asked.election, target);
        let figures = figures.drawn(&self.design);
        if figures.len() < FEWEST && figures.len() < asked.frame.len() {
            return None;
        }
        let fit = figures.fit(&self.model, &self.design, self.settings())?;
        let line = fit.lines.first()?;
        Some(Figure {
            interval: self.interval(line),
            without_allowance: line.without_allowance(self.level).into(),
            stations: figures.len(),
        })
    }

    fn assumptions(&self, fit: &Fit) -> Vec<Remark> {
        let settings = self.asked.settings;
        let mut all = vec![Remark::Honest];
        if self.counted() {
            all.push(Remark::Counted);
            return all;
        }
        all.push(Remark::Random);
        if fit.missing.unseen + fit.missing.late > 1e-9 * fit.missing.frame {
            all.push(Remark::Conditional { late: settings.late, unseen: settings.unseen });
        }
        if !self.asked.frame.has_register() {
            all.push(Remark::StationsOnly);
        }
        all.push(Remark::CommonWeights { covariates: self.asked.frame.covariates() });
        all.extend(self.asked.looks.map(|looks| Remark::Looks { planned: looks.planned() }));
        all.extend(self.release_order());
        all
    }

    /// Whether every option of the ballot has a column.
    fn all_named(&self) -> bool {
        let mut options = self.asked.options(self.reports).into_iter();
        options.all(|id| self.shares.column(&id).is_some())
    }

    fn publishable(&self, answer: &Answer) -> bool {
        answer.refusal.is_none()
            && self.all_named()
            && (self.counted()
                || (matches!(self.asked.sample, Sample::Drawn { .. })
                    && answer.arrival.part >= PUBLISHED_PART
                    && answer.arrival.unseen <= PUBLISHED_UNSEEN))
    }
}
