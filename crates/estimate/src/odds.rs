//! How likely it is that an option passes a threshold, or leads another one.
//!
//! All odds are conditional on the protocols being what was counted: a sample of stations checks
//! counting and adding up, not stuffing.

use crate::distribution::student_upper;

/// The chance that a share is at or above `bar`: 1 − T((bar − estimate) / error) by Student's t,
/// whose tails are what matters for a list far from the bar.
pub fn passes(estimate: f64, error: f64, degrees: f64, bar: f64) -> f64 {
    if error > 0.0 {
        return student_upper((bar - estimate) / error, degrees);
    }
    // Everything was counted: the share is what it is.
    if estimate >= bar { 1.0 } else { 0.0 }
}

/// The chance that the first share is above the second: their difference has the variance
/// a + b − 2 covariance, and lists that take votes from each other have a negative covariance.
pub fn leads(first: Share, second: Share, covariance: f64, degrees: f64) -> f64 {
    let variance = first.error * first.error + second.error * second.error - 2.0 * covariance;
    passes(first.estimate - second.estimate, variance.max(0.0).sqrt(), degrees, 0.0)
}

/// A share with its standard error.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The share.
    pub estimate: f64,
    /// Its standard error.
    pub error: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, gap: f64) {
        assert!((found - expected).abs() <= gap, "{found} is not {expected}");
    }

    /// V3 of the design: the chance of 7 % and more.
    #[test]
    fn the_tail_of_t_and_not_of_the_normal_distribution_is_used() {
        close(passes(0.0728, 0.0016, 900.0, 0.07), 0.959_77, 5e-6);
        close(passes(0.0728, 0.0016, 12.0, 0.07), 0.947_19, 5e-6);
        close(passes(0.0712, 0.0030, 40.0, 0.07), 0.654_36, 5e-6);
        close(passes(0.0689, 0.0012, 300.0, 0.07), 0.180_03, 5e-6);
        close(passes(0.0529, 0.0035, 25.0, 0.07), 2.505e-5, 5e-9);
    }

    /// V4 of the design.
    #[test]
    fn a_lead_between_lists_that_take_from_each_other_is_less_certain() {
        let (first, second) =
            (Share { estimate: 0.363, error: 0.0035 }, Share { estimate: 0.359, error: 0.0034 });
        let together = -0.62 * 0.0035 * 0.0034;
        close(leads(first, second, together, f64::INFINITY), 0.740_246_8, 5e-7);
        close(leads(first, second, 0.0, f64::INFINITY), 0.793_820_1, 5e-7);
    }

    #[test]
    fn a_full_count_leaves_no_doubt() {
        close(passes(0.07, 0.0, 5.0, 0.07), 1.0, 0.0);
        close(passes(0.069_999, 0.0, 5.0, 0.07), 0.0, 0.0);
    }
}
