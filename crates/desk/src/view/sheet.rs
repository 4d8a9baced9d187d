//! Double entry as people see it: a clerk their own desk, a coordinator what differs.

use serde::Serialize;

use super::{Eyes, Page, Paged};
use crate::{
    BlobHash, Id,
    event::SheetFault,
    intern::NONE,
    interval::{Proportion, proportion},
    sheet::{Progress, Reading, SheetRow, Source},
};

/// What a clerk sees: nothing of it depends on what another clerk typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClerkView {
    /// The sheets on the desk.
    pub tasks: Vec<SheetTask>,
    /// How many sheets were typed.
    pub typed: u32,
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

/// How fast and how exact a clerk is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClerkQuality {
    /// The clerk.
    pub clerk: String,
    /// Sheets typed.
    pub typed: u32,
    /// The median of the seconds a sheet took.
    pub seconds: u32,
    /// Planted sheets typed.
    pub planted: usize,
    /// Figures of them that were wrong, of how many, with an exact interval.
    pub errors: Proportion,
}

impl Eyes<'_> {
    pub(super) fn desk(&self) -> ClerkView {
        let sheets = &self.look.world.sheets;
        let Some(clerk) = sheets.clerks.find(&self.viewer.account) else {
            return ClerkView { tasks: Vec::new(), typed: 0 };
        };
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
        ClerkView { tasks, typed: sheets.typed.get(&clerk).copied().unwrap_or(0) }
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

    pub(super) fn sheets(&self, page: Page) -> Paged<SheetView> {
        let sheets = self.look.world.sheets.iter();
        let undecided = sheets.filter(|(_, row)| {
            let Source::Report(number) = &row.source else { return false };
            let report = self.look.world.get(*number);
            row.progress() == Progress::Undecided && report.is_some_and(|own| self.sees(own))
        });
        Paged::of(undecided, page, |(id, row)| SheetView {
            sheet: *id,
            station: self.sheet_station(row).to_owned(),
            photos: self.sheet_photos(row),
            sides: self.sides(row),
        })
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

    pub(super) fn clerks(&self) -> Vec<ClerkQuality> {
        let sheets = &self.look.world.sheets;
        let one = |clerk: u32, typed: u32| {
            let mut seconds = Vec::new();
            let (mut planted, mut wrong, mut figures) = (0, 0, 0);
            for (_, row) in sheets.of_clerk(clerk) {
                let Some(entry) = row.entries.iter().find(|entry| entry.clerk == clerk) else {
                    continue;
                };
                seconds.push(entry.seconds);
                if let Source::Planted(truth) = &row.source {
                    planted += 1;
                    for (name, figure) in &truth.truth.0 {
                        figures += 1;
                        let name = self.look.lexicon.names.find(name.as_str()).unwrap_or(NONE);
                        wrong += u32::from(entry.reading.figure(name) != *figure);
                    }
                }
            }
            seconds.sort_unstable();
            ClerkQuality {
                clerk: sheets.clerks.text(clerk).to_owned(),
                typed,
                seconds: seconds.get(seconds.len() / 2).copied().unwrap_or(0),
                planted,
                errors: proportion(wrong, figures),
            }
        };
        let typed = sheets.typed.iter().filter(|(clerk, _)| {
            let account = self.look.people.accounts.get(sheets.clerks.text(**clerk));
            self.viewer.is_over(account.map_or("", |row| &row.account.organisation))
        });
        let mut all: Vec<_> = typed.map(|(clerk, typed)| one(*clerk, *typed)).collect();
        all.sort_by(|a, b| a.clerk.cmp(&b.clerk));
        all
    }
}
