//! Excel workbooks (.xlsx), sheet by sheet as a stream of rows.

mod scan;

use std::io::{BufReader, Read, Seek};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use sanaq_said::{Said, said};

use crate::{
    guard::foreign,
    limits::Limits,
    note::{Kind, Note, listed, shown},
    rows::{Cells, Form, Sink, Stop, float_cell, row_too_long},
};

fn this() -> Said {
    said!("said-import-this-workbook", "the Excel workbook")
}

/// Gives all rows of a sheet to the sink. A row's line is its number in the sheet.
pub(crate) fn rows(
    mut file: impl Read + Seek,
    sheet: Option<&str>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    scan::check(&mut file, limits)?;
    file.rewind()?;
    let mut book = foreign(this, || Xlsx::new(BufReader::new(file)))?;
    let name = choose(&book, sheet, sink)?;
    sink.begin(Form { kind: "xlsx", short_rows: true });
    let mut reader = foreign(this, || book.worksheet_cells_reader(&name))?;
    let mut line: u64 = 0;
    let mut cells = Cells::default();
    loop {
        let cell = foreign(this, || {
            let cell = reader.next_cell()?;
            Ok::<_, XlsxError>(cell.map(|cell| (cell.get_position(), text(cell.get_value()))))
        })?;
        let Some(((row, column), text)) = cell else { break };
        let (row, column) = (u64::from(row) + 1, column as usize);
        if row != line {
            if cells.len() > 0 {
                sink.row(cells.row(line))?;
                cells.clear();
            }
            if row < line {
                return Err(out_of_order(row, line).into());
            }
            line = row;
        }
        if text.is_empty() {
            continue;
        }
        if column >= limits.columns {
            let said = said!(
                "said-import-column-most",
                "found something in column {n}, expected at most {most} columns",
                n = column + 1,
                most = limits.columns
            );
            return Err(Note::line(Kind::TooLarge, line, said).into());
        }
        if column < cells.len() {
            return Err(out_of_order(row, line).into());
        }
        if cells.size() + text.len() > limits.record_bytes {
            let said = row_too_long(limits.record_bytes);
            return Err(Note::line(Kind::TooLarge, line, said).into());
        }
        while cells.len() < column {
            cells.push(b"");
        }
        cells.push(text.as_bytes());
    }
    if cells.len() > 0 {
        sink.row(cells.row(line))?;
    }
    sink.end()
}

fn out_of_order(row: u64, line: u64) -> Note {
    let said = said!(
        "said-import-workbook-order",
        "the Excel workbook is damaged: found cells of row {row} out of order",
        row
    );
    Note::line(Kind::Format, line, said)
}

/// The sheet that the recipe names, else the first visible one.
fn choose<R: Read + Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
    sink: &mut dyn Sink,
) -> Result<String, Note> {
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible: Vec<&str> = tables
        .clone()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    if let Some(wanted) = wanted {
        let mut tables = tables;
        let found = tables.find(|sheet| sheet.name.trim() == wanted.trim());
        return found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
            let said = said!(
                "said-import-sheet-wanted",
                "found the sheets {found}, expected «{wanted}» as the recipe says",
                found = listed(visible),
                wanted = shown(wanted.as_bytes())
            );
            Note::file(Kind::Format, said)
        });
    }
    if visible.len() > 1 {
        let said = said!(
            "said-import-sheet-first",
            "found the sheets {found}, read only the first; sheet = \"…\" in a recipe names \
             another",
            found = listed(visible.iter().copied())
        );
        sink.warn(Note::file(Kind::OtherParts, said));
    }
    visible.first().map(|name| (*name).to_owned()).ok_or_else(|| {
        let said =
            said!("said-import-sheet-none", "found no visible sheet in the workbook, expected one");
        Note::file(Kind::Format, said)
    })
}

/// A cell's value as text.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => float_cell(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => format!("{} (a date)", moment.as_f64()),
        DataRef::Error(error) => format!("{error}"),
        DataRef::Empty => String::new(),
    }
}
