//! A look at a workbook's parts before they are parsed.
//!
//! The parser holds shared texts in memory, makes room for as many as the file claims, and takes
//! each tag and each text whole. So every part is unfolded once beforehand, with an eye on its
//! size, its claims and its longest piece; a bomb ends here, and so does a damaged part. Pictures
//! too, since a sheet may claim to stand in what is called one.

use std::{
    io::{BufReader, Read, Seek},
    rc::Rc,
};

use memchr::{memchr, memchr3};
use sanaq_said::said;
use zip::ZipArchive;

use crate::{
    guard::{Counted, Guard},
    limits::Limits,
    note::{Kind, Note, shown},
    rows::Stop,
};

const CHUNK: usize = 64 << 10;
/// The shortest text in the table of shared ones: `<si/>`.
const SHORTEST_TEXT: u64 = 5;
/// What the parser takes for a shared text besides its bytes: its place, and a piece of memory.
const TEXT_COST: u64 = 56;

/// Refuses a workbook that would take too much.
pub(super) fn check(file: impl Read + Seek, limits: &Limits) -> Result<(), Stop> {
    let silent = |_| {};
    let counted = Counted::new(Box::new(file), &silent);
    let read = counted.counter();
    let mut archive = ZipArchive::new(BufReader::new(counted)).map_err(|error| damaged(&error))?;
    let (mut held, mut unfolded) = (0, 0);
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = member.name().map_err(|error| damaged(&error))?.to_ascii_lowercase();
        let mut part = Part::new(&name, limits);
        let mut guard = Guard::new(member, Rc::clone(&read), limits).after(unfolded);
        let mut chunk = vec![0; CHUNK];
        loop {
            let n = guard.read(&mut chunk)?;
            if n == 0 {
                break;
            }
            part.take(chunk.get(..n).unwrap_or_default())?;
        }
        unfolded += part.size;
        if part.is_xml && !name.contains("worksheets/") {
            held += part.size + part.texts * TEXT_COST;
        }
        part.finish()?;
        if held > limits.in_memory_bytes {
            let said = said!(
                "said-import-workbook-texts",
                "the workbook's texts take more than {most} bytes, expected at most that",
                most = limits.in_memory_bytes
            );
            return Err(Note::file(Kind::TooLarge, said).into());
        }
    }
    Ok(())
}

fn damaged(error: &zip::result::ZipError) -> Note {
    let said = said!(
        "said-import-workbook-damaged",
        "the Excel workbook is damaged: {error}",
        error = error.to_string()
    );
    Note::file(Kind::Format, said)
}

/// Where in a part the scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`, until it is clear what it opens.
    Open,
    Tag,
    /// In a tag's attribute, between two of these marks.
    Quoted(u8),
    /// In what ends with these two bytes and `>`: a comment, raw text, an instruction.
    Until([u8; 2]),
}

/// One part as its bytes pass.
struct Part<'a> {
    name: &'a str,
    limits: &'a Limits,
    is_xml: bool,
    size: u64,
    state: State,
    /// Bytes of the current text or tag.
    run: usize,
    /// The first bytes of the current tag.
    head: Vec<u8>,
    last: [u8; 2],
    /// How many shared texts the part claims to hold.
    claimed: Option<u64>,
    /// How many it holds.
    texts: u64,
}

impl<'a> Part<'a> {
    /// As much of a tag as is looked at.
    const HEAD: usize = 1024;

    fn new(name: &'a str, limits: &'a Limits) -> Self {
        Self {
            name,
            limits,
            is_xml: matches!(name.rsplit('.').next(), Some("xml" | "rels")),
            size: 0,
            state: State::Text,
            run: 0,
            head: Vec::new(),
            last: [0; 2],
            claimed: None,
            texts: 0,
        }
    }

    fn take(&mut self, mut chunk: &[u8]) -> Result<(), Note> {
        self.size += chunk.len() as u64;
        let odd = |byte: u8| byte < b' ' && !b"\t\r\n".contains(&byte);
        // In another encoding the parser could read a claim that is not seen here.
        if self.name.ends_with("sharedstrings.xml") && chunk.iter().any(|byte| odd(*byte)) {
            let said = said!(
                "said-import-workbook-xml",
                "the Excel workbook is damaged: its shared texts are no XML in UTF-8"
            );
            return Err(Note::file(Kind::Format, said));
        }
        while !chunk.is_empty() {
            let found = match self.state {
                State::Text => memchr(b'<', chunk),
                State::Open => Some(0),
                State::Tag => memchr3(b'>', b'"', b'\'', chunk),
                State::Quoted(mark) => memchr(mark, chunk),
                State::Until(_) => memchr(b'>', chunk),
            };
            let length = found.map_or(chunk.len(), |at| at + 1);
            let (piece, rest) = chunk.split_at(length);
            self.run += length;
            if self.run > self.limits.record_bytes {
                let said = said!(
                    "said-import-workbook-piece",
                    "found a piece of more than {most} bytes in «{name}» of the workbook, expected \
                     at most that",
                    most = self.limits.record_bytes,
                    name = shown(self.name.as_bytes())
                );
                return Err(Note::file(Kind::TooLarge, said));
            }
            if self.state != State::Text {
                let room = Self::HEAD.saturating_sub(self.head.len());
                self.head.extend(piece.iter().take(room));
            }
            let (before, sign) = match (found, piece.split_last()) {
                (Some(_), Some((sign, before))) => (before, Some(*sign)),
                _ => (piece, None),
            };
            self.before(before);
            if let Some(sign) = sign {
                self.pass(sign)?;
                self.before(&[sign]);
            }
            chunk = rest;
        }
        Ok(())
    }

