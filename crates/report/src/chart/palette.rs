//! Colours of options: their own, or some that colour-blind readers tell apart. No chart relies on
//! them alone.

/// Colours that colour-blind readers tell apart (Okabe and Ito 2008), for lists without their own.
const PALETTE: [&str; 8] =
    ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f"];

/// The list's own colour where it is one, else one of the palette.
pub(crate) fn color(index: usize, own: Option<&str>) -> String {
    let own = own.filter(|color| {
        color.strip_prefix('#').is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        })
    });
    let fallback = PALETTE.get(index % PALETTE.len()).copied().unwrap_or("#7f7f7f");
    own.unwrap_or(fallback).to_owned()
}

/// Whether white reads better on a colour than black (ITU-R BT.601 luma).
pub(crate) fn is_dark(color: &str) -> bool {
    let part = |from: usize| {
        let digits = color.get(from..from + 2).unwrap_or("0");
        u32::from_str_radix(digits, 16).unwrap_or(0)
    };
    299 * part(1) + 587 * part(3) + 114 * part(5) < 140 * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_are_taken_for_colours() {
        assert_eq!(color(0, Some("#00a6b4")), "#00a6b4");
        for hostile in ["red", "#00a6b", "#12345g", "#fff;background:url(x)", "", "#é12345"] {
            assert_eq!(color(1, Some(hostile)), PALETTE[1], "{hostile}");
        }
        assert!(is_dark("#000080") && !is_dark("#f0e442"));
    }
}
