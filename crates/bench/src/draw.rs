//! Numbers from a seed: the same rounds again with the same seed.

/// A generator (xorshift64*, Vigna 2016). Nothing here needs more than an even spread.
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    /// One stream for each purpose of a seed.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ purpose.wrapping_mul(0xbf58_476d);
        let mut draw = Self(mixed | 1);
        draw.next();
        draw
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `most`; 0 when there is none.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        (self.next() >> 11) % most.max(1)
    }

    /// Bytes that no compression makes smaller.
    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        std::iter::repeat_with(|| self.next().to_le_bytes()).flatten().take(count).collect()
    }
}
