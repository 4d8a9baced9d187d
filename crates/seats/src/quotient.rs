//! Quotients of highest averages methods, compared without dividing.
//!
//! A list with v votes and s seats asks for its next seat with v / d(s), where d(0), d(1), … is the
//! method's series of divisors (Balinski and Young, *Fair Representation*, 1982, ch. 8; Pukelsheim,
//! *Proportional Representation*, 2nd ed. 2017, ch. 4).

use std::cmp::Ordering;

use sanaq_election::Divisor;

use crate::standing::Standing;

/// A series of divisors with whole terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Series {
    /// `first`, `second`, `second + step`, …, all multiplied by `scale` to be whole.
    Linear { first: u64, second: u64, step: u64, scale: u64 },
    /// √(s (s + 1)).
    Geometric,
    /// 2^s.
    Doubling,
}

impl From<Divisor> for Series {
    fn from(divisor: Divisor) -> Self {
        let whole = |first, second, step| Self::Linear { first, second, step, scale: 1 };
        match divisor {
            Divisor::Dhondt => whole(1, 2, 1),
            Divisor::SainteLague => whole(1, 3, 2),
            Divisor::ModifiedSainteLague(first) => {
                let scale = first.den();
                let (second, step) = (scale.saturating_mul(3), scale.saturating_mul(2));
                Self::Linear { first: first.num(), second, step, scale }
            }
            Divisor::Danish => whole(1, 4, 3),
            Divisor::Adams => whole(0, 1, 1),
            Divisor::HuntingtonHill => Self::Geometric,
            Divisor::Macau => Self::Doubling,
        }
    }
}

/// A list's votes and the seats that it has when it asks for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    /// Votes, multiplied by whatever makes all lists' votes whole.
    pub(crate) votes: u64,
    /// Seats so far.
    pub(crate) seats: u32,
}

impl Series {
    /// The term d(s) of a linear series; linear series are bounded by the house and the scale.
    pub(crate) fn linear(first: u64, second: u64, step: u64, seats: u32) -> u64 {
        match seats.checked_sub(1) {
            None => first,
            Some(before) => step.saturating_mul(u64::from(before)).saturating_add(second),
        }
    }

    /// Compares v₁ / d(s₁) with v₂ / d(s₂). A divisor of zero makes the quotient larger than any
    /// other; between two such, more votes come first.
    #[inline]
    pub(crate) fn compare(self, one: Asking, two: Asking) -> Ordering {
        match self {
            Self::Linear { first, second, step, .. } => {
                let d1 = Self::linear(first, second, step, one.seats);
                let d2 = Self::linear(first, second, step, two.seats);
                over(one.votes, d1, two.votes, d2)
            }
            Self::Geometric => geometric(one, two),
            Self::Doubling => doubling(one, two),
        }
    }

    /// The quotient to be shown; `scale` is what the votes were multiplied by.
    pub(crate) fn standing(self, asking: Asking, scale: u64) -> Standing {
        let (votes, scale) = (u128::from(asking.votes), u128::from(scale));
        let seats = u64::from(asking.seats);
        match self {
            Self::Linear { first, second, step, scale: of_series } => {
                let divisor = Self::linear(first, second, step, asking.seats);
                if divisor == 0 {
                    return Standing::First { votes: votes / scale.max(1) };
                }
                Standing::fraction(votes * u128::from(of_series), scale * u128::from(divisor))
            }
            Self::Geometric if seats == 0 => Standing::First { votes: votes / scale.max(1) },
            Self::Geometric => {
                Standing::OverRoot { num: votes, den: scale, under: seats * (seats + 1) }
            }
            Self::Doubling => {
                Standing::OverPower { num: votes, den: scale, exponent: asking.seats }
            }
        }
    }
}

#[inline]
fn over(v1: u64, d1: u64, v2: u64, d2: u64) -> Ordering {
    match (d1, d2) {
        (0, 0) => v1.cmp(&v2),
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => (u128::from(v1) * u128::from(d2)).cmp(&(u128::from(v2) * u128::from(d1))),
    }
}

/// v₁² s₂(s₂+1) against v₂² s₁(s₁+1): squares of up to 128 bits times up to 64.
fn geometric(one: Asking, two: Asking) -> Ordering {
    let under = |seats: u32| u64::from(seats) * (u64::from(seats) + 1);
    match (one.seats, two.seats) {
        (0, 0) => one.votes.cmp(&two.votes),
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => {
            let square = |votes: u64| u128::from(votes) * u128::from(votes);
            let left = wide(square(one.votes), under(two.seats));
            left.cmp(&wide(square(two.votes), under(one.seats)))
        }
    }
}

/// A product of 192 bits: what is above the lowest 64 bits, and those.
fn wide(a: u128, b: u64) -> (u128, u128) {
    let low = u128::from(u64::MAX);
    let (b, small) = (u128::from(b), a & low);
    let carry = small * b;
    ((a >> 64) * b + (carry >> 64), carry & low)
}

/// v₁ / 2^s₁ against v₂ / 2^s₂, by shifting the side with fewer seats.
fn doubling(one: Asking, two: Asking) -> Ordering {
    let shifted = |votes: u64, by: u32| {
        if by < 64 { u128::from(votes) << by } else { u128::MAX }
    };
    if one.votes == 0 || two.votes == 0 {
        return one.votes.cmp(&two.votes);
    }
    match two.seats.checked_sub(one.seats) {
        Some(by) => shifted(one.votes, by).cmp(&u128::from(two.votes)),
        None => u128::from(one.votes).cmp(&shifted(two.votes, one.seats - two.seats)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(votes: u64, seats: u32) -> Asking {
        Asking { votes, seats }
    }

    #[test]
    fn products_beyond_128_bits_compare_exactly() {
        let series = Series::Geometric;
        let (one, two) = (ask(u64::MAX, 1000), ask(u64::MAX - 1, 1000));
        assert_eq!(series.compare(one, two), Ordering::Greater);
        assert_eq!(series.compare(one, one), Ordering::Equal);
        assert_eq!(series.compare(ask(u64::MAX, u32::MAX), ask(1, 1)), Ordering::Greater);
        assert_eq!(wide(u128::MAX, u64::MAX), (u128::MAX - (1 << 64), 1));
    }

    #[test]
    fn powers_of_two_beyond_any_integer_compare_exactly() {
        let series = Series::Doubling;
        assert_eq!(series.compare(ask(8, 103), ask(1, 100)), Ordering::Equal);
        assert_eq!(series.compare(ask(9, 103), ask(1, 100)), Ordering::Greater);
        assert_eq!(series.compare(ask(u64::MAX, 500), ask(1, 0)), Ordering::Less);
        assert_eq!(series.compare(ask(1, 0), ask(u64::MAX, 64)), Ordering::Greater);
    }

    #[test]
    fn a_free_first_seat_goes_to_the_larger_list_first() {
        let series = Series::from(Divisor::Adams);
        assert_eq!(series.compare(ask(1, 0), ask(1_000_000, 1)), Ordering::Greater);
        assert_eq!(series.compare(ask(2, 0), ask(1, 0)), Ordering::Greater);
    }
}
