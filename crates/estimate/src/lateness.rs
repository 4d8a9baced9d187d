//! How late each stratum is, as a covariate.
//!
//! Late regions differ from early ones, in a direction that the regions which did report show. So
//! a stratum's lateness enters the model with a slope that is guessed to be small beforehand and
//! learned from the strata seen. A stratum that nobody reported from is taken to be like the later
//! third of those that did (the score stops at half a standard deviation): going further out on
//! the line over-corrects, because a silent region may be silent for reasons of its own.

/// Stations' worth of the overall rate that a stratum's own rate is mixed with.
const MIXED_IN: f64 = 2.0;
/// Scores stop here on the late side and on the early side.
const LATEST: f64 = -0.5;
const EARLIEST: f64 = 1.5;
/// Below this number of strata that reported, nothing can be learned of lateness.
const FEWEST: usize = 4;

/// A score for each stratum from the log-odds of its arrival rate, standardised with the strata's
/// sizes as weights; nothing when everything is in, or too few strata are.
pub(crate) fn scores(arrived: &[f64], designed: &[f64], size: &[f64]) -> Option<Vec<f64>> {
    let (all_arrived, all_designed): (f64, f64) = (arrived.iter().sum(), designed.iter().sum());
    let rate = all_arrived / all_designed;
    let seen = arrived.iter().filter(|n| **n > 0.0).count();
    if seen < FEWEST || rate > 0.999 {
        return None;
    }
    let odds = arrived.iter().zip(designed).map(|(arrived, designed)| {
        let mixed = (arrived + MIXED_IN * rate) / (designed.max(*arrived) + MIXED_IN);
        libm::log(mixed / (1.0 - mixed))
    });
    let odds: Vec<f64> = odds.collect();
    let total: f64 = size.iter().sum();
    let weighted = |f: &dyn Fn(f64) -> f64| {
        odds.iter().zip(size).map(|(odds, size)| f(*odds) * size).sum::<f64>() / total
    };
    let mean = weighted(&|odds| odds);
    let sd = weighted(&|odds| (odds - mean) * (odds - mean)).sqrt();
    let score = |odds: &f64| ((odds - mean) / sd).clamp(LATEST, EARLIEST);
    (sd > 1e-6).then(|| odds.iter().map(score).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_stratum_is_no_later_than_the_late_third() {
        let arrived = [9.0, 8.0, 5.0, 2.0, 1.0, 0.0];
        let scores = scores(&arrived, &[10.0; 6], &[1_000.0; 6]).unwrap();
        assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
        assert!((scores[5] - LATEST).abs() < 1e-12);
        assert!((scores[4] - LATEST).abs() < 1e-12);
        assert!(scores[0] > 1.0);
    }

    #[test]
    fn nothing_is_said_when_all_is_in_or_hardly_a_stratum_is() {
        assert!(scores(&[10.0; 6], &[10.0; 6], &[1.0; 6]).is_none());
        assert!(scores(&[3.0, 2.0, 0.0, 0.0], &[10.0; 4], &[1.0; 4]).is_none());
        assert!(scores(&[5.0; 6], &[10.0; 6], &[1.0; 6]).is_none(), "all equally late");
    }
}
