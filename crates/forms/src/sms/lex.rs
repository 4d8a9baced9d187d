//! Characters of a message → figures, letters, marks; whatever keyboard they came from.

use crate::answer::Absence;

/// One piece of a message, with its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A digit of any script.
    Figure(u8),
    /// A capital Latin letter, and the one that it may stand for otherwise.
    Letter(char, Option<char>),
    /// A reason for having no answer.
    Mark(Absence),
    /// The control total follows.
    Equals,
    /// Anything that separates.
    Separator(char),
    /// A character that has no meaning here.
    Strange(char),
}

/// The message up to its comment, in pieces, and the comment.
pub(super) fn lex(text: &str) -> (Vec<Piece>, Option<String>) {
    let mut pieces = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        if matches!(c, '@' | '\u{ff20}' | '\u{fe6b}') {
            let comment = text.get(start + c.len_utf8()..).unwrap_or_default().trim();
            return (pieces, (!comment.is_empty()).then(|| comment.to_owned()));
        }
        if is_invisible(c) {
            continue;
        }
        let end = start + c.len_utf8();
        pieces.push(Piece { what: what(c), start, end });
    }
    (pieces, None)
}

fn what(c: char) -> What {
    if let Some(figure) = figure(c) {
        return What::Figure(figure);
    }
    match c {
        '?' | '\u{ff1f}' | '\u{61f}' | '\u{bf}' | '\u{37e}' => What::Mark(Absence::DontKnow),
        '!' | '\u{ff01}' | '\u{a1}' => What::Mark(Absence::NotAllowed),
        '*' | '\u{ff0a}' => What::Mark(Absence::NotApplicable),
        '=' | '\u{ff1d}' => What::Equals,
        c if is_separator(c) => What::Separator(c),
        c => letter(c).map_or(What::Strange(c), |(first, second)| What::Letter(first, second)),
    }
}

/// Marks of direction, joiners and signs that keyboards put into a text without showing them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{61c}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '.' | ',' | ';' | ':' | '-' | '/' | '\\' | '_' | '|' | '+' | '#' | '(' | ')' | '"'
            | '\'' | '&' | '\u{ab}' | '\u{bb}' | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}'
            | '\u{2022}' | '\u{2026}' | '\u{2044}' | '\u{2212}' | '\u{60c}' | '\u{61b}' | '\u{66b}'
            | '\u{66c}' | '\u{6d4}' | '\u{964}' | '\u{965}' | '\u{3001}' | '\u{3002}' | '\u{ff0c}'
            | '\u{ff0e}' | '\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff0d}' | '\u{b7}')
}

/// Where each script's ten digits begin (Unicode 16, general category Nd).
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16b50, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0,
];

/// The digit that a character is in any script.
fn figure(c: char) -> Option<u8> {
    let code = u32::from(c);
    let offset = |zero: &u32| code.checked_sub(*zero).filter(|offset| *offset < 10);
    ZEROS.iter().find_map(offset).and_then(|offset| u8::try_from(offset).ok())
}

/// The Latin capital that a letter is, looks like, or else sounds like.
///
/// Cyrillic and Greek letters come first by their look, since the card in the observer's hand
/// shows Latin ones; the second letter is the one of the same sound.
fn letter(c: char) -> Option<(char, Option<char>)> {
    let code = u32::from(c);
    let c = match code {
        0xff21..=0xff3a => char::from_u32(code - 0xff21 + 0x41)?,
        0xff41..=0xff5a => char::from_u32(code - 0xff41 + 0x41)?,
        _ => c.to_uppercase().next()?,
    };
    if c.is_ascii_uppercase() {
        return Some((c, None));
    }
    let alone = |first| Some((first, None));
    let both = |first, second| Some((first, Some(second)));
    match c {
        'А' | 'Α' => alone('A'),
        'В' => both('B', 'V'),
        'Β' | 'Б' => alone('B'),
        'С' => both('C', 'S'),
        'Д' | 'Δ' => alone('D'),
        'Е' | 'Ё' | 'Э' | 'Ε' => alone('E'),
        'Ф' | 'Φ' => alone('F'),
        'Г' | 'Ғ' | 'Γ' => alone('G'),
        'Н' => both('H', 'N'),
        'Η' | 'Һ' => alone('H'),
        'І' | 'Ι' => alone('I'),
        'Й' | 'Ж' | 'Ј' => alone('J'),
        'К' | 'Қ' | 'Κ' => alone('K'),
        'Л' | 'Λ' => alone('L'),
        'М' | 'Μ' => alone('M'),
        'Ң' | 'Ν' => alone('N'),
        'О' | 'Ο' => alone('O'),
        'Р' | 'Ρ' => both('P', 'R'),
        'П' | 'Π' => alone('P'),
        'Ԛ' => alone('Q'),
        'Ѕ' | 'Σ' => alone('S'),
        'Т' | 'Τ' => alone('T'),
        'У' => both('Y', 'U'),
        'Ү' | 'Ұ' | 'Υ' => alone('Y'),
        'Ԝ' => alone('W'),
        'Х' | 'Χ' => both('X', 'H'),
        'З' | 'Ζ' => alone('Z'),
        _ => None,
    }
}

/// The figure that a letter stands for inside a number.
pub(super) fn as_figure(letter: char) -> Option<u8> {
    match letter {
        'I' | 'L' => Some(1),
        'O' => Some(0),
        _ => None,
    }
}
