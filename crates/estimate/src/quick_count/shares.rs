//! The options' shares: of the law's denominator and of the others, and beside them the textbook.

use std::collections::BTreeMap;

use sanaq_election::{Denominator, OptionId};

use super::{
    Remark, Sample, Work,
    answer::{Answer, Deviation, OptionAnswer, Visited},
};
use crate::{
    anytime::{Anytime, Sequence},
    complete::{CombinedRatio, RatioStratum},
    figures::{Figures, Target},
    fit::Fit,
    interval::Interval,
};

impl Work<'_> {
    /// The options with what stands in the protocols.
    pub(super) fn visited(&self) -> Vec<OptionAnswer> {
        let (sums, whole) = self.shares.totals();
        let options = self.asked.options(self.reports).into_iter().map(|id| {
            let column = self.shares.column(&id);
            let votes = column.and_then(|column| sums.get(column)).copied().unwrap_or(0.0);
            let share = (whole > 0.0).then(|| votes / whole);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a sum of counts"
            )]
            let votes = votes as u64;
            OptionAnswer {
                at_visited: Visited { votes, share },
                id,
                share: None,
                without_allowance: None,
                error: None,
                of: BTreeMap::new(),
                ratio: None,
                anytime: None,
                threshold_probability: None,
                seats: None,
            }
        });
        options.collect()
    }

    pub(super) fn estimate_shares(&self, fit: &Fit, answer: &mut Answer) {
        let others = self.other_denominators();
        let sequence = self.sequence();
        for option in &mut answer.options {
            let Some(column) = self.shares.column(&option.id) else { continue };
            let Some(line) = fit.lines.get(column) else { continue };
            option.share = Some(self.interval(line));
            option.without_allowance = Some(line.without_allowance(self.level).into());
            option.error = Some(Deviation::of(line));
            option.ratio = self.ratio(column);
            option.anytime = sequence.as_ref().and_then(|(s, order)| self.bet(s, order, column));
            for (name, figures, fit) in &others {
                let column = figures.column(&option.id);
                if let Some(line) = column.and_then(|column| fit.lines.get(column)) {
                    option.of.insert(name, self.interval(line));
                }
            }
        }
    }

    /// The same options over the wholes that the law does not ask for.
    fn other_denominators(&self) -> Vec<(&'static str, Figures, Fit)> {
        let all = [
            ("valid", Denominator::Valid),
            ("cast", Denominator::Cast),
            ("registered", Denominator::Registered),
        ];
        let others = all.into_iter().filter(|(_, of)| *of != self.denominator);
        let others = others.filter_map(|(name, of)| {
            let asked = self.asked;
            if of == Denominator::Registered && !asked.frame.has_register() {
                return None;
            }
            let target = Target::Shares(of);
            let figures = Figures::new(self.reports, asked.frame, asked.election, target);
            let figures = figures.drawn(&self.design);
            if figures.len() < super::FEWEST && figures.len() < asked.frame.len() {
                return None;
            }
            let fit = figures.fit(&self.model, &self.design, self.settings())?;
            Some((name, figures, fit))
        });
        others.collect()
    }

    /// The stratified combined ratio, where the whole sample is in and chances inside strata are
    /// equal.
    fn ratio(&self, column: usize) -> Option<Interval> {
        if !self.complete() || self.counted() || self.design.unequal {
            return None;
        }
        let mut strata: Vec<RatioStratum> = {
            let mut populations = vec![0.0; self.design.designed.len()];
            for (stations, merged) in
                self.asked.frame.stratum_stations().iter().zip(&self.design.merged)
            {
                if let Some(population) = populations.get_mut(*merged as usize) {
                    *population += f64::from(*stations);
                }
            }
            let empty = |population| RatioStratum { population, stations: Vec::new() };
            populations.into_iter().map(empty).collect()
        };
        if strata.iter().zip(&self.design.designed).any(|(_, designed)| *designed == 0) {
            return None;
        }
        let rows = self.shares.stations.iter().zip(self.shares.votes.rows());
        for ((station, votes), whole) in rows.zip(&self.shares.denominators) {
            let merged = self.design.merged.get(self.asked.frame.stratum(*station))?;
            let votes = votes.get(column).copied()?;
            strata.get_mut(*merged as usize)?.stations.push((votes, *whole));
        }
        // Stations that do not differ leave the textbook with an error of zero.
        let ratio = CombinedRatio::new(&strata).filter(|ratio| ratio.error > 1e-9);
        ratio.map(|ratio| ratio.interval(self.level))
    }

    /// The confidence sequence with the reports in the order of release, where the sample is a
    /// simple random one: up to the first station that is not in.
    fn sequence(&self) -> Option<(Sequence, Vec<usize>)> {
        if !self.asked.anytime || self.design.unequal || self.asked.frame.strata().len() > 1 {
            return None;
        }
        let Sample::Drawn { order, clusters: 0, .. } = self.asked.sample else { return None };
        if order.len() < self.design.len() {
            return None;
        }
        let places: BTreeMap<usize, usize> =
            self.shares.stations.iter().enumerate().map(|(row, station)| (*station, row)).collect();
        let mut release: Vec<(usize, usize)> = order.iter().map(|(at, nth)| (*nth, *at)).collect();
        release.sort_unstable();
        let rows = release.iter().map_while(|(_, station)| places.get(station).copied());
        let rows: Vec<usize> = rows.collect();
        let frame = self.asked.frame;
        let registers = (0..frame.len()).map(|at| frame.size(at));
        let seen = self.shares.denominators.iter().copied();
        let bounds =
            if frame.has_register() { registers.chain(seen).fold(0.0, f64::max) } else { 0.0 };
        let sequence = Sequence {
            stations: frame.len(),
            largest: bounds,
            target: self.design.len(),
            alpha: 1.0 - self.asked.level,
        };
        (bounds > 0.0).then_some((sequence, rows))
    }

    /// What intervals at any time rest on.
    pub(super) fn release_order(&self) -> Option<Remark> {
        let (_, rows) = self.sequence()?;
        Some(Remark::ReleaseOrder { stations: rows.len() })
    }

    fn bet(&self, sequence: &Sequence, rows: &[usize], column: usize) -> Option<Interval> {
        if rows.is_empty() {
            return None;
        }
        let reports: Vec<(f64, f64)> = rows
            .iter()
            .map(|row| {
                let whole = self.shares.denominators.get(*row).copied().unwrap_or(0.0);
                (self.shares.votes.at(*row, column), whole)
            })
            .collect();
        match sequence.betting(&reports) {
            Ok(Anytime::Interval(interval)) => Some(interval),
            Ok(Anytime::Contradiction) | Err(_) => None,
        }
    }

    pub(super) fn about_anytime(&self, answer: &Answer) -> Vec<Remark> {
        if !self.asked.anytime {
            return Vec::new();
        }
        let Some((_, rows)) = self.sequence() else { return vec![Remark::NotForAnytime] };
        if rows.is_empty() {
            // The assumptions say that the first of the order is not in.
            return Vec::new();
        }
        let silent = answer.options.iter().filter(|o| o.share.is_some() && o.anytime.is_none());
        silent.map(|option| Remark::Contradiction { option: option.id.to_string() }).collect()
    }

    /// The column of an option's shares.
    pub(super) fn places(&self, answer: &Answer) -> Vec<Option<usize>> {
        answer.options.iter().map(|option| self.shares.column(&option.id)).collect()
    }

    pub(super) fn id(answer: &Answer, at: usize) -> Option<OptionId> {
        answer.options.get(at).map(|option| option.id.clone())
    }
}
