//! Who leads, who passes, who sits.

use super::{Work, dash};
use crate::{
    chart::{self, Bar, Bench, Figure, Intervals, key},
    sheet::Section,
    table::Table,
};

/// Whole allocations that are listed.
const LISTED: usize = 5;

impl Work<'_> {
    /// The seats of the whole house.
    pub(super) fn house(&self) -> u32 {
        let likeliest = self.answer.allocations.first();
        likeliest.map_or(0, |likeliest| likeliest.seats.values().sum())
    }

    /// The parliament with ranges.
    pub(super) fn seats(&self) -> Option<Section> {
        let words = self.words;
        let likeliest = self.answer.allocations.first()?;
        let mut rows = Vec::new();
        for (at, option) in self.answer.options.iter().enumerate() {
            let Some(seats) = option.seats.as_ref() else { continue };
            let modal = likeliest.seats.get(&option.id).copied().unwrap_or(0);
            rows.push((at, option.id.as_str(), modal, seats));
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.2, row.3.high)));
        let caption = words.t("caption-house");
        let keys = ["option", "#likeliest", "#median", "#from", "#to"];
        let mut table = Table::new(words, caption, &keys);
        let count = |seats: u32| words.votes(u64::from(seats));
        for (_, id, modal, seats) in &rows {
            let numbers = [*modal, seats.median, seats.low, seats.high];
            let [modal, median, low, high] = numbers.map(count);
            table.push([self.label(id), modal, median, low, high]);
        }
        let bars = rows.iter().filter(|(_, _, modal, seats)| 0 < (*modal).max(seats.high));
        let bars = bars.map(|(at, id, modal, seats)| Bar {
            name: self.label(id),
            color: self.color(*at, id),
            value: f64::from(*modal),
            low: f64::from(seats.low),
            high: f64::from(seats.high),
            text: count(*modal),
            range: format!("{} – {}", count(seats.low), count(seats.high)),
            ..Bar::default()
        });
        let bars: Vec<Bar> = bars.collect();
        let benches = rows.iter().map(|(at, id, modal, _)| Bench {
            name: self.label(id),
            color: self.color(*at, id),
            seats: *modal,
            text: count(*modal),
        });
        let house = self.likeliest_house(&benches.collect::<Vec<_>>(), likeliest.probability);
        let figures = vec![house, self.ranges(&bars, table)];
        let tables = vec![self.allocations()];
        Some(Section { id: "seats", figures, tables, ..Section::default() })
    }

    /// The likeliest parliament as it would sit.
    fn likeliest_house(&self, benches: &[Bench], chance: f64) -> Figure {
        let words = self.words;
        let title = words.t("chart-house-title");
        let seats = self.house();
        let arguments = [
            ("seats", seats.into()),
            ("majority", (seats / 2 + 1).into()),
            ("chance", words.percent(chance).into()),
        ];
        let texts = vec![words.with("chart-house-text", &arguments)];
        let middle = words.votes(u64::from(seats));
        let (svg, legend) = chart::house(&title, &middle, benches).unzip();
        Figure { title, texts, legend: legend.unwrap_or_default(), svg, table: None }
    }

    /// Each list's seats with their range, as bars.
    fn ranges(&self, bars: &[Bar], table: Table) -> Figure {
        let words = self.words;
        let title = words.t("chart-seat-ranges-title");
        let axis = words.t("column-seats");
        let drawing = Intervals { id: "chart-seat-ranges", title: &title, axis: &axis, bars };
        let level = [("level", words.level(self.answer.level).into())];
        Figure {
            svg: chart::intervals(words, &drawing),
            legend: vec![key("allowed", words.with("legend-seats-range", &level))],
            texts: vec![words.t("chart-seat-ranges-text")],
            table: Some(table),
            title,
        }
    }

    fn allocations(&self) -> Table {
        let words = self.words;
        let arguments = [("draws", self.answer.draws.into())];
        let caption = words.with("caption-allocations", &arguments);
        let mut table = Table::new(words, caption, &["allocation", "#chance"]);
        for allocation in self.answer.allocations.iter().take(LISTED) {
            let mut seats: Vec<_> = allocation.seats.iter().filter(|(_, n)| **n > 0).collect();
            seats.sort_by(|a, b| b.1.cmp(a.1).then(a.0.as_str().cmp(b.0.as_str())));
            let seats = seats.into_iter();
            let seats = seats.map(|(id, n)| {
                format!("{} {}", self.label(id.as_str()), words.votes(u64::from(*n)))
            });
            let text = seats.collect::<Vec<_>>().join(&words.t("list-separator"));
            table.push([text, words.percent(allocation.probability)]);
        }
        table
    }

    /// The chances of the most votes, of a majority and of passing the threshold.
    pub(super) fn leader(&self) -> Option<Section> {
        let words = self.words;
        let answer = self.answer;
        let passes = answer.options.iter().any(|option| option.threshold_probability.is_some());
        let elected = !answer.majority.is_empty();
        let mut keys = vec!["option", "#most-votes"];
        keys.extend(elected.then_some("#elected"));
        keys.extend(passes.then_some("#passes"));
        let arguments = [("draws", answer.draws.into())];
        let caption = words.with("caption-leader", &arguments);
        let mut table = Table::new(words, caption, &keys);
        let chance = |list: &[sanaq_estimate::quick_count::Chance], id| {
            let found = list.iter().find(|chance| chance.id == id);
            words.odds(found.map_or(0.0, |chance| chance.probability))
        };
        let mut options: Vec<_> = answer.options.iter().filter(|o| o.share.is_some()).collect();
        let share = |o: &&sanaq_estimate::quick_count::OptionAnswer| {
            o.share.map_or(0.0, |share| share.estimate)
        };
        options.sort_by(|a, b| share(b).total_cmp(&share(a)));
        for option in options {
            let id = &option.id;
            let mut cells = vec![self.label(id.as_str()), chance(&answer.winner, id.clone())];
            cells.extend(elected.then(|| chance(&answer.majority, id.clone())));
            if passes {
                cells.push(option.threshold_probability.map_or_else(dash, |p| words.odds(p)));
            }
            table.rows.push(cells);
        }
        let known = !answer.winner.is_empty();
        let texts = vec![words.t("leader-text")];
        known.then(|| Section { id: "leader", texts, tables: vec![table], ..Section::default() })
    }
}
