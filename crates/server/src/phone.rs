//! Telephone numbers: known again by a keyed hash, written down nowhere.

use sanaq_desk::PhoneHash;

use crate::{hex, keys::Keys};

/// The keyed hash of a number, however it is written: `+7 700 123-45-67`, `007…`, `8700…`. Names
/// that networks send instead of numbers have one too.
pub(crate) fn hash(keys: &Keys, number: &str) -> PhoneHash {
    keyed(keys, &plain(number))
}

/// The keyed hash of a number that is written in its one way, `+77001234567`: 128 bits tell all
/// numbers apart.
pub(crate) fn keyed(keys: &Keys, number: &str) -> PhoneHash {
    let mac = hex::bytes(&keys.mac("phone", number)).unwrap_or_default();
    let mut hash = [0; 16];
    for (slot, byte) in hash.iter_mut().zip(mac) {
        *slot = byte;
    }
    PhoneHash(hash)
}

/// A number with its country and nothing between its digits, as it is hashed: `+` and 8 to 15
/// digits (ITU-T E.164); nothing for what is none.
pub(crate) fn international(kept: &str) -> Option<String> {
    let digits = kept.strip_prefix('+').or_else(|| kept.strip_prefix("00"))?;
    let fits = (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    fits.then(|| format!("+{digits}"))
}

/// Whether this is a number that can be written to.
pub(crate) fn is_number(text: &str) -> bool {
    let plain = plain(text);
    plain.len() > 7 && plain.starts_with('+')
}

/// A number with its country, `+77001234567`; of a name its small letters.
fn plain(number: &str) -> String {
    let number = number.trim();
    if number.chars().any(char::is_alphabetic) {
        return number.to_lowercase();
    }
    let digits = number.chars().filter_map(|c| c.to_digit(10));
    let digits: String = digits.filter_map(|digit| char::from_digit(digit, 10)).collect();
    if number.starts_with('+') {
        return format!("+{digits}");
    }
    // As numbers are dialled: abroad with 00, in Kazakhstan and Russia with 8.
    match digits.strip_prefix("00") {
        Some(abroad) => format!("+{abroad}"),
        None if digits.len() == 11 && digits.starts_with('8') => {
            format!("+7{}", digits.get(1..).unwrap_or_default())
        }
        None => format!("+{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects observers: one number is one hash however a gateway writes it, and the hash is
    /// another on another server.
    #[test]
    fn a_number_is_known_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), "x").unwrap();
        let own = hash(&keys, "+77001234567");
        let same = ["77001234567", "8 700 123 45 67", "007-700-1234567", " +7 (700) 123-45-67 "];
        for number in same {
            assert_eq!(hash(&keys, number), own, "{number}");
        }
        assert_ne!(hash(&keys, "+77001234568"), own);
        assert_ne!(hash(&keys, "+85212345678"), hash(&keys, "75212345678"), "Hong Kong is not 8");
        assert_eq!(hash(&keys, "Kcell"), hash(&keys, "KCELL"));
        let other = tempfile::tempdir().unwrap();
        let other = Keys::open(other.path(), "x").unwrap();
        assert_ne!(hash(&other, "+77001234567"), own);
        assert!(is_number("8 700 123 45 67") && !is_number("Kcell") && !is_number("1414"));
    }
}
