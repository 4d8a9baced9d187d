//! Exit polls: what people say they voted, at stations drawn with known chances.
//!
//! Weights w = 1/π · voters / interviews; p = Σ w y / Σ w m over stations with y answers for the
//! option among m interviews; z = w (y − p m); se = √(n / (n − 1) Σ (z − z̄)²) / Σ w m (the station
//! is the unit: voters of one station answer alike). The design effect is se² over p (1 − p) /
//! m; the
//! part of it that weights make is Kish's m Σ w² m / (Σ w m)² (L. Kish, *Survey Sampling*, 1965).
//!
//! **Sampling error is the small one.** Who refuses is not like who answers. If an option's voters
//! answer ρ times as often as others, its share comes out at ρ p / (ρ p + 1 − p). No interval shows
//! that; the ρ at which a statement would tip does.

use serde::Serialize;

use crate::{
    headcount::FEW,
    interval::{Interval, around},
};

/// Interviews at one station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interviews {
    /// Answers for the option.
    pub option: u32,
    /// Answers.
    pub answers: u32,
    /// How many voters of the country each answer stands for, in any unit; see [`weight`].
    pub weight: f64,
    /// People asked, those who refused among them, where noted.
    pub asked: Option<u32>,
}

/// The weight of an answer at a station with chance `probability` of being drawn, `voters` who
/// voted and `answers`: 1/π · voters / answers. Nothing when one of them is none.
pub fn weight(probability: f64, voters: u32, answers: u32) -> Option<f64> {
    let sound = 0.0 < probability && probability <= 1.0 && 0 < voters && 0 < answers;
    sound.then(|| f64::from(voters) / (probability * f64::from(answers)))
}

/// Interviews that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PollError {
    /// Nobody answered.
    #[error("found no answer, expected at least 1")]
    None,
    /// Answers for the option above all answers, or answers above people asked.
    #[error(
        "station {station}: found {option} of {answers} answers and {asked:?} asked, expected \
         each no more than the next"
    )]
    Counts {
        /// Its place, from 1.
        station: usize,
        /// For the option.
        option: u32,
        /// Answers.
        answers: u32,
        /// Asked.
        asked: Option<u32>,
    },
    /// A weight that is none.
    #[error("station {station}: found the weight {weight}, expected a number above 0")]
    Weight {
        /// Its place, from 1.
        station: usize,
        /// What stands there.
        weight: f64,
    },
}

/// An option's share by an exit poll.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Poll {
    /// Stations.
    pub stations: usize,
    /// Whether they are few.
    pub few: bool,
    /// Answers.
    pub answers: u32,
    /// Answers over people asked, where every station noted it.
    pub response: Option<f64>,
    /// The option's share among answers.
    pub share: f64,
    /// How precise that is; nothing where stations show no spread.
    pub sampling: Option<Sampling>,
}

/// The error that comes from drawing stations and voters, and from nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sampling {
    /// The share with its interval.
    pub interval: Interval,
    /// Standard error.
    pub error: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// Variance over that of as many single voters.
    pub design_effect: f64,
    /// The part of it that unequal weights make.
    pub kish: f64,
    /// Answers over the design effect.
    pub effective: f64,
}

/// Estimates an option's share. `level`: of the interval, such as 0.95.
///
/// # Errors
/// When interviews cannot be used.
pub fn exit_poll(stations: &[Interviews], level: f64) -> Result<Poll, PollError> {
    for (at, one) in stations.iter().enumerate() {
        one.check(at + 1)?;
    }
    let sum = |pick: &dyn Fn(&Interviews) -> f64| stations.iter().map(pick).sum::<f64>();
    let weighted = sum(&|one| one.weight * f64::from(one.answers));
    if weighted <= 0.0 {
        return Err(PollError::None);
    }
    let share = sum(&|one| one.weight * f64::from(one.option)) / weighted;
    let asked: Option<u64> = stations.iter().map(|one| one.asked.map(u64::from)).sum();
    let answers: u32 = stations.iter().map(|one| one.answers).fold(0, u32::saturating_add);
    Ok(Poll {
        stations: stations.len(),
        few: stations.len() < FEW,
        answers,
        response: asked.map(|asked| f64::from(answers) / asked as f64),
        share,
        sampling: sampling(stations, share, weighted, level),
    })
}

fn sampling(stations: &[Interviews], share: f64, weighted: f64, level: f64) -> Option<Sampling> {
    let n = stations.len() as f64;
    let answers: f64 = stations.iter().map(|one| f64::from(one.answers)).sum();
    let z =
        |one: &Interviews| one.weight * (f64::from(one.option) - share * f64::from(one.answers));
    let mean = stations.iter().map(z).sum::<f64>() / n;
    let square: f64 = stations.iter().map(|one| (z(one) - mean) * (z(one) - mean)).sum();
    let variance = n / (n - 1.0) * square / (weighted * weighted);
    let alone = share * (1.0 - share) / answers;
    if stations.len() < 2 || alone <= 0.0 || variance <= 1e-9 * alone {
        return None;
    }
    let weights = stations.iter().map(|one| one.weight * one.weight * f64::from(one.answers));
    let (error, degrees) = (variance.sqrt(), n - 1.0);
    Some(Sampling {
        interval: around(share, error, degrees, level),
        error,
        degrees,
        design_effect: variance / alone,
        kish: answers * weights.sum::<f64>() / (weighted * weighted),
        effective: answers * alone / variance,
    })
}

