//! ZIP archives that are none, lie, or unfold without end (APPNOTE 6.3, 4.3), and workbooks made of
//! them.

use std::io::Write as _;

use flate2::{Compression, Crc, write::DeflateEncoder, write::GzEncoder};

use crate::failure::Failure;

/// A part of an archive: its name, its content, how often the content stands there in a row.
struct Part<'a>(&'a str, &'a str, u32);

/// An archive whose table names the last part so many times.
fn zip(parts: &[Part<'_>], times: u16) -> Result<Vec<u8>, Failure> {
    let (mut bytes, mut table, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (at, Part(name, content, repeated)) in parts.iter().enumerate() {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        let mut crc = Crc::new();
        for _ in 0..*repeated {
            packed.write_all(content.as_bytes())?;
            crc.update(content.as_bytes());
        }
        let packed = packed.finish()?;
        let mut head = Vec::new();
        head.extend(b"\x14\0\0\0\x08\0\0\0\0\0");
        head.extend(crc.sum().to_le_bytes());
        head.extend(u32::try_from(packed.len())?.to_le_bytes());
        head.extend(crc.amount().to_le_bytes());
        head.extend(u16::try_from(name.len())?.to_le_bytes());
        head.extend([0, 0]);
        let offset = u32::try_from(bytes.len())?.to_le_bytes();
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        for _ in 0..if at + 1 == parts.len() { times } else { 1 } {
            table.extend(b"PK\x01\x02\x14\0");
            table.extend(&head);
            table.extend([0; 10]);
            table.extend(offset);
            table.extend(name.as_bytes());
            count += 1;
        }
    }
    let start = u32::try_from(bytes.len())?;
    bytes.extend(&table);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(u32::try_from(table.len())?.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    Ok(bytes)
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" \
    ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/\
    relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
    officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
    </Relationships>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/\
    relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
    officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
    relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
const BOOK: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/\
    relationships\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
    </sheetData></worksheet>";
const TEXTS: &str = "<sst count=\"1\" uniqueCount=\"1\"><si><t>type</t></si></sst>";

/// A workbook of one sheet with these parts.
fn workbook(book: &str, sheet: Part<'_>, texts: Part<'_>) -> Result<Vec<u8>, Failure> {
    let parts = [
        Part("[Content_Types].xml", TYPES, 1),
        Part("_rels/.rels", ROOT, 1),
        Part("xl/workbook.xml", book, 1),
        Part("xl/_rels/workbook.xml.rels", RELATIONS, 1),
        texts,
        sheet,
    ];
    zip(&parts, 1)
}

fn with_sheet(sheet: &str, times: u32) -> Result<Vec<u8>, Failure> {
    let texts = Part("xl/sharedStrings.xml", TEXTS, 1);
    workbook(BOOK, Part("xl/worksheets/sheet1.xml", sheet, times), texts)
}

fn with_texts(texts: &str, times: u32) -> Result<Vec<u8>, Failure> {
    let sheet = Part("xl/worksheets/sheet1.xml", SHEET, 1);
    workbook(BOOK, sheet, Part("xl/sharedStrings.xml", texts, times))
}

/// Archives and workbooks that no program writes.
pub(super) fn archives() -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let zeros = "\0".repeat(1 << 20);
    let table = "a,b\n".repeat(1 << 18);
    let commas = format!("a{}b\n", ",".repeat(4_000));
    let end = b"PK\x05\x06".iter().copied().chain([0; 18]).collect();
    let claim = b"\x28\xb5\x2f\xfd\xe0\xff\xff\xff\xff\xff\xff\xff\x7f\x01\0\0";
    let mut all = workbooks()?;
    all.extend([
        ("nothing but the end of an archive", end),
        ("a part that leads out", zip(&[Part("../../keys/log.key", "x", 1)], 1)?),
        ("one part sixty thousand times", zip(&[Part("xl/workbook.xml", BOOK, 1)], 60_000)?),
        ("a part of 600 MiB", zip(&[Part("xl/workbook.xml", &zeros, 600)], 1)?),
        ("600 MiB two hundred times", zip(&[Part("a.csv", &zeros, 600)], 200)?),
        ("a table of 600 MiB in an archive", zip(&[Part("a.csv", &table, 600)], 1)?),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(5_000)),
        ("packed zeros of 1 GiB", gzip(zeros.as_bytes(), 1_024)?),
        ("packed commas of 60 MiB", gzip(commas.as_bytes(), 15_000)?),
        ("packed twice", gzip(&gzip(zeros.as_bytes(), 9)?, 1)?),
        ("Zstandard of a claim", claim.to_vec()),
        ("Parquet without a middle", b"PAR1\xff\xff\xff\x7fPAR1".to_vec()),
    ]);
    Ok(all)
}

/// Workbooks that are broken, lie, or have no end.
fn workbooks() -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    const LAUGHS: &str = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <sst><si><t>&c;&x;</t></si></sst>";
    let row = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>".repeat(1_000);
    let cells = "<c t=\"n\"><v>1</v></c>".repeat(1_000);
    let sheets = super::requests::many(50_000, |at| {
        format!("<sheet name=\"{at}\" sheetId=\"{at}\" r:id=\"r1\"/>")
    });
    let book = BOOK.replace("</sheets>", &format!("{sheets}</sheets>"));
    let sheet = Part("xl/worksheets/sheet1.xml", SHEET, 1);
    let whole = with_sheet(SHEET, 1)?;
    let mut bent = whole.clone();
    for at in (40..bent.len()).step_by(61) {
        bent[at] ^= 0x10;
    }
    let mut locked = whole.clone();
    locked[6] |= 1;
    Ok(vec![
        ("half a workbook", whole[..whole.len() / 2].to_vec()),
        ("a bent workbook", bent),
        ("a locked workbook", locked),
        ("a million rows", with_sheet(&format!("<worksheet><sheetData>{row}"), 1_000)?),
        ("a row without end", with_sheet(&format!("<worksheet><sheetData><row>{cells}"), 2_000)?),
        ("rows in rows", with_sheet("<worksheet><sheetData><row><c>", 500_000)?),
        ("a cell beyond the last corner", with_sheet(&far(), 1)?),
        ("sheets without end", workbook(&book, sheet, Part("xl/sharedStrings.xml", TEXTS, 1))?),
        ("entities in shared texts", with_texts(LAUGHS, 1)?),
        ("a claim of a billion texts", with_texts(&claim("999999999"), 1)?),
        ("a claim of all memory", with_texts(&claim("99999999999"), 1)?),
        ("a claim beyond all numbers", with_texts(&claim("99999999999999999999"), 1)?),
        ("a shared text in very many cells", repeated()?),
        ("shared texts of nothing", with_texts(&format!("<sst>{}", "<si/>".repeat(1 << 17)), 60)?),
        ("a sheet that is called a picture", picture()?),
        ("a shared text of 300 MiB", with_texts(&"<sst><si><t>".repeat(1 << 17), 200)?),
    ])
}

/// A text that stands once in the file and in a million cells.
fn repeated() -> Result<Vec<u8>, Failure> {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(900_000));
    let row = "<row><c t=\"s\"><v>0</v></c></row>".repeat(1_000);
    let sheet = format!("<worksheet><sheetData>{row}");
    let texts = Part("xl/sharedStrings.xml", &texts, 1);
    workbook(BOOK, Part("xl/worksheets/sheet1.xml", &sheet, 1_000), texts)
}

