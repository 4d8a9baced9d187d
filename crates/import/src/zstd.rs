//! Zstandard frames, one after the other.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use sanaq_said::{Said, said};

use crate::{guard::foreign, note::Refusal};

fn this() -> Said {
    said!("said-import-this-zstandard", "the file compressed with Zstandard")
}

/// Unpacks a file of one or several frames.
pub(crate) struct Frames<R: BufRead> {
    /// What is left between two frames.
    rest: Option<R>,
    frame: Option<StreamingDecoder<R, FrameDecoder>>,
}

impl<R: BufRead> Frames<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { rest: Some(source), frame: None }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let n = foreign(this, || frame.read(buffer)).map_err(Refusal)?;
                if n > 0 || buffer.is_empty() {
                    return Ok(n);
                }
                self.rest = self.frame.take().map(StreamingDecoder::into_inner);
            }
            let Some(mut rest) = self.rest.take() else { return Ok(0) };
            if rest.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(foreign(this, || StreamingDecoder::new(rest)).map_err(Refusal)?);
        }
    }
}
