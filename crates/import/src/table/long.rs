//! The long layout: one row for each station and option.

use hashbrown::HashMap;
use sanaq_election::Column;
use sanaq_said::said;

use super::{FigureReader, Table};
use crate::{
    note::{Kind, Note, Notes, shown},
    plan::{LongPlan, Target, Term, option_id},
    recipe::OnError,
    rows::Row,
};

/// What was seen of a long table so far.
#[derive(Default)]
pub(super) struct Seen {
    /// Each text of the option column: where its figures go.
    texts: HashMap<String, Text>,
    /// Texts that stood at a station.
    given: Marks,
    /// Columns that stay unknown at a station because a part of their sum is.
    spoilt: Marks,
}

impl Seen {
    /// How many words of 64 marks are held.
    pub(super) fn size(&self) -> usize {
        self.given.0.len() + self.spoilt.0.len()
    }
}

/// A set of pairs of a number and a station. Neighbouring stations share a word, so that it stays
/// small where thousands of candidates stand in a few districts each.
#[derive(Default)]
struct Marks(HashMap<(usize, usize), u64>);

impl Marks {
    fn has(&self, number: usize, station: usize) -> bool {
        let word = self.0.get(&(number, station / 64));
        word.is_some_and(|word| word >> (station % 64) & 1 == 1)
    }

    fn set(&mut self, number: usize, station: usize) {
        *self.0.entry((number, station / 64)).or_default() |= 1 << (station % 64);
    }
}

#[derive(Clone, Copy)]
struct Text {
    number: usize,
    place: Place,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Line(usize),
    Votes(usize),
}

impl Place {
    /// A number of its own among all places.
    fn number(self) -> usize {
        match self {
            Self::Line(i) => 2 * i,
            Self::Votes(i) => 2 * i + 1,
        }
    }
}

impl Table {
    /// Makes the columns that the recipe names.
    pub(super) fn start_long(&mut self) {
        let Some(long) = &self.plan.long else { return };
        let (lines, options) = (long.lines.clone(), long.options.clone());
        for (id, texts) in lines {
            let place = Place::Line(self.plan.lines.len());
            self.plan.lines.push(Target { id, terms: Vec::new() });
            self.lines.push(Column::default());
            for text in texts {
                self.name(text, place);
            }
        }
        for (id, texts) in options {
            let place = Place::Votes(self.plan.votes.len());
            self.plan.votes.push(Target { id, terms: Vec::new() });
            self.votes.push(Column::default());
            for text in texts {
                self.name(text, place);
            }
        }
    }

    fn name(&mut self, text: String, place: Place) {
        let number = self.long.texts.len();
        self.long.texts.insert(text, Text { number, place });
    }

    pub(super) fn long_row(
        &mut self,
        row: Row<'_>,
        usable: bool,
        warnings: &mut Notes,
        problems: &mut Notes,
    ) {
        let station = self.codes.find(&self.stations, &self.code);
        let station = station.unwrap_or_else(|| self.new_station(row));
        let Some((option, figure)) =
            self.plan.long.as_ref().map(|LongPlan { option, figure, .. }| (*option, *figure))
        else {
            return;
        };
        let text = self.place_of(row.text(option), row, option, problems);
        let faults = match self.on_error {
            OnError::Stop => problems,
            OnError::Unknown => warnings,
        };
        if !usable {
            return;
        }
        self.repeated_lines(row, station, faults);
        let reader = FigureReader { figures: &self.figures, headers: &self.plan.headers, row };
        let found = reader.sum(&[Term { column: figure, minus: false }], faults);
        if let Some(text) = text {
            self.add(row, station, text, found, faults);
        }
        self.make_unknown_at(row, station);
    }

    fn new_station(&mut self, row: Row<'_>) -> usize {
        let station = self.stations.len();
        // The code is new, so it needs no suffix.
        let _ = self.codes.push(&mut self.stations, &self.code, row.line);
        self.text_bytes += super::STATION_COST + self.code.len() as u64;
        let area = self.area_of(row);
        self.area.push(area);
        self.lines.iter_mut().chain(&mut self.votes).for_each(|column| column.push(None));
        station
    }

