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
            table.push([
                headline,
                words.signed(100.0 * tipping.gap, 2),
                words.points(tipping.difference),
                tipping.deviations.map_or_else(dash, |deviations| words.decimal(deviations, 2)),
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
            return words.with("tipping-lead-only", &arguments);
        };
        arguments.push(("deviations", words.decimal(deviations, 2).into()));
        // From the lead as it is no more than to the very opposite.
        let possible = tipping.difference <= 1.0 + tipping.gap.abs();
        let key = if possible { "tipping-lead" } else { "tipping-never" };
        words.with(key, &arguments)
    }
}
