//! Photos that are none, or too large, or larger than they look.

use std::io::Write as _;

use flate2::{Compression, Crc, write::GzEncoder, write::ZlibEncoder};

use crate::failure::Failure;

pub(super) fn all() -> Result<Vec<Vec<u8>>, Failure> {
    Ok(vec![
        // As many pixels as are taken, in 80 kB.
        png(8_900, 8_900, 8_900)?,
        // One row more than is taken; a header that lies; no rows at all.
        png(60_000, 60_000, 10)?,
        png(u32::MAX, u32::MAX, 1)?,
        png(4_000, 4_000, 1)?,
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\xff\xff\xff\xff\
          \x01\x01\x11\0\xff\xda"
            .to_vec(),
        b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\x7f\x2f\xff\xff\xff\xff".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
        gzip_bomb()?,
    ])
}

/// A grey PNG of so many pixels, of which so many black rows are there (PNG specification, 5).
fn png(width: u32, height: u32, rows: u32) -> Result<Vec<u8>, Failure> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    chunk(&mut bytes, *b"IHDR", &header)?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let row = vec![0; usize::try_from(width.min(60_000))? + 1];
    for _ in 0..rows {
        packed.write_all(&row)?;
    }
    chunk(&mut bytes, *b"IDAT", &packed.finish()?)?;
    chunk(&mut bytes, *b"IEND", &[])?;
    Ok(bytes)
}

fn chunk(bytes: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) -> Result<(), Failure> {
    bytes.extend(u32::try_from(content.len())?.to_be_bytes());
    let start = bytes.len();
    bytes.extend(kind);
    bytes.extend(content);
    let mut crc = Crc::new();
    crc.update(&bytes[start..]);
    bytes.extend(crc.sum().to_be_bytes());
    Ok(())
}

/// A gigabyte of zeros, packed twice.
fn gzip_bomb() -> Result<Vec<u8>, Failure> {
    let mut once = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..256 {
        once.write_all(&zeros)?;
    }
    let mut twice = GzEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&once.finish()?)?;
    Ok(twice.finish()?)
}
