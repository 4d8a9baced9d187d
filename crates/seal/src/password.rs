//! Passwords: argon2id, so that a stolen database is slow to guess from.
//!
//! Parameters: 64 MiB of memory, 3 passes, 1 lane; the second choice of
//! [RFC 9106, section 4](https://www.rfc-editor.org/rfc/rfc9106#section-4) with one lane instead
//! of four, since a server checks several people at once. A check takes about 0.15 s and 64 MiB,
//! so a server must bound how many run at a time. What is stored is a PHC string, which carries
//! its parameters: old passwords stay valid when they change.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use secrecy::{ExposeSecret, SecretString};

use crate::random::{self, NoRandomness};

const MEMORY_KIB: u32 = 64 << 10;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// The longest password that is looked at, in bytes: a longer one is refused, so that nobody can
/// keep the server busy with it.
pub const MAX_LENGTH: usize = 1024;

/// A password cannot be hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// It is empty or too long.
    #[error("a password has 1 to {MAX_LENGTH} bytes")]
    Length,
    /// There were no random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// What to store of a password.
pub fn hash(password: &SecretString) -> Result<String, PasswordError> {
    hash_with(password.expose_secret().as_bytes(), &hasher(MEMORY_KIB, PASSES))
}

/// Whether the password is the one whose hash was stored. Takes the same time for any password;
/// without a stored hash, for an account that does not exist, it takes that time too and says no.
pub fn verify(password: &SecretString, stored: Option<&str>) -> bool {
    let password = password.expose_secret().as_bytes();
    match stored.and_then(|stored| PasswordHash::new(stored).ok()) {
        Some(stored) if !password.is_empty() && password.len() <= MAX_LENGTH => {
            hasher(MEMORY_KIB, PASSES).verify_password(password, &stored).is_ok()
        }
        _ => {
            let _ = hash_with(b"nobody", &hasher(MEMORY_KIB, PASSES));
            false
        }
    }
}

/// Whether a stored hash was made with other parameters than today's: after a successful check,
/// hash again.
pub fn is_outdated(stored: &str) -> bool {
    let today = hasher(MEMORY_KIB, PASSES);
    let params = PasswordHash::new(stored).ok().and_then(|stored| Params::try_from(&stored).ok());
    params.is_none_or(|params| {
        (params.m_cost(), params.t_cost(), params.p_cost())
            != (today.params().m_cost(), today.params().t_cost(), today.params().p_cost())
    })
}

pub(crate) fn hasher(memory_kib: u32, passes: u32) -> Argon2<'static> {
    // The parameters are constants within argon2's bounds; its defaults stand in if they were not.
    let params = Params::new(memory_kib, passes, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

pub(crate) fn hash_with(password: &[u8], hasher: &Argon2<'_>) -> Result<String, PasswordError> {
    if password.is_empty() || password.len() > MAX_LENGTH {
        return Err(PasswordError::Length);
    }
    let salt: [u8; 16] = random::bytes()?;
    let hash = hasher.hash_password_with_salt(password, &salt);
    hash.map(|hash: PasswordHash| hash.to_string()).map_err(|_| PasswordError::Length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[test]
    fn only_the_password_itself_is_accepted() {
        let stored = hash(&secret("correct horse")).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{stored}");
        assert!(verify(&secret("correct horse"), Some(&stored)));
        for wrong in ["correct horsf", "correct hors", "correct horse ", ""] {
            assert!(!verify(&secret(wrong), Some(&stored)), "{wrong}");
        }
        assert_ne!(stored, hash(&secret("correct horse")).unwrap(), "the salt differs");
    }

    #[test]
    fn nobody_has_no_password() {
        assert!(!verify(&secret("nobody"), None));
        assert!(!verify(&secret("nobody"), Some("not a hash")));
        assert_eq!(hash(&secret("")), Err(PasswordError::Length));
        assert_eq!(hash(&secret(&"x".repeat(MAX_LENGTH + 1))), Err(PasswordError::Length));
    }

    #[test]
    fn old_parameters_still_verify_and_ask_to_be_renewed() {
        let old = hash_with(b"x", &hasher(8 << 10, 1)).unwrap();
        assert!(verify(&secret("x"), Some(&old)));
        assert!(is_outdated(&old));
        assert!(!is_outdated(&hash(&secret("x")).unwrap()));
        assert!(is_outdated("not a hash"));
    }

    /// RFC 9106, section 5.3 uses a secret and associated data; this one, without them, is
    /// argon2's own test vector (argon2id, version 19, t = 2, m = 256 KiB, p = 1).
    #[test]
    fn a_published_hash_verifies() {
        let published = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$\
            nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assert!(verify(&secret("password"), Some(published)));
        assert!(!verify(&secret("differentpassword"), Some(published)));
    }
}
