//! What those who refused could change.

use serde::Serialize;

use super::Interviews;

/// Those who refused, in parts of all who were asked (weighted by the voters that stations stand
/// for).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refusals {
    /// The part that refused.
    pub refused: f64,
    /// By option: the part of all asked that named it. Its share among all asked lies between this
    /// and this plus `refused`, however those who refused voted.
    pub named: Vec<f64>,
}

impl Refusals {
    /// Nothing where people asked were not noted at every station, or nobody refused.
    pub(super) fn new(stations: &[Interviews], options: usize) -> Option<Self> {
        let (mut all, mut answered) = (0.0, 0.0);
        let mut named = vec![0.0; options];
        for station in stations {
            let asked = station.asked()?;
            if asked == 0 {
                continue;
            }
            let each = station.each(asked);
            all += each * f64::from(asked);
            answered += each * f64::from(station.answers());
            for group in &station.groups {
                for (sum, votes) in named.iter_mut().zip(&group.votes) {
                    *sum += each * f64::from(*votes);
                }
            }
        }
        let refused = 1.0 - answered / all;
        (all > 0.0 && refused > 1e-12)
            .then(|| Self { refused, named: named.iter().map(|sum| sum / all).collect() })
    }

    /// What an option's share among all asked can be.
    pub fn bounds(&self, option: usize) -> Option<(f64, f64)> {
        let named = self.named.get(option)?;
        Some((*named, (named + self.refused).min(1.0)))
    }

    /// The share that an option must have among those who refused to have `share` among all:
    /// (share − named) / refused. Outside 0 to 1 no refusals can bring it there.
    pub fn needed(&self, option: usize, share: f64) -> Option<f64> {
        Some((share - self.named.get(option)?) / self.refused)
    }

    /// The lead of the second over the first among those who refused at which both are equal among
    /// all; above 1 no refusals can do it.
    pub fn overtaken(&self, first: usize, second: usize) -> Option<f64> {
        Some((self.named.get(first)? - self.named.get(second)?) / self.refused)
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
