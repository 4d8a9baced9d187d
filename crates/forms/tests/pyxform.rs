//! `pyxform` and ODK Validate, the programs by which everybody else's forms are made, accept ours;
//! and what `pyxform` makes of them reads back as the same questions.
//!
//! `SANAQ_PEERS` names a Python environment with `tests/peers/requirements.txt` installed; without
//! it these tests say "skipped". ODK Validate comes with `pyxform` and needs Java.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on should fail, and one that is skipped says so"
)]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use sanaq_forms::{Ask, Form, Item, Question, builtin, openrosa, protocol_form, xlsform};

fn peers() -> Option<PathBuf> {
    let folder = std::env::var_os("SANAQ_PEERS").map(PathBuf::from);
    let folder = folder.filter(|folder| folder.join("bin/xls2xform").exists());
    if folder.is_none() {
        println!("skipped: no pyxform");
    }
    folder
}

fn has_java() -> bool {
    Command::new("java").arg("-version").output().is_ok_and(|output| output.status.success())
}

fn forms() -> Vec<Form> {
    let mut forms: Vec<Form> =
        builtin::names().map(|name| builtin::form(name).unwrap().unwrap()).collect();
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    forms.push(protocol_form(&election));
    forms.push(Form::parse("kinds", include_str!("kinds.toml")).unwrap());
    forms
}

/// Converts a workbook; ODK Validate looks at the result where there is Java.
fn convert(peers: &Path, folder: &Path, form: &Form) -> Vec<u8> {
    let (book, xml) = (folder.join("form.xlsx"), folder.join("form.xml"));
    std::fs::write(&book, xlsform::export(form).unwrap()).unwrap();
    let _ = std::fs::remove_file(&xml);
    let mut command = Command::new(peers.join("bin/xls2xform"));
    command.args([&book, &xml]);
    command.arg(if has_java() { "--odk_validate" } else { "--skip_validate" });
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && xml.exists(), "{}: {said}", form.id);
    std::fs::read(&xml).unwrap()
}

/// What of a question must survive the way through another program.
fn essence(question: &Question) -> String {
    let texts = |texts: &sanaq_forms::Texts| {
        let all = texts.iter().map(|(tag, text)| {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // `pyxform` makes plain quotation marks of printed ones.
            let words = words.replace(['“', '”'], "\"");
            format!("{tag}={words}")
        });
        all.collect::<Vec<_>>().join("|")
    };
    let expression = |e: &Option<sanaq_forms::Expression>| {
        e.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    let label = match question.ask {
        Ask::Hidden | Ask::Device(_) => String::new(),
        _ => texts(&question.label),
    };
    format!(
        "{} {:?} may {:?} [{label}] [{}] rel {} con {} [{}] req {} calc {} ro {} s {} code {:?} {}",
        question.id,
        question.ask,
        question.may,
        texts(&question.hint),
        expression(&question.relevant),
        expression(&question.constraint),
        texts(&question.constraint_message),
        expression(&question.required),
        expression(&question.calculation),
        question.read_only,
        question.sensitive,
        question.code,
        question.appearance,
    )
}

fn groups(items: &[Item], found: &mut Vec<String>) {
    for item in items {
        if let Item::Group(group) = item {
            let relevant = group.relevant.as_ref().map(ToString::to_string);
            let repeat =
                group.repeat.as_ref().map(|repeat| repeat.count.as_ref().map(ToString::to_string));
            found.push(format!("{} {relevant:?} {repeat:?}", group.id));
            groups(&group.items, found);
        }
    }
}

#[test]
fn pyxform_accepts_our_workbooks_and_its_xforms_read_back() {
    let Some(peers) = peers() else { return };
    let folder = tempfile::tempdir().unwrap();
    for form in forms() {
        let xml = convert(&peers, folder.path(), &form);
        let imported = openrosa::import(&xml).unwrap_or_else(|error| panic!("{error}"));
        let findings: Vec<String> = imported
            .findings
            .iter()
            .filter(|finding| finding.fate != xlsform::Fate::Kept)
            .map(ToString::to_string)
            .collect();
        assert_eq!(findings, Vec::<String>::new(), "{}", form.id);
        let ours: Vec<String> = form.questions().map(essence).collect();
        let theirs: Vec<String> = imported.form.questions().map(essence).collect();
        for (theirs, ours) in theirs.iter().zip(&ours) {
            assert_eq!(theirs, ours, "{}", form.id);
        }
        assert_eq!(theirs.len(), ours.len(), "{}", form.id);
        let (mut own, mut other) = (Vec::new(), Vec::new());
        groups(&form.items, &mut own);
        groups(&imported.form.items, &mut other);
        assert_eq!(other, own, "{}", form.id);
        for list in &form.lists {
            let used = form
                .questions()
                .any(|q| q.ask.choosing().is_some_and(|choosing| choosing.list == list.id));
            if used {
                let same = imported.form.list(&list.id).unwrap();
                assert_eq!(same.choices, list.choices, "{}: {}", form.id, list.id);
            }
        }
    }
}

#[test]
fn odk_validate_accepts_our_xforms() {
    let Some(peers) = peers() else { return };
    if !has_java() {
        println!("skipped: no Java");
        return;
    }
    let library = peers.join("lib");
    let python = std::fs::read_dir(library).unwrap().flatten().map(|entry| entry.path());
    let jar = "site-packages/pyxform/validators/odk_validate/bin/ODK_Validate.jar";
    let jar = python.map(|python| python.join(jar)).find(|jar| jar.exists()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for form in forms() {
        for sensitive in [true, false] {
            let path = folder.path().join(format!("{}-{sensitive}.xml", form.id));
            std::fs::write(&path, openrosa::xform(&form, sensitive).xml).unwrap();
            let mut command = Command::new("java");
            let output = command.arg("-jar").arg(&jar).arg(&path).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {said}", form.id);
        }
    }
}
