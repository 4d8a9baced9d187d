//! Seats filled in districts, and national seats that level what the districts distorted.
//!
//! Levelling as in Norway's Election Act § 11-6, Denmark's Parliamentary Election Act § 77 and
//! Sweden's Elections Act ch. 14 §§ 4-4a: all seats are distributed nationally among those who take
//! part; a list with more district seats than its national share keeps them and leaves the
//! distribution, which is made anew among the others for the other seats; what is missing to the
//! national share are levelling seats.

use sanaq_election::{Contest, District, Levelling, Scope, Seats, Threshold};

use crate::{
    admission::{self, Admitted},
    list::{self, Part},
    outcome::{Admission, Basis, DistrictOutcome, Note, Outcome, Step},
    poll::{Ballots, InputError, Poll},
    standing::Standing,
    winner,
};

/// Distributes the seats of a contest with districts.
pub(crate) fn nation(contest: &Contest, poll: &Poll) -> Result<Outcome, InputError> {
    let mut outcome = list::blank(contest, poll)?;
    let direct: Vec<u32> = contest.options.iter().map(|option| option.direct_seats).collect();
    let threshold = contest.rules.threshold.as_ref();
    let by_district = threshold.filter(|threshold| threshold.scope == Scope::District);
    let national = if by_district.is_some() { None } else { threshold };
    let mut admitted = admission::admit(contest, &poll.nation, national, &direct)?;
    if let Some(threshold) = by_district {
        let places = contest.options.iter().zip(&mut admitted.options);
        for (option, admission) in places.filter(|(_, admission)| admission.takes_part()) {
            *admission = Admission::Below { needed: admission::needed(threshold, option) };
        }
    }
    outcome.notes.clone_from(&admitted.notes);
    outcome.notes.extend(winner::against_all(contest, &poll.nation));
    let mut open = admitted.is_open();
    let mut fixed = vec![0u32; contest.options.len()];
    for (district, ballots) in contest.districts.iter().zip(&poll.districts) {
        let part = one(contest, district, ballots, &mut admitted)?;
        open |= part.is_open();
        for (sum, won) in fixed.iter_mut().zip(&part.won) {
            *sum += *won;
        }
        outcome.districts.push(DistrictOutcome {
            id: district.id.clone(),
            seats: district.seats,
            quota: part.quota,
            won: part.won.iter().copied().map(Seats).collect(),
        });
        outcome.steps.extend(part.steps);
        outcome.ties.extend(part.ties);
    }
    let levelled = match &contest.rules.levelling {
        Some(levelling) => {
            if open {
                outcome.notes.push(Note::LevellingAwaitsLot);
            }
            level(contest, levelling, poll, &fixed, &mut outcome)?
        }
        None => vec![0; fixed.len()],
    };
    open |= outcome.ties.iter().any(crate::outcome::Tie::is_open);
    let won = fixed.iter().zip(&levelled).zip(admitted.options);
    for (option, ((fixed, levelled), admission)) in outcome.options.iter_mut().zip(won) {
        option.seats = Seats(fixed + levelled);
        option.levelling_seats = Seats(*levelled);
        option.passed = admission.takes_part();
        option.admission = admission;
    }
    list::conclude(&mut outcome, open);
    Ok(outcome)
}

/// Distributes the seats of one district among those whom the country or the district admits.
fn one(
    contest: &Contest,
    district: &District,
    ballots: &Ballots,
    national: &mut Admitted,
) -> Result<Part, InputError> {
    let threshold = contest.rules.threshold.as_ref();
    let here = match threshold {
        Some(threshold) if threshold.scope == Scope::District => {
            let here = admission::admit(contest, ballots, Some(threshold), &[])?;
            for (here, national) in here.options.iter().zip(&mut national.options) {
                if here.takes_part() {
                    add_district(national, district);
                }
            }
            here
        }
        Some(threshold) => with_district_share(contest, district, ballots, threshold, national)?,
        None => national.clone(),
    };
    let formula = &contest.rules.formula;
    let part = list::divide(contest, formula, ballots, &here, district.seats.get())?;
    Ok(part.in_district(&district.id))
}

