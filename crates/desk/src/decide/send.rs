//! Messages that go out: what they cost and whom they cannot reach is known before they do.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_forms::sms::{Segments, segments};
use sanaq_said::said;
use serde::Serialize;

use super::{Refused, Thing, missing};
use crate::{
    Event, Id, Mode, State,
    access::{Right, Viewer},
    event::{Outgoing, OutgoingRow, Reminder, Way},
    people::ObserverRow,
    station::lies_in,
    view::Eyes,
};

/// Rows of one event: an entry of the log has at most one MiB.
const ROWS: usize = 4_000;

/// What stands before every text of a drill, so that nobody takes it for the day itself.
const DRILL: [(&str, &str); 3] = [("kk", "ЖАТТЫҒУ"), ("ky", "МАШЫГУУ"), ("ru", "УЧЕНИЕ")];

/// To whom a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// These observers.
    Observers(Vec<String>),
    /// Everybody who is deployed in an area; empty: everybody.
    Area(String),
    /// Everybody who has not answered a deadline: a reminder.
    Unanswered(String),
}

/// What messages cost and when they may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tariff {
    /// A segment's price in thousandths of the currency.
    pub per_segment: u64,
    /// The most that the batch may cost; nothing: no limit.
    pub at_most: Option<u64>,
    /// Minutes of the day, local time, between which nobody is disturbed; may span midnight.
    pub quiet: Option<(u16, u16)>,
    /// What all messages of the mission may cost together; nothing: no limit.
    pub budget: Option<u64>,
}

/// What would happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessagePlan {
    /// The text in each language that is needed, with its segments.
    pub texts: Vec<PlannedText>,
    /// How many would be reached.
    pub recipients: usize,
    /// Segments in all.
    pub segments: u64,
    /// Thousandths of the currency.
    pub cost: u64,
    /// What all messages before cost, in drills too.
    pub spent: u64,
    /// What is left of the budget before this batch; nothing: there is no limit.
    pub left: Option<u64>,
    /// Who would not be reached, and why.
    pub skipped: Vec<Skipped>,
    #[serde(skip)]
    pub(super) rows: Vec<OutgoingRow>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedText {
    /// The language.
    pub language: String,
    /// The alphabet that it needs, how many segments it makes, and which character is to blame.
    pub segments: Segments,
    /// To how many it goes.
    pub recipients: usize,
}

/// Somebody who would not be reached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// Who.
    pub observer: String,
    /// Why.
    pub why: WhySkipped,
}

/// Why somebody would not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhySkipped {
    /// Nobody of this name.
    Unknown,
    /// They report no more.
    Revoked,
    /// They want no messages.
    Stopped,
    /// No number is known.
    NoNumber,
    /// It is night there.
    QuietHours,
    /// There is no text in their language or in any other.
    NoText,
}

impl State {
    /// What a batch of messages would do.
    pub fn plan_messages(
        &self,
        viewer: &Viewer,
        audience: &Audience,
        texts: &BTreeMap<String, String>,
        tariff: &Tariff,
        now: i64,
    ) -> Result<MessagePlan, Refused> {
        if !viewer.may(Right::Plan) {
            return Err(Refused::NotAllowed(Right::Plan));
        }
        let ids = self.audience(viewer, audience, now)?;
        let texts = &self.worded(texts);
        Ok(self.plan_for(viewer, ids, texts, tariff, now))
    }

    /// What messages to these people would do, with the texts as they are sent.
    pub(super) fn plan_for(
        &self,
        viewer: &Viewer,
        ids: BTreeSet<String>,
        texts: &BTreeMap<String, String>,
        tariff: &Tariff,
        now: i64,
    ) -> MessagePlan {
        let (mut rows, mut skipped) = (Vec::new(), Vec::new());
        for id in ids {
            match self.recipient(viewer, &id, texts, tariff, now) {
                Ok(row) => rows.push(row),
                Err(why) => skipped.push(Skipped { observer: id, why }),
            }
        }
        let planned = texts.iter().map(|(language, text)| PlannedText {
            language: language.clone(),
            segments: segments(text),
            recipients: rows.iter().filter(|row| row.language == *language).count(),
        });
        let planned = planned.filter(|text| text.recipients > 0).collect();
        let total: u64 = rows.iter().map(|row| u64::from(row.segments)).sum();
        let spent = self.spent();
        MessagePlan {
            texts: planned,
            recipients: rows.len(),
            segments: total,
            cost: total.saturating_mul(tariff.per_segment),
            spent,
            left: tariff.budget.map(|budget| budget.saturating_sub(spent)),
            skipped,
            rows,
        }
    }

    /// What all messages cost until now, in thousandths; those of drills cost as much.
    pub fn spent(&self) -> u64 {
        let batches = self.worlds.iter().flat_map(|world| world.messages.batches.values());
        batches.map(|batch| batch.cost).fold(0, u64::saturating_add)
    }

    /// The texts as they are sent: during a drill each begins by saying so.
    pub(super) fn worded(&self, texts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        if self.mode() == Mode::Real {
            return texts.clone();
        }
        let marked = |(language, text): (&String, &String)| {
            let word = DRILL.iter().find(|(own, _)| own == language).map_or("DRILL", |own| own.1);
            (language.clone(), format!("{word}: {text}"))
        };
        texts.iter().map(marked).collect()
    }

