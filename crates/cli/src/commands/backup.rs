//! `sanaq backup`

use std::path::PathBuf;

use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::{self, Format, count},
};

/// Copy a mission into a directory while its server runs.
///
/// The log up to its newest signed head, and every photo and sealed answer. Taken again into the
/// same directory, only what is new is added. The server's secrets are not copied: keep the folder
/// `keys` of the mission somewhere else, and safe.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sanaq backup --data mission copies/monday")]
pub(crate) struct Arguments {
    #[command(flatten)]
    kept: Kept,
    /// Where the copy goes.
    directory: PathBuf,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.kept.silent()?;
    let done = mission::watched("copying", "copying", async |told| {
        sanaq_server::backup(&config, &arguments.directory, told).await
    })?;
    say(done, "copied", arguments.format)
}

/// What was copied.
pub(super) fn say(kept: sanaq_server::Kept, word: &str, format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {
            output::json(&serde_json::json!({ "entries": kept.entries, "blobs": kept.blobs }))
        }
        Format::Text => output::text(&format!(
            "{word}: a log of {} entries, {} new photos and sealed answers\n",
            count(kept.entries),
            count(kept.blobs as u64)
        )),
    }
}
