//! What goes out to Collect and what comes back.

use proptest::prelude::*;

use super::*;
use crate::{
    Absence, Answer, Answers, Form, Name, Place, builtin, protocol_form, validate,
    xml::{Element, XmlLimits, read},
};

const LIMITS: XmlLimits = XmlLimits { bytes: 16 << 20, depth: 64, parts: 1_000_000 };

fn protocol() -> Form {
    protocol_form(&sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap())
}

fn builtin_form(name: &str) -> Form {
    builtin::form(name).unwrap().unwrap()
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// Every element of a tree.
fn all<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    found.push(element);
    for child in element.elements() {
        all(child, found);
    }
}

#[test]
fn every_reference_of_an_xform_leads_to_a_node_and_a_text() {
    for form in [protocol(), builtin_form("voting"), builtin_form("incident")] {
        let xml = xform(&form, true).xml;
        let root = read(xml.as_bytes(), LIMITS).unwrap();
        let mut elements = Vec::new();
        all(&root, &mut elements);
        let model = root.child("head").unwrap().child("model").unwrap();
        let instance = model.child("instance").unwrap();
        let exists = |path: &str| {
            let mut steps = path.split('/').filter(|step| !step.is_empty());
            steps.try_fold(instance, |element, step| element.child(step)).is_some()
        };
        let texts: Vec<&str> = elements
            .iter()
            .filter(|element| element.name == "text")
            .filter_map(|element| element.attribute("id"))
            .collect();
        let mut checked = 0;
        for element in &elements {
            let reference = element.attribute("nodeset").or(element.attribute("ref"));
            let reference = reference.unwrap_or_default();
            if reference.starts_with("/data") {
                assert!(exists(reference), "{}: {reference}", form.id);
                checked += 1;
            } else if let Some(id) = reference.strip_prefix("jr:itext('") {
                let id = id.strip_suffix("')").unwrap();
                assert!(texts.contains(&id), "{}: {id}", form.id);
                checked += 1;
            }
        }
        assert!(checked > 40, "{checked}");
        let langs: Vec<&str> = model
            .child("itext")
            .unwrap()
            .elements()
            .filter_map(|translation| translation.attribute("lang"))
            .collect();
        assert_eq!(langs, ["English (en)", "Қазақша (kk)", "Русский (ru)"]);
    }
}

#[test]
fn sensitive_questions_are_not_asked_in_the_clear() {
    let form = builtin_form("incident");
    let out = xform(&form, false);
    let left_out: Vec<&str> = out.left_out.iter().map(Name::as_str).collect();
    let expected = [
        "contact",
        "description",
        "persons-involved",
        "photo-1",
        "photo-2",
        "place",
        "told-by-others",
    ];
    assert_eq!(left_out, expected);
    let imported = import(out.xml.as_bytes()).unwrap().form;
    for id in expected {
        assert!(imported.question(&name(id)).is_none(), "{id}");
    }
    assert!(xform(&builtin_form("voting"), false).left_out.is_empty());
}

#[test]
fn conditions_that_rest_on_what_is_left_out_go_with_it() {
    let text = r#"
id = "t"
version = "1"
title = "T"
kind = "other"
[[groups]]
id = "g"
questions = [
  { id = "secret", ask = "text", sensitive = true },
  { id = "after", ask = "integer", relevant = "${secret} != ''" },
]
"#;
    let out = xform(&Form::parse("t", text).unwrap(), false);
    assert_eq!(out.left_out, [name("after"), name("secret")]);
    assert!(!out.xml.contains("secret"));
}

#[test]
fn what_needs_a_file_that_is_not_there_is_left_out_and_said() {
    let mut form = builtin_form("turnout");
    let Some(crate::Item::Group(group)) = form.items.last_mut() else { panic!("a group") };
    let Some(crate::Item::Question(question)) = group.items.last_mut() else { panic!("one") };
    for (text, needs) in [
        ("pulldata('f', 'a', 'b', ${voters})", true),
        ("instance('towns')/root/item[name = 'x']/label", true),
        ("once(${last-saved#voters})", true),
        ("instance('counted')/root/item[name = 'x']/label", false),
        ("jr:choice-name(${counted}, '${counted}')", false),
    ] {
        question.calculation = Some(crate::Expression::parse(text));
        let out = xform(&form_with(question), false);
        assert_eq!(!out.left_out.is_empty(), needs, "{text}");
        assert_eq!(out.xml.contains("calculate="), !needs, "{text}");
    }
}

/// The head count with a question exchanged.
fn form_with(question: &crate::Question) -> Form {
    let mut form = builtin_form("turnout");
    form.each_question(&mut |own| {
        if own.id == question.id {
            own.clone_from(question);
        }
    });
    form
}

