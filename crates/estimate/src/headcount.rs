//! Turnout from observers who count people at the door for some hours.
//!
//! Who saw c people enter from hour a to hour b projects c / (F(b) − F(a)) voters, where F is the
//! part of the day's voters who have come by each hour. Over stations:
//! turnout t = Σ T / Σ R with T the projected voters and R the register,
//! se² = n / (n − 1) Σ (T − t R)² / (Σ R)² + t² cv².
//!
//! The noise of counting is already in the first term; the curve's own error, as a coefficient of
//! variation cv, is shared by all stations, does not shrink with their number, and is added once.
//! Student's t with n − 1 degrees of freedom.
//!
//! A curve that an authority published may be wrong; it is an assumption, and named as one.

use serde::Serialize;

use crate::interval::{Interval, around};

/// Below so many stations the interval is mostly ignorance, and it is said.
pub const FEW: usize = 30;

/// By which hour which part of the day's voters has come.
#[derive(Clone, Debug, PartialEq)]
pub struct HourCurve(Vec<(f64, f64)>);

/// A curve that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CurveError {
    /// Fewer than two points.
    #[error("found a curve of {0} points, expected at least 2")]
    Points(usize),
    /// A point that does not rise from the one before.
    #[error(
        "found {part} by hour {hour}, expected hours that rise and parts from 0 to 1 that do not \
         fall"
    )]
    Falls {
        /// The point's hour.
        hour: f64,
        /// Its part.
        part: f64,
    },
}

impl HourCurve {
    /// A curve of hours (such as 10.5) and cumulated parts of the day's voters, in order.
    ///
    /// # Errors
    /// When hours do not rise, or parts fall or leave [0, 1].
    pub fn new(points: &[(f64, f64)]) -> Result<Self, CurveError> {
        if points.len() < 2 {
            return Err(CurveError::Points(points.len()));
        }
        let (mut last_hour, mut last_part) = (f64::NEG_INFINITY, 0.0);
        for (hour, part) in points {
            let rises = last_hour < *hour && hour.is_finite();
            if !rises || !(last_part..=1.0).contains(part) {
                return Err(CurveError::Falls { hour: *hour, part: *part });
            }
            (last_hour, last_part) = (*hour, *part);
        }
        Ok(Self(points.to_vec()))
    }

    /// The part by an hour, in a straight line between points; nothing outside the curve.
    pub fn at(&self, hour: f64) -> Option<f64> {
        let after = self.0.iter().position(|(at, _)| hour <= *at)?;
        let (to, high) = self.0.get(after).copied()?;
        if hour >= to {
            return Some(high);
        }
        let (from, low) = self.0.get(after.checked_sub(1)?).copied()?;
        Some(low + (high - low) * (hour - from) / (to - from))
    }
}

/// How much a curve errs from region to region: the coefficient of variation of final over early
/// turnout, from (early, final) pairs of an election for which both are known. Nothing for fewer
/// than two regions with votes.
pub fn variation(regions: &[(f64, f64)]) -> Option<f64> {
    let ratios = regions.iter().filter(|(early, _)| *early > 0.0).map(|(early, last)| last / early);
    let ratios: Vec<f64> = ratios.collect();
    let n = ratios.len() as f64;
    let mean = ratios.iter().sum::<f64>() / n;
    let square: f64 = ratios.iter().map(|ratio| (ratio - mean) * (ratio - mean)).sum();
    (ratios.len() > 1 && mean > 0.0).then(|| (square / (n - 1.0)).sqrt() / mean)
}

/// What an observer counted.
#[derive(Clone, Copy, Debug)]
pub struct HeadCount<'a> {
    /// Registered voters of the station.
    pub register: u32,
    /// People who went in to vote.
    pub entered: u32,
    /// From this hour
    pub from: f64,
    /// to this one.
    pub to: f64,
    /// How voters of its region spread over the day.
    pub curve: &'a HourCurve,
}

/// How the stations were chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// By a draw.
    Drawn,
    /// By whoever could go where. With the registered voters of the whole country, where known.
    HandPicked {
        /// Registered voters of all stations.
        register: Option<u64>,
    },
}

