//! The election day of an example: today, with a clock that goes faster.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use sanaq_election::Election;
use sanaq_log::{Clock, system_clock};
use sanaq_server::Haste;

use crate::exit::Failure;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;
/// The clock begins so many minutes before the polls open.
const BEFORE: u16 = 40;
/// From this minute on, four in the morning after, it goes like any other.
const END: u16 = 28 * 60;
/// How long a session holds, on the wall's clock.
const SESSION: i64 = 16 * 3_600;

/// The day, and its clock.
#[derive(Clone)]
pub(super) struct Day {
    /// Midnight before it, in microseconds of the Unix epoch.
    midnight: i64,
    speed: i64,
    began: i64,
    /// What the evening has come to: the clock is never behind it.
    reached: Arc<AtomicI64>,
    real: Clock,
    pub(super) opens: u16,
    pub(super) closes: u16,
}

impl Day {
    /// The day begins.
    pub(super) fn begin(speed: u32, election: &Election) -> Result<Self, Failure> {
        let real = system_clock();
        let hours = election
            .polls
            .as_ref()
            .and_then(|hours| Some((minutes(&hours.open)?, minutes(&hours.close)?)));
        let (opens, closes) = hours.unwrap_or((7 * 60, 20 * 60));
        if closes <= opens || closes > 24 * 60 {
            return Err(Failure::Input("the polls close before they open".to_owned()));
        }
        let began = real();
        let midnight = began.div_euclid(DAY) * DAY;
        let start = midnight + i64::from(opens.saturating_sub(BEFORE)) * MINUTE;
        let (speed, reached) = (i64::from(speed), Arc::new(AtomicI64::new(start)));
        Ok(Self { midnight, speed, began, reached, real, opens, closes })
    }

    /// Its date, as an election has it.
    pub(super) fn date() -> String {
        date_of(system_clock()().div_euclid(DAY))
    }

    /// The clock that the server goes by.
    pub(super) fn clock(&self) -> Clock {
        let day = self.clone();
        Arc::new(move || day.now())
    }

    /// How long a session holds on that clock, so that nobody is signed out by its haste.
    pub(super) fn session(&self) -> i64 {
        SESSION * self.speed.max(60)
    }

    /// How it goes, for the phones.
    pub(super) fn haste(&self) -> Haste {
        let times = u32::try_from(self.speed.max(1)).unwrap_or(u32::MAX);
        Haste { times, until: self.second(END) }
    }

    fn now(&self) -> i64 {
        let gone = (self.real)() - self.began;
        let start = self.at(self.opens.saturating_sub(BEFORE));
        let fast = self.at(END) - start;
        let speed = self.speed.max(1);
        // Once the evening is over nothing hurries any more.
        let hurried = gone.saturating_mul(speed).min(fast);
        let after = (gone - fast / speed).max(0);
        (start + hurried + after).max(self.reached.load(Ordering::Acquire))
    }

    /// A minute of the day, in microseconds.
    fn at(&self, minute: u16) -> i64 {
        self.midnight + i64::from(minute) * MINUTE
    }

    /// The same in seconds, as reports have it.
    pub(super) fn second(&self, minute: u16) -> i64 {
        self.at(minute) / SECOND
    }

    /// Waits until a minute of the day has come.
    pub(super) async fn reach(&self, minute: u16) {
        if self.speed > 0 {
            let missing = (self.at(minute) - self.now()).max(0) / self.speed;
            let wait = u64::try_from(missing).unwrap_or(0);
            tokio::time::sleep(std::time::Duration::from_micros(wait)).await;
        }
        self.reached.fetch_max(self.at(minute), Ordering::AcqRel);
    }
}

/// `07:30` in minutes.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A minute of the day as a time; after midnight it begins anew.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// The date of a day since 1970, in the proleptic Gregorian calendar: four hundred years are
/// 146,097 days, counted from a first of March so that the leap day comes last.
fn date_of(days: i64) -> String {
    let from_march = days + 719_468;
    let (era, day) = (from_march.div_euclid(146_097), from_march.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (18_637, "2021-01-10"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_789, "2026-12-02"),
        ] {
            assert_eq!(date_of(days), date);
        }
    }

    /// Protects who rehearses with a phone: by what it is told it comes to the time of the server,
    /// also when the evening is over.
    #[test]
    fn what_phones_are_told_brings_them_to_the_same_time() {
        let election = sanaq_election::builtin::election("example").unwrap().unwrap();
        let began = Day::begin(60, &election).unwrap();
        let told = began.haste();
        let start = began.now() / SECOND;
        for minutes in [1, 20, 24 * 60] {
            let later = Day { began: began.began - minutes * MINUTE, ..began.clone() };
            let gone = minutes * 60;
            let fast = told.until - start;
            let times = i64::from(told.times);
            let shown = start + (gone * times).min(fast) + (gone - fast / times).max(0);
            let differs = (later.now() / SECOND - shown).abs();
            assert!(differs <= times, "{minutes} min: {differs} s");
        }
    }

    /// Protects the order of the day: the clock is never behind what has happened, and after the
    /// evening it goes like any other.
    #[tokio::test]
    async fn the_clock_hurries_and_is_never_behind_the_evening() {
        let election = sanaq_election::builtin::election("example").unwrap().unwrap();
        let day = Day::begin(0, &election).unwrap();
        let clock = day.clock();
        let before = clock();
        day.reach(20 * 60).await;
        assert!(before < clock() && day.second(20 * 60) <= clock() / SECOND);
        let real = system_clock();
        let late = Day { began: real() - 10 * DAY, speed: 60, ..day };
        let (one, wall) = (late.now(), real());
        std::thread::sleep(std::time::Duration::from_millis(30));
        let (gone, wall) = (late.now() - one, real() - wall);
        assert!(gone <= wall + 20_000, "{gone} of {wall}");
    }
}