    /// Where the figures of an option's text go.
    fn place_of(
        &mut self,
        text: &str,
        row: Row<'_>,
        option: usize,
        problems: &mut Notes,
    ) -> Option<Text> {
        if let Some(known) = self.long.texts.get(text) {
            return Some(*known);
        }
        let long = self.plan.long.as_ref()?;
        let id = match (&long.others, long.options.is_empty()) {
            (Some(others), _) => Some(others.clone()),
            (None, true) => option_id(text),
            (None, false) => None,
        };
        let Some(id) = id else {
            let header = self.plan.headers.get(option).map_or("", String::as_str);
            problems.add(Kind::UnknownOption, || {
                let said = said!(
                    "said-import-long-option",
                    "found the option «{option}», expected one that the recipe names under \
                     [long.options] or [long.lines], or others = \"…\" there",
                    option = shown(text.as_bytes())
                );
                Note::cell(Kind::UnknownOption, row.line, header, said)
            });
            return None;
        };
        let place = self.plan.votes.iter().position(|target| target.id == id);
        let place = place.unwrap_or_else(|| {
            self.plan.votes.push(Target { id, terms: Vec::new() });
            self.votes.push(Column::unknown(self.stations.len()));
            self.votes.len() - 1
        });
        self.text_bytes += super::OPTION_COST + text.len() as u64;
        self.name(text.to_owned(), Place::Votes(place));
        self.long.texts.get(text).copied()
    }

    /// Lines that stand in columns of their own repeat in each row of a station.
    fn repeated_lines(&mut self, row: Row<'_>, station: usize, faults: &mut Notes) {
        let reader = FigureReader { figures: &self.figures, headers: &self.plan.headers, row };
        for (target, column) in self.plan.lines.iter().zip(&mut self.lines) {
            let Some(first) = target.terms.first() else { continue };
            let found = reader.sum(&target.terms, faults);
            match (column.get(station), found) {
                (None, Some(_)) => column.set(station, found),
                (Some(before), Some(now)) if before != now => faults.add(Kind::Conflict, || {
                    let said = said!(
                        "said-import-long-differs",
                        "found {now} where an earlier row of the station has {before}, expected \
                         the same in all its rows",
                        now,
                        before
                    );
                    Note::cell(Kind::Conflict, row.line, reader.header(first.column), said)
                }),
                _ => {}
            }
        }
    }

    fn add(
        &mut self,
        row: Row<'_>,
        station: usize,
        text: Text,
        found: Option<u32>,
        faults: &mut Notes,
    ) {
        let again = self.long.given.has(text.number, station);
        // A sum of several texts stays unknown when one of its parts is.
        let spoilt = self.long.spoilt.has(text.place.number(), station);
        let column = match text.place {
            Place::Line(i) => self.lines.get_mut(i),
            Place::Votes(i) => self.votes.get_mut(i),
        };
        let Some(column) = column else { return };
        let sum = match (column.get(station), found) {
            _ if again || spoilt => None,
            (None, found) => found,
            (Some(so_far), Some(found)) => {
                so_far.checked_add(found).filter(|sum| *sum <= Column::MAX)
            }
            (Some(_), None) => None,
        };
        column.set(station, sum);
        self.long.given.set(text.number, station);
        if sum.is_none() {
            self.long.spoilt.set(text.place.number(), station);
        }
        if again || (sum.is_none() && found.is_some() && !spoilt) {
            let code = self.stations.get(station);
            faults.add(Kind::Conflict, || {
                let said = said!(
                    "said-import-long-second",
                    "found a second figure of one option for the station «{code}», expected one; a \
                     file that counts in parts needs the parts named in the station's code",
                    code = shown(code.as_bytes())
                );
                Note::line(Kind::Conflict, row.line, said)
            });
        }
    }

    fn make_unknown_at(&mut self, row: Row<'_>, station: usize) {
        for (condition, lines) in &self.plan.unknowns {
            if !condition.when.holds(row.text(condition.column)) {
                continue;
            }
            for (target, column) in self.plan.lines.iter().zip(&mut self.lines) {
                if lines.contains(&target.id) {
                    column.set(station, None);
                }
            }
            let entry = self.made_unknown.entry(condition.reason.clone());
            entry.or_insert((0, row.line)).0 += 1;
        }
    }
}
