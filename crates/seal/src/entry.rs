//! An entry of the log as bytes, and its leaf of the tree.
//!
//! The leaf commits to everything that must be provable (who, when, what, under which id) and
//! shows none of it: `SHA-256(0x00 ‖ domain ‖ nonce ‖ SHA-256(entry))`. The nonce is 32 random
//! bytes, so that nobody can try out likely reports against a published leaf. The entry's place
//! in the log is proved by the tree, not written in the entry. The format is a promise: see
//! `docs/log-format.md`.

use std::{fmt, str::FromStr};

use crate::{
    canonical::{Canonical, write_string},
    hash::{Hash, from_hex, to_hex},
    random::{self, NoRandomness},
    tree::leaf_hash,
};

/// What stands before every leaf, so that no other hash of the project can pass for one.
const DOMAIN: &[u8; 21] = b"sanaq.org/log-leaf@v1";

/// The name that a client gives to what it sends, before it sends it: 128 bits, 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; 16]);

/// A text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 32 hexadecimal digits, 0-9 and a-f")]
pub struct NotAnId;

impl Id {
    /// A new id.
    pub fn generate() -> Result<Self, NoRandomness> {
        random::bytes().map(Self)
    }

    /// The id of something that has a name of its own elsewhere, such as a text message at a
    /// gateway: the same source and name give the same id, so that a resent message is known.
    pub fn derived(source: &str, name: &str) -> Self {
        let length = u64::try_from(source.len()).unwrap_or(u64::MAX).to_be_bytes();
        let parts = [b"sanaq.org/id@v1".as_slice(), &length, source.as_bytes(), name.as_bytes()];
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = Hash::of_parts(&parts).0;
        Self([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        from_hex(text).map(Self).ok_or(NotAnId)
    }
}

/// 32 random bytes that blind a leaf. Known to the log and to whom it opens the leaf for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce(pub [u8; 32]);

impl Nonce {
    /// A new nonce.
    pub fn generate() -> Result<Self, NoRandomness> {
        random::bytes().map(Self)
    }

    /// From 64 hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce(…)")
    }
}

/// What an entry says, without its place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content<'a> {
    /// The client's id.
    pub id: Id,
    /// When the log took it, in microseconds of the Unix epoch, UTC.
    pub time: i64,
    /// Who sent it: a pseudonym.
    pub actor: &'a str,
    /// What it is, with a version: `report/1`.
    pub kind: &'a str,
    /// What it says.
    pub body: &'a Canonical,
}

impl Content<'_> {
    /// The entry's bytes: canonical JSON with the keys actor, body, id, kind, time.
    pub fn to_text(&self) -> String {
        let body = self.body.as_str();
        let mut text = String::with_capacity(body.len() + self.actor.len() + 128);
        text.push_str("{\"actor\":");
        write_string(self.actor, &mut text);
        text.push_str(",\"body\":");
        text.push_str(body);
        text.push_str(",\"id\":\"");
        text.push_str(&to_hex(&self.id.0));
        text.push_str("\",\"kind\":");
        write_string(self.kind, &mut text);
        text.push_str(",\"time\":");
        text.push_str(&self.time.to_string());
        text.push('}');
        text
    }

    /// The hash of the entry's leaf.
    pub fn leaf(&self, nonce: &Nonce) -> Hash {
        leaf(nonce, self.to_text().as_bytes())
    }
}

/// What the tree hashes for an entry, 85 bytes: domain, nonce and the hash of the entry.
pub fn leaf_data(nonce: &Nonce, entry: &[u8]) -> Vec<u8> {
    [DOMAIN.as_slice(), &nonce.0, &Hash::of(entry).0].concat()
}

/// The hash of an entry's leaf. Whoever has the entry and its nonce can compute it and compare
/// it with the leaf of a receipt.
pub fn leaf(nonce: &Nonce, entry: &[u8]) -> Hash {
    leaf_hash(&leaf_data(nonce, entry))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body() -> Canonical {
        Canonical::of(&json!({"station": "12", "votes": [1, 2]})).unwrap()
    }

    #[test]
    fn the_entrys_bytes_are_canonical_json() {
        let body = body();
        let content = Content {
            id: Id([0xab; 16]),
            time: 1_610_251_200_000_000,
            actor: "observer \"7\"",
            kind: "report/1",
            body: &body,
        };
        let text = content.to_text();
        assert_eq!(
            text,
            "{\"actor\":\"observer \\\"7\\\"\",\"body\":{\"station\":\"12\",\"votes\":[1,2]},\
             \"id\":\"abababababababababababababababab\",\"kind\":\"report/1\",\
             \"time\":1610251200000000}"
        );
        assert_eq!(Canonical::parse(&text).unwrap().as_str(), text);
    }

    #[test]
    fn no_bit_of_an_entry_or_nonce_can_change_without_another_leaf() {
        let entry = b"{\"actor\":\"a\",\"body\":{},\"id\":\"00\",\"kind\":\"report/1\",\"time\":1}";
        let nonce = Nonce([5; 32]);
        let expected = leaf(&nonce, entry);
        for bit in 0..entry.len() * 8 {
            let mut changed = entry.to_vec();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(leaf(&nonce, &changed), expected, "bit {bit} of the entry");
        }
        for bit in 0..256 {
            let mut changed = nonce;
            changed.0[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(leaf(&changed, entry), expected, "bit {bit} of the nonce");
        }
    }

    #[test]
    fn the_leaf_is_the_published_formula() {
        let nonce = Nonce([5; 32]);
        let mut data = vec![0];
        data.extend_from_slice(b"sanaq.org/log-leaf@v1");
        data.extend_from_slice(&[5; 32]);
        data.extend_from_slice(&Hash::of(b"entry").0);
        assert_eq!(leaf(&nonce, b"entry"), Hash::of(&data));
        assert_eq!(leaf_data(&nonce, b"entry").len(), 85);
    }

    #[test]
    fn a_resent_message_has_the_same_id() {
        assert_eq!(Id::derived("sms", "17"), Id::derived("sms", "17"));
        assert_ne!(Id::derived("sms", "17"), Id::derived("sms1", "7"), "the border counts");
        let id = Id::generate().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("AB".parse::<Id>(), Err(NotAnId));
    }

    #[test]
    fn a_nonce_is_not_shown() {
        assert_eq!(format!("{:?}", Nonce([5; 32])), "Nonce(…)");
    }
}
