//! Bytes → cells, with bounds on what a workbook may unfold into.

use std::{
    any::Any,
    cell::Cell,
    collections::BTreeMap,
    io::{Cursor, Read},
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

use calamine::{DataRef, Reader as _, Xlsx};
use sanaq_said::{Said, said};

/// The largest workbook.
const MOST_BYTES: usize = 16 << 20;
/// What all its parts together may unfold into.
const MOST_UNFOLDED: u64 = 96 << 20;
/// What its shared texts may unfold into.
const MOST_SHARED: u64 = 16 << 20;
/// The most shared texts: each takes memory of its own.
const MOST_TEXTS: usize = 1_000_000;
/// The most text in all cells together: a long shared text may stand in many of them.
const MOST_TEXT: usize = 32 << 20;
/// The most rows that hold something, in all sheets together.
const MOST_ROWS: usize = 200_000;
/// The most parts in the archive.
const MOST_PARTS: usize = 2000;
/// The most cells that hold something, in all sheets together.
const MOST_CELLS: usize = 1_000_000;
/// Columns past this hold nothing that `XLSForm` knows.
const MOST_COLUMNS: u32 = 2048;

/// Why a workbook is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum NotRead {
    /// Too large, or unfolding into too much.
    TooLarge(u64),
    /// Too much text.
    TooMuchText(u64),
    /// Too many of its parts.
    TooMany {
        /// Of what.
        what: Counted,
        /// How many may be.
        most: usize,
    },
    /// An old binary workbook.
    OldFormat,
    /// Not a workbook, or damaged.
    Damaged(String),
    /// No sheet of questions.
    NoSurvey,
}

/// What a workbook may not have too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Questions and groups.
    Questions,
    /// Files in the archive.
    Parts,
    /// Texts that cells share.
    Texts,
    /// Rows that hold something.
    Rows,
    /// Cells that hold something.
    Cells,
}

impl NotRead {
    /// The sentence.
    pub fn said(&self) -> Said {
        match self {
            Self::TooLarge(bytes) => said!(
                "said-book-large",
                "the workbook has or unfolds into more than {most} MiB",
                most = bytes >> 20
            ),
            Self::TooMuchText(bytes) => said!(
                "said-book-text",
                "the texts of the workbook take more than {most} MiB",
                most = bytes >> 20
            ),
            Self::TooMany { what, most } => what.too_many(*most),
            Self::OldFormat => said!(
                "said-book-old",
                "found an old binary workbook (.xls), expected .xlsx: save it as such"
            ),
            Self::Damaged(why) => {
                said!("said-book-damaged", "the workbook is damaged or none: {why}", why)
            }
            Self::NoSurvey => said!(
                "said-book-no-survey",
                "found no sheet «survey» with the columns «type» and «name»"
            ),
        }
    }
}

impl Counted {
    fn too_many(self, most: usize) -> Said {
        match self {
            Self::Questions => {
                said!("said-book-questions", "the workbook has more than {most} questions", most)
            }
            Self::Parts => {
                said!("said-book-parts", "the workbook has more than {most} parts", most)
            }
            Self::Texts => {
                said!("said-book-texts", "the workbook has more than {most} shared texts", most)
            }
            Self::Rows => said!("said-book-rows", "the workbook has more than {most} rows", most),
            Self::Cells => {
                said!("said-book-cells", "the workbook has more than {most} cells", most)
            }
        }
    }
}

/// A sheet with its headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// The headings as they stand, by column.
    pub(super) headings: BTreeMap<u32, String>,
    pub(super) rows: Vec<Row>,
}

/// A row with its cells that hold something.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// As spreadsheets count, from 1.
    pub(super) number: u32,
    /// By column, each once.
    pub(super) cells: Vec<(u32, String)>,
}

/// All sheets of a workbook, with what stands in the first of each of these names, which are in
/// lower case.
pub(super) fn sheets(bytes: &[u8], names: &[&str]) -> Result<Vec<Sheet>, NotRead> {
    if bytes.len() > MOST_BYTES {
        return Err(NotRead::TooLarge(MOST_BYTES as u64));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NotRead::OldFormat);
    }
    guarded(|| unfolds(bytes))??;
    guarded(|| read(bytes, names))?
}

thread_local! {
    /// Whether a panic of this thread is one that [`guarded`] catches.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Calls the readers of the foreign format. A panic becomes an error: they index into what a
/// damaged file claims. Nothing of ours that could fail runs inside.
fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, NotRead> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CAUGHT.get() {
                before(info);
            }
        }));
    });
    CAUGHT.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    CAUGHT.set(false);
    let claims = |_: Box<dyn Any + Send>| NotRead::Damaged("what it says is not so".to_owned());
    outcome.map_err(claims)
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn damaged(error: impl ToString) -> NotRead {
    NotRead::Damaged(error.to_string().chars().take(200).collect())
}

