//! Reports that come in the clear: by text message, from ODK Collect, from files.
//!
//! What may not be held in the clear is sealed to the mission's recipients before anything is
//! written; nothing of it touches a disk or a log unsealed. Where there is nobody to seal to, a
//! sender who keeps the original is refused, so that nothing is lost; of a text message the rest
//! is kept, and the sender hears what is not.

use bytes::Bytes;
use sanaq_desk::{
    Actor, Command, Event, Id as DeskId, STATION,
    event::{Attached, Clear, Fault, Photo, Report, SealedAnswer},
};
use sanaq_forms::{
    Answer, Answers, Ask, DeviceFact, Form, Location, Name, Place, ProblemCode, validate,
};
use sanaq_said::said;
use sanaq_seal::{entry::Id, short::Short};

use crate::{
    app::Server,
    picture::{hash_of, hold, seal},
    problem::Problem,
    routes::report::entry_id,
};

/// A report with everything that came with it.
pub(crate) struct Incoming {
    /// All but answers, photos and sealed answers.
    pub(crate) report: Report,
    /// The answers as they came.
    pub(crate) answers: Answers,
    /// Where the device was.
    pub(crate) location: Option<Location>,
    /// Files by the names that answers refer to.
    pub(crate) files: Vec<(String, Bytes)>,
    /// What to do with answers that nobody can seal.
    pub(crate) unsealed: Unsealed,
}

/// What becomes of answers that must be sealed where there is nobody to seal to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsealed {
    /// Nothing is taken: the sender keeps everything.
    Refused,
    /// They are left out, and named.
    LeftOut,
}

/// What became of it.
pub(crate) struct Filed {
    /// Whether the report was here before.
    pub(crate) repeated: bool,
    /// Answers that were not kept.
    pub(crate) left_out: Vec<Place>,
    /// Files that answers refer to and that did not come with it.
    pub(crate) missing: usize,
    /// Photos that cannot be read.
    pub(crate) unreadable: usize,
    /// The receipt as a person can write it down.
    pub(crate) receipt: Option<Short>,
}

/// A file of a report: where its answer stands, and whether it is a photo that may be shown.
struct Attachment {
    place: Place,
    file: Bytes,
    shown: bool,
}

/// Takes a report. What it names is stored before it is.
pub(crate) async fn take(
    server: &Server,
    by: &Actor,
    incoming: Incoming,
) -> Result<Filed, Problem> {
    let Incoming { mut report, answers, location, files, unsealed } = incoming;
    let can_seal = !server.office.keys.recipients.is_empty();
    let (split, form, known) = {
        let state = server.office.state();
        let form = state.form(report.form.as_str(), &report.version);
        let split = state.split(report.form.as_str(), &report.version, &answers);
        (split, form, state.has_report(report.id))
    };
    let form = form.as_deref();
    // What is sealed is judged while it can be read.
    report.faults = unfit(form, &answers, &split.to_seal.0);
    let (attachments, missing) = attachments(form, &split.clear.0, &answers, &files);
    let mut secret: Vec<(Place, Answer)> = Vec::new();
    for (place, answer) in split.to_seal.0.iter() {
        let file = matches!(answer, Answer::File(_));
        // Whose device it is says nothing that is worth a key.
        if !file && (can_seal || !is_device(form, place)) {
            secret.push((place.clone(), answer.clone()));
        }
    }
    let loose = loose_station(server, &mut report);
    secret.extend(loose.filter(|(place, _)| split.to_seal.0.get(place).is_none()));
    let hidden = attachments.iter().filter(|own| !own.shown);
    let mut left_out: Vec<Place> = secret.iter().map(|(place, _)| place.clone()).collect();
    left_out.extend(hidden.map(|own| own.place.clone()));
    if can_seal {
        left_out.clear();
    } else if !left_out.is_empty() && unsealed == Unsealed::Refused {
        return Err(nobody(&left_out));
    }
    report.answers = nameless(split.clear);
    let mut unreadable = 0;
    if !known {
        report.sealed = if can_seal { seal_answers(server, &secret).await? } else { Vec::new() };
        let (photos, sealed) = store(server, &attachments).await?;
        unreadable = photos.iter().filter(|photo| photo.unreadable).count();
        report.photos = photos;
        report.sealed.extend(sealed);
    }
    let id = report.id;
    let command = Command::File { report: Box::new(report), location };
    let done = server.office.act(by, entry_id(id), &command).await?;
    let entry = done.entries.first();
    let receipt = entry.map(|entry| Short::new(entry.sequence, &entry.leaf));
    let repeated = entry.is_some_and(|entry| entry.repeated);
    let counter = if repeated { &server.metrics.repeated } else { &server.metrics.reports };
    counter.inc();
    if repeated {
        unreadable += attach(server, id, attachments).await?;
    }
    Ok(Filed { repeated, left_out, missing, unreadable, receipt })
}

/// What a file is called is somebody's own words; a photo is known by its hash, and that a question
/// is answered by its place.
fn nameless(mut clear: Clear) -> Clear {
    let files = clear.0.iter().filter(|(_, answer)| matches!(answer, Answer::File(_)));
    let places: Vec<Place> = files.map(|(place, _)| place.clone()).collect();
    for place in places {
        let name = place.to_string();
        clear.0.set(place, Answer::File(name));
    }
    clear
}

fn nobody(places: &[Place]) -> Problem {
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    let status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
    let places = places.join(", ");
    let detail = said!(
        "said-no-recipients",
        "nothing was stored: the answers to {places} must be sealed, and the mission has no key \
         to seal them to yet. Keep this report and send it again later",
        places
    );
    Problem::new(status, "no-recipients", detail)
}

