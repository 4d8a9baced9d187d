//! Real elections for the benches.

use std::{fs::File, path::Path, path::PathBuf};

use sanaq_election::StationResults;
use sanaq_estimate::rehearse::Population;
use sanaq_import::{Limits, builtin, read};

/// The folder of the data sets.
pub(crate) fn data() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(std::env::var_os("SANAQ_DATA").unwrap_or_else(|| "../shared/data".into()))
}

/// A past election by its recipe and file, ready to be sampled; nothing where it is absent.
pub(crate) fn population(
    recipe: &str,
    file: &str,
    previous: Option<&StationResults>,
) -> Option<Population> {
    let results = results(recipe, file)?;
    let election = sanaq_election::builtin::election(recipe).unwrap().unwrap();
    let regions = results.area.iter().map(|area| results.areas.ancestor(*area, 1).to_owned());
    let regions: Vec<String> = regions.collect();
    Some(Population::new(&results, &election, &regions, previous).unwrap())
}

/// Its station results.
pub(crate) fn results(recipe: &str, file: &str) -> Option<StationResults> {
    let open = File::open(data().join(file)).ok()?;
    let built_in = builtin::recipe(recipe).unwrap().unwrap();
    let election = sanaq_election::builtin::election(recipe).unwrap().unwrap();
    let limits = Limits::default();
    let import = read(open, recipe, Some(&built_in), Some(&election), &limits, &|_| ()).unwrap();
    Some(import.results)
}
