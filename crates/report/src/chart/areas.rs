//! Area by area: the excess of round percentages, anomalous votes, turnout and share.

use sanaq_forensics::AreaFinding;

use super::{
    Figure, WIDTH, key,
    rows::{self, start},
};
use crate::{
    svg::{Anchor, Scale, Svg, ticks},
    table::{Table, path},
    words::Words,
};

/// Areas that a chart shows; its table has all.
const SHOWN: usize = 25;
/// The height of a row.
const PITCH: f64 = 24.0;
const END: f64 = WIDTH - 66.0;
const TOP: f64 = 16.0;
/// An excess that comes about by chance less often is flagged.
const FLAGGED: f64 = 0.001;

/// One bar.
struct Bar<'a> {
    area: &'a str,
    value: f64,
    range: Option<(f64, f64)>,
    flagged: bool,
}

/// Whether an area's excess is beyond chance.
pub(crate) fn is_flagged(area: &AreaFinding) -> bool {
    area.integer_p_adjusted.is_some_and(|p| p < FLAGGED)
}

/// The charts that the areas allow, the last with the table of all.
pub(crate) fn areas(words: &Words, areas: &[AreaFinding], option: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    let by_z = areas.iter().filter_map(|area| {
        let flagged = is_flagged(area);
        Some(Bar { area: &area.area, value: area.integer_z?, range: None, flagged })
    });
    figures.extend(excess(words, by_z.collect()));
    let by_votes = areas.iter().filter_map(|area| {
        let votes = area.anomalous_votes?;
        let range = Some((votes.low, votes.high));
        Some(Bar { area: &area.area, value: votes.estimate, range, flagged: votes.low > 0.0 })
    });
    figures.extend(votes(words, by_votes.collect()));
    figures.extend(dots(words, areas, option));
    if let Some(last) = figures.last_mut() {
        last.table = Some(table(words, areas));
    }
    figures
}

fn excess(words: &Words, mut all: Vec<Bar<'_>>) -> Option<Figure> {
    let title = words.t("chart-areas-z-title");
    let number = |value: f64| words.signed(value, 1);
    let axis = words.t("axis-z");
    let svg = bars("chart-areas-z", &title, &mut all, (&axis, 1.0), &number, words)?;
    Some(Figure {
        title,
        texts: with_shown(words, words.t("chart-areas-z-text"), all.len()),
        legend: vec![
            key("peak", words.t("legend-area-flagged")),
            key("plain", words.t("legend-area-other")),
        ],
        svg: Some(svg),
        table: None,
    })
}

fn votes(words: &Words, mut all: Vec<Bar<'_>>) -> Option<Figure> {
    let title = words.t("chart-areas-votes-title");
    let number = |value: f64| words.rounded(value);
    let largest = all.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let (unit, axis) =
        if largest >= 1e4 { (1e3, "axis-votes-thousand") } else { (1.0, "axis-votes") };
    let axis = words.t(axis);
    let svg = bars("chart-areas-votes", &title, &mut all, (&axis, unit), &number, words)?;
    Some(Figure {
        title,
        texts: with_shown(words, words.t("chart-areas-votes-text"), all.len()),
        legend: vec![
            key("peak", words.t("legend-votes-flagged")),
            key("plain", words.t("legend-votes-other")),
        ],
        svg: Some(svg),
        table: None,
    })
}

fn with_shown(words: &Words, text: String, all: usize) -> Vec<String> {
    let mut texts = vec![text];
    if SHOWN < all {
        let arguments = [("shown", SHOWN.into()), ("all", all.into())];
        texts.push(words.with("chart-areas-shown", &arguments));
    }
    texts
}

/// Horizontal bars, the longest first; nothing without areas.
fn bars(
    id: &'static str,
    title: &str,
    all: &mut [Bar<'_>],
    (axis, unit): (&str, f64),
    number: &dyn Fn(f64) -> String,
    words: &Words,
) -> Option<String> {
    all.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.area.cmp(b.area)));
    let shown: Vec<&Bar<'_>> = all.iter().take(SHOWN).collect();
    let high = |bar: &&Bar<'_>| bar.range.map_or(bar.value, |(_, high)| high.max(bar.value));
    let low = |bar: &&Bar<'_>| bar.range.map_or(bar.value, |(low, _)| low.min(bar.value));
    let max = shown.iter().map(high).reduce(f64::max)?.max(1.0);
    let min = shown.iter().map(low).fold(0.0, f64::min);
    let x = Scale { from: min, to: max, start: start(shown.iter().map(|bar| bar.area)), end: END };
    let bottom = TOP + PITCH * shown.len() as f64;
    let mut svg = Svg::new(id, title.to_owned(), WIDTH, bottom + 60.0);
    for tick in ticks_between(min / unit, max / unit) {
        let at = x.at(tick * unit);
        svg.line("grid", (at, TOP), (at, bottom));
        svg.text("tick", (at, bottom + 21.0), Anchor::Middle, &words.whole(tick));
    }
    svg.text("label", (END, bottom + 50.0), Anchor::End, axis);
    for (row, bar) in shown.iter().enumerate() {
        let y = TOP + PITCH * row as f64;
        label(&mut svg, words, bar.area, (x.start, y));
        let (zero, end) = (x.at(0.0), x.at(bar.value));
        let class = if bar.flagged { "peak" } else { "plain" };
        svg.rect(class, (zero.min(end), y + 5.0), ((end - zero).abs(), PITCH - 10.0));
        let mut beside = zero.max(end);
        if let Some((low, high)) = bar.range {
            let middle = y + PITCH / 2.0;
            svg.line("range", (x.at(low), middle), (x.at(high), middle));
            beside = beside.max(x.at(high));
        }
        let at = (beside + 6.0, y + PITCH / 2.0 + 4.0);
        svg.text("value", at, Anchor::Start, &number(bar.value));
    }
    svg.line("axis", (x.at(0.0), TOP), (x.at(0.0), bottom));
    Some(svg.finish())
}

