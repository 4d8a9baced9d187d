//! Signed notes: a text and signatures under it ([c2sp.org/signed-note](https://c2sp.org/signed-note)).
//!
//! Two kinds of signature are known: plain Ed25519 (a log signs its checkpoints and promises) and
//! the timestamped cosignature of a witness
//! ([c2sp.org/tlog-cosignature](https://c2sp.org/tlog-cosignature)). Signatures by unknown keys
//! are passed over, as the format demands; a known key whose signature is wrong spoils the note.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::Signer;
use zeroize::Zeroizing;

use crate::{
    hash::{Hash, from_hex, to_hex},
    random::{self, NoRandomness},
};

/// The most signatures that a note may carry.
pub const MAX_SIGNATURES: usize = 64;

/// What a signature is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// Ed25519 over the text: type byte 0x01.
    Ed25519,
    /// Ed25519 over a time and the text: type byte 0x04.
    Cosignature,
}

impl Algorithm {
    fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::Cosignature => 4,
        }
    }

    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Ed25519, Self::Cosignature].into_iter().find(|known| known.byte() == byte)
    }
}

/// A key or a note is not in the form that the specification gives.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text of a key cannot be read.
    #[error("this is not a key: {0}")]
    Key(&'static str),
    /// The text of a note cannot be read.
    #[error("this is not a signed note: {0}")]
    Note(&'static str),
    /// A key that we know signed something else.
    #[error("the signature of {0} does not fit the text")]
    Wrong(String),
    /// Nobody that we know signed.
    #[error("no key that we know has signed this")]
    Unsigned,
}

/// The public half of a key: checks signatures. Written `name+id+key`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    algorithm: Algorithm,
    key: ed25519_dalek::VerifyingKey,
}

impl VerifierKey {
    fn new(name: &str, algorithm: Algorithm, key: ed25519_dalek::VerifyingKey) -> Self {
        let id = key_id(name, algorithm, key.as_bytes());
        Self { name: name.to_owned(), id, algorithm, key }
    }

    /// Who signs with it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of the key's hash: tells keys of one name apart, proves nothing.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What its signatures are over.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn made(&self, signature: &Signature) -> bool {
        self.name == signature.name && self.id == signature.key_id
    }

    /// What the signature says, when it is right.
    fn check(&self, text: &str, signature: &Signature) -> Option<Signed> {
        let (time, bytes) = match self.algorithm {
            Algorithm::Ed25519 => (None, signature.bytes.as_slice()),
            Algorithm::Cosignature => {
                let (time, bytes) = signature.bytes.split_first_chunk::<8>()?;
                (Some(u64::from_be_bytes(*time)), bytes)
            }
        };
        let message = message(time, text);
        let signature = ed25519_dalek::Signature::from_slice(bytes).ok()?;
        self.key.verify_strict(message.as_bytes(), &signature).ok()?;
        Some(Signed { name: self.name.clone(), key_id: self.id, time })
    }
}

/// What is signed: the text, for a cosignature with two lines before it.
fn message(time: Option<u64>, text: &str) -> String {
    time.map_or_else(|| text.to_owned(), |time| format!("cosignature/v1\ntime {time}\n{text}"))
}

fn key_id(name: &str, algorithm: Algorithm, key: &[u8]) -> u32 {
    let hash = Hash::of_parts(&[name.as_bytes(), b"\n", &[algorithm.byte()], key]);
    let [a, b, c, d, ..] = hash.0;
    u32::from_be_bytes([a, b, c, d])
}

fn check_name(name: &str) -> Result<(), NoteError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) || name.len() > 255 {
        return Err(NoteError::Key("a name has 1 to 255 bytes without spaces and '+'"));
    }
    Ok(())
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.algorithm.byte()];
        bytes.extend_from_slice(self.key.as_bytes());
        let id = to_hex(&self.id.to_be_bytes());
        write!(f, "{}+{id}+{}", self.name, STANDARD.encode(bytes))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let KeyText { name, id, algorithm, bytes } = read_key(text)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes)
            .map_err(|_| NoteError::Key("these 32 bytes are no Ed25519 key"))?;
        let key = Self::new(name, algorithm, key);
        if key.id == id { Ok(key) } else { Err(NoteError::Key("the key's id does not fit it")) }
    }
}

/// The text of either half of a key, taken apart.
struct KeyText<'a> {
    name: &'a str,
    id: u32,
    algorithm: Algorithm,
    bytes: Zeroizing<[u8; 32]>,
}

/// `name+id+base64(type byte and 32 bytes)`, for both halves of a key.
fn read_key(text: &str) -> Result<KeyText<'_>, NoteError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NoteError::Key("a key has three parts with '+' between them"));
    };
    check_name(name)?;
    let id = from_hex::<4>(id).ok_or(NoteError::Key("the second part is eight hex digits"))?;
    let bytes = STANDARD.decode(key).map(Zeroizing::new);
    let bytes = bytes.map_err(|_| NoteError::Key("the third part is not base 64"))?;
    let (kind, bytes) = bytes.split_first().ok_or(NoteError::Key("the third part is empty"))?;
    let algorithm = Algorithm::from_byte(*kind);
    let algorithm = algorithm.ok_or(NoteError::Key("only Ed25519 keys (1) and witnesses' (4)"))?;
    let bytes = bytes.try_into().map_err(|_| NoteError::Key("a key has 32 bytes"))?;
    Ok(KeyText { name, id: u32::from_be_bytes(id), algorithm, bytes: Zeroizing::new(bytes) })
}

/// The secret half of a key: signs. Its text, `PRIVATE+KEY+name+id+key`, is the one that Go's
/// `sumdb/note` writes. `Debug` shows the public half.
#[derive(Clone)]
pub struct SigningKey {
    verifier: VerifierKey,
    key: ed25519_dalek::SigningKey,
}

