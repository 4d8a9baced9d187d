//! The card teaches what the parser reads.

use super::*;
use crate::{builtin, protocol_form, sms};

#[test]
fn the_example_on_every_card_is_read_without_a_problem() {
    let mut forms: Vec<Form> =
        builtin::names().map(|name| builtin::form(name).unwrap().unwrap()).collect();
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    forms.push(protocol_form(&election));
    let (books, _) = sms::Codebooks::new(&forms);
    for form in &forms {
        for language in Words::languages() {
            let words = Words::new(language);
            let book = books.of(&form.id).unwrap();
            let card = crib_card(form, book, &words).unwrap();
            let parsed = sms::parse(&card.example, &books, None);
            assert_eq!(parsed.problems, [], "{}", card.example);
            assert!(!parsed.answers.is_empty());
            assert_eq!(card.lines.len(), book.entries.len());
            let blank = blank_form(form, Some(book), &words);
            let asked = blank.parts.iter().filter(
                |part| matches!(part, BlankPart::Question(question) if question.number.is_some()),
            );
            assert_eq!(asked.count(), form.questions().filter(|q| q.ask.is_asked()).count());
        }
    }
}

#[test]
fn the_protocols_card_in_kazakh() {
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    let form = protocol_form(&election);
    let book = Codebook::new(&form).unwrap();
    let card = crib_card(&form, &book, &Words::new("kk")).unwrap();
    assert_eq!(
        (card.keyword.as_str(), card.lines[3].label.as_str()),
        ("R", "Жарамсыз бюллетеньдер")
    );
    assert_eq!(card.example, "R 1234 A412 B97 C5 D18 E260 =792");
    assert_eq!(card.lines[5].label, "Нұр Отан");
    assert_eq!(card.lines[0].marks, "?!");
}

#[test]
fn paper_knows_no_identifiers() {
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    let mut forms: Vec<Form> =
        builtin::names().map(|name| builtin::form(name).unwrap().unwrap()).collect();
    forms.push(protocol_form(&election));
    for form in &forms {
        let book = Codebook::new(form).ok();
        for language in Words::languages() {
            let blank = blank_form(form, book.as_ref(), &Words::new(language));
            for part in &blank.parts {
                let (BlankPart::Heading { only_if, .. }
                | BlankPart::Question(BlankQuestion { only_if, .. })) = part;
                let said = only_if.as_deref().unwrap_or_default();
                let strange =
                    ["$", "'", "selected(", " != "].iter().find(|own| said.contains(**own));
                assert_eq!(strange, None, "{} {language}: {said}", form.id);
            }
        }
    }
}

#[test]
fn conditions_name_what_stands_on_the_page() {
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    let protocol = protocol_form(&election);
    let opening = builtin::form("opening").unwrap().unwrap();
    let said = |form: &Form, name: &str, language| {
        let blank = blank_form(form, Codebook::new(form).ok().as_ref(), &Words::new(language));
        let own = form.question(&name.parse().unwrap()).unwrap();
        let label = shown(&own.label, own.id.as_str(), language);
        let found = blank.parts.iter().find_map(|part| match part {
            BlankPart::Question(question) if question.label == label => question.only_if.clone(),
            _ => None,
        });
        (label, found.unwrap())
    };
    let (label, condition) = said(&protocol, "check-1", "en");
    assert_eq!(condition, "[C] ≠ [E] + [D]");
    assert!(
        label.contains("Ballots found in the boxes = Valid ballots + Invalid ballots"),
        "{label}"
    );
    let (label, _) = said(&protocol, "check-1", "kk");
    assert!(label.contains("Жәшіктерден табылған бюллетеньдер = Жарамды"), "{label}");
    let (_, condition) = said(&opening, "opened-at", "ru");
    assert!(condition.contains("» или ["), "{condition}");
}