fn is_device(form: Option<&Form>, place: &Place) -> bool {
    let facts = [DeviceFact::Device, DeviceFact::Phone, DeviceFact::User, DeviceFact::Email]
        .map(Ask::Device);
    let known = ["deviceid", "subscriberid", "simserial", "phonenumber", "username", "email"];
    match form.and_then(|form| form.question(&place.question)) {
        Some(question) => facts.contains(&question.ask),
        None => known.contains(&place.question.as_str()),
    }
}

/// Of answers that are sealed, those that cannot be read, or are of another type or list than the
/// question's: that says nothing of what was answered, and a person sees it beside the seal.
fn unfit(form: Option<&Form>, answers: &Answers, sealed: &Answers) -> Vec<Fault> {
    let Some(form) = form.filter(|_| !sealed.is_empty()) else { return Vec::new() };
    let told = [ProblemCode::Unreadable, ProblemCode::WrongType, ProblemCode::UnknownChoice];
    let problems = validate(form, answers).into_iter();
    let own = problems.filter(|own| told.contains(&own.code) && sealed.get(&own.place).is_some());
    own.map(|own| Fault { place: own.place, code: own.code }).collect()
}

/// A text that stands where a station's code belongs, and is none: it may be anybody's name. The
/// report is about no station then, until a person settles it.
fn loose_station(server: &Server, report: &mut Report) -> Option<(Place, Answer)> {
    let place = Place::from(STATION.parse::<Name>().ok()?);
    let state = server.office.state();
    // Sent again after a list came that has it, it is the same report still.
    let sealed_then = state.has_sealed(report.id, &place);
    if state.is_code(&report.station) && !sealed_then {
        return None;
    }
    Some((place, Answer::Text(std::mem::take(&mut report.station))))
}

/// The same of a report whose answers a phone or page has sealed itself.
pub(crate) async fn seal_station(server: &Server, report: &mut Report) -> Result<(), Problem> {
    let sent = report.station.clone();
    let Some(loose) = loose_station(server, report) else { return Ok(()) };
    if server.office.keys.recipients.is_empty() {
        // The office refuses it, and says why.
        report.station = sent;
    } else if !server.office.state().has_report(report.id) {
        report.sealed.extend(seal_answers(server, &[loose]).await?);
    }
    Ok(())
}

/// The files that answers refer to, and how many did not come.
fn attachments(
    form: Option<&Form>,
    clear: &Answers,
    all: &Answers,
    files: &[(String, Bytes)],
) -> (Vec<Attachment>, usize) {
    let (mut found, mut missing) = (Vec::new(), 0);
    for (place, answer) in all.iter() {
        let Answer::File(name) = answer else { continue };
        let Some((_, file)) = files.iter().find(|(own, _)| own == name) else {
            missing += 1;
            continue;
        };
        let question = form.and_then(|form| form.question(&place.question));
        let photo = question.is_some_and(|question| question.ask == Ask::Photo);
        let shown = photo && clear.get(place).is_some();
        found.push(Attachment { place: place.clone(), file: file.clone(), shown });
    }
    (found, missing)
}

async fn seal_answers(
    server: &Server,
    secret: &[(Place, Answer)],
) -> Result<Vec<SealedAnswer>, Problem> {
    let mut sealed = Vec::new();
    for (place, answer) in secret {
        let text = serde_json::to_vec(answer).map_err(|error| Problem::inside(&error))?;
        if let Some(blob) = seal(server, text.into()).await? {
            sealed.push(SealedAnswer { place: place.clone(), blob });
        }
    }
    Ok(sealed)
}

/// Stores files: photos that may be shown so that they tell nothing but pixels, all others sealed.
async fn store(
    server: &Server,
    attachments: &[Attachment],
) -> Result<(Vec<Photo>, Vec<SealedAnswer>), Problem> {
    let (mut photos, mut sealed) = (Vec::new(), Vec::new());
    for Attachment { place, file, shown } in attachments {
        if *shown {
            photos.push(hold(server, file.clone()).await?.photo(place.clone()));
        } else if let Some(blob) = seal(server, file.clone()).await? {
            sealed.push(SealedAnswer { place: place.clone(), blob });
        }
    }
    Ok((photos, sealed))
}

/// Adds the files that a report which is here does not have yet. Says how many are unreadable.
async fn attach(
    server: &Server,
    report: DeskId,
    attachments: Vec<Attachment>,
) -> Result<usize, Problem> {
    let mut fresh: Vec<Attachment> = Vec::new();
    {
        let state = server.office.state();
        for own in attachments {
            if !state.has_file(report, hash_of(&own.file), &own.place) {
                fresh.push(own);
            }
        }
    }
    if fresh.is_empty() {
        return Ok(0);
    }
    let names: Vec<String> =
        fresh.iter().map(|own| format!("{}{}", own.place, hash_of(&own.file))).collect();
    let id = Id::derived(&format!("attachment/{report}"), &names.concat());
    let (photos, sealed) = store(server, &fresh).await?;
    let unreadable = photos.iter().filter(|photo| photo.unreadable).count();
    if photos.is_empty() && sealed.is_empty() {
        return Ok(0);
    }
    let event = Event::from(Attached { report, photos, sealed });
    server.office.act(&Actor::System, id, &Command::Record(event)).await?;
    Ok(unreadable)
}

/// An empty filing of a form.
pub(crate) fn blank(
    id: DeskId,
    form: sanaq_forms::FormId,
    version: String,
    channel: sanaq_desk::event::Channel,
) -> Report {
    Report {
        id,
        drill: false,
        form,
        version,
        station: String::new(),
        observer: None,
        sender: None,
        channel,
        operator: None,
        answers: Clear::default(),
        sealed: Vec::new(),
        made: None,
        clock: None,
        metres: None,
        photos: Vec::new(),
        corrects: None,
        faults: Vec::new(),
    }
}
