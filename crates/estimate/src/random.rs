//! Seeded draws: a stream of `ChaCha20` for each purpose, the same on every machine.
//!
//! The key is the SHA-256 of `sanaq\n` and the seed's text, so that anything public can be a seed:
//! the digits of dice as they fell (`3 1 6 6 2 …`), a lottery's numbers, a beacon's output. What is
//! written counts, letter by letter, without blanks at its ends. Each purpose (a stratum of a
//! sample, one draw of a rehearsal) has a stream of its own, so that no order of work matters.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};

use crate::distribution::normal_quantile;

/// A public seed, as it was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed([u8; 32]);

impl Seed {
    /// The seed that a text names: digits of dice, a beacon's output, a number.
    pub fn from_text(text: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"sanaq\n");
        hash.update(text.trim().as_bytes());
        Self(hash.finalize().into())
    }

    /// The stream with a number, for one purpose.
    pub fn stream(&self, number: u64) -> Stream {
        let mut generator = ChaCha20Rng::from_seed(self.0);
        generator.set_stream(number);
        Stream(generator)
    }
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha20Rng);

impl Stream {
    /// A seed for further streams.
    pub(crate) fn seed(&mut self) -> Seed {
        let mut key = [0; 32];
        self.0.fill_bytes(&mut key);
        Seed(key)
    }

    /// A number strictly between 0 and 1, in steps of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;
        ((self.0.next_u64() >> 11) as f64 + 0.5) * STEP
    }

    /// A number from 0 to `bound` − 1, each with the same chance; 0 where there is no choice.
    /// The top word of the product of bound and a 64-bit word, redrawn where that would favour
    /// some (D. Lemire, ACM Trans. Model. Comput. Simul. 29, 2019).
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound < 2 {
            return 0;
        }
        let fair = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(bound);
            #[expect(clippy::cast_possible_truncation, reason = "the low word is meant")]
            let low = product as u64;
            if low >= fair {
                return usize::try_from(product >> 64).unwrap_or(0);
            }
        }
    }

    /// A standard normal variable, by inversion.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.unit())
    }

    /// A chi-square variable with `df` degrees of freedom (G. Marsaglia and W. W. Tsang, ACM
    /// Trans. Math. Softw. 26, 2000, for a gamma variable of shape df / 2).
    pub fn chi_square(&mut self, df: f64) -> f64 {
        let shape = 0.5 * df;
        // Below shape 1: a variable of shape + 1 times a power of a uniform one.
        let boost = if shape < 1.0 { libm::pow(self.unit(), 1.0 / shape) } else { 1.0 };
        let d = shape + if shape < 1.0 { 1.0 } else { 0.0 } - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let z = self.normal();
            let root = 1.0 + c * z;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            let log_unit = libm::log(self.unit());
            if log_unit < 0.5 * z * z + d - d * cube + d * libm::log(cube) {
                return 2.0 * d * cube * boost;
            }
        }
    }

    /// Puts `count` elements drawn without replacement, in the order of the draw, first.
    pub fn draw_first<T>(&mut self, items: &mut [T], count: usize) {
        for at in 0..count.min(items.len()) {
            let other = at + self.below(items.len() - at);
            items.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_its_text_without_blanks_at_the_ends() {
        let first = |text: &str| Seed::from_text(text).stream(0).unit();
        let same = |a: f64, b: f64| a.to_bits() == b.to_bits();
        assert!(same(first("3 1 6 6 2"), first(" 3 1 6 6 2\n")));
        assert!(!same(first("3 1 6 6 2"), first("31662")));
    }

    #[test]
    fn streams_are_apart_and_repeat() {
        let seed = Seed::from_text("1");
        let words = |number| {
            let mut stream = seed.stream(number);
            (0..4).map(|_| stream.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(words(7), words(7));
        assert_ne!(words(7), words(8));
    }

    #[test]
    fn bounded_numbers_are_fair() {
        let mut stream = Seed::from_text("fair").stream(0);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[stream.below(6)] += 1;
        }
        // Chi-square with 5 degrees of freedom: above 25.7 once in ten thousand seeds.
        let gaps = counts.iter().map(|count| f64::from(*count) - 1e4);
        let excess: f64 = gaps.map(|gap| gap * gap / 1e4).sum();
        assert!(excess < 25.7, "{counts:?}");
        assert_eq!(stream.below(0), 0);
        assert_eq!(stream.below(1), 0);
    }

    #[test]
    fn normal_and_chi_square_variables_have_their_moments() {
        let mut stream = Seed::from_text("moments").stream(0);
        let n = 40_000;
        let square: f64 = (0..n).map(|_| stream.normal()).map(|z| z * z).sum();
        assert!((square / f64::from(n) - 1.0).abs() < 0.04);
        for df in [0.8, 3.0, 40.0] {
            let draws: Vec<f64> = (0..n).map(|_| stream.chi_square(df)).collect();
            let mean = draws.iter().sum::<f64>() / f64::from(n);
            let spread = draws.iter().map(|x| (x - df) * (x - df)).sum::<f64>() / f64::from(n);
            assert!((mean / df - 1.0).abs() < 0.05, "{df}: mean {mean}");
            assert!((spread / (2.0 * df) - 1.0).abs() < 0.1, "{df}: variance {spread}");
        }
    }

    #[test]
    fn a_draw_without_replacement_is_a_permutation_and_every_element_comes_equally_often() {
        let mut stream = Seed::from_text("draw").stream(0);
        let mut first = [0_u32; 5];
        for _ in 0..10_000 {
            let mut items = [0, 1, 2, 3, 4];
            stream.draw_first(&mut items, 2);
            first[items[0]] += 1;
            first[items[1]] += 1;
            items.sort_unstable();
            assert_eq!(items, [0, 1, 2, 3, 4]);
        }
        assert!(first.iter().all(|count| (3_800..4_200).contains(count)), "{first:?}");
    }
}
