//! A page as a list of sections: what may be said first, then figures, tables and what they rest
//! on.

use askama::Template;

use crate::{
    chart::Figure,
    framed::Framed,
    page::{About, Error},
    result::Answer,
    table::Table,
    words::Words,
};

/// How firmly something may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It may be said.
    Said,
    /// It is open.
    Open,
    /// Nothing may be said.
    Silent,
}

impl Standing {
    /// The class in the style sheet.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Open => "some",
            Self::Silent => "unknown",
        }
    }

    /// The key of its name.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Said => "standing-said",
            Self::Open => "standing-open",
            Self::Silent => "standing-silent",
        }
    }
}

/// What stands at the top of a page.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) id: &'static str,
    pub(crate) standing: Standing,
    pub(crate) lead: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) points: Vec<Point>,
    /// What the page cannot say.
    pub(crate) limits: String,
}

/// One sentence with the section that shows more.
#[derive(Debug)]
pub(crate) struct Point {
    pub(crate) standing: Standing,
    pub(crate) text: String,
    pub(crate) section: &'static str,
}

/// One section.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) texts: Vec<String>,
    pub(crate) figures: Vec<Figure>,
    /// Whether the figures stand beside each other on wide screens.
    pub(crate) beside: bool,
    pub(crate) tables: Vec<Table>,
    /// Tables that open below the others.
    pub(crate) more: Vec<Table>,
    /// Headings with sentences below them.
    pub(crate) lists: Vec<(String, Vec<String>)>,
}

/// Sections under one heading.
#[derive(Debug)]
pub(crate) struct Chapter {
    pub(crate) id: &'static str,
    pub(crate) parts: Vec<Section>,
    /// What may be said, where this is the chapter of it.
    pub(crate) said: Option<Said>,
}

/// A link to the same page in a language.
#[derive(Debug)]
pub(crate) struct LanguageLink {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    /// Whether this is the page.
    pub(crate) here: bool,
}

/// What a page for the public has beside its sections.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub(crate) languages: Vec<LanguageLink>,
    /// Files beside the page, and what they are.
    pub(crate) links: Vec<(String, String)>,
    /// The file of the newest version.
    pub(crate) newest: Option<String>,
    /// Pages about other contests: file and name.
    pub(crate) others: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "result.html")]
struct PublicView<'a> {
    words: &'a Words,
    page: Framed,
    kicker: String,
    sections: Vec<&'static str>,
    answer: Answer,
    chapters: Vec<Chapter>,
    languages: Vec<LanguageLink>,
    links: Vec<(String, String)>,
    newest: Option<String>,
    others: Vec<(String, String)>,
}

/// Rows of the longest table that stands open on a page for the public.
const LONG: usize = 12;

/// Fills in the template of a page for the public.
pub(crate) fn render_public(
    words: &Words,
    about: &About,
    (kicker, answer): (String, Answer),
    chapters: Vec<Chapter>,
    beside: Beside,
) -> Result<String, Error> {
    let ids = chapters.iter().map(|chapter| chapter.id);
    let view = PublicView {
        words,
        page: Framed::of(words, about),
        kicker,
        sections: std::iter::once("answer").chain(ids).chain(["evidence"]).collect(),
        answer,
        chapters,
        languages: beside.languages,
        links: beside.links,
        newest: beside.newest,
        others: beside.others,
    };
    Ok(view.render()?)
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct View<'a> {
    words: &'a Words,
    page: Framed,
    kicker: String,
    sections: Vec<&'static str>,
    said: Said,
    parts_of_page: Vec<Section>,
}

/// Fills in the template.
pub(crate) fn render(
    words: &Words,
    about: &About,
    kicker: String,
    said: Said,
    sections: Vec<Section>,
) -> Result<String, Error> {
    let ids = sections.iter().map(|section| section.id);
    let view = View {
        words,
        page: Framed::of(words, about),
        kicker,
        sections: std::iter::once(said.id).chain(ids).chain(["reproduce"]).collect(),
        said,
        parts_of_page: sections,
    };
    Ok(view.render()?)
}
