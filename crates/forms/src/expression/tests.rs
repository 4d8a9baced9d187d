//! Each function against cases, the logic of what is unknown, and another evaluator as oracle.

use proptest::prelude::*;

use super::*;
use crate::{
    Ask, Choosing, FormKind, Group, Item, Outline, Question, Repeat, Texts,
    answer::{Absence, Answer, Answers, Place},
    form::Form,
};

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn question(id: &str, ask: Ask) -> Item {
    Item::Question(Box::new(Question::bare(name(id), ask)))
}

fn form(items: Vec<Item>) -> Form {
    Form {
        id: "test".parse().unwrap(),
        version: "1".into(),
        title: Texts::one("en", "Test"),
        kind: FormKind::Other,
        language: sanaq_election::Language("en".into()),
        keyword: None,
        instance_name: None,
        lists: Vec::new(),
        items,
    }
}

/// A form with one question of each type, and a repeated group.
fn sample() -> Form {
    let list = || Choosing { list: name("list"), filter: None };
    let mut total = Question::bare(name("total"), Ask::Hidden);
    total.calculation = Some(Expression::parse("${a} + ${b}"));
    let mut endless = Question::bare(name("endless"), Ask::Hidden);
    endless.calculation = Some(Expression::parse("${endless} + 1"));
    let household = Group {
        id: name("household"),
        label: Texts::default(),
        relevant: None,
        appearance: String::new(),
        repeat: Some(Repeat::default()),
        items: vec![question("age", Ask::Integer), question("who", Ask::Text)],
    };
    form(vec![
        question("a", Ask::Integer),
        question("b", Ask::Integer),
        question("open", Ask::Integer),
        question("unsure", Ask::Integer),
        question("text", Ask::Text),
        question("one", Ask::One(list())),
        question("many", Ask::Many(list())),
        question("day", Ask::Date),
        question("time", Ask::Time),
        Item::Question(Box::new(total)),
        Item::Question(Box::new(endless)),
        Item::Group(Box::new(household)),
    ])
}

fn answers() -> Answers {
    let at = |id: &str, at: &[u32]| Place { question: name(id), at: at.to_vec() };
    let choices = ["x", "y"].iter().map(|id| id.parse().unwrap()).collect();
    [
        (at("a", &[]), Answer::Integer(5)),
        (at("b", &[]), Answer::Integer(7)),
        (at("unsure", &[]), Answer::Absent(Absence::DontKnow)),
        (at("text", &[]), Answer::Text("Almaty 050000".into())),
        (at("one", &[]), Answer::Choice("yes".parse().unwrap())),
        (at("many", &[]), Answer::Choices(choices)),
        (at("day", &[]), Answer::Date("2021-01-10".parse().unwrap())),
        (at("time", &[]), Answer::Time("06:00".parse().unwrap())),
        (at("age", &[1]), Answer::Integer(30)),
        (at("age", &[2]), Answer::Integer(12)),
        (at("who", &[2]), Answer::Text("child".into())),
    ]
    .into_iter()
    .collect()
}

