//! Encodings found without being told, and damage reported.

use super::*;

fn decode(bytes: &[u8], fixed: Option<&'static Encoding>) -> (String, &'static str, bool) {
    let mut decoder = Decoder::new(Box::new(bytes), fixed);
    let mut text = Vec::new();
    while decoder.read_into(&mut text).unwrap() > 0 {}
    (String::from_utf8(text).unwrap(), decoder.encoding(), decoder.warning().is_some())
}

const TEXT: &str = "участок,район,избирателей\n1,Алатауский район,1000\n";

#[test]
fn encodings_are_found_without_being_told() {
    let (cp1251, ..) = encoding_rs::WINDOWS_1251.encode(TEXT);
    assert_eq!(decode(&cp1251, None), (TEXT.into(), "windows-1251", false));
    assert_eq!(decode(TEXT.as_bytes(), None), (TEXT.into(), "UTF-8", false));
    let marked = format!("\u{feff}{TEXT}");
    assert_eq!(decode(marked.as_bytes(), None), (TEXT.into(), "UTF-8", false));
    let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    assert_eq!(decode(&le(&marked), None), (TEXT.into(), "UTF-16LE", false));
    assert_eq!(decode(&be(&marked), None), (TEXT.into(), "UTF-16BE", false));
    assert_eq!(decode(&le(TEXT), None), (TEXT.into(), "UTF-16LE", false));
}

#[test]
fn a_late_first_letter_still_switches() {
    let head = "1,2\n".repeat(200_000);
    let (tail, ..) = encoding_rs::WINDOWS_1251.encode("1,Алатауский район\n");
    let bytes = [head.as_bytes(), &tail].concat();
    let (text, encoding, damaged) = decode(&bytes, None);
    assert_eq!(encoding, "windows-1251");
    assert!(text.ends_with("1,Алатауский район\n") && !damaged);
}

#[test]
fn damaged_utf8_stays_utf8_and_is_reported() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.push(0xd0);
    let (text, encoding, damaged) = decode(&bytes, None);
    assert_eq!((encoding, damaged), ("UTF-8", true));
    assert!(text.ends_with('\u{fffd}'));
}

#[test]
fn a_character_cut_by_a_chunk_is_whole_again() {
    let text = format!("{}ұй\n", "a".repeat(CHUNK - 1));
    assert_eq!(decode(text.as_bytes(), None), (text, "UTF-8", false));
}

#[test]
fn binary_data_is_refused() {
    let mut decoder = Decoder::new(Box::new(&b"\x7fELF\0\0\0\0\x01\x02\x03\0\0"[..]), None);
    assert_eq!(decoder.read_into(&mut Vec::new()).unwrap_err().kind, Kind::Format);
}
