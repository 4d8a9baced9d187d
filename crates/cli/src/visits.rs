//! Stations that somebody visited, how they were chosen, and what may be said of the rest.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use sanaq_estimate::{
    quick_count::{FEWEST, Remark},
    sample::{List, ListError, Row, Table},
};
use serde_json::{Value, json};

use crate::{exit::Failure, output::count, strata::text_of};

/// How the stations were chosen.
#[derive(clap::Args)]
pub(crate) struct Choice {
    /// The list of drawn stations that `sanaq sample` wrote. Without it stations count as chosen by
    /// hand, and nothing is said of the country.
    #[arg(long, value_name = "FILE")]
    sample: Option<PathBuf>,
    /// How many reserve waves of the list are in use; a wave is used whole or not at all.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    waves: usize,
}

/// The visited stations against the list of drawn ones.
pub(crate) struct Visits {
    /// What each visited station counts for, in their order: 1 / its chance; nothing for a station
    /// that was not drawn.
    weights: Vec<Option<f64>>,
    /// Drawn stations, where there is a list.
    drawn: Option<usize>,
    /// Whether the list leaves out chances of being drawn.
    without_chances: bool,
    /// Why nothing is said of the country.
    pub(crate) refusal: Option<String>,
}

impl Choice {
    /// Holds visited stations, each named once, against the list.
    pub(crate) fn visits(&self, codes: &[&str]) -> Result<Visits, Failure> {
        let Some(file) = &self.sample else {
            let stations = codes.len();
            let refusal = Some(Remark::HandPicked { stations }.to_string());
            let weights = vec![Some(1.0); stations];
            return Ok(Visits { weights, drawn: None, without_chances: false, refusal });
        };
        let list = List::parse(&text_of(file)?).map_err(|error| named(file, error))?;
        let drawn: BTreeMap<&str, Option<f64>> =
            list.in_use(self.waves).map(|(row, chance)| (row.station.as_str(), chance)).collect();
        if drawn.is_empty() {
            return Err(named(file, "found no station, expected those that were drawn"));
        }
        // A list without chances, or with some missing, was drawn with equal ones.
        let known = drawn.values().all(Option::is_some);
        let weight = |chance: Option<f64>| chance.filter(|_| known).map_or(1.0, |p| 1.0 / p);
        let weights = codes.iter().map(|code| drawn.get(code).copied().map(weight));
        let mut visits = Visits {
            weights: weights.collect(),
            drawn: Some(drawn.len()),
            without_chances: !known,
            refusal: None,
        };
        let stations = visits.used();
        if stations < FEWEST {
            visits.refusal = Some(format!(
                "found {stations} visited stations of the sample, expected at least {FEWEST}: all \
                 that may be said is «at {stations} visited stations»"
            ));
            // Sums over the stations seen are of each station once.
            for weight in visits.weights.iter_mut().flatten() {
                *weight = 1.0;
            }
        }
        Ok(visits)
    }
}

impl Visits {
    /// Visited stations that count, with what they count for.
    pub(crate) fn used_with<'a, T>(
        &'a self,
        stations: &'a [T],
    ) -> impl Iterator<Item = (&'a T, f64)> {
        stations.iter().zip(&self.weights).filter_map(|(one, weight)| Some((one, (*weight)?)))
    }

    /// How many visited stations count.
    pub(crate) fn used(&self) -> usize {
        self.weights.iter().flatten().count()
    }

    /// Drawn stations that nobody visited, where there is a list.
    fn missing(&self) -> Option<usize> {
        Some(self.drawn?.saturating_sub(self.used()))
    }

    pub(crate) fn document(&self) -> Value {
        json!({
            "visited": self.weights.len(),
            "drawn": self.drawn,
            "used": self.used(),
            "not_drawn": self.weights.len() - self.used(),
            "missing": self.missing(),
        })
    }

    /// The first lines of a text: how many stations, and what is not said of them.
    pub(crate) fn heading(&self) -> String {
        let number = |stations: usize| count(stations as u64);
        let mut text = format!("{} visited stations", number(self.used()));
        if let Some((drawn, missing)) = self.drawn.zip(self.missing()) {
            text = format!("{text}, {} drawn, {} missing", number(drawn), number(missing));
        }
        text.push('\n');
        if let Some(refusal) = &self.refusal {
            text = format!("{text}Nothing is said of the country: {refusal}.\n");
        }
        let left_out = self.weights.len() - self.used();
        if left_out > 0 {
            let left_out = number(left_out);
            text = format!("{text}  left out: {left_out} stations that were not drawn\n");
        }
        text
    }

    /// What a figure of the country rests on.
    pub(crate) fn assumptions(&self) -> Vec<String> {
        if self.refusal.is_some() {
            return Vec::new();
        }
        let mut all = vec![Remark::Random.to_string()];
        if self.without_chances {
            all.push("the list says no chances: they are taken to be equal".to_owned());
        }
        if let Some(missing) = self.missing().filter(|missing| *missing > 0) {
            all.push(format!(
                "{missing} drawn stations are missing, and taken to be like those visited"
            ));
        }
        all
    }
}

/// Lines «rests on» and «beware» of a text.
pub(crate) fn lines(word: &str, remarks: &[String]) -> String {
    remarks.iter().fold(String::new(), |text, remark| format!("{text}  {word}: {remark}\n"))
}

/// An error of a file, with its name.
pub(crate) fn named(file: &Path, error: impl std::fmt::Display) -> Failure {
    Failure::Input(format!("{}: {error}", file.display()))
}

/// Reads a table and makes something of it; errors name the file.
pub(crate) fn table<T>(
    file: &Path,
    needed: &[&str],
    read: impl FnOnce(&Table) -> Result<T, ListError>,
) -> Result<T, Failure> {
    let table = Table::parse(&text_of(file)?, needed).map_err(|error| named(file, error))?;
    if table.rows().len() == 0 {
        return Err(named(file, "line 2: found no row, expected at least one station"));
    }
    read(&table).map_err(|error| named(file, error))
}

/// The rows of each station, in the order of their first appearance.
pub(crate) fn by_station(table: &Table) -> Result<Vec<(&str, Vec<Row<'_>>)>, ListError> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stations: Vec<(&str, Vec<Row<'_>>)> = Vec::new();
    for row in table.rows() {
        let code = row.cell("station").ok_or_else(|| row.wrong("station", "a station's code"))?;
        let place = *places.entry(code).or_insert_with(|| {
            stations.push((code, Vec::new()));
            stations.len() - 1
        });
        if let Some((_, rows)) = stations.get_mut(place) {
            rows.push(row);
        }
    }
    Ok(stations)
}

/// A whole number above 0 that all rows of a station share.
pub(crate) fn shared(rows: &[Row<'_>], column: &str) -> Result<u32, ListError> {
    let mut figures = BTreeSet::new();
    let mut figure = 0;
    for row in rows {
        let above_0 = |cell: &str| cell.parse().ok().filter(|figure| *figure > 0_u32);
        figure = row.needed(column, "a whole number above 0", above_0)?;
        figures.insert(figure);
        if figures.len() > 1 {
            return Err(row.wrong(column, "the same figure in all rows of a station"));
        }
    }
    Ok(figure)
}