/// The shape of ODK Collect's submissions, by the ODK `XForms` specification.
const COLLECT: &str = r#"<?xml version='1.0' ?>
<data id="voting" version="1" xmlns:ev="http://www.w3.org/2001/xml-events"
      xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms">
  <start>2021-01-10T09:58:12.123+06:00</start>
  <header><station-code>126101/95</station-code><time-in>10:00:00.000+06:00</time-in></header>
  <environment>
    <campaigning>no</campaigning><campaigning.absent/>
    <tension/><tension.absent>dont-know</tension.absent>
  </environment>
  <persons><present>media police</present><present.absent/></persons>
  <figures>
    <voters-listed>2100</voters-listed>
    <voted-so-far>12a</voted-so-far>
    <home-requests>5</home-requests><home-requests.absent>not-allowed</home-requests.absent>
  </figures>
  <judgement><comment>Line 1 &amp; line 2
</comment></judgement>
  <old-group><retired>kept</retired></old-group>
  <orx:meta>
    <orx:instanceID>uuid:aa4cf9e2-5b34-4d0b-ae5b-000000000001</orx:instanceID>
    <orx:deprecatedID>uuid:aa4cf9e2-5b34-4d0b-ae5b-000000000000</orx:deprecatedID>
    <orx:timeStart>2021-01-10T09:58:12.123+06:00</orx:timeStart>
  </orx:meta>
</data>"#;

#[test]
fn a_submission_of_collect_is_read_whole() {
    let form = builtin_form("voting");
    let submission = submission(COLLECT.as_bytes()).unwrap();
    assert_eq!((submission.form.as_str(), submission.version.as_deref()), ("voting", Some("1")));
    let id = submission.instance_id.as_deref().unwrap();
    assert!(id.ends_with("0001") && submission.deprecated_id.is_some());
    assert_eq!(submission.started.unwrap().to_string(), "2021-01-10T09:58:12+06:00");
    let filled = submission.read(&form);
    let answer = |id: &str| filled.answers.of(&name(id)).map(ToString::to_string);
    assert_eq!(answer("station-code").as_deref(), Some("126101/95"));
    assert_eq!(answer("time-in").as_deref(), Some("10:00"));
    assert_eq!(answer("tension").as_deref(), Some("dont-know"));
    assert_eq!(filled.answers.of(&name("tension")), Some(&Answer::Absent(Absence::DontKnow)));
    assert_eq!(answer("present").as_deref(), Some("media police"));
    assert_eq!(answer("voted-so-far").as_deref(), Some("12a"));
    assert_eq!(answer("comment").as_deref(), Some("Line 1 & line 2\n"));
    assert_eq!(answer("retired").as_deref(), Some("kept"));
    let notes: Vec<(String, SubmissionNoteKind)> =
        filled.notes.iter().map(|note| (note.path.clone(), note.kind)).collect();
    let expected = [
        ("/data/figures/home-requests.absent", SubmissionNoteKind::AnswerAndReason),
        ("/data/figures/voted-so-far", SubmissionNoteKind::Unreadable),
        ("/data/old-group/retired", SubmissionNoteKind::UnknownElement),
        ("/data/start", SubmissionNoteKind::UnknownElement),
    ];
    let expected = expected.map(|(path, kind)| (path.replacen("/data", "", 1), kind));
    assert_eq!(notes, expected);
}

#[test]
fn other_clients_namespaces_and_roots_are_read_too() {
    let form = builtin_form("turnout");
    let enketo = "<turnout xmlns=\"http://x\" xmlns:jr=\"http://openrosa.org/javarosa\" id=\"turnout\">\
        <x:count xmlns:x=\"http://y\"><x:voters>412</x:voters></x:count>\
        <meta><instanceID>uuid:1</instanceID></meta></turnout>";
    let read = submission(enketo.as_bytes()).unwrap();
    assert_eq!(read.instance_id.as_deref(), Some("uuid:1"));
    assert_eq!(read.read(&form).answers.of(&name("voters")), Some(&Answer::Integer(412)));
    let bare = submission(b"<turnout><voters>5</voters></turnout>").unwrap();
    assert_eq!((bare.form.as_str(), bare.instance_id), ("turnout", None));
    let encrypted = submission(b"<data id='t' encrypted='yes'/>").unwrap();
    assert!(encrypted.encrypted);
}

#[test]
fn hostile_submissions_are_refused() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">]><data id=\"x\">&a;</data>";
    assert_eq!(submission(bomb.as_bytes()), Err(XmlRefused::DocumentType));
    let deep = format!("<data id='x'>{}", "<a>".repeat(1_000_000));
    assert!(matches!(submission(deep.as_bytes()), Err(XmlRefused::TooDeep(_))));
    let wide = format!("<data id='x'>{}</data>", "<a/>".repeat(200_000));
    assert!(matches!(submission(wide.as_bytes()), Err(XmlRefused::TooMany(_))));
    let long = format!("<data id='x'>{}</data>", "x".repeat(9 << 20));
    assert!(matches!(submission(long.as_bytes()), Err(XmlRefused::TooLarge { .. })));
}

