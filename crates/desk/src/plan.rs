//! What was planned: contests, forms, stations, the schedule, limits and switches.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use sanaq_forms::{Ask, DeviceFact, Expression, Form, FormKind, Name, Question};

use crate::{
    BlobHash, Mode,
    clock::Clock,
    contest::ContestRow,
    event::{ClosedForm, ContestDefined, LockStage, Policy, Published, Reminders, Schedule},
    intern::NONE,
    official::Publications,
    packed::Lexicon,
    station::{StationTable, lies_in},
};

/// The newest lock of each stage and area.
pub(crate) type Locks = BTreeMap<FormKind, BTreeMap<String, LockStage>>;

/// Everything that was planned.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    pub(crate) contests: Vec<ContestRow>,
    pub(crate) forms: Vec<FormRow>,
    numbers: BTreeMap<String, BTreeMap<String, u16>>,
    pub(crate) stations: StationTable,
    pub(crate) clock: Clock,
    pub(crate) schedule: Option<Schedule>,
    pub(crate) policy: Policy,
    /// Of the real world and of drills: a stage that is locked in a drill is open on the day.
    locks: [Locks; 2],
    pub(crate) publications: Publications,
    /// The outlines of areas.
    pub(crate) boundaries: Option<BlobHash>,
    /// What the mission is an example of.
    pub(crate) example: Option<String>,
    pub(crate) read_only: Option<String>,
    pub(crate) archived: bool,
    /// When what is personal is to be erased, in microseconds.
    pub(crate) erase_at: Option<i64>,
    pub(crate) reminders: Reminders,
    pub(crate) drill: Option<String>,
    /// Blobs that were deleted, and observers whose roster entry was.
    pub(crate) deleted: BTreeSet<BlobHash>,
    pub(crate) forgotten: BTreeSet<String>,
    /// Contests and forms that could not be read back.
    pub(crate) unreadable: usize,
}

/// One version of a form.
#[derive(Clone)]
pub(crate) struct FormRow {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) form: Option<Arc<Form>>,
    pub(crate) kind: FormKind,
    /// The questions whose answers are held in the clear, as numbers of the lexicon, in order.
    clear: Vec<u32>,
    /// Since which entry it should not be used.
    pub(crate) closed: Option<u64>,
    /// Since which entry there is a newer version.
    pub(crate) newer: Option<u64>,
    pub(crate) contest: Option<usize>,
}

impl FormRow {
    /// Whether answers to a question may be held.
    pub(crate) fn is_clear(&self, name: u32) -> bool {
        self.clear.binary_search(&name).is_ok()
    }
}

impl Plan {
    pub(crate) fn define(&mut self, defined: &ContestDefined, lexicon: &mut Lexicon) {
        let Some(contest) = ContestRow::new(defined, lexicon) else {
            self.unreadable += 1;
            return;
        };
        if self.schedule.is_none()
            && let Ok(date) = contest.election.date.parse()
        {
            self.clock.set_date(date);
        }
        let own = self.contests.iter().position(|known| known.form == contest.form);
        match own.and_then(|at| self.contests.get_mut(at)) {
            Some(known) => *known = contest,
            None => self.contests.push(contest),
        }
        self.link_contests();
    }

    fn link_contests(&mut self) {
        for form in &mut self.forms {
            form.contest = self.contests.iter().position(|contest| contest.form == form.id);
            if form.contest.is_some() {
                form.kind = FormKind::Protocol;
            }
        }
    }

    /// The number of a form's version, published or not.
    pub(crate) fn form_number(&mut self, id: &str, version: &str) -> u16 {
        if let Some(number) = self.numbers.get(id).and_then(|versions| versions.get(version)) {
            return *number;
        }
        let Some(number) = u16::try_from(self.forms.len()).ok().filter(|n| *n != u16::MAX) else {
            return u16::MAX;
        };
        let contest = self.contests.iter().position(|contest| contest.form == id);
        let kind = match contest {
            Some(_) => FormKind::Protocol,
            None => self.newest(id).map_or(FormKind::Other, |newest| newest.kind),
        };
        self.numbers.entry(id.to_owned()).or_default().insert(version.to_owned(), number);
        self.forms.push(FormRow {
            id: id.to_owned(),
            version: version.to_owned(),
            form: None,
            kind,
            clear: Vec::new(),
            closed: None,
            newer: None,
            contest,
        });
        number
    }

    pub(crate) fn find_form(&self, id: &str, version: &str) -> Option<&FormRow> {
        let number = self.numbers.get(id)?.get(version)?;
        self.form(*number)
    }

