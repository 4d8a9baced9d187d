//! Votes for the option and for all others by turnout: S. Shpilkin's picture.

use sanaq_forensics::{AnomalousVotes, CleanZone, Examination, picture};

use super::{Figure, Plot, WIDTH, key, without_turnout, zone_keys};
use crate::{
    svg::{Path, Svg},
    table::Table,
    words::Words,
};

/// What the option's votes are compared with.
#[derive(Clone, Copy)]
pub(crate) struct Reference<'a> {
    /// The reference stations, where they were found.
    pub(crate) zone: Option<&'a CleanZone>,
    /// The estimate whose share at the reference stations predicts the option's votes.
    pub(crate) estimate: Option<&'a AnomalousVotes>,
    /// Whether what lies above the prediction can be told from none.
    pub(crate) filled: bool,
}

/// The chart of votes for the option and for all others.
pub(crate) fn turnout(
    words: &Words,
    examination: &Examination<'_>,
    option: &str,
    reference: &Reference<'_>,
) -> Figure {
    let title = words.with("chart-votes-title", &[("option", option.into())]);
    let stations = &examination.stations;
    let bins = picture::votes_by_turnout(stations);
    let drawn = stations.has_register && bins.iter().any(|(votes, others)| votes + others > 0.0);
    if let Some(reason) = without_turnout(words, stations, drawn) {
        return Figure::none(words, title, reason);
    }
    let ratio = reference.estimate.and_then(|a| a.clean_share).and_then(ratio_of);
    let mut legend = vec![
        key("option", words.with("legend-option", &[("option", option.into())])),
        key("others", words.t("legend-others")),
    ];
    let mut texts = vec![words.t("chart-votes-text")];
    if let Some(ratio) = ratio {
        let ratio = words.decimal(ratio, 3);
        legend.push(key("scaled", words.with("legend-scaled", &[("ratio", ratio.into())])));
    }
    let fill = ratio.and_then(|_| reference.estimate?.estimate).filter(|_| reference.filled);
    if let Some(estimate) = fill {
        legend.push(key("anomalous", words.t("legend-anomalous")));
        let estimate = words.rounded(estimate);
        texts.push(words.with("chart-votes-fill", &[("estimate", estimate.into())]));
    }
    legend.extend(zone_keys(words, reference.zone));
    let svg = draw(words, &bins, &title, ratio, reference);
    let table = Some(table(words, &bins, ratio));
    Figure { title, texts, legend, svg: Some(svg), table }
}

fn draw(
    words: &Words,
    bins: &[(f64, f64)],
    title: &str,
    ratio: Option<f64>,
    reference: &Reference<'_>,
) -> String {
    let max = bins.iter().fold(1.0, |max: f64, (votes, others)| {
        max.max(*votes).max(*others).max(ratio.unwrap_or(0.0) * others)
    });
    let mut svg = Svg::new("chart-votes", title.to_owned(), WIDTH, 390.0);
    let plot = Plot::of_percents(40.0, 330.0, max * 1.04);
    plot.zone(&mut svg, reference.zone);
    plot.percents_below(&mut svg, &words.t("axis-turnout"));
    let (unit, label) = unit(max);
    plot.counts_left(&mut svg, words, &words.t(label), unit);
    if let Some(ratio) = ratio {
        if reference.filled {
            svg.path("anomalous", &between(bins, &plot, ratio));
        }
        svg.path("scaled", &curve(bins, &plot, |(_, others)| ratio * others));
    }
    svg.path("others", &curve(bins, &plot, |(_, others)| others));
    svg.path("option", &curve(bins, &plot, |(votes, _)| votes));
    plot.reach(&mut svg, reference.zone);
    svg.finish()
}

/// The option's votes for each vote for others, from its share.
fn ratio_of(share: f64) -> Option<f64> {
    (share < 1.0).then(|| share / (1.0 - share))
}

fn unit(max: f64) -> (f64, &'static str) {
    if max >= 1e7 {
        (1e6, "axis-votes-million")
    } else if max >= 1e4 {
        (1e3, "axis-votes-thousand")
    } else {
        (1.0, "axis-votes")
    }
}

/// Bins are drawn at their middle.
fn middle(plot: &Plot, at: usize) -> f64 {
    plot.x.at(at as f64 + 0.5)
}

fn curve(bins: &[(f64, f64)], plot: &Plot, value: impl Fn((f64, f64)) -> f64) -> Path {
    let mut path = Path::default();
    for (at, bin) in bins.iter().enumerate() {
        path.to(middle(plot, at), plot.y.at(value(*bin)));
    }
    path
}

/// The area where the option has more than the others predict.
fn between(bins: &[(f64, f64)], plot: &Plot, ratio: f64) -> Path {
    let mut path = Path::default();
    for (at, (votes, others)) in bins.iter().enumerate() {
        path.to(middle(plot, at), plot.y.at(votes.max(ratio * others)));
    }
    for (at, (_, others)) in bins.iter().enumerate().rev() {
        path.to(middle(plot, at), plot.y.at(ratio * others));
    }
    path.close();
    path
}

fn table(words: &Words, bins: &[(f64, f64)], ratio: Option<f64>) -> Table {
    let columns: &[&str] = match ratio {
        Some(_) => &["turnout", "#votes", "#others", "#scaled", "#anomalous"],
        None => &["turnout", "#votes", "#others"],
    };
    let mut table = Table::new(words, words.t("caption-votes"), columns);
    for (at, (votes, others)) in bins.iter().enumerate() {
        if votes + others < 1.0 {
            continue;
        }
        let mut row = vec![format!("{at}–{}", at + 1), words.whole(*votes), words.whole(*others)];
        if let Some(ratio) = ratio {
            row.push(words.whole(ratio * others));
            row.push(words.whole(votes - ratio * others));
        }
        table.rows.push(row);
    }
    table
}
