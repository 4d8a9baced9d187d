//! Submissions in.
//!
//! Elements are found by the names of the questions, wherever they stand: a form that was
//! regrouped during the day, an instance of Enketo with its own namespaces, and one of Collect are
//! all read. What is not understood is kept as an unreadable answer and noted.

use serde::Serialize;

use super::absent::COMPANION;
use crate::{
    answer::{Absence, Answer, Answers, Place},
    form::{Ask, DeviceFact, Form, Question},
    moment::Moment,
    name::{ChoiceId, Name},
    outline::Outline,
    xml::{Element, XmlLimits, XmlRefused, read},
};

/// A submission is some kilobytes; photos are beside it.
const LIMITS: XmlLimits = XmlLimits { bytes: 8 << 20, depth: 64, parts: 100_000 };
/// More repetitions than this are not told apart.
const MOST_REPETITIONS: u32 = 10_000;

/// A submission before it is read by its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The form's identifier, from the root's `id` or else its namespace-free name.
    pub form: String,
    /// The form's version.
    pub version: Option<String>,
    /// The instance's identifier. `OpenRosa` wants one; without it a resent report cannot be known.
    pub instance_id: Option<String>,
    /// The identifier of the instance that this one corrects.
    pub deprecated_id: Option<String>,
    /// What the phone calls it.
    pub instance_name: Option<String>,
    /// When the form was opened and saved, by the phone's clock, where `meta` says so.
    pub started: Option<Moment>,
    /// See `started`.
    pub ended: Option<Moment>,
    /// Whether it is encrypted by ODK's own scheme, so that the answers are in an attachment.
    pub encrypted: bool,
    root: Element,
}

/// The answers of a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// The answers.
    pub answers: Answers,
    /// The names of the attachments that they refer to.
    pub files: Vec<String>,
    /// What was not plain.
    pub notes: Vec<SubmissionNote>,
}

/// Something about a submission that was not plain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SubmissionNote {
    /// Where: the path of the element.
    pub path: String,
    /// What.
    pub kind: SubmissionNoteKind,
    /// What stands there, cut where it is long.
    pub found: String,
}

/// Kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubmissionNoteKind {
    /// The form has no such question. Kept as an unreadable answer where its name allows it.
    UnknownElement,
    /// The answer could not be read as the question's type. Kept as it stands.
    Unreadable,
    /// The question stands twice; the first answer was kept.
    Twice,
    /// Both an answer and a reason for having none; the answer was kept.
    AnswerAndReason,
}

