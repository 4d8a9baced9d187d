//! Erasing what an entry says and keeping what it proves.
//!
//! Somebody may have the right to be forgotten. The body of an entry is then replaced by what may
//! be left of it, and its nonce is overwritten: nobody can try out what it said. Its leaf stays,
//! so the tree, every receipt and every signed head hold as before. What is left is no longer
//! proved by the leaf; it is proved by an entry of the kind `erasure/1`, which names the places
//! and the hashes of what is left. An entry without its nonce that no such entry names is damage,
//! not an erasure.

use std::collections::BTreeMap;

use sanaq_seal::{canonical::Canonical, hash::Hash};
use serde::Deserialize;

use crate::{
    entry::Entry,
    error::LogError,
    log::{Command, Log},
};

/// The kind of the entries that name what was erased.
pub(crate) const KIND: &str = "erasure/1";

/// What is left of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its place.
    pub sequence: u64,
    /// Its new body.
    pub body: Canonical,
}

impl Left {
    /// The hash that an `erasure/1` names.
    pub fn hash(&self) -> Hash {
        Hash::of(self.body.as_str().as_bytes())
    }
}

impl Log {
    /// Replaces what entries say. They must have been named by an `erasure/1` before; doing it
    /// again changes nothing. The old text is overwritten in the database's files, not merely let
    /// go. Other servers of the same log forget it when they start again.
    pub async fn erase(&self, left: Vec<Left>) -> Result<(), LogError> {
        let size = self.current_size().await?;
        if let Some(own) = left.iter().find(|own| own.sequence >= size) {
            return Err(LogError::damaged(own.sequence, "there is no such entry to erase"));
        }
        self.ask(|answer| Command::Erase(left, answer)).await?;
        self.forget_recent();
        Ok(())
    }
}

/// Compares what was erased with what entries say was.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    found: BTreeMap<u64, Hash>,
    named: BTreeMap<u64, Vec<Hash>>,
}

#[derive(Deserialize)]
struct Body {
    entries: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    sequence: u64,
    left: String,
}

impl Ledger {
    pub(crate) fn read(&mut self, entry: &Entry) {
        if entry.is_erased() {
            self.found.insert(entry.sequence, Hash::of(entry.body.as_str().as_bytes()));
        }
        if entry.kind != KIND {
            return;
        }
        let body: Option<Body> = serde_json::from_str(entry.body.as_str()).ok();
        for named in body.into_iter().flat_map(|body| body.entries) {
            let hash = Hash::from_hex(&named.left);
            self.named.entry(named.sequence).or_default().extend(hash);
        }
    }

    /// Nothing was erased in silence, and what is left is what was said to be left.
    pub(crate) fn check(&self) -> Result<(), LogError> {
        for (sequence, found) in &self.found {
            if !self.named.get(sequence).is_some_and(|named| named.contains(found)) {
                let what = "its content is gone, and no entry says that this was left of it";
                return Err(LogError::damaged(*sequence, what));
            }
        }
        Ok(())
    }
}
