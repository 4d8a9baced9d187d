//! Apache Parquet, without Arrow: flat tables in, canonical results out.

mod cells;
mod codec;
mod pages;
mod thrift;
mod write;

use ::parquet::{
    basic::Type as Physical,
    column::reader::get_column_reader,
    errors::ParquetError,
    file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData},
};
use bytes::Bytes;
use sanaq_said::{Said, said};

use crate::{
    guard::foreign,
    limits::Limits,
    note::{Kind, Note, shown},
    rows::{Cells, Form, Sink, Stop, row_too_long},
};

use cells::Column;
use pages::{Budget, Pages};
pub(crate) use write::write;

/// Rows that are held as text at once.
const BATCH: usize = 1024;

fn this() -> Said {
    said!("said-import-this-parquet", "the Parquet file")
}

/// Gives all rows to the sink. A row's line is its number, from 1.
pub(crate) fn rows(bytes: Vec<u8>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Stop> {
    let file = Bytes::from(bytes);
    let metadata = foreign(this, || {
        let mut reader = ParquetMetaDataReader::new();
        reader.try_parse(&file)?;
        reader.finish()
    })?;
    let names = names(&metadata, limits, sink)?;
    check_size(&metadata, limits)?;
    sink.begin(Form { kind: "parquet", short_rows: false });
    sink.header(names)?;
    let mut line = 0;
    let mut damaged = 0;
    for group in metadata.row_groups() {
        damaged += one_group(&file, group, limits, &mut line, sink)?;
    }
    if damaged > 0 {
        let said = said!(
            "said-import-parquet-texts",
            "found texts that are no UTF-8; what is none was replaced by «\u{fffd}»; such texts: \
             {n}",
            n = damaged
        );
        sink.warn(Note::file(Kind::Encoding, said));
    }
    sink.end()
}

/// The names of the columns of a flat table.
fn names(
    metadata: &ParquetMetaData,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Vec<String>, Note> {
    let columns = metadata.file_metadata().schema_descr().columns();
    if columns.len() > limits.columns {
        let said = said!(
            "said-import-columns-most",
            "found {n} columns, expected at most {most}",
            n = columns.len(),
            most = limits.columns
        );
        return Err(Note::file(Kind::TooLarge, said));
    }
    let mut names = Vec::with_capacity(columns.len());
    for column in columns {
        if column.max_rep_level() > 0 || column.path().parts().len() > 1 {
            let said = said!(
                "said-import-parquet-nested",
                "found the nested column «{name}», expected a flat table",
                name = shown(column.path().string().as_bytes())
            );
            return Err(Note::file(Kind::Format, said));
        }
        if column.physical_type() == Physical::INT96 {
            let said = said!(
                "said-import-parquet-times",
                "found times of the old type INT96 in «{name}», read as no count",
                name = shown(column.name().as_bytes())
            );
            sink.warn(Note::file(Kind::Format, said));
        }
        names.push(column.name().to_owned());
    }
    Ok(names)
}

/// Refuses a table that says itself that it is too large.
fn check_size(metadata: &ParquetMetaData, limits: &Limits) -> Result<(), Note> {
    let cells = |group: &RowGroupMetaData| {
        let rows = u64::try_from(group.num_rows()).unwrap_or(u64::MAX);
        rows.saturating_mul(group.num_columns() as u64)
    };
    let cells = metadata.row_groups().iter().map(cells).fold(0, u64::saturating_add);
    // A file may have columns that nobody reads.
    let most = limits.figures.saturating_mul(4);
    if cells > most {
        let said = said!(
            "said-import-cells-most",
            "found {n} cells, expected at most {most}",
            n = cells,
            most
        );
        return Err(Note::file(Kind::TooLarge, said));
    }
    Ok(())
}

/// Gives the rows of one row group to the sink; returns how many texts were damaged.
fn one_group(
    file: &Bytes,
    group: &RowGroupMetaData,
    limits: &Limits,
    line: &mut u64,
    sink: &mut dyn Sink,
) -> Result<u64, Stop> {
    let budget = Budget::new(limits.in_memory_bytes);
    let mut columns: Vec<Box<dyn Column>> = Vec::with_capacity(group.num_columns());
    for column in group.columns() {
        columns.push(foreign(this, || {
            let pages = Pages::new(file, column, &budget)?;
            let reader = get_column_reader(column.column_descr_ptr(), Box::new(pages));
            Ok::<_, ParquetError>(cells::column(column.column_descr(), reader))
        })?);
    }
    let mut rows = usize::try_from(group.num_rows()).unwrap_or(0);
    let mut damaged = 0;
    let mut cells = Cells::default();
    while rows > 0 {
        let wanted = rows.min(BATCH);
        for (column, metadata) in columns.iter_mut().zip(group.columns()) {
            let found = foreign(this, || column.fill(wanted))?;
            if found != wanted {
                let said = said!(
                    "said-import-parquet-rows",
                    "the Parquet file is damaged: found {found} rows in the column «{name}» after \
                     row {row}, expected {wanted}",
                    found,
                    name = shown(metadata.column_descr().name().as_bytes()),
                    row = *line,
                    wanted
                );
                return Err(Note::file(Kind::Format, said).into());
            }
        }
        for _ in 0..wanted {
            *line += 1;
            cells.clear();
            for column in &mut columns {
                damaged += u64::from(!cells.write(|out| column.next(out)));
                if cells.size() > limits.record_bytes {
                    let said = row_too_long(limits.record_bytes);
                    return Err(Note::line(Kind::TooLarge, *line, said).into());
                }
            }
            sink.row(cells.row(*line))?;
        }
        rows -= wanted;
    }
    Ok(damaged)
}