    /// Moves on at a byte that means something in the current state.
    fn pass(&mut self, sign: u8) -> Result<(), Note> {
        self.state = match self.state {
            State::Text => {
                self.run = 0;
                self.head.clear();
                State::Open
            }
            State::Open => self.opened(sign)?,
            State::Tag => self.in_tag(sign),
            State::Quoted(_) => State::Tag,
            State::Until(end) if self.ends_with(end) => self.close(),
            state @ State::Until(_) => state,
        };
        Ok(())
    }

    fn opened(&mut self, sign: u8) -> Result<State, Note> {
        const COMMENT: &[u8] = b"!--";
        const RAW: &[u8] = b"![CDATA[";
        const DECLARED: &[u8] = b"!DOCTYPE";
        let upper = self.head.to_ascii_uppercase();
        match self.head.as_slice() {
            b"?" => Ok(State::Until([b'?', b'?'])),
            COMMENT => Ok(State::Until([b'-', b'-'])),
            RAW => Ok(State::Until([b']', b']'])),
            head if COMMENT.starts_with(head) || RAW.starts_with(head) => Ok(State::Open),
            // In what is no XML these two bytes may stand by chance.
            _ if !self.is_xml && upper.len() < DECLARED.len() && DECLARED.starts_with(&upper) => {
                Ok(State::Open)
            }
            [b'!', ..] if self.is_xml || upper == DECLARED => {
                let said = said!(
                    "said-import-workbook-declared",
                    "found a declaration in «{name}» of the workbook, expected none",
                    name = shown(self.name.as_bytes())
                );
                Err(Note::file(Kind::Format, said))
            }
            _ => Ok(self.in_tag(sign)),
        }
    }

    fn in_tag(&mut self, sign: u8) -> State {
        match sign {
            b'>' => self.close(),
            b'"' | b'\'' => State::Quoted(sign),
            _ => State::Tag,
        }
    }

    /// Remembers the last two bytes.
    fn before(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().skip(bytes.len().saturating_sub(2)) {
            self.last = [self.last[1], *byte];
        }
    }

    /// Whether the two bytes before the current one are these.
    fn ends_with(&self, end: [u8; 2]) -> bool {
        // An instruction ends with one mark.
        self.last == end || (end == [b'?', b'?'] && self.last[1] == b'?')
    }

    fn close(&mut self) -> State {
        if self.name.ends_with("sharedstrings.xml") {
            if self.claimed.is_none() {
                self.claimed = claimed_texts(&self.head);
            }
            self.texts += u64::from(element(&self.head) == b"si");
        }
        self.run = 0;
        State::Text
    }

    /// Refuses a part that claims more than it can hold.
    fn finish(self) -> Result<(), Note> {
        match self.claimed {
            Some(claimed) if claimed > self.size / SHORTEST_TEXT => {
                let said = said!(
                    "said-import-workbook-claims",
                    "the Excel workbook is damaged: {size} bytes of shared texts claim to be \
                     {claimed} texts",
                    size = self.size,
                    claimed
                );
                Err(Note::file(Kind::Format, said))
            }
            _ => Ok(()),
        }
    }
}

/// The name of the element that a tag opens, without its prefix.
fn element(tag: &[u8]) -> &[u8] {
    let ends = |byte: &u8| b" \t\r\n>/".contains(byte);
    let name = tag.split(ends).next().unwrap_or_default();
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

/// The number of texts in the tag that opens the shared texts: `<sst uniqueCount="…">`.
fn claimed_texts(tag: &[u8]) -> Option<u64> {
    let tag = String::from_utf8_lossy(tag);
    let name = tag.split([' ', '\t', '\r', '\n', '>', '/']).next()?;
    if name != "sst" && !name.ends_with(":sst") {
        return None;
    }
    let (_, after) = tag.split_once("uniqueCount")?;
    let digits = after.trim_start_matches(|c: char| c.is_whitespace() || "=\"'".contains(c));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok().or(Some(u64::MAX))
}
