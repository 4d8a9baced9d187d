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
