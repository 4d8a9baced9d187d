//! Incidents, in sums only: nobody is to be found out by them.

use super::ResultPage;
use crate::{
    sheet::Section,
    table::{Table, name},
    words::Words,
};

/// Smaller numbers are not said: what one person saw at one place points to that person.
const LEAST: usize = 3;

pub(super) fn section(page: &ResultPage<'_>, words: &Words) -> Option<Section> {
    if page.incidents.is_empty() {
        return None;
    }
    let keys = ["kind", "#reports", "#stations"];
    let mut table = Table::new(words, words.t("caption-incidents"), &keys);
    let count = |count: usize| {
        if count < LEAST {
            words.with("fewer-than", &[("least", LEAST.into())])
        } else {
            words.count(count)
        }
    };
    for kind in &page.incidents {
        table.push([name(&kind.label), count(kind.reports), count(kind.stations)]);
    }
    let texts = vec![words.t("incidents-text")];
    Some(Section { id: "incidents", texts, tables: vec![table], ..Section::default() })
}
