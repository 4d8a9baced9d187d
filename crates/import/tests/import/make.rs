//! Files of every kind, made in memory.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A small canonical table with letters outside ASCII and unknown figures.
pub(crate) const TABLE: &str = "\
station,area,registered,issued,cast,invalid,valid,votes.nur-otan,votes.adal
101,Алматы/Алатауский район,1200,900,898,8,890,800,90
102,Алматы/Алатауский район,1500,,,,,,
201,Абайская область/Семей,700,600,600,0,600,599,1
";

pub(crate) fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split(',').collect()).collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::new(6));
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A workbook with one sheet for each name. Whole numbers are numbers, other texts shared.
pub(crate) fn workbook(sheets: &[(&str, Vec<Vec<&str>>)]) -> Vec<u8> {
    let mut shared: Vec<&str> = Vec::new();
    let mut members: Vec<(String, String)> = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let n = at + 1;
        members.push((format!("xl/worksheets/sheet{n}.xml"), sheet(rows, &mut shared)));
        list += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>");
        relations += &format!(
            "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" \
             Target=\"worksheets/sheet{n}.xml\"/>"
        );
    }
    let texts: Vec<String> =
        shared.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect();
    let texts = texts.concat();
    let count = shared.len();
    let other = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        ("xl/workbook.xml", format!("<workbook><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
        ("xl/sharedStrings.xml", format!("<sst uniqueCount=\"{count}\">{texts}</sst>")),
    ];
    members.extend(other.map(|(name, text)| (name.to_owned(), text)));
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&members)
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn sheet<'a>(rows: &[Vec<&'a str>], shared: &mut Vec<&'a str>) -> String {
    let mut data = String::new();
    for (row, cells) in rows.iter().enumerate() {
        data += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{}", letters(column), row + 1);
            if cell.parse::<f64>().is_ok() {
                data += &format!("<c r=\"{place}\"><v>{cell}</v></c>");
            } else {
                let index = shared.iter().position(|text| text == cell).unwrap_or_else(|| {
                    shared.push(cell);
                    shared.len() - 1
                });
                data += &format!("<c r=\"{place}\" t=\"s\"><v>{index}</v></c>");
            }
        }
        data += "</row>";
    }
    format!("<worksheet><sheetData>{data}</sheetData></worksheet>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn letters(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap()));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}
