//! Drawing the sample: which stations observers go to, decided by a public seed before anybody
//! knows them.
//!
//! The list depends on the set of stations, the plan and the seed, not on the order of rows in a
//! file: strata are taken by name, stations by code (for systematic draws by area, register and
//! code). An unreachable station is never replaced by a neighbour: it stays designed and missing,
//! with a reason ([`Absence`]). Reserves are waves drawn beforehand, each a random part of the
//! whole draw, each used whole or not at all.

mod absence;
mod allocation;
mod cluster;
mod draw;
mod expected;
mod list;
mod scatter;
mod stratum;
mod systematic;
mod table;

use serde::{Deserialize, Serialize};

use crate::{frame::Frame, random::Seed};

pub use absence::{Absence, Account, Reason, UnknownReason, account};
pub use allocation::{Allocator, Room};
pub use expected::{Expectation, Expected, Margin, Needed, TURNOUT};
pub use list::{List, ListError, ListRow, Numbers, column, commitment, csv, numbers};
pub use scatter::{Baseline, Previous, Scatter};
pub use table::{Row, Table};

/// How the sample is divided among strata, and how stations are drawn inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// In proportion to the number of stations; equal chances inside.
    #[default]
    Proportional,
    /// In proportion to registered voters; equal chances inside.
    Voters,
    /// The least variance of one option in a previous election (J. Neyman, J. R. Statist. Soc. 97,
    /// 1934); equal chances inside.
    Neyman,
    /// The same number from each stratum, where each must have a figure of its own; equal chances
    /// inside.
    Equal,
    /// In proportion to registered voters; inside, chances in proportion to the register, drawn
    /// systematically from a list sorted by area and register.
    Pps,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 5] =
        [Self::Proportional, Self::Voters, Self::Neyman, Self::Equal, Self::Pps];
}

/// Whole areas that are drawn first, where observers must share a car.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clusters {
    /// So many levels of the area's path make a cluster; nothing: the whole path.
    pub level: Option<usize>,
    /// Stations of each.
    pub each: usize,
}

/// What to draw.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Stations in the sample, reserves not counted.
    pub size: usize,
    /// How they are divided and drawn.
    pub method: Method,
    /// Stations in each stratum at the least, one or more; a stratum with fewer is taken whole.
    pub least: usize,
    /// Areas drawn first; nothing: stations one by one.
    pub clusters: Option<Clusters>,
    /// Reserve waves.
    pub waves: usize,
    /// Stations in a reserve wave.
    pub wave_size: usize,
    /// For Neyman's allocation: how the option scattered in a previous election.
    pub scatter: Option<&'a Scatter>,
}

impl Plan<'_> {
    /// Stations in each stratum at the least, unless somebody says otherwise: three, so that one
    /// may stay out and the spread still shows.
    pub const LEAST: usize = 3;

    /// A proportional sample of so many stations without reserves.
    pub const fn new(size: usize) -> Self {
        Self {
            size,
            method: Method::Proportional,
            least: Self::LEAST,
            clusters: None,
            waves: 0,
            wave_size: 0,
            scatter: None,
        }
    }

    /// Stations drawn at once: those of a cluster, or one.
    fn each(&self) -> usize {
        self.clusters.map_or(1, |clusters| clusters.each)
    }
}

/// A plan that cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// Fewer stations than the strata ask for.
    #[error(
        "found a sample of {wanted} stations, expected at least {least}: {strata} strata with \
         their minimum"
    )]
    TooFew {
        /// Stations asked for.
        wanted: usize,
        /// What the minimum in each stratum adds up to.
        least: usize,
        /// Strata.
        strata: usize,
    },
    /// More stations than there are.
    #[error(
        "found a sample of {wanted} stations with its reserves, expected at most {frame}, those \
         of the frame"
    )]
    TooMany {
        /// Sample and reserves.
        wanted: usize,
        /// Stations in the frame.
        frame: usize,
    },
    /// A draw by register without registers.
    #[error("found no register of voters in the frame, expected one for a division by voters")]
    NoRegister,
    /// Neyman's allocation without a previous election.
    #[error("found no votes of a previous election, expected them for Neyman's allocation")]
    NoPrevious,
    /// Clusters of nothing.
    #[error("found clusters of 0 stations, expected at least 1")]
    NoCluster,
    /// What clusters cannot be combined with.
    #[error(
        "found clusters with {0}, expected the proportional method without reserves: clusters \
         are divided by their number of stations and used whole"
    )]
    WithClusters(&'static str),
}

