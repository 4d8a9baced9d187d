//! Events about reports: what came in, and what people decided about it.

use std::fmt;

use sanaq_forms::{Answers, FormId, Place, ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{BlobHash, Id, Likeness, PhoneHash};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// Answers that may be held in the clear. `Debug` says how many, not which.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clear(pub Answers);

impl fmt::Debug for Clear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clear({} answers)", self.0.len())
    }
}

/// A filing by one observer: checklist answers, a turnout count, a protocol, an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The id that the client gave it.
    pub id: Id,
    /// Whether it belongs to a drill.
    #[serde(default, skip_serializing_if = "is_false")]
    pub drill: bool,
    /// The form.
    pub form: FormId,
    /// The form's version on the device.
    pub version: String,
    /// The station's code as it was sent; empty where there is none.
    #[serde(default)]
    pub station: String,
    /// Who observed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observer: Option<String>,
    /// The number that it came from, where it came by text message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<PhoneHash>,
    /// By which way it came.
    pub channel: Channel,
    /// Who typed it for the observer, on the telephone or from paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// The answers that may be held in the clear.
    #[serde(default)]
    pub answers: Clear,
    /// The answers that are sealed: which blob holds them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sealed: Vec<SealedAnswer>,
    /// When it was filled in by the device's clock, in seconds of the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<i64>,
    /// By how many seconds that clock is ahead, where it was compared on sending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<i32>,
    /// Metres between device and station. The device's place itself is not held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// The photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// The report that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Id>,
    /// What does not fit the form, found when it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

/// By which way a report came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The data centre's pages.
    Web,
    /// The observer's phone app.
    App,
    /// A text message.
    Sms,
    /// `ODK` Collect or another that speaks `OpenRosa`.
    Odk,
    /// A file of reports collected elsewhere.
    File,
    /// Told to an operator on the telephone.
    Phone,
}

/// An answer that only the mission's recipients can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedAnswer {
    /// Where it stands.
    pub place: Place,
    /// The sealed blob.
    pub blob: BlobHash,
}

/// A photo of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Where it stands.
    pub place: Place,
    /// The hash of what the device sent.
    pub blob: BlobHash,
    /// What it looks like; nothing for sealed photos.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Likeness>,
    /// Whether it is sealed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sealed: bool,
    /// What is shown of it, nothing but its pixels, where what was sent told more than those and
    /// is not held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<BlobHash>,
    /// What was sent, sealed to the mission's recipients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<BlobHash>,
    /// Whether it cannot be read as a photo.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unreadable: bool,
}

impl Photo {
    /// A photo of which nothing else is known.
    pub const fn new(place: Place, blob: BlobHash) -> Self {
        Self {
            place,
            blob,
            likeness: None,
            sealed: false,
            shown: None,
            original: None,
            unreadable: false,
        }
    }
}

/// What became of a photo that a phone sent by itself, before or after the report that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoHeld {
    /// The hash of what the phone sent.
    pub blob: BlobHash,
    /// What it looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Likeness>,
    /// What is shown of it, where what was sent is not held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<BlobHash>,
    /// What was sent, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<BlobHash>,
}

/// Files of a report that came after it: a way in sent them in several parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The report.
    pub report: Id,
    /// Photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// Sealed files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sealed: Vec<SealedAnswer>,
}

/// An answer that does not fit its question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What kind.
    pub code: ProblemCode,
}

/// What a coordinator thinks of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nobody has looked.
    #[default]
    Open,
    /// It holds.
    Verified,
    /// It does not; the reason says why. It is kept.
    Rejected,
    /// The observer is to be called.
    CallBack,
}

/// A verdict on a report. The last one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The report.
    pub report: Id,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A person decided which station a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationSettled {
    /// The report.
    pub report: Id,
    /// The station's code.
    pub station: String,
    /// Why.
    pub reason: String,
}

/// A person decided who writes from a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderSettled {
    /// The number.
    pub sender: PhoneHash,
    /// The observer; nothing: nobody of ours.
    pub observer: Option<String>,
    /// Why.
    pub reason: String,
}
