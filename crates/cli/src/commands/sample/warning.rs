//! What whoever draws a sample should know before it is published.

use std::fmt;

use sanaq_estimate::{quick_count::FEWEST, sample::Method};
use serde::{Serialize, Serializer};

use super::text::Said;
use crate::output::{count, percent};

/// Strata that a warning names.
const NAMED: usize = 5;

/// Something to mend or to know. Serialises as its English sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Warning {
    /// Nobody can know that the seed was not chosen for its list.
    DefaultSeed,
    /// Strata whose spread their single station cannot show.
    Single(Vec<String>),
    /// Another number of stations than was asked for.
    Size { drawn: usize, wanted: usize },
    /// What clusters cost; nothing where no previous election says how much.
    Clusters { price: Option<f64> },
    /// Fewer protocols to come than an estimate needs.
    Few { expected: usize },
    /// Margins as if every station reported.
    AllReport,
    /// Stations that the previous election does not know.
    Unknown { stations: usize, file: String },
    /// No size has the margin.
    OutOfReach { margin: f64 },
    /// The size is too small for the margin.
    Short { margin: f64, size: usize, needed: usize },
    /// Chances by a register that is not there.
    WithoutRegister { stations: usize },
    /// Strata by area where no area is known.
    NoAreas,
    /// The file held something else.
    Replaced { file: String, commitment: String },
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DefaultSeed => out.write_str(
                "no --seed was given: nobody can check that this list was not picked among many; \
                 roll dice in public",
            ),
            Self::Single(strata) => {
                let named = strata.iter().take(NAMED).map(|name| format!("«{name}»"));
                let named = named.collect::<Vec<_>>().join(", ");
                let more = strata.len().saturating_sub(NAMED);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                write!(
                    out,
                    "a single station was drawn from {named}{more}: it shows no spread, and such a \
                     stratum is merged with a neighbour; give --minimum 2 or fewer strata"
                )
            }
            Self::Size { drawn, wanted } => write!(
                out,
                "{drawn} stations were drawn where {wanted} were asked for: areas are taken in \
                 whole groups, and an area with fewer stations gives all it has"
            ),
            Self::Clusters { price: Some(price) } => write!(
                out,
                "stations of one area vote alike: the widest margin is {price:.1} times that of as \
                 many stations drawn one by one"
            ),
            Self::Clusters { price: None } => out.write_str(
                "stations of one area vote alike: in five past elections districts of five \
                 stations had 1.5 to 1.9 times the margin of as many drawn one by one; --previous \
                 says what these cost",
            ),
            Self::Few { expected } => write!(
                out,
                "{expected} protocols are to be expected; below {FEWEST} `sanaq estimate` says \
                 nothing of the country"
            ),
            Self::WithoutRegister { stations } => write!(
                out,
                "{} stations have no register of voters and stand for the mean of their stratum",
                count(*stations as u64)
            ),
            Self::NoAreas => out
                .write_str("no station has an area: --strata and --clusters find nothing to go by"),
            Self::Replaced { file, commitment } => write!(
                out,
                "{file} held something else, with the SHA-256 {commitment}: it was replaced"
            ),
            Self::AllReport
            | Self::Unknown { .. }
            | Self::OutOfReach { .. }
            | Self::Short { .. } => self.of_margins(out),
        }
    }
}

impl Warning {
    fn of_margins(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AllReport => out.write_str(
                "margins are those of a sample that reports in full; --arrived 0.7 says them for \
                 seven in ten",
            ),
            Self::Unknown { stations, file } => write!(
                out,
                "{} stations of the frame are not in {file}: they are taken to be like the others \
                 of their stratum",
                count(*stations as u64)
            ),
            Self::OutOfReach { margin } => write!(
                out,
                "no size gives every option a margin of {} with so few stations reporting",
                percent(*margin)
            ),
            Self::Short { margin, size, needed } => write!(
                out,
                "{size} stations are fewer than the {needed} that a margin of {} needs",
                percent(*margin)
            ),
            _ => Ok(()),
        }
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// All warnings of a draw.
pub(super) fn warnings(said: &Said<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if said.arguments.seed.is_none() {
        warnings.push(Warning::DefaultSeed);
    }
    warnings.extend(of_the_frame(said));
    warnings.extend(of_the_draw(said));
    warnings.extend(of_the_outlook(said));
    if let Some(written) = said.written
        && let Some(commitment) = written.replaced.clone()
    {
        let file = written.path.display().to_string();
        warnings.push(Warning::Replaced { file, commitment });
    }
    warnings
}

fn of_the_frame(said: &Said<'_>) -> impl Iterator<Item = Warning> {
    let stations = said.frame.without_register();
    let by_register = matches!(said.plan.method, Method::Pps | Method::Voters);
    let without = (by_register && stations > 0).then_some(Warning::WithoutRegister { stations });
    let asked = said.arguments.division.strata != "none" || said.plan.clusters.is_some();
    let no_areas = asked && (0..said.frame.len()).all(|at| said.frame.area_path(at).is_empty());
    without.into_iter().chain(no_areas.then_some(Warning::NoAreas))
}

fn of_the_draw(said: &Said<'_>) -> impl Iterator<Item = Warning> {
    let alone = said.strata.iter().filter(|row| row.drawn == 1 && row.stations > 1);
    let alone: Vec<String> = alone.map(|row| row.stratum.clone()).collect();
    let single = (!alone.is_empty()).then_some(Warning::Single(alone));
    let (drawn, wanted) = (said.drawn(), said.plan.size);
    let size = (drawn != wanted).then_some(Warning::Size { drawn, wanted });
    let price = said.outlook.and_then(super::outlook::Outlook::price_of_clusters);
    let clusters = said.plan.clusters.map(|_| Warning::Clusters { price });
    let expected = said.expected_to_report();
    let few = (expected < FEWEST).then_some(Warning::Few { expected });
    single.into_iter().chain(size).chain(clusters).chain(few)
}

fn of_the_outlook(said: &Said<'_>) -> Vec<Warning> {
    let Some(outlook) = said.outlook else { return Vec::new() };
    let mut warnings = Vec::new();
    if said.arguments.arrived >= 1.0 {
        warnings.push(Warning::AllReport);
    }
    let stations = said.frame.len() - outlook.before.known.known;
    if stations > 0 {
        let file = outlook.before.loaded.file.clone();
        warnings.push(Warning::Unknown { stations, file });
    }
    let size = said.plan.size;
    warnings.extend(outlook.needed.as_ref().and_then(|answer| match &answer.found {
        None => Some(Warning::OutOfReach { margin: answer.margin }),
        Some(needed) if needed.size > size => {
            Some(Warning::Short { margin: answer.margin, size, needed: needed.size })
        }
        Some(_) => None,
    }));
    warnings
}
