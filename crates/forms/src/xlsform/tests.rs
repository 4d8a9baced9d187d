//! Workbooks as others write them, and our own there and back.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;
use crate::{
    Absence, Answer, Ask, Choice, ChoiceList, Choosing, Expression, FormKind, Group, Item, Name,
    Question, Repeat, Texts, builtin, protocol_form,
};

/// A workbook of sheets, each of rows.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(rows.iter()) {
            for (column, text) in (0u16..).zip(cells.iter()).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn read(sheets: &[(&str, &[&[&str]])]) -> Imported {
    let imported = import(&workbook(sheets), "file").unwrap();
    assert_eq!(imported.form.faults(), []);
    imported
}

fn said(imported: &Imported) -> Vec<String> {
    imported.findings.iter().map(ToString::to_string).collect()
}

fn question<'f>(form: &'f Form, id: &str) -> &'f Question {
    form.question(&id.parse().unwrap()).unwrap_or_else(|| panic!("no question {id}"))
}

/// A workbook with all that a form has a place for.
const EVERYTHING: &[(&str, &[&[&str]])] = &[
    (
        "survey",
        &[
            &[
                "type",
                "name",
                "label::English (en)",
                "label::Русский",
                "hint",
                "required",
                "relevant",
                "constraint",
                "constraint_message::en",
                "calculation",
                "choice_filter",
                "appearance",
                "default",
                "read_only",
                "repeat_count",
            ],
            &["begin group", "g", "Group", "Группа", "", "", "", "", "", "", "", "field-list"],
            &["select_one yes_no", "seen", "Seen?", "Видели?", "Look", "yes"],
            &[
                "select_multiple region",
                "where",
                "Where?",
                "",
                "",
                "no",
                "selected(${seen}, 'yes')",
            ],
            &[
                "select one from district",
                "d",
                "District?",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "region = ${where}",
            ],
            &[
                "integer",
                "n",
                "How many?",
                "",
                "",
                "${seen} = 'yes'",
                "",
                ". >= 0 and . <= 3000",
                "0 to 3000",
            ],
            &["end group"],
            &["begin_repeat", "box", "Box", "", "", "", "", "", "", "", "", "", "", "", "${n}"],
            &["text", "seal", "Seal of box ${n}", "", "", "", "", "", "", "", "", "", "x", "TRUE"],
            &["end_repeat"],
            &["calculate", "twice", "", "", "", "", "", "", "", "${n} * 2"],
            &["note", "bye", "Done"],
        ],
    ),
    (
        "choices",
        &[
            &["list_name", "name", "label::English (en)", "region"],
            &["yes_no", "yes", "Yes"],
            &["yes_no", "no", "No"],
            &["region", "1", "One"],
            &["district", "11", "Eleven", "1"],
        ],
    ),
    (
        "settings",
        &[
            &["form_title", "form_id", "version", "default_language"],
            &["My form", "my_form", "2026", "English (en)"],
        ],
    ),
];

#[test]
fn a_workbook_with_everything_is_read() {
    let imported = read(EVERYTHING);
    assert_eq!(said(&imported), Vec::<String>::new());
    let form = &imported.form;
    assert_eq!((form.id.as_str(), form.version.as_str()), ("my_form", "2026"));
    assert_eq!(form.languages(), ["en", "ru"]);
    assert_eq!(question(form, "seen").label.exact("ru"), Some("Видели?"));
    assert_eq!(question(form, "seen").required, Some(Expression::always()));
    assert_eq!(question(form, "where").required, None);
    assert_eq!(question(form, "n").range(), Some((Some(0), Some(3000))));
    let filter = question(form, "d").ask.choosing().unwrap().filter.clone().unwrap();
    assert_eq!(filter.to_string(), "region = ${where}");
    assert_eq!(form.choices(question(form, "d"))[0].attribute("region"), Some("1"));
    assert!(question(form, "seal").read_only);
    let Item::Group(boxes) = &form.items[1] else { panic!("a repeat") };
    assert_eq!(boxes.repeat.as_ref().unwrap().count.as_ref().unwrap().to_string(), "${n}");
}