/// Counts that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CountError {
    /// Nothing was counted.
    #[error("found no station with a head count, expected at least 1")]
    None,
    /// A station without a register.
    #[error("station {0}: found no registered voters, expected at least 1")]
    Register(usize),
    /// Hours outside the curve, or during which nobody comes.
    #[error(
        "station {station}: found hours {from} to {to}, expected hours of the curve during which \
         somebody votes"
    )]
    Hours {
        /// Its place, from 1.
        station: usize,
        /// Hour.
        from: f64,
        /// Hour.
        to: f64,
    },
    /// An error of the curve that is none.
    #[error("found {0} as the curve's coefficient of variation, expected 0 or more")]
    Variation(f64),
}

/// What must be said with a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Caution {
    /// Few stations: the interval says how little is known.
    FewStations {
        /// How many.
        stations: usize,
    },
    /// More voters projected than registered at some stations: the curve or the count is off there.
    OverRegister {
        /// How many.
        stations: usize,
    },
    /// The curve was taken as exact; measured ones vary by a tenth to a fifth.
    ExactCurve,
    /// The curve's error is most of the interval: more stations would not help.
    CurveDominates,
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Statement {
    /// The country's turnout with its interval.
    National {
        /// At the level asked for.
        turnout: Interval,
        /// Standard error.
        error: f64,
        /// Degrees of freedom.
        degrees: f64,
    },
    /// One station, or stations that do not differ while the curve is taken as exact: nothing to
    /// make an interval of.
    NoSpread,
    /// Turnout "at k visited stations" and no more; nobody drew them.
    Visited {
        /// The part of the country's register that was seen, and what the country's turnout can be
        /// at all: nobody else voted, or everybody did.
        bounds: Option<Bounds>,
    },
}

/// What a country's turnout can be when a part of it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// q, the part of registered voters at visited stations.
    pub seen: f64,
    /// q t
    pub low: f64,
    /// q t + 1 − q
    pub high: f64,
}

/// Turnout from head counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turnout {
    /// Stations counted at.
    pub stations: usize,
    /// Their turnout, projected to the end of the day.
    pub projected: f64,
    /// Voters projected at each.
    pub voters: Vec<f64>,
    /// What this says about the country.
    pub statement: Statement,
    /// What must be said with it.
    pub cautions: Vec<Caution>,
}

/// Projects turnout. `variation`: the curve's coefficient of variation.
///
/// # Errors
/// When a count cannot be used.
pub fn turnout(
    counts: &[HeadCount<'_>],
    choice: Choice,
    variation: f64,
    level: f64,
) -> Result<Turnout, CountError> {
    if !(variation.is_finite() && 0.0 <= variation) {
        return Err(CountError::Variation(variation));
    }
    let voters = counts.iter().enumerate().map(|(at, count)| count.project(at + 1));
    let voters: Vec<f64> = voters.collect::<Result<_, _>>()?;
    let register: f64 = counts.iter().map(|count| f64::from(count.register)).sum();
    if counts.is_empty() {
        return Err(CountError::None);
    }
    let projected = voters.iter().sum::<f64>() / register;
    let over = voters.iter().zip(counts).filter(|(voters, c)| **voters > f64::from(c.register));
    let over = over.count();
    let mut cautions = Vec::new();
    if over > 0 {
        cautions.push(Caution::OverRegister { stations: over });
    }
    let statement = match choice {
        Choice::HandPicked { register: all } => {
            Statement::Visited { bounds: all.map(|all| Bounds::new(projected, register, all)) }
        }
        Choice::Drawn if counts.len() < 2 => Statement::NoSpread,
        Choice::Drawn => {
            let n = counts.len() as f64;
            let gaps = voters.iter().zip(counts);
            let gaps = gaps.map(|(voters, c)| voters - projected * f64::from(c.register));
            let square: f64 = gaps.map(|gap| gap * gap).sum();
            let stations = n / (n - 1.0) * square / (register * register);
            let curve = projected * projected * variation * variation;
            cautions.extend(cautions_of(counts.len(), stations, curve));
            let error = (stations + curve).sqrt();
            let turnout = around(projected, error, n - 1.0, level);
            let national = Statement::National { turnout, error, degrees: n - 1.0 };
            if error > 1e-9 * projected { national } else { Statement::NoSpread }
        }
    };
    Ok(Turnout { stations: counts.len(), projected, voters, statement, cautions })
}

fn cautions_of(stations: usize, own: f64, curve: f64) -> impl Iterator<Item = Caution> {
    let few = (stations < FEW).then_some(Caution::FewStations { stations });
    let exact = (curve <= 0.0).then_some(Caution::ExactCurve);
    let dominates = (own < curve).then_some(Caution::CurveDominates);
    few.into_iter().chain(exact).chain(dominates)
}

impl HeadCount<'_> {
    fn project(&self, station: usize) -> Result<f64, CountError> {
        if self.register == 0 {
            return Err(CountError::Register(station));
        }
        let parts = self.curve.at(self.from).zip(self.curve.at(self.to));
        let part = parts.map(|(from, to)| to - from).filter(|part| *part > 0.0);
        let part = part.ok_or(CountError::Hours { station, from: self.from, to: self.to })?;
        Ok(f64::from(self.entered) / part)
    }
}

