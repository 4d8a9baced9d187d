//! Tables that are taken away: never cut, in constant memory, as CSV or as a workbook.
//!
//! How many rows there are is said before the first, in the header `x-rows` and in the file's
//! name. If a different number came out, the connection is broken, so that no program takes a part
//! for the whole.

use std::io;

use axum::{
    body::Body,
    extract::{Query as Asked, State},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use sanaq_desk::{Mode, Viewer, view::Table, view::TableHead};
use serde::Deserialize;
use tokio::io::AsyncReadExt as _;

use crate::{app::Server, gate::Caller, problem::Problem, work::apart};

/// How many places are looked at while the state is held.
const STEP: usize = 1_000;
/// Rows of a worksheet, its head among them.
const SHEET: usize = 1 << 20;

/// Which table, in which format.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    table: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    drill: bool,
}

impl Wanted {
    fn table(&self) -> Result<Table, Problem> {
        Ok(match self.table.as_str() {
            "" if self.form.is_empty() => Table::Stations,
            "" | "reports" => Table::Reports(self.form.clone()),
            "stations" => Table::Stations,
            "incidents" => Table::Incidents,
            "observers" => Table::Observers,
            "messages" => Table::Messages,
            "outgoing" => Table::Outgoing,
            "trail" => Table::Trail,
            other => {
                let all = "reports, stations, incidents, observers, messages, outgoing or trail";
                return Err(Problem::bad(format!("table: found «{other}», expected {all}")));
            }
        })
    }

    /// What the file is called: how long it is, and whether it is a drill's or an example's.
    fn name(&self, total: usize, kind: &str, example: bool) -> String {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect()
        };
        let table = if self.table.is_empty() && self.form.is_empty() {
            "stations"
        } else if self.form.is_empty() {
            &self.table
        } else {
            &self.form
        };
        let drill = if self.drill { "drill-" } else { "" };
        let example = if example { "example-" } else { "" };
        format!("{example}{drill}{}-{total}-rows.{kind}", plain(table))
    }
}

/// A table.
pub(crate) async fn export(
    State(server): State<Server>,
    caller: Caller,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let viewer = caller.viewer()?.clone();
    let mode = if wanted.drill { Mode::Drill } else { Mode::Real };
    let (head, example) = {
        let state = server.office.state();
        (state.table(&viewer, mode, &wanted.table()?)?, state.example().is_some())
    };
    let total = head.total;
    let export = Export::new(server, viewer, head);
    let (kind, media, body) = match wanted.format.as_str() {
        "" | "csv" => ("csv", "text/csv; charset=utf-8", export.csv()),
        "xlsx" => {
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            ("xlsx", media, export.workbook(SHEET).await?)
        }
        other => {
            let detail = format!("format: found «{other}», expected csv or xlsx");
            return Err(Problem::bad(detail));
        }
    };
    let name = format!("attachment; filename=\"{}\"", wanted.name(total, kind, example));
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (HeaderName::from_static("x-rows"), total.to_string()),
    ];
    Ok((headers, body).into_response())
}

/// A table on its way out.
pub(crate) struct Export {
    server: Server,
    viewer: Viewer,
    head: TableHead,
    at: usize,
    sent: usize,
}

impl Export {
    pub(crate) const fn new(server: Server, viewer: Viewer, head: TableHead) -> Self {
        Self { server, viewer, head, at: 0, sent: 0 }
    }

    /// The next rows; nothing at the end. An error when fewer came than were announced: an account
    /// was closed or a partner withdrew in between.
    fn next(&mut self) -> Result<Option<Vec<Vec<String>>>, io::Error> {
        if self.at >= self.head.end {
            let (sent, total) = (self.sent, self.head.total);
            let why = format!("{total} rows were announced and {sent} came");
            return if sent == total { Ok(None) } else { Err(io::Error::other(why)) };
        }
        let state = self.server.office.state();
        let viewer = state.viewer(self.viewer.account());
        let viewer = viewer.ok_or_else(|| io::Error::other("the account was closed"))?;
        let until = self.at.saturating_add(STEP).min(self.head.end);
        let rows = (self.at..until).filter_map(|at| state.row(&viewer, &self.head, at));
        let rows: Vec<Vec<String>> = rows.collect();
        self.at = until;
        self.sent += rows.len();
        Ok(Some(rows))
    }

