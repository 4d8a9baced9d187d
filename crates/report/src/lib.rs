//! Pictures: self-contained HTML pages. Of an examination, with the verdict in words, charts with
//! their tables and the most suspicious stations; of an estimate, with what may be said, intervals,
//! the parliament and what would change it; of a rehearsal, to choose the size of a sample by; and
//! for the public, of what was announced beside what was seen. Each has everything that a
//! statistician needs to check it.
//!
//! Pure: data in, a text out; the same data give the same bytes. The page loads nothing and runs
//! no script. Names come from data files and are taken for hostile: they are escaped everywhere.
//! Every sentence stands in `words/*.ftl`.
//!
//! Architecture invariant: reads no file, has no clock, computes no statistic of its own.

mod announced;
mod arithmetic;
mod chart;
mod estimate;
mod framed;
mod language;
mod log_page;
mod map;
mod number;
mod page;
mod rehearsal;
mod remark;
mod result;
mod sheet;
mod stations;
mod svg;
mod table;
mod tests_table;
mod verdict;
mod view;
mod words;

pub use estimate::{Earlier, EstimatePage};
pub use language::Language;
pub use log_page::LogPage;
pub use map::{AreaSeen, Outline, Place, Ring};
pub use page::{About, Error, Page, SeatsNote, SeatsRow, SeatsTable};
pub use rehearsal::{RehearsalPage, Tried};
pub use remark::Notes;
pub use result::{Compared, File, Hour, Kind, Made, Official, ResultPage};

/// Writes the page about an examination.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn examination(page: &Page<'_>) -> Result<String, Error> {
    let words = words::Words::new(page.about.language)?;
    view::render(page, &words)
}

/// Writes the page about an estimate.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn estimate(page: &EstimatePage<'_>) -> Result<String, Error> {
    let words = words::Words::new(page.about.language)?;
    estimate::render(page, &words)
}

/// Writes the page for the public about what was announced and what was seen.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn result(page: &ResultPage<'_>) -> Result<String, Error> {
    let words = words::Words::new(page.estimate.about.language)?;
    result::render(page, &words)
}

/// Writes the page about a mission's log, in every language.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn log(page: &LogPage<'_>) -> Result<String, Error> {
    log_page::render(page)
}

/// Writes the page about a rehearsal.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn rehearsal(page: &RehearsalPage<'_>) -> Result<String, Error> {
    let words = words::Words::new(page.about.language)?;
    rehearsal::render(page, &words)
}
