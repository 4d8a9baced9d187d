//! Counts as types, so that seats are never added to votes.

use std::{fmt, iter::Sum, ops};

use serde::{Deserialize, Serialize};

/// A number of votes, ballots or voters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Votes(pub u64);

/// A number of seats.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seats(pub u32);

impl Votes {
    /// The bare number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Seats {
    /// The bare number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Seats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ops::Add for Votes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl ops::AddAssign for Votes {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Votes {
    fn sum<I: Iterator<Item = Self>>(votes: I) -> Self {
        Self(votes.map(|v| v.0).sum())
    }
}

impl ops::Add for Seats {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl ops::AddAssign for Seats {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Seats {
    fn sum<I: Iterator<Item = Self>>(seats: I) -> Self {
        Self(seats.map(|s| s.0).sum())
    }
}
