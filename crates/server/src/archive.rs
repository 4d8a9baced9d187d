//! Forgetting people: their numbers, what identifies their phones, what they wrote in their own
//! words. What they reported stays, under the pseudonym, and stays provable.

use std::collections::BTreeSet;

use sanaq_desk::{
    Actor, BlobHash, Command, Event,
    decide::redacted,
    event::{Deletion, Erased, Erasure},
};
use sanaq_log::Left;
use sanaq_seal::{canonical::Canonical, entry::Id, hash::Hash};

use crate::{app::Server, problem::Problem};

/// Entries of one erasure: an entry of the log has at most one MiB.
const AT_ONCE: usize = 2_000;

/// What is to be forgotten.
pub(crate) struct Order {
    /// Whose; nothing: everybody's.
    pub(crate) whose: Option<BTreeSet<String>>,
    /// Photos and sealed answers that go too.
    pub(crate) blobs: Vec<BlobHash>,
    /// Why.
    pub(crate) reason: String,
}

/// How much was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Forgotten {
    /// Numbers, photos and sealed answers that are gone.
    pub(crate) blobs: usize,
    /// Entries that say less now.
    pub(crate) entries: usize,
}

/// Forgets. Each step is an entry before it is done, so that after a crash the same order, under
/// the same id, finishes it.
pub(crate) async fn erase(
    server: &Server,
    by: &Actor,
    id: Id,
    order: Order,
) -> Result<Forgotten, Problem> {
    let (mut blobs, observers) = {
        let state = server.office.state();
        let observers = match &order.whose {
            Some(whose) => whose.iter().cloned().collect(),
            None => state.remembered(),
        };
        (state.numbers_of(order.whose.as_ref()), observers)
    };
    blobs.extend(&order.blobs);
    let step = |name: &str| Id::derived(&id.to_string(), name);
    let notice = Deletion { blobs: blobs.clone(), observers, reason: order.reason.clone() };
    let command = Command::Record(Event::from(notice));
    server.office.act(by, step("deletion"), &command).await?;
    for blob in &blobs {
        let hash = Hash(blob.0);
        server.office.blobs.remove(hash).await?;
        server.office.blobs.forget(hash).await?;
    }
    let mut done = Forgotten { blobs: blobs.len(), entries: 0 };
    let mut entries = server.office.log.read(0).await?;
    let mut left = Vec::new();
    while let Some(page) = entries.next_page().await? {
        for entry in page {
            let event = Event::read(&entry.kind, entry.body.as_str());
            let rest = redacted(&server.office.state(), &event, order.whose.as_ref());
            if let Some(body) = rest.and_then(|rest| rest.body()) {
                let body = Canonical::of(&body).map_err(|error| Problem::inside(&error))?;
                left.push(Left { sequence: entry.sequence, body });
            }
            if left.len() >= AT_ONCE {
                done.entries += overwrite(server, by, id, &order, &mut left).await?;
            }
        }
    }
    done.entries += overwrite(server, by, id, &order, &mut left).await?;
    if done.entries == 0 {
        // After a crash the entries may say nothing any more, and files of the database still do.
        server.office.log.erase(Vec::new()).await?;
    }
    let finished = Deletion { blobs: Vec::new(), observers: Vec::new(), reason: order.reason };
    let command = Command::Record(Event::from(finished));
    server.office.act(by, step("done"), &command).await?;
    Ok(done)
}

/// Says what is erased, then erases it.
async fn overwrite(
    server: &Server,
    by: &Actor,
    id: Id,
    order: &Order,
    left: &mut Vec<Left>,
) -> Result<usize, Problem> {
    let named = |own: &Left| Erased { sequence: own.sequence, left: BlobHash(own.hash().0) };
    let mut left = std::mem::take(left);
    let (mut count, mut again) = (0, 0_u32);
    while let Some(first) = left.first().map(|own| own.sequence) {
        let entries = left.iter().map(named).collect();
        let erasure = Erasure { entries, reason: order.reason.clone() };
        // What was erased before no longer needs it, so the first place names the step.
        let name = if again == 0 { first.to_string() } else { format!("{first}/{again}") };
        let step = Id::derived(&id.to_string(), &name);
        server.office.act(by, step, &Command::Erase(erasure)).await?;
        // After a crash the entry may be there from before, with fewer places: the others follow.
        let entry = server.office.log.find(step).await?;
        let said = entry.map(|entry| Event::read(&entry.kind, entry.body.as_str()));
        let Some(Event::Erasure(said)) = said else { break };
        let (now, rest): (Vec<Left>, Vec<Left>) =
            left.into_iter().partition(|own| said.entries.contains(&named(own)));
        again = if now.is_empty() { again + 1 } else { 0 };
        count += now.len();
        if !now.is_empty() {
            server.office.log.erase(now).await?;
        }
        left = rest;
    }
    Ok(count)
}
