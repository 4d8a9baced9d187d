//! Queues that people work off: reviews, repairs, numbers that nobody knows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Eyes, Page, Paged, ReportView};
use crate::{
    BlobHash, Id, PhoneHash,
    event::{Delivery, RepairOutcome, WhyFailed, Wording},
    message::MessageRow,
};

/// A message that does not parse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RepairRow {
    /// Its id.
    pub id: Id,
    /// Whose number it came from, where that is known.
    pub observer: Option<String>,
    /// The number's reference into the roster.
    pub sender: PhoneHash,
    /// The text as it came, where it is not sealed.
    pub text: Option<String>,
    /// The sealed text.
    pub sealed: Option<BlobHash>,
    /// What was wrong.
    pub problems: Vec<String>,
    /// When it came, in microseconds.
    pub received: i64,
    /// What became of it, and who decided that.
    pub outcome: Option<(RepairOutcome, String)>,
}

/// A number that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StrangerRow {
    /// The number's reference.
    pub sender: PhoneHash,
    /// The reports that came from it.
    pub reports: Vec<Id>,
    /// The stations that they name.
    pub stations: Vec<String>,
    /// Messages that did not parse.
    pub messages: usize,
}

/// Messages that went out together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BatchView {
    /// The batch.
    pub id: Id,
    /// When, in microseconds.
    pub time: i64,
    /// Who sent it.
    pub actor: String,
    /// The texts by language.
    pub texts: BTreeMap<String, String>,
    /// To how many.
    pub recipients: usize,
    /// Segments.
    pub segments: u64,
    /// Thousandths of the currency.
    pub cost: u64,
    /// How many are how far.
    pub deliveries: BTreeMap<Delivery, usize>,
    /// Whom it did not reach, and why.
    pub failed: Vec<(String, Option<WhyFailed>)>,
    /// The deadline that it reminds of.
    pub reminds: Option<String>,
}

impl Eyes<'_> {
    /// The newest first.
    pub(super) fn batches(&self, page: Page) -> Paged<BatchView> {
        let mut batches: Vec<_> = self.look.world.messages.batches.iter().collect();
        batches.sort_by_key(|(id, batch)| (std::cmp::Reverse(batch.time), **id));
        Paged::of(batches.into_iter(), page, |(id, batch)| {
            let mut deliveries: BTreeMap<Delivery, usize> = BTreeMap::new();
            for delivery in batch.deliveries.values() {
                *deliveries.entry(*delivery).or_default() += 1;
            }
            let failed = batch.deliveries.iter().filter(|(_, own)| **own == Delivery::Failed);
            BatchView {
                id: *id,
                time: batch.time,
                actor: batch.actor.clone(),
                texts: batch.texts.clone(),
                recipients: batch.rows.len(),
                segments: batch.rows.values().map(|row| u64::from(row.segments)).sum(),
                cost: batch.cost,
                deliveries,
                failed: failed
                    .map(|(observer, _)| (observer.clone(), batch.why.get(observer).copied()))
                    .collect(),
                reminds: batch.reminds.clone(),
            }
        })
    }

    pub(super) fn reviews(&self, page: Page) -> Paged<ReportView> {
        let world = self.look.world;
        let rows =
            world.to_review().filter_map(|number| world.get(number).map(|row| (number, row)));
        let seen = rows.filter(|(_, row)| self.sees(row));
        Paged::of(seen, page, |(number, row)| self.report(number, row))
    }

    /// Messages of observers whom the viewer's organisation may see; those that wait come first.
    pub(super) fn repairs(&self, page: Page) -> Paged<RepairRow> {
        let mut rows: Vec<&MessageRow> =
            self.look.world.messages.iter().filter(|row| self.sees_sender(row)).collect();
        rows.sort_by_key(|row| (row.outcome.is_some(), row.sequence));
        Paged::of(rows.into_iter(), page, |row| self.repair(row))
    }

    pub(super) fn sees_sender(&self, row: &MessageRow) -> bool {
        let people = self.look.people;
        let owner = people.by_phone(row.message.sender).and_then(|number| people.get(number));
        let owner = owner.map_or("", |owner| owner.organisation.as_str());
        people.may_see(&self.viewer.organisation, owner)
    }

    pub(super) fn repair(&self, row: &MessageRow) -> RepairRow {
        let people = self.look.people;
        let observer = people.by_phone(row.message.sender);
        let (text, sealed) = match &row.message.text {
            Wording::Clear(text) => (Some(text.clone()), None),
            Wording::Sealed(blob) => (None, Some(*blob)),
        };
        RepairRow {
            id: row.message.id,
            observer: observer.map(|number| people.id(number).to_owned()),
            sender: row.message.sender,
            text,
            sealed,
            problems: row.message.problems.clone(),
            received: row.time,
            outcome: row.outcome.clone(),
        }
    }

    /// Numbers from which reports or messages came and whom nobody knows. They are the mission's.
    /// One that somebody said is nobody's of ours is not asked for again until it says more.
    pub(super) fn strangers(&self, page: Page) -> Paged<StrangerRow> {
        let (world, people) = (self.look.world, self.look.people);
        // How many messages, and when it was heard last.
        let mut senders: BTreeMap<PhoneHash, (usize, i64)> = BTreeMap::new();
        for (sender, reports) in &world.strangers {
            let times = reports.iter().filter_map(|number| world.get(*number)).map(|row| row.time);
            senders.insert(*sender, (0, times.max().unwrap_or(i64::MIN)));
        }
        for row in world.messages.iter() {
            if people.by_phone(row.message.sender).is_none() {
                let own = senders.entry(row.message.sender).or_insert((0, i64::MIN));
                *own = (own.0 + 1, own.1.max(row.time));
            }
        }
        let mine = people.may_see(&self.viewer.organisation, "");
        let senders = senders.into_iter();
        let senders = senders.filter(|(own, (_, last))| mine && !people.is_refused(*own, *last));
        Paged::of(senders, page, |(sender, (messages, _))| {
            let reports = world.strangers.get(&sender).into_iter().flatten();
            let rows: Vec<_> = reports.filter_map(|number| world.get(*number)).collect();
            let code = |station| self.look.plan.stations.code(station).to_owned();
            let mut stations: Vec<String> = rows.iter().map(|row| code(row.station)).collect();
            stations.sort_unstable();
            stations.dedup();
            let reports = rows.iter().map(|row| row.id()).collect();
            StrangerRow { sender, reports, stations, messages }
        })
    }
}
