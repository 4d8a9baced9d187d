//! A corpus of files that mean harm or are broken: each gets a message that names the file and the
//! place, or a listed warning, within bounds of memory and time.

use std::io::{self, Read, Seek, SeekFrom, Write as _};

use sanaq_import::{Kind, Limits};

use crate::{
    by_recipe, canonical,
    make::{TABLE, gzip, rows, utf16, workbook, zip},
};

const HEAD: &str = "station,area,registered,cast\n";

/// The message of a file that must be refused.
fn refused(what: &str, bytes: &[u8]) -> String {
    match canonical(bytes) {
        Err(error) => error.to_string(),
        Ok(import) => panic!("{what}: read as {} stations", import.results.len()),
    }
}

fn says(what: &str, bytes: &[u8], words: &[&str]) {
    let message = refused(what, bytes);
    for word in words {
        assert!(message.contains(word), "{what}: no «{word}» in: {message}");
    }
    assert!(message.starts_with("file"), "{what}: {message}");
}

#[test]
fn cells_that_are_no_counts() {
    for cell in [
        "many",
        "-5",
        "1.5",
        "1,5",
        "4294967295",
        "99999999999999999999",
        "1e3",
        "0x1F",
        "1 000",
        "５x",
        "true",
        "∞",
        "1٣",
        "#REF!",
        "=1+1",
        "'5",
    ] {
        let text = format!("{HEAD}s1,A,100,90\ns2,A,\"{cell}\",90\n");
        says(cell, text.as_bytes(), &["line 3", "column «registered»", cell, "expected"]);
    }
    let long = "9".repeat(100_000);
    let text = format!("{HEAD}s1,A,{long},90\n");
    let message = refused("a huge cell", text.as_bytes());
    assert!(message.contains("line 2") && message.len() < 500, "{message}");
}

#[test]
fn all_problems_are_told_and_many_are_counted() {
    let mut text = HEAD.to_owned();
    for i in 0..1000 {
        text.push_str(&format!("s{i},A,x,90\n"));
    }
    text.push_str("t,A\nu,A,1,2,3\n,A,1,2\n");
    let error = canonical(text.as_bytes()).unwrap_err();
    let message = error.to_string();
    assert_eq!(error.counts, [(Kind::Ragged, 2), (Kind::NoStation, 1), (Kind::BadFigure, 1000)]);
    for words in [
        "line 1002: found 2 cells, expected 4",
        "line 1003: found 5 cells",
        "line 1004: found no station code",
        "980 more like these, 1003 in all",
    ] {
        assert!(message.contains(words), "no «{words}» in {message}");
    }
    assert!(message.lines().count() < 30);
}

#[test]
fn headers_that_are_none() {
    says("empty", b"", &["no rows"]);
    says("only a byte order mark", b"\xef\xbb\xbf", &["no rows"]);
    says("only blanks", b"\n\n \n", &["no rows"]);
    says("another header", b"a,b\n1,2\n", &["station", "recipe", "«a», «b»"]);
    says("another header alone", b"a,b\n", &["station", "«a», «b»"]);
    says("only a header", HEAD.as_bytes(), &["no row"]);
    says("a column twice", b"station,cast,cast\n1,2,3\n", &["«cast» twice"]);
    let wide = format!("station{}\n1\n", ",x".repeat(10_000));
    says("ten thousand columns", wide.as_bytes(), &["line 1", "10001 cells", "4096"]);
    says("a binary file", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0", &["binary data"]);
    says("a PDF", b"%PDF-1.7\n", &["a PDF document", "CSV"]);
    says("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[".xls", "password"]);
    says("a page", b"<html><body>Not found</body></html>\n", &["station"]);
}

#[test]
fn quotation_marks_out_of_order() {
    says("not closed", b"station,cast\n\"a,1\nb,2\n", &["line 2", "not closed", "quote"]);
    let mut long = b"station,cast\n\"a,1\n".to_vec();
    long.resize(3 << 20, b'x');
    says("not closed for long", &long, &["line 2", "may not be closed"]);
    let import = canonical(b"station,cast\n\"a\"b,1\n").unwrap();
    assert_eq!(import.results.stations.get(0), "ab");
    assert_eq!(import.counts, [(Kind::Quote, 1)]);
}

#[test]
fn text_in_no_encoding() {
    let mut bytes = TABLE.as_bytes().to_vec();
    bytes.extend(b"301,\xd0,1,,,,,,\n");
    let import = canonical(&bytes).unwrap();
    assert_eq!(import.warnings[0].kind, Kind::Encoding);
    assert_eq!(import.warnings[0].line, Some(5));
    says("NUL at once", b"station,cast\na\0b,1\n", &["binary data"]);
    let mut late = format!("{HEAD}{}", "s,A,1,1\n".repeat(100_000)).into_bytes();
    late.extend(b"t\0,A,1,1\n");
    says("NUL later", &late, &["line 100002", "NUL"]);
    let odd = [utf16(TABLE, u16::to_le_bytes), vec![0x31]].concat();
    assert_eq!(canonical(&odd).unwrap_err().counts.len(), 1);
    let recipe = "[format]\nencoding = \"ascii-7\"\n";
    let error = sanaq_import::Recipe::parse("r.toml", recipe).unwrap_err().to_string();
    assert!(error.contains("r.toml, line 2, key «encoding»: found «ascii-7»"), "{error}");
}

#[test]
fn a_million_rows_of_one_code_are_kept_and_counted() {
    let mut text = HEAD.to_owned();
    text.push_str(&"7,A,100,50\n".repeat(1_000_000));
    let import = canonical(text.as_bytes()).unwrap();
    assert_eq!(import.results.len(), 1_000_000);
    assert_eq!(import.counts, [(Kind::RepeatedStation, 999_999)]);
    assert_eq!(import.warnings.len(), 20);
    assert_eq!(import.results.stations.get(999_999), "7#1000000");
}

/// So many bytes that were never there.
struct Endless {
    byte: u8,
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(usize::try_from(self.left).unwrap());
        buffer[..n].fill(self.byte);
        self.left -= n as u64;
        Ok(n)
    }
}

impl Seek for Endless {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(0)
    }
}