/// Adds those who failed in the country but reached the district's share: they take part here.
fn with_district_share(
    contest: &Contest,
    district: &District,
    ballots: &Ballots,
    threshold: &Threshold,
    national: &mut Admitted,
) -> Result<Admitted, InputError> {
    let mut here = national.clone();
    for admission in &mut here.options {
        if let Admission::InDistricts { .. } = admission {
            *admission = Admission::Below { needed: threshold.share };
        }
    }
    let Some(share) = threshold.in_district else { return Ok(here) };
    let whole = ballots.whole(threshold.of)?;
    for (place, (here, national)) in here.options.iter_mut().zip(&mut national.options).enumerate()
    {
        let votes = ballots.votes_of(place);
        let below = matches!(here, Admission::Below { .. });
        let known = contest.options.get(place).is_some_and(|option| option.kind.is_eligible());
        if !below || !known || !admission::reaches(threshold, share, votes, whole) {
            continue;
        }
        *here = Admission::Reached { needed: share };
        add_district(national, district);
    }
    Ok(here)
}

/// Notes that an option takes part in a district.
fn add_district(national: &mut Admission, district: &District) {
    match national {
        Admission::InDistricts { districts } => districts.push(district.id.clone()),
        other => *other = Admission::InDistricts { districts: vec![district.id.clone()] },
    }
}

/// The levelling seats of each option.
fn level(
    contest: &Contest,
    levelling: &Levelling,
    poll: &Poll,
    fixed: &[u32],
    outcome: &mut Outcome,
) -> Result<Vec<u32>, InputError> {
    let direct: Vec<u32> = contest
        .options
        .iter()
        .zip(fixed)
        .map(|(option, won)| option.direct_seats.saturating_add(*won))
        .collect();
    let threshold = levelling.threshold.as_ref().or(contest.rules.threshold.as_ref());
    let mut admitted = admission::admit(contest, &poll.nation, threshold, &direct)?;
    loop {
        let seats = fixed.iter().zip(&admitted.options).filter(|(_, a)| !a.takes_part());
        let kept: u32 = seats.map(|(won, _)| *won).sum();
        let house = contest.seats.get().saturating_sub(kept);
        let part = list::divide(contest, &levelling.formula, &poll.nation, &admitted, house)?;
        let more = more_than_its_share(contest, fixed, &part, &mut admitted);
        if more.is_empty() {
            outcome.quota = part.quota;
            let levelled: Vec<u32> =
                part.won.iter().zip(fixed).map(|(all, won)| all.saturating_sub(*won)).collect();
            outcome.steps.extend(steps(contest, &levelled, &part));
            outcome.ties.extend(part.ties);
            return Ok(levelled);
        }
        outcome.notes.extend(more);
    }
}

/// Takes those out of the distribution who have more district seats than their share of all.
fn more_than_its_share(
    contest: &Contest,
    fixed: &[u32],
    part: &Part,
    admitted: &mut Admitted,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let options = contest.options.iter().zip(&mut admitted.options);
    for ((option, admission), (has, share)) in options.zip(fixed.iter().zip(&part.won)) {
        if admission.takes_part() && has > share {
            *admission = Admission::TakesNoSeats;
            let (has, share) = (Seats(*has), Seats(*share));
            notes.push(Note::MoreThanItsShare { option: option.id.clone(), has, share });
        }
    }
    notes
}

fn steps(contest: &Contest, levelled: &[u32], part: &Part) -> Vec<Step> {
    let won = contest.options.iter().zip(levelled).zip(&part.won);
    let won = won.filter(|((_, levelled), _)| **levelled > 0);
    let step = |((option, levelled), all): ((&sanaq_election::OptionInfo, &u32), &u32)| Step {
        district: None,
        alliance: None,
        winner: option.id.clone(),
        basis: Basis::Levelling,
        seats: Seats(*levelled),
        standing: Standing::whole(u64::from(*all)),
        total: Seats(*all),
    };
    won.map(step).collect()
}
