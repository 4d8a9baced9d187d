//! One distribution of seats among lists, with what stands together divided in two stages.

use sanaq_election::{
    Contest, Formula, OptionId, Overhang, RemainingSeats, Rules, Seats, TieBreak, Votes,
};

use crate::{
    admission::{self, Admitted},
    choice::{Choice, Edge, Runner},
    divisor,
    outcome::{Admission, Basis, Note, OptionOutcome, Outcome, Situation, Step, Tie},
    poll::{Ballots, InputError, Poll},
    remainder,
    standing::Standing,
    winner,
};

/// A list, or an alliance of lists, that takes part.
#[derive(Clone, Debug)]
pub(crate) struct Entrant {
    /// Its place on the ballot.
    pub(crate) place: usize,
    /// Its votes.
    pub(crate) votes: u64,
    /// Its votes times what the law lets them count for, in units of the field's scale.
    pub(crate) weighted: u64,
    /// The seats that it gets at the least.
    pub(crate) at_least: u32,
}

/// Those who share seats.
pub(crate) struct Field<'a> {
    pub(crate) entrants: &'a [Entrant],
    /// What weighted votes are multiplied by.
    pub(crate) scale: u64,
    pub(crate) seats: u32,
    pub(crate) remaining: RemainingSeats,
    pub(crate) tie_break: TieBreak,
}

impl Field<'_> {
    /// Those who may win, as runners.
    pub(crate) fn runners(&self, may: impl Fn(usize, &Entrant) -> bool) -> Vec<Runner> {
        let entrants = self.entrants.iter().enumerate().filter(|(at, entrant)| may(*at, entrant));
        let runner = |(entrant, list): (usize, &Entrant)| Runner {
            entrant,
            place: list.place,
            votes: list.votes,
        };
        entrants.map(runner).collect()
    }
}

/// One step of a distribution.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) entrant: usize,
    pub(crate) basis: Basis,
    pub(crate) seats: u32,
    pub(crate) standing: Standing,
    pub(crate) total: u32,
}

/// A distribution with its working.
#[derive(Clone, Debug, Default)]
pub(crate) struct Working {
    pub(crate) seats: Vec<u32>,
    pub(crate) quota: Option<Standing>,
    pub(crate) moves: Vec<Move>,
    pub(crate) edges: Vec<(Basis, Standing, Edge)>,
}

impl Working {
    pub(crate) fn of(entrants: usize) -> Self {
        Self { seats: vec![0; entrants], ..Self::default() }
    }

    pub(crate) fn seats_of(&self, entrant: usize) -> u32 {
        self.seats.get(entrant).copied().unwrap_or(0)
    }

    pub(crate) fn total(&self) -> u64 {
        self.seats.iter().copied().map(u64::from).sum()
    }

    /// Whether some seat waits for a lot.
    pub(crate) fn is_open(&self) -> bool {
        self.edges.iter().any(|(_, _, edge)| !edge.undecided.is_empty())
    }

    /// Moves one seat for each of those chosen, and keeps the tie if there was one.
    pub(crate) fn apply(
        &mut self,
        choice: Choice,
        basis: Basis,
        standing: impl Fn(usize) -> Standing,
    ) {
        let back = basis == Basis::TakenBack;
        for at in choice.sure {
            if back { self.take(at, standing(at)) } else { self.give(at, 1, basis, standing(at)) }
        }
        let Some(edge) = choice.edge else { return };
        for at in &edge.chosen {
            if back {
                self.take(*at, standing(*at));
            } else {
                self.give(*at, 1, Basis::TieBreak, standing(*at));
            }
        }
        // None of those who may lose a seat by lot is sure of it.
        for at in edge.undecided.iter().filter(|_| back) {
            self.take(*at, standing(*at));
        }
        let equal = edge.equals.first().map_or(Standing::whole(0), |at| standing(*at));
        self.edges.push((basis, equal, edge));
    }
}

/// A distribution in terms of the contest's options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// The certain seats of each option, in the order of the ballot.
    pub(crate) won: Vec<u32>,
    pub(crate) quota: Option<Standing>,
    pub(crate) steps: Vec<Step>,
    pub(crate) ties: Vec<Tie>,
}

impl Part {
    /// Says of every step and tie that it was in a district.
    pub(crate) fn in_district(mut self, district: &OptionId) -> Self {
        for step in &mut self.steps {
            step.district = Some(district.clone());
        }
        for tie in &mut self.ties {
            tie.district = Some(district.clone());
        }
        self
    }

    pub(crate) fn is_open(&self) -> bool {
        self.ties.iter().any(Tie::is_open)
    }
}

