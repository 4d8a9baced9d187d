//! Apache Parquet, without Arrow: flat tables in, canonical results out.

mod cells;
mod write;

use ::parquet::{
    basic::Type as Physical,
    file::{
        reader::{FileReader, SerializedFileReader},
        serialized_reader::ReadOptionsBuilder,
    },
};
use bytes::Bytes;

use crate::{
    guard::foreign,
    limits::Limits,
    note::{Kind, Note, shown},
    rows::{Cells, Form, Sink, Stop},
};

use cells::ColumnCells;
pub(crate) use write::write;

/// Rows that are held as text at once.
const BATCH: usize = 1024;
const WHAT: &str = "the Parquet file";

/// Gives all rows to the sink. A row's line is its number, from 1.
pub(crate) fn rows(bytes: Vec<u8>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Stop> {
    let options = ReadOptionsBuilder::new().build();
    let file =
        foreign(WHAT, || SerializedFileReader::new_with_options(Bytes::from(bytes), options))?;
    let schema = file.metadata().file_metadata().schema_descr();
    let width = schema.num_columns();
    if width > limits.columns {
        let message = format!("found {width} columns, expected at most {}", limits.columns);
        return Err(Note::file(Kind::TooLarge, message).into());
    }
    let mut names = Vec::with_capacity(width);
    for column in schema.columns() {
        let name = column.name().to_owned();
        if column.max_rep_level() > 0 || column.path().parts().len() > 1 {
            let message = format!(
                "found the nested column «{}», expected a flat table",
                shown(column.path().string().as_bytes())
            );
            return Err(Note::file(Kind::Format, message).into());
        }
        if column.physical_type() == Physical::INT96 {
            let message = format!("found the old time type INT96 in «{}»", shown(name.as_bytes()));
            sink.warn(Note::file(Kind::Format, message));
        }
        names.push(name);
    }
    check_size(&file, limits)?;
    sink.begin(Form { kind: "parquet", short_rows: false });
    sink.header(names)?;
    let mut line = 0;
    let mut damaged = 0;
    for group in 0..file.num_row_groups() {
        damaged += one_group(&file, group, &mut line, sink)?;
    }
    if damaged > 0 {
        let message = format!(
            "found {damaged} texts that are no UTF-8; what is none was replaced by «\u{fffd}»"
        );
        sink.warn(Note::file(Kind::Encoding, message));
    }
    sink.end()
}

/// Refuses what says itself that it would unfold into too much.
fn check_size(file: &SerializedFileReader<Bytes>, limits: &Limits) -> Result<(), Note> {
    let mut figures: u64 = 0;
    for group in file.metadata().row_groups() {
        let rows = u64::try_from(group.num_rows()).unwrap_or(u64::MAX);
        figures = figures.saturating_add(rows.saturating_mul(group.num_columns() as u64));
        for column in group.columns() {
            let size = u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX);
            if size > limits.in_memory_bytes {
                let message = format!(
                    "found a column chunk that unfolds into {size} bytes, expected at most {}",
                    limits.in_memory_bytes
                );
                return Err(Note::file(Kind::TooLarge, message));
            }
        }
    }
    if figures > limits.figures.saturating_mul(4) {
        let message =
            format!("found {figures} cells, expected at most {}", limits.figures.saturating_mul(4));
        return Err(Note::file(Kind::TooLarge, message));
    }
    Ok(())
}

/// Gives the rows of one row group to the sink; returns how many texts were damaged.
fn one_group(
    file: &SerializedFileReader<Bytes>,
    group: usize,
    line: &mut u64,
    sink: &mut dyn Sink,
) -> Result<u64, Stop> {
    let reader = foreign(WHAT, || file.get_row_group(group))?;
    let mut rows = usize::try_from(reader.metadata().num_rows()).unwrap_or(0);
    let mut columns = Vec::with_capacity(reader.num_columns());
    for index in 0..reader.num_columns() {
        let column = foreign(WHAT, || reader.get_column_reader(index))?;
        columns.push(ColumnCells::new(reader.metadata().column(index).column_descr(), column));
    }
    let mut cells = Cells::default();
    while rows > 0 {
        let wanted = rows.min(BATCH);
        for column in &mut columns {
            let found = foreign(WHAT, || column.fill(wanted))?;
            if found != wanted {
                let message = format!(
                    "the Parquet file is damaged: found {found} rows in the column «{}» after row \
                     {line}, expected {wanted}",
                    shown(column.name().as_bytes())
                );
                return Err(Note::file(Kind::Format, message).into());
            }
        }
        for row in 0..wanted {
            cells.clear();
            for column in &columns {
                cells.push(column.cell(row));
            }
            *line += 1;
            sink.row(cells.row(*line))?;
        }
        rows -= wanted;
    }
    Ok(columns.iter().map(ColumnCells::damaged).sum())
}
