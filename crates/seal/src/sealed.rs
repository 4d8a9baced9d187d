//! Sealing: encryption to the mission's recipients, so that the server never holds the key.
//!
//! The format is [`age`](https://c2sp.org/age) with X25519 recipients, the one that the phone
//! seals with and that any `age` program opens. What is inside has a length, the text, and zeros
//! up to one of few sizes, so that a sealed answer does not tell by its length what it says:
//! 1, 2, 4, … 1,024 KiB, then whole multiples of 1 MiB. Which fields are sealed is decided
//! elsewhere.

use std::{
    fmt,
    io::{Read, Write},
    iter,
    str::FromStr,
};

use age::{scrypt, x25519};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use zeroize::Zeroizing;

/// The longest text that can be sealed at once: 64 MiB.
pub const MAX_LENGTH: usize = 64 << 20;

/// The smallest size of what is inside.
const SMALLEST: usize = 1 << 10;

/// Above this, sizes are its multiples.
const STEP: usize = 1 << 20;

/// Bytes of the length that stands before the text, big-endian.
const LENGTH: usize = 8;

/// The cost of a passphrase, 2^18 (256 MiB for about a second), as `age` itself proposes.
const WORK: u8 = 18;

/// Why nothing was sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// A recipient's key cannot be read.
    #[error("this is not a recipient's key: it begins with age1")]
    Recipient,
    /// An identity cannot be read.
    #[error("this is not an identity: it begins with AGE-SECRET-KEY-1")]
    Identity,
    /// There is nobody to seal to.
    #[error("there is no recipient to seal to")]
    NoRecipient,
    /// The text is longer than [`MAX_LENGTH`].
    #[error("at most 64 MiB can be sealed at once")]
    TooLong,
    /// The key or passphrase does not open this.
    #[error("this was not sealed to this key, or the passphrase is wrong")]
    NotForUs,
    /// The sealed bytes were changed or cut.
    #[error("this is not a sealed text, or it was changed or cut")]
    Damaged,
}

/// The public key of somebody who may open: `age1…`.
#[derive(Clone)]
pub struct Recipient(x25519::Recipient);

impl FromStr for Recipient {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        text.trim().parse().map(Self).map_err(|_| SealError::Recipient)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The secret key of somebody who may open. `Debug` shows the public key only.
#[derive(Clone)]
pub struct Identity(x25519::Identity);

impl Identity {
    /// A new key.
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// From its text, `AGE-SECRET-KEY-1…`, as `age-keygen` writes it; comment lines are skipped.
    pub fn from_secret(text: &SecretString) -> Result<Self, SealError> {
        let lines = text.expose_secret().lines().map(str::trim);
        let mut keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let key = keys.next().ok_or(SealError::Identity)?;
        key.parse().map(Self).map_err(|_| SealError::Identity)
    }

    /// Its text.
    pub fn to_secret(&self) -> SecretString {
        self.0.to_string()
    }

    /// The public key that seals to it.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }

    /// The identity under a passphrase, as an `age` file that any `age` program opens. Takes
    /// about a second and 256 MiB.
    pub fn lock(&self, passphrase: &SecretString) -> Result<Vec<u8>, SealError> {
        self.lock_with_work(passphrase, WORK)
    }

    fn lock_with_work(&self, passphrase: &SecretString, work: u8) -> Result<Vec<u8>, SealError> {
        let mut recipient = scrypt::Recipient::new(passphrase.clone());
        recipient.set_work_factor(work);
        encrypt(&[&recipient], self.to_secret().expose_secret().as_bytes())
    }

    /// The identity out of a locked file.
    pub fn unlock(locked: &[u8], passphrase: &SecretString) -> Result<Self, SealError> {
        let mut identity = scrypt::Identity::new(passphrase.clone());
        // A file must not be able to ask for more memory than our own files need.
        identity.set_max_work_factor(WORK);
        let text = decrypt(&identity, locked, 1 << 10)?;
        let text = std::str::from_utf8(&text).map_err(|_| SealError::Damaged)?;
        Self::from_secret(&text.to_owned().into())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.recipient())
    }
}