/// A workbook with what a form has no place for, and with mistakes.
const UNSUPPORTED: &[(&str, &[&[&str]])] = &[
    (
        "survey",
        &[
            &[
                "type",
                "name",
                "label",
                "relevant",
                "trigger",
                "media::image",
                "default",
                "parameters",
            ],
            &["rank fruits", "r", "Rank"],
            &["audit", "audit"],
            &["text", "bad name", "Name"],
            &["text", "a", "A", "pulldata('f', 'a', 'b', ${r})"],
            &["text", "a", "A again", "", "${a}", "x.png"],
            &["integer", "b", "B", "${nowhere} = 1", "", "", "today()"],
            &["range", "scale", "Scale", "", "", "", "", "start=0 end=5"],
            &["select_one nolist", "c", "C ${nobody}"],
            &["select_one fruits or_other", "f", "F"],
            &["widget", "w", "W"],
            &["", "orphan", "Label only"],
            &["end group", "x"],
            &["begin group", "open", "Open"],
            &["select_one_from_file towns.csv", "town", "Town"],
        ],
    ),
    (
        "choices",
        &[
            &["list name", "name", "label", "image"],
            &["fruits", "app le", "Apple", "a.png"],
            &["fruits", "pear", "Pear"],
            &["fruits", "pear", "Pear again"],
            &["", "lost", "Lost"],
        ],
    ),
    ("settings", &[&["form_title", "public_key", "style"], &["T", "KEY", "pages"]]),
    ("entities", &[&["dataset"], &["x"]]),
];

/// What is said of it.
const FOUND: &[&str] = &[
    "survey, row 2, column «type»: found «rank fruits»: ranking is not asked here",
    "survey, row 3, column «type»: found «audit»",
    "survey, row 4, column «name»: found «bad name», which is no name, it is «bad_name»",
    "survey, row 5, column «relevant»: found the function pulldata(), which is not read here",
    "survey, row 6, column «name»: found «a» a second time, it is «a.2»",
    "survey, row 6, column «trigger»: found «${a}», not read (dropped)",
    "survey, row 6, column «media::image»: found «x.png», not read (dropped)",
    "survey, column «relevant»: «b»: found ${nowhere}, which is no question: ${nowhere} = 1",
    "survey, row 7, column «default»: a default that is computed became the calculation once(",
    "survey, row 8, column «type»: a scale (start=0 end=5) is asked as a number in its range",
    "survey, row 9, column «type»: found no list «nolist», it is asked as text",
    "survey, column «label»: «c»: the text shows what is no question",
    "survey, row 10, column «type»: «or_other» became the choice «other» and «f_other»",
    "survey, row 11, column «type»: found «widget», which is no known type (dropped)",
    "survey, row 12, column «type»: found a row without a type (dropped)",
    "survey, row 13, column «type»: found an end without a beginning (dropped)",
    "survey, row 14, column «type»: the group «open» has no end, it was ended here",
    "survey, row 15, column «type»: found «select_one_from_file towns.csv»: choices from files",
    "choices, row 2, column «name»: found «app le» with spaces, it is «app_le»",
    "choices, row 2, column «image»: choices show no files here",
    "choices, row 4, column «name»: found «pear» a second time",
    "choices, row 5, column «name»: found a choice without its list or name",
    "settings, row 2, column «public_key»: found «KEY», not read (dropped)",
    "settings, row 2, column «style»: found «pages», not read (dropped)",
    "entities: this sheet is not read (dropped)",
];

#[test]
fn what_is_not_supported_is_listed_with_its_place() {
    let imported = read(UNSUPPORTED);
    let found = said(&imported);
    for expected in FOUND {
        assert!(found.iter().any(|f| f.contains(expected)), "{expected}\n{}", found.join("\n"));
    }
    assert_eq!(question(&imported.form, "scale").range(), Some((Some(0), Some(5))));
}

