//! What is wrong with a filing. Nothing is ever refused: a report that breaks every rule of its
//! form is still what an observer said.
//!
//! A rule that rests on something unknown accuses nobody: see [`Truth`].

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Answer, Answers, Place},
    expression::{Evaluator, Truth, differs, text_of},
    form::{Ask, DeviceFact, Form, Question},
    moment::Moment,
    name::ChoiceId,
    outline::{Node, Outline},
    print::shown,
    words::Words,
};

/// Something about an answer that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What kind of problem.
    pub code: ProblemCode,
    /// What was found.
    pub found: String,
    /// What was expected, without words of a language: a range, identifiers, an expression.
    pub expected: String,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The form has no such question.
    UnknownQuestion,
    /// The question stands elsewhere: it is not repeated, or is and the repetition is missing.
    Misplaced,
    /// An answer of another type than the question's.
    WrongType,
    /// What was sent could not be read as the question's type.
    Unreadable,
    /// The list has no such choice.
    UnknownChoice,
    /// The list has it, but it is not offered after the other answers.
    NotOffered,
    /// A number outside the range.
    OutOfRange,
    /// The question's constraint does not hold.
    Constraint,
    /// An answer was expected.
    Missing,
    /// The question should not have been asked after the other answers.
    NotAsked,
    /// A reason for having no answer that the question does not offer.
    AbsenceNotOffered,
    /// The answer is not what the form computes from the others.
    Calculation,
    /// A group was filled in more often than the form says.
    TooMany,
}

impl ProblemCode {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::UnknownQuestion,
        Self::Misplaced,
        Self::WrongType,
        Self::Unreadable,
        Self::UnknownChoice,
        Self::NotOffered,
        Self::OutOfRange,
        Self::Constraint,
        Self::Missing,
        Self::NotAsked,
        Self::AbsenceNotOffered,
        Self::Calculation,
        Self::TooMany,
    ];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UnknownQuestion => "unknown-question",
            Self::Misplaced => "misplaced",
            Self::WrongType => "wrong-type",
            Self::Unreadable => "unreadable",
            Self::UnknownChoice => "unknown-choice",
            Self::NotOffered => "not-offered",
            Self::OutOfRange => "out-of-range",
            Self::Constraint => "constraint",
            Self::Missing => "missing",
            Self::NotAsked => "not-asked",
            Self::AbsenceNotOffered => "absence-not-offered",
            Self::Calculation => "calculation",
            Self::TooMany => "too-many",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Problem {
    /// The problem as a sentence, with the question's words where the form has it.
    pub fn say(&self, form: &Form, words: &Words) -> String {
        let id = self.place.to_string();
        let question = form.question(&self.place.question);
        let label = question.map(|q| shown(&q.label, &id, words.asked())).unwrap_or(id);
        let at: Vec<String> = self.place.at.iter().map(u32::to_string).collect();
        let label = if at.is_empty() { label } else { format!("{label} [{}]", at.join(".")) };
        let expected = match self.code {
            ProblemCode::WrongType | ProblemCode::Unreadable => {
                words.t(&format!("type-{}", self.expected))
            }
            _ => self.expected.clone(),
        };
        let found = self.found.chars().take(60).collect();
        let key = format!("problem-{}", self.code);
        words.with(&key, &[("question", label), ("found", found), ("expected", expected)])
    }
}

/// Everything that should be looked at, by place. Rules that need a clock are left out.
pub fn validate(form: &Form, answers: &Answers) -> Vec<Problem> {
    validate_at(form, answers, None)
}

/// The same, knowing what the time was when the form was filled in.
pub fn validate_at(form: &Form, answers: &Answers, now: Option<Moment>) -> Vec<Problem> {
    let outline = Outline::new(form);
    let judge = Judge {
        form,
        outline: &outline,
        answers,
        evaluator: Evaluator::new(&outline, answers, now),
        timeless: Evaluator::new(&outline, answers, None),
    };
    let mut problems = Vec::new();
    for (place, answer) in answers.iter() {
        judge.place(place, answer, &mut problems);
    }
    for node in outline.nodes() {
        for place in judge.places(node) {
            judge.question(node, &place, &mut problems);
        }
    }
    judge.repetitions(&mut problems);
    problems.sort();
    problems
}

struct Judge<'a> {
    form: &'a Form,
    outline: &'a Outline<'a>,
    answers: &'a Answers,
    evaluator: Evaluator<'a>,
    timeless: Evaluator<'a>,
}

