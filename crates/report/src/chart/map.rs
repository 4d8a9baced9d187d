//! A map of areas: outlines of the mission's own, filled by how they stand, and a circle for each
//! area without an outline. No tiles, so nobody else learns what is looked at.

use std::collections::BTreeMap;

use super::WIDTH;
use crate::{
    map::{Outline, Place, Ring},
    svg::{Anchor, Path, Svg},
    table::shortened,
};

/// The height of the drawing, where the land is not wider than high.
const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 14.0;
/// Points of an outline that lie nearer together are one.
const NEAR: f64 = 0.7;
/// Narrower areas have no room for their figure.
const ROOM: f64 = 34.0;

/// An area on the map.
pub(crate) struct Land<'a> {
    /// Its path, or the last name of it.
    pub(crate) name: &'a str,
    /// Where its stations lie, in the middle.
    pub(crate) middle: Option<Place>,
    /// The class that it is filled with.
    pub(crate) class: &'static str,
    /// What stands in it.
    pub(crate) label: String,
}

/// From degrees to the drawing. Degrees east are as narrow as they are at the middle of the land.
struct Projection {
    west: f64,
    north: f64,
    narrow: f64,
    scale: f64,
    left: f64,
    height: f64,
}

impl Projection {
    fn of(places: &[Place]) -> Option<Self> {
        let edge = |of: &dyn Fn(&Place) -> f64, up: bool| {
            let all = places.iter().map(of);
            if up { all.fold(f64::MIN, f64::max) } else { all.fold(f64::MAX, f64::min) }
        };
        let (west, east) = (edge(&|own| own.0, false), edge(&|own| own.0, true));
        let (south, north) = (edge(&|own| own.1, false), edge(&|own| own.1, true));
        if places.is_empty() || !(west.is_finite() && south.is_finite()) {
            return None;
        }
        let narrow = libm::cos(f64::midpoint(south, north).to_radians()).max(0.05);
        // One village is no country: not nearer than a fifth of a degree.
        let (wide, high) = (((east - west) * narrow).max(0.2), (north - south).max(0.2));
        let scale = ((WIDTH - 2.0 * MARGIN) / wide).min((HEIGHT - 2.0 * MARGIN) / high);
        let left = (WIDTH - (east - west) * narrow * scale) / 2.0;
        let height = (north - south) * scale + 2.0 * MARGIN;
        Some(Self { west, north, narrow, scale, left, height: height.max(80.0) })
    }

    fn at(&self, (east, north): Place) -> (f64, f64) {
        let x = self.left + (east - self.west) * self.narrow * self.scale;
        (x, MARGIN + (self.north - north) * self.scale)
    }

    fn ring(&self, ring: &Ring, path: &mut Path) {
        let mut last: Option<(f64, f64)> = None;
        for place in ring {
            let (x, y) = self.at(*place);
            let near = |(a, b): (f64, f64)| (a - x).abs() < NEAR && (b - y).abs() < NEAR;
            if last.is_some_and(near) {
                continue;
            }
            if last.is_none() {
                path.begin(x, y);
            } else {
                path.to(x, y);
            }
            last = Some((x, y));
        }
        if last.is_some() {
            path.close();
        }
    }
}

