//! What the observer gets back: what was taken, or exactly what was wrong and how to mend it.

use serde::Serialize;

use super::{
    codebook::{Codebook, Codebooks},
    encode::value,
    parse::{Parsed, SmsProblem, SmsProblemCode},
    segment::{Segments, segments},
};
use crate::{
    form::Form,
    validate::{Problem, ProblemCode},
    words::{Argument, Words},
};

/// A text to send back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// The text.
    pub text: String,
    /// What it costs.
    pub segments: Segments,
    /// How many problems did not fit into it.
    pub left_out: usize,
}

/// What else the sender should know of a message that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Nobody knows whose number it is.
    UnknownSender,
    /// No list names the station.
    UnknownStation,
    /// The sender is deployed elsewhere.
    OtherStation,
    /// The form is closed.
    Closed,
    /// The comment could not be sealed and is not kept.
    NotKept,
    /// The text waits for a person.
    Kept,
}

impl Remark {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::UnknownSender,
        Self::UnknownStation,
        Self::OtherStation,
        Self::Closed,
        Self::NotKept,
        Self::Kept,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::UnknownSender => "sms-unknown-sender",
            Self::UnknownStation => "sms-unknown-station",
            Self::OtherStation => "sms-other-station",
            Self::Closed => "sms-closed",
            Self::NotKept => "sms-not-kept",
            Self::Kept => "sms-kept",
        }
    }
}

/// The answer to somebody who wants no more messages, or wants them again.
pub fn stop_reply(stopped: bool, words: &Words) -> Reply {
    whole(words.t(if stopped { "sms-stopped" } else { "sms-started" }), 0)
}

/// Words the reply to a message, in one segment where that is possible. `problems` are those of
/// the answers' validation that the sender can mend. What was taken is confirmed only where
/// nothing is wrong with it. The short receipt of what was filed always goes with what is right;
/// beside mistakes it goes where it costs no further segment, since the mended text gets one.
pub fn reply(
    parsed: &Parsed,
    problems: &[Problem],
    remarks: &[Remark],
    books: &Codebooks,
    form: Option<&Form>,
    receipt: Option<&str>,
    words: &Words,
) -> Reply {
    let book = parsed.form.as_ref().and_then(|form| books.of(form));
    let receipt =
        receipt.map(|receipt| words.with("sms-receipt", &[("receipt", receipt.to_owned())]));
    let speaker = Speaker { parsed, book, form, receipt, words };
    let mut sentences: Vec<String> =
        parsed.problems.iter().map(|problem| speaker.of_message(problem)).collect();
    sentences.extend(problems.iter().filter_map(|problem| speaker.of_answer(problem)));
    let found = parsed.station.clone().unwrap_or_default();
    let remark = |remark: &Remark| words.with(remark.key(), &[("found", found.clone())]);
    if sentences.is_empty() {
        let mut said = vec![speaker.accepted()];
        said.extend(remarks.iter().map(remark));
        said.extend(speaker.receipt);
        return whole(said.join(" "), 0);
    }
    sentences.extend(remarks.iter().map(remark));
    let fitted = speaker.fitted(&sentences, speaker.again(problems).as_ref());
    let longer =
        speaker.receipt.map(|own| whole(format!("{} {own}", fitted.text), fitted.left_out));
    longer.filter(|own| own.segments.segments == fitted.segments.segments).unwrap_or(fitted)
}

fn whole(text: String, left_out: usize) -> Reply {
    Reply { segments: segments(&text), text, left_out }
}

struct Speaker<'a> {
    parsed: &'a Parsed,
    book: Option<&'a Codebook>,
    form: Option<&'a Form>,
    receipt: Option<String>,
    words: &'a Words,
}