impl Judge<'_> {
    /// Whether the form has such a place at all.
    fn place(&self, place: &Place, answer: &Answer, problems: &mut Vec<Problem>) {
        let mut problem = |code, expected: String| {
            let found = answer.to_string();
            problems.push(Problem { place: place.clone(), code, found, expected });
        };
        match self.outline.node(&place.question) {
            None => problem(ProblemCode::UnknownQuestion, String::new()),
            Some(node) if node.repeats.len() != place.at.len() => {
                let groups: Vec<&str> = node.repeats.iter().map(|name| name.as_str()).collect();
                problem(ProblemCode::Misplaced, groups.join("/"));
            }
            Some(_) => {}
        }
    }

    /// Where a question could be answered: once, or in each repetition that was filled in.
    fn places(&self, node: &Node<'_>) -> Vec<Place> {
        let question = &node.question.id;
        match node.repeats.last() {
            None => vec![Place::from(question.clone())],
            Some(group) => {
                let all = self.evaluator.repetitions(group, &[]);
                all.into_iter().map(|at| Place { question: question.clone(), at }).collect()
            }
        }
    }

    fn question(&self, node: &Node<'_>, place: &Place, problems: &mut Vec<Problem>) {
        let question = node.question;
        let asked = asked(&self.evaluator, node, place);
        let answer = self.answers.get(place);
        let mut problem = |code, expected: String| {
            let found = answer.map(ToString::to_string).unwrap_or_default();
            problems.push(Problem { place: place.clone(), code, found, expected });
        };
        let Some(answer) = answer else {
            let required = question.required.as_ref().filter(|_| question.ask.is_asked());
            let required = required.map(|condition| self.evaluator.truth(condition, place));
            if (asked, required) == (Truth::Yes, Some(Truth::Yes)) {
                problem(ProblemCode::Missing, String::new());
            }
            return;
        };
        if asked == Truth::No {
            let condition = question.relevant.as_ref().map(ToString::to_string);
            problem(ProblemCode::NotAsked, condition.unwrap_or_default());
        }
        match self.own(question, place, answer) {
            Ok(()) => {}
            Err((code, expected)) => problem(code, expected),
        }
    }

    /// The answer by itself: its type, its choice, its range and constraint.
    fn own(
        &self,
        question: &Question,
        place: &Place,
        answer: &Answer,
    ) -> Result<(), (ProblemCode, String)> {
        match answer {
            Answer::Absent(absence) if question.may.contains(absence) => return Ok(()),
            Answer::Absent(_) => {
                let offered: Vec<&str> = question.may.iter().map(|one| one.id()).collect();
                return Err((ProblemCode::AbsenceNotOffered, offered.join(", ")));
            }
            Answer::Sealed(_) => return Ok(()),
            Answer::Unreadable(_) => {
                return Err((ProblemCode::Unreadable, question.ask.id().to_owned()));
            }
            _ if !fits(&question.ask, answer) => {
                return Err((ProblemCode::WrongType, question.ask.id().to_owned()));
            }
            _ => {}
        }
        self.choices(question, place, answer)?;
        let holds = question.constraint.as_ref().map(|c| (c, self.evaluator.truth(c, place)));
        if let Some((constraint, Truth::No)) = holds {
            return Err(match question.range() {
                Some(range) => (ProblemCode::OutOfRange, shown_range(range)),
                None => (ProblemCode::Constraint, constraint.to_string()),
            });
        }
        if let Some(calculation) = &question.calculation {
            let computed = self.timeless.value(calculation, place);
            if differs(answer, &computed) {
                return Err((ProblemCode::Calculation, text_of(&computed)));
            }
        }
        Ok(())
    }

    fn choices(
        &self,
        question: &Question,
        place: &Place,
        answer: &Answer,
    ) -> Result<(), (ProblemCode, String)> {
        let list = self.form.choices(question);
        let chosen: Vec<_> = match answer {
            Answer::Choice(choice) if question.ask.choosing().is_some() => vec![choice],
            Answer::Choices(choices) => choices.iter().collect(),
            _ => return Ok(()),
        };
        for id in chosen {
            let Some(choice) = list.iter().find(|choice| choice.id == *id) else {
                return Err((ProblemCode::UnknownChoice, shown_list(list.iter().map(|c| &c.id))));
            };
            if self.evaluator.offers(question, choice, place) == Truth::No {
                let filter = question.ask.choosing().and_then(|choosing| choosing.filter.as_ref());
                let filter = filter.map(ToString::to_string).unwrap_or_default();
                return Err((ProblemCode::NotOffered, filter));
            }
        }
        Ok(())
    }

    fn repetitions(&self, problems: &mut Vec<Problem>) {
        for node in self.outline.groups() {
            let count = node.group.repeat.as_ref().and_then(|repeat| repeat.count.as_ref());
            let first = self.outline.nodes().get(node.inside.start);
            let (Some(count), Some(first)) = (count, first) else { continue };
            for at in self.evaluator.repetitions(&node.group.id, &[]) {
                let (Some(number), outer) = (at.last(), at.get(..at.len() - 1)) else { continue };
                let outer = outer.unwrap_or_default();
                let most = self.evaluator.group_value(count, &node.group.id, outer);
                if most.is_below(*number) {
                    let place = Place { question: first.question.id.clone(), at: at.clone() };
                    let (found, expected) = (number.to_string(), text_of(&most));
                    problems.push(Problem { place, code: ProblemCode::TooMany, found, expected });
                }
            }
        }
    }
}

