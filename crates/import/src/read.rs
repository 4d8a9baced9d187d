//! A file → station results.

use std::io::{Read, Seek};

use sanaq_election::{Election, StationResults};
use sanaq_said::{Said, said};

use crate::{
    codes::Repeated,
    container::Reading,
    header::Header,
    limits::Limits,
    note::{ImportError, Kind, Note, Notes, more},
    plan,
    recipe::{Format, Recipe},
    rows::{Form, Row, Sink, Stop},
    table::{Dropped, Table},
    votes::{VotesRows, VotesTable},
};

/// Station results and what there is to say about the file they come from.
#[derive(Clone, Debug)]
pub struct Import {
    /// The figures.
    pub results: StationResults,
    /// Rows that were left out, by reason.
    pub dropped: Vec<Dropped>,
    /// Codes that stood at several rows; the first ten thousand.
    pub repeated: Vec<Repeated>,
    /// Warnings: the first few of each kind.
    pub warnings: Vec<Note>,
    /// How many warnings of each kind there are.
    pub counts: Vec<(Kind, u64)>,
    /// The kind of file: `csv`, `xlsx`, `parquet`.
    pub format: &'static str,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Rows under the header.
    pub rows: u64,
}

impl Import {
    /// How many warnings are not among the first; nothing where all are.
    pub fn more(&self) -> Option<Said> {
        more(&self.counts, self.warnings.len())
    }
}

/// What a file turned out to hold.
#[derive(Clone, Debug)]
pub enum Content {
    /// Station results.
    Stations(Box<Import>),
    /// Votes of each option.
    Votes(VotesTable),
}

/// Reads station results by a recipe, or in the canonical layout where none is given.
///
/// `file` is the name used in messages; `progress` hears the bytes of the file read so far.
///
/// # Errors
/// What cannot be used, by line and column, what was found and what was expected; several
/// problems at once, and how many more there are.
pub fn read<'a>(
    source: impl Read + Seek + 'a,
    file: &str,
    recipe: Option<&Recipe>,
    election: Option<&Election>,
    limits: &Limits,
    progress: &dyn Fn(u64),
) -> Result<Import, ImportError> {
    let collector = Collector::new(recipe, election, limits, false);
    match collector.read(Box::new(source), file, progress)? {
        Content::Stations(import) => Ok(*import),
        Content::Votes(_) => Err(ImportError::one(file, no_rows())),
    }
}

/// Reads station results, or a table `option,votes` where the header is that of one.
///
/// # Errors
/// As [`read`].
pub fn read_votes_or_stations<'a>(
    source: impl Read + Seek + 'a,
    file: &str,
    recipe: Option<&Recipe>,
    election: Option<&Election>,
    limits: &Limits,
    progress: &dyn Fn(u64),
) -> Result<Content, ImportError> {
    Collector::new(recipe, election, limits, true).read(Box::new(source), file, progress)
}

/// Takes rows: first the header, then the table.
struct Collector<'a> {
    recipe: Option<&'a Recipe>,
    election: Option<&'a Election>,
    limits: &'a Limits,
    format: Format,
    votes_allowed: bool,
    form: Form,
    encoding: Option<&'static str>,
    header: Header,
    body: Body,
    warnings: Notes,
    problems: Notes,
}

/// What stands under the header.
enum Body {
    Unknown,
    Stations(Box<Table>),
    Votes(VotesRows),
}

impl<'a> Collector<'a> {
    fn new(
        recipe: Option<&'a Recipe>,
        election: Option<&'a Election>,
        limits: &'a Limits,
        votes_allowed: bool,
    ) -> Self {
        let format = recipe.map(|recipe| recipe.format.clone()).unwrap_or_default();
        Self {
            recipe,
            election,
            limits,
            header: Header::new(format.header_rows),
            format,
            votes_allowed,
            form: Form { kind: "csv", short_rows: false },
            encoding: None,
            body: Body::Unknown,
            warnings: Notes::new(limits.listed),
            problems: Notes::new(limits.listed),
        }
    }

    fn read(
        mut self,
        source: Box<dyn crate::guard::Source + '_>,
        file: &str,
        progress: &dyn Fn(u64),
    ) -> Result<Content, ImportError> {
        let format = self.format.clone();
        let reading = Reading { format: &format, limits: self.limits };
        match reading.file(source, progress, &mut self) {
            Err(Stop::For(note)) => self.problems.push(note),
            Err(Stop::PutDown) | Ok(()) => {}
        }
        if !self.problems.is_empty() {
            return Err(ImportError::new(file, self.problems));
        }
        let form = self.form;
        let encoding = self.encoding;
        match self.body {
            Body::Stations(table) if table.stations() > 0 => {
                let import = table.finish(self.warnings, form.kind, encoding);
                Ok(Content::Stations(Box::new(import)))
            }
            Body::Votes(votes) if !votes.is_empty() => {
                Ok(Content::Votes(votes.finish(self.warnings)))
            }
            Body::Stations(table) => Err(ImportError::new(file, table.nothing_left())),
            Body::Unknown | Body::Votes(_) => Err(ImportError::one(file, no_rows())),
        }
    }

    /// Matches the header with what is looked for.
    fn bind(&mut self, headers: Vec<String>) -> Result<(), Stop> {
        if self.votes_allowed && self.recipe.is_none() && VotesRows::is_header(&headers) {
            self.body = Body::Votes(VotesRows::new(&headers, self.election, self.limits));
            return Ok(());
        }
        let (warnings, problems) = (&mut self.warnings, &mut self.problems);
        let plan = plan::bind(headers, self.recipe, self.election, warnings, problems);
        if !self.problems.is_empty() {
            return Err(Stop::PutDown);
        }
        let Format { figures, on_error, .. } = self.format.clone();
        let table = Table::new(plan, figures, on_error, self.form.short_rows, self.limits);
        self.body = Body::Stations(Box::new(table));
        Ok(())
    }
}

impl Sink for Collector<'_> {
    fn begin(&mut self, form: Form) {
        self.form = form;
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) -> Result<(), Stop> {
        if matches!(self.body, Body::Unknown) {
            if row.line <= self.format.skip_rows as u64 || self.header.takes(row) {
                return Ok(());
            }
            let headers = self.header.finish(row);
            self.bind(headers)?;
        }
        match &mut self.body {
            Body::Stations(table) => Ok(table.row(row, &mut self.warnings, &mut self.problems)?),
            Body::Votes(votes) => {
                votes.row(row, &mut self.warnings, &mut self.problems);
                Ok(())
            }
            Body::Unknown => Ok(()),
        }
    }

    fn header(&mut self, names: Vec<String>) -> Result<(), Stop> {
        self.format.skip_rows = 0;
        self.bind(names.iter().map(|name| plan::normal(name)).collect())
    }

    fn end(&mut self) -> Result<(), Stop> {
        // A header without a row under it still says whether it is the right one.
        match self.body {
            Body::Unknown if self.header.is_complete() => {
                let headers = self.header.finish(Row::default());
                self.bind(headers)
            }
            _ => Ok(()),
        }
    }

    fn warn(&mut self, note: Note) {
        self.warnings.push(note);
    }

    fn warnings(&mut self, notes: Notes) {
        self.warnings.merge(notes);
    }

    fn encoding(&mut self, name: &'static str) {
        self.encoding = Some(name);
    }
}

fn no_rows() -> Note {
    let said =
        said!("said-import-no-rows", "found no rows, expected a header and a row for each station");
    Note::file(Kind::Empty, said)
}
