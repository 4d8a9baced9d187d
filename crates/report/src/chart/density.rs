//! Stations by turnout and share: the cloud, and the tail of the comet where there is one.

use std::collections::BTreeMap;

use sanaq_forensics::{
    CleanZone, Examination,
    picture::{self, GRID},
};

use super::{Figure, Key, LEFT, Plot, key, without_turnout, zone_keys};
use crate::{
    svg::{Path, Scale, Svg},
    table::{Column, Table},
    words::Words,
};

/// Shades of the squares.
const SHADES: u32 = 8;
const CLASSES: [&str; 8] = ["d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"];
/// The side of a square.
const SIDE: f64 = 5.6;
/// Where the plot starts, below the strip of all turnouts.
const TOP: f64 = 96.0;
/// The height of the strips beside the plot.
const STRIP: f64 = 44.0;

/// The chart: columns are turnout, rows the share, from 0 %.
pub(crate) fn density(
    words: &Words,
    examination: &Examination<'_>,
    option: &str,
    zone: Option<&CleanZone>,
) -> Figure {
    let title = words.with("chart-density-title", &[("option", option.into())]);
    let stations = &examination.stations;
    let cells = picture::density(stations);
    let largest = cells.iter().copied().max().unwrap_or(0);
    if let Some(reason) = without_turnout(words, stations, largest > 0) {
        return Figure::none(words, title, reason);
    }
    Figure {
        texts: vec![words.t("chart-density-text")],
        legend: legend(words, largest, zone),
        svg: Some(draw(words, &cells, &title, option, zone)),
        table: Some(table(words, &cells)),
        title,
    }
}

fn draw(
    words: &Words,
    cells: &[u32],
    title: &str,
    option: &str,
    zone: Option<&CleanZone>,
) -> String {
    let length = SIDE * GRID as f64;
    let mut svg = Svg::new(
        "chart-density",
        title.to_owned(),
        LEFT + length + STRIP + 14.0,
        TOP + length + 60.0,
    );
    let plot = Plot {
        x: Scale { from: 0.0, to: 100.0, start: LEFT, end: LEFT + length },
        y: Scale { from: 0.0, to: 100.0, start: TOP + length, end: TOP },
    };
    plot.zone(&mut svg, zone);
    plot.percents_below(&mut svg, &words.t("axis-turnout"));
    let axis = words.with("axis-share", &[("option", option.into())]);
    plot.counts_left(&mut svg, words, "", 1.0);
    svg.text("label", (4.0, 20.0), crate::svg::Anchor::Start, &axis);
    let largest = cells.iter().copied().max().unwrap_or(0);
    for (shade, class) in (1..=SHADES).zip(CLASSES) {
        svg.path(class, &squares(cells, &plot, |n| shade_of(n, largest) == shade));
    }
    svg.path("observed", &strip_above(cells, &plot));
    svg.path("observed", &strip_beside(cells, &plot));
    plot.reach(&mut svg, zone);
    svg.finish()
}

/// The shade of a square, 0 for an empty one: each doubling counts alike.
fn shade_of(stations: u32, largest: u32) -> u32 {
    let Some(doublings) = stations.checked_ilog2() else { return 0 };
    let most = largest.max(2).ilog2().max(SHADES - 1);
    1 + doublings * (SHADES - 1) / most
}

/// Squares of one shade; neighbours in a row are drawn as one.
fn squares(cells: &[u32], plot: &Plot, wanted: impl Fn(u32) -> bool) -> Path {
    let mut path = Path::default();
    for (row, line) in cells.chunks(GRID).enumerate() {
        let y = plot.y.at((row + 1) as f64);
        let mut column = 0;
        for run in line.chunk_by(|a, b| wanted(*a) == wanted(*b)) {
            if run.first().is_some_and(|n| wanted(*n)) {
                path.rect(plot.x.at(column as f64), y, SIDE * run.len() as f64, SIDE);
            }
            column += run.len();
        }
    }
    path
}

fn strip_above(cells: &[u32], plot: &Plot) -> Path {
    let sums: Vec<u32> =
        (0..GRID).map(|column| cells.iter().skip(column).step_by(GRID).sum()).collect();
    let largest = f64::from(sums.iter().copied().max().unwrap_or(1).max(1));
    let mut path = Path::default();
    for (column, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
        let height = STRIP * f64::from(*sum) / largest;
        path.rect(plot.x.at(column as f64), TOP - 6.0 - height, SIDE - 0.6, height);
    }
    path
}

fn strip_beside(cells: &[u32], plot: &Plot) -> Path {
    let sums: Vec<u32> = cells.chunks(GRID).map(|line| line.iter().sum()).collect();
    let largest = f64::from(sums.iter().copied().max().unwrap_or(1).max(1));
    let mut path = Path::default();
    for (row, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
        let width = STRIP * f64::from(*sum) / largest;
        path.rect(plot.x.end + 6.0, plot.y.at((row + 1) as f64), width, SIDE - 0.6);
    }
    path
}

fn legend(words: &Words, largest: u32, zone: Option<&CleanZone>) -> Vec<Key> {
    // The shades' first and last counts, over the powers of two, where shades begin.
    let mut ranges: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for power in 0..=largest.max(1).ilog2() {
        let (first, last) = (1u32 << power, (2u64 << power) - 1);
        let last = u32::try_from(last).unwrap_or(u32::MAX).min(largest);
        let range = ranges.entry(shade_of(first, largest)).or_insert((first, last));
        range.1 = last;
    }
    let mut legend = vec![key("none", words.t("legend-density"))];
    for (shade, (first, last)) in ranges {
        let class = CLASSES.iter().zip(1..).find(|(_, n)| *n == shade).map_or("d1", |(c, _)| c);
        let count = |n: u32| words.votes(u64::from(n));
        let label = if first == last {
            count(first)
        } else {
            format!("{}–{}", count(first), count(last))
        };
        legend.push(key(class, label));
    }
    legend.extend(zone_keys(words, zone));
    legend
}

fn table(words: &Words, cells: &[u32]) -> Table {
    let mut table = Table::new(words, words.t("caption-density"), &["share"]);
    for tens in 0..10 {
        let label = format!("{}–{}", tens * 10, tens * 10 + 10);
        table.columns.push(Column { label, numeric: true });
    }
    for rows in (0..10usize).rev() {
        let mut line = vec![format!("{}–{}", rows * 10, rows * 10 + 10)];
        for columns in 0..10usize {
            let part = cells.chunks(GRID).skip(rows * 10).take(10);
            let sum: u32 = part.flat_map(|row| row.iter().skip(columns * 10).take(10)).sum();
            line.push(words.votes(u64::from(sum)));
        }
        table.rows.push(line);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_rise_with_the_stations_and_use_the_whole_range() {
        for largest in [1, 2, 7, 100, 1_000_000, u32::MAX] {
            let mut before = 0;
            for n in [0, 1, 2, 3, 4, 100, 1000, largest].into_iter().filter(|n| *n <= largest) {
                let shade = shade_of(n, largest);
                assert!(before <= shade && shade <= SHADES, "{n} of {largest}: {shade}");
                before = shade;
            }
        }
        assert_eq!(shade_of(1000, 1000), SHADES);
        assert_eq!(shade_of(1, 1), 1);
    }
}
