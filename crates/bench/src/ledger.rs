//! What phones were told, to be held against the log afterwards.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_desk::Id;
use sanaq_log::{Log, Place, system_clock};
use sanaq_seal::receipt::{Keys, verify_receipt};
use serde_json::Value;

use crate::failure::{Failure, ensure};

/// What a phone keeps of a report that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) sequence: u64,
    pub(crate) receipt: String,
}

impl Told {
    /// From an answer of `POST /api/reports`, and whether the report was there before.
    pub(crate) fn read(answer: &Value) -> Option<(Self, bool)> {
        let sequence = answer.get("sequence")?.as_u64()?;
        let receipt = answer.get("receipt")?.as_str()?.to_owned();
        Some((Self { sequence, receipt }, answer.get("repeated")?.as_bool()?))
    }
}

/// Everything that was acknowledged, and what nobody heard of: sent, and not answered.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    told: BTreeMap<Id, (u64, Told)>,
    unanswered: BTreeMap<Id, u64>,
}

impl Ledger {
    /// How many reports were acknowledged.
    pub(crate) fn len(&self) -> usize {
        self.told.len()
    }

    /// The first place of the log after everything acknowledged.
    pub(crate) fn end(&self) -> u64 {
        self.told.values().map(|(_, told)| told.sequence + 1).max().unwrap_or_default()
    }

    /// A report with its number in the traffic was sent.
    pub(crate) fn sent(&mut self, id: Id, number: u64) {
        if !self.told.contains_key(&id) {
            self.unanswered.insert(id, number);
        }
    }

    /// It was answered. The same report must have the same answer, however often it is sent.
    pub(crate) fn answered(&mut self, id: Id, number: u64, told: Told) -> Result<(), Failure> {
        self.unanswered.remove(&id);
        match self.told.get(&id) {
            Some((_, before)) if *before == told => Ok(()),
            Some((_, before)) => Err(Failure::new(format!(
                "lost: report {id} was entry {}, and is entry {} now",
                before.sequence, told.sequence
            ))),
            None => {
                self.told.insert(id, (number, told));
                Ok(())
            }
        }
    }

    /// Numbers of reports that were not answered.
    pub(crate) fn open(&self) -> Vec<u64> {
        self.unanswered.values().copied().collect()
    }

    /// Numbers of some reports that were acknowledged, spread over all of them.
    pub(crate) fn some(&self, most: usize) -> Vec<u64> {
        let step = (self.told.len() / most.max(1)).max(1);
        self.told.values().step_by(step).map(|(number, _)| *number).collect()
    }

    /// Holds the log against it: everything acknowledged is there, once, where it was said to be,
    /// and nothing else was reported; the log's tree and every receipt hold.
    pub(crate) async fn check(&self, place: &Place, keys: &Keys) -> Result<(), Failure> {
        ensure(self.unanswered.is_empty(), || "not everything was sent again".to_owned())?;
        let log = Log::open(place, system_clock()).await?;
        let found = self.compare(&log, keys).await;
        let verified = log.verify(None, |_, _| ()).await;
        log.close().await;
        found?;
        verified?;
        Ok(())
    }

    async fn compare(&self, log: &Log, keys: &Keys) -> Result<(), Failure> {
        let mut seen = BTreeSet::new();
        let mut entries = log.read(0).await?;
        while let Some(page) = entries.next_page().await? {
            for entry in page.iter().filter(|entry| entry.kind == "report/1") {
                let id = Id(entry.id.0);
                ensure(seen.insert(id), || format!("duplicated: report {id} is there twice"))?;
                let known = self.told.get(&id);
                let (_, told) =
                    known.ok_or_else(|| Failure::new(format!("report {id} was never sent")))?;
                let verified = verify_receipt(&told.receipt, keys);
                let verified = verified.map_err(|why| Failure::from(why).at(id))?;
                let promise = verified.promise();
                let holds = told.sequence == entry.sequence
                    && promise.index == entry.sequence
                    && promise.leaf == entry.leaf;
                ensure(holds, || format!("report {id} is not the entry of its receipt"))?;
            }
        }
        let lost = self.told.len() - seen.len();
        ensure(lost == 0, || format!("lost: {lost} acknowledged reports"))
    }
}
