//! A form's file is read whole, or every problem is named with its line.

use super::*;

#[test]
fn problems_name_line_and_key() {
    let text = r#"
id = "t"
version = "1"
title = "T"
kind = "other"
[[groups]]
id = "g"
questions = [
  { id = "a", ask = "number" },
  { id = "b", ask = "integer yes" },
  { id = "c", ask = "integer", relevant = "${a} >" },
]
"#;
    let error = Form::parse("t.toml", text).unwrap_err().to_string();
    assert!(
        error.contains("t.toml, line 9, key «ask»: found «number», expected one LIST"),
        "{error}"
    );
    assert!(error.contains("line 10, key «ask»: found «integer yes»"), "{error}");
    assert!(error.contains("line 11, key «relevant»: expected a value"), "{error}");
}

#[test]
fn what_a_group_offers_holds_for_its_questions() {
    let text = r#"
id = "t"
version = "1"
title = "T"
kind = "other"
[[groups]]
id = "g"
may = ["dont-know"]
required = true
questions = [
  { id = "a", ask = "integer", min = -5 },
  { id = "b", ask = "integer", may = [], required = false, max = 9, constraint = ". != 3" },
  { id = "c", ask = "note", label = "N" },
]
"#;
    let form = Form::parse("t.toml", text).unwrap();
    let [a, b, c] = form.questions().collect::<Vec<_>>()[..] else { panic!("three") };
    assert_eq!((a.may.len(), a.required.is_some(), a.range()), (1, true, Some((Some(-5), None))));
    assert_eq!((b.may.len(), b.required.is_some(), b.range()), (0, false, None));
    assert_eq!(b.constraint.as_ref().unwrap().to_string(), ". <= 9 and . != 3");
    assert_eq!((c.may.len(), c.required.is_some()), (0, false));
}
