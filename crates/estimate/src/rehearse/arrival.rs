//! How reports arrive: late regions, late stations, silent regions.
//!
//! The chance of a station being in is a logistic function of its region's earliness u, of its
//! register (larger stations count longer) and of the leader's share there. u is normal with
//! standard deviation 0.8, less 0.6 for each standard deviation of the region's leader share: late
//! regions are the leader's. In addition some regions are silent, the later ones more often. The
//! constants are those under which published methods were measured; `own` was −0.08 in Mexico 2018.

use serde::Serialize;

use crate::{design::Drawn, random::Stream, rehearse::Population};

const REGION_SPREAD: f64 = 0.8;
const REGION_LEADER: f64 = -0.6;
const REGISTER: f64 = -0.4;

/// How much arrives, and how it depends on the result.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Arrival {
    /// The part of the stations that report before silent regions are taken out; 1 is all.
    pub arrived: f64,
    /// Log-odds of reporting for each standard deviation of the leader's share inside a region.
    pub own: f64,
}

impl Arrival {
    /// The part of the regions that are silent: 15, 8, 3 % where 30, 60, 90 % arrive, and between.
    fn silent(&self) -> f64 {
        let points = [(0.0, 0.22), (0.3, 0.15), (0.6, 0.08), (0.9, 0.03), (1.0, 0.0)];
        let pairs = points.iter().zip(points.iter().skip(1));
        let mut part = 0.0;
        for ((from, high), (to, low)) in pairs {
            if (*from..=*to).contains(&self.arrived) {
                part = high + (low - high) * (self.arrived - from) / (to - from);
            }
        }
        part
    }
}

/// Whether each station of the frame has reported, for the drawn ones.
pub(super) fn arrived(
    population: &Population,
    arrival: &Arrival,
    drawn: &[Drawn],
    stream: &mut Stream,
) -> std::collections::BTreeSet<usize> {
    if arrival.arrived >= 1.0 {
        return drawn.iter().map(|drawn| drawn.station).collect();
    }
    let leaning = &population.leaning;
    let early: Vec<f64> = leaning
        .region
        .iter()
        .map(|leader| REGION_SPREAD * stream.normal() + REGION_LEADER * leader)
        .collect();
    let odds = drawn.iter().map(|drawn| {
        let region = population.frame.stratum(drawn.station);
        let at = |column: &[f64]| column.get(drawn.station).copied().unwrap_or(0.0);
        early.get(region).copied().unwrap_or(0.0)
            + REGISTER * at(&leaning.register)
            + arrival.own * at(&leaning.inside)
    });
    let odds: Vec<f64> = odds.collect();
    let shift = solved(&odds, arrival.arrived);
    let silent = silent(&early, arrival.silent(), stream);
    let reports = drawn.iter().zip(&odds).filter(|(drawn, odds)| {
        let lot = stream.unit();
        let region = population.frame.stratum(drawn.station);
        !silent.get(region).copied().unwrap_or(false) && lot < logistic(shift + **odds)
    });
    reports.map(|(drawn, _)| drawn.station).collect()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The constant under which the mean chance is `rate`, by halving.
fn solved(odds: &[f64], rate: f64) -> f64 {
    let (mut low, mut high) = (-20.0, 20.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        let mean = odds.iter().map(|odds| logistic(middle + odds)).sum::<f64>() / odds.len() as f64;
        if mean < rate {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Which regions are silent: a part of them, drawn without replacement with chances that fall with
/// earliness as 1 / (1 + eᵘ).
fn silent(early: &[f64], part: f64, stream: &mut Stream) -> Vec<bool> {
    let mut silent = vec![false; early.len()];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most all")]
    let count = (part * early.len() as f64).round() as usize;
    for _ in 0..count {
        let weights = early.iter().zip(&silent);
        let weights: Vec<f64> =
            weights.map(|(u, out)| if *out { 0.0 } else { logistic(-u) }).collect();
        let mut lot = stream.unit() * weights.iter().sum::<f64>();
        let pick = weights.iter().position(|weight| {
            lot -= weight;
            lot < 0.0
        });
        if let Some(silent) = pick.and_then(|pick| silent.get_mut(pick)) {
            *silent = true;
        }
    }
    silent
}

/// How regions and stations lean towards the leader, standardised.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaning {
    /// The leader's share in each region.
    region: Vec<f64>,
    /// The leader's share at each station, inside its region.
    inside: Vec<f64>,
    /// The logarithm of each station's register.
    register: Vec<f64>,
}

impl Leaning {
    /// From a frame's regions and the leader's votes and denominators by station.
    pub(crate) fn new(
        region: &[usize],
        regions: usize,
        size: &[f64],
        votes: &[(f64, f64)],
    ) -> Self {
        let mut members = vec![Vec::new(); regions];
        for (station, region) in region.iter().enumerate() {
            if let Some(members) = members.get_mut(*region) {
                members.push(station);
            }
        }
        let mut shares = Vec::with_capacity(regions);
        let mut inside = vec![0.0; region.len()];
        for members in &members {
            let pairs = members.iter().filter_map(|station| votes.get(*station));
            let (top, whole) = pairs.clone().fold((0.0, 0.0), |(a, b), (y, v)| (a + y, b + v));
            let mean = if whole > 0.0 { top / whole } else { 0.0 };
            shares.push(mean);
            let own = pairs.map(|(y, v)| if *v > 0.0 { y / v } else { mean });
            for (station, z) in members.iter().zip(standardised(&own.collect::<Vec<_>>())) {
                if let Some(cell) = inside.get_mut(*station) {
                    *cell = z;
                }
            }
        }
        let logs: Vec<f64> = size.iter().map(|size| libm::log(size.max(1.0))).collect();
        Self { region: standardised(&shares), inside, register: standardised(&logs) }
    }
}

fn standardised(values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
    values.iter().map(|v| if sd > 0.0 { (v - mean) / sd } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn the_constant_gives_the_rate() {
        let odds = [-2.0, -0.5, 0.1, 0.4, 3.0];
        let shift = solved(&odds, 0.6);
        let mean = odds.iter().map(|odds| logistic(shift + odds)).sum::<f64>() / 5.0;
        assert!((mean - 0.6).abs() < 1e-12);
    }

    #[test]
    fn silent_regions_are_as_many_as_planned_and_rather_late_ones() {
        let at = |arrived| Arrival { arrived, own: 0.0 }.silent();
        for (arrived, part) in [(0.3, 0.15), (0.6, 0.08), (0.9, 0.03), (1.0, 0.0)] {
            assert!((at(arrived) - part).abs() < 1e-12, "{arrived}");
        }
        let early: Vec<f64> = (0..20).map(|at| f64::from(at) / 5.0 - 2.0).collect();
        let seed = Seed::from_text("silent");
        let mut counts = [0_u32; 20];
        for number in 0..2_000 {
            let silent = silent(&early, 0.15, &mut seed.stream(number));
            assert_eq!(silent.iter().filter(|silent| **silent).count(), 3);
            for (count, silent) in counts.iter_mut().zip(&silent) {
                *count += u32::from(*silent);
            }
        }
        assert!(counts[0] > 2 * counts[19], "{counts:?}");
    }
}
