//! Station results, column by column: a million stations in a few flat arrays.
//!
//! A figure that a source left empty is unknown, never zero: [`Column::get`] returns nothing.

use crate::names::{LineId, OptionId};

/// The position of a station in its table.
pub type StationIndex = usize;

/// One figure for each station. Counts above [`Column::MAX`] cannot be held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column(Vec<u32>);

impl Column {
    /// The largest count that a station can report.
    pub const MAX: u32 = u32::MAX - 1;
    const UNKNOWN: u32 = u32::MAX;

    /// A column of `len` unknown figures.
    pub fn unknown(len: usize) -> Self {
        Self(vec![Self::UNKNOWN; len])
    }

    /// Appends a figure; a count above [`Column::MAX`] is kept as unknown, so refuse it before.
    pub fn push(&mut self, figure: Option<u32>) {
        self.0.push(figure.unwrap_or(Self::UNKNOWN));
    }

    /// Removes the last figure.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The figure at a station; nothing when it is unknown or there is no such station.
    pub fn get(&self, station: StationIndex) -> Option<u32> {
        self.0.get(station).copied().filter(|figure| *figure != Self::UNKNOWN)
    }

    /// Sets the figure at a station that exists.
    pub fn set(&mut self, station: StationIndex, figure: Option<u32>) {
        if let Some(cell) = self.0.get_mut(station) {
            *cell = figure.unwrap_or(Self::UNKNOWN);
        }
    }

    /// How many stations the column has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the column has no station.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All figures in the order of the stations.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<u32>> + '_ {
        self.0.iter().map(|figure| (*figure != Self::UNKNOWN).then_some(*figure))
    }

    /// The sum of all known figures.
    pub fn total(&self) -> u64 {
        self.iter().flatten().map(u64::from).sum()
    }

    /// How many figures are known.
    pub fn known(&self) -> usize {
        self.iter().flatten().count()
    }
}

impl FromIterator<Option<u32>> for Column {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(figures: I) -> Self {
        Self(figures.into_iter().map(|figure| figure.unwrap_or(Self::UNKNOWN)).collect())
    }
}

/// Many short texts in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    bytes: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    /// The text at a position; empty when there is none.
    pub fn get(&self, index: usize) -> &str {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        let range = start.zip(self.ends.get(index).copied());
        range.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or("")
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }
}

/// The place of an area in [`Areas`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaId(u32);

impl AreaId {
    /// The area's position among all areas, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The areas that stations name, each a path such as `Region/District`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    paths: Vec<String>,
    order: std::collections::BTreeMap<String, AreaId>,
}

impl Areas {
    /// What separates the levels of a path.
    pub const SEPARATOR: char = '/';

    /// The area with this path, new or known.
    ///
    /// # Panics
    /// Never in practice: there are fewer areas than a `u32` counts.
    pub fn intern(&mut self, path: &str) -> AreaId {
        if let Some(id) = self.order.get(path) {
            return *id;
        }
        let id = AreaId(u32::try_from(self.paths.len()).unwrap_or(u32::MAX));
        self.paths.push(path.to_owned());
        self.order.insert(path.to_owned(), id);
        id
    }

    /// The path of an area.
    pub fn path(&self, id: AreaId) -> &str {
        self.paths.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The first `levels` levels of an area's path.
    pub fn ancestor(&self, id: AreaId, levels: usize) -> &str {
        let path = self.path(id);
        let end = path.match_indices(Self::SEPARATOR).nth(levels.saturating_sub(1));
        end.map_or(path, |(at, _)| path.get(..at).unwrap_or(path))
    }

    /// How many distinct areas there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

/// What all stations reported.
///
/// Invariant: `stations`, `area` and every column have the same length.
#[derive(Clone, Debug, Default)]
pub struct StationResults {
    /// The stations' codes.
    pub stations: Texts,
    /// The areas they lie in.
    pub areas: Areas,
    /// Each station's area.
    pub area: Vec<AreaId>,
    /// The protocol's lines that the source has.
    pub lines: Vec<(LineId, Column)>,
    /// The votes of each option.
    pub votes: Vec<(OptionId, Column)>,
}

impl StationResults {
    /// How many stations there are.
    pub fn len(&self) -> usize {
        self.stations.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stations.is_empty()
    }

    /// A line's column, when the source has that line.
    pub fn line(&self, line: &str) -> Option<&Column> {
        self.lines.iter().find(|(id, _)| id.as_str() == line).map(|(_, column)| column)
    }

    /// An option's column.
    pub fn votes_of(&self, option: &OptionId) -> Option<&Column> {
        self.votes.iter().find(|(id, _)| id == option).map(|(_, column)| column)
    }

    /// The path of a station's area.
    pub fn area_path(&self, station: StationIndex) -> &str {
        self.area.get(station).map_or("", |id| self.areas.path(*id))
    }

    /// The option with the most votes in all; the first of equals.
    pub fn leader(&self) -> Option<&OptionId> {
        let totals = self.votes.iter().map(|(id, column)| (id, column.total()));
        totals.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(id, _)| id)
    }

    /// Ballots found in the boxes: the line `cast`, else `valid` + `invalid` where both are
    /// known, else nothing.
    pub fn cast(&self, station: StationIndex) -> Option<u32> {
        let line = |name| self.line(name).and_then(|column| column.get(station));
        line("cast").or_else(|| line("valid")?.checked_add(line("invalid")?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_figure_is_not_zero() {
        let column: Column = [Some(0), None, Some(7)].into_iter().collect();
        assert_eq!(column.get(0), Some(0));
        assert_eq!(column.get(1), None);
        assert_eq!(column.get(3), None);
        assert_eq!(column.total(), 7);
        assert_eq!(column.known(), 2);
    }

    #[test]
    fn texts_and_areas_come_back_as_they_went_in() {
        let mut texts = Texts::default();
        for text in ["a", "", "ұй"] {
            texts.push(text);
        }
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["a", "", "ұй"]);
        let mut areas = Areas::default();
        let id = areas.intern("Region/District/Village");
        assert_eq!(areas.intern("Region/District/Village"), id);
        assert_eq!(areas.ancestor(id, 1), "Region");
        assert_eq!(areas.ancestor(id, 2), "Region/District");
        assert_eq!(areas.ancestor(id, 9), "Region/District/Village");
    }
}