/// Unfolds every part once into nothing, counting: sizes in the archive's table can lie.
fn unfolds(bytes: &[u8]) -> Result<(), NotRead> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(NotRead::TooMany { what: Counted::Parts, most: MOST_PARTS });
    }
    let mut left = MOST_UNFOLDED;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        let mut part = part.take(left + 1);
        let unfolded = if name.ends_with("sharedstrings.xml") {
            let mut texts = Vec::new();
            part.take(MOST_SHARED + 1).read_to_end(&mut texts).map_err(damaged)?;
            if texts.len() as u64 > MOST_SHARED {
                return Err(NotRead::TooMuchText(MOST_SHARED));
            }
            claims(&texts)?;
            texts.len() as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(damaged)?
        };
        left = left.checked_sub(unfolded).ok_or(NotRead::TooLarge(MOST_UNFOLDED))?;
    }
    Ok(())
}

/// The shortest shared text: `<si/>`.
const SHORTEST_TEXT: usize = 5;

/// Refuses shared texts that are too many, or claim to be more than they can be: the reader makes
/// room for as many, and without that room the whole program ends.
fn claims(texts: &[u8]) -> Result<(), NotRead> {
    let odd = |byte: u8| byte < b' ' && !b"\t\r\n".contains(&byte);
    let text = std::str::from_utf8(texts).ok().filter(|text| !text.bytes().any(odd));
    let text = text.ok_or_else(|| damaged("its shared texts are no XML in UTF-8"))?;
    // Runs within a text, `<sz>` and the like, are counted too where they begin so.
    if text.matches("<si").count() + text.matches(":si").count() > MOST_TEXTS {
        return Err(NotRead::TooMany { what: Counted::Texts, most: MOST_TEXTS });
    }
    for (at, name) in text.match_indices("uniqueCount") {
        let after = text.get(at + name.len()..).unwrap_or_default();
        let digits = after.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let claimed = digits.get(..end).unwrap_or_default();
        // A number that is too long for one is too large.
        let claimed = if claimed.is_empty() { 0 } else { claimed.parse().unwrap_or(usize::MAX) };
        if claimed > texts.len() / SHORTEST_TEXT {
            let bytes = texts.len();
            let why = format!("{bytes} bytes of shared texts claim to be {claimed} texts");
            return Err(damaged(why));
        }
    }
    Ok(())
}

/// What was read so far, in all sheets together.
#[derive(Default)]
struct Sum {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Sum {
    fn check(&self) -> Result<(), NotRead> {
        let Self { rows, cells, text } = *self;
        let bounds = [(rows, Counted::Rows, MOST_ROWS), (cells, Counted::Cells, MOST_CELLS)];
        for (found, what, most) in bounds {
            if found > most {
                return Err(NotRead::TooMany { what, most });
            }
        }
        if text > MOST_TEXT { Err(NotRead::TooMuchText(MOST_TEXT as u64)) } else { Ok(()) }
    }
}

fn read(bytes: &[u8], names: &[&str]) -> Result<Vec<Sheet>, NotRead> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    let mut sum = Sum::default();
    let mut left: Vec<&str> = names.to_vec();
    for name in book.sheet_names() {
        // A workbook may name one endless sheet very many times.
        let Some(at) = left.iter().position(|own| *own == name.trim().to_lowercase()) else {
            sheets.push(Sheet { name, ..Sheet::default() });
            continue;
        };
        left.swap_remove(at);
        // Sheets of charts have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            if column >= MOST_COLUMNS {
                continue;
            }
            let Some(text) = text(cell.get_value()) else { continue };
            let row = rows.entry(row).or_insert_with(|| {
                sum.rows += 1;
                Row { number: row.saturating_add(1), cells: Vec::new() }
            });
            sum.cells += 1;
            sum.text += text.len();
            sum.check()?;
            row.cells.push((column, text));
        }
        let mut rows = rows.into_values().map(|mut row| {
            // The last of several cells at one place counts.
            row.cells.reverse();
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
            row
        });
        let headings = rows.next().map(|row| row.cells).unwrap_or_default();
        let headings = headings.into_iter().collect();
        sheets.push(Sheet { name, headings, rows: rows.collect() });
    }
    Ok(sheets)
}

/// A cell as text without white space around it; nothing for an empty one. Whole numbers have no
/// fraction, as they stand on the screen.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    (!text.is_empty()).then_some(text)
}
