//! The page on recipes shows only recipes that are read.

use sanaq_import::{Recipe, builtin};

const PAGE: &str = include_str!("../../../../docs/recipe-toml.md");

/// The examples of a language in the page.
fn examples(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let blocks = PAGE.split(fence.as_str()).skip(1);
    blocks.map(|block| block.split("```").next().unwrap()).collect()
}

#[test]
fn every_example_parses() {
    let examples = examples("toml");
    assert!(examples.len() > 8);
    for example in examples {
        if let Err(error) = Recipe::parse("docs/recipe-toml.md", example) {
            panic!("{error}\n{example}");
        }
    }
}

#[test]
fn the_whole_example_reads_the_whole_file() {
    let recipe = examples("toml")[0];
    let import = crate::by_recipe(recipe, examples("csv")[0].as_bytes()).unwrap();
    let results = &import.results;
    assert_eq!(results.stations.iter().collect::<Vec<_>>(), ["77/1", "77/2"]);
    assert_eq!(results.area_path(0), "North/Lake");
    assert_eq!(results.line("registered").unwrap().iter().collect::<Vec<_>>(), [Some(1200), None]);
    assert_eq!(import.dropped[0].rows, 1);
}

#[test]
fn every_key_of_the_parser_stands_in_the_page() {
    let keys = [
        "name",
        "title",
        "election",
        "source",
        "notes",
        "kind",
        "encoding",
        "separator",
        "quote",
        "skip-rows",
        "header-rows",
        "sheet",
        "member",
        "unknown",
        "zero",
        "thousands",
        "decimal",
        "on-error",
        "layout",
        "station",
        "area",
        "is",
        "starts",
        "contains",
        "at",
        "text",
        "blank",
        "strip",
        "pad",
        "first",
        "names",
        "fill-down",
        "path",
        "minus",
        "first",
        "last",
        "option",
        "figure",
        "lines",
        "options",
        "others",
        "is-not",
        "empty",
        "ends",
        "reason",
        "column",
    ];
    for key in keys {
        assert!(PAGE.contains(&format!("`{key}`")), "no `{key}` in docs/recipe-toml.md");
    }
}

#[test]
fn built_in_recipes_are_listed() {
    for name in builtin::names() {
        assert!(PAGE.contains(&format!("`{name}`")), "no `{name}` in docs/recipe-toml.md");
    }
}
