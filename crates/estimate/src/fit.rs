//! Mixed-model calibration with arrival allowance: one weight a station, all options together.
//!
//! A station's rate d = (votes − share · denominator) / register is modelled by covariates, its
//! stratum and its area. The weights w = 1 + c / register are those with which the arrived
//! stations predict what the others hold; they reproduce the frame's register and covariates
//! exactly, so the estimate is consistent with the design whatever the model is worth (Deville and
//! Särndal 1992 on calibration; Royall 1970 and Valliant, Dorfman and Royall 2000 on prediction;
//! Rao and Molina 2015, ch. 5 and 7, on the mixed model). The error has four parts, each an
//! estimate of its variance: strata, areas, the stations behind the weights, the noise of stations
//! that were not seen. Two allowances are added for arrival that depends on the result itself:
//! they vanish when everything is in.

mod spread;

use crate::{
    equations::{Equations, Factored, Groups, Reduced, Side, WithoutAreas},
    interval::{Line, Parts},
    lateness,
    matrix::{Grid, add_scaled, dot},
    projection::{Projection, Row},
    sums::Level,
};

pub(crate) use spread::Residuals;

/// The grid over which λ is estimated: 14 points from 0.001 to 30, evenly on the log scale.
const STRATUM_RATIOS: usize = 14;
/// The grid for μ.
const AREA_RATIOS: [f64; 8] = [1e-9, 0.03, 0.1, 0.2, 0.4, 0.8, 1.6, 4.0];

/// An estimate from the stations that have reported.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The stations, by their place in the frame, in the order of their weights.
    pub stations: Vec<usize>,
    /// What each station's figures are multiplied by.
    pub weights: Vec<f64>,
    /// The denominator projected to the whole frame.
    pub denominator: f64,
    /// The options, in their order.
    pub lines: Vec<Line>,
    /// What is not in yet.
    pub missing: Missing,
    pub(crate) residuals: Residuals,
}

/// Registered voters whose stations have not reported, as the allowances count them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missing {
    /// In strata from which nothing has come.
    pub unseen: f64,
    /// In strata from which something has: their register times the part of the sample that is
    /// missing.
    pub late: f64,
    /// In the whole frame.
    pub frame: f64,
    /// At the stations that have reported.
    pub arrived: f64,
}

/// The equations for what is in now.
pub(crate) struct Scaled<'p> {
    pub(crate) of: &'p Projection<'p>,
    pub(crate) equations: Equations,
    /// Lateness by stratum, where it is a covariate: the last one.
    pub(crate) late: Option<Vec<f64>>,
    /// Mean weight g of the arrived stations.
    mean_weight: f64,
    pub(crate) mean_size: f64,
    /// Sizes not yet seen, times covariates, by stratum and by area seen.
    pub(crate) target: Side,
    pub(crate) seen: f64,
}

pub(crate) fn fit(of: &Projection<'_>) -> Option<Fit> {
    if of.bottom.iter().sum::<f64>() <= 0.0 {
        return None;
    }
    let scaled = Scaled::new(of);
    let ratios: Vec<f64> = match of.settings.area_ratio {
        Some(_) if !of.areas.is_empty() => AREA_RATIOS.to_vec(),
        _ => vec![0.0],
    };
    let areas: Vec<_> = ratios.iter().map(|mu| scaled.equations.without_areas(*mu)).collect();
    let fixed = of.settings.area_ratio.filter(|_| !of.areas.is_empty()).unwrap_or(0.0);
    let fixed = scaled.equations.without_areas(fixed);
    let fixed = fixed.factored(of.settings.stratum_ratio);
    let effects = fixed.solve(&scaled.target);
    let calibration: Vec<f64> = (0..of.rows.len()).map(|at| scaled.gain(at, &effects)).collect();
    let counted = of.rows.len() == of.model.stations();
    // With everything in, c is what rounding leaves of nothing.
    let weight = |(row, c): (&Row, &f64)| if counted { 1.0 } else { 1.0 + c / row.size };
    let weights: Vec<f64> = of.rows.iter().zip(&calibration).map(weight).collect();
    let denominator = dot(&weights, &of.bottom);
    let components = Components::new(&areas, of.settings.stratum_ratio);
    let missing = scaled.missing();
    let mut residuals = Residuals::new(&scaled, calibration, &missing, fixed.rank() as f64);
    let seen = of.bottom.iter().sum();
    let lines = (0..of.options()).map(|option| {
        let votes = of.top.rows().zip(&weights).map(|(row, w)| w * row.get(option).unwrap_or(&0.0));
        let estimate = votes.sum::<f64>() / denominator;
        let line = scaled.line(option, estimate, &components, &mut residuals)?;
        let line = line.over(denominator, &missing, seen);
        Some(if counted { Line::counted(estimate) } else { line })
    });
    let lines = lines.collect::<Option<_>>()?;
    let stations = of.rows.iter().map(|row| row.station).collect();
    Some(Fit { stations, weights, denominator, lines, missing, residuals })
}

