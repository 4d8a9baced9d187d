//! What can happen, as entries of the log.
//!
//! A kind has a version: `report/1`. A new meaning is a new version; what stands in a log is never
//! rewritten, so every version stays readable (`tests/fixtures` has one entry of each). A kind or a
//! body that this program does not know is kept and counted, never refused.

mod backup;
mod entrance;
mod entry;
mod message;
mod official;
mod people;
mod plan;
mod report;
mod subject;

use std::fmt;

use serde_json::Value;

pub use backup::{Backup, BackupOrdered};
pub use entrance::{Authenticator, LockedOut, SecondFactor, SessionBegan, SessionEnded};
pub use entry::{
    Assigned, Figures, Planted, SheetFault, SheetResolved, Transcribed, TranscriptionResult,
};
pub use message::{
    Delivered, Delivery, Handover, Message, Numbers, Outgoing, OutgoingRow, Reminder, ReminderRule,
    Reminders, Repair, RepairOutcome, SealedNumber, Stopped, Wave, Way, WhyFailed, Wording,
};
pub use official::{Example, Official, OfficialTurnout, ResultPublished};
pub use people::{
    Account, AccountClosed, Accreditation, Call, CallOutcome, CodeStored, Deployment,
    DeploymentEnded, Device, Materials, Observer, Organisation, PhoneLost, Phones, Readiness,
    Replaced, Revoked, Role, SessionsRevoked, Share, Shift,
};
pub use plan::{
    Archive, Boundaries, Chance, ClosedForm, ContestDefined, Deletion, Drill, Erased, Erasure,
    Expected, LockStage, Policy, Published, ReadOnly, Sample, SampleLocked, SampleRow, Schedule,
    StationMissing, StationRow, Stations, WhyMissing, Zones,
};
pub use report::{
    Attached, Channel, Clear, Fault, Photo, PhotoHeld, Report, Review, SealedAnswer, SenderSettled,
    StationSettled, Verdict,
};

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident($body:ty) = $kind:literal,)*) => {
        /// Something that happened.
        #[derive(Clone, PartialEq)]
        pub enum Event {
            $($(#[$doc])* $name(Box<$body>),)*
            /// An entry that this program cannot read.
            Unknown(Box<Unknown>),
        }

        /// All kinds that are written, in the order of the page `docs/office.md`.
        pub const KINDS: &[&str] = &[$($kind),*];

        impl Event {
            /// Its kind with its version.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$name(_) => $kind,)*
                    Self::Unknown(unknown) => &unknown.kind,
                }
            }

            /// Reads an entry. Never fails: what cannot be read is [`Event::Unknown`].
            pub fn read(kind: &str, body: &str) -> Self {
                let read = match kind {
                    $($kind => serde_json::from_str(body).ok().map(Self::$name),)*
                    _ => None,
                };
                read.unwrap_or_else(|| {
                    let (kind, body) = (kind.to_owned(), body.to_owned());
                    Self::Unknown(Box::new(Unknown { kind, body }))
                })
            }

            /// Its body, for the log to write canonically. Nothing for a body that is not JSON.
            pub fn body(&self) -> Option<Value> {
                match self {
                    $(Self::$name(body) => serde_json::to_value(body).ok(),)*
                    Self::Unknown(unknown) => serde_json::from_str(&unknown.body).ok(),
                }
            }
        }

        $(impl From<$body> for Event {
            fn from(body: $body) -> Self {
                Self::$name(Box::new(body))
            }
        })*
    };
}

