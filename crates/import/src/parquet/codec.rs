//! How Parquet pages are packed. All of it in Rust; what unfolds into more than it claims ends.

use std::io::Read;

use ::parquet::{
    basic::CompressionCodec,
    errors::{ParquetError, Result},
};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

/// Unpacks a page that claims to become `size` bytes.
pub(super) fn unpack(codec: CompressionCodec, packed: &[u8], size: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let unpacked = match codec {
        CompressionCodec::SNAPPY => {
            bytes.resize(size, 0);
            let claimed = snap::raw::decompress_len(packed).map_err(damaged)?;
            let n = if claimed == size {
                snap::raw::Decoder::new().decompress(packed, &mut bytes).map_err(damaged)?
            } else {
                claimed
            };
            n == size
        }
        CompressionCodec::LZ4_RAW => {
            bytes.resize(size, 0);
            lz4_flex::block::decompress_into(packed, &mut bytes).map_err(damaged)? == size
        }
        CompressionCodec::GZIP => up_to(MultiGzDecoder::new(packed), &mut bytes, size)?,
        CompressionCodec::ZSTD => {
            up_to(StreamingDecoder::new(packed).map_err(damaged)?, &mut bytes, size)?
        }
        other => {
            return Err(ParquetError::General(format!(
                "found pages packed by {other:?}, expected SNAPPY, GZIP, ZSTD, LZ4_RAW or none: \
                 write the file again so"
            )));
        }
    };
    if unpacked {
        Ok(bytes)
    } else {
        Err(ParquetError::General(format!(
            "found a page that unfolds into other than the {size} bytes it claims"
        )))
    }
}

/// Reads no more than `size` bytes and says whether there were just so many.
fn up_to(source: impl Read, bytes: &mut Vec<u8>, size: usize) -> Result<bool> {
    source.take(size as u64 + 1).read_to_end(bytes).map_err(damaged)?;
    Ok(bytes.len() == size)
}

fn damaged(error: impl std::fmt::Display) -> ParquetError {
    ParquetError::General(format!("found a damaged page: {error}"))
}
