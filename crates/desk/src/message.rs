//! Messages: the repair queue, and what went out.

use std::collections::BTreeMap;

use crate::{
    Id,
    event::{
        Delivered, Delivery, Handover, Message, Meta, Outgoing, Repair, RepairOutcome, WhyFailed,
    },
};

/// Messages of one world.
#[derive(Clone, Default)]
pub(crate) struct Messages {
    rows: Vec<MessageRow>,
    by_id: BTreeMap<Id, usize>,
    pub(crate) batches: BTreeMap<Id, Batch>,
    /// Repairs, deliveries and attachments of what is not here.
    pub(crate) lost: u64,
}

/// A message that did not parse.
#[derive(Clone)]
pub(crate) struct MessageRow {
    pub(crate) message: Message,
    pub(crate) sequence: u64,
    pub(crate) time: i64,
    pub(crate) outcome: Option<(RepairOutcome, String)>,
}

/// A batch that went out.
#[derive(Clone)]
pub(crate) struct Batch {
    pub(crate) texts: BTreeMap<String, String>,
    /// To whom.
    pub(crate) rows: BTreeMap<String, Posted>,
    pub(crate) cost: u64,
    pub(crate) time: i64,
    pub(crate) actor: String,
    pub(crate) deliveries: BTreeMap<String, Delivery>,
    pub(crate) why: BTreeMap<String, WhyFailed>,
    /// Which entry took a message to hand it over, and when.
    pub(crate) handed: BTreeMap<String, (u64, i64)>,
    pub(crate) quiet: Option<(u16, u16)>,
    /// The deadline that it reminds of.
    pub(crate) reminds: Option<String>,
}

/// A message of a batch.
#[derive(Clone)]
pub(crate) struct Posted {
    pub(crate) language: String,
    pub(crate) segments: u32,
}

impl Messages {
    /// Keeps a message; false when it was here already.
    pub(crate) fn take(&mut self, message: &Message, meta: Meta<'_>) -> bool {
        if self.by_id.contains_key(&message.id) {
            return false;
        }
        self.by_id.insert(message.id, self.rows.len());
        self.rows.push(MessageRow {
            message: message.clone(),
            sequence: meta.sequence,
            time: meta.time,
            outcome: None,
        });
        true
    }

    pub(crate) fn find(&self, id: Id) -> Option<&MessageRow> {
        self.by_id.get(&id).and_then(|at| self.rows.get(*at))
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, MessageRow> {
        self.rows.iter()
    }

    /// What became of a message; the last word counts.
    pub(crate) fn repair(&mut self, repair: &Repair, actor: &str) -> bool {
        let row = self.by_id.get(&repair.message).and_then(|at| self.rows.get_mut(*at));
        match row {
            Some(row) => {
                row.outcome = Some((repair.outcome, actor.to_owned()));
                true
            }
            None => false,
        }
    }

    /// Keeps a batch; a large one is several entries. False when nothing of it is new.
    pub(crate) fn send(&mut self, outgoing: &Outgoing, meta: Meta<'_>) -> bool {
        let fresh = || Batch {
            texts: outgoing.texts.clone(),
            rows: BTreeMap::new(),
            cost: 0,
            time: meta.time,
            actor: meta.actor.to_owned(),
            deliveries: BTreeMap::new(),
            why: BTreeMap::new(),
            handed: BTreeMap::new(),
            quiet: outgoing.quiet,
            reminds: outgoing.reminds.clone(),
        };
        let batch = self.batches.entry(outgoing.id).or_insert_with(fresh);
        let new: Vec<_> = outgoing
            .rows
            .iter()
            .filter(|row| !batch.rows.contains_key(&row.observer))
            .map(|row| {
                let (language, segments) = (row.language.clone(), row.segments);
                (row.observer.clone(), Posted { language, segments })
            })
            .collect();
        let any = !new.is_empty();
        if any {
            batch.cost = batch.cost.saturating_add(outgoing.cost);
            batch.rows.extend(new);
        }
        any
    }

    /// A gateway may say the same twice and in the wrong order: the furthest word counts.
    pub(crate) fn deliver(&mut self, delivered: &Delivered) -> bool {
        let Some(batch) = self.batches.get_mut(&delivered.batch) else { return false };
        let own = batch.deliveries.entry(delivered.observer.clone());
        let own = own.or_insert(delivered.delivery);
        *own = (*own).max(delivered.delivery);
        if let Some(why) = delivered.why {
            batch.why.insert(delivered.observer.clone(), why);
        }
        true
    }

    /// A server takes messages to hand them over, or gives them back.
    pub(crate) fn hand_over(&mut self, handover: &Handover, meta: Meta<'_>) -> bool {
        let Some(batch) = self.batches.get_mut(&handover.batch) else { return false };
        for observer in &handover.observers {
            if handover.back {
                batch.handed.remove(observer);
            } else {
                batch.handed.insert(observer.clone(), (meta.sequence, meta.time));
            }
        }
        true
    }
}
