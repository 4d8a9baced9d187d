//! What is left of an entry after what is personal in it was erased.
//!
//! The state that a log gives must stay the same but for what was erased: whoever reported stays
//! who reported, whoever belongs to an organisation stays there. So entries are emptied, not
//! dropped.

use std::collections::BTreeSet;

use crate::{
    Event, PhoneHash, State,
    event::{Message, Observer, Wording},
};

/// A number that is nobody's.
const NOBODY: PhoneHash = PhoneHash([0; 16]);

/// What is left of an event when everything personal of these observers is erased: their numbers'
/// hashes, their codes and tokens, what they wrote. Nothing where it holds nothing of the kind.
/// `None` for the observers: of everybody, and of unknown numbers too.
pub fn redacted(state: &State, event: &Event, whose: Option<&BTreeSet<String>>) -> Option<Event> {
    let of = |id: &str| whose.is_none_or(|whose| whose.contains(id));
    let from = |phone: PhoneHash| match state.sender(phone) {
        Some(id) => of(id),
        None => phone != NOBODY && whose.is_none(),
    };
    let left = match event.clone() {
        Event::Observer(mut own) if of(&own.id) => {
            nameless(&mut own);
            Event::Observer(own)
        }
        Event::Replaced(mut own) if of(&own.new.id) || of(&own.old) => {
            if of(&own.new.id) {
                nameless(&mut own.new);
            }
            // Why somebody left says something about them.
            own.reason = String::new();
            Event::Replaced(own)
        }
        Event::PhoneLost(mut own) if of(&own.observer) => {
            own.code = None;
            Event::PhoneLost(own)
        }
        Event::Revoked(mut own) if of(&own.observer) => {
            own.reason = String::new();
            Event::Revoked(own)
        }
        Event::Phones(mut own) if of(&own.observer) => {
            (own.phones, own.backup) = (Vec::new(), None);
            Event::Phones(own)
        }
        Event::Device(mut own) if of(&own.observer) => {
            own.token = String::new();
            Event::Device(own)
        }
        Event::SenderSettled(mut own)
            if own.observer.as_deref().is_some_and(of) || from(own.sender) =>
        {
            (own.sender, own.reason) = (NOBODY, String::new());
            Event::SenderSettled(own)
        }
        Event::Message(mut own) if from(own.sender) => {
            wordless(&mut own);
            Event::Message(own)
        }
        Event::Report(mut own) if own.sender.is_some_and(from) => {
            let author = own.sender.and_then(|phone| state.sender(phone));
            own.observer = own.observer.or_else(|| author.map(str::to_owned));
            own.sender = None;
            Event::Report(own)
        }
        _ => return None,
    };
    (left != *event).then_some(left)
}

fn nameless(observer: &mut Observer) {
    (observer.code, observer.backup) = (None, None);
    observer.phones.clear();
}

fn wordless(message: &mut Message) {
    message.sender = NOBODY;
    message.text = Wording::Clear(String::new());
}

impl State {
    /// The blobs that hold the numbers of these observers; of everybody where none are named.
    pub fn numbers_of(&self, whose: Option<&BTreeSet<String>>) -> Vec<crate::BlobHash> {
        let rows = self.people.observers().filter(|(number, _)| {
            whose.is_none_or(|whose| whose.contains(self.people.id(*number)))
        });
        rows.filter_map(|(_, row)| row.number).collect()
    }

    /// When what is personal is to be erased, in microseconds.
    pub const fn erase_at(&self) -> Option<i64> {
        self.plan.erase_at
    }

    /// The pseudonyms of all observers whose roster entry is not gone yet.
    pub fn remembered(&self) -> Vec<String> {
        let ids = self.people.observers().map(|(number, _)| self.people.id(number));
        ids.filter(|id| !self.plan.forgotten.contains(*id)).map(str::to_owned).collect()
    }
}
