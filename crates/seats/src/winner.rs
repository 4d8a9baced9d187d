//! Contests that the most votes decide: plurality, and majority with a second round.

use std::cmp::Ordering;

use sanaq_election::{Bar, Contest, Majority, OptionId, Ratio, Seats, TieBreak, Win};

use crate::{
    admission,
    choice::{Edge, Runner, choose},
    list::{self, Entrant, Field, Working},
    outcome::{Basis, Note, Outcome, Quorum, Situation, Step, Tie},
    poll::{Ballots, InputError, Poll},
    standing::Standing,
};

/// As many winners as seats, by most votes.
pub(crate) fn most_votes(field: &Field<'_>) -> Working {
    let mut working = Working::of(field.entrants.len());
    let votes = |at: usize| field.entrants.get(at).map_or(0, |entrant: &Entrant| entrant.votes);
    let runners = field.runners(|_, entrant| entrant.votes > 0);
    let seats = usize::try_from(field.seats).unwrap_or(usize::MAX);
    let more = |one: &Runner, two: &Runner| one.votes.cmp(&two.votes);
    let choice = choose(runners, seats, more, field.tie_break);
    working.apply(choice, Basis::Votes, |at| Standing::whole(votes(at)));
    working
}

/// Says so where a vote for none has the most votes: laws differ in what follows.
pub(crate) fn against_all(contest: &Contest, ballots: &Ballots) -> Option<Note> {
    let votes = |place: usize| ballots.votes_of(place);
    let (mut best, mut against) = (0u64, None);
    for (place, option) in contest.options.iter().enumerate() {
        if option.kind.is_eligible() {
            best = best.max(votes(place));
        } else if option.kind == sanaq_election::OptionKind::AgainstAll {
            against = Some((option.id.clone(), votes(place)));
        }
    }
    against.filter(|(_, votes)| *votes > best).map(|(option, _)| Note::AgainstAllLeads { option })
}

/// Whether a share reaches a bar.
pub(crate) fn reaches(bar: Bar, part: u64, whole: u64) -> bool {
    match bar.share.cmp_share(part, whole) {
        Ordering::Greater => true,
        Ordering::Equal => !bar.strict,
        Ordering::Less => false,
    }
}

/// Why a poll counts for nothing, if too few took part.
pub(crate) fn turnout_missed(
    contest: &Contest,
    ballots: &Ballots,
) -> Result<Option<Situation>, InputError> {
    let Some(bar) = contest.rules.turnout_quorum else { return Ok(None) };
    let (part, whole) = (ballots.took_part()?, ballots.whole(bar.of)?);
    Ok((!reaches(bar, part, whole)).then(|| Situation::QuorumMissed {
        quorum: Quorum::Turnout,
        reached: Ratio::new(part, whole),
        needed: bar.share,
    }))
}

/// Elects by majority, or says who goes on.
pub(crate) fn majority(
    contest: &Contest,
    majority: &Majority,
    poll: &Poll,
) -> Result<Outcome, InputError> {
    let mut outcome = list::blank(contest, poll)?;
    let admitted = admission::admit(contest, &poll.nation, None, &[])?;
    for (option, admission) in outcome.options.iter_mut().zip(&admitted.options) {
        option.passed = admission.takes_part();
        option.admission = admission.clone();
    }
    outcome.notes.extend(against_all(contest, &poll.nation));
    let entrants = admission::entrants(contest, &poll.nation, &admitted)?.entrants;
    if let Some(missed) = turnout_missed(contest, &poll.nation)? {
        outcome.situation = missed;
        return Ok(outcome);
    }
    let name = |at: &usize| {
        let entrant = entrants.get(*at)?;
        contest.options.get(entrant.place).map(|option| option.id.clone())
    };
    match first(contest, &majority.enough, &poll.nation, &entrants)? {
        First::Elected(at) => elect(&mut outcome, name(&at), &entrants, at),
        First::Equal(edge) => {
            outcome.ties.push(tie(contest, &edge, &entrants, name));
            match edge.chosen.as_slice() {
                [at] => elect(&mut outcome, name(at), &entrants, *at),
                _ => outcome.situation = Situation::LotsNeeded,
            }
        }
        First::Nobody => second_round(contest, majority, &entrants, name, &mut outcome),
    }
    Ok(outcome)
}

/// Who is elected in the first round.
enum First {
    Elected(usize),
    Equal(Edge),
    Nobody,
}

