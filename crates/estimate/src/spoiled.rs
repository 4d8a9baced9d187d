//! The share of invalid ballots, from stations where observers saw the count.
//!
//! p = Σ w invalid / Σ w ballots over stations with weights w = 1 / chance (1 where chances are
//! equal), with the station as the unit:
//! se² = n / (n − 1) Σ w² (invalid − p · ballots)² (1 − n / M) / (Σ w ballots)²;
//! the correction 1 − n / M for a finite number of stations only where chances are equal.
//! Ballots of one station spoil alike, so the variance is deff = 1 + (m − 1) ρ times that of single
//! ballots, with m ballots at a station and ρ the correlation inside (L. Kish, *Survey Sampling*,
//! 1965, section 5.4).

use serde::Serialize;

use crate::{
    distribution::normal_quantile,
    headcount::FEW,
    interval::{Interval, around},
};

/// Ballots of a station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BallotBox {
    /// Invalid ones.
    pub invalid: u32,
    /// All in the box.
    pub ballots: u32,
    /// How many stations it stands for, relative to the others: 1 / its chance; 1 for all where
    /// chances are equal.
    pub weight: f64,
}

/// What the stations say.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Spoiled {
    /// Nobody counted, or the boxes were empty.
    Nothing,
    /// The share at so many visited stations, and no more: nobody drew them, or there is only one.
    Visited {
        /// Stations.
        stations: usize,
        /// Share.
        share: f64,
    },
    /// The share at all stations there are: counted, not estimated.
    Whole {
        /// Stations.
        stations: usize,
        /// Share.
        share: f64,
    },
    /// The share in the country.
    Estimate(Estimate),
}

/// A share of invalid ballots with its error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Stations.
    pub stations: usize,
    /// Whether they are few.
    pub few: bool,
    /// The share.
    pub share: Interval,
    /// Standard error.
    pub error: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// The variance over that of single ballots; nothing when all or none is invalid.
    pub design_effect: Option<f64>,
    /// ρ that this design effect means; nothing as above.
    pub correlation: Option<f64>,
}

/// A box that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BoxError {
    /// More invalid ballots than ballots.
    #[error(
        "station {station}: found {invalid} invalid of {ballots} ballots, expected no more than \
         all"
    )]
    Ballots {
        /// Its place, from 1.
        station: usize,
        /// Invalid.
        invalid: u32,
        /// All.
        ballots: u32,
    },
    /// A weight that is none.
    #[error("station {0}: found a weight that is no number above 0")]
    Weight(usize),
}

/// The share of invalid ballots. `frame`: how many stations there are, where the stations were
/// drawn from all; nothing: they were chosen by hand.
///
/// # Errors
/// When a box has more invalid ballots than ballots, or a weight that is none.
pub fn spoiled(boxes: &[BallotBox], frame: Option<usize>, level: f64) -> Result<Spoiled, BoxError> {
    for (at, one) in boxes.iter().enumerate() {
        one.check(at + 1)?;
    }
    let sum = |pick: fn(&BallotBox) -> f64| boxes.iter().map(pick).sum::<f64>();
    let invalid = sum(|one| one.weight * f64::from(one.invalid));
    let ballots = sum(|one| one.weight * f64::from(one.ballots));
    if ballots <= 0.0 {
        return Ok(Spoiled::Nothing);
    }
    let share = invalid / ballots;
    let stations = boxes.len();
    let Some(frame) = frame.filter(|_| stations > 1) else {
        return Ok(Spoiled::Visited { stations, share });
    };
    if frame <= stations {
        return Ok(Spoiled::Whole { stations, share });
    }
    let n = stations as f64;
    let gap =
        |one: &BallotBox| one.weight * (f64::from(one.invalid) - share * f64::from(one.ballots));
    let square: f64 = boxes.iter().map(|one| gap(one) * gap(one)).sum();
    let (least, most) = boxes.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), one| {
        (least.min(one.weight), most.max(one.weight))
    });
    let open = if most <= least * 1.0001 { 1.0 - n / frame as f64 } else { 1.0 };
    let infinite = n / (n - 1.0) * square / (ballots * ballots);
    let error = (infinite * open).sqrt();
    let counted = sum(|one| f64::from(one.ballots));
    let alone = share * (1.0 - share) / counted;
    let design_effect = (alone > 0.0).then(|| infinite / alone);
    let each = counted / n;
    let correlation = design_effect.filter(|_| each > 1.0).map(|deff| (deff - 1.0) / (each - 1.0));
    if infinite <= 1e-9 * alone {
        // Every box alike says nothing about how boxes differ.
        return Ok(Spoiled::Visited { stations, share });
    }
    let degrees = n - 1.0;
    let share = around(share, error, degrees, level);
    let few = stations < FEW;
    Ok(Spoiled::Estimate(Estimate {
        stations,
        few,
        share,
        error,
        degrees,
        design_effect,
        correlation,
    }))
}

