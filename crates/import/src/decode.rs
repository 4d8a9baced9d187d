//! Bytes of any encoding → UTF-8, chunk by chunk.
//!
//! A byte order mark decides; else the recipe; else the file is UTF-8 until its first bytes that
//! are not. Up to there it was plain ASCII, which all other encodings here share, so the switch
//! to a detected encoding is safe in the middle of a file.

use std::io::{ErrorKind, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder as Legacy, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sanaq_said::said;

use crate::note::{Kind, Note};

const CHUNK: usize = 256 << 10;

/// Decodes a stream.
pub(crate) struct Decoder<'a> {
    source: Box<dyn Read + 'a>,
    state: State,
    /// Bytes read and not yet decoded: a cut-off character, or the first chunk.
    pending: Vec<u8>,
    ended: bool,
    encoding: &'static Encoding,
    damage: Damage,
}

enum State {
    /// Nothing was read yet; the recipe may fix the encoding.
    Start(Option<&'static Encoding>),
    /// UTF-8; whether a character outside ASCII was seen.
    Utf8 {
        confirmed: bool,
    },
    Legacy(Box<Legacy>),
}

/// Bytes that were no text.
#[derive(Clone, Copy, Default)]
struct Damage {
    places: u64,
    lines_before: u64,
    first_line: u64,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(source: Box<dyn Read + 'a>, fixed: Option<&'static Encoding>) -> Self {
        Self {
            source,
            state: State::Start(fixed),
            pending: Vec::new(),
            ended: false,
            encoding: UTF_8,
            damage: Damage::default(),
        }
    }

    /// The encoding's name, known after the last byte.
    pub(crate) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// A warning about bytes that were no text.
    pub(crate) fn warning(&self) -> Option<Note> {
        let Damage { places, first_line, .. } = self.damage;
        (places > 0).then(|| {
            let said = said!(
                "said-import-no-text",
                "found bytes that are no {encoding} text in {n} places, the first on this line; \
                 each was replaced by «\u{fffd}»",
                encoding = self.encoding.name(),
                n = places
            );
            Note::line(Kind::Encoding, first_line, said)
        })
    }

    /// Appends decoded text to the buffer; nothing is appended at the end of the file.
    pub(crate) fn read_into(&mut self, buffer: &mut Vec<u8>) -> Result<usize, Note> {
        let before = buffer.len();
        let line = self.damage.lines_before + 1;
        while buffer.len() == before && !(self.ended && self.pending.is_empty()) {
            self.fill()?;
            self.decode(buffer)?;
        }
        let text = buffer.get(before..).unwrap_or_default();
        if let Some(at) = memchr::memchr(0, text) {
            let line = line + newlines(text.get(..at).unwrap_or_default());
            let said = said!(
                "said-import-nul",
                "found a NUL byte, expected {encoding} text",
                encoding = self.encoding.name()
            );
            return Err(Note::line(Kind::Encoding, line, said));
        }
        Ok(buffer.len() - before)
    }

    /// Reads one chunk after what is pending.
    fn fill(&mut self) -> Result<(), Note> {
        let start = self.pending.len();
        self.pending.resize(start + CHUNK, 0);
        let mut filled = start;
        while let Some(room) = self.pending.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.source.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => filled += n,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.pending.truncate(filled);
        Ok(())
    }

    fn decode(&mut self, buffer: &mut Vec<u8>) -> Result<(), Note> {
        if let State::Start(fixed) = self.state {
            self.start(fixed)?;
        }
        match &mut self.state {
            State::Utf8 { .. } | State::Start(_) => self.decode_utf8(buffer),
            State::Legacy(_) => {
                let bytes = std::mem::take(&mut self.pending);
                self.decode_legacy(&bytes, buffer);
                self.reuse(bytes);
            }
        }
        Ok(())
    }

