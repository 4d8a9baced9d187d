//! Receipts: what a reporter takes away, and how anybody checks it offline.
//!
//! At once the log gives a [`Promise`]: a signed note that says which leaf stands at which place.
//! Later, when a checkpoint covers the leaf and witnesses have co-signed it, the promise is
//! replaced by a proof in the form of [c2sp.org/tlog-proof](https://c2sp.org/tlog-proof), which
//! needs no trust in the log's word. Both hold the leaf, which is blinded (see
//! [`entry`](crate::entry)): neither says who reported, from which station, or what. To show what
//! a receipt is about, its owner opens the leaf with the entry and its nonce.
//!
//! The extra data of a proof is the leaf (32 bytes) and a check (16 bytes) over the rest of the
//! text. The check is not a security measure: signers that the reader does not know are passed
//! over, so without it damage to their lines would go unnoticed.
//! The formats are a promise: see `docs/receipts.md`.

use std::{fmt, str::FromStr};

use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    hash::Hash,
    note::{Algorithm, Note, NoteError, Signed, SigningKey, VerifierKey},
    proof::{NotAProof, Proof},
    tree::verify_inclusion,
};

const PROMISE: &str = "sanaq.org/promise@v1";

/// The log's word that a leaf stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The log.
    pub origin: String,
    /// The place, from 0.
    pub index: u64,
    /// The leaf.
    pub leaf: Hash,
}

impl Promise {
    /// The receipt: the same promise and key give the same text.
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        let verifier = key.verifier();
        if verifier.name() != self.origin || verifier.algorithm() != Algorithm::Ed25519 {
            return Err(NoteError::Key("a promise is signed with the log's own key"));
        }
        let text = self.text();
        let signatures = vec![key.sign(&text, 0)];
        Ok(Note { text, signatures }.to_string())
    }

    fn text(&self) -> String {
        let leaf = self.leaf.to_base64();
        format!("{PROMISE}\n{}\n{}\n{leaf}\n", self.origin, self.index)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(PROMISE)?.strip_prefix('\n')?.split_terminator('\n');
        let origin = lines.next()?.to_owned();
        let index = lines.next()?.parse().ok()?;
        let leaf = Hash::from_base64(lines.next()?)?;
        let promise = Self { origin, index, leaf };
        (promise.text() == text).then_some(promise)
    }
}

/// The receipt that needs no trust in the log: the leaf's way to a signed checkpoint.
/// `checkpoint` is the text with all its signatures.
pub fn proved(leaf: Hash, index: u64, path: Vec<Hash>, checkpoint: String) -> String {
    let mut proof = Proof { extra: None, index, path, checkpoint };
    let mut extra = leaf.0.to_vec();
    extra.extend_from_slice(&check(&leaf, &proof));
    proof.extra = Some(extra);
    proof.to_string()
}

fn check(leaf: &Hash, proof: &Proof) -> [u8; 16] {
    let rest = proof.rest();
    let hash = Hash::of_parts(&[b"sanaq.org/receipt@v1", &leaf.0, rest.as_bytes()]);
    let mut check = [0; 16];
    check.iter_mut().zip(hash.0).for_each(|(to, from)| *to = from);
    check
}

/// Whom a reader believes: the log's keys, the witnesses, and how many of these must have signed.
///
/// As text: one verifier key a line; keys of type 1 are logs', of type 4 witnesses'; a line
/// `quorum 2` asks for two witnesses under every proof; lines that begin with `#` are comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The log's keys; more than one after a key was changed.
    pub logs: Vec<VerifierKey>,
    /// The witnesses.
    pub witnesses: Vec<VerifierKey>,
    /// How many of the witnesses must have co-signed a proof.
    pub quorum: usize,
}

impl FromStr for Keys {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let mut keys = Self { logs: Vec::new(), witnesses: Vec::new(), quorum: 0 };
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(quorum) = line.strip_prefix("quorum ") {
                let number = quorum.trim().parse();
                keys.quorum = number.map_err(|_| NoteError::Key("quorum takes a number"))?;
                continue;
            }
            let key: VerifierKey = line.parse()?;
            match key.algorithm() {
                Algorithm::Ed25519 => keys.logs.push(key),
                Algorithm::Cosignature => keys.witnesses.push(key),
            }
        }
        if keys.logs.is_empty() {
            return Err(NoteError::Key("none of the keys is a log's"));
        }
        if keys.quorum > keys.witnesses.len() {
            return Err(NoteError::Key("the quorum asks for more witnesses than are listed"));
        }
        Ok(keys)
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.logs.iter().chain(&self.witnesses).try_for_each(|key| writeln!(f, "{key}"))?;
        if self.quorum > 0 { writeln!(f, "quorum {}", self.quorum) } else { Ok(()) }
    }
}

/// A receipt that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The log promised that the leaf stands at its place. If a later checkpoint says otherwise,
    /// the promise proves that the log broke its word.
    Promised(Promise),
    /// The leaf is in the tree of a checkpoint.
    Proved {
        /// The leaf and its place.
        promise: Promise,
        /// The head that covers it.
        checkpoint: Checkpoint,
        /// The known witnesses that co-signed the head.
        witnesses: Vec<Signed>,
    },
}