impl<'p> Scaled<'p> {
    fn new(of: &'p Projection<'p>) -> Self {
        let (sums, model) = (&of.sums, of.model);
        let wanted = of.settings.lateness;
        let late = wanted.and_then(|_| {
            lateness::scores(&sums.strata.stations, &of.designed, &model.stratum_size)
        });
        let mean_weight = sums.weight / sums.stations;
        let late_of_area = late.as_ref().map(|late| {
            let of_stratum = |(stratum, _): &(usize, usize)| late.get(*stratum).copied();
            of.areas.iter().map(|area| of_stratum(area).unwrap_or(0.0)).collect::<Vec<f64>>()
        });
        let groups = |level: &Level, late: Option<&[f64]>| Groups {
            weight: level.weight.iter().map(|weight| weight / mean_weight).collect(),
            x: with_late(&level.x.scaled(1.0 / mean_weight), late),
        };
        let strata = groups(&sums.strata, late.as_deref());
        let areas = groups(&sums.areas, late_of_area.as_deref());
        let slope = wanted.filter(|_| late.is_some());
        let mut prior = vec![0.0; model.columns()];
        prior.extend(slope.map(|sd| 1.0 / (sd * sd)));
        let xx = with_late_square(&sums.xx.scaled(1.0 / mean_weight), &strata, late.as_deref());
        let stratum_of = of.areas.iter().map(|(stratum, _)| *stratum).collect();
        let less = |all: &[f64], seen: &[f64]| -> Vec<f64> {
            all.iter().zip(seen).map(|(all, seen)| all - seen).collect()
        };
        let by_stratum = less(&model.stratum_size, &sums.strata.size);
        let mut target = less(&model.total, &sums.sized_x);
        target.extend(late.as_ref().map(|late| dot(late, &by_stratum)));
        let area_size = |(_, area): &(usize, usize)| model.area_size.get(*area).copied();
        let by_area: Vec<f64> =
            of.areas.iter().map(|area| area_size(area).unwrap_or(0.0)).collect();
        let target =
            Side { x: target, areas: less(&by_area, &sums.areas.size), strata: by_stratum };
        Self {
            of,
            equations: Equations { xx, strata, areas, stratum_of, prior },
            late,
            mean_weight,
            mean_size: sums.size / sums.stations,
            target,
            seen: sums.strata.stations.iter().filter(|n| **n > 0.0).count() as f64,
        }
    }

    /// How many covariates vary between strata only.
    pub(crate) fn between(&self) -> f64 {
        self.of.model.between as f64 + if self.late.is_some() { 1.0 } else { 0.0 }
    }

    /// ω times what the effects predict at an arrived station.
    fn gain(&self, at: usize, effects: &Side) -> f64 {
        self.omega(at) * self.predicted(at, effects)
    }

    pub(crate) fn omega(&self, at: usize) -> f64 {
        self.of.rows.get(at).map_or(0.0, |row| row.size * row.expansion / self.mean_weight)
    }

    pub(crate) fn predicted(&self, at: usize, effects: &Side) -> f64 {
        let Some(row) = self.of.rows.get(at) else { return 0.0 };
        let fixed = dot(self.of.model.row(row.station), &effects.x);
        let stratum = effects.strata.get(row.stratum).copied().unwrap_or(0.0);
        let slope = self.late.as_ref().and_then(|late| {
            Some(late.get(row.stratum)? * effects.x.get(self.of.model.columns())?)
        });
        let area = row.area.and_then(|area| effects.areas.get(area).copied());
        fixed + stratum + slope.unwrap_or(0.0) + area.unwrap_or(0.0)
    }

    /// Sums of ω x d for an option, and of ω d².
    fn side(&self, option: usize, share: f64) -> (Side, f64) {
        let sums = &self.of.sums;
        let column = |level: &Level| -> Vec<f64> {
            let votes = level.top.rows().map(|row| row.get(option).copied().unwrap_or(0.0));
            let pairs = votes.zip(&level.bottom);
            pairs.map(|(votes, bottom)| (votes - share * bottom) / self.mean_weight).collect()
        };
        let strata = column(&sums.strata);
        let mut x = sums.top_x.row(option).to_vec();
        add_scaled(&mut x, &sums.bottom_x, -share);
        for x in &mut x {
            *x /= self.mean_weight;
        }
        x.extend(self.late.as_ref().map(|late| dot(late, &strata)));
        let [votes, both] = [sums.squares.at(option, 0), sums.squares.at(option, 1)];
        let square = votes - 2.0 * share * both + share * share * sums.bottom_square;
        (Side { x, strata, areas: column(&sums.areas) }, square / self.mean_weight)
    }

    fn missing(&self) -> Missing {
        let strata = &self.of.sums.strata.stations;
        let all = self.of.model.stratum_size.iter().zip(strata).zip(&self.of.designed);
        let mut missing = Missing {
            unseen: 0.0,
            late: 0.0,
            frame: self.of.model.stratum_size.iter().sum(),
            arrived: self.of.sums.size,
        };
        for ((size, arrived), designed) in all {
            if *arrived > 0.0 {
                missing.late += size * (1.0 - arrived / designed.max(*arrived));
            } else {
                missing.unseen += size;
            }
        }
        missing
    }

