//! Photos as phones make them: JPEG files of pixels that nobody has seen before, made without the
//! cost of an encoder; and what cameras write beside the pixels.
//!
//! The coefficients of each block are drawn, not computed, and two short Huffman tables of our own
//! say them (ITU-T T.81, annexes B, C and F). A decoder has as much to do as with any photo.

use crate::draw::Draw;

/// The levels of brightness that a picture is made of, across and down.
const PATCHES: usize = 8;
/// Bits of each coefficient of a block after the first, in the order of their frequency.
const SIZES: [u32; 14] = [4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1];
/// Where a picture's file goes on after its JFIF header.
const HEADER: usize = 20;

/// A colour photo of so many blocks of 8 by 8 pixels, about 12 bytes a block.
pub(crate) fn photo(draw: &mut Draw, across: u16, down: u16) -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0".to_vec();
    file.extend(b"\xff\xdb\0\x43\0");
    file.extend([8; 64]);
    file.extend(b"\xff\xc0\0\x11\x08");
    file.extend((8 * down).to_be_bytes());
    file.extend((8 * across).to_be_bytes());
    file.extend(b"\x03\x01\x11\0\x02\x11\0\x03\x11\0");
    // Sizes of the first coefficient: twelve codes of four bits.
    file.extend(b"\xff\xc4\0\x1f\0\0\0\0\x0c\0\0\0\0\0\0\0\0\0\0\0\0");
    file.extend(0..12);
    // Of the others: the block's end and sizes 1 to 6, codes of three bits.
    file.extend(b"\xff\xc4\0\x1a\x10\0\0\x07\0\0\0\0\0\0\0\0\0\0\0\0\0");
    file.extend(0..7);
    file.extend(b"\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0");
    scan(&mut file, draw, across, down);
    file.extend(b"\xff\xd9");
    file
}

fn scan(file: &mut Vec<u8>, draw: &mut Draw, across: u16, down: u16) {
    let patches: Vec<i32> = (0..PATCHES * PATCHES)
        .map(|_| i32::try_from(draw.below(200)).unwrap_or_default() - 100)
        .collect();
    let patch = |at: u16, of: u16| PATCHES * usize::from(at) / usize::from(of.max(1));
    let mut bits = Bits { file, held: 0, count: 0 };
    let mut before = 0;
    for row in 0..down {
        for column in 0..across {
            let noise = i32::try_from(draw.below(9)).unwrap_or_default() - 4;
            let level = patches[patch(row, down) * PATCHES + patch(column, across)] + noise;
            bits.first(level - before);
            before = level;
            let mut drawn = draw.next();
            for size in SIZES {
                bits.put(size, 3);
                bits.put(u32::try_from(drawn & ((1 << size) - 1)).unwrap_or_default(), size);
                drawn >>= size;
            }
            bits.put(0, 3);
            // The colours: no change, nothing else.
            for _ in 0..2 {
                bits.put(0, 4);
                bits.put(0, 3);
            }
        }
    }
    bits.end();
}

/// Bits on their way into a file.
struct Bits<'a> {
    file: &'a mut Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn put(&mut self, value: u32, count: u32) {
        self.held = self.held << count | u64::from(value);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = u8::try_from(self.held >> self.count & 0xff).unwrap_or_default();
            self.file.push(byte);
            if byte == 0xff {
                // A marker would begin so.
                self.file.push(0);
            }
        }
        self.held &= (1 << self.count) - 1;
    }

    /// The difference of a block's first coefficient to the one before: its size, then its bits,
    /// those of a negative number less one.
    fn first(&mut self, difference: i32) {
        let size = i32::BITS - difference.unsigned_abs().leading_zeros();
        self.put(size, 4);
        let written = if difference < 0 { difference - 1 } else { difference };
        let mask = (1_u32 << size) - 1;
        self.put(written.cast_unsigned() & mask, size);
    }

    fn end(&mut self) {
        if self.count > 0 {
            let left = 8 - self.count;
            self.put((1 << left) - 1, left);
        }
    }
}

/// A latitude as GPS receivers write it: degrees, minutes and seconds as fractions. No other bytes
/// of a mission are these.
pub(crate) const LATITUDE: [u8; 24] =
    *b"\0\0\0\x2b\0\0\0\x01\0\0\0\x0e\0\0\0\x01\x01\x31\xcf\x97\0\x0f\x42\x41";

