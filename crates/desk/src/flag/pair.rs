//! Flags of two reports together. Each stands on both of them.

use sanaq_forms::FormKind;

use super::{
    Counts, Flag, FlagKind, FlagSet, Sink,
    own::{differences, most_in},
};
use crate::{
    intern::NONE,
    report::{MOST_COMPARED, Row},
    state::Look,
};

/// The other reports about the same station that are filed with the same kind of form.
pub(super) fn neighbours<'a>(
    look: &Look<'a>,
    number: u32,
) -> impl Iterator<Item = (u32, &'a Row)> + use<'a> {
    let look = *look;
    let row = look.world.get(number);
    let kind = row.map(|row| row.stage);
    let compared = matches!(kind, Some(FormKind::Turnout | FormKind::Protocol));
    let row = row.filter(|row| compared && row.stands());
    let others = row.into_iter().flat_map(move |row| look.world.at_station(row.station));
    let others = others.take(MOST_COMPARED);
    others.filter(move |(other, row)| *other != number && row.stands() && Some(row.stage) == kind)
}

/// Compares two reports that are neighbours.
pub(super) fn pair(look: &Look<'_>, number: u32, other: u32, sink: &mut impl Sink) {
    let world = look.world;
    let Some((row, other)) = world.get(number).zip(world.get(other)) else { return };
    match row.stage {
        FormKind::Turnout => counts(look, row, other, sink),
        FormKind::Protocol => {
            let same_contest = look.form_id(row) == look.form_id(other);
            if same_contest && row.head != other.head {
                disagree(look, row, other, sink);
            }
        }
        _ => {}
    }
}

fn disagree(look: &Look<'_>, row: &Row, other: &Row, sink: &mut impl Sink) {
    sink.add(FlagKind::Disagree, || Flag::Disagree {
        other: other.id(),
        differences: differences(look, row, other),
    });
}

fn counts(look: &Look<'_>, row: &Row, other: &Row, sink: &mut impl Sink) {
    let Some((own, theirs)) = row.count().zip(other.count()) else { return };
    let policy = &look.plan.policy;
    if own.0 == theirs.0 {
        let difference = u64::from(own.1.abs_diff(theirs.1));
        let percent = u64::from(own.1.max(theirs.1)) * u64::from(policy.count_percent) / 100;
        let same = row.observer == other.observer && row.observer != NONE;
        let most = if same { 0 } else { percent.max(u64::from(policy.count_voters)) };
        if difference > most {
            disagree(look, row, other, sink);
        }
        return;
    }
    if row.observer != other.observer || row.observer == NONE {
        return;
    }
    let (earlier, later) = if own.0 < theirs.0 { (own, theirs) } else { (theirs, own) };
    let counts = || Counts { other: Some(other.id()), theirs, own };
    if later.1 < earlier.1 {
        sink.add(FlagKind::TurnoutFalls, || Flag::TurnoutFalls(counts()));
        return;
    }
    let most = most_in(look, later.0.saturating_sub(earlier.0));
    if later.1 - earlier.1 > most {
        sink.add(FlagKind::Pace, || Flag::Pace { counts: counts(), most });
    }
}

/// Whether two reports are one person's about one place: a photo or text sent again is no wonder.
fn is_own(row: &Row, other: &Row) -> bool {
    row.observer == other.observer && row.station == other.station && row.observer != NONE
}

pub(super) fn photos(look: &Look<'_>, number: u32, sink: &mut impl Sink) {
    each_photo(look, number, &mut |_, kind, flag| sink.add(kind, || flag));
}

/// Calls with the other report, the kind and the flag.
fn each_photo(look: &Look<'_>, number: u32, call: &mut dyn FnMut(u32, FlagKind, Flag)) {
    let world = look.world;
    let Some(row) = world.get(number) else { return };
    let own = world.extra(row).into_iter().flat_map(|extra| &extra.photos);
    for (photo, _) in own {
        let Some(blob) = world.photos.get(*photo).map(|photo| photo.blob) else { continue };
        for same in world.photos.same(*photo) {
            if let Some(other) = world.get(same.report).filter(|other| !is_own(row, other)) {
                let flag = Flag::PhotoReused { photo: blob, other: other.id() };
                call(same.report, FlagKind::PhotoReused, flag);
            }
        }
        for (bits, alike) in world.photos.alike(*photo, look.plan.policy.likeness_bits) {
            let other = world.get(alike.report);
            if let Some(other) = other.filter(|other| other.station != row.station) {
                let flag = Flag::PhotoAlike { photo: blob, other: other.id(), bits };
                call(alike.report, FlagKind::PhotoAlike, flag);
            }
        }
    }
}

pub(super) fn texts(look: &Look<'_>, number: u32, sink: &mut impl Sink) {
    each_text(look, number, &mut |_, other| {
        sink.add(FlagKind::SameText, || Flag::SameText { other: other.id() });
    });
}

fn each_text(look: &Look<'_>, number: u32, call: &mut dyn FnMut(u32, &Row)) {
    let Some(row) = look.world.get(number).filter(|row| row.text != 0) else { return };
    let same = look.world.of_text(row.text).take(MOST_COMPARED);
    for (at, other) in same.filter(|(at, other)| *at != number && !is_own(row, other)) {
        call(at, other);
    }
}

/// The reports that share a photo or a text with a new one.
pub(super) fn partners(
    look: &Look<'_>,
    number: u32,
    own: &mut FlagSet,
    changes: &mut Vec<(u32, FlagSet)>,
) {
    let mut both = |other: u32, kind: FlagKind| {
        let mut set = FlagSet::default();
        set.insert(kind);
        own.insert(kind);
        changes.push((other, set));
    };
    each_photo(look, number, &mut |other, kind, _| both(other, kind));
    each_text(look, number, &mut |other, _| both(other, FlagKind::SameText));
}

/// The reports that share a photo or a text with one, whosoever they are.
pub(super) fn sharing(look: &Look<'_>, number: u32) -> Vec<u32> {
    let world = look.world;
    let Some(row) = world.get(number) else { return Vec::new() };
    let photos = world.extra(row).into_iter().flat_map(|extra| &extra.photos);
    let of_photos = photos.flat_map(|(photo, _)| {
        let alike = world.photos.alike(*photo, look.plan.policy.likeness_bits);
        let alike = alike.into_iter().map(|(_, photo)| photo.report);
        world.photos.same(*photo).map(|photo| photo.report).chain(alike)
    });
    let mut all: Vec<u32> = of_photos.collect();
    if row.text != 0 {
        all.extend(world.of_text(row.text).take(MOST_COMPARED).map(|(at, _)| at));
    }
    all
}
