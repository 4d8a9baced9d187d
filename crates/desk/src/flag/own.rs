//! Flags that a report has by itself.

use sanaq_election::Severity;
use sanaq_forms::FormKind;

use super::{Counts, Difference, Flag, FlagKind, Rule, Sink};
use crate::{
    contest::ContestRow,
    event::Expected,
    intern::NONE,
    plan::FormRow,
    report::Row,
    sheet::{Progress, Reading},
    state::Look,
};

pub(super) fn own(look: &Look<'_>, number: u32, sink: &mut impl Sink) {
    let Some(row) = look.world.get(number) else { return };
    let form = look.plan.form(row.form);
    people(look, row, sink);
    place(look, row, sink);
    if let Some(form) = form {
        version(look, row, form, sink);
        late(look, row, form, sink);
        if form.kind == FormKind::Turnout {
            count(look, row, sink);
        }
    }
    if let Some(contest) = look.plan.contest_of(row.form) {
        protocol(look, row, contest, sink);
        reading(look, row, contest, sink);
    }
    if row.facts.locked {
        sink.add(FlagKind::Locked, || Flag::Locked { stage: row.stage });
    }
    if row.facts.withheld {
        sink.add(FlagKind::Withheld, || Flag::Withheld);
    }
    for fault in look.world.extra(row).into_iter().flat_map(|extra| &extra.faults) {
        sink.add(FlagKind::Fault, || Flag::Fault { place: fault.place.clone(), code: fault.code });
    }
    correction(look, row, sink);
}

fn people(look: &Look<'_>, row: &Row, sink: &mut impl Sink) {
    let Some(observer) = look.people.get(row.observer) else {
        sink.add(FlagKind::UnknownSender, || Flag::UnknownSender);
        return;
    };
    if observer.revoked.is_some_and(|since| since < row.sequence) {
        let replaced_by = observer.replaced_by.map(|by| look.people.id(by).to_owned());
        sink.add(FlagKind::Revoked, || Flag::Revoked { replaced_by });
    }
    let listed = look.plan.stations.is_listed(row.station);
    if listed && !row.facts.settled && !look.people.is_deployed(row.observer, row.station) {
        sink.add(FlagKind::NotDeployed, || {
            let open = observer.deployments.iter().filter(|own| !own.ended);
            let code = |station| look.plan.stations.code(station).to_owned();
            Flag::NotDeployed { deployed: open.map(|own| code(own.station)).collect() }
        });
    }
}

fn place(look: &Look<'_>, row: &Row, sink: &mut impl Sink) {
    let policy = &look.plan.policy;
    if !look.plan.stations.is_listed(row.station) {
        let sent = || look.plan.stations.code(row.sent_station).to_owned();
        sink.add(FlagKind::UnknownStation, || Flag::UnknownStation { sent: sent() });
    }
    if row.metres != NONE && row.metres > policy.metres {
        let (metres, most) = (row.metres, policy.metres);
        sink.add(FlagKind::Distance, || Flag::Distance { metres, most });
    }
    if row.clock != i32::MIN && row.clock.unsigned_abs() > policy.clock_seconds {
        let (seconds, most) = (row.clock, policy.clock_seconds);
        sink.add(FlagKind::Clock, || Flag::Clock { seconds, most });
    }
}

fn version(look: &Look<'_>, row: &Row, form: &FormRow, sink: &mut impl Sink) {
    let before = |since: Option<u64>| since.is_some_and(|since| since < row.sequence);
    let (closed, older) = (before(form.closed), before(form.newer));
    if form.form.is_none() {
        sink.add(FlagKind::UnknownForm, || Flag::UnknownForm);
    } else if closed || older {
        let newest = || look.plan.newest(&form.id).map(|newest| newest.version.clone());
        sink.add(FlagKind::OldVersion, || Flag::OldVersion { newest: newest(), closed });
    }
}

/// The deadline that a report of a form belongs to: the last one that was open at its minute.
pub(crate) fn deadline<'a>(look: &Look<'a>, form: &FormRow, minute: i32) -> Option<&'a Expected> {
    let expected = &look.plan.schedule.as_ref()?.expected;
    let open = expected.iter().filter(|one| one.form.as_str() == form.id);
    open.filter(|one| i32::from(one.from) <= minute).max_by_key(|one| (one.from, one.due))
}

fn late(look: &Look<'_>, row: &Row, form: &FormRow, sink: &mut impl Sink) {
    let schedule = look.plan.schedule.as_ref();
    let asked = |one: &Expected| one.form.as_str() == form.id;
    if !schedule.is_some_and(|schedule| schedule.expected.iter().any(asked)) {
        return;
    }
    let minute = look.plan.clock.minute(look.plan.stations.area(row.station), row.at);
    let Some(expected) = deadline(look, form, minute) else { return };
    let minutes = minute - i32::from(expected.due);
    if minutes > i32::from(expected.grace) {
        sink.add(FlagKind::Late, || Flag::Late { expected: expected.id.clone(), minutes });
    }
}

