//! `election.toml` → [`Election`], or every problem found with its line and key.

use std::fmt;

use sanaq_said::{Said, said};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    contest::{Contest, ContestKind, District, Election, Hours, OptionInfo},
    law::{Beside, RawRules, Rules},
    names::{Names, OptionId},
    protocol::RawProtocol,
    ratio::Ratio,
    units::Seats,
};

/// A file that could not be used, with everything that is wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file's name.
    pub file: String,
    /// What is wrong, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1; nothing when the whole file is meant.
    pub line: Option<usize>,
    /// The key at that line.
    pub key: String,
    /// What was found and what was expected.
    pub message: Said,
}

impl Problem {
    /// The sentence with its key.
    pub fn keyed(&self) -> Said {
        let message = self.message.clone();
        if self.key.is_empty() {
            return message;
        }
        said!("said-keyed", "key «{key}»: {message}", key = &self.key, message)
    }
}

impl FileError {
    /// All of it in one sentence.
    pub fn said(&self) -> Said {
        let placed = self.problems.iter().map(|problem| match problem.line {
            Some(line) => {
                let message = problem.keyed();
                said!("said-at-line", "line {line}, {message}", line, message)
            }
            None => problem.keyed(),
        });
        let all = placed.reduce(|one, other| said!("said-both", "{one}; {other}", one, other));
        let why = all.unwrap_or_else(no_use);
        said!("said-of-file", "{file}: {why}", file = &self.file, why)
    }
}

fn no_use() -> Said {
    said!("said-no-use", "it cannot be used")
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", self.file)?;
            if let Some(line) = problem.line {
                write!(f, ", line {line}")?;
            }
            if !problem.key.is_empty() {
                write!(f, ", key «{}»", problem.key)?;
            }
            write!(f, ": {}", problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}

/// Collects problems of one text with their places.
pub(crate) struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// Notes a problem at the byte offset `at`.
    pub(crate) fn problem(&mut self, at: usize, key: &str, message: Said) {
        let line = Some(line_of(self.text, at));
        self.problems.push(Problem { line, key: key.to_owned(), message });
    }

    /// Reads an exact ratio from its own digits in the text, since a float would round it.
    pub(crate) fn ratio(&mut self, key: &str, value: &Spanned<toml::Value>) -> Option<Ratio> {
        let written = self.text.get(value.span()).unwrap_or_default();
        match written.trim().trim_matches(['"', '\'']).parse::<Ratio>() {
            Ok(ratio) => Some(ratio),
            Err(error) => {
                self.problem(value.span().start, key, error.said());
                None
            }
        }
    }
}

/// The line, from 1, of a byte offset.
pub fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// The key that stands at a byte offset: the nearest `key =` at or before it in its line.
fn key_at(text: &str, at: usize) -> String {
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i);
    let line = text.get(start..end).unwrap_or_default();
    let trimmed = line.trim();
    if trimmed.starts_with('[') {
        return trimmed.trim_matches(['[', ']']).to_owned();
    }
    let upto = text.get(start..at).unwrap_or_default();
    let nearest = upto.rsplit(['{', ',']).find_map(|part| part.split_once('='));
    let first = line.split_once('=');
    nearest.or(first).map_or_else(String::new, |(key, _)| key.trim().to_owned())
}

/// Turns a parser's error into a problem with its place.
pub fn toml_problem(text: &str, error: &toml::de::Error) -> Problem {
    let at = error.span().map(|span| span.start);
    Problem {
        line: at.map(|at| line_of(text, at)),
        key: at.map(|at| key_at(text, at)).unwrap_or_default(),
        message: said!("said-toml", "{error}", error = error.message()),
    }
}

/// No house on earth is larger, and steps of seats stay countable.
const LARGEST_HOUSE: u32 = 100_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    election: RawElection,
    contest: RawContest,
    #[serde(default)]
    protocol: RawProtocol,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawElection {
    name: Names,
    date: Spanned<String>,
    country: String,
    polls: Option<Hours>,
    /// Where the facts of this file come from; for readers, not for the program.
    #[serde(default, rename = "sources")]
    _sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContest {
    id: OptionId,
    kind: ContestKind,
    #[serde(default = "one_seat")]
    seats: Spanned<u32>,
    #[serde(default)]
    options: Vec<Spanned<OptionInfo>>,
    #[serde(default)]
    districts: Vec<Spanned<District>>,
    rules: Spanned<RawRules>,
}

fn one_seat() -> Spanned<u32> {
    Spanned::new(0..0, 1)
}

impl Election {
    /// Parses `election.toml`. `file` is the name used in messages.
    ///
    /// # Errors
    /// Every problem found, each with line, key, what was found and what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let fail = |mut problems: Vec<Problem>| {
            problems.sort();
            FileError { file: file.to_owned(), problems }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw: RawFile =
            toml::from_str(text).map_err(|error| fail(vec![toml_problem(text, &error)]))?;
        let mut reader = Reader::new(text);
        let election = resolve(raw, &mut reader);
        match election {
            Some(election) if reader.problems.is_empty() => Ok(election),
            _ => Err(fail(reader.problems)),
        }
    }
}

