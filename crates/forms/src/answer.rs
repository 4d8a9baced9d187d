//! Answers: typed, with «don't know» and «was not allowed to see» as answers of their own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Bound,
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use crate::{
    decimal::Decimal,
    moment::{Date, Moment, Time},
    name::{ChoiceId, Name},
};

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// One choice of the list.
    Choice(ChoiceId),
    /// Any number of choices.
    Choices(BTreeSet<ChoiceId>),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time.
    Moment(Moment),
    /// Text, a barcode's content.
    Text(String),
    /// The name of an attached file: a photo, a recording.
    File(String),
    /// A place on Earth.
    Location(Location),
    /// No answer, and why.
    Absent(Absence),
    /// Sealed on the device to the mission's recipients; what stands here says which seal.
    Sealed(String),
    /// What was sent where it could not be read as the question's type. Kept, never dropped.
    Unreadable(String),
}

impl fmt::Display for Answer {
    /// As it stands in an `OpenRosa` instance; an absence by its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(choice) => choice.fmt(f),
            Self::Choices(choices) => {
                let ids: Vec<&str> = choices.iter().map(ChoiceId::as_str).collect();
                f.write_str(&ids.join(" "))
            }
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
            Self::Text(text) | Self::File(text) | Self::Sealed(text) | Self::Unreadable(text) => {
                f.write_str(text)
            }
            Self::Location(location) => location.fmt(f),
            Self::Absent(absence) => f.write_str(absence.id()),
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absence {
    /// The observer does not know.
    DontKnow,
    /// The observer was not allowed to see.
    NotAllowed,
    /// The question does not apply here.
    NotApplicable,
}

impl Absence {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::DontKnow, Self::NotAllowed, Self::NotApplicable];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::DontKnow => "dont-know",
            Self::NotAllowed => "not-allowed",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The absence with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|absence| absence.id() == id)
    }

    /// How it is written in a text message.
    pub const fn mark(self) -> char {
        match self {
            Self::DontKnow => '?',
            Self::NotAllowed => '!',
            Self::NotApplicable => '*',
        }
    }
}

/// A place on Earth in whole units, so that its bytes are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Degrees north × 10⁷, −90° to 90°.
    pub latitude: i64,
    /// Degrees east × 10⁷, −180° to 180°.
    pub longitude: i64,
    /// Height above the ellipsoid in centimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub altitude: Option<i64>,
    /// Radius of uncertainty in centimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<i64>,
}

/// A decimal number of a coordinate × 10^`places`, cut towards zero; exact in digits.
fn scaled(text: &str, places: usize) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 8 || !plain(whole) || !plain(fraction) {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(places).collect();
    let number: i64 = format!("{whole}{kept}").parse().ok()?;
    Some(if text.starts_with('-') { -number } else { number })
}

fn unscaled(number: i64, places: usize) -> String {
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

impl FromStr for Location {
    type Err = ();

    /// As `OpenRosa` writes a `geopoint`: latitude, longitude, altitude and accuracy with spaces
    /// between; the last two may be absent.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split_whitespace();
        let mut next = |places| parts.next().map(|part| scaled(part, places).ok_or(()));
        let latitude = next(7).ok_or(())??;
        let longitude = next(7).ok_or(())??;
        let altitude = next(2).transpose()?;
        let accuracy = next(2).transpose()?;
        let on_earth = latitude.abs() <= 900_000_000 && longitude.abs() <= 1_800_000_000;
        if !on_earth || parts.next().is_some() {
            return Err(());
        }
        Ok(Self { latitude, longitude, altitude, accuracy })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", unscaled(self.latitude, 7), unscaled(self.longitude, 7))?;
        if self.altitude.is_some() || self.accuracy.is_some() {
            write!(f, " {}", unscaled(self.altitude.unwrap_or(0), 2))?;
        }
        match self.accuracy {
            Some(accuracy) => write!(f, " {}", unscaled(accuracy, 2)),
            None => Ok(()),
        }
    }
}

