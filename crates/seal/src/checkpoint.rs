//! Checkpoints: the signed head of a log ([c2sp.org/tlog-checkpoint](https://c2sp.org/tlog-checkpoint)),
//! with the cosignatures of witnesses ([c2sp.org/tlog-cosignature](https://c2sp.org/tlog-cosignature)).

use std::{fmt, str::FromStr};

use crate::{
    hash::Hash,
    note::{Algorithm, Note, NoteError, Signed, SigningKey, VerifierKey},
};

/// A head of a log: how many leaves, and the root over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name; also the name of its key.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

/// Why a checkpoint is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Its text is not in the form of a checkpoint.
    #[error("this is not a checkpoint: {0}")]
    Form(&'static str),
    /// Its signatures are not in order.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// It is about another log.
    #[error("this checkpoint is of the log {found}, not of {expected}")]
    Origin {
        /// The log whose key was given.
        expected: String,
        /// The log that the checkpoint names.
        found: String,
    },
    /// Witnesses signed it but the log itself did not.
    #[error("the log {0} has not signed this checkpoint")]
    NotByTheLog(String),
}

/// A checkpoint whose signatures were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The head.
    pub checkpoint: Checkpoint,
    /// The known witnesses that co-signed it, each once.
    pub witnesses: Vec<Signed>,
}

impl Checkpoint {
    /// Signs the head with the log's key, whose name must be the origin.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointError> {
        let verifier = key.verifier();
        if verifier.name() != self.origin || verifier.algorithm() != Algorithm::Ed25519 {
            let (expected, found) = (verifier.name().to_owned(), self.origin.clone());
            return Err(CheckpointError::Origin { expected, found });
        }
        let text = self.to_string();
        let signatures = vec![key.sign(&text, 0)];
        Ok(Note { text, signatures })
    }

    /// Reads a signed checkpoint: `log` must have signed it, and any of `witnesses` may have.
    pub fn open(
        text: &str,
        log: &VerifierKey,
        witnesses: &[VerifierKey],
    ) -> Result<Opened, CheckpointError> {
        let note: Note = text.parse()?;
        let checkpoint: Self = note.text.parse()?;
        if checkpoint.origin != log.name() {
            let (expected, found) = (log.name().to_owned(), checkpoint.origin);
            return Err(CheckpointError::Origin { expected, found });
        }
        let known: Vec<&VerifierKey> = std::iter::once(log).chain(witnesses).collect();
        let mut signed = note.verify(&known)?;
        let by_log = |one: &Signed| one.name == log.name() && one.key_id == log.id();
        if !signed.iter().any(by_log) {
            return Err(CheckpointError::NotByTheLog(log.name().to_owned()));
        }
        signed.retain(|one| !by_log(one));
        Ok(Opened { checkpoint, witnesses: signed })
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root.to_base64())
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    /// Reads the text of the note. Extension lines are refused: our logs write none, and nobody
    /// audits them.
    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let form = CheckpointError::Form;
        let text = text.strip_suffix('\n').ok_or(form("it does not end in a line break"))?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [origin, size, root] = lines[..] else {
            return Err(form("it has three lines: origin, size, root"));
        };
        if origin.is_empty() {
            return Err(form("the origin is empty"));
        }
        let plain = size.bytes().all(|byte| byte.is_ascii_digit());
        let number = size.parse().ok().filter(|_| plain && (size == "0" || !size.starts_with('0')));
        let size = number.ok_or(form("the size is not a plain number"))?;
        let root = Hash::from_base64(root).ok_or(form("the root is not 32 bytes in base 64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Signature;

    /// The example of tlog-checkpoint and tlog-cosignature, as published (keys unknown).
    const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhc\
        yv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJs\
        X3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

    fn log() -> SigningKey {
        SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[7; 32]).unwrap()
    }

    fn witness(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_seed(name, Algorithm::Cosignature, &[seed; 32]).unwrap()
    }

    fn head() -> Checkpoint {
        Checkpoint { origin: "mission.example/log".into(), size: 3, root: Hash::of(b"root") }
    }

    #[test]
    fn the_published_example_is_read_and_written_again() {
        let note: Note = EXAMPLE.parse().unwrap();
        let checkpoint: Checkpoint = note.text.parse().unwrap();
        assert_eq!(checkpoint.size, 20_852_163);
        assert_eq!(checkpoint.to_string(), note.text);
        assert_eq!(note.to_string(), EXAMPLE);
        let time = &note.signatures[1].bytes[..8];
        assert_eq!(time, 1_679_315_147_u64.to_be_bytes(), "the time of the published example");
    }

    #[test]
    fn known_witnesses_are_named_and_unknown_ones_passed_over() {
        let (a, b) = (witness("a.example", 1), witness("b.example", 2));
        let mut note = head().sign(&log()).unwrap();
        note.signatures.extend([&a, &b].map(|key| key.sign(&note.text, 60)));
        let text = note.to_string();
        let known = [a.verifier().clone()];
        let opened = Checkpoint::open(&text, log().verifier(), &known).unwrap();
        assert_eq!(opened.checkpoint, head());
        let names: Vec<&str> = opened.witnesses.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["a.example"]);
    }

    #[test]
    fn a_checkpoint_without_the_logs_signature_is_refused() {
        let a = witness("a.example", 1);
        let text = head().to_string();
        let signatures = vec![a.sign(&text, 60)];
        let note = Note { text, signatures }.to_string();
        let known = [a.verifier().clone()];
        let refused = Checkpoint::open(&note, log().verifier(), &known).unwrap_err();
        assert_eq!(refused, CheckpointError::NotByTheLog("mission.example/log".into()));
    }

    #[test]
    fn a_checkpoint_of_another_log_is_refused() {
        let other = Checkpoint { origin: "other.example".into(), ..head() };
        assert!(other.sign(&log()).is_err());
        let text = other.to_string();
        let signatures: Vec<Signature> = vec![log().sign(&text, 0)];
        let note = Note { text, signatures }.to_string();
        let refused = Checkpoint::open(&note, log().verifier(), &[]).unwrap_err();
        assert!(matches!(refused, CheckpointError::Origin { .. }), "{refused}");
    }

    #[test]
    fn texts_that_are_no_checkpoint_are_refused() {
        let root = Hash::of(b"").to_base64();
        for text in [
            String::new(),
            format!("o\n0\n{root}"),
            format!("\n0\n{root}\n"),
            format!("o\n00\n{root}\n"),
            format!("o\n+1\n{root}\n"),
            format!("o\n1\n{root}x\n"),
            format!("o\n1\n{root}\nextension\n"),
            format!("o\n18446744073709551616\n{root}\n"),
        ] {
            assert!(text.parse::<Checkpoint>().is_err(), "{text}");
        }
    }
}