fn resolve(raw: RawFile, reader: &mut Reader<'_>) -> Option<Election> {
    check_date(&raw.election.date, reader);
    if *raw.contest.seats.get_ref() == 0 {
        let at = raw.contest.seats.span().start;
        reader.problem(at, "seats", no_seats());
    }
    let options = distinct_options(raw.contest.options, reader);
    let districts = distinct_districts(raw.contest.districts, reader);
    let beside = Beside {
        kind: raw.contest.kind,
        options: &options,
        districts: !districts.is_empty(),
        at: raw.contest.rules.span().start,
    };
    let rules = raw.contest.rules.into_inner().resolve(&beside, reader);
    if let Some(rules) = &rules {
        check_seats(&raw.contest.seats, raw.contest.kind, &districts, rules, reader);
    }
    let protocol = raw.protocol.resolve(&options, reader);
    Some(Election {
        name: raw.election.name,
        date: raw.election.date.into_inner(),
        country: raw.election.country,
        polls: raw.election.polls,
        contest: Contest {
            id: raw.contest.id,
            kind: raw.contest.kind,
            seats: Seats(*raw.contest.seats.get_ref()),
            options,
            districts,
            rules: rules?,
        },
        protocol: protocol?,
    })
}

/// A contest or a district gives at least one seat.
pub(crate) fn no_seats() -> Said {
    said!("said-no-seats", "found 0, expected at least 1")
}

fn check_date(date: &Spanned<String>, reader: &mut Reader<'_>) {
    let text = date.get_ref();
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let part = |range: std::ops::Range<usize>| {
        text.get(range).and_then(|t| t.parse::<u32>().ok()).unwrap_or(0)
    };
    if !shape || !(1..=12).contains(&part(5..7)) || !(1..=31).contains(&part(8..10)) {
        let message = said!(
            "said-date",
            "found «{found}», expected year-month-day such as 2021-01-10",
            found = text
        );
        reader.problem(date.span().start, "date", message);
    }
}

fn distinct_options(options: Vec<Spanned<OptionInfo>>, reader: &mut Reader<'_>) -> Vec<OptionInfo> {
    let mut distinct: Vec<OptionInfo> = Vec::with_capacity(options.len());
    for option in options {
        let at = option.span().start;
        let option = option.into_inner();
        if distinct.iter().any(|other| other.id == option.id) {
            let message = said!(
                "said-option-twice",
                "found the option «{id}» twice, expected distinct ids",
                id = option.id.as_str()
            );
            reader.problem(at, "options", message);
        } else {
            distinct.push(option);
        }
    }
    distinct
}

fn distinct_districts(districts: Vec<Spanned<District>>, reader: &mut Reader<'_>) -> Vec<District> {
    let mut distinct: Vec<District> = Vec::with_capacity(districts.len());
    for district in districts {
        let at = district.span().start;
        let district = district.into_inner();
        if distinct.iter().any(|other| other.id == district.id) {
            let message = said!(
                "said-district-twice",
                "found the district «{id}» twice, expected distinct ids",
                id = district.id.as_str()
            );
            reader.problem(at, "districts", message);
        } else if district.seats.get() == 0 {
            let message = said!(
                "said-district-seats",
                "found 0 seats in «{id}», expected at least 1",
                id = district.id.as_str()
            );
            reader.problem(at, "districts", message);
        } else {
            distinct.push(district);
        }
    }
    distinct
}

/// The seats of the contest are those of its districts and the levelling seats together.
fn check_seats(
    seats: &Spanned<u32>,
    kind: ContestKind,
    districts: &[District],
    rules: &Rules,
    reader: &mut Reader<'_>,
) {
    let found = *seats.get_ref();
    let at = seats.span().start;
    if matches!(kind, ContestKind::Majority | ContestKind::Referendum) && found > 1 {
        let message =
            said!("said-one-seat", "found {found}, expected 1 in this kind of contest", found);
        reader.problem(at, "seats", message);
    }
    if found > LARGEST_HOUSE {
        let message = said!(
            "said-house",
            "found {found}, expected at most {most}",
            found,
            most = LARGEST_HOUSE
        );
        reader.problem(at, "seats", message);
    }
    if districts.is_empty() {
        return;
    }
    let fixed: u64 = districts.iter().map(|district| u64::from(district.seats.get())).sum();
    let levelling = rules.levelling.as_ref().map_or(0, |levelling| levelling.seats.get());
    let sum = fixed + u64::from(levelling);
    if sum != u64::from(found) {
        let message = said!(
            "said-seats-sum",
            "found {found}, expected {sum}: {fixed} in districts and {levelling} levelling seats",
            found,
            sum,
            fixed,
            levelling
        );
        reader.problem(at, "seats", message);
    }
}

#[cfg(test)]
mod tests;
