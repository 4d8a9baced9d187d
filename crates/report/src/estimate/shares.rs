//! The options' shares as a chart and a table, turnout and invalid ballots.

use sanaq_estimate::{
    Interval,
    quick_count::{OptionAnswer, threshold_share},
};

use super::{Work, dash};
use crate::{
    chart::{self, Bar, Figure, Intervals, key},
    number, page,
    sheet::Section,
    table::{Column, Table},
    words::Argument,
};

/// Options that get a row of the chart; the table has all.
const SHOWN: usize = 20;

impl Work<'_> {
    pub(super) fn shares(&self) -> Section {
        let mut section =
            Section { id: "shares", figures: vec![self.share_chart()], ..Section::default() };
        if self.answer.options.iter().any(|option| option.share.is_none()) {
            section.texts.push(self.words.t("shares-silent"));
        }
        section
    }

    fn share_chart(&self) -> Figure {
        let words = self.words;
        let whole = [("whole", self.whole().into())];
        let title = words.with("chart-shares-title", &whole);
        let mut rows: Vec<(usize, &OptionAnswer, Interval)> = Vec::new();
        for (at, option) in self.answer.options.iter().enumerate() {
            rows.extend(option.share.map(|share| (at, option, share)));
        }
        rows.sort_by(|a, b| b.2.estimate.total_cmp(&a.2.estimate));
        let bars = rows.iter().take(SHOWN).map(|(at, option, share)| self.bar(*at, option, *share));
        let bars: Vec<Bar> = bars.collect();
        let axis = words.with("axis-percent-of", &whole);
        let drawing = Intervals { id: "chart-shares", title: &title, axis: &axis, bars: &bars };
        let level = [("level", words.level(self.answer.level).into())];
        let mut legend = vec![
            key("allowed", words.with("legend-allowed", &level)),
            key("bare", words.t("legend-bare")),
        ];
        if bars.iter().any(|bar| bar.announced.is_some()) {
            legend.push(key("announced", words.t("legend-announced")));
        }
        let mut thresholds: Vec<f64> = bars.iter().filter_map(|bar| bar.threshold).collect();
        thresholds.sort_by(f64::total_cmp);
        thresholds.dedup_by(|a, b| a.total_cmp(b).is_eq());
        if !thresholds.is_empty() {
            let each = thresholds.iter().map(|own| format!("{}\u{a0}%", words.decimal(*own, 0)));
            let each = each.collect::<Vec<_>>().join(", ");
            legend.push(key(
                "threshold",
                words.with("legend-threshold", &[("threshold", each.into())]),
            ));
        }
        let mut texts = vec![words.t("chart-shares-text")];
        texts.extend(self.at_any_time(&rows));
        if SHOWN < rows.len() {
            let counts = [("shown", SHOWN.into()), ("all", rows.len().into())];
            texts.push(words.with("chart-options-shown", &counts));
        }
        Figure {
            svg: chart::intervals(words, &drawing),
            table: Some(self.share_table(&rows)),
            title,
            texts,
            legend,
        }
    }

    /// The intervals that hold however often one looks, where they were asked for.
    fn at_any_time(&self, rows: &[(usize, &OptionAnswer, Interval)]) -> Option<String> {
        let each = rows.iter().filter_map(|(_, option, _)| {
            let [_, low, high] = self.ends(option.anytime?);
            Some(format!("{} — {low} – {high}", self.label(option.id.as_str())))
        });
        let each: Vec<String> = each.collect();
        let level = ("level", self.words.level(self.answer.level).into());
        let intervals = ("intervals", each.join("; ").into());
        (!each.is_empty()).then(|| self.words.with("shares-anytime", &[level, intervals]))
    }

    /// A share and the ends of its interval, for a table.
    fn fine(&self, share: Interval) -> [String; 3] {
        let decimals = number::telling(share.low, share.high, 2);
        let percent = |share: f64| number::percent(share, decimals, self.words.language);
        [share.estimate, share.low, share.high].map(percent)
    }

    /// The colour of the option at a place of the ballot.
    pub(super) fn color(&self, at: usize, id: &str) -> String {
        let own = page::option(self.page.election, id).and_then(|option| option.color.as_deref());
        chart::color(at, own)
    }

    fn bar(&self, at: usize, option: &OptionAnswer, share: Interval) -> Bar {
        let [estimate, low, high] = self.numbers(share);
        let points =
            |ends: sanaq_estimate::quick_count::Ends| (100.0 * ends.low, 100.0 * ends.high);
        Bar {
            name: self.label(option.id.as_str()),
            color: self.color(at, option.id.as_str()),
            value: 100.0 * share.estimate,
            low: 100.0 * share.low,
            high: 100.0 * share.high,
            bare: option.without_allowance.map(points),
            announced: self.announced(option.id.as_str()),
            threshold: self.threshold(option).map(|share| 100.0 * share),
            text: format!("{estimate}\u{a0}%"),
            range: format!("{low} – {high}"),
        }
    }

    /// The announced share of an option, in percent.
    fn announced(&self, id: &str) -> Option<f64> {
        let own = self.page.announced.iter().find(|(own, _)| own == id);
        own.map(|(_, share)| 100.0 * share)
    }

    /// The share that the law asks of an option that its chance was computed for.
    fn threshold(&self, option: &OptionAnswer) -> Option<f64> {
        option.threshold_probability?;
        let rules = &self.page.election?.contest.rules;
        let known = page::option(self.page.election, option.id.as_str())?;
        let share = threshold_share(rules.threshold.as_ref()?, known);
        Some(share.num() as f64 / share.den() as f64)
    }

    fn share_table(&self, rows: &[(usize, &OptionAnswer, Interval)]) -> Table {
        let words = self.words;
        let caption = words.with("caption-shares", &[("whole", self.whole().into())]);
        let keys = ["option", "#share", "#from", "#to", "#from-bare", "#to-bare"];
        let mut table = Table::new(words, caption, &keys);
        let any = |has: fn(&OptionAnswer) -> bool| rows.iter().any(|(_, option, _)| has(option));
        let odds = any(|option| option.threshold_probability.is_some());
        let ratio = any(|option| option.ratio.is_some());
        let anytime = any(|option| option.anytime.is_some());
        let others: Vec<&str> = ["valid", "cast", "registered"]
            .into_iter()
            .filter(|of| rows.iter().any(|(_, option, _)| option.of.contains_key(of)))
            .collect();
        let mut column = |label: String| table.columns.push(Column { label, numeric: true });
        for of in &others {
            let whole: Argument<'_> = ("whole", words.t(&format!("whole-{of}")).into());
            column(words.with("column-of", &[whole]));
        }
        let more = [("column-passes", odds), ("column-ratio", ratio), ("column-anytime", anytime)];
        for (key, _) in more.iter().filter(|(_, shown)| *shown) {
            column(words.t(key));
        }
        let range = |share: Option<Interval>| {
            share.map_or_else(dash, |share| {
                let [estimate, low, high] = self.ends(share);
                format!("{estimate} ({low} – {high})")
            })
        };
        for (_, option, share) in rows {
            let bare = option.without_allowance.map(|bare| words.fine_ends(bare.low, bare.high));
            let mut cells = vec![self.label(option.id.as_str())];
            cells.extend(self.fine(*share));
            cells.extend(bare.unwrap_or_else(|| [dash(), dash()]));
            cells.extend(others.iter().map(|of| range(option.of.get(of).copied())));
            if odds {
                cells.push(option.threshold_probability.map_or_else(dash, |p| words.odds(p)));
            }
            cells.extend(ratio.then(|| range(option.ratio)));
            cells.extend(anytime.then(|| range(option.anytime)));
            table.rows.push(cells);
        }
        table
    }

    /// Turnout and invalid ballots.
    pub(super) fn participation(&self) -> Option<Section> {
        let words = self.words;
        let keys = ["what", "#share", "#from", "#to", "#from-bare", "#to-bare", "#stations"];
        let mut table = Table::new(words, words.t("caption-participation"), &keys);
        let figures =
            [("column-turnout", self.answer.turnout), ("row-invalid", self.answer.invalid_share)];
        for (key, figure) in figures {
            let Some(figure) = figure else { continue };
            let [share, low, high] = self.fine(figure.interval);
            let bare = figure.without_allowance;
            let [bare_low, bare_high] = words.fine_ends(bare.low, bare.high);
            let stations = words.count(figure.stations);
            table.push([words.t(key), share, low, high, bare_low, bare_high, stations]);
        }
        let known = !table.rows.is_empty();
        known.then(|| Section { id: "participation", tables: vec![table], ..Section::default() })
    }
}
