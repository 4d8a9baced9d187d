//! Whole numbers in proportion to weights.

/// Splits `total` in proportion to `weights`: each part is the difference of two rounded running
/// sums, so that the parts always add up to the whole. Weights that are all zero count as equal.
///
/// Nothing is left over unless there is no weight at all.
pub(crate) fn divide(total: u64, weights: &[f64]) -> Vec<u64> {
    let sum: f64 = weights.iter().sum();
    let equal = sum <= 0.0;
    let all = if equal { weights.len() as f64 } else { sum };
    let (mut running, mut given) = (0.0, 0);
    let last = weights.len().saturating_sub(1);
    let part = |(index, weight): (usize, &f64)| {
        running += if equal { 1.0 } else { *weight };
        let until = if index == last { total } else { rounded(total as f64 * (running / all)) };
        let until = until.clamp(given, total);
        let part = until - given;
        given = until;
        part
    };
    weights.iter().enumerate().map(part).collect()
}

/// The nearest whole number; none below zero.
pub(crate) fn rounded(x: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not below zero; above the largest number it stays the largest"
    )]
    let whole = x.max(0.0).round() as u64;
    whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_in_proportion() {
        assert_eq!(divide(100, &[1.0, 2.0, 1.0]), [25, 50, 25]);
        assert_eq!(divide(7, &[0.0, 0.0]), [4, 3]);
        assert_eq!(divide(5, &[0.0, 1.0, 0.0]), [0, 5, 0]);
        assert_eq!(divide(5, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up(
            total in 0u64..5_000_000_000,
            weights in prop::collection::vec(0.0f64..9.0, 1..40),
        ) {
            let parts = divide(total, &weights);
            prop_assert_eq!(parts.iter().sum::<u64>(), total);
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let fair = total as f64 * weight / sum;
                prop_assert!(sum <= 0.0 || (*part as f64 - fair).abs() <= 1.001, "{part} {fair}");
            }
        }
    }
}
