//! The standard normal distribution: tails and quantiles.

/// The chance of exceeding `z`.
pub(crate) fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// Quantiles that the reports use.
pub(crate) const Z_99: f64 = 2.326_347_874_040_840_8;
/// The two-sided 95 % point.
pub(crate) const Z_975: f64 = 1.959_963_984_540_054_4;

/// A quantile of a distribution that is normal but for a little skewness: the first term of the
/// Cornish–Fisher expansion, `z + skewness (z² − 1) / 6` (Cornish and Fisher 1938).
pub(crate) fn skewed_quantile(z: f64, skewness: f64) -> f64 {
    z + skewness * (z * z - 1.0) / 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_the_tabulated_ones() {
        assert!((upper_tail(Z_99) - 0.01).abs() < 1e-15);
        assert!((upper_tail(Z_975) - 0.025).abs() < 1e-15);
        assert!((upper_tail(0.0) - 0.5).abs() < 1e-16);
        assert!(upper_tail(30.0) > 0.0);
    }
}
