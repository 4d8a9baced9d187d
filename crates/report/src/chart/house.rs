//! A parliament as it sits: one dot for each seat, in half circles, list beside list. Each list has
//! its name and number at its place and in the legend.

use super::{Key, WIDTH, key};
use crate::{
    svg::{Anchor, Path, Svg},
    table::shortened,
};

const CENTRE: (f64, f64) = (WIDTH / 2.0, 318.0);
const OUTER: f64 = 250.0;
const INNER: f64 = 105.0;
/// The room of a dot is this much wider than the dot.
const ROOM: f64 = 1.25;
/// Larger houses would be a grey cloud.
const LARGEST: u32 = 800;
/// Lists with less than this part of the seats are named in the legend alone.
const NAMED: f64 = 0.06;
const LETTERS: usize = 11;

/// The seats of one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bench {
    pub(crate) name: String,
    /// Checked by the caller.
    pub(crate) color: String,
    pub(crate) seats: u32,
    /// The number of seats in the reader's digits.
    pub(crate) text: String,
}

/// The drawing with its legend; nothing for a house without seats, or too large a one.
pub(crate) fn house(title: &str, middle: &str, benches: &[Bench]) -> Option<(String, Vec<Key>)> {
    let all: u32 = benches.iter().map(|bench| bench.seats).sum();
    if !(1..=LARGEST).contains(&all) {
        return None;
    }
    let (places, radius) = places(all as usize);
    let mut svg = Svg::new("chart-house", title.to_owned(), WIDTH, CENTRE.1 + 16.0);
    let mut rest = places.iter();
    for bench in benches.iter().filter(|bench| bench.seats > 0) {
        let own: Vec<&Place> = rest.by_ref().take(bench.seats as usize).collect();
        let mut path = Path::default();
        for place in &own {
            let (x, y) = place.at(place.distance);
            path.circle(x, y, radius);
        }
        svg.filled(&bench.color, &path);
        if NAMED <= f64::from(bench.seats) / f64::from(all) {
            label(&mut svg, bench, &own);
        }
    }
    svg.text("house", (CENTRE.0, CENTRE.1), Anchor::Middle, middle);
    let seated = benches.iter().filter(|bench| bench.seats > 0);
    let legend = seated.map(|bench| Key {
        color: Some(bench.color.clone()),
        ..key("list", format!("{} {}", shortened(&bench.name, 48), bench.text))
    });
    Some((svg.finish(), legend.collect()))
}

/// A list's number and name outside its seats.
fn label(svg: &mut Svg, bench: &Bench, own: &[&Place]) {
    let Some((first, last)) = own.first().zip(own.last()) else { return };
    let middle = Place { angle: 0.5 * (first.angle + last.angle), distance: OUTER };
    let (x, y) = middle.at(OUTER + 22.0);
    let anchor = match x - CENTRE.0 {
        beside if beside < -0.3 * OUTER => Anchor::End,
        beside if beside > 0.3 * OUTER => Anchor::Start,
        _ => Anchor::Middle,
    };
    svg.text("value strong", (x, y - 4.0), anchor, &bench.text);
    svg.text("value wide", (x, y + 13.0), anchor, &shortened(&bench.name, LETTERS));
}

/// Where a seat stands, as seen from the middle: an angle from the left, and a distance.
#[derive(Clone, Copy, Debug)]
struct Place {
    angle: f64,
    distance: f64,
}

impl Place {
    fn at(&self, distance: f64) -> (f64, f64) {
        let (x, y) = (libm::cos(self.angle), libm::sin(self.angle));
        (CENTRE.0 - distance * x, CENTRE.1 - distance * y)
    }
}

/// All places from left to right, and the radius of a dot: the fewest half circles in which all
/// seats have room, each with seats by its length.
fn places(all: usize) -> (Vec<Place>, f64) {
    let mut rows = 1;
    let (distances, lengths) = loop {
        let distances = distances(rows);
        let lengths: Vec<f64> =
            distances.iter().map(|distance| std::f64::consts::PI * distance).collect();
        let step = step(rows);
        let room: f64 = lengths.iter().map(|length| (length / step).floor() + 1.0).sum();
        if room >= all as f64 || rows >= 20 {
            break (distances, lengths);
        }
        rows += 1;
    };
    let mut seats = Vec::with_capacity(all);
    let whole: f64 = lengths.iter().sum();
    let (mut passed, mut taken) = (0.0, 0);
    for (distance, length) in distances.iter().zip(&lengths) {
        passed += length;
        // So many of all seats are in this half circle and those inside it.
        let until = nearest(passed / whole * all as f64).min(all);
        let own = until - taken;
        taken = until;
        seats.extend((0..own).map(|at| {
            let part = if own == 1 { 0.5 } else { at as f64 / (own - 1) as f64 };
            Place { angle: std::f64::consts::PI * part, distance: *distance }
        }));
    }
    seats.sort_by(|a, b| a.angle.total_cmp(&b.angle).then(b.distance.total_cmp(&a.distance)));
    (seats, 0.5 * step(rows).min(34.0) / ROOM)
}

fn distances(rows: usize) -> Vec<f64> {
    let step = step(rows);
    (0..rows).rev().map(|row| OUTER - step * row as f64).collect()
}

/// Between two half circles.
fn step(rows: usize) -> f64 {
    if rows <= 1 { OUTER - INNER } else { (OUTER - INNER) / (rows - 1) as f64 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of seats")]
fn nearest(value: f64) -> usize {
    value.round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seat_has_a_place_of_its_own() {
        for all in [1, 2, 5, 98, 107, 450, 630, 800] {
            let (places, radius) = places(all);
            assert_eq!(places.len(), all);
            for (nth, place) in places.iter().enumerate() {
                let (x, y) = place.at(place.distance);
                assert!((0.0..=WIDTH).contains(&x) && y <= CENTRE.1 + 1e-9, "{all}: {x} {y}");
                for other in &places[..nth] {
                    let (other_x, other_y) = other.at(other.distance);
                    let apart = libm::hypot(x - other_x, y - other_y);
                    assert!(apart >= 1.9 * radius, "{all}: {apart} with dots of {radius}");
                }
            }
        }
    }

    #[test]
    fn a_house_without_seats_is_not_drawn() {
        assert!(house("", "", &[]).is_none());
        let none = Bench { name: "Elm".to_owned(), ..Bench::default() };
        assert!(house("", "", std::slice::from_ref(&none)).is_none());
        let some = Bench { seats: 3, text: "3".to_owned(), ..none.clone() };
        let (svg, legend) = house("", "", &[none, some]).unwrap();
        assert_eq!((legend.len(), svg.matches('M').count()), (1, 3), "{svg}");
    }
}
