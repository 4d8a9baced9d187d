//! The pages of a column, each checked before it is unpacked.
//!
//! The crate `parquet` has a reader of its own, which makes room for whatever a page claims: a
//! file of a kilobyte can ask for many gibibytes and end the program. So the pages are read here,
//! and only those whose claims fit their bytes and the limits are given to its decoders.
//!
//! Source: apache/parquet-format, `parquet.thrift`, struct `PageHeader`.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use ::parquet::{
    basic::{CompressionCodec, Encoding, Type as Physical},
    column::page::{Page, PageMetadata, PageReader},
    errors::{ParquetError, Result},
    file::metadata::ColumnChunkMetaData,
};
use bytes::Bytes;

use super::{
    codec::unpack,
    thrift::{Fields, Value, fields},
};

/// What a value of a dictionary takes in memory, about.
const ENTRY: u64 = 48;

/// How many bytes of pages all columns together may hold.
#[derive(Clone)]
pub(super) struct Budget {
    held: Arc<AtomicU64>,
    most: u64,
}

impl Budget {
    pub(super) fn new(most: u64) -> Self {
        Self { held: Arc::default(), most }
    }

    /// Exchanges what one page held for what the next will.
    fn exchange(&self, before: &mut u64, now: u64) -> Result<()> {
        self.held.fetch_sub(*before, Relaxed);
        *before = now;
        if self.held.fetch_add(now, Relaxed).saturating_add(now) > self.most {
            return refuse(format!(
                "found pages of more than {} bytes, expected at most that",
                self.most
            ));
        }
        Ok(())
    }
}

/// The pages of one column chunk.
pub(super) struct Pages {
    file: Bytes,
    at: usize,
    end: usize,
    codec: CompressionCodec,
    physical: Physical,
    /// Bytes of a value of fixed length.
    length: usize,
    has_levels: bool,
    /// Values of the whole chunk.
    most_values: u64,
    budget: Budget,
    dictionary: u64,
    page: u64,
}

impl Pages {
    pub(super) fn new(file: &Bytes, column: &ColumnChunkMetaData, budget: &Budget) -> Result<Self> {
        let (start, length) = column.byte_range();
        let end = start.checked_add(length).filter(|end| *end <= file.len() as u64);
        let (Some(end), Ok(at)) =
            (end.and_then(|end| usize::try_from(end).ok()), usize::try_from(start))
        else {
            return refuse(format!(
                "found a column at {start}, {length} bytes long, outside the file"
            ));
        };
        let descriptor = column.column_descr();
        Ok(Self {
            file: file.clone(),
            at,
            end,
            codec: column.compression_codec(),
            physical: descriptor.physical_type(),
            length: usize::try_from(descriptor.type_length()).unwrap_or(0),
            has_levels: descriptor.max_def_level() > 0,
            most_values: u64::try_from(column.num_values()).unwrap_or(0),
            budget: budget.clone(),
            dictionary: 0,
            page: 0,
        })
    }

    /// The next page's header and its bytes as they stand in the file.
    fn header(&mut self) -> Result<Option<(Header, Bytes)>> {
        let rest = self.file.get(self.at..self.end).unwrap_or_default();
        if rest.is_empty() {
            return Ok(None);
        }
        let Some((fields, length)) = fields(rest) else {
            return refuse(format!("found no header of a page at byte {}", self.at));
        };
        let header = Header { fields };
        let start = self.at + length;
        let end = start.checked_add(header.size(COMPRESSED)?).filter(|end| *end <= self.end);
        let Some(end) = end else {
            return refuse(format!(
                "found a page at byte {} that ends outside its column",
                self.at
            ));
        };
        self.at = end;
        Ok(Some((header, self.file.slice(start..end))))
    }