/// The same photo with all that cameras write beside the pixels: the camera and the place in EXIF,
/// a small picture with a comment of its own, XMP, a comment, a film behind the end. A word stands
/// in each.
pub(crate) fn with_words(photo: &[u8], word: &str) -> Vec<u8> {
    let (header, pixels) = photo.split_at(HEADER);
    let mut small = self::photo(&mut Draw::new(3, 3), 2, 2);
    let comment = segment(0xfe, word.as_bytes());
    small.splice(HEADER..HEADER, comment.iter().copied());
    let xmp = format!(
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><creator>{word}\
         </creator></x:xmpmeta>"
    );
    let mut file = header.to_vec();
    file.extend(segment(0xe1, &exif(word, &small)));
    file.extend(segment(0xe1, xmp.as_bytes()));
    file.extend(comment);
    file.extend(pixels);
    file.extend(b"\0\0\0\x18ftypmp42 ");
    file.extend(word.as_bytes());
    file
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    [&[0xff, marker], &length.to_be_bytes()[..], content].concat()
}

/// EXIF: three directories of a TIFF file (Exif 2.32, 4.6).
fn exif(word: &str, small: &[u8]) -> Vec<u8> {
    let (text, fraction) = (2, 5);
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    let name = format!("{word}\0");
    let turned: &[u8] = &[0, 6];
    // The place comes first in the file behind the camera's own directory: its size is known.
    let gps = 8 + 2 + 3 * 12 + 4 + name.len();
    let pointer = u32::try_from(gps).unwrap_or_default().to_be_bytes();
    let beside = gps + 2 + 3 * 12 + 4 + LATITUDE.len() + name.len();
    let first: [Field<'_>; 3] =
        [(0x010f, text, name.as_bytes()), (0x0112, 3, turned), (0x8825, 4, &pointer)];
    directory(&mut tiff, &first, beside);
    let place: [Field<'_>; 3] =
        [(0x0001, text, b"N\0"), (0x0002, fraction, &LATITUDE), (0x001b, 7, name.as_bytes())];
    directory(&mut tiff, &place, 0);
    let at = u32::try_from(beside + 2 + 2 * 12 + 4).unwrap_or_default().to_be_bytes();
    let length = u32::try_from(small.len()).unwrap_or_default().to_be_bytes();
    directory(&mut tiff, &[(0x0201, 4, &at), (0x0202, 4, &length)], 0);
    [b"Exif\0\0", tiff.as_slice(), small].concat()
}

/// A tag, its type and its bytes.
type Field<'a> = (u16, u16, &'a [u8]);

/// A directory; what does not fit into four bytes stands behind it.
fn directory(tiff: &mut Vec<u8>, fields: &[Field<'_>], next: usize) {
    let mut behind = tiff.len() + 2 + fields.len() * 12 + 4;
    let mut long = Vec::new();
    tiff.extend(u16::try_from(fields.len()).unwrap_or_default().to_be_bytes());
    for (tag, kind, bytes) in fields {
        let each = match kind {
            3 => 2,
            4 => 4,
            5 => 8,
            _ => 1,
        };
        tiff.extend(tag.to_be_bytes());
        tiff.extend(kind.to_be_bytes());
        tiff.extend(u32::try_from(bytes.len() / each).unwrap_or_default().to_be_bytes());
        if bytes.len() <= 4 {
            tiff.extend(bytes.iter().copied().chain([0; 4]).take(4));
        } else {
            tiff.extend(u32::try_from(behind).unwrap_or_default().to_be_bytes());
            behind += bytes.len();
            long.extend_from_slice(bytes);
        }
    }
    tiff.extend(u32::try_from(next).unwrap_or_default().to_be_bytes());
    tiff.extend(long);
}

#[cfg(test)]
mod tests {
    use sanaq_photo::{Limits, Photo, is_bare};

    use super::*;

    /// Protects the benches: what they send is a photo to the server's own decoder, each another
    /// one, and what is beside the pixels is read as cameras write it: it turns the picture.
    #[test]
    fn what_is_drawn_is_a_photo() {
        let mut draw = Draw::new(1, 1);
        let mut seen = Vec::new();
        for _ in 0..5 {
            let file = photo(&mut draw, 80, 60);
            assert!((50_000..70_000).contains(&file.len()), "{}", file.len());
            assert!(is_bare(&file));
            let opened = Photo::open(&file, Limits::default()).unwrap();
            assert_eq!(opened.size(), (640, 480));
            seen.push(opened.fingerprint());
            let told = with_words(&file, "Qanaria");
            assert!(!is_bare(&told));
            assert_eq!(Photo::open(&told, Limits::default()).unwrap().size(), (480, 640));
            let count = told.windows(7).filter(|part| part == b"Qanaria").count();
            assert_eq!(count, 6, "camera, place, small picture, XMP, comment, film");
        }
        for (at, one) in seen.iter().enumerate() {
            for other in &seen[..at] {
                assert_ne!(one.to_string(), other.to_string());
            }
        }
    }
}