    pub(crate) fn form(&self, number: u16) -> Option<&FormRow> {
        self.forms.get(usize::from(number))
    }

    /// The stage that a form belongs to.
    pub(crate) fn stage(&self, form: u16) -> FormKind {
        self.form(form).map_or(FormKind::Other, |form| form.kind)
    }

    /// The version that was published last.
    pub(crate) fn newest(&self, id: &str) -> Option<&FormRow> {
        let versions = self.numbers.get(id)?.values();
        let mut rows = versions.filter_map(|number| self.form(*number));
        rows.find(|row| row.form.is_some() && row.newer.is_none())
    }

    /// A version is published; all others of its form are older from now on. Gives its number.
    pub(crate) fn publish(
        &mut self,
        published: &Published,
        sequence: u64,
        lexicon: &mut Lexicon,
    ) -> u16 {
        let form = &published.form;
        let number = self.form_number(form.id.as_str(), &form.version);
        let others = self.numbers.get(form.id.as_str()).into_iter().flat_map(BTreeMap::values);
        for other in others.filter(|other| **other != number) {
            if let Some(row) = self.forms.get_mut(usize::from(*other)) {
                row.newer = row.newer.or(row.form.is_some().then_some(sequence));
            }
        }
        // Even a log that was tampered with does not bring a sensitive answer into the open.
        let clear = form.questions().filter(|question| may_be_clear(form, question));
        let clear = clear.filter(|question| published.clear.contains(&question.id));
        let clear: BTreeSet<u32> =
            clear.map(|question| lexicon.names.number(question.id.as_str())).collect();
        if let Some(row) = self.forms.get_mut(usize::from(number)) {
            row.kind = form.kind;
            row.form = Some(Arc::new(form.clone()));
            row.clear = clear.into_iter().collect();
            (row.closed, row.newer) = (None, None);
        }
        self.link_contests();
        number
    }

    pub(crate) fn close(&mut self, closed: &ClosedForm, sequence: u64) {
        let number = self.form_number(closed.form.as_str(), &closed.version);
        if let Some(row) = self.forms.get_mut(usize::from(number)) {
            row.closed = Some(sequence);
        }
    }

    pub(crate) fn contest_of(&self, form: u16) -> Option<&ContestRow> {
        self.form(form)?.contest.and_then(|at| self.contests.get(at))
    }

    pub(crate) fn set_lock(&mut self, mode: Mode, lock: &LockStage) {
        let [real, drill] = &mut self.locks;
        let locks = if mode == Mode::Real { real } else { drill };
        locks.entry(lock.stage).or_default().insert(lock.area.clone(), lock.clone());
    }

    /// Whether a stage is locked at a station for what was made at some second: the lock of the
    /// smallest area counts.
    pub(crate) fn is_locked(&self, mode: Mode, stage: FormKind, station: u32, made: i64) -> bool {
        let Some(locks) = self.locks(mode).get(&stage) else { return false };
        let path = self.stations.area(station);
        let fitting = locks.values().filter(|lock| lies_in(path, &lock.area));
        let Some(lock) = fitting.max_by_key(|lock| lock.area.len()) else { return false };
        let minute = self.clock.minute(path, made);
        lock.locked
            || lock.opens.is_some_and(|opens| minute < i32::from(opens))
            || lock.closes.is_some_and(|closes| minute >= i32::from(closes))
    }

    /// The locks of a world.
    pub(crate) const fn locks(&self, mode: Mode) -> &Locks {
        let [real, drill] = &self.locks;
        match mode {
            Mode::Real => real,
            Mode::Drill => drill,
        }
    }
}

/// Whether an answer to the question may be held in the clear at all: nothing that the form calls
/// sensitive, nothing that tells whose device it is, of incidents no text, picture or place, and
/// nothing that is computed from any of these.
pub fn may_be_clear(form: &Form, question: &Question) -> bool {
    tells_nobody(form, question, CALCULATIONS)
}

/// So many calculations may rest on each other; what rests on more is not held in the clear.
const CALCULATIONS: u32 = 8;

fn tells_nobody(form: &Form, question: &Question, depth: u32) -> bool {
    let person = matches!(
        question.ask,
        Ask::Device(DeviceFact::Device | DeviceFact::Phone | DeviceFact::User | DeviceFact::Email)
            | Ask::Location
    );
    let free = matches!(
        question.ask,
        Ask::Text | Ask::Barcode | Ask::Photo | Ask::File(_) | Ask::Hidden | Ask::Note
    );
    let told = form.kind == FormKind::Incident && free && question.id.as_str() != STATION;
    let computed = question.calculation.iter().flat_map(Expression::references);
    let mut sources = computed.filter_map(|name| form.question(&name));
    let plain = |source: &Question| depth > 0 && tells_nobody(form, source, depth - 1);
    !question.sensitive && !person && !told && sources.all(plain)
}

