//! Notes of the tests in the reader's language.

use fluent_bundle::FluentValue;
use sanaq_forensics::Note;

use crate::{
    language::Language,
    page::Error,
    words::{Argument, Words},
};

/// Words the notes of an examination where they are shown without its page.
pub struct Notes(Words);

impl Notes {
    /// In a language.
    ///
    /// # Errors
    /// Only when the program's own words are broken.
    pub fn new(language: Language) -> Result<Self, Error> {
        Words::new(language).map(Self)
    }

    /// A sentence each, without capital and full stop.
    pub fn said(&self, notes: &[Note]) -> Vec<String> {
        notes.iter().map(|note| remark(&self.0, note)).collect()
    }
}

/// The sentence of a note.
pub(crate) fn remark(words: &Words, note: &Note) -> String {
    words.with(&format!("note-{}", note.code()), &arguments(words, note))
}

/// Several notes as one sentence.
pub(crate) fn remarks(words: &Words, notes: &[Note]) -> String {
    let texts: Vec<String> = notes.iter().map(|note| remark(words, note)).collect();
    texts.join(&words.t("list-separator"))
}

// Without a `_` arm on purpose: a new note does not build until it has words.
fn arguments(words: &Words, note: &Note) -> Vec<Argument<'static>> {
    let share = |name, value: f64| (name, FluentValue::from(words.percent(value)));
    let bin = |percent: u8| {
        let text = |percent| FluentValue::from(words.whole_percent(percent));
        vec![("from", text(percent)), ("to", text(percent.saturating_add(1)))]
    };
    match *note {
        Note::NoRegister
        | Note::NoBallots
        | Note::NoOption
        | Note::LowerBound
        | Note::BlindToUnrounded
        | Note::OneSided
        | Note::NoCleanZone
        | Note::FallsWithTurnout
        | Note::AssumesIndependence
        | Note::NotDistinguishable
        | Note::StationFullTurnout => vec![],
        Note::TooFewStations { stations, needed } => {
            vec![("stations", stations.into()), ("needed", needed.into())]
        }
        Note::HonestDifferences { share: value } => vec![share("share", value)],
        Note::LowEndIsTail { reach } => vec![share("reach", reach)],
        Note::GivenBin { percent } | Note::EmptyBin { percent } => bin(percent),
        Note::StationTurnout { turnout, reach } => {
            vec![share("turnout", turnout), share("reach", reach)]
        }
        Note::StationExcess { votes } => vec![("votes", votes.round().into())],
        Note::StationInteger { turnout, result, chance } => integer(words, turnout, result, chance),
        Note::StationOverFull { turnout } => vec![share("turnout", turnout)],
        Note::StationUnanimous { ballots } => vec![("ballots", ballots.into())],
    }
}

fn integer(
    words: &Words,
    turnout: Option<u8>,
    result: Option<u8>,
    chance: f64,
) -> Vec<Argument<'static>> {
    let which = match (turnout, result) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "turnout",
        _ => "result",
    };
    let text = |percent: Option<u8>| percent.map(|p| words.whole_percent(p)).unwrap_or_default();
    let chance = crate::number::percent(chance, 2, words.language);
    vec![
        ("which", which.into()),
        ("turnout", text(turnout).into()),
        ("result", text(result).into()),
        ("chance", chance.into()),
    ]
}
