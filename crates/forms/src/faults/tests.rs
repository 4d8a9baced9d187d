//! Each fault of a form is found, with the name it stands at.

use super::*;

#[test]
fn every_fault_is_found() {
    let text = r#"
id = "t"
version = "1"
title = "T"
kind = "other"
keyword = "OK"
[lists]
double = [ { id = "x" }, { id = "x" } ]
[[groups]]
id = "g"
questions = [
  { id = "g", ask = "integer" },
  { id = "a", ask = "one nowhere" },
  { id = "b", ask = "integer", relevant = "${unknown} = 1", code = "I" },
  { id = "c", ask = "note", label = "Found ${nobody}" },
  { id = "d", ask = "integer", code = "A" },
  { id = "e", ask = "integer", code = "AB" },
]
"#;
    let error = Form::parse("t.toml", text).unwrap_err().to_string();
    for expected in [
        "«g»: found twice",
        "«a»: found the list «nowhere», which does not exist",
        "line 14, key «b»: found ${unknown}, which is no question of this form",
        "«b»: found the code «I»",
        "«c»: the text in «en» shows ${nobody}",
        "«e»: found the code «AB», which cannot be told from «A»",
        "found the choice «x» twice",
        "found the keyword «OK»",
    ] {
        assert!(error.contains(expected), "{expected}\n{error}");
    }
}

#[test]
fn groups_in_groups_are_bounded() {
    let mut items = Vec::new();
    for depth in 0..200 {
        items = vec![Item::Group(Box::new(Group {
            id: format!("g{depth}").parse().unwrap(),
            label: Texts::default(),
            relevant: None,
            appearance: String::new(),
            repeat: None,
            items,
        }))];
    }
    let mut form = crate::builtin::form("turnout").unwrap().unwrap();
    form.items = items;
    assert_eq!(form.faults().len(), 1);
}
