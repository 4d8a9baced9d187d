//! Events about messages: texts that do not parse, what goes out, and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::report::is_false;
use crate::{BlobHash, Id, PhoneHash};

/// What somebody wrote. `Debug` says how long it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// As it came.
    Clear(String),
    /// Sealed, where the mission wants no message readable on the server.
    Sealed(BlobHash),
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clear(text) => write!(f, "Clear({} characters)", text.chars().count()),
            Self::Sealed(blob) => write!(f, "Sealed({blob:?})"),
        }
    }
}

/// A text message that is no report as it stands. It is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Made from the gateway's own id, so that a resent message is known.
    pub id: Id,
    /// Whether it came during a drill.
    #[serde(default, skip_serializing_if = "is_false")]
    pub drill: bool,
    /// The number.
    pub sender: PhoneHash,
    /// The text.
    pub text: Wording,
    /// What was wrong, as codes of the grammar.
    #[serde(default)]
    pub problems: Vec<String>,
    /// A keyed hash of the text, so that a resent message is known although it is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Id>,
}

/// What became of a message in the repair queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The message.
    pub message: Id,
    /// What became of it.
    pub outcome: RepairOutcome,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RepairOutcome {
    /// An operator made this report of it.
    Report(Id),
    /// It is no report: a question, thanks, an advertisement.
    NoReport,
    /// The sender was asked to send it again.
    AskedAgain,
}

/// Messages that go out together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// The batch.
    pub id: Id,
    /// Whether it belongs to a drill.
    #[serde(default, skip_serializing_if = "is_false")]
    pub drill: bool,
    /// The text by language, as it is sent.
    pub texts: std::collections::BTreeMap<String, String>,
    /// To whom.
    pub rows: Vec<OutgoingRow>,
    /// What the sender was told that it costs, in thousandths of the currency.
    pub cost: u64,
}

/// One message that goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingRow {
    /// To whom.
    pub observer: String,
    /// In which language.
    pub language: String,
    /// How many segments.
    pub segments: u32,
}

/// What a gateway says of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// The batch.
    pub batch: Id,
    /// To whom.
    pub observer: String,
    /// What became of it.
    pub delivery: Delivery,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// Handed to the gateway.
    Sent,
    /// Arrived.
    Delivered,
    /// Did not arrive.
    Failed,
}

/// Who was reminded of which deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The deadline.
    pub expected: String,
    /// Who.
    pub observers: Vec<String>,
}

/// Somebody wants no more messages, or does again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Who.
    pub observer: String,
    /// Whether messages stop.
    pub on: bool,
}
