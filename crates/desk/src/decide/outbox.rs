//! Messages that wait to be handed to a gateway: whose turn it is, and that nobody is written to
//! twice, whichever server hands them over.

use crate::{
    BlobHash, Event, Id, Mode, State,
    event::{Handover, WhyFailed},
    message::Batch,
};

/// Seconds after which a server that took messages and said nothing is taken for dead.
const DEAD: i64 = 600;
/// Seconds after which a text is of no use any more.
const EXPIRES: i64 = 12 * 3_600;

/// A message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The batch.
    pub batch: Id,
    /// To whom.
    pub observer: String,
    /// What is to be done with it.
    pub hand: Hand,
}

/// What is to be done with a message that waits.
#[derive(Clone, PartialEq, Eq)]
pub enum Hand {
    /// Hand it to a gateway.
    Over {
        /// The text.
        text: String,
        /// The blob that holds the number.
        number: BlobHash,
        /// Whether another server took it before and was not heard of again: it may have gone out.
        again: bool,
    },
    /// It cannot or must not go out any more.
    Drop(WhyFailed),
}

/// Neither text nor number.
impl std::fmt::Debug for Hand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Over { again, .. } => write!(f, "Over(again: {again})"),
            Self::Drop(why) => write!(f, "Drop({why:?})"),
        }
    }
}

impl State {
    /// The first messages that wait, the oldest batch first, at most `most` and all of one batch.
    pub fn outbox(&self, now: i64, most: usize) -> Vec<Waiting> {
        if self.plan.archived || self.plan.read_only.is_some() {
            return Vec::new();
        }
        let batches = Mode::ALL.map(|mode| &self.world(mode).messages.batches);
        let mut open: Vec<(&Id, &Batch)> = batches
            .into_iter()
            .flatten()
            .filter(|(_, batch)| batch.deliveries.len() < batch.rows.len())
            .collect();
        open.sort_by_key(|(id, batch)| (batch.time, **id));
        let waiting = open.into_iter().map(|(id, batch)| {
            let rows = batch.rows.keys().filter_map(|observer| {
                let hand = self.hand(batch, observer, now)?;
                Some(Waiting { batch: *id, observer: observer.clone(), hand })
            });
            rows.take(most).collect::<Vec<_>>()
        });
        waiting.into_iter().find(|rows| !rows.is_empty()).unwrap_or_default()
    }

    /// How many messages wait, for whatever reason.
    pub fn waiting(&self) -> usize {
        let batches = self.worlds.iter().flat_map(|world| world.messages.batches.values());
        batches.map(|batch| batch.rows.len().saturating_sub(batch.deliveries.len())).sum()
    }

    /// Which entry took a message last to hand it over.
    pub fn handed_by(&self, batch: Id, observer: &str) -> Option<u64> {
        let mut worlds = self.worlds.iter();
        worlds.find_map(|world| {
            world.messages.batches.get(&batch)?.handed.get(observer).map(|own| own.0)
        })
    }

    /// All batches of messages.
    pub fn batches(&self) -> impl Iterator<Item = Id> {
        self.worlds.iter().flat_map(|world| world.messages.batches.keys().copied())
    }

    /// The hash of an observer's back-up number.
    pub fn backup(&self, observer: &str) -> Option<crate::PhoneHash> {
        self.people.find(observer).and_then(|(_, row)| row.backup)
    }

    /// To whom a batch goes.
    pub fn recipients(&self, batch: Id) -> impl Iterator<Item = &str> {
        let worlds = self.worlds.iter();
        let found = worlds.filter_map(move |world| world.messages.batches.get(&batch));
        found.flat_map(|batch| batch.rows.keys().map(String::as_str))
    }

    /// What is to be done with a message now; nothing: it is done, or it waits for its time.
    fn hand(&self, batch: &Batch, observer: &str, now: i64) -> Option<Hand> {
        if batch.deliveries.contains_key(observer) {
            return None;
        }
        let handed = batch.handed.get(observer).map(|(_, time)| time.div_euclid(1_000_000));
        if handed.is_some_and(|at| now.saturating_sub(at) < DEAD) {
            return None;
        }
        let again = handed.is_some();
        let Some((_, row)) = self.people.find(observer) else {
            return Some(Hand::Drop(WhyFailed::Revoked));
        };
        if row.revoked.is_some() {
            return Some(Hand::Drop(WhyFailed::Revoked));
        }
        if row.stopped {
            return Some(Hand::Drop(WhyFailed::Stopped));
        }
        if now.saturating_sub(batch.time.div_euclid(1_000_000)) > EXPIRES {
            return Some(Hand::Drop(WhyFailed::Expired));
        }
        let number = row.number.filter(|blob| !self.plan.deleted.contains(blob));
        let Some(number) = number else { return Some(Hand::Drop(WhyFailed::NoNumber)) };
        if self.is_quiet(row, batch.quiet, now) {
            return None;
        }
        let language = batch.rows.get(observer).map_or("", |row| row.language.as_str());
        let text = batch.texts.get(language).cloned().unwrap_or_default();
        Some(Hand::Over { text, number, again })
    }
}

/// Of what a server wants to hand over, what nobody else took.
pub(super) fn hand_over(state: &State, mut handover: Handover, now: i64) -> Vec<Event> {
    let mut worlds = state.worlds.iter();
    let Some(batch) = worlds.find_map(|world| world.messages.batches.get(&handover.batch)) else {
        return Vec::new();
    };
    handover.observers.retain(|observer| {
        let free = matches!(state.hand(batch, observer, now), Some(Hand::Over { .. }));
        let open = !batch.deliveries.contains_key(observer);
        if handover.back { open && batch.handed.contains_key(observer) } else { free }
    });
    if handover.observers.is_empty() { Vec::new() } else { vec![handover.into()] }
}
