//! Messages as people type them.

use proptest::prelude::*;

use super::{
    Encoding::{Gsm7, Ucs2},
    *,
};
use crate::{
    Absence, Answer, Answers, ChoiceId, Form, Name, Place, Words, builtin, protocol_form, validate,
};

mod typing;

fn protocol() -> Form {
    protocol_form(&sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap())
}

fn forms() -> Vec<Form> {
    let mut forms: Vec<Form> =
        builtin::names().map(|name| builtin::form(name).unwrap().unwrap()).collect();
    forms.push(protocol());
    forms
}

/// A form with an answer of every kind that can be sent.
const KINDS: &str = r#"
id = "kinds"
version = "1"
title = "T"
kind = "other"
keyword = "K"
[lists]
three = [ { id = "x" }, { id = "y" }, { id = "z" } ]
twelve = [
  { id = "c1" }, { id = "c2" }, { id = "c3" }, { id = "c4" }, { id = "c5" }, { id = "c6" },
  { id = "c7" }, { id = "c8" }, { id = "c9" }, { id = "c10" }, { id = "c11" }, { id = "c12" },
]
[[groups]]
id = "g"
may = ["dont-know", "not-allowed", "not-applicable"]
questions = [
  { id = "station-code", ask = "text" },
  { id = "number", ask = "integer", min = 0, max = 3000 },
  { id = "one", ask = "one three" },
  { id = "many", ask = "many three" },
  { id = "long", ask = "many twelve" },
  { id = "part", ask = "decimal" },
  { id = "time", ask = "time" },
  { id = "date", ask = "date" },
  { id = "secret", ask = "integer", sensitive = true },
  { id = "words", ask = "text" },
]
"#;

fn kinds() -> (Form, Codebooks) {
    let form = Form::parse("kinds", KINDS).unwrap_or_else(|error| panic!("{error}"));
    let (books, faults) = Codebooks::new([&form]);
    assert_eq!(faults, []);
    (form, books)
}