#[test]
fn two_gibibytes_of_one_line_stop_at_the_first() {
    for byte in [b'1', b',', b'"', b'\n', 0xd0] {
        let read = std::cell::Cell::new(0);
        let source = Endless { byte, left: 2 << 30 };
        let progress = |bytes| read.set(bytes);
        let error = sanaq_import::read(source, "f", None, None, &Limits::default(), &progress);
        let error = error.map(|_| ()).unwrap_err();
        assert!(
            matches!(error.counts[0].0, Kind::TooLarge | Kind::Columns | Kind::Empty),
            "{error}"
        );
        assert!(error.counts[0].0 == Kind::Empty || read.get() < 8 << 20, "{} {error}", read.get());
    }
}

#[test]
fn bombs_stop_early() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packed.write_all(HEAD.as_bytes()).unwrap();
    let rows = format!("s,{},1,1\n", "A".repeat(1000)).repeat(1000);
    for _ in 0..80 {
        packed.write_all(rows.as_bytes()).unwrap();
    }
    let bomb = packed.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    says("a gzip bomb", &bomb, &["bomb"]);
    // The same as a zip archive's deflated member.
    let zeros = vec![b'\n'; 100 << 20];
    says("a zip bomb", &zip(&[("a.csv", &zeros)]), &["bomb"]);
    let text = format!("<worksheet><sheetData>{}", " ".repeat(100 << 20));
    let book =
        [("xl/workbook.xml", &b"<workbook/>"[..]), ("xl/worksheets/sheet1.xml", text.as_bytes())];
    says("a workbook with an endless text", &zip(&book), &["sheet1.xml", "1048576 bytes"]);
    let many = format!("<sst>{}", format!("<si><t>{}</t></si>", " ".repeat(1000)).repeat(100_000));
    let book =
        [("xl/workbook.xml", &b"<workbook/>"[..]), ("xl/sharedStrings.xml", many.as_bytes())];
    says("a workbook with endless texts", &zip(&book), &["bomb"]);
}

