//! Votes into seats: the figures of a contest put together from what was read.

use sanaq_election::{Contest, Formula, OptionId, OptionInfo, Votes};
use sanaq_forensics::Examination;
use sanaq_report::{SeatsNote, SeatsRow, SeatsTable};
use sanaq_seats::{InputError, Note, Outcome, Poll, Situation, allocate, with_options_of};

use crate::{exit::Failure, input::Loaded};

/// Seats as announced, and with the anomalous votes removed where their number can be said.
/// Nothing for contests that give no seats to lists.
pub(crate) fn with_and_without(
    loaded: &Loaded,
    examination: &Examination<'_>,
    language: &str,
) -> Result<Option<SeatsTable>, Failure> {
    let contest = with_options_of(&loaded.election.contest, &loaded.results);
    if !matches!(contest.rules.formula, Formula::LargestRemainder(_) | Formula::Divisor(_)) {
        return Ok(None);
    }
    let turnout = loaded.election.protocol.turnout.as_str();
    // Results that lack what the law asks for are shown without seats.
    let Ok(poll) = Poll::of_results(&contest, &loaded.results, turnout) else { return Ok(None) };
    let Ok(announced) = allocate(&contest, &poll) else { return Ok(None) };
    let without = removed(&contest, &poll, examination)
        .map(|poll| Ok((allocate(&contest, &poll)?, poll)))
        .transpose()
        .map_err(|error: InputError| Failure::Inside(error.to_string()))?;
    let rows = contest.options.iter().enumerate();
    let rows = rows.map(|(at, option)| row(option, at, &announced, without.as_ref(), language));
    let mut rows: Vec<SeatsRow> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.votes_announced));
    Ok(Some(SeatsTable { rows, notes: notes(&contest, &announced, language) }))
}

/// What a reader must know about the announced seats.
fn notes(contest: &Contest, outcome: &Outcome, language: &str) -> Vec<SeatsNote> {
    let label = |id: &OptionId| {
        let info = contest.options.iter().find(|info| info.id == *id);
        info.map_or_else(|| id.to_string(), |info| info.label(language).to_owned())
    };
    let lots = outcome.ties.iter().filter(|tie| tie.is_open()).map(|tie| SeatsNote::Lots {
        seats: tie.seats.get(),
        among: tie.undecided.iter().map(label).collect(),
    });
    let nobody = (outcome.situation == Situation::NobodyPassed).then_some(SeatsNote::NobodyPassed);
    let rules = outcome.notes.iter().filter_map(|note| match note {
        Note::LetIn { option, .. } => Some(SeatsNote::LetIn { list: label(option) }),
        Note::Unfilled { seats } => Some(SeatsNote::Unfilled { seats: seats.get() }),
        _ => None,
    });
    nobody.into_iter().chain(lots).chain(rules).collect()
}

fn row(
    option: &OptionInfo,
    at: usize,
    announced: &Outcome,
    without: Option<&(Outcome, Poll)>,
    language: &str,
) -> SeatsRow {
    let seats = |outcome: &Outcome| outcome.options.get(at).map(|option| option.seats.get());
    SeatsRow {
        id: option.id.to_string(),
        label: option.label(language).to_owned(),
        color: option.color.clone(),
        votes_announced: announced.options.get(at).map_or(0, |option| option.votes.get()),
        seats_announced: seats(announced).unwrap_or(0),
        votes_without: without
            .and_then(|(_, poll)| poll.nation.votes.get(at))
            .map(|votes| votes.get()),
        seats_without: without.and_then(|(outcome, _)| seats(outcome)),
    }
}

/// The poll without the anomalous votes: nothing where their number cannot be told from none, or
/// where seats depend on districts, since the number is one of the whole country.
fn removed(contest: &Contest, poll: &Poll, examination: &Examination<'_>) -> Option<Poll> {
    let found = examination.anomalous_votes.first().filter(|found| found.applies)?;
    found.low.filter(|low| 0.0 < *low)?;
    if !contest.districts.is_empty() {
        return None;
    }
    let at = contest.options.iter().position(|option| option.id.as_str() == found.option)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is positive"
    )]
    let anomalous = found.estimate?.round().max(0.0) as u64;
    let mut poll = poll.clone();
    let less = |votes: Votes| Votes(votes.get().saturating_sub(anomalous));
    let nation = &mut poll.nation;
    if let Some(votes) = nation.votes.get_mut(at) {
        *votes = less(*votes);
    }
    for line in [&mut nation.valid, &mut nation.cast, &mut nation.turnout] {
        *line = line.map(less);
    }
    Some(poll)
}
