//! The values of one Parquet column as cells.

use std::io::Write as _;

use ::parquet::{
    basic::{ConvertedType, LogicalType},
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::{ByteArray, DataType},
    errors::Result,
    schema::types::ColumnDescriptor,
};

use crate::rows::float_cell;

/// What a whole number of the file means.
#[derive(Clone, Copy)]
enum Meaning {
    Signed,
    Unsigned,
    /// A decimal with this many digits after the point.
    Decimal(u32),
    /// A date, a time or another thing that is no count.
    Other,
}

/// A column and the cells of its current batch.
pub(super) struct ColumnCells {
    name: String,
    reader: ColumnReader,
    meaning: Meaning,
    required: bool,
    levels: Vec<i16>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    damaged: u64,
}

impl ColumnCells {
    pub(super) fn new(descriptor: &ColumnDescriptor, reader: ColumnReader) -> Self {
        Self {
            name: descriptor.name().to_owned(),
            reader,
            meaning: meaning(descriptor),
            required: descriptor.max_def_level() == 0,
            levels: Vec::new(),
            bytes: Vec::new(),
            ends: Vec::new(),
            damaged: 0,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// How many texts were no UTF-8 so far.
    pub(super) fn damaged(&self) -> u64 {
        self.damaged
    }

    /// The cell of a row of the current batch; empty where the value is null.
    pub(super) fn cell(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(row).copied());
        range.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// Reads the next batch and returns how many rows it has.
    pub(super) fn fill(&mut self, wanted: usize) -> Result<usize> {
        self.bytes.clear();
        self.ends.clear();
        let mut out =
            Out { bytes: &mut self.bytes, ends: &mut self.ends, damaged: &mut self.damaged };
        let (levels, required) = (&mut self.levels, self.required);
        let meaning = self.meaning;
        match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| {
                    out.text(if v.is_some_and(|v| *v) { b"true" } else { b"false" }, v.is_some());
                })
            }
            ColumnReader::Int32ColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| {
                    out.whole(v.map(|v| (i64::from(*v), i64::from(v.cast_unsigned()))), meaning);
                })
            }
            ColumnReader::Int64ColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| {
                    let pair =
                        v.map(|v| (*v, i64::try_from(v.cast_unsigned()).unwrap_or(i64::MAX)));
                    out.whole(pair, meaning);
                })
            }
            ColumnReader::Int96ColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| {
                    out.text(b"(a time)", v.is_some());
                })
            }
            ColumnReader::FloatColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| out.float(v.map(|v| f64::from(*v))))
            }
            ColumnReader::DoubleColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| out.float(v.copied()))
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| out.array(v, meaning))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                batch(reader, wanted, levels, required, |v| {
                    out.array(v.map(|v| -> &ByteArray { v }), meaning);
                })
            }
        }
    }
}

fn meaning(descriptor: &ColumnDescriptor) -> Meaning {
    match descriptor.logical_type_ref() {
        Some(LogicalType::Integer(integer)) if !integer.is_signed => Meaning::Unsigned,
        Some(LogicalType::Decimal(decimal)) => {
            u32::try_from(decimal.scale).map_or(Meaning::Other, Meaning::Decimal)
        }
        Some(
            LogicalType::Integer(_) | LogicalType::String | LogicalType::Enum | LogicalType::Json,
        ) => Meaning::Signed,
        Some(_) => Meaning::Other,
        None => match descriptor.converted_type() {
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Meaning::Unsigned,
            ConvertedType::DECIMAL => {
                u32::try_from(descriptor.type_scale()).map_or(Meaning::Other, Meaning::Decimal)
            }
            ConvertedType::DATE
            | ConvertedType::TIME_MILLIS
            | ConvertedType::TIME_MICROS
            | ConvertedType::TIMESTAMP_MILLIS
            | ConvertedType::TIMESTAMP_MICROS
            | ConvertedType::INTERVAL => Meaning::Other,
            _ => Meaning::Signed,
        },
    }
}

/// Reads up to `wanted` rows and hands each value, or nothing for a null, to `cell`.
fn batch<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    wanted: usize,
    levels: &mut Vec<i16>,
    required: bool,
    mut cell: impl FnMut(Option<&T::T>),
) -> Result<usize> {
    let mut values: Vec<T::T> = Vec::new();
    let mut found = 0;
    // A call stops at the end of a page, so several may be needed.
    while found < wanted {
        levels.clear();
        values.clear();
        let (records, _, _) =
            reader.read_records(wanted - found, Some(levels), None, &mut values)?;
        if records == 0 {
            break;
        }
        let mut values = values.iter();
        if required {
            values.by_ref().take(records).for_each(|value| cell(Some(value)));
        } else {
            for level in levels.iter().take(records) {
                cell(if *level > 0 { values.next() } else { None });
            }
        }
        found += records;
    }
    Ok(found)
}

/// Where the cells of a batch go.
struct Out<'a> {
    bytes: &'a mut Vec<u8>,
    ends: &'a mut Vec<usize>,
    damaged: &'a mut u64,
}

impl Out<'_> {
    fn text(&mut self, text: &[u8], known: bool) {
        if known {
            self.bytes.extend_from_slice(text);
        }
        self.ends.push(self.bytes.len());
    }

    /// A whole number, as signed and as unsigned.
    fn whole(&mut self, number: Option<(i64, i64)>, meaning: Meaning) {
        if let Some((signed, unsigned)) = number {
            // Writing into a vector cannot fail.
            let _ = match meaning {
                Meaning::Signed | Meaning::Decimal(0) => write!(self.bytes, "{signed}"),
                Meaning::Unsigned => write!(self.bytes, "{unsigned}"),
                Meaning::Decimal(scale) => self.decimal(i128::from(signed), scale),
                Meaning::Other => write!(self.bytes, "{signed} (no count)"),
            };
        }
        self.ends.push(self.bytes.len());
    }

    /// A decimal: a whole one as it is, another marked as a number that is none.
    fn decimal(&mut self, number: i128, scale: u32) -> std::io::Result<()> {
        match 10i128.checked_pow(scale) {
            Some(unit) if number % unit == 0 => write!(self.bytes, "{}", number / unit),
            _ => write!(self.bytes, "{number}e-{scale} (a number)"),
        }
    }

    fn float(&mut self, number: Option<f64>) {
        let text = number.map(float_cell).unwrap_or_default();
        self.text(text.as_bytes(), true);
    }

    fn array(&mut self, value: Option<&ByteArray>, meaning: Meaning) {
        let Some(value) = value else { return self.text(b"", false) };
        match meaning {
            Meaning::Decimal(scale) => {
                // A big-endian number in two's complement.
                let bytes = value.data();
                let sign = bytes.first().map_or(0, |first| -i128::from(first >> 7));
                let number = bytes.iter().fold(sign, |n, b| (n << 8) | i128::from(*b));
                let known = bytes.len() <= 16;
                let _ = if known {
                    self.decimal(number, scale)
                } else {
                    write!(self.bytes, "(a long decimal)")
                };
                self.ends.push(self.bytes.len());
            }
            Meaning::Other => self.text(b"(no text)", true),
            Meaning::Signed | Meaning::Unsigned => {
                let text = String::from_utf8_lossy(value.data());
                *self.damaged += u64::from(matches!(text, std::borrow::Cow::Owned(_)));
                self.text(text.as_bytes(), true);
            }
        }
    }
}
