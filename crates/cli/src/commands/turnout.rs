//! `sanaq turnout`

mod inputs;
mod text;

use std::path::PathBuf;

use sanaq_estimate::headcount::{self, Choice as Chosen, HeadCount, HourCurve, Turnout};

use crate::{
    exit::Failure,
    output::{self, Format},
    strata::level,
    visits::{Choice, named},
};
use inputs::{Curves, Polls, Watched};

/// Project turnout from the people whom observers counted at the door for some hours.
///
/// Hours that nobody watched are filled by a curve of how voters spread over the day, whose own
/// error is added once: it does not shrink with the number of stations. An interval for the country
/// needs a drawn sample of at least 30 stations; otherwise the turnout is that of the visited
/// stations.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq turnout counts.csv --curve hours.csv --sample sample.csv\n  \
    sanaq turnout counts.csv --curve hours.csv --register 11919241\n\n\
counts.csv has one row for each stretch of the day during which somebody counted:\n  \
    station,registered,from,to,entered,region\n  \
    271,1843,07:00,08:00,38,Almaty city\n  \
    271,1843,09:30,13:00,211,Almaty city\n\n\
hours.csv says by which hour which part of the day's voters has come (column part), or the turnout \
by each hour up to closing, in any unit (column turnout):\n  \
    region,hour,turnout\n  \
    Almaty city,12:00,15.7\n  \
    Almaty city,20:00,30.3\n\n\
Without a column region one curve is used for all, and --curve-error must say how much it errs. \
Without a curve every station must have been watched while the polls were open.")]
pub(crate) struct Arguments {
    /// People who went in to vote, by station and hours.
    counts: PathBuf,
    /// How voters spread over the day. It is an assumption, the more so if it comes from the
    /// authority whose turnout is in question.
    #[arg(long, value_name = "FILE")]
    curve: Option<PathBuf>,
    /// The curve's coefficient of variation; without it, that between the curves of regions.
    #[arg(long, value_name = "CV", requires = "curve", value_parser = inputs::error)]
    curve_error: Option<f64>,
    /// When the polls were open.
    #[arg(long, value_name = "FROM-TO", default_value = "07:00-20:00")]
    #[arg(value_parser = inputs::polls)]
    polls: Polls,
    #[command(flatten)]
    choice: Choice,
    /// Registered voters of the whole country: gives bounds where stations were chosen by hand.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    register: Option<u64>,
    /// The level of the interval.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let curves = match &arguments.curve {
        Some(file) => Curves::read(file, arguments.polls)?,
        None => Curves::whole_day(arguments.polls)?,
    };
    let stations = inputs::stations(&arguments.counts, &curves)?;
    let codes: Vec<&str> = stations.iter().map(|station| station.code.as_str()).collect();
    let visits = arguments.choice.visits(&codes)?;
    let used: Vec<(&Watched, f64)> = visits.used_with(&stations).collect();
    if used.is_empty() {
        return Err(named(&arguments.counts, "found no station that was drawn, expected some"));
    }
    let seen: u64 = used.iter().map(|(station, _)| u64::from(station.register)).sum();
    if let Some(register) = arguments.register.filter(|register| *register < seen) {
        return Err(Failure::Input(format!(
            "--register: found {register}, expected at least {seen}, the registers of the {} \
             visited stations together",
            used.len()
        )));
    }
    let counts = used.iter().map(|(station, weight)| station.count(*weight, &curves));
    let counts = counts.collect::<Result<Vec<HeadCount<'_>>, Failure>>()?;
    let variation = curve_error(arguments, &curves, &counts)?;
    let chosen = match visits.refusal {
        Some(_) => Chosen::HandPicked { register: arguments.register },
        None => Chosen::Drawn,
    };
    let turnout: Turnout = headcount::turnout(&counts, chosen, variation, arguments.level)
        .map_err(|error| named(&arguments.counts, error))?;
    let said = text::Said {
        turnout: &turnout,
        visits: &visits,
        used: &used,
        curves: &curves,
        variation,
        level: arguments.level,
    };
    match arguments.format {
        Format::Json => output::json(&said.document()),
        Format::Text => output::text(&said.text()),
    }
}

/// What was given, or what the curves of regions say.
fn curve_error(
    arguments: &Arguments,
    curves: &Curves,
    counts: &[HeadCount<'_>],
) -> Result<f64, Failure> {
    if arguments.curve.is_none() {
        return Ok(0.0);
    }
    let all: Vec<HourCurve> = curves.all().cloned().collect();
    let found = arguments.curve_error.or_else(|| headcount::between_curves(&all, counts));
    found.ok_or_else(|| {
        Failure::Input(
            "--curve-error: found none and a single curve, expected the curve's coefficient of \
             variation (0.1 to 0.2 were measured between regions) or the curves of several regions"
                .to_owned(),
        )
    })
}
