//! `sanaq recipes`

use serde_json::json;

use crate::{
    exit::Failure,
    output::{self, Format},
};

/// List the recipes and elections that ship with the program, or print one.
///
/// A recipe says how to read somebody's file as station results. Where it names an election,
/// `--election` may be left out.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sanaq recipes\n  sanaq recipes russia-2018 > mine.toml\n  \
    sanaq recipes --election kazakhstan-2021")]
pub(crate) struct Arguments {
    /// Print this recipe.
    name: Option<String>,
    /// Print this election instead.
    #[arg(long, value_name = "NAME", conflicts_with = "name")]
    election: Option<String>,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(name) = &arguments.name {
        let text = sanaq_import::builtin::text(name);
        return output::text(text.ok_or_else(|| unknown("recipe", name))?);
    }
    if let Some(name) = &arguments.election {
        let text = sanaq_election::builtin::text(name);
        return output::text(text.ok_or_else(|| unknown("election", name))?);
    }
    let recipes: Vec<_> = sanaq_import::builtin::names()
        .filter_map(|name| Some((name, sanaq_import::builtin::recipe(name)?.ok()?)))
        .collect();
    let elections: Vec<&str> = sanaq_election::builtin::names().collect();
    match arguments.format {
        Format::Json => output::json(&json!({
            "recipes": recipes.iter().map(|(name, recipe)| json!({
                "name": name,
                "title": recipe.title,
                "election": recipe.election,
                "source": recipe.source,
            })).collect::<Vec<_>>(),
            "elections": elections,
        })),
        Format::Text => {
            let row = |(name, recipe): &(&str, sanaq_import::Recipe)| {
                vec![(*name).to_owned(), recipe.title.clone()]
            };
            let rows = recipes.iter().map(row).collect();
            let table = output::table(&["recipe", "reads"], rows);
            output::text(&format!("{table}Elections: {}\n", elections.join(", ")))
        }
    }
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::Input(format!("no built-in {what} is called «{name}»: `sanaq recipes` lists them"))
}
