//! The charts: each a drawing, its legend, what it shows in words, and its table.

mod areas;
mod arrived;
mod density;
mod histogram;
mod house;
mod intervals;
mod lines;
mod map;
mod palette;
mod rows;
mod seats;
mod turnout;

use sanaq_forensics::{CleanZone, Note, Stations};

use crate::{
    remark::remark,
    svg::{Anchor, Scale, Svg},
    table::Table,
    words::Words,
};

pub(crate) use areas::{areas, is_flagged};
pub(crate) use arrived::arrived;
pub(crate) use density::density;
pub(crate) use histogram::{histogram, histogram_title};
pub(crate) use house::{Bench, house};
pub(crate) use intervals::{Bar, Intervals, intervals};
pub(crate) use lines::{Lines, Point, Series, lines};
pub(crate) use map::{Land, map};
pub(crate) use palette::color;
pub(crate) use seats::seats;
pub(crate) use turnout::{Reference, turnout};

/// A chart with everything around it.
#[derive(Debug, Default)]
pub(crate) struct Figure {
    pub(crate) title: String,
    pub(crate) texts: Vec<String>,
    pub(crate) legend: Vec<Key>,
    /// The drawing; nothing where the data do not allow one.
    pub(crate) svg: Option<String>,
    pub(crate) table: Option<Table>,
}

/// A line of the legend.
#[derive(Debug)]
pub(crate) struct Key {
    /// The class of the swatch.
    pub(crate) class: &'static str,
    /// A colour of the data, where the swatch has one.
    pub(crate) color: Option<String>,
    pub(crate) label: String,
}

impl Figure {
    /// Says why there is nothing to see.
    pub(crate) fn none(words: &Words, title: String, reason: String) -> Self {
        let text = words.with("chart-none", &[("reason", reason.into())]);
        Self { title, texts: vec![text], ..Self::default() }
    }
}

/// The legend of the clean zone and its reach.
fn zone_keys(words: &Words, zone: Option<&CleanZone>) -> Vec<Key> {
    let Some(zone) = zone else { return Vec::new() };
    let reach = [("reach", words.percent(zone.reach).into())];
    vec![key("zone", words.t("legend-reference")), key("reach", words.with("legend-reach", &reach))]
}

/// Why nothing can be drawn that needs turnout; nothing where it can.
fn without_turnout(words: &Words, stations: &Stations<'_>, drawn: bool) -> Option<String> {
    if drawn {
        None
    } else if stations.has_register {
        Some(words.t("reason-no-stations"))
    } else {
        Some(remark(words, &Note::NoRegister))
    }
}

pub(crate) fn key(class: &'static str, label: String) -> Key {
    Key { class, color: None, label }
}

/// The part of a drawing between the axes.
#[derive(Clone, Copy)]
struct Plot {
    x: Scale,
    y: Scale,
}

/// The width of most drawings, in their own units.
const WIDTH: f64 = 720.0;
const LEFT: f64 = 66.0;
const RIGHT: f64 = WIDTH - 14.0;

impl Plot {
    /// A plot with percents from left to right and counts from 0 upwards.
    fn of_percents(top: f64, bottom: f64, max: f64) -> Self {
        Self {
            x: Scale { from: 0.0, to: 100.0, start: LEFT, end: RIGHT },
            y: Scale { from: 0.0, to: max, start: bottom, end: top },
        }
    }

    /// The stretch of turnout that serves as the reference, behind everything else.
    fn zone(&self, svg: &mut Svg, zone: Option<&CleanZone>) {
        if let Some(CleanZone { turnout, .. }) = zone {
            let (left, right) = (self.x.at(turnout.low * 100.0), self.x.at(turnout.high * 100.0));
            svg.rect("zone", (left, self.y.end), (right - left, self.y.start - self.y.end));
        }
    }

    /// The turnout that undisturbed stations reach, before everything else.
    fn reach(&self, svg: &mut Svg, zone: Option<&CleanZone>) {
        if let Some(zone) = zone {
            let x = self.x.at((zone.reach * 100.0).min(100.0));
            svg.line("reach", (x, self.y.end), (x, self.y.start));
        }
    }

    /// Vertical lines at every tenth percent with their numbers below; every other one may go
    /// on narrow screens.
    fn percents_below(&self, svg: &mut Svg, label: &str) {
        for tens in 0..=10u8 {
            let x = self.x.at(f64::from(tens) * 10.0);
            svg.line("grid", (x, self.y.end), (x, self.y.start));
            let class = if tens % 2 == 0 { "tick" } else { "tick odd" };
            let text = (tens * 10).to_string();
            svg.text(class, (x, self.y.start + 21.0), Anchor::Middle, &text);
        }
        svg.line("axis", (self.x.start, self.y.start), (self.x.end, self.y.start));
        svg.text("label", (self.x.end, self.y.start + 50.0), Anchor::End, label);
    }

    /// Horizontal lines with numbers on the left; the axis is named above them.
    fn counts_left(&self, svg: &mut Svg, words: &Words, label: &str, unit: f64) {
        for tick in crate::svg::ticks(self.y.to / unit, 5) {
            let y = self.y.at(tick * unit);
            if tick > 0.0 {
                svg.line("grid", (self.x.start, y), (self.x.end, y));
            }
            svg.text("tick", (self.x.start - 8.0, y + 4.0), Anchor::End, &words.whole(tick));
        }
        svg.text("label", (4.0, self.y.end - 14.0), Anchor::Start, label);
    }
}
