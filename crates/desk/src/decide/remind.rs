//! Reminders that the server sends by itself: to whom, in which wave, by which way.

use std::collections::BTreeSet;

use sanaq_said::{Said, said};

use super::{Refused, Thing, missing, send};
use crate::{
    Event, Id, State,
    access::Viewer,
    event::{OutgoingRow, Reminder, ReminderRule, Reminders, Wave, Way},
    view::Eyes,
};

/// Seconds after its time in which a wave still goes out, where the server was down.
const LATE: i64 = 1_800;
/// The most waves of a deadline.
const WAVES: usize = 8;

/// A wave whose time has come, for everybody whose deadline was at the same instant: zones differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueWave {
    /// The deadline.
    pub expected: String,
    /// Which wave: 1, 2, …
    pub wave: u8,
    /// When it was due, in seconds of the Unix epoch.
    pub at: i64,
}

impl State {
    /// The waves whose time has come, done or not. What was done is known by the id that the server
    /// derives from each, so that several servers remind once.
    pub fn due_waves(&self, now: i64) -> Vec<DueWave> {
        if self.plan.archived || self.plan.read_only.is_some() {
            return Vec::new();
        }
        let schedule = || self.plan.schedule.iter().flat_map(|schedule| &schedule.expected);
        let mut all = BTreeSet::new();
        for rule in &self.plan.reminders.rules {
            for known in schedule().filter(|known| known.id == rule.expected) {
                let times: BTreeSet<i64> = self.plan.clock.everywhere(i32::from(known.due));
                for (wave, own) in (1..).zip(&rule.waves) {
                    let hits = times.iter().filter(|at| {
                        let start = at.saturating_add(i64::from(own.after) * 60);
                        (start..start.saturating_add(LATE)).contains(&now)
                    });
                    let expected = || rule.expected.clone();
                    all.extend(hits.map(|at| DueWave { expected: expected(), wave, at: *at }));
                }
            }
        }
        all.into_iter().collect()
    }

    /// Who has not answered a deadline that was due at an instant.
    fn unanswered_at(&self, wave: &DueWave, now: i64) -> BTreeSet<String> {
        let schedule = self.plan.schedule.iter().flat_map(|schedule| &schedule.expected);
        let viewer = Viewer::system();
        let eyes = Eyes { look: self.look(self.mode()), viewer: &viewer, now };
        let known = schedule.filter(|known| known.id == wave.expected);
        let due = known.flat_map(|known| eyes.without_answer(known));
        let own = due.filter(|due| due.at == wave.at);
        own.map(|due| self.people.id(due.number).to_owned()).collect()
    }

    fn rule(&self, expected: &str) -> Option<&ReminderRule> {
        self.plan.reminders.rules.iter().find(|rule| rule.expected == expected)
    }
}

/// A rule names a deadline, and has a text where it writes.
pub(super) fn check(state: &State, reminders: &Reminders) -> Result<(), Refused> {
    let mut seen = BTreeSet::new();
    for rule in &reminders.rules {
        let name = &rule.expected;
        let schedule = state.plan.schedule.iter().flat_map(|schedule| &schedule.expected);
        if !schedule.into_iter().any(|known| known.id == *name) {
            return Err(missing(Thing::Deadline, name));
        }
        let wrong = |why: Said| {
            let said = said!("said-reminders", "reminders of «{name}»: {why}", name, why);
            Err(Refused::Invalid(said))
        };
        if !seen.insert(name) {
            return wrong(said!("said-they-stand-twice", "they stand twice"));
        }
        if rule.waves.is_empty() || rule.waves.len() > WAVES {
            return wrong(said!("said-waves", "expected 1 to {most} waves", most = WAVES));
        }
        let writes = rule.waves.iter().any(|wave| wave.way != Way::Call);
        if writes && rule.texts.values().all(|text| text.trim().is_empty()) {
            return wrong(said!("said-no-text", "there is no text to send"));
        }
    }
    Ok(())
}

/// The entries of a wave. Whom the app does not reach is written to, and whom no text reaches is to
/// be called. A wave that finds nobody is an entry all the same: it is over.
pub(super) fn remind(
    state: &State,
    id: Id,
    wave: &DueWave,
    tariff: &send::Tariff,
    now: i64,
) -> Vec<Event> {
    let Some(rule) = state.rule(&wave.expected) else { return Vec::new() };
    let own = rule.waves.get(usize::from(wave.wave).saturating_sub(1));
    let Some(Wave { way, .. }) = own.copied() else { return Vec::new() };
    let all = state.unanswered_at(wave, now);
    let (by_app, rest): (BTreeSet<String>, BTreeSet<String>) =
        all.into_iter().partition(|id| way == Way::App && state.has_device(id));
    let tariff = send::Tariff { quiet: rule.quiet, ..*tariff };
    let (rows, to_call) = if way == Way::Call {
        (Vec::new(), rest.into_iter().collect())
    } else {
        texts(state, rest, rule, &tariff, now)
    };
    let mark = |observers: Vec<String>, way| -> Event {
        Reminder { expected: wave.expected.clone(), observers, wave: wave.wave, way }.into()
    };
    let audience = send::Audience::Unanswered(wave.expected.clone());
    let order = send::Order { audience: &audience, texts: &rule.texts, tariff: &tariff };
    let mut events = vec![mark(by_app.into_iter().collect(), Way::App)];
    if !to_call.is_empty() {
        events.push(mark(to_call, Way::Call));
    }
    events.extend(send::batch(state, id, &rows, order, Some((&wave.expected, wave.wave))));
    events
}

/// Who is written to, and who is to be called instead. Who is asleep is left to the next wave.
fn texts(
    state: &State,
    ids: BTreeSet<String>,
    rule: &ReminderRule,
    tariff: &send::Tariff,
    now: i64,
) -> (Vec<OutgoingRow>, Vec<String>) {
    let worded = state.worded(&rule.texts);
    let plan = state.plan_for(&Viewer::system(), ids, &worded, tariff, now);
    let mut to_call: Vec<String> = plan
        .skipped
        .into_iter()
        .filter(|own| {
            use send::WhySkipped::{NoNumber, NoText, Stopped};
            matches!(own.why, NoNumber | NoText | Stopped)
        })
        .map(|own| own.observer)
        .collect();
    if plan.left.is_some_and(|left| plan.cost > left) {
        to_call.extend(plan.rows.into_iter().map(|row| row.observer));
        return (Vec::new(), to_call);
    }
    (plan.rows, to_call)
}

impl State {
    /// Whether a device of an observer has joined.
    fn has_device(&self, observer: &str) -> bool {
        self.people.find(observer).is_some_and(|(_, row)| !row.tokens.is_empty())
    }
}
