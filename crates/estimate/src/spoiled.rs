//! The share of invalid ballots, from stations where observers saw the count.
//!
//! p = Σ invalid / Σ ballots over stations, with the station as the unit:
//! se² = n / (n − 1) Σ (invalid − p · ballots)² (1 − n / M) / (Σ ballots)².
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotBox {
    /// Invalid ones.
    pub invalid: u32,
    /// All in the box.
    pub ballots: u32,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "station {station}: found {invalid} invalid of {ballots} ballots, expected no more than all"
)]
pub struct BoxError {
    /// Its place, from 1.
    pub station: usize,
    /// Invalid.
    pub invalid: u32,
    /// All.
    pub ballots: u32,
}

/// The share of invalid ballots. `frame`: how many stations there are, where the stations were
/// drawn from all; nothing: they were chosen by hand.
///
/// # Errors
/// When a box has more invalid ballots than ballots.
pub fn spoiled(boxes: &[BallotBox], frame: Option<usize>, level: f64) -> Result<Spoiled, BoxError> {
    if let Some(at) = boxes.iter().position(|b| b.invalid > b.ballots) {
        let BallotBox { invalid, ballots } = boxes.get(at).copied().unwrap_or(EMPTY);
        return Err(BoxError { station: at + 1, invalid, ballots });
    }
    let sum = |pick: fn(&BallotBox) -> u32| boxes.iter().map(|b| f64::from(pick(b))).sum::<f64>();
    let (invalid, ballots) = (sum(|b| b.invalid), sum(|b| b.ballots));
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
    let gaps = boxes.iter().map(|b| f64::from(b.invalid) - share * f64::from(b.ballots));
    let square: f64 = gaps.map(|gap| gap * gap).sum();
    let open = 1.0 - n / frame as f64;
    let infinite = n / (n - 1.0) * square / (ballots * ballots);
    let error = (infinite * open).sqrt();
    let alone = share * (1.0 - share) / ballots;
    let design_effect = (alone > 0.0).then(|| infinite / alone);
    let each = ballots / n;
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

const EMPTY: BallotBox = BallotBox { invalid: 0, ballots: 0 };

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
        let boxes = boxes.map(|(invalid, ballots)| BallotBox { invalid, ballots });
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
        let same = [BallotBox { invalid: 3, ballots: 10 }; 5];
        let visited = Ok(Spoiled::Visited { stations: 5, share: 0.3 });
        assert_eq!(spoiled(&same, Some(100), 0.95), visited, "boxes that do not differ");
        let differ = [same[0], BallotBox { invalid: 5, ballots: 10 }];
        let visited = Ok(Spoiled::Visited { stations: 2, share: 0.4 });
        assert_eq!(spoiled(&differ, None, 0.95), visited, "chosen by hand");
        let whole = Ok(Spoiled::Whole { stations: 2, share: 0.4 });
        assert_eq!(spoiled(&differ, Some(2), 0.95), whole, "every station there is");
        let one = Ok(Spoiled::Visited { stations: 1, share: 0.3 });
        assert_eq!(spoiled(&same[..1], Some(100), 0.95), one);
        assert_eq!(spoiled(&[], Some(100), 0.95), Ok(Spoiled::Nothing));
        assert_eq!(spoiled(&[EMPTY; 3], Some(100), 0.95), Ok(Spoiled::Nothing));
        let error = spoiled(&[BallotBox { invalid: 2, ballots: 1 }], None, 0.95).unwrap_err();
        assert!(error.to_string().contains("station 1"), "{error}");
    }
}
