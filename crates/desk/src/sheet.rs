//! Sheets: photos of protocols that clerks type, blind of each other.
//!
//! Two clerks type each sheet. Where they differ a third does, who does not know that; where all
//! differ, a person decides. Planted sheets, whose figures are known, measure the clerks.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Id,
    access::Viewer,
    event::{
        Assigned, Figures, Planted, SheetFault, SheetResolved, Transcribed, TranscriptionResult,
    },
    intern::{Interner, NONE},
    report,
    state::Look,
};

/// All sheets of one world.
#[derive(Clone, Default)]
pub(crate) struct Sheets {
    rows: BTreeMap<Id, SheetRow>,
    pub(crate) clerks: Interner,
    /// Sheets that still need a clerk: those of the sample first, then as they came.
    open: BTreeSet<(bool, u64, Id)>,
    planted: Vec<Id>,
    /// The sheets that each clerk was ever given or typed.
    of_clerk: BTreeMap<u32, BTreeSet<Id>>,
    /// How many sheets each clerk typed.
    pub(crate) typed: BTreeMap<u32, u32>,
    /// Entries about sheets that are not here, and second entries of one clerk.
    pub(crate) lost: u64,
}

/// One sheet.
#[derive(Clone)]
pub(crate) struct SheetRow {
    pub(crate) source: Source,
    pub(crate) assigned: Vec<(u32, i64)>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) resolved: Option<(Reading, String)>,
    /// When a person decided, in microseconds.
    pub(crate) resolved_at: i64,
    order: (bool, u64),
}

/// Where a sheet comes from.
#[derive(Clone)]
pub(crate) enum Source {
    /// A report.
    Report(u32),
    /// Planted.
    Planted(Box<Planted>),
}

/// What one clerk typed.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) clerk: u32,
    pub(crate) reading: Reading,
    pub(crate) seconds: u32,
    /// When it was handed in, in microseconds.
    pub(crate) time: i64,
}

/// What a sheet says, by the lexicon's numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    Figures(Box<[(u32, Option<u32>)]>),
    Fault(SheetFault),
}

/// How far a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress<'a> {
    /// More clerks are needed.
    Open,
    /// Nobody agrees with anybody: a person decides.
    Undecided,
    /// Two agree, or a person decided.
    Settled(&'a Reading),
}

/// Clerks who type a sheet.
pub(crate) const FEWEST_CLERKS: usize = 2;
/// Clerks who type a sheet before a person is asked.
const MOST_CLERKS: usize = 3;

impl Reading {
    pub(crate) fn new(result: &TranscriptionResult, names: &mut Interner) -> Self {
        match result {
            TranscriptionResult::Figures(figures) => Self::of(figures, names),
            TranscriptionResult::Fault(fault) => Self::Fault(*fault),
        }
    }

    pub(crate) fn of(figures: &Figures, names: &mut Interner) -> Self {
        let numbered =
            figures.0.iter().map(|(name, figure)| (names.number(name.as_str()), *figure));
        let mut all: Vec<_> = numbered.filter(|(name, _)| *name != NONE).collect();
        all.sort_unstable();
        Self::Figures(all.into())
    }

    pub(crate) fn figure(&self, name: u32) -> Option<u32> {
        match self {
            Self::Figures(figures) => {
                let at = figures.binary_search_by_key(&name, |(own, _)| *own).ok()?;
                figures.get(at).and_then(|(_, figure)| *figure)
            }
            Self::Fault(_) => None,
        }
    }
}

impl SheetRow {
    fn new(source: Source, order: (bool, u64)) -> Self {
        let (assigned, entries) = (Vec::new(), Vec::new());
        Self { source, assigned, entries, resolved: None, resolved_at: 0, order }
    }

    pub(crate) fn progress(&self) -> Progress<'_> {
        if let Some((reading, _)) = &self.resolved {
            return Progress::Settled(reading);
        }
        for (at, entry) in self.entries.iter().enumerate() {
            let before = self.entries.get(..at).unwrap_or_default();
            if before.iter().any(|other| other.reading == entry.reading) {
                return Progress::Settled(&entry.reading);
            }
        }
        if self.entries.len() < MOST_CLERKS { Progress::Open } else { Progress::Undecided }
    }

    /// In how many figures the first two clerks differ; nothing where one of them says that it
    /// cannot be typed.
    pub(crate) fn differing(&self) -> Option<usize> {
        let [one, other, ..] = self.entries.as_slice() else { return None };
        let (Reading::Figures(one), Reading::Figures(other)) = (&one.reading, &other.reading)
        else {
            return None;
        };
        Some(one.iter().zip(other).filter(|(one, other)| one != other).count())
    }

    /// How many clerks it needs, those who are done among them.
    pub(crate) fn needed(&self) -> usize {
        if self.entries.len() < FEWEST_CLERKS { FEWEST_CLERKS } else { MOST_CLERKS }
    }

    /// The report that it is of, where that stands and somebody may see it; nothing for planted
    /// sheets.
    pub(crate) fn report<'a>(&self, look: &Look<'a>, viewer: &Viewer) -> Option<&'a report::Row> {
        let Source::Report(number) = &self.source else { return None };
        let row = look.world.get(*number)?;
        (row.stands() && viewer.sees(look, row)).then_some(row)
    }

    /// Whether it is of a report that a clerk may type: neither typed nor filed by them.
    pub(crate) fn is_for(&self, look: &Look<'_>, viewer: &Viewer, clerk: u32) -> bool {
        let own = |row| {
            let extra = look.world.extra(row);
            extra.and_then(|extra| extra.operator.as_deref()) == Some(viewer.account())
        };
        !self.was_typed_by(clerk) && self.report(look, viewer).is_some_and(|row| !own(row))
    }

    pub(crate) fn was_typed_by(&self, clerk: u32) -> bool {
        self.entries.iter().any(|entry| entry.clerk == clerk)
    }

    /// Whether it is a clerk's at a second.
    pub(crate) fn is_assigned_to(&self, clerk: u32, now: i64) -> bool {
        let open = self.assigned.iter().any(|(own, until)| *own == clerk && now < *until);
        open && !self.was_typed_by(clerk)
    }

    /// How many others have it on their desks at a second.
    pub(crate) fn others(&self, clerk: u32, now: i64) -> usize {
        let open = self.assigned.iter().filter(|(own, until)| *own != clerk && now < *until);
        open.filter(|(own, _)| !self.was_typed_by(*own)).count()
    }
}

