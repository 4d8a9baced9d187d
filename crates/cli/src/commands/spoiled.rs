//! `sanaq spoiled`

use std::{fmt::Write as _, path::PathBuf};

use sanaq_estimate::{
    sample::{ListError, Table},
    spoiled::{BallotBox, Estimate, Spoiled, spoiled},
};
use serde_json::{Value, json};

use crate::{
    exit::Failure,
    output::{self, Format, count, percent, percents},
    strata::{level, part},
    visits::{Choice, Visits, by_station, lines, named, table},
};

/// Say which share of the ballots was invalid, from stations where observers saw the count.
///
/// Ballots of one station spoil alike, so the station is the unit of the error. An estimate for
/// the country needs a drawn sample of at least 30 stations; otherwise the share is that of the
/// visited stations, and comparing it with an official one says nothing.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq spoiled boxes.csv --sample sample.csv --stations 10060 --official 0.0395\n\n\
boxes.csv has one row a station:\n  \
    station,ballots,invalid\n  \
    271,612,84\n\n\
ballots: all in the box, the invalid ones among them, as observers saw them counted; or everybody \
whom they saw put one in, if they watched all day. invalid: those that they saw to be invalid.")]
pub(crate) struct Arguments {
    /// Ballots and invalid ones by station.
    boxes: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// How many stations there are in all: the more of them were visited, the less is left to
    /// estimate.
    #[arg(long, value_name = "N", requires = "sample")]
    stations: Option<usize>,
    /// The official share, such as 0.0395, to compare with.
    #[arg(long, value_name = "PART", value_parser = part)]
    official: Option<f64>,
    /// The level of the interval.
    #[arg(long, value_name = "P", default_value = "0.95", value_parser = level)]
    level: f64,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The answer with what it was made from.
struct Said<'a> {
    arguments: &'a Arguments,
    visits: &'a Visits,
    /// Ballots and invalid ones at the stations that count.
    ballots: u64,
    invalid: u64,
    found: Spoiled,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = &arguments.boxes;
    let rows = table(file, &["station", "ballots", "invalid"], rows)?;
    let codes: Vec<&str> = rows.iter().map(|(code, ..)| code.as_str()).collect();
    let visits = arguments.choice.visits(&codes)?;
    let boxes = visits.used_with(&rows).map(|((_, ballots, invalid), weight)| BallotBox {
        ballots: *ballots,
        invalid: *invalid,
        weight,
    });
    let boxes: Vec<BallotBox> = boxes.collect();
    if let Some(stations) = arguments.stations.filter(|stations| *stations < boxes.len()) {
        return Err(Failure::Input(format!(
            "--stations: found {stations}, expected at least the {} that were visited",
            boxes.len()
        )));
    }
    // Without a number there is no end of stations, and nothing is taken off the error.
    let all = arguments.stations.unwrap_or(usize::MAX);
    let frame = visits.refusal.is_none().then_some(all);
    let found = spoiled(&boxes, frame, arguments.level).map_err(|error| named(file, error))?;
    let sum = |pick: fn(&BallotBox) -> u32| boxes.iter().map(|one| u64::from(pick(one))).sum();
    let (ballots, invalid) = (sum(|one| one.ballots), sum(|one| one.invalid));
    let said = Said { arguments, visits: &visits, ballots, invalid, found };
    match arguments.format {
        Format::Json => output::json(&said.document()),
        Format::Text => output::text(&said.text()),
    }
}

/// Code, ballots and invalid ones of each station.
fn rows(table: &Table) -> Result<Vec<(String, u32, u32)>, ListError> {
    let read = |(code, rows): (&str, Vec<sanaq_estimate::sample::Row<'_>>)| {
        if let Some(again) = rows.get(1) {
            return Err(again.wrong("station", "a code that stands once"));
        }
        let mut figures = (0, 0);
        for row in rows {
            figures = (row.count("ballots")?, row.count("invalid")?);
            if figures.0 < figures.1 {
                return Err(row.wrong("invalid", "no more than all ballots"));
            }
        }
        Ok((code.to_owned(), figures.0, figures.1))
    };
    by_station(table)?.into_iter().map(read).collect()
}

impl Said<'_> {
    fn estimate(&self) -> Option<Estimate> {
        match self.found {
            Spoiled::Estimate(estimate) => Some(estimate),
            Spoiled::Nothing | Spoiled::Visited { .. } | Spoiled::Whole { .. } => None,
        }
    }

    /// Whether the official share is inside the interval; nothing where there is none.
    fn official_fits(&self) -> Option<bool> {
        let (estimate, official) = self.estimate().zip(self.arguments.official)?;
        Some(estimate.share.contains(official))
    }

    /// Why nothing is said of the country although a sample was drawn.
    fn refusal(&self) -> Option<String> {
        let known = self.visits.refusal.clone();
        known.or(match self.found {
            Spoiled::Nothing => Some("no ballot was counted".to_owned()),
            Spoiled::Visited { .. } => {
                Some("the stations do not differ: nothing to make an interval of".to_owned())
            }
            Spoiled::Whole { .. } | Spoiled::Estimate(_) => None,
        })
    }

    fn share(&self) -> Option<f64> {
        (self.ballots > 0).then(|| self.invalid as f64 / self.ballots as f64)
    }

    fn document(&self) -> Value {
        let estimate = self.estimate();
        json!({
            "stations": self.visits.document(),
            "refusal": self.refusal(),
            "level": self.arguments.level,
            "visited": {
                "ballots": self.ballots,
                "invalid": self.invalid,
                "share": self.share(),
            },
            "counted": matches!(self.found, Spoiled::Whole { .. }),
            "share": estimate.map(|estimate| estimate.share),
            "error": estimate.map(|estimate| estimate.error),
            "degrees": estimate.map(|estimate| estimate.degrees),
            "design_effect": estimate.and_then(|estimate| estimate.design_effect),
            "correlation": estimate.and_then(|estimate| estimate.correlation),
            "official": self.arguments.official.map(|share| {
                json!({ "share": share, "fits": self.official_fits() })
            }),
            "assumptions": self.visits.assumptions(),
        })
    }

    fn text(&self) -> String {
        let mut text = self.visits.heading();
        if let (None, Some(refusal)) = (&self.visits.refusal, self.refusal()) {
            let _ = writeln!(text, "Nothing is said of the country: {refusal}.");
        }
        let stations = self.visits.used();
        let (invalid, ballots) = (count(self.invalid), count(self.ballots));
        let share = self.share().map_or(String::new(), |share| format!(": {}", percent(share)));
        let _ = writeln!(
            text,
            "At {stations} visited stations {invalid} of {ballots} ballots were invalid{share}"
        );
        if let Some(estimate) = self.estimate() {
            let share = estimate.share;
            let [low, share, high] = percents([share.low, share.estimate, share.high]);
            let _ = writeln!(text, "In the country: {share} ({low} to {high})");
            if let Some((effect, correlation)) = estimate.design_effect.zip(estimate.correlation) {
                let _ = writeln!(
                    text,
                    "Design effect {effect:.1}, correlation inside stations {correlation:.3}"
                );
            }
        }
        text.push_str(&self.comparison());
        text.push_str(&lines("rests on", &self.visits.assumptions()));
        text
    }

    fn comparison(&self) -> String {
        let Some(official) = self.arguments.official.map(percent) else { return String::new() };
        let said = match self.official_fits() {
            Some(true) => "lies inside the interval",
            Some(false) => "lies outside the interval",
            None => "cannot be compared: this is no estimate of the country",
        };
        format!("The official {official} {said}\n")
    }
}
