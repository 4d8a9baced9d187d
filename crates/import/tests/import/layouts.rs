//! What recipes can say about columns and rows.

use sanaq_import::{Import, Kind};

use crate::by_recipe;

fn votes(import: &Import, option: &str) -> Vec<Option<u32>> {
    import.results.votes_of(&option.parse().unwrap()).unwrap().iter().collect()
}

fn line(import: &Import, line: &str) -> Vec<Option<u32>> {
    import.results.line(line).unwrap().iter().collect()
}

fn stations(import: &Import) -> Vec<&str> {
    import.results.stations.iter().collect()
}

fn refused(recipe: &str, bytes: &[u8]) -> String {
    by_recipe(recipe, bytes).unwrap_err().to_string()
}

#[test]
fn sums_and_differences_of_columns() {
    let recipe = r#"
        [columns]
        station = "id"
        [lines]
        cast = ["mobile", "fixed"]
        valid = ["mobile", "fixed", { is = "spoilt", minus = true }]
    "#;
    let text = b"id,mobile,fixed,spoilt\n1,2,30,4\n2,,30,4\n";
    let import = by_recipe(recipe, text).unwrap();
    assert_eq!(line(&import, "cast"), [Some(32), None]);
    assert_eq!(line(&import, "valid"), [Some(28), None]);
    let error = refused(recipe, b"id,mobile,fixed,spoilt\n1,2,3,6\n");
    assert!(error.contains("line 2, column «mobile»: found -1 as the sum"), "{error}");
}

#[test]
fn codes_and_areas_of_several_parts() {
    let recipe = r#"
        [columns]
        station = [{ is = "code", pad = 6 }, { is = "no", strip = "No " }]
        area = [
          { is = "code", pad = 6, first = 2, names = { 02 = "South" } },
          { is = "district", fill-down = true },
          { text = "urban" },
        ]
        [lines]
        cast = "cast"
    "#;
    let text = "code,no,district,cast\n20101,No 7,A/B,1\n,No 8,,2\n130101,No 9,C,3\n";
    let import = by_recipe(recipe, text.as_bytes()).unwrap();
    assert_eq!(stations(&import), ["020101/7", "/8", "130101/9"]);
    let areas: Vec<&str> = (0..3).map(|i| import.results.area_path(i)).collect();
    assert_eq!(areas, ["South/A∕B/urban", "—/A∕B/urban", "13/C/urban"]);
}

#[test]
fn dropped_rows_are_counted_with_their_reason() {
    let recipe = r#"
        [columns]
        station = "id"
        [lines]
        cast = "cast"
        [[drop]]
        column = "id"
        starts = ["Total", "Source"]
        reason = "no station"
        [[drop]]
        column = "kind"
        is = "postal"
        reason = "postal votes"
    "#;
    let text = b"id,kind,cast\n1,x,5\n2,postal,7\n,,\nTotal,,12\nSource: the commission\n";
    let import = by_recipe(recipe, text).unwrap();
    assert_eq!((stations(&import), import.rows), (vec!["1"], 5));
    let dropped: Vec<(&str, u64, &[u64])> = import
        .dropped
        .iter()
        .map(|dropped| (dropped.reason.english(), dropped.rows, dropped.first_lines.as_slice()))
        .collect();
    let expected: [(&str, u64, &[u64]); 3] =
        [("blank row", 1, &[4]), ("no station", 2, &[5, 6]), ("postal votes", 1, &[3])];
    assert_eq!(dropped, expected);
    let error = refused(recipe, b"id,kind,cast\n2,postal,7\n");
    assert!(error.contains("file: rows left out (postal votes): 1"), "{error}");
}

const LONG: &str = r#"
    [format]
    layout = "long"
    [columns]
    station = "station"
    area = "area"
    [lines]
    registered = "registered"
    [long]
    option = "what"
    figure = "count"
    lines = { invalid = "Invalid" }
    options = { a = ["A", "A (list 2)"], b = "B" }
"#;

