//! What is in and what is not, and the warnings that follow.

use std::collections::BTreeSet;

use super::{
    PUBLISHED_PART, Remark, Sample, Work,
    answer::{Answer, Arrival, StratumArrival},
};
use crate::figures::{registered, station};

/// Chances between this and one minus it decide nothing.
const OPEN: f64 = 0.05;

impl Work<'_> {
    pub(super) fn arrival(&self) -> Arrival {
        let frame = self.asked.frame;
        let mut strata: Vec<StratumArrival> = {
            let stations = frame.stratum_stations();
            let each = frame.strata().iter().zip(stations);
            each.map(|(name, stations)| StratumArrival {
                stratum: name.clone(),
                frame: stations,
                sampled: 0,
                used: 0,
                voters: 0.0,
            })
            .collect()
        };
        let used: BTreeSet<usize> = self.shares.stations.iter().copied().collect();
        let mut voters = 0.0;
        for station in 0..frame.len() {
            let Some(stratum) = strata.get_mut(frame.stratum(station)) else { continue };
            stratum.voters += frame.size(station);
            voters += frame.size(station);
            stratum.sampled += u32::from(self.design.expansion(station).is_some());
            stratum.used += u32::from(used.contains(&station));
        }
        for stratum in &mut strata {
            stratum.voters /= voters;
        }
        let unseen = strata.iter().filter(|stratum| stratum.used == 0);
        Arrival {
            part: self.shares.len() as f64 / self.design.len().max(1) as f64,
            unseen: unseen.map(|stratum| stratum.voters).fold(0.0, |sum, voters| sum + voters),
            strata,
        }
    }

    pub(super) fn warnings(&self, answer: &Answer) -> Vec<Remark> {
        let mut all = Vec::new();
        let sample = self.asked.sample;
        if matches!(sample, Sample::Unlisted) && !self.counted() {
            all.push(Remark::NoSampleList);
        }
        if let Sample::Drawn { clusters, .. } = sample
            && *clusters > 0
        {
            all.push(Remark::Clustered { clusters: *clusters });
        }
        if self.design.merged_strata > 0 {
            all.push(Remark::MergedStrata { strata: self.design.merged_strata });
        }
        self.about_arrival(answer, &mut all);
        self.about_figures(&mut all);
        self.about_headlines(answer, &mut all);
        all
    }

    fn about_arrival(&self, answer: &Answer, all: &mut Vec<Remark>) {
        let arrival = &answer.arrival;
        if arrival.part < PUBLISHED_PART && !self.counted() {
            all.push(Remark::FewArrived { part: arrival.part });
        }
        let strata = arrival.strata.iter().filter(|stratum| stratum.used == 0).count();
        if strata > 0 {
            all.push(Remark::UnseenStrata { strata, voters: arrival.unseen });
        }
    }

    fn about_figures(&self, all: &mut Vec<Remark>) {
        let frame = self.asked.frame;
        let codes = || self.reports.stations.iter();
        let strangers: Vec<&str> = codes().filter(|code| station(frame, code).is_none()).collect();
        let not_drawn: Vec<&str> = {
            let drawn = |at: usize| self.design.expansion(at).is_some();
            codes().filter(|code| station(frame, code).is_some_and(|at| !drawn(at))).collect()
        };
        if !strangers.is_empty() {
            all.push(Remark::NotInFrame { stations: strangers.len(), first: some(&strangers) });
        }
        if !not_drawn.is_empty() {
            all.push(Remark::NotDrawn { stations: not_drawn.len(), first: some(&not_drawn) });
        }
        if !self.shares.unknown.is_empty() {
            all.push(Remark::Unknown { stations: self.shares.unknown.len() });
        }
        let impossible: Vec<&str> =
            self.shares.impossible.iter().map(|at| frame.code(*at)).collect();
        if !impossible.is_empty() {
            all.push(Remark::Impossible { stations: impossible.len(), first: some(&impossible) });
        }
        let twice: Vec<&str> = self.shares.contradictory.iter().map(|at| frame.code(*at)).collect();
        if !twice.is_empty() {
            all.push(Remark::Contradictory { stations: twice.len(), first: some(&twice) });
        }
        let over: Vec<&str> = self.over_register().map(|at| frame.code(at)).collect();
        if !over.is_empty() {
            all.push(Remark::OverRegister { stations: over.len(), first: some(&over) });
        }
        if frame.has_register() && frame.without_register() > 0 {
            all.push(Remark::WithoutRegister { stations: frame.without_register() });
        }
        for id in self.asked.options(self.reports) {
            if self.shares.column(&id).is_none() {
                all.push(Remark::NoColumn { option: id.to_string() });
            }
        }
    }

    /// Drawn stations with more ballots than voters.
    fn over_register(&self) -> impl Iterator<Item = usize> {
        let frame = self.asked.frame;
        let codes = self.reports.stations.iter().enumerate();
        let drawn = codes.filter_map(|(row, code)| Some((row, frame.find(code)?)));
        drawn.filter(|(_, at)| self.design.expansion(*at).is_some()).filter_map(|place| {
            let cast = self.reports.cast(place.0)?;
            let register = registered(self.reports, frame, place).filter(|voters| *voters > 0)?;
            let counts = !self.shares.impossible.contains(&place.1);
            (cast > register && counts).then_some(place.1)
        })
    }

    fn about_headlines(&self, answer: &Answer, all: &mut Vec<Remark>) {
        if let [first, second, ..] = answer.winner.as_slice()
            && first.probability < 1.0 - OPEN
        {
            all.push(Remark::NoWinner {
                first: first.id.to_string(),
                second: second.id.to_string(),
                chance: first.probability,
            });
        }
        for option in &answer.options {
            if let Some(chance) = option.threshold_probability
                && (OPEN..1.0 - OPEN).contains(&chance)
            {
                all.push(Remark::ThresholdOpen { option: option.id.to_string(), chance });
            }
        }
        if answer.refusal.is_none() {
            all.extend(self.no_seats());
            all.extend(self.about_anytime(answer));
        }
    }
}

/// The first few codes, as a list for people.
fn some(codes: &[&str]) -> String {
    const SHOWN: usize = 5;
    let mut text = codes.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if codes.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
