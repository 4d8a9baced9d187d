//! Names to the left of horizontal bars.

use crate::{
    svg::{Anchor, Svg},
    table::shortened,
};

/// Letters of a name that narrow screens show, and their width there: names stand to the left of
/// the plot.
const NARROW: usize = 17;
/// Letters of a name that wide screens show in the same place.
const WIDE: usize = 30;
const LETTER: f64 = 13.2;

/// Where the plot starts, so that the longest of the names has its place.
pub(super) fn start<'a>(names: impl Iterator<Item = &'a str>) -> f64 {
    let longest = names.map(|name| name.chars().count().min(NARROW)).max().unwrap_or(0);
    14.0 + LETTER * longest.max(8) as f64
}

/// The name of a row, twice: style sheets show the one that fits.
pub(super) fn label(svg: &mut Svg, name: &str, (start, y): (f64, f64)) {
    let at = (start - 10.0, y);
    svg.text("name wide", at, Anchor::End, &shortened(name, WIDE));
    svg.text("name narrow", at, Anchor::End, &shortened(name, NARROW));
}
