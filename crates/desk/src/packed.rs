//! Answers in few bytes: names and choices as numbers, figures by their size.
//!
//! Only what the form's allow-list names is packed at all; see [`Form`](crate::plan::FormRow).

use std::collections::BTreeSet;

use sanaq_forms::{Absence, Answer, Answers, ChoiceId, Location, Place, Time};

use crate::intern::Interner;

/// The names that answers use.
#[derive(Clone, Default)]
pub(crate) struct Lexicon {
    pub(crate) names: Interner,
    choices: Interner,
}

/// An answer that is a single number or a short text, without allocating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brief<'a> {
    Choice(u32),
    Integer(i64),
    Time(u32),
    Text(&'a str),
    Other,
}

const CHOICE: u8 = 0;
const CHOICES: u8 = 1;
const INTEGER: u8 = 2;
const DECIMAL: u8 = 3;
const DATE: u8 = 4;
const TIME: u8 = 5;
const MOMENT: u8 = 6;
const TEXT: u8 = 7;
const FILE: u8 = 8;
const LOCATION: u8 = 9;
const ABSENT: u8 = 10;
const SEALED: u8 = 11;
const UNREADABLE: u8 = 12;

fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

/// Small numbers of either sign become small numbers.
const fn zigzag(number: i64) -> u64 {
    (number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned()
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

impl Lexicon {
    /// Appends one answer.
    pub(crate) fn pack(&mut self, place: &Place, answer: &Answer, out: &mut Vec<u8>) {
        let name = u64::from(self.names.number(place.question.as_str()));
        put(name << 1 | u64::from(!place.at.is_empty()), out);
        if !place.at.is_empty() {
            put(place.at.len() as u64, out);
            place.at.iter().for_each(|number| put(u64::from(*number), out));
        }
        match answer {
            Answer::Choice(choice) => {
                out.push(CHOICE);
                put(u64::from(self.choices.number(choice.as_str())), out);
            }
            Answer::Choices(choices) => {
                out.push(CHOICES);
                put(choices.len() as u64, out);
                for choice in choices {
                    put(u64::from(self.choices.number(choice.as_str())), out);
                }
            }
            Answer::Integer(number) => {
                out.push(INTEGER);
                put(zigzag(*number), out);
            }
            Answer::Time(time) => {
                out.push(TIME);
                put(u64::from(time.seconds()), out);
            }
            Answer::Absent(absence) => {
                out.push(ABSENT);
                out.push(match absence {
                    Absence::DontKnow => 0,
                    Absence::NotAllowed => 1,
                    Absence::NotApplicable => 2,
                });
            }
            Answer::Location(location) => {
                out.push(LOCATION);
                let optional = |number: Option<i64>| number.map_or(0, |n| zigzag(n) + 1);
                put(zigzag(location.latitude), out);
                put(zigzag(location.longitude), out);
                put(optional(location.altitude), out);
                put(optional(location.accuracy), out);
            }
            other => {
                out.push(tag(other));
                put_text(&other.to_string(), out);
            }
        }
    }

    /// All answers.
    pub(crate) fn unpack(&self, bytes: &[u8]) -> Answers {
        let mut reader = Reader(bytes);
        std::iter::from_fn(|| self.one(&mut reader)).flatten().collect()
    }

    /// The next answer; the inner nothing stands for one that cannot be rebuilt.
    #[expect(clippy::option_option, reason = "the outer nothing ends the answers")]
    fn one(&self, reader: &mut Reader<'_>) -> Option<Option<(Place, Answer)>> {
        let (name, at) = reader.place()?;
        let question = self.names.text(name).parse();
        let answer = self.answer(reader)?;
        Some(question.ok().zip(answer).map(|(question, answer)| (Place { question, at }, answer)))
    }

    #[expect(clippy::option_option, reason = "the outer nothing ends the answers")]
    fn answer(&self, reader: &mut Reader<'_>) -> Option<Option<Answer>> {
        let tag = reader.byte()?;
        let answer = match tag {
            CHOICE => self.choice(reader.small()?).map(Answer::Choice),
            CHOICES => {
                let count = reader.number()?;
                let mut choices = BTreeSet::new();
                for _ in 0..count {
                    choices.extend(self.choice(reader.small()?));
                }
                Some(Answer::Choices(choices))
            }
            INTEGER => Some(Answer::Integer(unzigzag(reader.number()?))),
            TIME => time(reader.small()?).map(Answer::Time),
            ABSENT => Absence::ALL.get(usize::from(reader.byte()?)).copied().map(Answer::Absent),
            LOCATION => {
                let mut next = || reader.number();
                let (latitude, longitude) = (unzigzag(next()?), unzigzag(next()?));
                let optional = |number: u64| number.checked_sub(1).map(unzigzag);
                let (altitude, accuracy) = (optional(next()?), optional(next()?));
                Some(Answer::Location(Location { latitude, longitude, altitude, accuracy }))
            }
            _ => written(tag, reader.text()?),
        };
        Some(answer)
    }

    fn choice(&self, number: u32) -> Option<ChoiceId> {
        self.choices.text(number).parse().ok()
    }

    /// The answers that are not repeated, without allocating.
    pub(crate) fn brief(bytes: &[u8]) -> impl Iterator<Item = (u32, Brief<'_>)> {
        let mut reader = Reader(bytes);
        std::iter::from_fn(move || {
            loop {
                let (name, repeated) = reader.skip_place()?;
                let brief = reader.brief()?;
                if !repeated {
                    return Some((name, brief));
                }
            }
        })
    }

    /// Adds the places of all answers: each question's number with its repetitions.
    pub(crate) fn places(bytes: &[u8], places: &mut BTreeSet<(u32, Vec<u32>)>) {
        let mut reader = Reader(bytes);
        while let Some(place) = reader.place() {
            if reader.brief().is_none() {
                break;
            }
            places.insert(place);
        }
    }

    /// The name of a choice.
    pub(crate) fn choice_text(&self, number: u32) -> &str {
        self.choices.text(number)
    }
}

pub(crate) fn time(seconds: u32) -> Option<Time> {
    let part = |number: u32| u8::try_from(number).ok();
    Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?)
}

const fn tag(answer: &Answer) -> u8 {
    match answer {
        Answer::Decimal(_) => DECIMAL,
        Answer::Date(_) => DATE,
        Answer::Moment(_) => MOMENT,
        Answer::Text(_) => TEXT,
        Answer::File(_) => FILE,
        Answer::Sealed(_) => SEALED,
        _ => UNREADABLE,
    }
}

/// What was packed as it is written.
fn written(tag: u8, text: &str) -> Option<Answer> {
    match tag {
        DECIMAL => text.parse().ok().map(Answer::Decimal),
        DATE => text.parse().ok().map(Answer::Date),
        MOMENT => text.parse().ok().map(Answer::Moment),
        TEXT => Some(Answer::Text(text.to_owned())),
        FILE => Some(Answer::File(text.to_owned())),
        SEALED => Some(Answer::Sealed(text.to_owned())),
        _ => Some(Answer::Unreadable(text.to_owned())),
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }

    fn small(&mut self) -> Option<u32> {
        self.number().map(|number| u32::try_from(number).unwrap_or(u32::MAX))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn place(&mut self) -> Option<(u32, Vec<u32>)> {
        let head = self.number()?;
        let mut at = Vec::new();
        if head & 1 == 1 {
            let count = self.number()?;
            for _ in 0..count {
                at.push(self.small()?);
            }
        }
        Some((u32::try_from(head >> 1).unwrap_or(u32::MAX), at))
    }

    fn skip_place(&mut self) -> Option<(u32, bool)> {
        let head = self.number()?;
        let repeated = head & 1 == 1;
        if repeated {
            let count = self.number()?;
            for _ in 0..count {
                self.number()?;
            }
        }
        Some((u32::try_from(head >> 1).unwrap_or(u32::MAX), repeated))
    }

    fn brief(&mut self) -> Option<Brief<'a>> {
        Some(match self.byte()? {
            CHOICE => Brief::Choice(self.small()?),
            CHOICES => {
                let count = self.number()?;
                for _ in 0..count {
                    self.number()?;
                }
                Brief::Other
            }
            INTEGER => Brief::Integer(unzigzag(self.number()?)),
            TIME => Brief::Time(self.small()?),
            ABSENT => {
                self.byte()?;
                Brief::Other
            }
            LOCATION => {
                for _ in 0..4 {
                    self.number()?;
                }
                Brief::Other
            }
            TEXT => Brief::Text(self.text()?),
            _ => {
                self.text()?;
                Brief::Other
            }
        })
    }
}

#[cfg(test)]
mod tests;