const PRIVATE: &str = "PRIVATE+KEY+";

impl SigningKey {
    /// A new key of a log.
    pub fn generate(name: &str) -> Result<Self, KeyError> {
        Ok(Self::from_seed(name, Algorithm::Ed25519, &random::bytes()?)?)
    }

    /// A new key of a witness.
    pub fn generate_witness(name: &str) -> Result<Self, KeyError> {
        Ok(Self::from_seed(name, Algorithm::Cosignature, &random::bytes()?)?)
    }

    /// A key from 32 secret bytes.
    pub fn from_seed(name: &str, kind: Algorithm, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        Ok(Self { verifier: VerifierKey::new(name, kind, key.verifying_key()), key })
    }

    /// Who signs with it.
    pub fn name(&self) -> &str {
        &self.verifier.name
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The secret as text, to be kept where only its owner reads.
    pub fn to_secret(&self) -> secrecy::SecretString {
        let mut bytes = Zeroizing::new(vec![self.verifier.algorithm.byte()]);
        bytes.extend_from_slice(self.key.as_bytes());
        let id = to_hex(&self.verifier.id.to_be_bytes());
        let key = Zeroizing::new(STANDARD.encode(&*bytes));
        format!("{PRIVATE}{}+{id}+{}", self.name(), *key).into()
    }

    /// Signs a text that ends in a line break. A witness's key needs the time, in seconds of the
    /// Unix epoch; a log's key leaves it out of the signature.
    pub fn sign(&self, text: &str, unix_seconds: u64) -> Signature {
        let time = match self.verifier.algorithm {
            Algorithm::Ed25519 => None,
            Algorithm::Cosignature => Some(unix_seconds),
        };
        let signature = self.key.sign(message(time, text).as_bytes());
        let mut bytes = time.map_or_else(Vec::new, |time| time.to_be_bytes().to_vec());
        bytes.extend_from_slice(&signature.to_bytes());
        Signature { name: self.name().to_owned(), key_id: self.verifier.id, bytes }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

impl FromStr for SigningKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let rest = text.strip_prefix(PRIVATE);
        let rest = rest.ok_or(NoteError::Key("a secret key begins with PRIVATE+KEY+"))?;
        let KeyText { name, id, algorithm, bytes } = read_key(rest)?;
        let key = Self::from_seed(name, algorithm, &bytes)?;
        let fits = key.verifier.id == id;
        if fits { Ok(key) } else { Err(NoteError::Key("the key's id does not fit it")) }
    }
}

/// A key could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Its name is not allowed.
    #[error(transparent)]
    Name(#[from] NoteError),
    /// There were no random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// A signature line: `— name base64(key id ‖ signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub key_id: u32,
    /// The signature; of a witness, with eight bytes of time before it.
    pub bytes: Vec<u8>,
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.key_id.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.bytes);
        writeln!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

impl FromStr for Signature {
    type Err = NoteError;

    fn from_str(line: &str) -> Result<Self, NoteError> {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let rest = line.strip_prefix("— ");
        let rest = rest.ok_or(NoteError::Note("a signature line begins with a dash"))?;
        let (name, bytes) =
            rest.split_once(' ').ok_or(NoteError::Note("no signature in a line"))?;
        check_name(name).map_err(|_| NoteError::Note("a signer's name is not allowed"))?;
        let bytes = STANDARD.decode(bytes);
        let bytes = bytes.map_err(|_| NoteError::Note("a signature is not base 64"))?;
        let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NoteError::Note("no key id"))?;
        let key_id = u32::from_be_bytes(*id);
        Ok(Self { name: name.to_owned(), key_id, bytes: bytes.to_vec() })
    }
}

/// A text with its signatures. Reading one says nothing about who signed: see [`Note::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The text; ends in a line break.
    pub text: String,
    /// The signatures under it, in order.
    pub signatures: Vec<Signature>,
}

/// A signature that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The name of the key.
    pub name: String,
    /// The id of the key.
    pub key_id: u32,
    /// When a witness signed, in seconds of the Unix epoch.
    pub time: Option<u64>,
}

impl Note {
    /// Who of `known` signed the text, in the order of the signatures. An error when nobody did
    /// or when a known key's signature is wrong.
    pub fn verify(&self, known: &[&VerifierKey]) -> Result<Vec<Signed>, NoteError> {
        let mut signed: Vec<Signed> = Vec::new();
        for signature in &self.signatures {
            let Some(key) = known.iter().find(|key| key.made(signature)) else { continue };
            let one = key.check(&self.text, signature);
            let one = one.ok_or_else(|| NoteError::Wrong(signature.name.clone()))?;
            if !signed.iter().any(|other| other.name == one.name && other.key_id == one.key_id) {
                signed.push(one);
            }
        }
        if signed.is_empty() { Err(NoteError::Unsigned) } else { Ok(signed) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| write!(f, "{signature}"))
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Self, NoteError> {
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::Note("it has control characters"));
        }
        let at = note.rfind("\n\n").ok_or(NoteError::Note("no empty line before signatures"))?;
        let (text, signatures) = note.split_at(at + 1);
        let signatures = signatures.strip_prefix('\n').unwrap_or_default();
        if !signatures.ends_with('\n') {
            return Err(NoteError::Note("it does not end in a line break; it may have been cut"));
        }
        let lines: Vec<&str> = signatures.split_terminator('\n').collect();
        if lines.len() > MAX_SIGNATURES {
            return Err(NoteError::Note("it has more than 64 signatures"));
        }
        let signatures = lines.into_iter().map(str::parse).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { text: text.to_owned(), signatures })
    }
}

#[cfg(test)]
mod tests;
