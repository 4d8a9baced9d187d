//! Receipts, proofs, tiles and entries of the log; sealed files; photos.

use std::sync::LazyLock;

use sanaq_desk::{Event, Meta, State, event::KINDS};
use sanaq_photo::{Limits, Photo};
use sanaq_seal::{
    ExposeSecret as _,
    canonical::Canonical,
    checkpoint::Checkpoint,
    hash::Hash,
    note::{Algorithm, Note, SigningKey, VerifierKey},
    proof::Proof,
    receipt::{Keys, Promise, proved, verify_receipt},
    sealed,
    tile::{Resource, unbundle},
    tree::root,
    witness::Request,
};

use crate::text;

static KEY: LazyLock<Option<SigningKey>> =
    LazyLock::new(|| SigningKey::from_seed("fuzz/log", Algorithm::Ed25519, &[7; 32]).ok());

static KEYS: LazyLock<Option<Keys>> =
    LazyLock::new(|| KEY.as_ref()?.verifier().to_string().parse().ok());

/// A receipt and everything that it is made of.
pub(crate) fn receipt(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(keys) = KEYS.as_ref() {
        let _ = verify_receipt(&text, keys);
    }
    if let Ok(note) = text.parse::<Note>() {
        assert_eq!(note.to_string(), *text, "a note is written otherwise than it was read");
    }
    if let Ok(proof) = text.parse::<Proof>() {
        assert_eq!(proof.to_string(), *text, "a proof is written otherwise than it was read");
    }
    let _ = text.parse::<Keys>();
    let _ = text.parse::<VerifierKey>();
    let _ = text.parse::<Checkpoint>();
    let _ = text.parse::<Request>();
    let _ = text.parse::<sealed::Recipient>();
}

pub(crate) fn receipts() -> Vec<Vec<u8>> {
    let Some(key) = KEY.as_ref() else { return Vec::new() };
    let leaves: Vec<Hash> = (0..5_u8).map(|number| Hash::of(&[number])).collect();
    let (leaf, origin) = (leaves[0], key.name().to_owned());
    let promise = Promise { origin: origin.clone(), index: 3, leaf };
    let checkpoint = Checkpoint { origin, size: 5, root: root(&leaves) };
    let signed = checkpoint.sign(key).map(|note| note.to_string()).unwrap_or_default();
    let texts = [
        promise.sign(key).unwrap_or_default(),
        proved(leaf, 0, leaves[1..4].to_vec(), signed.clone()),
        signed,
        key.verifier().to_string(),
    ];
    texts.into_iter().map(String::into_bytes).collect()
}

/// The path of a tile, a bundle of entries, a canonical body.
pub(crate) fn tile(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(resource) = text.parse::<Resource>() {
        assert_eq!(resource.to_string(), *text, "a tile has two paths");
    }
    let _ = unbundle(bytes);
    if let Ok(body) = Canonical::parse(&text) {
        assert_eq!(body.as_str(), &*text, "what is canonical is changed");
    }
}

/// A sealed answer or file, padded or as any program seals; what is opened is sealed again.
pub(crate) fn sealed(bytes: &[u8]) {
    let Some(identity) = IDENTITY.as_ref() else { return };
    let _ = sealed::open_plain(bytes, identity);
    if let Ok(opened) = sealed::open(bytes, identity) {
        let again = sealed::seal(opened.expose_secret(), &[identity.recipient()]);
        assert!(again.is_ok(), "what was opened cannot be sealed");
    }
}

static IDENTITY: LazyLock<Option<sealed::Identity>> = LazyLock::new(|| {
    let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    sealed::Identity::from_secret(&secret.to_owned().into()).ok()
});

pub(crate) fn tiles() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = ["tile/0/x001/234.p/7", "tile/entries/000", "checkpoint"]
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect();
    all.push(br#"{"a":[1,2.5,"x"],"b":null}"#.to_vec());
    all.push(vec![0, 3, 1, 2, 3, 0, 1, 9]);
    all
}

pub(crate) fn sealed_files() -> Vec<Vec<u8>> {
    let texts = [b"{\"text\":\"who it was\"}".to_vec(), vec![7; 70_000]];
    let seal = |text: &Vec<u8>| sealed::seal(text, &[IDENTITY.as_ref()?.recipient()]).ok();
    texts.iter().filter_map(seal).collect()
}

/// An entry of the log: its kind by the first byte, its body after it; folded into a state.
pub(crate) fn event(bytes: &[u8]) {
    let Some((first, body)) = bytes.split_first() else { return };
    let kind = KINDS.get(usize::from(*first) % KINDS.len()).copied().unwrap_or_default();
    let event = Event::read(kind, &text(body));
    let mut state = State::default();
    for (sequence, time) in [(0, i64::MIN), (1, i64::MAX)] {
        state.apply(&event, Meta { sequence, time, actor: "a/x" });
    }
    if let Some(value) = event.body() {
        let _ = Canonical::of(&value);
    }
}

/// One entry of each kind, as the office's own tests keep them.
pub(crate) fn events() -> Vec<Vec<u8>> {
    let lines = include_str!("../../desk/tests/fixtures/v1.jsonl").lines();
    let read = |line: &str| {
        let (_, rest) = line.split_once("\"kind\": \"")?;
        let (kind, rest) = rest.split_once("\", \"body\": ")?;
        let at = KINDS.iter().position(|known| *known == kind)?;
        let mut entry = vec![u8::try_from(at).ok()?];
        entry.extend_from_slice(rest.strip_suffix('}')?.as_bytes());
        Some(entry)
    };
    lines.filter_map(read).collect()
}

/// A photo, within bounds that a fuzzer can stand.
pub(crate) fn photo(bytes: &[u8]) {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 20 };
    if let Ok(photo) = Photo::open(bytes, limits) {
        let _ = photo.fingerprint();
        assert!(photo.derivative(64).is_ok(), "a photo that was read cannot be written");
    }
}

pub(crate) fn photos() -> Vec<Vec<u8>> {
    let plain: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
        \0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";
    let opened = Photo::open(plain, Limits::default());
    let mut all = vec![plain.to_vec()];
    all.extend(opened.ok().and_then(|photo| photo.derivative(64).ok()));
    all
}
