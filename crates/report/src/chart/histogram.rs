//! Stations by turnout or result in steps of 0.2 %, against the band of the null model.

use sanaq_forensics::{
    Percentage, Variable,
    picture::{BINS, Histogram},
};

use super::{Figure, Plot, WIDTH, key};
use crate::{
    svg::{Anchor, Path, Svg},
    table::Table,
    words::Words,
};

/// Bins to a percent.
const STEPS: usize = 5;
/// Half the width of the band that holds 99 % of a normal.
const BAND: f64 = 2.576;
/// A whole percentage stands out from this excess in standard deviations: by chance one of the 101
/// does in one chart of forty.
const STANDS_OUT: f64 = 3.5;
/// With fewer stations a bar says nothing.
const FEWEST: f64 = 10.0;
/// Peaks that are named above their bars.
const NAMED: usize = 7;
/// Named peaks are this many percents apart, and on narrow screens so many.
const APART: usize = 4;
const APART_NARROW: usize = 8;

/// One bar that stands out.
struct Peak {
    percent: usize,
    observed: f64,
    excess: f64,
}

/// The chart of a histogram of `option`'s result, or of turnout; `percentages` are those of the
/// test, the largest excess first.
pub(crate) fn histogram(
    words: &Words,
    histogram: &Histogram,
    option: &str,
    percentages: &[Percentage],
) -> Figure {
    let title = histogram_title(words, histogram.variable, option);
    let (id, axis) = match histogram.variable {
        Variable::Result => {
            ("chart-result", words.with("axis-share", &[("option", option.into())]))
        }
        Variable::Turnout | Variable::Either => ("chart-turnout", words.t("axis-turnout")),
    };
    let peaks = peaks(histogram);
    let mut svg = Svg::new(id, title.clone(), WIDTH, 350.0);
    let high = |at: usize| {
        let observed = value(&histogram.observed, at);
        observed.max(value(&histogram.mean, at) + BAND * value(&histogram.sd, at))
    };
    let max = (0..BINS).map(high).fold(1.0, f64::max);
    let plot = Plot::of_percents(40.0, 290.0, max * 1.04);
    plot.percents_below(&mut svg, &axis);
    plot.counts_left(&mut svg, words, &words.t("axis-stations"), 1.0);
    svg.path("observed", &bars(histogram, &plot, |at| !is_peak(&peaks, at)));
    svg.path("band", &band(histogram, &plot));
    svg.path("mean", &mean(histogram, &plot));
    svg.path("peak", &bars(histogram, &plot, |at| is_peak(&peaks, at)));
    name_peaks(&mut svg, &plot, &peaks);
    let mut texts = vec![words.with("chart-peaks-text", &[("peaks", peaks.len().into())])];
    texts.extend(carrying(words, percentages, &peaks));
    Figure {
        title,
        texts,
        legend: vec![
            key("observed", words.t("legend-observed")),
            key("peak", words.t("legend-peak")),
            key("mean", words.t("legend-mean")),
            key("band", words.t("legend-band")),
        ],
        svg: Some(svg.finish()),
        table: Some(table(words, histogram)),
    }
}

/// What the chart of a variable is called, whether or not there is anything to draw.
pub(crate) fn histogram_title(words: &Words, variable: Variable, option: &str) -> String {
    match variable {
        Variable::Result => words.with("chart-result-title", &[("option", option.into())]),
        Variable::Turnout | Variable::Either => words.t("chart-turnout-title"),
    }
}

fn value(column: &[f64], at: usize) -> f64 {
    column.get(at).copied().unwrap_or(0.0)
}

/// The whole percentages that stand out, the largest excess first: above the mean, and as far above
/// the bars beside them. Near a narrow mode all bars may lie above the band together, since the
/// null model spreads each station once more around its own share.
fn peaks(histogram: &Histogram) -> Vec<Peak> {
    let excess = |at: usize| value(&histogram.observed, at) - value(&histogram.mean, at);
    let one = |percent: usize| {
        let at = percent * STEPS;
        let beside = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)];
        let beside: Vec<f64> =
            beside.into_iter().flatten().filter(|at| *at < BINS).map(excess).collect();
        let around = beside.iter().sum::<f64>() / beside.len().max(1) as f64;
        let (observed, own) = (value(&histogram.observed, at), excess(at));
        let least = STANDS_OUT * value(&histogram.sd, at);
        let stands_out = least < own && least < own - around && FEWEST <= observed;
        stands_out.then_some(Peak { percent, observed, excess: own })
    };
    let mut peaks: Vec<Peak> = (0..=100).filter_map(one).collect();
    peaks.sort_by(|a, b| b.excess.total_cmp(&a.excess).then(a.percent.cmp(&b.percent)));
    peaks
}