#[test]
fn one_row_for_each_station_and_option() {
    let text = "station,area,registered,what,count\n\
                1,N,10,A,3\n2,N,20,B,8\n1,N,10,B,4\n1,N,10,Invalid,1\n1,N,10,A (list 2),2\n\
                2,N,20,A,\n2,N,20,A (list 2),5\n";
    let import = by_recipe(LONG, text.as_bytes()).unwrap();
    assert_eq!(stations(&import), ["1", "2"]);
    assert_eq!(line(&import, "registered"), [Some(10), Some(20)]);
    assert_eq!(line(&import, "invalid"), [Some(1), None]);
    assert_eq!(votes(&import, "a"), [Some(5), None], "a part that is not known spoils the sum");
    assert_eq!(votes(&import, "b"), [Some(4), Some(8)]);
}

#[test]
fn what_does_not_fit_a_long_table_is_refused() {
    let head = "station,area,registered,what,count\n1,N,10,A,3\n";
    for (row, words) in [
        ("1,N,10,A,3\n", "line 3: found a second figure of one option for the station «1»"),
        ("1,N,11,B,3\n", "line 3, column «registered»: found 11 where an earlier row"),
        ("1,N,10,C,3\n", "line 3, column «what»: found the option «C»"),
    ] {
        let error = refused(LONG, format!("{head}{row}").as_bytes());
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn figures_as_people_write_them() {
    let recipe = |format: &str| {
        format!("[format]\n{format}\n[columns]\nstation = \"id\"\n[lines]\ncast = \"cast\"\n")
    };
    for (format, cell, figure) in [
        ("decimal = \".\"", "1511.0", Some(1511)),
        ("thousands = \".\"", "1.511", Some(1511)),
        ("thousands = \".\"\ndecimal = \",\"", "1.511,0", Some(1511)),
        ("thousands = \" \"", "1\u{a0}511", Some(1511)),
        ("unknown = [\"-\"]", "-", None),
        ("zero = [\"-\"]", "-", Some(0)),
        ("zero = [\"\"]", "", Some(0)),
        ("", "NA", None),
        ("", "١٥١١", Some(1511)),
    ] {
        let text = format!("id;cast\n1;{cell}\n");
        let import = by_recipe(&recipe(format), text.as_bytes()).unwrap();
        assert_eq!(line(&import, "cast"), [figure], "{format} {cell}");
    }
    for (cell, hint) in [
        ("1511.0", "decimal = \".\""),
        ("1.511", "thousands = \".\""),
        ("1 511", "thousands = \" \""),
        ("-", "unknown = […]"),
    ] {
        let error = refused(&recipe(""), format!("id;cast\n1;{cell}\n").as_bytes());
        assert!(error.contains(hint), "{error}");
    }
}

#[test]
fn a_recipe_may_take_bad_cells_for_unknown() {
    let recipe = "[format]\non-error = \"unknown\"\n[columns]\nstation = \"id\"\n\
                  [lines]\ncast = \"cast\"\n";
    let import = by_recipe(recipe, b"id,cast\n1,x\n2,5\n3,5,6\n").unwrap();
    assert_eq!(line(&import, "cast"), [None, Some(5), None]);
    assert_eq!(import.counts, [(Kind::Ragged, 1), (Kind::BadFigure, 1)]);
}

#[test]
fn a_missing_column_names_the_nearest() {
    let recipe = "[columns]\nstation = \"Station\"\n[lines]\nregistered = \"Registred\"\n\
                  [votes]\na = { starts = \"V\" }\n";
    let error = refused(recipe, b"Station,Registered,V1,V2\n1,2,3,4\n");
    for words in [
        "for «registered» expected the column «Registred», found 4 columns, the nearest «Reg",
        "for «a» expected one column that starts with «V», found several: columns 3, 4",
    ] {
        assert!(error.contains(words), "no «{words}» in {error}");
    }
}

#[test]
fn a_file_of_a_built_in_recipe_is_recognized() {
    let error = crate::canonical(b"id,registered,ballots,valid,leader\n0,165,71,71,16\n");
    let error = error.unwrap_err().to_string();
    assert!(error.contains("the built-in recipe «canada-2011» fits these columns"), "{error}");
}
