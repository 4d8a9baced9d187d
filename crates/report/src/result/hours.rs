//! Turnout by hour: heads counted at the door, what commissions said there, what was announced.

use super::{Hour, ResultPage};
use crate::{
    chart::{self, Figure, Lines, Point, Series},
    sheet::Section,
    table::Table,
    words::Words,
};

pub(super) fn section(page: &ResultPage<'_>, words: &Words) -> Option<Section> {
    if page.hours.is_empty() {
        return None;
    }
    let title = words.t("chart-hours-title");
    let series = series(&page.hours, words);
    let (across, up) = (words.t("axis-hour"), words.t("axis-percent"));
    let drawing = Lines {
        id: "chart-hours",
        title: &title,
        across: &across,
        up: &up,
        most: 100.0,
        from_zero: true,
        mark: None,
        series: &series,
    };
    let (svg, legend) = chart::lines(words, &drawing).unzip();
    let figure = Figure {
        texts: vec![words.t("chart-hours-text")],
        legend: legend.unwrap_or_default(),
        svg,
        table: Some(table(&page.hours, words)),
        title,
    };
    Some(Section { id: "hours", figures: vec![figure], ..Section::default() })
}

fn series(hours: &[Hour], words: &Words) -> Vec<Series> {
    let line = |key: &str, of: &dyn Fn(&Hour) -> Option<f64>| {
        let points = hours.iter().filter_map(|hour| {
            let up = 100.0 * of(hour)?;
            Some(Point { across: f64::from(hour.minute) / 60.0, up, range: None })
        });
        Series { name: words.t(key), color: None, points: points.collect() }
    };
    let mut drawn = vec![
        line("series-counted", &|hour| hour.counted),
        line("series-said", &|hour| hour.said),
        line("series-announced", &|hour| hour.announced),
    ];
    drawn.retain(|series| !series.points.is_empty());
    drawn
}

fn table(hours: &[Hour], words: &Words) -> Table {
    let keys = ["hour", "#stations", "#counted", "#said", "#announced"];
    let mut table = Table::new(words, words.t("caption-hours"), &keys);
    let percent = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |p| words.percent(p));
    for hour in hours {
        table.push([
            clock(hour.minute),
            words.count(hour.stations),
            percent(hour.counted),
            percent(hour.said),
            percent(hour.announced),
        ]);
    }
    table
}

/// A time of day; after midnight the clock begins anew.
fn clock(minute: i32) -> String {
    let minute = minute.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_the_hour_after_23() {
        let times = [420, 1_380, 1_440, 1_500].map(clock);
        assert_eq!(times, ["07:00", "23:00", "00:00", "01:00"]);
    }
}
