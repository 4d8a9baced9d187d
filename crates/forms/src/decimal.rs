//! Decimal numbers, exact as they were written.

use std::{cmp::Ordering, fmt, str::FromStr};

use sanaq_said::{Said, said};
use serde::{Deserialize, Serialize};

/// A decimal number: `mantissa` × 10^-`scale`, with no zero at the end of its fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

/// A text that is no decimal number, or has too many digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub struct DecimalError(pub String);

impl DecimalError {
    /// The sentence.
    pub fn said(&self) -> Said {
        said!(
            "said-no-decimal",
            "«{found}» is no number: expected up to 18 digits, such as 12.5",
            found = &self.0
        )
    }
}

const MOST_DIGITS: u8 = 18;

impl Decimal {
    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self { mantissa: number, scale: 0 }
    }

    /// The whole number that it is, if it is one.
    pub const fn as_whole(self) -> Option<i64> {
        if self.scale == 0 { Some(self.mantissa) } else { None }
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (text, exponent) = match text.split_once(['e', 'E']) {
            Some((text, exponent)) => (text, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let negative = text.starts_with('-');
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let significant = format!("{whole}{fraction}");
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let trimmed = significant.trim_start_matches('0');
        let ending = trimmed.len() - trimmed.trim_end_matches('0').len();
        let kept = trimmed.get(..trimmed.len() - ending)?;
        if kept.is_empty() {
            return Some(Self::whole(0));
        }
        let scale = scale.checked_sub(i32::try_from(ending).ok()?)?;
        let (kept, scale) = if scale < 0 {
            let zeros = usize::try_from(scale.unsigned_abs()).ok()?;
            (format!("{kept}{}", "0".repeat(zeros.min(20))), 0)
        } else {
            (kept.to_owned(), scale)
        };
        if kept.len() > usize::from(MOST_DIGITS) || scale > i32::from(MOST_DIGITS) {
            return None;
        }
        let mantissa: i64 = kept.parse().ok()?;
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Self { mantissa, scale: u8::try_from(scale).ok()? })
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::read(text).ok_or_else(|| DecimalError(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Decimal {
    type Error = DecimalError;
    fn try_from(text: String) -> Result<Self, DecimalError> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let places = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let scaled = |decimal: &Self| {
            i128::from(decimal.mantissa) * 10i128.pow(u32::from(scale - decimal.scale))
        };
        scaled(self).cmp(&scaled(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<Decimal>().unwrap().to_string()
    }

    #[test]
    fn numbers_are_kept_as_written_but_for_idle_zeros() {
        let pairs = [
            ("12.50", "12.5"),
            ("-0.05", "-0.05"),
            ("007", "7"),
            ("0.000", "0"),
            ("-0", "0"),
            ("1.5E3", "1500"),
            ("25e-2", "0.25"),
            (".5", "0.5"),
            ("5.", "5"),
            ("999999999999999999", "999999999999999999"),
        ];
        for (text, expected) in pairs {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let long = "1".repeat(19);
        for text in ["", ".", "-", "1,5", "1e99", "1e-99", "1e2147483648", "NaN", "--1", &long] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_that_of_the_numbers() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert!(decimal("1.5") < decimal("1.51"));
        assert!(decimal("-2") < decimal("0.001"));
        assert_eq!(decimal("1.50"), decimal("1.5"));
    }
}
