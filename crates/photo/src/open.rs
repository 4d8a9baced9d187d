//! Bytes to a photo, or the reason why not.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage,
    codecs::jpeg::JpegEncoder, imageops::thumbnail, metadata::Orientation,
};

use crate::segments;

/// What is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub bytes: usize,
    /// The most pixels.
    pub pixels: u64,
}

impl Default for Limits {
    /// 16 MiB and 51 million pixels: what the cameras of today's phones write.
    fn default() -> Self {
        Self { bytes: 16 << 20, pixels: 51_000_000 }
    }
}

/// Why bytes are not taken for a photo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too large a file.
    #[error("found {found} bytes, expected at most {limit}")]
    Bytes {
        /// How many.
        found: usize,
        /// How many are taken.
        limit: usize,
    },
    /// Another kind of file.
    #[error("found no photo, expected JPEG, PNG or WebP")]
    Kind,
    /// More pixels than are decoded.
    #[error("found {width} by {height} pixels, expected at most {limit} in all")]
    Pixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// How many are taken.
        limit: u64,
    },
    /// The file breaks off or contradicts itself.
    #[error("the photo cannot be read: {0}")]
    Broken(String),
}

/// A decoded photo, upright.
#[derive(Clone, Debug)]
pub struct Photo {
    pixels: RgbImage,
}

/// How well a derivative is packed: thin strokes of a pen stay readable.
const QUALITY: u8 = 85;

impl Photo {
    /// Reads a photo.
    ///
    /// # Errors
    /// When it is too large, has too many pixels, is of another kind, or is broken.
    pub fn open(bytes: &[u8], limits: Limits) -> Result<Self, Refusal> {
        if bytes.len() > limits.bytes {
            return Err(Refusal::Bytes { found: bytes.len(), limit: limits.bytes });
        }
        let format = format(bytes).ok_or(Refusal::Kind)?;
        let reader = || ImageReader::with_format(Cursor::new(bytes), format);
        let (width, height) = reader().into_dimensions().map_err(broken)?;
        if u64::from(width) * u64::from(height) > limits.pixels {
            return Err(Refusal::Pixels { width, height, limit: limits.pixels });
        }
        let mut reader = reader();
        let mut memory = image::Limits::default();
        // Four bytes a pixel, and as much again for the decoder.
        memory.max_alloc = Some(8 * limits.pixels);
        reader.limits(memory);
        let mut decoder = reader.into_decoder().map_err(broken)?;
        // Two bytes a colour are no camera's, and take twice the memory.
        if decoder.total_bytes() > 4 * limits.pixels {
            return Err(Refusal::Pixels { width, height, limit: limits.pixels });
        }
        // A camera held sideways says so beside the pixels; what cannot be read is upright.
        let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let picture = rgb(DynamicImage::from_decoder(decoder).map_err(broken)?);
        let mut picture = DynamicImage::ImageRgb8(picture);
        picture.apply_orientation(turned);
        Ok(Self { pixels: picture.into_rgb8() })
    }

    /// Pixels across and down, as a file's header says; nothing where it is no photo.
    pub fn promised(bytes: &[u8]) -> Option<(u32, u32)> {
        ImageReader::with_format(Cursor::new(bytes), format(bytes)?).into_dimensions().ok()
    }

    /// Pixels across and down.
    pub fn size(&self) -> (u32, u32) {
        self.pixels.dimensions()
    }

    pub(crate) fn pixels(&self) -> &RgbImage {
        &self.pixels
    }

    /// A JPEG of the pixels and nothing else, at most `side` pixels wide and high.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn derivative(&self, side: u32) -> Result<Vec<u8>, Refusal> {
        let (width, height) = self.size();
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        if width.max(height) <= side {
            self.pixels.write_with_encoder(encoder).map_err(broken)?;
        } else {
            let longest = width.max(height);
            let scaled = |length: u32| {
                let length = u64::from(length) * u64::from(side) / u64::from(longest);
                u32::try_from(length).unwrap_or(side).max(1)
            };
            // Averages what it leaves out, so that fine writing does not break up, and needs no
            // memory but that of the small picture.
            let small = thumbnail(&self.pixels, scaled(width), scaled(height));
            small.write_with_encoder(encoder).map_err(broken)?;
        }
        debug_assert!(segments::foreign(&bytes).is_empty(), "a derivative says only pixels");
        Ok(bytes)
    }
}

/// The colours without what is transparent, in the memory that they have already.
fn rgb(picture: DynamicImage) -> RgbImage {
    let picture = match picture {
        DynamicImage::ImageRgba8(picture) => picture,
        other => return other.into_rgb8(),
    };
    let (width, height) = picture.dimensions();
    let mut bytes = picture.into_raw();
    let pixels = bytes.len() / 4;
    for pixel in 0..pixels {
        bytes.copy_within(4 * pixel..4 * pixel + 3, 3 * pixel);
    }
    bytes.truncate(3 * pixels);
    bytes.shrink_to_fit();
    // As many bytes as pixels need, so there is always a picture.
    RgbImage::from_raw(width, height, bytes).unwrap_or_default()
}

fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP).then_some(format)
}

