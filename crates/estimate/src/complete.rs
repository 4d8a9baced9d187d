//! The stratified combined ratio: the textbook estimate of a sample that is in.
//!
//! p̂ = Σ w y / Σ w v with w = M/n in each stratum; the variance is that of the residuals y − p̂ v
//! (W. G. Cochran, *Sampling Techniques*, 3rd ed. 1977, eq. 6.46–6.50), the degrees of freedom are
//! Satterthwaite's. It knows nothing of arrival: what has not come is taken to be like what has.

use crate::interval::{Interval, around};

/// One stratum of a sample.
#[derive(Clone, Debug)]
pub struct RatioStratum {
    /// Stations in the stratum.
    pub population: f64,
    /// Votes and denominator at each station of the sample.
    pub stations: Vec<(f64, f64)>,
}

/// A stratified combined ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CombinedRatio {
    /// The share.
    pub estimate: f64,
    /// Its standard error.
    pub error: f64,
    /// Satterthwaite's degrees of freedom.
    pub degrees: f64,
    /// Projected denominator.
    pub denominator: f64,
}

impl CombinedRatio {
    /// The estimate from strata of which each has at least one station. A stratum with a single
    /// station is merged into the one before it (the first into the next): alone it would add
    /// nothing to the error. Nothing when no stratum, or only one station, or no denominator is
    /// left.
    pub fn new(strata: &[RatioStratum]) -> Option<Self> {
        let strata = merged(strata);
        let sum = |pick: fn(&(f64, f64)) -> f64| -> f64 {
            let projected = strata
                .iter()
                .map(|stratum| stratum.weight() * stratum.stations.iter().map(pick).sum::<f64>());
            projected.sum()
        };
        let (votes, denominator) = (sum(|pair| pair.0), sum(|pair| pair.1));
        if denominator <= 0.0 || strata.iter().any(|stratum| stratum.stations.len() < 2) {
            return None;
        }
        let estimate = votes / denominator;
        let (mut variance, mut squares) = (0.0, 0.0);
        for stratum in &strata {
            let part = stratum.variance(estimate);
            variance += part;
            squares += part * part / (stratum.stations.len() as f64 - 1.0);
        }
        let degrees = if squares > 0.0 { variance * variance / squares } else { f64::INFINITY };
        Some(Self { estimate, error: variance.sqrt() / denominator, degrees, denominator })
    }

    /// The confidence interval.
    pub fn interval(&self, level: f64) -> Interval {
        around(self.estimate, self.error, self.degrees, level)
    }
}

impl RatioStratum {
    fn weight(&self) -> f64 {
        self.population / self.stations.len() as f64
    }

    /// M² (1 − n/M) s² / n
    fn variance(&self, share: f64) -> f64 {
        let n = self.stations.len() as f64;
        let residuals = self.stations.iter().map(|(votes, whole)| votes - share * whole);
        let residuals: Vec<f64> = residuals.collect();
        let mean = residuals.iter().sum::<f64>() / n;
        let square: f64 = residuals.iter().map(|e| (e - mean) * (e - mean)).sum();
        let open = (1.0 - n / self.population).max(0.0);
        self.population * self.population * open * square / (n - 1.0) / n
    }
}

fn merged(strata: &[RatioStratum]) -> Vec<RatioStratum> {
    let mut merged: Vec<RatioStratum> = Vec::new();
    for stratum in strata.iter().filter(|stratum| !stratum.stations.is_empty()) {
        let alone = stratum.stations.len() < 2;
        match merged.last_mut() {
            Some(before) if alone || before.stations.len() < 2 => {
                before.population += stratum.population;
                before.stations.extend_from_slice(&stratum.stations);
            }
            _ => merged.push(stratum.clone()),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
    }

    fn v1() -> Vec<RatioStratum> {
        let stratum = |population, stations: &[(f64, f64)]| RatioStratum {
            population,
            stations: stations.to_vec(),
        };
        vec![
            stratum(100.0, &[(120.0, 200.0), (90.0, 180.0), (150.0, 240.0), (60.0, 120.0)]),
            stratum(50.0, &[(40.0, 160.0), (70.0, 210.0), (30.0, 100.0)]),
            stratum(30.0, &[(10.0, 90.0), (25.0, 110.0)]),
        ]
    }

    /// V1 of the design; samplics gives the same figures.
    #[test]
    fn the_combined_ratio_is_the_textbook_one() {
        let ratio = CombinedRatio::new(&v1()).unwrap();
        close(ratio.estimate, 0.455_397_727_272_727, 1e-12);
        close(ratio.denominator, 29_333.333_333_333, 1e-12);
        close(ratio.error, 0.029_674_638_163_667_4, 1e-12);
        close(ratio.degrees, 3.565_480_82, 1e-8);
        let parts: Vec<f64> = v1().iter().map(|s| s.variance(ratio.estimate)).collect();
        for (part, expected) in parts.iter().zip([691_095.267_3, 59_308.070_6, 7_290.401_9]) {
            close(*part, expected, 1e-8);
        }
        let interval = ratio.interval(0.95);
        close(interval.low, 0.368_892_691_3, 1e-9);
        close(interval.high, 0.541_902_763_2, 1e-9);
        let simple = around(ratio.estimate, ratio.error, 6.0, 0.95);
        close(simple.low, 0.382_786_503_5, 1e-9);
        close(simple.high, 0.528_008_951_1, 1e-9);
    }

    /// V2 of the design: one station of the third stratum is left, which joins the second.
    #[test]
    fn a_single_station_is_merged_and_adds_to_the_error() {
        let mut strata = v1();
        strata[2].stations.pop();
        let ratio = CombinedRatio::new(&strata).unwrap();
        close(ratio.estimate, 0.454_545_454_545, 1e-11);
        close(ratio.error, 0.029_847_163_5, 1e-9);
        close(ratio.degrees, 3.778_120_111_9, 1e-9);
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert!(CombinedRatio::new(&[]).is_none());
        let one = RatioStratum { population: 9.0, stations: vec![(1.0, 2.0)] };
        assert!(CombinedRatio::new(&[one]).is_none());
        let empty = RatioStratum { population: 9.0, stations: vec![(0.0, 0.0); 3] };
        assert!(CombinedRatio::new(&[empty]).is_none());
    }
}
