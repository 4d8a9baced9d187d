//! Double entry as people see it: a clerk their own desk, a coordinator what differs.

use serde::Serialize;

use super::{Eyes, Page, Paged};
use crate::{
    BlobHash, Id,
    event::SheetFault,
    intern::NONE,
    sheet::{Progress, Reading, SheetRow, Source},
};

/// What a clerk sees: nothing of it depends on what another clerk typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClerkView {
    /// The sheets on the desk.
    pub tasks: Vec<SheetTask>,
    /// How many sheets were typed.
    pub typed: u32,
    /// What waits for this clerk, on whosever desk it is.
    pub waiting: Open,
}

/// Sheets that wait for a clerk. A sheet on which two others differ looks as one that somebody
/// typed once: whoever is the third does not learn it, and neither do the two, whose sheets are
/// not in here any more. Planted sheets count while others do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Open {
    /// That nobody has typed.
    pub first: usize,
    /// That others have.
    pub second: usize,
}

/// Sheets by the reading that they wait for, as those know it who decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// That nobody has typed.
    pub first: usize,
    /// That one clerk has.
    pub second: usize,
    /// On which two differ.
    pub third: usize,
}

/// Sheets on which clerks do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheets {
    /// That a person decides.
    #[serde(flatten)]
    pub undecided: Paged<SheetView>,
    /// Those that wait for clerks.
    pub waiting: Waiting,
    /// Those of them on which two differ, who waits longest first; as many as a page has.
    pub differing: Vec<Differing>,
}

/// A sheet on which two clerks differ and that a third has not typed. Who typed what is not said:
/// there is nothing to decide yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// The sheet.
    pub sheet: Id,
    /// The station.
    pub station: String,
    /// Since when, in microseconds.
    pub since: i64,
    /// In how many figures; nothing: they do not agree whether it can be typed.
    pub figures: Option<usize>,
    /// Whether a third has it on the desk.
    pub taken: bool,
}

/// A sheet to type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetTask {
    /// The sheet.
    pub sheet: Id,
    /// The contest's protocol form.
    pub form: String,
    /// The station that it is said to be of.
    pub station: String,
    /// The photos.
    pub photos: Vec<BlobHash>,
    /// Until when it is theirs.
    pub until: i64,
}

/// A sheet on which clerks do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetView {
    /// The sheet.
    pub sheet: Id,
    /// The protocol form.
    pub form: String,
    /// The station.
    pub station: String,
    /// The photos.
    pub photos: Vec<BlobHash>,
    /// What each clerk typed, and last what the observer did.
    pub sides: Vec<Side>,
}

/// What somebody read on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The clerk; nothing: the observer.
    pub clerk: Option<String>,
    /// Why it cannot be typed.
    pub fault: Option<SheetFault>,
    /// The figures by question.
    pub figures: Vec<(String, Option<u32>)>,
}

