//! The recipes that ship with the program, by name.

use crate::recipe::{Recipe, RecipeError};

macro_rules! recipes {
    ($($name:literal),* $(,)?) => {
        const RECIPES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../recipes/", $name, ".toml")))),*
        ];
    };
}

recipes! {
    "afghanistan-2014",
    "albania-2013",
    "canada-2011",
    "georgia-2024",
    "germany-2025-sachsen-anhalt",
    "mexico-2006",
    "poland-2025-round1",
    "poland-2025-round2",
    "russia-2011",
    "russia-2018",
    "russia-2020",
}

/// The names of all built-in recipes, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    RECIPES.iter().map(|(name, _)| *name)
}

/// The text of a built-in recipe.
pub fn text(name: &str) -> Option<&'static str> {
    RECIPES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// A built-in recipe, or nothing when no recipe has that name.
pub fn recipe(name: &str) -> Option<Result<Recipe, RecipeError>> {
    text(name).map(|text| Recipe::parse(name, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_recipe_parses_and_names_a_built_in_election() {
        for name in names() {
            let recipe = recipe(name).unwrap().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(recipe.name, name);
            let election = recipe.election.unwrap();
            assert!(sanaq_election::builtin::text(&election).is_some(), "{name}: {election}");
        }
    }

    #[test]
    fn names_are_sorted_and_distinct() {
        let names: Vec<_> = names().collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }
}