fn value_at(text: &str, place: &str) -> Value {
    let (form, answers) = (sample(), answers());
    let outline = Outline::new(&form);
    let now = "2021-01-10T18:00+06:00".parse().unwrap();
    let evaluator = Evaluator::new(&outline, &answers, Some(now));
    let expression = Expression::understood(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    evaluator.value(&expression, &place.parse().unwrap())
}

fn value(text: &str) -> String {
    match value_at(text, "a") {
        Value::Unknown => "unknown".to_owned(),
        Value::Open => "open".to_owned(),
        other => text_of(&other),
    }
}

/// Each function with what it gives over the answers above.
const CASES: &[(&str, &str)] = &[
    ("selected(${many}, 'x')", "true"),
    ("selected(${many}, 'z')", "false"),
    ("selected(${one}, 'ye')", "false"),
    ("count-selected(${many})", "2"),
    ("not(${a} = 5)", "false"),
    ("true()", "true"),
    ("false()", "false"),
    ("boolean(${a})", "true"),
    ("boolean(0)", "false"),
    ("boolean-from-string('1')", "true"),
    ("number('12.5')", "12.5"),
    ("number('x')", "NaN"),
    ("int(-7.9)", "-7"),
    ("string(${a})", "5"),
    ("if(${a} > 4, 'many', 'few')", "many"),
    ("coalesce('', 'b')", "b"),
    ("coalesce(${text}, 'b')", "Almaty 050000"),
    ("once('x')", "5"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-3"),
    ("round(3.14159, 2)", "3.14"),
    ("round(1250, -2)", "1300"),
    ("floor(-2.1)", "-3"),
    ("ceiling(2.1)", "3"),
    ("abs(-3)", "3"),
    ("pow(2, 10)", "1024"),
    ("sum(${age})", "42"),
    ("count(${household})", "2"),
    ("count(${age})", "2"),
    ("count-non-empty(${who})", "1"),
    ("min(${age})", "12"),
    ("max(${age}, 50)", "50"),
    ("min(3, 'x')", "NaN"),
    ("concat(${a}, '-', ${one})", "5-yes"),
    ("join(', ', ${age})", "30, 12"),
    ("string-length('ұят')", "3"),
    ("substr('абвгд', 1, 3)", "бв"),
    ("substr('абвгд', -2)", "гд"),
    ("starts-with(${text}, 'Al')", "true"),
    ("ends-with(${text}, '00')", "true"),
    ("contains(${text}, 'ty')", "true"),
    ("substring-before('a/b', '/')", "a"),
    ("substring-after('a/b', '/')", "b"),
    ("normalize-space('  a   b ')", "a b"),
    ("translate('abc', 'ab', 'A')", "Ac"),
    ("regex('050000', '[0-9]{6}')", "true"),
    ("regex(${text}, '[0-9]{6}')", "false"),
    ("today()", "2021-01-10"),
    ("now()", "2021-01-10T18:00+06:00"),
    ("date('2021-01-10') = ${day}", "true"),
    ("${day} <= today()", "true"),
    ("decimal-date-time('1970-01-02')", "1"),
    ("decimal-time(${time})", "0.25"),
];

#[test]
fn every_function_gives_what_the_specification_says() {
    for (text, expected) in CASES {
        assert_eq!(value(text), *expected, "{text}");
    }
    let tested: String = CASES.iter().map(|(text, _)| *text).collect();
    for function in Function::ALL.iter().filter(|function| **function != Function::Position) {
        let call = format!("{}(", function.name());
        assert!(tested.contains(&call), "{call}) has no case");
    }
}

#[test]
fn operators_bind_as_in_xpath() {
    let cases = [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("7 div 2", "3.5"),
        ("-7 mod 3", "-1"),
        ("- 2 + 5", "3"),
        ("1 < 2 = true()", "true"),
        ("true() or false() and false()", "true"),
        ("1 = 1 and 2 != 2", "false"),
        ("1 div 0 > 5", "true"),
        ("'a' < 'b'", "false"),
        (". >= 0 and . <= 10", "true"),
        ("${a}-1", "4"),
        ("/data/a + ../b + current()/../b", "19"),
        ("current()/. = .", "true"),
    ];
    for (text, expected) in cases {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn what_rests_on_an_absent_answer_is_unknown() {
    let unknown = [
        "${unsure} = 5",
        "${unsure} != 5",
        "not(${unsure} > 5)",
        "${unsure} + 1",
        "selected(${unsure}, 'x')",
        "${open} > 5",
        "${open} + 1 = 1",
        "true() and ${unsure} = 1",
        "false() or ${unsure} = 1",
        "sum(${unsure})",
        "if(${unsure} = 1, 'a', 'b')",
        "concat('a', ${unsure})",
        "${nowhere} = 1",
        "column = 1",
        "${endless} > 1",
    ];
    for text in unknown {
        assert_eq!(value(text), "unknown", "{text}");
    }
    let known = [
        ("false() and ${unsure} = 1", "false"),
        ("true() or ${unsure} = 1", "true"),
        ("${open} = ''", "true"),
        ("selected(${open}, 'x')", "false"),
        ("coalesce(${open}, 3)", "3"),
        ("if(${open} = '', 0, ${open})", "0"),
        ("${total}", "12"),
    ];
    for (text, expected) in known {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn inside_a_repetition_the_own_answer_is_meant() {
    assert_eq!(value_at("${age} > 18", "who[1]"), Value::Truth(true));
    assert_eq!(value_at("${age} > 18", "who[2]"), Value::Truth(false));
    assert_eq!(value_at("position(..)", "who[2]"), Value::Number(2.0));
    assert_eq!(value_at("${a}", "who[2]"), Value::Number(5.0));
    assert_eq!(value_at("sum(${age})", "a"), Value::Number(42.0));
}

#[test]
fn what_is_not_understood_says_where_and_is_kept() {
    let cases = [
        ("", 1),
        ("1 +", 4),
        ("(1", 3),
        ("1 2", 3),
        ("pulldata('f', 'a', 'b', ${c})", 1),
        ("a | b", 3),
        ("instance('l')/root/item[name = 'x']/label", 24),
        ("'open", 1),
        ("${a", 1),
        ("${a b}", 1),
        ("selected(${a})", 15),
        ("a = «b»", 5),
    ];
    for (text, at) in cases {
        let error = Expression::understood(text).unwrap_err();
        assert_eq!(error.at, at, "{text}: {error}");
        assert_eq!(Expression::parse(text), Expression::Foreign(text.to_owned()));
    }
    let foreign = Expression::parse("pulldata('f', 'a', 'b', ${c})");
    assert_eq!(foreign.references(), [name("c")]);
    let path = |name: &Name| Some(format!("/data/{name}"));
    assert_eq!(foreign.with_paths(&path), "pulldata('f', 'a', 'b', /data/c)");
}

#[test]
fn depth_and_length_are_bounded() {
    let brackets = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
    let nots = format!("{}1{}", "not(".repeat(10_000), ")".repeat(10_000));
    let signs = format!("{}1", "-".repeat(30_000));
    let sums = vec!["1"; 10_000].join("+");
    let long = format!("'{}'", "a".repeat(40_000));
    for text in [brackets, nots, signs, sums, long] {
        assert!(matches!(Expression::parse(&text), Expression::Foreign(_)));
    }
    assert_eq!(value(&vec!["1"; 300].join(" + ")), "300");
}

/// Trees of everything that can be written, over questions that are all answered.
fn tree() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0i64..1000).prop_map(|n| Expr::Number(Decimal::whole(n))),
        (0i64..100).prop_map(|n| Expr::Number(format!("{n}.5").parse().unwrap())),
        "[a-z ]{0,4}".prop_map(Expr::Text),
        Just(Expr::Here),
        prop_oneof![Just("a"), Just("b"), Just("text"), Just("one"), Just("many")]
            .prop_map(|id| Expr::Ref(name(id))),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let ops = [
            Op::Or,
            Op::And,
            Op::Equal,
            Op::NotEqual,
            Op::Below,
            Op::AtMost,
            Op::Above,
            Op::AtLeast,
            Op::Plus,
            Op::Minus,
            Op::Times,
            Op::Divide,
            Op::Remainder,
        ];
        let calls = [
            Function::Selected,
            Function::Not,
            Function::Boolean,
            Function::Number,
            Function::Int,
            Function::String,
            Function::If,
            Function::Round,
            Function::Concat,
            Function::StringLength,
            Function::StartsWith,
            Function::Contains,
            Function::True,
            Function::SubstringBefore,
            Function::NormalizeSpace,
            Function::CountSelected,
            Function::Abs,
            Function::False,
        ];
        let arguments = proptest::collection::vec(inner.clone(), 3);
        prop_oneof![
            (proptest::sample::select(ops.to_vec()), inner.clone(), inner.clone())
                .prop_map(|(op, left, right)| Expr::binary(op, left, right)),
            inner.prop_map(|inner| Expr::Negative(Box::new(inner))),
            (proptest::sample::select(calls.to_vec()), arguments).prop_map(|(function, all)| {
                let least = function.arity().0;
                Expr::Call(function, all.into_iter().take(least).collect())
            }),
        ]
    })
}

/// What the same expression comes to in another program, over the same answers.
fn oracle(expression: &Expression) -> Result<String, String> {
    let xml =
        "<data><a>5</a><b>7</b><text>Almaty 050000</text><one>yes</one><many>x y</many></data>";
    let path = |name: &Name| Some(format!("/data/{name}"));
    let text = expression.with_paths(&path);
    let instance = rxeval::Instance::from_xml(xml)?;
    let root = instance.root().ok_or("no root")?;
    let here = instance.children(root).first().copied().ok_or("no child")?;
    let environment = rxeval::Fixed { today: String::new(), now: String::new() };
    let expr = rxeval::parse(&text)?;
    let value = rxeval::evaluate(&expr, &instance, rxeval::eval::Context::at(here), &environment)?;
    Ok(value.to_string_value(&instance))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_back(expr in tree()) {
        let text = expr.to_string();
        prop_assert_eq!(text.parse::<Expr>().unwrap(), expr, "{}", text);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        let expression = Expression::parse(&text);
        let again = Expression::parse(&expression.to_string());
        prop_assert_eq!(again.to_string(), expression.to_string());
    }

    #[test]
    fn any_jumble_of_tokens_is_read_without_panic(
        tokens in proptest::collection::vec(
            prop_oneof![
                Just("("), Just(")"), Just(","), Just("/"), Just(".."), Just("."), Just("and"),
                Just("${a}"), Just("not("), Just("'x'"), Just("1.5"), Just("-"), Just("="),
                Just("current()"), Just("position("), Just("div"), Just("if("), Just("data"),
            ],
            0..30,
        ),
    ) {
        let text = tokens.join(" ");
        if let Ok(expression) = Expression::understood(&text) {
            let _ = value(&expression.to_string());
        }
    }

    /// Over answers that are all known, both programs agree.
    #[test]
    fn another_evaluator_agrees(expr in tree()) {
        let expression = Expression::Known(expr);
        if let Ok(theirs) = oracle(&expression) {
            let ours = value(&expression.to_string());
            let ours = if ours == "unknown" || ours == "open" { String::new() } else { ours };
            let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
            let close = match (number(&ours), number(&theirs)) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
                _ => ours == theirs,
            };
            prop_assert!(close, "{}: {} and {}", expression, ours, theirs);
        }
    }
}
