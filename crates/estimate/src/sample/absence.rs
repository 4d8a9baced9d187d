//! Stations that were drawn and did not report: designed and missing, never replaced.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use serde::Serialize;

/// Why a drawn station has no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The station did not open, or was closed before counting.
    Closed,
    /// It is not where the list says, or was merged with another.
    NotFound,
    /// The observer was not let in.
    EntryRefused,
    /// The observer was made to leave.
    Expelled,
    /// The commission did not show or sign its protocol.
    ProtocolRefused,
    /// Threats or violence.
    Insecurity,
    /// Weather, water, a road.
    Unreachable,
    /// Nobody was recruited or came.
    NoObserver,
    /// The observer is there, but no report gets through.
    NoNetwork,
    /// A report came whose figures cannot be read or cannot be true.
    Unusable,
}

/// A word that is no reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found the reason «{0}», expected one of {list}", list = codes())]
pub struct UnknownReason(pub String);

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 10] = [
        Self::Closed,
        Self::NotFound,
        Self::EntryRefused,
        Self::Expelled,
        Self::ProtocolRefused,
        Self::Insecurity,
        Self::Unreachable,
        Self::NoObserver,
        Self::NoNetwork,
        Self::Unusable,
    ];

    /// The word in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotFound => "not-found",
            Self::EntryRefused => "entry-refused",
            Self::Expelled => "expelled",
            Self::ProtocolRefused => "protocol-refused",
            Self::Insecurity => "insecurity",
            Self::Unreachable => "unreachable",
            Self::NoObserver => "no-observer",
            Self::NoNetwork => "no-network",
            Self::Unusable => "unusable",
        }
    }

    /// Whether somebody at the station kept the report away. Such stations may differ from all
    /// others, and no interval knows by how much.
    pub const fn is_obstruction(self) -> bool {
        matches!(self, Self::EntryRefused | Self::Expelled | Self::ProtocolRefused)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Reason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        let found = Self::ALL.into_iter().find(|reason| reason.code() == text.trim());
        found.ok_or_else(|| UnknownReason(text.to_owned()))
    }
}

fn codes() -> String {
    Reason::ALL.map(Reason::code).join(", ")
}

/// A drawn station without a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Absence {
    /// Its code.
    pub station: String,
    /// Why.
    pub reason: Reason,
}

/// Where the drawn stations stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Drawn stations.
    pub designed: usize,
    /// Drawn and reported.
    pub reported: usize,
    /// Drawn, not reported, with a reason.
    pub absent: BTreeMap<Reason, usize>,
    /// Drawn, not reported, nobody said why: still awaited.
    pub awaited: usize,
    /// Reported, or excused, but never drawn: substitutes, which must not enter an estimate.
    pub not_drawn: Vec<String>,
    /// Absent with a reason, and reported all the same: the report counts.
    pub both: Vec<String>,
}

impl Account {
    /// Stations kept silent by somebody there.
    pub fn obstructed(&self) -> usize {
        let obstructed = self.absent.iter().filter(|(reason, _)| reason.is_obstruction());
        obstructed.map(|(_, count)| count).sum()
    }
}

/// Holds reports and absences against the list that was drawn. A code counts once.
pub fn account<'a>(
    drawn: impl Iterator<Item = &'a str>,
    reported: impl Iterator<Item = &'a str>,
    absences: &'a [Absence],
) -> Account {
    let drawn: BTreeSet<&str> = drawn.collect();
    let (reported, strangers): (BTreeSet<&str>, BTreeSet<&str>) =
        reported.partition(|code| drawn.contains(code));
    let reasons = absences.iter().map(|absence| (absence.station.as_str(), absence.reason));
    let (reasons, excused): (BTreeMap<&str, Reason>, BTreeMap<&str, Reason>) =
        reasons.partition(|(code, _)| drawn.contains(code));
    let not_drawn: BTreeSet<&str> = strangers.into_iter().chain(excused.into_keys()).collect();
    let mut account = Account {
        designed: drawn.len(),
        reported: reported.len(),
        not_drawn: not_drawn.into_iter().map(str::to_owned).collect(),
        ..Account::default()
    };
    for (code, reason) in reasons {
        if reported.contains(code) {
            account.both.push(code.to_owned());
        } else {
            *account.absent.entry(reason).or_default() += 1;
        }
    }
    let absent: usize = account.absent.values().sum();
    account.awaited = account.designed - account.reported - absent;
    account
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_station_stays_in_the_design_and_a_substitute_is_told() {
        let drawn = ["1", "2", "3", "4", "5"];
        let absences =
            [("2", Reason::EntryRefused), ("3", Reason::NoNetwork), ("4", Reason::Closed)];
        let absences =
            absences.map(|(station, reason)| Absence { station: station.to_owned(), reason });
        let account = account(drawn.into_iter(), ["1", "3", "9"].into_iter(), &absences);
        assert_eq!((account.designed, account.reported, account.awaited), (5, 2, 1));
        assert_eq!(account.not_drawn, ["9"]);
        assert_eq!(account.both, ["3"]);
        assert_eq!(account.absent, [(Reason::Closed, 1), (Reason::EntryRefused, 1)].into());
        assert_eq!(account.obstructed(), 1);
    }

    #[test]
    fn reasons_read_back_and_a_strange_one_lists_those_that_are_known() {
        for reason in Reason::ALL {
            assert_eq!(reason.code().parse(), Ok(reason));
        }
        let error = "lazy".parse::<Reason>().unwrap_err().to_string();
        assert!(error.contains("lazy") && error.contains("no-network"), "{error}");
    }
}
