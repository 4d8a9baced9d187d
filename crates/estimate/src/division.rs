//! What strata are made of, in words: `none`, `region`, `district`, `area`, a level of the area's
//! path, or a column of a file. The same words draw a sample and estimate from it.

use std::collections::BTreeMap;

use sanaq_election::StationResults;

/// A part of a stratum's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole country.
    Nation,
    /// So many levels of the area's path; the largest number: all of it.
    Level(usize),
    /// A value by station's code.
    Column(BTreeMap<String, String>),
}

impl Part {
    /// What every list of stations has; nothing for the name of a column.
    pub fn named(name: &str) -> Option<Self> {
        let level = match name {
            "none" => return Some(Self::Nation),
            "region" => Some(1),
            "district" => Some(2),
            "area" => Some(usize::MAX),
            _ => name.parse().ok().filter(|level| *level > 0),
        };
        level.map(Self::Level)
    }

    fn of<'a>(&'a self, results: &'a StationResults, at: usize) -> Option<&'a str> {
        match self {
            Self::Nation => None,
            Self::Level(usize::MAX) => Some(results.area_path(at)),
            Self::Level(level) => {
                let area = results.area.get(at)?;
                Some(results.areas.ancestor(*area, *level))
            }
            Self::Column(values) => {
                let value = values.get(results.stations.get(at));
                Some(value.map_or("unknown", String::as_str))
            }
        }
    }
}

/// The parts that words such as `region+2` name.
///
/// # Errors
/// With the word that names none.
pub fn parts(words: &str) -> Result<Vec<Part>, &str> {
    words.split('+').map(str::trim).map(|name| Part::named(name).ok_or(name)).collect()
}

/// One label for each station: the parts, joined.
pub fn labels(parts: &[Part], results: &StationResults) -> Vec<String> {
    let label = |at: usize| {
        // Blanks at the ends would not survive a list of drawn stations.
        let words = parts.iter().filter_map(|part| part.of(results, at)).map(str::trim);
        words.collect::<Vec<_>>().join(" · ")
    };
    (0..results.len()).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_parts_and_columns_do_not() {
        assert_eq!(parts("region+ 3"), Ok(vec![Part::Level(1), Part::Level(3)]));
        assert_eq!(parts("none"), Ok(vec![Part::Nation]));
        assert_eq!(parts("region+urban"), Err("urban"));
        assert_eq!(parts("0"), Err("0"));
    }
}