    /// Unpacks what stands after the first `plain` bytes.
    fn unpack(&self, header: &Header, bytes: Bytes, plain: usize, packed: bool) -> Result<Bytes> {
        let size = header.size(UNCOMPRESSED)?;
        if self.codec == CompressionCodec::UNCOMPRESSED || !packed {
            return if bytes.len() == size {
                Ok(bytes)
            } else {
                refuse(format!("found a page of {} bytes that claims {size}", bytes.len()))
            };
        }
        let (Some(head), Some(tail), Some(rest)) =
            (bytes.get(..plain), bytes.get(plain..), size.checked_sub(plain))
        else {
            return refuse("found a page shorter than its levels".into());
        };
        let unpacked = if rest == 0 { Vec::new() } else { unpack(self.codec, tail, rest)? };
        Ok(if head.is_empty() { unpacked.into() } else { [head, &unpacked].concat().into() })
    }

    fn dictionary(&mut self, header: &Header, bytes: Bytes) -> Result<Page> {
        let of = header.of(DICTIONARY)?;
        let num_values = count(of, 1)?;
        let entries = ENTRY.saturating_mul(num_values.into());
        let size = header.size(UNCOMPRESSED)? as u64;
        self.budget.exchange(&mut self.dictionary, entries.saturating_add(size))?;
        let buf = self.unpack(header, bytes, 0, true)?;
        let smallest = match self.physical {
            Physical::BOOLEAN => return refuse("found a dictionary of flags".into()),
            Physical::INT32 | Physical::FLOAT | Physical::BYTE_ARRAY => 4,
            Physical::INT64 | Physical::DOUBLE => 8,
            Physical::INT96 => 12,
            Physical::FIXED_LEN_BYTE_ARRAY => self.length.max(1),
        };
        if num_values as usize > buf.len() / smallest {
            return refuse(format!(
                "found a dictionary of {} bytes that claims {num_values} values",
                buf.len()
            ));
        }
        Ok(Page::DictionaryPage { buf, num_values, encoding: encoding(of, 2)?, is_sorted: false })
    }

    fn data(&mut self, header: &Header, bytes: Bytes) -> Result<Page> {
        let of = header.of(DATA)?;
        self.budget.exchange(&mut self.page, header.size(UNCOMPRESSED)? as u64)?;
        let buf = self.unpack(header, bytes, 0, true)?;
        let num_values = self.values(of)?;
        let encoding = encoding(of, 2)?;
        let def_level_encoding = levels(of, 3)?;
        let levels_end = match buf.get(..4).map(<[u8; 4]>::try_from) {
            _ if !self.has_levels => 0,
            Some(Ok(length)) => (u32::from_le_bytes(length) as usize).saturating_add(4),
            _ => return refuse("found a page shorter than its levels".into()),
        };
        check_lengths(encoding, &buf, levels_end, num_values)?;
        Ok(Page::DataPage {
            buf,
            num_values,
            encoding,
            def_level_encoding,
            rep_level_encoding: levels(of, 4)?,
            statistics: None,
        })
    }

    fn data_v2(&mut self, header: &Header, bytes: Bytes) -> Result<Page> {
        let of = header.of(DATA_V2)?;
        self.budget.exchange(&mut self.page, header.size(UNCOMPRESSED)? as u64)?;
        let (def, rep) = (count(of, 5)?, count(of, 6)?);
        let plain = (def as usize).saturating_add(rep as usize);
        let packed = !matches!(of.get(&7), Some(Value::Bool(false)));
        let buf = self.unpack(header, bytes, plain, packed)?;
        if plain > buf.len() {
            return refuse("found a page shorter than its levels".into());
        }
        let num_values = self.values(of)?;
        let encoding = encoding(of, 4)?;
        check_lengths(encoding, &buf, plain, num_values)?;
        Ok(Page::DataPageV2 {
            buf,
            num_values,
            encoding,
            num_nulls: count(of, 2)?,
            num_rows: count(of, 3)?,
            def_levels_byte_len: def,
            rep_levels_byte_len: rep,
            is_compressed: false,
            statistics: None,
        })
    }