/// Distributes the seats of the whole country at once.
pub(crate) fn nation(contest: &Contest, poll: &Poll) -> Result<Outcome, InputError> {
    let direct: Vec<u32> = contest.options.iter().map(|option| option.direct_seats).collect();
    let threshold = contest.rules.threshold.as_ref();
    let admitted = admission::admit(contest, &poll.nation, threshold, &direct)?;
    let formula = &contest.rules.formula;
    let part = divide(contest, formula, &poll.nation, &admitted, contest.seats.get())?;
    let mut outcome = blank(contest, poll)?;
    for (option, (won, admission)) in
        outcome.options.iter_mut().zip(part.won.iter().zip(&admitted.options))
    {
        option.seats = Seats(*won);
        option.passed = admission.takes_part();
        option.admission = admission.clone();
    }
    outcome.quota = part.quota;
    outcome.notes.clone_from(&admitted.notes);
    outcome.notes.extend(overhang(contest, &mut outcome.options));
    outcome.notes.extend(winner::against_all(contest, &poll.nation));
    let open = part.is_open() || admitted.is_open();
    (outcome.steps, outcome.ties) = (part.steps, part.ties);
    conclude(&mut outcome, open);
    Ok(outcome)
}

/// Adds the direct seats beyond a list's share where the law does.
fn overhang(contest: &Contest, options: &mut [OptionOutcome]) -> Vec<Note> {
    let added = contest.rules.overhang == Overhang::Added;
    let mut notes = Vec::new();
    for (option, outcome) in contest.options.iter().zip(options).filter(|_| added) {
        let beyond = option.direct_seats.saturating_sub(outcome.seats.get());
        if outcome.passed && beyond > 0 {
            outcome.seats = Seats(option.direct_seats);
            notes.push(Note::Overhang { option: option.id.clone(), seats: Seats(beyond) });
        }
    }
    notes
}

/// The outcome before anybody has won anything.
pub(crate) fn blank(contest: &Contest, poll: &Poll) -> Result<Outcome, InputError> {
    let shares_of = contest.rules.threshold.as_ref().map(|threshold| threshold.of);
    let shares_of = shares_of.unwrap_or_default();
    let whole = poll.nation.whole(shares_of)?;
    let option = |(at, option): (usize, &sanaq_election::OptionInfo)| OptionOutcome {
        id: option.id.clone(),
        votes: Votes(poll.nation.votes_of(at)),
        share: sanaq_election::Ratio::new(poll.nation.votes_of(at), whole),
        passed: false,
        admission: Admission::NoThreshold,
        seats: Seats(0),
        levelling_seats: Seats(0),
    };
    Ok(Outcome {
        situation: Situation::Filled,
        seats: contest.seats,
        shares_of,
        options: contest.options.iter().enumerate().map(option).collect(),
        quota: None,
        ties: Vec::new(),
        steps: Vec::new(),
        notes: Vec::new(),
        districts: Vec::new(),
    })
}

/// Says where matters stand after a distribution, and which seats nobody can take.
pub(crate) fn conclude(outcome: &mut Outcome, open: bool) {
    let given: u64 = outcome.options.iter().map(|option| u64::from(option.seats.get())).sum();
    outcome.situation = if open {
        Situation::LotsNeeded
    } else if outcome.options.iter().any(|option| option.passed) {
        Situation::Filled
    } else {
        Situation::NobodyPassed
    };
    let empty = u64::from(outcome.seats.get()).saturating_sub(given);
    if !open && empty > 0 {
        let seats = Seats(u32::try_from(empty).unwrap_or(u32::MAX));
        outcome.notes.push(Note::Unfilled { seats });
    }
}

/// Distributes seats among those admitted, first among alliances, then within them.
pub(crate) fn divide(
    contest: &Contest,
    formula: &Formula,
    ballots: &Ballots,
    admitted: &Admitted,
    seats: u32,
) -> Result<Part, InputError> {
    let members = admission::entrants(contest, ballots, admitted)?;
    let groups = groups(contest, &members.entrants);
    let rules = &contest.rules;
    let outer: Vec<Entrant> = groups.iter().filter_map(|g| g.as_one(&members.entrants)).collect();
    let name = |at: usize| groups.get(at).map(|group| group.id.clone());
    let working = distribute(rules, formula, &outer, members.scale, seats);
    let mut part = Part { won: vec![0; contest.options.len()], ..Part::default() };
    let won: Vec<u32> = working.seats.clone();
    part.quota = working.quota;
    part.take_over(&working, rules, None, name);
    for (group, won) in groups.iter().zip(won) {
        let own: Vec<Entrant> =
            group.members.iter().filter_map(|at| members.entrants.get(*at).cloned()).collect();
        if let [single] = own.as_slice() {
            part.add(single.place, won);
            continue;
        }
        let within = rules.alliances.formula.as_ref().unwrap_or(formula);
        let working = distribute(rules, within, &own, members.scale, won);
        let name = |at: usize| {
            let option = own.get(at).and_then(|list| contest.options.get(list.place))?;
            Some(option.id.clone())
        };
        part.take_over(&working, rules, Some(&group.id), name);
        for (list, won) in own.iter().zip(&working.seats) {
            part.add(list.place, *won);
        }
    }
    Ok(part)
}

