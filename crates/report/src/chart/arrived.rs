//! What is in of each stratum: an empty bar for the stations drawn, a full one for those in.

use sanaq_estimate::quick_count::StratumArrival;

use super::{
    Figure, WIDTH, key,
    rows::{self, start},
};
use crate::{
    svg::{Anchor, Scale, Svg, ticks},
    table::{Table, path},
    words::Words,
};

/// Strata that the chart shows; its table has all.
const SHOWN: usize = 25;
const PITCH: f64 = 26.0;
const TOP: f64 = 14.0;
const END: f64 = WIDTH - 140.0;

/// The chart with the table of all strata, those with the most missing voters first.
pub(crate) fn arrived(words: &Words, strata: &[StratumArrival]) -> Figure {
    let title = words.t("chart-arrived-title");
    let mut all: Vec<&StratumArrival> = strata.iter().collect();
    let missing = |stratum: &StratumArrival| {
        let sampled = f64::from(stratum.sampled.max(1));
        stratum.voters * (1.0 - f64::from(stratum.used.min(stratum.sampled)) / sampled)
    };
    all.sort_by(|a, b| missing(b).total_cmp(&missing(a)).then(a.stratum.cmp(&b.stratum)));
    let mut texts = vec![words.t("chart-arrived-text")];
    if SHOWN < all.len() {
        let arguments = [("shown", SHOWN.into()), ("all", all.len().into())];
        texts.push(words.with("chart-arrived-shown", &arguments));
    }
    let shown = all.get(..SHOWN.min(all.len())).unwrap_or_default();
    Figure {
        svg: (!shown.is_empty()).then(|| draw(words, &title, shown)),
        legend: vec![
            key("plain", words.t("legend-drawn")),
            key("observed", words.t("legend-arrived")),
        ],
        table: Some(table(words, &all)),
        title,
        texts,
    }
}

/// What to call a stratum: one without a name is the country as a whole.
fn called(words: &Words, stratum: &StratumArrival) -> String {
    if stratum.stratum.is_empty() { words.t("whole-country") } else { path(&stratum.stratum) }
}

fn draw(words: &Words, title: &str, strata: &[&StratumArrival]) -> String {
    let names: Vec<String> = strata.iter().map(|stratum| called(words, stratum)).collect();
    let most = strata.iter().map(|stratum| stratum.sampled).max().unwrap_or(0).max(1);
    let start = start(names.iter().map(String::as_str));
    let x = Scale { from: 0.0, to: f64::from(most), start, end: END };
    let bottom = TOP + PITCH * strata.len() as f64;
    let mut svg = Svg::new("chart-arrived", title.to_owned(), WIDTH, bottom + 58.0);
    for (nth, tick) in ticks(f64::from(most), 5).into_iter().enumerate() {
        let at = x.at(tick);
        svg.line("grid", (at, TOP), (at, bottom));
        let class = if nth % 2 == 0 { "tick" } else { "tick odd" };
        svg.text(class, (at, bottom + 21.0), Anchor::Middle, &words.whole(tick));
    }
    svg.text("label", (END, bottom + 50.0), Anchor::End, &words.t("axis-stations"));
    for (row, (stratum, name)) in strata.iter().zip(&names).enumerate() {
        let y = TOP + PITCH * row as f64 + 4.0;
        rows::label(&mut svg, name, (start, y + PITCH - 13.0));
        let (drawn, used) = (x.at(f64::from(stratum.sampled)), x.at(f64::from(stratum.used)));
        svg.rect("observed", (start, y), (used - start, PITCH - 8.0));
        svg.rect("plain", (start, y), (drawn - start, PITCH - 8.0));
        let text = [stratum.used, stratum.sampled].map(|count| words.votes(u64::from(count)));
        let at = (drawn + 8.0, y + PITCH - 13.0);
        svg.text("value", at, Anchor::Start, &text.join(" / "));
    }
    svg.finish()
}

fn table(words: &Words, strata: &[&StratumArrival]) -> Table {
    let columns = ["stratum", "#in-frame", "#drawn", "#arrived", "#part", "#voters"];
    let mut table = Table::new(words, words.t("caption-arrived"), &columns);
    for stratum in strata {
        let count = |stations: u32| words.votes(u64::from(stations));
        let part = f64::from(stratum.used) / f64::from(stratum.sampled);
        table.push([
            called(words, stratum),
            count(stratum.frame),
            count(stratum.sampled),
            count(stratum.used),
            if stratum.sampled == 0 { "–".to_owned() } else { words.percent(part) },
            words.percent(stratum.voters),
        ]);
    }
    table
}