    /// How many values a data page has.
    fn values(&self, of: &Fields) -> Result<u32> {
        let values = count(of, 1)?;
        if u64::from(values) > self.most_values {
            return refuse(format!(
                "found a page that claims {values} values, expected at most {} as in its column",
                self.most_values
            ));
        }
        Ok(values)
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        while let Some((header, bytes)) = self.header()? {
            let page = match header.whole(1) {
                Some(0) => self.data(&header, bytes),
                Some(2) => self.dictionary(&header, bytes),
                Some(3) => self.data_v2(&header, bytes),
                // Another kind of page, such as an index, may be passed over.
                _ => continue,
            };
            return page.map(Some);
        }
        Ok(None)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        let at = self.at;
        let next = self.header();
        self.at = at;
        let Some((header, _)) = next? else { return Ok(None) };
        let is_dict = header.whole(1) == Some(2);
        let num_rows = header.of(DATA_V2).ok().and_then(|of| count(of, 3).ok());
        Ok(Some(PageMetadata { num_rows: num_rows.map(|n| n as usize), num_levels: None, is_dict }))
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.header().map(|_| ())
    }
}

/// Fields of a page's header.
const UNCOMPRESSED: i16 = 2;
const COMPRESSED: i16 = 3;
const DATA: i16 = 5;
const DICTIONARY: i16 = 7;
const DATA_V2: i16 = 8;

struct Header {
    fields: Fields,
}

impl Header {
    fn whole(&self, field: i16) -> Option<i64> {
        match self.fields.get(&field) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    fn size(&self, field: i16) -> Result<usize> {
        let size = self.whole(field).and_then(|size| usize::try_from(size).ok());
        size.ok_or_else(|| ParquetError::General("found a page without its size".into()))
    }

    fn of(&self, field: i16) -> Result<&Fields> {
        match self.fields.get(&field) {
            Some(Value::Struct(fields)) => Ok(fields),
            _ => refuse("found a page that does not say what it is".into()),
        }
    }
}

fn count(of: &Fields, field: i16) -> Result<u32> {
    match of.get(&field) {
        Some(Value::Whole(number)) if i32::try_from(*number).is_ok() => u32::try_from(*number)
            .map_err(|_| ParquetError::General("found a negative count in a page".into())),
        _ => refuse("found a page without one of its counts".into()),
    }
}

/// How values are written.
fn encoding(of: &Fields, field: i16) -> Result<Encoding> {
    Ok(match count(of, field)? {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        5 => Encoding::DELTA_BINARY_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        8 => Encoding::RLE_DICTIONARY,
        9 => Encoding::BYTE_STREAM_SPLIT,
        // In this one each text repeats the start of the one before, so that a few bytes may
        // unfold into any number.
        7 => return refuse("found texts as DELTA_BYTE_ARRAY, expected a plainer encoding".into()),
        other => return refuse(format!("found the encoding number {other}, which is not known")),
    })
}

/// How levels are written: in runs, or packed as very old files do where there are none.
fn levels(of: &Fields, field: i16) -> Result<Encoding> {
    match count(of, field)? {
        3 => Ok(Encoding::RLE),
        #[expect(deprecated, reason = "old files name it")]
        4 => Ok(Encoding::BIT_PACKED),
        other => refuse(format!("found levels in the encoding number {other}, expected RLE")),
    }
}

/// Refuses texts that claim more lengths than there are values: block size, parts of a block, then
/// the number of lengths, each in groups of seven bits.
fn check_lengths(encoding: Encoding, buf: &Bytes, start: usize, values: u32) -> Result<()> {
    if encoding != Encoding::DELTA_LENGTH_BYTE_ARRAY {
        return Ok(());
    }
    let mut bytes = buf.get(start..).unwrap_or_default().iter();
    let mut varint = || {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = bytes.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    };
    match (varint(), varint(), varint()) {
        (Some(_), Some(_), Some(lengths)) if lengths <= u64::from(values) => Ok(()),
        _ => refuse("found texts that claim more lengths than there are values".into()),
    }
}

fn refuse<T>(message: String) -> Result<T> {
    Err(ParquetError::General(message))
}