/// Whether a question is asked at this place, after all other answers.
pub(crate) fn asked(evaluator: &Evaluator<'_>, node: &Node<'_>, place: &Place) -> Truth {
    let mut depth = 0;
    let mut all = Truth::Yes;
    let mut join = |truth| match truth {
        Truth::No => all = Truth::No,
        Truth::Unknown if all == Truth::Yes => all = Truth::Unknown,
        _ => {}
    };
    for group in &node.groups {
        if let Some(condition) = &group.relevant {
            let at = place.at.get(..depth).unwrap_or(&place.at);
            join(evaluator.group_truth(condition, &group.id, at));
        }
        depth += usize::from(group.repeat.is_some());
    }
    if let Some(condition) = &node.question.relevant {
        join(evaluator.truth(condition, place));
    }
    all
}

/// Whether an answer is one that a question of the form can have: of its type, and of its list. A
/// name where a number belongs is none, nor is a choice that nobody offered.
pub fn can_be(form: &Form, question: &Question, answer: &Answer) -> bool {
    let offered = |id: &ChoiceId| form.choices(question).iter().any(|choice| choice.id == *id);
    match answer {
        Answer::Absent(_) | Answer::Sealed(_) => true,
        Answer::Unreadable(_) => false,
        Answer::Choice(choice) if question.ask.choosing().is_some() => offered(choice),
        Answer::Choices(choices) => choices.iter().all(offered) && fits(&question.ask, answer),
        Answer::Choice(tick) if question.ask == Ask::Acknowledge => {
            tick.as_str().eq_ignore_ascii_case("ok")
        }
        _ => match question.ask {
            Ask::Device(DeviceFact::Start | DeviceFact::End | DeviceFact::Today) => {
                matches!(answer, Answer::Date(_) | Answer::Time(_) | Answer::Moment(_))
            }
            _ => fits(&question.ask, answer),
        },
    }
}

/// Whether an answer is of the type that a question wants.
fn fits(ask: &Ask, answer: &Answer) -> bool {
    match ask {
        Ask::One(_) | Ask::Acknowledge => matches!(answer, Answer::Choice(_)),
        Ask::Many(_) => matches!(answer, Answer::Choices(_)),
        Ask::Integer => matches!(answer, Answer::Integer(_)),
        Ask::Decimal => matches!(answer, Answer::Integer(_) | Answer::Decimal(_)),
        Ask::Date => matches!(answer, Answer::Date(_)),
        Ask::Time => matches!(answer, Answer::Time(_)),
        Ask::Moment => matches!(answer, Answer::Moment(_)),
        Ask::Text | Ask::Barcode | Ask::Note => matches!(answer, Answer::Text(_)),
        Ask::Photo | Ask::File(_) => matches!(answer, Answer::File(_)),
        Ask::Location => matches!(answer, Answer::Location(_)),
        Ask::Hidden | Ask::Device(_) => !matches!(answer, Answer::File(_) | Answer::Location(_)),
    }
}

/// A range as it is shown: `0–3000`, `≥ 0`, `≤ 100`.
pub(crate) fn shown_range(range: (Option<i64>, Option<i64>)) -> String {
    match range {
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => String::new(),
    }
}

/// Identifiers as they are shown, the first dozen.
fn shown_list<T: ToString>(ids: impl Iterator<Item = T>) -> String {
    const SHOWN: usize = 12;
    let mut ids: Vec<String> = ids.take(SHOWN + 1).map(|id| id.to_string()).collect();
    if ids.len() > SHOWN {
        ids.truncate(SHOWN);
        ids.push("…".to_owned());
    }
    ids.join(", ")
}

#[cfg(test)]
mod tests;
