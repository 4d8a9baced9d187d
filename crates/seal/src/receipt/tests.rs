//! A receipt holds as issued, and not one bit of it can change.

use super::*;
use crate::{
    entry::{self, Nonce},
    tile::{Tile, Tiles},
    tree::{Frontier, Nodes, Question},
};

fn log() -> SigningKey {
    SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[7; 32]).unwrap()
}

fn witness(number: u8) -> SigningKey {
    let name = format!("witness-{number}.example/sanaq");
    SigningKey::from_seed(&name, Algorithm::Cosignature, &[number; 32]).unwrap()
}

fn keys(witnesses: &[u8], quorum: usize) -> Keys {
    let witnesses = witnesses.iter().map(|number| witness(*number).verifier().clone()).collect();
    Keys { logs: vec![log().verifier().clone()], witnesses, quorum }
}

const NONCE: Nonce = Nonce([9; 32]);
const ENTRY: &[u8] = b"{\"actor\":\"o-17\",\"body\":{\"station\":\"7\"}}";

fn promise() -> Promise {
    let leaf = entry::leaf(&NONCE, ENTRY);
    Promise { origin: "mission.example/log".into(), index: 5, leaf }
}

/// A proof of leaf 5 of 11, co-signed by the witnesses.
fn proof(witnesses: &[u8]) -> String {
    let mut leaves: Vec<Hash> = (0..11_u8).map(|leaf| Hash::of(&[leaf])).collect();
    leaves[5] = promise().leaf;
    let mut tiles = Tiles::default();
    tiles.insert(Tile { level: 0, index: 0, width: 11 }, leaves.clone());
    let path = Question::Inclusion { index: 5, size: 11 }.prove(&tiles).unwrap();
    let root = crate::tree::root(&leaves);
    let head = Checkpoint { origin: "mission.example/log".into(), size: 11, root };
    let mut note = head.sign(&log()).unwrap();
    let signed = witnesses.iter().map(|number| witness(*number).sign(&note.text, 60));
    let signed: Vec<_> = signed.collect();
    note.signatures.extend(signed);
    proved(promise().leaf, 5, path, note.to_string())
}

fn every_bit_matters(receipt: &str, keys: &Keys) {
    assert!(verify_receipt(receipt, keys).is_ok());
    for bit in 0..receipt.len() * 8 {
        let mut bytes = receipt.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(verify_receipt(&changed, keys).is_err(), "bit {bit} of:\n{receipt}");
    }
}

#[test]
fn no_bit_of_a_promise_can_change() {
    every_bit_matters(&promise().sign(&log()).unwrap(), &keys(&[], 0));
}

#[test]
fn no_bit_of_a_proof_can_change_even_under_unknown_witnesses() {
    every_bit_matters(&proof(&[1, 2, 3]), &keys(&[1, 2, 3], 0));
    every_bit_matters(&proof(&[1, 2, 3]), &keys(&[1], 0));
    every_bit_matters(&proof(&[]), &keys(&[1], 0));
}

#[test]
fn no_beginning_of_a_receipt_passes_for_the_whole() {
    for receipt in [proof(&[1]), promise().sign(&log()).unwrap()] {
        let whole = receipt.trim_end().len();
        for end in (0..whole).filter(|end| receipt.is_char_boundary(*end)) {
            assert!(verify_receipt(&receipt[..end], &keys(&[1], 0)).is_err(), "cut at {end}");
        }
        assert!(verify_receipt(&receipt[..whole], &keys(&[1], 0)).is_ok(), "the last break may go");
    }
}

#[test]
fn receipts_say_what_they_prove_and_the_owner_can_open_them() {
    let receipt = promise().sign(&log()).unwrap();
    assert_eq!(receipt, promise().sign(&log()).unwrap(), "the same receipt every time");
    let verified = verify_receipt(&receipt, &keys(&[], 0)).unwrap();
    assert_eq!(verified, Verified::Promised(promise()));
    let verified = verify_receipt(&proof(&[1, 2]), &keys(&[1, 2, 3], 2)).unwrap();
    assert_eq!(verified.promise().leaf, entry::leaf(&NONCE, ENTRY));
    let Verified::Proved { checkpoint, witnesses, .. } = verified else { panic!("{verified:?}") };
    assert_eq!((checkpoint.size, witnesses.len(), witnesses[0].time), (11, 2, Some(60)));
}

