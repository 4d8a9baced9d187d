//! `sanaq restore`

use std::path::PathBuf;

use super::backup::say;
use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::Format,
};

/// Fill an empty mission from a copy that `sanaq backup` made.
///
/// Nothing in the copy is believed: every entry is hashed anew, and the whole must be what the
/// mission's own log signed. So the folder `keys` of the mission is put back first.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    mkdir mission && cp -r safe/keys mission/ && sanaq restore --data mission copies/monday")]
pub(crate) struct Arguments {
    #[command(flatten)]
    kept: Kept,
    /// The copy.
    directory: PathBuf,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.kept.silent()?;
    let done = mission::watched("checking", "restoring", async |told| {
        sanaq_server::restore(&config, &arguments.directory, told).await
    })?;
    say(done, "restored", arguments.format)
}
