//! Seeded draws whose values no version, platform or order of threads can change.
//!
//! Each subject has a stream of its own of the cipher `ChaCha8` (D. J. Bernstein, 2008, «a variant
//! of Salsa20»): the key is the seed and the name of what is drawn, the stream number that of the
//! station, district or region. What is drawn for one never moves what is drawn for another, and a
//! new kind of draw takes a new name, so that old seeds keep their countries.
//!
//! The samplers are our own, since those of libraries may take other numbers from the stream in a
//! later version.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// All streams of one seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streams(pub(crate) u64);

impl Streams {
    /// The stream of the `index`-th of the subjects called `what` (24 bytes count).
    pub(crate) fn open(self, what: &str, index: usize) -> Dice {
        let mut key = [0; 32];
        let bytes = self.0.to_le_bytes().into_iter().chain(what.bytes());
        for (cell, byte) in key.iter_mut().zip(bytes) {
            *cell = byte;
        }
        let mut stream = ChaCha8Rng::from_seed(key);
        stream.set_stream(index as u64);
        Dice(stream)
    }
}

/// One stream.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// Evenly between 0 and 1, never 0 or 1: the middle of one of 2⁵³ steps.
    pub(crate) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        ((self.0.next_u64() >> 11) as f64 + 0.5) * STEP
    }

    /// Whether something with this chance happens.
    pub(crate) fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Standard normal, by Box and Muller (Annals of Mathematical Statistics 29, 1958, 610–611).
    pub(crate) fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.unit(), self.unit());
        (-2.0 * libm::log(radius)).sqrt() * libm::cos(std::f64::consts::TAU * angle)
    }

    /// How many of `n` do what each does with chance `p`. One uniform number, inverted over the
    /// binomial from its mode outwards (C. D. Kemp, *A modal method for generating binomial
    /// variables*, Communications in Statistics – Theory and Methods 15, 1986, 805–813), so about
    /// as many steps as the standard deviation.
    pub(crate) fn binomial(&mut self, n: u32, p: f64) -> u32 {
        let left = self.unit();
        if n == 0 || p <= 0.0 {
            0
        } else if p >= 1.0 {
            n
        } else {
            invert(left, n, p)
        }
    }

    /// A value whose logit is normal around that of `median`.
    pub(crate) fn near(&mut self, median: f64, spread: f64) -> f64 {
        let normal = self.normal();
        if median >= 1.0 { 1.0 } else { logistic(logit(median) + spread * normal) }
    }
}

/// The inverse that [`Dice::binomial`] describes, for 0 < p < 1 and n > 0.
fn invert(mut left: f64, n: u32, p: f64) -> u32 {
    /// A chance that no double below 1 can tell from none.
    const NOTHING: f64 = 1e-20;
    let (trials, odds) = (f64::from(n), p / (1.0 - p));
    let mode = mode(n, p);
    let at_mode = chance(mode, n, p);
    let (mut high, mut low) = (mode, mode);
    let (mut above, mut below) = (at_mode, at_mode);
    left -= at_mode;
    while 0.0 < left && (NOTHING < above || NOTHING < below) {
        if high < n {
            above *= odds * (trials - f64::from(high)) / (f64::from(high) + 1.0);
            high += 1;
            left -= above;
            if left <= 0.0 {
                return high;
            }
        } else {
            above = 0.0;
        }
        if 0 < low {
            below *= f64::from(low) / (odds * (trials - f64::from(low) + 1.0));
            low -= 1;
            left -= below;
            if left <= 0.0 {
                return low;
            }
        } else {
            below = 0.0;
        }
    }
    mode
}

/// The likeliest count: ⌊(n + 1) p⌋.
fn mode(n: u32, p: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and n + 1, and brought down to n"
    )]
    let mode = ((f64::from(n) + 1.0) * p) as u32;
    mode.min(n)
}

/// The binomial chance of exactly `k`.
fn chance(k: u32, n: u32, p: f64) -> f64 {
    let (k, n) = (f64::from(k), f64::from(n));
    let ways = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    libm::exp(ways + k * libm::log(p) + (n - k) * libm::log1p(-p))
}

/// ln(p / (1 − p)).
pub(crate) fn logit(p: f64) -> f64 {
    libm::log(p) - libm::log1p(-p)
}

/// The share whose logit is x.
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[cfg(test)]
mod tests;
