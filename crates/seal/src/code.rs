//! One-time codes that people read from paper and type: enrolment of observers.
//!
//! Sixteen characters in four groups, `K7QM-2XNB-9RTW-HD4P`. The alphabet has no 0, 1, I, L, O;
//! lower case, spaces and dashes do not matter, and Cyrillic letters that look like Latin ones
//! are taken for them. The first four characters are the handle, by which the code is looked up;
//! eleven are secret (54 bits); the last is a check character, which finds every single wrong
//! character and every swap of two neighbours, so that a person hears "mistyped" rather than
//! "unknown" and a typing error does not count as an attack.
//!
//! Only the handle and a slow hash (argon2id, 8 MiB, 2 passes, about 10 ms) are stored.

use std::fmt;

use argon2::password_hash::{PasswordVerifier, phc::PasswordHash};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    password::{PasswordError, hash_with, hasher},
    random,
};

/// 31 characters, a prime number: the arithmetic of the check needs one.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
pub(crate) const PRIME: u32 = 31;

const LENGTH: usize = 16;
const HANDLE: usize = 4;
const MEMORY_KIB: u32 = 8 << 10;
const PASSES: u32 = 2;

/// A code as it was typed, with its check in order. `Debug` shows the handle only.
#[derive(Clone)]
pub struct Code(SecretString);

/// What to store of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCode {
    /// Its first four characters, unique among open codes: draw again when it is taken.
    pub handle: String,
    /// The hash of all of it.
    pub hash: String,
}

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It has a character that no code has.
    #[error("a code does not contain the character {0}")]
    Character(char),
    /// It is too short or too long.
    #[error("a code has 16 letters and digits, this one has {0}")]
    Length(usize),
    /// The check character does not fit.
    #[error("this code was mistyped: one character is wrong or two were swapped")]
    Mistyped,
}

impl Code {
    /// A new code.
    pub fn generate() -> Result<Self, random::NoRandomness> {
        let mut digits = Vec::with_capacity(LENGTH);
        while digits.len() < LENGTH - 1 {
            // Bytes of 248 and more are thrown away, so that each character is equally likely.
            let fair = random::bytes::<32>()?.into_iter().filter(|byte| *byte < 248);
            digits.extend(fair.map(|byte| u32::from(byte) % PRIME));
        }
        digits.truncate(LENGTH - 1);
        digits.push(check(&digits));
        Ok(Self(digits.into_iter().map(character).collect::<String>().into()))
    }

    /// Reads what a person typed.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let typed = text.chars().filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c));
        let digits: Vec<u32> = typed.map(digit).collect::<Result<_, _>>()?;
        let [most @ .., last] = digits.as_slice() else { return Err(CodeError::Length(0)) };
        if digits.len() != LENGTH {
            return Err(CodeError::Length(digits.len()));
        }
        if check(most) != *last {
            return Err(CodeError::Mistyped);
        }
        Ok(Self(digits.into_iter().map(character).collect::<String>().into()))
    }

    /// The first four characters.
    pub fn handle(&self) -> &str {
        self.0.expose_secret().get(..HANDLE).unwrap_or_default()
    }

    /// The code as it is printed, in groups.
    pub fn to_secret(&self) -> SecretString {
        let characters: Vec<char> = self.0.expose_secret().chars().collect();
        let groups: Vec<String> =
            characters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-").into()
    }

    /// What to store.
    pub fn store(&self) -> Result<StoredCode, PasswordError> {
        let hash = hash_with(self.0.expose_secret().as_bytes(), &hasher(MEMORY_KIB, PASSES))?;
        Ok(StoredCode { handle: self.handle().to_owned(), hash })
    }

    /// Whether it is the stored code; in constant time.
    pub fn fits(&self, stored: &StoredCode) -> bool {
        let code = self.0.expose_secret().as_bytes();
        let hash = PasswordHash::new(&stored.hash);
        hash.is_ok_and(|hash| hasher(MEMORY_KIB, PASSES).verify_password(code, &hash).is_ok())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({}…)", self.handle())
    }
}

