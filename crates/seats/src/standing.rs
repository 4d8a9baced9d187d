//! What decides about a seat, as an exact number that can be read and recomputed.

use std::fmt;

use serde::{Serialize, Serializer};

/// A quota, a remainder, a quotient or votes, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A fraction in lowest terms.
    Fraction {
        /// Above the line.
        num: u128,
        /// Below the line, never zero.
        den: u128,
    },
    /// A fraction over the square root of a whole number (Huntington-Hill).
    OverRoot {
        /// Above the line.
        num: u128,
        /// Below the line, never zero.
        den: u128,
        /// Under the root, never zero.
        under: u64,
    },
    /// A fraction over a power of two (Macau).
    OverPower {
        /// Above the line.
        num: u128,
        /// Below the line, never zero.
        den: u128,
        /// The power.
        exponent: u32,
    },
    /// A first seat that costs nothing: above every quotient; more votes come first.
    First {
        /// The votes.
        votes: u128,
    },
}

impl Standing {
    /// A whole number.
    pub(crate) const fn whole(number: u64) -> Self {
        Self::Fraction { num: number as u128, den: 1 }
    }

    /// `num / den` in lowest terms; `den` is not zero.
    pub(crate) const fn fraction(num: u128, den: u128) -> Self {
        let divisor = gcd(num, den);
        if divisor == 0 {
            return Self::Fraction { num, den: 1 };
        }
        Self::Fraction { num: num / divisor, den: den / divisor }
    }

    /// The exact numerator and denominator, where it is a fraction.
    pub const fn as_fraction(self) -> Option<(u128, u128)> {
        match self {
            Self::Fraction { num, den } => Some((num, den)),
            _ => None,
        }
    }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// As a formula that can be recomputed: `5148074/3`, `10/√(6)`, `10/2^3`, `10/0`.
impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = |f: &mut fmt::Formatter<'_>, num: u128, den: u128| {
            if den == 1 { write!(f, "{num}") } else { write!(f, "{num}/{den}") }
        };
        match *self {
            Self::Fraction { num, den } => fraction(f, num, den),
            Self::OverRoot { num, den, under } => {
                fraction(f, num, den)?;
                write!(f, "/√({under})")
            }
            Self::OverPower { num, den, exponent } => {
                fraction(f, num, den)?;
                write!(f, "/2^{exponent}")
            }
            Self::First { votes } => write!(f, "{votes}/0"),
        }
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_reads_as_the_formula_that_made_it() {
        assert_eq!(Standing::fraction(10, 4).to_string(), "5/2");
        assert_eq!(Standing::fraction(10, 5).to_string(), "2");
        assert_eq!(Standing::OverRoot { num: 10, den: 1, under: 6 }.to_string(), "10/√(6)");
        assert_eq!(Standing::OverPower { num: 10, den: 1, exponent: 3 }.to_string(), "10/2^3");
        assert_eq!(Standing::First { votes: 10 }.to_string(), "10/0");
    }
}
