//! Rows → station results, by a plan.

use std::collections::BTreeMap;

use sanaq_election::{AreaId, Areas, Column, LineId, StationResults, Texts};
use sanaq_said::{Said, said};

use crate::{
    codes::{Codes, Repeated},
    figure::Figures,
    limits::Limits,
    note::{Kind, Note, Notes, english, shown},
    plan::{Plan, Term},
    read::Import,
    recipe::OnError,
    rows::Row,
};

mod long;

/// Rows that were left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Dropped {
    /// Why; in JSON in English.
    #[serde(serialize_with = "english")]
    pub reason: Said,
    /// How many.
    pub rows: u64,
    /// The first few lines.
    pub first_lines: Vec<u64>,
}

impl Dropped {
    /// How many rows were left out, and why.
    pub fn said(&self) -> Said {
        said!(
            "said-import-left-out",
            "rows left out ({reason}): {n}",
            reason = self.reason.clone(),
            n = self.rows
        )
    }
}

/// Repeated codes are listed up to this many; all are counted.
const REPEATED_LISTED: usize = 10_000;
const DROPPED_LINES_LISTED: usize = 10;
const BLANK_ROW: &str = "blank row";
/// What an area or a station takes besides its text, about.
const AREA_COST: u64 = 120;
const STATION_COST: u64 = 32;
const OPTION_COST: u64 = 64;

/// Builds the table row by row.
pub(crate) struct Table {
    plan: Plan,
    figures: Figures,
    on_error: OnError,
    short_rows: bool,
    limits: Limits,
    stations: Texts,
    codes: Codes,
    areas: Areas,
    area: Vec<AreaId>,
    lines: Vec<Column>,
    votes: Vec<Column>,
    long: long::Seen,
    code: String,
    path: String,
    last_path: String,
    /// Bytes of all codes and of all distinct areas.
    text_bytes: u64,
    rows: u64,
    dropped: BTreeMap<String, Dropped>,
    repeated: Vec<Repeated>,
    made_unknown: BTreeMap<String, (u64, u64)>,
}

impl Table {
    pub(crate) fn new(
        plan: Plan,
        figures: Figures,
        on_error: OnError,
        short_rows: bool,
        limits: &Limits,
    ) -> Self {
        let lines = vec![Column::default(); plan.lines.len()];
        let votes = vec![Column::default(); plan.votes.len()];
        let mut table = Self {
            plan,
            figures,
            on_error,
            short_rows,
            limits: limits.clone(),
            stations: Texts::default(),
            codes: Codes::default(),
            areas: Areas::default(),
            area: Vec::new(),
            lines,
            votes,
            long: long::Seen::default(),
            code: String::new(),
            path: String::new(),
            last_path: String::new(),
            text_bytes: 0,
            rows: 0,
            dropped: BTreeMap::new(),
            repeated: Vec::new(),
            made_unknown: BTreeMap::new(),
        };
        table.start_long();
        table
    }

    /// Takes a row. What is wrong with it goes to the notes.
    pub(crate) fn row(
        &mut self,
        row: Row<'_>,
        warnings: &mut Notes,
        problems: &mut Notes,
    ) -> Result<(), Note> {
        self.rows += 1;
        if row.is_blank() {
            self.drop_row(BLANK_ROW, row.line, || said!("said-import-blank", "blank row"));
            return Ok(());
        }
        let dropped = self.plan.drops.iter().find(|rule| rule.when.holds(row.text(rule.column)));
        if let Some(rule) = dropped {
            let reason = rule.reason.clone();
            let said = || said!("said-import-reason", "{reason}", reason = reason.as_str());
            self.drop_row(&reason, row.line, said);
            return Ok(());
        }
        let faults = match self.on_error {
            OnError::Stop => &mut *problems,
            OnError::Unknown => &mut *warnings,
        };
        let usable = self.check_width(row, faults);
        self.compose_code(row, faults);
        if self.plan.long.is_some() {
            self.long_row(row, usable, warnings, problems);
        } else {
            self.wide_row(row, usable, warnings, problems);
        }
        self.check_size(row.line)
    }

    fn wide_row(&mut self, row: Row<'_>, usable: bool, warnings: &mut Notes, problems: &mut Notes) {
        if let Some(repeated) = self.codes.push(&mut self.stations, &self.code, row.line) {
            warnings.add(Kind::RepeatedStation, || {
                let said = said!(
                    "said-import-station-again",
                    "found the station «{code}» again (first on line {first}), expected each once; \
                     this one was kept as «{kept}»",
                    code = shown(repeated.code.as_bytes()),
                    first = repeated.first_line,
                    kept = shown(repeated.kept_as.as_bytes())
                );
                Note::line(Kind::RepeatedStation, row.line, said)
            });
            if self.repeated.len() < REPEATED_LISTED {
                self.text_bytes += 2 * repeated.kept_as.len() as u64;
                self.repeated.push(repeated);
            }
        }
        self.text_bytes += STATION_COST + self.code.len() as u64;
        let area = self.area_of(row);
        self.area.push(area);
        let faults = match self.on_error {
            OnError::Stop => problems,
            OnError::Unknown => warnings,
        };
        let reader = FigureReader { figures: &self.figures, headers: &self.plan.headers, row };
        for (target, column) in self.plan.lines.iter().zip(&mut self.lines) {
            column.push(if usable { reader.sum(&target.terms, faults) } else { None });
        }
        for (target, column) in self.plan.votes.iter().zip(&mut self.votes) {
            column.push(if usable { reader.sum(&target.terms, faults) } else { None });
        }
        self.make_unknown(row);
    }

