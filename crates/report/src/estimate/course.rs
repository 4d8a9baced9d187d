//! Estimate by estimate: how the figures came to what they are.

use sanaq_estimate::Interval;

use super::{Earlier, Work, dash};
use crate::{
    chart::{self, Figure, Lines, Point, Series},
    sheet::Section,
    table::{Column, Table},
};

/// Options that get a line of the chart; the table has all.
const SHOWN: usize = 6;

impl Work<'_> {
    pub(super) fn course(&self) -> Option<Section> {
        if self.page.earlier.is_empty() {
            return None;
        }
        let words = self.words;
        let runs = self.runs();
        let title = words.t("chart-course-title");
        let mut order: Vec<(usize, &str, f64)> = Vec::new();
        for (at, option) in self.answer.options.iter().enumerate() {
            order.extend(option.share.map(|share| (at, option.id.as_str(), share.estimate)));
        }
        order.sort_by(|a, b| b.2.total_cmp(&a.2));
        let shown = order.iter().take(SHOWN);
        let series: Vec<Series> = shown.map(|(at, id, _)| self.series(&runs, *at, id)).collect();
        let (across, up) = (words.t("axis-used"), words.t("axis-percent"));
        let drawing = Lines {
            id: "chart-course",
            title: &title,
            across: &across,
            up: &up,
            most: 100.0,
            from_zero: false,
            mark: None,
            series: &series,
        };
        let mut texts = vec![words.t("chart-course-text")];
        if SHOWN < order.len() {
            let counts = [("shown", SHOWN.into()), ("all", order.len().into())];
            texts.push(words.with("chart-options-shown", &counts));
        }
        if runs.iter().any(|run| run.shares.is_empty()) {
            texts.push(words.t("course-silent"));
        }
        let (svg, legend) = chart::lines(words, &drawing).unzip();
        let table = Some(self.course_table(&runs, &order));
        let legend = legend.unwrap_or_default();
        let figure = Figure { title, texts, legend, svg, table };
        Some(Section { id: "course", figures: vec![figure], ..Section::default() })
    }

    /// All answers by the number of stations, this one last among equals.
    fn runs(&self) -> Vec<Earlier> {
        let now = Earlier {
            stations: self.answer.stations.used,
            shares: {
                let options = self.answer.options.iter();
                options.filter_map(|o| Some((o.id.to_string(), o.share?))).collect()
            },
        };
        let mut runs = self.page.earlier.clone();
        runs.push(now);
        runs.sort_by_key(|run| run.stations);
        runs
    }

    fn series(&self, runs: &[Earlier], at: usize, id: &str) -> Series {
        let points = runs.iter().filter_map(|run| {
            let share = of(run, id)?;
            Some(Point {
                across: run.stations as f64,
                up: 100.0 * share.estimate,
                range: Some((100.0 * share.low, 100.0 * share.high)),
            })
        });
        let points = points.collect();
        Series { name: self.label(id), color: Some(self.color(at, id)), points }
    }

    fn course_table(&self, runs: &[Earlier], order: &[(usize, &str, f64)]) -> Table {
        let words = self.words;
        let mut table = Table::new(words, words.t("caption-course"), &["option"]);
        for run in runs {
            let arguments = [("stations", run.stations.into())];
            let label = words.with("column-run", &arguments);
            table.columns.push(Column { label, numeric: true });
        }
        for (_, id, _) in order {
            let mut cells = vec![self.label(id)];
            cells.extend(runs.iter().map(|run| {
                of(run, id).map_or_else(dash, |share| {
                    let [estimate, low, high] = self.ends(share);
                    format!("{estimate} ({low} – {high})")
                })
            }));
            table.rows.push(cells);
        }
        table
    }
}

/// An option's share in a run.
fn of(run: &Earlier, id: &str) -> Option<Interval> {
    run.shares.iter().find(|(option, _)| option == id).map(|(_, share)| *share)
}
