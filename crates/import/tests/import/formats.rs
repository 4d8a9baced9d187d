//! One table in every dress comes out as the same results.

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use sanaq_election::StationResults;
use sanaq_import::{Content, Format, Kind, Limits, write};

use crate::{
    by_recipe, canonical,
    make::{TABLE, gzip, rows, utf16, workbook, zip},
};

/// Everything a table says, as text.
fn shown(results: &StationResults) -> String {
    let mut text = Vec::new();
    write(results, Format::Csv, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn same(what: &str, bytes: &[u8]) {
    let import = canonical(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(shown(&import.results), TABLE, "{what}");
}

#[test]
fn encodings_line_ends_and_separators() {
    let marked = format!("\u{feff}{TABLE}");
    same("plain", TABLE.as_bytes());
    same("byte order mark", marked.as_bytes());
    same("no line end at the end", TABLE.trim_end().as_bytes());
    same("UTF-16LE, marked", &utf16(&marked, u16::to_le_bytes));
    same("UTF-16BE, marked", &utf16(&marked, u16::to_be_bytes));
    same("UTF-16LE", &utf16(TABLE, u16::to_le_bytes));
    same("UTF-16BE", &utf16(TABLE, u16::to_be_bytes));
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
        let (bytes, ..) = encoding.encode(TABLE);
        same(encoding.name(), &bytes);
    }
    same("CRLF", TABLE.replace('\n', "\r\n").as_bytes());
    same("CR", TABLE.replace('\n', "\r").as_bytes());
    same("blank lines", TABLE.replace('\n', "\n\n").as_bytes());
    for separator in [";", "\t", "|"] {
        same(separator, TABLE.replace(',', separator).as_bytes());
    }
}

#[test]
fn packed_or_not() {
    let table = TABLE.as_bytes();
    same("gzip", &gzip(table));
    let zstandard = |bytes: &[u8]| compress_to_vec(bytes, CompressionLevel::Fastest);
    same("Zstandard", &zstandard(table));
    let (head, tail) = table.split_at(100);
    same("Zstandard in two frames", &[zstandard(head), zstandard(tail)].concat());
    same("gzip in two members", &[gzip(head), gzip(tail)].concat());
    same("zip", &zip(&[("results.csv", table)]));
    same("zip with one file of another name", &zip(&[("results", table)]));
    let beside: [(&str, &[u8]); 4] = [
        ("folder/", b""),
        ("__MACOSX/._results.csv", b"\0\x05"),
        ("readme.pdf", b"%PDF-"),
        ("folder/results.csv", table),
    ];
    same("zip with other things beside", &zip(&beside));
    let book = workbook(&[("Sheet 1", rows(TABLE))]);
    same("xlsx", &book);
    same("xlsx in zip", &zip(&[("results.xlsx", &book)]));
    same("xlsx in gzip", &gzip(&book));
    let results = canonical(table).unwrap().results;
    let mut parquet = Vec::new();
    write(&results, Format::Parquet, &mut parquet).unwrap();
    same("parquet", &parquet);
    same("parquet in zip", &zip(&[("results.parquet", &parquet)]));
    same("parquet in gzip", &gzip(&parquet));
}

#[test]
fn the_import_says_what_it_read() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(TABLE);
    let import = canonical(&bytes).unwrap();
    let said = (import.format, import.encoding, import.rows, import.warnings.len());
    assert_eq!(said, ("csv", Some("windows-1251"), 3, 0));
    let import = canonical(&workbook(&[("A", rows(TABLE)), ("B", vec![])])).unwrap();
    assert_eq!((import.format, import.encoding), ("xlsx", None));
    assert_eq!(import.counts, [(Kind::OtherParts, 1)]);
}

#[test]
fn quoted_cells_hold_anything() {
    let table = "station,area,cast\n\"1,\"\"a\"\"\",\"North\nEast\",5\n";
    let import = canonical(table.as_bytes()).unwrap();
    assert_eq!(import.results.stations.get(0), "1,\"a\"");
    assert_eq!(import.results.area_path(0), "North\nEast");
    let error = canonical(b"station,cast\n\"a\nb\",1\n\"c\",x\n").unwrap_err();
    assert!(error.to_string().starts_with("file, line 4, column «cast»: found «x»"), "{error}");
}

#[test]
fn several_header_rows_and_lines_above_them() {
    let recipe = r#"
        [format]
        skip-rows = 2
        header-rows = 2
        [columns]
        station = "Station"
        area = "Area"
        [lines]
        registered = "Voters"
        [votes]
        a = "Votes / A"
        b = "Votes / B"
    "#;
    let text = "Results, final;;\n\nStation;Area;Voters;Votes;\n;;;A;B\n1;North;10;3;4\n";
    for bytes in [
        text.as_bytes().to_vec(),
        workbook(&[("x", text.lines().map(|line| line.split(';').collect()).collect())]),
    ] {
        let import = by_recipe(recipe, &bytes).unwrap();
        let expected = "station,area,registered,issued,cast,invalid,valid,votes.a,votes.b\n\
                        1,North,10,,,,,3,4\n";
        assert_eq!(shown(&import.results), expected);
    }
}

#[test]
fn a_table_without_a_header_has_numbered_columns() {
    let recipe = r"
        [format]
        header-rows = 0
        [columns]
        station = { at = 1 }
        [votes]
        a = { at = 3 }
    ";
    let import = by_recipe(recipe, b"s1,x,5\ns2,x,6\n").unwrap();
    assert_eq!(import.results.votes_of(&"a".parse().unwrap()).unwrap().total(), 11);
    let error = by_recipe(recipe, b"s1,x,5\ns2,x,?\n").unwrap_err().to_string();
    assert!(error.contains("line 2, column «column 3»: found «?»"), "{error}");
}

#[test]
fn a_sheet_or_a_member_is_chosen_by_name() {
    let other = vec![vec!["no", "table"], vec!["1", "2"]];
    let book = workbook(&[("About", other), ("Data", rows(TABLE))]);
    let import = by_recipe("[format]\nsheet = \"Data\"\n", &book).unwrap();
    assert_eq!(shown(&import.results), TABLE);
    let error = by_recipe("[format]\nsheet = \"Date\"\n", &book).unwrap_err().to_string();
    assert!(error.contains("«About», «Data»") && error.contains("«Date»"), "{error}");
    let archive = zip(&[("a/1.csv", b"x"), ("a/2.csv", TABLE.as_bytes())]);
    for member in ["2.csv", "a/2.csv"] {
        let recipe = format!("[format]\nmember = \"{member}\"\n");
        assert_eq!(shown(&by_recipe(&recipe, &archive).unwrap().results), TABLE);
    }
    let error = canonical(&archive).unwrap_err().to_string();
    assert!(error.contains("«a/1.csv», «a/2.csv»") && error.contains("member"), "{error}");
}

#[test]
fn a_table_of_votes_is_told_by_its_header() {
    let read = |text: &str| {
        let source = std::io::Cursor::new(text.to_owned());
        let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
        let limits = Limits::default();
        let nothing = |_| {};
        sanaq_import::read_votes_or_stations(source, "f", None, Some(&election), &limits, &nothing)
    };
    let text = "option,votes\nnur-otan,5148074\nak-zhol,792828\nqhp,659019\nauyl,383023\n\
                adal,258618\ncast,7539280\n";
    let Content::Votes(table) = read(text).unwrap() else { panic!("no votes") };
    let votes: Vec<u64> = table.votes.iter().map(|(_, votes)| votes.get()).collect();
    assert_eq!(votes, [5_148_074, 792_828, 659_019, 383_023, 258_618]);
    assert_eq!(table.lines, [("cast".parse().unwrap(), 7_539_280)]);
    assert!(table.warnings.is_empty());
    assert!(matches!(read(TABLE).unwrap(), Content::Stations(_)));
    let error = read("option,votes\nadal,\nauyl,5\nauyl,6\n").unwrap_err().to_string();
    assert!(error.contains("line 2, column «votes»: found «»"), "{error}");
    assert!(error.contains("line 4, column «option»: found «auyl» again"), "{error}");
}
