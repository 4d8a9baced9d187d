//! The parts of an option's error, from the residuals of the stations that reported.

use crate::{
    equations::Side,
    fit::{Found, Missing, Scaled},
    interval::Parts,
    matrix::{Grid, add_scaled, square},
};

/// Stations' worth of the common variance in the noise of stations that were not seen.
const SHRUNK_BY: f64 = 4.0;
/// No station's leverage counts for more in the plain sandwich.
const MOST_LEVERAGE: f64 = 0.7;

/// What the covariance of options is made of, and what all options share.
#[derive(Clone, Debug)]
pub(crate) struct Residuals {
    /// c of each arrived station.
    calibration: Vec<f64>,
    /// c · residual rate, one row an option.
    pub(crate) stations: Grid,
    /// Effects of the strata seen, one row an option.
    pub(crate) strata: Grid,
    /// Σ over strata of (Σ c − sizes not seen)².
    stratum_gap: f64,
    /// The same over areas.
    area_gap: f64,
    /// (Σ c · lateness − what should be)², times the slope's variance a priori.
    slope_gap: f64,
    missing: Missing,
    covariates: f64,
}

/// One option's residuals.
struct OneOption<'a> {
    /// d − prediction.
    rate: Vec<f64>,
    /// The share of a station's own residual that the model absorbed.
    leverage: Vec<f64>,
    found: &'a Found<'a>,
    /// σ²
    variance: f64,
}

impl Residuals {
    pub(crate) fn new(
        scaled: &Scaled<'_>,
        calibration: Vec<f64>,
        missing: &Missing,
        covariates: f64,
    ) -> Self {
        let rows = &scaled.of.rows;
        let mut by_stratum: Vec<f64> = scaled.target.strata.iter().map(|size| -size).collect();
        let mut by_area: Vec<f64> = scaled.target.areas.iter().map(|size| -size).collect();
        for (row, c) in rows.iter().zip(&calibration) {
            let area = row.area.and_then(|area| by_area.get_mut(area));
            for cell in by_stratum.get_mut(row.stratum).into_iter().chain(area) {
                *cell += c;
            }
        }
        // Areas that nobody reported from are missed by their whole size.
        let sizes = &scaled.of.model.area_size;
        let seen = scaled.of.areas.iter().zip(&scaled.of.sums.areas.stations);
        let seen = seen.filter_map(|((_, area), _)| sizes.get(*area));
        let area_gap = square(&by_area) + square(sizes) - seen.map(|size| size * size).sum::<f64>();
        let slope = scaled.late.as_ref().zip(scaled.of.settings.lateness);
        let slope_gap = slope.map_or(0.0, |(late, sd)| {
            let gap: f64 = by_stratum.iter().zip(late).map(|(gap, late)| gap * late).sum();
            sd * sd * gap * gap
        });
        Self {
            stations: Grid::zero(0, rows.len()),
            strata: Grid::zero(0, by_stratum.len()),
            stratum_gap: square(&by_stratum),
            area_gap: area_gap.max(0.0),
            slope_gap,
            calibration,
            missing: *missing,
            covariates,
        }
    }