impl Interviews {
    fn check(&self, station: usize) -> Result<(), PollError> {
        let Self { option, answers, asked, weight } = *self;
        if answers < option || asked.is_some_and(|asked| asked < answers) {
            return Err(PollError::Counts { station, option, answers, asked });
        }
        if !(weight.is_finite() && 0.0 < weight) {
            return Err(PollError::Weight { station, weight });
        }
        Ok(())
    }
}

/// How far an option with share `share` comes out off when its voters answer `willing` (ρ) times as
/// often as others: ρ p / (ρ p + 1 − p) − p.
pub fn refusal_bias(share: f64, willing: f64) -> f64 {
    let answering = willing * share;
    answering / (answering + 1.0 - share) - share
}

/// The true share behind an observed one when the option's voters answer ρ times as often.
pub fn behind(observed: f64, willing: f64) -> f64 {
    observed / (observed + willing * (1.0 - observed))
}

/// The ρ at which an observed share means another one: how much more (above 1) or less willingly
/// (below 1) an option's voters must answer than others for `share` to be the truth. Compare it
/// with what is plausible, in the place of an interval. Nothing for shares of 0 and 1.
pub fn tipping_point(observed: f64, share: f64) -> Option<f64> {
    let inside = |share: f64| 0.0 < share && share < 1.0;
    (inside(observed) && inside(share))
        .then(|| observed * (1.0 - share) / (share * (1.0 - observed)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spoiled::planned;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
    }

    fn stations() -> [Interviews; 4] {
        [(12, 20, 1.0), (30, 50, 1.2), (9, 30, 0.8), (25, 40, 1.0)]
            .map(|(option, answers, weight)| Interviews { option, answers, weight, asked: None })
    }

    /// The vector of the design to its digits, and by exact fractions: 80.2 / 144.
    #[test]
    fn four_stations_give_the_vector() {
        let poll = exit_poll(&stations(), 0.95).unwrap();
        close(poll.share, 80.2 / 144.0, 1e-14);
        close(poll.share, 0.556_944_444_4, 1e-9);
        let sampling = poll.sampling.unwrap();
        close(sampling.error, 0.058_296_612_7, 1e-9);
        close(sampling.design_effect, 1.928_167, 1e-6);
        close(sampling.kish, 1.020_833, 1e-6);
        close(sampling.kish, 140.0 * (20.0 + 72.0 + 19.2 + 40.0) / (144.0 * 144.0), 1e-14);
        close(sampling.effective, 72.61, 1e-4);
        assert!(poll.few && poll.answers == 140 && poll.response.is_none());
    }

    /// The margins that were announced for Kazakhstan 2021 (2 and 2.5 points), reckoned.
    #[test]
    fn announced_margins_can_be_reckoned_again() {
        let polls = [
            (600.0, 0.7197, [0.98, 1.26, 2.03]),
            (500.0, 0.721, [1.07, 1.38, 2.22]),
            (600.0, 0.0957, [0.64, 0.82, 1.33]),
        ];
        for (places, share, margins) in polls {
            for (correlation, points) in [0.05, 0.1, 0.3].into_iter().zip(margins) {
                let found = 100.0 * planned(share, places, 40.0, correlation, 0.95);
                assert!((found - points).abs() < 0.012, "{found} is not {points}");
            }
        }
    }

    #[test]
    fn refusals_move_a_share_and_the_tipping_point_says_how_much_is_needed() {
        assert!((refusal_bias(0.6, 0.9) + 0.025_5).abs() < 5e-5);
        assert!((refusal_bias(0.6, 0.8) + 0.054_5).abs() < 5e-5);
        close(refusal_bias(0.6, 0.9), 0.54 / 0.94 - 0.6, 1e-12);
        for (observed, share) in [(0.72, 0.5), (0.1, 0.07), (0.4, 0.6)] {
            let willing = tipping_point(observed, share).unwrap();
            close(behind(observed, willing), share, 1e-12);
            close(share + refusal_bias(share, willing), observed, 1e-12);
        }
        assert_eq!(tipping_point(0.0, 0.5), None);
        assert_eq!(tipping_point(0.5, 1.0), None);
    }

    #[test]
    fn no_margin_is_made_of_nothing() {
        let one = &stations()[..1];
        assert_eq!(exit_poll(one, 0.95).unwrap().sampling, None);
        let same = [stations()[0]; 5];
        assert_eq!(exit_poll(&same, 0.95).unwrap().sampling, None, "stations that do not differ");
        let all = stations().map(|one| Interviews { option: one.answers, ..one });
        assert_eq!(exit_poll(&all, 0.95).unwrap().sampling, None, "everybody for one");
        assert_eq!(exit_poll(&[], 0.95), Err(PollError::None));
    }

    #[test]
    fn interviews_that_cannot_be_are_refused() {
        let first = stations()[0];
        let refused = |one| exit_poll(&[first, one], 0.95).unwrap_err().to_string();
        assert!(refused(Interviews { option: 21, ..first }).contains("station 2"));
        assert!(refused(Interviews { asked: Some(19), ..first }).contains("station 2"));
        for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(refused(Interviews { weight, ..first }).contains("weight"));
        }
        assert_eq!(weight(0.5, 800, 40), Some(40.0));
        assert_eq!(weight(0.0, 800, 40), None);
        assert_eq!(weight(0.5, 800, 0), None);
        let asked = stations().map(|one| Interviews { asked: Some(2 * one.answers), ..one });
        assert_eq!(exit_poll(&asked, 0.95).unwrap().response, Some(0.5));
    }
}