#[test]
fn every_failure_has_a_reason_in_words() {
    let good = proof(&[1]);
    let reasons = [
        (verify_receipt("hello", &keys(&[], 0)), "begins neither"),
        (verify_receipt("sanaq.org/promise@v1\nx", &keys(&[], 0)), "changed or cut"),
        (verify_receipt("c2sp.org/tlog-proof@v1\nx", &keys(&[], 0)), "changed or cut"),
        (verify_receipt(&good, &keys(&[1, 2], 2)), "only 1 of the witnesses"),
        (verify_receipt(&good.replace("index 5", "index 6"), &keys(&[], 0)), "check does not fit"),
    ];
    for (answer, reason) in reasons {
        let said = answer.unwrap_err().to_string();
        assert!(said.contains(reason), "{said}");
    }
}

/// A liar can recompute the check, so everything else must hold without it.
fn reissued(change: impl Fn(&mut Proof, &mut Hash)) -> Result<Verified, Why> {
    let mut proof: Proof = proof(&[1]).parse().unwrap();
    let mut leaf = promise().leaf;
    change(&mut proof, &mut leaf);
    verify_receipt(&proved(leaf, proof.index, proof.path, proof.checkpoint), &keys(&[1], 1))
}

#[test]
fn whoever_recomputes_the_check_still_cannot_lie() {
    assert!(reissued(|_, _| {}).is_ok());
    assert_eq!(reissued(|_, leaf| leaf.0[0] ^= 1), Err(Why::NotIncluded));
    assert_eq!(reissued(|proof, _| proof.index = 4), Err(Why::NotIncluded));
    assert_eq!(reissued(|proof, _| proof.index = 11), Err(Why::Beyond { index: 11, size: 11 }));
    assert_eq!(reissued(|proof, _| proof.path[0].0[0] ^= 1), Err(Why::NotIncluded));
    assert_eq!(reissued(|proof, _| proof.path.truncate(1)), Err(Why::NotIncluded));
    assert_eq!(reissued(|proof, _| proof.path.push(Hash::of(b""))), Err(Why::NotIncluded));
    let other = |proof: &mut Proof| proof.checkpoint = proof.checkpoint.replace("\n11\n", "\n12\n");
    assert!(matches!(reissued(|proof, _| other(proof)), Err(Why::Checkpoint(_))));
}

#[test]
fn a_receipt_of_an_unknown_log_names_it() {
    let stranger = SigningKey::generate("other.example").unwrap();
    let only = Keys { logs: vec![stranger.verifier().clone()], witnesses: vec![], quorum: 0 };
    let unknown = Err(Why::UnknownLog("mission.example/log".into()));
    assert_eq!(verify_receipt(&promise().sign(&log()).unwrap(), &only), unknown);
    assert_eq!(verify_receipt(&proof(&[]), &only), unknown);
    assert!(promise().sign(&stranger).is_err());
    let imposter = SigningKey::generate("mission.example/log").unwrap();
    let forged = promise().sign(&imposter).unwrap();
    assert!(matches!(verify_receipt(&forged, &keys(&[], 0)), Err(Why::Signature(_))));
}

#[test]
fn keys_are_read_from_a_file_that_people_can_edit() {
    let three = keys(&[1, 2, 3], 2);
    let text = format!("# the mission's keys\n\n{three}");
    assert_eq!(text.parse::<Keys>().unwrap(), three);
    let none = witness(1).verifier().to_string();
    assert!(none.parse::<Keys>().is_err(), "no log's key");
    assert!(format!("{}\nquorum 1", log().verifier()).parse::<Keys>().is_err());
}

/// Every hash of a tree of 2^20 equal leaves.
struct Equal;

