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
