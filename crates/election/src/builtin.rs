//! The elections that ship with the program, by name.

use crate::{contest::Election, file::FileError};

macro_rules! elections {
    ($($name:literal),* $(,)?) => {
        const ELECTIONS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../elections/", $name, ".toml")))),*
        ];
    };
}

elections! {
    "afghanistan-2014",
    "albania-2013",
    "canada-2011",
    "example",
    "georgia-2024",
    "germany-2025-sachsen-anhalt",
    "kazakhstan-2021",
    "kazakhstan-2023",
    "mexico-2006",
    "poland-2025-round1",
    "poland-2025-round2",
    "russia-2011",
    "russia-2018",
    "russia-2020",
}

/// The names of all built-in elections, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    ELECTIONS.iter().map(|(name, _)| *name)
}

/// The text of a built-in election.
pub fn text(name: &str) -> Option<&'static str> {
    ELECTIONS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// A built-in election, or nothing when no election has that name.
pub fn election(name: &str) -> Option<Result<Election, FileError>> {
    text(name).map(|text| Election::parse(name, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_election_parses() {
        for name in names() {
            if let Some(Err(error)) = election(name) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn names_are_sorted_and_distinct() {
        let names: Vec<_> = names().collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }
}
