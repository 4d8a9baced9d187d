//! The map that a mission brings along: outlines of its areas, read from `GeoJSON` (RFC 7946).

use std::collections::{BTreeMap, BTreeSet};

use geojson::{Feature, FeatureCollection, GeoJson, GeometryValue, JsonObject, Position};
use sanaq_report::{AreaSeen, Outline, Ring};
use sanaq_said::{Said, said};

/// The largest map that is taken.
pub(crate) const FILE: usize = 8 << 20;
/// More corners than any page could draw.
const CORNERS: usize = 1_000_000;
/// How many levels of areas a map may show.
const LEVELS: usize = 3;
/// More areas than a page has room for.
const AREAS: usize = 400;
/// What an area is called in files of statistical offices.
const NAMES: [&str; 8] =
    ["area", "name", "NAME", "Name", "name_en", "shapeName", "NAME_2", "NAME_1"];

/// Reads the outlines.
///
/// # Errors
/// A sentence that says what was found and what was expected.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Outline>, Said> {
    let features = features(bytes)?;
    let mut outlines = Vec::new();
    let mut corners = 0;
    for (at, feature) in features.into_iter().enumerate() {
        let name = name(&feature);
        let rings = match feature.geometry.map(|own| own.value) {
            Some(GeometryValue::Polygon { coordinates }) => coordinates,
            Some(GeometryValue::MultiPolygon { coordinates }) => {
                coordinates.into_iter().flatten().collect()
            }
            _ => continue,
        };
        let rings: Result<Vec<Ring>, String> = rings.into_iter().map(ring).collect();
        let rings = rings.map_err(|found| {
            said!(
                "said-map-degrees",
                "feature {at} («{name}»): found {found}, expected degrees east and north",
                at = at + 1,
                name = &name,
                found
            )
        })?;
        corners += rings.iter().map(Vec::len).sum::<usize>();
        if corners > CORNERS {
            return Err(said!(
                "said-map-corners",
                "found more than {most} corners, expected a simpler map",
                most = CORNERS
            ));
        }
        outlines.push(Outline { name, rings });
    }
    if outlines.is_empty() {
        let said = said!("said-map-empty", "found no polygon, expected the outlines of areas");
        return Err(said);
    }
    Ok(outlines)
}

/// The map for whoever draws it: each feature with nothing beside its outline but `name`, what its
/// area is called.
///
/// # Errors
/// A sentence that says what was found and what was expected.
pub(crate) fn named(bytes: &[u8]) -> Result<FeatureCollection, Said> {
    let called = |feature: Feature| {
        let name = ("name".to_owned(), name(&feature).into());
        let properties = Some(JsonObject::from_iter([name]));
        Feature { properties, foreign_members: None, ..feature }
    };
    let features = features(bytes)?.into_iter().map(called).collect();
    Ok(FeatureCollection { bbox: None, features, foreign_members: None })
}

fn features(bytes: &[u8]) -> Result<Vec<Feature>, Said> {
    let parsed = GeoJson::from_reader(bytes).map_err(|error| {
        said!(
            "said-map-none",
            "found no GeoJSON ({error}), expected a FeatureCollection of polygons",
            error = error.to_string()
        )
    })?;
    Ok(match parsed {
        GeoJson::FeatureCollection(all) => all.features,
        GeoJson::Feature(own) => vec![own],
        GeoJson::Geometry(own) => vec![Feature::from(own.value)],
    })
}

fn name(feature: &Feature) -> String {
    let properties = feature.properties.as_ref();
    let named = |key: &&str| properties?.get(*key)?.as_str().map(str::to_owned);
    NAMES.iter().find_map(named).unwrap_or_default()
}

/// A closed line of places, or what was found instead.
fn ring(positions: Vec<Position>) -> Result<Ring, String> {
    let place = |own: Position| match *own.as_slice() {
        [east, north, ..] if east.abs() <= 180.0 && north.abs() <= 90.0 => Ok((east, north)),
        ref other => Err(format!("{other:?}")),
    };
    positions.into_iter().map(place).collect()
}

/// What is known of a station, for the areas that it lies in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Degrees × 10⁷ north and east.
    pub(crate) place: Option<(i32, i32)>,
    pub(crate) observed: bool,
    pub(crate) compared: bool,
    pub(crate) differs: bool,
}

/// Sums of stations by area, at the level of areas that the outlines are of; without outlines at
/// the highest that tells areas apart.
pub(crate) fn areas<'a>(
    outlines: &[Outline],
    stations: impl Iterator<Item = (&'a str, Known)>,
) -> Vec<AreaSeen> {
    let mut levels: [BTreeMap<&str, Sum>; LEVELS] = Default::default();
    for (path, known) in stations.filter(|(path, _)| !path.is_empty()) {
        for (level, areas) in levels.iter_mut().enumerate() {
            if let Some(own) = upper(path, level + 1) {
                areas.entry(own).or_default().add(known);
            }
        }
    }
    let fitting = |areas: &BTreeMap<&str, Sum>| {
        let names: BTreeSet<String> = areas.keys().flat_map(|path| names(path)).collect();
        matched(outlines, &names)
    };
    // The highest level wins where several fit alike.
    let best = levels.iter().enumerate().rev().max_by_key(|(_, areas)| {
        let told_apart = areas.len() > 1 && areas.len() <= AREAS;
        (fitting(areas), told_apart)
    });
    let chosen = best.map(|(_, areas)| areas);
    chosen.into_iter().flatten().take(AREAS).map(|(path, sum)| sum.seen(path)).collect()
}

