//! What a witness does: co-sign the heads of logs that only grow
//! ([c2sp.org/tlog-witness](https://c2sp.org/tlog-witness), `add-checkpoint`).
//!
//! The witness remembers one thing a log, the head that it last signed ([`Seen`]). Whoever calls
//! [`cosign`] must store the new one durably *before* handing out the signature, and must not let
//! two calls for one log overlap; otherwise the witness can be made to sign two histories.

use std::{fmt, str::FromStr};

use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    hash::Hash,
    note::{Signature, SigningKey, VerifierKey},
    tree::verify_consistency,
};

/// The longest consistency proof that the protocol allows.
const MAX_PROOF: usize = 63;

/// What a log sends to a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The size that the log believes the witness signed last.
    pub old: u64,
    /// The proof that the old tree is the beginning of the new one.
    pub proof: Vec<Hash>,
    /// The new checkpoint, signed by the log.
    pub checkpoint: String,
}

/// The head that a witness signed last for a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its size.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

/// Why a witness does not sign. The protocol's HTTP status stands beside each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 400: the request cannot be read.
    #[error("the request cannot be read: {0}")]
    Form(&'static str),
    /// 404: the witness does not know the log.
    #[error("this witness does not know the log {0}")]
    UnknownLog(String),
    /// 403: the log has not signed the checkpoint.
    #[error(transparent)]
    Unsigned(CheckpointError),
    /// 400: the old size is larger than the new one.
    #[error("the old size {old} is larger than the new size {size}")]
    Backwards {
        /// The old size.
        old: u64,
        /// The new size.
        size: u64,
    },
    /// 409: the witness last signed another size; the log should prove growth from there.
    #[error("this witness last signed a checkpoint of size {0}")]
    Conflict(u64),
    /// 422: the new tree does not contain the old one.
    #[error(
        "the log has not proved that its tree of {size} leaves begins with the {old} that \
             this witness signed"
    )]
    Inconsistent {
        /// The size that the witness signed last.
        old: u64,
        /// The size of the new tree.
        size: u64,
    },
}

impl Refusal {
    /// The HTTP status that the protocol gives to it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Form(_) | Self::Backwards { .. } => 400,
            Self::Unsigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Conflict(_) => 409,
            Self::Inconsistent { .. } => 422,
        }
    }
}

