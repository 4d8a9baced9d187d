//! A report comes in.

use sanaq_forms::{Answer, FormKind};

use super::{Mode, State};
use crate::{
    event::{Meta, Report},
    flag,
    intern::NONE,
    packed::{Brief, Lexicon},
    plan::FormRow,
    report::{Extra, Facts, Row},
};

/// Seconds by which a device may be ahead before its clock is not believed.
const AHEAD: i64 = 300;
/// A report older than this by its own clock was not made then.
const OLDEST: i64 = 3 * 86_400;

impl State {
    pub(super) fn file(&mut self, report: &Report, meta: Meta<'_>) {
        let mode = if report.drill { Mode::Drill } else { Mode::Real };
        if self.world(mode).find(report.id).is_some() {
            self.world_mut(mode).repeated += 1;
            return;
        }
        let mut row = Row::new(report.id, report.channel);
        row.sequence = meta.sequence;
        row.time = meta.time;
        row.at = made(report, meta.time.div_euclid(1_000_000));
        row.form = self.plan.form_number(report.form.as_str(), &report.version);
        row.stage = self.plan.stage(row.form);
        row.sent_station = self.plan.stations.number(&report.station);
        row.station = row.sent_station;
        row.observer = self.author(report);
        row.metres = report.metres.unwrap_or(NONE);
        row.clock = report.clock.unwrap_or(i32::MIN);
        let mut bytes = std::mem::take(&mut self.scratch);
        bytes.clear();
        row.facts = self.pack(report, row.form, &mut bytes);
        row.facts.locked = self.plan.is_locked(mode, row.stage, row.station, row.at);
        row.text = self.longest_text(report, row.form, mode);
        row.head = self.head(&row, &bytes, mode);
        row.answers = self.world_mut(mode).answers.push(&bytes);
        self.scratch = bytes;
        self.seal(&report.photos, &report.sealed);
        for photo in &report.photos {
            self.hold(photo.blob, photo.shown, photo.original, photo.likeness);
        }
        let extra = self.extra(report, mode);
        let number = self.world_mut(mode).push(row, extra);
        self.world_mut(mode).count(number);
        let linked = self.link_correction(mode, number);
        self.after_filing(report, mode, number);
        self.refresh_linked(mode, &linked);
    }

    /// Who observed: who the report says, else whose the number is.
    fn author(&mut self, report: &Report) -> u32 {
        match (&report.observer, report.sender) {
            (Some(id), _) => self.people.number(id),
            (None, Some(sender)) => self.people.by_phone(sender).unwrap_or(NONE),
            (None, None) => NONE,
        }
    }

    /// Packs the answers that may be held. A version that nobody published is read by the newest.
    fn pack(&mut self, report: &Report, form: u16, bytes: &mut Vec<u8>) -> Facts {
        let mut facts = Facts::default();
        let Self { plan, lexicon, .. } = self;
        let form = clear_form(plan, form);
        for (place, answer) in report.answers.0.iter() {
            let name = lexicon.names.number(place.question.as_str());
            if form.is_some_and(|form| form.is_clear(name)) {
                lexicon.pack(place, answer, bytes);
            } else if !matches!(answer, Answer::Sealed(_)) {
                facts.withheld = true;
            }
        }
        facts
    }

    fn longest_text(&self, report: &Report, form: u16, mode: Mode) -> u64 {
        let Some(form) = clear_form(&self.plan, form) else { return 0 };
        let texts = report.answers.0.iter().filter_map(|(place, answer)| match answer {
            Answer::Text(text) => Some((place, text)),
            _ => None,
        });
        let clear = texts.filter(|(place, _)| {
            let name = self.lexicon.names.find(place.question.as_str());
            name.is_some_and(|name| form.is_clear(name))
        });
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let longest = clear.map(|(_, text)| letters(text)).max_by_key(String::len);
        let least = self.plan.policy.text_letters as usize;
        let longest = longest.filter(|text| text.chars().count() >= least.max(1));
        longest.map_or(0, |text| self.world(mode).hash(text).max(1))
    }

