//! The land of the example: a country that does not exist, with borders that look grown.

use std::collections::BTreeMap;

use sanaq_seal::hash::Hash;
use serde_json::{Value, json};

/// A region's size in degrees north and east, and where the first one lies.
const SIZE: (f64, f64) = (3.0, 5.0);
const FIRST: (f64, f64) = (52.0, 60.0);
/// Regions in a row.
const ROW: u32 = 4;
/// Corners along a side of a region.
const CORNERS: u32 = 8;

/// A number from -0.5 to 0.5 that belongs to a text.
fn unit(of: &str) -> f64 {
    let [a, b, ..] = Hash::of(of.as_bytes()).0;
    f64::from(u16::from_be_bytes([a, b])) / f64::from(u16::MAX) - 0.5
}

/// The row and the column of a region, by the number in its name.
fn cell(region: &str) -> (u32, u32) {
    let digits: String = region.chars().filter(char::is_ascii_digit).collect();
    let number = digits.parse::<u32>().unwrap_or(1).saturating_sub(1);
    (number / ROW, number % ROW)
}

/// Where a station lies, north and east: regions lie in rows, districts around their middle,
/// stations around that.
pub(super) fn place(area: &str, code: &str) -> (f64, f64) {
    let (region, district) = area.split_once('/').unwrap_or((area, ""));
    let (row, column) = cell(region);
    let (within, beside) = (format!("{region}/{district}"), format!("{district}/{region}"));
    let north = FIRST.0 - SIZE.0 * f64::from(row) + 2.0 * unit(&within) + 0.4 * unit(code);
    let east = FIRST.1
        + SIZE.1 * f64::from(column)
        + 3.5 * unit(&beside)
        + 0.6 * unit(&format!("{code} east"));
    (north, east)
}

/// The outlines of the regions, as `GeoJSON`. Neighbours share their border to the last corner.
pub(super) fn outlines<'a>(areas: impl Iterator<Item = &'a str>) -> Value {
    let regions: BTreeMap<&str, (u32, u32)> = areas
        .map(|path| path.split('/').next().unwrap_or(path))
        .map(|region| (region, cell(region)))
        .collect();
    let features = regions.iter().map(|(region, (row, column))| {
        json!({ "type": "Feature", "properties": { "name": region },
            "geometry": { "type": "Polygon", "coordinates": [ring(*row, *column)] } })
    });
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() })
}

/// Counter-clockwise, as RFC 7946 (section 3.1.6) asks, and closed.
fn ring(row: u32, column: u32) -> Vec<[f64; 2]> {
    let mut ring: Vec<[f64; 2]> = (0..CORNERS).map(|at| along(row + 1, column, at)).collect();
    ring.extend((0..CORNERS).map(|at| down(row, column + 1, CORNERS - at)));
    ring.extend((0..CORNERS).map(|at| along(row, column, CORNERS - at)));
    ring.extend((0..=CORNERS).map(|at| down(row, column, at)));
    ring
}

/// A corner of the border above a row, from west to east.
fn along(row: u32, column: u32, at: u32) -> [f64; 2] {
    let part = f64::from(at) / f64::from(CORNERS);
    let east = FIRST.1 + SIZE.1 * (f64::from(column) - 0.5 + part);
    let north = FIRST.0 + SIZE.0 * (0.5 - f64::from(row));
    let grown =
        if at.is_multiple_of(CORNERS) { 0.0 } else { unit(&format!("along {row} {column} {at}")) };
    [east, north + 0.5 * grown]
}

/// A corner of the border west of a column, from north to south.
fn down(row: u32, column: u32, at: u32) -> [f64; 2] {
    let part = f64::from(at) / f64::from(CORNERS);
    let east = FIRST.1 + SIZE.1 * (f64::from(column) - 0.5);
    let north = FIRST.0 + SIZE.0 * (0.5 - f64::from(row) - part);
    let grown =
        if at.is_multiple_of(CORNERS) { 0.0 } else { unit(&format!("down {row} {column} {at}")) };
    [east + 0.8 * grown, north]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shoelace formula: above zero where a ring runs counter-clockwise.
    fn area(ring: &[[f64; 2]]) -> f64 {
        ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum::<f64>()
            / 2.0
    }

    #[test]
    fn regions_are_closed_rings_that_tile_the_land() {
        let all: Vec<Vec<[f64; 2]>> =
            (0..2).flat_map(|row| (0..ROW).map(move |column| ring(row, column))).collect();
        for ring in &all {
            assert_eq!(ring.first(), ring.last());
            assert!(area(ring) > 10.0, "{}", area(ring));
        }
        // A corner within the land belongs to both sides of its border.
        let shared = down(0, 1, 3);
        assert_eq!(all.iter().filter(|ring| ring.contains(&shared)).count(), 2);
        assert_eq!(all.iter().filter(|ring| ring.contains(&along(1, 2, 5))).count(), 2);
    }

    #[test]
    fn stations_lie_within_their_region() {
        for code in 1..200 {
            let (north, east) = place("Region 06/District 03", &code.to_string());
            assert!((north - (FIRST.0 - SIZE.0)).abs() < 1.25, "{north}");
            assert!((east - (FIRST.1 + SIZE.1)).abs() < 2.1, "{east}");
        }
    }
}
