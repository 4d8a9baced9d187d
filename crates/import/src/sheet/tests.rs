//! Cells as they stand, and bounds that hold whatever comes in.

use std::io::Cursor;

use super::*;

fn list(text: &str) -> Result<Sheet, ImportError> {
    listing(Cursor::new(text.as_bytes()), "list.csv", &Limits::default(), &["observer", "phone"])
}

fn whole(text: &str, limits: &Limits) -> Result<Sheet, ImportError> {
    sheet(Cursor::new(text.as_bytes()), "x.csv", limits, &|names| Ok((0..names.len()).collect()))
}

fn texts(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
    sheet.rows().map(|row| (row.line, row.cells().map(|(_, text)| text).collect())).collect()
}

/// Codes of twelve digits and zeros at the front broke other systems.
#[test]
fn cells_stay_as_they_are_and_rows_know_their_lines() {
    let read = list("Observer;Phone\n\n007;\"+7 701\"\n123456789012345;\n").unwrap();
    assert_eq!(read.header, ["observer", "phone"]);
    assert_eq!(texts(&read), [(3, vec!["007", "+7 701"]), (4, vec!["123456789012345", ""])]);
}

/// Protects memory, and what a row's cells mean: a column that nobody reads is not held, and does
/// not move the others.
#[test]
fn only_what_is_read_is_kept_under_its_own_column() {
    let read = list("note,Phone,more,Observer\na,+7,b,o-1\nc,,d,o-2,e\n,,,,\n ,+8\n").unwrap();
    assert_eq!(read.header, ["note", "phone", "more", "observer"]);
    let told: Vec<(&str, &str, &str)> =
        read.rows().map(|row| (row.cell(3), row.cell(1), row.beyond())).collect();
    assert_eq!(told, [("o-1", "+7", ""), ("o-2", "", "e"), ("", "+8", "")]);
    assert!(read.rows().all(|row| row.cell(0).is_empty()), "nobody reads notes");
    assert_eq!(read.text, "o-1+7o-2e+8");
}

#[test]
fn a_table_is_read_with_its_lines_and_no_further_than_allowed() {
    let text = "id;station;voters\r\n\r\na;12;412\r\nb;\"13; east\";\r\n";
    let few = |rows: u64| Limits { rows, ..Limits::default() };
    let sheet = whole(text, &few(2)).unwrap();
    assert_eq!(sheet.header, ["id", "station", "voters"]);
    assert_eq!(texts(&sheet), [(3, vec!["a", "12", "412"]), (4, vec!["b", "13; east", ""])]);
    let said = whole(text, &few(1)).unwrap_err().to_string();
    assert!(said.contains("x.csv, line 4: found more than 1 rows"), "{said}");
    assert!(whole("PK\x03\x04nonsense", &few(9)).is_err());
    assert_eq!(whole("id,voters\n", &few(9)).unwrap().header, ["id", "voters"]);
}

#[test]
fn what_is_no_list_is_refused_with_its_name() {
    for text in ["", "observer,phone\n", "a,A\n1,2\n", "%PDF-1.7"] {
        let said = list(text).unwrap_err().to_string();
        assert!(said.starts_with("list.csv") && said.contains("found"), "{said}");
    }
}

/// Protects the server's memory: a table takes no more than the limit, whatever it is made of.
#[test]
fn text_cells_and_rows_are_bounded_together() {
    let limits = Limits { text_bytes: 10_000, ..Limits::default() };
    let refused = [
        ("text", format!("a\n{}\n", "x".repeat(20_000))),
        ("cells", format!("a{}\n{}", ",b".repeat(99), format!("{}1\n", ",".repeat(99)).repeat(30))),
        ("rows", format!("a\n{}", "x\n".repeat(1_000))),
    ];
    for (what, text) in refused {
        let said = whole(&text, &limits).unwrap_err().to_string();
        assert!(said.contains("take more than 10000 bytes"), "{what}: {said}");
    }
    // Empty cells behind the last one that holds something take nothing.
    let blank = format!("a{}\n{}", ",b".repeat(99), format!("1{}\n", ",".repeat(99)).repeat(300));
    assert_eq!(whole(&blank, &limits).unwrap().rows().count(), 300);
}