    fn csv(self) -> Body {
        let first = line(&self.head.columns);
        let rows = stream::unfold(Some((self, Some(first))), |state| async move {
            let (mut export, first) = state?;
            if let Some(first) = first {
                return Some((Ok(first), Some((export, None))));
            }
            match export.next() {
                Ok(Some(rows)) => {
                    let text: String = rows.iter().map(|row| line(row)).collect();
                    Some((Ok(text), Some((export, None))))
                }
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        });
        Body::from_stream(rows)
    }

    /// A workbook is made whole in a file that has no name, and sent from there.
    async fn workbook(self, most: usize) -> Result<Body, Problem> {
        let made = apart(move || self.write(most)).await?;
        let file = made.map_err(|error| Problem::inside(&error))?;
        let parts = stream::unfold(tokio::fs::File::from_std(file), |mut file| async move {
            let mut part = vec![0; 1 << 16];
            match file.read(&mut part).await {
                Ok(0) => None,
                Ok(count) => {
                    part.truncate(count);
                    Some((Ok(part), file))
                }
                Err(error) => Some((Err(error), file)),
            }
        });
        Ok(Body::from_stream(parts))
    }

    /// The workbook; a worksheet has at most so many rows, its head among them.
    pub(crate) fn write(mut self, most: usize) -> Result<std::fs::File, io::Error> {
        let wrong = |error: rust_xlsxwriter::XlsxError| io::Error::other(error.to_string());
        let mut book = rust_xlsxwriter::Workbook::new();
        let about = book.add_worksheet().set_name("about").map_err(wrong)?;
        about.write_string(0, 0, "rows").map_err(wrong)?;
        about.write_string(0, 1, self.head.total.to_string()).map_err(wrong)?;
        if let Some(example) = self.server.office.state().example() {
            about.write_string(1, 0, "example: everything in it is made up").map_err(wrong)?;
            about.write_string(1, 1, example).map_err(wrong)?;
        }
        let mut waiting: Vec<Vec<String>> = Vec::new();
        let (mut sheets, mut more) = (0_u32, true);
        loop {
            sheets += 1;
            let sheet = book.add_worksheet_with_constant_memory().map_err(wrong)?;
            sheet.set_name(format!("rows {sheets}")).map_err(wrong)?;
            write_row(sheet, 0, &self.head.columns, usize::MAX).map_err(wrong)?;
            let mut at = 1;
            loop {
                while waiting.is_empty() && more {
                    match self.next()? {
                        Some(rows) => waiting = rows,
                        None => more = false,
                    }
                }
                if waiting.is_empty() || at >= most {
                    break;
                }
                let room = most - at;
                for row in waiting.drain(..room.min(waiting.len())) {
                    write_row(sheet, at, &row, self.head.answers_from).map_err(wrong)?;
                    at += 1;
                }
            }
            if waiting.is_empty() {
                break;
            }
        }
        let file = tempfile::tempfile()?;
        book.save_to_writer(&file).map_err(wrong)?;
        let mut file = file;
        io::Seek::rewind(&mut file)?;
        Ok(file)
    }
}

/// Cells are texts, so that no formula runs and no code loses its zeros; whole numbers among the
/// answers are numbers.
fn write_row(
    sheet: &mut rust_xlsxwriter::Worksheet,
    at: usize,
    cells: &[String],
    answers_from: usize,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let row = u32::try_from(at).unwrap_or(u32::MAX);
    for (number, cell) in cells.iter().enumerate() {
        let column = u16::try_from(number).unwrap_or(u16::MAX);
        let whole = cell.parse::<i32>().ok().filter(|own| own.to_string() == *cell);
        match whole.filter(|_| number >= answers_from) {
            Some(whole) => sheet.write_number(row, column, whole)?,
            None => sheet.write_string(row, column, cut(cell))?,
        };
    }
    Ok(())
}

/// A workbook's cell holds 32,767 letters; what is longer says so.
fn cut(cell: &str) -> String {
    const MOST: usize = 32_767;
    const MARK: &str = " … (longer: see the CSV)";
    if cell.chars().count() <= MOST {
        return cell.to_owned();
    }
    cell.chars().take(MOST - MARK.chars().count()).chain(MARK.chars()).collect()
}

/// A line of CSV. A cell that a spreadsheet would take for a formula has an apostrophe before it.
pub(crate) fn line(cells: &[String]) -> String {
    let cell = |cell: &String| {
        let formula =
            cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        let cell = if formula { format!("'{cell}") } else { cell.clone() };
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_not_run() {
        let cells = ["a", "b,c", "say \"x\"", "=1+1", "-5", "-rm"].map(str::to_owned);
        assert_eq!(line(&cells), "a,\"b,c\",\"say \"\"x\"\"\",'=1+1,-5,'-rm\r\n");
    }

    #[test]
    fn a_cell_that_is_cut_says_so() {
        assert_eq!(cut("x"), "x");
        let long = cut(&"ж".repeat(40_000));
        assert!(long.chars().count() == 32_767 && long.ends_with("see the CSV)"));
    }
}