/// Checks that the log has only grown since `seen` and co-signs its new head at a time in
/// seconds of the Unix epoch. The log's key is found among `logs` by the checkpoint's origin.
pub fn cosign(
    request: &Request,
    logs: &[VerifierKey],
    seen: Option<Seen>,
    witness: &SigningKey,
    unix_seconds: u64,
) -> Result<(Seen, Signature), Refusal> {
    let origin = request.checkpoint.split('\n').next().unwrap_or_default();
    let log = logs.iter().find(|log| log.name() == origin);
    let log = log.ok_or_else(|| Refusal::UnknownLog(origin.to_owned()))?;
    let opened = Checkpoint::open(&request.checkpoint, log, &[]).map_err(Refusal::Unsigned)?;
    let Checkpoint { size, root, .. } = opened.checkpoint;
    let old = request.old;
    if old > size {
        return Err(Refusal::Backwards { old, size });
    }
    let seen = seen.unwrap_or(Seen { size: 0, root: Hash::of(b"") });
    if old != seen.size {
        return Err(Refusal::Conflict(seen.size));
    }
    let empty_is_empty = size > 0 || root == Hash::of(b"");
    if !empty_is_empty || !verify_consistency(old, size, &seen.root, &root, &request.proof) {
        return Err(Refusal::Inconsistent { old, size });
    }
    let signature = witness.sign(&opened.checkpoint.to_string(), unix_seconds);
    Ok((Seen { size, root }, signature))
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Request {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let form = Refusal::Form;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(form("no empty line"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old.and_then(|old| old.parse().ok().filter(|n: &u64| n.to_string() == old));
        let old = old.ok_or(form("the first line is 'old' and a number"))?;
        let proof: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let proof = proof.ok_or(form("a line of the proof is not 32 bytes in base 64"))?;
        if proof.len() > MAX_PROOF {
            return Err(form("the proof has more than 63 lines"));
        }
        Ok(Self { old, proof, checkpoint: checkpoint.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        note::{Algorithm, Note},
        tile::{Tile, Tiles},
        tree::{Question, leaf_hash, root},
    };

    fn log() -> SigningKey {
        SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[7; 32]).unwrap()
    }

    fn witness() -> SigningKey {
        SigningKey::from_seed("partner.example", Algorithm::Cosignature, &[8; 32]).unwrap()
    }

    fn leaves(size: u8) -> Vec<Hash> {
        (0..size).map(|leaf| leaf_hash(&[leaf])).collect()
    }

    fn request(old: u8, size: u8) -> Request {
        let leaves = leaves(size);
        let mut tiles = Tiles::default();
        tiles.insert(Tile { level: 0, index: 0, width: size.into() }, leaves.clone());
        let question = Question::Consistency { old: old.into(), size: size.into() };
        let head = Checkpoint {
            origin: "mission.example/log".into(),
            size: size.into(),
            root: root(&leaves),
        };
        let checkpoint = head.sign(&log()).unwrap().to_string();
        Request { old: old.into(), proof: question.prove(&tiles).unwrap(), checkpoint }
    }

    fn ask(request: &Request, seen: Option<Seen>) -> Result<(Seen, Signature), Refusal> {
        cosign(request, &[log().verifier().clone()], seen, &witness(), 60)
    }

    #[test]
    fn growth_is_signed_and_the_signature_fits_under_the_checkpoint() {
        let (seen, _) = ask(&request(0, 3), None).unwrap();
        let written: Request = request(3, 11).to_string().parse().unwrap();
        assert_eq!(written, request(3, 11));
        let (seen, signature) = ask(&written, Some(seen)).unwrap();
        assert_eq!(seen, Seen { size: 11, root: root(&leaves(11)) });
        let mut note: Note = written.checkpoint.parse().unwrap();
        note.signatures.push(signature);
        let known = [witness().verifier().clone()];
        let opened = Checkpoint::open(&note.to_string(), log().verifier(), &known).unwrap();
        assert_eq!(opened.witnesses[0].time, Some(60));
    }

    #[test]
    fn another_history_is_never_signed() {
        let seen = Seen { size: 3, root: Hash::of(b"another root") };
        let refused = ask(&request(3, 11), Some(seen)).unwrap_err();
        assert_eq!((refused.status(), ask(&request(0, 2), None).is_ok()), (422, true));
        let mut bent = request(3, 11);
        bent.proof[0].0[0] ^= 1;
        let seen = Seen { size: 3, root: root(&leaves(3)) };
        assert_eq!(ask(&bent, Some(seen)).unwrap_err().status(), 422);
    }

    #[test]
    fn every_other_fault_has_the_protocols_answer() {
        let seen = Some(Seen { size: 3, root: root(&leaves(3)) });
        assert_eq!(ask(&request(2, 11), seen).unwrap_err(), Refusal::Conflict(3));
        let mut backwards = request(3, 11);
        backwards.old = 12;
        assert_eq!(ask(&backwards, seen).unwrap_err().status(), 400);
        let stranger = SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[9; 32]);
        let known = [stranger.unwrap().verifier().clone()];
        let refused = cosign(&request(3, 11), &known, seen, &witness(), 60).unwrap_err();
        assert_eq!(refused.status(), 403);
        let refused = cosign(&request(3, 11), &[], seen, &witness(), 60).unwrap_err();
        assert_eq!(refused.status(), 404);
        for text in ["", "old 1\n", "old 01\n\nx", "old 1\nAAAA\n\nx", "size 1\n\nx"] {
            assert_eq!(text.parse::<Request>().unwrap_err().status(), 400, "{text}");
        }
    }
}
