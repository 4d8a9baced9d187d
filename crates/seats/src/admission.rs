//! Who takes part in a distribution: thresholds by kind of list, and rules that let in more.
//!
//! A list at exactly the share passes unless the law is strict. The exceptions follow the laws that
//! have them: docs/methods/seats.md names the articles.

use std::cmp::Ordering;

use sanaq_election::{
    AllianceThreshold, Contest, OptionId, OptionInfo, OptionKind, Ratio, Threshold, TieBreak,
};

use crate::{
    choice::{Runner, choose},
    list::Entrant,
    outcome::{Admission, LetInBy, Note},
    poll::{Ballots, InputError},
};

/// Who takes part, and what a reader should know about it.
#[derive(Clone, Debug)]
pub(crate) struct Admitted {
    /// In the order of the ballot.
    pub(crate) options: Vec<Admission>,
    pub(crate) notes: Vec<Note>,
}

/// Those who take part, with what their votes count for.
pub(crate) struct Entrants {
    pub(crate) entrants: Vec<Entrant>,
    /// What weighted votes are multiplied by.
    pub(crate) scale: u64,
}

impl Admission {
    /// Whether the option takes part in the distribution, at least somewhere.
    pub const fn takes_part(&self) -> bool {
        !matches!(self, Self::Below { .. } | Self::TakesNoSeats | Self::NoVotes)
    }
}

impl Admitted {
    /// Whether a lot must decide whom to let in.
    pub(crate) fn is_open(&self) -> bool {
        self.notes.iter().any(|note| matches!(note, Note::LettingInTied { .. }))
    }
}

/// Compares every option with the threshold; `direct` are seats that may do instead.
pub(crate) fn admit(
    contest: &Contest,
    ballots: &Ballots,
    threshold: Option<&Threshold>,
    direct: &[u32],
) -> Result<Admitted, InputError> {
    let whole = threshold.map_or(Ok(0), |threshold| ballots.whole(threshold.of))?;
    let one = |(place, option): (usize, &OptionInfo)| {
        let votes = ballots.votes_of(place);
        if !option.kind.is_eligible() {
            return Admission::TakesNoSeats;
        }
        if votes == 0 {
            return Admission::NoVotes;
        }
        let Some(threshold) = threshold else { return Admission::NoThreshold };
        if let Some(admission) = by_alliance(contest, ballots, threshold, option, whole) {
            return admission;
        }
        let needed = needed(threshold, option);
        let direct = direct.get(place).copied().unwrap_or(0);
        match threshold.direct_seats {
            _ if needed == Ratio::ZERO => Admission::Exempt,
            _ if reaches(threshold, needed, votes, whole) => Admission::Reached { needed },
            Some(enough) if direct >= enough => Admission::DirectSeats { needed: enough },
            _ => Admission::Below { needed },
        }
    };
    let options = contest.options.iter().enumerate().map(one).collect();
    let mut admitted = Admitted { options, notes: Vec::new() };
    if threshold.is_some() {
        let_in_by_number(contest, ballots, &mut admitted);
        let_in_by_share(contest, ballots, &mut admitted)?;
    }
    Ok(admitted)
}

/// The share that an option of its kind needs.
pub(crate) fn needed(threshold: &Threshold, option: &OptionInfo) -> Ratio {
    match option.kind {
        OptionKind::Minority => threshold.minority.unwrap_or(threshold.share),
        OptionKind::Independent => threshold.independent.unwrap_or(threshold.share),
        _ => of_parties(threshold, option.parties.unwrap_or(1)),
    }
}

fn of_parties(threshold: &Threshold, parties: u32) -> Ratio {
    let mut steps = threshold.coalition.iter().rev();
    steps.find(|step| step.parties <= parties).map_or(threshold.share, |step| step.share)
}

pub(crate) fn reaches(threshold: &Threshold, needed: Ratio, votes: u64, whole: u64) -> bool {
    match needed.cmp_share(votes, whole) {
        Ordering::Greater => true,
        Ordering::Equal => !threshold.strict,
        Ordering::Less => false,
    }
}

/// The admission of an alliance as a whole, where the law looks at that.
fn by_alliance(
    contest: &Contest,
    ballots: &Ballots,
    threshold: &Threshold,
    option: &OptionInfo,
    whole: u64,
) -> Option<Admission> {
    let alliance = option.alliance.as_ref()?;
    if contest.rules.alliances.threshold != AllianceThreshold::Alliance {
        return None;
    }
    let members = contest.options.iter().enumerate();
    let members = members.filter(|(_, other)| other.alliance.as_ref() == Some(alliance));
    let (mut votes, mut parties) = (0u64, 0u32);
    for (place, member) in members {
        votes += ballots.votes_of(place);
        parties = parties.saturating_add(member.parties.unwrap_or(1));
    }
    let needed = of_parties(threshold, parties);
    if reaches(threshold, needed, votes, whole) {
        Some(Admission::Alliance { needed })
    } else {
        Some(Admission::Below { needed })
    }
}

/// Lets in the next largest lists where too few passed; where none passed there is nobody whom
/// they would share with, and the rule says nothing.
fn let_in_by_number(contest: &Contest, ballots: &Ballots, admitted: &mut Admitted) {
    let passed = admitted.options.iter().filter(|admission| admission.takes_part()).count();
    let minimum = contest.rules.minimum_lists.unwrap_or(0);
    let missing = usize::try_from(minimum).unwrap_or(0).saturating_sub(passed);
    if passed > 0 && missing > 0 {
        let_in(contest, ballots, admitted, missing, LetInBy::MinimumLists);
    }
}

