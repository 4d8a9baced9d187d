//! What stands after a code → an answer.

use std::collections::BTreeSet;

use super::{
    codebook::{Entry, Reads},
    parse::SmsProblemCode as Code,
};
use crate::{
    answer::{Absence, Answer},
    moment::{Date, Time},
    name::ChoiceId,
};

/// The figures after a code, in groups, with what stands between the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) groups: Vec<String>,
    /// The separators before each group but the first.
    between: Vec<String>,
    gap: String,
    absence: Option<Absence>,
    strange: bool,
}

impl Figures {
    pub(super) fn figure(&mut self, figure: u8) {
        let digit = char::from(b'0' + figure);
        match self.groups.last_mut() {
            Some(group) if self.gap.is_empty() => group.push(digit),
            last => {
                if last.is_some() {
                    self.between.push(std::mem::take(&mut self.gap));
                }
                self.gap.clear();
                self.groups.push(digit.to_string());
            }
        }
    }

    pub(super) fn separator(&mut self, c: char) {
        self.gap.push(c);
    }

    /// A mark counts only where no figure stands before it: «B97!» is the end of a sentence.
    pub(super) fn mark(&mut self, absence: Absence) {
        if self.groups.is_empty() && self.absence.is_none() {
            self.absence = Some(absence);
        }
        self.gap.push(' ');
    }

    pub(super) fn strange(&mut self, c: char) {
        self.strange = true;
        self.gap.push(c);
    }
}

/// Longer numbers are refused rather than cut.
const MOST_DIGITS: usize = 15;

pub(super) fn read(entry: &Entry, figures: &Figures) -> Result<Answer, (Code, String)> {
    let plain = |code| (code, String::new());
    if figures.groups.is_empty() {
        return match figures.absence {
            Some(absence) => Ok(Answer::Absent(absence)),
            None if figures.strange => Err(plain(Code::Strange)),
            None => Err(plain(Code::NoValue)),
        };
    }
    if figures.strange || figures.absence.is_some() {
        return Err(plain(Code::Strange));
    }
    if figures.groups.iter().any(|group| group.len() > MOST_DIGITS) {
        return Err(plain(Code::TooLong));
    }
    match &entry.reads {
        Reads::Integer => match figures.groups.as_slice() {
            [one] => Ok(Answer::Integer(one.parse().unwrap_or(i64::MAX))),
            _ => Err(plain(Code::SeveralNumbers)),
        },
        Reads::Decimal => decimal(figures).ok_or_else(|| plain(Code::SeveralNumbers)),
        Reads::Time => time(figures).map(Answer::Time).ok_or_else(|| plain(Code::NoTime)),
        Reads::Date => date(figures).map(Answer::Date).ok_or_else(|| plain(Code::NoDate)),
        Reads::One(choices) => match figures.groups.as_slice() {
            [one] => choice(one, choices).map(Answer::Choice),
            _ => Err(plain(Code::SeveralNumbers)),
        },
        Reads::Many(choices) => many(&figures.groups, choices).map(Answer::Choices),
    }
}

fn decimal(figures: &Figures) -> Option<Answer> {
    let text = match (figures.groups.as_slice(), figures.between.as_slice()) {
        ([one], _) => one.clone(),
        ([whole, fraction], [point]) if is_point(point) => {
            format!("{whole}.{fraction}")
        }
        _ => return None,
    };
    text.parse().ok().map(Answer::Decimal)
}

/// What stands before a fraction, in the scripts that have digits of their own.
fn is_point(between: &str) -> bool {
    matches!(between, "." | "," | "\u{66b}" | "\u{60c}" | "\u{ff0e}" | "\u{ff0c}")
}

fn time(figures: &Figures) -> Option<Time> {
    let (hour, minute) = match figures.groups.as_slice() {
        [one] if (3..=4).contains(&one.len()) => one.split_at(one.len() - 2),
        [hour, minute] if hour.len() <= 2 && minute.len() == 2 => (hour.as_str(), minute.as_str()),
        _ => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn date(figures: &Figures) -> Option<Date> {
    let [first, second, third] = figures.groups.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    if year.len() != 4 || day.len() > 2 || second.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, second.parse().ok()?, day.parse().ok()?)
}

fn choice(number: &str, choices: &[ChoiceId]) -> Result<ChoiceId, (Code, String)> {
    let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = at.and_then(|at| choices.get(at)).cloned();
    found.ok_or_else(|| (Code::UnknownChoice, format!("1-{}", choices.len())))
}

/// On lists of up to nine choices every figure is a choice: `135` are three. 0 alone is none.
fn many(groups: &[String], choices: &[ChoiceId]) -> Result<BTreeSet<ChoiceId>, (Code, String)> {
    if let [one] = groups
        && one.bytes().all(|b| b == b'0')
    {
        return Ok(BTreeSet::new());
    }
    let numbers: Vec<String> = if choices.len() <= 9 {
        groups.iter().flat_map(|group| group.chars()).map(String::from).collect()
    } else {
        groups.to_vec()
    };
    numbers.iter().map(|number| choice(number, choices)).collect()
}
