//! Rows and bytes in pieces of fixed size: a list of millions grows without being copied.

const ROWS: usize = 1 << 12;
const BYTES: usize = 1 << 18;

/// Rows that are appended and changed, never removed.
#[derive(Clone)]
pub(crate) struct Rows<T> {
    pieces: Vec<Vec<T>>,
    length: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { pieces: Vec::new(), length: 0 }
    }
}

impl<T> Rows<T> {
    pub(crate) fn push(&mut self, row: T) {
        if self.length.is_multiple_of(ROWS) {
            // The first piece grows, so that an empty office is small.
            let room = if self.pieces.is_empty() { 0 } else { ROWS };
            self.pieces.push(Vec::with_capacity(room));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(row);
            self.length += 1;
        }
    }

    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        let at = number as usize;
        self.pieces.get(at / ROWS)?.get(at % ROWS)
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let at = number as usize;
        self.pieces.get_mut(at / ROWS)?.get_mut(at % ROWS)
    }

    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.pieces.iter().flatten()
    }
}

/// Byte strings that are appended and read.
#[derive(Clone, Default)]
pub(crate) struct Bytes {
    pieces: Vec<Vec<u8>>,
}

/// Where a byte string begins and how long it is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Span {
    piece: u32,
    from: u32,
    length: u32,
}

impl Bytes {
    /// Keeps a byte string. Entries of the log are far shorter than 4 GiB.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Span {
        let fits = |piece: &Vec<u8>| piece.len() + bytes.len() <= BYTES;
        if !self.pieces.last().is_some_and(fits) {
            let room = if self.pieces.is_empty() { 0 } else { BYTES.max(bytes.len()) };
            self.pieces.push(Vec::with_capacity(room));
        }
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let at = number(self.pieces.len()).saturating_sub(1);
        let Some(piece) = self.pieces.last_mut() else { return Span::default() };
        let from = number(piece.len());
        piece.extend_from_slice(bytes);
        Span { piece: at, from, length: number(bytes.len()) }
    }

    pub(crate) fn get(&self, span: Span) -> &[u8] {
        let piece = self.pieces.get(span.piece as usize);
        let from = span.from as usize;
        piece.and_then(|piece| piece.get(from..from + span.length as usize)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_numbers_across_pieces() {
        let mut rows = Rows::default();
        for i in 0..10_000_u32 {
            rows.push(i);
        }
        assert_eq!(rows.len(), 10_000);
        assert!((0..10_000).all(|i| rows.get(i) == Some(&i)));
        assert_eq!((rows.get(10_000), rows.iter().count()), (None, 10_000));
    }

    #[test]
    fn bytes_come_back_whole_whatever_their_length() {
        let mut bytes = Bytes::default();
        let lengths = [0, 1, BYTES - 1, 2, BYTES, BYTES + 1, 7];
        let spans: Vec<Span> = lengths.iter().map(|n| bytes.push(&vec![7; *n])).collect();
        for (span, length) in spans.iter().zip(lengths) {
            assert_eq!(bytes.get(*span), vec![7; length]);
        }
    }
}
