//! What a page is made from.

use sanaq_election::{Election, OptionInfo};
use sanaq_forensics::Examination;

use crate::{language::Language, table::name};

/// What every page says of itself.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The heading: what election this is.
    pub title: String,
    /// Where the figures come from: the file's name, with its hash where known.
    pub source: String,
    /// Further files that went into it, with their hashes.
    pub more_sources: Vec<String>,
    /// The program and its version; no clock.
    pub generated_by: String,
    /// The command that makes this page again.
    pub command: String,
    /// Set for an example: a banner says that country and fraud are made up, and adds this text.
    pub simulated: Option<String>,
    /// Rows that were left out on reading: why, and how many.
    pub dropped: Vec<(String, u64)>,
    /// What else a reader must know about how the file was read.
    pub warnings: Vec<String>,
    /// The language of the page.
    pub language: Language,
}

/// Everything that goes into the page of an examination.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// What the page says of itself.
    pub about: About,
    /// The election, for names and the lines of the protocol.
    pub election: Option<&'a Election>,
    /// What the tests say.
    pub examination: &'a Examination<'a>,
    /// What the arithmetic says.
    pub check: &'a sanaq_check::Report,
    /// Seats, for contests that give any.
    pub seats: Option<SeatsTable>,
}

impl Page<'_> {
    /// What to call an option in the page's language.
    pub(crate) fn label(&self, id: &str) -> String {
        label(self.election, id, self.about.language)
    }
}

/// An option of the election by its identifier.
pub(crate) fn option<'a>(election: Option<&'a Election>, id: &str) -> Option<&'a OptionInfo> {
    let options = election.map(|election| election.contest.options.as_slice());
    options.unwrap_or_default().iter().find(|option| option.id.as_str() == id)
}

/// What to call an option in a language.
pub(crate) fn label(election: Option<&Election>, id: &str, language: Language) -> String {
    name(option(election, id).map_or(id, |option| option.label(language.tag())))
}

/// Seats as announced, and with the anomalous votes removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatsTable {
    /// The lists, in the order in which they are to be shown.
    pub rows: Vec<SeatsRow>,
    /// What a reader must know about the announced seats.
    pub notes: Vec<SeatsNote>,
}

/// What a reader must know about the announced seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatsNote {
    /// The law calls for a lot.
    Lots {
        /// For how many seats.
        seats: u32,
        /// Among these, by name.
        among: Vec<String>,
    },
    /// No list may take a seat.
    NobodyPassed,
    /// A list below the threshold takes part, since the law asks for more lists than passed it.
    LetIn {
        /// Its name.
        list: String,
    },
    /// Seats that nobody can take.
    Unfilled {
        /// How many.
        seats: u32,
    },
}

/// One list's votes and seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatsRow {
    /// The option's identifier.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its colour as `#rrggbb`; anything else is replaced.
    pub color: Option<String>,
    /// Its votes as announced.
    pub votes_announced: u64,
    /// The seats that these give.
    pub seats_announced: u32,
    /// Its votes with the anomalous ones removed, where their number can be said.
    pub votes_without: Option<u64>,
    /// The seats that these give.
    pub seats_without: Option<u32>,
}

/// Why no page could be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The words of a language cannot be read.
    #[error("the words in «{language}» are broken: {problem}")]
    Words {
        /// The language.
        language: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// The template failed.
    #[error("the page could not be filled in: {0}")]
    Template(#[from] askama::Error),
}
