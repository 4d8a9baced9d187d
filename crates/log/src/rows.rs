//! Rows of either database as values, and the numbers that databases lack.

use sanaq_seal::{
    canonical::Canonical,
    entry::{Id, Nonce},
    hash::Hash,
    tree::Frontier,
};
use sqlx::{ColumnIndex, Decode, Row, Type};

use crate::{entry::Entry, error::LogError, group::Head};

/// Databases know no unsigned numbers. No log grows beyond 2⁶³ entries.
pub(crate) fn to_signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn to_unsigned(number: i64) -> Result<u64, LogError> {
    u64::try_from(number).map_err(|_| LogError::damaged(0, "a number in the store is negative"))
}

/// The columns of an entry, in this order: sequence, id, time, actor, kind, body, nonce, hash.
pub(crate) fn entry<'r, R>(row: &'r R) -> Result<Entry, LogError>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    let sequence = to_unsigned(row.try_get(0)?)?;
    let bytes = |column: usize| -> Result<&'r [u8], LogError> { Ok(row.try_get(column)?) };
    let fixed = |what: &str| LogError::damaged(sequence, format!("{what} has the wrong length"));
    Ok(Entry {
        sequence,
        id: Id(bytes(1)?.try_into().map_err(|_| fixed("the id"))?),
        time: row.try_get(2)?,
        actor: row.try_get(3)?,
        kind: row.try_get(4)?,
        body: Canonical::from_stored(row.try_get(5)?),
        nonce: Nonce(bytes(6)?.try_into().map_err(|_| fixed("the nonce"))?),
        leaf: Hash::from_bytes(bytes(7)?).ok_or_else(|| fixed("the leaf"))?,
    })
}

/// Entries that must follow one another without a gap, from `from` on.
pub(crate) fn entries<'r, R>(rows: &'r [R], from: u64) -> Result<Vec<Entry>, LogError>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    let mut entries = Vec::with_capacity(rows.len());
    for (row, expected) in rows.iter().zip(from..) {
        let entry = entry(row)?;
        if entry.sequence != expected {
            return Err(LogError::damaged(expected, "the entry is missing"));
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// The columns of the head: size, time, peaks.
pub(crate) fn head<'r, R>(row: &'r R) -> Result<Head, LogError>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    let size = to_unsigned(row.try_get(0)?)?;
    let peaks: Option<Vec<Hash>> =
        row.try_get::<&[u8], _>(2)?.chunks(32).map(Hash::from_bytes).collect();
    let frontier = peaks.and_then(|peaks| Frontier::from_parts(size, peaks));
    let frontier = frontier.ok_or_else(|| LogError::damaged(size, "the stored tree is not one"))?;
    Ok(Head { time: row.try_get(1)?, frontier })
}

/// The hashes in a column.
pub(crate) fn hashes<'r, R>(rows: &'r [R]) -> Result<Vec<Hash>, LogError>
where
    R: Row,
    usize: ColumnIndex<R>,
    &'r [u8]: Decode<'r, R::Database> + Type<R::Database>,
{
    let hash = |row: &'r R| -> Result<Hash, LogError> {
        let bytes: &[u8] = row.try_get(0)?;
        Hash::from_bytes(bytes).ok_or_else(|| LogError::damaged(0, "a hash has the wrong length"))
    };
    rows.iter().map(hash).collect()
}

/// A checkpoint with the signature lines of its witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredCheckpoint {
    pub(crate) size: u64,
    /// The note with the log's signature.
    pub(crate) note: String,
    /// Signature lines, each with its line break.
    pub(crate) cosignatures: Vec<String>,
}

impl StoredCheckpoint {
    /// The note with all its signatures.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.note, self.cosignatures.concat())
    }
}

/// The columns size, note, cosignature (or null), in the order of sizes.
pub(crate) fn checkpoints<'r, R>(rows: &'r [R]) -> Result<Vec<StoredCheckpoint>, LogError>
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    let mut found: Vec<StoredCheckpoint> = Vec::new();
    for row in rows {
        let size = to_unsigned(row.try_get(0)?)?;
        if found.last().is_none_or(|last| last.size != size) {
            let note = row.try_get(1)?;
            found.push(StoredCheckpoint { size, note, cosignatures: Vec::new() });
        }
        let line: Option<String> = row.try_get(2)?;
        if let (Some(last), Some(line)) = (found.last_mut(), line) {
            last.cosignatures.push(line);
        }
    }
    Ok(found)
}
