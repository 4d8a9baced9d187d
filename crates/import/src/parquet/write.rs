//! Canonical results as Parquet: texts and optional 64-bit counts, packed with Snappy.

use std::{io, sync::Arc};

use ::parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, Int64Type},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};
use sanaq_election::{Column, StationResults};

use crate::{
    plan::{AREA, STATION},
    write::Columns,
};

/// Rows of one row group.
const GROUP: usize = 1 << 20;

/// Writes the results.
pub(crate) fn write(results: &StationResults) -> io::Result<Vec<u8>> {
    file(results).map_err(|error| io::Error::other(error.to_string()))
}

fn file(results: &StationResults) -> Result<Vec<u8>, ParquetError> {
    let columns = Columns::of(results);
    let mut fields = vec![text_field(STATION)?, text_field(AREA)?];
    for (name, _) in &columns.figures {
        fields.push(Arc::new(
            Type::primitive_type_builder(name, Physical::INT64)
                .with_repetition(Repetition::OPTIONAL)
                .build()?,
        ));
    }
    let schema = Arc::new(Type::group_type_builder("stations").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut start = 0;
    while start < results.len() {
        let end = results.len().min(start + GROUP);
        let mut group = writer.next_row_group()?;
        let stations = (start..end).map(|i| results.stations.get(i).into());
        texts(&mut group, &stations.collect::<Vec<_>>())?;
        let areas = (start..end).map(|i| results.area_path(i).into());
        texts(&mut group, &areas.collect::<Vec<_>>())?;
        for (_, column) in &columns.figures {
            counts(&mut group, *column, start..end)?;
        }
        group.close()?;
        start = end;
    }
    writer.into_inner()
}

type Group<'a> = ::parquet::file::writer::SerializedRowGroupWriter<'a, Vec<u8>>;

fn text_field(name: &str) -> Result<Arc<Type>, ParquetError> {
    let field = Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    Ok(Arc::new(field))
}

fn texts(group: &mut Group<'_>, texts: &[ByteArray]) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<ByteArrayType>().write_batch(texts, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn counts(
    group: &mut Group<'_>,
    column: Option<&Column>,
    rows: std::ops::Range<usize>,
) -> Result<(), ParquetError> {
    let figures: Vec<Option<u32>> = rows.map(|row| column.and_then(|c| c.get(row))).collect();
    let levels: Vec<i16> = figures.iter().map(|figure| i16::from(figure.is_some())).collect();
    let values: Vec<i64> = figures.into_iter().flatten().map(i64::from).collect();
    if let Some(mut writer) = group.next_column()? {
        writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        writer.close()?;
    }
    Ok(())
}
