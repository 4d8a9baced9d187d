//! Whether the figures add up: totals, violated checks, stations over 100 %, duplicates.
//!
//! Exact integer arithmetic throughout. A check that needs a figure which a station did not
//! report is neither held nor violated there: it is counted as unchecked.
//!
//! Architecture invariant: depends on the `election` crate alone and holds no float.

mod comparison;
mod duplicate;
mod total;
mod violation;

use sanaq_election::{Election, StationResults};
use serde::Serialize;

pub use comparison::{Comparison, Difference};
pub use duplicate::{Duplicate, Likeness};
pub use total::{AreaTotals, OptionTotal, Totals};
pub use violation::{CheckCount, Side, Violation};

/// Everything that the arithmetic says.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How many stations there are.
    pub stations: usize,
    /// The sums over all stations.
    pub totals: Totals,
    /// The sums over each top-level area, in the order of the source.
    pub by_area: Vec<AreaTotals>,
    /// Every violation, by station.
    pub violations: Vec<Violation>,
    /// How often each check was violated, held, or could not be made.
    pub counts: Vec<CheckCount>,
    /// Stations with more ballots than registered voters.
    pub over_full: Vec<Violation>,
    /// Stations whose register is said to be empty.
    pub zero_registered: usize,
    /// Protocols that are the same, or nearly.
    pub duplicates: Vec<Duplicate>,
}

/// Adds up and checks.
pub fn check(results: &StationResults, election: Option<&Election>) -> Report {
    let (violations, counts) = violation::all(results, election);
    Report {
        stations: results.len(),
        totals: Totals::of(results, election),
        by_area: total::by_area(results, election),
        violations,
        counts,
        over_full: violation::over_full(results, election),
        zero_registered: results
            .line("registered")
            .map_or(0, |column| column.iter().filter(|figure| *figure == Some(0)).count()),
        duplicates: duplicate::find(results),
    }
}
