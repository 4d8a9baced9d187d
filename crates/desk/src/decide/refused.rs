//! Why a command is refused, with the sentence that says so.

use sanaq_forms::Place;
use sanaq_said::{Said, said};

use crate::{Id, access::Right};

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum Refused {
    /// Nothing is taken now.
    ReadOnly(String),
    /// The mission is archived.
    Archived,
    /// The role does not allow it.
    NotAllowed(Right),
    /// It cannot be recorded in this way.
    NotThisWay(String),
    /// Something that it names is not here.
    Missing {
        /// What.
        what: Thing,
        /// Its name.
        name: String,
    },
    /// Something of a drill that is over.
    DrillOver,
    /// A one-time code that lets nobody join any more.
    CodeUsed,
    /// The id is taken by something else.
    IdTaken(Id),
    /// Answers must be sealed first.
    MustBeSealed(Vec<Place>),
    /// A form cannot be published so.
    NeverClear(String),
    /// A version that exists is not the same.
    VersionTaken {
        /// The form.
        form: String,
        /// The version.
        version: String,
    },
    /// A locked sample does not change.
    SampleLocked(String),
    /// A verdict without a reason.
    NoReason,
    /// The sheet is not the clerk's.
    NotYours,
    /// The clerk typed it otherwise before; the first entry counts.
    AlreadyTyped,
    /// The last account that can give accounts.
    LastAdmin,
    /// The authenticator's code was used before.
    CodeSpent,
    /// Something is wrong with it.
    Invalid(Said),
}

/// What a command can name that is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Of the accounts.
    Account,
    /// Of the stations' areas.
    Area,
    /// Of the elections.
    Contest,
    /// Of the schedule.
    Deadline,
    /// Of the published forms.
    Form,
    /// Of the text messages.
    Message,
    /// Of the observers.
    Observer,
    /// The form of an election's protocol.
    ProtocolForm,
    /// Of the reports.
    Report,
    /// Of the samples.
    Sample,
    /// Of the photographed sheets.
    Sheet,
    /// Of the stations.
    Station,
    /// Of the zones that clocks know.
    TimeZone,
}

impl Refused {
    /// The sentence.
    pub fn said(&self) -> Said {
        match self {
            Self::ReadOnly(reason) => {
                said!("said-read-only", "the office is read-only: {reason}", reason)
            }
            Self::Archived => {
                said!("said-archived", "the mission is archived: nothing more is taken")
            }
            Self::NotAllowed(right) => needs(*right),
            Self::NotThisWay(what) => {
                said!("said-not-this-way", "{what} cannot be recorded in this way", what)
            }
            Self::Missing { what, name } => what.missing(name),
            Self::DrillOver => said!(
                "said-drill-over",
                "the drill is over: what was recorded in it stays as it is"
            ),
            Self::CodeUsed => {
                said!("said-code-used", "this code is not known, or was used before")
            }
            Self::IdTaken(id) => said!(
                "said-id-taken",
                "the id {id} was already used for something else: send it under a new one",
                id = id.to_string()
            ),
            Self::NoReason => said!("said-no-reason", "this needs a reason"),
            Self::NotYours => said!("said-not-yours", "this sheet is not yours"),
            Self::AlreadyTyped => {
                said!("said-typed-already", "you have handed in this sheet already")
            }
            Self::LastAdmin => {
                said!("said-last-admin", "this is the last account of an administrator")
            }
            Self::CodeSpent => {
                said!("said-code-spent", "this code was used before: wait for the next one")
            }
            Self::MustBeSealed(_)
            | Self::NeverClear(_)
            | Self::VersionTaken { .. }
            | Self::SampleLocked(_) => self.of_plan(),
            Self::Invalid(said) => said.clone(),
        }
    }

    /// The sentence where the mission's forms and samples forbid it.
    fn of_plan(&self) -> Said {
        match self {
            Self::MustBeSealed(places) => said!(
                "said-must-be-sealed",
                "answers that must be sealed came in the clear: {places}",
                places = places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            ),
            Self::NeverClear(names) => said!(
                "said-never-clear",
                "questions that may not be held in the clear are on the list: {names}",
                names
            ),
            Self::VersionTaken { form, version } => said!(
                "said-version-taken",
                "version {version} of {form} is published and differs: give the new one a new \
                 version",
                version,
                form
            ),
            Self::SampleLocked(sample) => said!(
                "said-sample-locked",
                "the sample «{sample}» is locked: its stations are not substituted",
                sample
            ),
            other => other.said(),
        }
    }
}

/// The role does not allow it.
pub fn needs(right: Right) -> Said {
    let what = match right {
        Right::Type => said!("said-right-type", "type sheets"),
        Right::Read => said!("said-right-read", "see stations and reports"),
        Right::Export => said!("said-right-export", "take rows away"),
        Right::Incidents => said!("said-right-incidents", "see what incident reports say"),
        Right::Review => said!("said-right-review", "review reports"),
        Right::Plan => said!("said-right-plan", "plan the mission"),
        Right::Accounts => said!("said-right-accounts", "give accounts"),
        Right::Switch => said!("said-right-switch", "switch the mission's modes"),
        Right::Trail => said!("said-right-trail", "see the audit trail"),
        Right::Delete => said!("said-right-delete", "delete what is personal"),
    };
    said!("said-needs-right", "this needs the right to {what}", what)
}

impl Thing {
    /// It is not here.
    pub fn missing(self, name: &str) -> Said {
        match self {
            Self::Account => said!("said-no-account", "there is no account «{name}»", name),
            Self::Area => said!("said-no-area", "there is no area «{name}»", name),
            Self::Contest => said!("said-no-contest", "there is no contest «{name}»", name),
            Self::Deadline => said!("said-no-deadline", "there is no deadline «{name}»", name),
            Self::Form => said!("said-no-form", "there is no form «{name}»", name),
            Self::Message => said!("said-no-message", "there is no message «{name}»", name),
            Self::Observer => said!("said-no-observer", "there is no observer «{name}»", name),
            Self::ProtocolForm => {
                said!("said-no-protocol", "there is no protocol form «{name}»", name)
            }
            Self::Report => said!("said-no-report", "there is no report «{name}»", name),
            Self::Sample => said!("said-no-sample", "there is no sample «{name}»", name),
            Self::Sheet => said!("said-no-sheet", "there is no sheet «{name}»", name),
            Self::Station => said!("said-no-station", "there is no station «{name}»", name),
            Self::TimeZone => said!("said-no-zone", "there is no time zone «{name}»", name),
        }
    }
}
