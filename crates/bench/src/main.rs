//! The bars of the server: what it must hold, as commands that measure it on this machine.
//!
//! `cargo run -p bench --release -- NAME`. Each runs the real program, `sanaq serve`, in a process
//! of its own, prints its figure last, and ends with 1 when the bar does not hold. How to read
//! them: docs/benches.md.
#![expect(clippy::print_stdout, reason = "figures are what they are for")]
#![expect(clippy::disallowed_methods, reason = "they measure time")]

#[path = "../../log/tests/whole/cluster.rs"]
#[expect(clippy::unwrap_used, clippy::panic, reason = "shared with the log's tests")]
mod cluster;
mod crash;
mod disk;
mod draw;
mod failover;
mod failure;
mod hostile;
mod http;
mod jpeg;
mod ledger;
mod load;
mod mission;
mod process;
mod scale;
mod search;
mod seizure;
mod traffic;
mod wal;
mod writers;

use std::{io::Write as _, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// What the server must hold, measured on this machine. Prints a figure last; exit code 1 when the
/// bar does not hold.
#[derive(Parser)]
#[command(name = "bench", max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Example:\n  cargo run -p bench --release -- crash --rounds 1000")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Crash(crash::Arguments),
    Failover(failover::Arguments),
    Hostile(hostile::Arguments),
    Load(load::Arguments),
    Scale(scale::Arguments),
    Seizure(seizure::Arguments),
}

impl Command {
    async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Crash(arguments) => crash::run(&arguments).await,
            Self::Failover(arguments) => failover::run(&arguments).await,
            Self::Hostile(arguments) => hostile::run(&arguments).await,
            Self::Load(arguments) => load::run(&arguments).await,
            Self::Scale(arguments) => scale::run(&arguments).await,
            Self::Seizure(arguments) => seizure::run(&arguments).await,
        }
    }
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(command.run()),
        Err(error) => Err(Failure::from(error)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // A closed standard error is nobody's loss.
            let _ = writeln!(std::io::stderr(), "bench: {failure}");
            ExitCode::FAILURE
        }
    }
}
