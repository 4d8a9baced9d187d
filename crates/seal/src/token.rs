//! Session tokens: 256 random bits for the browser, their hash for the database.
//!
//! A hash without salt is enough here, since nobody can guess 256 bits.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    hash::Hash,
    random::{self, NoRandomness},
};

/// A new token: 43 characters that are allowed in a cookie.
pub fn generate() -> Result<SecretString, NoRandomness> {
    Ok(URL_SAFE_NO_PAD.encode(random::bytes::<32>()?).into())
}

/// What to store of a token, and to look it up by. A look-up by hash tells an attacker who
/// measures time nothing about the token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// The hash of a token; nothing when the text cannot be one.
    pub fn of(token: &SecretString) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token.expose_secret()).ok()?;
        (bytes.len() == 32).then(|| Self(Hash::of(&bytes).0))
    }
}

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hash(self.0).fmt(f)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hash(self.0).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_known_by_their_hash() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_eq!(one.expose_secret().len(), 43);
        assert_eq!(TokenHash::of(&one), TokenHash::of(&one));
        assert_ne!(TokenHash::of(&one), TokenHash::of(&other));
        assert!(!format!("{one:?}").contains(one.expose_secret()));
    }

    #[test]
    fn texts_that_are_no_token_have_no_hash() {
        for text in ["", "x", &"A".repeat(42), &"A".repeat(44), &"+".repeat(43)] {
            assert_eq!(TokenHash::of(&SecretString::from(text)), None, "{text}");
        }
    }
}