    /// Applies the recipe's `[[unknown]]` to the last station.
    fn make_unknown(&mut self, row: Row<'_>) {
        for (condition, lines) in &self.plan.unknowns {
            if !condition.when.holds(row.text(condition.column)) {
                continue;
            }
            for (target, column) in self.plan.lines.iter().zip(&mut self.lines) {
                if lines.contains(&target.id) {
                    column.set(column.len().saturating_sub(1), None);
                }
            }
            let entry = self.made_unknown.entry(condition.reason.clone());
            entry.or_insert((0, row.line)).0 += 1;
        }
    }

    /// Whether the row's cells stand under the right headers.
    fn check_width(&self, row: Row<'_>, faults: &mut Notes) -> bool {
        let width = self.plan.headers.len();
        if row.len() == width {
            return true;
        }
        let too_long = row.len() > width && !row.is_blank_from(width);
        // A short row keeps its figures; where a cell is missing in the middle nobody can tell.
        let needed = self.plan.headers.iter().rposition(|header| !header.is_empty());
        let too_short = !self.short_rows && row.len() < needed.map_or(0, |last| last + 1);
        if too_long || too_short {
            faults.add(Kind::Ragged, || {
                let said = said!(
                    "said-import-ragged",
                    "found {n} cells, expected {width} as in the header",
                    n = row.len(),
                    width
                );
                Note::line(Kind::Ragged, row.line, said)
            });
        }
        !too_long
    }

    /// Puts the station's code together in `self.code`.
    fn compose_code(&mut self, row: Row<'_>, faults: &mut Notes) {
        let mut code = std::mem::take(&mut self.code);
        code.clear();
        let mut blank = true;
        for (i, part) in self.plan.station.iter_mut().enumerate() {
            if i > 0 {
                code.push(Areas::SEPARATOR);
            }
            let fixed = part.column.is_none();
            let text = part.text(row);
            blank &= fixed || text.is_empty();
            code.push_str(&text);
        }
        if blank {
            faults.add(Kind::NoStation, || {
                let said = said!(
                    "said-import-no-code",
                    "found no station code, expected one; the station would be kept as its line \
                     number"
                );
                Note::line(Kind::NoStation, row.line, said)
            });
            code = format!("line-{}", row.line);
        }
        self.code = code;
    }

    /// The area of a row; neighbours in a file mostly share it.
    fn area_of(&mut self, row: Row<'_>) -> AreaId {
        self.path.clear();
        let mut empty_levels = 0;
        for part in &mut self.plan.area {
            let is_path = part.rule.path;
            let text = part.text(row);
            if text.is_empty() {
                empty_levels += 1;
                continue;
            }
            // A gap between levels must not move the lower ones up.
            for _ in 0..std::mem::take(&mut empty_levels) {
                self.path.push_str("—/");
            }
            if is_path {
                self.path.push_str(&text);
            } else {
                push_level(&mut self.path, &text);
            }
            self.path.push('/');
        }
        self.path.pop();
        match self.area.last() {
            Some(last) if self.path == self.last_path => *last,
            _ => {
                self.last_path.clone_from(&self.path);
                let before = self.areas.len();
                let area = self.areas.intern(&self.path);
                if self.areas.len() > before {
                    self.text_bytes += AREA_COST + 2 * self.path.len() as u64;
                }
                area
            }
        }
    }

    fn drop_row(&mut self, reason: &str, line: u64, said: impl FnOnce() -> Said) {
        if !self.dropped.contains_key(reason) {
            let entry = Dropped { reason: said(), rows: 0, first_lines: Vec::new() };
            self.dropped.insert(reason.into(), entry);
        }
        if let Some(dropped) = self.dropped.get_mut(reason) {
            dropped.rows += 1;
            if dropped.first_lines.len() < DROPPED_LINES_LISTED {
                dropped.first_lines.push(line);
            }
        }
    }

