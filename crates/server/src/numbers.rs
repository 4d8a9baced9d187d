//! Observers' telephone numbers, which are needed to write to them and which nobody may find here.
//!
//! A number is a blob, sealed to a key of its own. That key lies in `keys/numbers.age` under a
//! passphrase and is open in memory only, from when an officer gives the passphrase until the
//! server stops or somebody closes it. So a disk that is carried away, keys and all, shows no
//! number; and deleting a blob deletes the number.

use std::{
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
};

use sanaq_desk::PhoneHash;
use sanaq_said::said;
use sanaq_seal::sealed::{self, Identity, Recipient, SealError};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    keys::{KeyError, Keys, write_new},
    phone,
    problem::Problem,
};

/// The shortest passphrase.
const SHORTEST: usize = 12;

/// The key that opens numbers.
pub(crate) struct Numbers {
    folder: PathBuf,
    seals: RwLock<Option<Recipient>>,
    opens: RwLock<Option<Identity>>,
}

impl Numbers {
    /// The key below a data directory, closed.
    pub(crate) fn new(data: &Path) -> Result<Self, KeyError> {
        let folder = data.join("keys");
        let path = folder.join("numbers.txt");
        let recipient = match std::fs::read_to_string(&path) {
            Ok(text) => {
                let read = text.parse::<Recipient>();
                Some(read.map_err(|error| KeyError::NoKey { path, why: error.to_string() })?)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(KeyError::File { path, error }),
        };
        Ok(Self { folder, seals: RwLock::new(recipient), opens: RwLock::new(None) })
    }

    /// Opens the key, and makes it where there is none. Slow: the passphrase is hashed.
    pub(crate) fn open(&self, passphrase: &SecretString) -> Result<(), Problem> {
        let path = self.folder.join("numbers.age");
        let identity = match std::fs::read(&path) {
            Ok(locked) => Identity::unlock(&locked, passphrase).map_err(|error| match error {
                SealError::NotForUs => {
                    Problem::forbidden(said!("said-passphrase", "the passphrase is wrong"))
                }
                other => Problem::inside(&other),
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => self.make(passphrase)?,
            Err(error) => return Err(Problem::inside(&error)),
        };
        let recipient = identity.recipient();
        *self.seals.write().unwrap_or_else(PoisonError::into_inner) = Some(recipient);
        *self.opens.write().unwrap_or_else(PoisonError::into_inner) = Some(identity);
        Ok(())
    }

    fn make(&self, passphrase: &SecretString) -> Result<Identity, Problem> {
        if passphrase.expose_secret().chars().count() < SHORTEST {
            return Err(Problem::bad(said!(
                "said-passphrase-short",
                "expected a passphrase of at least {least} letters",
                least = SHORTEST
            )));
        }
        let identity = Identity::generate();
        let locked = identity.lock(passphrase).map_err(|error| Problem::inside(&error))?;
        let public = format!("{}\n", identity.recipient());
        for (name, bytes) in
            [("numbers.age", locked.as_slice()), ("numbers.txt", public.as_bytes())]
        {
            write_new(&self.folder.join(name), bytes).map_err(|error| Problem::inside(&error))?;
        }
        Ok(identity)
    }

    /// Forgets the key.
    pub(crate) fn close(&self) {
        *self.opens.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether numbers can be read now.
    pub(crate) fn is_open(&self) -> bool {
        self.opens.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// A number, sealed.
    pub(crate) fn seal(&self, number: &Number) -> Result<Vec<u8>, Problem> {
        let recipient = self.seals.read().unwrap_or_else(PoisonError::into_inner).clone();
        let missing = || {
            Problem::bad(said!(
                "said-no-number-key",
                "there is no key for numbers yet: an officer gives the first passphrase"
            ))
        };
        let recipient = recipient.ok_or_else(missing)?;
        let sealed = sealed::seal(number.0.expose_secret().as_bytes(), &[recipient]);
        sealed.map_err(|error| Problem::inside(&error))
    }

    /// A number out of its blob; nothing while the key is closed, or where it is no number of ours.
    pub(crate) fn read(&self, blob: &[u8]) -> Option<SecretString> {
        let opens = self.opens.read().unwrap_or_else(PoisonError::into_inner);
        let bytes = sealed::open(blob, opens.as_ref()?).ok()?;
        String::from_utf8(bytes.expose_secret().to_vec()).ok().map(Into::into)
    }
}

/// A telephone number with its country, `+77011234567`. `Debug` does not show it.
#[derive(Clone, Debug)]
pub(crate) struct Number(SecretString);

impl Number {
    /// Reads a number as people write it: with spaces, dots, dashes and brackets, with `00` for
    /// `+`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let kept: String = text.chars().filter(|c| !" .-()\u{a0}".contains(*c)).collect();
        phone::international(&kept).map(|number| Self(number.into()))
    }

    /// What the log holds of it.
    pub(crate) fn hash(&self, keys: &Keys) -> PhoneHash {
        phone::keyed(keys, self.0.expose_secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let read = |text| Number::read(text).map(|own| own.0.expose_secret().to_owned());
        for text in ["+7 (701) 123-45-67", "0077011234567", "+77011234567"] {
            assert_eq!(read(text).as_deref(), Some("+77011234567"), "{text}");
        }
        for text in ["87011234567", "+0123456789", "+7701", "+7701123456789012", "+7701x234567", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_only_while_the_key_is_open() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("keys")).unwrap();
        let numbers = Numbers::new(folder.path()).unwrap();
        let number = Number::read("+77011234567").unwrap();
        assert!(numbers.seal(&number).is_err(), "there is no key yet");
        let right: SecretString = "a bridge of four horses".to_owned().into();
        assert!(numbers.open(&"short".to_owned().into()).is_err());
        numbers.open(&right).unwrap();
        let blob = numbers.seal(&number).unwrap();
        assert!(numbers.read(&blob).is_some());
        numbers.close();
        assert!(numbers.read(&blob).is_none());
        // After a restart: sealing needs no passphrase, opening does.
        let again = Numbers::new(folder.path()).unwrap();
        assert!(again.seal(&number).is_ok() && again.read(&blob).is_none());
        assert!(again.open(&"another passphrase".to_owned().into()).is_err());
        again.open(&right).unwrap();
        assert_eq!(again.read(&blob).unwrap().expose_secret(), "+77011234567");
    }
}
