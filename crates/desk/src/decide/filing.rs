//! A report, or a message that is none, comes in.

use std::collections::BTreeSet;

use sanaq_forms::{Answer, Answers, Location, Place, validate};
use sanaq_said::said;

use super::{Actor, Refused, Thing, account, missing, open};
use crate::{
    BlobHash, Event, Id, Mode, PhoneHash, State,
    access::Right,
    event::{Channel, Fault, Message, Report, SealedAnswer},
    plan::{FormRow, STATION},
    report::{Extra, Row},
    state::Look,
};

/// Seconds within which the same text message is taken for a resent one.
const RESENT: i64 = 900;
/// Where the remark at the end of a text stands.
const COMMENT: &str = "comment";
/// The mean radius of the Earth in metres (IUGG).
const RADIUS: f64 = 6_371_008.8;

/// A report that came by text message.
#[derive(Clone, Debug)]
pub struct LastText {
    /// Its id.
    pub id: Id,
    /// Its form.
    pub form: String,
    /// The station's code as it was sent.
    pub station: String,
    /// Its clear answers.
    pub answers: Answers,
}

impl State {
    pub(crate) fn form_for(&self, form: &str, version: &str) -> Option<&FormRow> {
        let own = self.plan.find_form(form, version).filter(|own| own.form.is_some());
        own.or_else(|| self.plan.newest(form))
    }

    /// Whether an answer to a question of a form may be held in the clear.
    pub fn is_clear(&self, form: &str, version: &str, place: &Place) -> bool {
        self.is_listed_clear(self.form_for(form, version), place)
    }

    /// Whether the report that is here under this id says the same. Sealed parts are left aside.
    pub fn same_report(&self, report: &Report) -> bool {
        Mode::ALL.into_iter().any(|mode| {
            let world = self.world(mode);
            let row = world.find(report.id).and_then(|at| world.get(at));
            row.is_some_and(|row| repeats(self, mode, row, report))
        })
    }

    /// The last report that came by text message from a number, when it came no longer ago than so
    /// many seconds.
    pub fn last_text(&self, sender: PhoneHash, now: i64, seconds: i64) -> Option<LastText> {
        let world = self.world(self.mode());
        let observer = self.people.by_phone(sender);
        let own = observer.into_iter().flat_map(|number| world.by_observer(number));
        let strangers = world.strangers.get(&sender).into_iter().flatten().rev();
        let strange = strangers.filter_map(|number| world.get(*number));
        let mut rows = own.map(|(_, row)| row).chain(strange);
        let row = rows.find(|row| row.channel == Channel::Sms)?;
        let age = now.saturating_sub(row.time.div_euclid(1_000_000));
        if age > seconds { None } else { self.filed_text(row.id()) }
    }

    /// Whether a message with this content is here that came no longer ago than so many seconds.
    pub fn has_message(&self, content: Id, now: i64, seconds: i64) -> bool {
        let rows = self.world(self.mode()).messages.iter().rev();
        let mut recent =
            rows.take_while(|row| now.saturating_sub(row.time.div_euclid(1_000_000)) <= seconds);
        recent.any(|row| row.message.content == Some(content))
    }

    /// The report that a text message was already filed as: gateways and phones send twice, under
    /// new names. The same answers from the same sender within a quarter of an hour.
    pub fn resent(&self, report: &Report, now: i64) -> Option<Id> {
        let mode = if report.drill { Mode::Drill } else { self.mode() };
        let (look, world) = (self.look(mode), self.world(mode));
        let by_phone = report.sender.and_then(|sender| self.people.by_phone(sender));
        let observer = report.observer.as_ref().and_then(|id| self.people.ids.find(id));
        let same = |row: &Row| {
            row.channel == Channel::Sms
                && now.saturating_sub(row.time.div_euclid(1_000_000)) <= RESENT
                && look.form_id(row) == report.form.as_str()
                && self.plan.stations.code(row.sent_station) == report.station
                && look.answers(row) == report.answers.0
        };
        let number = observer.or(by_phone);
        let own = number.into_iter().flat_map(|number| world.by_observer(number));
        let strangers = report.sender.and_then(|sender| world.strangers.get(&sender));
        let strange = strangers.into_iter().flatten().filter_map(|number| world.get(*number));
        own.map(|(_, row)| row).chain(strange).find(|row| same(row)).map(Row::id)
    }
}

pub(super) fn file(
    state: &State,
    by: &Actor,
    mut report: Report,
    location: Option<Location>,
) -> Result<Vec<Event>, Refused> {
    sign(state, by, &mut report)?;
    report.drill |= state.mode() == Mode::Drill;
    let open = open::places(state, &report);
    if !open.is_empty() {
        return Err(Refused::MustBeSealed(open));
    }
    for mode in Mode::ALL {
        if let Some(row) =
            state.world(mode).find(report.id).and_then(|at| state.world(mode).get(at))
        {
            let same = repeats(state, mode, row, &report);
            return if same { Ok(Vec::new()) } else { Err(Refused::IdTaken(report.id)) };
        }
    }
    // What a way in found out before it sealed an answer is found out no more.
    report.faults.retain(|own| report.sealed.iter().any(|sealed| sealed.place == own.place));
    report.faults.extend(faults(state, &report));
    report.faults.sort();
    report.faults.dedup();
    report.metres = location.and_then(|location| distance(state, &report.station, location));
    Ok(vec![report.into()])
}

