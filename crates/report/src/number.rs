//! Numbers in the reader's locale.

use crate::language::Language;

/// Between a number and its unit.
const SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A whole number with its digits in groups.
pub(crate) fn whole(value: f64, language: Language) -> String {
    decimal(value, 0, language)
}

/// A whole number with its digits in groups, exactly.
pub(crate) fn count(value: u64, language: Language) -> String {
    localize(&value.to_string(), language)
}

/// A number with so many decimals.
pub(crate) fn decimal(value: f64, decimals: usize, language: Language) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    localize(&format!("{value:.decimals$}"), language)
}

/// A share as percents.
pub(crate) fn percent(share: f64, decimals: usize, language: Language) -> String {
    format!("{}{SPACE}%", decimal(share * 100.0, decimals, language))
}

/// Most decimals of a percentage.
const DECIMALS: usize = 9;

/// How many decimals, at least so many, the ends of an interval need as percents to be told from
/// each other.
pub(crate) fn telling(low: f64, high: f64, least: usize) -> usize {
    let told = |decimals: &usize| {
        let [low, high] = [low, high].map(|share| format!("{:.*}", *decimals, 100.0 * share));
        low != high
    };
    if low < high { (least..=DECIMALS).find(told).unwrap_or(least) } else { least }
}

/// A chance that rests on draws, without false precision at its ends.
pub(crate) fn odds(p: f64, language: Language) -> String {
    match p {
        p if p > 0.999 => format!(">{SPACE}{}", percent(0.999, 1, language)),
        p if p < 0.001 => format!("<{SPACE}{}", percent(0.001, 1, language)),
        p => percent(p, 1, language),
    }
}

/// An estimate: as many digits as its certainty bears, three.
pub(crate) fn rounded(value: f64, language: Language) -> String {
    let short = if value.abs() < 1000.0 { format!("{value:.0}") } else { format!("{value:.2e}") };
    whole(short.parse().unwrap_or(value), language)
}

/// A number with its sign.
pub(crate) fn signed(value: f64, decimals: usize, language: Language) -> String {
    let text = decimal(value, decimals, language);
    let none = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    if text.starts_with(MINUS) || none { text } else { format!("+{text}") }
}

/// A chance: decimals down to a thousandth, then powers of ten.
pub(crate) fn chance(p: f64, language: Language) -> String {
    if p >= 0.000_95 {
        return decimal(p, 3, language);
    }
    if p < 1e-300 {
        return format!("<{SPACE}10{}", superscript("-300"));
    }
    let text = format!("{p:.1e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}{SPACE}×{SPACE}10{}", localize(digits, language), superscript(exponent))
}

fn superscript(exponent: &str) -> String {
    let raise = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => c.to_digit(10).and_then(|digit| char::from_u32(u32::from('⁰') + digit)).unwrap_or(c),
    };
    exponent.chars().map(raise).collect()
}

/// Groups the digits of a plain decimal number and gives it the locale's signs.
pub(crate) fn localize(plain: &str, language: Language) -> String {
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if negative && digits.contains(|digit: char| ('1'..='9').contains(&digit)) {
        text.push(MINUS);
    }
    for (at, digit) in integer.chars().enumerate() {
        if at > 0 && (integer.len() - at).is_multiple_of(3) {
            text.push_str(language.group());
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push_str(language.point());
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_as_the_locale_does() {
        assert_eq!(whole(1_234_567.4, Language::ENGLISH), "1,234,567");
        assert_eq!(whole(1_234_567.0, Language::from_tag("ru").unwrap()), "1\u{a0}234\u{a0}567");
        assert_eq!(decimal(-0.04, 1, Language::from_tag("kk").unwrap()), "0,0");
        assert_eq!(decimal(-1234.5, 1, Language::from_tag("kk").unwrap()), "\u{2212}1\u{a0}234,5");
        assert_eq!(percent(0.12345, 1, Language::ENGLISH), "12.3\u{a0}%");
        assert_eq!(count(u64::MAX, Language::ENGLISH), "18,446,744,073,709,551,615");
    }

    #[test]
    fn estimates_have_three_digits() {
        assert_eq!(rounded(11_870_123.0, Language::ENGLISH), "11,900,000");
        assert_eq!(rounded(-1_234.0, Language::ENGLISH), "\u{2212}1,230");
        assert_eq!(rounded(412.0, Language::ENGLISH), "412");
    }

    #[test]
    fn chances_never_read_as_zero() {
        assert_eq!(chance(0.0415, Language::ENGLISH), "0.042");
        assert_eq!(chance(3.14e-42, Language::from_tag("ru").unwrap()), "3,1\u{a0}×\u{a0}10⁻⁴²");
        assert_eq!(chance(0.0, Language::ENGLISH), "<\u{a0}10⁻³⁰⁰");
        assert_eq!(chance(0.000_949, Language::ENGLISH), "9.5\u{a0}×\u{a0}10⁻⁴");
    }

    #[test]
    fn odds_are_never_certain() {
        assert_eq!(odds(1.0, Language::ENGLISH), ">\u{a0}99.9\u{a0}%");
        assert_eq!(odds(0.0, Language::from_tag("ru").unwrap()), "<\u{a0}0,1\u{a0}%");
        assert_eq!(odds(0.5, Language::from_tag("kk").unwrap()), "50,0\u{a0}%");
    }

    #[test]
    fn what_is_no_number_is_a_dash() {
        for figure in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let texts = [
                whole(figure, Language::ENGLISH),
                percent(figure, 1, Language::from_tag("ru").unwrap()),
                rounded(figure, Language::ENGLISH),
                signed(figure, 2, Language::from_tag("kk").unwrap()),
            ];
            assert!(texts.iter().all(|text| text.starts_with('–')), "{texts:?}");
        }
    }

    #[test]
    fn signs_are_shown_but_not_of_nothing() {
        assert_eq!(signed(2.0, 1, Language::ENGLISH), "+2.0");
        assert_eq!(signed(-0.01, 1, Language::ENGLISH), "0.0");
        assert_eq!(signed(-2.0, 1, Language::from_tag("ru").unwrap()), "\u{2212}2,0");
    }
}
