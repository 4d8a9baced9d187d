//! The page of an examination: what the command knows, put together for the report.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use sanaq_forensics::Examination;
use sanaq_report::{About, Language, Page};

use crate::{distribution, exit::Failure, input::Loaded, output, progress};

/// The language of a page, as an argument: one that there are words in.
pub(crate) fn language() -> impl TypedValueParser<Value = Language> {
    let tags = Language::all().map(|language| PossibleValue::new(language.tag()));
    PossibleValuesParser::new(tags).map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

/// The program and its version, as a page names them.
pub(crate) fn generated_by() -> String {
    format!("sanaq {}", env!("CARGO_PKG_VERSION"))
}

/// Everything that a page is made from.
pub(crate) struct Picture<'a> {
    /// The results with their election.
    pub(crate) loaded: &'a Loaded,
    /// Recipe and election, where they are files, with the hashes of their bytes.
    pub(crate) rules: Vec<String>,
    /// What the tests say.
    pub(crate) examination: &'a Examination<'a>,
    /// The language of the page.
    pub(crate) language: Language,
    /// For an example: what was made up.
    pub(crate) simulated: Option<String>,
    /// The command that makes the page again.
    pub(crate) command: String,
}

impl Picture<'_> {
    /// Writes the page.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let step = progress::step("drawing");
        let check = sanaq_check::check(&self.loaded.results, Some(&self.loaded.election));
        let name = &self.loaded.election.name;
        let title = name.get(self.language.tag()).unwrap_or_default().to_owned();
        let page = Page {
            about: About {
                title,
                source: self.loaded.fingerprint()?,
                more_sources: self.rules.clone(),
                generated_by: generated_by(),
                command: self.command.clone(),
                simulated: self.simulated.clone(),
                dropped: self.loaded.dropped_rows(),
                warnings: self.loaded.warning_lines(),
                language: self.language,
            },
            election: Some(&self.loaded.election),
            examination: self.examination,
            check: &check,
            seats: distribution::with_and_without(
                self.loaded,
                self.examination,
                self.language.tag(),
            )?,
        };
        let html = sanaq_report::examination(&page).map_err(|e| Failure::Inside(e.to_string()))?;
        step.finish_and_clear();
        output::file(path, |out| out.write_all(html.as_bytes()))
    }
}
