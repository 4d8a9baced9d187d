//! `sanaq publish`

use std::path::PathBuf;

use serde_json::json;

use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::{self, Format, count},
};

/// Write a mission's public files, which any web server or content network can hand out.
///
/// The newest signed head of the log, the tiles under it, the keys, and a page that says what is
/// there. Readers of these never touch the server. Taken again, only what is new is written, so run
/// it as often as you like, or let `sanaq serve --public DIR` do it.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
sanaq publish --data mission --origin mission.example/log public\n  \
sanaq verify published public --key public/keys.txt")]
pub(crate) struct Arguments {
    #[command(flatten)]
    kept: Kept,
    /// Where the files go.
    directory: PathBuf,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.kept.silent()?;
    let done = mission::wait(async {
        sanaq_server::publish(&config, &arguments.directory).await.map_err(Failure::input)
    })?;
    match arguments.format {
        Format::Json => output::json(&json!({ "entries": done.size, "written": done.written })),
        Format::Text => output::text(&format!(
            "published: a log of {} entries, {} files new or changed\n",
            count(done.size),
            count(done.written as u64)
        )),
    }
}
