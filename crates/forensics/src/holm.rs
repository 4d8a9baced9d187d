//! Correction for making many tests.

use crate::finding::Test;

/// Holm's step-down correction (S. Holm, *A simple sequentially rejective multiple test
/// procedure*, Scand. J. Statistics 6, 1979): the chance that any of the tests would be so small.
pub(crate) fn adjust(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    let p = |at: usize| p_values.get(at).copied().unwrap_or(1.0);
    order.sort_by(|a, b| p(*a).total_cmp(&p(*b)));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut so_far = 0.0f64;
    for (rank, at) in order.into_iter().enumerate() {
        so_far = so_far.max((p(at) * (p_values.len() - rank) as f64).min(1.0));
        if let Some(cell) = adjusted.get_mut(at) {
            *cell = so_far;
        }
    }
    adjusted
}

/// Fills in the corrected p-values of the tests that apply.
pub(crate) fn adjust_tests(tests: &mut [Test]) {
    let p_values: Vec<f64> = tests.iter().filter_map(|test| test.p_value).collect();
    let applied = tests.iter_mut().filter(|test| test.p_value.is_some());
    for (test, adjusted) in applied.zip(adjust(&p_values)) {
        test.p_adjusted = Some(adjusted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holm_multiplies_the_smallest_most_and_never_falls() {
        let adjusted = adjust(&[0.01, 0.04, 0.03, 0.005]);
        let expected = [0.03, 0.06, 0.06, 0.02];
        for (a, e) in adjusted.iter().zip(expected) {
            assert!((a - e).abs() < 1e-15, "{adjusted:?}");
        }
    }
}
