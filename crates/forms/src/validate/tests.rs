//! What is said of a filing, and what is not.

use proptest::prelude::*;

use super::*;
use crate::{Absence, Name, builtin};

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

const FORM: &str = r#"
id = "t"
version = "1"
title = "T"
kind = "other"

[lists]
yes-no = [ { id = "yes" }, { id = "no" } ]
district = [
  { id = "a1", attributes = { region = "a" } },
  { id = "b1", attributes = { region = "b" } },
]
region = [ { id = "a" }, { id = "b" } ]

[[groups]]
id = "g"
questions = [
  { id = "seen", ask = "one yes-no", required = true, may = ["not-allowed"] },
  { id = "number", ask = "integer", min = 0, max = 100, may = ["dont-know"],
    relevant = "${seen} = 'yes'" },
  { id = "part", ask = "integer", constraint = ". <= ${number}", required = "${seen} = 'yes'" },
  { id = "reasons", ask = "many yes-no" },
  { id = "region", ask = "one region" },
  { id = "district", ask = "one district", filter = "region = ${region}" },
  { id = "sum", ask = "hidden", calculation = "${number} + ${part}" },
  { id = "photo", ask = "photo", sensitive = true },
]

[[groups]]
id = "boxes"
repeat = true
questions = [ { id = "seal", ask = "text", required = true }, { id = "ballots", ask = "integer" } ]
"#;

fn form() -> Form {
    Form::parse("t.toml", FORM).unwrap_or_else(|error| panic!("{error}"))
}

fn problems(answers: &[(&str, Answer)]) -> Vec<(String, ProblemCode, String)> {
    let answers = answers.iter().map(|(place, answer)| (place.parse().unwrap(), answer.clone()));
    let all = validate(&form(), &answers.collect());
    all.into_iter().map(|p| (p.place.to_string(), p.code, p.expected)).collect()
}

fn choice(id: &str) -> Answer {
    Answer::Choice(id.parse().unwrap())
}

#[test]
fn a_whole_filing_has_no_problem() {
    let found = problems(&[
        ("seen", choice("yes")),
        ("number", Answer::Integer(100)),
        ("part", Answer::Integer(3)),
        ("sum", Answer::Integer(103)),
        ("region", choice("a")),
        ("district", choice("a1")),
        ("photo", Answer::Sealed("age:1".into())),
        ("seal[1]", Answer::Text("00123".into())),
    ]);
    assert_eq!(found, []);
}

