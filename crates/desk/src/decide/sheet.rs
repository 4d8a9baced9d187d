//! Sheets are given to clerks and handed in.

use sanaq_said::said;

use super::{Refused, Thing, missing};
use crate::{
    Event, Id, State,
    access::Viewer,
    event::{Assigned, Figures, Transcribed, TranscriptionResult},
    intern::NONE,
    sheet::{Reading, SheetRow, Source},
    state::Look,
};

/// The next sheet for a clerk: nothing new while one is on the desk.
pub(super) fn take(state: &State, viewer: &Viewer, now: i64) -> Vec<Event> {
    let look = state.look(state.mode());
    let sheets = &look.world.sheets;
    let clerk = sheets.clerks.find(viewer.account()).unwrap_or(NONE);
    let mut mine = sheets.of_clerk(clerk);
    if mine.any(|(_, row)| row.is_assigned_to(clerk, now)) {
        return Vec::new();
    }
    // A planted sheet comes in the place of another: alone it would be known for what it is. Before
    // any report is in, clerks may train with them.
    let next = next(&look, viewer, clerk, now);
    let among = next.is_some() || !sheets.has_reports();
    let planted = planted(&look, viewer, clerk).filter(|_| among);
    let Some(sheet) = planted.or(next) else { return Vec::new() };
    let until = now.saturating_add(i64::from(look.plan.policy.sheet_minutes) * 60);
    vec![Assigned { sheet, clerk: viewer.account().to_owned(), until }.into()]
}

/// The first open sheet that this clerk has not typed, did not file, and that others leave room
/// for.
fn next(look: &Look<'_>, viewer: &Viewer, clerk: u32, now: i64) -> Option<Id> {
    let fits = |row: &SheetRow| {
        row.is_for(look, viewer, clerk) && row.entries.len() + row.others(clerk, now) < row.needed()
    };
    let mut open = look.world.sheets.open();
    open.find(|(_, row)| fits(row)).map(|(id, _)| id)
}

/// Now and then a planted sheet; when, a clerk cannot tell without knowing the planted ids.
fn planted(look: &Look<'_>, viewer: &Viewer, clerk: u32) -> Option<Id> {
    let sheets = &look.world.sheets;
    let every = u64::from(look.plan.policy.planted_every);
    if every == 0 {
        return None;
    }
    let typed = sheets.typed.get(&clerk).copied().unwrap_or(0);
    let fresh = sheets.planted_for(clerk).next()?;
    let account = viewer.account().bytes();
    let bytes = account.chain(typed.to_be_bytes()).chain(fresh.0);
    // FNV-1a: only has to spread.
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32).is_multiple_of(every).then_some(fresh)
}

pub(super) fn transcribe(
    state: &State,
    viewer: &Viewer,
    sheet: Id,
    result: TranscriptionResult,
    seconds: u32,
) -> Result<Vec<Event>, Refused> {
    let found = [crate::Mode::Real, crate::Mode::Drill].into_iter().find_map(|mode| {
        let look = state.look(mode);
        look.world.sheets.get(sheet).map(|row| (look, row))
    });
    let (look, row) = found.ok_or(Refused::NotYours)?;
    if look.mode == crate::Mode::Drill && state.mode() != look.mode {
        return Err(Refused::DrillOver);
    }
    let clerk = look.world.sheets.clerks.find(viewer.account()).unwrap_or(NONE);
    if let Some(entry) = row.entries.iter().find(|entry| entry.clerk == clerk) {
        let mut names = look.lexicon.names.clone();
        let same = entry.reading == Reading::new(&result, &mut names);
        return if same { Ok(Vec::new()) } else { Err(Refused::AlreadyTyped) };
    }
    if !row.assigned.iter().any(|(own, _)| *own == clerk) {
        return Err(Refused::NotYours);
    }
    if let TranscriptionResult::Figures(figures) = &result {
        complete(&look, row, figures)?;
    }
    let clerk = viewer.account().to_owned();
    Ok(vec![Transcribed { sheet, clerk, result, seconds }.into()])
}

/// A sheet has every figure of its form, and is neither blank nor all zero: a blank sheet is a
/// fault to be named, not a result.
pub(super) fn complete(look: &Look<'_>, row: &SheetRow, figures: &Figures) -> Result<(), Refused> {
    let form = match &row.source {
        Source::Report(number) => look.world.get(*number).map_or("", |row| look.form_id(row)),
        Source::Planted(planted) => planted.form.as_str(),
    };
    let contest = look.plan.contests.iter().find(|contest| contest.form == form);
    let contest = contest.ok_or_else(|| missing(Thing::ProtocolForm, form))?;
    for at in 0..contest.names.len() {
        let name = contest.figure_name(at, look.lexicon);
        if !figures.0.keys().any(|own| own.as_str() == name) {
            let said = said!("said-no-figure", "the figure «{name}» is not there", name);
            return Err(Refused::Invalid(said));
        }
    }
    if figures.0.len() > contest.names.len() {
        return Err(Refused::Invalid(said!(
            "said-figures-more",
            "there are figures that the form does not have"
        )));
    }
    if figures.0.values().all(|figure| figure.is_none_or(|figure| figure == 0)) {
        return Err(Refused::Invalid(said!(
            "said-sheet-blank",
            "no figure is more than zero: if the sheet is blank, say that it is illegible"
        )));
    }
    Ok(())
}