/// The percentages that stand out and carry most of the test's excess, in a sentence.
fn carrying(words: &Words, percentages: &[Percentage], peaks: &[Peak]) -> Option<String> {
    let stands_out = |p: &&Percentage| {
        p.mean < p.observed && peaks.iter().any(|peak| peak.percent == usize::from(p.percent))
    };
    let one = |p: &Percentage| {
        let excess = words.signed((p.observed - p.mean).round(), 0);
        format!("{} ({excess})", words.whole_percent(p.percent))
    };
    let list: Vec<String> = percentages.iter().filter(stands_out).take(NAMED).map(one).collect();
    let arguments = [("list", list.join(&words.t("list-separator")).into())];
    (!list.is_empty()).then(|| words.with("peaks-carry", &arguments))
}

fn is_peak(peaks: &[Peak], at: usize) -> bool {
    peaks.iter().any(|peak| peak.percent * STEPS == at)
}

/// The edges of a bin, in percents.
fn edges(at: usize) -> (f64, f64) {
    let middle = at as f64 / STEPS as f64;
    ((middle - 0.1).max(0.0), (middle + 0.1).min(100.0))
}

fn bars(histogram: &Histogram, plot: &Plot, shown: impl Fn(usize) -> bool) -> Path {
    let mut path = Path::default();
    for at in (0..BINS).filter(|at| shown(*at)) {
        let observed = value(&histogram.observed, at);
        if observed > 0.0 {
            let (left, right) = edges(at);
            let (x, y) = (plot.x.at(left), plot.y.at(observed));
            path.rect(x, y, plot.x.at(right) - x, plot.y.start - y);
        }
    }
    path
}

fn band(histogram: &Histogram, plot: &Plot) -> Path {
    let mut path = Path::default();
    let edge = |at: usize, sign: f64| {
        let y = value(&histogram.mean, at) + sign * BAND * value(&histogram.sd, at);
        (plot.x.at(at as f64 / STEPS as f64), plot.y.at(y.max(0.0)))
    };
    for at in 0..BINS {
        let (x, y) = edge(at, 1.0);
        path.to(x, y);
    }
    for at in (0..BINS).rev() {
        let (x, y) = edge(at, -1.0);
        path.to(x, y);
    }
    path.close();
    path
}

fn mean(histogram: &Histogram, plot: &Plot) -> Path {
    let mut path = Path::default();
    for (at, mean) in histogram.mean.iter().enumerate() {
        path.to(plot.x.at(at as f64 / STEPS as f64), plot.y.at(*mean));
    }
    path
}

fn name_peaks(svg: &mut Svg, plot: &Plot, peaks: &[Peak]) {
    let (mut named, mut named_narrow): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let apart = |named: &[usize], percent: usize, least: usize| {
        named.iter().all(|other| least <= other.abs_diff(percent))
    };
    for Peak { percent, observed, .. } in peaks {
        if named.len() == NAMED || !apart(&named, *percent, APART) {
            continue;
        }
        named.push(*percent);
        let everywhere = apart(&named_narrow, *percent, APART_NARROW);
        if everywhere {
            named_narrow.push(*percent);
        }
        let at = (plot.x.at(*percent as f64), plot.y.at(*observed) - 5.0);
        let class = if everywhere { "named" } else { "named odd" };
        svg.text(class, at, Anchor::Middle, &percent.to_string());
    }
}

fn table(words: &Words, histogram: &Histogram) -> Table {
    let columns = ["percent", "#observed", "#expected", "#band", "#z", "#between"];
    let mut table = Table::new(words, words.t("caption-peaks"), &columns);
    for percent in 0..=100usize {
        let at = percent * STEPS;
        let observed = value(&histogram.observed, at);
        let (mean, sd) = (value(&histogram.mean, at), value(&histogram.sd, at));
        let between: f64 = (at + 1..at + STEPS).map(|at| value(&histogram.observed, at)).sum();
        if observed + between < 1.0 && mean < 0.5 {
            continue;
        }
        let (low, high) = ((mean - BAND * sd).max(0.0), mean + BAND * sd);
        let z = if sd > 0.0 { words.signed((observed - mean) / sd, 1) } else { "–".to_owned() };
        table.push([
            percent.to_string(),
            words.whole(observed),
            words.decimal(mean, 1),
            format!("{}–{}", words.whole(low), words.whole(high)),
            z,
            words.whole(between),
        ]);
    }
    table
}
