//! The binomial distribution for station-sized counts.
//!
//! Logarithms of factorials come from a table up to [`TABLE`] and from `lgamma` above, so that a
//! nonsensical count of four billion voters costs no memory.

/// Counts up to this one are looked up.
const TABLE: u32 = 1 << 16;

/// Logarithms of factorials: `ln n!` for n = 0, 1, 2, …
#[derive(Clone, Debug)]
pub(crate) struct LogFactorials(Vec<f64>);

impl LogFactorials {
    /// A table that serves counts up to `largest` without a call to `lgamma`, within reason.
    pub(crate) fn up_to(largest: u32) -> Self {
        let mut table = Vec::with_capacity(largest.min(TABLE) as usize + 1);
        table.push(0.0);
        // Summing logarithms loses less than 1e-12 over the table; compensation keeps it at 1e-15.
        let (mut sum, mut lost) = (0.0f64, 0.0f64);
        for n in 1..=largest.min(TABLE) {
            let term = libm::log(f64::from(n)) - lost;
            let next = sum + term;
            lost = (next - sum) - term;
            sum = next;
            table.push(sum);
        }
        Self(table)
    }

    /// `ln n!`
    pub(crate) fn get(&self, n: u32) -> f64 {
        match self.0.get(n as usize) {
            Some(value) => *value,
            None => libm::lgamma(f64::from(n) + 1.0),
        }
    }
}

/// The distribution of `k` successes in `n` trials when a station's own share `x / n` is the
/// chance of success, as in the null model of Kobak, Shpilkin and Pshenichnikov (2016), section 3.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binomial<'a> {
    n: u32,
    x: u32,
    log_share: f64,
    log_rest: f64,
    log_n: f64,
    factorials: &'a LogFactorials,
}

impl<'a> Binomial<'a> {
    /// The distribution at a station with `x` of `n`; nothing when `x` is above `n` or `n` is 0.
    pub(crate) fn new(x: u32, n: u32, factorials: &'a LogFactorials) -> Option<Self> {
        if n == 0 || x > n {
            return None;
        }
        let share = f64::from(x) / f64::from(n);
        Some(Self {
            n,
            x,
            log_share: libm::log(share),
            log_rest: libm::log1p(-share),
            log_n: factorials.get(n),
            factorials,
        })
    }

    /// The probability of exactly `k`.
    pub(crate) fn at(&self, k: u32) -> f64 {
        let Some(rest) = self.n.checked_sub(k) else { return 0.0 };
        if self.x == 0 || self.x == self.n {
            return if k == self.x { 1.0 } else { 0.0 };
        }
        let ways = self.log_n - self.factorials.get(k) - self.factorials.get(rest);
        libm::exp(ways + f64::from(k) * self.log_share + f64::from(rest) * self.log_rest)
    }

    /// The number of trials.
    pub(crate) fn trials(&self) -> u32 {
        self.n
    }

    /// The observed number of successes: also the mode, up to one.
    pub(crate) fn observed(&self) -> u32 {
        self.x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64, relative: f64) -> bool {
        (a - b).abs() <= relative * b.abs()
    }

    #[test]
    fn probabilities_of_a_small_case_are_the_textbook_ones() {
        let factorials = LogFactorials::up_to(10);
        let binomial = Binomial::new(3, 10, &factorials).unwrap();
        // C(10, 3) 0.3^3 0.7^7
        assert!(close(binomial.at(3), 0.266_827_932, 1e-9));
        let sum: f64 = (0..=10).map(|k| binomial.at(k)).sum();
        assert!(close(sum, 1.0, 1e-14));
    }

    #[test]
    fn the_table_and_lgamma_agree() {
        let factorials = LogFactorials::up_to(TABLE);
        for n in [170, 1_000, 65_536] {
            assert!(close(factorials.get(n), libm::lgamma(f64::from(n) + 1.0), 1e-13), "{n}");
        }
        let empty = LogFactorials::up_to(0);
        assert!(close(empty.get(5), libm::log(120.0), 1e-13));
    }

    #[test]
    fn certainty_and_nonsense() {
        let factorials = LogFactorials::up_to(10);
        assert!(close(Binomial::new(10, 10, &factorials).unwrap().at(10), 1.0, 0.0));
        assert!(close(Binomial::new(0, 10, &factorials).unwrap().at(1), 0.0, 0.0));
        assert!(Binomial::new(11, 10, &factorials).is_none());
        assert!(Binomial::new(0, 0, &factorials).is_none());
    }
}
