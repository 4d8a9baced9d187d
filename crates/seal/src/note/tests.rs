//! The specifications' own examples, and notes that must be refused.

use super::*;

const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const EXAMPLE: &str = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1\
    Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

fn log() -> SigningKey {
    SigningKey::from_seed("mission.example/log", Algorithm::Ed25519, &[7; 32]).unwrap()
}

fn witness() -> SigningKey {
    SigningKey::from_seed("partner.example", Algorithm::Cosignature, &[8; 32]).unwrap()
}

#[test]
fn the_specifications_key_verifies_the_specifications_note() {
    let key: VerifierKey = EXAMPLE_KEY.parse().unwrap();
    let note: Note = EXAMPLE.parse().unwrap();
    assert_eq!(note.verify(&[&key]).unwrap()[0].name, "example.com/foo");
    assert_eq!((note.to_string(), key.to_string()), (EXAMPLE.into(), EXAMPLE_KEY.into()));
}

#[test]
fn no_bit_of_a_note_can_change() {
    let key: VerifierKey = EXAMPLE_KEY.parse().unwrap();
    for bit in 0..EXAMPLE.len() * 8 {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let changed = String::from_utf8(bytes).ok().and_then(|text| text.parse::<Note>().ok());
        let accepted = changed.is_some_and(|note| note.verify(&[&key]).is_ok());
        assert!(!accepted, "bit {bit}");
    }
}

#[test]
fn keys_survive_being_written() {
    for key in [log(), witness()] {
        use secrecy::ExposeSecret;
        let text = key.to_secret();
        let again: SigningKey = text.expose_secret().parse().unwrap();
        assert_eq!(again.verifier(), key.verifier());
        assert_eq!(key.verifier().to_string().parse::<VerifierKey>().unwrap(), *key.verifier());
    }
    assert_ne!(SigningKey::generate("a").unwrap().verifier().id(), 0);
}

#[test]
fn a_secret_key_is_never_shown() {
    let shown = format!("{:?}", log());
    assert!(!shown.contains("BwcHBw"), "{shown}");
    assert!(!shown.contains("PRIVATE"), "{shown}");
}

#[test]
fn a_witness_vouches_for_a_time() {
    let text = "mission.example/log\n7\nAAAA\n";
    let signature = witness().sign(text, 1_679_315_147);
    let mut note = Note { text: text.into(), signatures: vec![signature] };
    let signed = note.verify(&[witness().verifier()]).unwrap();
    assert_eq!(signed[0].time, Some(1_679_315_147));
    note.signatures[0].bytes[7] ^= 1;
    assert_eq!(
        note.verify(&[witness().verifier()]),
        Err(NoteError::Wrong("partner.example".into()))
    );
}

#[test]
fn unknown_signers_are_passed_over_and_wrong_known_ones_spoil_the_note() {
    let text = "x\n";
    let signatures = vec![witness().sign(text, 1), log().sign(text, 0), log().sign(text, 0)];
    let mut note = Note { text: text.into(), signatures };
    assert_eq!(note.verify(&[log().verifier()]).unwrap().len(), 1, "one key counts once");
    assert_eq!(note.verify(&[]), Err(NoteError::Unsigned));
    note.text = "y\n".into();
    assert!(matches!(note.verify(&[log().verifier()]), Err(NoteError::Wrong(_))));
}

#[test]
fn the_same_key_under_another_algorithm_has_another_id() {
    let other = SigningKey::from_seed("mission.example/log", Algorithm::Cosignature, &[7; 32]);
    assert_ne!(other.unwrap().verifier().id(), log().verifier().id());
}

#[test]
fn keys_and_notes_that_are_none_are_refused() {
    let keys = [
        "",
        "a+b",
        "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U",
        "PRIVATE+KEY+x",
    ];
    for key in keys {
        assert!(key.parse::<VerifierKey>().is_err(), "{key}");
        assert!(key.parse::<SigningKey>().is_err(), "{key}");
    }
    let cut = EXAMPLE.strip_suffix('\n').unwrap();
    let notes = ["", "text", "text\n\n", cut, "a\t\n\n— x AAAAAAA=\n", "a\n\n- x AAAA\n"];
    for note in notes {
        let refused = note.parse::<Note>().map(|note| note.verify(&[log().verifier()]));
        assert!(!matches!(refused, Ok(Ok(_))), "{note}");
    }
    let many = format!("a\n\n{}", "— x AAAAAAA=\n".repeat(MAX_SIGNATURES + 1));
    assert!(many.parse::<Note>().is_err());
}
