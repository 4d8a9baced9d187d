//! Who takes part in a draw, in columns that are used again for the next draw.

use std::cmp::Ordering;

use sanaq_election::{
    Bar, BelowThreshold, Contest, Denominator, OptionKind, Overhang, Ratio, RemainingSeats,
    Threshold, TieBreak,
};

use super::{Ending, Wholes};
use crate::{admission, poll::InputError};

/// What of the law decides about admission, made ready for repeated use.
#[derive(Clone, Debug)]
pub(super) struct Law {
    options: Vec<OptionLaw>,
    of: Option<Denominator>,
    strict: bool,
    minimum_lists: usize,
    minimum_share: Option<Bar>,
    below: BelowThreshold,
    at_least: u32,
    pub(super) remaining: RemainingSeats,
    pub(super) tie_break: TieBreak,
    /// What weighted votes are multiplied by.
    pub(super) scale: u64,
}

#[derive(Clone, Debug)]
struct OptionLaw {
    eligible: bool,
    needed: Ratio,
    /// It has the direct seats that do instead of the share.
    direct: bool,
    /// The direct seats that it keeps even beyond its share.
    keeps: u32,
    /// The share below which its votes count with a factor, and the factor.
    small: Option<(Ratio, u64)>,
}

impl Law {
    /// Nothing when the law's factors have too many digits.
    pub(super) fn of(contest: &Contest) -> Option<Self> {
        let rules = &contest.rules;
        let threshold = rules.threshold.as_ref();
        let minority = threshold.map_or(Ratio::ONE, |threshold| threshold.minority_factor);
        let scale = admission::common(minority.den(), rules.below_threshold.factor.den())?;
        let option = |option: &sanaq_election::OptionInfo| {
            let needed = threshold.map(|threshold| admission::needed(threshold, option));
            let enough = threshold.and_then(|threshold| threshold.direct_seats);
            let weighs = option.kind == OptionKind::Minority && minority != Ratio::ONE;
            let small = threshold.filter(|_| weighs).map(|threshold: &Threshold| {
                (threshold.share, scale / minority.den() * minority.num())
            });
            OptionLaw {
                eligible: option.kind.is_eligible(),
                needed: needed.unwrap_or(Ratio::ZERO),
                keeps: if rules.overhang == Overhang::Added { option.direct_seats } else { 0 },
                direct: enough.is_some_and(|enough| option.direct_seats >= enough),
                small,
            }
        };
        Some(Self {
            options: contest.options.iter().map(option).collect(),
            of: threshold.map(|threshold| threshold.of),
            strict: threshold.is_some_and(|threshold| threshold.strict),
            minimum_lists: threshold.and(rules.minimum_lists).unwrap_or(0) as usize,
            minimum_share: threshold.and(rules.minimum_lists_share),
            below: rules.below_threshold,
            at_least: rules.seats_at_least,
            remaining: rules.remaining_seats,
            tie_break: rules.tie_break,
            scale,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.options.len()
    }
}

impl Wholes {
    fn of(self, of: Denominator, sum: u64) -> Result<u64, InputError> {
        match of {
            Denominator::Valid => Ok(self.valid.unwrap_or(sum)),
            Denominator::Cast => self.cast.ok_or(InputError::Unknown("cast")),
            Denominator::Registered => self.registered.ok_or(InputError::Unknown("registered")),
        }
    }
}

/// One that takes part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entrant {
    pub(super) place: usize,
    pub(super) votes: u64,
    pub(super) weighted: u64,
    pub(super) at_least: u32,
    pub(super) seats: u32,
    /// Room for the method: what remains of the votes.
    pub(super) rest: u128,
}

/// Those who take part in a draw.
#[derive(Clone, Debug)]
pub(super) struct Entrants {
    pub(super) list: Vec<Entrant>,
    /// Options below the threshold, by place.
    below: Vec<usize>,
    /// Room for ranking.
    pub(super) order: Vec<usize>,
    /// The sum of unweighted votes, and of weighted ones.
    pub(super) votes: u64,
    pub(super) weighted: u64,
}

impl Entrants {
    pub(super) fn with_capacity(options: usize) -> Self {
        Self {
            list: Vec::with_capacity(options),
            below: Vec::with_capacity(options),
            order: Vec::with_capacity(options),
            votes: 0,
            weighted: 0,
        }
    }