impl Speaker<'_> {
    fn start(&self) -> String {
        let keyword = self.book.and_then(|book| book.keyword.clone()).unwrap_or_default();
        match &self.parsed.station {
            Some(station) => format!("{keyword} {station}"),
            None => keyword,
        }
    }

    /// What was taken, so that a wrong figure is seen at once; only how many answers there were
    /// where they would not fit into one message.
    fn accepted(&self) -> String {
        let mut answers = String::new();
        let entries = self.book.map_or(&[][..], |book| &book.entries);
        for entry in entries {
            let answer = self.parsed.answers.of(&entry.question);
            if let Some(written) = answer.and_then(|answer| value(entry, answer)) {
                answers.extend([" ", &entry.code, &written]);
            }
        }
        let start = self.start();
        let full = self.words.with("sms-accepted", &[("report", format!("{start}{answers}"))]);
        let with = format!("{full} {}", self.receipt.as_deref().unwrap_or_default());
        if segments(with.trim_end()).segments == 1 {
            return full;
        }
        let count = self.parsed.answers.len().to_string();
        self.words.with("sms-accepted-many", &[("report", start), ("count", count)])
    }

    fn of_message(&self, problem: &SmsProblem) -> String {
        let key = format!("sms-{}", problem.code.id());
        let question = problem.question.clone().unwrap_or_default();
        let expected = match problem.code {
            SmsProblemCode::UnknownCode => shortened(&problem.expected),
            _ => problem.expected.clone(),
        };
        let found = problem.found.clone();
        self.words.with(&key, &[("code", question), ("found", found), ("expected", expected)])
    }

    /// Problems of the answer to a question that stands on the card.
    fn of_answer(&self, problem: &Problem) -> Option<String> {
        let entry = self.book?.by_question(&problem.place.question)?;
        let key = match problem.code {
            ProblemCode::OutOfRange => "sms-out-of-range",
            ProblemCode::Constraint => "sms-constraint",
            ProblemCode::Missing => "sms-missing",
            ProblemCode::NotAsked => "sms-not-asked",
            ProblemCode::NotOffered | ProblemCode::UnknownChoice => "sms-unknown-choice",
            ProblemCode::AbsenceNotOffered => "sms-absence-not-offered",
            _ => return None,
        };
        let question = self.form.and_then(|form| form.question(&problem.place.question));
        let message = question.filter(|_| problem.code == ProblemCode::Constraint);
        let message = message.and_then(|q| q.constraint_message.get(self.words.asked()));
        if let Some(message) = message {
            return Some(format!("{}: {message}", entry.code));
        }
        let arguments: [Argument<'_>; 3] = [
            ("code", entry.code.clone()),
            ("found", problem.found.clone()),
            ("expected", problem.expected.replace('–', "-").replace(['≥', '≤'], "")),
        ];
        Some(self.words.with(key, &arguments))
    }

    /// What to send to mend it.
    fn again(&self, problems: &[Problem]) -> Option<String> {
        let entries = self.book.map_or(&[][..], |book| &book.entries);
        let wrong = entries.iter().filter(|entry| {
            self.parsed.problems.iter().any(|p| p.question.as_ref() == Some(&entry.code))
                || problems.iter().any(|p| p.place.question == entry.question)
        });
        let codes: Vec<String> = wrong.map(|entry| format!("{}...", entry.code)).collect();
        let example = format!("{} {}", self.start(), codes.join(" "));
        (!codes.is_empty()).then(|| self.words.with("sms-again", &[("example", example)]))
    }

    /// As many sentences as one segment holds, one at least, and how many more there are.
    fn fitted(&self, sentences: &[String], again: Option<&String>) -> Reply {
        for taken in (1..=sentences.len()).rev() {
            let left_out = sentences.len() - taken;
            let mut parts: Vec<String> = sentences.iter().take(taken).cloned().collect();
            if left_out > 0 {
                parts.push(self.words.with("sms-more", &[("count", left_out.to_string())]));
            }
            let short = parts.join(" ");
            parts.extend(again.cloned());
            let long = whole(parts.join(" "), left_out);
            if long.segments.segments == 1 {
                return long;
            }
            if segments(&short).segments == 1 || taken == 1 {
                return whole(short, left_out);
            }
        }
        whole(sentences.join(" "), 0)
    }
}

/// A list of codes as its ends: `A-K` for what stands in order.
fn shortened(codes: &str) -> String {
    let codes: Vec<&str> = codes.split(' ').collect();
    match codes.as_slice() {
        [first, .., last] if codes.len() > 4 => format!("{first}-{last}"),
        _ => codes.join(" "),
    }
}