events! {
    /// A contest of the election, new or changed.
    Contest(ContestDefined) = "contest/1",
    /// Time zones of areas.
    Zones(Zones) = "zones/1",
    /// The outlines of areas.
    Boundaries(Boundaries) = "boundaries/1",
    /// Polling stations, new or changed.
    Stations(Stations) = "stations/1",
    /// Stations of a sample.
    Sample(Sample) = "sample/1",
    /// A sample is fixed.
    SampleLocked(SampleLocked) = "sample-locked/1",
    /// A station of the sample cannot be observed.
    StationMissing(StationMissing) = "station-missing/1",
    /// A form or a new version of one.
    Published(Published) = "form/1",
    /// A version that is no longer to be used.
    FormClosed(ClosedForm) = "form-closed/1",
    /// What is expected when.
    Schedule(Schedule) = "schedule/1",
    /// From which limits on something is flagged.
    Policy(Policy) = "policy/1",
    /// A stage is closed or opened.
    Lock(LockStage) = "stage-lock/1",
    /// Nothing more is taken, or it is again.
    ReadOnly(ReadOnly) = "read-only/1",
    /// A drill begins or ends.
    Drill(Drill) = "drill/1",
    /// The mission is closed and kept.
    Archive(Archive) = "archive/1",
    /// Something personal was deleted.
    Deletion(Deletion) = "deletion/1",
    /// Entries whose personal content was erased.
    Erasure(Erasure) = "erasure/1",
    /// Somebody had a copy of the mission made.
    BackupOrdered(BackupOrdered) = "backup-ordered/1",
    /// A copy of the mission is complete.
    Backup(Backup) = "backup/1",
    /// An observer, by a pseudonym.
    Observer(Observer) = "observer/1",
    /// Somebody takes over from an observer.
    Replaced(Replaced) = "observer-replaced/1",
    /// An observer's phone is gone: its tokens are void.
    PhoneLost(PhoneLost) = "phone-lost/1",
    /// An observer reports no more.
    Revoked(Revoked) = "observer-revoked/1",
    /// The numbers an observer writes from; they replace the earlier ones.
    Phones(Phones) = "phones/1",
    /// A device joined by a code.
    Device(Device) = "device/1",
    /// Who is to be where and when.
    Deployment(Deployment) = "deployment/1",
    /// And no longer.
    DeploymentEnded(DeploymentEnded) = "deployment-ended/1",
    /// Accreditation, training, materials.
    Readiness(Readiness) = "readiness/1",
    /// Somebody was called.
    Call(Call) = "call/1",
    /// A partner organisation.
    Organisation(Organisation) = "organisation/1",
    /// A partner shares its reports, or withdraws.
    Share(Share) = "share/1",
    /// An account of the data centre.
    Account(Account) = "account/1",
    /// An account is closed.
    AccountClosed(AccountClosed) = "account-closed/1",
    /// Everybody logged in to an account is logged out.
    SessionsRevoked(SessionsRevoked) = "sessions-revoked/1",
    /// Somebody signed in.
    SessionBegan(SessionBegan) = "session/1",
    /// A session is over.
    SessionEnded(SessionEnded) = "session-ended/1",
    /// After too many failures nobody is let in for a while.
    LockedOut(LockedOut) = "lock-out/1",
    /// An account's authenticator is set up, or taken away.
    Authenticator(Authenticator) = "authenticator/1",
    /// Which roles need an authenticator.
    SecondFactor(SecondFactor) = "second-factor/1",
    /// A filing by an observer.
    Report(Report) = "report/1",
    /// What became of a photo that a phone sent by itself.
    PhotoHeld(PhotoHeld) = "photo/1",
    /// Files of a report that came after it.
    Attached(Attached) = "attachment/1",
    /// A coordinator's verdict.
    Review(Review) = "review/1",
    /// A person decided which station a report is about.
    StationSettled(StationSettled) = "station-settled/1",
    /// A person decided who an unknown number is.
    SenderSettled(SenderSettled) = "sender-settled/1",
    /// A text message that does not parse.
    Message(Message) = "message/1",
    /// What became of it.
    Repair(Repair) = "repair/1",
    /// Messages that go out.
    Outgoing(Outgoing) = "outgoing/1",
    /// A server hands them to a gateway.
    Handover(Handover) = "handover/1",
    /// What became of them.
    Delivered(Delivered) = "delivery/1",
    /// Who was reminded of what.
    Reminder(Reminder) = "reminder/1",
    /// Reminders that the server sends by itself.
    Reminders(Reminders) = "reminders/1",
    /// Where observers' numbers are.
    Numbers(Numbers) = "numbers/1",
    /// Somebody wants no more messages, or does again.
    Stopped(Stopped) = "stop/1",
    /// A result as it was published.
    Official(Official) = "official/1",
    /// A turnout that was announced.
    OfficialTurnout(OfficialTurnout) = "official-turnout/1",
    /// The mission made a result public.
    ResultPublished(ResultPublished) = "result-published/1",
    /// The mission is an example.
    Example(Example) = "example/1",
    /// A sheet whose figures are known, to measure clerks by.
    Planted(Planted) = "planted-sheet/1",
    /// A sheet was given to a clerk.
    Assigned(Assigned) = "assignment/1",
    /// What a clerk read from a photo.
    Transcribed(Transcribed) = "transcription/1",
    /// A person decided what a sheet says.
    SheetResolved(SheetResolved) = "sheet-resolved/1",
}

/// An entry of a kind, or with a body, that this program does not know.
#[derive(Clone, PartialEq)]
pub struct Unknown {
    /// Its kind.
    pub kind: String,
    /// Its body.
    pub body: String,
}

/// Only the kind: bodies hold what people said.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event({})", self.kind())
    }
}

/// Where an entry stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta<'a> {
    /// Its place: 0, 1, 2, …
    pub sequence: u64,
    /// When the log took it: microseconds of the Unix epoch, UTC.
    pub time: i64,
    /// Who sent it: a pseudonym.
    pub actor: &'a str,
}
