//! Entries: what is appended and what is read back.

use sanaq_seal::{
    canonical::Canonical,
    entry::{Content, Id, Nonce},
    hash::Hash,
};

/// The longest body, in bytes. Photos are blobs, not entries.
pub const MAX_BODY: usize = 1 << 20;

/// The longest pseudonym and the longest name of a subject, in bytes.
pub const MAX_NAME: usize = 256;

/// An entry before the log has taken it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The client's name for it; sent again, it is the same entry.
    pub id: Id,
    /// Who sends it: a pseudonym.
    pub actor: String,
    /// What it is, with a version: `report/1`. Old kinds stay readable for ever.
    pub kind: String,
    /// What it says.
    pub body: Canonical,
}

/// An entry of the log. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place: 0, 1, 2, … without a gap; also the index of its leaf.
    pub sequence: u64,
    /// The client's name for it.
    pub id: Id,
    /// When the log took it, in microseconds of the Unix epoch, UTC; never before the entry that
    /// stands before it.
    pub time: i64,
    /// Who sent it: a pseudonym.
    pub actor: String,
    /// What it is, with a version.
    pub kind: String,
    /// What it says.
    pub body: Canonical,
    /// Blinds the leaf.
    pub nonce: Nonce,
    /// The hash of its leaf.
    pub leaf: Hash,
}

/// What the log answers for an entry that it has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its place.
    pub sequence: u64,
    /// When the log took it.
    pub time: i64,
    /// The hash of its leaf: with the sequence, what a receipt promises.
    pub leaf: Hash,
    /// Blinds the leaf; whoever has it and the entry can open the receipt.
    pub nonce: Nonce,
    /// Whether the log had it before this call.
    pub repeated: bool,
}

impl Entry {
    /// The entry's part that the leaf covers.
    pub fn content(&self) -> Content<'_> {
        Content {
            id: self.id,
            time: self.time,
            actor: &self.actor,
            kind: &self.kind,
            body: &self.body,
        }
    }

    /// Whether its content was erased: then its nonce is too, and its leaf alone proves it.
    pub fn is_erased(&self) -> bool {
        self.nonce.0 == [0; 32]
    }

    /// Whether the stored leaf is the one that the entry hashes to.
    pub fn is_intact(&self) -> bool {
        self.content().leaf(&self.nonce) == self.leaf
    }

    /// Whether it says the same as a new entry under the same id.
    pub(crate) fn repeats(&self, new: &NewEntry) -> bool {
        self.actor == new.actor && self.kind == new.kind && self.body == new.body
    }

    pub(crate) fn appended(&self, repeated: bool) -> Appended {
        let Self { sequence, time, leaf, nonce, .. } = *self;
        Appended { sequence, time, leaf, nonce, repeated }
    }
}

impl NewEntry {
    /// Why the log does not take it, if it does not.
    pub(crate) fn fault(&self) -> Option<String> {
        if self.body.as_str().len() > MAX_BODY {
            let length = self.body.as_str().len();
            return Some(format!("the body has {length} bytes; at most {MAX_BODY} are taken"));
        }
        if !is_name(&self.actor) {
            return Some(format!("the actor has 1 to {MAX_NAME} bytes, no control characters"));
        }
        if !is_kind(&self.kind) {
            let kind = &self.kind;
            return Some(format!("the kind {kind:?} is not a word, '/' and a version: report/1"));
        }
        None
    }
}

pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_NAME && !text.chars().any(char::is_control)
}

/// `report/1`: small letters, digits, dashes and dots; then a version without leading zeros.
fn is_kind(kind: &str) -> bool {
    let word =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    kind.split_once('/').is_some_and(|(name, version)| {
        !name.is_empty()
            && name.len() <= 64
            && name.bytes().all(word)
            && version.parse::<u16>().is_ok_and(|number| number.to_string() == version)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn new(actor: &str, kind: &str) -> NewEntry {
        let body = Canonical::of(&json!({})).unwrap();
        NewEntry { id: Id([0; 16]), actor: actor.into(), kind: kind.into(), body }
    }

    #[test]
    fn kinds_have_a_version() {
        for kind in ["report/1", "double-entry.figures/12"] {
            assert_eq!(new("a", kind).fault(), None, "{kind}");
        }
        for kind in ["", "report", "report/", "/1", "report/01", "Report/1", "a/b/1", "a/70000"] {
            assert!(new("a", kind).fault().is_some(), "{kind}");
        }
    }

    #[test]
    fn actors_and_bodies_have_limits() {
        for actor in ["", "a\nb", &"x".repeat(MAX_NAME + 1)] {
            assert!(new(actor, "report/1").fault().is_some(), "{actor}");
        }
        let mut large = new("a", "report/1");
        large.body = Canonical::of(&json!("x".repeat(MAX_BODY))).unwrap();
        assert!(large.fault().is_some_and(|fault| fault.contains("1048578 bytes")));
    }
}
