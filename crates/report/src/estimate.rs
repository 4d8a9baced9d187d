//! The page of an estimate: what may be said, the shares, the parliament, what would change it,
//! how it came about and what it rests on.

mod course;
mod headline;
mod outcome;
mod remark;
mod shares;
mod tipping;

use sanaq_election::{Denominator, Election};
use sanaq_estimate::{
    Interval,
    quick_count::{Answer, Remark},
};

use crate::{
    chart, number,
    page::{About, Error, label},
    sheet::{self, Said, Section},
    table::Table,
    words::Words,
};

/// Everything that goes into the page of an estimate.
#[derive(Clone, Debug)]
pub struct EstimatePage<'a> {
    /// What the page says of itself.
    pub about: About,
    /// The election, for names, colours and the law.
    pub election: Option<&'a Election>,
    /// What the sample says.
    pub answer: &'a Answer,
    /// Earlier answers to the same question, in any order.
    pub earlier: Vec<Earlier>,
    /// Shares that were announced, by option, to stand beside.
    pub announced: Vec<(String, f64)>,
}

/// An earlier answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// Stations whose figures were used.
    pub stations: usize,
    /// The options that it had shares of; none where it said nothing of the country.
    pub shares: Vec<(String, Interval)>,
}

/// Shorter intervals are shown with two decimals.
const SHORT: f64 = 0.003;

/// What all parts of the page are made from.
pub(crate) struct Work<'a> {
    pub(crate) words: &'a Words,
    page: &'a EstimatePage<'a>,
    answer: &'a Answer,
}

/// Writes the page.
pub(crate) fn render(page: &EstimatePage<'_>, words: &Words) -> Result<String, Error> {
    let (said, sections) = content(page, words);
    sheet::render(words, &page.about, words.t("subtitle-estimate"), said, sections)
}

/// What is said, and the sections of the page.
pub(crate) fn content(page: &EstimatePage<'_>, words: &Words) -> (Said, Vec<Section>) {
    let work = Work::of(page, words);
    let sections = if page.answer.refusal.is_some() {
        vec![work.visited(), work.arrival(), work.rests()]
    } else {
        let all = [
            Some(work.shares()),
            work.seats(),
            work.participation(),
            work.leader(),
            work.tipping(),
            work.course(),
            Some(work.arrival()),
            Some(work.rests()),
        ];
        all.into_iter().flatten().collect()
    };
    let ids: Vec<&str> = sections.iter().map(|section| section.id).collect();
    let mut said = work.said();
    // A point leads to a section that there is.
    said.points.retain(|point| ids.contains(&point.section));
    (said, sections)
}

impl<'a> Work<'a> {
    pub(crate) const fn of(page: &'a EstimatePage<'a>, words: &'a Words) -> Self {
        Self { words, page, answer: page.answer }
    }

    fn label(&self, id: &str) -> String {
        label(self.page.election, id, self.page.about.language)
    }

    /// What to say of the law's denominator.
    pub(crate) fn whole(&self) -> String {
        self.words.t(match self.answer.denominator {
            Denominator::Valid => "whole-valid",
            Denominator::Cast => "whole-cast",
            Denominator::Registered => "whole-registered",
        })
    }

    /// A remark in the reader's language.
    fn remark(&self, remark: &Remark) -> String {
        remark::remark(self.words, remark, &|id| self.label(id))
    }

    /// A share and the ends of its interval in percent, with the decimals that its length bears.
    fn ends(&self, interval: Interval) -> [String; 3] {
        self.numbers(interval).map(|number| format!("{number}\u{a0}%"))
    }

    /// The same without the sign.
    pub(crate) fn numbers(&self, interval: Interval) -> [String; 3] {
        let least = if interval.high - interval.low < SHORT { 2 } else { 1 };
        let decimals = number::telling(interval.low, interval.high, least);
        let shares = [interval.estimate, interval.low, interval.high];
        shares.map(|share| self.words.decimal(100.0 * share, decimals))
    }

    /// What is in, stratum by stratum.
    fn arrival(&self) -> Section {
        let figure = chart::arrived(self.words, &self.answer.arrival.strata);
        Section { id: "arrival", figures: vec![figure], ..Section::default() }
    }

    /// Assumptions and warnings.
    fn rests(&self) -> Section {
        let lists = [
            ("list-warnings", &self.answer.warnings),
            ("list-assumptions", &self.answer.assumptions),
        ];
        let worded = lists.into_iter().filter(|(_, remarks)| !remarks.is_empty());
        let worded = worded.map(|(key, remarks)| {
            let sentences = remarks.iter().map(|remark| sentence(&self.remark(remark)));
            (self.words.t(key), sentences.collect())
        });
        let lists: Vec<_> = worded.collect();
        let texts = if lists.is_empty() { vec![self.words.t("no-remarks")] } else { Vec::new() };
        Section { id: "rests", texts, lists, ..Section::default() }
    }

    /// Counts at the stations seen, where nothing more may be said.
    fn visited(&self) -> Section {
        let words = self.words;
        let stations = self.answer.stations.used;
        let caption = words.with("caption-visited", &[("stations", stations.into())]);
        let mut table = Table::new(words, caption, &["option", "#votes", "#share-there"]);
        for option in &self.answer.options {
            let seen = option.at_visited;
            let share = seen.share.map_or_else(dash, |share| words.percent(share));
            table.push([self.label(option.id.as_str()), words.votes(seen.votes), share]);
        }
        let text = words.with("visited-text", &[("whole", self.whole().into())]);
        Section { id: "visited", texts: vec![text], tables: vec![table], ..Section::default() }
    }
}

/// A remark as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str().trim_end_matches('.'))
}

fn dash() -> String {
    "–".to_owned()
}

#[cfg(test)]
pub(crate) mod tests;
