//! A few publication times that are announced beforehand.
//!
//! With K looks, each interval is widened by Pocock's constant instead of 1.96, and all K together
//! hold with 95 % (S. J. Pocock, *Group sequential methods in the design and analysis of clinical
//! trials*, Biometrika 64, 1977, 191–199, table 1). It assumes that about as many stations come
//! between two looks as before the first.

use serde::Serialize;

/// Constants for 2 to 5 looks, two-sided 5 %; recomputed in the tests from Pocock's integral.
const POCOCK: [f64; 4] = [2.178_272, 2.289_478, 2.361_298, 2.413_176];

/// The constant that takes the place of 1.96 at each of so many looks; nothing above five, where a
/// confidence sequence does better.
pub fn pocock(looks: usize) -> Option<f64> {
    match looks {
        1 => Some(1.959_963_984_540_054),
        _ => POCOCK.get(looks.checked_sub(2)?).copied(),
    }
}

/// The announced publications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Looks {
    planned: usize,
}

impl Looks {
    /// One to five publications.
    pub fn new(planned: usize) -> Option<Self> {
        pocock(planned).map(|_| Self { planned })
    }

    /// How many.
    pub fn planned(self) -> usize {
        self.planned
    }

    /// How much wider each interval is than one that is published once.
    pub fn widening(self) -> f64 {
        let once = pocock(1).unwrap_or(1.0);
        pocock(self.planned).map_or(1.0, |constant| constant / once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{normal_density, normal_upper};

    /// The chance that none of `looks` partial sums of standard normal variables leaves ± c √k, by
    /// Simpson's rule from look to look.
    fn chance_of_staying(constant: f64, looks: u32) -> f64 {
        const STEPS: u32 = 200;
        let grid = |bound: f64| {
            let step = 2.0 * bound / f64::from(STEPS);
            let point = move |at: u32| {
                let odd = if at % 2 == 1 { 4.0 } else { 2.0 };
                let weight = if at == 0 || at == STEPS { 1.0 } else { odd };
                (f64::from(at) * step - bound, weight * step / 3.0)
            };
            (0..=STEPS).map(point).collect::<Vec<_>>()
        };
        let mut points = grid(constant);
        let mut density: Vec<f64> = points.iter().map(|(x, _)| normal_density(*x)).collect();
        for look in 2..looks {
            let next = grid(constant * f64::from(look).sqrt());
            let at = |y: f64| {
                let parts = points.iter().zip(&density);
                parts.map(|((x, weight), d)| weight * d * normal_density(y - x)).sum::<f64>()
            };
            density = next.iter().map(|(y, _)| at(*y)).collect();
            points = next;
        }
        let bound = constant * f64::from(looks).sqrt();
        let inside = |x: f64| normal_upper(-bound - x) - normal_upper(bound - x);
        points.iter().zip(&density).map(|((x, weight), d)| weight * d * inside(*x)).sum()
    }

    #[test]
    fn the_constants_hold_at_all_looks_together() {
        for (looks, published) in [(2, 2.178), (3, 2.289), (4, 2.361), (5, 2.413)] {
            let constant = pocock(looks).unwrap();
            assert!((constant - published).abs() < 5e-4, "{constant} is not {published}");
            let stays = chance_of_staying(constant, u32::try_from(looks).unwrap());
            assert!((stays - 0.95).abs() < 1e-6, "{looks} looks: {stays}");
        }
        assert_eq!((pocock(0), pocock(6)), (None, None));
    }

    #[test]
    fn two_to_five_looks_widen_by_11_to_23_percent() {
        let widening = |looks| Looks::new(looks).unwrap().widening();
        assert!((widening(1) - 1.0).abs() < 1e-15);
        assert!((widening(2) - 1.11).abs() < 0.005 && (widening(5) - 1.23).abs() < 0.005);
        assert_eq!(Looks::new(9), None);
    }
}