#[test]
fn every_built_in_form_goes_there_and_back_unchanged() {
    let mut forms: Vec<Form> =
        builtin::names().map(|name| builtin::form(name).unwrap().unwrap()).collect();
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    forms.push(protocol_form(&election));
    for form in forms {
        let bytes = export(&form).unwrap();
        let imported = import(&bytes, "other-name").unwrap();
        assert_eq!(said(&imported), Vec::<String>::new(), "{}", form.id);
        assert_eq!(imported.form, form, "{}", form.id);
        assert_eq!(export(&form).unwrap(), bytes, "the same bytes each time");
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(import(b"\xd0\xcf\x11\xe0old", "x"), Err(NotRead::OldFormat));
    assert!(matches!(import(b"", "x"), Err(NotRead::Damaged(_))));
    assert!(matches!(import(b"PK\x03\x04 and so on", "x"), Err(NotRead::Damaged(_))));
    let bytes = workbook(&[("data", &[&["type", "name"]])]);
    assert_eq!(import(&bytes, "x"), Err(NotRead::NoSurvey));
    let bytes = workbook(&[("survey", &[&["name"], &["a"]])]);
    assert_eq!(import(&bytes, "x"), Err(NotRead::NoSurvey));
    let whole = workbook(&[("survey", &[&["type", "name"], &["text", "a"]])]);
    for cut in (0..whole.len()).step_by(97) {
        let _ = import(&whole[..cut], "x");
        let mut damaged = whole.clone();
        damaged[cut] ^= 0x55;
        let _ = import(&damaged, "x");
    }
}

#[test]
fn a_workbook_that_unfolds_into_too_much_is_refused() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..200 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(import(&bytes, "x"), Err(NotRead::TooLarge(96 << 20)));
}

/// Protects the server: room for as many texts as a workbook claims would end the whole program.
#[test]
fn a_workbook_that_claims_more_texts_than_it_has_is_refused() {
    use std::io::Write as _;
    let whole = workbook(&[("survey", &[&["type", "name"], &["text", "a"]])]);
    let with = |claim: &str| {
        let mut from = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
        let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..from.len() {
            let mut part = from.by_index(at).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            let options = zip::write::SimpleFileOptions::default();
            to.start_file(part.name().unwrap(), options).unwrap();
            to.write_all(text.replace("uniqueCount=\"4\"", claim).as_bytes()).unwrap();
        }
        to.finish().unwrap().into_inner()
    };
    assert_eq!(import(&with("uniqueCount=\"4\""), "x").unwrap().form.questions().count(), 1);
    for claim in ["uniqueCount=\"99999999999\"", "uniqueCount = '99999999999999999999999'"] {
        let said = import(&with(claim), "x").unwrap_err().to_string();
        assert!(said.contains("claim to be"), "{said}");
    }
    let said = import(&with("\u{1b}(Bsomething"), "x").unwrap_err().to_string();
    assert!(said.contains("no XML in UTF-8"), "{said}");
}

/// Protects the server's memory: rows, cells and texts that no form has are refused while they are
/// read, and what the refusal says is what is too many.
#[test]
fn a_workbook_of_too_much_is_refused() {
    let made = |fill: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("survey").unwrap();
        fill(sheet);
        import(&book.save_to_buffer().unwrap(), "x").unwrap_err().to_string()
    };
    let said = made(&|sheet| {
        for row in 0..200_001 {
            sheet.write_number(row, 0, 1).unwrap();
        }
    });
    assert_eq!(said, "the workbook has more than 200000 rows");
    // A text that stands once in the file, and in many cells.
    let long = "x".repeat(32_000);
    let said = made(&|sheet| {
        for row in 0..1_100 {
            sheet.write_string(row, 0, &long).unwrap();
        }
    });
    assert_eq!(said, "the texts of the workbook take more than 32 MiB");
    let said = made(&|sheet| {
        for row in 0..600 {
            sheet.write_string(row, 0, format!("{row}{long}").get(..32_000).unwrap()).unwrap();
        }
    });
    assert_eq!(said, "the texts of the workbook take more than 16 MiB");
}

