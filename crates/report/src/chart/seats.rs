//! Seats as announced and with the anomalous votes removed, as two stacked bars.

use super::{
    Figure, Key, WIDTH,
    palette::{color, is_dark},
};
use crate::{
    page::{SeatsNote, SeatsRow, SeatsTable},
    svg::{Anchor, Svg},
    table::{Table, name, plain, shortened},
    words::Words,
};

const LEFT: f64 = 4.0;
const LENGTH: f64 = WIDTH - 2.0 * LEFT;
const HEIGHT: f64 = 46.0;
/// Segments at least this wide carry their number.
const NUMBERED: f64 = 34.0;

/// The chart; nothing to draw without seats.
pub(crate) fn seats(words: &Words, table: &SeatsTable) -> Figure {
    let title = words.t("chart-seats-title");
    let total: u32 = table.rows.iter().map(|row| row.seats_announced).sum();
    let known = table.rows.iter().any(|row| row.seats_without.is_some());
    let mut svg = Svg::new("chart-seats", title.clone(), WIDTH, if known { 176.0 } else { 96.0 });
    let unit = LENGTH / f64::from(total.max(1));
    svg.text("label", (LEFT, 20.0), Anchor::Start, &words.t("seats-announced"));
    bar(&mut svg, table, 28.0, unit, |row| row.seats_announced);
    if known {
        svg.text("label", (LEFT, 104.0), Anchor::Start, &words.t("seats-without"));
        bar(&mut svg, table, 112.0, unit, |row| row.seats_without.unwrap_or(0));
    }
    let majority = total / 2 + 1;
    let x = LEFT + unit * f64::from(total) / 2.0;
    svg.line("majority", (x, 22.0), (x, if known { 166.0 } else { 82.0 }));
    let arguments = [("seats", total.into()), ("majority", majority.into())];
    let mut texts = vec![words.with("chart-seats-text", &arguments)];
    if !known {
        texts.push(words.t("seats-no-estimate"));
    }
    texts.extend(table.notes.iter().map(|seats| note(words, seats)));
    Figure {
        title,
        texts,
        legend: legend(table),
        svg: (total > 0).then(|| svg.finish()),
        table: Some(rows(words, table, known)),
    }
}

fn note(words: &Words, note: &SeatsNote) -> String {
    match note {
        SeatsNote::Lots { seats, among } => {
            let among: Vec<String> = among.iter().map(|name| plain(name)).collect();
            let among = among.join(&words.t("list-separator"));
            words.with("seats-lots", &[("seats", (*seats).into()), ("among", among.into())])
        }
        SeatsNote::NobodyPassed => words.t("seats-nobody-passed"),
        SeatsNote::LetIn { list } => words.with("seats-let-in", &[("list", plain(list).into())]),
        SeatsNote::Unfilled { seats } => {
            words.with("seats-unfilled", &[("seats", (*seats).into())])
        }
    }
}

fn bar(svg: &mut Svg, table: &SeatsTable, y: f64, unit: f64, seats: impl Fn(&SeatsRow) -> u32) {
    let mut before = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let own = seats(row);
        let (x, width) = (LEFT + unit * f64::from(before), unit * f64::from(own));
        if own > 0 {
            let color = color(index, row.color.as_deref());
            svg.colored(&color, (x, y), (width, HEIGHT));
            if NUMBERED <= width {
                let class = if is_dark(&color) { "inside light" } else { "inside dark" };
                let at = (x + width / 2.0, y + HEIGHT / 2.0 + 6.0);
                svg.text(class, at, Anchor::Middle, &own.to_string());
            }
        }
        before += own;
    }
}

fn legend(table: &SeatsTable) -> Vec<Key> {
    let seated = |row: &SeatsRow| row.seats_announced + row.seats_without.unwrap_or(0) > 0;
    let one = |(index, row): (usize, &SeatsRow)| Key {
        class: "list",
        color: Some(color(index, row.color.as_deref())),
        label: shortened(&row.label, 48),
    };
    table.rows.iter().enumerate().filter(|(_, row)| seated(row)).map(one).collect()
}

fn rows(words: &Words, table: &SeatsTable, known: bool) -> Table {
    let columns: &[&str] = if known {
        &["option", "#votes", "#seats", "#votes-without", "#seats-without", "#change"]
    } else {
        &["option", "#votes", "#seats"]
    };
    let mut shown = Table::new(words, words.t("caption-seats"), columns);
    for row in &table.rows {
        let count = |seats: u32| words.votes(u64::from(seats));
        let mut cells =
            vec![name(&row.label), words.votes(row.votes_announced), count(row.seats_announced)];
        if known {
            let dash = || "–".to_owned();
            let change = row.seats_without.map(|without| {
                words.signed(f64::from(without) - f64::from(row.seats_announced), 0)
            });
            cells.push(row.votes_without.map_or_else(dash, |votes| words.votes(votes)));
            cells.push(row.seats_without.map_or_else(dash, count));
            cells.push(change.unwrap_or_else(dash));
        }
        shown.rows.push(cells);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::Language, words::MISSING};

    #[test]
    fn what_the_law_leaves_open_is_said_in_every_language() {
        let notes = [
            SeatsNote::Lots { seats: 2, among: vec!["Birch".into(), "Elm".into()] },
            SeatsNote::NobodyPassed,
            SeatsNote::LetIn { list: "Elm".into() },
            SeatsNote::Unfilled { seats: 1 },
        ];
        for language in Language::all() {
            let words = Words::new(language).unwrap();
            for seats in &notes {
                let text = note(&words, seats);
                assert!(!text.contains(MISSING), "{text}");
            }
            assert!(note(&words, &notes[0]).contains("Birch"));
        }
    }
}
