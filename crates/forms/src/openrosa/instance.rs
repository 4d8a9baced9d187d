//! Answers as an `OpenRosa` instance: what Collect would have sent.

use std::collections::BTreeSet;

use super::absent::companion_of;
use crate::{
    answer::{Answer, Answers, Place},
    expression::Evaluator,
    form::{Form, Group, Item, Question},
    outline::Outline,
    xml::Writer,
};

/// Who an instance is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity<'a> {
    /// Its identifier: `uuid:…`.
    pub id: &'a str,
    /// The one that it corrects.
    pub corrects: Option<&'a str>,
}

/// Writes answers as a submission of the form.
pub fn instance(form: &Form, answers: &Answers, identity: &Identity<'_>) -> String {
    let outline = Outline::new(form);
    let evaluator = Evaluator::new(&outline, answers, None);
    let mut xml = Writer::new();
    let attributes = [
        ("id", form.id.as_str()),
        ("version", form.version.as_str()),
        ("xmlns:orx", "http://openrosa.org/xforms"),
    ];
    xml.open("data", &attributes);
    let mut filler = Filler { answers, evaluator: &evaluator, xml: &mut xml };
    filler.items(&form.items, &[]);
    xml.open("orx:meta", &[]);
    xml.leaf("orx:instanceID", &[], identity.id);
    if let Some(corrects) = identity.corrects {
        xml.leaf("orx:deprecatedID", &[], corrects);
    }
    xml.finish()
}

struct Filler<'a> {
    answers: &'a Answers,
    evaluator: &'a Evaluator<'a>,
    xml: &'a mut Writer,
}

impl Filler<'_> {
    fn items(&mut self, items: &[Item], at: &[u32]) {
        for item in items {
            match item {
                Item::Question(question) => self.question(question, at),
                Item::Group(group) => self.group(group, at),
            }
        }
    }

    fn group(&mut self, group: &Group, at: &[u32]) {
        if group.repeat.is_none() {
            self.xml.open(group.id.as_str(), &[]);
            self.items(&group.items, at);
            self.xml.close();
            return;
        }
        let all = self.evaluator.repetitions(&group.id, at);
        let last: BTreeSet<u32> = all.iter().filter_map(|all| all.get(at.len()).copied()).collect();
        // Repetitions are known by their place among their fellows: an empty one keeps the count.
        for number in 1..=last.last().copied().unwrap_or(0) {
            let inner: Vec<u32> = at.iter().copied().chain([number]).collect();
            self.xml.open(group.id.as_str(), &[]);
            if last.contains(&number) {
                self.items(&group.items, &inner);
            }
            self.xml.close();
        }
    }

    fn question(&mut self, question: &Question, at: &[u32]) {
        let place = Place { question: question.id.clone(), at: at.to_vec() };
        let (text, absence) = match self.answers.get(&place) {
            None => (String::new(), None),
            Some(Answer::Absent(absence)) => (String::new(), Some(absence.id())),
            Some(answer) => (answer.to_string(), None),
        };
        self.xml.leaf(question.id.as_str(), &[], &text);
        if let Some(companion) = companion_of(&question.id).filter(|_| !question.may.is_empty()) {
            self.xml.leaf(companion.as_str(), &[], absence.unwrap_or_default());
        }
    }
}