/// Where an answer stands: its question and, inside repeated groups, the number of each
/// repetition from the outermost, from 1. Written `name` or `name[2]` or `name[2.1]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place {
    /// The question.
    pub question: Name,
    /// The repetitions.
    pub at: Vec<u32>,
}

impl From<Name> for Place {
    fn from(question: Name) -> Self {
        Self { question, at: Vec::new() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.question)?;
        if self.at.is_empty() {
            return Ok(());
        }
        let at: Vec<String> = self.at.iter().map(u32::to_string).collect();
        write!(f, "[{}]", at.join("."))
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || format!("«{text}» is no place: expected one such as name or name[2]");
        let (question, at) = match text.strip_suffix(']').and_then(|t| t.split_once('[')) {
            Some((question, at)) => {
                let number = |part: &str| {
                    let plain = part.bytes().all(|b| b.is_ascii_digit()) && !part.starts_with('0');
                    if plain { part.parse().ok() } else { None }
                };
                let at: Option<Vec<u32>> = at.split('.').map(number).collect();
                (question, at.ok_or_else(expected)?)
            }
            None => (text, Vec::new()),
        };
        Ok(Self { question: question.parse().map_err(|_| expected())?, at })
    }
}

impl TryFrom<String> for Place {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

/// The answers of one filing, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<Place, Answer>);

impl Answers {
    /// What was answered there; nothing when the question was left open.
    pub fn get(&self, place: &Place) -> Option<&Answer> {
        self.0.get(place)
    }

    /// What was answered to a question that is not repeated.
    pub fn of(&self, question: &Name) -> Option<&Answer> {
        self.0.get(&Place::from(question.clone()))
    }

    /// Sets an answer and gives the one that stood there.
    pub fn set(&mut self, place: impl Into<Place>, answer: Answer) -> Option<Answer> {
        self.0.insert(place.into(), answer)
    }

    /// Takes an answer away.
    pub fn remove(&mut self, place: &Place) -> Option<Answer> {
        self.0.remove(place)
    }

    /// All answers, by place.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, &Answer)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers to a question whose repetitions begin so.
    pub(crate) fn within<'a>(
        &'a self,
        question: &'a Name,
        prefix: &'a [u32],
    ) -> impl Iterator<Item = (&'a Place, &'a Answer)> {
        let first = Place { question: question.clone(), at: prefix.to_vec() };
        let from = self.0.range((Bound::Included(first), Bound::Unbounded));
        from.take_while(move |(place, _)| {
            place.question == *question && place.at.starts_with(prefix)
        })
    }
}

impl FromIterator<(Place, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Place, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_and_read() {
        for text in ["a", "a[2]", "a-b.c[12.1]"] {
            assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
        }
        for text in ["", "a[", "a[]", "a[0]", "a[1.]", "a[x]", "[1]", "a[01]", "a[99999999999]"] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }

    #[test]
    fn locations_are_whole_numbers() {
        let location: Location = "43.2380 76.8829 847.5 12".parse().unwrap();
        assert_eq!((location.latitude, location.longitude), (432_380_000, 768_829_000));
        assert_eq!((location.altitude, location.accuracy), (Some(84_750), Some(1_200)));
        assert_eq!(location.to_string(), "43.238 76.8829 847.5 12");
        assert_eq!("-0.5 -170".parse::<Location>().unwrap().to_string(), "-0.5 -170");
        for text in ["", "1", "91 0", "0 181", "a b", "1 2 3 4 5", "1e3 2"] {
            assert!(text.parse::<Location>().is_err(), "{text}");
        }
    }

    #[test]
    fn answers_have_one_form_as_json() {
        let mut answers = Answers::default();
        answers.set("b".parse::<Name>().unwrap(), Answer::Integer(412));
        answers.set("a".parse::<Name>().unwrap(), Answer::Absent(Absence::NotAllowed));
        let json = serde_json::to_string(&answers).unwrap();
        assert_eq!(json, r#"{"a":{"absent":"not-allowed"},"b":{"integer":412}}"#);
        assert_eq!(serde_json::from_str::<Answers>(&json).unwrap(), answers);
    }
}
