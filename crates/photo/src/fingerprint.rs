//! Which photos show the same: 1,024 bits of light and shade.
//!
//! The picture is averaged into 33 by 32 cells; each bit says whether a cell is lighter than its
//! right neighbour (N. Krawetz, *Kind of Like That*, 2013, with 32 cells a row instead of 8:
//! protocols look alike, and 64 or 256 bits do not tell scans of them apart). Packing, scaling and
//! brightness change few bits; another photo of the same sheet changes many.

use std::fmt;

use crate::open::Photo;

/// Photos whose fingerprints differ in no more bits are taken for the same photo: in the tests the
/// same photo differs in up to 14, scans of other sheets of the same form in 99 and more.
pub const NEAR: u32 = 40;

const ROWS: u32 = 32;
const CELLS: u32 = 33;
const WORDS: usize = 16;

/// What a photo looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u64; WORDS]);

impl Photo {
    /// The photo's fingerprint.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut bits = [0_u64; WORDS];
        for row in 0..ROWS {
            let shades = self.shades(row);
            for (cell, pair) in shades.windows(2).enumerate() {
                let lighter = matches!(pair, [left, right] if left > right);
                let place = row as usize * 32 + cell;
                if let Some(word) = bits.get_mut(place / 64) {
                    *word |= u64::from(lighter) << (place % 64);
                }
            }
        }
        Fingerprint(bits)
    }

    /// The mean light of each cell of a row, in 256ths.
    fn shades(&self, row: u32) -> Vec<u64> {
        let (width, height) = self.size();
        let edge = |at: u32, of: u32, length: u32| -> u32 {
            // Below u32::MAX: at <= of.
            u32::try_from(u64::from(at) * u64::from(length) / u64::from(of)).unwrap_or(length)
        };
        let cell = |cell: u32| {
            let (left, top) = (edge(cell, CELLS, width), edge(row, ROWS, height));
            let right = edge(cell + 1, CELLS, width).max(left + 1).min(width);
            let bottom = edge(row + 1, ROWS, height).max(top + 1).min(height);
            let (mut sum, mut count) = (0_u64, 0_u64);
            for y in top..bottom {
                for x in left..right {
                    let [r, g, b] = self.pixels().get_pixel(x, y).0.map(u64::from);
                    // Light as ITU-R BT.601 weighs it.
                    sum += 299 * r + 587 * g + 114 * b;
                    count += 1;
                }
            }
            256 * sum / (1_000 * count.max(1))
        };
        (0..CELLS).map(cell).collect()
    }
}

impl Fingerprint {
    /// In how many bits two differ.
    pub fn distance(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// Whether both are of the same photo.
    pub fn is_near(&self, other: &Self) -> bool {
        self.distance(other) <= NEAR
    }

    /// Reads 256 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 16 * WORDS || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut words = [0; WORDS];
        for (at, word) in words.iter_mut().enumerate() {
            *word = u64::from_str_radix(text.get(16 * at..16 * at + 16)?, 16).ok()?;
        }
        Some(Self(words))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|word| write!(out, "{word:016x}"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

    use super::*;
    use crate::Limits;

    /// A sheet of paper on a table: lines of print that all sheets share, and figures of one's own.
    fn sheet(station: u32, shift: u32) -> RgbImage {
        RgbImage::from_fn(680, 960, |x, y| {
            let (px, py) = (x.saturating_sub(40 + shift), y.saturating_sub(40 + 2 * shift));
            let paper = px > 0 && py > 0 && px < 600 && py < 860;
            let print = paper && py % 30 < 6 && (px / 11 + py / 30) % 5 != 0 && px < 380;
            let cell = (px / 20) * 31 + (py / 30) * 17 + station * 7_919;
            let figure = paper && px > 420 && py % 30 > 8 && cell.wrapping_mul(cell) % 7 < 3;
            let light = 90_u32 + (x / 9 + y / 12) % 100;
            let shade = match (paper, print || figure) {
                (_, true) => 40,
                (true, false) => 150 + light / 2,
                (false, false) => light,
            };
            let shade = u8::try_from(shade.min(255)).unwrap();
            Rgb([shade, shade, shade.saturating_sub(10)])
        })
    }

    fn fingerprint(bytes: &[u8]) -> Fingerprint {
        Photo::open(bytes, Limits::default()).unwrap().fingerprint()
    }

    fn jpeg(pixels: &RgbImage, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        pixels.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
        bytes
    }

    /// Protects against one photo handed in for two stations: packing it harder, making it smaller
    /// or lighter does not hide it.
    #[test]
    fn the_same_photo_is_found_after_packing_scaling_and_brightening() {
        let original = sheet(17, 0);
        let first = fingerprint(&jpeg(&original, 90));
        let whole = DynamicImage::ImageRgb8(original);
        let kinds: [(&str, Vec<u8>); 4] = [
            ("packed", jpeg(&whole.to_rgb8(), 30)),
            ("half", jpeg(&whole.resize(340, 480, image::imageops::Triangle).to_rgb8(), 80)),
            ("lighter", jpeg(&whole.brighten(25).to_rgb8(), 80)),
            ("png", {
                let mut bytes = Cursor::new(Vec::new());
                whole.write_to(&mut bytes, ImageFormat::Png).unwrap();
                bytes.into_inner()
            }),
        ];
        for (name, bytes) in kinds {
            let distance = first.distance(&fingerprint(&bytes));
            assert!(distance <= NEAR, "{name}: {distance} bits");
        }
    }

    /// Protects the innocent: sheets look alike, and a second photo of the same sheet is no fraud.
    #[test]
    fn other_sheets_and_other_photos_of_a_sheet_are_far() {
        let first = fingerprint(&jpeg(&sheet(17, 0), 90));
        let others = (1..15).map(|station| sheet(100 + station, 0)).chain([sheet(17, 12)]);
        for other in others {
            let distance = first.distance(&fingerprint(&jpeg(&other, 90)));
            assert!(distance > 2 * NEAR, "{distance} bits");
        }
    }

    #[test]
    fn a_fingerprint_is_written_and_read() {
        let found = fingerprint(&jpeg(&sheet(3, 0), 90));
        assert_eq!(Fingerprint::parse(&found.to_string()), Some(found));
        assert_eq!(Fingerprint::parse("12"), None);
        assert_eq!(Fingerprint::parse(&"+".repeat(256)), None);
    }

    #[test]
    fn the_smallest_photo_has_one() {
        let one = RgbImage::from_pixel(1, 1, Rgb([9, 9, 9]));
        assert_eq!(fingerprint(&jpeg(&one, 90)), Fingerprint([0; WORDS]));
    }
}