/// One drawn station.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SampleRow {
    /// Its place in the frame.
    pub station: usize,
    /// Its stratum.
    pub stratum: usize,
    /// The area it was drawn with, where clusters were drawn.
    pub cluster: Option<String>,
    /// The chance of it being in its own wave or an earlier one.
    pub probability: f64,
    /// The chance of being drawn by wave: first that of being in the sample, then in the sample or
    /// the first reserve, and so on.
    pub chances: Vec<f64>,
    /// Its place in the order in which stations are released: random, the sample before reserves.
    pub order: usize,
    /// 0 is the sample, 1 and above are reserves.
    pub wave: usize,
}

/// Draws a sample. The rows come in the order of release.
///
/// # Errors
/// When the plan does not fit the frame.
pub fn draw(frame: &Frame, plan: &Plan<'_>, seed: &Seed) -> Result<Vec<SampleRow>, SampleError> {
    Ok(draw::rows(frame, plan, &sizes(frame, plan)?, seed))
}

/// How many stations each stratum has in the sample, in the sample with one reserve, and so on.
/// With clusters: how many times an area is drawn.
///
/// # Errors
/// When the plan does not fit the frame.
pub fn sizes(frame: &Frame, plan: &Plan<'_>) -> Result<Vec<Vec<usize>>, SampleError> {
    check(frame, plan)?;
    let mut allocator = allocator(frame, plan)?;
    let each = plan.each();
    let wanted = plan.size.div_ceil(each);
    if allocator.taken() > wanted {
        return Err(SampleError::TooFew {
            wanted: plan.size,
            least: allocator.taken() * each,
            strata: frame.strata().len(),
        });
    }
    let sizes = (0..=plan.waves).map(|wave| {
        allocator.grow_to(wanted + wave * plan.wave_size);
        allocator.counts().to_vec()
    });
    Ok(sizes.collect())
}

fn check(frame: &Frame, plan: &Plan<'_>) -> Result<(), SampleError> {
    let reserve = plan.waves.saturating_mul(plan.wave_size);
    let wanted = plan.size.saturating_add(reserve);
    if wanted > frame.len() {
        return Err(SampleError::TooMany { wanted, frame: frame.len() });
    }
    if matches!(plan.method, Method::Pps | Method::Voters) && !frame.has_register() {
        return Err(SampleError::NoRegister);
    }
    match plan.clusters {
        Some(clusters) if clusters.each == 0 => Err(SampleError::NoCluster),
        Some(_) if plan.waves > 0 => Err(SampleError::WithClusters("reserves")),
        Some(_) if plan.method != Method::Proportional => {
            Err(SampleError::WithClusters("another method"))
        }
        _ => Ok(()),
    }
}

/// The division of a plan, with the minima given and nothing more.
fn allocator(frame: &Frame, plan: &Plan<'_>) -> Result<Allocator, SampleError> {
    let strata = stratum::strata(frame);
    let deviations = match plan.method {
        Method::Neyman => plan.scatter.ok_or(SampleError::NoPrevious)?.deviations(),
        _ => Vec::new(),
    };
    let room = |(at, stratum): (usize, &stratum::Stratum)| match plan.clusters {
        Some(clusters) => stratum.clustered(clusters.each),
        None => stratum.room(plan.method, deviations.get(at).copied()),
    };
    let rooms: Vec<Room> = strata.iter().enumerate().map(room).collect();
    let least = match plan.clusters {
        Some(clusters) => plan.least.div_ceil(clusters.each).max(2),
        None => plan.least.max(1),
    };
    Ok(Allocator::new(&rooms, least))
}

#[cfg(test)]
mod tests;