/// Protects time: a workbook may name one endless sheet very many times.
#[test]
fn a_sheet_that_nobody_reads_costs_nothing() {
    let mut book = Workbook::new();
    for name in ["notes", "Survey", "other"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, "type").unwrap();
        sheet.write_string(0, 1, "name").unwrap();
        for row in 1..=(if name == "Survey" { 3 } else { 110_000 }) {
            sheet.write_string(row, 0, "text").unwrap();
        }
    }
    let imported = import(&book.save_to_buffer().unwrap(), "x").unwrap();
    assert_eq!(imported.form.questions().count(), 3);
    let dropped = said(&imported).into_iter().filter(|line| line.contains("sheet is not read"));
    assert_eq!(dropped.count(), 2);
}

/// Protects memory, and whoever reads the answer: of very many findings the first are told.
#[test]
fn very_many_findings_are_counted() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    for (column, text) in [(0, "type"), (1, "name"), (2, "odd")] {
        sheet.write_string(0, column, text).unwrap();
    }
    for row in 1..=10_050 {
        sheet.write_string(row, 0, "text").unwrap();
        sheet.write_string(row, 1, format!("q{row}")).unwrap();
        sheet.write_string(row, 2, "x").unwrap();
    }
    let imported = import(&book.save_to_buffer().unwrap(), "x").unwrap();
    assert_eq!(imported.findings.len(), 10_001);
    let untold =
        imported.findings.iter().find(|finding| finding.message.english().contains("50 more"));
    assert!(untold.is_some(), "{:?}", imported.findings.first());
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    for (row, column, text) in
        [(0, 0, "type"), (0, 1, "name"), (1, 0, "text"), (1, 1, "a"), (1_048_575, 16_383, "x")]
    {
        sheet.write_string(row, column, text).unwrap();
    }
    let imported = import(&book.save_to_buffer().unwrap(), "x").unwrap();
    assert_eq!(imported.form.questions().count(), 1);
}

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,6}"
}

fn texts() -> impl Strategy<Value = Texts> {
    let text = "[a-zA-Zа-яқ0-9<>&'=?., -]{0,12}[a-z?]";
    (proptest::option::of(text), text, proptest::option::of(text)).prop_map(|(en, ru, kk)| {
        let texts = [("en", en), ("ru", Some(ru)), ("kk", kk)];
        texts.into_iter().filter_map(|(tag, text)| Some((tag, text?.trim().to_owned()))).collect()
    })
}

fn ask() -> impl Strategy<Value = Ask> {
    let choosing = |filtered: bool| Choosing {
        list: "list".parse().unwrap(),
        filter: filtered.then(|| Expression::parse("kind = 'a' or name = 'x'")),
    };
    prop_oneof![
        any::<bool>().prop_map(move |filtered| Ask::One(choosing(filtered))),
        any::<bool>().prop_map(move |filtered| Ask::Many(choosing(filtered))),
        proptest::sample::select(vec![
            Ask::Integer,
            Ask::Decimal,
            Ask::Date,
            Ask::Time,
            Ask::Moment,
            Ask::Text,
            Ask::Photo,
            Ask::File(crate::FileKind::Audio),
            Ask::Location,
            Ask::Barcode,
            Ask::Acknowledge,
            Ask::Note,
            Ask::Hidden,
            Ask::Device(crate::DeviceFact::Start),
        ]),
    ]
}

fn any_question() -> impl Strategy<Value = Question> {
    let may = proptest::sample::subsequence(Absence::ALL.to_vec(), 0..=3);
    let expression = || {
        proptest::option::of(proptest::sample::select(vec![
            ". >= 0 and . <= 5",
            "not(selected(., 'x')) or . = ''",
            "true()",
            "pulldata('a', 'b', 'c', 'd')",
        ]))
    };
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (ask(), texts(), texts(), may, expression(), expression(), flags).prop_map(
        |(ask, label, hint, may, constraint, relevant, (read_only, sensitive, required))| {
            let asked = ask.is_asked();
            Question {
                label,
                hint,
                may: if asked {
                    may.into_iter().collect()
                } else {
                    std::collections::BTreeSet::new()
                },
                constraint: constraint.map(Expression::parse),
                relevant: relevant.map(Expression::parse),
                required: required.then(Expression::always),
                read_only,
                sensitive,
                ..Question::bare("x".parse().unwrap(), ask)
            }
        },
    )
}