/// Seals a text so that each of the recipients can open it, and nobody else.
pub fn seal(text: &[u8], recipients: &[Recipient]) -> Result<Vec<u8>, SealError> {
    if text.len() > MAX_LENGTH {
        return Err(SealError::TooLong);
    }
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_length(text.len())));
    let length = u64::try_from(text.len()).map_err(|_| SealError::TooLong)?;
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(padded_length(text.len()), 0);
    let recipients: Vec<&dyn age::Recipient> =
        recipients.iter().map(|one| &one.0 as &dyn age::Recipient).collect();
    encrypt(&recipients, &padded)
}

/// Opens what was sealed to this identity.
pub fn open(sealed: &[u8], identity: &Identity) -> Result<SecretSlice<u8>, SealError> {
    let padded = decrypt(&identity.0, sealed, padded_length(MAX_LENGTH))?;
    let (length, rest) = padded.split_first_chunk::<LENGTH>().ok_or(SealError::Damaged)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| SealError::Damaged)?;
    let (text, zeros) = rest.split_at_checked(length).ok_or(SealError::Damaged)?;
    if padded.len() != padded_length(length) || zeros.iter().any(|byte| *byte != 0) {
        return Err(SealError::Damaged);
    }
    Ok(text.to_vec().into())
}

/// Opens what an `age` program sealed to this identity, which has no padding of ours.
pub fn open_plain(sealed: &[u8], identity: &Identity) -> Result<SecretSlice<u8>, SealError> {
    let text = decrypt(&identity.0, sealed, padded_length(MAX_LENGTH))?;
    Ok(text.to_vec().into())
}

/// How long what is inside becomes for a text of this length.
pub fn padded_length(length: usize) -> usize {
    let needed = length.saturating_add(LENGTH);
    if needed <= STEP {
        needed.next_power_of_two().max(SMALLEST)
    } else {
        needed.div_ceil(STEP).saturating_mul(STEP)
    }
}

fn encrypt(recipients: &[&dyn age::Recipient], text: &[u8]) -> Result<Vec<u8>, SealError> {
    let recipients = recipients.iter().copied();
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|_| SealError::NoRecipient)?;
    let write = || -> std::io::Result<Vec<u8>> {
        let mut sealed = Vec::with_capacity(text.len() + 1024);
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(text)?;
        writer.finish()?;
        Ok(sealed)
    };
    write().map_err(|_| SealError::TooLong)
}

