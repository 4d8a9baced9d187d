//! Small dense tables of numbers, and Cholesky's factor of a symmetric one.
//!
//! The symmetric tables here have one row for each covariate or each option, so at most some
//! dozens; areas and strata are eliminated one by one before. A packaged linear algebra would bring
//! dispatch on the processor's abilities, and with it other last bits on other machines.

/// A table, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
    width: usize,
    cells: Vec<f64>,
}

impl Grid {
    pub(crate) fn zero(rows: usize, width: usize) -> Self {
        let width = width.max(1);
        Self { width, cells: vec![0.0; rows * width] }
    }

    pub(crate) fn square(size: usize) -> Self {
        Self::zero(size, size)
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.width
    }

    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row).get(column).copied().unwrap_or(0.0)
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.width..(row + 1) * self.width).unwrap_or(&[])
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        self.cells.get_mut(row * self.width..(row + 1) * self.width).unwrap_or(&mut [])
    }

    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.cells.chunks_exact(self.width)
    }

    pub(crate) fn rows_mut(&mut self) -> impl ExactSizeIterator<Item = &mut [f64]> {
        self.cells.chunks_exact_mut(self.width)
    }

    pub(crate) fn push(&mut self, row: &[f64]) {
        self.cells.extend(row.iter().copied().chain(std::iter::repeat(0.0)).take(self.width));
    }

    /// Removes a row by putting the last one in its place.
    pub(crate) fn swap_remove(&mut self, row: usize) {
        let last = self.row(self.len().saturating_sub(1)).to_vec();
        let width = self.width;
        self.row_mut(row).iter_mut().zip(&last).for_each(|(cell, value)| *cell = *value);
        self.cells.truncate(self.cells.len().saturating_sub(width));
    }

    pub(crate) fn scaled(&self, factor: f64) -> Self {
        Self { width: self.width, cells: self.cells.iter().map(|cell| cell * factor).collect() }
    }

    /// Adds to one cell.
    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.row_mut(row).get_mut(column) {
            *cell += value;
        }
    }

    /// Adds `weight · a bᵀ`.
    pub(crate) fn add_product(&mut self, a: &[f64], b: &[f64], weight: f64) {
        for (row, a) in self.rows_mut().zip(a) {
            add_scaled(row, b, weight * a);
        }
    }
}

/// Adds `factor · values` to `sums`.
pub(crate) fn add_scaled(sums: &mut [f64], values: &[f64], factor: f64) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// The sum of products.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The sum of squares.
pub(crate) fn square(a: &[f64]) -> f64 {
    dot(a, a)
}

/// The lower triangle L with L Lᵀ = the table. A row that depends on the rows before it, up to
/// rounding, has been left out: its column is zero, and a solution is zero there.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    lower: Grid,
    kept: Vec<bool>,
}

impl Factor {
    /// What is left of a diagonal element counts as nothing below this part of it.
    const DEPENDENT: f64 = 1e-9;

    /// Factors a symmetric table without negative eigenvalues.
    pub(crate) fn new(table: &Grid) -> Self {
        let size = table.width();
        let mut lower = Grid::square(size);
        let mut kept = Vec::with_capacity(size);
        for (at, given) in table.rows().enumerate() {
            let mut row = vec![0.0; size];
            for (before, known) in kept.iter().enumerate() {
                let sum = dot_first(&row, lower.row(before), before);
                let value = given.get(before).copied().unwrap_or(0.0) - sum;
                if let Some(cell) = row.get_mut(before).filter(|_| *known) {
                    *cell = value / lower.at(before, before);
                }
            }
            let diagonal = given.get(at).copied().unwrap_or(0.0);
            let left = diagonal - square(&row);
            let independent = left > Self::DEPENDENT * diagonal;
            if let Some(cell) = row.get_mut(at) {
                *cell = if independent { left.sqrt() } else { 0.0 };
            }
            kept.push(independent);
            lower.row_mut(at).copy_from_slice(&row);
        }
        Self { lower, kept }
    }

    /// How many rows were independent.
    pub(crate) fn rank(&self) -> usize {
        self.kept.iter().filter(|kept| **kept).count()
    }

    /// The logarithm of the determinant over the independent rows.
    pub(crate) fn log_determinant(&self) -> f64 {
        let rows = self.kept.iter().enumerate().filter(|(_, kept)| **kept);
        rows.map(|(at, _)| 2.0 * libm::log(self.lower.at(at, at))).sum()
    }

