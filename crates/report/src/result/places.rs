//! The country on a map: where what was announced is what was seen, and where nobody looked.

use super::ResultPage;
use crate::{
    chart::{self, Figure, Land},
    map::AreaSeen,
    sheet::Section,
    table::{Table, path},
    words::Words,
};

pub(super) fn section(page: &ResultPage<'_>, words: &Words) -> Option<Section> {
    let announced = page.areas.iter().any(|own| own.compared > 0);
    let lands: Vec<Land<'_>> = page.areas.iter().map(|own| land(own, announced, words)).collect();
    let title = words.t(if announced { "chart-map-title" } else { "chart-map-seen-title" });
    let svg = chart::map("chart-map", &title, &page.outlines, &lands)?;
    let text = if announced { "chart-map-text" } else { "chart-map-seen-text" };
    let legend = if announced {
        [
            "legend-map-none",
            "legend-map-same",
            "legend-map-few",
            "legend-map-some",
            "legend-map-many",
        ]
    } else {
        ["legend-seen-none", "legend-seen-few", "legend-seen-some", "legend-seen-many", ""]
    };
    let classes = if announced { DIFFERING } else { SEEN };
    let keys = classes.iter().zip(legend).filter(|(_, own)| !own.is_empty());
    let figure = Figure {
        texts: vec![words.t(text)],
        legend: keys.map(|(class, own)| chart::key(class, words.t(own))).collect(),
        svg: Some(svg),
        table: Some(table(&page.areas, words)),
        title,
    };
    Some(Section { id: "places", figures: vec![figure], ..Section::default() })
}

/// Nobody looked; all the same; up to a tenth, up to a quarter, more of them differ.
const DIFFERING: [&str; 5] = ["unseen", "d1", "d3", "d5", "d7"];
/// None, up to a tenth, up to a half, more of the stations were observed.
const SEEN: [&str; 5] = ["unseen", "d2", "d4", "d6", ""];

fn land<'a>(own: &'a AreaSeen, announced: bool, words: &Words) -> Land<'a> {
    let (part, whole) =
        if announced { (own.differing, own.compared) } else { (own.observed, own.stations) };
    // How much of it is a shade stronger.
    let beyond = |most: usize| usize::from(part * most > whole);
    let class = match (announced, part, whole) {
        (_, _, 0) | (false, 0, _) => 0,
        (true, 0, _) => 1,
        (true, ..) => 2 + beyond(10) + beyond(4),
        (false, ..) => 1 + beyond(10) + beyond(2),
    };
    let classes = if announced { DIFFERING } else { SEEN };
    let label = format!("{} / {}", words.count(part), words.count(whole));
    let class = classes.get(class).copied().unwrap_or_default();
    Land { name: &own.area, middle: own.middle, class, label }
}

fn table(areas: &[AreaSeen], words: &Words) -> Table {
    let keys = ["area", "#stations", "#observed-there", "#compared", "#differing"];
    let mut table = Table::new(words, words.t("caption-places"), &keys);
    for own in areas {
        let [stations, observed, compared, differing] =
            [own.stations, own.observed, own.compared, own.differing].map(|n| words.count(n));
        table.push([path(&own.area), stations, observed, compared, differing]);
    }
    table
}
