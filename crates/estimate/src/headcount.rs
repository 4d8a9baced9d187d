//! Turnout from observers who count people at the door for some hours.
//!
//! Who saw c people enter from hour a to hour b projects c / (F(b) − F(a)) voters, where F is the
//! part of the day's voters who have come by each hour; several watches at a station add up on both
//! sides. Over stations with weights w = 1 / chance (1 where chances are equal):
//! turnout t = Σ w T / Σ w R with T the projected voters and R the register,
//! se² = n / (n − 1) Σ w² (T − t R)² / (Σ w R)² + t² cv².
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

/// A stretch of the day during which an observer counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    /// From this hour
    pub from: f64,
    /// to this one.
    pub to: f64,
    /// People who went in to vote.
    pub entered: u32,
}

/// What observers counted at a station.
#[derive(Clone, Copy, Debug)]
pub struct HeadCount<'a> {
    /// Registered voters of the station.
    pub register: u32,
    /// How many stations it stands for, relative to the others: 1 / its chance; 1 for all where
    /// chances are equal.
    pub weight: f64,
    /// When somebody counted, in the order of the day; what lies between is filled by the curve.
    pub watches: &'a [Watch],
    /// How voters of its region spread over the day.
    pub curve: &'a HourCurve,
}

/// The coefficient of variation that the curves of several regions give the projection: that of
/// their 1 / (F(b) − F(a)) over the hours watched at each station, weighted by the voters projected
/// there. Whoever knows one region's curve errs by so much about another's, and in the same
/// direction at all its stations. Nothing for fewer than two curves.
pub fn between_curves(curves: &[HourCurve], counts: &[HeadCount<'_>]) -> Option<f64> {
    let (mut sum, mut voters) = (0.0, 0.0);
    for count in counts {
        let parts = curves.iter().filter_map(|curve| watched(count.watches, curve));
        let parts: Vec<(f64, f64)> = parts.map(|part| (part, 1.0)).collect();
        let part = watched(count.watches, count.curve).filter(|part| *part > 0.0)?;
        let projected = count.weight * (entered(count.watches) / part).max(1.0);
        sum += projected * variation(&parts)?;
        voters += projected;
    }
    (voters > 0.0).then(|| sum / voters)
}

/// The part of the day's voters who come while somebody watches; nothing outside the curve.
fn watched(watches: &[Watch], curve: &HourCurve) -> Option<f64> {
    watches.iter().map(|watch| Some(curve.at(watch.to)? - curve.at(watch.from)?)).sum()
}

fn entered(watches: &[Watch]) -> f64 {
    watches.iter().map(|watch| f64::from(watch.entered)).sum()
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
    /// A weight that is none.
    #[error("station {0}: found a weight that is no number above 0")]
    Weight(usize),
    /// A watch that begins before the one before it ended.
    #[error("station {station}: found a watch from {from} while the one before it still went on")]
    Overlap {
        /// Its place, from 1.
        station: usize,
        /// Hour.
        from: f64,
    },
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
    if counts.is_empty() {
        return Err(CountError::None);
    }
    let register: f64 = counts.iter().map(HeadCount::weighted_register).sum();
    let weighted = voters.iter().zip(counts).map(|(voters, count)| count.weight * voters);
    let projected = weighted.sum::<f64>() / register;
    let over = voters.iter().zip(counts).filter(|(voters, c)| **voters > f64::from(c.register));
    let over = over.count();
    let mut cautions = Vec::new();
    if over > 0 {
        cautions.push(Caution::OverRegister { stations: over });
    }
    let statement = match choice {
        Choice::HandPicked { register: all } => {
            Statement::Visited { bounds: all.map(|all| Bounds::new(counts, &voters, all)) }
        }
        Choice::Drawn if counts.len() < 2 => Statement::NoSpread,
        Choice::Drawn => {
            let n = counts.len() as f64;
            let gaps = voters.iter().zip(counts);
            let gaps = gaps.map(|(voters, count)| {
                count.weight * (voters - projected * f64::from(count.register))
            });
            let square: f64 = gaps.map(|gap| gap * gap).sum();
            let stations = n / (n - 1.0) * square / (register * register);
            let curve = projected * projected * variation * variation;
            let exact = variation <= 0.0 && !counts.iter().all(HeadCount::is_whole_day);
            cautions.extend(cautions_of(counts.len(), stations, curve, exact));
            let error = (stations + curve).sqrt();
            let turnout = around(projected, error, n - 1.0, level);
            let national = Statement::National { turnout, error, degrees: n - 1.0 };
            if error > 1e-9 * projected { national } else { Statement::NoSpread }
        }
    };
    Ok(Turnout { stations: counts.len(), projected, voters, statement, cautions })
}

fn cautions_of(
    stations: usize,
    own: f64,
    curve: f64,
    exact: bool,
) -> impl Iterator<Item = Caution> {
    let few = (stations < FEW).then_some(Caution::FewStations { stations });
    let exact = exact.then_some(Caution::ExactCurve);
    let dominates = (own < curve).then_some(Caution::CurveDominates);
    few.into_iter().chain(exact).chain(dominates)
}

impl HeadCount<'_> {
    fn project(&self, station: usize) -> Result<f64, CountError> {
        if self.register == 0 {
            return Err(CountError::Register(station));
        }
        if !(self.weight.is_finite() && 0.0 < self.weight) {
            return Err(CountError::Weight(station));
        }
        let mut before = f64::NEG_INFINITY;
        for Watch { from, to, .. } in self.watches {
            let parts = self.curve.at(*from).zip(self.curve.at(*to));
            if parts.is_none() || to <= from {
                return Err(CountError::Hours { station, from: *from, to: *to });
            }
            if *from < before {
                return Err(CountError::Overlap { station, from: *from });
            }
            before = *to;
        }
        let part = watched(self.watches, self.curve).filter(|part| *part > 0.0);
        let ends = self.watches.first().zip(self.watches.last());
        let (from, to) = ends.map_or((0.0, 0.0), |(first, last)| (first.from, last.to));
        let part = part.ok_or(CountError::Hours { station, from, to })?;
        Ok(entered(self.watches) / part)
    }

    fn weighted_register(&self) -> f64 {
        self.weight * f64::from(self.register)
    }

    /// Whether somebody watched from the first voter to the last: no curve is needed.
    fn is_whole_day(&self) -> bool {
        watched(self.watches, self.curve).is_some_and(|part| 1.0 - part < 1e-9)
    }
}

impl Bounds {
    fn new(counts: &[HeadCount<'_>], voters: &[f64], all: u64) -> Self {
        let register: f64 = counts.iter().map(|count| f64::from(count.register)).sum();
        let seen = (register / all.max(1) as f64).min(1.0);
        // More voters than registered ones are a fault of the count, not of the country.
        let turnout = (voters.iter().sum::<f64>() / register).min(1.0);
        Self { seen, low: seen * turnout, high: seen * turnout + 1.0 - seen }
    }
}

#[cfg(test)]
mod tests;
