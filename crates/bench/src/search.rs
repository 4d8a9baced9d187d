//! Looking for words in seized bytes: as they are, in UTF-16, hexadecimal, base64, and in whatever
//! is packed.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use sanaq_seal::hash::to_hex;

use crate::failure::Failure;

/// A word in every form in which it is looked for.
pub(crate) struct Wanted {
    name: &'static str,
    forms: Vec<(&'static str, Vec<u8>)>,
}

/// What was packed within packed bytes is unpacked so deep.
const DEEPEST: u32 = 3;
/// And no further than to so many bytes.
const MOST: u64 = 64 << 20;

impl Wanted {
    /// Bytes that mean something only as they are.
    pub(crate) fn bytes(name: &'static str, bytes: &[u8]) -> Self {
        Self { name, forms: vec![("raw", bytes.to_vec())] }
    }

    /// The word must be plain letters and digits.
    pub(crate) fn new(word: &'static str) -> Self {
        let mut forms = vec![
            ("raw", word.as_bytes().to_vec()),
            ("raw, capitals", word.to_uppercase().into_bytes()),
            ("raw, small letters", word.to_lowercase().into_bytes()),
            ("backwards", word.bytes().rev().collect()),
            ("UTF-16 LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16 BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ];
        let hex = to_hex(word.as_bytes());
        forms.push(("hexadecimal", hex.to_uppercase().into_bytes()));
        forms.push(("hexadecimal", hex.into_bytes()));
        for shift in 0..3_usize {
            let mut bytes = vec![0; shift];
            bytes.extend_from_slice(word.as_bytes());
            let text = STANDARD_NO_PAD.encode(&bytes);
            // Letters at both ends also depend on what stands beside the word.
            let (first, last) = ([0, 2, 3][shift], text.len() - [0, 2, 2][bytes.len() % 3]);
            let inner = text.get(first..last).unwrap_or_default().to_owned();
            forms.push(("base64", inner.replace('+', "-").replace('/', "_").into_bytes()));
            forms.push(("base64", inner.into_bytes()));
        }
        Self { name: word, forms }
    }

    /// In which forms it stands in some bytes, packed parts unpacked.
    pub(crate) fn find(&self, bytes: &[u8]) -> Vec<&'static str> {
        let mut found = Vec::new();
        self.look(bytes, 0, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    fn look(&self, bytes: &[u8], depth: u32, found: &mut Vec<&'static str>) {
        for (name, form) in &self.forms {
            if contains(bytes, form) {
                found.push(name);
            }
        }
        if depth == DEEPEST {
            return;
        }
        for at in 0..bytes.len().saturating_sub(4) {
            let rest = &bytes[at..];
            let unpacked = match rest {
                [0x1f, 0x8b, 8, ..] => unpack(GzDecoder::new(rest)),
                [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => unpack(ZlibDecoder::new(rest)),
                [b'P', b'K', 3, 4, ..] => zipped(rest),
                _ => continue,
            };
            if unpacked.len() > 8 {
                self.look(&unpacked, depth + 1, found);
            }
        }
    }
}

/// The first part of a ZIP file.
fn zipped(bytes: &[u8]) -> Vec<u8> {
    let length = |at: usize| {
        let pair = bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok());
        usize::from(u16::from_le_bytes(pair.unwrap_or_default()))
    };
    let start = 30 + length(26) + length(28);
    unpack(DeflateDecoder::new(bytes.get(start..).unwrap_or_default()))
}

/// What unpacks before the first fault.
fn unpack(reader: impl std::io::Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A fault ends the packed part: what stands after it is no longer packed.
    let _ = reader.take(MOST).read_to_end(&mut bytes);
    bytes
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    let Some((first, _)) = word.split_first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(word) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// Files below a folder in which one of some words stands, each with how; and how many bytes were
/// searched.
pub(crate) fn below(folder: &Path, wanted: &[Wanted]) -> Result<(Vec<String>, u64), Failure> {
    let (mut hits, mut searched) = (Vec::new(), 0);
    for path in files(folder)? {
        let name = path.to_string_lossy();
        let bytes = std::fs::read(&path)?;
        searched += u64::try_from(bytes.len())?;
        for (what, bytes) in [("content", bytes.as_slice()), ("name", name.as_bytes())] {
            for word in wanted {
                let found = word.find(bytes);
                if !found.is_empty() {
                    hits.push(format!("{name}, {what}: {} {}", word.name, found.join(", ")));
                }
            }
        }
    }
    Ok((hits, searched))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// Protects the seizure drill: a search that finds nothing anywhere would always pass.
    #[test]
    fn a_word_is_found_however_it_is_hidden() {
        let wanted = Wanted::new("Qanaria7x");
        assert!(wanted.find(b"nothing of interest, x\x9c x\x01 \x1f\x8b\x08").is_empty());
        for before in ["", "a", "ab", "abc"] {
            let text = format!("{before}Qanaria7x and more");
            assert_eq!(wanted.find(text.as_bytes()), ["raw"]);
            let base64 = STANDARD_NO_PAD.encode(&text);
            assert_eq!(wanted.find(base64.as_bytes()), ["base64"], "{before}");
            let hex = to_hex(text.as_bytes());
            assert_eq!(wanted.find(hex.as_bytes()), ["hexadecimal"]);
            // At the end: with letters after it, the same bytes hold it in the other order too.
            let last = format!("{before}Qanaria7x");
            let wide: Vec<u8> = last.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(wanted.find(&wide), ["UTF-16 BE"]);
            let mut gzip = flate2::write::GzEncoder::new(vec![9, 9], flate2::Compression::best());
            gzip.write_all(base64.as_bytes()).unwrap();
            assert_eq!(wanted.find(&gzip.finish().unwrap()), ["base64"]);
            let mut zlib = flate2::write::ZlibEncoder::new(vec![1], flate2::Compression::fast());
            zlib.write_all(&wide).unwrap();
            assert_eq!(wanted.find(&zlib.finish().unwrap()), ["UTF-16 BE"]);
        }
    }
}
