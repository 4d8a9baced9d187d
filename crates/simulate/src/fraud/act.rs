//! What each kind of fraud does to a protocol. The arithmetic of the protocol holds afterwards,
//! as whoever changes one sees to it.

use crate::{
    dice::Dice,
    divide::{divide, rounded},
    fraud::{Fraud, FraudKind},
    sheet::Sheet,
};

/// How much the strength differs between stations: the spread of its logit.
const STRENGTH_SPREAD: f64 = 0.7;
/// How often an invented percentage is a multiple of five.
const FIVES: f64 = 0.5;

/// The protocol after the fraud.
pub(crate) fn commit(fraud: &Fraud, honest: &Sheet, option: usize, mut dice: Dice) -> Sheet {
    let mut sheet = honest.clone();
    let strength = dice.near(fraud.strength, STRENGTH_SPREAD);
    match fraud.kind {
        FraudKind::Stuffing => {
            let away = honest.registered.saturating_sub(honest.issued);
            let added = dice.binomial(away, strength);
            sheet.issued += added;
            add(&mut sheet.votes, option, added);
        }
        FraudKind::Steal => {
            let taken = take(&mut sheet.votes, option, strength, &mut dice);
            add(&mut sheet.votes, option, taken);
        }
        FraudKind::Spoil => sheet.invalid += take(&mut sheet.votes, option, strength, &mut dice),
        FraudKind::Swap => swap(&mut sheet.votes, option),
        FraudKind::Round | FraudKind::Invent => {
            sheet = invented(fraud.kind, honest, option, strength, &mut dice);
        }
    }
    sheet
}

fn add(votes: &mut [u32], option: usize, added: u32) {
    if let Some(own) = votes.get_mut(option) {
        *own += added;
    }
}

/// Takes each vote for another option with the same chance; how many were taken.
fn take(votes: &mut [u32], option: usize, chance: f64, dice: &mut Dice) -> u32 {
    let mut taken = 0;
    for (_, others) in votes.iter_mut().enumerate().filter(|(at, _)| *at != option) {
        let some = dice.binomial(*others, chance);
        *others -= some;
        taken += some;
    }
    taken
}

/// Exchanges the option's votes with those of the strongest option, the first of equals.
fn swap(votes: &mut [u32], option: usize) {
    let strongest = votes.iter().enumerate();
    let strongest = strongest.fold(option, |best, (at, own)| {
        if votes.get(best).is_none_or(|most| most < own) { at } else { best }
    });
    if strongest < votes.len() && option < votes.len() {
        votes.swap(strongest, option);
    }
}

/// A protocol worked out from a turnout and a share that somebody chose. All ballots issued are
/// in the box; the others keep their proportions, and the invalid ballots their rate.
fn invented(
    kind: FraudKind,
    honest: &Sheet,
    option: usize,
    strength: f64,
    dice: &mut Dice,
) -> Sheet {
    let registered = honest.registered;
    let turnout = raised(honest.issued, registered, strength, dice);
    let again = dice.near(strength, STRENGTH_SPREAD / 2.0);
    let share = raised(honest.votes_at(option), honest.cast(), again, dice);
    let mut as_written = |share: f64| match kind {
        FraudKind::Round => whole_percentage(share, dice.happens(FIVES)),
        _ => share,
    };
    let (turnout, share) = (as_written(turnout), as_written(share));
    let cast = part(registered, turnout);
    let own = part(cast, share);
    let rest = cast - own;
    let (invalid, others) = (honest.invalid, honest.valid() - honest.votes_at(option));
    // Whoever is neither the option nor invalid must be another option's: where there is none,
    // all the rest is invalid.
    let invalid = if honest.votes.len() < 2 {
        rest
    } else {
        part(rest, f64::from(invalid) / f64::from((invalid + others).max(1)))
    };
    let mut votes = others_in_proportion(&honest.votes, option, rest - invalid);
    add(&mut votes, option, own);
    Sheet { registered, issued: cast, invalid, votes }
}

/// A share moved towards 1: by `strength` of the way, in a figure between this count and the next.
fn raised(count: u32, of: u32, strength: f64, dice: &mut Dice) -> f64 {
    let share = (f64::from(count) + dice.unit()) / (f64::from(of) + 1.0);
    share + strength * (1.0 - share)
}

/// The nearest whole percentage, or the nearest multiple of five.
fn whole_percentage(share: f64, fives: bool) -> f64 {
    let step = if fives { 5.0 } else { 1.0 };
    (share * 100.0 / step).round() * step / 100.0
}

/// The count nearest to a share of a whole.
fn part(whole: u32, share: f64) -> u32 {
    u32::try_from(rounded(f64::from(whole) * share)).unwrap_or(whole).min(whole)
}

/// Votes for others in proportion to those they had, none for the option.
fn others_in_proportion(votes: &[u32], option: usize, all: u32) -> Vec<u32> {
    let weight = |(at, votes): (usize, &u32)| {
        // A hair for options without a vote decides nothing unless no other has one.
        if at == option { 0.0 } else { f64::from(*votes) + 1e-9 }
    };
    let weights: Vec<f64> = votes.iter().enumerate().map(weight).collect();
    let parts = divide(u64::from(all), &weights).into_iter();
    parts.map(|part| u32::try_from(part).unwrap_or(all)).collect()
}