/// The most voters that a station can serve in so many minutes.
pub(super) fn most_in(look: &Look<'_>, minutes: i32) -> u32 {
    let ten = u64::from(look.plan.policy.voters_in_ten_minutes);
    let minutes = u64::try_from(minutes).unwrap_or(0);
    u32::try_from(ten * minutes / 10).unwrap_or(u32::MAX)
}

fn count(look: &Look<'_>, row: &Row, sink: &mut impl Sink) {
    let Some((minute, voters)) = row.count() else { return };
    over_register(look, row, voters, sink);
    let opens = look.plan.contests.iter().find_map(|contest| contest.opens);
    let Some(opens) = opens.filter(|opens| *opens < minute) else { return };
    let most = most_in(look, minute - opens);
    if voters > most {
        let counts = Counts { other: None, theirs: (opens, 0), own: (minute, voters) };
        sink.add(FlagKind::Pace, || Flag::Pace { counts, most });
    }
}

fn over_register(look: &Look<'_>, row: &Row, found: u32, sink: &mut impl Sink) {
    if let Some(registered) = look.plan.stations.registered(row.station)
        && found > registered
    {
        sink.add(FlagKind::OverRegister, || Flag::OverRegister { found, registered });
    }
}

fn protocol(look: &Look<'_>, row: &Row, contest: &ContestRow, sink: &mut impl Sink) {
    let figures = contest.figures(look.world.bytes(row));
    for broken in contest.broken(&figures) {
        let rule =
            || Rule { check: broken.check.to_owned(), left: broken.left, right: broken.right };
        match broken.severity {
            Severity::Hard => sink.add(FlagKind::HardRule, || Flag::HardRule(rule())),
            Severity::Soft => sink.add(FlagKind::SoftRule, || Flag::SoftRule(rule())),
        }
    }
    let figure = |at: Option<usize>| at.and_then(|at| figures.get(at).copied().flatten());
    if let Some(found) = figure(contest.turnout) {
        over_register(look, row, found, sink);
    }
    let listed = look.plan.stations.registered(row.station);
    if let Some((found, listed)) = figure(contest.registered).zip(listed)
        && found != listed
    {
        sink.add(FlagKind::OtherRegister, || Flag::OtherRegister { found, listed });
    }
}

/// What two clerks, or a person, read on the photo.
fn reading(look: &Look<'_>, row: &Row, contest: &ContestRow, sink: &mut impl Sink) {
    let sheets = &look.world.sheets;
    let sheet = if sheets.is_empty() { None } else { sheets.get(row.id()) };
    let Some(Progress::Settled(reading)) = sheet.map(|sheet| sheet.progress()) else { return };
    if let Reading::Fault(fault) = reading {
        sink.add(FlagKind::SheetFault, || Flag::SheetFault { fault: *fault });
        return;
    }
    let own = contest.figures(look.world.bytes(row));
    let read = contest.names.iter().map(|name| reading.figure(*name));
    let text = |figure: Option<u32>| figure.map(|figure| figure.to_string());
    let differing = own.iter().zip(read).enumerate().filter(|(_, (own, read))| *own != read);
    let differences: Vec<Difference> = differing
        .map(|(at, (own, read))| Difference {
            question: contest.figure_name(at, look.lexicon).to_owned(),
            own: text(*own),
            theirs: text(read),
        })
        .collect();
    if !differences.is_empty() {
        sink.add(FlagKind::OtherReading, || Flag::OtherReading { differences });
    }
}

/// Both sides of a correction are flagged when it changes a figure.
fn correction(look: &Look<'_>, row: &Row, sink: &mut impl Sink) {
    let world = look.world;
    if let Some(before) = world.get(row.corrects) {
        changed(look, row, before, sink);
    } else if let Some(corrects) = world.extra(row).and_then(|extra| extra.corrects) {
        sink.add(FlagKind::ForeignCorrection, || Flag::ForeignCorrection { corrects });
    }
    if let Some(after) = world.get(row.corrected_by) {
        changed(look, row, after, sink);
    }
}

fn changed(look: &Look<'_>, row: &Row, other: &Row, sink: &mut impl Sink) {
    let differences = differences(look, row, other);
    if !differences.is_empty() {
        let other = other.id();
        sink.add(FlagKind::Changed, || Flag::Changed { other, differences });
    }
}

/// The figures in which two reports differ, in the order of the questions' names.
pub(super) fn differences(look: &Look<'_>, row: &Row, other: &Row) -> Vec<Difference> {
    let (own, theirs) = (look.figures(row), look.figures(other));
    let mut names: Vec<u32> = own.iter().chain(&theirs).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    let value = |figures: &[(u32, i64)], name: u32| {
        let found = figures.iter().find(|(own, _)| *own == name);
        found.map(|(_, figure)| figure.to_string())
    };
    let differing = names.into_iter().filter_map(|name| {
        let (own, theirs) = (value(&own, name), value(&theirs, name));
        let question = look.lexicon.names.text(name).to_owned();
        (own != theirs).then_some(Difference { question, own, theirs })
    });
    let mut all: Vec<Difference> = differing.collect();
    all.sort_unstable();
    all
}
