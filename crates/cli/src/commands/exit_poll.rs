//! `sanaq exit-poll`

mod inputs;
mod text;

use std::path::PathBuf;

use sanaq_estimate::exit_poll::{Interviews, exit_poll};

use crate::{
    exit::Failure,
    output::{self, Format},
    strata::{level, part},
    visits::{Choice, named},
};

/// Say what an exit poll says, and what those who refused could change about it.
///
/// Stations are the unit of the error: voters of one station answer alike. An interval needs a
/// drawn sample of at least 30 stations. No interval shows who refused; so for the winner and for
/// the threshold it is told how those who refused would have had to vote for the statement to tip.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq exit-poll answers.csv --sample sample.csv --threshold 0.07\n\n\
answers.csv has one row a station, or one a station and group:\n  \
    station,group,voters,asked,votes.nur-otan,votes.ak-zhol\n  \
    271,women 18-34,930,14,6,2\n  \
    271,men 18-34,930,11,3,1\n\n\
Only station and one column votes.… must be there. asked: everybody who was asked; who would not \
say is among them, in no column of votes, and counts as a refusal. group: what interviewers note \
of everybody whom they ask, such as sex and age; a group that refuses more counts as it was asked. \
voters: how many voted at the station that day.")]
pub(crate) struct Arguments {
    /// Answers by station.
    answers: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// The share that the law asks of a list, such as 0.07.
    #[arg(long, value_name = "PART", value_parser = part)]
    threshold: Option<f64>,
    /// The level of the intervals.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sheets = inputs::sheets(&arguments.answers)?;
    let codes: Vec<&str> = sheets.stations.iter().map(|station| station.code.as_str()).collect();
    let visits = arguments.choice.visits(&codes)?;
    let used: Vec<_> = visits.used_with(&sheets.stations).collect();
    let interviews = used.iter().map(|(station, weight)| Interviews {
        expansion: *weight,
        voters: station.voters,
        groups: station.groups.iter().map(|(_, group)| group.clone()).collect(),
    });
    let interviews: Vec<Interviews> = interviews.collect();
    let poll = exit_poll(&interviews, sheets.options.len(), arguments.level)
        .map_err(|error| named(&arguments.answers, error))?;
    let said = text::Said {
        poll: &poll,
        visits: &visits,
        options: &sheets.options,
        used: used.into_iter().map(|(station, _)| station).collect(),
        threshold: arguments.threshold,
        level: arguments.level,
    };
    match arguments.format {
        Format::Json => output::json(&said.document()),
        Format::Text => output::text(&said.text()),
    }
}