    /// L⁻¹ b.
    pub(crate) fn forward(&self, b: &[f64]) -> Vec<f64> {
        let mut solved = vec![0.0; self.lower.width()];
        for (at, (value, kept)) in b.iter().zip(&self.kept).enumerate() {
            let row = self.lower.row(at);
            let sum = dot_first(row, &solved, at);
            if let (true, Some(cell), Some(pivot)) = (*kept, solved.get_mut(at), row.get(at)) {
                *cell = (value - sum) / pivot;
            }
        }
        solved
    }

    /// The solution of (L Lᵀ) x = b.
    pub(crate) fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = self.forward(b);
        for (at, kept) in self.kept.iter().enumerate().rev() {
            let row = self.lower.row(at);
            let (Some(cell), Some(pivot), true) = (x.get_mut(at), row.get(at), *kept) else {
                continue;
            };
            *cell /= pivot;
            let value = *cell;
            for (cell, weight) in x.iter_mut().zip(row).take(at) {
                *cell -= weight * value;
            }
        }
        x
    }

    /// L g: a vector with the table as its covariance, from one of independent unit variables.
    pub(crate) fn spread(&self, g: &[f64]) -> Vec<f64> {
        self.lower.rows().enumerate().map(|(at, row)| dot_first(row, g, at + 1)).collect()
    }
}

fn dot_first(a: &[f64], b: &[f64], first: usize) -> f64 {
    a.iter().zip(b).take(first).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Grid {
        let mut table = Grid::square(3);
        for (v, weight) in [([1.0, 2.0, 0.5], 1.0), ([0.0, 1.0, -1.0], 2.0), ([3.0, 0.0, 1.0], 0.5)]
        {
            table.add_product(&v, &v, weight);
        }
        table
    }

    #[test]
    fn a_solution_solves() {
        let table = example();
        let factor = Factor::new(&table);
        let x = factor.solve(&[1.0, -2.0, 3.0]);
        for (row, b) in table.rows().zip([1.0, -2.0, 3.0]) {
            assert!((dot(row, &x) - b).abs() < 1e-12, "{} is not {b}", dot(row, &x));
        }
    }

    #[test]
    fn the_determinant_is_that_of_the_cofactors() {
        let m = example();
        let minor = |a: usize, b: usize| m.at(1, a) * m.at(2, b) - m.at(1, b) * m.at(2, a);
        let det = m.at(0, 0) * minor(1, 2) - m.at(0, 1) * minor(0, 2) + m.at(0, 2) * minor(0, 1);
        assert!((Factor::new(&m).log_determinant() - libm::log(det)).abs() < 1e-12);
    }

    #[test]
    fn a_dependent_row_is_left_out_and_the_rest_still_solves() {
        let mut table = Grid::square(3);
        table.add_product(&[1.0, 1.0, 0.0], &[1.0, 1.0, 0.0], 2.0);
        table.add_product(&[0.0, 0.0, 1.0], &[0.0, 0.0, 1.0], 3.0);
        let factor = Factor::new(&table);
        assert_eq!(factor.kept, [true, false, true]);
        assert_eq!(factor.rank(), 2);
        let x = factor.solve(&[4.0, 4.0, 6.0]);
        assert!((x[0] - 2.0).abs() < 1e-12 && x[1].abs() < 1e-300 && (x[2] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn spread_has_the_table_as_its_covariance() {
        let table = example();
        let factor = Factor::new(&table);
        let mut sum = Grid::square(3);
        for k in 0..3 {
            let mut unit = [0.0; 3];
            unit[k] = 1.0;
            let column = factor.spread(&unit);
            sum.add_product(&column, &column, 1.0);
        }
        for (found, expected) in sum.rows().flatten().zip(table.rows().flatten()) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_row_is_removed_by_the_last_one() {
        let mut table = Grid::zero(0, 2);
        for row in [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]] {
            table.push(&row);
        }
        table.swap_remove(0);
        assert_eq!(table.rows().collect::<Vec<_>>(), [[5.0, 6.0], [3.0, 4.0]]);
        table.swap_remove(1);
        assert_eq!(table.rows().collect::<Vec<_>>(), [[5.0, 6.0]]);
    }
}