/// The digit that makes Σ (i + 1)·dᵢ divisible by 31. One wrong digit changes the sum by
/// (i + 1)·δ, a swap of neighbours by their difference; neither is divisible by 31.
fn check(digits: &[u32]) -> u32 {
    let weighted = digits.iter().zip(1_u32..).map(|(digit, weight)| digit * weight);
    let sum = weighted.sum::<u32>() % PRIME;
    // The last weight is 16, whose inverse is 2 (16 · 2 = 32).
    (PRIME - sum) % PRIME * 2 % PRIME
}

pub(crate) fn character(digit: u32) -> char {
    let byte = usize::try_from(digit).ok().and_then(|digit| ALPHABET.get(digit));
    byte.map_or('?', |byte| char::from(*byte))
}

pub(crate) fn digit(typed: char) -> Result<u32, CodeError> {
    let upper = typed.to_uppercase().next().unwrap_or(typed);
    let latin = match upper {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' | 'Қ' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'У' | 'Ү' | 'Ұ' => 'Y',
        'Х' => 'X',
        other => other,
    };
    let place = ALPHABET.iter().position(|byte| char::from(*byte) == latin);
    let place = place.and_then(|place| u32::try_from(place).ok());
    place.ok_or(CodeError::Character(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> Code {
        Code::generate().unwrap()
    }

    #[test]
    fn a_printed_code_is_read_back_however_it_is_typed() {
        let code = code();
        let printed = code.to_secret().expose_secret().to_owned();
        let stored = code.store().unwrap();
        let typed = [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', " "),
            format!(" {printed}\n"),
            printed.replace('A', "А").replace('K', "К").replace('X', "х"),
        ];
        for typed in typed {
            assert!(Code::parse(&typed).unwrap().fits(&stored), "{typed}");
        }
        assert!(!super::tests::code().fits(&stored));
        assert_eq!(printed.len(), 19);
    }

    #[test]
    fn every_wrong_character_and_every_swap_of_neighbours_is_found() {
        for _ in 0..20 {
            let printed: String = code().0.expose_secret().to_owned();
            for at in 0..LENGTH {
                for other in ALPHABET.iter().map(|byte| char::from(*byte)) {
                    let mut wrong: Vec<char> = printed.chars().collect();
                    if wrong[at] != other {
                        wrong[at] = other;
                        let wrong: String = wrong.into_iter().collect();
                        assert_eq!(Code::parse(&wrong).unwrap_err(), CodeError::Mistyped);
                    }
                }
                let mut swapped: Vec<char> = printed.chars().collect();
                if at + 1 < LENGTH && swapped[at] != swapped[at + 1] {
                    swapped.swap(at, at + 1);
                    let swapped: String = swapped.into_iter().collect();
                    assert_eq!(Code::parse(&swapped).unwrap_err(), CodeError::Mistyped);
                }
            }
        }
    }

    #[test]
    fn texts_that_are_no_code_say_why() {
        assert_eq!(Code::parse("").unwrap_err(), CodeError::Length(0));
        assert_eq!(Code::parse("ABCD").unwrap_err(), CodeError::Length(4));
        assert_eq!(Code::parse("O").unwrap_err(), CodeError::Character('O'));
        assert_eq!(Code::parse("ж").unwrap_err(), CodeError::Character('ж'));
    }

    #[test]
    fn characters_are_equally_likely() {
        let mut seen = [0_u32; 31];
        for _ in 0..400 {
            for c in code().0.expose_secret().chars().take(LENGTH - 1) {
                seen[ALPHABET.iter().position(|byte| char::from(*byte) == c).unwrap()] += 1;
            }
        }
        // 6,000 characters, 193.5 expected of each; six standard deviations are 82.
        assert!(seen.iter().all(|count| (110..=277).contains(count)), "{seen:?}");
    }

    #[test]
    fn a_code_is_not_shown_and_not_stored() {
        let code = code();
        let secret = &code.0.expose_secret()[HANDLE..];
        assert!(!format!("{code:?}").contains(secret));
        assert!(!format!("{:?}", code.store().unwrap()).contains(secret));
    }
}
