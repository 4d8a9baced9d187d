//! Which size to take, in sentences.

use sanaq_estimate::distribution::{normal_quantile, normal_upper};

use super::{Tried, Work};
use crate::{
    sheet::{Point, Said, Standing},
    words::Argument,
};

/// Standard errors of a coverage in so many draws below which it is not told from the level.
const NOISE: f64 = 2.0;

/// The same for each of several options: the lowest of many is low by chance alone. The chance
/// beyond [`NOISE`] standard errors, divided among the options.
fn noise(options: usize) -> f64 {
    normal_quantile(1.0 - normal_upper(NOISE) / options.max(1) as f64)
}

/// Intervals of single options that get a sentence each.
const NAMED: usize = 4;

impl Work<'_> {
    pub(super) fn said(&self) -> Said {
        let arrivals = self.arrivals();
        let mut points: Vec<Point> = Vec::new();
        for arrived in &arrivals {
            let trials = self.with_arrival(*arrived);
            points.extend(self.page.margin.map(|margin| self.reached(&trials, margin)));
            if self.page.margin.is_none() {
                points.extend(trials.iter().map(|tried| self.width(tried)));
            }
        }
        points.extend(self.about_coverage());
        points.extend(self.about_options());
        // What happens on a bad day decides: the fewest arrive last.
        let lead = points.get(self.leading(arrivals.len()));
        let (standing, lead) = lead.map_or_else(
            || (Standing::Silent, self.words.t("rehearsal-nothing")),
            |point| (point.standing, point.text.clone()),
        );
        let limits = self.words.t("rehearsal-limits");
        Said { id: "advice", standing, lead, facts: self.facts(), points, limits }
    }

    /// The point that is the headline: of a wanted margin with the fewest reports, else the first.
    fn leading(&self, arrivals: usize) -> usize {
        if self.page.margin.is_some() { arrivals.saturating_sub(1) } else { 0 }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let words = self.words;
        let Some(first) = self.page.trials.first() else { return Vec::new() };
        let figures = [
            ("fact-frame", words.count(first.found.frame)),
            ("fact-options", words.count(first.found.truth.len())),
            ("fact-draws", words.count(first.found.draws)),
            ("fact-level", words.level(self.page.level)),
        ];
        figures.map(|(key, figure)| (words.t(key), figure)).into()
    }

    fn arguments(&self, tried: &Tried<'_>) -> Vec<Argument<'static>> {
        let ours = &tried.found.ours;
        vec![
            ("stations", tried.found.size.into()),
            ("arrives", self.arrives(tried.arrival.arrived).into()),
            ("points", self.words.points(ours.mean_half_width).into()),
            ("coverage", self.words.percent(ours.mean_coverage).into()),
        ]
    }

    /// The smallest size whose interval is narrow enough and holds.
    fn reached(&self, trials: &[Tried<'_>], margin: f64) -> Point {
        let words = self.words;
        let enough = |tried: &&Tried<'_>| {
            let ours = &tried.found.ours;
            ours.mean_half_width <= margin && self.holds(tried) && tried.found.refused == 0
        };
        let wanted: Argument<'_> = ("margin", words.points(margin).into());
        if let Some(tried) = trials.iter().find(enough) {
            let mut arguments = self.arguments(tried);
            arguments.push(wanted);
            let text = words.with("size-reaches", &arguments);
            return Point { standing: Standing::Said, text, section: "sizes" };
        }
        let arguments = trials.last().map(|tried| self.arguments(tried)).unwrap_or_default();
        let arguments: Vec<_> = arguments.into_iter().chain([wanted]).collect();
        let narrow = trials.last().is_some_and(|tried| {
            tried.found.ours.mean_half_width <= margin && tried.found.refused == 0
        });
        let text = words.with(if narrow { "size-unheld" } else { "size-none" }, &arguments);
        Point { standing: Standing::Open, text, section: "sizes" }
    }

    fn width(&self, tried: &Tried<'_>) -> Point {
        let standing = if self.holds(tried) { Standing::Said } else { Standing::Open };
        let text = self.words.with("size-width", &self.arguments(tried));
        Point { standing, text, section: "sizes" }
    }

    /// Whether the intervals held the truth as often as they promise, as far as the draws can tell:
    /// on the mean, and those of each option.
    fn holds(&self, tried: &Tried<'_>) -> bool {
        tried.found.ours.mean_coverage >= self.bound(tried, NOISE) && self.seldom(tried).is_empty()
    }

    /// The coverage that is so many standard errors below the level.
    fn bound(&self, tried: &Tried<'_>, noise: f64) -> f64 {
        let level = self.page.level;
        let draws = tried.found.draws.max(1) as f64;
        level - noise * (level * (1.0 - level) / draws).sqrt()
    }

    /// The options whose interval held the truth less often than promised, with how often.
    fn seldom<'t>(&self, tried: &'t Tried<'_>) -> Vec<(&'t str, f64)> {
        let coverage = &tried.found.ours.coverage;
        let bound = self.bound(tried, noise(coverage.len()));
        let low = coverage.iter().filter(|(_, held)| **held < bound);
        low.map(|(option, held)| (option.as_str(), *held)).collect()
    }

    /// Which option was held less often than promised in which trial, the worst first.
    fn about_options(&self) -> Vec<Point> {
        let words = self.words;
        let trials = self.page.trials.iter();
        let mut seldom: Vec<(&Tried<'_>, &str, f64)> = trials
            .flat_map(|tried| {
                self.seldom(tried).into_iter().map(move |(option, held)| (tried, option, held))
            })
            .collect();
        seldom.sort_by(|a, b| a.2.total_cmp(&b.2));
        let point = |text: String| Point { standing: Standing::Open, text, section: "truths" };
        let mut points: Vec<Point> = seldom
            .iter()
            .take(NAMED)
            .map(|(tried, option, held)| {
                let option = self.label(option);
                point(words.with(
                    "option-seldom",
                    &[
                        ("stations", tried.found.size.into()),
                        ("arrives", self.arrives(tried.arrival.arrived).into()),
                        ("option", option.into()),
                        ("coverage", words.percent(*held).into()),
                        ("level", words.level(self.page.level).into()),
                    ],
                ))
            })
            .collect();
        let more = seldom.len().saturating_sub(NAMED);
        if more > 0 {
            points.push(point(words.with("options-seldom-more", &[("more", more.into())])));
        }
        points
    }

    /// Where the intervals held too seldom, and how it is with the naive ones.
    fn about_coverage(&self) -> Vec<Point> {
        let words = self.words;
        let trials = || self.page.trials.iter();
        let too_seldom = trials().filter(|tried| !self.holds(tried)).count();
        let all = trials().count();
        let least =
            |pick: fn(&Tried<'_>) -> f64| words.percent(trials().map(pick).fold(1.0, f64::min));
        let arguments = [
            ("all", all.into()),
            ("seldom", too_seldom.into()),
            ("least", least(|tried| tried.found.ours.mean_coverage).into()),
            ("worst", least(|tried| tried.found.ours.worst_coverage).into()),
            ("naive", least(|tried| tried.found.naive.mean_coverage).into()),
        ];
        let standing = if too_seldom == 0 { Standing::Said } else { Standing::Open };
        let key = if too_seldom == 0 { "coverage-holds" } else { "coverage-seldom" };
        let text = words.with(key, &arguments);
        if all == 0 { Vec::new() } else { vec![Point { standing, text, section: "compared" }] }
    }
}
