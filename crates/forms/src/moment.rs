//! Dates and times of day as an observer writes them: local, without a clock behind them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A text that is no date or time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{found}» is no {what}: expected {expected}")]
pub struct MomentError {
    /// The text, cut where it is long.
    pub found: String,
    /// What it was to be.
    pub what: &'static str,
    /// An example.
    pub expected: &'static str,
}

/// A day of the Gregorian calendar: `2021-01-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A time of day: `07:15`, with seconds only where there are some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Time {
    seconds: u32,
}

/// A day and a time of day, with the distance from UTC where it is known:
/// `2021-01-10T07:15+06:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Time,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl Moment {
    /// Seconds of the Unix epoch; nothing where nobody said how far from UTC it is.
    pub fn second(self) -> Option<i64> {
        let offset = i64::from(self.offset?) * 60;
        Some(self.date.days() * 86_400 + i64::from(self.time.seconds()) - offset)
    }
}

impl Date {
    /// A day that exists, in the years 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// Days since 1 January 1970 (Howard Hinnant, *chrono-compatible low-level date algorithms*,
    /// `days_from_civil`).
    pub fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl Time {
    /// A time from 00:00:00 to 23:59:59.
    pub fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        let valid = hour < 24 && minute < 60 && second < 60;
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        valid.then_some(Self { seconds })
    }

    /// Seconds since midnight.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }
}

/// A number of exactly `length` digits, or of one or two when `length` is 0.
fn number<T: FromStr>(text: &str, length: usize) -> Option<T> {
    let right = if length == 0 { (1..=2).contains(&text.len()) } else { text.len() == length };
    (right && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn read_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('-');
    let year = number(parts.next()?, 4)?;
    let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() { None } else { Date::new(year, month, day) }
}

/// A time with its offset. Fractions of a second are cut, as ODK Collect writes `.000` always.
fn read_time(text: &str) -> Option<(Time, Option<i16>)> {
    let text = text.trim();
    let (text, offset) = match text.find(['+', '-', 'Z']) {
        Some(at) => {
            let (text, offset) = text.split_at(at);
            (text, Some(read_offset(offset)?))
        }
        None => (text, None),
    };
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?, 0)?, number(parts.next()?, 2)?);
    let second = match parts.next() {
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            if !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            number(whole, 2)?
        }
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    Some((Time::new(hour, minute, second)?, offset))
}

fn read_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (number::<i16>(&digits, 2)?, 0),
        4 => (number::<i16>(digits.get(..2)?, 2)?, number::<i16>(digits.get(2..)?, 2)?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn read_moment(text: &str) -> Option<Moment> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let (time, offset) = read_time(time)?;
    Some(Moment { date: read_date(date)?, time, offset })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)?;
        if seconds == 0 { Ok(()) } else { write!(f, ":{seconds:02}") }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)?;
        match self.offset {
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            None => Ok(()),
        }
    }
}

macro_rules! as_text {
    ($name:ident, $read:expr, $what:literal, $expected:literal) => {
        impl FromStr for $name {
            type Err = MomentError;
            fn from_str(text: &str) -> Result<Self, MomentError> {
                $read(text).ok_or_else(|| MomentError {
                    found: text.chars().take(40).collect(),
                    what: $what,
                    expected: $expected,
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = MomentError;
            fn try_from(text: String) -> Result<Self, MomentError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    };
}

as_text!(Date, read_date, "date", "year-month-day such as 2021-01-10");
as_text!(Time, |text| read_time(text).map(|(time, _)| time), "time", "hours:minutes such as 07:15");
as_text!(Moment, read_moment, "date and time", "one such as 2021-01-10T07:15");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_collect_writes_them_are_read() {
        let pairs = [
            ("07:15:00.000+06:00", "07:15"),
            ("7:05", "07:05"),
            ("23:59:59Z", "23:59:59"),
            ("07:15:30.5", "07:15:30"),
        ];
        for (text, expected) in pairs {
            assert_eq!(text.parse::<Time>().unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "24:00", "7", "7:5", "07:60", "07:15:00:00", "07:15+99:00", "٠٧:١٥"] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_keep_their_offset() {
        let pairs = [
            ("2021-01-10T07:15:00.000+06:00", "2021-01-10T07:15+06:00"),
            ("2021-01-10T07:15:00.000-0330", "2021-01-10T07:15-03:30"),
            ("2021-01-10 07:15", "2021-01-10T07:15"),
            ("2021-01-10T07:15Z", "2021-01-10T07:15+00:00"),
        ];
        for (text, expected) in pairs {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!("2020-02-29".parse::<Date>().is_ok());
        for text in ["2021-02-29", "1900-02-29", "2021-13-01", "21-01-01", "2021-1-1", "0000-01-01"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!("1970-01-01".parse::<Date>().unwrap().days(), 0);
        assert_eq!("2021-01-10".parse::<Date>().unwrap().days(), 18_637);
        assert_eq!("1969-12-31".parse::<Date>().unwrap().days(), -1);
    }
}
