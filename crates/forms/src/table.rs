//! Reports as a table: a row for each, a column for each question. Ours, ODK Central's and
//! `KoboToolbox`'s columns are known.

use std::collections::BTreeMap;

use crate::{
    answer::{Absence, Answer, Answers, Place},
    form::{Ask, Choice, Form, Question},
    name::{ChoiceId, Name},
    openrosa::{COMPANION, read_answer},
};

/// What the columns of a table are.
#[derive(Clone, Debug)]
pub struct Columns<'f> {
    form: &'f Form,
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Station,
    Observer,
    Version,
    Answer(Place),
    Absence(Place),
    Unknown,
}

/// A row of a table, read by its form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FiledRow {
    /// What the row is called, so that it is known when it comes again.
    pub id: Option<String>,
    /// The station's code.
    pub station: String,
    /// The observer's pseudonym.
    pub observer: Option<String>,
    /// The form's version.
    pub version: Option<String>,
    /// The answers; what could not be read stands there as it was.
    pub answers: Answers,
}

/// The question for the station in every built-in form.
const STATION: &str = "station-code";

impl<'f> Columns<'f> {
    /// Finds what each column of a header is.
    pub fn new(form: &'f Form, header: &[String]) -> Self {
        let columns = header.iter().map(|name| column(form, name.trim())).collect();
        Self { form, columns }
    }

    /// Headings that mean nothing for this form; what stands below them is not read.
    pub fn unknown<'a>(&self, header: &'a [String]) -> Vec<&'a str> {
        let columns = self.columns.iter().zip(header);
        let unknown =
            columns.filter(|(column, name)| **column == Column::Unknown && !name.is_empty());
        unknown.map(|(_, name)| name.as_str()).collect()
    }

    /// Questions that have no column.
    pub fn without_column(&self) -> Vec<&'f str> {
        let has = |name: &Name| {
            self.columns.iter().any(|column| match column {
                Column::Answer(place) => place.question == *name,
                Column::Station => name.as_str() == STATION,
                _ => false,
            })
        };
        let asked = |q: &&Question| !matches!(q.ask, Ask::Note | Ask::Hidden | Ask::Device(_));
        let questions = self.form.questions().filter(asked);
        questions.filter(|q| !has(&q.id)).map(|q| q.id.as_str()).collect()
    }

    /// The columns that mean something, by their places in the header.
    pub fn known(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| **column != Column::Unknown).map(|(at, _)| at).collect()
    }

    /// Reads a row: cells with their places in the header.
    pub fn read<'c>(&self, cells: impl IntoIterator<Item = (usize, &'c str)>) -> FiledRow {
        let mut row = FiledRow::default();
        let mut reasons: BTreeMap<Place, Absence> = BTreeMap::new();
        for (at, cell) in cells {
            let Some(column) = self.columns.get(at) else { continue };
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::Id => row.id = Some(cell.to_owned()),
                Column::Station => cell.clone_into(&mut row.station),
                Column::Observer => row.observer = Some(cell.to_owned()),
                Column::Version => row.version = Some(cell.to_owned()),
                Column::Answer(place) => {
                    if let Some(answer) = self.answer(place, cell) {
                        row.answers.set(place.clone(), answer);
                    }
                }
                Column::Absence(place) => {
                    if let Some(reason) = Absence::from_id(cell) {
                        reasons.insert(place.clone(), reason);
                    }
                }
                Column::Unknown => {}
            }
        }
        for (place, reason) in reasons {
            if row.answers.get(&place).is_none() {
                row.answers.set(place, Answer::Absent(reason));
            }
        }
        let station = self.form.questions().find(|question| question.id.as_str() == STATION);
        if let Some(question) = station {
            let place = Place::from(question.id.clone());
            match row.answers.get(&place) {
                Some(answer) if row.station.is_empty() => row.station = answer.to_string(),
                None if !row.station.is_empty() => {
                    row.answers.set(place, Answer::Text(row.station.clone()));
                }
                _ => {}
            }
        }
        row
    }

    fn answer(&self, place: &Place, cell: &str) -> Option<Answer> {
        let question = self.form.question(&place.question)?;
        let mark = |absence: &Absence| cell == absence.id() || cell == absence.mark().to_string();
        if let Some(absence) = question.may.iter().find(|absence| mark(absence)) {
            return Some(Answer::Absent(*absence));
        }
        let named = |text: &str| -> Option<ChoiceId> {
            let fits = |choice: &&Choice| {
                choice.id.as_str() == text || choice.label.iter().any(|(_, label)| label == text)
            };
            self.form.choices(question).iter().find(fits).map(|choice| choice.id.clone())
        };
        match question.ask {
            // A choice may stand there by the words that are shown for it.
            Ask::One(_) => named(cell).map(Answer::Choice).or_else(|| read_answer(question, cell)),
            _ => read_answer(question, cell),
        }
    }
}

fn column(form: &Form, name: &str) -> Column {
    let lower = name.to_lowercase();
    if let Some(place) = place(form, name) {
        return Column::Answer(place);
    }
    let beside = name.strip_suffix(COMPANION).and_then(|name| place(form, name));
    if let Some(place) = beside {
        return Column::Absence(place);
    }
    match lower.as_str() {
        "id" | "key" | "instanceid" | "meta-instanceid" | "meta/instanceid" | "_uuid" | "_id" => {
            Column::Id
        }
        "station" | "station code" | STATION => Column::Station,
        "observer" => Column::Observer,
        "version" | "formversion" | "__version__" => Column::Version,
        _ => Column::Unknown,
    }
}

/// The question that a heading names: by its name, or behind the names of its groups.
fn place(form: &Form, heading: &str) -> Option<Place> {
    let known = |text: &str| -> Option<Place> {
        let place: Place = text.parse().ok()?;
        form.question(&place.question).is_some().then_some(place)
    };
    let ends = heading.char_indices().filter(|(_, c)| matches!(c, '/' | '-' | ':' | '.'));
    let tails = ends.filter_map(|(at, c)| heading.get(at + c.len_utf8()..));
    // From the left, so that the longest name counts.
    std::iter::once(heading).chain(tails).find_map(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    fn text(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_of_others_are_known_and_what_is_not_is_said() {
        let form = builtin::form("voting").unwrap().unwrap();
        let header = text(&[
            "KEY",
            "Observer",
            "header-station-code",
            "figures/voters-listed",
            "environment-tension",
            "environment-tension.absent",
            "weather",
            "persons-present",
        ]);
        let columns = Columns::new(&form, &header);
        assert_eq!(columns.unknown(&header), ["weather"]);
        assert!(columns.without_column().contains(&"comment"));
        assert_eq!(columns.known(), [0, 1, 2, 3, 4, 5, 7]);
        let cells =
            ["uuid:1", "o-1", " 126101/95 ", "2100", "", "dont-know", "rain", "media police"];
        let row = columns.read(cells.into_iter().enumerate());
        assert_eq!((row.id.as_deref(), row.station.as_str()), (Some("uuid:1"), "126101/95"));
        let of = |name: &str| row.answers.of(&name.parse().unwrap()).cloned();
        assert_eq!(of("voters-listed"), Some(Answer::Integer(2_100)));
        assert_eq!(of("tension"), Some(Answer::Absent(Absence::DontKnow)));
        assert_eq!(of("present").map(|answer| answer.to_string()).as_deref(), Some("media police"));
        let short = columns.read([(3, "12a")]);
        let kept = short.answers.of(&"voters-listed".parse().unwrap());
        assert_eq!(kept, Some(&Answer::Unreadable("12a".to_owned())));
        assert_eq!(short.id, None);
    }
}