impl Verified {
    /// The leaf and its place.
    pub fn promise(&self) -> &Promise {
        match self {
            Self::Promised(promise) | Self::Proved { promise, .. } => promise,
        }
    }
}

/// Why a receipt does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The text is neither of the two kinds.
    #[error(
        "this is not a receipt: it begins neither with sanaq.org/promise@v1 nor with \
             c2sp.org/tlog-proof@v1"
    )]
    NotAReceipt,
    /// The text of a promise is damaged.
    #[error("this promise cannot be read; it was changed or cut")]
    DamagedPromise,
    /// The text of a proof is damaged.
    #[error("this proof cannot be read; it was changed or cut: {0}")]
    DamagedProof(#[from] NotAProof),
    /// The proof carries no leaf.
    #[error("this is a proof, but not a receipt of a report: it does not carry its leaf")]
    NoLeaf,
    /// The check over the text does not fit.
    #[error("this receipt was changed after it was issued: its check does not fit")]
    Check,
    /// The log is not one that the reader believes.
    #[error("this receipt is of the log {0}, whose key was not given")]
    UnknownLog(String),
    /// A signature is wrong or missing.
    #[error("the log has not signed this receipt as it stands: {0}")]
    Signature(#[from] NoteError),
    /// The checkpoint is not accepted.
    #[error("the checkpoint of this receipt does not hold: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The place is beyond the checkpoint.
    #[error("the receipt names entry {index}, but its checkpoint covers only {size}")]
    Beyond {
        /// The place.
        index: u64,
        /// The size of the checkpoint.
        size: u64,
    },
    /// The path does not lead from the leaf to the root.
    #[error(
        "the proof does not lead from the report to the log's root: the report is not in the \
             log that was signed, or not at this place"
    )]
    NotIncluded,
    /// Too few witnesses.
    #[error("only {found} of the witnesses that you know have co-signed; you asked for {quorum}")]
    Witnesses {
        /// How many did.
        found: usize,
        /// How many must have.
        quorum: usize,
    },
}

/// Checks a receipt of either kind, without a network and without the log.
pub fn verify_receipt(text: &str, keys: &Keys) -> Result<Verified, Why> {
    // A line break at the very end is easily lost when a text is copied.
    let complete = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    if complete.starts_with(PROMISE) {
        verify_promise(&complete, keys)
    } else if complete.starts_with("c2sp.org/tlog-proof@") {
        verify_proof(&complete, keys)
    } else {
        Err(Why::NotAReceipt)
    }
}

fn verify_promise(text: &str, keys: &Keys) -> Result<Verified, Why> {
    let note: Note = text.parse().map_err(|_| Why::DamagedPromise)?;
    let promise = Promise::read(&note.text).ok_or(Why::DamagedPromise)?;
    let logs: Vec<&VerifierKey> =
        keys.logs.iter().filter(|key| key.name() == promise.origin).collect();
    if logs.is_empty() {
        return Err(Why::UnknownLog(promise.origin));
    }
    note.verify(&logs)?;
    Ok(Verified::Promised(promise))
}

fn verify_proof(text: &str, keys: &Keys) -> Result<Verified, Why> {
    let proof: Proof = text.parse()?;
    let (leaf, given) = proof
        .extra
        .as_deref()
        .and_then(<[u8]>::split_first_chunk::<32>)
        .filter(|(_, check)| check.len() == 16)
        .ok_or(Why::NoLeaf)?;
    let leaf = Hash(*leaf);
    if given != check(&leaf, &proof) {
        return Err(Why::Check);
    }
    let (checkpoint, witnesses) = open(&proof.checkpoint, keys)?;
    let (index, size) = (proof.index, checkpoint.size);
    if index >= size {
        return Err(Why::Beyond { index, size });
    }
    if !verify_inclusion(&leaf, index, size, &proof.path, &checkpoint.root) {
        return Err(Why::NotIncluded);
    }
    if witnesses.len() < keys.quorum {
        return Err(Why::Witnesses { found: witnesses.len(), quorum: keys.quorum });
    }
    let promise = Promise { origin: checkpoint.origin.clone(), index, leaf };
    Ok(Verified::Proved { promise, checkpoint, witnesses })
}

/// Opens the checkpoint with whichever of the log's keys signed it.
fn open(text: &str, keys: &Keys) -> Result<(Checkpoint, Vec<Signed>), Why> {
    let origin = text.split('\n').next().unwrap_or_default();
    let mut error = Why::UnknownLog(origin.to_owned());
    for log in keys.logs.iter().filter(|key| key.name() == origin) {
        match Checkpoint::open(text, log, &keys.witnesses) {
            Ok(opened) => return Ok((opened.checkpoint, distinct(opened.witnesses))),
            Err(why) => error = why.into(),
        }
    }
    Err(error)
}

/// A witness with two keys counts once.
fn distinct(mut witnesses: Vec<Signed>) -> Vec<Signed> {
    witnesses.sort_by(|a, b| a.name.cmp(&b.name));
    witnesses.dedup_by(|a, b| a.name == b.name);
    witnesses
}

#[cfg(test)]
mod tests;
