//! Answers → a message that reads back as the same answers.

use std::fmt::Write as _;

use super::codebook::{Codebook, Entry, Reads};
use crate::answer::{Answer, Answers};

/// Writes what can be sent of these answers, with the control total where two figures or more are
/// sent. Nothing when the form has no keyword.
pub fn encode(
    book: &Codebook,
    station: &str,
    answers: &Answers,
    comment: Option<&str>,
) -> Option<String> {
    let mut text = book.keyword.clone()?;
    if !station.is_empty() {
        // Writing to a String does not fail.
        let _ = write!(text, " {station}");
    }
    let (mut sum, mut figures) = (0i64, 0usize);
    for entry in &book.entries {
        let Some(answer) = answers.of(&entry.question) else { continue };
        let Some(written) = value(entry, answer) else { continue };
        if let Answer::Integer(number) = answer {
            sum = sum.saturating_add(*number);
            figures += 1;
        }
        let _ = write!(text, " {}{written}", entry.code);
    }
    if figures >= 2 {
        let _ = write!(text, " ={sum}");
    }
    if let Some(comment) = comment.map(str::trim).filter(|comment| !comment.is_empty()) {
        let _ = write!(text, " @ {comment}");
    }
    Some(text)
}

/// How an answer is written; nothing where it cannot be.
pub(super) fn value(entry: &Entry, answer: &Answer) -> Option<String> {
    let number = |choices: &[_], id| choices.iter().position(|c| c == id).map(|at| at + 1);
    match (&entry.reads, answer) {
        (_, Answer::Absent(absence)) => Some(absence.mark().to_string()),
        (Reads::One(choices), Answer::Choice(id)) => {
            number(choices, id).map(|number| number.to_string())
        }
        (Reads::Many(choices), Answer::Choices(ids)) => {
            let mut numbers: Vec<usize> =
                ids.iter().map(|id| number(choices, id)).collect::<Option<_>>()?;
            numbers.sort_unstable();
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let between = if choices.len() <= 9 { "" } else { "," };
            Some(if numbers.is_empty() { "0".to_owned() } else { numbers.join(between) })
        }
        (Reads::Integer, Answer::Integer(number)) if *number >= 0 => Some(number.to_string()),
        (Reads::Decimal, Answer::Decimal(number)) => {
            let text = number.to_string();
            (!text.starts_with('-')).then_some(text)
        }
        (Reads::Time, Answer::Time(time)) if time.seconds() % 60 == 0 => {
            Some(time.to_string().replace(':', ""))
        }
        (Reads::Date, Answer::Date(date)) => {
            let text = date.to_string();
            let mut parts: Vec<&str> = text.split('-').collect();
            parts.reverse();
            Some(parts.join("."))
        }
        _ => None,
    }
}
