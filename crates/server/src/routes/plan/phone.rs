//! Telephone numbers: in the clear in a request, and a keyed hash from there on.

use sanaq_desk::PhoneHash;

use crate::keys::Keys;

/// What a number must look like.
pub(super) const EXPECTED: &str = "a number with its country, +77011234567";

/// A number as it is hashed: `+` and 8 to 15 digits (ITU-T E.164); nothing for what is none.
pub(crate) fn normal(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let rest = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"))?;
    let between = |c: char| c.is_whitespace() || "-–().".contains(c);
    let digits: String = rest.chars().filter(|c| !between(*c)).collect();
    let fits = (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    fits.then(|| format!("+{digits}"))
}

/// Digits of a hash that is held: 128 bits tell all numbers apart.
const DIGITS: usize = 32;

/// The keyed hash of a normal number.
pub(crate) fn hash(keys: &Keys, number: &str) -> Option<PhoneHash> {
    keys.mac("phone", number).get(..DIGITS)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form_and_others_have_none() {
        for typed in ["+77011234567", " 007 (701) 123-45-67", "+7 701 123 45 67"] {
            assert_eq!(normal(typed).as_deref(), Some("+77011234567"), "{typed}");
        }
        for typed in ["", "87011234567", "+7701", "+0123456789", "+7701123456x", "o-17"] {
            assert_eq!(normal(typed), None, "{typed}");
        }
    }
}