fn first(
    contest: &Contest,
    enough: &[Win],
    ballots: &Ballots,
    entrants: &[Entrant],
) -> Result<First, InputError> {
    let runners: Vec<Runner> = field(contest, entrants, 1).runners(|_, _| true);
    let more = |one: &Runner, two: &Runner| one.votes.cmp(&two.votes);
    let best = choose(runners.clone(), 1, more, contest.rules.tie_break);
    let two = choose(runners, 2, more, TieBreak::BallotOrder);
    let leader = best.sure.first().or(best.edge.as_ref().and_then(|edge| edge.equals.first()));
    let Some(leader) = leader.copied() else { return Ok(First::Nobody) };
    let votes = |at: usize| entrants.get(at).map_or(0, |entrant| entrant.votes);
    let edge = two.edge.as_ref().and_then(|edge| edge.chosen.last());
    let second = two.sure.get(1).or(edge).copied().filter(|second| *second != leader);
    let second = second.map_or(0, votes);
    let second = if best.edge.is_some() { votes(leader) } else { second };
    let mut wins = false;
    for win in enough {
        let whole = ballots.whole(win.bar.of)?;
        let leads = win.lead.cmp_share(votes(leader) - second.min(votes(leader)), whole).is_ge();
        wins |= reaches(win.bar, votes(leader), whole) && leads;
    }
    if let Some(bar) = contest.rules.approval_quorum {
        wins &= reaches(bar, votes(leader), ballots.whole(bar.of)?);
    }
    Ok(match best.edge {
        _ if !wins => First::Nobody,
        Some(edge) => First::Equal(edge),
        None => First::Elected(leader),
    })
}

fn field<'a>(contest: &Contest, entrants: &'a [Entrant], seats: u32) -> Field<'a> {
    let (remaining, tie_break) = (contest.rules.remaining_seats, contest.rules.tie_break);
    Field { entrants, scale: 1, seats, remaining, tie_break }
}

fn elect(outcome: &mut Outcome, name: Option<OptionId>, entrants: &[Entrant], at: usize) {
    let Some((winner, entrant)) = name.zip(entrants.get(at)) else { return };
    if let Some(option) = outcome.options.get_mut(entrant.place) {
        option.seats = Seats(1);
    }
    outcome.steps.push(Step {
        district: None,
        alliance: None,
        winner,
        basis: Basis::Votes,
        seats: Seats(1),
        standing: Standing::whole(entrant.votes),
        total: Seats(1),
    });
}

fn tie(
    contest: &Contest,
    edge: &Edge,
    entrants: &[Entrant],
    name: impl Fn(&usize) -> Option<OptionId>,
) -> Tie {
    let names = |entrants: &[usize]| entrants.iter().filter_map(&name).collect::<Vec<_>>();
    let equal = edge.equals.first().and_then(|at| entrants.get(*at));
    Tie {
        district: None,
        alliance: None,
        basis: Basis::Votes,
        candidates: names(&edge.equals),
        seats: Seats(u32::try_from(edge.seats).unwrap_or(u32::MAX)),
        standing: Standing::whole(equal.map_or(0, |entrant| entrant.votes)),
        chosen: names(&edge.chosen),
        broken_by: contest.rules.tie_break,
        undecided: names(&edge.undecided),
    }
}

/// Who goes on to the second round: the first two, or as many as the law says.
fn second_round(
    contest: &Contest,
    majority: &Majority,
    entrants: &[Entrant],
    name: impl Fn(&usize) -> Option<OptionId>,
    outcome: &mut Outcome,
) {
    if majority.runoff == 0 || entrants.len() < 2 {
        outcome.situation = Situation::NobodyElected;
        return;
    }
    let field = field(contest, entrants, majority.runoff);
    let more = |one: &Runner, two: &Runner| one.votes.cmp(&two.votes);
    let count = usize::try_from(majority.runoff).unwrap_or(usize::MAX);
    let choice = choose(field.runners(|_, _| true), count, more, field.tie_break);
    let mut between: Vec<OptionId> = choice.sure.iter().filter_map(&name).collect();
    if let Some(edge) = choice.edge {
        outcome.ties.push(tie(contest, &edge, entrants, &name));
        between.extend(edge.chosen.iter().filter_map(&name));
        if !edge.undecided.is_empty() {
            outcome.situation = Situation::LotsNeeded;
            return;
        }
    }
    outcome.situation = Situation::SecondRound { between };
}
