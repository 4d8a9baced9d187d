//! A cell → a count, a known absence, or neither.

use std::ops::Range;

use sanaq_election::Column;
use sanaq_said::{Said, said};

use crate::note::shown;

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

/// What people write where there is no count, and a recipe must say whether it is a zero.
const ABSENT: [&str; 11] = ["-", "–", "—", ".", "..", "...", "…", "n/a", "N/A", "null", "x"];

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
    /// What was found and expected.
    pub(crate) fn said(cell: &[u8]) -> Said {
        said!(
            "said-import-figure",
            "found «{cell}», expected a whole number from 0 to {most}, or nothing where it is \
             unknown",
            cell = shown(cell),
            most = Column::MAX
        )
    }
}

/// A cell of one to eight ASCII digits as a number. All eight bytes up to the cell's end are taken
/// at once and those before the cell made zeros, so that the length needs no branch.
///
/// Source of the last step: Lemire, *Quickly parsing eight digits*, 2018; here without the
/// assumption that there are eight.
#[inline]
fn eight_digits(row: &[u8], cell: &Range<usize>) -> Option<u32> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    let length = cell.end.checked_sub(cell.start).filter(|length| (1..=8).contains(length))?;
    let bytes: [u8; 8] = row.get(cell.end.checked_sub(8)?..cell.end)?.try_into().ok()?;
    // The first byte is the lowest one.
    let outside = u64::MAX.checked_shr(u32::try_from(8 * length).ok()?).unwrap_or(0);
    let text = (u64::from_le_bytes(bytes) & !outside) | (ZEROS & outside);
    let digits = text ^ ZEROS;
    if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let upper = (pairs & PAIRS).wrapping_mul(100 + (1_000_000 << 32));
    let lower = ((pairs >> 16) & PAIRS).wrapping_mul(1 + (10_000 << 32));
    u32::try_from(upper.wrapping_add(lower) >> 32).ok()
}

impl Figures {
    /// Reads the cell at a place of its row's bytes: a count, or nothing where it is unknown.
    #[inline]
    pub(crate) fn read(&self, row: &[u8], cell: Range<usize>) -> Result<Option<u32>, NoCount> {
        match eight_digits(row, &cell) {
            Some(number) => Ok(Some(number)),
            None => self.read_slowly(row.get(cell).unwrap_or_default()),
        }
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

    /// What was found in a cell and expected, and which key of a recipe would make a count of it.
    pub(crate) fn wrong(&self, cell: &[u8]) -> Said {
        let text = String::from_utf8_lossy(cell);
        let text = text.trim();
        let tried = |figures: &Self| matches!(figures.read_slowly(text.as_bytes()), Ok(Some(_)));
        let marks = [',', '.', ' ', '\'', '’', '٬'];
        let thousands =
            marks.into_iter().find(|mark| tried(&Self { thousands: Some(*mark), ..self.clone() }));
        let decimal = ['.', ',', '٫']
            .into_iter()
            .find(|mark| tried(&Self { decimal: Some(*mark), ..self.clone() }));
        let (found, most) = (shown(cell), Column::MAX);
        match (thousands, decimal) {
            (Some(thousands), Some(decimal)) => said!(
                "said-import-figure-marks",
                "found «{cell}», expected a whole number from 0 to {most}, or nothing where it is \
                 unknown; thousands = \"{thousands}\" or decimal = \"{decimal}\" in a recipe would \
                 read it",
                cell = found,
                most,
                thousands,
                decimal
            ),
            (Some(mark), None) => said!(
                "said-import-figure-thousands",
                "found «{cell}», expected a whole number from 0 to {most}, or nothing where it is \
                 unknown; thousands = \"{mark}\" in a recipe would read it",
                cell = found,
                most,
                mark
            ),
            (None, Some(mark)) => said!(
                "said-import-figure-decimal",
                "found «{cell}», expected a whole number from 0 to {most}, or nothing where it is \
                 unknown; decimal = \"{mark}\" in a recipe would read it",
                cell = found,
                most,
                mark
            ),
            (None, None) if ABSENT.contains(&text) => said!(
                "said-import-figure-absent",
                "found «{cell}», expected a whole number from 0 to {most}, or nothing where it is \
                 unknown; unknown = […] or zero = […] in a recipe says what it means",
                cell = found,
                most
            ),
            (None, None) => NoCount::said(cell),
        }
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
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Option<u32>, NoCount> {
        read_by(&Figures::default(), text)
    }

    /// Reads the text as the first cell of a row and as one behind others.
    fn read_by(figures: &Figures, text: &str) -> Result<Option<u32>, NoCount> {
        let first = figures.read(text.as_bytes(), 0..text.len());
        let row = format!("station,999{text}888");
        assert_eq!(figures.read(row.as_bytes(), 11..11 + text.len()), first);
        first
    }

    proptest! {
        #[test]
        fn every_count_is_read_as_it_is_written(number in 0..=Column::MAX, zeros in 0usize..4) {
            let text = format!("{}{number}", "0".repeat(zeros));
            prop_assert_eq!(read(&text), Ok(Some(number)));
        }

        #[test]
        fn only_digits_are_digits(text in "[0-9./:-]{1,8}") {
            let plain = text.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert_eq!(read(&text).is_ok(), plain);
        }
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
        assert_eq!(read_by(&figures, "n/a"), Ok(None));
        assert_eq!(read_by(&figures, "-"), Ok(Some(0)));
        assert_eq!(read_by(&figures, "1.511"), Ok(Some(1511)));
        assert_eq!(read_by(&figures, "1.511,00"), Ok(Some(1511)));
        assert_eq!(read_by(&figures, "1.5"), Err(NoCount));
        assert_eq!(read_by(&figures, "1.511,5"), Err(NoCount));
        assert_eq!(read_by(&figures, "1.511 (a number)"), Err(NoCount));
        let spaced = Figures { thousands: Some(' '), ..Figures::default() };
        assert_eq!(read_by(&spaced, "1\u{a0}234\u{202f}567"), Ok(Some(1_234_567)));
        assert_eq!(read_by(&spaced, "1 51"), Err(NoCount));
    }
}
