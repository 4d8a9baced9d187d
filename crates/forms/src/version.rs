//! A form corrected during the day: answers filed under the older version, read by the newer.
//!
//! Questions are the same where their names agree. What has no place in the newer version is set
//! aside, never dropped, and everything that is not plainly the same question is marked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Answer, Answers, Place},
    form::{Ask, Form, Question},
    name::ChoiceId,
    outline::Outline,
};

/// Answers under a newer version of their form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// The version they were filed under.
    pub from: String,
    /// The version they are read by.
    pub to: String,
    /// What the newer version has a place for.
    pub answers: Answers,
    /// What it has none for, as it was filed.
    pub aside: Answers,
    /// What is not plainly the same, by place.
    pub marks: Vec<Mark>,
}

/// Something that changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// What changed.
    pub change: Change,
}

/// What changed for one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The newer version has no such question: the answer was set aside.
    QuestionGone,
    /// The question is of another type, which the answer does not fit: it was set aside.
    OtherType,
    /// The choice is not on the newer list. It was kept.
    ChoiceGone,
    /// The answer was rewritten as the new type without loss.
    Rewritten,
    /// The question or its choice is worded otherwise, so it may mean something else. It was kept.
    OtherWords,
    /// The question was moved into or out of a repeated group: the answer was set aside.
    Moved,
    /// The question is new, so that nobody could answer it.
    New,
}

/// Reads answers that were filed under `older` by `newer`.
pub fn carry(older: &Form, newer: &Form, answers: &Answers) -> Carried {
    let (old, new) = (Outline::new(older), Outline::new(newer));
    let mut carried = Carried {
        from: older.version.clone(),
        to: newer.version.clone(),
        answers: Answers::default(),
        aside: Answers::default(),
        marks: Vec::new(),
    };
    for (place, answer) in answers.iter() {
        let target = new.node(&place.question).ok_or(Change::QuestionGone).and_then(|node| {
            let fits = node.repeats.len() == place.at.len();
            if fits { Ok(node.question) } else { Err(Change::Moved) }
        });
        let rewritten = target.and_then(|question| {
            let (answer, change) = rewrite(answer, question, newer)?;
            Ok((answer, change, question))
        });
        let mut mark = |change| carried.marks.push(Mark { place: place.clone(), change });
        match rewritten {
            Ok((new_answer, change, question)) => {
                change.into_iter().for_each(&mut mark);
                let before = old.node(&place.question).map(|node| node.question);
                if before.is_some_and(|b| other_words((older, b), (newer, question), answer)) {
                    mark(Change::OtherWords);
                }
                carried.answers.set(place.clone(), new_answer);
            }
            Err(change) => {
                mark(change);
                carried.aside.set(place.clone(), answer.clone());
            }
        }
    }
    let known: BTreeSet<_> = older.questions().map(|question| &question.id).collect();
    let asked = new.nodes().iter().filter(|node| node.question.ask.is_asked());
    for node in asked.filter(|node| !known.contains(&node.question.id)) {
        let place = Place::from(node.question.id.clone());
        carried.marks.push(Mark { place, change: Change::New });
    }
    carried.marks.sort();
    carried
}

/// The answer as the newer question wants it.
fn rewrite(
    answer: &Answer,
    question: &Question,
    newer: &Form,
) -> Result<(Answer, Option<Change>), Change> {
    let listed = |id: &ChoiceId| newer.choices(question).iter().any(|choice| choice.id == *id);
    let gone = |all_listed: bool| (!all_listed).then_some(Change::ChoiceGone);
    let same = |change| Ok((answer.clone(), change));
    match (&question.ask, answer) {
        (_, Answer::Absent(_) | Answer::Sealed(_) | Answer::Unreadable(_))
        | (Ask::Integer | Ask::Decimal, Answer::Integer(_))
        | (Ask::Decimal, Answer::Decimal(_))
        | (Ask::Date, Answer::Date(_))
        | (Ask::Time, Answer::Time(_))
        | (Ask::Moment, Answer::Moment(_))
        | (Ask::Photo | Ask::File(_), Answer::File(_))
        | (Ask::Location, Answer::Location(_))
        | (Ask::Acknowledge, Answer::Choice(_))
        | (Ask::Text | Ask::Barcode, Answer::Text(_))
        | (Ask::Hidden | Ask::Device(_), _) => same(None),
        (Ask::One(_), Answer::Choice(id)) => same(gone(listed(id))),
        (Ask::Many(_), Answer::Choices(ids)) => same(gone(ids.iter().all(listed))),
        (Ask::Many(_), Answer::Choice(id)) if listed(id) => {
            let ids = BTreeSet::from([id.clone()]);
            Ok((Answer::Choices(ids), Some(Change::Rewritten)))
        }
        (Ask::One(_), Answer::Choices(ids)) => match ids.first() {
            Some(id) if ids.len() == 1 && listed(id) => {
                Ok((Answer::Choice(id.clone()), Some(Change::Rewritten)))
            }
            _ => Err(Change::OtherType),
        },
        (Ask::Text, Answer::File(_)) => Err(Change::OtherType),
        (Ask::Text, other) => Ok((Answer::Text(other.to_string()), Some(Change::Rewritten))),
        _ => Err(Change::OtherType),
    }
}

/// Whether the question, or a choice that was made, is worded otherwise in a language that both
/// versions have.
fn other_words(
    (older, before): (&Form, &Question),
    (newer, after): (&Form, &Question),
    answer: &Answer,
) -> bool {
    let differ = |a: &crate::Texts, b: &crate::Texts| {
        a.iter().any(|(language, text)| b.exact(language).is_some_and(|other| other != text))
    };
    let choices: Vec<_> = match answer {
        Answer::Choice(id) => vec![id],
        Answer::Choices(ids) => ids.iter().collect(),
        _ => Vec::new(),
    };
    let label = |form: &Form, question: &Question, id: &ChoiceId| {
        let choice = form.choices(question).iter().find(|choice| choice.id == *id);
        choice.map(|choice| choice.label.clone()).unwrap_or_default()
    };
    differ(&before.label, &after.label)
        || choices.iter().any(|id| differ(&label(older, before, id), &label(newer, after, id)))
}

#[cfg(test)]
mod tests;
