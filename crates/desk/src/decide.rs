//! Decisions: a command, looked at against the state, becomes events or is refused.
//!
//! Sent again, a command decides nothing new: the answer is an empty list. Reports are never
//! refused for what they say; they are refused only where accepting them would lose or reveal
//! something, and then the phone keeps them and hears why.

mod erase;
mod filing;
mod open;
mod outbox;
mod record;
mod refused;
mod remind;
mod send;
mod sheet;

use std::collections::BTreeMap;

use sanaq_forms::Location;

use crate::{
    Event, Id, State,
    access::{Right, Viewer},
    entrance,
    event::{Device, Erasure, Handover, Message, Report, TranscriptionResult},
};

pub use erase::redacted;
pub use filing::LastText;
pub use open::Split;
pub use outbox::{Hand, Waiting};
pub use record::right_of;
pub use refused::{Refused, Thing, needs};
pub use remind::DueWave;
pub use send::{Audience, MessagePlan, PlannedText, Skipped, Tariff, WhySkipped};

/// Who sends a command. The server has made sure that it is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An observer, by a device that joined.
    Observer(String),
    /// An account of the data centre.
    Account(String),
    /// A way in that knows no account: a gateway for text messages, a form server.
    Gateway,
    /// The server itself, or somebody at its console.
    System,
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// File a report. What the office finds out itself is set afresh: drill, distance, faults.
    File {
        /// The report.
        report: Box<Report>,
        /// Where the device was; only the distance is kept.
        location: Option<Location>,
    },
    /// Keep a message that does not parse.
    Keep(Box<Message>),
    /// Have something recorded that a person of the data centre decided.
    Record(Event),
    /// The same of many at once, a list that somebody hands in: all of it or nothing.
    RecordAll(Vec<Event>),
    /// Let a phone join by the one-time code with this handle, whose rest the server has compared.
    Join {
        /// The phone.
        device: Device,
        /// The code's handle.
        handle: String,
    },
    /// Be given a sheet.
    TakeSheet,
    /// Hand in a sheet.
    Transcribe {
        /// The sheet.
        sheet: Id,
        /// What was read.
        result: TranscriptionResult,
        /// How many seconds it took.
        seconds: u32,
    },
    /// Send messages.
    Send {
        /// The batch.
        id: Id,
        /// To whom.
        audience: Audience,
        /// The text by language.
        texts: BTreeMap<String, String>,
        /// What it may cost.
        tariff: Tariff,
    },
    /// Remind everybody who has not answered a deadline; the server's own clock says when.
    Remind {
        /// The batch, where messages go out.
        id: Id,
        /// Which wave.
        wave: DueWave,
        /// What it may cost.
        tariff: Tariff,
    },
    /// Take messages of a batch to hand them to a gateway, or give them back.
    HandOver(Handover),
    /// Erase what is personal from entries.
    Erase(Erasure),
}

/// Decides. `now` is in seconds of the Unix epoch.
pub fn decide(
    state: &State,
    by: &Actor,
    command: Command,
    now: i64,
) -> Result<Vec<Event>, Refused> {
    // Whoever may look must be able to come in, and nobody else, whatever else is closed.
    if let (Actor::System, Command::Record(event)) = (by, &command)
        && let Some(decided) = entrance::decide(state, event)
    {
        return decided;
    }
    let deletion = matches!(&command, Command::Record(Event::Deletion(_)) | Command::Erase(_));
    let switch = matches!(&command, Command::Record(Event::ReadOnly(_)));
    if state.plan.archived && !deletion {
        return Err(Refused::Archived);
    }
    if let Some(reason) = state.plan.read_only.as_ref().filter(|_| !switch && !deletion) {
        return Err(Refused::ReadOnly(reason.clone()));
    }
    match command {
        Command::File { report, location } => filing::file(state, by, *report, location),
        Command::Keep(message) => {
            if !matches!(by, Actor::Gateway | Actor::System) {
                account(state, by, Right::Review)?;
            }
            Ok(filing::keep(state, *message))
        }
        Command::Record(event) => record::record(state, by, event),
        Command::RecordAll(events) => {
            let decided = events.into_iter().map(|event| record::record(state, by, event));
            Ok(decided.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        }
        Command::Join { device, handle } => match by {
            Actor::System => join(state, device, &handle),
            _ => Err(Refused::NotThisWay("device/1".to_owned())),
        },
        Command::TakeSheet => Ok(sheet::take(state, &account(state, by, Right::Type)?, now)),
        Command::Transcribe { sheet, result, seconds } => {
            let viewer = account(state, by, Right::Type)?;
            sheet::transcribe(state, &viewer, sheet, result, seconds)
        }
        Command::Send { id, audience, texts, tariff } => {
            let viewer = account(state, by, Right::Plan)?;
            let order = send::Order { audience: &audience, texts: &texts, tariff: &tariff };
            send::send(state, &viewer, id, order, now)
        }
        Command::Remind { id, wave, tariff } => {
            account(state, by, Right::Plan)?;
            Ok(remind::remind(state, id, &wave, &tariff, now))
        }
        Command::HandOver(handover) => match by {
            Actor::System => Ok(outbox::hand_over(state, handover, now)),
            _ => Err(Refused::NotThisWay("handover/1".to_owned())),
        },
        Command::Erase(erasure) => {
            account(state, by, Right::Delete)?;
            if erasure.reason.is_empty() {
                return Err(Refused::NoReason);
            }
            Ok(if erasure.entries.is_empty() { Vec::new() } else { vec![erasure.into()] })
        }
    }
}

/// A phone joins by a code that is open. Of two phones with one code at once, the second finds it
/// used; the same phone, whose first answer was lost, finds that it has joined.
fn join(state: &State, device: Device, handle: &str) -> Result<Vec<Event>, Refused> {
    if let Some(own) = state.device(&device.token) {
        return if own == device.observer { Ok(Vec::new()) } else { Err(Refused::CodeUsed) };
    }
    let open = state.code(handle).is_some_and(|(own, _)| own == device.observer);
    if open { Ok(vec![device.into()]) } else { Err(Refused::CodeUsed) }
}

/// The account behind a command, when its role allows it.
fn account(state: &State, by: &Actor, right: Right) -> Result<Viewer, Refused> {
    let viewer = match by {
        Actor::Account(id) => state.viewer(id),
        Actor::System => Some(Viewer::system()),
        Actor::Observer(_) | Actor::Gateway => None,
    };
    viewer.filter(|viewer| viewer.may(right)).ok_or(Refused::NotAllowed(right))
}

fn missing(what: Thing, name: &(impl ToString + ?Sized)) -> Refused {
    Refused::Missing { what, name: name.to_string() }
}
