//! What may not be held in the clear. The allow-list names questions; an answer counts as one of
//! theirs only where it can be one: a name that somebody typed where a number or a choice belongs
//! is a name. A station's code is free text too, and so is what says which seal.

use sanaq_forms::{Answer, Answers, Place, can_be};

use crate::{
    BlobHash, State,
    event::{Clear, Report},
    plan::{FormRow, STATION},
};

/// The longest code of a station that no list names, and the most letters in it.
const LONGEST_CODE: usize = 32;
const MOST_LETTERS: usize = 8;

/// Answers, divided by what may be held in the clear.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// These may be held.
    pub clear: Clear,
    /// These the server seals before anything is written, and names as sealed blobs.
    pub to_seal: Clear,
}

impl State {
    /// Divides answers that a way in received in the clear, such as `ODK` or a text message.
    pub fn split(&self, form: &str, version: &str, answers: &Answers) -> Split {
        let form = self.form_for(form, version);
        let mut split = Split::default();
        for (place, answer) in answers.iter() {
            let clear = self.may_hold(form, place, answer);
            let side = if clear { &mut split.clear } else { &mut split.to_seal };
            side.0.set(place.clone(), answer.clone());
        }
        split
    }

    /// Whether a text can be held as a station's code: a list names it, or it has digits, few
    /// letters and no words.
    pub fn is_code(&self, text: &str) -> bool {
        let mark = |c: char| c.is_alphanumeric() || "-_./:#№".contains(c);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let plain = text.chars().count() <= LONGEST_CODE
            && text.chars().all(mark)
            && text.chars().any(char::is_numeric)
            && letters <= MOST_LETTERS;
        text.is_empty() || plain || self.has_station(text)
    }

    pub(super) fn is_listed_clear(&self, form: Option<&FormRow>, place: &Place) -> bool {
        let name = self.lexicon.names.find(place.question.as_str());
        name.zip(form).is_some_and(|(name, form)| form.is_clear(name))
    }

    fn may_hold(&self, form: Option<&FormRow>, place: &Place, answer: &Answer) -> bool {
        match answer {
            Answer::Sealed(blob) => return blob.parse::<BlobHash>().is_ok(),
            Answer::Text(code) if place.question.as_str() == STATION && !self.is_code(code) => {
                return false;
            }
            _ => {}
        }
        let own = form.and_then(|form| form.form.as_deref());
        let fits = own.is_some_and(|form| {
            let question = form.question(&place.question);
            question.is_some_and(|question| can_be(form, question, answer))
        });
        fits && self.is_listed_clear(form, place)
    }
}

/// The places of a report that came in the clear and must be sealed: answers, photos, and the
/// station where no code of one stands.
pub(super) fn places(state: &State, report: &Report) -> Vec<Place> {
    let form = state.form_for(report.form.as_str(), &report.version);
    let answers = report.answers.0.iter();
    let answers = answers.filter(|(place, answer)| !state.may_hold(form, place, answer));
    let photos = report.photos.iter().filter(|photo| !photo.sealed);
    let photos = photos.filter(|photo| !state.is_listed_clear(form, &photo.place));
    let mut open: Vec<Place> = answers.map(|(place, _)| place.clone()).collect();
    open.extend(photos.map(|photo| photo.place.clone()));
    if !state.is_code(&report.station) {
        open.extend(STATION.parse().ok().map(|question| Place { question, at: Vec::new() }));
    }
    open.dedup();
    open
}