impl Sheets {
    pub(crate) fn get(&self, id: Id) -> Option<&SheetRow> {
        self.rows.get(&id)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Id, &SheetRow)> {
        self.rows.iter()
    }

    /// Whether any is of a report.
    pub(crate) fn has_reports(&self) -> bool {
        self.rows.len() > self.planted.len()
    }

    /// The planted sheets that a clerk has not typed.
    pub(crate) fn planted_for(&self, clerk: u32) -> impl Iterator<Item = Id> {
        let fresh = move |id: &&Id| self.get(**id).is_some_and(|row| !row.was_typed_by(clerk));
        self.planted.iter().filter(fresh).copied()
    }

    /// The sheets that a clerk was ever given or typed.
    pub(crate) fn of_clerk(&self, clerk: u32) -> impl Iterator<Item = (Id, &SheetRow)> {
        let ids = self.of_clerk.get(&clerk).into_iter().flatten();
        ids.filter_map(|id| self.rows.get(id).map(|row| (*id, row)))
    }

    /// Sheets that need a clerk, the most urgent first.
    pub(crate) fn open(&self) -> impl Iterator<Item = (Id, &SheetRow)> {
        let ids = self.open.iter().map(|(_, _, id)| *id);
        ids.filter_map(|id| self.rows.get(&id).map(|row| (id, row)))
    }

    pub(crate) fn add_report(&mut self, id: Id, report: u32, sampled: bool, sequence: u64) {
        let order = (!sampled, sequence);
        self.rows.entry(id).or_insert_with(|| SheetRow::new(Source::Report(report), order));
        self.reopen(id);
    }

    pub(crate) fn plant(&mut self, planted: &Planted, sequence: u64) {
        if self.rows.contains_key(&planted.id) {
            self.lost += 1;
            return;
        }
        let source = Source::Planted(Box::new(planted.clone()));
        self.rows.insert(planted.id, SheetRow::new(source, (true, sequence)));
        self.planted.push(planted.id);
    }

    /// Keeps the list of open sheets true.
    fn reopen(&mut self, id: Id) {
        let Some(row) = self.rows.get(&id) else { return };
        let key = (row.order.0, row.order.1, id);
        let open = row.progress() == Progress::Open && matches!(row.source, Source::Report(_));
        if open {
            self.open.insert(key);
        } else {
            self.open.remove(&key);
        }
    }

    pub(crate) fn assign(&mut self, assigned: &Assigned) {
        let clerk = self.clerks.number(&assigned.clerk);
        let Some(row) = self.rows.get_mut(&assigned.sheet) else {
            self.lost += 1;
            return;
        };
        match row.assigned.iter_mut().find(|(own, _)| *own == clerk) {
            Some((_, until)) => *until = assigned.until,
            None => row.assigned.push((clerk, assigned.until)),
        }
        self.of_clerk.entry(clerk).or_default().insert(assigned.sheet);
    }

    /// The first entry of a clerk counts: a second look would not be blind.
    pub(crate) fn transcribe(
        &mut self,
        transcribed: &Transcribed,
        names: &mut Interner,
        time: i64,
    ) {
        let clerk = self.clerks.number(&transcribed.clerk);
        let reading = Reading::new(&transcribed.result, names);
        let row = self.rows.get_mut(&transcribed.sheet);
        let Some(row) = row.filter(|row| clerk != NONE && !row.was_typed_by(clerk)) else {
            self.lost += 1;
            return;
        };
        row.entries.push(Entry { clerk, reading, seconds: transcribed.seconds, time });
        *self.typed.entry(clerk).or_default() += 1;
        self.of_clerk.entry(clerk).or_default().insert(transcribed.sheet);
        self.reopen(transcribed.sheet);
    }

    pub(crate) fn resolve(&mut self, resolved: &SheetResolved, names: &mut Interner, time: i64) {
        let reading = Reading::new(&resolved.result, names);
        match self.rows.get_mut(&resolved.sheet) {
            Some(row) => {
                row.resolved = Some((reading, resolved.reason.clone()));
                row.resolved_at = time;
            }
            None => self.lost += 1,
        }
        self.reopen(resolved.sheet);
    }
}
