//! `sanaq restore`

use std::path::PathBuf;

use super::backup::say;
use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::Format,
    progress,
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
    let bar = progress::step("checking");
    let shown = bar.clone();
    let done = mission::wait(async {
        let told = move |at: u64, all: u64| shown.set_message(format!("restoring {at} of {all}"));
        sanaq_server::restore(&config, &arguments.directory, &told).await.map_err(Failure::input)
    });
    bar.finish_and_clear();
    say(done?, "restored", arguments.format)
}
