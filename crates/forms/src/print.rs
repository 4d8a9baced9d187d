//! What is printed: the card for text messages and the blank form, as data without a layout.

mod condition;

use serde::Serialize;

use crate::{
    answer::Absence,
    form::{Ask, Form, Item, Question},
    name::Name,
    sms::{Codebook, Reads},
    texts::Texts,
    words::Words,
};

/// The card in the observer's hand: which letters stand for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CribCard {
    /// The form's title.
    pub title: String,
    /// Its version, so that an old card is recognised.
    pub version: String,
    /// The letters that begin a message.
    pub keyword: String,
    /// How a message begins: `R station number`.
    pub begin: String,
    /// One line for each question.
    pub lines: Vec<CardLine>,
    /// A whole message as an example.
    pub example: String,
    /// How to write the control total, `?`, `!`, `*` and a comment.
    pub rules: Vec<String>,
    /// Questions that cannot be sent.
    pub not_by_sms: Vec<String>,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardLine {
    /// The code.
    pub code: String,
    /// The question.
    pub label: String,
    /// How to write the answer.
    pub how: String,
    /// The numbers of the choices with what they stand for.
    pub choices: Vec<(usize, String)>,
    /// The signs that this question takes.
    pub marks: String,
}

/// A form on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankForm {
    /// The form's title.
    pub title: String,
    /// Its identifier and version, for the foot of the page.
    pub version: String,
    /// Groups and questions in their order.
    pub parts: Vec<BlankPart>,
}

/// A heading or a question on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlankPart {
    /// The heading of a group, and how deep it stands.
    Heading {
        /// The text.
        text: String,
        /// 1 for the outermost.
        level: usize,
        /// When the group is filled in.
        only_if: Option<String>,
        /// Whether it can be filled in several times.
        repeated: bool,
    },
    /// A question.
    Question(BlankQuestion),
}

/// A question on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankQuestion {
    /// Its number on the page, from 1; none for notes.
    pub number: Option<usize>,
    /// Its code in text messages.
    pub code: Option<String>,
    /// What is asked.
    pub label: String,
    /// A word of help.
    pub hint: String,
    /// What to draw for the answer.
    pub space: Space,
    /// Reasons for having no answer, to tick.
    pub absences: Vec<String>,
    /// When it is asked.
    pub only_if: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it must not be written on paper that others may find.
    pub sensitive: bool,
}

/// What to draw for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Space {
    /// Round boxes of which one is ticked.
    One(Vec<String>),
    /// Square boxes.
    Many(Vec<String>),
    /// So many boxes for digits.
    Digits(usize),
    /// Hours and minutes.
    Time,
    /// Day, month, year.
    Date,
    /// So many lines to write on.
    Lines(usize),
    /// A tick.
    Tick,
    /// Nothing: a photo, a place, a sentence.
    Nothing,
}

/// The text in a language, else what the thing is called.
pub(crate) fn shown(texts: &Texts, id: &str, language: &str) -> String {
    texts.get(language).unwrap_or(id).to_owned()
}

/// The card of a form in the language of the words; nothing when it has no keyword.
pub fn crib_card(form: &Form, book: &Codebook, words: &Words) -> Option<CribCard> {
    let language = words.asked();
    let keyword = book.keyword.clone()?;
    let label = |name: &Name| {
        form.question(name).map(|q| shown(&q.label, q.id.as_str(), language)).unwrap_or_default()
    };
    let lines = book.entries.iter().filter_map(|entry| {
        let question = form.question(&entry.question)?;
        let choices = form.choices(question).iter().enumerate();
        let choices = choices.map(|(i, c)| (i + 1, shown(&c.label, c.id.as_str(), language)));
        let how = match entry.reads {
            Reads::One(_) => "card-one",
            Reads::Many(_) => "card-many",
            Reads::Integer => "card-integer",
            Reads::Decimal => "card-decimal",
            Reads::Time => "card-time",
            Reads::Date => "card-date",
        };
        Some(CardLine {
            code: entry.code.clone(),
            label: label(&entry.question),
            how: words.t(how),
            choices: choices.collect(),
            marks: question.may.iter().map(|absence| absence.mark()).collect(),
        })
    });
    let (example, sum) = example(book);
    let mut rules = vec![words.t("card-marks"), words.t("card-comment")];
    rules.extend(sum.map(|sum| words.with("card-control", &[("sum", sum.to_string())])));
    Some(CribCard {
        title: shown(&form.title, form.id.as_str(), language),
        version: form.version.clone(),
        begin: format!("{} {keyword} + {}", words.t("card-begin"), words.t("card-station")),
        lines: lines.collect(),
        example,
        rules,
        not_by_sms: book.not_by_sms.iter().map(label).collect(),
        keyword,
    })
}