/// Answers, and the problem that they have: where, which, and what was expected.
const CASES: &[(&str, &str, ProblemCode, &str)] = &[
    ("{}", "seen", ProblemCode::Missing, ""),
    (r#"{"what":{"integer":1}}"#, "what", ProblemCode::UnknownQuestion, ""),
    (r#"{"number[1]":{"integer":1}}"#, "number[1]", ProblemCode::Misplaced, ""),
    (r#"{"seal":{"text":"1"}}"#, "seal", ProblemCode::Misplaced, "boxes"),
    (r#"{"seen":{"integer":1}}"#, "seen", ProblemCode::WrongType, "one"),
    (r#"{"number":{"unreadable":"x"}}"#, "number", ProblemCode::Unreadable, "integer"),
    (r#"{"seen":{"choice":"maybe"}}"#, "seen", ProblemCode::UnknownChoice, "yes, no"),
    (
        r#"{"region":{"choice":"a"},"district":{"choice":"b1"}}"#,
        "district",
        ProblemCode::NotOffered,
        "region = ${region}",
    ),
    (r#"{"number":{"integer":101}}"#, "number", ProblemCode::OutOfRange, "0–100"),
    (r#"{"number":{"integer":-1}}"#, "number", ProblemCode::OutOfRange, "0–100"),
    (
        r#"{"number":{"integer":5},"part":{"integer":6}}"#,
        "part",
        ProblemCode::Constraint,
        ". <= ${number}",
    ),
    (
        r#"{"seen":{"choice":"no"},"number":{"integer":5}}"#,
        "number",
        ProblemCode::NotAsked,
        "${seen} = 'yes'",
    ),
    (r#"{"seen":{"absent":"dont-know"}}"#, "seen", ProblemCode::AbsenceNotOffered, "not-allowed"),
    (
        r#"{"number":{"integer":5},"part":{"integer":1},"sum":{"integer":7}}"#,
        "sum",
        ProblemCode::Calculation,
        "6",
    ),
    (r#"{"seen":{"choice":"yes"}}"#, "part", ProblemCode::Missing, ""),
    (r#"{"ballots[2]":{"integer":5}}"#, "seal[2]", ProblemCode::Missing, ""),
];

#[test]
fn each_kind_of_problem_is_found() {
    for (answers, place, code, expected) in CASES {
        let answers: Answers = serde_json::from_str(answers).unwrap();
        let found = validate(&form(), &answers);
        let wanted = |problem: &&Problem| {
            (problem.place.to_string().as_str(), problem.code, problem.expected.as_str())
                == (*place, *code, *expected)
        };
        assert!(found.iter().any(|problem| wanted(&problem)), "{place} {code} not in {found:?}");
    }
}

#[test]
fn a_rule_on_an_unknown_figure_accuses_nobody() {
    let found = problems(&[
        ("seen", Answer::Absent(Absence::NotAllowed)),
        ("number", Answer::Absent(Absence::DontKnow)),
        ("part", Answer::Integer(7)),
        ("sum", Answer::Integer(9)),
    ]);
    assert_eq!(found, []);
}

#[test]
fn a_group_that_is_not_asked_takes_its_questions_with_it() {
    let form = builtin::form("opening").unwrap().unwrap();
    let mut answers = Answers::default();
    answers.set(name("admission"), choice("refused"));
    let missing: Vec<String> = validate(&form, &answers)
        .into_iter()
        .filter(|problem| problem.code == ProblemCode::Missing)
        .map(|problem| problem.place.to_string())
        .collect();
    assert!(!missing.contains(&"opened".to_owned()), "{missing:?}");
    assert!(missing.contains(&"station-code".to_owned()), "{missing:?}");
}

#[test]
fn problems_are_said_in_the_language_asked_for() {
    let form = builtin::form("voting").unwrap().unwrap();
    let answers = [(name("voted-so-far").into(), Answer::Unreadable("12a".into()))];
    let problems = validate(&form, &answers.into_iter().collect());
    let unreadable = problems.iter().find(|p| p.code == ProblemCode::Unreadable).unwrap();
    assert_eq!(
        unreadable.say(&form, &crate::Words::new("ru")),
        "Проголосовало, по данным комиссии: «12a» не читается, ожидалось: целое число."
    );
    for language in crate::Words::languages() {
        let words = crate::Words::new(language);
        for problem in &problems {
            let said = problem.say(&form, &words);
            assert!(!said.contains('⟦') && said.contains(':'), "{said}");
        }
    }
}

/// A filing of many repetitions and a rule that looks at all of them from each: the work is
/// bounded, and what could not be looked at is unknown rather than wrong.
#[test]
fn no_filing_keeps_the_program_busy() {
    let mut form = form();
    form.each_question(&mut |question| {
        if question.id.as_str() == "ballots" {
            question.constraint = Some(crate::Expression::parse(". <= sum(${ballots})"));
        }
    });
    let answers = (1..=20_000)
        .map(|at| (Place { question: name("ballots"), at: vec![at] }, Answer::Integer(1)));
    let answers: Answers = answers.collect();
    let problems = validate(&form, &answers);
    assert!(problems.iter().all(|problem| problem.code == ProblemCode::Missing));
}

#[test]
fn a_group_that_is_filled_in_too_often_is_said() {
    let mut form = form();
    let Some(crate::Item::Group(group)) = form.items.last_mut() else { panic!("no group") };
    let count = Some(crate::Expression::parse("${number}"));
    group.repeat = Some(crate::Repeat { count });
    let mut answers = Answers::default();
    answers.set(name("number"), Answer::Integer(1));
    for at in 1..=2 {
        let place = Place { question: name("seal"), at: vec![at] };
        answers.set(place, Answer::Text("x".into()));
    }
    let found = validate(&form, &answers);
    let too_many = found.iter().find(|problem| problem.code == ProblemCode::TooMany).unwrap();
    assert_eq!((too_many.place.to_string().as_str(), too_many.expected.as_str()), ("seal[2]", "1"));
}

/// Any answer whatever, for the form above.
fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<i64>().prop_map(Answer::Integer),
        "[a-z]{1,3}".prop_map(|id| choice(&id)),
        proptest::collection::btree_set("[a-z]{1,3}", 0..4)
            .prop_map(|ids| Answer::Choices(ids.iter().map(|id| id.parse().unwrap()).collect())),
        "\\PC{0,20}".prop_map(Answer::Text),
        "\\PC{0,20}".prop_map(Answer::Unreadable),
        "\\PC{0,20}".prop_map(Answer::File),
        proptest::sample::select(Absence::ALL.to_vec()).prop_map(Answer::Absent),
        (-99i64..99).prop_map(|n| Answer::Decimal(format!("{n}.25").parse().unwrap())),
        Just(Answer::Time("07:15".parse().unwrap())),
        Just(Answer::Date("2021-01-10".parse().unwrap())),
        Just(Answer::Sealed("x".into())),
    ]
}

proptest! {
    /// Validation says something or nothing of any answers at any places, and never panics.
    #[test]
    fn validation_is_total(
        answers in proptest::collection::btree_map(
            ("(seen|number|part|reasons|region|district|sum|photo|seal|ballots|x)",
             proptest::collection::vec(1u32..9, 0..3)),
            any_answer(),
            0..12,
        ),
    ) {
        let answers: Answers = answers
            .into_iter()
            .map(|((question, at), answer)| (Place { question: name(&question), at }, answer))
            .collect();
        let problems = validate(&form(), &answers);
        prop_assert!(problems.is_sorted());
        let json = serde_json::to_string(&answers).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&json).unwrap(), answers);
    }
}
