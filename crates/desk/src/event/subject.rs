//! What an event is about, so that two servers do not decide about the same thing at once.

use super::Event;
use crate::Id;

impl Event {
    /// The id that the entry must have in the log, where the client gave one: sent again, it is
    /// the same entry. For all others the server draws one.
    pub fn id(&self) -> Option<Id> {
        match self {
            Self::Report(report) => Some(report.id),
            Self::Message(message) => Some(message.id),
            _ => None,
        }
    }

    /// What a decision like this one rests on. A server appends it on the condition that nothing
    /// about these subjects came since it decided, and decides again where something did: so a
    /// sheet is not given to too many clerks, and a code is not spent twice. Reports rest on
    /// nothing.
    pub fn subjects(&self) -> Vec<String> {
        self.about().iter().map(|subject| short(subject)).collect()
    }

    /// Whose account or device it concerns, for the audit trail. What is planned and reported is
    /// looked up elsewhere.
    pub(crate) fn whom(&self) -> Option<&str> {
        Some(match self {
            Self::Account(own) => &own.id,
            Self::AccountClosed(own) => &own.account,
            Self::SessionsRevoked(own) => &own.account,
            Self::SessionBegan(own) => &own.account,
            Self::SessionEnded(own) => &own.account,
            Self::Authenticator(own) => &own.account,
            Self::BackupOrdered(own) => &own.account,
            Self::LockedOut(own) => own.account.as_ref().or(own.address.as_ref())?,
            Self::Replaced(own) => &own.old,
            Self::PhoneLost(own) => &own.observer,
            Self::Revoked(own) => &own.observer,
            _ => return None,
        })
    }

    fn about(&self) -> Vec<String> {
        let one = |kind: &str, name: &dyn std::fmt::Display| vec![format!("{kind}:{name}")];
        match self {
            Self::Assigned(own) => {
                vec![format!("sheet:{}", own.sheet), format!("clerk:{}", own.clerk)]
            }
            Self::Transcribed(own) => one("sheet", &own.sheet),
            Self::SheetResolved(own) => one("sheet", &own.sheet),
            Self::Planted(own) => one("sheet", &own.id),
            Self::Review(own) => one("report", &own.report),
            Self::Attached(own) => one("report", &own.report),
            Self::PhotoHeld(own) => one("photo", &own.blob),
            Self::StationSettled(own) => one("report", &own.report),
            Self::Repair(own) => one("message", &own.message),
            Self::Outgoing(own) => one("batch", &own.id),
            Self::Handover(own) => one("sending", &own.batch),
            Self::Reminders(_) => vec!["reminders".to_owned()],
            Self::Official(own) => one("official", &own.contest),
            Self::ResultPublished(_) => vec!["result".to_owned()],
            Self::Observer(own) => {
                let code = own.code.as_ref().map(|code| format!("code:{}", code.handle));
                one("observer", &own.id).into_iter().chain(code).collect()
            }
            Self::Replaced(own) => {
                vec![format!("observer:{}", own.old), format!("observer:{}", own.new.id)]
            }
            Self::PhoneLost(own) => one("observer", &own.observer),
            Self::Revoked(own) => one("observer", &own.observer),
            Self::Device(own) => one("observer", &own.observer),
            Self::Sample(own) => one("sample", &own.name),
            Self::SampleLocked(own) => one("sample", &own.name),
            Self::Published(own) => one("form", &own.form.id),
            // A code is spent once.
            Self::SessionBegan(own) => one("entrance", &own.account),
            Self::Authenticator(own) => one("entrance", &own.account),
            Self::BackupOrdered(own) => one("entrance", &own.account),
            // The last administrator stays, whoever decides.
            Self::Account(_) | Self::AccountClosed(_) => vec!["accounts".to_owned()],
            Self::ReadOnly(_) | Self::Drill(_) | Self::Archive(_) => vec!["switches".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// The log takes so many bytes.
const LONGEST: usize = 256;

/// A subject as the log takes it. Two long ones that begin alike only decide once more.
fn short(subject: &str) -> String {
    let mut kept = String::new();
    for c in subject.chars().map(|c| if c.is_control() { '_' } else { c }) {
        if kept.len() + c.len_utf8() > LONGEST {
            break;
        }
        kept.push(c);
    }
    kept
}
