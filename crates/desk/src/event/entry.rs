//! Events of double entry: sheets given to clerks and what they read.

use std::{collections::BTreeMap, fmt};

use sanaq_forms::Name;
use serde::{Deserialize, Serialize};

use crate::{BlobHash, Id};

/// Figures by the protocol form's questions. `Debug` says how many: no clerk sees another's.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(pub BTreeMap<Name, Option<u32>>);

impl fmt::Debug for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Figures({})", self.0.len())
    }
}

/// A sheet whose figures are known. Clerks see it as any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// The sheet.
    pub id: Id,
    /// Whether it belongs to a drill.
    #[serde(default, skip_serializing_if = "super::report::is_false")]
    pub drill: bool,
    /// Its protocol form.
    pub form: sanaq_forms::FormId,
    /// The station that it says it is of.
    pub station: String,
    /// Its photos.
    pub photos: Vec<BlobHash>,
    /// What stands on it.
    pub truth: Figures,
}

/// A sheet was given to a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The sheet: the id of its report, or of the planted sheet.
    pub sheet: Id,
    /// The clerk's account.
    pub clerk: String,
    /// Until when it is theirs: seconds of the Unix epoch.
    pub until: i64,
}

/// What a clerk read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcribed {
    /// The sheet.
    pub sheet: Id,
    /// The clerk's account.
    pub clerk: String,
    /// What was read.
    pub result: TranscriptionResult,
    /// How many seconds it took.
    #[serde(default)]
    pub seconds: u32,
}

/// What a clerk can say of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TranscriptionResult {
    /// The figures; one that cannot be read is unknown.
    Figures(Figures),
    /// It cannot be typed.
    Fault(SheetFault),
}

/// Why a photo cannot be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetFault {
    /// It cannot be read.
    Illegible,
    /// It is the sheet of another station.
    OtherStation,
    /// A page is missing.
    PageMissing,
    /// It is no protocol.
    NoProtocol,
}

/// A person decided what a sheet says where clerks did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetResolved {
    /// The sheet.
    pub sheet: Id,
    /// What it says.
    pub result: TranscriptionResult,
    /// Why.
    pub reason: String,
}