/// The question for the station's code in every built-in form.
pub const STATION: &str = "station-code";

/// The allow-list that a form gets where nobody writes a shorter one.
pub fn clear_fields(form: &Form) -> BTreeSet<Name> {
    let clear = form.questions().filter(|question| may_be_clear(form, question));
    clear.map(|question| question.id.clone()).collect()
}

/// Numbers of questions that flags and views look for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) until: u32,
    pub(crate) voters: u32,
    pub(crate) announced: u32,
    pub(crate) category: u32,
    pub(crate) severity: u32,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { until: NONE, voters: NONE, announced: NONE, category: NONE, severity: NONE }
    }
}

impl Wanted {
    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        let mut number = |name: &str| lexicon.names.number(name);
        Self {
            until: number("until"),
            voters: number("voters"),
            announced: number("announced"),
            category: number("category"),
            severity: number("severity"),
        }
    }
}

#[cfg(test)]
mod tests {
    use sanaq_forms::builtin;

    use super::*;

    #[test]
    fn of_an_incident_only_choices_and_numbers_are_clear() {
        let form = builtin::form("incident").unwrap().unwrap();
        let clear: Vec<String> = clear_fields(&form).iter().map(ToString::to_string).collect();
        assert_eq!(
            clear,
            [
                "category",
                "category-group",
                "going-on",
                "happened-at",
                "harm",
                "knowledge",
                "people-affected",
                "severity",
                "station-code",
                "told"
            ]
        );
    }

    #[test]
    fn a_list_that_names_a_sensitive_question_does_not_open_it() {
        let form = builtin::form("incident").unwrap().unwrap();
        let clear = form.questions().map(|question| question.id.clone()).collect();
        let (mut plan, mut lexicon) = (Plan::default(), Lexicon::default());
        plan.publish(&Published { form, clear }, 0, &mut lexicon);
        let row = plan.find_form("incident", "1").unwrap();
        let contact = lexicon.names.number("contact");
        assert!(!row.is_clear(contact));
        assert!(row.is_clear(lexicon.names.number("category")));
    }

    fn planned() -> (Plan, u32) {
        let mut plan = Plan::default();
        plan.clock.set_date("2021-01-10".parse().unwrap());
        let row =
            crate::event::StationRow { code: "1".into(), area: "A/B".into(), ..Default::default() };
        let station = plan.stations.set(&row).unwrap();
        (plan, station)
    }

    fn lock(area: &str, locked: bool, hours: Option<(u16, u16)>) -> LockStage {
        let (opens, closes) = hours.unzip();
        LockStage { stage: FormKind::Opening, area: area.into(), locked, opens, closes }
    }

    #[test]
    fn the_lock_of_the_smaller_area_counts() {
        let (mut plan, station) = planned();
        let stage = FormKind::Opening;
        plan.set_lock(Mode::Real, &lock("", true, None));
        assert!(plan.is_locked(Mode::Real, stage, station, 0));
        assert!(!plan.is_locked(Mode::Drill, stage, station, 0), "a drill has locks of its own");
        plan.set_lock(Mode::Real, &lock("A/B", false, None));
        assert!(!plan.is_locked(Mode::Real, stage, station, 0));
        assert!(!plan.is_locked(Mode::Real, FormKind::Voting, station, 0));
    }

    #[test]
    fn a_stage_opens_and_closes_by_the_stations_clock_and_by_hand() {
        let (mut plan, station) = planned();
        let zones = BTreeMap::from([("A".to_owned(), "Asia/Almaty".to_owned())]);
        plan.clock.set_zones(&zones);
        let stage = FormKind::Opening;
        let at = |minute: i64| 1_610_215_200 + minute * 60;
        plan.set_lock(Mode::Real, &lock("", false, Some((420, 540))));
        let locked = |plan: &Plan, minute| plan.is_locked(Mode::Real, stage, station, at(minute));
        let minutes = [419, 420, 539, 540, 1_470].map(|minute| locked(&plan, minute));
        assert_eq!(minutes, [true, false, false, true, true]);
        plan.set_lock(Mode::Real, &lock("", true, Some((420, 540))));
        assert!(locked(&plan, 430), "by hand");
        plan.set_lock(Mode::Real, &lock("", false, None));
        assert!(!locked(&plan, 600), "the newest decision counts");
    }
}
