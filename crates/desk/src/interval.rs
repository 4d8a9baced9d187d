//! An exact interval for an error rate.
//!
//! C. J. Clopper and E. S. Pearson, *The use of confidence or fiducial limits illustrated in the
//! case of the binomial*, Biometrika 26 (1934): each end is where the observed count, or one more
//! extreme, has a probability of 2.5 %. It never covers less than 95 %, and holds for no error too.

use sanaq_estimate::distribution::beta_cdf;
use serde::Serialize;

/// Half of what the interval may miss.
const TAIL: f64 = 0.025;
/// Bisections: after 60 the ends are exact to the last digit that is shown.
const STEPS: usize = 60;
/// Ends are given to so many decimals.
const DECIMALS: f64 = 1e6;

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Proportion {
    /// How many.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The exact 95 % interval. Of nothing, nothing is known.
pub(crate) fn proportion(count: u32, of: u32) -> Proportion {
    let (k, n) = (f64::from(count), f64::from(of));
    let low = if count == 0 { 0.0 } else { quantile(TAIL, k, n - k + 1.0) };
    let high = if count >= of { 1.0 } else { quantile(1.0 - TAIL, k + 1.0, n - k) };
    let round = |end: f64| libm::round(end * DECIMALS) / DECIMALS;
    Proportion { count, of, low: round(low), high: round(high) }
}

/// Where the beta distribution function reaches `p`.
fn quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if beta_cdf(middle, a, b) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Proportion, low: f64, high: f64) {
        let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(near(found.low, low) && near(found.high, high), "{found:?}");
    }

    /// Values of R 4.3 `binom.test(k, n)$conf.int` and of the closed forms 1 − 0.025^(1/n).
    #[test]
    fn the_ends_are_those_of_published_tables() {
        close(proportion(0, 10), 0.0, 0.3085);
        close(proportion(10, 10), 0.6915, 1.0);
        close(proportion(1, 10), 0.0025, 0.4450);
        close(proportion(5, 10), 0.1871, 0.8129);
        close(proportion(4, 1000), 0.0011, 0.0102);
        close(proportion(0, 0), 0.0, 1.0);
    }
}
