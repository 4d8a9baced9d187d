//! The server's secrets: one file each in `keys/`, made at the first start, readable by its owner
//! only.

use std::{
    fmt::Display,
    io::Write as _,
    path::{Path, PathBuf},
    str::FromStr,
};

use sanaq_seal::{
    hash::{Hash, to_hex},
    note::{Algorithm, SigningKey, VerifierKey},
    random,
    sealed::{Identity, Recipient},
    webhook,
};
use secrecy::{ExposeSecret, SecretString};

/// Why the server's keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// A file does not hold a key.
    #[error("{}: found no key: {why}", path.display())]
    NoKey {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

/// What the server signs, seals and recognises with.
pub(crate) struct Keys {
    /// Signs the log.
    pub(crate) log: SigningKey,
    /// To whom what observers say is sealed. Only public keys are here.
    pub(crate) recipients: Vec<Recipient>,
    /// Whose signatures under the log's head are taken.
    pub(crate) witnesses: Vec<VerifierKey>,
    /// Recognises telephone numbers and sessions.
    mac: SecretString,
    /// Opens what only the server needs: credentials.
    own: Identity,
}

impl Keys {
    /// Reads the keys below a directory; makes those that are missing.
    pub(crate) fn open(data: &Path, origin: &str) -> Result<Self, KeyError> {
        let folder = data.join("keys");
        private_folder(&folder).map_err(|error| KeyError::File { path: folder.clone(), error })?;
        let seed = secret(&folder.join("log.key"), || Ok(to_hex(&random::bytes::<32>()?)))?;
        let mac = secret(&folder.join("server.key"), || Ok(to_hex(&random::bytes::<32>()?)))?;
        let own = secret(&folder.join("server.age"), || {
            Ok(Identity::generate().to_secret().expose_secret().to_owned())
        })?;
        let path = folder.join("log.key");
        let bytes = Hash::from_hex(seed.expose_secret()).map(|hash| hash.0);
        let bytes = bytes.ok_or_else(|| no_key(&path, &"expected 64 hexadecimal digits"))?;
        let log = SigningKey::from_seed(origin, Algorithm::Ed25519, &bytes)
            .map_err(|error| no_key(&path, &error))?;
        let own = Identity::from_secret(&own)
            .map_err(|error| no_key(&folder.join("server.age"), &error))?;
        let recipients = public(&folder.join("recipients.txt"))?;
        let witnesses = public(&folder.join("witnesses.txt"))?;
        Ok(Self { log, recipients, witnesses, mac, own })
    }

    /// A keyed hash for one purpose.
    pub(crate) fn mac(&self, purpose: &str, text: &str) -> String {
        webhook::sign(&self.mac, format!("{purpose}\0{text}").as_bytes())
    }

    /// Whether a keyed hash is right, in constant time.
    pub(crate) fn is_mac(&self, purpose: &str, text: &str, found: &str) -> bool {
        webhook::verify(&self.mac, format!("{purpose}\0{text}").as_bytes(), found)
    }

    /// What the server alone can read back.
    pub(crate) fn own(&self) -> &Identity {
        &self.own
    }
}

/// What partners and phones need of a mission's keys.
#[derive(Clone, Debug)]
pub struct PublicKeys {
    /// The log's key.
    pub log: VerifierKey,
    /// To whom answers are sealed.
    pub recipients: Vec<Recipient>,
    /// Whose signatures under the log's head are taken.
    pub witnesses: Vec<VerifierKey>,
}

/// The public halves of a mission's keys. Makes none.
///
/// # Errors
/// When there are no keys, or a file holds none.
pub fn public_keys(data: &Path, origin: &str) -> Result<PublicKeys, KeyError> {
    let path = data.join("keys/log.key");
    if let Err(error) = std::fs::metadata(&path) {
        return Err(KeyError::File { path, error });
    }
    let Keys { log, recipients, witnesses, .. } = Keys::open(data, origin)?;
    Ok(PublicKeys { log: log.verifier().clone(), recipients, witnesses })
}

/// The files that only the server may read.
const SECRETS: [&str; 3] = ["log.key", "server.key", "server.age"];

/// Something about the files of keys that should not be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weakness {
    /// Which file.
    pub path: PathBuf,
    /// What is wrong with it, and how it is mended.
    pub what: &'static str,
}

