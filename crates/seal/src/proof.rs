//! Proofs that travel: one leaf's way to a signed checkpoint, checked without the log
//! ([c2sp.org/tlog-proof](https://c2sp.org/tlog-proof)).

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::hash::Hash;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The longest way to a root.
const MAX_PATH: usize = 63;

/// A proof, as read. It says nothing before its checkpoint and path were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Bytes that the application knows how to read.
    pub extra: Option<Vec<u8>>,
    /// Which leaf, from 0.
    pub index: u64,
    /// The hashes beside the way, from the leaf's sibling to the root's child.
    pub path: Vec<Hash>,
    /// The signed checkpoint, as the log wrote it.
    pub checkpoint: String,
}

/// A text is not a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a proof of a log: {0}")]
pub struct NotAProof(&'static str);

impl Proof {
    /// What follows the `extra` line.
    pub(crate) fn rest(&self) -> String {
        let mut text = format!("index {}\n", self.index);
        for hash in &self.path {
            text.push_str(&hash.to_base64());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        f.write_str(&self.rest())
    }
}

impl FromStr for Proof {
    type Err = NotAProof;

    fn from_str(text: &str) -> Result<Self, NotAProof> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(NotAProof("no empty line"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(NotAProof("its first line is not c2sp.org/tlog-proof@v1"));
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra.and_then(|line| line.strip_prefix("extra "));
        let extra = extra.map(|extra| STANDARD.decode(extra)).transpose();
        let extra = extra.map_err(|_| NotAProof("the extra data is not base 64"))?;
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index =
            index.and_then(|text| text.parse().ok().filter(|n: &u64| n.to_string() == text));
        let index = index.ok_or(NotAProof("no line 'index' with a number"))?;
        let path: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let path = path.ok_or(NotAProof("a line of the path is not 32 bytes in base 64"))?;
        if path.len() > MAX_PATH {
            return Err(NotAProof("the path is longer than any tree is high"));
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_read_as_it_was_written() {
        let path = vec![Hash::of(b"a"), Hash::of(b"b")];
        let mut proof =
            Proof { extra: Some(vec![1, 2]), index: 73_894, path, checkpoint: "o\n1\n".into() };
        assert_eq!(proof.to_string().parse(), Ok(proof.clone()));
        proof.extra = None;
        proof.path.clear();
        assert_eq!(proof.to_string(), "c2sp.org/tlog-proof@v1\nindex 73894\n\no\n1\n");
        assert_eq!(proof.to_string().parse(), Ok(proof));
    }

    #[test]
    fn texts_that_are_no_proof_are_refused() {
        let long = format!("{HEADER}\nindex 1\n{}\n", "A".repeat(43) + "=\n");
        let too_long = long.replace(
            &("A".repeat(43) + "=\n"),
            &(Hash([0; 32]).to_base64() + "\n").repeat(MAX_PATH + 1),
        );
        for text in [
            "",
            "c2sp.org/tlog-proof@v2\nindex 1\n\n",
            "c2sp.org/tlog-proof@v1\nindex 01\n\n",
            "c2sp.org/tlog-proof@v1\nindex -1\n\n",
            "c2sp.org/tlog-proof@v1\nextra *\nindex 1\n\n",
            "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n",
            "c2sp.org/tlog-proof@v1\nindex 1\n",
            &too_long,
        ] {
            assert!(text.parse::<Proof>().is_err(), "{text}");
        }
    }
}