/// Lets in list after list, the largest first, until those admitted have the share together.
fn let_in_by_share(
    contest: &Contest,
    ballots: &Ballots,
    admitted: &mut Admitted,
) -> Result<(), InputError> {
    let Some(bar) = contest.rules.minimum_lists_share else { return Ok(()) };
    let whole = ballots.whole(bar.of)?;
    let votes_where = |takes: fn(&Admission) -> bool| {
        let options = admitted.options.iter().enumerate();
        options.filter(move |(_, a)| takes(a)).map(|(place, _)| ballots.votes_of(place))
    };
    let mut together: u64 = votes_where(Admission::takes_part).sum();
    let mut below: Vec<u64> = votes_where(|a| matches!(a, Admission::Below { .. })).collect();
    below.sort_unstable_by(|one, two| two.cmp(one));
    let mut missing = 0;
    if together == 0 {
        return Ok(());
    }
    for votes in below {
        let enough = match bar.share.cmp_share(together, whole) {
            Ordering::Greater => true,
            Ordering::Equal => !bar.strict,
            Ordering::Less => false,
        };
        if enough {
            break;
        }
        together += votes;
        missing += 1;
    }
    if missing > 0 && !admitted.is_open() {
        let_in(contest, ballots, admitted, missing, LetInBy::MinimumListsShare);
    }
    Ok(())
}

/// Lets in the largest of those below the threshold; equals wait for the law's tie-break.
fn let_in(
    contest: &Contest,
    ballots: &Ballots,
    admitted: &mut Admitted,
    count: usize,
    by: LetInBy,
) {
    let below = admitted.options.iter().enumerate();
    let below = below.filter(|(_, admission)| matches!(admission, Admission::Below { .. }));
    let runner = |(place, _)| Runner { entrant: place, place, votes: ballots.votes_of(place) };
    let runners: Vec<Runner> = below.map(runner).collect();
    let more_votes = |one: &Runner, two: &Runner| one.votes.cmp(&two.votes);
    let tie_break = match contest.rules.tie_break {
        TieBreak::BallotOrder => TieBreak::BallotOrder,
        _ => TieBreak::Lot,
    };
    let choice = choose(runners, count, more_votes, tie_break);
    let chosen = choice.edge.iter().flat_map(|edge| &edge.chosen);
    for place in choice.sure.iter().chain(chosen) {
        let Some(admission) = admitted.options.get_mut(*place) else { continue };
        *admission = Admission::LetIn { by };
        if let Some(option) = id(contest, *place) {
            admitted.notes.push(Note::LetIn { option, by });
        }
    }
    if let Some(edge) = choice.edge.filter(|edge| !edge.undecided.is_empty()) {
        let candidates = edge.undecided.iter().filter_map(|place| id(contest, *place));
        admitted.notes.push(Note::LettingInTied { candidates: candidates.collect(), by });
    }
}

fn id(contest: &Contest, place: usize) -> Option<OptionId> {
    contest.options.get(place).map(|option| option.id.clone())
}

/// The least common multiple.
pub(crate) fn common(one: u64, two: u64) -> Option<u64> {
    let reduced = Ratio::new(one, two)?;
    one.checked_mul(reduced.den())
}

/// Those who take part, with what their votes count for: the law may weigh the votes of lists let
/// in below the threshold (Kazakhstan) or of small minority lists (Serbia).
pub(crate) fn entrants(
    contest: &Contest,
    ballots: &Ballots,
    admitted: &Admitted,
) -> Result<Entrants, InputError> {
    let rules = &contest.rules;
    let factor_of = |place: usize, admission: &Admission| {
        if matches!(admission, Admission::LetIn { .. }) {
            let seats = rules.below_threshold.seats.max(rules.seats_at_least);
            return Ok((rules.below_threshold.factor, seats));
        }
        let minority = contest.options.get(place).is_some_and(|o| o.kind == OptionKind::Minority);
        let Some(threshold) = rules.threshold.as_ref().filter(|_| minority) else {
            return Ok((Ratio::ONE, rules.seats_at_least));
        };
        let whole = ballots.whole(threshold.of)?;
        let small = !reaches(threshold, threshold.share, ballots.votes_of(place), whole);
        let factor = if small { threshold.minority_factor } else { Ratio::ONE };
        Ok((factor, rules.seats_at_least))
    };
    let mut found = Vec::new();
    let mut scale = 1u64;
    for (place, admission) in admitted.options.iter().enumerate() {
        if admission.takes_part() && !matches!(admission, Admission::InDistricts { .. }) {
            let (factor, at_least) = factor_of(place, admission)?;
            scale = common(scale, factor.den()).ok_or(InputError::TooMany)?;
            found.push((place, factor, at_least));
        }
    }
    let entrant = |(place, factor, at_least): (usize, Ratio, u32)| {
        let votes = ballots.votes_of(place);
        let weighted = votes.checked_mul(scale / factor.den() * factor.num());
        weighted
            .map(|weighted| Entrant { place, votes, weighted, at_least })
            .ok_or(InputError::TooMany)
    };
    let entrants: Vec<Entrant> = found.into_iter().map(entrant).collect::<Result<_, _>>()?;
    let sum = entrants.iter().try_fold(0u64, |sum, entrant| sum.checked_add(entrant.weighted));
    sum.ok_or(InputError::TooMany)?;
    Ok(Entrants { entrants, scale })
}
