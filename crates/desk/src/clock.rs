//! Local time: each area has its own zone, with its history. There is no clock here.
//!
//! Times of the day are minutes after midnight of election day on the wall clock of the station:
//! 08:30 is 510, half past midnight of the following night is 1470.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil, tz::TimeZone};
use sanaq_election::Areas;
use sanaq_forms::{Date, Time};

/// Minutes of a day.
pub(crate) const DAY: i32 = 24 * 60;

/// The zones of areas.
#[derive(Clone)]
pub(crate) struct Clock {
    /// Midnight of election day.
    midnight: civil::DateTime,
    zones: BTreeMap<String, Zone>,
    utc: Zone,
}

/// A time zone, and what it is about election day when it does not change then.
#[derive(Clone)]
struct Zone {
    rules: TimeZone,
    steady: Option<Steady>,
}

/// Between two seconds of the Unix epoch the wall clock is so many seconds ahead of UTC.
#[derive(Clone, Copy)]
struct Steady {
    from: i64,
    to: i64,
    ahead: i64,
    /// Midnight of election day on the wall clock, as if it were UTC.
    midnight: i64,
}

/// Days before and after election day that are looked at most.
const ABOUT: i64 = 4 * 86_400;

impl Zone {
    fn new(rules: TimeZone, midnight: civil::DateTime) -> Self {
        let steady = steady(&rules, midnight);
        Self { rules, steady }
    }
}

fn steady(rules: &TimeZone, midnight: civil::DateTime) -> Option<Steady> {
    let utc = TimeZone::UTC.to_timestamp(midnight).ok()?.as_second();
    let (from, to) = (utc.checked_sub(ABOUT)?, utc.checked_add(ABOUT)?);
    let start = Timestamp::from_second(from).ok()?;
    let next = rules.following(start).next();
    if next.is_some_and(|next| next.timestamp().as_second() <= to) {
        return None;
    }
    let ahead = i64::from(rules.to_offset(start).seconds());
    Some(Steady { from, to, ahead, midnight: utc })
}

impl Default for Clock {
    fn default() -> Self {
        let midnight = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        Self { midnight, zones: BTreeMap::new(), utc: Zone::new(TimeZone::UTC, midnight) }
    }
}

/// A moment in the numbers of a calendar and a clock on the wall, to be put in a language's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The year.
    pub year: String,
    /// The month as two digits.
    pub month: String,
    /// The day of the month as two digits.
    pub day: String,
    /// Hours and minutes.
    pub time: String,
    /// The IANA name of the zone.
    pub zone: String,
}

/// Whether there is a zone of this name.
pub fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

impl Clock {
    /// Sets election day.
    pub(crate) fn set_date(&mut self, date: Date) {
        let text = date.to_string();
        if let Ok(date) = text.parse::<civil::Date>() {
            self.midnight = date.to_datetime(civil::Time::midnight());
            for zone in self.zones.values_mut().chain([&mut self.utc]) {
                zone.steady = steady(&zone.rules, self.midnight);
            }
        }
    }

    /// Sets the zones; one that nobody knows is left out.
    pub(crate) fn set_zones(&mut self, zones: &BTreeMap<String, String>) {
        let known = zones.iter().filter_map(|(area, name)| {
            let zone = TimeZone::get(name).ok()?;
            Some((area.clone(), Zone::new(zone, self.midnight)))
        });
        self.zones = known.collect();
    }

    /// The zones as they were set.
    pub(crate) fn zones(&self) -> BTreeMap<String, String> {
        let named = self.zones.iter().filter_map(|(area, zone)| {
            zone.rules.iana_name().map(|name| (area.clone(), name.to_owned()))
        });
        named.collect()
    }

    /// The zone of an area: that of the longest path that it lies in.
    fn zone(&self, area: &str) -> &Zone {
        let mut path = area;
        loop {
            if let Some(zone) = self.zones.get(path) {
                return zone;
            }
            match path.rsplit_once(Areas::SEPARATOR) {
                Some((above, _)) => path = above,
                None => return self.zones.get("").unwrap_or(&self.utc),
            }
        }
    }

    /// The IANA name of an area's zone.
    pub(crate) fn name(&self, area: &str) -> &str {
        self.zone(area).rules.iana_name().unwrap_or("UTC")
    }

    /// The minute of election day on the wall clock of an area, at a second of the Unix epoch.
    pub(crate) fn minute(&self, area: &str, second: i64) -> i32 {
        let zone = self.zone(area);
        if let Some(own) = zone.steady.filter(|own| (own.from..own.to).contains(&second)) {
            let minute = (second + own.ahead - own.midnight).div_euclid(60);
            return i32::try_from(minute).unwrap_or(0);
        }
        let Ok(instant) = Timestamp::from_second(second) else { return 0 };
        let local = zone.rules.to_datetime(instant);
        let days = local.date().since(self.midnight.date()).map_or(0, |span| span.get_days());
        let of_day = i32::from(local.hour()) * 60 + i32::from(local.minute());
        days.saturating_mul(DAY).saturating_add(of_day)
    }

