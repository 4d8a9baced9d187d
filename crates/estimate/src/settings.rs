//! What the estimator assumes, as numbers.

use serde::Serialize;

/// The constants of the estimator. [`Settings::default`] is what every command uses; where each
/// value comes from is in `docs/decisions/0006-areas-and-lateness.md`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// Variance of strata over that of stations when weights are made: large, so that a stratum
    /// which reported speaks for itself.
    pub stratum_ratio: f64,
    /// The same for areas inside strata: moderate, so that they lean on each other. Nothing: areas
    /// are not looked at.
    pub area_ratio: Option<f64>,
    /// How strongly, at a guess beforehand, a stratum's result goes with its lateness: the standard
    /// deviation of the slope, in standard deviations of strata. Nothing: they are unrelated.
    pub lateness: Option<f64>,
    /// How many stations' worth of the common variance a stratum's own variance is mixed with.
    /// Nothing: the plain sandwich, under which a stratum with one station adds almost none.
    pub pooling: Option<f64>,
    /// κe: by how many standard deviations of strata the strata that nobody reported from may be
    /// off, all in the same direction.
    pub unseen: f64,
    /// κw: by how many standard deviations of stations the stations that are missing from strata
    /// that did report may be off.
    pub late: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            stratum_ratio: 10.0,
            area_ratio: Some(0.2),
            lateness: Some(0.3),
            pooling: Some(2.0),
            unseen: 0.18,
            late: 0.1,
        }
    }
}

impl Settings {
    /// For a sample that was drawn with unequal chances, station by station: areas with large
    /// stations are then seen more often than others, and an area that was not seen is no longer
    /// like those that were. Clusters need their areas all the same: neighbours vote alike.
    #[must_use]
    pub(crate) fn for_design(self, unequal: bool, clustered: bool) -> Self {
        let area_ratio = self.area_ratio.filter(|_| clustered || !unequal);
        Self { area_ratio, ..self }
    }

    /// The mixed-model calibration that this one grew out of, for comparison: no areas, no
    /// lateness, a plain sandwich, a wider allowance for unseen strata.
    pub const fn reference() -> Self {
        Self {
            stratum_ratio: 10.0,
            area_ratio: None,
            lateness: None,
            pooling: None,
            unseen: 0.5,
            late: 0.1,
        }
    }
}