    /// Compares every option with the threshold and lets in more where the law asks for it.
    pub(super) fn admit(
        &mut self,
        law: &Law,
        votes: &[u64],
        wholes: Wholes,
    ) -> Result<Ending, InputError> {
        self.list.clear();
        self.below.clear();
        let sum = votes.iter().try_fold(0u64, |sum, votes| sum.checked_add(*votes));
        let sum = sum.ok_or(InputError::TooMany)?;
        let whole = law.of.map_or(Ok(0), |of| wholes.of(of, sum))?;
        for (place, (option, votes)) in law.options.iter().zip(votes).enumerate() {
            if !option.eligible || *votes == 0 {
                continue;
            }
            if law.of.is_some() && !passes(law, option, *votes, whole) {
                self.below.push(place);
                continue;
            }
            let factor = match option.small {
                Some((share, factor)) if !reaches(law.strict, share, *votes, whole) => factor,
                _ => law.scale,
            };
            self.enter(place, *votes, factor, law.at_least)?;
        }
        let mut ending = Ending::Decided;
        if !self.list.is_empty() && !self.below.is_empty() {
            ending = self.let_in(law, votes, wholes, sum)?;
        }
        self.add_up()?;
        Ok(ending)
    }

    fn enter(
        &mut self,
        place: usize,
        votes: u64,
        factor: u64,
        at_least: u32,
    ) -> Result<(), InputError> {
        let weighted = votes.checked_mul(factor).ok_or(InputError::TooMany)?;
        self.list.push(Entrant { place, votes, weighted, at_least, seats: 0, rest: 0 });
        Ok(())
    }

    fn add_up(&mut self) -> Result<(), InputError> {
        (self.votes, self.weighted) = (0, 0);
        for entrant in &self.list {
            self.votes += entrant.votes;
            let weighted = self.weighted.checked_add(entrant.weighted);
            self.weighted = weighted.ok_or(InputError::TooMany)?;
        }
        Ok(())
    }

    /// Lets in the largest of those below, until there are enough lists with enough votes.
    fn let_in(
        &mut self,
        law: &Law,
        votes: &[u64],
        wholes: Wholes,
        sum: u64,
    ) -> Result<Ending, InputError> {
        let votes_of = |place: usize| votes.get(place).copied().unwrap_or(0);
        self.below
            .sort_unstable_by(|one, two| votes_of(*two).cmp(&votes_of(*one)).then(one.cmp(two)));
        let whole = law.minimum_share.map_or(Ok(0), |bar| wholes.of(bar.of, sum))?;
        let mut together: u64 = self.list.iter().map(|entrant| entrant.votes).sum();
        let mut ending = Ending::Decided;
        let factor = law.scale / law.below.factor.den() * law.below.factor.num();
        for at in 0..self.below.len() {
            let few = self.list.len() < law.minimum_lists;
            let little = law
                .minimum_share
                .is_some_and(|bar| !reaches(bar.strict, bar.share, together, whole));
            if !few && !little {
                break;
            }
            let Some(place) = self.below.get(at).copied() else { break };
            together += votes_of(place);
            self.enter(place, votes_of(place), factor, law.below.seats.max(law.at_least))?;
            let last = !(self.list.len() < law.minimum_lists
                || law
                    .minimum_share
                    .is_some_and(|bar| !reaches(bar.strict, bar.share, together, whole)));
            let next = self.below.get(at + 1).map(|next| votes_of(*next));
            let equal = next == Some(votes_of(place)) && law.tie_break != TieBreak::BallotOrder;
            if last && equal {
                ending = Ending::LotNeeded;
            }
        }
        self.list.sort_unstable_by_key(|entrant| entrant.place);
        Ok(ending)
    }

    /// Grants nothing where there are too few seats to grant all what the law says.
    pub(super) fn grant(&mut self, house: u32) {
        let granted: u64 = self.list.iter().map(|entrant| u64::from(entrant.at_least)).sum();
        if granted > u64::from(house) {
            self.list.iter_mut().for_each(|entrant| entrant.at_least = 0);
        }
    }

    pub(super) fn write(&self, law: &Law, out: &mut [u32]) {
        for entrant in &self.list {
            let keeps = law.options.get(entrant.place).map_or(0, |option| option.keeps);
            if let Some(seats) = out.get_mut(entrant.place) {
                *seats = entrant.seats.max(keeps);
            }
        }
    }
}

fn passes(law: &Law, option: &OptionLaw, votes: u64, whole: u64) -> bool {
    option.needed == Ratio::ZERO
        || reaches(law.strict, option.needed, votes, whole)
        || option.direct
}

fn reaches(strict: bool, share: Ratio, part: u64, whole: u64) -> bool {
    match share.cmp_share(part, whole) {
        Ordering::Greater => true,
        Ordering::Equal => !strict,
        Ordering::Less => false,
    }
}

/// Compares two equals by the law's tie-break: the one that comes first is less.
pub(super) fn tie_order(tie_break: TieBreak, one: &Entrant, two: &Entrant) -> Ordering {
    match tie_break {
        TieBreak::Lot => Ordering::Equal,
        TieBreak::MostVotes => two.votes.cmp(&one.votes),
        TieBreak::FewestVotes => one.votes.cmp(&two.votes),
        TieBreak::BallotOrder => one.place.cmp(&two.place),
    }
}