fn any_form() -> impl Strategy<Value = Form> {
    let questions = proptest::collection::vec((any_question(), 0usize..4, any::<bool>()), 1..8);
    (questions, texts(), name()).prop_map(|(questions, title, id)| {
        let mut items: Vec<Item> = Vec::new();
        for (i, (question, group, repeated)) in questions.into_iter().enumerate() {
            let id: Name = format!("q{i}").parse().unwrap();
            let question = Item::Question(Box::new(Question { id, ..question }));
            if group < 2 {
                items.push(question);
                continue;
            }
            items.push(Item::Group(Box::new(Group {
                id: format!("g{i}").parse().unwrap(),
                label: Texts::one("en", "Group"),
                relevant: (i > 0).then(|| Expression::parse("${q0} = 'x'")),
                appearance: String::new(),
                repeat: repeated.then(Repeat::default),
                items: vec![question],
            })));
        }
        let choice = |id: &str, kind: &str| Choice {
            id: id.parse().unwrap(),
            label: Texts::one("en", id),
            attributes: [("kind".parse().unwrap(), kind.to_owned())].into(),
        };
        let list = ChoiceList {
            id: "list".parse().unwrap(),
            choices: vec![choice("x", "a"), choice("y", "b")],
        };
        Form {
            id: id.parse().unwrap(),
            version: "3".into(),
            title,
            kind: FormKind::Voting,
            language: sanaq_election::Language("ru".into()),
            keyword: None,
            instance_name: None,
            lists: vec![list],
            items,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_form_goes_there_and_back_unchanged(form in any_form()) {
        let imported = import(&export(&form).unwrap(), "x").unwrap();
        let lost = imported.findings.iter().filter(|finding| finding.fate != Fate::Kept).count();
        prop_assert_eq!(lost, 0, "{:?}", imported.findings);
        prop_assert_eq!(imported.form, form);
    }

    /// An XForm holds everything but the titles' languages; ours is read back whole.
    #[test]
    fn any_form_goes_through_an_xform(form in any_form()) {
        let xml = crate::openrosa::xform(&form, true).xml;
        let imported = crate::openrosa::import(xml.as_bytes()).unwrap();
        prop_assert_eq!(imported.form.faults(), []);
        let ids = |form: &Form| -> Vec<_> {
            form.questions().map(|q| (q.id.clone(), q.may.clone())).collect()
        };
        prop_assert_eq!(ids(&imported.form), ids(&form));
    }

    /// Whatever stands in a survey, the form that comes of it is sound.
    #[test]
    fn any_survey_becomes_a_sound_form(
        rows in proptest::collection::vec(
            (
                proptest::sample::select(vec![
                    "text", "begin group", "end group", "begin repeat", "end repeat",
                    "select_one list or_other", "select_multiple list", "range", "note",
                    "calculate",
                    "x", "", "end",
                ]),
                "([a-c]|[a-c] [a-c]|\\PC{0,6})",
                "(\\$\\{[a-d]\\} = 1|\\PC{0,10})",
                "(\\$\\{[a-d]\\}|\\PC{0,10})",
            ),
            0..25,
        ),
    ) {
        let mut all: Vec<Vec<&str>> = vec![vec!["type", "name", "relevant", "label", "default"]];
        all.extend(rows.iter().map(|(kind, name, relevant, label)| {
            vec![*kind, name.as_str(), relevant.as_str(), label.as_str(), relevant.as_str()]
        }));
        let rows: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
        let choices: &[&[&str]] = &[&["list_name", "name"], &["list", "x"]];
        let imported = import(&workbook(&[("survey", &rows), ("choices", choices)]), "x").unwrap();
        prop_assert_eq!(imported.form.faults(), []);
        let xml = crate::openrosa::xform(&imported.form, true).xml;
        let again = crate::openrosa::import(xml.as_bytes()).unwrap();
        prop_assert_eq!(again.form.faults(), []);
        prop_assert!(export(&imported.form).is_ok());
        let answers = [("a".parse().unwrap(), Answer::Integer(1))];
        let _ = crate::validate(&imported.form, &answers.into_iter().collect());
    }
}
