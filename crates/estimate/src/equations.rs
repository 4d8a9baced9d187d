//! The normal equations of a mixed model with areas inside strata.
//!
//! For a station of stratum h and area a, d = xᵀβ + γₕ + δₐ + ε with Var ε = σ²/ω, Var γ = λ σ²,
//! Var δ = μ σ². With indicators the matrix would have a row for each stratum and each area; but
//! strata do not overlap, nor do areas, so their rows are eliminated one by one and a matrix of the
//! size of x is left (Henderson's equations; S. R. Searle, G. Casella and C. E. `McCulloch`,
//! *Variance Components*, 1992, ch. 7). That is what makes a fit take milliseconds.

use crate::matrix::{Factor, Grid, add_scaled, dot, square};

/// Sums of ω, ω x over groups of stations (strata or areas).
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    pub(crate) weight: Vec<f64>,
    pub(crate) x: Grid,
}

/// The left side: sums of ω x xᵀ in all, and of ω and ω x by stratum and by area.
#[derive(Clone, Debug)]
pub(crate) struct Equations {
    pub(crate) xx: Grid,
    pub(crate) strata: Groups,
    pub(crate) areas: Groups,
    /// The stratum of each area.
    pub(crate) stratum_of: Vec<usize>,
    /// What a priori knowledge adds to the diagonal of xx, in units of 1 / λ.
    pub(crate) prior: Vec<f64>,
}

/// A right side: one figure for each covariate, stratum and area.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) x: Vec<f64>,
    pub(crate) strata: Vec<f64>,
    pub(crate) areas: Vec<f64>,
}

/// The equations with the areas eliminated for one μ.
#[derive(Clone, Debug)]
pub(crate) struct WithoutAreas<'a> {
    all: &'a Equations,
    xx: Grid,
    strata: Groups,
    /// ω + 1/μ of each area; empty where there are none.
    areas: Vec<f64>,
    log_determinant: f64,
}

/// A right side with the areas eliminated, and the square that this took away.
#[derive(Clone, Debug)]
pub(crate) struct Reduced {
    x: Vec<f64>,
    strata: Vec<f64>,
    square: f64,
}

/// The equations factored for one pair (λ, μ).
#[derive(Clone, Debug)]
pub(crate) struct Factored<'a> {
    areas: &'a WithoutAreas<'a>,
    strata: Vec<f64>,
    factor: Factor,
    /// ln |A + diag(0, 1/λ, 1/μ)| + (strata seen) ln λ + (areas seen) ln μ.
    pub(crate) log_determinant: f64,
}

impl Equations {
    /// Eliminates the areas, whose effects have variance `ratio` (μ) times the residual's; zero or
    /// no areas: there are no such effects.
    pub(crate) fn without_areas(&self, ratio: f64) -> WithoutAreas<'_> {
        let mut xx = self.xx.clone();
        let mut strata = self.strata.clone();
        let mut deltas = Vec::new();
        let mut log_determinant = 0.0;
        if ratio > 0.0 {
            for ((weight, x), stratum) in self.areas.each().zip(&self.stratum_of) {
                let delta = weight + 1.0 / ratio;
                xx.add_product(x, x, -1.0 / delta);
                add_scaled(strata.x.row_mut(*stratum), x, -weight / delta);
                if let Some(left) = strata.weight.get_mut(*stratum) {
                    *left -= weight * weight / delta;
                }
                log_determinant += libm::log(delta * ratio);
                deltas.push(delta);
            }
        }
        WithoutAreas { all: self, xx, strata, areas: deltas, log_determinant }
    }
}

impl Groups {
    fn each(&self) -> impl Iterator<Item = (f64, &[f64])> {
        self.weight.iter().copied().zip(self.x.rows())
    }
}

impl<'a> WithoutAreas<'a> {
    /// Eliminates the strata for a variance `ratio` (λ) and factors what is left.
    pub(crate) fn factored(&'a self, ratio: f64) -> Factored<'a> {
        let mut xx = self.xx.clone();
        let mut deltas = Vec::with_capacity(self.strata.weight.len());
        let mut log_determinant = self.log_determinant;
        for ((weight, x), seen) in self.strata.each().zip(&self.all.strata.weight) {
            let delta = weight + 1.0 / ratio;
            if *seen > 0.0 {
                xx.add_product(x, x, -1.0 / delta);
                log_determinant += libm::log(delta * ratio);
            }
            deltas.push(delta);
        }
        for (at, prior) in self.all.prior.iter().enumerate() {
            xx.add(at, at, prior / ratio);
        }
        let factor = Factor::new(&xx);
        log_determinant += factor.log_determinant();
        Factored { areas: self, strata: deltas, factor, log_determinant }
    }

    /// Eliminates the areas from a right side.
    pub(crate) fn reduced(&self, side: &Side) -> Reduced {
        let (mut x, mut strata, mut taken) = (side.x.clone(), side.strata.clone(), 0.0);
        let areas = self.all.areas.each().zip(&self.all.stratum_of).zip(&self.areas);
        for ((((weight, row), stratum), delta), b) in areas.zip(&side.areas) {
            let part = b / delta;
            add_scaled(&mut x, row, -part);
            if let Some(left) = strata.get_mut(*stratum) {
                *left -= weight * part;
            }
            taken += b * part;
        }
        Reduced { x, strata, square: taken }
    }
}

impl Factored<'_> {
    /// How many covariates are independent on the stations that reported.
    pub(crate) fn rank(&self) -> usize {
        self.factor.rank()
    }

    fn eliminated(&self, side: &Reduced) -> Vec<f64> {
        let mut x = side.x.clone();
        let strata = self.areas.strata.x.rows().zip(&self.strata);
        for ((row, delta), b) in strata.zip(&side.strata) {
            add_scaled(&mut x, row, -b / delta);
        }
        x
    }

    /// bᵀ C⁻¹ b.
    pub(crate) fn square(&self, side: &Reduced) -> f64 {
        let x = self.factor.forward(&self.eliminated(side));
        let strata = side.strata.iter().zip(&self.strata).map(|(b, delta)| b * b / delta);
        square(&x) + strata.sum::<f64>() + side.square
    }

    /// C⁻¹ b.
    pub(crate) fn solve(&self, side: &Side) -> Side {
        let reduced = self.areas.reduced(side);
        let x = self.factor.solve(&self.eliminated(&reduced));
        let strata = self.areas.strata.x.rows().zip(&self.strata).zip(&reduced.strata);
        let strata: Vec<f64> = strata.map(|((row, delta), b)| (b - dot(row, &x)) / delta).collect();
        let all = self.areas.all;
        let mut areas = vec![0.0; all.areas.weight.len()];
        let each = all.areas.each().zip(&all.stratum_of).zip(&self.areas.areas).zip(&side.areas);
        for (effect, ((((weight, row), stratum), delta), b)) in areas.iter_mut().zip(each) {
            let of_stratum = strata.get(*stratum).copied().unwrap_or(0.0);
            *effect = (b - dot(row, &x) - weight * of_stratum) / delta;
        }
        Side { x, strata, areas }
    }
}

#[cfg(test)]
mod tests;
