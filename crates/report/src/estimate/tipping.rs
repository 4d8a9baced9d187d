//! How different the missing stations would have to be to change a headline, in words.

use sanaq_estimate::quick_count::Tipping;

use super::{Work, dash};
use crate::{sheet::Section, table::Table};

impl Work<'_> {
    pub(super) fn tipping(&self) -> Option<Section> {
        let words = self.words;
        let lead = self.answer.tipping_point.as_ref();
        let all: Vec<&Tipping> =
            lead.into_iter().chain(&self.answer.threshold_tipping_points).collect();
        if all.is_empty() {
            return None;
        }
        let mut texts: Vec<String> =
            lead.into_iter().map(|tipping| self.tipping_sentence(tipping)).collect();
        texts.push(words.t("tipping-text"));
        let keys = ["headline", "#gap", "#difference", "#deviations", "allowance"];
        let mut table = Table::new(words, words.t("caption-tipping"), &keys);
        for tipping in all {
            let option = self.label(tipping.option.as_str());
            let headline = tipping.against.as_ref().map_or_else(
                || words.with("tipping-of-threshold", &[("option", option.clone().into())]),
                |against| {
                    let against = self.label(against.as_str());
                    let names = [("option", option.clone().into()), ("against", against.into())];
                    words.with("tipping-of-lead", &names)
                },
            );
            let within =
                if tipping.within_allowance { "within-allowance" } else { "beyond-allowance" };
            let deviations = tipping.deviations.filter(|_| possible(tipping));
            table.push([
                headline,
                words.signed(100.0 * tipping.gap, 2),
                if possible(tipping) {
                    words.points(tipping.difference)
                } else {
                    words.t("tipping-impossible")
                },
                deviations.map_or_else(dash, |deviations| words.decimal(deviations, 2)),
                words.t(within),
            ]);
        }
        Some(Section { id: "tipping", texts, tables: vec![table], ..Section::default() })
    }

    /// What it would take for the leader to lose its lead.
    pub(super) fn tipping_sentence(&self, tipping: &Tipping) -> String {
        let words = self.words;
        let against = tipping.against.as_ref();
        let against = against.map_or_else(dash, |against| self.label(against.as_str()));
        let mut arguments = vec![
            ("option", self.label(tipping.option.as_str()).into()),
            ("against", against.into()),
            ("missing", words.percent(tipping.missing).into()),
            ("points", words.decimal(100.0 * tipping.difference, 1).into()),
        ];
        let Some(deviations) = tipping.deviations else {
            let key = if possible(tipping) { "tipping-lead-only" } else { "tipping-never" };
            return words.with(key, &arguments);
        };
        arguments.push(("deviations", words.decimal(deviations, 2).into()));
        let key = if possible(tipping) { "tipping-lead" } else { "tipping-never" };
        words.with(key, &arguments)
    }
}

/// Whether stations can differ so much: a lead from what it is to the very opposite, a share from
/// nothing to everything.
fn possible(tipping: &Tipping) -> bool {
    let most = if tipping.against.is_some() { 1.0 + tipping.gap.abs() } else { 1.0 };
    tipping.difference <= most
}