fn decrypt(
    identity: &dyn age::Identity,
    sealed: &[u8],
    limit: usize,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| SealError::Damaged)?;
    let reader = decryptor.decrypt(iter::once(identity)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed => SealError::NotForUs,
        _ => SealError::Damaged,
    })?;
    let mut text = Zeroizing::new(Vec::new());
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(most).read_to_end(&mut text).map_err(|_| SealError::Damaged)?;
    if text.len() > limit { Err(SealError::TooLong) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn secret(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[test]
    fn each_recipient_opens_and_nobody_else() {
        let (officer, deputy, thief) =
            (Identity::generate(), Identity::generate(), Identity::generate());
        let sealed = seal(b"canary", &[officer.recipient(), deputy.recipient()]).unwrap();
        for identity in [&officer, &deputy] {
            assert_eq!(open(&sealed, identity).unwrap().expose_secret(), b"canary");
        }
        assert_eq!(open(&sealed, &thief).unwrap_err(), SealError::NotForUs);
        assert_eq!(seal(b"canary", &[]).unwrap_err(), SealError::NoRecipient);
        assert!(!sealed.windows(6).any(|window| window == b"canary"));
    }

    /// What follows the header, whose length `age` varies at random.
    fn payload(sealed: &[u8]) -> usize {
        let end = sealed.windows(5).position(|window| window == b"\n--- ").unwrap();
        let line = sealed[end + 1..].iter().position(|byte| *byte == b'\n').unwrap();
        sealed.len() - (end + 1 + line + 1)
    }

    #[test]
    fn an_answers_length_is_hidden_in_its_class() {
        let to = [Identity::generate().recipient()];
        let length = |text: usize| payload(&seal(&vec![7; text], &to).unwrap());
        for text in [1, 500, 1016] {
            assert_eq!(length(text), length(0), "{text}");
        }
        assert!(length(1017) > length(1016));
        let sizes = [(1016, 1 << 10), (1017, 1 << 11), ((1 << 20) - 8, 1 << 20)];
        for (length, padded) in sizes.into_iter().chain([((1 << 20) - 7, 2 << 20)]) {
            assert_eq!(padded_length(length), padded, "{length}");
        }
        let too_long = seal(&vec![0; MAX_LENGTH + 1], &to);
        assert_eq!(too_long.unwrap_err(), SealError::TooLong);
    }

    #[test]
    fn no_bit_of_a_sealed_text_can_change() {
        let identity = Identity::generate();
        let sealed = seal(b"canary", &[identity.recipient()]).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&changed, &identity).is_err(), "bit {bit}");
        }
        assert!(open(&sealed[..sealed.len() - 1], &identity).is_err());
        assert_eq!(open(b"", &identity).unwrap_err(), SealError::Damaged);
    }

    #[test]
    fn padding_that_is_not_ours_is_refused() {
        let identity = Identity::generate();
        for inside in [vec![0; 7], vec![0; 1 << 11], {
            let mut inside = vec![0; 1 << 10];
            inside[1000] = 1;
            inside
        }] {
            let sealed = encrypt(&[&identity.0.to_public()], &inside).unwrap();
            assert_eq!(open(&sealed, &identity).unwrap_err(), SealError::Damaged);
        }
    }

    #[test]
    fn keys_are_text_and_a_locked_one_needs_its_passphrase() {
        let identity = Identity::generate();
        let again = Identity::from_secret(&identity.to_secret()).unwrap();
        assert_eq!(again.recipient().to_string(), identity.recipient().to_string());
        assert!(identity.recipient().to_string().parse::<Recipient>().is_ok());
        assert_eq!("age1x".parse::<Recipient>().unwrap_err(), SealError::Recipient);
        let locked = identity.lock_with_work(&secret("correct horse"), 4).unwrap();
        let opened = Identity::unlock(&locked, &secret("correct horse")).unwrap();
        assert_eq!(opened.recipient().to_string(), identity.recipient().to_string());
        let wrong = Identity::unlock(&locked, &secret("wrong")).unwrap_err();
        assert_eq!(wrong, SealError::NotForUs);
        let greedy = identity.lock_with_work(&secret("x"), WORK + 1);
        assert!(greedy.is_ok_and(|file| Identity::unlock(&file, &secret("x")).is_err()));
    }

    #[test]
    fn an_identity_with_comments_as_age_keygen_writes_it_is_read() {
        let identity = Identity::generate();
        let key = identity.to_secret();
        let file = format!("# created: x\n# public key: y\n{}\n", key.expose_secret());
        assert!(Identity::from_secret(&file.into()).is_ok());
        assert_eq!(Identity::from_secret(&secret("#")).unwrap_err(), SealError::Identity);
    }

    #[test]
    fn a_secret_key_and_an_opened_text_are_never_shown() {
        let identity = Identity::generate();
        assert!(!format!("{identity:?}").contains("SECRET"));
        let sealed = seal(b"canary", &[identity.recipient()]).unwrap();
        let opened = format!("{:?}", open(&sealed, &identity).unwrap());
        assert!(!opened.contains("canary") && !opened.contains("99, 97"), "{opened}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_was_sealed_is_opened(text: Vec<u8>) {
            let identity = Identity::generate();
            let sealed = seal(&text, &[identity.recipient()]).unwrap();
            let opened = open(&sealed, &identity).unwrap();
            prop_assert_eq!(opened.expose_secret(), text.as_slice());
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let identity = Identity::generate();
            prop_assert!(open(&bytes, &identity).is_err());
            let after = [b"age-encryption.org/v1\n".as_slice(), &bytes].concat();
            prop_assert!(open(&after, &identity).is_err());
        }
    }
}