impl Eyes<'_> {
    pub(super) fn desk(&self) -> ClerkView {
        let sheets = &self.look.world.sheets;
        let clerk = sheets.clerks.find(&self.viewer.account).unwrap_or(NONE);
        let mine = sheets.of_clerk(clerk).filter(|(_, row)| row.is_assigned_to(clerk, self.now));
        let task = |(id, row): (Id, &SheetRow)| {
            let until = row.assigned.iter().find(|(own, _)| *own == clerk);
            SheetTask {
                sheet: id,
                form: self.sheet_form(row).to_owned(),
                station: self.sheet_station(row).to_owned(),
                photos: self.sheet_photos(row),
                until: until.map_or(0, |(_, until)| *until),
            }
        };
        let tasks = mine.map(task).collect();
        let typed = sheets.typed.get(&clerk).copied().unwrap_or(0);
        ClerkView { tasks, typed, waiting: self.open_for(clerk) }
    }

    fn open_for(&self, clerk: u32) -> Open {
        let sheets = &self.look.world.sheets;
        let mut open = Open::default();
        for (_, row) in sheets.open().filter(|(_, row)| row.is_for(&self.look, self.viewer, clerk))
        {
            let own = if row.entries.is_empty() { &mut open.first } else { &mut open.second };
            *own += 1;
        }
        let given = self.look.plan.policy.planted_every > 0;
        if given && (open != Open::default() || !sheets.has_reports()) {
            open.first += sheets.planted_for(clerk).count();
        }
        open
    }

    fn sheet_form<'a>(&'a self, row: &'a SheetRow) -> &'a str {
        match &row.source {
            Source::Report(number) => {
                self.look.world.get(*number).map_or("", |row| self.look.form_id(row))
            }
            Source::Planted(planted) => planted.form.as_str(),
        }
    }

    fn sheet_station<'a>(&'a self, row: &'a SheetRow) -> &'a str {
        match &row.source {
            Source::Report(number) => {
                let station = self.look.world.get(*number).map_or(NONE, |row| row.station);
                self.look.plan.stations.code(station)
            }
            Source::Planted(planted) => &planted.station,
        }
    }

    fn sheet_photos(&self, row: &SheetRow) -> Vec<BlobHash> {
        let world = self.look.world;
        match &row.source {
            Source::Report(number) => {
                let extra = world.get(*number).and_then(|row| world.extra(row));
                let photos = extra.into_iter().flat_map(|extra| &extra.photos);
                let photos = photos.filter_map(|(photo, _)| world.photos.get(*photo));
                photos.filter(|photo| !photo.sealed).map(|photo| photo.blob).collect()
            }
            Source::Planted(planted) => planted.photos.clone(),
        }
    }

    pub(super) fn sheets(&self, page: Page) -> Sheets {
        let sheets = self.look.world.sheets.iter();
        let undecided = sheets.filter(|(_, row)| {
            let Source::Report(number) = &row.source else { return false };
            let report = self.look.world.get(*number);
            row.progress() == Progress::Undecided && report.is_some_and(|own| self.sees(own))
        });
        let undecided = Paged::of(undecided, page, |(id, row)| SheetView {
            sheet: *id,
            form: self.sheet_form(row).to_owned(),
            station: self.sheet_station(row).to_owned(),
            photos: self.sheet_photos(row),
            sides: self.sides(row),
        });
        let mut waiting = Waiting::default();
        let mut differing = Vec::new();
        let open = self.look.world.sheets.open();
        for (id, row) in open.filter(|(_, row)| row.report(&self.look, self.viewer).is_some()) {
            match row.entries.as_slice() {
                [] => waiting.first += 1,
                [_] => waiting.second += 1,
                [.., last] => {
                    waiting.third += 1;
                    differing.push((last.time, id, row));
                }
            }
        }
        differing.sort_unstable_by_key(|(since, id, _)| (*since, *id));
        let differing = differing.into_iter().take(page.limit).map(|(since, sheet, row)| {
            let station = self.sheet_station(row).to_owned();
            let taken = row.others(NONE, self.now) > 0;
            Differing { sheet, station, since, figures: row.differing(), taken }
        });
        Sheets { undecided, waiting, differing: differing.collect() }
    }

    fn sides(&self, sheet: &SheetRow) -> Vec<Side> {
        let clerks = &self.look.world.sheets.clerks;
        let typed = sheet
            .entries
            .iter()
            .map(|entry| self.side(Some(clerks.text(entry.clerk).to_owned()), &entry.reading));
        let mut sides: Vec<Side> = typed.collect();
        if let Source::Report(number) = &sheet.source
            && let Some(row) = self.look.world.get(*number)
            && let Some(contest) = self.look.contest(row)
        {
            let figures = contest.figures(self.look.world.bytes(row));
            let named = figures.into_iter().enumerate().map(|(at, figure)| {
                (contest.figure_name(at, self.look.lexicon).to_owned(), figure)
            });
            sides.push(Side { clerk: None, fault: None, figures: named.collect() });
        }
        sides
    }

    fn side(&self, clerk: Option<String>, reading: &Reading) -> Side {
        match reading {
            Reading::Fault(fault) => Side { clerk, fault: Some(*fault), figures: Vec::new() },
            Reading::Figures(figures) => {
                let name = |name| self.look.lexicon.names.text(name).to_owned();
                let figures = figures.iter().map(|(own, figure)| (name(*own), *figure)).collect();
                Side { clerk, fault: None, figures }
            }
        }
    }
}