    /// Decides the encoding as far as the first chunk tells.
    fn start(&mut self, fixed: Option<&'static Encoding>) -> Result<(), Note> {
        let marked = Encoding::for_bom(&self.pending);
        if let Some((_, length)) = marked {
            self.pending.drain(..length);
        }
        let decided = marked.map(|(encoding, _)| encoding).or(fixed);
        match decided.or_else(|| unmarked_utf16(&self.pending)) {
            Some(encoding) if encoding != UTF_8 => self.switch(encoding),
            decided => {
                if memchr::memchr(0, &self.pending).is_some() {
                    let said = said!(
                        "said-import-binary",
                        "found binary data, expected a table as text (CSV, TSV), an Excel workbook \
                         (.xlsx) or Parquet"
                    );
                    return Err(Note::file(Kind::Format, said));
                }
                self.state = State::Utf8 { confirmed: decided.is_some() };
            }
        }
        Ok(())
    }

    fn switch(&mut self, encoding: &'static Encoding) {
        self.encoding = encoding;
        self.state = State::Legacy(Box::new(encoding.new_decoder_without_bom_handling()));
    }

    fn decode_utf8(&mut self, buffer: &mut Vec<u8>) {
        let mut bytes = std::mem::take(&mut self.pending);
        let valid = match std::str::from_utf8(&bytes) {
            Ok(_) => bytes.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = bytes.get(valid..).unwrap_or_default();
        let cut_off = !self.ended && rest.len() < 4 && is_cut_off(rest);
        let State::Utf8 { confirmed } = &mut self.state else { return };
        if rest.is_empty() || cut_off {
            let good = bytes.get(..valid).unwrap_or_default();
            *confirmed |= !good.is_ascii();
            self.count_lines(good);
            buffer.extend_from_slice(good);
            bytes.drain(..valid);
            self.pending = bytes;
            return;
        }
        if *confirmed || is_damaged_utf8(&bytes) {
            self.switch(UTF_8);
        } else {
            self.switch(guess(&bytes, self.ended));
        }
        self.decode_legacy(&bytes, buffer);
        self.reuse(bytes);
    }

    /// Decodes through `encoding_rs`, counting what is no text.
    fn decode_legacy(&mut self, mut bytes: &[u8], buffer: &mut Vec<u8>) {
        use encoding_rs::DecoderResult::{InputEmpty, Malformed, OutputFull};
        let State::Legacy(decoder) = &mut self.state else { return };
        let mut lines = 0;
        loop {
            let start = buffer.len();
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            buffer.resize(start + room.unwrap_or(4 * CHUNK).min(4 * CHUNK) + 16, 0);
            let out = buffer.get_mut(start..).unwrap_or_default();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(bytes, out, self.ended);
            buffer.truncate(start + written);
            bytes = bytes.get(read..).unwrap_or_default();
            lines += newlines(buffer.get(start..).unwrap_or_default());
            match result {
                InputEmpty => break,
                OutputFull => {}
                Malformed(..) => {
                    buffer.extend_from_slice("\u{fffd}".as_bytes());
                    if self.damage.places == 0 {
                        self.damage.first_line = self.damage.lines_before + lines + 1;
                    }
                    self.damage.places += 1;
                }
            }
        }
        self.damage.lines_before += lines;
    }

    fn count_lines(&mut self, text: &[u8]) {
        self.damage.lines_before += newlines(text);
    }

    /// Keeps the buffer for the next chunk.
    fn reuse(&mut self, mut bytes: Vec<u8>) {
        bytes.clear();
        self.pending = bytes;
    }
}

fn newlines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// Whether the bytes are the beginning of one character.
fn is_cut_off(rest: &[u8]) -> bool {
    std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none())
}

/// Whether the bytes are mostly UTF-8 with some damage: many good characters for each bad one.
/// In other encodings letters rarely look like UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

fn guess(bytes: &[u8], last: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, last);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a byte order mark. Digits, separators and line ends have a zero as one byte, and
/// always the same one; text in any other encoding has no zero at all.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros =
        |odd: usize| sample.iter().enumerate().filter(|(i, b)| i % 2 == odd && **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = sample.len() / 20 + 2;
    if odd >= enough && odd > 16 * even {
        Some(UTF_16LE)
    } else if even >= enough && even > 16 * odd {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
