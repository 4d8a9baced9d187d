//! Flags: what somebody should look at, with both sides of it.
//!
//! A flag accuses nobody. It is a function of the state: the same reports have the same flags in
//! whatever order they came. Each row holds which kinds it has, so that queues are fast; the
//! details are computed when they are asked for.

mod own;
mod pair;

use sanaq_check::Side;
use sanaq_forms::{FormKind, Place, ProblemCode};
use serde::Serialize;

use crate::{BlobHash, Id, event::SheetFault, state::Look};

pub(crate) use own::deadline;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Kinds of flags.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[repr(u8)]
        pub enum FlagKind {
            $($(#[$doc])* $name,)*
        }

        impl FlagKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

kinds! {
    /// The protocol breaks a rule that cannot be broken.
    HardRule,
    /// The protocol breaks a rule that is seldom broken.
    SoftRule,
    /// An answer does not fit its form.
    Fault,
    /// More voters or ballots than the register has names.
    OverRegister,
    /// The protocol's register is not that of the list of stations.
    OtherRegister,
    /// Head counts fall.
    TurnoutFalls,
    /// More voters than a station can serve in the time.
    Pace,
    /// Far from the station.
    Distance,
    /// The device's clock is off.
    Clock,
    /// The same photo in another report.
    PhotoReused,
    /// A photo that looks like one of another station.
    PhotoAlike,
    /// Two reports about the same thing differ.
    Disagree,
    /// Nobody knows who sent it.
    UnknownSender,
    /// The observer had left when it came.
    Revoked,
    /// No list has the station.
    UnknownStation,
    /// The observer is not deployed there.
    NotDeployed,
    /// The stage was locked when it came.
    Locked,
    /// It was made after the deadline.
    Late,
    /// The same text in another report.
    SameText,
    /// A correction changed figures.
    Changed,
    /// A correction of somebody else's report: both stand.
    ForeignCorrection,
    /// Nobody published the form.
    UnknownForm,
    /// The form's version is closed, or a newer one was out.
    OldVersion,
    /// Answers came that must be sealed; they are not held.
    Withheld,
    /// Two clerks read other figures on the photo.
    OtherReading,
    /// The photo cannot be typed.
    SheetFault,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FlagSet(u32);

impl FlagSet {
    /// Adds a kind.
    pub fn insert(&mut self, kind: FlagKind) {
        self.0 |= 1 << (kind as u8);
    }

    /// Whether the kind is there.
    pub const fn contains(self, kind: FlagKind) -> bool {
        self.0 & 1 << (kind as u8) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// A bit for each kind, in their order.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The kinds of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds in their order.
    pub fn iter(self) -> impl Iterator<Item = FlagKind> {
        FlagKind::ALL.iter().copied().filter(move |kind| self.contains(*kind))
    }
}

impl Serialize for FlagSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// What should be looked at, with both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "flag")]
pub enum Flag {
    /// The protocol breaks a rule that cannot be broken.
    HardRule(Rule),
    /// The protocol breaks a rule that is seldom broken.
    SoftRule(Rule),
    /// An answer does not fit its form.
    Fault {
        /// Where.
        place: Place,
        /// What kind.
        code: ProblemCode,
    },
    /// More voters or ballots than the register has names.
    OverRegister {
        /// Voters or ballots reported.
        found: u32,
        /// Names in the list of stations.
        registered: u32,
    },
    /// The protocol's register is not that of the list of stations.
    OtherRegister {
        /// In the protocol.
        found: u32,
        /// In the list.
        listed: u32,
    },
    /// Head counts fall.
    TurnoutFalls(Counts),
    /// More voters than a station can serve in the time.
    Pace {
        /// The counts; nothing for the earlier one: since the polls opened.
        counts: Counts,
        /// The most that are served in that time.
        most: u32,
    },
    /// Far from the station.
    Distance {
        /// Metres.
        metres: u32,
        /// The limit.
        most: u32,
    },
    /// The device's clock is off.
    Clock {
        /// Seconds that it is ahead.
        seconds: i32,
        /// The limit.
        most: u32,
    },
    /// The same photo in another report.
    PhotoReused {
        /// The photo.
        photo: BlobHash,
        /// The other report.
        other: Id,
    },
    /// A photo that looks like one of another station.
    PhotoAlike {
        /// The photo.
        photo: BlobHash,
        /// The other report.
        other: Id,
        /// In how many bits of 1,024 their fingerprints differ.
        bits: u32,
    },
    /// Two reports about the same thing differ.
    Disagree {
        /// The other report.
        other: Id,
        /// Where they differ.
        differences: Vec<Difference>,
    },
    /// Nobody knows who sent it.
    UnknownSender,
    /// The observer had left when it came.
    Revoked {
        /// Who took over, where somebody did.
        replaced_by: Option<String>,
    },
    /// No list has the station.
    UnknownStation {
        /// The code as it was sent; empty where none was.
        sent: String,
    },
    /// The observer is not deployed there.
    NotDeployed {
        /// Where they are.
        deployed: Vec<String>,
    },
    /// The stage was locked when it came.
    Locked {
        /// The stage.
        stage: FormKind,
    },
    /// It was made after the deadline.
    Late {
        /// The deadline.
        expected: String,
        /// Minutes after it, without the grace.
        minutes: i32,
    },
    /// The same text in another report.
    SameText {
        /// The other report.
        other: Id,
    },
    /// A correction changed figures.
    Changed {
        /// The report on the other side of the correction.
        other: Id,
        /// What changed: what stood first, then what stands now.
        differences: Vec<Difference>,
    },
    /// A correction of somebody else's report, or of one that has not come.
    ForeignCorrection {
        /// The report that it means.
        corrects: Id,
    },
    /// Nobody published the form.
    UnknownForm,
    /// The form's version is closed, or a newer one was out.
    OldVersion {
        /// The version that was published last.
        newest: Option<String>,
        /// Whether its own version is closed.
        closed: bool,
    },
    /// Answers came that must be sealed; they are not held.
    Withheld,
    /// Two clerks read other figures on the photo: the report's own, then theirs.
    OtherReading {
        /// The figures.
        differences: Vec<Difference>,
    },
    /// The photo cannot be typed.
    SheetFault {
        /// Why.
        fault: SheetFault,
    },
}

impl Flag {
    /// The other report that it tells of.
    pub(crate) const fn other(&self) -> Option<Id> {
        match self {
            Self::TurnoutFalls(counts) | Self::Pace { counts, .. } => counts.other,
            Self::PhotoReused { other, .. }
            | Self::PhotoAlike { other, .. }
            | Self::Disagree { other, .. }
            | Self::SameText { other }
            | Self::Changed { other, .. } => Some(*other),
            _ => None,
        }
    }
}

/// A rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// As it is written.
    pub check: String,
    /// What its left side comes to.
    pub left: Side,
    /// What its right side comes to.
    pub right: Side,
}

/// Two head counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The other report; nothing: the opening of the polls.
    pub other: Option<Id>,
    /// Its minute of election day and its voters.
    pub theirs: (i32, u32),
    /// The report's own.
    pub own: (i32, u32),
}

/// A figure or answer that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// The question.
    pub question: String,
    /// The report's own; nothing: not answered with a figure.
    pub own: Option<String>,
    /// The other's.
    pub theirs: Option<String>,
}

/// Where flags go: only their kinds, or all details.
trait Sink {
    fn add(&mut self, kind: FlagKind, flag: impl FnOnce() -> Flag);
}

impl Sink for FlagSet {
    fn add(&mut self, kind: FlagKind, _: impl FnOnce() -> Flag) {
        self.insert(kind);
    }
}

impl Sink for Vec<Flag> {
    fn add(&mut self, _: FlagKind, flag: impl FnOnce() -> Flag) {
        self.push(flag());
    }
}

/// All flags of a report with their details.
pub(crate) fn details(look: &Look<'_>, number: u32) -> Vec<Flag> {
    let mut flags = Vec::new();
    all(look, number, &mut flags);
    flags
}

/// The kinds that a report has, computed afresh.
pub(crate) fn kinds(look: &Look<'_>, number: u32) -> FlagSet {
    let mut flags = FlagSet::default();
    all(look, number, &mut flags);
    flags
}

fn all(look: &Look<'_>, number: u32, sink: &mut impl Sink) {
    own::own(look, number, sink);
    for (other, _) in pair::neighbours(look, number) {
        pair::pair(look, number, other, sink);
    }
    pair::photos(look, number, sink);
    pair::texts(look, number, sink);
}

/// What a new report changes: its own kinds, and those of the reports that it is a pair with.
pub(crate) fn arrived(look: &Look<'_>, number: u32) -> Vec<(u32, FlagSet)> {
    let mut own = FlagSet::default();
    own::own(look, number, &mut own);
    let mut changes = Vec::new();
    for (other, _) in pair::neighbours(look, number) {
        let mut both = FlagSet::default();
        pair::pair(look, number, other, &mut both);
        if !both.is_empty() {
            own = own.union(both);
            changes.push((other, both));
        }
    }
    pair::partners(look, number, &mut own, &mut changes);
    changes.push((number, own));
    changes
}

/// The reports that share a photo or a text with one.
pub(crate) fn partners_of(look: &Look<'_>, number: u32) -> Vec<u32> {
    pair::sharing(look, number)
}