impl BallotBox {
    fn check(&self, station: usize) -> Result<(), BoxError> {
        let Self { invalid, ballots, weight } = *self;
        if invalid > ballots {
            return Err(BoxError::Ballots { station, invalid, ballots });
        }
        let sound = weight.is_finite() && 0.0 < weight;
        if sound { Ok(()) } else { Err(BoxError::Weight(station)) }
    }
}

/// deff = 1 + (m − 1) ρ
pub fn design_effect(each: f64, correlation: f64) -> f64 {
    1.0 + (each - 1.0) * correlation
}

/// The half-width to plan with: z √(p (1 − p) deff / (n m)) for n clusters (stations of ballots,
/// places of interviews) of m each.
pub fn planned(share: f64, clusters: f64, each: f64, correlation: f64, level: f64) -> f64 {
    let variance = share * (1.0 - share) * design_effect(each, correlation) / (clusters * each);
    normal_quantile(0.5 + 0.5 * level) * variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(invalid: u32, ballots: u32) -> BallotBox {
        BallotBox { invalid, ballots, weight: 1.0 }
    }

    #[test]
    fn twelve_percent_at_fifty_stations_has_the_margins_of_the_design() {
        for (correlation, points) in [(0.02, 1.3), (0.05, 2.0), (0.1, 2.9)] {
            let half = 100.0 * planned(0.12, 50.0, 600.0, correlation, 0.95);
            assert!((half - points).abs() < 0.05, "{half} is not {points}");
            // The official remainder of 3.95 % is far outside in all three cases.
            assert!(12.0 - half > 3.95 + 5.0);
        }
        // 1.96 √(0.12 · 0.88 · (1 + 599 · 0.02) / 30000), by hand.
        let exact = 1.959_963_984_540_054 * (0.1056_f64 * 12.98 / 30_000.0).sqrt();
        assert!((planned(0.12, 50.0, 600.0, 0.02, 0.95) / exact - 1.0).abs() < 1e-12);
    }

    /// Residuals ±10 of 100 ballots at four stations of many, by hand.
    #[test]
    fn the_ratio_has_the_error_of_its_stations() {
        let boxes = [(20, 100), (40, 100), (20, 100), (40, 100)];
        let boxes = boxes.map(|(invalid, ballots)| boxed(invalid, ballots));
        let found = spoiled(&boxes, Some(400), 0.95).unwrap();
        let Spoiled::Estimate(found) = found else { panic!("{found:?}") };
        assert!((found.share.estimate - 0.3).abs() < 1e-15);
        let infinite = 4.0 / 3.0 * 400.0 / 160_000.0_f64;
        assert!((found.error - (infinite * 0.99).sqrt()).abs() < 1e-15);
        let deff = infinite / (0.21 / 400.0);
        assert!((found.design_effect.unwrap() - deff).abs() < 1e-12);
        assert!((found.correlation.unwrap() - (deff - 1.0) / 99.0).abs() < 1e-12);
        assert!(found.few);
    }

    #[test]
    fn no_margin_is_made_of_nothing() {
        let same = [boxed(3, 10); 5];
        let visited = Ok(Spoiled::Visited { stations: 5, share: 0.3 });
        assert_eq!(spoiled(&same, Some(100), 0.95), visited, "boxes that do not differ");
        let differ = [same[0], boxed(5, 10)];
        let visited = Ok(Spoiled::Visited { stations: 2, share: 0.4 });
        assert_eq!(spoiled(&differ, None, 0.95), visited, "chosen by hand");
        let whole = Ok(Spoiled::Whole { stations: 2, share: 0.4 });
        assert_eq!(spoiled(&differ, Some(2), 0.95), whole, "every station there is");
        let one = Ok(Spoiled::Visited { stations: 1, share: 0.3 });
        assert_eq!(spoiled(&same[..1], Some(100), 0.95), one);
        assert_eq!(spoiled(&[], Some(100), 0.95), Ok(Spoiled::Nothing));
        assert_eq!(spoiled(&[boxed(0, 0); 3], Some(100), 0.95), Ok(Spoiled::Nothing));
        let error = spoiled(&[boxed(2, 1)], None, 0.95).unwrap_err();
        assert!(error.to_string().contains("station 1"), "{error}");
        for weight in [0.0, f64::NAN, f64::INFINITY] {
            let error = spoiled(&[same[0], BallotBox { weight, ..same[0] }], None, 0.95);
            assert_eq!(error, Err(BoxError::Weight(2)));
        }
    }

    /// 10 of 100, and 40 of 100 that counts three times: 130 of 400, residuals −22.5 and 3 · 7.5.
    /// Chances differ, so the whole country has no correction for a finite number.
    #[test]
    fn a_box_counts_as_often_as_it_stands_for_stations() {
        let boxes = [boxed(10, 100), BallotBox { weight: 3.0, ..boxed(40, 100) }];
        let Ok(Spoiled::Estimate(found)) = spoiled(&boxes, Some(10), 0.95) else { panic!() };
        assert!((found.share.estimate - 0.325).abs() < 1e-15);
        let error = (2.0 * 2.0 * 22.5_f64 * 22.5).sqrt() / 400.0;
        assert!((found.error - error).abs() < 1e-15, "{found:?}");
    }
}