#[test]
fn packed_files_that_are_broken() {
    let table = TABLE.as_bytes();
    let packed = gzip(table);
    says("cut gzip", &packed[..packed.len() / 2], &["cut off"]);
    says("cut at the sum", &packed[..packed.len() - 3], &["cut off"]);
    let mut wrong = packed.clone();
    let middle = wrong.len() - 6;
    wrong[middle] ^= 1;
    says("gzip with a wrong sum", &wrong, &["damaged"]);
    says("gzip in gzip", &gzip(&packed), &["gzip file inside a gzip file"]);
    let archive = zip(&[("a.csv", table)]);
    says("zip in zip", &zip(&[("a.zip", &archive)]), &["zip archive inside a zip file"]);
    says("gzip in zip", &zip(&[("a.csv.gz", &packed)]), &["gzip file inside a zip file"]);
    says("cut zip", &archive[..archive.len() - 30], &["zip archive is damaged or cut off"]);
    says("an empty zip", &zip(&[]), &["no file in the zip archive"]);
    says("two tables", &zip(&[("a.csv", table), ("b.csv", table)]), &["«a.csv», «b.csv»"]);
    let mut locked = archive.clone();
    // The flag «encrypted» in the local header and in the central directory.
    let central = locked.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    says("a zip behind a password", &locked, &["password"]);
    says("an OpenDocument file", &zip(&[("content.xml", b"<x/>")]), &["OpenDocument"]);
    says("a binary workbook", &zip(&[("xl/workbook.bin", b"x")]), &[".xlsb"]);
}

#[test]
fn workbooks_that_are_broken() {
    let sheet = |xml: &str| {
        let book = workbook(&[("A", rows(TABLE))]);
        let mut archive = ::zip::ZipArchive::new(io::Cursor::new(book)).unwrap();
        let names: Vec<String> =
            archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut members = Vec::new();
        for name in names {
            let mut bytes = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            if name.ends_with("sheet1.xml") {
                bytes = xml.as_bytes().to_vec();
            }
            members.push((name, bytes));
        }
        let members: Vec<(&str, &[u8])> =
            members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        zip(&members)
    };
    let rows =
        |cells: &str| sheet(&format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"));
    says("no sheet data", &sheet("<worksheet>"), &["Excel workbook"]);
    says("an empty sheet", &rows(""), &["no rows"]);
    let out =
        "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    says("rows out of order", &rows(out), &["line 5", "out of order"]);
    let far = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    says("a far column", &rows(far), &["column 16384", "4096"]);
    let text = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>";
    says("a text that is not there", &rows(text), &["Excel workbook"]);
    says("a declaration", &sheet("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"), &["declaration"]);
    let claim = workbook(&[("A", crate::make::rows(TABLE))]);
    let members: [(&str, &[u8]); 2] = [
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", b"<sst uniqueCount=\"999999999999\"><si><t>a</t></si></sst>"),
    ];
    says("texts that are claimed", &zip(&members), &["999999999999"]);
    says("a cut workbook", &claim[..claim.len() - 100], &["damaged"]);
}

#[test]
fn parquet_files_that_are_broken() {
    let mut file = Vec::new();
    let results = canonical(TABLE.as_bytes()).unwrap().results;
    sanaq_import::write(&results, sanaq_import::Format::Parquet, &mut file).unwrap();
    says("a cut file", &file[..file.len() - 20], &["Parquet file"]);
    says("only the mark", b"PAR1", &["Parquet file"]);
    let mut wrong = file.clone();
    let length = wrong.len();
    wrong[length - 8..length - 4].fill(0xff);
    says("a footer of 4 GiB", &wrong, &["Parquet file"]);
    let mut wrong = file.clone();
    wrong[4..200].fill(0xff);
    says("pages that are none", &wrong, &["Parquet file"]);
}

#[test]
fn too_much_of_everything() {
    let read = |limits: &Limits, text: &str| {
        let source = io::Cursor::new(text.to_owned());
        sanaq_import::read(source, "file", None, None, limits, &|_| {}).map(|_| ()).unwrap_err()
    };
    let text = format!("{HEAD}{}", "s,A,1,1\n".repeat(1000));
    let few = Limits { figures: 1000, ..Limits::default() };
    assert!(read(&few, &text).to_string().contains("at most 1000 figures"));
    let short = Limits { text_bytes: 10_000, ..Limits::default() };
    assert!(read(&short, &text).to_string().contains("areas and options of more than 10000 bytes"));
    let recipe = "[columns]\nstation = \"s\"\n[long]\noption = \"o\"\nfigure = \"n\"\n";
    let mut text = "s,o,n\n".to_owned();
    for i in 0..20_000 {
        text.push_str(&format!("{},o{i},1\n", i / 2));
    }
    let error = by_recipe(recipe, text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("more than 4096 options"), "{error}");
    let few = Limits { rows: 999, ..Limits::default() };
    let text = format!("{HEAD}{}", "s,A,1,1\n".repeat(1000));
    assert!(read(&few, &text).to_string().contains("line 1001: found more than 999 stations"));
}

