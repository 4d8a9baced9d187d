//! Exact ratios: a threshold of 7 % is 7/100, never the nearest float.

use std::{cmp::Ordering, fmt, str::FromStr};

use sanaq_said::{Said, said};
use serde::{Serialize, Serializer};

/// A non-negative ratio in lowest terms. Invariant: the denominator is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: u64,
    den: u64,
}

/// A text that is no exact ratio.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub struct ParseRatioError {
    /// The text as it stood.
    pub found: String,
}

impl ParseRatioError {
    /// The sentence.
    pub fn said(&self) -> Said {
        said!(
            "said-no-share",
            "«{found}» is no share: expected a decimal such as 0.07, a percentage such as 7 % or \
             a ratio such as 1/15",
            found = &self.found
        )
    }
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// One.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// `num / den` in lowest terms, or nothing when `den` is zero.
    pub const fn new(num: u64, den: u64) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let divisor = gcd(num, den);
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// The numerator in lowest terms.
    pub const fn num(self) -> u64 {
        self.num
    }

    /// The denominator in lowest terms, never zero.
    pub const fn den(self) -> u64 {
        self.den
    }

    /// Compares `part / whole` with this ratio, exactly. A share of nothing is below everything
    /// but zero, so that an option without votes never passes a threshold of an empty poll.
    pub fn cmp_share(self, part: u64, whole: u64) -> Ordering {
        if whole == 0 {
            return if self.num == 0 { Ordering::Equal } else { Ordering::Less };
        }
        let left = u128::from(part) * u128::from(self.den);
        let right = u128::from(self.num) * u128::from(whole);
        left.cmp(&right)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.num) * u128::from(other.den);
        let right = u128::from(other.num) * u128::from(self.den);
        left.cmp(&right)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Ratio {
    type Err = ParseRatioError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| ParseRatioError { found: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Ratio> {
    let text = text.trim();
    if let Some((num, den)) = text.split_once('/') {
        return Ratio::new(num.trim().parse().ok()?, den.trim().parse().ok()?);
    }
    if let Some(percent) = text.strip_suffix('%') {
        let ratio = decimal(percent.trim())?;
        return Ratio::new(ratio.num, ratio.den.checked_mul(100)?);
    }
    decimal(text)
}

fn decimal(text: &str) -> Option<Ratio> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction = fraction.replace('_', "");
    let places = u32::try_from(fraction.len()).ok()?;
    let num = format!("{}{fraction}", whole.replace('_', "")).parse().ok()?;
    Ratio::new(num, 10u64.checked_pow(places)?)
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_a_percentage_and_a_ratio_are_the_same_share() {
        for text in ["0.07", "7%", "7 %", "7/100", "0.070"] {
            assert_eq!(text.parse::<Ratio>().unwrap(), Ratio::new(7, 100).unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", ".", "seven", "-0.07", "1/0", "1e-2", "0.07x", "99999999999999999999"] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_exactly_at_the_threshold_is_equal_to_it() {
        let seven: Ratio = "0.07".parse().unwrap();
        assert_eq!(seven.cmp_share(7, 100), Ordering::Equal);
        assert_eq!(seven.cmp_share(6_999_999, 100_000_000), Ordering::Less);
        assert_eq!(seven.cmp_share(u64::MAX, u64::MAX), Ordering::Greater);
        assert_eq!(seven.cmp_share(0, 0), Ordering::Less);
    }
}
