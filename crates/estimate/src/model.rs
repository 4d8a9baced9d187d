//! The frame's side of the model: what is known of every station before anybody reports.
//!
//! The covariates of a station are 1; the standardised logarithm z of its register, clipped to
//! ±3; what the caller knows (previous results for each registered voter, urban, poverty); the
//! standardised logarithm of its area's register (a town's stations differ from a village's);
//! z² − 1; and, where there are many strata, the mean of z in the stratum. Every column has mean 0
//! and standard deviation 1 over the frame, and one that does not vary is left out.

use crate::matrix::{Grid, add_scaled};

/// Strata above this number give their mean size as a covariate of its own.
const MANY_STRATA: usize = 25;
/// Standardised sizes are clipped here, so that one giant station does not bend the line.
const CLIP: f64 = 3.0;

/// What a model is built from: one entry for each station of the frame, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Registered voters, all positive; all 1 where there is no register.
    pub size: &'a [f64],
    /// The stratum, below `strata`.
    pub stratum: &'a [u32],
    /// How many strata there are.
    pub strata: usize,
    /// The area inside the stratum (district, municipality), numbered from 0 over all strata;
    /// nothing where strata are not divided.
    pub area: Option<&'a [u32]>,
    /// Whether size enters as a covariate: not where there is no register.
    pub size_matters: bool,
    /// Further covariates, one column each.
    pub covariates: &'a [Vec<f64>],
}

/// Sizes, strata, areas and covariates of all stations.
#[derive(Clone, Debug)]
pub struct Model {
    x: Grid,
    /// Covariates that are the same at all stations of a stratum, the constant among them.
    pub(crate) between: usize,
    size: Vec<f64>,
    stratum: Vec<u32>,
    area: Vec<u32>,
    /// Sum over the frame of size times covariate.
    pub(crate) total: Vec<f64>,
    /// Sum of sizes in each stratum.
    pub(crate) stratum_size: Vec<f64>,
    /// Sum of sizes in each area; empty where strata are not divided.
    pub(crate) area_size: Vec<f64>,
}

impl Model {
    /// Builds the model.
    pub fn new(known: &Known<'_>) -> Self {
        let strata = Groups::new(known.stratum, known.strata);
        let areas = known.area.map(|area| Groups::new(area, count(area)));
        // Areas that are the strata again, or single stations, say nothing.
        let areas =
            areas.filter(|areas| areas.len() > strata.len() && areas.len() < known.size.len());
        let columns = columns(known, &strata, areas.as_ref());
        let mut x = Grid::zero(known.size.len(), columns.len());
        for (at, column) in columns.iter().enumerate() {
            for (row, value) in x.rows_mut().zip(column) {
                if let Some(cell) = row.get_mut(at) {
                    *cell = *value;
                }
            }
        }
        let mut total = vec![0.0; columns.len()];
        for (row, size) in x.rows().zip(known.size) {
            add_scaled(&mut total, row, *size);
        }
        let many = known.size_matters && strata.len() > MANY_STRATA;
        Self {
            x,
            between: 1 + usize::from(many),
            total,
            stratum_size: strata.sum(known.size.iter().copied()),
            area_size: areas.as_ref().map_or(Vec::new(), |a| a.sum(known.size.iter().copied())),
            size: known.size.to_vec(),
            stratum: known.stratum.to_vec(),
            area: if areas.is_some() { known.area.unwrap_or(&[]).to_vec() } else { Vec::new() },
        }
    }

    /// How many stations the frame has.
    pub fn stations(&self) -> usize {
        self.size.len()
    }

    /// How many strata.
    pub fn strata(&self) -> usize {
        self.stratum_size.len()
    }

    /// How many covariates, the constant among them.
    pub fn columns(&self) -> usize {
        self.total.len()
    }

    /// A station's registered voters.
    pub fn size(&self, station: usize) -> f64 {
        self.size.get(station).copied().unwrap_or(0.0)
    }

    /// A station's stratum.
    pub fn stratum(&self, station: usize) -> usize {
        self.stratum.get(station).map_or(0, |stratum| *stratum as usize)
    }

    /// A station's area, where strata are divided.
    pub(crate) fn area(&self, station: usize) -> Option<usize> {
        self.area.get(station).map(|area| *area as usize)
    }

    /// A station's covariates.
    pub(crate) fn row(&self, station: usize) -> &[f64] {
        self.x.row(station)
    }
}

