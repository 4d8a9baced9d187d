//! Readers that count what passes and stop a bomb.

use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    panic::{self, AssertUnwindSafe},
    rc::Rc,
    sync::Once,
};

use sanaq_said::{Said, said};

use crate::{
    limits::Limits,
    note::{Kind, Note, Refusal},
};

/// What can be read and moved about in.
pub(crate) trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Counts the bytes of the file itself and reports them.
pub(crate) struct Counted<'a> {
    inner: Box<dyn Source + 'a>,
    read: Rc<Cell<u64>>,
    progress: &'a dyn Fn(u64),
}

impl<'a> Counted<'a> {
    pub(crate) fn new(inner: Box<dyn Source + 'a>, progress: &'a dyn Fn(u64)) -> Self {
        Self { inner, read: Rc::default(), progress }
    }

    /// A counter of the bytes read so far.
    pub(crate) fn counter(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.read)
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        const STEP: u64 = 1 << 20;
        let n = self.inner.read(buffer)?;
        let before = self.read.get();
        let after = before + n as u64;
        self.read.set(after);
        if before / STEP != after / STEP {
            (self.progress)(after);
        }
        Ok(n)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Stops what unfolds into too much.
pub(crate) struct Guard<R> {
    inner: R,
    compressed: Rc<Cell<u64>>,
    unfolded: u64,
    limits: Limits,
}

impl<R: Read> Guard<R> {
    pub(crate) fn new(inner: R, compressed: Rc<Cell<u64>>, limits: &Limits) -> Self {
        Self { inner, compressed, unfolded: 0, limits: limits.clone() }
    }

    /// The same for one part of several, of which some were unfolded before.
    #[cfg(feature = "xlsx")]
    pub(crate) fn after(mut self, unfolded: u64) -> Self {
        self.unfolded = unfolded;
        self
    }

    fn check(&self) -> Result<(), Refusal> {
        let Self { unfolded, limits, .. } = self;
        if *unfolded > limits.decompressed_bytes {
            let said = said!(
                "said-import-unfolds",
                "the compressed file unfolds into more than {most} bytes, expected at most that",
                most = limits.decompressed_bytes
            );
            return Err(Refusal(Note::file(Kind::TooLarge, said)));
        }
        let compressed = self.compressed.get().max(1);
        if *unfolded > Limits::FREE_BYTES && *unfolded / compressed > limits.ratio {
            let said = said!(
                "said-import-bomb",
                "{compressed} compressed bytes unfold into {unfolded} bytes, expected at most \
                 {most} times as many: this looks like a decompression bomb",
                compressed,
                unfolded = *unfolded,
                most = limits.ratio
            );
            return Err(Refusal(Note::file(Kind::TooLarge, said)));
        }
        Ok(())
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer).map_err(damaged)?;
        self.unfolded += n as u64;
        self.check()?;
        Ok(n)
    }
}

/// Words a decompressor's error.
fn damaged(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Refusal>) {
        return error;
    }
    if error.kind() == io::ErrorKind::UnexpectedEof {
        let said = said!(
            "said-import-cut-off",
            "the compressed file ends too early: it was cut off or damaged"
        );
        return Refusal(Note::file(Kind::Format, said)).into();
    }
    if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
        || error.kind() == io::ErrorKind::Other
    {
        let said = said!(
            "said-import-packed-damaged",
            "the compressed file is damaged: {error}",
            error = error.to_string()
        );
        return Refusal(Note::file(Kind::Format, said)).into();
    }
    error
}

/// Reads everything, up to a limit, where a format cannot be streamed.
pub(crate) fn into_memory(mut source: impl Read, limits: &Limits) -> Result<Vec<u8>, Note> {
    let mut bytes = Vec::new();
    source.by_ref().take(limits.in_memory_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.in_memory_bytes {
        let said = said!(
            "said-import-in-memory",
            "this kind of file is read in memory and has more than {most} bytes, expected at most \
             that",
            most = limits.in_memory_bytes
        );
        return Err(Note::file(Kind::TooLarge, said));
    }
    Ok(bytes)
}

thread_local! {
    /// Whether a panic of this thread is one that [`foreign`] catches.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Calls a reader of a foreign format. An error becomes a note; so does a panic, since the crates
/// that read workbooks and Parquet files index into what a damaged file claims. Nothing of ours
/// runs inside, so no fault of ours is silenced.
pub(crate) fn foreign<T, E: std::fmt::Display>(
    what: fn() -> Said,
    call: impl FnOnce() -> Result<T, E>,
) -> Result<T, Note> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CAUGHT.get() {
                before(info);
            }
        }));
    });
    CAUGHT.set(true);
    // What the call had in hand is dropped or never used again after a panic.
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    CAUGHT.set(false);
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            let said = said!(
                "said-import-damaged",
                "{what} is damaged or of a kind that is not read: {error}",
                what = what(),
                error = error.to_string()
            );
            Err(Note::file(Kind::Format, said))
        }
        Err(_) => {
            let said = said!(
                "said-import-damaged-itself",
                "{what} is damaged: what it says of itself is not so",
                what = what()
            );
            Err(Note::file(Kind::Format, said))
        }
    }
}
