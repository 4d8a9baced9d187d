//! Separators, marks, line ends, and the `csv` crate as an oracle.

use proptest::prelude::*;

use super::*;

fn read(text: &[u8], dialect: Dialect) -> Vec<(u64, Vec<String>)> {
    let decoder = Decoder::new(Box::new(text), Some(encoding_rs::UTF_8));
    let mut rows = CsvRows::new(decoder, dialect, &Limits::default());
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells = (0..row.len()).filter_map(|i| row.cell(i));
        let cells = cells.map(|c| String::from_utf8_lossy(c).into_owned());
        all.push((row.line, cells.collect()));
    }
    all
}

fn plain(text: &str) -> Vec<Vec<String>> {
    let dialect = Dialect { separator: None, quote: Some(b'"'), skip_rows: 0 };
    read(text.as_bytes(), dialect).into_iter().map(|(_, cells)| cells).collect()
}

#[test]
fn the_separator_is_found() {
    assert_eq!(plain("a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
    assert_eq!(plain("a\tb\r\n1\t2"), [["a", "b"], ["1", "2"]]);
    assert_eq!(plain("\"a;b;c\",d\n1,2\n"), [["a;b;c", "d"], ["1", "2"]]);
    assert_eq!(plain("a\n1\n"), [["a"], ["1"]]);
}

#[test]
fn marks_and_line_ends() {
    assert_eq!(plain("a,\"b\"\"c\"\n\"x\ny\",2\n"), [["a", "b\"c"], ["x\ny", "2"]]);
    assert_eq!(plain("a,b\r1,2\r"), [["a", "b"], ["1", "2"]]);
    assert_eq!(plain("a,5\" x\n"), [["a", "5\" x"]]);
    let dialect = Dialect { separator: Some(b','), quote: Some(b'"'), skip_rows: 0 };
    let lines: Vec<u64> = read(b"a,b\n\n\"x\ny\",2\n3,4\n", dialect).iter().map(|r| r.0).collect();
    assert_eq!(lines, [1, 3, 5]);
}

#[test]
fn an_endless_line_stops_early() {
    let decoder = Decoder::new(Box::new(std::io::repeat(b'1')), None);
    let dialect = Dialect { separator: None, quote: Some(b'"'), skip_rows: 0 };
    let mut rows = CsvRows::new(decoder, dialect, &Limits::default());
    assert_eq!(rows.next().map(|_| ()).unwrap_err().kind, Kind::TooLarge);
    assert!(rows.buffer.capacity() < 8 << 20);
}

proptest! {
    #[test]
    fn reads_what_the_csv_crate_writes(
        table in prop::collection::vec(prop::collection::vec("[a-z\",\n é]{0,6}", 3), 1..20)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let dialect = Dialect { separator: Some(b','), quote: Some(b'"'), skip_rows: 0 };
        let ours: Vec<_> = read(&bytes, dialect).into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(ours, table);
    }
}
