//! The tables of a rehearsal.

use sanaq_estimate::rehearse::Score;

use super::Work;
use crate::{
    sheet::Section,
    table::{Column, Table},
};

impl Work<'_> {
    /// Sizes by arrival, ours beside the naive and the collapsed ratio.
    pub(super) fn size_table(&self) -> Table {
        let words = self.words;
        let keys = [
            "size",
            "arrives",
            "#arrived-part",
            "#held-ours",
            "#worst",
            "#half-width",
            "#bias",
            "#wrong",
            "#held-naive",
            "#half-naive",
            "#held-collapsed",
            "#half-collapsed",
        ];
        let mut table = Table::new(words, words.t("caption-sizes"), &keys);
        for arrived in self.arrivals() {
            for tried in self.with_arrival(arrived) {
                let found = tried.found;
                let (naive, collapsed) = (&found.naive, &found.collapsed);
                table.push([
                    words.count(found.size),
                    self.arrives(arrived),
                    words.percent(found.arrived),
                    words.percent(found.ours.mean_coverage),
                    words.percent(found.ours.worst_coverage),
                    words.points(found.ours.mean_half_width),
                    words.signed(100.0 * largest_bias(&found.ours), 2),
                    self.statements(&found.ours),
                    words.percent(naive.mean_coverage),
                    words.points(naive.mean_half_width),
                    words.percent(collapsed.mean_coverage),
                    words.points(collapsed.mean_half_width),
                ]);
            }
        }
        table
    }

    /// Wrong statements about thresholds, of all that were made.
    fn statements(&self, score: &Score) -> String {
        let said = score.threshold_statements;
        format!("{} / {}", self.words.count(said.wrong), self.words.count(said.made))
    }

    /// All methods, one table for each trial.
    pub(super) fn compared(&self) -> Section {
        let words = self.words;
        let mut tables = Vec::new();
        for arrived in self.arrivals() {
            for tried in self.with_arrival(arrived) {
                let found = tried.found;
                let arguments =
                    [("stations", found.size.into()), ("arrives", self.arrives(arrived).into())];
                let caption = words.with("caption-compared", &arguments);
                let keys =
                    ["method", "#held-ours", "#worst", "#half-width", "#error", "#wrong", "#brier"];
                let mut table = Table::new(words, caption, &keys);
                let methods: [(&str, &Score); 5] = [
                    ("method-ours", &found.ours),
                    ("method-bare", &found.without_allowance),
                    ("method-collapsed", &found.collapsed),
                    ("method-quickcountmx", &found.quickcountmx),
                    ("method-naive", &found.naive),
                ];
                for (key, score) in methods {
                    table.push([
                        words.t(key),
                        words.percent(score.mean_coverage),
                        words.percent(score.worst_coverage),
                        words.points(score.mean_half_width),
                        words.points(score.mean_error),
                        self.statements(score),
                        words.decimal(score.threshold_statements.brier, 3),
                    ]);
                }
                tables.push(table);
            }
        }
        let texts = vec![words.t("compared-text")];
        let more = tables.split_off(tables.len().min(1));
        Section { id: "compared", texts, tables, more, ..Section::default() }
    }

    /// Each option's truth, and in each trial how often it was held and by how much it was missed.
    pub(super) fn truths(&self) -> Section {
        let words = self.words;
        let mut table = Table::new(words, words.t("caption-truths"), &["option", "#truth"]);
        let arrivals = self.arrivals();
        let trials: Vec<_> =
            arrivals.iter().flat_map(|arrived| self.with_arrival(*arrived)).collect();
        for tried in &trials {
            let arguments = [
                ("stations", tried.found.size.into()),
                ("arrives", self.arrives(tried.arrival.arrived).into()),
            ];
            let label = words.with("column-trial", &arguments);
            table.columns.push(Column { label, numeric: true });
        }
        let truth = self.page.trials.first().map(|tried| &tried.found.truth);
        for (id, truth) in truth.into_iter().flatten() {
            let mut cells = vec![self.label(id), words.fine_percent(*truth)];
            cells.extend(trials.iter().map(|tried| {
                let ours = &tried.found.ours;
                let held = ours.coverage.get(id).copied().unwrap_or(f64::NAN);
                let bias = ours.bias.get(id).copied().unwrap_or(f64::NAN);
                format!("{}; {}", words.percent(held), words.signed(100.0 * bias, 2))
            }));
            table.rows.push(cells);
        }
        let texts = vec![words.t("truths-text")];
        Section { id: "truths", texts, tables: vec![table], ..Section::default() }
    }
}

/// The bias that is farthest from zero.
fn largest_bias(score: &Score) -> f64 {
    let all = score.bias.values().copied();
    all.fold(0.0, |largest: f64, bias| if bias.abs() > largest.abs() { bias } else { largest })
}