/// What is wrong with a mission's files of keys; nothing when all is well.
///
/// # Errors
/// When the files cannot be looked at.
pub fn weaknesses(data: &Path) -> Result<Vec<Weakness>, KeyError> {
    let folder = data.join("keys");
    let mut found = Vec::new();
    let paths = std::iter::once(folder.clone()).chain(SECRETS.map(|name| folder.join(name)));
    for path in paths {
        let about = std::fs::symlink_metadata(&path);
        let about = about.map_err(|error| KeyError::File { path: path.clone(), error })?;
        if about.is_symlink() {
            found.push(Weakness { path, what: "is a link: move the file itself here" });
            continue;
        }
        found.extend(open_to_others(path, &about));
    }
    let mission = ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "blob", "upload"];
    for path in mission.map(|name| data.join(name)) {
        let Ok(about) = std::fs::metadata(&path) else { continue };
        found.extend(open_to_others(path, &about));
    }
    for name in ["recipients.txt", "witnesses.txt"] {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if text.contains("AGE-SECRET-KEY-1") || text.contains("PRIVATE+KEY+") {
            found.push(Weakness { path, what: "holds a secret key, which must not be here" });
        } else if name == "recipients.txt" && text.lines().all(|line| line.trim().is_empty()) {
            let what = "names nobody: phones have nobody to seal answers to";
            found.push(Weakness { path, what });
        }
    }
    Ok(found)
}

/// What others can do with a file or folder of the mission.
fn open_to_others(path: PathBuf, about: &std::fs::Metadata) -> Option<Weakness> {
    #[cfg(unix)]
    let open = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o077 != 0;
    #[cfg(not(unix))]
    let open = false;
    let what = if about.is_dir() {
        "others can enter it: chmod 700"
    } else {
        "others can read or write it: chmod 600"
    };
    open.then_some(Weakness { path, what })
}

fn no_key(path: &Path, why: &dyn Display) -> KeyError {
    KeyError::NoKey { path: path.to_owned(), why: why.to_string() }
}

/// Makes a folder that only its owner enters; one that is there stays as it is.
fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A secret from its file, or a new one.
fn secret(
    path: &Path,
    make: impl FnOnce() -> Result<String, random::NoRandomness>,
) -> Result<SecretString, KeyError> {
    let failed = |error| KeyError::File { path: path.to_owned(), error };
    match std::fs::read_to_string(path) {
        Ok(text) => return Ok(text.trim().to_owned().into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let text = make().map_err(|error| no_key(path, &error))?;
    write_new(path, text.as_bytes()).map_err(failed)?;
    Ok(text.into())
}

/// Makes a file that only its owner reads, and that was not there.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Public keys, one a line; what follows `#` is a remark. No file, no keys.
fn public<K: FromStr<Err: Display>>(path: &Path) -> Result<Vec<K>, KeyError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(KeyError::File { path: path.to_owned(), error }),
    };
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let keys = lines.filter(|line| !line.is_empty());
    let read = |key: &str| key.parse().map_err(|error| no_key(path, &format!("«{key}»: {error}")));
    keys.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_are_nobody_elses_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::open(folder.path(), "mission.example/log").unwrap();
        let again = Keys::open(folder.path(), "mission.example/log").unwrap();
        assert_eq!(first.log.verifier().to_string(), again.log.verifier().to_string());
        assert!(again.is_mac("phone", "+77001234567", &first.mac("phone", "+77001234567")));
        assert!(!again.is_mac("session", "+77001234567", &first.mac("phone", "+77001234567")));
        #[cfg(unix)]
        for name in SECRETS {
            use std::os::unix::fs::PermissionsExt as _;
            let file = std::fs::metadata(folder.path().join("keys").join(name)).unwrap();
            assert_eq!(file.permissions().mode() & 0o077, 0, "{name}");
        }
    }

    /// Protects secrets from whoever else is on the computer, and from a key in the wrong file.
    #[cfg(unix)]
    #[test]
    fn what_others_can_read_is_said() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("mission");
        assert!(public_keys(&data, "x").is_err() && !data.exists(), "asking makes no keys");
        let keys = Keys::open(&data, "x").unwrap();
        let folder = data.join("keys");
        std::fs::write(folder.join("recipients.txt"), keys.own().recipient().to_string()).unwrap();
        assert_eq!(weaknesses(&data).unwrap(), []);
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(folder.join("log.key"), open).unwrap();
        let secret = keys.own().to_secret();
        std::fs::write(folder.join("recipients.txt"), secret.expose_secret()).unwrap();
        let found = weaknesses(&data).unwrap();
        let names: Vec<_> = found.iter().filter_map(|own| own.path.file_name()).collect();
        assert_eq!(names, ["log.key", "recipients.txt"]);
        std::fs::write(data.join("log.sqlite"), "").unwrap();
        std::fs::create_dir(data.join("blob")).unwrap();
        for (name, mode) in [("log.sqlite", 0o640), ("blob", 0o755)] {
            let open = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(data.join(name), open).unwrap();
        }
        let found = weaknesses(&data).unwrap();
        let names: Vec<_> = found.iter().filter_map(|own| own.path.file_name()).collect();
        assert_eq!(names, ["log.key", "log.sqlite", "blob", "recipients.txt"]);
    }

    #[test]
    fn a_key_that_is_none_is_named_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("keys")).unwrap();
        std::fs::write(folder.path().join("keys/recipients.txt"), "# officer\nage1nope\n").unwrap();
        let said = Keys::open(folder.path(), "x").err().unwrap().to_string();
        assert!(said.contains("recipients.txt") && said.contains("age1nope"), "{said}");
    }
}