/// Round ticks on both sides of zero.
fn ticks_between(min: f64, max: f64) -> Vec<f64> {
    let steps = ticks(max - min, 5);
    let Some(step) = steps.get(1).copied() else { return vec![0.0] };
    let below = (1..=5u8).map(|at| -step * f64::from(at)).filter(|tick| min <= *tick);
    let above = (0..=5u8).map(|at| step * f64::from(at)).filter(|tick| *tick <= max);
    below.chain(above).collect()
}

/// The name of an area.
fn label(svg: &mut Svg, words: &Words, area: &str, (start, y): (f64, f64)) {
    let unknown = words.t("not-known");
    let area = if area.is_empty() { &unknown } else { area };
    rows::label(svg, area, (start, y + PITCH / 2.0 + 4.0));
}

/// Turnout and share of each area as two dots on a line.
fn dots(words: &Words, areas: &[AreaFinding], option: &str) -> Option<Figure> {
    let mut all: Vec<&AreaFinding> =
        areas.iter().filter(|area| area.turnout.is_some() || area.share.is_some()).collect();
    let order = |area: &AreaFinding| area.turnout.or(area.share).unwrap_or(0.0);
    all.sort_by(|a, b| order(b).total_cmp(&order(a)).then(a.area.cmp(&b.area)));
    if all.is_empty() {
        return None;
    }
    let title = words.with("chart-areas-dots-title", &[("option", option.into())]);
    let shown = all.len().min(SHOWN);
    let bottom = TOP + PITCH * shown as f64;
    let mut svg = Svg::new("chart-areas-dots", title.clone(), WIDTH, bottom + 30.0);
    let names = all.iter().take(SHOWN).map(|area| area.area.as_str());
    let x = Scale { from: 0.0, to: 100.0, start: start(names), end: END };
    for tens in 0..=10u8 {
        let at = x.at(f64::from(tens) * 10.0);
        svg.line("grid", (at, TOP), (at, bottom));
        let class = if tens % 2 == 0 { "tick" } else { "tick odd" };
        svg.text(class, (at, bottom + 21.0), Anchor::Middle, &(tens * 10).to_string());
    }
    for (row, area) in all.iter().take(SHOWN).enumerate() {
        let y = TOP + PITCH * row as f64;
        label(&mut svg, words, &area.area, (x.start, y));
        let place = |share: f64| (x.at((share * 100.0).min(100.0)), y + PITCH / 2.0);
        if let Some((turnout, share)) = area.turnout.zip(area.share) {
            svg.line("range", place(turnout), place(share));
        }
        if let Some(share) = area.share {
            svg.circle("dot-share", place(share), 5.0);
        }
        if let Some(turnout) = area.turnout {
            svg.circle("dot-turnout", place(turnout), 5.0);
        }
    }
    let share = words.with("legend-dot-share", &[("option", option.into())]);
    let arguments = [("shown", shown.into()), ("all", all.len().into())];
    let texts = if shown < all.len() {
        vec![words.with("chart-areas-shown", &arguments)]
    } else {
        Vec::new()
    };
    let legend = vec![key("dot-turnout", words.t("legend-dot-turnout")), key("dot-share", share)];
    Some(Figure { title, texts, legend, svg: Some(svg.finish()), table: None })
}

fn table(words: &Words, areas: &[AreaFinding]) -> Table {
    let columns = [
        "area",
        "#stations",
        "#registered",
        "#turnout",
        "#share",
        "#round",
        "#expected",
        "#z",
        "#p-adjusted",
        "#anomalous",
        "#low",
        "#high",
    ];
    let mut table = Table::new(words, words.t("caption-areas"), &columns);
    let dash = || "–".to_owned();
    for area in areas {
        let share = |share: Option<f64>| share.map_or_else(dash, |s| words.percent(s));
        let votes = area.anomalous_votes;
        let rounded = |value: Option<f64>| value.map_or_else(dash, |v| words.rounded(v));
        table.push([
            path(&area.area),
            words.count(area.stations),
            if area.registered > 0 { words.votes(area.registered) } else { dash() },
            share(area.turnout),
            share(area.share),
            words.whole(area.integer_observed),
            words.decimal(area.integer_mean, 1),
            area.integer_z.map_or_else(dash, |z| words.signed(z, 1)),
            area.integer_p_adjusted.map_or_else(dash, |p| words.chance(p)),
            rounded(votes.map(|v| v.estimate)),
            rounded(votes.map(|v| v.low)),
            rounded(votes.map(|v| v.high)),
        ]);
    }
    table
}
