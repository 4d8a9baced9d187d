//! Whether an entry that is here under an id is what a command asks for: sent again, it is answered
//! again; anything else under the same id would be lost.

use sanaq_desk::{Command, Event};
use sanaq_log::Entry;

/// Whether this actor's command made the entry.
pub(super) fn is_of(entry: &Entry, actor: &str, command: &Command) -> bool {
    if entry.actor != actor {
        return false;
    }
    let known = Event::read(&entry.kind, entry.body.as_str());
    let erased = entry.is_erased();
    let same = |asked: &Event| asked.kind() == known.kind() && (erased || is_same(asked, &known));
    match (command, &known) {
        (Command::Record(event), _) => same(event),
        (Command::RecordAll(events), _) => events.iter().any(same),
        (Command::Join { device, .. }, Event::Device(own)) => device.observer == own.observer,
        (Command::Transcribe { sheet, result, .. }, Event::Transcribed(own)) => {
            (own.sheet, &own.result) == (*sheet, result)
        }
        (Command::Send { id, .. } | Command::Remind { id, .. }, Event::Outgoing(own)) => {
            own.id == *id
        }
        (Command::Send { .. } | Command::Remind { .. }, Event::Reminder(_))
        | (Command::HandOver(_), Event::Handover(_))
        | (Command::Erase(_), Event::Erasure(_))
        | (Command::TakeSheet, Event::Assigned(_)) => true,
        _ => false,
    }
}

/// Whether both say the same, apart from what the office makes itself: a long list is several
/// entries, a password is hashed with another salt each time.
fn is_same(asked: &Event, known: &Event) -> bool {
    match (asked, known) {
        (Event::Stations(asked), Event::Stations(known)) => asked.rows.starts_with(&known.rows),
        (Event::Sample(asked), Event::Sample(known)) => {
            asked.name == known.name && asked.rows.starts_with(&known.rows)
        }
        // Codes of text messages are kept from the version before, which it is now itself.
        (Event::Published(asked), Event::Published(known)) => {
            (&asked.form.id, &asked.form.version) == (&known.form.id, &known.form.version)
        }
        (Event::Account(asked), Event::Account(known)) => {
            let bare = |account: &sanaq_desk::event::Account| {
                let credentials = Vec::new();
                sanaq_desk::event::Account { credentials, ..account.clone() }
            };
            bare(asked) == bare(known)
        }
        _ => asked == known,
    }
}
