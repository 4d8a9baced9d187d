//! A correction during the day loses no answer.

use super::*;
use crate::{Absence, Name};

fn form(version: &str, questions: &str) -> Form {
    let text = format!(
        "id = \"t\"\nversion = \"{version}\"\ntitle = \"T\"\nkind = \"other\"\n\
         [lists]\n\
         yes-no = [ {{ id = \"yes\", label = \"Yes\" }}, {{ id = \"no\", label = \"No\" }} ]\n\
         more = [ {{ id = \"yes\", label = \"Yes\" }}, \
         {{ id = \"partly\", label = \"Partly\" }} ]\n\
         [[groups]]\nid = \"g\"\nquestions = [\n{questions}\n]\n"
    );
    Form::parse("t", &text).unwrap_or_else(|error| panic!("{error}"))
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

#[test]
fn answers_follow_their_names_and_every_change_is_marked() {
    let older = form(
        "1",
        r#"{ id = "same", ask = "integer", label = "How many?" },
           { id = "worded", ask = "integer", label = "How many men?" },
           { id = "gone", ask = "integer" },
           { id = "list", ask = "one yes-no" },
           { id = "wider", ask = "one yes-no" },
           { id = "exact", ask = "integer" },
           { id = "typed", ask = "text" },
           { id = "unknown", ask = "integer" },"#,
    );
    let newer = form(
        "2",
        r#"{ id = "same", ask = "integer", label = "How many?" },
           { id = "worded", ask = "integer", label = "How many women?" },
           { id = "list", ask = "one more" },
           { id = "wider", ask = "many yes-no" },
           { id = "exact", ask = "decimal" },
           { id = "typed", ask = "integer" },
           { id = "unknown", ask = "time" },
           { id = "added", ask = "integer" },"#,
    );
    let choice = |id: &str| Answer::Choice(id.parse().unwrap());
    let filed = [
        ("same", Answer::Integer(1)),
        ("worded", Answer::Integer(2)),
        ("gone", Answer::Integer(3)),
        ("list", choice("no")),
        ("wider", choice("yes")),
        ("exact", Answer::Integer(4)),
        ("typed", Answer::Text("five".into())),
        ("unknown", Answer::Absent(Absence::DontKnow)),
    ];
    let answers: Answers =
        filed.iter().map(|(id, answer)| (name(id).into(), answer.clone())).collect();
    let carried = carry(&older, &newer, &answers);
    let marks: Vec<(String, Change)> =
        carried.marks.iter().map(|mark| (mark.place.to_string(), mark.change)).collect();
    let expected = [
        ("added", Change::New),
        ("gone", Change::QuestionGone),
        ("list", Change::ChoiceGone),
        ("typed", Change::OtherType),
        ("wider", Change::Rewritten),
        ("worded", Change::OtherWords),
    ];
    assert_eq!(marks, expected.map(|(id, change)| (id.to_owned(), change)));
    assert_eq!(carried.answers.len() + carried.aside.len(), answers.len());
    assert_eq!(carried.aside.of(&name("gone")), Some(&Answer::Integer(3)));
    assert_eq!(carried.answers.of(&name("same")), Some(&Answer::Integer(1)));
    let wider = Answer::Choices([("yes".parse().unwrap())].into());
    assert_eq!(carried.answers.of(&name("wider")), Some(&wider));
    assert_eq!((carried.from.as_str(), carried.to.as_str()), ("1", "2"));
}

#[test]
fn the_same_version_changes_nothing() {
    let form = form("1", r#"{ id = "a", ask = "integer" }, { id = "b", ask = "one yes-no" },"#);
    let answers: Answers = [(name("a").into(), Answer::Integer(1))].into_iter().collect();
    let carried = carry(&form, &form, &answers);
    assert_eq!((carried.answers, carried.marks), (answers, Vec::new()));
}
