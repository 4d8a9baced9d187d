//! `sanaq`: is the announced result what the voters said?

mod commands;
mod distribution;
mod exit;
mod input;
mod method;
#[cfg(feature = "serve")]
mod mission;
mod output;
mod picture;
mod progress;
#[cfg(feature = "serve")]
mod secret_file;
mod strata;
mod visits;

use std::process::ExitCode;

use clap::Parser;

use crate::exit::Failure;

/// Is the announced result what the voters said? Evidence that anyone can check.
///
/// Give it station-level results and the election's law: it says whether the figures add up, who
/// gets which seats, and whether the numbers carry fingerprints of invention.
#[derive(Parser)]
#[command(name = "sanaq", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Example:\n  \
    sanaq simulate --election kazakhstan-2021 --stations 10000 \
--fraud stuffing:0.15,round:0.05 --out country.csv\n  \
    sanaq forensics country.csv --election kazakhstan-2021 --report country.html\n\n\
Exit code: 0 when the work was done (findings are not failures), 2 for unusable input or \
arguments, 1 for a failure inside.")]
struct Arguments {
    /// How many threads to use, up to 256; 0 is one for each core. The result does not depend on
    /// it.
    #[arg(long, global = true, default_value_t = 0, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(0..=256))]
    threads: u16,
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // A pool that is already there (it never is) would do as well.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.into()).build_global();
    match arguments.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(&failure),
    }
}

fn report(failure: &Failure) -> ExitCode {
    if failure.is_broken_pipe() {
        // Whoever read us has enough, as with `| head`.
        return ExitCode::SUCCESS;
    }
    progress::say(&format!("sanaq: {failure}"));
    failure.code()
}