fn columns(known: &Known<'_>, strata: &Groups<'_>, areas: Option<&Groups<'_>>) -> Vec<Vec<f64>> {
    let mut columns = vec![vec![1.0; known.size.len()]];
    let z = known.size_matters.then(|| clipped_log(known.size)).flatten();
    columns.extend(z.clone());
    columns.extend(known.covariates.iter().filter_map(|column| standardised(column)));
    if let Some(areas) = areas {
        let sums = areas.sum(known.size.iter().copied());
        columns.extend(clipped_log(&areas.spread(&sums)));
    }
    if let Some(z) = z {
        columns.push(z.iter().map(|z| z * z - 1.0).collect());
        if strata.len() > MANY_STRATA {
            columns.push(strata.spread(&strata.mean(&z)));
        }
    }
    columns
}

fn clipped_log(values: &[f64]) -> Option<Vec<f64>> {
    let logs: Vec<f64> = values.iter().map(|value| libm::log(value.max(1.0))).collect();
    let z = standardised(&logs)?;
    Some(z.iter().map(|z| z.clamp(-CLIP, CLIP)).collect())
}

/// A column with mean 0 and standard deviation 1; nothing when it does not vary.
fn standardised(column: &[f64]) -> Option<Vec<f64>> {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let sd = (column.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
    (sd > 1e-9 * (mean.abs() + sd)).then(|| column.iter().map(|v| (v - mean) / sd).collect())
}

fn count(group: &[u32]) -> usize {
    group.iter().max().map_or(0, |last| *last as usize + 1)
}

/// A division of the stations into numbered groups.
struct Groups<'a> {
    of: &'a [u32],
    count: usize,
}

impl<'a> Groups<'a> {
    fn new(of: &'a [u32], count: usize) -> Self {
        Self { of, count }
    }

    fn len(&self) -> usize {
        self.count
    }

    fn sum(&self, values: impl Iterator<Item = f64>) -> Vec<f64> {
        let mut sums = vec![0.0; self.count];
        for (group, value) in self.of.iter().zip(values) {
            if let Some(sum) = sums.get_mut(*group as usize) {
                *sum += value;
            }
        }
        sums
    }

    fn mean(&self, values: &[f64]) -> Vec<f64> {
        let counts = self.sum(values.iter().map(|_| 1.0));
        let sums = self.sum(values.iter().copied());
        sums.iter().zip(counts).map(|(sum, n)| if n > 0.0 { sum / n } else { 0.0 }).collect()
    }

    /// Each station's share in what its group has.
    fn spread(&self, by_group: &[f64]) -> Vec<f64> {
        let of = self.of.iter();
        of.map(|group| by_group.get(*group as usize).copied().unwrap_or(0.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_mean_zero_and_a_constant_one_is_left_out() {
        let size = [500.0, 1_000.0, 2_000.0, 4_000.0];
        let model = Model::new(&Known {
            size: &size,
            stratum: &[0, 0, 1, 1],
            strata: 2,
            area: None,
            size_matters: true,
            covariates: &[vec![7.0; 4], vec![0.1, 0.2, 0.3, 0.4]],
        });
        // 1, z, the second covariate, z² − 1.
        assert_eq!(model.columns(), 4);
        for column in 1..4 {
            let sum: f64 = (0..4).map(|station| model.row(station)[column]).sum();
            assert!(sum.abs() < 1e-12, "column {column} sums to {sum}");
        }
        assert_eq!(model.stratum_size, [1_500.0, 6_000.0]);
        assert!((model.total[0] - 7_500.0).abs() < 1e-9);
    }

    #[test]
    fn areas_that_say_nothing_are_left_out() {
        let known = |area| Known {
            size: &[10.0, 20.0, 30.0, 40.0],
            stratum: &[0, 0, 1, 1],
            strata: 2,
            area,
            size_matters: false,
            covariates: &[],
        };
        assert!(Model::new(&known(Some(&[0, 0, 1, 1]))).area_size.is_empty(), "the strata again");
        assert!(Model::new(&known(Some(&[0, 1, 2, 3]))).area_size.is_empty(), "single stations");
        let divided = Model::new(&known(Some(&[0, 1, 2, 2])));
        assert_eq!(divided.area_size, [10.0, 20.0, 70.0]);
        assert_eq!(divided.columns(), 2, "the constant and the areas' size");
    }
}