/// What an outline may call an area: its path, or the last name of it.
fn names(path: &str) -> [String; 2] {
    let last = path.rsplit('/').next().unwrap_or(path);
    [path, last].map(str::to_lowercase)
}

fn called(outline: &Outline) -> String {
    outline.name.trim().to_lowercase()
}

fn matched(outlines: &[Outline], names: &BTreeSet<String>) -> usize {
    outlines.iter().filter(|own| names.contains(&called(own))).count()
}

/// How many outlines are of an area, and the areas that no outline is of.
pub(crate) fn fit<'a>(outlines: &[Outline], areas: &'a [AreaSeen]) -> (usize, Vec<&'a str>) {
    let known: BTreeSet<String> = areas.iter().flat_map(|own| names(&own.area)).collect();
    let drawn: BTreeSet<String> = outlines.iter().map(called).collect();
    let without = areas.iter().map(|own| own.area.as_str());
    let without = without.filter(|area| !names(area).iter().any(|own| drawn.contains(own)));
    (matched(outlines, &known), without.collect())
}

/// The first names of a path; nothing where it has fewer.
fn upper(path: &str, names: usize) -> Option<&str> {
    match path.match_indices('/').nth(names - 1) {
        Some((end, _)) => path.get(..end),
        None => (path.split('/').count() == names).then_some(path),
    }
}

#[derive(Default)]
struct Sum {
    stations: usize,
    observed: usize,
    compared: usize,
    differing: usize,
    placed: usize,
    north: f64,
    east: f64,
}

impl Sum {
    fn add(&mut self, known: Known) {
        self.stations += 1;
        self.observed += usize::from(known.observed);
        self.compared += usize::from(known.compared);
        self.differing += usize::from(known.differs);
        if let Some((north, east)) = known.place {
            self.placed += 1;
            self.north += f64::from(north) / 1e7;
            self.east += f64::from(east) / 1e7;
        }
    }

    fn seen(&self, path: &str) -> AreaSeen {
        let of = self.placed as f64;
        AreaSeen {
            area: path.to_owned(),
            middle: (self.placed > 0).then(|| (self.east / of, self.north / of)),
            stations: self.stations,
            observed: self.observed,
            compared: self.compared,
            differing: self.differing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"East"},"geometry":{"type":"Polygon",
         "coordinates":[[[70,40],[71,40],[71,41],[70,40]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[70,40]}},
        {"type":"Feature","properties":{"NAME_1":"West"},"geometry":{"type":"MultiPolygon",
         "coordinates":[[[[60,40],[61,40],[61,41],[60,40]]],[[[50,40],[51,40],[51,41],[50,40]]]]}}
    ]}"#;

    #[test]
    fn polygons_come_with_their_names() {
        let outlines = read(MAP.as_bytes()).unwrap();
        let found: Vec<_> = outlines.iter().map(|o| (o.name.as_str(), o.rings.len())).collect();
        assert_eq!(found, [("East", 1), ("West", 2)]);
        assert_eq!(outlines[0].rings[0][1], (71.0, 40.0));
    }

    /// Protects two maps from calling an area two things: what it is called is decided here, and
    /// told under one key.
    #[test]
    fn whoever_draws_is_told_the_names() {
        let map = MAP.replace("{\"NAME_1\":\"West\"}", "{\"NAME_1\":\"West\",\"code\":7}");
        let told = serde_json::to_value(named(map.as_bytes()).unwrap()).unwrap();
        let features = told["features"].as_array().unwrap();
        let properties: Vec<_> = features.iter().map(|own| own["properties"].to_string()).collect();
        let names: Vec<String> =
            read(MAP.as_bytes()).unwrap().into_iter().map(|own| own.name).collect();
        let [east, nameless, west] =
            [names[0].as_str(), "", names[1].as_str()].map(|own| format!("{{\"name\":\"{own}\"}}"));
        assert_eq!(properties, [east, nameless, west]);
        assert_eq!(features[2]["geometry"]["type"], "MultiPolygon");
    }

    #[test]
    fn what_is_no_map_is_said() {
        let no_degrees = MAP.replace("[71,40]", "[7100000,40]");
        for (text, expected) in [
            ("", "found no GeoJSON"),
            ("{\"type\":\"Point\",\"coordinates\":[1,2]}", "found no polygon"),
            (no_degrees.as_str(), "feature 1 («East»): found [7100000.0, 40.0]"),
        ] {
            let error = read(text.as_bytes()).unwrap_err();
            assert!(error.english().contains(expected), "{error}");
        }
    }

    #[test]
    fn areas_are_those_that_the_map_is_of() {
        let known = Known { place: Some((400_000_000, 700_000_000)), ..Known::default() };
        let seen = Known { observed: true, compared: true, differs: true, ..known };
        let stations =
            || [("Land/East", seen), ("Land/East", known), ("Land/West", known)].into_iter();
        let outlines = read(MAP.as_bytes()).unwrap();
        let found = areas(&outlines, stations());
        let first = found.first().unwrap();
        assert_eq!((first.area.as_str(), found.len()), ("Land/East", 2));
        assert_eq!((first.stations, first.observed, first.differing), (2, 1, 1));
        assert_eq!(first.middle, Some((70.0, 40.0)));
        // Without a map, where areas can be told apart.
        assert_eq!(areas(&[], stations()).len(), 2);
        assert_eq!(areas(&[], [("A/B", known), ("C", known)].into_iter()).len(), 2);
        assert!(areas(&[], std::iter::empty()).is_empty());
    }
}
