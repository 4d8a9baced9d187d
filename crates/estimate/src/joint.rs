//! All options together: their covariance, and draws of what the result may be.
//!
//! Each part of the error has the standard deviations of the single options and a correlation of
//! its own: that of the strata's effects for strata, that of the stations' weighted residuals for
//! the rest. Correlations of vectors make a covariance without negative eigenvalues, whatever the
//! parts are.

use crate::{
    fit::Fit,
    matrix::{Factor, Grid, dot, square},
    random::Stream,
};

/// The joint distribution of the shares of all options, which sum to 1: multivariate t.
#[derive(Clone, Debug)]
pub struct Joint {
    estimates: Vec<f64>,
    factor: Factor,
    degrees: f64,
}

impl Fit {
    /// How the weighted residuals of two options go together, station by station.
    pub(crate) fn station_correlation(&self, first: usize, second: usize) -> f64 {
        let (a, b) = (self.residuals.stations.row(first), self.residuals.stations.row(second));
        let norm = (square(a) * square(b)).sqrt();
        if norm > 0.0 { dot(a, b) / norm } else { 0.0 }
    }

    /// The covariance of the options' shares, row by row, with the allowance for arrival or not.
    pub fn covariance(&self, allowed: bool) -> Vec<Vec<f64>> {
        let stations = correlation(&self.residuals.stations);
        let strata = correlation(&self.residuals.strata);
        let cell = |k: usize, l: usize| {
            let (Some(a), Some(b)) = (self.lines.get(k), self.lines.get(l)) else { return 0.0 };
            if k == l {
                let error = if allowed { a.error_allowed } else { a.error };
                return error * error;
            }
            let (a, b) = (a.parts, b.parts);
            let product = |x: f64, y: f64| (x * y).sqrt();
            let mut by_station = product(a.areas, b.areas)
                + product(a.stations, b.stations)
                + product(a.rest, b.rest);
            if allowed {
                by_station += product(a.unseen, b.unseen) + product(a.late, b.late);
            }
            strata.at(k, l) * product(a.strata, b.strata) + stations.at(k, l) * by_station
        };
        let options = self.lines.len();
        (0..options).map(|k| (0..options).map(|l| cell(k, l)).collect()).collect()
    }
}

/// Correlations of rows about zero.
fn correlation(rows: &Grid) -> Grid {
    let norms: Vec<f64> = rows.rows().map(|row| square(row).sqrt()).collect();
    let mut table = Grid::square(rows.len());
    for (at, (a, a_norm)) in rows.rows().zip(&norms).enumerate() {
        let row = table.row_mut(at);
        for ((cell, b), b_norm) in row.iter_mut().zip(rows.rows()).zip(&norms) {
            let norm = a_norm * b_norm;
            *cell = if norm > 0.0 { dot(a, b) / norm } else { 0.0 };
        }
    }
    table
}

impl Joint {
    /// The distribution around `estimates` with this `covariance` and these degrees of freedom.
    pub fn new(estimates: Vec<f64>, covariance: &[Vec<f64>], degrees: f64) -> Self {
        let mut table = Grid::zero(0, estimates.len());
        for row in covariance {
            table.push(row);
        }
        Self { estimates, factor: Factor::new(&table), degrees }
    }

    /// The distribution that a fit gives, allowance included. One number stands for the degrees of
    /// freedom of all options: their mean, weighted by what each adds to the error.
    pub fn of(fit: &Fit) -> Self {
        let variances = fit.lines.iter().map(|line| line.error_allowed * line.error_allowed);
        let total: f64 = variances.clone().sum();
        let each = variances.zip(&fit.lines).map(|(variance, line)| variance / line.degrees);
        let degrees = total / each.sum::<f64>();
        let degrees = if degrees.is_nan() { f64::INFINITY } else { degrees };
        let estimates = fit.lines.iter().map(|line| line.estimate).collect();
        Self::new(estimates, &fit.covariance(true), degrees)
    }

    /// One possible result: p̂ + √(df / χ²) L g, without negative shares, summing to 1.
    pub fn draw(&self, stream: &mut Stream) -> Vec<f64> {
        let stretch = if self.degrees.is_finite() {
            (self.degrees / stream.chi_square(self.degrees)).sqrt()
        } else {
            1.0
        };
        let g: Vec<f64> = self.estimates.iter().map(|_| stream.normal()).collect();
        let moves = self.factor.spread(&g);
        let shares = self.estimates.iter().zip(&moves).map(|(p, m)| (p + stretch * m).max(0.0));
        let mut shares: Vec<f64> = shares.collect();
        let sum: f64 = shares.iter().sum();
        if sum > 0.0 {
            for share in &mut shares {
                *share /= sum;
            }
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn draws_sum_to_one_and_have_the_covariance() {
        let covariance =
            [vec![4e-4, -3e-4, -1e-4], vec![-3e-4, 4e-4, -1e-4], vec![-1e-4, -1e-4, 2e-4]];
        let joint = Joint::new(vec![0.5, 0.3, 0.2], &covariance, 30.0);
        let mut stream = Seed::from_text("joint").stream(0);
        let draws: Vec<Vec<f64>> = (0..20_000).map(|_| joint.draw(&mut stream)).collect();
        assert!(draws.iter().all(|draw| (draw.iter().sum::<f64>() - 1.0).abs() < 1e-12));
        let product = |draw: &Vec<f64>| (draw[0] - 0.5) * (draw[1] - 0.3);
        let found = draws.iter().map(product).sum::<f64>() / 20_000.0;
        // The variance of t with 30 degrees of freedom is 30 / 28.
        assert!((found + 3e-4 * 30.0 / 28.0).abs() < 2e-5, "{found}");
    }
}
