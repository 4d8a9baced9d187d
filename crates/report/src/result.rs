//! The page for the public: what was announced, what was seen, what fits and what does not, how
//! sure that is, and how to check it. It is made when a mission publishes, and then stays.

mod answer;
mod fits;
mod hours;
mod kinds;
mod places;

pub(crate) use answer::Answer;

use crate::{
    estimate::{self, EstimatePage},
    language::Language,
    map::{AreaSeen, Outline},
    page::{About, Error, label},
    sheet::{self, Beside, Chapter, LanguageLink},
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
    /// Which page of the mission it is; the first is 1.
    pub version: u32,
    /// When it was made, where that is known.
    pub made: Option<Made>,
    /// The same page in each language: its file.
    pub languages: Vec<(Language, String)>,
    /// Files beside the page.
    pub files: Vec<(String, File)>,
    /// Of each other contest that the mission tells of: its newest page in this language and what
    /// it is called.
    pub others: Vec<(String, String)>,
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
    /// The newest version of this page.
    Newest,
}

/// A moment by the country's clock, as digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The year.
    pub year: String,
    /// The month.
    pub month: String,
    /// The day of the month.
    pub day: String,
    /// Hours and minutes.
    pub time: String,
    /// The zone that the clock goes by.
    pub zone: String,
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
            Self::Newest => "file-newest",
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

/// The page's chapters, and the sections that belong into each. What the sample says sentence by
/// sentence has no section of its own.
const CHAPTERS: [(&str, &[&str]); 7] = [
    ("fits", &["fits"]),
    (SAID, &[]),
    ("places", &["places"]),
    ("outcome", &["visited", "shares", "seats", "leader", "tipping", "course"]),
    ("voting", &["hours", "participation"]),
    ("incidents", &["incidents"]),
    ("basis", &["arrival", "rests"]),
];
/// The chapter of the sentences.
const SAID: &str = "said";

/// Writes the page.
pub(crate) fn render(page: &ResultPage<'_>, words: &Words) -> Result<String, Error> {
    let (mut said, mut sections) = estimate::content(&page.estimate, words);
    let own = [
        fits::section(page, words),
        places::section(page, words),
        hours::section(page, words),
        kinds::section(page, words),
    ];
    sections.extend(own.into_iter().flatten());
    let answer = answer::answer(page, words, &said);
    // What was announced comes first: it is what readers have heard.
    let points = fits::points(page, words);
    said.points.splice(0..0, points);
    let mut chapters = Vec::new();
    for (id, parts) in CHAPTERS {
        let mut chapter = Chapter { id, parts: Vec::new(), said: None };
        for part in parts {
            let at = sections.iter().position(|section| section.id == *part);
            chapter.parts.extend(at.map(|at| sections.remove(at)));
        }
        chapters.push(chapter);
    }
    debug_assert!(sections.is_empty(), "a section without a chapter");
    let mut said = Some(said);
    for chapter in chapters.iter_mut().filter(|chapter| chapter.id == SAID) {
        chapter.said = said.take();
    }
    chapters.retain(|chapter| chapter.said.is_some() || !chapter.parts.is_empty());
    let newest = page.files.iter().find(|(_, what)| *what == File::Newest);
    let beside = Beside {
        languages: languages(page),
        links: links(page, words),
        newest: newest.map(|(file, _)| name(file)),
        others: page.others.iter().map(|(file, what)| (name(file), plain(what))).collect(),
    };
    let kicker = words.t("subtitle-result");
    let log = [("log", name(&page.estimate.about.source).into()), ("entries", page.entries.into())];
    let source = words.with("log-entries", &log);
    let about = About { source, ..page.estimate.about.clone() };
    sheet::render_public(words, &about, (kicker, answer), chapters, beside)
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
