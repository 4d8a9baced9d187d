//! Figures along an axis, one line for each series, with its name at its end. Shapes and dashes
//! tell lines apart where colours do not.

use super::{Key, WIDTH, key, palette::color};
use crate::{
    svg::{Anchor, Path, Scale, Svg, ticks_within},
    table::shortened,
    words::Words,
};

const LEFT: f64 = 76.0;
/// Names stand right of the plot.
const RIGHT: f64 = WIDTH - 190.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 330.0;
/// Between the names of two lines, and between two numbers of the axis below, on narrow screens.
const APART: f64 = 27.0;
const BESIDE: f64 = 74.0;
const WIDE: usize = 20;
const NARROW: usize = 14;
const DASHES: [&str; 4] = ["s1", "s2", "s3", "s4"];
/// The shapes in legends, in the order of [`marker`].
const SHAPES: [&str; 5] = ["●", "■", "▲", "◆", "▼"];

/// The drawing as a whole.
pub(crate) struct Lines<'a> {
    pub(crate) id: &'static str,
    pub(crate) title: &'a str,
    /// The names of the axes.
    pub(crate) across: &'a str,
    pub(crate) up: &'a str,
    /// Where the upright axis may end at most, and whether it starts at zero.
    pub(crate) most: f64,
    pub(crate) from_zero: bool,
    /// A figure that a line marks.
    pub(crate) mark: Option<f64>,
    pub(crate) series: &'a [Series],
}

/// One line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) color: Option<String>,
    pub(crate) points: Vec<Point>,
}

/// One point with its interval.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub(crate) across: f64,
    pub(crate) up: f64,
    pub(crate) range: Option<(f64, f64)>,
}

impl Series {
    fn paint(&self, index: usize) -> String {
        color(index, self.color.as_deref())
    }
}

/// The drawing with its legend; nothing without points.
pub(crate) fn lines(words: &Words, chart: &Lines<'_>) -> Option<(String, Vec<Key>)> {
    let (x, y) = scales(chart)?;
    let mut svg = Svg::new(chart.id, chart.title.to_owned(), WIDTH, BOTTOM + 60.0);
    upright(&mut svg, words, chart, y);
    below(&mut svg, words, chart, x);
    if let Some(mark) = chart.mark {
        svg.line("threshold", (LEFT, y.at(mark)), (RIGHT, y.at(mark)));
    }
    for (index, series) in chart.series.iter().enumerate() {
        draw(&mut svg, series, index, (x, y));
    }
    names(&mut svg, chart.series, y);
    let legend = chart.series.iter().enumerate().map(|(index, series)| {
        let shape = SHAPES.get(index % SHAPES.len()).copied().unwrap_or("●");
        Key {
            color: Some(series.paint(index)),
            ..key("list", format!("{shape} {}", shortened(&series.name, 48)))
        }
    });
    let legend = legend.collect();
    Some((svg.finish(), legend))
}

fn scales(chart: &Lines<'_>) -> Option<(Scale, Scale)> {
    let points = || chart.series.iter().flat_map(|series| &series.points);
    let low = |point: &Point| point.range.map_or(point.up, |(low, _)| low.min(point.up));
    let high = |point: &Point| point.range.map_or(point.up, |(_, high)| high.max(point.up));
    let marked = chart.mark.into_iter();
    let top = points().map(high).chain(marked.clone()).reduce(f64::max)?;
    let bottom = points().map(low).chain(marked).reduce(f64::min)?;
    let first = points().map(|point| point.across).reduce(f64::min)?;
    let last = points().map(|point| point.across).reduce(f64::max)?;
    let room = (0.08 * (top - bottom)).max(0.01 * top.abs()).max(1e-6);
    let from = if chart.from_zero { 0.0 } else { (bottom - room).max(0.0) };
    let to = (top + room).min(chart.most.max(top));
    let side = (0.06 * (last - first)).max(0.01 * last.abs()).max(1e-6);
    let x = Scale { from: first - side, to: last + side, start: LEFT, end: RIGHT };
    Some((x, Scale { from, to, start: BOTTOM, end: TOP }))
}

