//! What observers' phones send: checklists of twelve answers, head counts, protocols, photos.

use std::sync::Arc;

use sanaq_desk::{
    BlobHash, Id, clear_fields,
    event::{Channel, Clear, Photo, Report},
};
use sanaq_forms::{Answer, Answers, Ask, Form, Name, Place, Time};
use sanaq_seal::hash::Hash;

use crate::{
    draw::Draw,
    failure::Failure,
    jpeg,
    mission::{self, Forms, Size},
};

/// Answers of a checklist.
const CHECKLIST: usize = 12;

/// Blocks of a photo as a phone makes it small on a weak network: 640 by 480 pixels, 60 kB.
const PHOTO: (u16, u16) = (80, 60);

/// One report in so many is a head count, a protocol, and a protocol with a photo.
const EVERY: (u64, u64, u64) = (3, 4, 40);

/// A stream of reports from a seed: the same number is the same report.
#[derive(Clone)]
pub(crate) struct Traffic {
    seed: u64,
    size: Size,
    forms: Arc<Forms>,
    checklist: Answers,
    protocol: Answers,
    incident: Answers,
    photo: Option<Place>,
}

/// A report on its way.
pub(crate) struct Sent {
    pub(crate) id: Id,
    /// Whose phone sends it.
    pub(crate) phone: u32,
    pub(crate) body: Vec<u8>,
    /// The photo that must be there before.
    pub(crate) photo: Option<(String, Vec<u8>)>,
}

impl Traffic {
    pub(crate) fn new(seed: u64, size: Size, forms: Arc<Forms>) -> Result<Self, Failure> {
        let photo = forms.protocol.questions().find(|question| question.ask == Ask::Photo);
        let photo = photo.map(|question| Place::from(question.id.clone()));
        let checklist = answers(&forms.checklist, CHECKLIST);
        let protocol = answers(&forms.protocol, usize::MAX);
        let incident = answers(&forms.incident, usize::MAX);
        if checklist.len() < CHECKLIST || protocol.len() < 8 {
            return Err(Failure::new("the forms have fewer questions than the benches expect"));
        }
        Ok(Self { seed, size, forms, checklist, protocol, incident, photo })
    }

    pub(crate) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// What of an incident may be held in the clear.
    pub(crate) fn incident(&self) -> Clear {
        Clear(self.incident.clone())
    }

    /// Where the first photo of a protocol stands.
    pub(crate) fn page(&self) -> Result<Place, Failure> {
        self.photo.clone().ok_or_else(|| Failure::new("the protocol's form asks for no photo"))
    }

    /// The report with this number.
    pub(crate) fn report(&self, number: u64) -> Report {
        let mut draw = Draw::new(self.seed, number);
        let phone = u32::try_from(number % u64::from(self.size.phones)).unwrap_or_default();
        let station = mission::station(phone % self.size.stations);
        let (form, answers) = self.content(number, &mut draw);
        Report {
            id: Id(Hash::of(format!("{} {number}", self.seed).as_bytes()).0[..16]
                .try_into()
                .unwrap_or_default()),
            drill: false,
            form: form.id.clone(),
            version: form.version.clone(),
            station,
            observer: Some(mission::observer(phone)),
            sender: None,
            channel: Channel::App,
            operator: None,
            answers: Clear(answers),
            sealed: Vec::new(),
            made: Some(1_610_240_400 + i64::try_from(number % 43_200).unwrap_or_default()),
            clock: Some(2),
            metres: None,
            photos: Vec::new(),
            corrects: None,
            faults: Vec::new(),
        }
    }

    fn content(&self, number: u64, draw: &mut Draw) -> (&Form, Answers) {
        if number.is_multiple_of(EVERY.1) {
            return (&self.forms.protocol, self.protocol.clone());
        }
        if number % EVERY.0 != 1 {
            return (&self.forms.checklist, self.checklist.clone());
        }
        let mut answers = Answers::default();
        let hour = u8::try_from(8 + draw.below(12)).unwrap_or(8);
        if let (Ok(until), Ok(voters)) = ("until".parse::<Name>(), "voters".parse::<Name>()) {
            let count =
                i64::from(hour - 7) * 60 + i64::try_from(draw.below(30)).unwrap_or_default();
            if let Some(time) = Time::new(hour, 0, 0) {
                answers.set(Place::from(until), Answer::Time(time));
            }
            answers.set(Place::from(voters), Answer::Integer(count));
        }
        (&self.forms.turnout, answers)
    }

    /// The same as a phone sends it.
    pub(crate) fn sent(&self, number: u64) -> Result<Sent, Failure> {
        let mut report = self.report(number);
        let mut photo = None;
        if let Some(place) = self.photo.clone().filter(|_| number.is_multiple_of(EVERY.2)) {
            let bytes = jpeg::photo(&mut Draw::new(self.seed ^ 1, number), PHOTO.0, PHOTO.1);
            let hash = Hash::of(&bytes);
            report.photos.push(Photo::new(place, BlobHash(hash.0)));
            photo = Some((hash.to_string(), bytes));
        }
        let phone = u32::try_from(number % u64::from(self.size.phones))?;
        Ok(Sent { id: report.id, phone, body: serde_json::to_vec(&report)?, photo })
    }
}

/// Plausible answers to the first questions of a form that may be held in the clear.
pub(crate) fn answers(form: &Form, most: usize) -> Answers {
    let clear = clear_fields(form);
    let asked = form.questions().filter(|question| clear.contains(&question.id));
    let answered = asked.filter_map(|question| {
        let choices = form.choices(question);
        let answer = match question.ask {
            Ask::One(_) => Answer::Choice(choices.first()?.id.clone()),
            Ask::Many(_) => {
                Answer::Choices(choices.iter().take(2).map(|choice| choice.id.clone()).collect())
            }
            Ask::Integer => Answer::Integer(412),
            Ask::Time => Answer::Time(Time::new(9, 30, 0)?),
            _ => return None,
        };
        Some((Place::from(question.id.clone()), answer))
    });
    answered.take(most).collect()
}
