//! `sanaq seats`

use std::fmt::Write as _;
use std::path::PathBuf;

use sanaq_election::{Contest, OptionInfo, Ratio, Seats, Votes};
use sanaq_seats::{Ballots, Outcome, Poll, Situation, Standing};
use serde_json::{Map, Value, json};

use crate::{
    exit::Failure,
    input,
    output::{self, Format, count},
};

/// Turn votes into seats by the election's law, step by step.
///
/// Exact arithmetic: what the law leaves open (a tie, a second round, a missed quorum) is told, and
/// no tie is broken unless the law says how.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq seats votes.csv --election kazakhstan-2021\n  \
    sanaq seats votes.csv --election kazakhstan-2021 --threshold 0.03 --format json\n  \
    sanaq seats stations.csv.zip --recipe russia-2011")]
pub(crate) struct Arguments {
    /// Votes by option (columns option, votes) or station results.
    votes: PathBuf,
    /// How to read station results: a built-in recipe or a recipe.toml.
    #[arg(long, value_name = "RECIPE")]
    recipe: Option<String>,
    /// The election: a built-in one or an election.toml. A recipe may name it.
    #[arg(long, value_name = "ELECTION", required_unless_present = "recipe")]
    election: Option<String>,
    /// Ask for another number of seats.
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// Ask for another threshold: a share such as 0.05 or 5%.
    #[arg(long, value_name = "X")]
    threshold: Option<Ratio>,
    /// Valid votes, where the votes by option are not all of them.
    #[arg(long, value_name = "N")]
    valid: Option<u64>,
    /// Ballots cast, where the law asks and the file does not say.
    #[arg(long, value_name = "N")]
    cast: Option<u64>,
    /// Registered voters, where the law asks and the file does not say.
    #[arg(long, value_name = "N")]
    registered: Option<u64>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (contest, poll) = arguments.contest_and_poll()?;
    let mut contest = contest;
    if let Some(seats) = arguments.seats {
        contest = sanaq_seats::with_seats(&contest, Seats(seats)).map_err(Failure::input)?;
    }
    if let Some(share) = arguments.threshold {
        contest = sanaq_seats::with_threshold(&contest, share).map_err(Failure::input)?;
    }
    let outcome = sanaq_seats::allocate(&contest, &poll)
        .map_err(|error| Failure::Input(format!("{}: {error}", arguments.votes.display())))?;
    match arguments.format {
        Format::Json => output::json(&document(&outcome)),
        Format::Text => output::text(&text(&contest, &outcome)),
    }
}

impl Arguments {
    fn contest_and_poll(&self) -> Result<(Contest, Poll), Failure> {
        let source = input::Source::new(&self.votes, self.recipe.clone(), self.election.clone());
        let (contest, mut poll) = match source.load_votes()? {
            input::VotesOrResults::Votes { election, votes: table } => {
                let mut contest = election.contest;
                if contest.options.is_empty() {
                    let ids = table.votes.iter().map(|(id, _)| OptionInfo::bare(id.clone()));
                    contest.options = ids.collect();
                }
                let line = |name: &str| {
                    let line = table.lines.iter().find(|(line, _)| line.as_str() == name);
                    line.map(|(_, sum)| Votes(*sum))
                };
                let votes = table.votes.iter().map(|(id, votes)| (id.as_str(), votes.get()));
                let ballots = Ballots {
                    valid: line("valid"),
                    cast: line("cast"),
                    registered: line("registered"),
                    turnout: line(election.protocol.turnout.as_str()),
                    ..Ballots::by_id(&contest, votes).map_err(|e| self.wrong(&e))?
                };
                (contest, Poll::national(ballots))
            }
            input::VotesOrResults::Results(loaded) => {
                let election = &loaded.election;
                let contest = sanaq_seats::with_options_of(&election.contest, &loaded.results);
                let turnout = election.protocol.turnout.as_str();
                let poll = Poll::of_results(&contest, &loaded.results, turnout);
                (contest, poll.map_err(|error| self.wrong(&error))?)
            }
        };
        let nation = &mut poll.nation;
        nation.valid = self.valid.map(Votes).or(nation.valid);
        nation.cast = self.cast.map(Votes).or(nation.cast);
        nation.registered = self.registered.map(Votes).or(nation.registered);
        Ok((contest, poll))
    }