fn upright(svg: &mut Svg, words: &Words, chart: &Lines<'_>, y: Scale) {
    let ticks = ticks_within(y.from, y.to, 5);
    let step = ticks.iter().zip(ticks.iter().skip(1)).map(|(a, b)| b - a).next().unwrap_or(1.0);
    let decimals = [1.0, 0.1, 0.01].iter().position(|unit| step >= unit * 0.999).unwrap_or(3);
    for tick in ticks {
        let at = y.at(tick);
        svg.line("grid", (LEFT, at), (RIGHT, at));
        let text = words.decimal(tick, decimals);
        svg.text("tick", (LEFT - 8.0, at + 4.0), Anchor::End, &text);
    }
    svg.text("label", (4.0, TOP - 18.0), Anchor::Start, chart.up);
}

/// The axis below has a number at each figure that occurs, as far as they fit.
fn below(svg: &mut Svg, words: &Words, chart: &Lines<'_>, x: Scale) {
    svg.line("axis", (LEFT, BOTTOM), (RIGHT, BOTTOM));
    let points = chart.series.iter().flat_map(|series| &series.points);
    let mut all: Vec<f64> = points.map(|point| point.across).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    let mut before = f64::INFINITY;
    for value in all.into_iter().rev() {
        let at = x.at(value);
        svg.line("grid", (at, BOTTOM), (at, BOTTOM + 6.0));
        if BESIDE <= before - at {
            before = at;
            svg.text("tick", (at, BOTTOM + 25.0), Anchor::Middle, &words.whole(value));
        }
    }
    svg.text("label", (RIGHT, BOTTOM + 54.0), Anchor::End, chart.across);
}

fn draw(svg: &mut Svg, series: &Series, index: usize, (x, y): (Scale, Scale)) {
    let color = series.paint(index);
    let mut path = Path::default();
    // Lines with the same figures across stand a little beside each other.
    let shift = 3.0 * (index % 3) as f64 - 3.0;
    for point in &series.points {
        path.to(x.at(point.across) + shift, y.at(point.up));
    }
    for point in &series.points {
        if let Some((low, high)) = point.range {
            let at = x.at(point.across) + shift;
            svg.line("range", (at, y.at(low)), (at, y.at(high)));
        }
    }
    svg.stroked(&color, DASHES.get(index % DASHES.len()).copied().unwrap_or("s1"), &path);
    for point in &series.points {
        svg.filled(&color, &marker(index, x.at(point.across) + shift, y.at(point.up)));
    }
}

fn marker(index: usize, x: f64, y: f64) -> Path {
    let corners: &[(f64, f64)] = match index % SHAPES.len() {
        // An octagon is round enough at this size.
        0 => &[
            (-2.3, -5.5),
            (2.3, -5.5),
            (5.5, -2.3),
            (5.5, 2.3),
            (2.3, 5.5),
            (-2.3, 5.5),
            (-5.5, 2.3),
            (-5.5, -2.3),
        ],
        1 => &[(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)],
        2 => &[(0.0, -6.5), (6.0, 4.5), (-6.0, 4.5)],
        3 => &[(0.0, -7.0), (6.5, 0.0), (0.0, 7.0), (-6.5, 0.0)],
        _ => &[(0.0, 6.5), (6.0, -4.5), (-6.0, -4.5)],
    };
    let mut path = Path::default();
    for (dx, dy) in corners {
        path.to(x + dx, y + dy);
    }
    path.close();
    path
}

/// The names at the ends of their lines, pushed apart where they would cover each other.
fn names(svg: &mut Svg, all: &[Series], y: Scale) {
    let last = |series: &Series| series.points.last().map(|point| y.at(point.up));
    let mut places: Vec<(f64, &str)> =
        all.iter().filter_map(|series| Some((last(series)?, series.name.as_str()))).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut before = f64::NEG_INFINITY;
    for (place, _) in &mut places {
        *place = place.max(before + APART);
        before = *place;
    }
    // What was pushed below the plot goes up again.
    let mut under = BOTTOM + APART;
    for (place, _) in places.iter_mut().rev() {
        *place = place.min(under - APART);
        under = *place;
    }
    for (place, name) in places {
        let at = (RIGHT + 10.0, place + 5.0);
        svg.text("value wide", at, Anchor::Start, &shortened(name, WIDE));
        svg.text("value narrow", at, Anchor::Start, &shortened(name, NARROW));
    }
}