/// A message with answers to the first questions, and the sum of its figures.
fn example(book: &Codebook) -> (String, Option<i64>) {
    const SHOWN: usize = 5;
    const FIGURES: [i64; SHOWN] = [412, 97, 5, 18, 260];
    let mut text = format!("{} 1234", book.keyword.as_deref().unwrap_or_default());
    let (mut sum, mut figures) = (0, 0);
    for (entry, figure) in book.entries.iter().zip(FIGURES) {
        let answer = match &entry.reads {
            Reads::One(_) => "1".to_owned(),
            Reads::Many(choices) => if choices.len() > 1 { "12" } else { "1" }.to_owned(),
            Reads::Integer => {
                sum += figure;
                figures += 1;
                figure.to_string()
            }
            Reads::Decimal => "12.5".to_owned(),
            Reads::Time => "0715".to_owned(),
            Reads::Date => "10.01.2021".to_owned(),
        };
        text.extend([" ", &entry.code, &answer]);
    }
    if figures < 2 {
        return (text, None);
    }
    (format!("{text} ={sum}"), Some(sum))
}

/// The form on paper, in the language of the words.
pub fn blank_form(form: &Form, book: Option<&Codebook>, words: &Words) -> BlankForm {
    let marks = condition::marks(form, book);
    let conditions = condition::Reader { form, words, marks: &marks };
    let mut writer = Writer { form, book, words, conditions, number: 0, parts: Vec::new() };
    writer.items(&form.items, 1);
    BlankForm {
        title: shown(&form.title, form.id.as_str(), words.asked()),
        version: format!("{} {}", form.id, form.version),
        parts: writer.parts,
    }
}

struct Writer<'a> {
    form: &'a Form,
    book: Option<&'a Codebook>,
    words: &'a Words,
    conditions: condition::Reader<'a>,
    number: usize,
    parts: Vec<BlankPart>,
}

impl Writer<'_> {
    fn items(&mut self, items: &[Item], level: usize) {
        for item in items {
            match item {
                Item::Group(group) => {
                    let id = if group.label.is_empty() { "" } else { group.id.as_str() };
                    self.parts.push(BlankPart::Heading {
                        text: shown(&group.label, id, self.words.asked()),
                        level,
                        only_if: group.relevant.as_ref().map(|own| self.conditions.said(own)),
                        repeated: group.repeat.is_some(),
                    });
                    self.items(&group.items, level + 1);
                }
                Item::Question(question) => self.question(question),
            }
        }
    }

    fn question(&mut self, question: &Question) {
        if matches!(question.ask, Ask::Hidden | Ask::Device(_)) {
            return;
        }
        let asked = question.ask.is_asked();
        self.number += usize::from(asked);
        let language = self.words.asked();
        let absence = |absence: &Absence| self.words.t(&format!("absent-{}", absence.id()));
        let entry = self.book.and_then(|book| book.by_question(&question.id));
        self.parts.push(BlankPart::Question(BlankQuestion {
            number: asked.then_some(self.number),
            code: entry.map(|entry| entry.code.clone()),
            label: shown(&question.label, question.id.as_str(), language),
            hint: question.hint.get(language).unwrap_or_default().to_owned(),
            space: self.space(question),
            absences: question.may.iter().map(absence).collect(),
            only_if: question.relevant.as_ref().map(|own| self.conditions.said(own)),
            required: question.required.is_some(),
            sensitive: question.sensitive,
        }));
    }

    fn space(&self, question: &Question) -> Space {
        let language = self.words.asked();
        let choices = || {
            let choices = self.form.choices(question).iter();
            choices.map(|choice| shown(&choice.label, choice.id.as_str(), language)).collect()
        };
        match &question.ask {
            Ask::One(_) => Space::One(choices()),
            Ask::Many(_) => Space::Many(choices()),
            Ask::Integer => {
                let highest = question.range().and_then(|(_, high)| high);
                Space::Digits(highest.map_or(6, |high| high.to_string().len()))
            }
            Ask::Decimal => Space::Digits(8),
            Ask::Time => Space::Time,
            Ask::Date => Space::Date,
            Ask::Moment | Ask::Barcode => Space::Lines(1),
            Ask::Text => {
                Space::Lines(if question.appearance.contains("multiline") { 4 } else { 1 })
            }
            Ask::Acknowledge => Space::Tick,
            _ => Space::Nothing,
        }
    }
}

#[cfg(test)]
mod tests;