/// What a message of the form above says, as `code=answer` pairs.
fn said(text: &str) -> String {
    let (_, books) = kinds();
    let parsed = parse(text, &books, None);
    let book = books.iter().next().unwrap();
    let answers = book.entries.iter().filter_map(|entry| {
        let answer = parsed.answers.of(&entry.question)?;
        Some(format!("{}={answer}", entry.code))
    });
    let problems = parsed.problems.iter().map(|problem| {
        format!("{}:{}", problem.question.clone().unwrap_or_default(), problem.code.id())
    });
    answers.chain(problems).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_kind_of_answer_is_read() {
    let cases = [
        (
            "K 1 A412 B2 C13 D1,11,12 E12.5 F0715 G10.01.2021",
            "A=412 B=y C=x z D=c1 c11 c12 E=12.5 F=07:15 G=2021-01-10",
        ),
        ("K 1 C0 D 0", "C= D="),
        ("K 1 C 1 3 D 12", "C=x z D=c12"),
        ("K 1 E12,5 F7:15 G2021-01-10", "E=12.5 F=07:15 G=2021-01-10"),
        ("K 1 E7 F715", "E=7 F=07:15"),
        ("K 1 A? B! C*", "A=dont-know B=not-allowed C=not-applicable"),
        ("K 1 A ? B97!", "A=dont-know :strange B:unknown-choice"),
        ("K 1 A007", "A=7"),
        ("K 1 A412 A412", "A=412"),
        ("K 1 A412 A421", "A=412 A:twice"),
        ("K 1 A1 234", "A:several-numbers"),
        ("K 1 A412 97 C1", "C=x A:several-numbers"),
        ("K 1 A", "A:no-value"),
        ("K 1 A1234567890123456", "A:too-long"),
        ("K 1 B4", "B:unknown-choice"),
        ("K 1 F2561", "F:no-time"),
        ("K 1 G31.02.2021", "G:no-date"),
        ("K 1 J5", ":unknown-code"),
        ("K 1 A5 thanks", "A=5 :unknown-code"),
        ("K 1 A5 €", "A:strange"),
        ("K A5", "A=5 :no-station"),
    ];
    for (text, expected) in cases {
        let found = said(text);
        if text.ends_with("B97!") {
            assert_eq!(found, "A=dont-know B:unknown-choice", "{text}");
        } else {
            assert_eq!(found, expected, "{text}");
        }
    }
}

#[test]
fn the_station_is_kept_as_it_was_written() {
    let (_, books) = kinds();
    let cases = [
        ("K 1234 A1", "1234"),
        ("K1234A1", "1234"),
        ("k 126101/95 a1", "126101/95"),
        ("K 126101 / 95 A1", "126101/95"),
        ("K 126101-95. A1", "126101-95"),
        ("K 126101 95 A1", "126101 95"),
        ("K:l2O4 A1", "1204"),
        ("K№ 1234: A1", "1234"),
    ];
    for (text, expected) in cases {
        let parsed = parse(text, &books, None);
        assert_eq!(parsed.station.as_deref(), Some(expected), "{text}");
        assert_eq!(
            parsed.answers.of(&"number".parse().unwrap()),
            Some(&Answer::Integer(1)),
            "{text}"
        );
    }
}

#[test]
fn greetings_are_not_taken_for_reports() {
    let forms = forms();
    let (books, _) = Codebooks::new(&forms);
    for text in
        ["Hello", "hi!", "Ok", "", "   ", "@ only a comment", "Salem!", "1234", "Алло", "Call me"]
    {
        let parsed = parse(text, &books, None);
        assert!(parsed.answers.is_empty() && parsed.form.is_none(), "{text}: {parsed:?}");
        assert_eq!(parsed.problems[0].code, SmsProblemCode::NoKeyword, "{text}");
    }
}

#[test]
fn the_control_total_finds_a_slip() {
    let forms = forms();
    let (books, _) = Codebooks::new(&forms);
    let right = parse("R 1234 A412 B97 C5 =514", &books, None);
    assert_eq!(right.problems, []);
    assert_eq!(right.control, Some(Control { sent: 514, sum: 514 }));
    let wrong = parse("R 1234 A421 B97 C5 = 514", &books, None);
    assert_eq!(wrong.problems[0].code, SmsProblemCode::Control);
    assert_eq!(wrong.answers.len(), 4, "the figures are kept all the same");
}

#[test]
fn halves_of_a_report_can_be_joined() {
    let forms = forms();
    let (books, _) = Codebooks::new(&forms);
    let first = parse("R 1234 A412 B97", &books, None);
    let second = parse("C5 D8", &books, first.form.as_ref());
    assert!(!second.begins && second.either && second.problems.is_empty());
    let other_form = parse("C 5 D1", &books, first.form.as_ref());
    assert_eq!(other_form.form.unwrap().as_str(), "counting");
    assert!(first.may_belong_with(&second) && first.conflicts(&second).is_empty());
    let again = parse("r1234,a412;b97", &books, None);
    assert_eq!(again.content_key(), first.content_key());
    let other = parse("R 1235 A412 B97", &books, None);
    assert!(!first.may_belong_with(&other));
    let corrected = parse("R 1234 A421", &books, None);
    let registered = Place::from("registered".parse::<Name>().unwrap());
    assert_eq!(first.conflicts(&corrected), [registered]);
    // Without an earlier message nobody knows what it is.
    let lost = parse("Z5 Y8", &books, None);
    assert_eq!(lost.problems[0].code, SmsProblemCode::NoKeyword);
}

#[test]
fn codes_are_free_of_confusion_and_stay_when_the_form_changes() {
    let questions = |range: std::ops::Range<usize>| {
        let all: Vec<String> =
            range.map(|i| format!("{{ id = \"q{i}\", ask = \"integer\" }},\n")).collect();
        all.concat()
    };
    let form = |version: &str, questions: &str| {
        let text = format!(
            "id = \"t\"\nversion = \"{version}\"\ntitle = \"T\"\nkind = \"other\"\n\
             keyword = \"K\"\n\
             [[groups]]\nid = \"g\"\nquestions = [\n{questions}]\n"
        );
        Form::parse("t", &text).unwrap_or_else(|error| panic!("{error}"))
    };
    for count in [1, 22, 23, 60, 300, 484] {
        let book = Codebook::new(&form("1", &questions(0..count))).unwrap();
        assert_eq!(book.entries.len(), count);
        for (i, entry) in book.entries.iter().enumerate() {
            assert!(!entry.code.contains(['I', 'L', 'O', 'Q']), "{}", entry.code);
            let others = book.entries.iter().skip(i + 1);
            for other in others {
                let clash =
                    entry.code.starts_with(&other.code) || other.code.starts_with(&entry.code);
                assert!(!clash, "{} and {}", entry.code, other.code);
            }
        }
    }
    let too_many = Codebook::new(&form("1", &questions(0..500))).unwrap();
    assert_eq!((too_many.entries.len(), too_many.not_by_sms.len()), (484, 16));

    let older = Codebook::new(&form("1", &questions(0..5))).unwrap();
    let new_first = format!("{{ id = \"new\", ask = \"integer\" }},\n{}", questions(1..5));
    let mut newer = form("2", &new_first);
    keep_codes(&older, &mut newer);
    let newer = Codebook::new(&newer).unwrap();
    let code = |book: &Codebook, id: &str| {
        book.by_question(&id.parse().unwrap()).map(|entry| entry.code.clone())
    };
    assert_eq!(code(&newer, "q1"), code(&older, "q1"));
    assert_eq!(code(&newer, "new").as_deref(), Some("F"), "A is on old cards as q0");
}

#[test]
fn lines_of_sms_cik_and_of_nemo_are_read() {
    let form = protocol();
    let (books, _) = Codebooks::new([&form]);
    let cik = parse_any("21.1234.12.628.300.200.100.20.8", &books, None, Some(&form));
    assert_eq!((cik.dialect, cik.station.as_deref()), (Dialect::Cik, Some("1234")));
    assert_eq!(cik.answers.len(), 7);
    let adal = "votes.adal".parse::<Name>().unwrap();
    assert_eq!(cik.answers.of(&adal), Some(&Answer::Integer(8)));
    let short = parse_any("21 1234 12 628 300 200", &books, None, Some(&form));
    assert_eq!(short.problems[0].code, SmsProblemCode::Length);
    assert!(short.answers.is_empty());

    let (_, books) = kinds();
    let nemo = parse_any("!k 1.412 2.b 3.ac 5.12.5 6.0715 2.x 99.1", &books, None, None);
    assert_eq!(nemo.dialect, Dialect::Nemo);
    assert_eq!(nemo.answers.len(), 5);
    assert_eq!(nemo.problems.len(), 2);
    let ours = parse_any("K 1 A412", &books, None, Some(&form));
    assert_eq!(ours.dialect, Dialect::Sanaq);
}

#[test]
fn segments_are_counted_as_the_network_does() {
    let count = |text: &str| {
        let counted = segments(text);
        (counted.encoding, counted.units, counted.segments, counted.left)
    };
    assert_eq!(count(""), (Gsm7, 0, 1, 160));
    assert_eq!(count(&"a".repeat(160)), (Gsm7, 160, 1, 0));
    assert_eq!(count(&"a".repeat(161)), (Gsm7, 161, 2, 145));
    assert_eq!(count(&"€".repeat(80)), (Gsm7, 160, 1, 0));
    // An escaped character is not split: 76 fit into 153 septets.
    assert_eq!(count(&"€".repeat(81)), (Gsm7, 162, 2, 143));
    assert_eq!(count(&"я".repeat(70)), (Ucs2, 70, 1, 0));
    assert_eq!(count(&"я".repeat(71)), (Ucs2, 71, 2, 63));
    // Nor a surrogate pair: 33 fit into 67 units.
    assert_eq!(count(&"😀".repeat(36)), (Ucs2, 72, 2, 61));
    assert_eq!(segments("Сum").first_other, Some('С'));
    assert_eq!(segments("@£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà^{}[~]|\\").encoding, Gsm7);
}

/// A report by text message has its receipt too: beside what was taken in any case, beside mistakes
/// where it costs nothing.
#[test]
fn what_was_taken_is_told_with_its_receipt() {
    const CODE: &str = "820000-K7QM-2XNB-9RTW";
    let form = protocol();
    let (books, _) = Codebooks::new([&form]);
    for (language, word) in [("en", "Receipt"), ("ru", "Квитанция"), ("kk", "Түбіртек")]
    {
        let words = Words::new(language);
        let told = |text: &str, remarks: &[Remark]| {
            let parsed = parse(text, &books, None);
            reply(&parsed, &[], remarks, &books, Some(&form), Some(CODE), &words)
        };
        let right = told("R 1234 A412 B97", &[]);
        assert!(right.text.ends_with(&format!(" {word} {CODE}")), "{}", right.text);
        assert_eq!(right.segments.segments, 1, "{}", right.text);
        assert!(told("R 1234 A412 B97", &[Remark::Closed]).text.ends_with(CODE));
        let long = told("R 1234 A1 234 B97 98", &[Remark::UnknownSender, Remark::Closed]);
        assert_eq!(long.segments.segments, 1, "{}", long.text);
    }
    let parsed = parse("R 1234 A1 234 B97", &books, None);
    let wrong = reply(&parsed, &[], &[], &books, Some(&form), Some(CODE), &Words::new("en"));
    assert!(wrong.text.contains("not one number") && wrong.text.ends_with(CODE), "{}", wrong.text);
}

#[test]
fn replies_say_what_was_wrong_and_how_to_mend_it() {
    let form = protocol();
    let (books, _) = Codebooks::new([&form]);
    let answer = |text: &str, language: &str| {
        let parsed = parse(text, &books, None);
        let problems: Vec<_> = validate(&form, &parsed.answers)
            .into_iter()
            .filter(|problem| problem.code != crate::ProblemCode::Missing)
            .collect();
        let reply =
            reply(&parsed, &problems, &[], &books, Some(&form), None, &Words::new(language));
        assert_eq!(reply.segments.segments, 1, "{}", reply.text);
        reply.text
    };
    assert_eq!(answer("R 1234 A412 B97 =509", "en"), "Taken: R 1234 A412 B97");
    assert_eq!(answer("R 1234 A412 B97 =509", "ru"), "Принято: R 1234 A412 B97");
    assert_eq!(
        answer("R 1234 A1 234 B97", "en"),
        "A: \"1 234\" is not one number. Send: R 1234 A..."
    );
    assert_eq!(answer("R 1234 A1 234 B97", "ru"), "A: «1 234» не одно число. Шлите: R 1234 A...");
    assert_eq!(
        answer("R 1234 A1 234 B97", "kk"),
        "A: «1 234» бір сан емес. Жіберіңіз: R 1234 A..."
    );
    assert_eq!(
        answer("R 1234 A412 B97 =500", "en"),
        "The figures sum to 509, you sent =500. Check each."
    );
    assert_eq!(
        answer("R 1234 A412 B123456789", "en"),
        "B: 123456789 is outside 0-9999999. Send: R 1234 B..."
    );
    assert_eq!(answer("A412", "ru"), "Непонятно: «A412». Начните с R и номера участка.");
    let many = answer("R 1234 A1 2 B3 4 C5 6 D7 8 E9 0 F1 2 G3 4", "ru");
    assert!(many.contains("+ещё"), "{many}");
}

fn id(text: &str) -> ChoiceId {
    text.parse().unwrap()
}

/// Answers of the form with every kind.
fn answers() -> impl Strategy<Value = Answers> {
    let choices = |ids: &'static [&'static str]| {
        proptest::sample::subsequence(ids.to_vec(), 0..=ids.len())
            .prop_map(|ids| Answer::Choices(ids.into_iter().map(id).collect()))
    };
    let long: &[&str] =
        &["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12"];
    let kinds: Vec<(&str, BoxedStrategy<Answer>)> = vec![
        ("number", (0i64..1_000_000_000).prop_map(Answer::Integer).boxed()),
        (
            "one",
            proptest::sample::select(vec!["x", "y", "z"])
                .prop_map(|i| Answer::Choice(id(i)))
                .boxed(),
        ),
        ("many", choices(&["x", "y", "z"]).boxed()),
        ("long", choices(long).boxed()),
        (
            "part",
            (0i64..99_999)
                .prop_map(|n| Answer::Decimal(format!("{n}.25").parse().unwrap()))
                .boxed(),
        ),
        (
            "time",
            (0u8..24, 0u8..60)
                .prop_map(|(h, m)| Answer::Time(crate::Time::new(h, m, 0).unwrap()))
                .boxed(),
        ),
        (
            "date",
            (1u16..9999, 1u8..13, 1u8..29)
                .prop_map(|(y, m, d)| Answer::Date(crate::Date::new(y, m, d).unwrap()))
                .boxed(),
        ),
    ];
    let absent = proptest::sample::select(Absence::ALL.to_vec()).prop_map(Answer::Absent);
    let one = move |(question, answer): (&str, BoxedStrategy<Answer>)| {
        let question: Name = question.parse().unwrap();
        proptest::option::of(prop_oneof![4 => answer, 1 => absent.clone()])
            .prop_map(move |answer| answer.map(|answer| (Place::from(question.clone()), answer)))
    };
    kinds
        .into_iter()
        .map(one)
        .collect::<Vec<_>>()
        .prop_map(|all| all.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn what_is_encoded_reads_back(
        answers in answers(),
        station in "[1-9][0-9]{0,5}(/[0-9]{1,3})?",
        comment in proptest::option::of("[a-zа-я0-9 =?!@]{1,20}"),
    ) {
        let (_, books) = kinds();
        let book = books.iter().next().unwrap();
        let text = encode(book, &station, &answers, comment.as_deref()).unwrap();
        let mut expected = answers;
        expected.set("station-code".parse::<Name>().unwrap(), Answer::Text(station.clone()));
        for written in typing::variants(&text) {
            let parsed = parse(&written, &books, None);
            prop_assert_eq!(&parsed.problems, &vec![], "{}", written);
            prop_assert_eq!(&parsed.answers, &expected, "{}", written);
            prop_assert_eq!(parsed.station.as_ref(), Some(&station));
        }
        let parsed = parse(&text, &books, None);
        let trimmed = comment.as_deref().map(str::trim).filter(|comment| !comment.is_empty());
        prop_assert_eq!(parsed.comment.as_deref(), trimmed);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        let form = protocol();
        let (books, _) = Codebooks::new([&form]);
        let any = parse_any(&text, &books, Some(&form.id), Some(&form));
        for parsed in [any, parse_nemo(&text, &books)] {
            for problem in &parsed.problems {
                prop_assert!(text.get(problem.span.clone()).is_some(), "{:?}", problem);
            }
            let words = Words::new("ru");
            let reply = reply(&parsed, &[], &[], &books, Some(&form), None, &words);
            prop_assert!(!reply.text.is_empty());
        }
        let counted = segments(&text);
        prop_assert!(counted.segments >= 1);
    }

    #[test]
    fn any_jumble_of_reports_is_read_without_panic(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("R"), Just(" "), Just("1234"), Just("A"), Just("l"), Just("O"), Just("?"),
                Just("="), Just("-"), Just("٣"), Just("В"), Just("\n"), Just("!"), Just("Р"),
                Just("\u{200f}"), Just("４"), Just("H"), Just("."), Just("€"), Just("@"),
            ],
            0..40,
        ),
    ) {
        let forms = forms();
        let (books, _) = Codebooks::new(&forms);
        let text = pieces.concat();
        let parsed = parse(&text, &books, None);
        let again = parse(&text, &books, None);
        prop_assert_eq!(again.content_key(), parsed.content_key());
        let _ = parse(&text, &books, parsed.form.as_ref());
    }
}
