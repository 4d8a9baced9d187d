//! Figures with their intervals, one row for each option: a bar up to the figure, below it a thick
//! line for the whole interval and a thin one for what it would be without the allowance.

use super::{
    WIDTH,
    rows::{self, start},
};
use crate::{
    svg::{Anchor, Path, Scale, Svg, ticks},
    words::Words,
};

const TOP: f64 = 14.0;
/// The height of a row, and what stands where inside it.
const PITCH: f64 = 46.0;
const BAR: f64 = 18.0;
const THICK: f64 = 7.0;
const THIN: f64 = 2.5;
/// The room right of the plot: for the interval on wide screens, for the figure on narrow ones.
const END: f64 = WIDTH - 112.0;

/// The drawing as a whole.
pub(crate) struct Intervals<'a> {
    pub(crate) id: &'static str,
    pub(crate) title: &'a str,
    pub(crate) axis: &'a str,
    pub(crate) bars: &'a [Bar],
}

/// One row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bar {
    pub(crate) name: String,
    /// Checked by the caller.
    pub(crate) color: String,
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The interval without the allowance.
    pub(crate) bare: Option<(f64, f64)>,
    /// What was announced.
    pub(crate) announced: Option<f64>,
    /// What the law asks for.
    pub(crate) threshold: Option<f64>,
    /// The figure, and its interval, in the reader's numbers.
    pub(crate) text: String,
    pub(crate) range: String,
}

/// The drawing; nothing without rows.
pub(crate) fn intervals(words: &Words, chart: &Intervals<'_>) -> Option<String> {
    let bars = chart.bars;
    let reach = |bar: &Bar| {
        let beside = bar.threshold.unwrap_or(0.0).max(bar.announced.unwrap_or(0.0));
        bar.high.max(bar.value).max(beside)
    };
    let max = bars.iter().map(reach).reduce(f64::max)?.max(1e-9);
    let start = start(bars.iter().map(|bar| bar.name.as_str()));
    let x = Scale { from: 0.0, to: max, start, end: END };
    let bottom = TOP + PITCH * bars.len() as f64;
    let mut svg = Svg::new(chart.id, chart.title.to_owned(), WIDTH, bottom + 58.0);
    for (nth, tick) in ticks(max, 5).into_iter().enumerate() {
        let at = x.at(tick);
        svg.line("grid", (at, TOP), (at, bottom));
        let class = if nth % 2 == 0 { "tick" } else { "tick odd" };
        svg.text(class, (at, bottom + 21.0), Anchor::Middle, &words.whole(tick));
    }
    svg.text("label", (END, bottom + 50.0), Anchor::End, chart.axis);
    for (row, bar) in bars.iter().enumerate() {
        draw(&mut svg, bar, x, TOP + PITCH * row as f64);
    }
    svg.line("axis", (x.start, TOP), (x.start, bottom));
    Some(svg.finish())
}

fn draw(svg: &mut Svg, bar: &Bar, x: Scale, top: f64) {
    let y = top + 6.0;
    rows::label(svg, &bar.name, (x.start, y + BAR - 4.0));
    let value = x.at(bar.value);
    svg.colored(&bar.color, (x.start, y), (value - x.start, BAR));
    let below = y + BAR + 2.0;
    let width = |low: f64, high: f64| (x.at(high) - x.at(low)).max(1.5);
    svg.rect("allowed", (x.at(bar.low), below), (width(bar.low, bar.high), THICK));
    if let Some((low, high)) = bar.bare {
        svg.rect("bare", (x.at(low), below + THICK + 1.5), (width(low, high), THIN));
    }
    svg.line("estimate", (value, y - 1.0), (value, below + THICK + THIN + 1.5));
    if let Some(threshold) = bar.threshold {
        let at = x.at(threshold);
        svg.line("threshold", (at, top), (at, top + PITCH));
    }
    if let Some(announced) = bar.announced {
        let (at, middle) = (x.at(announced), y + BAR / 2.0);
        let mut mark = Path::default();
        mark.begin(at, middle - 7.0);
        for (x, y) in [(at + 6.0, middle), (at, middle + 7.0), (at - 6.0, middle)] {
            mark.to(x, y);
        }
        mark.close();
        svg.path("announced", &mark);
    }
    let reached = bar.high.max(bar.value).max(bar.announced.unwrap_or(0.0));
    let beside = x.at(reached) + 10.0;
    svg.text("value strong", (beside, y + BAR - 4.0), Anchor::Start, &bar.text);
    svg.text("value wide", (beside, y + BAR + 13.0), Anchor::Start, &bar.range);
}
