//! Events about people: observers by pseudonym, deployments, organisations, accounts.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::report::is_false;
use crate::PhoneHash;

/// A one-time code as it is stored: looked up by its handle, compared by its hash.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeStored {
    /// Its first characters.
    pub handle: String,
    /// The hash of all of it.
    pub hash: String,
}

impl fmt::Debug for CodeStored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeStored({}…)", self.handle)
    }
}

/// An observer. Who that is stands in a roster that is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observer {
    /// The pseudonym.
    pub id: String,
    /// The organisation; empty: the mission itself.
    #[serde(default)]
    pub organisation: String,
    /// The code to join with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeStored>,
    /// The language to write in.
    #[serde(default)]
    pub language: String,
    /// The pseudonym of whoever coordinates them: the second call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<String>,
    /// The numbers they write from.
    #[serde(default)]
    pub phones: Vec<PhoneHash>,
    /// The back-up number: the third call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<PhoneHash>,
}

/// Somebody takes over an observer's stations from now on. What was reported stays theirs who did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Who leaves.
    pub old: String,
    /// Who takes over.
    pub new: Observer,
    /// Why.
    pub reason: String,
}

/// A lost phone: the observer stays, what was sent stays, the old devices are shut out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneLost {
    /// Whose.
    pub observer: String,
    /// The code to join with again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeStored>,
}

/// An observer reports no more. What comes all the same is kept and flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// Who.
    pub observer: String,
    /// Why.
    pub reason: String,
}

/// The numbers of an observer; they replace the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phones {
    /// Whose.
    pub observer: String,
    /// The numbers they write from.
    pub phones: Vec<PhoneHash>,
    /// The back-up number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<PhoneHash>,
}

/// A device that joined with an observer's code. The code is spent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Whose.
    pub observer: String,
    /// The hash of the token that it holds.
    pub token: String,
    /// Whether a coordinator gave it out: then the observer's code is not spent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub given: bool,
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Device({})", self.observer)
    }
}

/// Who is to be at which station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// The observer.
    pub observer: String,
    /// The station's code.
    pub station: String,
    /// From when to when; nothing: the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Shift>,
    /// As what: stationary, mobile, tabulation.
    #[serde(default)]
    pub role: String,
}

/// Minutes after midnight of election day, local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shift {
    /// The beginning.
    pub from: u16,
    /// The end.
    pub to: u16,
}

/// An observer is no longer expected at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentEnded {
    /// The observer.
    pub observer: String,
    /// The station's code.
    pub station: String,
}

/// How far an observer is prepared. What is absent is unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// Who.
    pub observer: String,
    /// The accreditation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<Accreditation>,
    /// Whether they were trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained: Option<bool>,
    /// The materials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub materials: Option<Materials>,
    /// Whether their expenses were paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<bool>,
}

/// How far an accreditation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accreditation {
    /// Not asked for.
    #[default]
    None,
    /// Asked for.
    Requested,
    /// Given.
    Granted,
    /// Refused.
    Refused,
}

/// Where an observer's materials are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Materials {
    /// Not sent.
    #[default]
    None,
    /// Sent.
    Sent,
    /// Received.
    Received,
}

/// Somebody of the data centre called an observer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Whom.
    pub observer: String,
    /// Which of the three calls: 1 the observer, 2 the supervisor, 3 the back-up number.
    pub step: u8,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallOutcome {
    /// They were reached.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// The number does not exist or is off.
    Unreachable,
}

/// A partner organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its identifier; the mission itself is the empty one.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Who may see the reports of an organisation's observers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Whose reports.
    pub from: String,
    /// Who may see them.
    pub to: String,
    /// Whether they still may.
    pub on: bool,
}

/// What somebody in the data centre is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Types figures from photos.
    Clerk,
    /// Reads and exports.
    Analyst,
    /// Plans, reviews, calls.
    Coordinator,
    /// Keeps the keys and sees who was harmed.
    SecurityOfficer,
    /// Gives accounts and switches.
    Admin,
}

/// An account of the data centre, new or changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its name.
    pub id: String,
    /// The organisation; empty: the mission itself.
    #[serde(default)]
    pub organisation: String,
    /// The role.
    pub role: Role,
    /// What the server compares at login; opaque here, never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<String>,
    /// Whether it may act for others on the phone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub operator: bool,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({}, {:?})", self.id, self.role)
    }
}

/// An account is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosed {
    /// Which.
    pub account: String,
}

/// Sessions of an account that began before this entry are void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsRevoked {
    /// Whose.
    pub account: String,
}