/// A sheet of one text without end, in a part that nobody would look into.
fn picture() -> Result<Vec<u8>, Failure> {
    let relations = RELATIONS.replace("worksheets/sheet1.xml", "media/image1.png");
    let text = format!("<worksheet><sheetData>{}", " ".repeat(1 << 20));
    let parts = [
        Part("[Content_Types].xml", TYPES, 1),
        Part("_rels/.rels", ROOT, 1),
        Part("xl/workbook.xml", BOOK, 1),
        Part("xl/_rels/workbook.xml.rels", &relations, 1),
        Part("xl/sharedStrings.xml", TEXTS, 1),
        Part("xl/media/image1.png", &text, 500),
    ];
    zip(&parts, 1)
}

fn claim(count: &str) -> String {
    TEXTS.replace("uniqueCount=\"1\"", &format!("uniqueCount=\"{count}\""))
}

fn far() -> String {
    SHEET.replace("A1", "XFD1048576").replace(
        "<sheetData>",
        "<dimension ref=\"A1:ZZZZ99999999\"/>\
        <sheetData>",
    ) + "<row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row>"
}

pub(super) fn gzip(content: &[u8], times: u32) -> Result<Vec<u8>, Failure> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..times {
        packed.write_all(content)?;
    }
    Ok(packed.finish()?)
}
