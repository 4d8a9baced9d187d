//! The page of a rehearsal, for the coordinator who chooses the size of the sample: how wide the
//! interval is and how often it held the truth, by size and by what arrives.

mod advice;
mod tables;

use sanaq_election::Election;
use sanaq_estimate::rehearse::{Arrival, Rehearsal};

use crate::{
    chart::{self, Figure, Lines, Point, Series},
    page::{About, Error, label},
    sheet::{self, Section},
    words::Words,
};

/// Everything that goes into the page of a rehearsal.
#[derive(Clone, Debug)]
pub struct RehearsalPage<'a> {
    /// What the page says of itself.
    pub about: About,
    /// The past election, for names.
    pub election: Option<&'a Election>,
    /// What was tried.
    pub trials: Vec<Tried<'a>>,
    /// The level of the intervals.
    pub level: f64,
    /// Stations left out for want of a register or a figure.
    pub left_out: usize,
    /// The half-width that is wanted, as a share.
    pub margin: Option<f64>,
}

/// One size with one arrival.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// How reports arrive.
    pub arrival: Arrival,
    /// How it went.
    pub found: &'a Rehearsal,
}

/// What all parts of the page are made from.
struct Work<'a> {
    words: &'a Words,
    page: &'a RehearsalPage<'a>,
}

/// Writes the page.
pub(crate) fn render(page: &RehearsalPage<'_>, words: &Words) -> Result<String, Error> {
    let work = Work { words, page };
    let sections = vec![work.sizes(), work.compared(), work.truths(), work.simulated()];
    let kicker = words.t("subtitle-rehearsal");
    sheet::render(words, &page.about, kicker, work.said(), sections)
}

impl Work<'_> {
    fn label(&self, id: &str) -> String {
        label(self.page.election, id, self.page.about.language)
    }

    /// The parts of the sample that arrive, the largest first.
    fn arrivals(&self) -> Vec<f64> {
        let mut all: Vec<f64> =
            self.page.trials.iter().map(|tried| tried.arrival.arrived).collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.dedup_by(|a, b| same(*a, *b));
        all
    }

    /// The trials with one arrival, the smallest size first.
    fn with_arrival(&self, arrived: f64) -> Vec<Tried<'_>> {
        let trials = self.page.trials.iter().copied();
        let mut trials: Vec<Tried<'_>> =
            trials.filter(|tried| same(tried.arrival.arrived, arrived)).collect();
        trials.sort_by_key(|tried| tried.found.size);
        trials
    }

    /// The picture: half-width and coverage by size, one line for each arrival.
    fn sizes(&self) -> Section {
        let widths = self.chart("chart-widths", true);
        let coverage = self.chart("chart-coverage", false);
        Section {
            id: "sizes",
            texts: vec![self.words.t("sizes-text"), self.words.t("sizes-columns")],
            figures: vec![widths, coverage],
            beside: true,
            tables: vec![self.size_table()],
            ..Section::default()
        }
    }

    fn chart(&self, id: &'static str, width: bool) -> Figure {
        let words = self.words;
        let (title, up) = if width {
            ("chart-widths-title", "axis-half-width")
        } else {
            ("chart-coverage-title", "axis-coverage")
        };
        let value = |tried: &Tried<'_>| {
            let ours = &tried.found.ours;
            100.0 * if width { ours.mean_half_width } else { ours.mean_coverage }
        };
        let series = self.arrivals().into_iter().map(|arrived| {
            let trials = self.with_arrival(arrived);
            let points = trials.iter().map(|tried| {
                let across = tried.found.size as f64;
                Point { across, up: value(tried), range: None }
            });
            Series { name: self.arrives(arrived), color: None, points: points.collect() }
        });
        let series: Vec<Series> = series.collect();
        let (title, up) = (words.t(title), words.t(up));
        let mark = if width { self.page.margin } else { Some(self.page.level) };
        let drawing = Lines {
            id,
            title: &title,
            across: &words.t("axis-size"),
            up: &up,
            most: if width { f64::INFINITY } else { 100.0 },
            from_zero: width,
            mark: mark.map(|share| 100.0 * share),
            series: &series,
        };
        let (svg, legend) = chart::lines(words, &drawing).unzip();
        let mut legend = legend.unwrap_or_default();
        if let Some(mark) = mark {
            let key = if width { "legend-margin" } else { "legend-level" };
            let shown = if width { words.points(mark) } else { words.level(mark) };
            let text = words.with(key, &[("figure", shown.into())]);
            legend.push(chart::key("threshold", text));
        }
        Figure { title, legend, svg, ..Figure::default() }
    }

    /// What to call an arrival.
    fn arrives(&self, arrived: f64) -> String {
        if arrived >= 1.0 {
            return self.words.t("arrives-all");
        }
        let part = self.words.whole_percent(100.0 * arrived);
        self.words.with("arrives-part", &[("part", part.into())])
    }

    /// How it was simulated.
    fn simulated(&self) -> Section {
        let words = self.words;
        let mut list = vec![words.t("simulated-draws"), words.t("simulated-arrival")];
        if let Some(tried) = self.page.trials.first() {
            let own = words.decimal(tried.arrival.own, 2);
            list.push(words.with("simulated-own", &[("own", own.into())]));
        }
        list.push(words.t("simulated-past"));
        if self.page.left_out > 0 {
            let arguments = [("stations", self.page.left_out.into())];
            list.push(words.with("simulated-left-out", &arguments));
        }
        let lists = vec![(words.t("list-assumptions"), list)];
        Section { id: "simulated", lists, ..Section::default() }
    }
}

/// Whether two parts that were given are one.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[cfg(test)]
mod tests;
