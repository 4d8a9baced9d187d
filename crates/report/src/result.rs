//! The page for the public: what was announced, what was seen, what fits and what does not, how
//! sure that is, and how to check it. It is made when a mission publishes, and then stays.

mod fits;
mod hours;
mod kinds;
mod places;

use crate::{
    estimate::{self, EstimatePage},
    language::Language,
    map::{AreaSeen, Outline},
    page::{About, Error, label},
    sheet::{self, Beside, LanguageLink, Section},
    table::{name, plain},
    words::Words,
};

/// Everything that goes into the page.
#[derive(Clone, Debug)]
pub struct ResultPage<'a> {
    /// What the sample says. Its `command` is how to check the files beside the page, its `source`
    /// what the log is called.
    pub estimate: EstimatePage<'a>,
    /// What was announced, where the mission has it.
    pub official: Option<Official>,
    /// Station by station, where both are known.
    pub compared: Option<Compared>,
    /// Outlines of areas, where the mission has a map.
    pub outlines: Vec<Outline>,
    /// How what was announced stands to what was seen, area by area.
    pub areas: Vec<AreaSeen>,
    /// Head counts, in the order of the day.
    pub hours: Vec<Hour>,
    /// Incidents by what they are, the most frequent first.
    pub incidents: Vec<Kind>,
    /// Entries of the log that the page was made from.
    pub entries: u64,
    /// The same page in each language: its file.
    pub languages: Vec<(Language, String)>,
    /// Files beside the page.
    pub files: Vec<(String, File)>,
}

/// What a file beside the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// The page's figures.
    Data,
    /// Keys to check with.
    Keys,
    /// The signed head of the log.
    Checkpoint,
    /// The signed list of files.
    List,
    /// The page about the log.
    Log,
    /// An earlier version of this page.
    Earlier,
}

impl File {
    const fn key(self) -> &'static str {
        match self {
            Self::Data => "file-data",
            Self::Keys => "file-keys",
            Self::Checkpoint => "file-checkpoint",
            Self::List => "file-files",
            Self::Log => "file-log",
            Self::Earlier => "file-earlier",
        }
    }
}

/// An announced result, as shares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Official {
    /// Where it was announced, and when.
    pub source: String,
    /// Votes and share of each option, of what the law takes shares of.
    pub options: Vec<(String, u64, f64)>,
    /// Turnout as the law has it.
    pub turnout: Option<f64>,
    /// Invalid over all ballots.
    pub invalid: Option<f64>,
}

/// Official figures beside observed ones, station by station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Stations where both are known.
    pub stations: usize,
    /// Stations where they differ.
    pub differing: usize,
    /// Official votes less observed ones at these stations, by option.
    pub votes: Vec<(String, i64)>,
}

/// Voters who had come by a time, at the stations where heads were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hour {
    /// Minutes after midnight.
    pub minute: i32,
    /// Stations with a count.
    pub stations: usize,
    /// Voters counted over voters in the register, where heads were counted by then.
    pub counted: Option<f64>,
    /// What commissions said at these stations, over the same.
    pub said: Option<f64>,
    /// What was announced for the country.
    pub announced: Option<f64>,
}

/// A kind of incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// What it is called in the page's language.
    pub label: String,
    /// Reports.
    pub reports: usize,
    /// Stations.
    pub stations: usize,
}

impl ResultPage<'_> {
    fn label(&self, id: &str) -> String {
        label(self.estimate.election, id, self.estimate.about.language)
    }
}

/// Writes the page.
pub(crate) fn render(page: &ResultPage<'_>, words: &Words) -> Result<String, Error> {
    let (mut said, sections) = estimate::content(&page.estimate, words);
    let own = [
        fits::section(page, words),
        places::section(page, words),
        hours::section(page, words),
        kinds::section(page, words),
    ];
    let own: Vec<Section> = own.into_iter().flatten().collect();
    // What was announced comes first: it is what readers have heard.
    let points = fits::points(page, words);
    said.points.splice(0..0, points);
    let mut own = own.into_iter().peekable();
    let mut all = Vec::new();
    while let Some(section) = own.next_if(|section| ["fits", "places"].contains(&section.id)) {
        all.push(section);
    }
    let (rests, seen): (Vec<Section>, Vec<Section>) =
        sections.into_iter().partition(|section| ["arrival", "rests"].contains(&section.id));
    all.extend(seen);
    all.extend(own);
    all.extend(rests);
    let beside = Beside { languages: languages(page), links: links(page, words) };
    let kicker = words.t("subtitle-result");
    let log = [("log", name(&page.estimate.about.source).into()), ("entries", page.entries.into())];
    let source = words.with("log-entries", &log);
    let about = About { source, ..page.estimate.about.clone() };
    sheet::render_public(words, &about, (kicker, said), all, beside)
}

fn languages(page: &ResultPage<'_>) -> Vec<LanguageLink> {
    let link = |(language, href): &(Language, String)| LanguageLink {
        tag: language.tag(),
        name: language.name(),
        href: plain(href),
        here: *language == page.estimate.about.language,
    };
    page.languages.iter().map(link).collect()
}

fn links(page: &ResultPage<'_>, words: &Words) -> Vec<(String, String)> {
    page.files.iter().map(|(file, what)| (name(file), words.t(what.key()))).collect()
}