    /// One option's variance components, residuals and parts of the error.
    fn line(
        &self,
        option: usize,
        estimate: f64,
        components: &Components<'_>,
        residuals: &mut Residuals,
    ) -> Option<Line> {
        let (side, square) = self.side(option, estimate);
        let degrees = self.of.sums.stations - components.rank();
        let found = components.estimate(&side, square, degrees)?;
        let effects = found.effects.solve(&side);
        let parts: Parts = residuals.add(self, option, estimate, &found, &effects);
        Some(Line::new(estimate, parts))
    }
}

/// All pairs (λ, μ) factored, and for each μ the fixed λ that weights are made with.
struct Components<'a> {
    areas: Vec<Candidate<'a>>,
}

struct Candidate<'a> {
    ratio: f64,
    areas: &'a WithoutAreas<'a>,
    strata: Vec<(f64, Factored<'a>)>,
    fixed: Factored<'a>,
}

/// The variance components of one option.
pub(crate) struct Found<'a> {
    /// λ
    pub(crate) stratum_ratio: f64,
    /// μ; zero where areas show nothing.
    pub(crate) area_ratio: f64,
    /// σ²
    pub(crate) variance: f64,
    /// The equations that residuals come from: this μ, and the fixed λ.
    pub(crate) effects: &'a Factored<'a>,
}

impl<'a> Components<'a> {
    fn new(areas: &'a [WithoutAreas<'a>], fixed: f64) -> Self {
        let (low, high) = (libm::log(1e-3), libm::log(30.0));
        let step = (high - low) / (STRATUM_RATIOS - 1) as f64;
        let grid = (0..STRATUM_RATIOS).map(|at| libm::exp(low + step * at as f64));
        let grid: Vec<f64> = grid.collect();
        let ratios = if areas.len() > 1 { &AREA_RATIOS[..] } else { &[0.0] };
        let candidate = |(areas, ratio): (&'a WithoutAreas<'a>, &f64)| Candidate {
            ratio: *ratio,
            areas,
            strata: grid.iter().map(|lambda| (*lambda, areas.factored(*lambda))).collect(),
            fixed: areas.factored(fixed),
        };
        Self { areas: areas.iter().zip(ratios).map(candidate).collect() }
    }

    fn rank(&self) -> f64 {
        self.areas.first().map_or(1.0, |areas| areas.fixed.rank() as f64)
    }

    /// Restricted maximum likelihood (Patterson and Thompson 1971) over the grid: the pair that
    /// minimises (n − p) ln S² + ln |A + diag(0, 1/λ, 1/μ)| + Σ ln λ + Σ ln μ.
    fn estimate(&self, side: &Side, square: f64, degrees: f64) -> Option<Found<'_>> {
        let degrees = degrees.max(1.0);
        let mut best: Option<(f64, Found<'_>)> = None;
        for candidate in &self.areas {
            let reduced: Reduced = candidate.areas.reduced(side);
            for (lambda, factored) in &candidate.strata {
                let variance = ((square - factored.square(&reduced)) / degrees).max(1e-300);
                let criterion = degrees * libm::log(variance) + factored.log_determinant;
                if best.as_ref().is_none_or(|(least, _)| criterion < *least) {
                    let found = Found {
                        stratum_ratio: *lambda,
                        area_ratio: if candidate.ratio > 1e-8 { candidate.ratio } else { 0.0 },
                        variance,
                        effects: &candidate.fixed,
                    };
                    best = Some((criterion, found));
                }
            }
        }
        best.map(|(_, found)| found)
    }
}

/// Rows ω x of groups with ω · lateness as the last cell.
fn with_late(x: &Grid, late: Option<&[f64]>) -> Grid {
    let Some(late) = late else { return x.clone() };
    let mut wide = Grid::zero(0, x.width() + 1);
    for (row, late) in x.rows().zip(late) {
        // The first covariate is 1.
        let weight = row.first().copied().unwrap_or(0.0);
        let row: Vec<f64> = row.iter().copied().chain([late * weight]).collect();
        wide.push(&row);
    }
    wide
}

/// Σ ω x xᵀ with a row and a column for lateness.
fn with_late_square(xx: &Grid, strata: &Groups, late: Option<&[f64]>) -> Grid {
    let Some(late) = late else { return xx.clone() };
    let mut last = vec![0.0; xx.width() + 1];
    for (row, late) in strata.x.rows().zip(late) {
        add_scaled(&mut last, row, *late);
    }
    let mut wide = Grid::zero(0, xx.width() + 1);
    for (row, cross) in xx.rows().zip(&last) {
        let row: Vec<f64> = row.iter().copied().chain([*cross]).collect();
        wide.push(&row);
    }
    wide.push(&last);
    wide
}
