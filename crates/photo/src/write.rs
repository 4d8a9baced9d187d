//! A picture that a program drew, as a file: for examples and training, where nobody stood with a
//! camera.

use image::{ExtendedColorType, ImageEncoder as _, codecs::jpeg::JpegEncoder};

/// Grey pixels, row by row, as JPEG. Nothing where their number does not fit.
pub fn grey_jpeg(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let expected = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
    if pixels.len() != expected {
        return None;
    }
    let mut file = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut file, 70);
    encoder.write_image(pixels, width, height, ExtendedColorType::L8).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Photo};

    #[test]
    fn what_was_drawn_is_read_back_as_a_photo() {
        let pixels: Vec<u8> = (0..64 * 48).map(|at| if at % 64 < 32 { 20 } else { 230 }).collect();
        let file = grey_jpeg(&pixels, 64, 48).unwrap();
        assert!(Photo::open(&file, Limits::default()).is_ok());
        assert_eq!(grey_jpeg(&pixels, 64, 47), None);
    }
}