/// Reads the envelope of a submission.
///
/// # Errors
/// What is no document that is safe to read.
pub fn submission(bytes: &[u8]) -> Result<Submission, XmlRefused> {
    let root = read(bytes, LIMITS)?;
    let meta = root.elements().find(|element| element.name == "meta");
    let of_meta = |name: &str| {
        let text = meta.and_then(|meta| meta.child(name)).map(Element::text)?;
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let attribute = |name: &str| {
        root.attribute(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let moment = |name: &str| of_meta(name).and_then(|text| text.parse().ok());
    Ok(Submission {
        form: attribute("id").unwrap_or_else(|| root.name.clone()),
        version: attribute("version"),
        instance_id: of_meta("instanceID").or_else(|| attribute("instanceID")),
        deprecated_id: of_meta("deprecatedID"),
        instance_name: of_meta("instanceName"),
        started: moment("timeStart"),
        ended: moment("timeEnd"),
        encrypted: attribute("encrypted").as_deref() == Some("yes"),
        root,
    })
}

impl Submission {
    /// The answers, by the form they were given to.
    pub fn read(&self, form: &Form) -> Filled {
        let outline = Outline::new(form);
        let mut reader = Reader { outline: &outline, filled: Filled::default() };
        reader.children(&self.root, "", &mut Vec::new());
        reader.filled.files.sort();
        reader.filled.files.dedup();
        reader.filled.notes.sort();
        reader.filled
    }
}

struct Reader<'f> {
    outline: &'f Outline<'f>,
    filled: Filled,
}

impl Reader<'_> {
    fn note(&mut self, path: &str, kind: SubmissionNoteKind, found: &str) {
        let found = found.trim().chars().take(80).collect();
        self.filled.notes.push(SubmissionNote { path: path.to_owned(), kind, found });
    }

    /// Reads an element and what is inside. `number` is its place among elements of its name.
    fn element(&mut self, element: &Element, above: &str, at: &mut Vec<u32>, number: u32) {
        let path = format!("{above}/{}", element.name);
        let name: Option<Name> = element.name.parse().ok();
        let node = name.as_ref().and_then(|name| self.outline.node(name));
        if let (Some(node), false) = (node, element.elements().next().is_some()) {
            let place = Place { question: node.question.id.clone(), at: at.clone() };
            self.answer(node.question, place, &path, &element.text());
            return;
        }
        if element.elements().next().is_none() {
            self.leaf(name, &path, at, &element.text());
            return;
        }
        let group = name.as_ref().and_then(|name| self.outline.group(name));
        let repeated = group.is_some_and(|group| group.group.repeat.is_some());
        if repeated {
            at.push(number);
        }
        self.children(element, &path, at);
        if repeated {
            at.pop();
        }
    }

    fn children(&mut self, element: &Element, path: &str, at: &mut Vec<u32>) {
        let mut seen: Vec<(&str, u32)> = Vec::new();
        for child in element.elements() {
            // The empty form of a repeated group that some clients send along.
            let template = child.attribute("template").is_some();
            if template || (path.is_empty() && child.name == "meta") {
                continue;
            }
            let number =
                if let Some((_, number)) = seen.iter_mut().find(|(name, _)| *name == child.name) {
                    *number = number.saturating_add(1).min(MOST_REPETITIONS);
                    *number
                } else {
                    seen.push((&child.name, 1));
                    1
                };
            self.element(child, path, at, number);
        }
    }

    /// An element without others inside that is no question: a reason, or something unknown.
    fn leaf(&mut self, name: Option<Name>, path: &str, at: &[u32], text: &str) {
        let beside = name.as_ref().and_then(|name| name.as_str().strip_suffix(COMPANION));
        let question = beside.and_then(|question| question.parse::<Name>().ok());
        let node = question.as_ref().and_then(|question| self.outline.node(question));
        let text = text.trim();
        if let Some(node) = node {
            let place = Place { question: node.question.id.clone(), at: at.to_vec() };
            match Absence::from_id(text) {
                _ if text.is_empty() => {}
                Some(_) if self.filled.answers.get(&place).is_some() => {
                    self.note(path, SubmissionNoteKind::AnswerAndReason, text);
                }
                Some(absence) => {
                    self.filled.answers.set(place, Answer::Absent(absence));
                }
                None => self.note(path, SubmissionNoteKind::Unreadable, text),
            }
            return;
        }
        let is_group = name.as_ref().is_some_and(|name| self.outline.group(name).is_some());
        if text.is_empty() || is_group {
            return;
        }
        self.note(path, SubmissionNoteKind::UnknownElement, text);
        if let Some(question) = name {
            let place = Place { question, at: at.to_vec() };
            if self.filled.answers.get(&place).is_none() {
                self.filled.answers.set(place, Answer::Unreadable(text.to_owned()));
            }
        }
    }

    fn answer(&mut self, question: &Question, place: Place, path: &str, text: &str) {
        let Some(answer) = read_answer(question, text) else { return };
        if let Answer::Unreadable(text) = &answer {
            self.note(path, SubmissionNoteKind::Unreadable, text);
        }
        match self.filled.answers.get(&place) {
            Some(Answer::Absent(absence)) => {
                let reason = absence.id();
                self.note(path, SubmissionNoteKind::AnswerAndReason, reason);
            }
            Some(_) => {
                self.note(path, SubmissionNoteKind::Twice, text);
                return;
            }
            None => {}
        }
        if let Answer::File(name) = &answer {
            self.filled.files.push(name.clone());
        }
        self.filled.answers.set(place, answer);
    }
}

/// Reads a text as the answer to a question; nothing where it was left open.
pub(crate) fn read_answer(question: &Question, text: &str) -> Option<Answer> {
    let plain = text.trim();
    if plain.is_empty() {
        return None;
    }
    let typed = match &question.ask {
        Ask::One(_) | Ask::Acknowledge => plain.parse().ok().map(Answer::Choice),
        Ask::Many(_) => {
            let ids = plain.split_whitespace().map(str::parse::<ChoiceId>);
            ids.collect::<Result<_, _>>().ok().map(Answer::Choices)
        }
        Ask::Integer => plain.parse().ok().map(Answer::Integer),
        Ask::Decimal => plain.parse().ok().map(Answer::Decimal),
        Ask::Date => plain.get(..10).unwrap_or(plain).parse().ok().map(Answer::Date),
        Ask::Time => plain.parse().ok().map(Answer::Time),
        Ask::Moment => plain.parse().ok().map(Answer::Moment),
        Ask::Text | Ask::Barcode | Ask::Note => Some(Answer::Text(text.to_owned())),
        Ask::Photo | Ask::File(_) => Some(Answer::File(plain.to_owned())),
        Ask::Location => plain.parse().ok().map(Answer::Location),
        Ask::Hidden => Some(computed(plain)),
        Ask::Device(fact) => Some(device(*fact, plain)),
    };
    Some(typed.unwrap_or_else(|| Answer::Unreadable(text.to_owned())))
}

fn computed(text: &str) -> Answer {
    let integer = text.parse().map(Answer::Integer);
    let decimal = || text.parse().map(Answer::Decimal);
    integer.or_else(|_| decimal()).unwrap_or_else(|_| Answer::Text(text.to_owned()))
}

fn device(fact: DeviceFact, text: &str) -> Answer {
    let typed = match fact {
        DeviceFact::Start | DeviceFact::End => text.parse().ok().map(Answer::Moment),
        DeviceFact::Today => text.parse().ok().map(Answer::Date),
        _ => None,
    };
    typed.unwrap_or_else(|| Answer::Text(text.to_owned()))
}
