//! The picture of an examination: one self-contained HTML page with the verdict in words, charts
//! with their tables, the most suspicious stations, and everything that a statistician needs to
//! check it.
//!
//! Pure: data in, a text out; the same data give the same bytes. The page loads nothing and runs
//! no script. Names come from data files and are taken for hostile: they are escaped everywhere.
//! Every sentence stands in `words/*.ftl`.
//!
//! Architecture invariant: reads no file, has no clock, computes no statistic of its own.

mod announced;
mod arithmetic;
mod chart;
mod number;
mod page;
mod remark;
mod stations;
mod svg;
mod table;
mod tests_table;
mod verdict;
mod view;
mod words;

pub use page::{Error, Language, Page, SeatsNote, SeatsRow, SeatsTable};

/// Writes the page about an examination.
///
/// # Errors
/// Only when the program's own words or template are broken.
pub fn examination(page: &Page<'_>) -> Result<String, Error> {
    let words = words::Words::new(page.language)?;
    view::render(page, &words)
}