/// The drawing; nothing where no area has a place.
pub(crate) fn map(
    id: &'static str,
    title: &str,
    outlines: &[Outline],
    lands: &[Land<'_>],
) -> Option<String> {
    let by_name = named(lands);
    let own = |outline: &Outline| by_name.get(&folded(&outline.name)).copied().flatten();
    let with_outline: Vec<usize> = outlines.iter().filter_map(own).collect();
    let circles = lands.iter().enumerate().filter(|(at, _)| !with_outline.contains(at));
    let circles: Vec<(&Land<'_>, Place)> =
        circles.filter_map(|(_, land)| Some((land, land.middle?))).collect();
    let corners = outlines.iter().flat_map(|own| own.rings.iter().flatten().copied());
    let places: Vec<Place> = corners.chain(circles.iter().map(|(_, place)| *place)).collect();
    let projection = Projection::of(&places)?;
    let mut svg = Svg::new(id, title.to_owned(), WIDTH, projection.height);
    for outline in outlines {
        let mut path = Path::default();
        outline.rings.iter().for_each(|ring| projection.ring(ring, &mut path));
        let class = own(outline).and_then(|at| lands.get(at)).map_or("land", |land| land.class);
        svg.path(&format!("land {class}"), &path);
    }
    for (outline, land) in outlines.iter().filter_map(|one| Some((one, lands.get(own(one)?)?))) {
        if let Some(at) = middle(outline, &projection) {
            label(&mut svg, at, land);
        }
    }
    for (land, place) in circles {
        let (x, y) = projection.at(place);
        svg.circle(&format!("land {}", land.class), (x, y), 9.0);
        label(&mut svg, (x, y + 24.0), land);
    }
    Some(svg.finish())
}

fn label(svg: &mut Svg, (x, y): (f64, f64), land: &Land<'_>) {
    let last = land.name.rsplit('/').next().unwrap_or(land.name);
    svg.text("value", (x, y), Anchor::Middle, &shortened(last, 24));
    svg.text("value strong second", (x, y + 15.0), Anchor::Middle, &land.label);
}

/// The middle of an outline's largest ring, where a figure has room in it.
fn middle(outline: &Outline, projection: &Projection) -> Option<(f64, f64)> {
    let area = |ring: &&Ring| centre(ring, projection).map_or(0.0, |(area, _)| area);
    let largest = outline.rings.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let (area, at) = centre(largest, projection)?;
    (area > ROOM * ROOM).then_some(at)
}

/// How large a ring is on the drawing, and its centre of gravity (the shoelace formula).
fn centre(ring: &Ring, projection: &Projection) -> Option<(f64, (f64, f64))> {
    let points: Vec<(f64, f64)> = ring.iter().map(|own| projection.at(*own)).collect();
    let next = points.iter().cycle().skip(1);
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in points.iter().zip(next) {
        let cross = a.0 * b.1 - b.0 * a.1;
        twice += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    (twice.abs() > 1e-9).then(|| (twice.abs() / 2.0, (x / (3.0 * twice), y / (3.0 * twice))))
}

/// Areas by their whole path and, where only one is called so, by the last name of it.
fn named(lands: &[Land<'_>]) -> BTreeMap<String, Option<usize>> {
    let mut all: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, land) in lands.iter().enumerate() {
        if let Some(last) = land.name.rsplit('/').next() {
            all.entry(folded(last)).and_modify(|own| *own = None).or_insert(Some(at));
        }
    }
    for (at, land) in lands.iter().enumerate() {
        all.insert(folded(land.name), Some(at));
    }
    all
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(name: &str, west: f64, south: f64) -> Outline {
        let (east, north) = (west + 1.0, south + 1.0);
        let ring = vec![(west, south), (east, south), (east, north), (west, north), (west, south)];
        Outline { name: name.to_owned(), rings: vec![ring] }
    }

    fn land(name: &str, middle: Option<Place>) -> Land<'_> {
        Land { name, middle, class: "m1", label: "1 / 9".to_owned() }
    }

    #[test]
    fn an_outline_is_filled_by_the_area_of_its_name_and_others_are_circles() {
        let outlines = [square("EAST", 70.0, 40.0), square("Nowhere", 71.0, 40.0)];
        let lands = [land("Land/East", None), land("West", Some((68.0, 40.0)))];
        let svg = map("m", "Map", &outlines, &lands).unwrap();
        assert_eq!(svg.matches("class=\"land m1\"").count(), 2, "{svg}");
        assert_eq!(svg.matches("class=\"land land\"").count(), 1, "{svg}");
        assert_eq!(svg.matches("<circle").count(), 1, "{svg}");
        assert!(svg.contains(">East<") && svg.contains(">West<"), "{svg}");
    }

    #[test]
    fn a_name_that_several_areas_have_fills_none_of_them() {
        let lands = [land("A/Centre", None), land("B/Centre", None)];
        let names = named(&lands);
        assert_eq!(names.get("centre"), Some(&None));
        assert_eq!(names.get("b/centre"), Some(&Some(1)));
    }

    #[test]
    fn north_is_up_east_is_right_and_nothing_leaves_the_drawing() {
        let places = [(-10.0, 30.0), (40.0, 70.0)];
        let own = Projection::of(&places).unwrap();
        let ((left, low), (right, high)) = (own.at(places[0]), own.at(places[1]));
        assert!(left < right && high < low, "{left} {right} {high} {low}");
        for (x, y) in [(left, low), (right, high)] {
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=own.height).contains(&y), "{x} {y}");
        }
        assert!(Projection::of(&[]).is_none());
    }
}
