//! The ways to divide a sample, as words of the command line.

use clap::ValueEnum;
use sanaq_estimate::sample::Method;

/// [`Method`] on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodName {
    /// By number of stations, equal chances inside.
    #[default]
    Proportional,
    /// By registered voters, equal chances inside.
    Voters,
    /// The narrowest margin by a previous election, equal chances inside.
    Neyman,
    /// The same number from each stratum, equal chances inside.
    Equal,
    /// By registered voters, and chances by register inside.
    Pps,
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Proportional => Self::Proportional,
            MethodName::Voters => Self::Voters,
            MethodName::Neyman => Self::Neyman,
            MethodName::Equal => Self::Equal,
            MethodName::Pps => Self::Pps,
        }
    }
}
