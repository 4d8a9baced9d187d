//! Events about messages: texts that do not parse, what goes out, and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::report::is_false;
use crate::{BlobHash, Id, PhoneHash};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

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
    /// Minutes of the day, local time, between which nobody is disturbed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<(u16, u16)>,
    /// The deadline that it reminds of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminds: Option<String>,
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

/// A server takes messages of a batch to hand them to a gateway: no other server does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The batch.
    pub batch: Id,
    /// To whom.
    pub observers: Vec<String>,
    /// By which gateway.
    pub gateway: String,
    /// They certainly did not go out: whoever can takes them again.
    #[serde(default, skip_serializing_if = "is_false")]
    pub back: bool,
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
    /// Why it did not arrive, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<WhyFailed>,
}

/// Why a message did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyFailed {
    /// No number is known, or it was deleted.
    NoNumber,
    /// They want no messages.
    Stopped,
    /// They report no more.
    Revoked,
    /// It was no use any more when it could have gone out.
    Expired,
    /// The gateway refused it.
    Refused,
    /// The gateway did not say whether it took it; it is not sent twice.
    Unclear,
    /// The network did not deliver it.
    Undelivered,
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
    /// Which of the waves: 1, 2, …; 0 for what a person sent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wave: u8,
    /// By which way.
    #[serde(default, skip_serializing_if = "Way::is_text")]
    pub way: Way,
}

/// How somebody is reminded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// In the phone's app, when it asks.
    App,
    /// By text message.
    #[default]
    Sms,
    /// By a person who calls.
    Call,
}

impl Way {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_text(&self) -> bool {
        *self == Self::Sms
    }
}

/// Reminders that the server sends by itself. It replaces the earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// At most one for each deadline.
    pub rules: Vec<ReminderRule>,
}

/// How people are reminded of a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRule {
    /// The deadline.
    pub expected: String,
    /// When and how, one after the other. Who has answered is left out.
    pub waves: Vec<Wave>,
    /// The text by language.
    pub texts: std::collections::BTreeMap<String, String>,
    /// Minutes of the day, local time, between which nobody is disturbed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<(u16, u16)>,
}

/// One wave of reminders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// Minutes after the deadline; before it where negative.
    pub after: i16,
    /// How. Whom the app does not reach is written to, whom no text reaches is to be called.
    pub way: Way,
}

/// Where observers' numbers are: blobs that only whoever knows the passphrase opens. Deleting a
/// blob deletes the number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Each by itself; it replaces the earlier one.
    pub rows: Vec<SealedNumber>,
}

/// Where an observer's number is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedNumber {
    /// Whose.
    pub observer: String,
    /// The blob; nothing: no number any more.
    pub blob: Option<BlobHash>,
}

/// Somebody wants no more messages, or does again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Who.
    pub observer: String,
    /// Whether messages stop.
    pub on: bool,
}