fn broken(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::Broken("it needs more memory than allowed".to_owned()),
        error => Refusal::Broken(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let shade = u8::try_from((x * 7 + y * 13) % 256).unwrap();
            image::Rgb([shade, 255 - shade, if x < width / 2 { 20 } else { 230 }])
        })
    }

    fn written(pixels: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with an EXIF segment after its start: the camera was turned, and a place.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"CANARY GPS 43.2389 76.8897");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length);
        bytes.extend(&exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn the_kinds_that_phones_write_are_read() {
        let pixels = picture(60, 40);
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let photo = Photo::open(&written(&pixels, format), Limits::default()).unwrap();
            assert_eq!(photo.size(), (60, 40), "{format:?}");
        }
    }

    /// Protects the observer: whatever the camera wrote beside the pixels is gone.
    #[test]
    fn a_derivative_has_the_pixels_upright_and_nothing_else() {
        let jpeg = with_exif(&written(&picture(60, 40), ImageFormat::Jpeg), 6);
        assert!(jpeg.windows(6).any(|part| part == b"CANARY"));
        let photo = Photo::open(&jpeg, Limits::default()).unwrap();
        assert_eq!(photo.size(), (40, 60), "turned a quarter");
        let derivative = photo.derivative(2_000).unwrap();
        assert!(!derivative.windows(6).any(|part| part == b"CANARY"));
        assert!(!derivative.windows(4).any(|part| part == b"Exif"));
        assert_eq!(segments::foreign(&derivative), Vec::<u8>::new());
        assert_eq!(segments::foreign(&jpeg), [0xe1]);
        assert!(segments::is_bare(&derivative) && !segments::is_bare(&jpeg));
        // What phones hang behind the picture is as telling: a film, a second picture.
        let mut motion = derivative.clone();
        motion.extend(b"ftypmp42 CANARY");
        assert!(!segments::is_bare(&motion));
        for cut in 0..derivative.len() {
            assert!(!segments::is_bare(&derivative[..cut]), "{cut}");
        }
        assert!(!segments::is_bare(&written(&picture(9, 9), ImageFormat::Png)));
        let again = Photo::open(&derivative, Limits::default()).unwrap();
        assert_eq!(again.size(), (40, 60));
    }

    /// Protects small servers: the colours of a picture with transparency are those without it.
    #[test]
    fn what_is_transparent_is_left_out_and_the_colours_stay() {
        let pixels = picture(31, 17);
        let mut with = image::RgbaImage::new(31, 17);
        for (to, from) in with.pixels_mut().zip(pixels.pixels()) {
            let [r, g, b] = from.0;
            *to = image::Rgba([r, g, b, r ^ g]);
        }
        let mut bytes = Cursor::new(Vec::new());
        with.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let photo = Photo::open(bytes.get_ref(), Limits::default()).unwrap();
        assert_eq!(photo.pixels(), &pixels);
        assert_eq!(Photo::promised(bytes.get_ref()), Some((31, 17)));
        assert_eq!(Photo::promised(b"no photo"), None);
        // Two bytes a colour: no more of them than of others.
        let deep = DynamicImage::ImageRgba8(with).into_rgba16();
        let mut bytes = Cursor::new(Vec::new());
        deep.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let limits = Limits { pixels: 31 * 17, ..Limits::default() };
        let refusal = Photo::open(bytes.get_ref(), limits).unwrap_err();
        assert!(matches!(refusal, Refusal::Pixels { .. }), "{refusal}");
        assert!(Photo::open(bytes.get_ref(), Limits::default()).is_ok());
    }

    #[test]
    fn a_derivative_is_no_larger_than_asked() {
        let photo = Photo::open(&written(&picture(300, 100), ImageFormat::Png), Limits::default());
        let small = photo.unwrap().derivative(90).unwrap();
        assert_eq!(Photo::open(&small, Limits::default()).unwrap().size(), (90, 30));
    }

    /// A PNG whose header promises 60,000 by 60,000 pixels: it is refused by its header, before
    /// memory is taken for them.
    #[test]
    fn a_pixel_bomb_is_refused_by_its_header() {
        let mut png = written(&picture(8, 8), ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let checksum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&checksum.to_be_bytes());
        let refusal = Photo::open(&png, Limits::default()).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::Pixels { width: 60_000, height: 60_000, limit: Limits::default().pixels }
        );
    }

    /// CRC-32 of the PNG specification, bit by bit.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            })
        })
    }

    #[test]
    fn what_is_no_photo_is_refused_with_a_reason() {
        let open = |bytes: &[u8]| Photo::open(bytes, Limits::default()).unwrap_err();
        assert_eq!(open(b""), Refusal::Kind);
        assert_eq!(open(b"<svg onload=alert(1)>"), Refusal::Kind);
        assert_eq!(open(b"GIF89a\x01\x00\x01\x00"), Refusal::Kind);
        let jpeg = written(&picture(60, 40), ImageFormat::Jpeg);
        assert!(matches!(open(&jpeg[..40]), Refusal::Broken(_)));
        let limits = Limits { bytes: 10, ..Limits::default() };
        let refusal = Photo::open(&jpeg, limits).unwrap_err();
        assert_eq!(refusal.to_string(), format!("found {} bytes, expected at most 10", jpeg.len()));
    }

    proptest::proptest! {
        /// Protects the server: damaged photos end in a refusal or in pixels, never in a panic.
        #[test]
        fn damage_never_panics(at in 0_usize..600, bit in 0_u8..8, cut in 0_usize..900) {
            for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
                let mut bytes = written(&picture(24, 16), format);
                let place = at % bytes.len();
                bytes[place] ^= 1 << bit;
                let limits = Limits { pixels: 1_000_000, ..Limits::default() };
                let _ = Photo::open(&bytes, limits);
                bytes.truncate(cut);
                let _ = Photo::open(&bytes, limits);
            }
        }
    }
}