    /// Refuses a table that grows beyond the limits.
    fn check_size(&self, line: u64) -> Result<(), Note> {
        let columns = (self.lines.len() + self.votes.len() + 4) as u64;
        let figures = self.stations.len() as u64 * columns;
        let said = if self.stations.len() as u64 > self.limits.rows {
            said!(
                "said-import-stations-most",
                "found more than {most} stations, expected at most that",
                most = self.limits.rows
            )
        } else if self.plan.votes.len() > self.limits.columns {
            said!(
                "said-import-options-most",
                "found more than {most} options, expected at most that",
                most = self.limits.columns
            )
        } else if figures > self.limits.figures {
            said!(
                "said-import-figures-most",
                "found {n} stations with {columns} columns, expected at most {most} figures in all",
                n = self.stations.len(),
                columns,
                most = self.limits.figures
            )
        } else if self.text_bytes > self.limits.text_bytes {
            said!(
                "said-import-texts-most",
                "found station codes, areas and options of more than {most} bytes in all, \
                 expected at most that",
                most = self.limits.text_bytes
            )
        } else if self.long.size() as u64 > self.limits.figures / 32 {
            said!(
                "said-import-pairs-most",
                "found too many pairs of station and option for the memory allowed"
            )
        } else {
            return Ok(());
        };
        Err(Note::line(Kind::TooLarge, line, said))
    }

    /// How many stations there are so far.
    pub(crate) fn stations(&self) -> usize {
        self.stations.len()
    }

    /// Why no station is left.
    pub(crate) fn nothing_left(&self) -> Notes {
        let mut notes = Notes::new(self.limits.listed);
        notes.push(Note::file(
            Kind::Empty,
            if self.dropped.is_empty() {
                said!(
                    "said-import-no-row",
                    "found a header and no row under it, expected a row for each station"
                )
            } else {
                said!("said-import-all-left-out", "found no station: all rows were left out")
            },
        ));
        for dropped in self.dropped.values() {
            notes.add(Kind::Empty, || Note::file(Kind::Empty, dropped.said()));
        }
        notes
    }

    /// The finished import.
    pub(crate) fn finish(
        self,
        mut warnings: Notes,
        format: &'static str,
        encoding: Option<&'static str>,
    ) -> Import {
        for (reason, (rows, first_line)) in &self.made_unknown {
            let said = said!(
                "said-import-made-unknown",
                "figures of {n} rows are taken for unknown, the first on this line: {reason}",
                n = *rows,
                reason
            );
            warnings.push(Note::line(Kind::MadeUnknown, *first_line, said));
        }
        let lines = self.plan.lines.into_iter().map(|target| target.id);
        let votes = self.plan.votes.into_iter().map(|target| target.id);
        let mut lines: Vec<(LineId, Column)> = lines.zip(self.lines).collect();
        if self.plan.canonical {
            // The canonical file has a column for each standard line, known or not.
            lines.retain(|(_, column)| column.known() > 0);
        }
        let (warnings, counts) = warnings.into_parts();
        Import {
            results: StationResults {
                stations: self.stations,
                areas: self.areas,
                area: self.area,
                lines,
                votes: votes.zip(self.votes).collect(),
            },
            dropped: self.dropped.into_values().collect(),
            repeated: self.repeated,
            warnings,
            counts,
            format,
            encoding,
            rows: self.rows,
        }
    }
}

/// Appends a level's name to a path. A stroke in the name must not make two levels of it.
fn push_level(path: &mut String, name: &str) {
    if name.contains(Areas::SEPARATOR) {
        path.push_str(&name.replace(Areas::SEPARATOR, "∕"));
    } else {
        path.push_str(name);
    }
}

/// Reads the figures of one row.
struct FigureReader<'a> {
    figures: &'a Figures,
    headers: &'a [String],
    row: Row<'a>,
}

impl FigureReader<'_> {
    /// The sum of some cells; unknown when one of them is.
    #[inline]
    fn sum(&self, terms: &[Term], faults: &mut Notes) -> Option<u32> {
        if let [Term { column, minus: false }] = terms {
            return self.cell(*column, faults);
        }
        let mut total = Some(0i64);
        for term in terms {
            let figure = self.cell(term.column, faults).map(i64::from);
            let signed = figure.map(|figure| if term.minus { -figure } else { figure });
            total = total.zip(signed).map(|(total, figure)| total + figure);
        }
        let total = total?;
        let figure = u32::try_from(total).ok().filter(|figure| *figure <= Column::MAX);
        if figure.is_none() {
            let first = terms.first().map_or(0, |term| term.column);
            faults.add(Kind::BadFigure, || {
                let said = said!(
                    "said-import-sum",
                    "found {total} as the sum of columns, expected a whole number from 0 to {most}",
                    total = total.to_string(),
                    most = Column::MAX
                );
                Note::cell(Kind::BadFigure, self.row.line, self.header(first), said)
            });
        }
        figure
    }

    #[inline]
    fn cell(&self, column: usize, faults: &mut Notes) -> Option<u32> {
        let (bytes, place) = self.row.place(column)?;
        if let Ok(figure) = self.figures.read(bytes, place.clone()) {
            return figure;
        }
        faults.add(Kind::BadFigure, || {
            let cell = bytes.get(place).unwrap_or_default();
            let said = self.figures.wrong(cell);
            Note::cell(Kind::BadFigure, self.row.line, self.header(column), said)
        });
        None
    }

    fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }
}
