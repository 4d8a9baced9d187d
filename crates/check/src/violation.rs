//! The protocol's arithmetic at each station.

use std::fmt;

use sanaq_election::{
    Check, Column, Election, Operand, Severity, StationIndex, StationResults, Sum,
};
use serde::Serialize;

/// A check that does not hold at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// The station's code.
    pub station: String,
    /// The path of its area.
    pub area: String,
    /// The check as written.
    pub check: String,
    /// How much it says.
    pub severity: Severity,
    /// What the left side comes to.
    pub left: Side,
    /// What the right side comes to.
    pub right: Side,
}

/// What one side of a check comes to: `sum / scale`, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The side multiplied by the check's scale.
    pub sum: i128,
    /// The scale, 1 for checks with whole coefficients.
    pub scale: u64,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = i128::from(self.scale.max(1));
        let (whole, rest) = (self.sum / scale, (self.sum % scale).abs());
        if rest == 0 {
            return write!(f, "{whole}");
        }
        // Scales are products of decimal denominators, so the digits end.
        let sign = if self.sum < 0 && whole == 0 { "-" } else { "" };
        let mut digits = String::new();
        let mut rest = rest;
        while rest != 0 && digits.len() < 20 {
            rest *= 10;
            digits.push_str(&(rest / scale).to_string());
            rest %= scale;
        }
        write!(f, "{sign}{whole}.{digits}")
    }
}

impl Serialize for Side {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.sum % i128::from(self.scale.max(1)) == 0;
        match i64::try_from(self.sum / i128::from(self.scale.max(1))) {
            Ok(number) if whole => serializer.serialize_i64(number),
            _ => serializer.collect_str(self),
        }
    }
}

/// How a check fared over all stations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckCount {
    /// The check as written.
    pub check: String,
    /// How much a violation says.
    pub severity: Severity,
    /// Stations where it does not hold.
    pub violated: usize,
    /// Stations where it holds.
    pub held: usize,
    /// Stations where a figure it needs is not known.
    pub unchecked: usize,
}

/// Every violation in the order of the stations, and how each check fared.
pub(crate) fn all(
    results: &StationResults,
    election: Option<&Election>,
) -> (Vec<Violation>, Vec<CheckCount>) {
    let checks = election.map(|election| election.protocol.checks.as_slice()).unwrap_or_default();
    let mut violations: Vec<(StationIndex, Violation)> = Vec::new();
    let mut counts = Vec::with_capacity(checks.len());
    for check in checks {
        let bound = Bound::new(check, results);
        let mut count = CheckCount {
            check: check.text.clone(),
            severity: check.severity,
            violated: 0,
            held: 0,
            unchecked: 0,
        };
        for station in 0..results.len() {
            match bound.sides(station) {
                None => count.unchecked += 1,
                Some((left, right)) if check.relation.holds(left.cmp(&right)) => count.held += 1,
                Some((left, right)) => {
                    count.violated += 1;
                    let violation = violation(results, station, check, left, right);
                    violations.push((station, violation));
                }
            }
        }
        counts.push(count);
    }
    violations.sort_by_key(|(station, _)| *station);
    (violations.into_iter().map(|(_, violation)| violation).collect(), counts)
}

fn violation(
    results: &StationResults,
    station: StationIndex,
    check: &Check,
    left: i128,
    right: i128,
) -> Violation {
    Violation {
        station: results.stations.get(station).to_owned(),
        area: results.area_path(station).to_owned(),
        check: check.text.clone(),
        severity: check.severity,
        left: Side { sum: left, scale: check.scale },
        right: Side { sum: right, scale: check.scale },
    }
}

/// Stations where more people are said to have voted than are registered.
pub(crate) fn over_full(results: &StationResults, election: Option<&Election>) -> Vec<Violation> {
    let turnout = election.map_or("cast", |election| election.protocol.turnout.as_str());
    let (ballots, registered) = (results.line(turnout), results.line("registered"));
    let over = |station: StationIndex| {
        let ballots =
            ballots.and_then(|column| column.get(station)).or_else(|| results.cast(station))?;
        let registered = registered?.get(station).filter(|registered| *registered < ballots)?;
        Some(Violation {
            station: results.stations.get(station).to_owned(),
            area: results.area_path(station).to_owned(),
            check: format!("{turnout} <= registered"),
            severity: Severity::Hard,
            left: Side { sum: i128::from(ballots), scale: 1 },
            right: Side { sum: i128::from(registered), scale: 1 },
        })
    };
    (0..results.len()).filter_map(over).collect()
}

/// A check with its operands looked up once.
struct Bound<'a> {
    left: Vec<BoundTerm<'a>>,
    right: Vec<BoundTerm<'a>>,
}

struct BoundTerm<'a> {
    times: i128,
    operand: BoundOperand<'a>,
}

enum BoundOperand<'a> {
    Column(Option<&'a Column>),
    AllVotes(&'a StationResults),
    One,
}

impl<'a> Bound<'a> {
    fn new(check: &Check, results: &'a StationResults) -> Self {
        let bind = |sum: &Sum| {
            let terms = sum.0.iter().map(|term| BoundTerm {
                times: i128::from(term.times),
                operand: match &term.operand {
                    Operand::Line(line) => BoundOperand::Column(results.line(line.as_str())),
                    Operand::Votes(option) => BoundOperand::Column(results.votes_of(option)),
                    Operand::AllVotes => BoundOperand::AllVotes(results),
                    Operand::One => BoundOperand::One,
                },
            });
            terms.collect()
        };
        Self { left: bind(&check.left), right: bind(&check.right) }
    }

    fn sides(&self, station: StationIndex) -> Option<(i128, i128)> {
        let side = |terms: &[BoundTerm<'_>]| {
            terms.iter().try_fold(0i128, |sum, term| Some(sum + term.times * term.value(station)?))
        };
        Some((side(&self.left)?, side(&self.right)?))
    }
}

impl BoundTerm<'_> {
    fn value(&self, station: StationIndex) -> Option<i128> {
        match &self.operand {
            BoundOperand::Column(column) => column.and_then(|c| c.get(station)).map(i128::from),
            BoundOperand::AllVotes(results) => {
                let votes = results.votes.iter().map(|(_, column)| column.get(station));
                votes.map(|figure| figure.map(i128::from)).sum()
            }
            BoundOperand::One => Some(1),
        }
    }
}