/// Whoever files for somebody else is named.
fn sign(state: &State, by: &Actor, report: &mut Report) -> Result<(), Refused> {
    match by {
        Actor::Observer(id) => {
            report.observer = Some(id.clone());
            report.operator = None;
        }
        Actor::Account(id) => {
            let viewer = account(state, by, Right::Review)?;
            match &report.observer {
                Some(observer) if !state.manages(&viewer, observer) => {
                    return Err(missing(Thing::Observer, observer));
                }
                None if !viewer.organisation().is_empty() => {
                    return Err(Refused::Invalid(said!(
                        "said-own-observer",
                        "a partner organisation files for an observer of its own: name one"
                    )));
                }
                _ => {}
            }
            report.operator = Some(id.clone());
        }
        Actor::Gateway | Actor::System => {}
    }
    Ok(())
}

/// Whether a report says nothing that the one which is here does not.
fn repeats(state: &State, mode: Mode, row: &Row, report: &Report) -> bool {
    let look = state.look(mode);
    // A number may have become somebody's since.
    let author = report.observer.as_deref().filter(|_| report.sender.is_none());
    if author.is_some() && author != look.observer_id(row) || !adds_nothing(look, row, report) {
        return false;
    }
    let clear = |answers: &Answers| -> Answers {
        let clear = answers
            .iter()
            .filter(|(place, _)| state.is_clear(report.form.as_str(), &report.version, place));
        clear.map(|(place, answer)| (place.clone(), answer.clone())).collect()
    };
    look.form_id(row) == report.form.as_str()
        && look.version(row) == report.version
        && state.plan.stations.code(row.sent_station) == report.station
        && look.answers(row) == clear(&report.answers.0)
}

/// Whether photos, sealed parts and what it corrects are all here.
fn adds_nothing(look: Look<'_>, row: &Row, report: &Report) -> bool {
    let none = Extra::default();
    let extra = look.world.extra(row).unwrap_or(&none);
    let photos = extra.photos.iter().filter_map(|(photo, _)| look.world.photos.get(*photo));
    let photos: BTreeSet<BlobHash> = photos.map(|photo| photo.blob).collect();
    // What the server seals itself gives another blob each time.
    let sealed = |own: &SealedAnswer| match report.channel {
        Channel::App => extra.sealed.contains(own),
        _ => extra.sealed.iter().any(|known| known.place == own.place),
    };
    report.photos.iter().all(|photo| photos.contains(&photo.blob))
        && report.sealed.iter().all(sealed)
        && (report.corrects.is_none() || report.corrects == extra.corrects)
}

fn faults(state: &State, report: &Report) -> Vec<Fault> {
    let form = state.form_for(report.form.as_str(), &report.version);
    let Some(form) = form.and_then(|form| form.form.as_deref()) else { return Vec::new() };
    let mut answers = report.answers.0.clone();
    for sealed in &report.sealed {
        answers.set(sealed.place.clone(), Answer::Sealed(sealed.blob.to_string()));
    }
    for photo in &report.photos {
        let name = photo.blob.to_string();
        if photo.unreadable {
            answers.set(photo.place.clone(), Answer::Unreadable(name));
        } else if answers.get(&photo.place).is_none() {
            answers.set(photo.place.clone(), Answer::File(name));
        }
    }
    // The station has a field of its own in a report.
    let station = form.questions().find(|question| question.id.as_str() == STATION);
    if let Some(station) = station.filter(|_| !report.station.is_empty()) {
        let place = Place::from(station.id.clone());
        if answers.get(&place).is_none() {
            answers.set(place, Answer::Text(report.station.clone()));
        }
    }
    let problems = validate(form, &answers).into_iter();
    // A text may end with a remark, and so may what answers a call-back, sealed; not every form has
    // a question for it.
    let words = report.corrects.is_some().then_some(&report.sealed).into_iter().flatten();
    let sealed: BTreeSet<&Place> = words.map(|sealed| &sealed.place).collect();
    let remark = |fault: &Fault| {
        (report.channel == Channel::Sms || sealed.contains(&fault.place))
            && fault.place.question.as_str() == COMMENT
            && form.question(&fault.place.question).is_none()
    };
    let mut faults: Vec<Fault> =
        problems.map(|problem| Fault { place: problem.place, code: problem.code }).collect();
    faults.retain(|fault| !remark(fault));
    faults.dedup();
    faults
}

/// Metres between a device and the station by the haversine formula; of a place of which the
/// device is unsure, the nearest it can have been.
fn distance(state: &State, station: &str, location: Location) -> Option<u32> {
    let station = state.plan.stations.find(station)?;
    let (latitude, longitude) = state.plan.stations.place(station)?;
    let radians = |degrees: f64| degrees / 1e7 * std::f64::consts::PI / 180.0;
    let unit = |number: i64| i32::try_from(number).ok().map(f64::from);
    let (a, b) = (radians(unit(location.latitude)?), radians(f64::from(latitude)));
    let east = radians(unit(location.longitude)? - f64::from(longitude));
    let half = |angle: f64| libm::pow(libm::sin(angle / 2.0), 2.0);
    let h = half(b - a) + libm::cos(a) * libm::cos(b) * half(east);
    let metres = 2.0 * RADIUS * libm::asin(libm::sqrt(h.clamp(0.0, 1.0)));
    let unsure = location.accuracy.and_then(unit).unwrap_or(0.0) / 100.0;
    let metres = libm::round((metres - unsure).max(0.0));
    #[expect(clippy::cast_possible_truncation, reason = "half the Earth is 20 million metres")]
    let whole = metres as i64;
    u32::try_from(whole).ok()
}

pub(super) fn keep(state: &State, mut message: Message) -> Vec<Event> {
    message.drill |= state.mode() == Mode::Drill;
    let known = |mode| state.world(mode).messages.find(message.id).is_some();
    if known(Mode::Real) || known(Mode::Drill) { Vec::new() } else { vec![message.into()] }
}
