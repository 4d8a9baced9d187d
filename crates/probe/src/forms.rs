//! Observers' forms: text messages, submissions, `XForms`, workbooks, form files, expressions.

use std::sync::LazyLock;

use sanaq_forms::{
    Answers, Evaluator, Expression, Form, Outline, Place, Words, builtin, openrosa, protocol_form,
    sms::{self, Codebooks},
    validate, xlsform,
};

use crate::text;

/// The forms of a mission: those that ship with the program, and a protocol.
pub(crate) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let shipped = builtin::names().filter_map(builtin::form).filter_map(Result::ok);
    let election = sanaq_election::builtin::election("kazakhstan-2021");
    shipped.chain(election.and_then(Result::ok).map(|election| protocol_form(&election))).collect()
});

static BOOKS: LazyLock<Codebooks> = LazyLock::new(|| Codebooks::new(FORMS.iter()).0);

/// A text message, and the answer to it.
pub(crate) fn sms(bytes: &[u8]) {
    let text = text(bytes);
    let protocol = FORMS.last();
    for continues in [None, protocol.map(|form| &form.id)] {
        let parsed = sms::parse_any(&text, &BOOKS, continues, protocol);
        let form = parsed.form.as_ref().and_then(|id| FORMS.iter().find(|form| form.id == *id));
        let problems = form.map(|form| validate(form, &parsed.answers)).unwrap_or_default();
        let reply = sms::reply(&parsed, &problems, &[], &BOOKS, form, None, &Words::new("en"));
        assert!(reply.text.len() < 1 << 20, "a reply grows without bound");
        let _ = parsed.content_key();
    }
    let _ = sms::segments(&text);
}

pub(crate) fn messages() -> Vec<Vec<u8>> {
    let texts = [
        "R 1234 A412 B97 C5",
        "h 1234 a0900 b412",
        "Н 1234 А0900 Б412 #12",
        "E 77 a opening b? c! stop",
        "1234 900 800 790 10 780 400 200 100 50 30",
        "H 1234 A 09:00 B 1 234,5",
        "AN1,BC412",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// A submission of ODK Collect, read against every form.
pub(crate) fn submission(bytes: &[u8]) {
    let Ok(read) = openrosa::submission(bytes) else { return };
    for form in FORMS.iter() {
        let filled = read.read(form);
        let _ = validate(form, &filled.answers);
    }
}

pub(crate) fn submissions() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = FORMS
        .iter()
        .map(|form| {
            let identity = openrosa::Identity { id: "uuid:1", corrects: None };
            openrosa::instance(form, &Answers::default(), &identity).into_bytes()
        })
        .collect();
    all.push(
        b"<turnout id=\"turnout\" version=\"1\"><meta><instanceID>uuid:2</instanceID></meta>\
          <header><station-code>12</station-code></header><count><until>09:00:00.000+05:00</until>\
          <voters>412</voters></count></turnout>"
            .to_vec(),
    );
    all
}

/// A published `XForm`; what was imported is written and read again.
pub(crate) fn xform(bytes: &[u8]) {
    let Ok(imported) = openrosa::import(bytes) else { return };
    let written = openrosa::xform(&imported.form, true);
    let again = openrosa::import(written.xml.as_bytes());
    assert!(again.is_ok(), "an XForm of ours is not read back");
}

pub(crate) fn xforms() -> Vec<Vec<u8>> {
    FORMS.iter().map(|form| openrosa::xform(form, true).xml.into_bytes()).collect()
}

/// An `XLSForm` workbook.
pub(crate) fn xlsform(bytes: &[u8]) {
    let Ok(imported) = xlsform::import(bytes, "fuzz") else { return };
    let _ = xlsform::export(&imported.form);
    let _ = validate(&imported.form, &Answers::default());
}

pub(crate) fn workbooks() -> Vec<Vec<u8>> {
    let short = FORMS.iter().filter(|form| form.id.as_str() == "turnout");
    short.filter_map(|form| xlsform::export(form).ok()).collect()
}

/// A form's file.
pub(crate) fn form(bytes: &[u8]) {
    if let Ok(form) = Form::parse("fuzz.toml", &text(bytes)) {
        let _ = validate(&form, &Answers::default());
        let _ = openrosa::xform(&form, true);
        let _ = Codebooks::new([&form]);
    }
}

pub(crate) fn form_files() -> Vec<Vec<u8>> {
    let texts = ["turnout", "voting"].into_iter().filter_map(builtin::text);
    texts.map(|text| text.as_bytes().to_vec()).collect()
}

/// An expression of a form; what is printed is read back as the same.
pub(crate) fn expression(bytes: &[u8]) {
    let expression = Expression::from(text(bytes).into_owned());
    let again = Expression::from(expression.to_string());
    assert_eq!(again, expression, "printed, it is another expression");
    let Some(form) = FORMS.first() else { return };
    let (outline, answers) = (Outline::new(form), Answers::default());
    let evaluator = Evaluator::new(&outline, &answers, None);
    let question = form.questions().next();
    if let Some(question) = question {
        let place = Place::from(question.id.clone());
        let _ = evaluator.truth(&expression, &place);
        let _ = evaluator.value(&expression, &place);
    }
}

pub(crate) fn expressions() -> Vec<Vec<u8>> {
    let texts = [
        "${voters} + 1 <= ${registered} and not(selected(., 'none'))",
        "if(regex(${a}, '^[0-9]+$'), string-length(.), -1) != number('7') div 2 mod 3",
        "count-selected(.) = 1 or coalesce(${a}, ${b}) = today()",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}