/// Protects memory: each text of an option is kept, so that it is known again.
#[test]
fn texts_of_options_are_bounded() {
    let recipe = "[columns]\nstation = \"s\"\n[long]\noption = \"o\"\nfigure = \"n\"\nothers = \
                  \"x\"\n";
    let recipe = sanaq_import::Recipe::parse("r.toml", recipe).unwrap();
    let mut text = "s,o,n\n".to_owned();
    for i in 0..200 {
        text.push_str(&format!("a,{i:01000},1\n"));
    }
    let limits = Limits { text_bytes: 100_000, ..Limits::default() };
    let source = io::Cursor::new(text);
    let read = sanaq_import::read(source, "file", Some(&recipe), None, &limits, &|_| {});
    let said = read.map(|_| ()).unwrap_err().to_string();
    assert!(said.contains("areas and options of more than 100000 bytes"), "{said}");
}

/// A workbook of one sheet that stands in this part.
fn book(part: &str, sheet: &str, texts: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{office}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let (root, own) = (related("officeDocument", "xl/workbook.xml"), related("worksheet", part));
    let list =
        "<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let place = format!("xl/{part}");
    let mut members: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", own.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        (&place, sheet.as_bytes()),
    ];
    members.extend(more);
    zip(&members)
}

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row></sheetData></worksheet>";
const TEXTS: &str = "<sst><si><t>station</t></si><si><t>s1</t></si></sst>";

/// Protects memory: a text that stands once in a workbook may be named in thousands of cells.
#[test]
fn workbooks_that_repeat_a_long_text() {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(400_000));
    let cells = ["A", "B", "C"].map(|c| format!("<c r=\"{c}1\" t=\"s\"><v>0</v></c>")).concat();
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
    let bytes = book("worksheets/sheet1.xml", &sheet, &texts, &[]);
    says("a long row", &bytes, &["line 1", "a row of more than 1048576 bytes"]);
}

/// Protects the whole program, which ends when there is no room for what is claimed: nothing may
/// hide a claim, also not a comment that is longer than what is looked at of it.
#[test]
fn a_claim_behind_a_long_comment_is_seen() {
    for hidden in ["<!--X-->", "<!--X>X-->", "<?x X?>", "<?x X>X?>", "<a b=\"X>X\"/>"] {
        for length in [1, 1_000, 1_022, 1_023, 1_024, 5_000, 200_000] {
            let hidden = hidden.replace('X', &"y".repeat(length));
            let texts = format!("{hidden}<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>");
            let bytes = book("worksheets/sheet1.xml", SHEET, &texts, &[]);
            says(&hidden, &bytes, &["claim to be 99999999999 texts"]);
        }
    }
}

/// Protects memory: a text of nothing takes ten times what it takes in the file.
#[test]
fn workbooks_of_very_many_texts() {
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(100_000));
    let bytes = book("worksheets/sheet1.xml", SHEET, &texts, &[]);
    let limits = Limits { in_memory_bytes: 2 << 20, ..Limits::default() };
    let source = io::Cursor::new(bytes);
    let read = sanaq_import::read(source, "file", None, None, &limits, &|_| {});
    let said = read.map(|_| ()).unwrap_err().to_string();
    assert!(said.contains("texts take more than 2097152 bytes"), "{said}");
}

/// Protects memory: the reader takes a sheet from wherever the workbook says it is; and protects
/// workbooks with pictures, whose bytes are looked at for that reason.
#[test]
fn a_sheet_that_is_called_a_picture_is_no_way_around() {
    let endless = format!("<worksheet><sheetData>{}", " ".repeat(2 << 20));
    let long = book("media/a.png", &endless, TEXTS, &[]);
    says("an endless text", &long, &["«xl/media/a.png»", "1048576 bytes"]);
    let declared = book("media/a.png", "<!doctype x [<!ENTITY a \"b\">]><worksheet/>", TEXTS, &[]);
    says("a declaration", &declared, &["declaration", "«xl/media/a.png»"]);
    let mut picture = b"\x89PNG <!-x <!D> <!DOC <![".to_vec();
    let mut word = 1_u32;
    while picture.len() < 3 << 20 {
        word = word.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        picture.push((word >> 24) as u8);
    }
    let bytes = book("worksheets/sheet1.xml", SHEET, TEXTS, &[("xl/media/a.png", &picture)]);
    assert_eq!(canonical(&bytes).unwrap().results.stations.get(0), "s1");
}