impl Nodes for Equal {
    fn node(&self, level: u8, _: u64) -> Option<Hash> {
        let twice = |hash: Hash, _| crate::tree::node_hash(&hash, &hash);
        Some((0..u32::from(level) * 8).fold(promise().leaf, twice))
    }
}

#[test]
fn a_receipt_among_a_million_with_three_witnesses_fits_one_qr_code() {
    let size = 1 << 20;
    let path = Question::Inclusion { index: 123_456, size }.prove(&Equal).unwrap();
    let root = Question::Root { size }.prove(&Equal).unwrap()[0];
    let head = Checkpoint { origin: "mission.example/log".into(), size, root };
    let mut note = head.sign(&log()).unwrap();
    let signed: Vec<_> =
        (1..=3).map(|number| witness(number).sign(&note.text, 1_700_000_000)).collect();
    note.signatures.extend(signed);
    let receipt = proved(promise().leaf, 123_456, path, note.to_string());
    assert!(verify_receipt(&receipt, &keys(&[1, 2, 3], 3)).is_ok());
    // 2,953 bytes is the most that one QR code holds (version 40, level L); 2,331 at level M.
    assert!(receipt.len() < 1_800, "{} bytes", receipt.len());
}

#[test]
fn a_frontier_and_a_proof_agree_on_the_root() {
    let mut frontier = Frontier::default();
    for _ in 0..1 << 10 {
        frontier.push(promise().leaf);
    }
    assert_eq!(Question::Root { size: 1 << 10 }.prove(&Equal).unwrap()[0], frontier.root());
}

/// What the phone reads (`web/kit/receipt.ts`) comes to the same here and there:
/// `UPDATE_VECTORS=1 cargo test -p sanaq-seal vectors` writes it anew.
#[test]
fn receipts_and_openings_are_as_the_vectors_say() {
    let entry = std::str::from_utf8(ENTRY).unwrap();
    let (promised, proved) = (promise().sign(&log()).unwrap(), proof(&[1, 2, 3]));
    let moved = proved.replace("index 5", "index 6");
    let other = Nonce([10; 32]).to_string();
    let (nonce, cyrillic) = (NONCE.to_string(), entry.replace('7', "\u{437}"));
    let short = &nonce[2..];
    let cases = [
        ("a promise", &promised, nonce.as_str(), entry),
        ("a proof with witnesses", &proved, &nonce, entry),
        ("a proof that was changed", &moved, &nonce, entry),
        ("another entry", &proved, &nonce, &cyrillic),
        ("an entry with a space", &proved, &nonce, &format!("{entry} ")),
        ("another nonce", &proved, &other, entry),
        ("half a nonce", &proved, short, entry),
    ];
    let known = keys(&[], 0);
    let cases = cases.map(|(name, receipt, nonce, entry)| {
        let holds = verify_receipt(receipt, &known).ok();
        let leaf = holds.as_ref().map(|own| own.promise().leaf);
        let blind = Nonce::from_hex(nonce);
        let opens = blind.map(|nonce| entry::leaf(&nonce, entry.as_bytes())) == leaf;
        serde_json::json!({
            "name": name,
            "receipt": receipt,
            "holds": holds.map(|own| serde_json::json!({
                "kind": if matches!(own, Verified::Proved { .. }) { "proof" } else { "promise" },
                "index": own.promise().index,
                "leaf": own.promise().leaf.to_base64(),
            })),
            "opening": { "nonce": nonce, "entry": entry },
            "opens": leaf.is_some() && opens,
        })
    });
    let found = serde_json::json!({ "key": log().verifier().to_string(), "cases": cases });
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/receipts.json");
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap();
        std::fs::write(file, text + "\n").unwrap();
    }
    let written: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(written, found, "UPDATE_VECTORS=1 writes them");
}

proptest::proptest! {
    #[test]
    fn arbitrary_text_never_panics(text: String) {
        let known = keys(&[1], 1);
        for start in ["", "sanaq.org/promise@v1\n", "c2sp.org/tlog-proof@v1\n"] {
            let receipt = [start, &text].concat();
            proptest::prop_assert!(verify_receipt(&receipt, &known).is_err());
        }
    }
}