    fn wrong(&self, error: &sanaq_seats::InputError) -> Failure {
        Failure::Input(format!("{}: {error}", self.votes.display()))
    }
}

/// The outcome with shares and standings as numbers.
fn document(outcome: &Outcome) -> Value {
    let mut document = json!(outcome);
    let shares = outcome.options.iter().map(|option| option.share.map(number));
    let options = document.get_mut("options").and_then(Value::as_array_mut);
    for (option, share) in options.into_iter().flatten().zip(shares) {
        if let Some(option) = option.as_object_mut() {
            option.insert("share".to_owned(), json!(share));
        }
    }
    let quota = outcome.quota.and_then(Standing::as_fraction);
    if let (Some((num, den)), Some(document)) = (quota, document.as_object_mut()) {
        document.insert("quota".to_owned(), json!(num as f64 / den as f64));
        let exact = Map::from_iter([
            ("numerator".to_owned(), json!(num.to_string())),
            ("denominator".to_owned(), json!(den.to_string())),
        ]);
        document.insert("quota_exact".to_owned(), Value::Object(exact));
    }
    document
}

fn number(share: Ratio) -> f64 {
    share.num() as f64 / share.den() as f64
}

pub(crate) fn text(contest: &Contest, outcome: &Outcome) -> String {
    let label = |id: &sanaq_election::OptionId| {
        let info = contest.options.iter().find(|info| info.id == *id);
        info.map_or_else(|| id.to_string(), |info| info.label("en").to_owned())
    };
    let rows = outcome.options.iter().map(|option| {
        vec![
            label(&option.id),
            count(option.votes.get()),
            option.share.map_or(String::new(), |share| output::percent(number(share))),
            if option.passed { "yes" } else { "no" }.to_owned(),
            option.seats.to_string(),
        ]
    });
    let mut text = output::table(&["", "votes", "share", "takes part", "seats"], rows.collect());
    text.push_str(&situation(&outcome.situation, label));
    if let Some(quota) = outcome.quota {
        let _ = writeln!(text, "Quota: {quota}");
    }
    for step in &outcome.steps {
        let place = step.district.as_ref().map(|district| format!("{district}: "));
        let _ = writeln!(
            text,
            "  {}{} {} by {} ({}), now {}",
            place.unwrap_or_default(),
            label(&step.winner),
            seats_word(step.seats),
            word(&step.basis),
            step.standing,
            step.total
        );
    }
    for tie in &outcome.ties {
        let names: Vec<String> = tie.candidates.iter().map(label).collect();
        let end = if tie.is_open() { "a lot must decide" } else { "decided by the law's rule" };
        let seats = seats_word(tie.seats);
        let _ = writeln!(text, "Tie for {seats} between {}: {end}", names.join(" and "));
    }
    text
}

fn seats_word(seats: Seats) -> String {
    if seats.get() == 1 { "1 seat".to_owned() } else { format!("{seats} seats") }
}

/// The word that JSON has for something.
fn word(value: &impl serde::Serialize) -> String {
    json!(value).as_str().unwrap_or_default().replace('-', " ")
}

fn situation(situation: &Situation, label: impl Fn(&sanaq_election::OptionId) -> String) -> String {
    match situation {
        Situation::Filled => String::new(),
        Situation::LotsNeeded => "Some seats wait for a lot.\n".to_owned(),
        Situation::NobodyPassed => "No option may take a seat.\n".to_owned(),
        Situation::SecondRound { between } => {
            let names: Vec<String> = between.iter().map(label).collect();
            format!("Nobody has the majority: a second round between {}.\n", names.join(" and "))
        }
        Situation::NobodyElected => "Nobody is elected.\n".to_owned(),
        Situation::QuorumMissed { quorum, reached, needed } => {
            let reached = reached.map_or("unknown".to_owned(), |r| output::percent(number(r)));
            let needed = output::percent(number(*needed));
            format!("The {} quorum is missed: {reached} of {needed}.\n", word(quorum))
        }
        Situation::Adopted => "Adopted.\n".to_owned(),
        Situation::Rejected => "Rejected.\n".to_owned(),
    }
}
