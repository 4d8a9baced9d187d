//! One command a file; its help text is its documentation.

#[cfg(feature = "serve")]
mod backup;
mod check;
mod convert;
#[cfg(feature = "serve")]
mod demo;
mod estimate;
mod example;
mod exit_poll;
mod forensics;
#[cfg(feature = "serve")]
mod keys;
#[cfg(feature = "serve")]
mod open;
#[cfg(feature = "serve")]
mod publish;
mod recipes;
mod rehearse;
#[cfg(feature = "serve")]
mod restore;
mod sample;
mod seats;
#[cfg(feature = "serve")]
mod serve;
mod simulate;
mod spoiled;
mod turnout;
#[cfg(feature = "serve")]
mod verify;
#[cfg(feature = "serve")]
mod witness;

use clap::Subcommand;

use crate::exit::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    #[cfg(feature = "serve")]
    Backup(backup::Arguments),
    Check(check::Arguments),
    Convert(convert::Arguments),
    #[cfg(feature = "serve")]
    Demo(Box<demo::Arguments>),
    Estimate(Box<estimate::Arguments>),
    Example(example::Arguments),
    ExitPoll(exit_poll::Arguments),
    Forensics(forensics::Arguments),
    #[cfg(feature = "serve")]
    #[command(subcommand)]
    Keys(keys::What),
    #[cfg(feature = "serve")]
    Open(open::Arguments),
    #[cfg(feature = "serve")]
    Publish(publish::Arguments),
    Recipes(recipes::Arguments),
    Rehearse(rehearse::Arguments),
    #[cfg(feature = "serve")]
    Restore(restore::Arguments),
    Sample(Box<sample::Arguments>),
    Seats(seats::Arguments),
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    Simulate(simulate::Arguments),
    Spoiled(spoiled::Arguments),
    Turnout(turnout::Arguments),
    #[cfg(feature = "serve")]
    #[command(subcommand)]
    Verify(verify::What),
    #[cfg(feature = "serve")]
    Witness(witness::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            #[cfg(feature = "serve")]
            Self::Backup(arguments) => backup::run(&arguments),
            Self::Check(arguments) => check::run(&arguments),
            Self::Convert(arguments) => convert::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Demo(arguments) => demo::run(*arguments),
            Self::Example(arguments) => example::run(&arguments),
            Self::ExitPoll(arguments) => exit_poll::run(&arguments),
            Self::Forensics(arguments) => forensics::run(&arguments),
            Self::Estimate(arguments) => estimate::run(&arguments),
            Self::Rehearse(arguments) => rehearse::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Keys(what) => keys::run(&what),
            #[cfg(feature = "serve")]
            Self::Open(arguments) => open::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Publish(arguments) => publish::run(&arguments),
            Self::Recipes(arguments) => recipes::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Restore(arguments) => restore::run(&arguments),
            Self::Sample(arguments) => sample::run(&arguments),
            Self::Seats(arguments) => seats::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Serve(arguments) => serve::run(arguments),
            Self::Simulate(arguments) => simulate::run(&arguments),
            Self::Spoiled(arguments) => spoiled::run(&arguments),
            Self::Turnout(arguments) => turnout::run(&arguments),
            #[cfg(feature = "serve")]
            Self::Verify(what) => verify::run(&what),
            #[cfg(feature = "serve")]
            Self::Witness(arguments) => witness::run(&arguments),
        }
    }
}
