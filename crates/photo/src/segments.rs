//! The parts of a JPEG that are not pixels.

/// Markers that decoding needs: tables, frames, the scan, restarts, JFIF's header.
const NEEDED: [u8; 13] =
    [0xd8, 0xd9, 0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd, 0xe0, 0x01, 0xd0, 0xdc];

/// The markers of segments that pixels do not need (ITU-T T.81, annex B): EXIF, XMP, profiles,
/// comments. Everything that is no JPEG has none.
pub(crate) fn foreign(jpeg: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8]).unwrap_or_default();
    while let [0xff, marker, tail @ ..] = rest {
        if !NEEDED.contains(marker) {
            found.push(*marker);
        }
        // Behind the scan's header are pixels up to the end.
        let [high, low, ..] = tail else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == 0xda {
            break;
        }
        rest = tail.get(length..).unwrap_or_default();
    }
    found
}

/// Whether a file is a JPEG of pixels and nothing else: no other segments before, between or
/// behind its scans, no small picture in its header, nothing after its end.
pub fn is_bare(file: &[u8]) -> bool {
    let Some(mut rest) = file.strip_prefix(&[0xff, 0xd8]) else { return false };
    let mut scan = false;
    loop {
        // Inside a scan a byte 255 of the pixels is followed by 0, and restarts have no length.
        let marks = |pair: &[u8]| match pair {
            [0xff, marker] => !matches!(marker, 0 | 0xff | 0xd0..=0xd7),
            _ => false,
        };
        let Some(at) = rest.windows(2).position(marks) else { return false };
        let [_, marker, tail @ ..] = rest.get(at..).unwrap_or_default() else { return false };
        if at > 0 && !scan {
            return false;
        }
        if *marker == 0xd9 {
            return tail.is_empty();
        }
        let [high, low, ..] = tail else { return false };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let thumbnail = *marker == 0xe0 && length != JFIF;
        if !NEEDED.contains(marker) || thumbnail {
            return false;
        }
        scan = *marker == 0xda;
        rest = tail.get(length.max(2)..).unwrap_or_default();
    }
}

/// The length of a JFIF header without a small picture.
const JFIF: usize = 16;
