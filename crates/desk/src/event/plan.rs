//! Events of planning: the election, stations, samples, forms, the day's schedule.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_forms::{Date, Form, FormId, FormKind, Name};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::report::is_false;
use crate::BlobHash;

/// A contest as `election.toml` has it. The same contest again is its new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContestDefined {
    /// What the file is called, for messages.
    pub name: String,
    /// The file.
    pub toml: String,
}

/// Time zones by area path; the longest path that fits counts, an empty one fits all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zones(pub BTreeMap<String, String>);

/// The outlines of areas, for maps: a file in `GeoJSON`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundaries {
    /// What the file is called.
    pub name: String,
    /// The file.
    pub blob: BlobHash,
}

/// Some stations. A large list is several events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stations {
    /// Each by itself; a code that is known is changed.
    pub rows: Vec<StationRow>,
}

/// A polling station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationRow {
    /// Its code, unique.
    pub code: String,
    /// The path of its area.
    pub area: String,
    /// Voters in its register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<u32>,
    /// Degrees north and east × 10⁷.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(i32, i32)>,
}

/// Stations of a sample that was drawn. A large sample is several events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// What it is called.
    pub name: String,
    /// The seed that it was drawn with.
    pub seed: String,
    /// How it was drawn.
    pub method: String,
    /// What its strata were made of, in the words of `--strata`: `region`, `none`, `region+2`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strata: String,
    /// Whether it takes the place of what was drawn under this name before; else the stations are
    /// further ones of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fresh: bool,
    /// Its stations.
    pub rows: Vec<SampleRow>,
}

/// A station of a sample.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SampleRow {
    /// Its code.
    pub station: String,
    /// Its stratum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
    /// The area that it was drawn with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// The chance of being drawn in its wave or an earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<Chance>,
    /// The chance of being in the sample when no reserve is used, one is, and so on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chances: Vec<Chance>,
    /// Its place in the order of release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// 0 is the sample, 1 and above are reserves.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wave: u16,
}

/// A chance above 0 and at most 1. Written as text, the shortest that is read back as the same
/// number, since an entry of the log holds no fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance(f64);

impl Chance {
    /// Nothing for what is no chance.
    pub fn new(chance: f64) -> Option<Self> {
        (0.0 < chance && chance <= 1.0).then_some(Self(chance))
    }

    /// As a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Serialize for Chance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Chance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let chance = text.parse().ok().and_then(Self::new);
        let expected = "expected a chance above 0 and at most 1, as text";
        chance.ok_or_else(|| D::Error::custom(format!("found «{text}», {expected}")))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(number: &u16) -> bool {
    *number == 0
}

/// From now on the sample cannot change: stations are not substituted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLocked {
    /// Which sample.
    pub name: String,
    /// How many reserve waves are in use. One that is in use stays so.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waves: u16,
}

/// Why a station of the sample is not observed; it is not replaced by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationMissing {
    /// Its code.
    pub station: String,
    /// Why; nothing: it is observed after all.
    pub why: Option<WhyMissing>,
}

/// Why a station is not observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyMissing {
    /// It did not open.
    Closed,
    /// The observer was not let in.
    Refused,
    /// There is no network.
    NoNetwork,
    /// It is too dangerous.
    Insecurity,
    /// It cannot be found or reached.
    NotReached,
    /// There is nobody to go.
    NoObserver,
}

/// A form, and which of its answers may be held in the clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The form.
    pub form: Form,
    /// The only questions whose answers are held in the clear; all others are sealed.
    pub clear: BTreeSet<Name>,
}

/// A version of a form that should not be used any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedForm {
    /// The form.
    pub form: FormId,
    /// The version.
    pub version: String,
}

/// What is expected of observers during the day. It replaces the earlier schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Election day.
    pub date: Date,
    /// The deadlines.
    pub expected: Vec<Expected>,
}

/// One report that is expected from every deployed observer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// What the deadline is called.
    pub id: String,
    /// Of which form.
    pub form: FormId,
    /// Minutes after midnight of election day, local time; after 1440 it is the next day.
    pub due: u16,
    /// Minutes after which somebody is silent.
    pub grace: u16,
    /// From when on a report counts for this deadline, in the same minutes.
    pub from: u16,
    /// Only at stations of a sample.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample_only: bool,
}

/// From which limits on something is flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Metres between report and station.
    pub metres: u32,
    /// Seconds by which a device's clock may be off.
    pub clock_seconds: u32,
    /// Voters that a station can serve in ten minutes.
    pub voters_in_ten_minutes: u32,
    /// Percent by which two head counts of the same minute may differ.
    pub count_percent: u32,
    /// Voters by which they may differ in any case.
    pub count_voters: u32,
    /// Bits of 1,024 in which photos of the same thing may differ, at most 60.
    pub likeness_bits: u32,
    /// Texts of at least so many letters are compared.
    pub text_letters: u32,
    /// Minutes for which a sheet is kept for a clerk.
    pub sheet_minutes: u32,
    /// One sheet of so many is a planted one; 0: none.
    pub planted_every: u32,
    /// Whether everybody who may read sees projections before the last polls have closed, not
    /// only those who work on them.
    #[serde(skip_serializing_if = "is_false")]
    pub early_projections: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            metres: 1_000,
            clock_seconds: 600,
            voters_in_ten_minutes: 60,
            count_percent: 10,
            count_voters: 20,
            likeness_bits: 40,
            text_letters: 40,
            sheet_minutes: 15,
            planted_every: 20,
            early_projections: false,
        }
    }
}

/// Reports of a stage that come while it is locked by hand, or are made outside its hours, are
/// taken and flagged. The newest decision about a stage and an area counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockStage {
    /// The stage.
    pub stage: FormKind,
    /// Where: an area's path, empty for everywhere.
    pub area: String,
    /// Whether it is locked by hand, whatever its hours.
    pub locked: bool,
    /// When it opens: minutes after midnight of election day on the station's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<u16>,
    /// From which minute on it is locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<u16>,
}

/// Whether the office takes anything at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOnly {
    /// On or off.
    pub on: bool,
    /// Why.
    pub reason: String,
}

/// Whether what is filed is a drill's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// On or off.
    pub on: bool,
    /// What the drill is called.
    pub name: String,
}

/// The mission is over; its log is kept and nothing is added but deletions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Why, and by whose decision.
    pub reason: String,
    /// After so many days the server erases by itself what is personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_days: Option<u16>,
}

/// Entries whose personal content is erased: what is left of each has this hash. The leaves stay,
/// so that everything else remains provable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Which.
    pub entries: Vec<Erased>,
    /// Why.
    pub reason: String,
}

/// An entry that was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Its place.
    pub sequence: u64,
    /// The SHA-256 of what is left of its body.
    pub left: crate::BlobHash,
}

/// A notice that something personal was deleted where it was held outside the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// Blobs that are gone.
    pub blobs: Vec<crate::BlobHash>,
    /// Observers whose roster entry is gone.
    pub observers: Vec<String>,
    /// Why.
    pub reason: String,
}