    /// Computes the parts of one option's error and keeps its residuals.
    pub(crate) fn add(
        &mut self,
        scaled: &Scaled<'_>,
        option: usize,
        share: f64,
        found: &Found<'_>,
        effects: &Side,
    ) -> Parts {
        let settings = scaled.of.settings;
        let degrees = (scaled.of.sums.stations - self.covariates - scaled.seen + 1.0).max(1.0);
        let residual = self.residual(scaled, option, share, found, effects, degrees);
        let weighted = self.calibration.iter().zip(&residual.rate).map(|(c, rate)| c * rate);
        let weighted: Vec<f64> = weighted.collect();
        self.stations.push(&weighted);
        let seen = scaled.of.sums.strata.stations.iter();
        let seen = effects.strata.iter().zip(seen).map(|(g, n)| if *n > 0.0 { *g } else { 0.0 });
        self.strata.push(&seen.collect::<Vec<_>>());

        let of_strata = found.stratum_ratio * found.variance;
        let of_areas = found.area_ratio * found.variance;
        let strata = of_strata * (self.stratum_gap + self.slope_gap);
        let areas = of_areas * self.area_gap;
        let (stations, own) = match settings.pooling {
            Some(worth) => residual.pooled(scaled, &self.calibration, worth),
            None => residual.sandwich(&weighted),
        };
        let rest = residual.rest(scaled);
        let spread = residual.spread(scaled, of_areas);
        let unseen = settings.unseen * of_strata.sqrt() * self.missing.unseen;
        let late = settings.late * spread * self.missing.late;
        let own = own.clamp(3.0, degrees.max(3.0));
        // Covariates that vary inside strata are estimated there, and cost no stratum.
        let (between, lost) = match settings.pooling {
            Some(_) => (scaled.between(), 1.0),
            None => (self.covariates, self.covariates),
        };
        let seen_areas = scaled.of.areas.len() as f64;
        let by_part = [
            (strata, (scaled.seen - between).max(2.0)),
            (areas, (seen_areas - scaled.seen - lost).max(3.0)),
            (stations, own),
            (rest, degrees.max(2.0)),
        ];
        Parts {
            strata,
            areas,
            stations,
            rest,
            unseen: unseen * unseen,
            late: late * late,
            degrees: satterthwaite(&by_part),
            spread,
        }
    }

    fn residual<'a>(
        &self,
        scaled: &Scaled<'_>,
        option: usize,
        share: f64,
        found: &'a Found<'a>,
        effects: &Side,
        degrees: f64,
    ) -> OneOption<'a> {
        let of = scaled.of;
        let rows = of.rows.iter().zip(of.top.rows()).zip(&of.bottom).enumerate();
        let rate = rows.map(|(at, ((row, votes), bottom))| {
            let votes = votes.get(option).copied().unwrap_or(0.0);
            (votes - share * bottom) / row.size - scaled.predicted(at, effects)
        });
        let rate: Vec<f64> = rate.collect();
        let n = of.rows.len() as f64;
        let strata = &scaled.equations.strata;
        let leverage = of.rows.iter().enumerate().map(|(at, row)| {
            let in_stratum = match of.settings.pooling {
                // With sizes as weights, large stations pull harder than 1 in n.
                Some(_) => scaled.omega(at) / strata.weight.get(row.stratum).unwrap_or(&1.0),
                None => 1.0 / of.sums.strata.stations.get(row.stratum).unwrap_or(&1.0),
            };
            let weight = row.area.and_then(|a| scaled.equations.areas.weight.get(a)).copied();
            let of_area = match weight.filter(|_| found.area_ratio > 0.0) {
                Some(weight) => scaled.omega(at) / (weight + 1.0 / found.area_ratio),
                None => 0.0,
            };
            in_stratum + self.covariates / n + of_area * (1.0 - in_stratum)
        });
        let leverage = leverage.collect();
        let variance = if of.settings.pooling.is_some() {
            found.variance
        } else {
            let rates = rate.iter().enumerate();
            rates.map(|(at, rate)| scaled.omega(at) * rate * rate).sum::<f64>() / degrees
        };
        OneOption { rate, leverage, found, variance }
    }
}