    /// What is compared between reports.
    fn head(&self, row: &Row, bytes: &[u8], mode: Mode) -> u64 {
        if let Some(contest) = self.plan.contest_of(row.form) {
            return self.world(mode).hash(contest.figures(bytes));
        }
        if row.stage != FormKind::Turnout {
            return Row::head_of_count(0, None);
        }
        let (mut until, mut voters) = (None, None);
        for (name, brief) in Lexicon::brief(bytes) {
            match brief {
                Brief::Time(seconds) if name == self.wanted.until => until = Some(seconds),
                Brief::Integer(number) if name == self.wanted.voters => {
                    voters = u32::try_from(number).ok();
                }
                _ => {}
            }
        }
        let area = self.plan.stations.area(row.station);
        let minute = match until.and_then(crate::packed::time) {
            Some(time) => self.plan.clock.nearest(area, time, row.at),
            None => self.plan.clock.minute(area, row.at),
        };
        Row::head_of_count(minute, voters)
    }

    fn extra(&mut self, report: &Report, mode: Mode) -> Extra {
        let number = crate::intern::next(self.world(mode).len());
        let Self { worlds: [real, drill], lexicon, .. } = self;
        let world = if mode == Mode::Real { real } else { drill };
        let photos = report.photos.iter().map(|photo| {
            let name = lexicon.names.number(photo.place.question.as_str());
            let likeness = photo.likeness.filter(|_| !photo.sealed);
            (world.photos.push(number, photo.blob, likeness, photo.sealed), name)
        });
        Extra {
            operator: report.operator.as_deref().map(Into::into),
            sender: report.sender,
            corrects: report.corrects,
            faults: report.faults.as_slice().into(),
            sealed: report.sealed.as_slice().into(),
            photos: photos.collect(),
            reason: Box::default(),
        }
    }

    /// Links a correction with what it corrects, whichever came first. Only the own report of the
    /// same observer is corrected; anybody else's stays as it is, beside this one. Gives the
    /// reports that are linked.
    fn link_correction(&mut self, mode: Mode, number: u32) -> Vec<u32> {
        let world = self.world_mut(mode);
        let Some(row) = world.get(number) else { return Vec::new() };
        let id = row.id();
        let corrects = world.extra(row).and_then(|extra| extra.corrects);
        let mut pairs = Vec::new();
        if let Some(corrects) = corrects {
            match world.find(corrects) {
                Some(before) => pairs.push((before, number)),
                None => world.waiting.entry(corrects).or_default().push(number),
            }
        }
        let waiting = world.waiting.remove(&id).unwrap_or_default();
        pairs.extend(waiting.into_iter().map(|correction| (number, correction)));
        self.correct_all(mode, &pairs)
    }

    fn correct_all(&mut self, mode: Mode, pairs: &[(u32, u32)]) -> Vec<u32> {
        let linked = pairs.iter().filter(|(before, after)| self.correct(mode, *before, *after));
        linked.flat_map(|(before, after)| [*before, *after]).collect()
    }

    /// Of several corrections the newest takes the report's place.
    fn correct(&mut self, mode: Mode, before: u32, after: u32) -> bool {
        let world = self.world_mut(mode);
        let Some((old, new)) = world.get(before).zip(world.get(after)) else { return false };
        let own = old.observer == new.observer && old.observer != NONE;
        if !own || before == after {
            return false;
        }
        let newest = (new.at, new.id);
        let known = world.get(old.corrected_by).map(|known| (known.at, known.id));
        if let Some(new) = world.get_mut(after) {
            new.corrects = before;
        }
        if known.is_none_or(|known| known < newest)
            && let Some(old) = world.get_mut(before)
        {
            old.corrected_by = after;
        }
        true
    }

