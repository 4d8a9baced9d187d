//! How much a file may ask for before it is refused.

/// Bounds on what one file may take, so that a hostile one fails early and small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest record (row of text) in bytes.
    pub record_bytes: usize,
    /// The most columns, and the most options.
    pub columns: usize,
    /// The most bytes that a compressed file may unfold into.
    pub decompressed_bytes: u64,
    /// How many times larger than its compressed form a file may become, once it is past
    /// [`Limits::FREE_BYTES`].
    pub ratio: u64,
    /// The most bytes held in memory at once where a format cannot be streamed: a Parquet file,
    /// a workbook inside an archive, a workbook's shared texts.
    pub in_memory_bytes: u64,
    /// The most figures in the table: stations × columns.
    pub figures: u64,
    /// The most bytes that the stations' codes and areas, or a list's cells, may take.
    pub text_bytes: u64,
    /// The most rows of a list, and the most stations.
    pub rows: u64,
    /// How many warnings or problems of one kind are listed; the others are counted.
    pub listed: usize,
}

impl Limits {
    /// Up to this size the ratio of compression does not matter.
    pub const FREE_BYTES: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record_bytes: 1 << 20,
            columns: 4096,
            decompressed_bytes: 4 << 30,
            ratio: 250,
            in_memory_bytes: 256 << 20,
            figures: 100_000_000,
            text_bytes: 256 << 20,
            rows: 2_000_000,
            listed: 20,
        }
    }
}
