//! What `sanaq estimate` says.

use std::fmt::Write as _;

use sanaq_estimate::{
    Interval,
    quick_count::{Answer, OptionAnswer, Tipping},
    sample::Account,
};
use serde_json::{Value, json};

use super::Read;
use crate::{
    exit::Failure,
    output::{self, count, percent, percents},
};

/// Allocations of seats that are listed.
const ALLOCATIONS: usize = 5;

/// The answer with what it was made from.
pub(super) struct Said<'a> {
    pub(super) answer: &'a Answer,
    pub(super) account: Option<&'a Account>,
    pub(super) read: &'a Read<'a>,
}

impl Said<'_> {
    pub(super) fn document(&self, seed: &str) -> Result<Value, Failure> {
        let mut document = serde_json::to_value(self.answer)
            .map_err(|error| Failure::Inside(error.to_string()))?;
        if let Some(document) = document.as_object_mut() {
            document.insert("seed".to_owned(), json!(seed.trim()));
            document.insert("account".to_owned(), json!(self.account));
            document.insert("dropped".to_owned(), self.read.reports.dropped());
            let mut warnings = self.read.reports.warnings();
            if let Some(warnings) = warnings.as_object_mut() {
                warnings.insert("frame".to_owned(), self.read.listed.warnings());
                warnings.insert("notes".to_owned(), json!(self.read.notes));
            }
            document.insert("input_warnings".to_owned(), warnings);
        }
        output::without_minus_zero(&mut document);
        Ok(document)
    }

    pub(super) fn text(&self) -> String {
        let answer = self.answer;
        let stations = answer.stations;
        let mut text = format!(
            "{} stations in the frame, {} drawn, {} reported, {} usable\n",
            count(stations.frame as u64),
            count(stations.sampled as u64),
            count(stations.reported as u64),
            count(stations.used as u64)
        );
        match &answer.refusal {
            Some(refusal) => {
                let _ = writeln!(text, "Nothing is said of the country: {refusal}.");
                text.push_str(&self.visited());
            }
            None => self.estimate(&mut text),
        }
        self.remarks(&mut text);
        text
    }

    fn label(&self, option: &OptionAnswer) -> String {
        self.read.reports.label(&option.id)
    }

    /// Counts at the stations seen, for a sample that says no more.
    fn visited(&self) -> String {
        let rows = self.answer.options.iter().map(|option| {
            let visited = option.at_visited;
            let share = visited.share.map_or(String::new(), percent);
            vec![self.label(option), output::count(visited.votes), share]
        });
        let heading = format!("at {} visited stations", self.answer.stations.used);
        output::table(&[&heading, "votes", "share"], rows.collect())
    }

    fn estimate(&self, text: &mut String) {
        let answer = self.answer;
        let seats = answer.options.iter().any(|option| option.seats.is_some());
        let odds = answer.options.iter().any(|option| option.threshold_probability.is_some());
        let anytime = answer.options.iter().any(|option| option.anytime.is_some());
        let mut header = vec!["", "share", "from", "to", "no allowance"];
        header.extend(anytime.then_some("at any time"));
        header.extend(odds.then_some("passes"));
        header.extend(seats.then_some("seats"));
        let rows = answer.options.iter().map(|option| {
            let mut row = vec![self.label(option)];
            row.extend(interval(option.share));
            row.push(
                option
                    .without_allowance
                    .map_or(String::new(), |ends| percents([ends.low, ends.high]).join(" to ")),
            );
            row.extend(anytime.then(|| {
                let ends = option.anytime.map(|share| percents([share.low, share.high]));
                ends.map_or(String::new(), |ends| ends.join(" to "))
            }));
            if odds {
                row.push(option.threshold_probability.map_or(String::new(), chance));
            }
            if seats {
                let range = option.seats.as_ref();
                row.push(range.map_or(String::new(), |seats| {
                    if seats.low == seats.high {
                        seats.low.to_string()
                    } else {
                        format!("{} to {}", seats.low, seats.high)
                    }
                }));
            }
            row
        });
        text.push_str(&output::table(&header, rows.collect()));
        for (name, figure) in [("Turnout", answer.turnout), ("Invalid", answer.invalid_share)] {
            if let Some(figure) = figure {
                let [share, low, high] = interval(Some(figure.interval));
                let _ = writeln!(text, "{name}: {share} ({low} to {high})");
            }
        }
        self.chances(text);
        if !answer.publishable {
            text.push_str("Not fit to be published yet.\n");
        }
    }

    fn chances(&self, text: &mut String) {
        let answer = self.answer;
        let list = |chances: &[sanaq_estimate::quick_count::Chance]| {
            let each = chances.iter().take(3);
            let each = each
                .map(|c| format!("{} {}", self.read.reports.label(&c.id), chance(c.probability)));
            each.collect::<Vec<_>>().join(", ")
        };
        if !answer.winner.is_empty() {
            let _ = writeln!(text, "Most votes: {}", list(&answer.winner));
        }
        if !answer.majority.is_empty() {
            let _ = writeln!(text, "Elected by a majority: {}", list(&answer.majority));
        }
        for allocation in answer.allocations.iter().take(ALLOCATIONS) {
            let seats = answer.options.iter().filter_map(|option| {
                let seats = allocation.seats.get(&option.id).filter(|seats| **seats > 0)?;
                Some(format!("{} {seats}", self.label(option)))
            });
            let seats = seats.collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "  seats {}: {seats}", percent(allocation.probability));
        }
        if let Some(tipping) = &answer.tipping_point {
            let _ = writeln!(text, "{}", self.tipping(tipping));
        }
    }

    fn tipping(&self, tipping: &Tipping) -> String {
        let deviations = tipping.deviations.map_or(String::new(), |deviations| {
            format!(", {deviations:.2} standard deviations of stations")
        });
        let against = tipping
            .against
            .as_ref()
            .map_or(String::new(), |against| format!(" over {}", self.read.reports.label(against)));
        format!(
            "Tipping point: stations with {} of the voters are missing; if the lead of {}{against} \
             were {:.1} points less there than projected{deviations}, it would be gone.",
            percent(tipping.missing),
            self.read.reports.label(&tipping.option),
            100.0 * tipping.difference
        )
    }

    fn remarks(&self, text: &mut String) {
        for assumption in &self.answer.assumptions {
            let _ = writeln!(text, "  rests on: {assumption}");
        }
        for warning in &self.answer.warnings {
            let _ = writeln!(text, "  beware: {warning}");
        }
        if let Some(account) = self.account {
            for (reason, stations) in &account.absent {
                let _ = writeln!(text, "  absent, {}: {stations}", reason.code());
            }
            let _ = writeln!(text, "  awaited: {}", account.awaited);
        }
        text.push_str(&self.read.reports.remarks());
        for line in self.read.listed.named_remarks().iter().chain(&self.read.notes) {
            let _ = writeln!(text, "  {line}");
        }
    }
}

fn interval(interval: Option<Interval>) -> [String; 3] {
    interval.map_or_else(Default::default, |i| {
        let [low, share, high] = percents([i.low, i.estimate, i.high]);
        [share, low, high]
    })
}

/// A chance without false precision at its ends.
fn chance(p: f64) -> String {
    match p {
        p if p > 0.999 => "> 99.9 %".to_owned(),
        p if p < 0.001 => "< 0.1 %".to_owned(),
        p => format!("{:.1} %", 100.0 * p),
    }
}