    /// After a report got its observer, a correction may have become its own.
    pub(super) fn relink_correction(&mut self, mode: Mode, number: u32) {
        let world = self.world(mode);
        let Some(row) = world.get(number) else { return };
        let id = row.id();
        let before = world.extra(row).and_then(|extra| extra.corrects);
        let before = before.and_then(|corrects| world.find(corrects));
        let after = world
            .by_observer(row.observer)
            .filter(|(_, other)| world.extra(other).and_then(|extra| extra.corrects) == Some(id));
        let after: Vec<u32> = after.map(|(at, _)| at).collect();
        let before = before.map(|before| (before, number));
        let pairs: Vec<_> = after.into_iter().map(|after| (number, after)).chain(before).collect();
        let linked = self.correct_all(mode, &pairs);
        self.refresh_linked(mode, &linked);
    }

    /// Counts the reports about a station again.
    pub(super) fn recount(&mut self, mode: Mode, station: u32) {
        let world = self.world_mut(mode);
        let here: Vec<u32> = world.at_station(station).map(|(at, _)| at).collect();
        world.uncount(station);
        for number in here {
            world.count(number);
        }
    }

    /// What is compared, after forms, zones or contests changed.
    pub(super) fn rehead(&mut self) {
        for mode in Mode::ALL {
            for number in 0..crate::intern::next(self.world(mode).len()) {
                self.restage(mode, number);
            }
            let filed = self.world(mode).len() > 0;
            for station in self.plan.stations.numbers().filter(|_| filed) {
                self.recount(mode, station);
            }
        }
    }

    /// What kind of report it is, and what is compared.
    pub(super) fn restage(&mut self, mode: Mode, number: u32) {
        let form = self.world(mode).get(number).map_or(u16::MAX, |row| row.form);
        let stage = self.plan.stage(form);
        self.world_mut(mode).set_stage(number, stage);
        self.rehead_one(mode, number);
    }

    pub(super) fn rehead_one(&mut self, mode: Mode, number: u32) {
        let Some(row) = self.world(mode).get(number) else { return };
        let head = self.head(row, self.world(mode).bytes(row), mode);
        if let Some(row) = self.world_mut(mode).get_mut(number) {
            row.head = head;
        }
    }

    fn after_filing(&mut self, report: &Report, mode: Mode, number: u32) {
        let Some(row) = self.world(mode).get(number) else { return };
        let (id, station, observer) = (row.id(), row.station, row.observer);
        let sequence = row.sequence;
        let protocol = row.stage == FormKind::Protocol;
        if observer == NONE
            && let Some(sender) = report.sender
        {
            self.world_mut(mode).strangers.entry(sender).or_default().push(number);
        }
        if protocol && report.photos.iter().any(|photo| !photo.sealed) {
            let sampled = self.plan.stations.is_sampled(station);
            self.world_mut(mode).sheets.add_report(id, number, sampled, sequence);
        }
        let changes = flag::arrived(&self.look(mode), number);
        let world = self.world_mut(mode);
        for (changed, flags) in changes {
            if let Some(row) = world.get(changed) {
                world.set_flags(changed, row.flags.union(flags));
            }
        }
    }

    /// A corrected report no longer stands, so that its neighbours may have fewer flags.
    pub(super) fn refresh_linked(&mut self, mode: Mode, linked: &[u32]) {
        let stations = linked.iter().filter_map(|at| self.world(mode).get(*at));
        let mut stations: Vec<u32> = stations.map(|row| row.station).collect();
        stations.sort_unstable();
        stations.dedup();
        self.refresh(mode, linked);
        for station in stations.into_iter().filter(|station| *station != NONE) {
            self.refresh_station(mode, station);
        }
    }
}

/// The version whose allow-list counts.
fn clear_form(plan: &crate::plan::Plan, form: u16) -> Option<&FormRow> {
    let own = plan.form(form)?;
    if own.form.is_some() { Some(own) } else { plan.newest(&own.id) }
}

/// When a report was made, by the device where its clock can be believed, else when it came.
fn made(report: &Report, came: i64) -> i64 {
    let made = report.made.and_then(|made| made.checked_sub(i64::from(report.clock.unwrap_or(0))));
    let believed = made.filter(|made| *made <= came.saturating_add(AHEAD));
    believed.filter(|made| *made >= came.saturating_sub(OLDEST)).unwrap_or(came)
}
