//! A QR code as a picture inside a page.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// The code as SVG: one path, a rectangle for each run of dark modules in a row. Nothing where the
/// text is too long for a code; then people type what stands beside it.
pub(super) fn svg(text: &str) -> String {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return String::new() };
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let dark = (x..code.size).take_while(|at| is_dark(&code, *at, y)).count();
            if dark > 0 {
                // Nothing can go wrong when writing into a string.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    let side = code.size + 2 * QUIET;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-label=\"QR\"><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

fn is_dark(code: &fast_qr::QRCode, x: usize, y: usize) -> bool {
    let row = code.data.get(y * code.size..(y + 1) * code.size);
    row.and_then(|row| row.get(x)).is_some_and(|module| module.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three corners by which a camera finds a code are where they belong, and a quiet zone is
    /// around them: a picture that is shifted or mirrored is read by no phone.
    #[test]
    fn the_corners_are_in_their_places() {
        let text = "https://mission.example/join#K7QM-2XNB-9RTW-HD4P";
        let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
        let last = code.size - 1;
        let finder = |x: usize, y: usize| (0..7).all(|at| is_dark(&code, x + at, y));
        assert!(finder(0, 0) && finder(last - 6, 0) && finder(0, last - 6));
        assert!(!finder(last - 6, last - 6), "the fourth corner has none");
        let picture = svg(text);
        assert!(picture.contains(&format!("M{QUIET} {QUIET}h7v1h-7z")), "{picture}");
        assert_ne!(picture, svg("https://mission.example/join#K7QM-2XNB-9RTW-HD4Q"));
        assert_eq!(svg(&"x".repeat(10_000)), "", "too long for any code");
    }
}