    /// A second of the Unix epoch as the whole country writes it: its own zone where it has one,
    /// else UTC.
    pub(crate) fn written(&self, second: i64) -> Option<Written> {
        let instant = Timestamp::from_second(second).ok()?;
        let local = self.zone("").rules.to_datetime(instant);
        let two = |number: i8| format!("{number:02}");
        Some(Written {
            year: local.year().to_string(),
            month: two(local.month()),
            day: two(local.day()),
            time: format!("{}:{}", two(local.hour()), two(local.minute())),
            zone: self.name("").to_owned(),
        })
    }

    /// When a minute of election day comes in an area, in seconds of the Unix epoch.
    pub(crate) fn second(&self, area: &str, minute: i32) -> Option<i64> {
        let local = self.midnight.checked_add(jiff::Span::new().minutes(minute)).ok()?;
        let instant = self.zone(area).rules.to_ambiguous_timestamp(local).compatible().ok()?;
        Some(instant.as_second())
    }

    /// When a minute of election day comes, in every zone that areas have.
    pub(crate) fn everywhere(&self, minute: i32) -> std::collections::BTreeSet<i64> {
        let areas = self.zones.keys().map(String::as_str).chain([""]);
        areas.filter_map(|area| self.second(area, minute)).collect()
    }

    /// The minute of election day that a time of day means when it is written about a second:
    /// 00:30 written after midnight is 1470, not 30.
    pub(crate) fn nearest(&self, area: &str, time: Time, second: i64) -> i32 {
        let written = self.minute(area, second);
        let of_day = i32::try_from(time.seconds() / 60).unwrap_or(0);
        let day = written.div_euclid(DAY) * DAY;
        let candidates = [day - DAY + of_day, day + of_day, day + DAY + of_day];
        candidates.into_iter().min_by_key(|minute| minute.abs_diff(written)).unwrap_or(of_day)
    }
}

/// A time of day as `07:00` in minutes.
pub(crate) fn minutes(text: &str) -> Option<i32> {
    let time: Time = text.parse().ok()?;
    i32::try_from(time.seconds() / 60).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kazakhstan() -> Clock {
        let mut clock = Clock::default();
        clock.set_date("2021-01-10".parse().unwrap());
        clock.set_zones(&BTreeMap::from([
            (String::new(), "Asia/Almaty".to_owned()),
            ("West".to_owned(), "Asia/Oral".to_owned()),
            ("Nowhere".to_owned(), "Asia/Atlantis".to_owned()),
        ]));
        clock
    }

    #[test]
    fn polls_open_in_each_areas_own_time_as_it_was_then() {
        let clock = kazakhstan();
        // In 2021 Almaty was six hours ahead of UTC, since 2024 it is five.
        assert_eq!(clock.second("East/Town", 420), Some(1_610_240_400));
        assert_eq!(clock.second("West/Town", 420), Some(1_610_244_000));
        assert_eq!(clock.minute("East", 1_610_240_400), 420);
        assert_eq!(clock.minute("West/Town", 1_610_240_400), 360);
        let mut later = kazakhstan();
        later.set_date("2025-01-10".parse().unwrap());
        let east = later.second("East", 420).unwrap();
        assert_eq!(later.second("West", 420), Some(east));
    }

    /// Protects who reads when a page was made: the country's own clock, and which one it is.
    #[test]
    fn a_moment_is_written_by_the_countrys_clock() {
        let own = kazakhstan().written(1_610_240_400).unwrap();
        let said = [&own.year, &own.month, &own.day, &own.time, &own.zone].map(String::as_str);
        assert_eq!(said, ["2021", "01", "10", "07:00", "Asia/Almaty"]);
        let own = Clock::default().written(1_610_240_400).unwrap();
        assert_eq!((own.time.as_str(), own.zone.as_str()), ("01:00", "UTC"));
    }

    #[test]
    fn after_midnight_the_night_goes_on() {
        let clock = kazakhstan();
        let half_past = clock.second("", 1470).unwrap();
        assert_eq!(clock.minute("", half_past), 1470);
        assert_eq!(clock.nearest("", Time::new(0, 30, 0).unwrap(), half_past), 1470);
        assert_eq!(clock.nearest("", Time::new(23, 50, 0).unwrap(), half_past), 1430);
        let evening = clock.second("", 1435).unwrap();
        assert_eq!(clock.nearest("", Time::new(0, 5, 0).unwrap(), evening), 1445);
    }

    #[test]
    fn an_hour_that_does_not_exist_is_the_one_after_it() {
        let mut clock = Clock::default();
        clock.set_date("2024-03-31".parse().unwrap());
        clock.set_zones(&BTreeMap::from([(String::new(), "Europe/Warsaw".to_owned())]));
        // Clocks go from 02:00 to 03:00.
        let (gap, after) = (clock.second("", 150).unwrap(), clock.second("", 210).unwrap());
        assert_eq!(gap, after);
        assert_eq!(clock.minute("", gap), 210);
        assert_eq!(clock.minute("", i64::MAX), 0, "no such instant");
        assert!(clock.zone("").steady.is_none() && kazakhstan().zone("").steady.is_some());
    }
}
