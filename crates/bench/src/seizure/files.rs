//! Files of reports, CSV and XLSX, with the word in every sensitive column.

use rust_xlsxwriter::Workbook;

use super::{Day, SECRET, is_refusal, secret};
use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    mission,
};

/// Rows of one file.
const ROWS: u64 = 20;
/// The columns; nobody asked for the last one.
const HEADER: [&str; 9] = [
    "id",
    "station",
    "observer",
    "description",
    "persons-involved",
    "told-by-others",
    "contact",
    "photo-1",
    "witness",
];
const PATH: &str = "/api/desk/import/reports?form=incident";

/// Hands all rows in, every second file as a workbook.
pub(super) async fn send(day: &Day, rows: u64) -> Result<(), Failure> {
    let mut client = Client::connect(day.server).await?;
    for (turn, from) in (0..rows).step_by(usize::try_from(ROWS)?).enumerate() {
        let numbers = from..rows.min(from + ROWS);
        let expected = numbers.end - numbers.start;
        let (way, file) = if turn % 2 == 0 {
            ("Csv", csv(&table("Csv", numbers)))
        } else {
            ("Xlsx", workbook(&table("Xlsx", numbers))?)
        };
        let path = format!("{PATH}&name={SECRET}.{way}");
        let post = Request::post(&path, &file).of("application/octet-stream");
        let told = client.ask(&post.by("cookie", &day.cookie)).await?.json()?;
        let taken = told.get("counts").and_then(|counts| counts.get("taken"));
        let taken = taken.and_then(serde_json::Value::as_u64).unwrap_or_default();
        ensure(taken == expected, || {
            format!("{taken} rows of {expected} were taken: {told:.300}")
        })?;
    }
    Ok(())
}

fn table(way: &str, numbers: std::ops::Range<u64>) -> Vec<Vec<String>> {
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    for number in numbers {
        let said = secret(way, number);
        let station = mission::station(u32::try_from(number % 200).unwrap_or_default());
        let observer = mission::observer(u32::try_from(number % 400).unwrap_or_default());
        let mut row = vec![format!("{SECRET}-{number}"), station, observer];
        row.resize(HEADER.len(), said);
        rows.push(row);
    }
    rows
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        cells.join(",") + "\n"
    };
    rows.iter().map(line).collect::<String>().into_bytes()
}

pub(crate) fn workbook(rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, cell)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// Files that cannot be read, and one of which nothing can be taken.
pub(super) async fn refused(day: &Day, client: &mut Client) -> Result<(), Failure> {
    let said = secret("Refused", 0);
    let files: [Vec<u8>; 3] = [
        format!("{SECRET},witness\n{said},\"{said}\n").into_bytes(),
        format!("PK\x03\x04{said}").into_bytes(),
        format!("%PDF-1.4 {said}").into_bytes(),
    ];
    for path in [PATH.to_owned(), format!("/api/desk/import/reports?form={SECRET}")] {
        for file in &files {
            let post = Request::post(&path, file).of(SECRET).by("cookie", &day.cookie);
            let answer = client.ask(&post).await?;
            let told = || format!("a file was answered {}: {}", answer.status, answer.text());
            let nothing = answer.status == 200 && !answer.text().contains("taken");
            ensure(is_refusal(answer.status) || nothing, told)?;
        }
    }
    Ok(())
}
