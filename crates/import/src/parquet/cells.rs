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

/// What a value of the file means.
#[derive(Clone, Copy)]
enum Meaning {
    Signed,
    Unsigned,
    /// A decimal with this many digits after the point.
    Decimal(u32),
    /// A date, a time or another thing that is no count.
    Other,
}

/// A column: batches of values in, cells out one by one.
pub(super) trait Column {
    /// Reads the next `wanted` rows; returns how many there were.
    fn fill(&mut self, wanted: usize) -> Result<usize>;

    /// Appends the next row's cell, empty where the value is null; whether it was sound text.
    fn next(&mut self, out: &mut Vec<u8>) -> bool;
}

/// The column that a reader reads.
pub(super) fn column(descriptor: &ColumnDescriptor, reader: ColumnReader) -> Box<dyn Column> {
    let required = descriptor.max_def_level() == 0;
    let meaning = meaning(descriptor);
    match reader {
        ColumnReader::BoolColumnReader(reader) => Typed::boxed(reader, required, |value, out| {
            out.extend_from_slice(if *value { b"true" } else { b"false" });
            true
        }),
        ColumnReader::Int32ColumnReader(reader) => {
            Typed::boxed(reader, required, move |value, out| {
                whole(i128::from(*value), i128::from(value.cast_unsigned()), meaning, out)
            })
        }
        ColumnReader::Int64ColumnReader(reader) => {
            Typed::boxed(reader, required, move |value, out| {
                whole(i128::from(*value), i128::from(value.cast_unsigned()), meaning, out)
            })
        }
        ColumnReader::Int96ColumnReader(reader) => Typed::boxed(reader, required, |_, out| {
            out.extend_from_slice(b"(a time)");
            true
        }),
        ColumnReader::FloatColumnReader(reader) => {
            Typed::boxed(reader, required, |value, out| float(f64::from(*value), out))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            Typed::boxed(reader, required, |value, out| float(*value, out))
        }
        ColumnReader::ByteArrayColumnReader(reader) => {
            Typed::boxed(reader, required, move |value, out| array(value, meaning, out))
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            Typed::boxed(reader, required, move |value, out| array(value, meaning, out))
        }
    }
}

fn meaning(descriptor: &ColumnDescriptor) -> Meaning {
    use LogicalType::{Enum, Integer, Json, String};
    match descriptor.logical_type_ref() {
        Some(Integer(integer)) if !integer.is_signed => Meaning::Unsigned,
        Some(LogicalType::Decimal(decimal)) => {
            u32::try_from(decimal.scale).map_or(Meaning::Other, Meaning::Decimal)
        }
        Some(Integer(_) | String | Enum | Json) => Meaning::Signed,
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

/// A column of one physical type.
struct Typed<T: DataType, W> {
    reader: ColumnReaderImpl<T>,
    required: bool,
    levels: Vec<i16>,
    values: Vec<T::T>,
    next_level: usize,
    next_value: usize,
    write: W,
}

impl<T: DataType, W: Fn(&T::T, &mut Vec<u8>) -> bool + 'static> Typed<T, W> {
    fn boxed(reader: ColumnReaderImpl<T>, required: bool, write: W) -> Box<dyn Column> {
        let (levels, values) = (Vec::new(), Vec::new());
        Box::new(Self { reader, required, levels, values, next_level: 0, next_value: 0, write })
    }
}

impl<T: DataType, W: Fn(&T::T, &mut Vec<u8>) -> bool> Column for Typed<T, W> {
    fn fill(&mut self, wanted: usize) -> Result<usize> {
        self.levels.clear();
        self.values.clear();
        (self.next_level, self.next_value) = (0, 0);
        let mut found = 0;
        // A call may stop at the end of a page, so several may be needed.
        while found < wanted {
            let levels = Some(&mut self.levels);
            let (records, _, _) =
                self.reader.read_records(wanted - found, levels, None, &mut self.values)?;
            if records == 0 {
                break;
            }
            found += records;
        }
        Ok(found)
    }

    fn next(&mut self, out: &mut Vec<u8>) -> bool {
        let level = self.levels.get(self.next_level);
        self.next_level += 1;
        if !(self.required || level.is_some_and(|level| *level > 0)) {
            return true;
        }
        let value = self.values.get(self.next_value);
        self.next_value += 1;
        value.is_none_or(|value| (self.write)(value, out))
    }
}

/// A whole number, as signed and as unsigned.
fn whole(signed: i128, unsigned: i128, meaning: Meaning, out: &mut Vec<u8>) -> bool {
    // Writing into a vector cannot fail.
    let _ = match meaning {
        Meaning::Signed | Meaning::Decimal(0) => write!(out, "{signed}"),
        Meaning::Unsigned => write!(out, "{unsigned}"),
        Meaning::Decimal(scale) => decimal(signed, scale, out),
        Meaning::Other => write!(out, "{signed} (no count)"),
    };
    true
}

/// A decimal: a whole one as it is, another marked as a number that is none.
fn decimal(number: i128, scale: u32, out: &mut Vec<u8>) -> std::io::Result<()> {
    match 10i128.checked_pow(scale) {
        Some(unit) if number % unit == 0 => write!(out, "{}", number / unit),
        _ => write!(out, "{number}e-{scale} (a number)"),
    }
}

fn float(number: f64, out: &mut Vec<u8>) -> bool {
    out.extend_from_slice(float_cell(number).as_bytes());
    true
}

fn array(value: &ByteArray, meaning: Meaning, out: &mut Vec<u8>) -> bool {
    let bytes = value.data();
    match meaning {
        Meaning::Decimal(scale) if bytes.len() <= 16 => {
            // A big-endian number in two's complement.
            let sign = bytes.first().map_or(0, |first| -i128::from(first >> 7));
            let number = bytes.iter().fold(sign, |n, byte| (n << 8) | i128::from(*byte));
            let _ = decimal(number, scale, out);
            true
        }
        Meaning::Decimal(_) | Meaning::Other => {
            out.extend_from_slice(b"(no text)");
            true
        }
        Meaning::Signed | Meaning::Unsigned => {
            let text = String::from_utf8_lossy(bytes);
            out.extend_from_slice(text.as_bytes());
            matches!(text, std::borrow::Cow::Borrowed(_))
        }
    }
}
