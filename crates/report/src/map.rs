//! Where things lie: outlines of areas, and how what was announced stands there to what was seen.

/// Degrees east and north.
pub type Place = (f64, f64);

/// A closed line; a hole is one too.
pub type Ring = Vec<Place>;

/// The outline of an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// What it is called: the area's path, or the last name of it.
    pub name: String,
    /// Its lines.
    pub rings: Vec<Ring>,
}

/// An area of the country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaSeen {
    /// Its path.
    pub area: String,
    /// The middle of its stations' places.
    pub middle: Option<Place>,
    /// Stations.
    pub stations: usize,
    /// Of them with a protocol that the mission takes.
    pub observed: usize,
    /// Of those with announced figures.
    pub compared: usize,
    /// Of those where a figure differs.
    pub differing: usize,
}