impl Bounds {
    fn new(turnout: f64, register: f64, all: u64) -> Self {
        let seen = (register / all.max(1) as f64).min(1.0);
        // More voters than registered ones are a fault of the count, not of the country.
        let turnout = turnout.min(1.0);
        Self { seen, low: seen * turnout, high: seen * turnout + 1.0 - seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
    }

    fn curve() -> HourCurve {
        HourCurve::new(&[(9.0, 0.06), (10.0, 0.14), (11.0, 0.24), (12.0, 0.34), (13.0, 0.43)])
            .unwrap()
    }

    fn counts(curve: &HourCurve) -> [HeadCount<'_>; 3] {
        let count = |register, entered, from, to| HeadCount { register, entered, from, to, curve };
        [count(1_800, 95, 10.0, 12.0), count(2_400, 88, 10.0, 12.0), count(900, 61, 9.0, 11.0)]
    }

    /// The vector of the design, and the same from exact fractions: T = 475, 440, 61 / 0.18.
    #[test]
    fn three_stations_give_the_vector_and_are_told_to_be_few() {
        let curve = curve();
        let found = turnout(&counts(&curve), Choice::Drawn, 0.0, 0.95).unwrap();
        for (voters, expected) in found.voters.iter().zip([475.0, 440.0, 61.0 / 0.18]) {
            close(*voters, expected, 1e-12);
        }
        let t = (475.0 + 440.0 + 61.0 / 0.18) / 5_100.0;
        close(found.projected, t, 1e-12);
        close(found.projected, 0.245_861, 3e-6);
        let Statement::National { turnout, error, degrees } = found.statement else {
            panic!("{found:?}")
        };
        let gaps = [475.0 - 1_800.0 * t, 440.0 - 2_400.0 * t, 61.0 / 0.18 - 900.0 * t];
        let square: f64 = gaps.iter().map(|gap| gap * gap).sum();
        close(error, (1.5 * square).sqrt() / 5_100.0, 1e-12);
        close(error, 0.046_446, 1e-5);
        close(degrees, 2.0, 1e-15);
        close(turnout.low, t - 4.302_652_729_696_142 * error, 1e-9);
        assert!((turnout.low - 0.046_0).abs() < 5e-5 && (turnout.high - 0.445_7).abs() < 5e-5);
        assert_eq!(found.cautions, [Caution::FewStations { stations: 3 }, Caution::ExactCurve]);
    }

    #[test]
    fn the_curves_error_is_added_once_and_does_not_shrink() {
        let curve = curve();
        let many: Vec<HeadCount<'_>> = counts(&curve).into_iter().cycle().take(300).collect();
        let found = turnout(&many, Choice::Drawn, 0.129, 0.95).unwrap();
        let Statement::National { error, .. } = found.statement else { panic!("{found:?}") };
        let shared = found.projected * 0.129;
        assert!(error > shared && error < 1.05 * shared, "{error} {shared}");
        assert_eq!(found.cautions, [Caution::CurveDominates]);
    }

    /// Turnout by 12:00 and at the end in the regions of Kazakhstan 2021, in percent.
    #[test]
    fn curves_differ_by_an_eighth_between_regions() {
        let regions = [
            (26.6, 72.8),
            (25.6, 58.8),
            (28.5, 73.5),
            (29.8, 56.4),
            (29.9, 72.4),
            (32.1, 72.2),
            (32.2, 62.4),
            (33.5, 70.7),
            (30.1, 71.8),
            (28.9, 73.9),
            (23.7, 55.0),
            (33.1, 71.3),
            (34.2, 75.5),
            (33.1, 65.8),
            (24.2, 45.1),
            (15.7, 30.3),
            (34.1, 56.5),
        ];
        let found = variation(&regions).unwrap();
        assert!((found - 0.133).abs() < 0.001, "{found}");
        assert_eq!(variation(&regions[..1]), None);
        assert_eq!(variation(&[(0.0, 5.0), (0.0, 6.0)]), None);
    }

    #[test]
    fn hand_picked_stations_give_bounds_and_no_interval() {
        let curve = curve();
        let choice = Choice::HandPicked { register: Some(51_000) };
        let found = turnout(&counts(&curve), choice, 0.1, 0.95).unwrap();
        let Statement::Visited { bounds: Some(bounds) } = found.statement else {
            panic!("{found:?}")
        };
        close(bounds.seen, 0.1, 1e-12);
        close(bounds.low, 0.1 * found.projected, 1e-12);
        close(bounds.high, 0.1 * found.projected + 0.9, 1e-12);
        let unknown = Choice::HandPicked { register: None };
        let found = turnout(&counts(&curve), unknown, 0.1, 0.95).unwrap();
        assert_eq!(found.statement, Statement::Visited { bounds: None });
    }

    #[test]
    fn one_station_gives_no_interval_and_too_many_voters_are_told() {
        let curve = curve();
        let one = HeadCount { register: 100, ..counts(&curve)[0] };
        let found = turnout(&[one], Choice::Drawn, 0.1, 0.95).unwrap();
        assert_eq!(found.statement, Statement::NoSpread);
        assert_eq!(found.cautions, [Caution::OverRegister { stations: 1 }]);
        let same = turnout(&[counts(&curve)[0]; 4], Choice::Drawn, 0.0, 0.95).unwrap();
        assert_eq!(same.statement, Statement::NoSpread);
    }

    #[test]
    fn counts_and_curves_that_cannot_be_are_refused() {
        let curve = curve();
        let first = counts(&curve)[0];
        let refused = |count| turnout(&[count], Choice::Drawn, 0.0, 0.95).unwrap_err();
        assert_eq!(refused(HeadCount { register: 0, ..first }), CountError::Register(1));
        for (from, to) in [(8.0, 10.0), (12.0, 14.0), (11.0, 11.0), (12.0, 10.0)] {
            let error = refused(HeadCount { from, to, ..first });
            assert_eq!(error, CountError::Hours { station: 1, from, to });
        }
        assert_eq!(turnout(&[], Choice::Drawn, 0.0, 0.95), Err(CountError::None));
        assert!(turnout(&[first], Choice::Drawn, f64::NAN, 0.95).is_err());
        for points in [&[(9.0, 0.1)][..], &[(9.0, 0.2), (10.0, 0.1)], &[(9.0, 0.1), (9.0, 0.2)]] {
            assert!(HourCurve::new(points).is_err());
        }
        assert!(HourCurve::new(&[(9.0, 0.1), (10.0, 1.1)]).is_err());
        assert!(HourCurve::new(&[(9.0, f64::NAN), (10.0, 1.0)]).is_err());
        close(curve.at(10.5).unwrap(), 0.19, 1e-12);
    }
}
