//! How many messages a text makes, and of which kind: what a gateway charges for.
//!
//! 3GPP TS 23.038: 160 septets of the GSM alphabet, or 70 UTF-16 units when one character is not
//! in it; 153 and 67 once a text is split, since each part carries a header. Characters of the
//! extension table take two septets, and neither they nor a surrogate pair may be split.

use serde::Serialize;

/// Which alphabet a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// The GSM 7-bit default alphabet with its extension table.
    Gsm7,
    /// UTF-16.
    Ucs2,
}

/// What a text costs to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Segments {
    /// The alphabet.
    pub encoding: Encoding,
    /// Septets or UTF-16 units.
    pub units: usize,
    /// How many messages.
    pub segments: usize,
    /// Units left in the last one.
    pub left: usize,
    /// The first character that is not in the GSM alphabet, if there is one.
    pub first_other: Option<char>,
}

/// 3GPP TS 23.038, section 6.2.1, without the escape.
const DEFAULT: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
                       ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// 3GPP TS 23.038, section 6.2.1.1.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Counts the messages that a text makes.
pub fn segments(text: &str) -> Segments {
    let gsm = |c: char| {
        let one = DEFAULT.contains(c).then_some(1);
        one.or_else(|| EXTENSION.contains(c).then_some(2))
    };
    let first_other = text.chars().find(|c| gsm(*c).is_none());
    if first_other.is_none() {
        let widths = text.chars().filter_map(gsm);
        count(Encoding::Gsm7, widths, (160, 153), None)
    } else {
        let widths = text.chars().map(char::len_utf16);
        count(Encoding::Ucs2, widths, (70, 67), first_other)
    }
}

fn count(
    encoding: Encoding,
    widths: impl Iterator<Item = usize>,
    (alone, joined): (usize, usize),
    first_other: Option<char>,
) -> Segments {
    // As if the text were split; whether it is shows at the end.
    let (mut units, mut segments, mut used) = (0, 1, 0);
    for width in widths {
        units += width;
        if used + width > joined {
            segments += 1;
            used = 0;
        }
        used += width;
    }
    if units <= alone {
        return Segments { encoding, units, segments: 1, left: alone - units, first_other };
    }
    Segments { encoding, units, segments, left: joined - used, first_other }
}
