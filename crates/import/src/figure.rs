//! A cell → a count, a known absence, or neither.

use sanaq_election::Column;

/// How a file writes its counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Texts that mean «not known», besides those in [`ALWAYS_UNKNOWN`].
    pub(crate) unknown: Vec<String>,
    /// Texts that mean zero.
    pub(crate) zero: Vec<String>,
    /// What stands between groups of three digits; a space stands for any kind of space.
    pub(crate) thousands: Option<char>,
    /// What stands before a fraction, which must be zero; nothing where there are no fractions.
    pub(crate) decimal: Option<char>,
}

/// What means «not known» in every file unless the recipe calls it zero: nothing, and what R and
/// pandas write for it.
const ALWAYS_UNKNOWN: [&str; 3] = ["", "NA", "NaN"];

/// The zeros of the scripts that write numbers with digits of their own, from Unicode's general
/// category Nd. The other nine follow each.
const LOCAL_ZEROS: [char; 18] =
    ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];

/// A digit of any script as a number, and the zero of its script.
fn digit(sign: char) -> Option<(u32, char)> {
    if let Some(value) = sign.to_digit(10) {
        return Some((value, '0'));
    }
    let zero = LOCAL_ZEROS.into_iter().find(|zero| (0..10).contains(&distance(*zero, sign)))?;
    u32::try_from(distance(zero, sign)).ok().map(|value| (value, zero))
}

fn distance(zero: char, sign: char) -> i64 {
    i64::from(u32::from(sign)) - i64::from(u32::from(zero))
}

/// A cell that is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoCount;

impl NoCount {
    /// What was expected instead.
    pub(crate) fn expected() -> String {
        format!("expected a whole number from 0 to {}, or nothing where it is unknown", Column::MAX)
    }
}

impl Figures {
    /// Reads a cell: a count, or nothing where it is unknown.
    #[inline]
    pub(crate) fn read(&self, cell: &[u8]) -> Result<Option<u32>, NoCount> {
        if !cell.is_empty() && cell.len() <= 9 {
            let mut number = 0u32;
            let mut plain = true;
            for byte in cell {
                let digit = byte.wrapping_sub(b'0');
                plain &= digit < 10;
                number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
            }
            if plain {
                return Ok(Some(number));
            }
        }
        self.read_slowly(cell)
    }

    #[cold]
    fn read_slowly(&self, cell: &[u8]) -> Result<Option<u32>, NoCount> {
        let text = std::str::from_utf8(cell).map_err(|_| NoCount)?.trim();
        if self.zero.iter().any(|zero| zero == text) {
            return Ok(Some(0));
        }
        if ALWAYS_UNKNOWN.contains(&text) || self.unknown.iter().any(|unknown| unknown == text) {
            return Ok(None);
        }
        let (whole, fraction) = self
            .decimal
            .and_then(|mark| text.split_once(mark))
            .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
        let is_zero = |fraction: &str| {
            !fraction.is_empty() && fraction.chars().all(|c| digit(c).is_some_and(|(d, _)| d == 0))
        };
        if fraction.is_some_and(|fraction| !is_zero(fraction)) {
            return Err(NoCount);
        }
        let number = self.grouped(whole)?;
        if number > Column::MAX { Err(NoCount) } else { Ok(Some(number)) }
    }

    /// Digits of one script, possibly in groups of three.
    fn grouped(&self, text: &str) -> Result<u32, NoCount> {
        let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
        let is_mark = |c: char| match self.thousands {
            Some(' ') => is_space(c),
            mark => mark == Some(c),
        };
        let mut number = 0u32;
        let mut script = None;
        let groups = text.split(is_mark).count();
        for (i, group) in text.split(is_mark).enumerate() {
            let length = group.chars().count();
            let right_length = match (groups, i) {
                (1, _) => length > 0,
                (_, 0) => (1..=3).contains(&length),
                _ => length == 3,
            };
            if !right_length {
                return Err(NoCount);
            }
            for sign in group.chars() {
                let (value, zero) = digit(sign).ok_or(NoCount)?;
                if *script.get_or_insert(zero) != zero {
                    return Err(NoCount);
                }
                let shifted = number.checked_mul(10).ok_or(NoCount)?;
                number = shifted.checked_add(value).ok_or(NoCount)?;
            }
        }
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<u32>, NoCount> {
        Figures::default().read(text.as_bytes())
    }

    #[test]
    fn counts_are_exact() {
        for (text, number) in [
            ("0", 0),
            ("007", 7),
            (" 12 ", 12),
            ("4294967294", u32::MAX - 1),
            ("١٢٣٤", 1234),
            ("१२०", 120),
            ("１２", 12),
        ] {
            assert_eq!(read(text), Ok(Some(number)), "{text}");
        }
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("  "), Ok(None));
        assert_eq!(read("NA"), Ok(None));
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for text in [
            "-1",
            "1511.5",
            "1511.0",
            "1,511",
            "1 511",
            "4294967295",
            "99999999999999999999",
            "n/a",
            "1e3",
            "+1",
            "1.",
            ".0",
            "1 (a number)",
            "1٣",
            "0x10",
            "1__0",
        ] {
            assert_eq!(read(text), Err(NoCount), "{text}");
        }
    }

    #[test]
    fn a_recipe_says_how_counts_are_written() {
        let figures = Figures {
            unknown: vec!["n/a".into(), "…".into()],
            zero: vec!["-".into()],
            thousands: Some('.'),
            decimal: Some(','),
        };
        assert_eq!(figures.read(b"n/a"), Ok(None));
        assert_eq!(figures.read(b"-"), Ok(Some(0)));
        assert_eq!(figures.read(b"1.511"), Ok(Some(1511)));
        assert_eq!(figures.read(b"1.511,00"), Ok(Some(1511)));
        assert_eq!(figures.read(b"1.5"), Err(NoCount));
        assert_eq!(figures.read(b"1.511,5"), Err(NoCount));
        assert_eq!(figures.read(b"1.511 (a number)"), Err(NoCount));
        let spaced = Figures { thousands: Some(' '), ..Figures::default() };
        assert_eq!(spaced.read("1\u{a0}234\u{202f}567".as_bytes()), Ok(Some(1_234_567)));
        assert_eq!(spaced.read(b"1 51"), Err(NoCount));
    }
}