/// One distribution by one formula. Seats that the law grants at the least are granted only where
/// there are enough of them for all.
fn distribute(
    rules: &Rules,
    formula: &Formula,
    entrants: &[Entrant],
    scale: u64,
    seats: u32,
) -> Working {
    let granted: u64 = entrants.iter().map(|entrant| u64::from(entrant.at_least)).sum();
    let ungranted: Vec<Entrant>;
    let entrants = if granted > u64::from(seats) {
        ungranted = entrants.iter().map(|list| Entrant { at_least: 0, ..list.clone() }).collect();
        &ungranted
    } else {
        entrants
    };
    let (remaining, tie_break) = (rules.remaining_seats, rules.tie_break);
    let field = Field { entrants, scale, seats, remaining, tie_break };
    match formula {
        Formula::LargestRemainder(quota) => remainder::distribute(&field, *quota),
        Formula::Divisor(divisor) => divisor::distribute(&field, *divisor),
        _ => winner::most_votes(&field),
    }
}

impl Part {
    fn add(&mut self, place: usize, seats: u32) {
        if let Some(won) = self.won.get_mut(place) {
            *won += seats;
        }
    }

    /// Takes over the working of a distribution under the names of those who took part.
    fn take_over(
        &mut self,
        working: &Working,
        rules: &Rules,
        alliance: Option<&OptionId>,
        name: impl Fn(usize) -> Option<OptionId>,
    ) {
        let names = |entrants: &[usize]| entrants.iter().filter_map(|at| name(*at)).collect();
        let step = |step: &Move| {
            Some(Step {
                district: None,
                alliance: alliance.cloned(),
                winner: name(step.entrant)?,
                basis: step.basis,
                seats: Seats(step.seats),
                standing: step.standing,
                total: Seats(step.total),
            })
        };
        self.steps.extend(working.moves.iter().filter_map(step));
        let tie = |(basis, standing, edge): &(Basis, Standing, Edge)| Tie {
            district: None,
            alliance: alliance.cloned(),
            basis: *basis,
            candidates: names(&edge.equals),
            seats: Seats(u32::try_from(edge.seats).unwrap_or(u32::MAX)),
            standing: *standing,
            chosen: names(&edge.chosen),
            broken_by: rules.tie_break,
            undecided: names(&edge.undecided),
        };
        self.ties.extend(working.edges.iter().map(tie));
    }
}

/// An option by itself, or an alliance of several.
struct Group {
    id: OptionId,
    /// Places among the entrants.
    members: Vec<usize>,
}

impl Group {
    /// The whole group as one entrant.
    fn as_one(&self, entrants: &[Entrant]) -> Option<Entrant> {
        let members = || self.members.iter().filter_map(|at| entrants.get(*at));
        Some(Entrant {
            place: members().map(|member| member.place).min()?,
            votes: members().map(|member| member.votes).sum(),
            weighted: members().map(|member| member.weighted).sum(),
            at_least: members().map(|member| member.at_least).sum(),
        })
    }
}

/// Entrants that stand together, in the order of the ballot. One that is left alone stands by
/// its own name.
fn groups(contest: &Contest, entrants: &[Entrant]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(entrants.len());
    for (at, entrant) in entrants.iter().enumerate() {
        let Some(option) = contest.options.get(entrant.place) else { continue };
        let joined = option.alliance.as_ref().and_then(|alliance| {
            groups.iter_mut().find(|group| {
                let first = group.members.first().and_then(|first| entrants.get(*first));
                let first = first.and_then(|first| contest.options.get(first.place));
                first.is_some_and(|first| first.alliance.as_ref() == Some(alliance))
            })
        });
        match (joined, &option.alliance) {
            (Some(group), Some(alliance)) => {
                group.id = alliance.clone();
                group.members.push(at);
            }
            _ => groups.push(Group { id: option.id.clone(), members: vec![at] }),
        }
    }
    groups
}