#[test]
fn lists_manifests_and_replies_are_well_formed() {
    let form = protocol();
    let listed = ListedForm {
        id: &form.id,
        version: "1",
        name: "Протокол <1>",
        description: "",
        hash: "md5:0",
        download: "https://example.org/f?id=1&v=2",
        manifest: Some("https://example.org/m"),
    };
    let root = read(form_list(&[listed]).as_bytes(), LIMITS).unwrap();
    let form = root.child("xform").unwrap();
    assert_eq!(form.child("name").unwrap().text(), "Протокол <1>");
    assert_eq!(form.child("downloadUrl").unwrap().text(), "https://example.org/f?id=1&v=2");
    let file = ListedFile { name: "a.png", hash: "md5:1", download: "https://example.org/a" };
    let root = read(manifest(&[file]).as_bytes(), LIMITS).unwrap();
    assert_eq!(root.child("mediaFile").unwrap().child("filename").unwrap().text(), "a.png");
    let root = read(response("Taken", "submit_success").as_bytes(), LIMITS).unwrap();
    assert_eq!(root.child("message").unwrap().attribute("nature"), Some("submit_success"));
}

#[test]
fn repetitions_keep_their_numbers() {
    let text = r#"
id = "t"
version = "1"
title = "T"
kind = "other"
[[groups]]
id = "box"
repeat = true
questions = [
  { id = "seal", ask = "text", label = "Seal" },
  { id = "n", ask = "integer", may = ["dont-know"], label = "How many" },
]
"#;
    let form = Form::parse("t", text).unwrap();
    let at = |id: &str, at: u32| Place { question: name(id), at: vec![at] };
    let answers: Answers = [
        (at("seal", 1), Answer::Text("A1".into())),
        (at("n", 3), Answer::Absent(Absence::DontKnow)),
    ]
    .into_iter()
    .collect();
    let xml = instance(&form, &answers, &Identity { id: "uuid:1", corrects: None });
    let filled = submission(xml.as_bytes()).unwrap().read(&form);
    assert_eq!((filled.answers, filled.notes), (answers, vec![]));
    let exported = xform(&form, false).xml;
    assert!(exported.contains("<box jr:template=\"\">"), "{exported}");
    assert_eq!(import(exported.as_bytes()).unwrap().form.items, form.items);
}

/// Answers to the built-in voting form.
fn answers() -> impl Strategy<Value = Answers> {
    let form = builtin_form("voting");
    let one = |question: &crate::Question| {
        let ids: Vec<_> = form.choices(question).iter().map(|choice| choice.id.clone()).collect();
        let id = question.id.clone();
        let typed: BoxedStrategy<Answer> = match question.ask.id() {
            "one" => proptest::sample::select(ids).prop_map(Answer::Choice).boxed(),
            "many" => proptest::sample::subsequence(ids.clone(), 1..=ids.len())
                .prop_map(|ids| Answer::Choices(ids.into_iter().collect()))
                .boxed(),
            "integer" => any::<i64>().prop_map(Answer::Integer).boxed(),
            "time" => (0u8..24, 0u8..60)
                .prop_map(|(h, m)| Answer::Time(crate::Time::new(h, m, 0).unwrap()))
                .boxed(),
            _ => "[^\\s\\p{C}][^\\p{C}]{0,20}".prop_map(Answer::Text).boxed(),
        };
        let absent: Vec<Absence> = question.may.iter().copied().collect();
        let answer = if absent.is_empty() {
            typed
        } else {
            prop_oneof![typed, proptest::sample::select(absent).prop_map(Answer::Absent)].boxed()
        };
        proptest::option::of(answer)
            .prop_map(move |answer| answer.map(|answer| (Place::from(id.clone()), answer)))
    };
    let all: Vec<_> = form.questions().map(one).collect();
    all.prop_map(|all| all.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_come_back_as_they_were(answers in answers()) {
        let form = builtin_form("voting");
        let identity = Identity { id: "uuid:1", corrects: Some("uuid:0") };
        let xml = instance(&form, &answers, &identity);
        let read = submission(xml.as_bytes()).unwrap();
        prop_assert_eq!(read.deprecated_id.as_deref(), Some("uuid:0"));
        let filled = read.read(&form);
        prop_assert_eq!(&filled.notes, &vec![]);
        prop_assert_eq!(&filled.answers, &answers);
        let _ = validate(&form, &filled.answers);
    }

    #[test]
    fn any_submission_is_read_or_refused(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("<data id='voting'>"), Just("</data>"), Just("<figures>"), Just("</figures>"),
                Just("<voters-listed>"), Just("</voters-listed>"), Just("12"), Just("<meta/>"),
                Just("<tension.absent>"), Just("</tension.absent>"), Just("dont-know"),
                Just("&amp;"),
                Just("<orx:meta>"), Just("</orx:meta>"), Just("<x.absent>a</x.absent>"), Just(" "),
            ],
            0..40,
        ),
    ) {
        let form = builtin_form("voting");
        let text = format!("<data id='voting'>{}</data>", parts.concat());
        for text in [text, parts.concat()] {
            if let Ok(read) = submission(text.as_bytes()) {
                let _ = validate(&form, &read.read(&form).answers);
            }
        }
    }
}