    /// The observers that are meant, each once, by name.
    fn audience(
        &self,
        viewer: &Viewer,
        audience: &Audience,
        now: i64,
    ) -> Result<BTreeSet<String>, Refused> {
        let id = |number| self.people.id(number).to_owned();
        Ok(match audience {
            Audience::Observers(ids) => ids.iter().cloned().collect(),
            Audience::Area(area) => {
                let here = |row: &ObserverRow| {
                    let mut open = row.deployments.iter().filter(|own| !own.ended);
                    open.any(|own| lies_in(self.plan.stations.area(own.station), area))
                };
                let all = self.people.observers().filter(|(_, row)| {
                    self.people.may_see(&viewer.organisation, &row.organisation)
                        && (area.is_empty() || here(row))
                });
                all.map(|(number, _)| id(number)).collect()
            }
            Audience::Unanswered(expected) => {
                let schedule = self.plan.schedule.as_ref();
                let known = schedule
                    .and_then(|schedule| schedule.expected.iter().find(|own| own.id == *expected));
                let known = known.ok_or_else(|| missing(Thing::Deadline, expected))?;
                let eyes = Eyes { look: self.look(self.mode()), viewer, now };
                eyes.without_answer(known).iter().map(|due| id(due.number)).collect()
            }
        })
    }

    fn recipient(
        &self,
        viewer: &Viewer,
        id: &str,
        texts: &BTreeMap<String, String>,
        tariff: &Tariff,
        now: i64,
    ) -> Result<OutgoingRow, WhySkipped> {
        let found = self.people.find(id);
        let mine = |row: &ObserverRow| self.people.may_see(&viewer.organisation, &row.organisation);
        let (_, row) = found.filter(|(_, row)| mine(row)).ok_or(WhySkipped::Unknown)?;
        if row.revoked.is_some() {
            return Err(WhySkipped::Revoked);
        }
        if row.stopped {
            return Err(WhySkipped::Stopped);
        }
        if row.number.is_none_or(|blob| self.plan.deleted.contains(&blob)) {
            return Err(WhySkipped::NoNumber);
        }
        if self.is_quiet(row, tariff.quiet, now) {
            return Err(WhySkipped::QuietHours);
        }
        let own = texts.get_key_value(&row.language);
        let text = own.or_else(|| texts.get_key_value("en")).or_else(|| texts.iter().next());
        let (language, text) = text.ok_or(WhySkipped::NoText)?;
        let segments = u32::try_from(segments(text).segments).unwrap_or(u32::MAX);
        Ok(OutgoingRow { observer: id.to_owned(), language: language.clone(), segments })
    }

    /// Whether somebody is not to be disturbed now, by the clock where they are.
    pub(super) fn is_quiet(&self, row: &ObserverRow, quiet: Option<(u16, u16)>, now: i64) -> bool {
        let Some((from, to)) = quiet else { return false };
        let station = row.deployments.iter().find(|own| !own.ended).map(|own| own.station);
        let area = station.map_or("", |station| self.plan.stations.area(station));
        let minute = self.plan.clock.minute(area, now).rem_euclid(crate::clock::DAY);
        let (from, to) = (i32::from(from), i32::from(to));
        if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }
}

/// What is to be sent.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    pub(super) audience: &'a Audience,
    pub(super) texts: &'a BTreeMap<String, String>,
    pub(super) tariff: &'a Tariff,
}

pub(super) fn send(
    state: &State,
    viewer: &Viewer,
    id: Id,
    order: Order<'_>,
    now: i64,
) -> Result<Vec<Event>, Refused> {
    let Order { audience, texts, tariff } = order;
    let known = |mode| state.world(mode).messages.batches.contains_key(&id);
    if known(Mode::Real) || known(Mode::Drill) {
        return Ok(Vec::new());
    }
    let plan = state.plan_messages(viewer, audience, texts, tariff, now)?;
    if let Some(most) = tariff.at_most.filter(|most| plan.cost > *most) {
        return Err(Refused::Invalid(said!(
            "said-costs-more",
            "this costs {cost}, at most {most} was allowed",
            cost = money(plan.cost),
            most = money(most)
        )));
    }
    if let Some(left) = plan.left.filter(|left| plan.cost > *left) {
        return Err(Refused::Invalid(said!(
            "said-costs-left",
            "this costs {cost}, and {left} are left of the budget",
            cost = money(plan.cost),
            left = money(left)
        )));
    }
    if plan.rows.is_empty() {
        let nobody = said!("said-nobody-reached", "nobody would be reached");
        return Err(Refused::Invalid(nobody));
    }
    let reminds = match audience {
        Audience::Unanswered(expected) => Some((expected.as_str(), 0)),
        _ => None,
    };
    Ok(batch(state, id, &plan.rows, order, reminds))
}

/// Thousandths of the currency as people write them.
fn money(thousandths: u64) -> String {
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    let decimals = format!("{part:03}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") }
}

/// The entries of a batch, with the reminder that it is.
pub(super) fn batch(
    state: &State,
    id: Id,
    rows: &[OutgoingRow],
    order: Order<'_>,
    reminds: Option<(&str, u8)>,
) -> Vec<Event> {
    let (drill, texts) = (state.mode() == Mode::Drill, state.worded(order.texts));
    let (per_segment, quiet) = (order.tariff.per_segment, order.tariff.quiet);
    let mut events = Vec::new();
    for rows in rows.chunks(ROWS) {
        let costs = rows.iter().map(|row| u64::from(row.segments).saturating_mul(per_segment));
        let cost = costs.fold(0, u64::saturating_add);
        let (texts, rows) = (texts.clone(), rows.to_vec());
        if let Some((expected, wave)) = reminds {
            let observers = rows.iter().map(|row| row.observer.clone()).collect();
            let expected = expected.to_owned();
            events.push(Reminder { expected, observers, wave, way: Way::Sms }.into());
        }
        let reminds = reminds.map(|(expected, _)| expected.to_owned());
        events.push(Outgoing { id, drill, texts, rows, cost, quiet, reminds }.into());
    }
    events
}
