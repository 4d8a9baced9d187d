//! A form's file is read whole, or every problem is named with its line.

use proptest::prelude::*;

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

proptest! {
    /// Any text is a form or a list of problems, and a form that is read is sound.
    #[test]
    fn any_text_is_a_form_or_a_list_of_problems(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("id = \"t\""), Just("version = \"1\""), Just("title = \"T\""),
                Just("kind = \"other\""), Just("kind = 3"), Just("[lists]"), Just("[[groups]]"),
                Just("id = \"g\""), Just("yes-no = [ { id = \"yes\" } ]"), Just("questions = []"),
                Just("questions = [ { id = \"a\", ask = \"one yes-no\" } ]"), Just("= ="),
                Just("questions = [ { id = \"b\", ask = \"integer\", relevant = \"${a} = 1\" } ]"),
                Just("may = [\"dont-know\"]"), Just("repeat = true"), Just("ключ = 1"),
            ],
            0..16,
        ),
    ) {
        match Form::parse("any.toml", &lines.join("\n")) {
            Ok(form) => prop_assert_eq!(form.faults(), []),
            Err(error) => prop_assert!(error.to_string().contains("any.toml")),
        }
    }
}