impl OneOption<'_> {
    /// Σ (c · residual)² / (1 − leverage), and Satterthwaite's degrees of freedom.
    fn sandwich(&self, weighted: &[f64]) -> (f64, f64) {
        let terms = weighted.iter().zip(&self.leverage);
        let terms = terms.map(|(w, leverage)| w * w / (1.0 - leverage.min(MOST_LEVERAGE)));
        let (sum, squares) =
            terms.fold((0.0, 0.0), |(sum, sq), term| (sum + term, sq + term * term));
        (sum, if squares > 0.0 { sum * sum / squares } else { f64::INFINITY })
    }

    /// The same with each stratum's variance drawn towards the common one as if `worth` more
    /// stations had it: a stratum with a single station has no variance of its own to show.
    fn pooled(&self, scaled: &Scaled<'_>, calibration: &[f64], worth: f64) -> (f64, f64) {
        let strata = scaled.of.model.strata();
        // By stratum: Σ (c r)², Σ c²/ω (1 − leverage), Σ c²/ω, Σ (1 − leverage), stations.
        let mut sums = Grid::zero(strata, 5);
        let rows = scaled.of.rows.iter().zip(calibration).zip(&self.leverage).zip(&self.rate);
        for (at, (((row, c), leverage), rate)) in rows.enumerate() {
            let free = (1.0 - leverage).max(0.0);
            let square = c * c / scaled.omega(at);
            let terms = [c * c * rate * rate, square * free, square, free, 1.0];
            add_scaled(sums.row_mut(row.stratum), &terms, 1.0);
        }
        let [found, free, all] = [0, 1, 2]
            .map(|at| sums.rows().map(|row| row.get(at).copied().unwrap_or(0.0)).sum::<f64>());
        let common = if free > 0.02 * all { found / free } else { self.variance };
        let (mut sum, mut squares) = (0.0, 0.0);
        for row in sums.rows() {
            if let [found, free, all, degrees, stations] = *row
                && stations > 0.0
            {
                let mean = worth * all / stations;
                let own =
                    if free + mean > 0.0 { (found + mean * common) / (free + mean) } else { 0.0 };
                let term = own * all;
                sum += term;
                squares += term * term / (degrees + worth);
            }
        }
        (sum, if squares > 0.0 { sum * sum / squares } else { f64::INFINITY })
    }

    /// Σ over strata of s² · mean size · register not seen.
    fn rest(&self, scaled: &Scaled<'_>) -> f64 {
        let strata = &scaled.of.sums.strata.stations;
        let mut sums = Grid::zero(strata.len(), 2);
        let rows = scaled.of.rows.iter().zip(&self.rate).zip(&self.leverage);
        for ((row, rate), leverage) in rows {
            let terms = [rate * rate * row.size / scaled.mean_size, (1.0 - leverage).max(0.0)];
            add_scaled(sums.row_mut(row.stratum), &terms, 1.0);
        }
        let free = scaled.of.settings.pooling.is_some();
        let each = sums.rows().zip(strata).zip(&scaled.target.strata);
        let terms = each.map(|((row, stations), unseen)| {
            let [squares, degrees] = [0, 1].map(|at| row.get(at).copied().unwrap_or(0.0));
            let degrees = if free { degrees } else { *stations };
            let variance = (squares + SHRUNK_BY * self.variance) / (degrees + SHRUNK_BY);
            variance * scaled.mean_size * unseen.max(0.0)
        });
        terms.sum()
    }

    /// The standard deviation of a station's rate inside its stratum.
    fn spread(&self, scaled: &Scaled<'_>, of_areas: f64) -> f64 {
        if scaled.of.settings.pooling.is_some() {
            return (self.found.variance + of_areas).sqrt();
        }
        let rows = scaled.of.rows.iter().zip(&self.rate);
        let (sum, size) = rows.fold((0.0, 0.0), |(sum, size), (row, rate)| {
            (sum + row.size * rate * rate, size + row.size)
        });
        (sum / size).sqrt()
    }
}

/// Satterthwaite's degrees of freedom of a sum of independent variances.
fn satterthwaite(parts: &[(f64, f64)]) -> f64 {
    let sum: f64 = parts.iter().map(|(variance, _)| variance).sum();
    let each: f64 = parts.iter().map(|(variance, degrees)| variance * variance / degrees).sum();
    if each > 0.0 { sum * sum / each } else { f64::INFINITY }
}
